"""Selections: the lists of UIDs that name pictures in the bodies of writes, and the pictures that they mean."""

from __future__ import annotations

from typing import cast

from starlette.requests import Request

from photoprism_client.testing.library.catalogue import by_uids
from photoprism_client.testing.library.items import Photo
from photoprism_client.testing.library.library import Library
from photoprism_client.testing.library.relations import photos_in, photos_of, photos_with
from photoprism_client.testing.server.bodies import Fields, Form, read_fields

FORM: Form = {"all": bool} | dict.fromkeys(("photos", "albums", "labels", "subjects", "files", "places"), list)
#: With more UIDs than this in one request, the database of the server refuses its own query.
LONGEST = 32_700


class Selection:
    """What a body selects.

    :param fields: the body, as ``read_fields`` returns it
    """

    def __init__(self, fields: Fields) -> None:
        self._fields = fields

    def uids(self, kind: str) -> list[str]:
        """Return the UIDs of one kind: ``photos``, ``albums``, ``labels``, ``subjects`` or ``files``."""
        return cast(list[str], self._fields.get(kind, []))

    def without(self, *kinds: str) -> Selection:
        """Return the same selection without some kinds of UIDs."""
        return Selection({kind: value for kind, value in self._fields.items() if kind not in kinds})

    @property
    def all(self) -> bool:
        """Whether everything is selected, wherever that means something."""
        return self._fields.get("all") is True

    @property
    def is_empty(self) -> bool:
        """Whether no list has an element; ``all`` does not count."""
        return not any(self._fields.get(kind) for kind in FORM if kind != "all")

    @property
    def is_too_long(self) -> bool:
        """Whether the database of the server refuses it."""
        return any(len(self.uids(kind)) > LONGEST for kind in FORM if kind != "all")


async def read_selection(request: Request) -> Selection:
    """Read a selection from the body of a request.

    :raises BadBodyError: the server refuses this body
    """
    return Selection(await read_fields(request, FORM))


def selected_photos(library: Library, selection: Selection) -> list[Photo]:
    """Return the pictures that are meant, archived ones too, in the order of their UIDs; unknown UIDs are passed over.

    An album, even a deleted one, stands for what is in it, a label for the pictures that carry it, a person for those
    that show it, a file for its picture.
    """
    wanted = set(selection.uids("photos"))
    albums = set(selection.uids("albums"))
    for album in (album for album in (*library.albums, *library.deleted_albums) if album.uid in albums):
        wanted |= set(album.photo_uids) | {photo.uid for photo in photos_in(library, album)}
    for label in by_uids(library.labels, selection.uids("labels")):
        wanted |= {photo.uid for photo in photos_with(library, label)}
    for person in by_uids(library.people, selection.uids("subjects")):
        wanted |= {photo.uid for photo in photos_of(library, person)}
    files = set(selection.uids("files"))
    wanted |= {file.photo_uid for file in library.files if file.uid in files} if files else set()
    found = filter(None, map(library.photo, wanted))
    return sorted(found, key=lambda photo: photo.uid)
