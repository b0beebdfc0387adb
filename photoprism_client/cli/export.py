"""``photoprism-images export`` and ``verify``: a whole library in a folder, kept up to date."""

import contextlib
import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

import click

from photoprism_client.cli.days import Day
from photoprism_client.cli.exit_codes import EXIT_FAILED, EXIT_PARTLY
from photoprism_client.cli.export_view import ExportView, show_report, show_verified
from photoprism_client.cli.numbers import Rate, Size
from photoprism_client.cli.photo_types import type_option
from photoprism_client.cli.settings import Connection, connected, demo_option, is_named, server_options
from photoprism_client.export import ExportOptions, ExportReport, FileReport, Selection
from photoprism_client.export import export as run_export
from photoprism_client.export import verify as run_verify
from photoprism_client.sizes import ThumbSize

_FOLDER = click.Path(file_okay=False, path_type=Path)
_SIZES = [size.value for size in ThumbSize]
_EXISTING = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command()
@click.argument("dest", type=_FOLDER)
@click.option("--query", metavar="TEXT", help="What the search of the web interface takes.")
@click.option("--album", "albums", multiple=True, metavar="TITLE|UID", help="Photos of this album; may be repeated.")
@click.option("--label", "labels", multiple=True, metavar="NAME", help="Photos with this label; may be repeated.")
@click.option("--folder", "folders", multiple=True, metavar="PATH", help="This folder of the library; may be repeated.")
@click.option("--person", "people", multiple=True, metavar="NAME", help="Photos with this person; may be repeated.")
@click.option("--favorites", is_flag=True, help="Favourites only.")
@type_option
@click.option("--since", type=Day(end=False), metavar="DAY", help="Taken on this local day or later.")
@click.option("--until", type=Day(end=True), metavar="DAY", help="Taken on this local day or earlier.")
@click.option("--no-private", is_flag=True, help="No private photos.")
@click.option("--archived", is_flag=True, help="Archived photos, too.")
@click.option("--hidden", is_flag=True, help="Hidden photos, too.")
@click.option("--recent", type=click.IntRange(1), metavar="N", help="Only the N photos that were added last.")
@click.option("--skip-videos", is_flag=True, help="No videos.")
@click.option("--exclude", multiple=True, metavar="GLOB", help="No files whose path matches; may be repeated.")
@click.option("--max-size", type=Size(), metavar="SIZE", help="No files larger than this, such as 500M.")
@click.option(
    "--files",
    type=click.Choice(["originals", "primary"]),
    default="originals",
    show_default=True,
    help="All files of your own, or the one that the server shows.",
)
@click.option("--size", type=click.Choice(_SIZES), metavar="NAME", help="Thumbnails, such as fit_1920.")
@click.option("--sidecars", is_flag=True, help="Your own .xmp, .json and .aae files, too.")
@click.option("--template", default="{path}/{name}", show_default=True, help="Where each file goes; docs/export.md.")
@click.option(
    "--mtime",
    type=click.Choice(["server", "taken"]),
    default="server",
    show_default=True,
    help="Time of a file: that on the server, or when the picture was taken.",
)
@click.option("--metadata", type=click.Choice(["json", "xmp"]), help="Write what the server knows beside each file.")
@click.option("--rate-favorites", is_flag=True, help="With --metadata xmp: favourites have five stars.")
@click.option("--prune", is_flag=True, help="Move to the trash what the server has no more.")
@click.option(
    "--max-prune", type=click.IntRange(0), metavar="N", help="Prune at most so many files. Default: 100, or 1 %."
)
@click.option("--trash-days", type=click.IntRange(0), default=30, show_default=True, help="How long trash is kept.")
@click.option("--workers", type=click.IntRange(1, 16), default=4, show_default=True, help="Files at a time.")
@click.option("--bwlimit", type=Rate(), metavar="RATE", help="Bytes a second for all together, such as 500k or 2M.")
@click.option("--no-fsync", is_flag=True, help="Do not wait for the disk; a power failure may lose files.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and change nothing.")
@click.option(
    "--report", type=click.Path(dir_okay=False, path_type=Path), help="Write a JSON object for each file to this file."
)
@click.option("--json", "as_json", is_flag=True, help="The summary as a JSON object.")
@server_options
@demo_option
@click.option("--originals", type=_EXISTING, help="With --demo: pictures for the embedded server to serve.")
def export(
    dest: Path,
    report: Path | None,
    as_json: bool,
    connection: Connection,
    originals: Path | None,
    **chosen: Any,
) -> int:
    """Mirror a library, or a part of it, into the folder DEST; run it again to keep that up to date.

    A file gets its name only when its SHA-1 is right. What is there is not fetched again, what changed is replaced and
    the old file put into the trash; nothing that this command did not write is ever touched. SHA1SUMS in DEST can be
    checked with sha1sum -c.
    """
    if originals is not None and not connection.demo:
        raise click.UsageError("--originals goes with --demo")
    if chosen["rate_favorites"] and chosen["metadata"] != "xmp":
        raise click.UsageError("--rate-favorites requires --metadata xmp")
    selection, options = _selection(chosen), _options(chosen)
    with (
        connected(connection._replace(originals=originals)) as api_client,
        _report_file(report) as file,
        ExportView() as view,
    ):

        def on_file(found: FileReport) -> None:
            view.file(found, is_dry=options.dry_run)
            if file is not None:
                file.write(json.dumps(found._asdict(), ensure_ascii=False) + "\n")

        done = run_export(api_client, selection, dest, options, progress=view.progress, on_file=on_file)
    show_report(done, as_json=as_json)
    return _exit_code(done)


@click.command()
@click.argument("dest", type=_EXISTING)
@click.option("--offline", is_flag=True, help="Compare with no server, even where one is named.")
@click.option("--json", "as_json", is_flag=True, help="A JSON object instead of lines.")
@server_options
def verify(dest: Path, offline: bool, as_json: bool, connection: Connection) -> int:
    """Hash every file in DEST, and compare with SHA1SUMS, the state of the export, and the server's index.

    Nothing is changed. Files that no export knows are named, and are no fault.
    """
    with contextlib.ExitStack() as stack:
        is_asked = not offline and is_named(connection)
        api_client = stack.enter_context(connected(connection)) if is_asked else None
        view = stack.enter_context(ExportView())
        found = run_verify(dest, api_client, progress=view.progress)
    if as_json:
        click.echo(json.dumps({**asdict(found), "is_good": found.is_good}, ensure_ascii=False))
    else:
        show_verified(found, was_asked=is_asked)
    return 0 if found.is_good else EXIT_FAILED


def _selection(chosen: dict[str, Any]) -> Selection:
    names = ("query", "albums", "labels", "folders", "people", "favorites", "since", "until", "archived", "hidden")
    more = ("types", "recent", "exclude", "max_size", "files", "size", "sidecars")
    return Selection(
        private=not chosen["no_private"],
        videos=not chosen["skip_videos"],
        **{name: chosen[name] for name in (*names, *more)},
    )


def _options(chosen: dict[str, Any]) -> ExportOptions:
    names = ("template", "mtime", "metadata", "rate_favorites", "prune", "max_prune", "trash_days")
    more = ("workers", "dry_run")
    return ExportOptions(
        max_bytes_per_s=chosen["bwlimit"],
        fsync=not chosen["no_fsync"],
        **{name: chosen[name] for name in (*names, *more)},
    )


@contextlib.contextmanager
def _report_file(path: Path | None) -> Iterator[IO[str] | None]:
    if path is None:
        yield None
    else:
        with path.open("w", encoding="utf-8") as file:
            yield file


def _exit_code(done: ExportReport) -> int:
    if done.is_complete:
        return 0
    return EXIT_PARTLY if done.in_place else EXIT_FAILED
