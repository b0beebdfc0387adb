"""How transfers look on a terminal: a progress bar on stderr, a line for what failed, and the exit code."""

import json

import click
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TaskID, TextColumn, TransferSpeedColumn

from photoprism_client.cli.destinations import Destination
from photoprism_client.cli.errors import in_one_line
from photoprism_client.cli.exit_codes import EXIT_FAILED, EXIT_IN_USE, EXIT_PARTLY
from photoprism_client.cli.help import Option, how_option
from photoprism_client.cli.output import printable
from photoprism_client.cli.values import RATE
from photoprism_client.exceptions import TargetInUseError
from photoprism_client.transfer import Batch, DownloadResult, Outcome
from photoprism_client.transfer.throttling import MAX_WORKERS

_FACTS = ("path", "size", "sha1", "media_type", "was_present", "resumed_from", "missing", "held_back")


class Bar:
    """A progress bar for one file or many, on stderr; hidden if that is not a terminal.

    :param title: what is being fetched.
    """

    def __init__(self, title: str) -> None:
        console = Console(stderr=True)
        columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn())
        self._progress = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
        self._task: TaskID = self._progress.add_task(title, total=None)

    def __enter__(self) -> "Bar":
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def __call__(self, done: int, total: int | None, /) -> None:
        """Show how far a file is.

        :param done: bytes that are here.
        :param total: bytes in all, or None.
        """
        self._progress.update(self._task, completed=done, total=total)


workers_option: Option = how_option(
    "--workers", type=click.IntRange(1, MAX_WORKERS), default=4, show_default=True, help="Files at a time."
)
rate_option: Option = how_option(
    "--bwlimit", type=RATE, metavar="RATE", help="Bytes per second for all files together, such as 500k or 2M."
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
    with batch, Bar("files") as bar:
        for outcome in batch:
            _report(outcome, destination, as_json=as_json)
            done += outcome.result.size if outcome.result else 0
            failures.add(type(outcome.error))
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


def _report(outcome: Outcome, destination: Destination, *, as_json: bool) -> None:
    if outcome.result is None:
        click.echo(f"{outcome.item.source.title}: {in_one_line(outcome.error)}", err=True)
    else:
        show_file(outcome.result, destination, as_json=as_json)
