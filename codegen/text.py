"""Text as ``ruff format`` leaves it: wrapped docstrings and comments, calls on one line or on many."""

import re
import textwrap
from collections.abc import Iterable, Sequence

WIDTH = 120

_CODE = re.compile(r"`([^`]+)`")


def snake_case(name: str) -> str:
    """Return the name of the module that a class has to itself.

    :param name: of the class, such as ``EntityPhotoLabel``.
    :return: such as ``entity_photo_label``.
    """
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def sentence(text: str) -> str:
    """Return a meaning as a sentence.

    :param text: begins with a lower-case letter and has no full stop.
    :return: the same with a capital letter and a full stop.
    """
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def in_docstring(text: str) -> str:
    """Return Markdown as docstrings have it: code in double backticks.

    :param text: Markdown.
    :return: the text.
    """
    return _CODE.sub(r"``\1``", text).replace("\\", "\\\\")


def in_page(text: str) -> str:
    """Return Markdown as pages have it: a bar in code would end a cell of a table.

    :param text: Markdown.
    :return: the text.
    """
    return text.replace("|", "\\|")


def wrapped(text: str, indent: int, hanging: int = 0) -> list[str]:
    """Break a text into lines.

    :param text: one paragraph.
    :param indent: blanks at the beginning of each line.
    :param hanging: more blanks at the beginning of all lines but the first.
    :return: the lines.
    """
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent + hanging),
        break_long_words=False,
        break_on_hyphens=False,
    )


def docstring(
    indent: int,
    summary: str,
    paragraphs: Iterable[str] = (),
    fields: Sequence[tuple[str, str]] = (),
    source: str = "",
) -> list[str]:
    """Write a docstring in the style of the package.

    :param indent: blanks at the beginning of each line.
    :param summary: one sentence.
    :param paragraphs: what follows it.
    :param fields: names and texts, such as ``param uid`` and its meaning.
    :param source: where the facts are from.
    :return: the lines.
    """
    blocks = [wrapped(paragraph, indent) for paragraph in paragraphs if paragraph]
    if fields:
        blocks.append([line for name, text in fields for line in wrapped(f":{name}: {text}", indent, 4)])
    if source:
        blocks.append(wrapped(f"Source: {source}", indent))
    first = wrapped(f'"""{summary}', indent)
    if not blocks and len(first) == 1 and len(first[0]) <= WIDTH - 3:
        return [f'{first[0]}"""']
    lines = first
    for block in blocks:
        lines += ["", *block]
    return [*lines, f'{" " * indent}"""']


def call(indent: int, before: str, arguments: Sequence[str], after: str = "", room: int = WIDTH) -> list[str]:
    """Write a call: on one line where it fits, else with an argument on each line.

    :param indent: blanks at the beginning of each line.
    :param before: what stands before the opening bracket, which is its last character.
    :param arguments: of the call; one may have several lines, indented by 4.
    :param after: what follows the closing bracket.
    :param room: characters of a line.
    :return: the lines.
    """
    pad, closing = " " * indent, {"(": ")", "{": "}", "[": "]"}[before[-1]]
    line = f"{pad}{before}{', '.join(arguments)}{closing}{after}"
    if len(line) <= room and not any("\n" in argument for argument in arguments):
        return [line]
    return [
        f"{pad}{before}",
        *(f"{pad}    {line}" for argument in arguments for line in f"{argument},".split("\n")),
        f"{pad}{closing}{after}",
    ]
