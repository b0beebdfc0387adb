"""``photoprism-images albums``, ``labels`` and ``folders``: what there is to choose from."""

from collections.abc import Callable

import click

from photoprism_client import AlbumsApi, FoldersApi, LabelsApi
from photoprism_client.cli.output import Columns, show
from photoprism_client.cli.settings import Connection, connected, demo_option, server_options

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
    command = demo_option(server_options(command))
    command = click.option("--json", "as_json", is_flag=True, help="One JSON object a line instead of a table.")(
        command
    )
    help_text = "Rows; 0 for all. Default: 50 in a table, all as JSON."
    return click.option("--limit", type=click.IntRange(0), help=help_text)(command)


@click.command()
@click.argument("query", required=False)
@click.option(
    "--type",
    "kind",
    type=click.Choice(["album", "folder", "moment", "month", "state"]),
    default="album",
    show_default=True,
    help="Albums that somebody made, or those that the server makes of folders, moments, months and places.",
)
@_listing
def albums(
    query: str | None,
    kind: str,
    connection: Connection,
    as_json: bool,
    limit: int | None,
) -> None:
    """List albums; QUERY is a part of the title."""
    with connected(connection) as api_client:
        show(AlbumsApi(api_client).iterate(q=query, type=kind), _ALBUM, as_json=as_json, limit=limit)


@click.command()
@click.argument("query", required=False)
@_listing
def labels(query: str | None, connection: Connection, as_json: bool, limit: int | None) -> None:
    """List labels; QUERY is a part of the name."""
    with connected(connection) as api_client:
        show(LabelsApi(api_client).iterate(q=query, all=True), _LABEL, as_json=as_json, limit=limit)


@click.command()
@_listing
def folders(connection: Connection, as_json: bool, limit: int | None) -> None:
    """List the folders of the originals."""
    with connected(connection) as api_client:
        show(FoldersApi(api_client).iterate(), _FOLDER, as_json=as_json, limit=limit)
