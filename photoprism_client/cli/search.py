"""``photoprism-images search``, ``albums``, ``labels`` and ``folders``: what a server has, in rows."""

import random
from collections.abc import Callable, Iterable
from dataclasses import replace

import click

from photoprism_client import AlbumsApi, ApiClient, FoldersApi, LabelsApi, PhotosApi, SearchPhoto
from photoprism_client.api.filters import ALBUM_TYPES, MOST_ROWS
from photoprism_client.api.known_dates import Dated, known_date
from photoprism_client.api.photos_api import each_once
from photoprism_client.cli.options import command, how_option, what_option
from photoprism_client.cli.output import Columns, columns_of, row_options, show
from photoprism_client.cli.selecting import selection_options
from photoprism_client.cli.settings import Connection, connected, connection_options
from photoprism_client.export import Selection
from photoprism_client.export.resolving import resolve
from photoprism_client.models.cards import photo_count_of

_RANDOM = "random"
_ORDERS = ("newest", "oldest", "added", "name", "title", _RANDOM)


def _taken(photo: Dated) -> str | None:
    """Return when a photo was taken, as far as that is known."""
    known = known_date(photo)
    return f"{known:%Y-%m-%d %H:%M}" if known.moment else known.isoformat() or None


_COLUMNS: Columns = {"Taken": _taken, **columns_of(Type="type", Title="title", File="file_name", UID="uid")}


@command(
    epilog="photoprism-images search --demo --album Favourites --since 2021-08\n"
    "photoprism-images search --demo --type raw,video --json"
)
@click.argument("words", metavar="[QUERY]", required=False)
@selection_options
@how_option("--order", type=click.Choice(_ORDERS), default="newest", show_default=True, help="Which photo comes first.")
@row_options
@connection_options
def search(
    words: str | None, selection: Selection, order: str, limit: int, as_json: bool, connection: Connection
) -> None:
    """List photos; QUERY stands for --query.

    Archived and hidden photos come after the others, and the photos of several albums album by album.
    """
    if words and selection.query:
        raise click.UsageError("pass QUERY or --query, not both")
    wanted = replace(selection, query=words or selection.query or None)
    with connected(connection) as api_client:
        found = _found(api_client, wanted, order, limit)
        photos = wanted.photos(found, lambda name, why: None)
        show(photos, _COLUMNS, as_json=as_json, limit=limit)


def _found(api_client: ApiClient, selection: Selection, order: str, limit: int) -> Iterable[SearchPhoto]:
    """Ask for what a server can select by itself."""
    photos = PhotosApi(api_client)
    listings = resolve(api_client, selection).listings(selection)
    if order != _RANDOM:
        return each_once(photo for filters in listings for photo in photos.iterate(order=order, **filters))
    # One page of each listing: another page would be in another order.
    is_sifted = selection.since or selection.until or selection.folders or not selection.videos
    rows = MOST_ROWS if is_sifted or len(listings) > 1 or not limit else min(limit + 1, MOST_ROWS)
    pages = [photos.search_photos(rows, order=order, merged=True, primary=True, **filters) for filters in listings]
    found = list(each_once(photo for page in pages for photo in page))
    return found if len(pages) == 1 else random.sample(found, len(found))


_ALBUM: Columns = {**columns_of(Title="title", Type="type"), "Photos": photo_count_of, **columns_of(UID="uid")}
_LABEL = columns_of(Name="name", Photos="photo_count", UID="uid")
_FOLDER = columns_of(Path="path", Title="title", UID="uid")


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
