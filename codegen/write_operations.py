"""Write the base classes of the APIs: each operation in three forms, those that return bytes in four."""

from collections.abc import Iterable

from codegen.entries import Api, Operation, Parameter
from codegen.imports import FOR_TYPE_CHECKERS, import_block, names_in
from codegen.registry import MODELS, operations_of
from codegen.statuses import errors_of
from codegen.text import call, docstring, in_docstring
from codegen.write_descriptions import description, kind_of_file, quoted

_OPTIONS = (
    "_request_timeout: RequestTimeout = None",
    "_request_auth: Mapping[str, object] | None = None",
    "_content_type: str | None = None",
    "_headers: Mapping[str, str | float] | None = None",
    "_host_index: int = 0",
)
_READ_OPTIONS = "        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)"
_TO_FILE = (
    ("overwrite", "bool", "False", "replace a file of that name; otherwise one is an error"),
    (
        "progress",
        "Progress | None",
        "None",
        "called with a `FileProgress` whenever bytes have come",
    ),
    ("fsync", "bool", "True", "wait for the disk before the file gets its name, and after"),
)
_ACCEPT_CHANGED = ("accept_changed", "bool", "False", "take a file that changed on the server since it was indexed")
_OF_ARCHIVE = (
    (
        "members",
        "Sequence[Member] | None",
        "None",
        "files of the album, without sidecars, as `members_of_album` lists them: each must be in the zip, byte for"
        " byte, unless it is private or held back; default what the server sends",
    ),
    ("allow_missing", "bool", "False", "take a zip that lacks some of them, and report these as `missing`"),
)
#: The parameters of the form that writes files, by what it checks.
_FILE_PARAMETERS = {
    "picture": _TO_FILE,
    "original": (*_TO_FILE, _ACCEPT_CHANGED),
    "primary_file": (*_TO_FILE, _ACCEPT_CHANGED),
    "archive": (*_TO_FILE, *_OF_ARCHIVE),
    "video": _TO_FILE,
    "file": _TO_FILE,
}
_PROMISES = {
    "picture": "It appears only when it is a whole JPEG or PNG.",
    "original": "It appears only when it has the SHA-1 *hash*. What breaks off is resumed, also by a later call.",
    "primary_file": "It appears only when it has the SHA-1 of the index, which is asked for first. What breaks off is"
    " resumed, also by a later call.",
    "archive": "It appears only when the zip is whole and each member has its CRC; nothing is extracted. The server"
    " silently leaves out files that are missing on its disk: with *members* that is noticed. What it holds back"
    " on purpose is reported as `held_back`. A zip that breaks off starts again.",
    "video": "It appears only when all of it has come. What breaks off is resumed, also by a later call.",
    "file": "It appears only when all of it has come.",
}
_ERRORS = {
    "picture": (
        ("raises PlaceholderException", "the server has no picture for this; nothing is written"),
        ("raises IntegrityError", "what came is not a whole JPEG or PNG"),
    ),
    "original": (
        ("raises MissingOriginalError", "the server cannot find the file on its disk; do not ask again"),
        ("raises ChangedOnServerError", "the file changed since it was indexed, and *accept_changed* is false"),
        ("raises IntegrityError", "what came twice has another SHA-1; the partial file is removed"),
    ),
    "archive": (
        ("raises IncompleteArchiveError", "members are missing, and *allow_missing* is false"),
        ("raises IntegrityError", "what came twice is not a whole zip"),
    ),
    "video": (
        ("raises MissingOriginalError", "the server cannot find the file on its disk, and sent another video"),
        ("raises IntegrityError", "what came is not a file of this kind"),
    ),
    "file": (("raises IntegrityError", "what came is not a file of this kind"),),
}


def module(api: Api) -> str:
    """Write the module of an API's base class.

    :param api: the class that is based on it.
    :return: the text of the module.
    """
    operations = operations_of(api)
    lines: list[str] = []
    for operation in operations:
        lines += description(operation)
    lines += ["", "", f"class {api.name.removesuffix('Api')}Operations(Operations):"]
    lines += docstring(4, f"The operations of `{api.name}`.")
    for operation in operations:
        lines += _methods(operation)
    code = "\n".join(lines)
    running, quoted = names_in(code)
    for_checkers = quoted & FOR_TYPE_CHECKERS
    head = docstring(0, f"`{api.name.removesuffix('Api')}Operations`: written by codegen, do not edit.")
    head += ["", *(["import os"] if "os." in code else [])]
    head += import_block(running | (quoted - for_checkers) | ({"TYPE_CHECKING"} if for_checkers else set()))
    if for_checkers:
        head += ["", "if TYPE_CHECKING:", *import_block(for_checkers, "    ")]
    return "\n".join([*head, "", code]) + "\n"


def _methods(operation: Operation) -> list[str]:
    lines: list[str] = []
    how = "_fetch" if operation.is_bytes else "_ask"
    result = operation.result
    returned = ("", "") if result == "None" else ("return ", ".data")
    lines += _method(operation, "", result, _full_docstring(operation), _body(operation, how, *returned))
    lines += _method(
        operation,
        "_with_http_info",
        f"ApiResponse[{result}]",
        docstring(
            8,
            f"Do what :meth:`{operation.name}` does; return status and headers as well.",
            fields=[("return", f"status, headers and {in_docstring(operation.returns or 'None')}.")],
            source=operation.route,
        ),
        _body(operation, how),
    )
    lines += _method(
        operation,
        "_without_preload_content",
        "RESTResponse",
        docstring(
            8,
            f"Send what :meth:`{operation.name}` sends; return the answer unread.",
            fields=[("return", "the open answer; close it, or use it in a ``with`` block.")],
            source=operation.route,
        ),
        _body(operation, "_open"),
    )
    return lines + (_to_file(operation) if operation.is_bytes else [])


def _method(operation: Operation, form: str, result: str, text: list[str], body: list[str]) -> list[str]:
    return [
        "",
        f"    def {operation.name}{form}(",
        *(f"        {line}," for line in _signature(operation)),
        f"    ) -> {quoted(result)}:",
        *text,
        *body,
    ]


def _signature(operation: Operation, path: bool = False, more: Iterable[str] = ()) -> list[str]:
    positional = [_declared(parameter) for parameter in operation.parameters if not parameter.by_name]
    if path:
        positional.insert(1, "path: str | os.PathLike[str]")
    by_name = [*(_declared(parameter) for parameter in operation.parameters if parameter.by_name), *more]
    filters = [f'**filters: "Unpack[{operation.filters}]"'] if operation.filters else []
    return ["self", *positional, *_OPTIONS, *(["*", *by_name] if by_name else []), *filters]


def _declared(parameter: Parameter) -> str:
    # A form that is keyword-only may be left out by its signature, and is refused when it is.
    missing = " | None" if parameter.type in MODELS and parameter.default else ""
    annotation = f"{parameter.type} | Mapping[str, object]{missing}" if parameter.type in MODELS else parameter.type
    default = "" if parameter.default is None else f" = {parameter.default}"
    return f"{parameter.name}: {quoted(annotation)}{default}"


def _full_docstring(operation: Operation) -> list[str]:
    fields = [(f"param {p.name}", in_docstring(f"{p.meaning}.")) for p in operation.parameters]
    if operation.filters:
        fields.append(("param filters", f"see :class:`{operation.filters}`."))
    if operation.returns:
        fields.append(("return", in_docstring(f"{operation.returns}.")))
    fields += [(f"raises {error}", in_docstring(text)) for error, text in errors_of(operation)]
    return docstring(8, in_docstring(operation.summary), [in_docstring(operation.details)], fields, operation.route)


def _body(operation: Operation, how: str, before: str = "return ", after: str = "") -> list[str]:
    values = [f'"{_argument(operation, parameter)}": {parameter.name}' for parameter in operation.parameters]
    values += ["**filters"] if operation.filters else []
    arguments = [operation.constant, "\n".join(call(0, "{", values)), "_options"]
    line = call(8, f"{before}self.{how}(", arguments, after)
    if len(line) == 1:
        return [_READ_OPTIONS, *line]
    return [
        _READ_OPTIONS,
        *call(8, "_values: dict[str, object] = {", values),
        f"        {before}self.{how}({operation.constant}, _values, _options){after}",
    ]


def _argument(operation: Operation, parameter: Parameter) -> str:
    # ApiClient knows both tokens by one name.
    return "token" if operation.token == "download" and parameter.name == "t" else parameter.wire_name


def _to_file(operation: Operation) -> list[str]:
    kind = kind_of_file(operation)
    more = _FILE_PARAMETERS[kind]
    name = "called after what is asked for" if kind == "picture" else "named as the server names it, made safe"
    fields = [
        ("param path", f"the file to write, in an existing folder; or an existing folder, where the file is {name}."),
        *((f"param {name}", in_docstring(f"{meaning}.")) for name, _, _, meaning in more),
        ("return", "path, size, SHA-1 and media type of what was written."),
        ("raises TargetExistsError", "a file has that name, and *overwrite* is false."),
        *((error, f"{text}.") for error, text in _ERRORS["original" if kind == "primary_file" else kind]),
        ("raises OSError", "the file system refused."),
    ]
    text = docstring(
        8,
        f"Write what :meth:`{operation.name}` returns to a file.",
        [in_docstring(_PROMISES[kind])],
        fields,
        operation.route,
    )
    declared = [f"{name}: {quoted(annotation)} = {default}" for name, annotation, default, _ in more]
    values = [f'"{_argument(operation, p)}": {p.name}' for p in operation.parameters]
    return [
        "",
        f"    def {operation.name}_to_file(",
        *(f"        {line}," for line in _signature(operation, path=True, more=declared)),
        f"    ) -> {quoted('DownloadResult')}:",
        *text,
        _READ_OPTIONS,
        *call(8, "_values = {", values),
        "        return self._write(",
        *(
            f"            {argument},"
            for argument in (
                operation.constant,
                "_values",
                "_options",
                "path",
                *(f"{name}={name}" for name, *_ in more),
            )
        ),
        "        )",
    ]
