"""Find pictures: the server's filters, orders and pages. A result is a list of (picture, file) rows."""

import math
import random
import re
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from photoprism_client.testing.library.catalogue import by_uid
from photoprism_client.testing.library.items import NEVER, SIDECAR, File, Photo
from photoprism_client.testing.library.library import Library
from photoprism_client.testing.library.relations import labels_of, people_on
from photoprism_client.testing.server.search_terms import BadSearchError, Terms, add_query
from photoprism_client.testing.server.text_filters import FILTERS, Test, is_no_filter

Row = tuple[Photo, File]
_DISTANCE_KM, _KM_PER_DEGREE, _LAST_LAT = 2.0, 111.32, 90
_TYPE_FLAGS = ("animated", "audio", "document", "image", "live", "raw", "vector", "video")


def search(library: Library, terms: Terms) -> list[Row]:
    """Return the rows that *terms* ask for, in order; paging is left to the caller.

    :raises BadSearchError: a value that the server refuses
    """
    terms = _in_scope(library, terms)
    tests = [_by_state(terms), *_by_text(library, terms), *_by_date(terms), *_by_place(terms), *_by_shape(terms)]
    if "unsorted" in terms.flags and not terms.text("s"):
        in_albums = {uid for album in library.albums for uid in album.photo_uids}
        tests.append(lambda photo, _: photo.uid not in in_albums)
    rows = [
        (photo, file) for photo in library.photos for file in photo.files if all(test(photo, file) for test in tests)
    ]
    return _ordered(rows, terms)


def merge(rows: Iterable[Row]) -> list[tuple[Photo, list[File]]]:
    """Put consecutive rows of one picture together."""
    merged: list[tuple[Photo, list[File]]] = []
    for photo, file in rows:
        if merged and merged[-1][0] is photo:
            merged[-1][1].append(file)
        else:
            merged.append((photo, [file]))
    return merged


def _in_scope(library: Library, terms: Terms) -> Terms:
    if is_no_filter(terms.text("s")):
        terms.texts.pop("s", None)
    scope = terms.text("s") or (terms.text("album") if re.fullmatch(r"a[0-9a-z]{15}", terms.text("album")) else "")
    if not scope:
        return terms
    album = by_uid(library.albums, scope.lower())
    if album is None:
        raise BadSearchError(f"no such album: {scope}")
    for name in ("album", "s"):
        terms.texts.pop(name, None)
    if album.filter:
        add_query(terms, album.filter)
    else:
        terms.texts["s"] = album.uid
    return terms


def _by_state(terms: Terms) -> Test:
    flags, quality, order = terms.flags, terms.number("quality"), terms.text("order")

    def shown(photo: Photo) -> bool:
        if "hidden" in flags:
            return photo.quality == -1 and photo.archived_at is None
        if photo.quality == -1 or (photo.archived_at is not None) != ("archived" in flags):
            return False
        if "archived" in flags:
            return True
        if photo.private and "public" in flags and "private" not in flags:
            return False
        if not photo.private and "private" in flags:
            return False
        return photo.quality < 3 if "review" in flags else "private" in flags or photo.quality >= quality

    def listed(photo: Photo, file: File) -> bool:
        if file.missing or not file.searchable or ("hidden" not in flags and bool(file.error) != ("error" in flags)):
            return False
        return _is_row(photo, file, "similar" if "primary" in flags else order) and shown(photo)

    return listed


def _is_row(photo: Photo, file: File, order: str) -> bool:
    """Tell whether an order has a row for this file; ``similar`` represents all orders with primary files only."""
    if order == "similar":
        return file.primary
    if order == "random":
        moving = {"live", "video"}
        return file.media_type in moving if photo.type in moving else file.primary
    return not file.sidecar and not (order == "size" and file.root == SIDECAR)


def _by_text(library: Library, terms: Terms) -> list[Test]:
    tests = [test for name, value in terms.texts.items() if (test := _text_test(library, name, value)) is not None]
    if terms.words:
        tests.append(lambda photo, _: all(_has_word(library, photo, word) for word in terms.words))
    return tests


def _has_word(library: Library, photo: Photo, word: str) -> bool:
    labels = " ".join(label.name for label in labels_of(library, photo))
    people = " ".join(person.name for person in people_on(library, photo))
    text = f"{photo.title} {photo.path} {photo.name} {photo.caption} {photo.keywords or ''} {labels} {people}".lower()
    return any(part.startswith(word.strip("*%")) for part in re.split(r"[\W_]+", text))


def _text_test(library: Library, name: str, value: str) -> Test | None:
    if name in {"order", "s"}:
        return None if name == "order" else _in_album(library, value)
    make = FILTERS.get(name)
    if make is None:
        raise BadSearchError(f"this server has no filter {name}")
    return None if is_no_filter(value) else make(library, value)


def _in_album(library: Library, uid: str) -> Test:
    members = {
        photo.uid for album in library.albums if album.uid == uid for photo in _members(library, album.photo_uids)
    }
    return lambda photo, _: photo.uid in members


def _members(library: Library, uids: Iterable[str]) -> list[Photo]:
    return [photo for uid in uids if (photo := library.photo(uid))]


def _by_date(terms: Terms) -> list[Test]:
    makers: dict[str, Callable[[datetime], Test]] = {
        "added": lambda day: lambda photo, _: photo.created_at >= day,
        "updated": lambda day: lambda photo, _: photo.updated_at >= day,
        "edited": lambda day: lambda photo, _: (photo.edited_at or NEVER) >= day,
        "taken": lambda day: lambda photo, _: day <= photo.taken_at < day + timedelta(days=1),
        "before": lambda day: lambda photo, _: photo.taken_at <= day,
        "after": lambda day: lambda photo, _: photo.taken_at >= day,
    }
    return [makers[name](day) for name, day in terms.dates.items()]


def _by_place(terms: Terms) -> list[Test]:
    """Return tests for ``lat`` and ``lng``: a box of three quarters of the distance in each direction, as there."""
    reach = (terms.numbers.get("dist") or _DISTANCE_KM) * 0.75 / _KM_PER_DEGREE
    lat, lng = terms.numbers.get("lat", 0), terms.numbers.get("lng", 0)
    tests: list[Test] = []
    if 0 < abs(lat) <= _LAST_LAT:
        tests.append(lambda photo, _: abs(photo.lat - lat) <= reach)
    if 0 < abs(lng) <= 2 * _LAST_LAT:
        tests.append(lambda photo, _: abs(photo.lng - lng) <= reach / max(math.cos(math.radians(lat)), 0.01))
    return tests


def _by_shape(terms: Terms) -> list[Test]:
    tests: list[Test] = []
    types = {flag for flag in _TYPE_FLAGS if flag in terms.flags}
    if types and not terms.text("type"):
        tests.append(lambda photo, _: photo.type in types)
    if "photo" in terms.flags:
        tests.append(lambda photo, _: photo.type != "video")
    if "portrait" in terms.flags:
        tests.append(lambda _, file: file.portrait)
    if "landscape" in terms.flags:
        tests.append(lambda _, file: file.width > 1.25 * file.height)
    if "square" in terms.flags:
        tests.append(lambda _, file: file.width == file.height)
    if "stack" in terms.flags:
        tests.append(lambda photo, _: sum(file.root != SIDECAR and not file.sidecar for file in photo.files) > 1)
    return tests


def _media_id(row: Row) -> tuple[int, bool, str]:
    photo, file = row
    return -photo.number, not file.primary, file.uid


def _time_index(row: Row) -> tuple[float, int, bool, str]:
    return -row[0].taken_at_local.timestamp(), *_media_id(row)


_ORDERS: dict[str, Callable[[Row], object]] = {
    "": _media_id,
    "added": _media_id,
    "imported": _media_id,
    "newest": _time_index,
    "oldest": lambda row: (row[0].taken_at_local, *_media_id(row)),
    "name": lambda row: (row[0].path, row[0].name, *_time_index(row)),
    "title": lambda row: (row[0].title, row[0].name, *_time_index(row)),
    "size": lambda row: (-row[1].size, *_time_index(row)),
    "duration": _time_index,
    "relevance": lambda row: (-row[0].quality, *_time_index(row)),
    "similar": lambda row: (row[1].hash, *_time_index(row)),
    "updated": lambda row: (-row[0].updated_at.timestamp(), *_media_id(row)),
    "edited": lambda row: (-(row[0].edited_at or NEVER).timestamp(), *_media_id(row)),
    "archived": lambda row: (-(row[0].archived_at or NEVER).timestamp(), *_media_id(row)),
    "random": lambda _: random.random(),  # noqa: S311 - the order is not a secret
}


def _ordered(rows: list[Row], terms: Terms) -> list[Row]:
    order = terms.text("order")
    if order not in _ORDERS:
        raise BadSearchError(f"unknown order: {order}")
    if order == "edited":
        rows = [row for row in rows if row[0].edited_at is not None]
    if order == "updated":
        rows = [row for row in rows if row[0].updated_at > row[0].created_at]
    return sorted(rows, key=_ORDERS[order])  # type: ignore[arg-type]  # each key function has one type of its own
