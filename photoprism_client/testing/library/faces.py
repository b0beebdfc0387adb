"""Faces on pictures, and the people that they show."""

import base64
import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime

from photoprism_client.testing.library.catalogue import Catalogue, by_uid, new_uid
from photoprism_client.testing.library.items import Face, File, Marker, Person, Photo, slug

_FACE_WIDTH = 0.2
_SURE_SCORE = 30  # below it the server asks for a review of a face


def all_markers(catalogue: Catalogue) -> list[Marker]:
    """All marked faces, in the order of their files."""
    return [marker for file in catalogue.files for marker in file.markers]


def marked(catalogue: Catalogue, uid: str) -> tuple[File, Marker] | None:
    """Return the marker with this UID and its file."""
    found = ((file, marker) for file in catalogue.files for marker in file.markers if marker.uid == uid)
    return next(found, None)


def subject_of(catalogue: Catalogue, uid: str) -> Person | None:
    """Return the person with this UID, also a deleted one."""
    return by_uid([*catalogue.people, *catalogue.deleted_people], uid)


def count_of(catalogue: Catalogue, person: Person) -> tuple[int, int]:
    """Return how many files and pictures show a person; for a deleted one what it had."""
    if person.deleted_at is not None:
        return person.counts
    shown = [file for file in catalogue.files if any(_shows(marker, person) for marker in file.markers)]
    return len(shown), len({file.photo_uid for file in shown})


def add_person(catalogue: Catalogue, name: str, photos: Iterable[Photo] = (), *, score: int = 100) -> Person:
    """Add a person and mark a face on the primary file of each picture.

    Like a server on which somebody names one face and which then finds the others: the date of change of the first
    picture moves on, those of the others stay as they are.

    :param name: the name; the UID is made from it, so it should be new
    :param photos: pictures of this library that have a primary file
    :param score: how sure the server is that these are faces, 0 to 100; below 30 it asks for a review
    :return: the person
    :raises ValueError: a picture has no primary file
    """
    person = Person(new_uid(catalogue, "j", name), name, slug(name), datetime.now(UTC).replace(microsecond=0))
    marked = list(photos)
    for photo in marked:
        _mark(catalogue, photo, person.uid, score, person.uid)
        if photo is marked[0]:
            photo.updated_at = catalogue.tick()
    catalogue.people.append(person)
    catalogue.touch()
    return person


def add_faces(
    catalogue: Catalogue, photos: Iterable[Photo], *, distances: Iterable[float] = (), score: int = 100
) -> Face:
    """Mark a face that nobody has named on the primary file of each picture, all of one cluster.

    :param photos: pictures of this library that have a primary file
    :param distances: how far each face is from the middle of the cluster; default 0.1 for all. Taking the person
        from a face makes the faces leave the cluster that are farther than it
    :param score: how sure the server is that these are faces, 0 to 100; below 30 it asks for a review
    :return: the cluster
    :raises ValueError: a picture has no primary file
    """
    marked, given = list(photos), list(distances)
    face = Face(cluster_id(*(photo.uid for photo in marked)), "", len(marked), catalogue.tick())
    for number, photo in enumerate(marked):
        marker = _mark(catalogue, photo, "", score, f"{face.id}{number}")
        marker.subj_src, marker.face_id = "", face.id
        marker.face_dist = given[number] if number < len(given) else 0.1
    catalogue.faces.append(face)
    catalogue.touch()
    return face


def _mark(catalogue: Catalogue, photo: Photo, person_uid: str, score: int, name: str) -> Marker:
    if photo.primary is None:
        raise ValueError(f"{photo.file_name} cannot be shown: no face can be marked on it")
    markers = photo.primary.markers
    left = len(markers) * _FACE_WIDTH % (1 - _FACE_WIDTH)
    uid = new_uid(catalogue, "m", name, photo.primary.uid)
    made = catalogue.indexed_at
    markers.append(Marker(uid, person_uid, left, 0.25, _FACE_WIDTH, 0.25, score, score < _SURE_SCORE, created_at=made))
    return markers[-1]


def cluster_id(*parts: str) -> str:
    """Return the ID of a cluster of faces in the server's form, the same for the same *parts*."""
    digest = hashlib.sha1("\0".join(parts).encode()).digest()  # noqa: S324 - an identifier
    return base64.b32encode(digest).decode()


def _shows(marker: Marker, person: Person) -> bool:
    return marker.person_uid == person.uid and not marker.invalid
