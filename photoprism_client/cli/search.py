"""``photoprism-images search``: the photos that fit."""

from datetime import date
from typing import Any

import click

from photoprism_client import PhotosApi
from photoprism_client.api.known_dates import Dated, known_date
from photoprism_client.api.local_days import on_days
from photoprism_client.cli.days import Day
from photoprism_client.cli.output import Columns, show
from photoprism_client.cli.settings import Connection, connected, demo_option, server_options
from photoprism_client.export import Selection
from photoprism_client.export.resolving import resolve

_TYPES = ("image", "raw", "live", "video", "animated", "vector")


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
@click.option("--type", "types", type=click.Choice(_TYPES), multiple=True, help="Only this kind; several may be given.")
@click.option("--favorites", is_flag=True, help="Only favorites.")
@click.option(
    "--order", type=click.Choice(["newest", "oldest", "added", "name", "title"]), default="newest", show_default=True
)
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
    url: str | None,
    username: str | None,
    profile: str,
    demo: bool,
) -> None:
    """List photos; QUERY is what the search of the web interface takes."""
    selection = Selection(
        query=query or None,
        albums=(album,) if album else (),
        labels=(label,) if label else (),
        types=types,
        favorites=favorites,
        since=since,
        until=until,
    )
    with connected(Connection(url, username, profile, demo)) as api_client:
        resolved = resolve(api_client, selection)
        filters: Any = {"order": order, **selection.filters, **resolved.filters}
        if resolved.albums:
            [filters["s"]] = resolved.albums
        photos = PhotosApi(api_client).iterate(**filters)
        show(on_days(photos, since, until), _COLUMNS, as_json=as_json, limit=limit)
