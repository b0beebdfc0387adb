"""Edit a photo: send what changes, with the source fields that make it last, and compare what the server made of it.

The server answers 200 to anything. It reads the record, merges, and writes all of it, so one thread of a client edits a
photo at a time. `Details` it replaces as a whole: they are read, merged and sent whole.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from photoprism_client.exceptions import NotAppliedError
from photoprism_client.writing.edit_values import checked, is_near, is_utc, words
from photoprism_client.writing.items import PHOTO, Item, uid_of

if TYPE_CHECKING:
    from photoprism_client.api._generated.photos import PhotosOperations
    from photoprism_client.models.entity_photo import EntityPhoto

_MANUAL = "manual"
_LASTING = frozenset({_MANUAL, "admin"})  # sources that no rescan overrides
_DETAILS = {name: name.capitalize() for name in ("keywords", "notes", "subject", "artist", "copyright", "license")}
_PLACE = {"lat": "Lat", "lng": "Lng", "altitude": "Altitude"}
_FLAGS = {"favorite": "Favorite", "private": "Private"}
_TAKEN = frozenset({"taken_at_local", "time_zone"})
_MOST_SHOWN = 60  # characters of a value in a message
_DATES_OF_DETAILS = frozenset({"CreatedAt", "UpdatedAt"})


def edit(photos: "PhotosOperations", photo: Item, values: Mapping[str, object]) -> "EntityPhoto":
    """Edit a photo: see ``PhotosApi.edit``.

    :param photos: the API.
    :param photo: its UID, or a model that has it.
    :param values: by name of the parameter.
    :return: the photo as the server has it.
    """
    uid, wanted = uid_of("photo", photo, PHOTO), checked(values)
    with photos.api_client._write_locks.hold([uid]):
        before = photos.get_photo(uid)
        differing = {name: value for name, value in wanted.items() if not is_as_wanted(before, name, value)}
        if not differing:
            return before
        after = photos.update_photo(uid, _body(before, differing))
    ignored = [name for name, value in wanted.items() if not is_as_wanted(after, name, value, before)]
    if ignored:
        shown = (f"{name} (sent {_short(wanted[name])}, it has {_short(_found(after, name))})" for name in ignored)
        message = f"the server saved photo {uid}, but did not take {', '.join(shown)}"
        raise NotAppliedError(message, items=ignored, done=after)
    return after


def is_as_wanted(photo: "EntityPhoto", name: str, value: Any, before: "EntityPhoto | None" = None) -> bool:
    """Tell whether a photo has a value, from a source that lasts.

    :param photo: as the server has it.
    :param name: of the parameter of ``PhotosApi.edit``.
    :param value: checked.
    :param before: the photo before the change, where that matters.
    """
    found, source = _found(photo, name), _source(photo, name)
    if source is not None and source not in _LASTING:
        return False
    if name == "keywords":
        # A new position adds the words of its place.
        has_moved = before is not None and (before.lat, before.lng) != (photo.lat, photo.lng)
        return words(found) >= words(value) if has_moved else words(found) == words(value)
    if name in {"lat", "lng"}:
        return is_near(found, value)
    if isinstance(value, str):
        return (found or "").strip() == value.strip()
    return bool(found == value)


def _found(photo: "EntityPhoto", name: str) -> Any:
    return getattr(photo.details if name in _DETAILS else photo, name, None)


def _short(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= _MOST_SHOWN else f"{shown[:_MOST_SHOWN]}…"


def _source(photo: "EntityPhoto", name: str) -> str | None:
    """Return who set a value, or None if the server does not say."""
    if name in _FLAGS:
        return None
    if name in _DETAILS:
        return getattr(photo.details, f"{name}_src", None)
    if name in _PLACE:
        return photo.place_src
    if name in _TAKEN:
        return photo.taken_src
    if name == "caption":
        return photo.description_src if photo.caption_src is None else photo.caption_src
    return photo.title_src


def _body(before: "EntityPhoto", changes: Mapping[str, Any]) -> dict[str, object]:
    """Return what to send."""
    body: dict[str, object] = {_FLAGS[name]: value for name, value in changes.items() if name in _FLAGS}
    if "title" in changes:
        body |= {"Title": changes["title"], "TitleSrc": _MANUAL}
    if "caption" in changes:
        wire = "Description" if before.caption_src is None else "Caption"  # Caption since 2025
        body |= {wire: changes["caption"], f"{wire}Src": _MANUAL}
    if place := {_PLACE[name]: value for name, value in changes.items() if name in _PLACE}:
        body |= {**place, "PlaceSrc": _MANUAL}
    if not changes.keys().isdisjoint(_TAKEN):
        body |= _taken(before, changes.get("taken_at_local"), changes.get("time_zone"))
    if details := {name: value for name, value in changes.items() if name in _DETAILS}:
        body["Details"] = _details(before, details)
    return body


def _taken(before: "EntityPhoto", local: datetime | None, zone: str | None) -> dict[str, object]:
    """Return the fields of a date, which belong together."""
    time = before.taken_at_local if local is None else local
    sent: dict[str, object] = {"TakenSrc": _MANUAL}
    if zone is not None:
        sent["TimeZone"] = zone
    if time is not None:
        text = time.isoformat() + "Z"  # local time all the same
        sent["TakenAtLocal"] = text
        if is_utc(before.time_zone if zone is None else zone):
            sent["TakenAt"] = text  # in UTC, the server works out the local time from it
    if local is not None:
        # With a manual date the server does not set them, though searches for a year use them.
        sent |= {"Year": local.year, "Month": local.month, "Day": local.day}
    return sent


def _details(before: "EntityPhoto", changes: Mapping[str, str]) -> dict[str, object]:
    """Return all details, since the server empties those that are not sent."""
    details: dict[str, object] = {} if before.details is None else before.details.to_dict()
    details = {name: value for name, value in details.items() if name not in _DATES_OF_DETAILS}
    for name, value in changes.items():
        details |= {_DETAILS[name]: value, f"{_DETAILS[name]}Src": _MANUAL}
    return {**details, "PhotoID": before.id}
