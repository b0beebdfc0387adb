"""What commands print: a table for a person, or one JSON object a line for a machine. Data goes to stdout."""

import codecs
import io
import json
import os
import re
import sys
from collections.abc import Callable, Iterable
from encodings import ascii as ascii_codec
from functools import partial, wraps
from itertools import islice
from operator import attrgetter
from typing import Any, Protocol

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from photoprism_client.cli.options import Option, how_option

_ESCAPE, _PASS_BYTES, _ASCII = "photoprism-escape", "photoprism-escape-but-bytes", "photoprism-ascii"

_TABLE_ROWS = 50  # where no --limit is given
# Escape codes, and marks that turn the direction of text, come from the server with titles and names.
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
Columns = dict[str, Callable[[Any], object]]


def escape_what_output_lacks() -> None:
    r"""Let stdout write ``\u5bcc`` for a character that its encoding lacks, so that JSON stays JSON.

    Where Python hands on the bytes of names that it could not read, as in the C locale, it goes on doing so.
    """
    codecs.register(_ascii_by_another_name)
    codecs.register_error(_ESCAPE, partial(_escaped, passes_bytes=False))
    codecs.register_error(_PASS_BYTES, partial(_escaped, passes_bytes=True))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Click takes ASCII for a mistake and would write UTF-8 instead.
            is_ascii = codecs.lookup(stream.encoding).name == "ascii"
            errors = _PASS_BYTES if stream.errors == "surrogateescape" else _ESCAPE
            stream.reconfigure(encoding=_ASCII if is_ascii else None, errors=errors)


def flush_output() -> bool:
    """Write what stdout and stderr hold. What cannot be written is dropped: Python would end with 120 because of it.

    :return: whether all was written.
    """
    is_written = True
    for stream in filter(None, (sys.stdout, sys.stderr)):
        try:
            stream.flush()
        except OSError:
            is_written = False
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    return is_written


def _ascii_by_another_name(name: str) -> codecs.CodecInfo | None:
    if name.replace("_", "-") != _ASCII:
        return None
    found = ascii_codec.getregentry()
    found.name = _ASCII
    return found


def _escaped(error: UnicodeError, *, passes_bytes: bool) -> tuple[str | bytes, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    char = error.object[error.start]
    is_byte = passes_bytes and "\udc80" <= char <= "\udcff"
    return (bytes([ord(char) - 0xDC00]) if is_byte else json.dumps(char)[1:-1]), error.start + 1


class HasJson(Protocol):
    """A model."""

    def to_json(self) -> str:
        """Return the fields under the server's names."""


def json_option(meaning: str) -> Option:
    """Make the option ``--json``, which sets the parameter ``as_json``.

    :param meaning: what is printed.
    :return: the decorator that adds it.
    """
    return how_option("--json", "as_json", is_flag=True, help=meaning)


def row_options(command: Callable[..., object]) -> Callable[..., object]:
    """Add the options of a command that prints rows.

    :param command: takes them as ``as_json`` and ``limit``: rows at the most, 0 for all.
    :return: the command.
    """

    @wraps(command)
    def with_limit(*, limit: int | None, as_json: bool, **values: Any) -> object:
        default = 0 if as_json else _TABLE_ROWS
        return command(limit=default if limit is None else limit, as_json=as_json, **values)

    meaning = f"Rows; 0 for all. Default: {_TABLE_ROWS} in a table, all as JSON."
    limit_option = how_option("--limit", type=click.IntRange(0), metavar="N", help=meaning)
    return limit_option(json_option("One JSON object a line instead of a table.")(with_limit))


def columns_of(**fields: str) -> Columns:
    """Make columns that show fields.

    :param fields: the name of the field, by title.
    :return: the columns.
    """
    return {title: attrgetter(field) for title, field in fields.items()}


def show(rows: Iterable[HasJson], columns: Columns, *, as_json: bool, limit: int) -> None:
    """Print rows.

    :param rows: models; read no further than is printed.
    :param columns: how a cell is made of a row, by title.
    :param as_json: one JSON object a line instead of a table.
    :param limit: rows at the most, 0 for all.
    """
    if as_json:
        for row in islice(rows, limit or None):
            click.echo(row.to_json())
        return
    remaining = iter(rows)
    table = Table(box=None, pad_edge=False)
    for title in columns:
        table.add_column(title, overflow="fold")
    for row in islice(remaining, limit or None):
        table.add_row(*(Text(printable(make(row))) for make in columns.values()))
    Console().print(table)
    if limit and next(remaining, None) is not None:
        click.echo(f"The first {limit}; --limit 0 shows all.", err=True)


def printable(value: object) -> str:
    """Write a value without what could steer a terminal.

    :param value: text, a path, a number, a time, or None.
    :return: the text.
    """
    return "" if value is None else _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", str(value))
