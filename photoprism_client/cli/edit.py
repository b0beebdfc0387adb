"""``photoprism-images edit``: title, caption, time, place and other facts of photos."""

from datetime import datetime
from typing import Any

import click

from photoprism_client import ApiException, NotAppliedError, PhotosApi
from photoprism_client.cli.changes import Change, Words, change_options, finish, photos_named
from photoprism_client.cli.options import LOCAL_TIME, Option, command, packed, what_option
from photoprism_client.cli.settings import Connection, connected
from photoprism_client.models import EntityPhoto
from photoprism_client.writing.edit_values import checked
from photoprism_client.writing.photo_edits import is_as_wanted

_CHANGED = Words("changed", "is so already")
_NAMES = {
    "taken_at_local": "Taken",
    "time_zone": "Time zone",
    **{name: name.capitalize() for name in ("title", "caption", "lat", "lng", "altitude", "favorite", "private")},
    **{name: name.capitalize() for name in ("keywords", "notes", "subject", "artist", "copyright", "license")},
}


def _text(name: str, meaning: str) -> Option:
    return what_option(f"--{name}", metavar="TEXT", help=meaning)


def _number(name: str, kind: click.ParamType[Any], meaning: str) -> Option:
    return what_option(f"--{name}", type=kind, help=meaning)


# Options by the parameter of PhotosApi.edit that they set.
_VALUES: dict[str, Option] = {
    "title": _text("title", "Title."),
    "caption": _text("caption", "Caption; empty for none."),
    "taken_at_local": what_option(
        "--taken", "taken_at_local", type=LOCAL_TIME, metavar="TIME", help="When it was taken, by the clocks there."
    ),
    "time_zone": what_option("--time-zone", metavar="NAME", help="Such as Europe/Berlin; empty for unknown."),
    "lat": _number("lat", click.FLOAT, "Latitude, -90 to 90; together with --lng."),
    "lng": _number("lng", click.FLOAT, "Longitude, -180 to 180."),
    "altitude": _number("altitude", click.INT, "Metres above the sea."),
    "favorite": what_option("--favorite/--no-favorite", default=None, help="Whether it is a favourite."),
    "private": what_option("--private/--no-private", default=None, help="Whether it is private."),
    "keywords": _text("keywords", "Words that replace all others, with commas; empty for none."),
    "notes": _text("notes", "Notes; empty for none. So are the others:"),
    "subject": _text("subject", "Subject."),
    "artist": _text("artist", "Artist."),
    "copyright": _text("copyright", "Copyright."),
    "license": _text("license", "License."),
}


def _given(**values: Any) -> dict[str, Any]:
    return checked(values)


@command(
    epilog='photoprism-images edit --demo IMG_0010.JPG --title "Harbour" --keywords "boats, evening"\n'
    "photoprism-images edit --demo IMG_0010.JPG 2021/07/IMG_1.JPG --favorite --dry-run"
)
@click.argument("what", metavar="UID|NAME…", nargs=-1, required=True)
@packed("values", _VALUES, _given)
@change_options("One JSON object a changed field instead of a table.")
def edit(what: tuple[str, ...], values: dict[str, Any], dry_run: bool, as_json: bool, connection: Connection) -> int:
    """Change what is known of photos, so that it lasts; each is given by its UID, its title or the name of a file."""
    if not values:
        raise click.UsageError("pass something to change, such as --title")
    rows: list[Change] = []
    errors: list[ApiException] = []
    with connected(connection) as api_client:
        for before in photos_named(api_client, what):
            ignored: tuple[str, ...] = ()
            try:
                after = None if dry_run else PhotosApi(api_client).edit(before, **values)
            except NotAppliedError as error:
                after, ignored = error.done, error.items
                errors.append(error)
            except ApiException as error:
                if not rows:
                    raise
                errors.append(error)  # after what was done is shown
                break
            rows += [_row(before, after, name, value, is_ignored=name in ignored) for name, value in values.items()]
    return finish(rows, errors, ("Field", "Before", "After"), as_json=as_json)


def _row(before: EntityPhoto, after: EntityPhoto | None, name: str, wanted: Any, *, is_ignored: bool) -> Change:
    """Return what becomes of a field; *after* is None if nothing is changed."""
    old, new = _value(before, name), wanted if after is None else _value(after, name)
    change = _CHANGED.of(is_already=is_as_wanted(before, name, wanted), is_dry=after is None)
    facts = {"UID": before.uid, "Field": _NAMES[name], "Before": old, "After": new}
    return Change(facts, "not changed" if is_ignored else change, is_ignored)


def _value(photo: EntityPhoto, name: str) -> str | float | bool | datetime | None:
    where = photo if name in EntityPhoto.model_fields and name != "subject" else photo.details
    value: str | float | bool | datetime | None = getattr(where, name, None)
    return value
