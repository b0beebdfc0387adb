"""``photoprism-images thumb``, ``cover``, ``download`` and ``album``: pictures, files and zips on disk, verified."""

from collections.abc import Callable, Sequence

import click

from photoprism_client import AlbumsApi, ApiClient, ApiValueError, FilesApi, ImagesApi, ThumbSize
from photoprism_client._clock import Clock
from photoprism_client._identifiers import is_uid
from photoprism_client.api.album_members import members_of_album
from photoprism_client.api.cover_lookup import Covers
from photoprism_client.api.photo_lookup import find_photo, is_hash, thumb_source
from photoprism_client.api.sources import ImageSources
from photoprism_client.cli.errors import EXIT_PARTLY
from photoprism_client.cli.options import command, how_option, what_option
from photoprism_client.cli.output import json_option
from photoprism_client.cli.settings import Connection, connected, connection_options
from photoprism_client.cli.transfers import (
    Destination,
    destination_of,
    progress_bar,
    rate_option,
    run_batch,
    show_file,
    to_option,
    workers_option,
)
from photoprism_client.export.collisions import distinct_names
from photoprism_client.models import EntityFile
from photoprism_client.sizes import CROP_SIZES
from photoprism_client.transfer import Member, Source, download_all, fetch

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
        return _write(sources, destination, workers, api_client.clock, as_json=as_json)


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
        return _write(sources, destination, workers, api_client.clock, as_json=as_json)


def _write(sources: Sequence[Source], destination: Destination, workers: int, clock: Clock, *, as_json: bool) -> int:
    """Fetch one picture and replace an older one, or several into a folder that may have some of them."""
    with destination.opened() as path:
        if len(sources) == 1:
            show_file(fetch(sources[0], path, overwrite=True, clock=clock), destination, as_json=as_json)
            return 0
        batch = download_all([(source, path) for source in sources], workers, clock=clock)
        return run_batch(batch, destination, total=None, as_json=as_json)


@command(
    epilog="photoprism-images download --demo IMG_0010.JPG --primary --to photo.jpg\n"
    "photoprism-images download --demo 2021/07/IMG_1.JPG IMG_0010.JPG --to photos"
)
@click.argument("what", metavar="HASH|UID|NAME…", nargs=-1, required=True)
@what_option("--primary", is_flag=True, help="Of a photo, the file that the server shows, instead of its originals.")
@to_option
@how_option("--overwrite", is_flag=True, help="Replace files of the same name that hold something else.")
@workers_option
@rate_option
@json_option("One JSON object a file instead of its name.")
@connection_options
def download(
    what: tuple[str, ...],
    primary: bool,
    to: str,
    overwrite: bool,
    workers: int,
    bwlimit: float | None,
    as_json: bool,
    connection: Connection,
) -> int:
    """Fetch original files: one by its SHA-1, or all of a photo by its UID, its title or the name of one of them.

    A file gets its name only when its SHA-1 is right. Files that are there already are left alone, and interrupted
    ones are resumed. Photos of the same name never replace each other: the files of the second get a suffix.
    """
    is_one = len(what) == 1 and (primary or is_hash(what[0]))
    destination = destination_of(to, is_one=is_one, as_json=as_json)
    with connected(connection) as api_client:
        files = [file for one in what for file in _files(api_client, one, primary=primary)]
        sources = ImageSources(api_client)
        names = distinct_names(file.name or "" for file in files)
        found = [
            sources.original(file.hash or "", size=file.size, name=name if file.name else None)
            for file, name in zip(files, names, strict=True)
        ]
        with destination.opened() as path:
            items = [(source, path) for source in found]
            clock = api_client.clock
            batch = download_all(items, workers, max_bytes_per_s=bwlimit, overwrite=overwrite, clock=clock)
            return run_batch(batch, destination, total=sum(file.size or 0 for file in files), as_json=as_json)


@command(
    epilog="photoprism-images album --demo Favourites\n"
    "photoprism-images album --demo Favourites --to - > favourites.zip"
)
@click.argument("what", metavar="UID|TITLE")
@to_option
@how_option("--overwrite", is_flag=True, help="Replace a file of that name.")
@how_option("--allow-missing", is_flag=True, help="Accept a zip that lacks files, and name them.")
@json_option("A JSON object instead of the name.")
@connection_options
def album(what: str, to: str, overwrite: bool, allow_missing: bool, as_json: bool, connection: Connection) -> int:
    """Fetch an album as a zip, and check that it holds each file of the album, byte for byte.

    The server silently leaves out files that are missing on its disk: this command names them and fails. Files that it
    leaves out on purpose, those of private photos and, by its settings, RAW files, are only counted.
    """
    destination = destination_of(to, is_one=True, as_json=as_json)
    with connected(connection) as api_client, destination.opened() as path:
        uid = what if is_uid(what, "a") else AlbumsApi(api_client).find_album(what).uid or ""
        members = list(members_of_album(api_client, uid))
        with progress_bar("zip") as bar:
            result = ImagesApi(api_client).download_album_to_file(
                uid,
                path,
                overwrite=overwrite,
                progress=lambda now: bar(now.done, now.total),
                members=members,
                allow_missing=allow_missing,
            )
        show_file(result, destination, as_json=as_json)
    for name in result.missing:
        click.echo(f"missing: {name}", err=True)
    if result.held_back:
        _say_left_out({*result.held_back}, members)
    return EXIT_PARTLY if result.missing else 0


def _say_left_out(names: set[str], members: list[Member]) -> None:
    held_back = [member for member in members if member.name in names]
    private = sum(member.is_private for member in held_back)
    counts = {"of private photos": private, "by the server's download settings": len(held_back) - private}
    said = ", ".join(f"{count} {why}" for why, count in counts.items() if count)
    click.echo(f"left out by the server on purpose: {said}", err=True)


def _files(api_client: ApiClient, what: str, *, primary: bool) -> list[EntityFile]:
    if is_hash(what):
        return [FilesApi(api_client).get_file(what.lower())]
    photo = find_photo(api_client, what)
    # The user's own .xmp and the like have Root "/", too.
    files = [file for file in photo.files if (file.primary if primary else file.is_original and not file.sidecar)]
    if not files:
        raise ApiValueError(f"the photo {what} has no {'primary file' if primary else 'original files'}")
    return files
