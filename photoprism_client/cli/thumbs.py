"""``photoprism-images thumbs``: the thumbnails of a library, as files or in tar files."""

from pathlib import Path
from typing import Any

import click

from photoprism_client.cli.export_view import exit_code, report_option, reporting, show_report
from photoprism_client.cli.options import Option, command, how_option, packed, where_option
from photoprism_client.cli.output import json_option
from photoprism_client.cli.selecting import thumbs_selection_options
from photoprism_client.cli.settings import FOLDER_TO_WRITE, Connection, connected, originals_options
from photoprism_client.cli.transfers import dry_run_option, no_fsync_option
from photoprism_client.export import Selection
from photoprism_client.thumbs import ThumbsOptions, save_thumbs
from photoprism_client.thumbs.saving import MOST_IN_SHARD
from photoprism_client.transfer.throttling import MAX_WORKERS

_OPTIONS: dict[str, Option] = {
    "shards": where_option(
        "--shards",
        type=click.IntRange(1, MOST_IN_SHARD),
        metavar="N",
        help="Tar files of N pictures each, instead of a file for each.",
    ),
    "connections": how_option(
        "--connections", type=click.IntRange(1, MAX_WORKERS), default=4, show_default=True, help="Pictures at a time."
    ),
    "no_fsync": no_fsync_option,
    "dry_run": dry_run_option,
}


def _thumbs_options(no_fsync: bool, **chosen: Any) -> ThumbsOptions:
    return ThumbsOptions(fsync=not no_fsync, **chosen)


@command(
    epilog="photoprism-images thumbs --demo thumbs --album Favourites --size tile_500\n"
    "photoprism-images thumbs --demo shards --shards 10"
)
@click.argument("dest", type=FOLDER_TO_WRITE)
@thumbs_selection_options
@packed("options", _OPTIONS, _thumbs_options)
@report_option
@json_option("The summary as a JSON object.")
@originals_options
def thumbs(
    dest: Path, selection: Selection, options: ThumbsOptions, report: Path | None, as_json: bool, connection: Connection
) -> int:
    """Save the thumbnail of each photo in the folder DEST, as HASH.jpg. Run it again to add those of new photos.

    With --shards, they go into thumbs-000000.tar and so on, each with what is known of it in HASH.json, as webdataset
    and torchdata read them. A file gets its name only when it is whole, and none is ever changed.
    """
    with connected(connection) as api_client, reporting(report, is_dry=options.dry_run) as (view, on_file):
        done = save_thumbs(
            api_client, selection, dest, options, progress=view.progress, on_file=on_file, clock=api_client.clock
        )
    show_report(done, as_json=as_json)
    return exit_code(done)
