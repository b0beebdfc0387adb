"""Transfers of commands: where files go (``--to``), a progress bar on stderr, a line for what failed, the exit code."""

import json
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import click
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TransferSpeedColumn

from photoprism_client.cli.errors import EXIT_FAILED, EXIT_IN_USE, EXIT_PARTLY, in_one_line
from photoprism_client.cli.options import RATE, Option, how_option, where_option
from photoprism_client.cli.output import printable
from photoprism_client.exceptions import TargetInUseError
from photoprism_client.transfer import Batch, DownloadResult
from photoprism_client.transfer.throttling import MAX_WORKERS

_STDOUT = "-"
_PART = 1024 * 1024  # bytes

to_option: Option = where_option(
    "--to", metavar="PATH", default=".", help="File or folder to write to, or - for stdout. Default: this folder."
)

_FACTS = ("path", "size", "sha1", "media_type", "was_present", "resumed_from", "missing", "held_back")


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


@contextmanager
def progress_bar(title: str) -> Iterator[Callable[[int, int | None], None]]:
    """Show a progress bar for one file or many on stderr; hidden if that is not a terminal.

    :param title: what is being fetched.
    :return: a context manager with a function that takes the bytes that are here, and all bytes, or None.
    """
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task(title, total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)


workers_option: Option = how_option(
    "--workers", type=click.IntRange(1, MAX_WORKERS), default=4, show_default=True, help="Files at a time."
)
rate_option: Option = how_option(
    "--bwlimit", type=RATE, metavar="RATE", help="Bytes per second for all files together, such as 500k or 2M."
)

fsync_option: Option = how_option(
    "--no-fsync", is_flag=True, help="Do not wait for the disk; a power cut may lose files."
)


def run_batch(batch: Batch, destination: Destination, *, total: int | None, as_json: bool) -> int:
    """Iterate over a batch, say what became of each file, and sum up.

    :param batch: the run.
    :param destination: where its files go.
    :param total: bytes in all, for the bar, or None.
    :param as_json: one JSON object a file on stdout, instead of its name.
    :return: the exit code: 0 all are there, 1 none, 3 some, 4 none since others are writing them.
    """
    done, failures = 0, set()
    with batch, progress_bar("files") as bar:
        for outcome in batch:
            if outcome.result is None:
                click.echo(f"{outcome.item.source.title}: {in_one_line(outcome.error)}", err=True)
                failures.add(type(outcome.error))
            else:
                show_file(outcome.result, destination, as_json=as_json)
                done += outcome.result.size
            bar(done, total)
        summary = batch.finish()
    stopped = f"; stopped: {summary.stopped_by}" if summary.stopped_by else ""
    click.echo(
        f"{summary.fetched} fetched ({summary.size / 1e6:.1f} MB), {summary.skipped} were there, "
        f"{summary.failed} failed{stopped}",
        err=True,
    )
    if summary.is_complete:
        return 0
    if summary.fetched + summary.skipped:
        return EXIT_PARTLY
    return EXIT_IN_USE if failures == {TargetInUseError} else EXIT_FAILED


def show_file(result: DownloadResult, destination: Destination, *, as_json: bool) -> None:
    """Print a verified file to stdout: its bytes, if they go there, or else what is known of it.

    :param result: what a transfer returned.
    :param destination: where its bytes go.
    :param as_json: one JSON object instead of its name.
    """
    if destination.is_stdout:
        destination.copy_out(result.path)
    elif as_json:
        facts = {name: getattr(result, name) for name in _FACTS}
        click.echo(json.dumps(facts, default=str, ensure_ascii=False))
    else:
        click.echo(printable(result.path))
