"""``photoprism-images thumb`` and ``cover``: one picture into a file."""

from pathlib import Path

import click

from photoprism_client import AlbumsApi, ApiClient, ImagesApi, LabelsApi, MediaBytes, PhotosApi, SubjectsApi, ThumbSize
from photoprism_client._identifiers import is_uid
from photoprism_client.cli.settings import Connection, connected, demo_option, server_options
from photoprism_client.exceptions import PlaceholderException
from photoprism_client.sizes import CROP_SIZES

_SIZES = sorted({*(size.value for size in ThumbSize), *CROP_SIZES})
_ENDINGS = {"image/jpeg": ".jpg", "image/png": ".png"}


@click.command()
@click.argument("thumb", metavar="HASH|UID")
@click.option(
    "--size", type=click.Choice(_SIZES), default="fit_720", show_default=True, metavar="SIZE", help="Such as tile_500."
)
@click.option("--to", "target", metavar="FILE", help="Where to; - for stdout. Default: a name made of hash and size.")
@server_options
@demo_option
def thumb(thumb: str, size: str, target: str | None, connection: Connection) -> None:
    """Fetch a thumbnail: of a file by its SHA-1 (or a crop, HASH-AREA), or of a photo by its UID."""
    with connected(connection) as api_client:
        if is_uid(thumb, "p"):
            photo = PhotosApi(api_client).get_photo(thumb)
            data = ImagesApi(api_client).thumb_of(photo, size=size)
        else:
            data = ImagesApi(api_client).get_thumb(thumb, size=size)
    _save(data, target, f"{thumb}_{size}")


@click.command()
@click.argument("uid", metavar="UID")
@click.option(
    "--size", type=click.Choice(_SIZES), default="fit_720", show_default=True, metavar="SIZE", help="Such as tile_500."
)
@click.option("--to", "target", metavar="FILE", help="Where to; - for stdout. Default: a name made of UID and size.")
@server_options
@demo_option
def cover(uid: str, size: str, target: str | None, connection: Connection) -> None:
    """Fetch the cover of an album, label, folder or person, by its UID."""
    with connected(connection) as api_client:
        data = _cover(api_client, uid, size)
    _save(data, target, f"{uid}_{size}")


def _cover(api_client: ApiClient, uid: str, size: str) -> MediaBytes:
    images = ImagesApi(api_client)
    if uid.startswith("a"):
        return images.cover_of(AlbumsApi(api_client).get_album(uid), size=size)
    if uid.startswith("j"):
        return images.cover_of(SubjectsApi(api_client).get_subject(uid), size=size)
    if uid.startswith("l"):
        # There is no way to ask for one label; its model says which picture is assigned.
        label = next((label for label in LabelsApi(api_client).iterate(all=True) if label.uid == uid), None)
        return images.label_cover(uid, size=size) if label is None else images.cover_of(label, size=size)
    if uid.startswith("d"):
        return images.folder_cover(uid, size=size)
    raise click.UsageError("UID must be of an album (a…), label (l…), folder (d…) or person (j…)")


def _save(data: MediaBytes, target: str | None, name: str) -> None:
    if data.is_placeholder:
        raise PlaceholderException(200, "placeholder", message="The server has no picture for this.")
    if target == "-":
        click.echo(bytes(data), nl=False)
        return
    path = Path(target or name + _ENDINGS.get(data.content_type or "", ""))
    data.save(path)
    click.echo(path)
