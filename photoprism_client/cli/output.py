"""What commands print: a table for a person, or one JSON object a line for a machine. Data goes to stdout."""

import re
from collections.abc import Callable, Iterable
from itertools import islice
from typing import Any, Protocol

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

#: Rows of a table where no --limit is given.
TABLE_ROWS = 50

# Escape codes, and marks that turn the direction of text, come from the server with titles and names.
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")

Columns = dict[str, Callable[[Any], object]]


class HasJson(Protocol):
    """A model."""

    def to_json(self) -> str:
        """Return the fields under the server's names."""


def show(rows: Iterable[HasJson], columns: Columns, *, as_json: bool, limit: int | None) -> None:
    """Print rows.

    :param rows: models; read no further than is printed.
    :param columns: how a cell is made of a row, by title.
    :param as_json: one JSON object a line instead of a table.
    :param limit: rows at the most, 0 for all; None for all as JSON, and 50 in a table.
    """
    if as_json:
        for row in islice(rows, limit or None):
            click.echo(row.to_json())
        return
    most = TABLE_ROWS if limit is None else limit
    remaining = iter(rows)
    table = Table(box=None, pad_edge=False)
    for title in columns:
        table.add_column(title, overflow="fold")
    for row in islice(remaining, most or None):
        table.add_row(*(cell(make(row)) for make in columns.values()))
    Console().print(table)
    if most and next(remaining, None) is not None:
        click.echo(f"The first {most}; --limit 0 shows all.", err=True)


def cell(value: object) -> Text:
    """Make a value printable.

    :param value: text, a number, a time, or None.
    :return: the text, without what could steer a terminal.
    """
    return Text("" if value is None else _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", str(value)))
