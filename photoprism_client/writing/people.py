"""Name faces, and rename and merge people.

The server makes one such change at a time, and each may reach many photos: nothing else is written meanwhile.
"""

import re
import unicodedata
from typing import TYPE_CHECKING, Protocol

from photoprism_client._settings.validation import text, value_error
from photoprism_client.exceptions import ApiTypeError, NotAppliedError
from photoprism_client.writing.items import MARKER, PERSON, Item, if_known, uid_of
from photoprism_client.writing.tally import Tally

if TYPE_CHECKING:
    from photoprism_client.api._generated.markers import MarkersOperations
    from photoprism_client.api.subjects_api import SubjectsApi
    from photoprism_client.models.entity_marker import EntityMarker
    from photoprism_client.models.entity_subject import EntitySubject

_DROPPED = re.compile(
    r'["$%\\*`;<>{}]'
)  # the server drops these, and finds people by a pattern, in which _ is any letter
_LONGEST_NAME = 160  # bytes


class Person(Protocol):
    """A model of a person, such as `SearchSubject` or `EntitySubject`."""

    @property
    def uid(self) -> str | None:
        """The UID."""

    @property
    def name(self) -> str | None:
        """The name."""


def name_marker(markers: "MarkersOperations", marker: Item, person: "str | Person") -> "EntityMarker":
    """Name a face: see ``MarkersApi.name``."""
    uid = uid_of("marker", marker, MARKER)
    name = _checked_name("person", person if isinstance(person, str) else getattr(person, "name", person))
    person_uid = None if isinstance(person, str) else uid_of("person", person, PERSON)

    def is_named(found: "EntityMarker") -> bool:
        has_name = bool(found.subj_uid) and _key(found.name) == _key(name)
        return has_name and (person_uid is None or found.subj_uid == person_uid)

    tally = Tally("named", [uid], None)
    with markers.api_client._write_locks.hold_all(), tally:
        found = tally.done = markers.update_marker(uid, {})  # changes nothing: a marker cannot be asked for
        if not is_named(found):
            found = _name_anew(markers, found, name, tally)
        tally.confirm([uid] if is_named(found) else [])
    return found


def _name_anew(markers: "MarkersOperations", found: "EntityMarker", name: str, tally: Tally) -> "EntityMarker":
    """Name a face, after clearing it: or its person would be renamed, on all photos."""
    uid = found.uid or ""
    if found.subj_uid or found.name:
        with tally.sending():
            tally.done = markers.clear_marker_subject(uid)
    with tally.sending():
        named = tally.done = markers.update_marker(uid, {"Name": name, "SubjSrc": "manual"})
    return named


def clear_marker(markers: "MarkersOperations", marker: Item) -> "EntityMarker":
    """Take the name off a face: see ``MarkersApi.clear``."""
    uid = uid_of("marker", marker, MARKER)
    with markers.api_client._write_locks.hold_all():
        found = markers.clear_marker_subject(uid)
    if found.subj_uid or found.name:
        raise NotAppliedError(f"the server did not take the name off marker {uid}", items=[uid], done=found)
    return found


def rename(subjects: "SubjectsApi", person: Item, name: str) -> "EntitySubject":
    """Rename a person: see ``SubjectsApi.rename``."""
    uid, name = uid_of("person", person, PERSON), _checked_name("name", name)
    with subjects.api_client._write_locks.hold_all():
        before = _living(subjects, uid)
        if before.name == name:
            return before
        for other in subjects.iterate(hidden="yes"):
            if other.uid != uid and _key(other.name) == _key(name):
                message = f"another person ({other.uid}) is called {other.name!r}: renaming would merge both; see merge"
                raise NotAppliedError(message, items=[uid], done=before)
        after = subjects.update_subject(uid, {"Name": name})
    if after.name != name or after.deleted_at is not None:
        raise NotAppliedError(f"the server did not rename person {uid} to {name!r}", items=[uid], done=after)
    return after


def merge(subjects: "SubjectsApi", person: Item, into: Item) -> "EntitySubject":
    """Merge a person into another: see ``SubjectsApi.merge``."""
    uid, other_uid = uid_of("person", person, PERSON), uid_of("into", into, PERSON)
    if uid == other_uid:
        raise value_error("into", "must be another person")
    with subjects.api_client._write_locks.hold_all():
        _living(subjects, uid)
        other = _living(subjects, other_uid)
        subjects.update_subject(uid, {"Name": other.name})
        left, other = if_known(subjects.get_subject, uid), subjects.get_subject(other_uid)
    if left is not None and left.deleted_at is None:
        raise NotAppliedError(f"the server did not merge person {uid} into {other_uid}", items=[uid], done=left)
    return other


def _living(subjects: "SubjectsApi", uid: str) -> "EntitySubject":
    """Return a person who was not deleted."""
    found = subjects.get_subject(uid)
    if found.deleted_at is not None:
        raise NotAppliedError(f"person {uid} was deleted, or merged into another", items=[uid], done=found)
    return found


def _checked_name(argument: str, name: object) -> str:
    if not isinstance(name, str):
        raise ApiTypeError(f"{argument} must be a name or a person, not {type(name).__name__}", valid_classes=(str,))
    plain = " ".join(text(argument, name).split(" ")).strip()
    plain = re.sub(" +", " ", plain)
    if not plain or _DROPPED.search(plain) or "_" in plain:
        raise value_error(
            argument, 'must be a name without _ and without characters that the server drops: "$%\\*`;<>{}'
        )
    if len(plain.encode()) > _LONGEST_NAME:
        raise value_error(argument, f"must have at most {_LONGEST_NAME} bytes in UTF-8")
    return plain


def _key(name: str | None) -> str:
    """Return what counts of a name: databases compare without capitals, some without accents."""
    letters = unicodedata.normalize("NFD", (name or "").casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
