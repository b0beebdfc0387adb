"""``photoprism-images thumb`` and ``cover``: pictures in one of the server's sizes."""

from collections.abc import Callable, Sequence

import click

from photoprism_client import ThumbSize
from photoprism_client.api.cover_lookup import Covers
from photoprism_client.api.photo_lookup import thumb_source
from photoprism_client.cli.destinations import Destination, destination_of, to_option
from photoprism_client.cli.help import command, what_option
from photoprism_client.cli.output import json_option
from photoprism_client.cli.settings import Connection, connected, connection_options
from photoprism_client.cli.transfers import run_batch, show_file, workers_option
from photoprism_client.sizes import CROP_SIZES
from photoprism_client.transfer import Source, download_all, fetch

_SIZES = sorted({*(size.value for size in ThumbSize), *CROP_SIZES})


def _picture_options(command: Callable[..., object]) -> Callable[..., object]:
    command = connection_options(workers_option(json_option("One JSON object a file instead of its name.")(command)))
    sizes = click.Choice(_SIZES)
    size_option = what_option(
        "--size", type=sizes, default="fit_720", show_default=True, metavar="SIZE", help="Such as tile_500."
    )
    return to_option(size_option(command))


@command(
    epilog="photoprism-images thumb --demo IMG_0010.JPG --size tile_500 --to thumb.jpg\n"
    "photoprism-images thumb --demo IMG_0010.JPG 2021/07/IMG_1.JPG --to thumbs"
)
@click.argument("what", metavar="HASH|UID|NAME…", nargs=-1, required=True)
@_picture_options
def thumb(what: tuple[str, ...], size: str, to: str, workers: int, as_json: bool, connection: Connection) -> int:
    """Fetch thumbnails of photos and files.

    Each is given by the SHA-1 of a file (or a crop, HASH-AREA), the UID of a photo, its title, or the name of one of
    its files.
    """
    destination = destination_of(to, is_one=len(what) == 1, as_json=as_json)
    with connected(connection) as api_client:
        sources = [thumb_source(api_client, one, size) for one in what]
        return _write(sources, destination, workers, as_json=as_json)


@command(
    epilog="photoprism-images cover --demo Favourites --to cover.jpg\n"
    "photoprism-images cover --demo Mountain Sunset --size tile_224 --to covers"
)
@click.argument("what", metavar="UID|NAME…", nargs=-1, required=True)
@_picture_options
def cover(what: tuple[str, ...], size: str, to: str, workers: int, as_json: bool, connection: Connection) -> int:
    """Fetch the covers of albums, labels, folders and people, each given by its UID, title, name or path."""
    destination = destination_of(to, is_one=len(what) == 1, as_json=as_json)
    with connected(connection) as api_client:
        covers = Covers(api_client)
        sources = [covers.source(one, size) for one in what]
        return _write(sources, destination, workers, as_json=as_json)


def _write(sources: Sequence[Source], destination: Destination, workers: int, *, as_json: bool) -> int:
    """Fetch one picture and replace an older one, or several into a folder that may have some of them."""
    with destination.opened() as path:
        if len(sources) == 1:
            show_file(fetch(sources[0], path, overwrite=True), destination, as_json=as_json)
            return 0
        batch = download_all([(source, path) for source in sources], workers)
        return run_batch(batch, destination, total=None, as_json=as_json)
