"""``photoprism-images gallery``: a page beside an export, which shows its photos in a browser without a network."""

import contextlib
import json
from dataclasses import asdict
from pathlib import Path

import click

from photoprism_client.cli.errors import EXIT_PARTLY
from photoprism_client.cli.export_view import ExportView, show_gallery
from photoprism_client.cli.options import command
from photoprism_client.cli.output import json_option
from photoprism_client.cli.settings import FOLDER_TO_WRITE, Connection, connected, originals_options
from photoprism_client.cli.transfers import fsync_option, rate_option, workers_option
from photoprism_client.gallery import make_gallery


@command(epilog="photoprism-images gallery --demo photos\nphotoprism-images gallery --demo photos --workers 8 --json")
@click.argument("dest", type=FOLDER_TO_WRITE)
@workers_option
@rate_option
@fsync_option
@json_option("The summary as a JSON object.")
@originals_options
def gallery(
    dest: Path, workers: int, bwlimit: float | None, no_fsync: bool, as_json: bool, connection: Connection
) -> int:
    """Make or update a page that shows the export in the folder DEST: open DEST/gallery.html in a browser.

    The page needs no server and no network. Only thumbnails that are not there yet are fetched. To export and update
    the page in one run, use `photoprism-images export DEST --gallery`.
    """
    with contextlib.ExitStack() as stack:
        api_client = stack.enter_context(connected(connection))
        view = stack.enter_context(ExportView())
        made = make_gallery(
            api_client,
            dest,
            workers=workers,
            max_bytes_per_s=bwlimit,
            fsync=not no_fsync,
            progress=view.progress,
            on_file=lambda found: view.file(found, is_dry=False),
        )
    if as_json:
        click.echo(json.dumps(asdict(made), ensure_ascii=False))
    else:
        show_gallery(made, dest)
    return 0 if made.is_complete else EXIT_PARTLY
