"""``photoprism-images search``: the photos that fit."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import click

from photoprism_client import AlbumsApi, ApiClient, PhotosApi, SearchPhoto
from photoprism_client.api.album_titles import filters_of
from photoprism_client.api.filters import MOST_ROWS
from photoprism_client.api.known_dates import Dated, known_date
from photoprism_client.api.local_days import on_days
from photoprism_client.cli.days import Day
from photoprism_client.cli.output import TABLE_ROWS, Columns, show
from photoprism_client.cli.photo_types import type_option
from photoprism_client.cli.settings import Connection, connected, demo_option, server_options
from photoprism_client.export import Selection
from photoprism_client.export.resolving import resolve

_RANDOM = "random"
_ORDERS = ("newest", "oldest", "added", "name", "title", _RANDOM)


def _taken(photo: Dated) -> str | None:
    """Return when a photo was taken, as far as that is known."""
    known = known_date(photo)
    return f"{known:%Y-%m-%d %H:%M}" if known.moment else known.isoformat() or None


_COLUMNS: Columns = {
    "Taken": _taken,
    "Type": lambda photo: photo.type,
    "Title": lambda photo: photo.title,
    "File": lambda photo: photo.file_name,
    "UID": lambda photo: photo.uid,
}


@click.command()
@click.argument("query", required=False)
@click.option("--album", metavar="TITLE|UID", help="Only photos of this album.")
@click.option("--label", metavar="NAME", help="Only photos with this label.")
@click.option("--since", type=Day(end=False), help="Taken on this day or later, in local time.")
@click.option("--until", type=Day(end=True), help="Taken on this day or earlier, in local time.")
@type_option
@click.option("--favorites", is_flag=True, help="Only favorites.")
@click.option("--order", type=click.Choice(_ORDERS), default="newest", show_default=True)
@click.option("--limit", type=click.IntRange(0), help="Rows; 0 for all. Default: 50 in a table, all as JSON.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line instead of a table.")
@server_options
@demo_option
def search(
    query: str | None,
    album: str | None,
    label: str | None,
    since: date | None,
    until: date | None,
    types: tuple[str, ...],
    favorites: bool,
    order: str,
    limit: int | None,
    as_json: bool,
    connection: Connection,
) -> None:
    """List photos; QUERY is what the search of the web interface takes."""
    selection = Selection(
        query=query or None,
        labels=(label,) if label else (),
        types=types,
        favorites=favorites,
        since=since,
        until=until,
    )
    with connected(connection) as api_client:
        filters: dict[str, Any] = {
            "order": order,
            **selection.filters,
            **resolve(api_client, selection).filters,
        }
        if order == _RANDOM:
            most = TABLE_ROWS if limit is None and not as_json else limit
            rows = most + 1 if most and not (since or until) else MOST_ROWS
            photos = _at_random(api_client, filters, album, rows)
        else:
            of_album = {"album": [album]} if album else {}  # a list, since a title may hold a bar
            photos = PhotosApi(api_client).iterate(**{**filters, **of_album})
        show(on_days(photos, since, until), _COLUMNS, as_json=as_json, limit=limit)


def _at_random(api_client: ApiClient, filters: dict[str, Any], album: str | None, rows: int) -> Iterable[SearchPhoto]:
    """Ask for one page: another one would be in another order."""
    of_album = filters_of(AlbumsApi(api_client).find_album(album)) if album else {}
    return PhotosApi(api_client).search_photos(min(rows, MOST_ROWS), merged=True, primary=True, **filters, **of_album)
