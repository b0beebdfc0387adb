"""What a tree shows of a photo: the user's own files, or one thumbnail."""

import mimetypes
from collections.abc import Iterator
from sys import intern
from typing import NamedTuple, Protocol

from photoprism_client.api.filters import PhotoQuery
from photoprism_client.fs.tree.entries import Entry
from photoprism_client.models import EntityFile, SearchPhoto
from photoprism_client.models._additions import ORIGINALS

_PNG_SIZE = "colors"
_NO_FILTERS: PhotoQuery = {}
_PRIMARY: PhotoQuery = {"primary": True}


class Shown(NamedTuple):
    """A file, and the folder of the library that it is in; its name may be that of others in a folder."""

    folder: str
    entry: Entry


class View(Protocol):
    """Makes entries of the photos that a search finds."""

    @property
    def filters(self) -> PhotoQuery:
        """Filters of each search."""

    def of(self, photo: SearchPhoto) -> Iterator[Shown]:
        """Return what is shown of a photo."""

    def file_names(self, name: str) -> list[str]:
        """Return the names of files that may be shown by a name."""


#: The fields of a photo that views need.
FIELDS = ("created_at", *(f"files.{name}" for name in ("name", "root", "hash", "size", "mime", "primary", "missing")))


class Originals:
    """The user's own files, each by its name and in its folder on the server's disk."""

    filters = _NO_FILTERS

    def of(self, photo: SearchPhoto) -> Iterator[Shown]:
        """Return the user's own files of a photo."""
        for file in photo.files:
            if file.root == ORIGINALS and file.hash and not file.missing:
                folder, _, base = (file.name or "").rpartition("/")
                yield Shown(folder, _entry(photo, file, base))

    def file_names(self, name: str) -> list[str]:
        """Return the name: files are shown by their own."""
        return [name]


class Thumbs:
    """A thumbnail of each photo in the photo's folder, by the name of the primary file, which it is made of.

    :param size: name of the size.
    """

    filters = _PRIMARY

    def __init__(self, size: str) -> None:
        self._size = size
        self._ending = ".png" if size == _PNG_SIZE else ".jpg"
        self._type = mimetypes.types_map[self._ending]

    def of(self, photo: SearchPhoto) -> Iterator[Shown]:
        """Return the thumbnail of a photo that has a primary file."""
        file = next((file for file in photo.files if file.primary), None)
        if file is not None and file.hash and not file.missing:
            base = (file.name or "").rpartition("/")[2]
            name = base if base.lower().endswith(self._ending) else base + self._ending
            made = _entry(photo, file, name)._replace(size=None, content_type=self._type, thumb=self._size)
            yield Shown(photo.path or "", made)

    def file_names(self, name: str) -> list[str]:
        """Return the names of primary files that a name may be made of."""
        if not name.lower().endswith(self._ending):
            return []
        bare = name[: -len(self._ending)]
        return [name, bare] if bare and name.endswith(self._ending) else [name]


def view_of(size: str | None) -> View:
    """Return what is shown of photos.

    :param size: name of the size of thumbnails; None for the user's own files.
    :return: the view.
    """
    return Originals() if size is None else Thumbs(size)


def _entry(photo: SearchPhoto, file: EntityFile, name: str) -> Entry:
    created = photo.created_at
    return Entry(
        name,
        sha1=file.hash,
        size=file.size or 0,
        created=None if created is None else int(created.timestamp()),
        photo_uid=photo.uid,
        uid=file.uid,
        content_type=intern(file.mime) if file.mime else None,
    )
