"""The records of a library: look them up, add and change them."""

import base64
import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

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
_FACE_WIDTH = 0.2
_LOOKED_UP = {"uid", "hash", "files"}  # fields by which records are found
_SURE_SCORE = 30  # below it the server asks for a review of a face


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

    def album(self, uid: str) -> Album | None:
        """Return the album with this UID."""
        return next((album for album in self.albums if album.uid == uid), None)

    def label(self, uid: str) -> Label | None:
        """Return the label with this UID."""
        return next((label for label in self.labels if label.uid == uid), None)

    def person(self, uid: str) -> Person | None:
        """Return the person with this UID."""
        return next((person for person in self.people if person.uid == uid), None)

    def subject(self, uid: str) -> Person | None:
        """Return the person with this UID, also a deleted one."""
        return next((person for person in [*self.people, *self.deleted_people] if person.uid == uid), None)

    def face(self, id_: str) -> Face | None:
        """Return the cluster of faces with this ID."""
        return next((face for face in self.faces if face.id == id_), None)

    @property
    def markers(self) -> list[Marker]:
        """All marked faces, in the order of their files."""
        return [marker for file in self.files for marker in file.markers]

    def marked(self, uid: str) -> tuple[File, Marker] | None:
        """Return the marker with this UID and its file."""
        found = ((file, marker) for file in self.files for marker in file.markers if marker.uid == uid)
        return next(found, None)

    def count_of(self, person: Person) -> tuple[int, int]:
        """Return how many files and pictures show a person; for a deleted one what it had."""
        if person.deleted_at is not None:
            return person.counts
        shown = [file for file in self.files if any(_shows(marker, person) for marker in file.markers)]
        return len(shown), len({file.photo_uid for file in shown})

    def folder(self, uid: str) -> Folder | None:
        """Return the folder with this UID."""
        return next((folder for folder in self.folders if folder.uid == uid), None)

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

    def add_person(self, name: str, photos: Iterable[Photo] = (), *, score: int = 100) -> Person:
        """Add a person and mark a face on the primary file of each picture.

        Like a server on which somebody names one face and which then finds the others: the date of change of the first
        picture moves on, those of the others stay as they are.

        :param name: the name; the UID is made from it, so it should be new
        :param photos: pictures of this library that have a primary file
        :param score: how sure the server is that these are faces, 0 to 100; below 30 it asks for a review
        :return: the person
        :raises ValueError: a picture has no primary file
        """
        person = Person(self._uid("j", name), name, slug(name), datetime.now(UTC).replace(microsecond=0))
        marked = list(photos)
        for photo in marked:
            self._mark(photo, person.uid, score, person.uid)
            if photo is marked[0]:
                photo.updated_at = self.tick()
        self.people.append(person)
        self.version += 1
        return person

    def add_faces(self, photos: Iterable[Photo], *, distances: Iterable[float] = (), score: int = 100) -> Face:
        """Mark a face that nobody has named on the primary file of each picture, all of one cluster.

        :param photos: pictures of this library that have a primary file
        :param distances: how far each face is from the middle of the cluster; default 0.1 for all. Taking the person
            from a face makes the faces leave the cluster that are farther than it
        :param score: how sure the server is that these are faces, 0 to 100; below 30 it asks for a review
        :return: the cluster
        :raises ValueError: a picture has no primary file
        """
        marked, given = list(photos), list(distances)
        face = Face(cluster_id(*(photo.uid for photo in marked)), "", len(marked), self.tick())
        for number, photo in enumerate(marked):
            marker = self._mark(photo, "", score, f"{face.id}{number}")
            marker.subj_src, marker.face_id = "", face.id
            marker.face_dist = given[number] if number < len(given) else 0.1
        self.faces.append(face)
        self.touch()
        return face

    def _mark(self, photo: Photo, person_uid: str, score: int, name: str) -> Marker:
        if photo.primary is None:
            raise ValueError(f"{photo.file_name} cannot be shown: no face can be marked on it")
        markers = photo.primary.markers
        left = len(markers) * _FACE_WIDTH % (1 - _FACE_WIDTH)
        uid = self._uid("m", name, photo.primary.uid)
        made = self.indexed_at
        markers.append(
            Marker(uid, person_uid, left, 0.25, _FACE_WIDTH, 0.25, score, score < _SURE_SCORE, created_at=made)
        )
        return markers[-1]

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

    def _uid(self, prefix: str, *parts: str) -> str:
        return renewed(make_uid(prefix, *parts), self.generation)

    def _free_uid(self, taken: set[str], prefix: str, name: str) -> str:
        uid, times = self._uid(prefix, name), 1
        while uid in taken:
            times += 1
            uid = self._uid(prefix, name, str(times))
        return uid

    def _next_album_number(self) -> int:
        return max((album.number for album in (*self.albums, *self.deleted_albums)), default=0) + 1


def cluster_id(*parts: str) -> str:
    """Return the ID of a cluster of faces in the server's form, the same for the same *parts*."""
    digest = hashlib.sha1("\0".join(parts).encode()).digest()  # noqa: S324 - an identifier
    return base64.b32encode(digest).decode()


def _shows(marker: Marker, person: Person) -> bool:
    return marker.person_uid == person.uid and not marker.invalid
