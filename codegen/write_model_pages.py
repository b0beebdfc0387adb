"""Write the pages of the models, and the list of them."""

import re

from codegen.entries import Choice, Field, Model
from codegen.imports import module_of
from codegen.registry import CHOICES, MODELS
from codegen.text import in_page, sentence
from codegen.write_pages import users_of

_NAMES = re.compile(r"\w+")
_MARK = "<!-- Written by codegen, do not edit. -->"
_FOOT = "[All models](README.md) · [About models](../models.md) · [README](../../README.md)"


def pages() -> dict[str, str]:
    """Write all pages of models.

    :return: their texts by file name.
    """
    texts = {f"{name}.md": _model(model) for name, model in MODELS.items()}
    texts |= {f"{name}.md": _choice(choice) for name, choice in CHOICES.items()}
    return texts | {"README.md": _index()}


def _index() -> str:
    summaries = {name: model.summary for name, model in MODELS.items()}
    summaries |= {name: choice.summary for name, choice in CHOICES.items()}
    rows = [f"| [`{name}`]({name}.md) | {in_page(summary)} |" for name, summary in sorted(summaries.items())]
    lines = ["# Models", "", _MARK, "", "| Model | Is |", "| --- | --- |", *rows]
    return "\n".join([*lines, "", "[About models](../models.md) · [README](../../README.md)"]) + "\n"


def _model(model: Model) -> str:
    text = " ".join(part for part in (in_page(model.summary), in_page(model.details)) if part)
    lines = [f"# {model.name}", "", _MARK, "", text, "", *_import(model.name), ""]
    lines += ["| Name | Type | Description | Server's name |", "| --- | --- | --- | --- |"]
    lines += [_row(field) for field in model.fields]
    if any(field.secret for field in model.fields):
        lines += ["", "Secrets are masked by `repr`, `str` and `to_str`."]
    users = [
        f"[{api}](../{api}.md): {', '.join(f'`{name}`' for name in names)}."
        for api, names in users_of(model.name).items()
    ]
    if users:
        lines += ["", "Used by", "", *(f"- {line}" for line in users)]
    return "\n".join([*lines, "", _FOOT]) + "\n"


def _choice(choice: Choice) -> str:
    lines = [f"# {choice.name}", "", _MARK, "", in_page(choice.summary), "", *_import(choice.name), ""]
    lines += ["| Name | Value |", "| --- | --- |"]
    lines += [f"| **{name}** | `{value}` |" for name, value in choice.members.items()]
    return "\n".join([*lines, "", _FOOT]) + "\n"


def _import(name: str) -> list[str]:
    return ["```python", f"from photoprism_client.models.{module_of(name)} import {name}", "```"]


def _row(field: Field) -> str:
    secret = " A secret." if field.secret else ""
    wire = f"`{field.wire_name}`" + (f", read as `{field.also}`, too" if field.also else "")
    return f"| **{field.name}** | {_type(field)} | {sentence(in_page(field.meaning))}{secret} | {wire} |"


def _type(field: Field) -> str:
    if field.type in {"Time", "LocalTime"}:
        return "`datetime`"
    names = [name for name in _NAMES.findall(field.type) if name in MODELS.keys() | CHOICES.keys()]
    if not names:
        return f"`{field.type}`"
    linked = f"[`{names[0]}`]({names[0]}.md)"
    if names[0] in CHOICES:
        return f"{linked} or `str`"
    return linked if field.type == names[0] else f"list of {linked}"
