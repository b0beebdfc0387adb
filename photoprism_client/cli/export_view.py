"""How an export looks on a terminal: a progress bar on stderr, lines for what went wrong, a summary on stdout."""

import contextlib
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import NamedTuple

import click
from rich import progress as bars
from rich.console import Console
from rich.filesize import decimal
from rich.table import Column
from rich.text import Text

from photoprism_client._wording import worded
from photoprism_client.cli.errors import EXIT_FAILED, EXIT_PARTLY, WORDS
from photoprism_client.cli.options import Option, where_option
from photoprism_client.cli.output import printable
from photoprism_client.export import ExportProgress, ExportReport, FileReport, VerifyReport
from photoprism_client.gallery import GalleryReport


class _Words(NamedTuple):
    """What is said of files: what was done, what a dry run found, and what that run would do with each."""

    done: str
    foreseen: str
    each: str = ""


# A word in braces is the one for a single file and the one for several.
_WORDS = {
    "new": _Words("fetched", "would be fetched", "would fetch"),
    "unchanged": _Words("unchanged", "unchanged"),
    "copied": _Words("copied from others here", "would be copied from others here", "would copy"),
    "moved": _Words("moved", "would be moved", "would move"),
    "replaced": _Words("replaced, {its|their} old content is in the trash", "would be replaced", "would replace"),
    "adopted": _Words("{was|were} there already", "{is|are} there already", "would adopt"),
    "removed": _Words("moved to the trash", "would be moved to the trash", "would remove"),
    "kept": _Words(
        "kept, though the server does not list {it|them}", "would be kept, though the server does not list {it|them}"
    ),
    "conflict": _Words(
        "changed here and left alone, the server's {is|are} beside {it|them}",
        "changed here, would be left alone, the server's put beside {it|them}",
    ),
    "skipped": _Words("skipped", "would be skipped"),
    "failed": _Words("failed", "would fail"),
}
_CHOICE = re.compile(r"\{([^|}]+)\|([^}]+)\}")
_TROUBLE = frozenset({"failed", "conflict"})
_WARNING = "warning"
_MOMENT_S, _MINUTE_S, _HOUR_S = 0.1, 60, 3600
_BAR_WIDTH, _PATH_WIDTH = 20, 60


class ExportView:
    """A progress bar on stderr; hidden if that is not a terminal."""

    def __init__(self) -> None:
        console = Console(stderr=True)
        is_silent = not console.is_terminal
        self._bar = bars.Progress(console=console, transient=True, disable=is_silent, expand=True)
        self._task: bars.TaskID | None = None
        self._stage = ""

    def __enter__(self) -> "ExportView":
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def progress(self, now: ExportProgress, /) -> None:
        """Show how far an export is.

        :param now: the stage, files and bytes.
        """
        has_bytes = now.size_total > 0
        if self._task is None or now.stage != self._stage:
            if self._task is not None:
                self._bar.remove_task(self._task)
            self._stage, self._bar.columns = now.stage, _columns(has_bytes=has_bytes)
            self._task = self._bar.add_task(now.stage, total=None, files="", path="")
        done, total = (now.size, now.size_total) if has_bytes else (now.files, now.files_total)
        self._bar.update(
            self._task,
            completed=done,
            total=total or None,
            files=_files_of(now),
            path=printable(now.path)[-_PATH_WIDTH:],
        )

    def file(self, found: FileReport, *, is_dry: bool) -> None:
        """Say what became of a file where that matters, or what would become of it.

        :param found: the file.
        :param is_dry: whether nothing is changed.
        """
        path = printable(found.path)
        if found.action == _WARNING:
            self._tell(f"{_WARNING}: {printable(found.reason)}")
        elif found.action in _TROUBLE:
            self._tell(f"{found.action}: {path}: {found.reason or 'for no known reason'}")
        elif is_dry and (would := _WORDS[found.action].each):
            size = f" ({decimal(found.size)})" if found.size else ""  # the index has no sizes of thumbnails
            self._say(f"{would}: {path}{size}")

    def _tell(self, line: str) -> None:
        """Write a line to stderr; a log on a full disk does not end a backup."""
        with contextlib.suppress(OSError):
            self._say(line, err=True)

    def _say(self, line: str, *, err: bool = False) -> None:
        self._bar.stop()
        click.echo(line, err=err)
        self._bar.start()


#: Add ``--report``, which sets the parameter ``report``.
report_option: Option = where_option(
    "--report", type=click.Path(dir_okay=False, path_type=Path), help="Write a JSON object for each file to this file."
)


@contextlib.contextmanager
def reporting(report: Path | None, *, is_dry: bool) -> Iterator[tuple[ExportView, Callable[[FileReport], None]]]:
    """Show how far a run is, and what becomes of files.

    :param report: file that gets a JSON object for each file, or None.
    :param is_dry: whether nothing is changed.
    :return: a context manager with the view, and a function that takes each file.
    """
    with contextlib.ExitStack() as stack:
        file = None if report is None else stack.enter_context(report.open("w", encoding="utf-8"))
        view = stack.enter_context(ExportView())

        def on_file(found: FileReport) -> None:
            view.file(found, is_dry=is_dry)
            if file is not None:
                file.write(json.dumps(found._asdict(), ensure_ascii=False) + "\n")

        yield view, on_file


def exit_code(done: ExportReport) -> int:
    """Return the exit code of a command that ran an export.

    :param done: what it did.
    """
    if done.is_complete:
        return 0
    return EXIT_PARTLY if done.in_place else EXIT_FAILED


class _Rate(bars.ProgressColumn):
    """How many files a second."""

    def render(self, task: bars.Task) -> Text:
        """Return the number, as soon as it is known."""
        return Text(f"{task.speed:,.0f}/s" if task.speed else "")


def _columns(*, has_bytes: bool) -> tuple[bars.ProgressColumn, ...]:
    """Return the columns of a stage; those of bytes only if there are any to count."""
    kinds = (bars.DownloadColumn, bars.TransferSpeedColumn, partial(bars.TimeRemainingColumn, compact=True))
    return (
        bars.TextColumn("{task.description}", table_column=Column(no_wrap=True)),
        bars.BarColumn(_BAR_WIDTH),
        bars.TextColumn("{task.fields[files]}", table_column=Column(no_wrap=True)),
        *(kind(table_column=Column(no_wrap=True)) for kind in (kinds if has_bytes else (_Rate,))),
        bars.TextColumn(
            "{task.fields[path]}", markup=False, table_column=Column(no_wrap=True, overflow="ellipsis", ratio=1)
        ),
    )


def show_report(done: ExportReport, *, as_json: bool, gallery: GalleryReport | None = None) -> None:
    """Write the summary of an export.

    :param done: what it did.
    :param as_json: one JSON object instead of lines.
    :param gallery: what became of its gallery, which is in that object, too.
    """
    if as_json:
        facts = {**asdict(done), "is_complete": done.is_complete}
        if gallery is not None:
            facts["gallery"] = asdict(gallery)
        facts |= {name: [found._asdict() for found in getattr(done, name)] for name in ("problems", "warnings")}
        facts["prune_refused"] = done.prune_refused and worded(done.prune_refused, WORDS)
        click.echo(json.dumps(facts, ensure_ascii=False))
        return
    if done.dry_run:
        click.echo("This was a dry run: nothing was changed.")
    for line in _aligned(_counts(done)):
        click.echo(line)
    if done.reasons:
        click.echo("Why:")
        for line in _aligned((count, reason, "") for reason, count in sorted(done.reasons.items())):
            click.echo(line)
    click.echo(_last_line(done))
    if not done.is_listed:
        click.echo("Files may be missing: the library changed too fast to be listed", err=True)
    if done.stopped_by:
        click.echo(f"The run ended early: {done.stopped_by}", err=True)
    if done.prune_refused:
        click.echo(
            f"Nothing {'would be' if done.dry_run else 'was'} removed: {worded(done.prune_refused, WORDS)}", err=True
        )


def show_gallery(made: GalleryReport, dest: Path) -> None:
    """Write the summary of a gallery.

    :param made: what became of it.
    :param dest: the folder of the export.
    """
    facts = [
        _worded(f"{made.photos} {{photo|photos}}", made.photos),
        _worded(f"{made.fetched} {{thumbnail|thumbnails}} fetched", made.fetched),
        f"{made.failed} failed" if made.failed else "",
    ]
    click.echo(f"Gallery: {', '.join(filter(None, facts))}. Open {printable(dest / made.page)} in a browser.")


def show_verified(found: VerifyReport, *, was_asked: bool) -> None:
    """Write what was found in the folder of an export.

    :param found: what it was.
    :param was_asked: whether a server's index was compared, too.
    """
    for name in ("changed", "missing", "absent", "extra"):
        for path in getattr(found, name):
            click.echo(f"{name}: {printable(path)}")
    rows: list[tuple[int, str, str]] = [
        (found.verified, _worded("{file|files} as recorded", found.verified), decimal(found.size)),
        (len(found.changed), "changed", ""),
        (len(found.missing), "missing", ""),
        (len(found.extra), "extra", ""),
    ]
    if was_asked:
        rows.append((len(found.absent), "absent: on the server, and not here", ""))
    for line in _aligned(rows):
        click.echo(line)


def _files_of(now: ExportProgress) -> str:
    if now.files_total:
        return f"{now.files}/{now.files_total} files"
    return _worded(f"{now.files} {{file|files}}", now.files) if now.files else ""


def _counts(done: ExportReport) -> Iterable[tuple[int, str, str]]:
    """Yield how many files, what became of them, and their bytes."""
    for action, words in _WORDS.items():
        if count := done.counts.get(action, 0):
            size = done.sizes.get(action, 0)
            said = words.foreseen if done.dry_run else words.done
            yield count, _worded(f"{{file|files}} {said}", count), decimal(size) if size else ""
    if done.metadata:
        yield done.metadata, _worded("{file|files} of metadata written", done.metadata), ""
    if done.warnings:
        yield len(done.warnings), _worded("{warning|warnings}", len(done.warnings)), ""


def _aligned(rows: Iterable[tuple[int, str, str]]) -> Iterable[str]:
    """Yield lines in which numbers and bytes stand below each other."""
    lines = [(str(count), words, size) for count, words, size in rows]
    columns = [max((len(line[at]) for line in lines), default=0) for at in range(3)]
    for count, words, size in lines:
        yield f"  {count:>{columns[0]}} {words:{columns[1]}}  {size:>{columns[2]}}".rstrip()


def _worded(text: str, count: int) -> str:
    """Choose between the words for one file and for several."""
    return _CHOICE.sub(r"\1" if count == 1 else r"\2", text)


def _last_line(done: ExportReport) -> str:
    if not done.counts:
        return "Nothing matches."
    if done.dry_run:
        return _foretold(done)
    if not done.size:
        return f"Nothing was fetched in {_duration(done.seconds)}."
    rate = f", {decimal(int(done.size / done.seconds))}/s" if done.seconds >= _MOMENT_S else ""
    return f"{decimal(done.size)} fetched in {_duration(done.seconds)}{rate}."


def _foretold(done: ExportReport) -> str:
    if done.size:
        return f"{decimal(done.size)} would be fetched."
    if count := done.counts.get("new", 0) + done.counts.get("replaced", 0):  # the index has no sizes of thumbnails
        return _worded(f"{count} {{thumbnail|thumbnails}} would be fetched.", count)
    return "Nothing would be fetched."


def _duration(seconds: float) -> str:
    if seconds < _MOMENT_S:
        return f"less than {_MOMENT_S} s"
    if seconds < _MINUTE_S:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), _MINUTE_S)
    if seconds < _HOUR_S:
        return f"{minutes} min {rest} s"
    hours, minutes = divmod(minutes, _MINUTE_S)
    return f"{hours} h {minutes} min"
