"""The filters of listings, and the check of each one's value.

Values that the server refuses are left to it; those that it would silently ignore are refused here before any I/O.
Source: internal/form/search_photos.go of the server, and answers of a server.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, TypedDict

from photoprism_client._identifiers import SHA1, UID
from photoprism_client._settings.validation import text, whole_number
from photoprism_client.api.filter_values import (
    FilterCheck,
    any_of,
    beginning,
    day,
    faces,
    last_year,
    moment,
    number,
    number_range,
    of_form,
    one_of,
    part_of_date,
    texts,
    yes_or_no,
)
from photoprism_client.api.patterns import folder, pattern
from photoprism_client.exceptions import ApiTypeError, ApiValueError

#: A value, several joined with ``|``, or an iterable of them; a photo matches if any of them does.
Texts = str | Iterable[str]
Numbers = int | str | Iterable[int]
Day = date | str
Moment = datetime | date | str

PHOTO_ORDERS = (
    "added",
    "archived",
    "duration",
    "edited",
    "imported",
    "name",
    "newest",
    "oldest",
    "random",
    "relevance",
    "similar",
    "size",
    "title",
    "updated",
)
ALBUM_ORDERS = ("added", "edited", "favorites", "moment", "name", "newest", "oldest", "place", "slug", "title")
SUBJECT_ORDERS = ("added", "count", "name", "relevance")
FACE_ORDERS = ("added", "samples", "subject")
ALBUM_TYPES = ("album", "folder", "moment", "month", "state")
PHOTO_TYPES = ("animated", "audio", "document", "image", "live", "raw", "vector", "video")
COLORS = (
    "black",
    "blue",
    "brown",
    "cyan",
    "gold",
    "green",
    "grey",
    "lime",
    "magenta",
    "orange",
    "pink",
    "purple",
    "red",
    "teal",
    "white",
    "yellow",
)


_TERM = re.compile(r'"[^"]*"|(?P<key>\w+):(?:"(?P<quoted>[^"]*)"|(?P<plain>[^\s"]*))|\S+?(?=["\s]|$)')
_YES_OR_NO = ("yes", "no", "true", "false", "y", "n", "t", "f", "1", "0")

#: Most rows of a search of one page.
MOST_ROWS = 100_000
_count = whole_number(1, MOST_ROWS)
_offset = whole_number(0, 100_000_000)


class PhotoFilters(TypedDict, total=False):
    """Filters of a photo search, all by keyword; a photo must match all of them.

    Several texts or numbers can be passed as ``"A|B"`` or as a list. Texts are compared without regard to case. In
    titles, names, folders and paths, ``*`` stands for anything; so does ``%``, and ``_`` for any character, except in
    :meth:`PhotosApi.iterate`, which compares again. Empty texts and lists are refused, and so are words that the server
    reads as "no filter", such as ``none``.

    :param uid: UIDs of photos or files.
    :param hash: SHA-1 of files, 40 hex digits each.
    :param label: names of labels.
    :param album: titles or UIDs of albums in :meth:`PhotosApi.iterate`; in a search of one page a UID, or the beginning
        of one title, which also finds deleted albums.
    :param name: names of photos, without folder and extension.
    :param filename: paths of files below the originals.
    :param title: titles.
    :param original: names that files had before the import.
    :param keywords: keywords.
    :param subject: names of people, or their UIDs.
    :param camera: the beginning of a camera's name, or its number.
    :param lens: the beginning of a lens's name, or its number.
    :param city: places; likewise *state* and *category*.
    :param country: two letters each, ``zz`` for unknown.
    :param color: main colours: one of :data:`COLORS` each.
    :param type: kinds: one of :data:`PHOTO_TYPES` each.
    :param year: 1 to three years ahead, or -1 for unknown; likewise *month*, 1 to 12, and *day*, 1 to 31.
    :param iso: a number or a range, ``"100-400"``; likewise *mp* megapixels, *mm* focal length and *f* aperture.
    :param faces: True for photos with faces, or the least number of them.
    :param taken: the day on which the picture was taken: a date, or ``YYYY-MM-DD``.
    :param before: taken before midnight UTC at the beginning of this day.
    :param after: taken after midnight UTC at the beginning of this day.
    :param added: indexed at this time or later: a time with its zone, a date for midnight UTC, or either in ISO 8601;
        likewise *updated* and *edited*.
    :param favorite: whether it is a favourite; default both.
    :param primary: True for one row per photo, that of the primary file, which thumbnails are made from.
    :param archived: True for archived photos *only*; no other listing has them.
    :param hidden: True for hidden photos *only*; no other listing has them.
    :param review: True for photos of low quality only.
    :param private: True for private photos only; without it, their owner gets them among the others.
    :param error: True only for files that could not be indexed.
    :param photo: True for everything but videos; likewise *portrait*, *landscape*, *square*, *panorama*, *scan*,
        *mono*, *stack* and *unsorted*.
    """

    uid: Texts
    hash: Texts
    label: Texts
    album: Texts
    name: Texts
    filename: Texts
    title: Texts
    original: Texts
    keywords: Texts
    subject: Texts
    camera: str
    lens: str
    city: Texts
    state: Texts
    category: Texts
    country: Texts
    color: Texts
    type: Texts
    year: Numbers
    month: Numbers
    day: Numbers
    iso: int | str
    mp: int | str
    mm: int | str
    f: float | str
    faces: bool | int
    taken: Day
    before: Day
    after: Day
    added: Moment
    updated: Moment
    edited: Moment
    favorite: bool
    primary: bool
    archived: bool
    hidden: bool
    review: bool
    private: bool
    error: bool
    photo: bool
    portrait: bool
    landscape: bool
    square: bool
    panorama: bool
    scan: bool
    mono: bool
    stack: bool
    unsorted: bool


class PhotoQuery(PhotoFilters, total=False):
    """The filters of :class:`PhotoFilters`, and those that :meth:`PhotosApi.search_photos` takes by position.

    :param public: True to leave out private photos.
    :param quality: the lowest quality, 0 to 7.
    :param q: a query as in the web interface: words, and ``key:value``.
    :param s: UID of an album.
    :param path: folders below the originals; ``2021/*`` for the folders in 2021, ``2021/`` for exactly this one,
        ``/`` for what is in none.
    :param video: True for videos only.
    """

    public: bool
    quality: int
    q: str
    s: str
    path: Texts
    video: bool


_FLAGS = (
    *("merged", "public", "video", "primary", "archived", "hidden", "review", "private", "error", "photo", "portrait"),
    *("landscape", "square", "panorama", "scan", "mono", "stack", "unsorted", "favorite"),
)
_BEGINNINGS = ("album", "camera", "lens")
_PATTERNS = ("name", "filename", "title", "original")
_TEXTS = ("label", "keywords", "subject", "city", "state", "category")
_RANGES = ("iso", "mp", "mm", "f")
_REQUIRED = frozenset({"count"})
# Pairs of filters: the server ignores the first if the second is set.
_IGNORED = (("album", "s"), ("album", "unsorted"), ("unsorted", "s"))

PHOTO_CHECKS: dict[str, FilterCheck] = {
    "count": number(_count),
    "offset": number(_offset),
    "order": one_of(*PHOTO_ORDERS),
    "quality": number(whole_number(0, 7)),
    "s": of_form("[0-9a-z-]+", "the UID of an album"),
    "uid": of_form(f"{UID.pattern}|{SHA1.pattern}", "a letter and 15 letters or digits"),
    "hash": of_form(SHA1.pattern, "40 hex digits"),
    "country": of_form("[a-z]{2}", "two letters, such as de"),
    "color": any_of(*COLORS),
    "type": any_of(*PHOTO_TYPES),
    "year": part_of_date(last_year),
    "month": part_of_date(lambda: 12),
    "day": part_of_date(lambda: 31),
    **dict.fromkeys(_RANGES, number_range),
    "faces": faces,
    **dict.fromkeys(("taken", "before", "after"), day),
    **dict.fromkeys(("added", "updated", "edited"), moment),
    **dict.fromkeys(_FLAGS, yes_or_no),
    **dict.fromkeys(_TEXTS, texts),
    **dict.fromkeys(_BEGINNINGS, beginning),
    **dict.fromkeys(_PATTERNS, pattern),
    "path": folder,
}


def checked(checks: Mapping[str, FilterCheck], values: Mapping[str, object]) -> list[tuple[str, str]]:
    """Check arguments of a listing.

    :param checks: the checks by argument.
    :param values: the arguments; None leaves one out.
    :return: names and texts for the query, in the order of *values*.
    :raises ApiTypeError: there is no such argument, or one has the wrong type.
    :raises ApiValueError: an argument has a value that is not allowed.
    """
    for ignored, other in _IGNORED:
        if values.get(ignored) and values.get(other):
            raise ApiValueError(f"{other} and {ignored} must not be passed together: the server would ignore {ignored}")
    query: list[tuple[str, str]] = []
    for name, value in values.items():
        if name not in checks:
            raise ApiTypeError(f"there is no filter {name!r}: known are {', '.join(sorted(checks))}")
        if value is not None or name in _REQUIRED:
            query.append((name, checks[name](name, value)))
    return query


def lasting(values: Mapping[str, object]) -> dict[str, Any]:
    """Turn iterators among arguments into lists, which can be read for every page.

    :param values: the arguments.
    :return: a copy.
    """
    return {name: list(value) if isinstance(value, Iterator) else value for name, value in values.items()}


def _word(*allowed: str) -> FilterCheck:
    def check(name: str, value: object) -> str:
        if str(value).lower() not in allowed:
            raise ApiValueError(f"{name} must be one of {', '.join(allowed)}, not {value!r}")
        return str(value)

    return check


# In q, the server silently ignores other values than these, or reads them as "no".
_IN_Q: dict[str, FilterCheck] = {
    **{name: PHOTO_CHECKS[name] for name in ("year", "month", "day", "type", "color", "country", "path")},
    **{name: PHOTO_CHECKS[name] for name in (*_RANGES, *_TEXTS, *_BEGINNINGS, *_PATTERNS)},
    **dict.fromkeys(sorted({*_FLAGS} - {"merged", "scan", "favorite"}), _word(*_YES_OR_NO)),
    "quality": _word(*"01234567"),
}


def query_text(name: str, value: object) -> str:
    """Check a query as a person types it.

    Words and unknown keys are left to the server, which refuses unknown keys.

    :param name: name of the argument, for the message.
    :param value: words, and ``key:value``; a value with blanks needs double quotes.
    :return: the text.
    :raises ApiTypeError: it is not a ``str``.
    :raises ApiValueError: it holds a control character, or a known key with a value that the server would ignore.
    """
    shown = text(name, value) if value != "" else ""
    for term in _TERM.finditer(shown):
        key = (term["key"] or "").lower()
        if key in _IN_Q:
            _IN_Q[key](f"{key} in {name}", term["quoted"] if term["plain"] is None else term["plain"])
    return shown


PHOTO_CHECKS["q"] = query_text

_LISTING: dict[str, FilterCheck] = {"count": number(_count), "offset": number(_offset), "q": query_text}

ALBUM_CHECKS: dict[str, FilterCheck] = {
    **_LISTING,
    "order": one_of(*ALBUM_ORDERS),
    "type": any_of(*ALBUM_TYPES),
    "uid": PHOTO_CHECKS["s"],
    "favorite": yes_or_no,
}
LABEL_CHECKS: dict[str, FilterCheck] = {**_LISTING, "all": yes_or_no, "uid": texts}
SUBJECT_CHECKS: dict[str, FilterCheck] = {
    **_LISTING,
    "order": one_of(*SUBJECT_ORDERS),
    "hidden": one_of("yes", "no"),
    "files": number(whole_number(0, 1_000_000)),
}
FACE_CHECKS: dict[str, FilterCheck] = {
    **_LISTING,
    "order": one_of(*FACE_ORDERS),
    "hidden": one_of("yes", "no"),
    "unknown": one_of("yes", "no"),
    "markers": yes_or_no,
}
FOLDER_CHECKS: dict[str, FilterCheck] = {
    "count": number(_count),
    "offset": number(_offset),
    **dict.fromkeys(("files", "recursive", "uncached"), yes_or_no),
}
