"""The option ``--to``: a file, a folder, or ``-`` for stdout."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import click

from photoprism_client.cli.help import Option, where_option

_STDOUT = "-"
_PART = 1024 * 1024  # bytes

to_option: Option = where_option(
    "--to", metavar="PATH", default=".", help="File or folder to write to, or - for stdout. Default: this folder."
)


class Destination(NamedTuple):
    """Where a command writes to."""

    path: Path
    is_folder: bool
    is_stdout: bool = False

    @contextmanager
    def opened(self) -> Iterator[Path]:
        """Make the folder, where one is meant.

        :return: a context manager with the file or folder to write to; for stdout, a folder that is removed at its end.
        """
        if self.is_stdout:
            with tempfile.TemporaryDirectory(prefix="photoprism-") as folder:
                yield Path(folder)
            return
        if self.is_folder:
            self.path.mkdir(parents=True, exist_ok=True)
        yield self.path

    def copy_out(self, path: Path) -> None:
        """Copy a verified file to stdout.

        :param path: of the file.
        """
        with path.open("rb") as file:
            while part := file.read(_PART):
                click.echo(part, nl=False)


def destination_of(to: str, *, is_one: bool, as_json: bool = False) -> Destination:
    """Decide what ``--to`` means.

    An existing folder, or a path that ends in a slash, is a folder; any other path is a file if one file is asked for,
    and else a folder. Folders are made when they are needed, but not the folder of a file.

    :param to: what was typed.
    :param is_one: whether exactly one file is asked for.
    :param as_json: whether JSON goes to stdout.
    :return: the destination.
    :raises click.BadParameter: nothing of that kind can be written there.
    """
    if to == _STDOUT:
        if not is_one:
            raise _refused("'-' takes one file, and several are asked for")
        if as_json:
            raise _refused("'-' excludes --json: both would write to stdout")
        return Destination(Path(), is_folder=False, is_stdout=True)
    if not to:
        raise _refused("it is empty")
    path = Path(to)
    if path.is_dir() or to.endswith(("/", os.sep)) or not is_one:
        if path.exists() and not path.is_dir():
            raise _refused(f"{to!r} is a file, and a folder is needed for several")
        return Destination(path, is_folder=True)
    if not path.parent.is_dir():
        raise _refused(f"the folder of {to!r} does not exist")
    return Destination(path, is_folder=False)


def _refused(message: str) -> click.BadParameter:
    return click.BadParameter(message, param_hint="'--to'")
