"""Write the descriptions of operations: where each argument goes, and how the answer is read."""

from collections.abc import Iterable, Iterator

from codegen.entries import Operation, Parameter
from codegen.imports import FOR_TYPE_CHECKERS, module_of, names_in
from codegen.registry import MODELS
from codegen.text import WIDTH, call

_BY_CONTENT = {"PICTURE": "picture", "FILE": "file", "ARCHIVE": "archive"}


def description(operation: Operation) -> list[str]:
    """Write the description of an operation, which its methods pass on.

    :param operation: the entry.
    :return: the lines.
    """
    token = {"preview": '"preview"', "download": '"download"'}.get(operation.token, "None")
    path = operation.path
    rest = next(iter(operation.of_place("rest")), None)
    if rest is not None:
        # A slash at the end is redirected, which only a GET follows; without it, POST /import is redirected.
        path = (
            path.removesuffix(f"{{{rest.name}}}")
            if operation.method == "POST"
            else path.removesuffix(f"/{{{rest.name}}}")
        )
    endpoint = [f'"{operation.name}"', f'"{path}"', f'"{operation.accept}"', f"Body.{operation.content}", token]
    if operation.method != "GET":
        endpoint.append(f'"{operation.method}"')
    if operation.is_repeatable != (operation.method == "GET"):
        endpoint.append(f"repeatable={operation.is_repeatable}")
    arguments = [
        "\n".join(call(0, "Endpoint(", endpoint, room=WIDTH - 5)),
        _reader(operation),
        *_places(operation),
        *_marks(operation),
    ]
    return call(0, f"{operation.constant}: {quoted(f'Operation[{operation.result}]')} = Operation(", arguments)


def _reader(operation: Operation) -> str:
    result = operation.result
    item = result.removeprefix("list[").removesuffix("]")
    if item == "SearchGeoResult":
        return "features"
    if item in MODELS:
        reader = "one" if item == result else "several"
        return f'{reader}("{module_of(item)}", "{item}")'
    return {"None": "nothing", "dict[str, object]": "an_object", "list[object]": "a_list", "MediaBytes": "nothing"}[
        result
    ]


def _places(operation: Operation) -> Iterator[str]:
    """Write where arguments go, as keyword arguments of the description."""
    if operation.checks:
        yield f"query={operation.checks}"
    elif operation.of_place("query") and not operation.is_bytes:
        checks = [f'"{parameter.wire_name}": {_check(parameter)}' for parameter in operation.of_place("query")]
        yield "\n".join(call(0, "query={", checks))
    if required := [parameter for parameter in operation.of_place("query") if parameter.default is None]:
        yield f"required={_names(required)}"
    if numbers := [parameter for parameter in operation.of_place("path") if "int" in parameter.type]:
        yield f"numbers={_names(numbers)}"
    yield from _whole(operation)
    for parameter in operation.of_place("body"):
        yield f"body={_sent(operation, parameter)}"
    if values := operation.of_place("json"):
        yield f"json={_names(values)}"
    if values := operation.of_place("form"):
        yield f"form={_names(values)}"
    if optional := [parameter for parameter in operation.of_place("json", "form") if parameter.default]:
        yield f"optional={_names(optional)}"


def _whole(operation: Operation) -> Iterator[str]:
    """Write which arguments are the rest of the path, files, or a header."""
    for parameter in operation.of_place("rest", "files", "header"):
        yield f'{parameter.place}="{parameter.name}"'
        if parameter.place == "rest" and parameter.check:
            yield f"rest_check={parameter.check}"


def _marks(operation: Operation) -> Iterator[str]:
    """Write what else is special, as keyword arguments of the description."""
    if operation.fixed:
        pairs = [f'"{name}": "{value}"' for name, value in operation.fixed.items()]
        yield f"fixed={{{', '.join(pairs)}}}"
    if operation.header:
        yield f'header="{operation.header}"'
    flags = {
        "is_sessionless": operation.token == "none",
        "has_secrets": operation.secret_body and not operation.of_place("form"),
        "has_filters": operation.explains,
    }
    yield from (f"{name}=True" for name, is_set in flags.items() if is_set)
    if operation.is_bytes and kind_of_file(operation) != "file":
        yield f'file="{kind_of_file(operation)}"'
    if operation.filename:
        yield f'filename="{operation.filename}"'


def _sent(operation: Operation, parameter: Parameter) -> str:
    arguments = [f'"{parameter.name}"']
    if parameter.type in MODELS:
        arguments += [f'"{module_of(parameter.type)}"', f'"{parameter.type}"']
    if operation.optional_body:
        arguments.append("is_optional=True")
    return f"Sent({', '.join(arguments)})"


def _names(parameters: Iterable[Parameter]) -> str:
    names = [f'"{parameter.name}"' for parameter in parameters]
    return f"({', '.join(names)}{',' if len(names) == 1 else ''})"


def _check(parameter: Parameter) -> str:
    """Write the check of a value for the query."""
    if parameter.check:
        return parameter.check
    if parameter.limits:
        low, high = parameter.limits
        return f"number(whole_number({low}, {high:_}))"
    if parameter.choices:
        choices = [f'"{choice}"' for choice in parameter.choices]
        return "\n".join(call(0, "one_of(", choices))
    return {"bool": "yes_or_no"}[parameter.type.partition(" ")[0]]


def kind_of_file(operation: Operation) -> str:
    """Return what the form of an operation that writes files checks.

    :param operation: the entry of an operation that returns bytes.
    :return: the name of a function that makes sources.
    """
    return operation.file or _BY_CONTENT[operation.content]


def quoted(annotation: str) -> str:
    """Return an annotation as the code has it: in quotes where type checkers alone import its names.

    :param annotation: as Python text.
    :return: the same, quoted or not.
    """
    names = names_in(f"x: {annotation}\n")[0]
    return f'"{annotation}"' if names & FOR_TYPE_CHECKERS else annotation
