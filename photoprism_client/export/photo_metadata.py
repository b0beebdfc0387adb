"""The metadata that an export keeps of a photo, and a digest of a listed row that shows whether any of it changed.

It holds only what stays the same until somebody edits it: no UID, since a rebuilt database has others, no time of
indexing, no token, and nothing that the server guessed and may guess anew. So equal metadata means that nothing was
edited.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha1
from operator import attrgetter

from photoprism_client.api.known_dates import NO_DATE, KnownDate, known_date
from photoprism_client.export.regions import Face, Frame
from photoprism_client.models import EntityFile, SearchPhoto
from photoprism_client.models.entity_details import EntityDetails
from photoprism_client.models.entity_photo import EntityPhoto
from photoprism_client.models.entity_place import EntityPlace

_MANUAL, _ESTIMATE = "manual", "estimate"  # what the server writes into TakenSrc and PlaceSrc
_NO_COUNTRY = "zz"
_NAMELESS = "Unknown"  # the server's name for cameras, lenses and places that it does not know
_NEVER_SURE = 100  # percent; labels that a user removed keep this uncertainty
_HIDDEN = -1  # the quality of photos that are hidden
_VIDEO = "video"

# The metadata in a row of a search. A change of favourite, private, archived, names of people, or of faces that the
# server recognised by itself does not move UpdatedAt. Keywords, labels and other details are in no row, but move it.
_SHOWN = attrgetter(
    *("updated_at", "title", "caption", "type", "original_name", "favorite", "private", "deleted_at"),
    *("taken_at", "taken_at_local", "taken_src", "time_zone", "year", "month", "day"),
    *("place_src", "place_label", "place_city", "place_state", "country", "lat", "lng", "altitude"),
    *("camera_make", "camera_model", "lens_make", "lens_model"),
)
_SHOWN_OF_FILE = attrgetter("hash", "primary", "media_type", "width", "height", "orientation")
_SHOWN_OF_MARKER = attrgetter("name", "type", "invalid", "x", "y", "w", "h")


@dataclass(frozen=True, kw_only=True, slots=True)
class PhotoMetadata:
    """The metadata of a photo; None or empty where nothing is known.

    ``taken`` is in local time, ``taken_utc`` in UTC, ``time_zone`` is the server's name of the zone between them.
    ``lat`` and ``lng`` are in degrees, finite and in range, and set together; ``altitude`` is in metres.
    ``country`` is a code of two letters, such as ``de``. The tuples are sorted, without duplicates. ``faces`` are those
    of ``people`` that are on the file that the server shows.
    """

    title: str = ""
    caption: str = ""
    taken: KnownDate = NO_DATE
    taken_utc: datetime | None = None
    time_zone: str = ""
    people: tuple[str, ...] = ()
    faces: tuple[Face, ...] = ()
    keywords: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    albums: tuple[str, ...] = ()
    place_label: str = ""
    place_city: str = ""
    place_state: str = ""
    country: str = ""
    lat: float | None = None
    lng: float | None = None
    altitude: int | None = None
    favorite: bool = False
    private: bool = False
    archived: bool = False
    hidden: bool = False
    type: str = ""
    camera: str = ""
    lens: str = ""
    artist: str = ""
    copyright: str = ""
    license: str = ""
    notes: str = ""
    subject: str = ""
    original_name: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class PhotoDetails:
    """What an export keeps of a photo from one run to the next.

    :param metadata: all but its albums, which each run lists.
    :param labels: the names that the server listed for its labels, by their UIDs; None for one that it did not list.
    :param frames: its pictures, by SHA-1.
    :param shown: the picture that the server shows, on which faces were found.
    :param picture: its SHA-1, by which thumbnails are asked for; empty where there is none, None if an earlier version
        kept these details.
    """

    metadata: PhotoMetadata
    labels: dict[str, str | None] = field(default_factory=dict)
    frames: dict[str, Frame] = field(default_factory=dict)
    shown: Frame | None = None
    picture: str | None = None


def details_of(photo: EntityPhoto, label_names: Mapping[str, str]) -> PhotoDetails:
    """Return what to keep of a photo until the next run.

    :param photo: the photo, with its files, labels and details.
    :param label_names: names by UID of the labels that the server lists.
    :return: its details, without albums.
    """
    uids = [given.label.uid or "" for given in photo.labels if given.label]
    frames = {file.hash: frame for file in photo.files if file.hash and (frame := _frame(file))}
    return PhotoDetails(
        metadata=metadata_of(photo, ()),
        labels={uid: label_names.get(uid) for uid in uids},
        frames=frames,
        shown=frames.get(photo.hash or ""),
        picture=photo.hash or "",
    )


def listed_digest(photo: SearchPhoto) -> str:
    """Return a digest of the metadata in a listed row: while it stays the same, so does the metadata.

    New names of labels are the exception; :attr:`PhotoDetails.labels` is for these.

    :param photo: a row of a search, with its files.
    :return: a digest, 40 hex digits.
    """
    files = sorted(photo.files, key=lambda file: file.hash or "")
    markers = [_SHOWN_OF_MARKER(marker) for file in files for marker in file.markers]
    listed = [*map(str, _SHOWN(photo)), is_hidden(photo)]  # as texts: the repr of a time's zone is pydantic's own
    shown = listed, list(map(_SHOWN_OF_FILE, files)), sorted(markers, key=repr)
    return sha1(repr(shown).encode(), usedforsecurity=False).hexdigest()


def is_hidden(photo: SearchPhoto | EntityPhoto) -> bool:
    """Tell whether a photo is hidden.

    :param photo: a row of a search, or a photo by itself.
    :return: whether it is.
    """
    return photo.quality == _HIDDEN


def metadata_of(photo: EntityPhoto, albums: Sequence[str]) -> PhotoMetadata:
    """Return the metadata of a photo.

    Guesses of the server, which it may change by itself, are left out: parts of a date that it does not know, and the
    place, and the time zone of that place, that it took from neighbouring photos. So are faces that somebody marked as
    invalid, and labels that were removed.

    :param photo: the photo, with its files, labels and details.
    :param albums: titles of the albums that it is in, in any order.
    :return: its metadata.
    """
    details = photo.details or EntityDetails()
    taken = known_date(photo)
    is_guess = photo.place_src == _ESTIMATE
    has_zone = taken.moment is not None and not (is_guess and photo.taken_src != _MANUAL)
    place = (not is_guess and photo.place) or EntityPlace()
    country = _known(None if is_guess else photo.country or place.country, _NO_COUNTRY)
    lat, lng = (None, None) if is_guess else _position(photo.lat, photo.lng)
    return PhotoMetadata(
        title=photo.title or "",
        caption=photo.caption or "",
        taken=taken,
        taken_utc=_in_utc(photo.taken_at) if has_zone else None,
        time_zone=(has_zone and photo.time_zone) or "",
        people=_sorted(face.name for file in photo.files for face in _faces(file)),
        faces=tuple(sorted({face for file in photo.files if file.primary for face in _faces(file) if face.is_placed})),
        keywords=_sorted((details.keywords or "").split(",")),
        labels=_sorted(_labels(photo)),
        albums=_sorted(albums),
        place_label=_known(place.label),
        place_city=_known(place.city),
        place_state=_known(place.state),
        country=country,
        lat=lat,
        lng=lng,
        altitude=(not is_guess and photo.altitude) or None,  # the server writes 0 where it is not known
        favorite=photo.favorite or False,
        private=photo.private or False,
        archived=photo.deleted_at is not None,
        hidden=is_hidden(photo),
        type=photo.type or "",
        camera=_known(photo.camera.name) if photo.camera else "",
        lens=_known(photo.lens.name) if photo.lens else "",
        artist=details.artist or "",
        copyright=details.copyright or "",
        license=details.license or "",
        notes=details.notes or "",
        subject=details.subject or "",
        original_name=photo.original_name or "",
    )


def _frame(file: EntityFile) -> Frame | None:
    """Return the frame of a picture; None for a video, and if the size is not known."""
    if not file.width or not file.height or file.media_type == _VIDEO:
        return None
    return Frame(file.width, file.height, file.orientation or 1)


def _faces(file: EntityFile) -> Iterator[Face]:
    """Yield faces with names; also those with ``review``, which servers keep on faces that somebody named."""
    for marker in file.markers:
        name = (marker.name or "").strip()
        if name and marker.type != "label" and not marker.invalid:
            yield Face(name, marker.x or 0.0, marker.y or 0.0, marker.w or 0.0, marker.h or 0.0)


def _labels(photo: EntityPhoto) -> Iterator[str]:
    for given in photo.labels:
        if given.label and given.label.name and (given.uncertainty or 0) < _NEVER_SURE:
            yield given.label.name


def _sorted(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({name.strip() for name in names} - {""}))


def _known(name: str | None, unknown: str = _NAMELESS) -> str:
    return name if name and name != unknown else ""


def _position(lat: float | None, lng: float | None) -> tuple[float, float] | tuple[None, None]:
    """Return a position in degrees, to a centimetre; None for 0, 0, which the server writes if it has none."""
    if not lat and not lng:
        return None, None
    lat, lng = lat or 0.0, lng or 0.0
    if not (math.isfinite(lat) and math.isfinite(lng) and abs(lat) <= 90 and abs(lng) <= 180):
        return None, None
    return round(lat, 7) or 0.0, round(lng, 7) or 0.0  # no -0.0: it would be another text for the same place


def _in_utc(moment: datetime | None) -> datetime | None:
    try:
        return moment and moment.astimezone(UTC)
    except OverflowError:  # the end of the year 9999, west of UTC
        return None
