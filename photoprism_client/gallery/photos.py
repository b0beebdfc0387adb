"""The photos that a gallery shows: those that the server lists, as far as their files are in the folder."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count, groupby
from typing import NamedTuple

from photoprism_client.api.photos_api import PhotosApi
from photoprism_client.exceptions import NotFoundException
from photoprism_client.export.metadata_files import MetadataFiles
from photoprism_client.export.photo_metadata import PhotoDetails
from photoprism_client.export.prune import is_of_server
from photoprism_client.export.run import Run
from photoprism_client.export.selection import is_sidecar_name
from photoprism_client.export.state import WantedFile
from photoprism_client.models import EntityPhoto

_COMMIT_EVERY = 200  # photos
_THUMB_DIGITS = 16  # of the hash of a picture
_FACE_DIGITS = 3  # of positions, which are parts of width and height
_UNKNOWN_MONTH = "unknown"
_MONTH_LENGTH = len("2021-07")

# As in the program of the page. Not HEIC, which few browsers show.
_SHOWABLE = (".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".gif", ".webp", ".avif", ".bmp", ".svg")
_PLAYABLE = (".mp4", ".m4v", ".mov", ".webm", ".ogv")
_VIDEO = "video"

# Fields that a page has under the same names; empty ones are left out.
_FIELDS = ("title", "caption", "type", "people", "labels", "camera", "favorite", "private", "archived")


@dataclass(frozen=True, slots=True)
class ShownPhoto:
    """A photo of the page.

    :param paths: of its files, relative to the folder, the one that is shown first.
    :param picture: SHA-1 of the picture that the server shows; empty where there is none.
    :param taken: its date in ISO 8601, as far as it is known.
    :param facts: everything else that the page says of it, by name.
    """

    paths: tuple[str, ...]
    picture: str
    taken: str
    facts: dict[str, object]

    @property
    def month(self) -> str:
        """Year and month; or the year, or ``unknown``."""
        return self.taken[:_MONTH_LENGTH] or _UNKNOWN_MONTH

    @property
    def is_viewable(self) -> bool:
        """Whether browsers show one of its files, or play it if it is a video and no live photo."""
        endings = _SHOWABLE + _PLAYABLE if self.facts.get("type") == _VIDEO else _SHOWABLE
        return any(path.lower().endswith(endings) for path in self.paths)

    @property
    def thumb(self) -> str:
        """The name of its thumbnail, without an extension."""
        return self.picture[:_THUMB_DIGITS]


class _Placed(NamedTuple):
    """The files of a photo that are in the folder."""

    rows: list[WantedFile]
    #: Paths in the folder, by those in the library.
    places: dict[str, str]


def shown_photos(run: Run, metadata: MetadataFiles) -> list[ShownPhoto]:
    """Return what a gallery shows, the newest first; details are asked for only where they changed.

    :param run: the run, whose listing has ended.
    :param metadata: has the details of its photos.
    :return: the photos.
    :raises ApiException: the server does not answer.
    :raises OSError: the disk failed.
    """
    found, unknown, albums = [], dict[str, _Placed](), _album_names(run)
    for uid, rows in groupby(run.state.wanted.all(), key=lambda row: row.uid):
        placed = _placed(run, list(rows))
        if placed.places:
            details = metadata.known_details(placed.rows[0], needs_picture=True)
            if details is None:
                unknown[uid] = placed
            else:
                found.append(_shown(run, placed, details, albums))
    run.report.begin("metadata", len(unknown))
    for number, (uid, photo) in enumerate(_asked_for(run, unknown)):
        details = metadata.keep_details(unknown[uid].rows[0], photo)
        found.append(_shown(run, unknown[uid], details, albums))
        run.report.step(found[-1].paths[0])
        if not number % _COMMIT_EVERY:
            run.state.commit()
    run.state.details.drop_unlisted()
    return sorted(found, key=lambda photo: (photo.taken, photo.paths), reverse=True)


def _asked_for(run: Run, uids: Iterable[str]) -> Iterator[tuple[str, EntityPhoto]]:
    """Ask for photos; leave out those that were removed meanwhile."""
    with PhotosApi(run.api_client).get_photos(uids, ordered=False, errors="return") as found:
        for uid, photo in found:
            if isinstance(photo, EntityPhoto):
                yield uid, photo
            elif not (isinstance(photo, NotFoundException) and is_of_server(photo)):
                raise photo


def _placed(run: Run, rows: list[WantedFile]) -> _Placed:
    return _Placed(rows, {row.source: path for row in rows if (path := _place(run, row)) is not None})


def _album_names(run: Run) -> dict[str, str]:
    """Return the names of all albums, by UID: their titles, with a number from the second album of a title on."""
    albums = run.state.members.albums()
    names, taken = dict[str, str](), {title for _, title in albums}
    for title, group in groupby(albums, key=lambda album: album[1]):
        (first, _), *others = group
        free = (name for number in count(2) if (name := f"{title} ({number})") not in taken)
        names |= {first: title, **{uid: next(free) for uid, _ in others}}
        taken.update(names.values())
    return names


def _shown(run: Run, placed: _Placed, details: PhotoDetails, albums: Mapping[str, str]) -> ShownPhoto:
    rows, places = placed
    shown = {row.source for row in rows if row.sha1 == details.picture}
    paths = [places[source] for source in sorted(places, key=lambda source: (source not in shown, source))]
    facts = _facts(details) | {"albums": [albums[uid] for uid in run.state.members.albums_of(rows[0].uid)]}
    kept = {name: value for name, value in facts.items() if value}
    return ShownPhoto(tuple(paths), details.picture or "", details.metadata.taken.isoformat(), kept)


def _facts(details: PhotoDetails) -> dict[str, object]:
    metadata, frame = details.metadata, details.shown
    facts = {name: getattr(metadata, name) for name in _FIELDS}
    place = metadata.place_label or ", ".join(filter(None, (metadata.place_city, metadata.place_state)))
    faces = [[face.name, *(round(part, _FACE_DIGITS) for part in face[1:])] for face in metadata.faces]
    size = {} if frame is None else {"width": frame.width, "height": frame.height}
    return {**facts, **size, "place": place, "faces": faces}


def _place(run: Run, row: WantedFile) -> str | None:
    """Return where the content of a wanted file is in the folder; None where it is not, or is a sidecar file."""
    if is_sidecar_name(row.source):
        return None
    known = run.state.known.get(row.path)
    if known is not None and known.content == row.content:
        paths = [known.path]
    else:
        paths = [other.path for other in run.state.known.with_content(row.content)]
    return next((path for path in paths if run.destination.stat(path) is not None), None)
