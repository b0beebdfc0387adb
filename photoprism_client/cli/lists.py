"""``photoprism-images albums``, ``labels`` and ``folders``: what there is to choose from."""

from collections.abc import Callable

import click

from photoprism_client import AlbumsApi, FoldersApi, LabelsApi
from photoprism_client.api.filters import ALBUM_TYPES
from photoprism_client.cli.help import command, what_option
from photoprism_client.cli.output import Columns, row_options, show
from photoprism_client.cli.settings import Connection, connected, connection_options

_ALBUM: Columns = {
    "Title": lambda album: album.title,
    "Type": lambda album: album.type,
    "Photos": lambda album: album.photo_count,
    "UID": lambda album: album.uid,
}
_LABEL: Columns = {
    "Name": lambda label: label.name,
    "Photos": lambda label: label.photo_count,
    "UID": lambda label: label.uid,
}
_FOLDER: Columns = {
    "Path": lambda folder: folder.path,
    "Title": lambda folder: folder.title,
    "UID": lambda folder: folder.uid,
}


def _listing(command: Callable[..., object]) -> Callable[..., object]:
    return row_options(connection_options(command))


@command(epilog="photoprism-images albums --demo Fav\nphotoprism-images albums --demo --type month --limit 3")
@click.argument("query", required=False)
@what_option(
    "--type",
    "kind",
    type=click.Choice(ALBUM_TYPES),
    default="album",
    show_default=True,
    help="Albums that somebody made, or those that the server makes of folders, moments, months and places.",
)
@_listing
def albums(query: str | None, kind: str, connection: Connection, as_json: bool, limit: int) -> None:
    """List albums; QUERY is a part of the title."""
    with connected(connection) as api_client:
        show(AlbumsApi(api_client).iterate(q=query, type=kind), _ALBUM, as_json=as_json, limit=limit)


@command(epilog="photoprism-images labels --demo\nphotoprism-images labels --demo Mount --json")
@click.argument("query", required=False)
@_listing
def labels(query: str | None, connection: Connection, as_json: bool, limit: int) -> None:
    """List labels; QUERY is a part of the name."""
    with connected(connection) as api_client:
        show(LabelsApi(api_client).iterate(q=query, all=True), _LABEL, as_json=as_json, limit=limit)


@command(epilog="photoprism-images folders --demo\nphotoprism-images folders --demo --limit 0 --json")
@_listing
def folders(connection: Connection, as_json: bool, limit: int) -> None:
    """List the folders of the originals."""
    with connected(connection) as api_client:
        show(FoldersApi(api_client).iterate(), _FOLDER, as_json=as_json, limit=limit)
