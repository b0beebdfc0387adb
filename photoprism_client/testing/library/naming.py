"""Name faces and people as the server does: clusters of faces, former names, and people that merge.

Source: internal/entity/marker.go, subject.go and face.go of the server
"""

from photoprism_client.testing.library.catalogue import Catalogue
from photoprism_client.testing.library.faces import all_markers, cluster_id, count_of, subject_of
from photoprism_client.testing.library.items import Face, File, Marker, Person, Photo, make_uid, slug
from photoprism_client.testing.library.photo_changes import retitle

MANUAL = "manual"
_RANKS = {
    "": 1, "default": 1, "estimate": 2, "name": 4, "yaml": 8, "location": 8, "marker": 8, "image": 8, "title": 16,
    "subject": 16, "keyword": 16, "meta": 16, "xmp": 32, "manual": 64, "admin": 128,
}  # fmt: skip
_DROPPED = frozenset('"$%\\*`;<>{}')
_LONGEST_NAME = 160


def clean_name(name: str) -> str:
    """Return a name as the server keeps it: no quotes and signs of programs, single blanks; empty if it is too long."""
    kept = "".join(letter for letter in name if letter >= " " and letter != "\x7f" and letter not in _DROPPED)
    return "" if len(name) > _LONGEST_NAME else " ".join(part for part in kept.split(" ") if part)


def add_marker(catalogue: Catalogue, file: File, marker: Marker) -> None:
    """Mark an area of a file; nothing keeps a second marker from the same place."""
    file.markers.append(marker)
    file.markers.sort(key=lambda other: other.x)
    catalogue.touch()


def name_marker(catalogue: Catalogue, marker: Marker, name: str, source: str) -> bool:
    """Name a face; **on a face that has a person this renames the person everywhere**.

    :param source: who says so; ignored when empty, or of lower rank than who said the present name
    :return: False if nothing was changed
    """
    name, person = clean_name(name), subject_of(catalogue, marker.person_uid)
    if not source or not name or _RANKS.get(source, 0) < _RANKS.get(marker.subj_src, 0):
        return False
    if marker.subj_src and person is not None and person.name == name:
        return False
    marker.subj_src = source
    person = person or _found_or_made(catalogue, name)
    marker.person_uid = (rename_person(catalogue, person, name) or person).uid
    _name_cluster(catalogue, marker)
    catalogue.touch()
    return True


def _name_cluster(catalogue: Catalogue, marker: Marker) -> None:
    """Give the person of a face to its cluster, which is made for a face that has none, and to its unnamed faces."""
    face = catalogue.face(marker.face_id)
    if face is None:
        if marker.src == MANUAL:  # the server looks for faces in pictures only while it indexes them
            return
        face = catalogue.face(cluster_id(marker.uid))  # a cluster outlives its last face
    if face is None:
        face = Face(cluster_id(marker.uid), "", 1, catalogue.tick(), MANUAL)
        catalogue.faces.append(face)
    if not marker.face_id:
        marker.face_id, marker.face_dist = face.id, 0
    face.person_uid = face.person_uid or marker.person_uid
    for other in all_markers(catalogue):
        if other is not marker and other.face_id == face.id and not other.subj_src:
            other.person_uid, other.review = marker.person_uid, False


def clear_marker(catalogue: Catalogue, marker: Marker) -> None:
    """Take the person from a face; a person without faces is deleted.

    The cluster gets smaller, so that this face is outside: unnamed faces that are farther from its middle leave it.
    """
    face, distance = catalogue.face(marker.face_id), marker.face_dist
    marker.person_uid, marker.subj_src, marker.face_id, marker.face_dist = "", MANUAL, "", -1
    if face is not None and distance > 0 and (not face.collisions or distance <= face.radius):
        face.collisions, face.radius = face.collisions + 1, distance - 0.01
        for other in all_markers(catalogue):
            if other.face_id == face.id and other.face_dist > face.radius:
                other.face_id, other.face_dist = "", -1
                other.person_uid = other.person_uid if other.subj_src else ""
    _delete_people_without_faces(catalogue)
    catalogue.touch()


def assign_cluster(catalogue: Catalogue, face: Face, person_uid: str) -> None:
    """Give a cluster, and its faces that no user named, to a person; nothing checks that there is such a person."""
    face.person_uid = person_uid
    for marker in all_markers(catalogue):
        if marker.face_id == face.id and not marker.subj_src and not marker.invalid:
            marker.person_uid, marker.review = person_uid, False
    catalogue.touch()


def rename_person(catalogue: Catalogue, person: Person, name: str) -> Person | None:
    """Rename a person, or **merge it into the one that has the name already**, in any case.

    :return: the person that took over; None if there was none
    """
    name = clean_name(name)
    if not name or name == person.name:
        return None
    other = _find_person(catalogue, name)
    if other is not None and other is not person:
        if other.deleted_at is None:
            _merge(catalogue, person, other)
            return other
        catalogue.deleted_people.remove(other)
    person.former_names.add(person.name.lower())
    person.name, person.slug, person.updated_at = name, slug(name), catalogue.tick()
    catalogue.touch()
    return None


def photo_of(catalogue: Catalogue, file: File) -> Photo | None:
    """Return the picture whose title follows from the people on a file: only that of a primary file."""
    return catalogue.photo(file.photo_uid) if file.primary else None


def names_changed(catalogue: Catalogue, file: File) -> None:
    """Let the automatic title of a picture follow the names on it; its date of change moves on."""
    photo = photo_of(catalogue, file)
    if photo is not None:
        retitle(catalogue, photo)
        photo.updated_at = catalogue.tick()
        catalogue.touch()


def _merge(catalogue: Catalogue, person: Person, other: Person) -> None:
    counts = count_of(catalogue, person)
    for marker in all_markers(catalogue):
        if marker.person_uid == person.uid:
            marker.person_uid = other.uid
    for face in catalogue.faces:
        if face.person_uid == person.uid:
            face.person_uid = other.uid
    _delete(catalogue, person, counts)


def _delete(catalogue: Catalogue, person: Person, counts: tuple[int, int]) -> None:
    person.deleted_at, person.counts = catalogue.tick(), counts
    catalogue.people.remove(person)
    catalogue.deleted_people.append(person)
    for face in catalogue.faces:
        if face.person_uid == person.uid:
            face.person_uid = ""
    catalogue.touch()


def _delete_people_without_faces(catalogue: Catalogue) -> None:
    shown = {marker.person_uid for marker in all_markers(catalogue) if not marker.invalid}
    for person in [person for person in catalogue.people if person.uid not in shown]:
        _delete(catalogue, person, (0, 0))


def _found_or_made(catalogue: Catalogue, name: str) -> Person:
    found = _find_person(catalogue, name)
    if found is None:
        made = catalogue.tick()
        found = Person(make_uid("j", name, made.isoformat()), name, slug(name), made)
        catalogue.people.append(found)
    elif found.deleted_at is not None:
        found.deleted_at = None
        catalogue.deleted_people.remove(found)
        catalogue.people.append(found)
    return found


def _find_person(catalogue: Catalogue, name: str) -> Person | None:
    """Return the person of a name, in any case; else the one that had it before."""
    everybody, wanted = [*catalogue.people, *catalogue.deleted_people], name.lower()
    by_name = (person for person in everybody if person.name.lower() == wanted)
    return next(by_name, None) or next((person for person in everybody if wanted in person.former_names), None)
