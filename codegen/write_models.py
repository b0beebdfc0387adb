"""Write the models: one module for each; those that refer to each other share one, and the other's re-exports."""

from functools import cache

from codegen.entries import Choice, Field, Model
from codegen.imports import import_block, module_of, names_in
from codegen.registry import CHOICES, MODELS
from codegen.text import call, docstring, in_docstring, sentence, wrapped

_PLAIN = {"Time", "LocalTime"}


def modules() -> dict[str, str]:
    """Write all modules of models.

    :return: their texts by their names.
    """
    written = {module_of(name): _enumeration(choice) for name, choice in CHOICES.items()}
    for model in MODELS.values():
        circle = _circle(model)
        home = module_of(circle[-1].name)
        written[module_of(model.name)] = _module(circle) if module_of(model.name) == home else _alias(model, home)
    return written


def _circle(model: Model) -> list[Model]:
    """Return the models that share a module with one, since they refer to each other; it is that of the last."""
    first, *others = (
        other
        for other in MODELS.values()
        if other == model or (model.name in _reached(other.name) and other.name in _reached(model.name))
    )
    return [*others, first]


@cache
def _reached(name: str) -> frozenset[str]:
    """Return the models that a model refers to, directly or not."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        for field in MODELS[waiting.pop()].fields:
            new = _references(field) - found
            found |= new
            waiting += new
    return frozenset(found)


def _references(field: Field) -> frozenset[str]:
    return names_in(f"x: {field.type}\n")[0] & MODELS.keys()


def _module(circle: list[Model]) -> str:
    lines: list[str] = []
    for number, model in enumerate(circle):
        lines += _class(model, later={other.name for other in circle[number:]})
    code = "\n".join(lines)
    running, quoted = names_in(code)
    names = " and ".join(f"`{model.name}`" for model in reversed(circle))
    head = docstring(0, f"{names}: written by codegen, do not edit.")
    return "\n".join([*head, "", *import_block(running | quoted), *lines]) + "\n"


def _alias(model: Model, home: str) -> str:
    return (
        f'"""`{model.name}`: written by codegen, do not edit."""\n\n'
        f"from photoprism_client.models.{home} import {model.name}\n\n"
        f'__all__ = ["{model.name}"]\n'
    )


def _class(model: Model, later: set[str]) -> list[str]:
    bases = ", ".join([*model.mixins, "Form" if model.is_form else "Model"])
    lines = ["", "", f"class {model.name}({bases}):"]
    lines += docstring(4, in_docstring(model.summary), [in_docstring(model.details)], source=_source(model.source))
    for field in model.fields:
        lines += wrapped(f"#: {sentence(in_docstring(field.meaning))}", 4)
        lines += _field(field, is_form=model.is_form, later=later)
    return _spaced(lines)


def _source(source: str) -> str:
    return f"{source} of the server" if source.startswith(("internal/", "pkg/")) else source


def _spaced(lines: list[str]) -> list[str]:
    """Put an empty line before the first field."""
    first = next(number for number, line in enumerate(lines) if line.startswith("    #: "))
    return [*lines[:first], "", *lines[first:]]


def _field(field: Field, *, is_form: bool, later: set[str]) -> list[str]:
    names = [field.wire_name, *([field.also] if field.also else [])]
    alias = ", ".join(f'"{name}"' for name in names)
    if len(names) > 1:
        alias = f"AliasChoices({alias})"
    is_list = field.type.startswith("list[") and not is_form
    arguments = ["default_factory=list" if is_list else "default=None"]
    if field.type in CHOICES:
        arguments.append('union_mode="left_to_right"')
    arguments += [f"validation_alias={alias}", f'serialization_alias="{field.wire_name}"']
    if field.secret:
        arguments.append("repr=False")
    return call(4, f"{field.name}: {_type(field, is_list=is_list, later=later)} = Field(", arguments)


def _type(field: Field, *, is_list: bool, later: set[str]) -> str:
    if field.type in _PLAIN:
        return field.type
    if field.type in CHOICES:
        return f"{field.type} | str | None"
    plain = f"Annotated[{field.type}, LIST_OR_NULL]" if is_list else f"{field.type} | None"
    return f'"{plain}"' if _references(field) & later else plain


def _enumeration(choice: Choice) -> str:
    lines = ["", "", f"class {choice.name}({choice.base}):"]
    lines += docstring(4, choice.summary, source=_source(choice.source))
    lines += ["", *(f"    {name} = {value}" for name, value in choice.members.items())]
    head = docstring(0, f"`{choice.name}`: written by codegen, do not edit.")
    return "\n".join([*head, "", *import_block({choice.base}), *lines]) + "\n"
