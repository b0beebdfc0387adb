"""The text filters of a search: which pictures each of them matches."""

import re
from collections.abc import Callable

from photoprism_client.testing.library.items import UNKNOWN, File, Person, Photo, slug
from photoprism_client.testing.library.library import Library
from photoprism_client.testing.library.media_types import stack_name
from photoprism_client.testing.library.relations import people_on
from photoprism_client.testing.server.search_terms import BadSearchError

Test = Callable[[Photo, File], bool]
_UID = re.compile(r"[a-z][0-9a-z]{15}")
_SHA1 = re.compile(r"[0-9a-f]{40}")
_NO_FILTER = {"", "-", "-1", "0", "00", "0000", ":", "z", "Z", "0000-00-00", "1970-01-01", "1980-01-01"}
_NO = {"no", "false", "0", "none", "n", "f"}


def _uids(_: Library, value: str) -> Test:
    wanted = set(value.lower().split("|"))
    if all(_SHA1.fullmatch(uid) for uid in wanted):
        return lambda _, file: file.hash in wanted
    if not all(_UID.fullmatch(uid) and uid[0] in "pf" for uid in wanted):
        raise BadSearchError(f"no identifier: {value}")
    return lambda photo, file: photo.uid in wanted or file.uid in wanted


def is_no_filter(value: str) -> bool:
    """Tell whether the server ignores a text as a filter, and so lists everything (pkg/txt/empty.go)."""
    bare = value.strip("%* ")
    return bare in _NO_FILTER or bare.lower() in {"nil", "null", "none", "nan"}


def _like(pattern: str) -> re.Pattern[str]:
    """Return what SQLite's LIKE matches: ``%`` is anything, ``_`` any character, and ASCII letters have no case."""
    parts = {"%": ".*", "_": "."}
    return re.compile("".join(parts.get(char, re.escape(char)) for char in pattern), re.I | re.A | re.S)


def _patterns(value: str) -> list[str]:
    parts = value.replace("*", "%").split("|")
    return [part.strip() for part in parts] if len(parts) > 1 else parts


def _any_like(patterns: list[str], pick: Callable[[Photo, File], str]) -> Test:
    likes = [_like(pattern) for pattern in patterns]
    return lambda photo, file: any(like.fullmatch(pick(photo, file)) for like in likes)


def _text(pick: Callable[[Photo, File], str]) -> Callable[[Library, str], Test]:
    return lambda _, value: _any_like(_patterns(value), pick)


def _in_box(_: Library, value: str) -> Test | None:
    """Match pictures between the latitudes and longitudes of the north, east, south and west of a box."""
    try:
        north, east, south, west = (float(part) for part in value.split(","))
    except ValueError:
        return None
    return lambda photo, _: south <= photo.lat <= north and west <= photo.lng <= east


def _path(_: Library, value: str) -> Test | None:
    path = value.removeprefix("/")
    if path.endswith("/"):  # compared as it is, capitals and all
        return lambda photo, _: photo.path == path[:-1]
    return _any_like(_patterns(path), lambda photo, _: photo.path) if path else None


def _name(_: Library, value: str) -> Test:
    stems = [stack_name(part.rpartition("/")[2]) for part in _patterns(value)]
    return _any_like(stems, lambda photo, _: photo.name)


def _named(library: Library, value: str) -> Test:
    """Return the test for labels, which are found by their slugs: that of the name, and the one they had at first."""
    wanted = {slug(name) for name in value.split("|")}
    uids = {uid for label in library.labels if wanted & {label.slug, slug(label.name)} for uid in label.counted_uids}
    return lambda photo, _: photo.uid in uids


def _album_named(library: Library, value: str) -> Test:
    """Return the test for what is in albums whose title, or slug, *begins* so; deleted ones count."""
    like = _like(value.strip("*%") + "%")
    albums = [*library.albums, *library.deleted_albums]
    uids = {
        uid for album in albums if like.fullmatch(album.title) or like.fullmatch(album.slug) for uid in album.photo_uids
    }
    return lambda photo, _: photo.uid in uids


def _camera(_: Library, value: str) -> Test:
    start = value.strip("*%").lower()
    return lambda photo, _: any(
        text.lower().startswith(start) for text in (photo.camera, photo.camera_model, slug(photo.camera))
    )


def _numbers(pick: Callable[[Photo], int]) -> Callable[[Library, str], Test | None]:
    def make(_: Library, value: str) -> Test | None:
        wanted = {int(part) for part in value.split("|") if part.strip().lstrip("-").isdigit()}
        return (lambda photo, _: pick(photo) in wanted) if wanted else None  # anything else is ignored silently

    return make


def _favorite(_: Library, value: str) -> Test:
    wanted = value.lower() not in _NO
    return lambda photo, _: photo.favorite == wanted


def _one_of(pick: Callable[[Photo, File], str]) -> Callable[[Library, str], Test]:
    def make(_: Library, value: str) -> Test:
        wanted = set(value.lower().split("|"))
        return lambda photo, file: pick(photo, file) in wanted

    return make


def _any_of(pick: Callable[[Photo], str]) -> Callable[[Library, str], Test]:
    def make(_: Library, value: str) -> Test:
        wanted = set(value.split("|"))
        return lambda photo, _: pick(photo) in wanted

    return make


def _geo(_: Library, value: str) -> Test:
    wanted = value.lower() not in _NO
    return lambda photo, _: (photo.place_label != UNKNOWN) == wanted


def _keywords(_: Library, value: str) -> Test:
    groups = [re.split(r"[\s|,]+", group.strip()) for group in value.lower().split("&")]

    def test(photo: Photo, _: File) -> bool:
        known = re.split(r"[\s,]+", (photo.keywords or "").lower())
        return all(any(word.startswith(start) for word in known for start in group) for group in groups)

    return test


def _faces(_: Library, value: str) -> Test:
    least = int(value) if value.isdigit() else 1
    if value.lower() in _NO - {"0"}:
        return lambda photo, _: not any(file.markers for file in photo.files)
    return lambda photo, _: sum(len(file.markers) for file in photo.files) >= least


def _named_people(library: Library, value: str, fits: Callable[[Person, str], bool]) -> Test:
    """Return the test for people who are on one picture (``&``), each given by several names (``|``)."""
    groups = [
        {person.uid for person in library.people for name in group.split("|") if fits(person, name.strip().lower())}
        for group in value.split("&")
    ]
    return lambda photo, _: all(group & {person.uid for person in people_on(library, photo)} for group in groups)


def _person(library: Library, value: str) -> Test:
    return _named_people(library, value, lambda person, name: name in {person.uid, person.slug, person.name.lower()})


def _people(library: Library, value: str) -> Test:
    def fits(person: Person, part: str) -> bool:
        known = person.name.lower()
        return bool(part) and (known.startswith(part) if " " in part else part in known)

    return _named_people(library, value, fits)


FILTERS: dict[str, Callable[[Library, str], Test | None]] = {
    "uid": _uids,
    "hash": _one_of(lambda _, file: file.hash),
    "type": _one_of(lambda photo, _: photo.type),
    "path": _path,
    "name": _name,
    "filename": _text(lambda _, file: file.name),
    "title": _text(lambda photo, _: photo.title),
    "label": _named,
    "album": _album_named,
    "albums": _album_named,
    "camera": _camera,
    "year": _numbers(lambda photo: photo.year),
    "month": _numbers(lambda photo: photo.month),
    "day": _numbers(lambda photo: photo.day),
    "favorite": _favorite,
    "country": _one_of(lambda photo, _: photo.country),
    "state": _any_of(lambda photo: photo.place_state),
    "city": _any_of(lambda photo: photo.place_city),
    "geo": _geo,
    "latlng": _in_box,
    "keywords": _keywords,
    "faces": _faces,
    "subject": _person,
    "person": _person,
    "subjects": _people,
    "people": _people,
}
