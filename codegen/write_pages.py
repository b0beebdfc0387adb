"""Write the reference pages of the APIs: a section for each operation, in the parts that generated pages have.

What is written by hand about an API stands in ``codegen/pages``: rows of the table of methods, text before the sections
of the operations, examples of operations with what they print, and sections after them. Each part is below a comment
with its name: methods, before, ``example get_album``, after.
"""

import re
import textwrap
from collections.abc import Sequence
from pathlib import Path

from codegen.entries import Api, Operation, Parameter
from codegen.registry import APIS, CHOICES, MODELS, operations_of
from codegen.statuses import error_of, statuses_of
from codegen.text import WIDTH, call, in_page, sentence

_FRAGMENTS = Path(__file__).parent / "pages"
_PARTS = re.compile(r"^<!-- (methods|before|after|example \w+) -->\n", re.MULTILINE)
_ROW = re.compile(r"\| \[(\w+)\]")
_WORD = re.compile(r"\w+")

_CREDENTIALS = {
    "access": 'access_token="<app password>"',
    "preview": 'preview_token="<preview token>"',
    "download": 'download_token="<download token>"',
    "none": "",
}
_LOGIN = 'username="admin", password="<password>"'
_AUTHORIZATION = {
    "access": "The session's access token, in the header `X-Auth-Token`.",
    "preview": "The preview token, in the path. No other credentials are sent.",
    "download": "The download token, in the query (`t=`). No other credentials are sent.",
    "none": "None. Nothing of the client's own session is sent.",
}
_ERRORS = (
    " raise the [errors that every call may raise](options.md#errors-that-every-call-may-raise); the sections below"
    " list others."
)


def page(api: Api, fragment: str | None = None) -> str:
    """Write the page of an API.

    :param api: the class.
    :param fragment: what is written by hand about it; default its file in ``codegen/pages``, if there is one.
    :return: the text of the page.
    """
    parts = _parts(written_by_hand(api) if fragment is None else fragment)
    operations = operations_of(api)
    rows = [_row(operation) for operation in operations]
    lines = [
        f"# {api.name}",
        "",
        "<!-- Written by codegen, do not edit. -->",
        "",
        *_prose(f"{api.intro} The class is `photoprism_client.{api.name}`."),
        "",
        "## Methods",
        "",
        "| Method | HTTP request | Description |",
        "| --- | --- | --- |",
        *rows,
        *parts["methods"],
        "",
        *_prose(_shared(operations, parts["methods"])),
        *parts["before"],
    ]
    for operation in operations:
        shown = parts.get(f"example {operation.name}") or ["```python", *example(api, operation).split("\n"), "```"]
        lines += ["", *_section(api, operation, shown)]
    return "\n".join([*lines, *parts["after"], "", _foot(api)]) + "\n"


def written_by_hand(api: Api) -> str:
    """Return what is written by hand about an API.

    :param api: the class.
    :return: the text of its file in ``codegen/pages``; empty if there is none.
    """
    path = _FRAGMENTS / f"{api.name}.md"
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def _parts(fragment: str) -> dict[str, list[str]]:
    """Return the lines of each part of what is written by hand; text before and after begins with an empty line."""
    found = _PARTS.split(fragment)
    parts = {name: text.strip("\n").split("\n") for name, text in zip(found[1::2], found[2::2], strict=True)}
    for name in ("before", "after"):
        parts[name] = ["", *parts[name]] if name in parts else []
    return {"methods": [], **parts}


def _shared(operations: Sequence[Operation], others: Sequence[str]) -> str:
    """Write what all methods share, and which have no part in it."""
    what = "All methods take" if not others else f"All methods but {_listed(_ROW.findall(chr(10).join(others)))} take"
    forms = "have [three forms](options.md#three-forms)"
    if any(operation.is_bytes for operation in operations):
        forms += "; those that return bytes have [a fourth](ImagesApi.md#four-forms), which writes a verified file"
    return f"{what} the [options of a call](options.md) and {forms}. All{_ERRORS}"


def _prose(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, break_long_words=False, break_on_hyphens=False)


def _listed(names: Sequence[str]) -> str:
    *first, last = [f"`{name}`" for name in names]
    return f"{', '.join(first)} and {last}" if first else last


def _row(operation: Operation) -> str:
    return (
        f"| [{operation.name}](#{operation.name}) | **{operation.method}** `{operation.path}` | {_summary(operation)} |"
    )


def _summary(operation: Operation) -> str:
    return in_page(operation.summary)


def _section(api: Api, operation: Operation, shown: Sequence[str]) -> list[str]:
    lines = [f"## {operation.name}", "", f"> `{_signature(operation)}`", "", *_prose(_text(operation))]
    if operation.note:
        lines += ["", *_prose(f"**Note**: {in_page(operation.note)}")]
    lines += ["", "### Example", "", *shown]
    lines += ["", "### Parameters", "", *_parameters(operation)]
    lines += ["", "### Return type", "", _return_type(operation)]
    lines += ["", "### Authorization", "", _authorization(operation)]
    lines += ["", "### HTTP request headers", "", *_headers(operation)]
    lines += ["", "### HTTP response details", "", *_responses(operation)]
    return [*lines, "", _foot(api)]


def _text(operation: Operation) -> str:
    text = f"{_summary(operation)} {in_page(operation.details)}".strip()
    if operation.method == "GET" or operation.token == "none":
        return text
    return f"{text} Sent twice, it does what it does once." if operation.is_repeatable else text


def _signature(operation: Operation) -> str:
    parameters = [_shown(parameter) for parameter in operation.parameters if not parameter.by_name]
    by_name = [_shown(parameter) for parameter in operation.parameters if parameter.by_name]
    by_name += ["**filters"] if operation.filters else []
    if any(not name.startswith("**") for name in by_name):
        parameters.append("*")
    return f"{operation.result} {operation.name}({', '.join([*parameters, *by_name])})"


def _shown(parameter: Parameter) -> str:
    default = '"fit_720"' if parameter.default == "ThumbSize.FIT_720" else parameter.default
    return parameter.name if default is None else f"{parameter.name}={default}"


def example(api: Api, operation: Operation) -> str:
    """Write the example of an operation.

    :param api: the class.
    :param operation: the entry.
    :return: a program.
    """
    code = operation.example.replace("{api}", api.module) or _call(api, operation)
    credentials = _LOGIN if operation.needs_login else _CREDENTIALS[operation.example_token or operation.token]
    settings = ", ".join(['host="https://photos.example.com"', *([credentials] if credentials else [])])
    needs_print = "pprint(" in code
    return "\n".join(
        [
            *(["from pprint import pprint", ""] if needs_print else []),
            "import photoprism_client",
            "",
            *_in_brackets("configuration = photoprism_client.Configuration", settings),
            "with photoprism_client.ApiClient(configuration) as api_client:",
            f"    {api.module} = photoprism_client.{api.name}(api_client)",
            *(f"    {line}" for line in code.split("\n")),
        ]
    )


def _in_brackets(before: str, arguments: str) -> list[str]:
    """Write a call whose arguments fit on one line, if not on that of the call."""
    line = f"{before}({arguments})"
    return [line] if len(line) <= WIDTH else [f"{before}(", f"    {arguments}", ")"]


def _call(api: Api, operation: Operation) -> str:
    arguments = [
        f"{parameter.name}={parameter.example}" if parameter.by_name or parameter.default else parameter.example
        for parameter in operation.parameters
        if parameter.example
    ]
    show = "" if operation.result == "None" else "print(" if operation.is_bytes else "pprint("
    room = WIDTH - len(f"    {show})")
    asked = "\n".join(call(0, f"{api.module}.{operation.name}(", arguments, room=room))
    return f"{show}{asked})" if show else asked


def _parameters(operation: Operation) -> list[str]:
    if not operation.parameters:
        return ["None but the options of a call."]
    rows = [
        f"| **{p.name}** | {_type(p)} | {sentence(in_page(p.meaning))} | {_note(p)} |".replace("|  |", "| |")
        for p in operation.parameters
    ]
    if operation.filters:
        rows.append("| **filters** | see [search](search.md#filters) | Filters. | Optional, by name only. |")
    return ["| Name | Type | Description | Notes |", "| --- | --- | --- | --- |", *rows]


def _type(parameter: Parameter) -> str:
    if parameter.type in MODELS:
        return f"{_linked(parameter.type)} or mapping"
    if parameter.type.startswith("Texts"):
        return "`str` or `list`"
    if parameter.type.startswith("Mapping"):
        return "mapping"
    if parameter.type.startswith("Files"):
        return "`str`, `Path`, `tuple` or `list`"
    return " or ".join(f"`{name}`" for name in parameter.type.removesuffix(" | None").split(" | "))


def _note(parameter: Parameter) -> str:
    if parameter.default is None:
        return ""
    is_needed = (
        parameter.default == "None" and parameter.place in {"path", "body", "files", "rest"} and parameter.by_name
    )
    return (
        ", ".join([*(["Required"] if is_needed else ["Optional"]), *(["by name only"] if parameter.by_name else [])])
        + "."
    )


def _linked(name: str, folder: str = "models/") -> str:
    return f"[`{name}`]({folder}{name}.md)"


def _return_type(operation: Operation) -> str:
    if operation.result == "MediaBytes":
        return "[`MediaBytes`](ImagesApi.md#what-comes-back), a `bytearray`."
    if operation.result == "None":
        return "`None`; `raw_data` of the form with HTTP info has what the server says."
    names = [name for name in _WORD.findall(operation.result) if name in MODELS.keys() | CHOICES.keys()]
    shown = _linked(names[0]) if names else f"`{operation.result}`"
    several = "A list of " if names and operation.result != names[0] else ""
    return f"{several}{shown}: {in_page(operation.returns)}."


def _authorization(operation: Operation) -> str:
    for parameter in operation.of_place("header"):
        return f"The access token *{parameter.name}*, in the header `X-Auth-Token`."
    refused = " An app password is refused." if operation.needs_login else ""
    return _AUTHORIZATION[operation.token] + refused


def _headers(operation: Operation) -> list[str]:
    content = "not sent"
    if operation.of_place("body", "json"):
        content = "application/json"
    elif operation.of_place("form"):
        content = "application/x-www-form-urlencoded"
    elif operation.of_place("files"):
        content = "multipart/form-data"
    encoding = "identity" if operation.is_bytes else "gzip"
    return [f"- **Content-Type**: {content}", f"- **Accept**: {operation.accept}", f"- **Accept-Encoding**: {encoding}"]


def _responses(operation: Operation) -> list[str]:
    rows = []
    for status, meaning in statuses_of(operation).items():
        error = f" `{error_of(status)}`." if error_of(status) else ""
        rows.append(f"| **{status}** | {in_page(meaning)}{error} |")
    return ["| Status code | Description |", "| --- | --- |", *rows]


def _foot(api: Api) -> str:
    return (
        f"[Back to top](#{api.name.lower()}) · [Methods](#methods) · [Models](models.md) · [Options](options.md) ·"
        " [Errors](errors.md) · [README](../README.md)"
    )


def users_of(name: str) -> dict[str, list[str]]:
    """Return the operations that take or return a model.

    :param name: of the model.
    :return: names of operations by that of an API.
    """
    return {
        api.name: found
        for api in APIS.values()
        if (found := [operation.name for operation in operations_of(api) if name in _models_of(operation)])
    }


def _models_of(operation: Operation) -> set[str]:
    types = " ".join([operation.result, *(parameter.type for parameter in operation.parameters)])
    return set(_WORD.findall(types))
