"""The records of a library: look them up, add and change them."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Protocol, TypeVar

from photoprism_client.testing.library.items import (
    Album,
    Face,
    File,
    Folder,
    Label,
    Link,
    Marker,
    Person,
    Photo,
    make_uid,
    slug,
)
from photoprism_client.testing.library.reindexing import renewed

_SECOND = timedelta(seconds=1)
_LOOKED_UP = {"uid", "hash", "files"}  # fields by which records are found


class _Record(Protocol):
    @property
    def uid(self) -> str: ...


R = TypeVar("R", bound=_Record)


def by_uid(records: Iterable[R], uid: str) -> R | None:
    """Return the record with this UID."""
    return next((record for record in records if record.uid == uid), None)


def by_uids(records: Iterable[R], uids: Iterable[str]) -> list[R]:
    """Return the records with these UIDs, in the order of the UIDs; unknown and repeated UIDs are passed over."""
    known = {record.uid: record for record in records}
    return [known[uid] for uid in dict.fromkeys(uids) if uid in known]


class Catalogue:
    """What the server knows of its pictures.

    Time does not pass by itself: each dated change happens a second after the previous one.
    """

    def __init__(self) -> None:
        self.photos: list[Photo] = []
        self.folders: list[Folder] = []
        self.albums: list[Album] = []
        self.deleted_albums: list[Album] = []
        self.labels: list[Label] = []
        self.deleted_labels: list[Label] = []
        self.links: list[Link] = []
        self.people: list[Person] = []
        self.deleted_people: list[Person] = []
        self.faces: list[Face] = []
        self.version = 0
        self.generation = 0
        self.indexed_at = self._latest = datetime.now(UTC).replace(microsecond=0)
        self._gone: list[Photo] = []
        self._refresh()

    @property
    def files(self) -> list[File]:
        """All files of all pictures."""
        return [file for photo in self.photos for file in photo.files]

    def tick(self) -> datetime:
        """Return the time of a change: a second after the one before."""
        self._latest += _SECOND
        return self._latest

    def photo(self, uid: str) -> Photo | None:
        """Return the picture with this UID."""
        return self._photos.get(uid)

    def purged(self, uid: str) -> Photo | None:
        """Return the picture with this UID whose originals are gone, so that no listing has it."""
        return next((photo for photo in self._gone if photo.uid == uid), None)

    def file(self, digest: str) -> File | None:
        """Return the first file with this SHA-1."""
        return self._files.get(digest)

    def face(self, id_: str) -> Face | None:
        """Return the cluster of faces with this ID."""
        return next((face for face in self.faces if face.id == id_), None)

    def find(self, path: str) -> Photo:
        """Return the picture that has a file at *path*.

        :param path: path in the library, with ``/`` between the parts
        :raises KeyError: there is no such file in the index
        """
        for photo in self.photos:
            if any(file.name == path for file in photo.files):
                return photo
        raise KeyError(path)

    def add_album(self, title: str, photos: Iterable[Photo] = ()) -> Album:
        """Add an album of chosen pictures.

        :param title: its title; the UID is made from it, so it should be new
        :param photos: pictures of this library
        :return: the album
        """
        uid = self._free_uid({album.uid for album in (*self.albums, *self.deleted_albums)}, "a", title)
        album = Album(uid, title, slug(title), datetime.now(UTC).replace(microsecond=0))
        album.number = self._next_album_number()
        album.photo_uids.extend(photo.uid for photo in photos)
        self.albums.append(album)
        self.version += 1
        return album

    def delete_album(self, album: Album) -> None:
        """Take an album out of all listings; its pictures stay, and a search by its title finds them all the same."""
        self.albums.remove(album)
        self.deleted_albums.append(album)
        self.version += 1

    def restore_album(self, album: Album) -> None:
        """Bring a deleted album back, with its pictures."""
        self.deleted_albums.remove(album)
        album.deleted_at = None
        self.albums.append(album)
        self.version += 1

    def add_label(self, name: str, photos: Iterable[Photo] = ()) -> Label:
        """Add a label and put it on pictures, whose dates of change move on.

        :param name: its name; the UID is made from it, so it should be new
        :param photos: pictures of this library
        :return: the label
        """
        now = datetime.now(UTC).replace(microsecond=0)
        known = [*self.labels, *self.deleted_labels]
        number = max((label.number for label in known), default=0) + 1
        label = Label(number, self._free_uid({label.uid for label in known}, "l", name), name, slug(name), now)
        for photo in photos:
            label.photo_uids.append(photo.uid)
            photo.updated_at = self.tick()
        self.labels.append(label)
        self.version += 1
        return label

    def delete_label(self, label: Label) -> None:
        """Take a label away from the library; the dates of change of its pictures stay as they are."""
        self.labels.remove(label)
        self.deleted_labels.append(label)
        self.version += 1

    def restore_label(self, label: Label) -> None:
        """Bring a deleted label back, on the pictures that carried it."""
        self.deleted_labels.remove(label)
        self.labels.append(label)
        self.version += 1

    def update(self, item: Photo | File | Album | Label | Folder | Person | Marker | Face, **changes: object) -> None:
        """Change fields of a record, so that listings show it; its dates of change stay as they are.

        :param item: a record of this library
        :param changes: field names and new values; an unknown name is refused
        :raises AttributeError: the record has no such field
        """
        for name in changes:
            getattr(item, name)
        for name, value in changes.items():
            setattr(item, name, value)
        if changes.keys() & _LOOKED_UP:
            self._refresh()
        else:
            self.version += 1

    def edit(self, photo: Photo, **changes: object) -> None:
        """Change a picture as its owner does in the web interface: its dates of change and edit move on as well.

        :param photo: a picture of this library
        :param changes: field names and new values; an unknown name is refused
        :raises AttributeError: a picture has no such field
        """
        now = self.tick()
        self.update(photo, **{"edited_at": now, "updated_at": now, **changes})

    def archive(self, photo: Photo) -> None:
        """Move a picture to the archive, and out of its albums; its date of change stays as it is."""
        for album in (*self.albums, *self.deleted_albums):
            album.photo_uids = [uid for uid in album.photo_uids if uid != photo.uid]
        self.update(photo, archived_at=self.tick())

    def delete(self, photo: Photo) -> None:
        """Delete a picture for good, its files on the disk and all that belongs to it included."""
        for file in photo.files:
            file.disk.unlink(missing_ok=True)
        groups: list[Album | Label] = [*self.albums, *self.deleted_albums, *self.labels, *self.deleted_labels]
        for group in groups:
            group.photo_uids = [uid for uid in group.photo_uids if uid != photo.uid]
        self.photos = [other for other in self.photos if other is not photo]
        self._refresh()

    def mark_missing(self, file: File) -> None:
        """Mark a file as missing after a request for it; searches leave it out from then on."""
        self.update(file, missing=True)

    def forget(self, photo: Photo) -> None:
        """Take a picture out of the index with all its files, until an indexing finds them."""
        self.photos = [other for other in self.photos if other is not photo]
        photo.purged_at = self.tick()
        self._gone.append(photo)
        self._refresh()

    def touch(self) -> None:
        """Let a running server notice that records were changed."""
        self._refresh()

    def _refresh(self) -> None:
        self._photos = {photo.uid: photo for photo in self.photos}
        self._files = {file.hash: file for file in reversed(self.files)}
        self.version += 1

    def _free_uid(self, taken: set[str], prefix: str, name: str) -> str:
        uid, times = new_uid(self, prefix, name), 1
        while uid in taken:
            times += 1
            uid = new_uid(self, prefix, name, str(times))
        return uid

    def _next_album_number(self) -> int:
        return max((album.number for album in (*self.albums, *self.deleted_albums)), default=0) + 1


def new_uid(catalogue: Catalogue, prefix: str, *parts: str) -> str:
    """Return the UID that is made of *parts*, in this generation of the database."""
    return renewed(make_uid(prefix, *parts), catalogue.generation)
