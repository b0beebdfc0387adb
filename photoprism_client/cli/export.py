"""``photoprism-images export`` and ``verify``: a whole library in a folder, kept up to date."""

import contextlib
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from photoprism_client.cli.errors import EXIT_FAILED, EXIT_PARTLY
from photoprism_client.cli.export_view import ExportView, show_gallery, show_report, show_verified
from photoprism_client.cli.options import Option, command, how_option, packed, where_option
from photoprism_client.cli.output import json_option
from photoprism_client.cli.selecting import export_selection_options
from photoprism_client.cli.settings import (
    FOLDER,
    FOLDER_TO_WRITE,
    Connection,
    connected,
    is_named,
    originals_options,
    server_options,
)
from photoprism_client.cli.transfers import fsync_option, rate_option, workers_option
from photoprism_client.export import ExportOptions, ExportReport, FileReport, Selection
from photoprism_client.export import export as run_export
from photoprism_client.export import verify as run_verify
from photoprism_client.gallery import export_with_gallery

_OPTIONS: dict[str, Option] = {
    "template": where_option(
        "--template", default="{path}/{name}", show_default=True, help="Where each file goes; see docs/export.md."
    ),
    "mtime": how_option(
        "--mtime",
        type=click.Choice(["server", "taken"]),
        default="server",
        show_default=True,
        help="Time of a file: that on the server, or when the picture was taken.",
    ),
    "metadata": how_option(
        "--metadata", type=click.Choice(["json", "xmp"]), help="Write what the server knows beside each file."
    ),
    "rate_favorites": how_option("--rate-favorites", is_flag=True, help="With --metadata xmp: favorites get 5 stars."),
    "prune": how_option("--prune", is_flag=True, help="Move to the trash what the server no longer has."),
    "max_prune": how_option(
        "--max-prune", type=click.IntRange(0), metavar="N", help="Prune at most N files. Default: 100, or 1 %."
    ),
    "trash_days": how_option(
        "--trash-days", type=click.IntRange(0), default=30, show_default=True, help="Days that trash is kept."
    ),
    "workers": workers_option,
    "bwlimit": rate_option,
    "no_fsync": fsync_option,
    "dry_run": how_option("--dry-run", is_flag=True, help="Say what would be done, and change nothing."),
}


def _export_options(bwlimit: float | None, no_fsync: bool, **chosen: Any) -> ExportOptions:
    if chosen["rate_favorites"] and chosen["metadata"] != "xmp":
        raise click.UsageError("--rate-favorites requires --metadata xmp")
    return ExportOptions(max_bytes_per_s=bwlimit, fsync=not no_fsync, **chosen)


@command(
    epilog="photoprism-images export --demo photos --album Favourites --metadata xmp\n"
    "photoprism-images export --demo photos --since 2021 --dry-run"
)
@click.argument("dest", type=FOLDER_TO_WRITE)
@export_selection_options
@packed("options", _OPTIONS, _export_options)
@where_option(
    "--report", type=click.Path(dir_okay=False, path_type=Path), help="Write a JSON object for each file to this file."
)
@how_option("--gallery", "with_gallery", is_flag=True, help="Make or update a page that shows the photos, too.")
@json_option("The summary as a JSON object.")
@originals_options
def export(
    dest: Path,
    selection: Selection,
    options: ExportOptions,
    report: Path | None,
    with_gallery: bool,
    as_json: bool,
    connection: Connection,
) -> int:
    """Mirror a library, or a part of it, into the folder DEST. Run it again to update the folder.

    A file gets its name only when its SHA-1 is right. Files that are there are not fetched again. Files that changed
    are replaced, and the old ones moved to the trash. Files that this command did not write are never touched. SHA1SUMS
    in DEST can be checked with sha1sum -c.
    """
    with contextlib.ExitStack() as stack:
        api_client = stack.enter_context(connected(connection))
        file = None if report is None else stack.enter_context(report.open("w", encoding="utf-8"))
        view = stack.enter_context(ExportView())

        def on_file(found: FileReport) -> None:
            view.file(found, is_dry=options.dry_run)
            if file is not None:
                file.write(json.dumps(found._asdict(), ensure_ascii=False) + "\n")

        made = None
        if with_gallery:
            done, made = export_with_gallery(
                api_client, selection, dest, options, progress=view.progress, on_file=on_file
            )
        else:
            done = run_export(api_client, selection, dest, options, progress=view.progress, on_file=on_file)
    show_report(done, as_json=as_json, gallery=made)
    if made is not None and not as_json:
        show_gallery(made, dest)
    lacks_gallery = with_gallery and not options.dry_run and (made is None or not made.is_complete)
    return _exit_code(done) or EXIT_PARTLY * lacks_gallery


@command(epilog="photoprism-images verify photos\nphotoprism-images verify photos --offline --json")
@click.argument("dest", type=FOLDER)
@how_option("--offline", is_flag=True, help="Do not ask a server, even if one is named.")
@json_option("A JSON object instead of lines.")
@server_options
def verify(dest: Path, offline: bool, as_json: bool, connection: Connection) -> int:
    """Hash every file in DEST, and compare it with SHA1SUMS, the state of the export, and the server's index.

    Nothing is changed. Files that no export wrote are listed, but do not count as an error.
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


def _exit_code(done: ExportReport) -> int:
    if done.is_complete:
        return 0
    return EXIT_PARTLY if done.in_place else EXIT_FAILED
