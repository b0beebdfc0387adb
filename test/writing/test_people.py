"""Faces are named without renaming anybody else, and people are merged only if that is asked for."""

import pytest

from photoprism_client import (
    ApiClient,
    ApiTypeError,
    ApiValueError,
    MarkersApi,
    NotAppliedError,
    PhotosApi,
    SubjectsApi,
)
from photoprism_client.models import EntityMarker, EntitySubject, SearchSubject
from photoprism_client.testing import Library, PhotoPrismServer
from test.support.manual_clock import ManualClock

UID, PERSON = "mtp2yj8lozifbehc", "jtp2yj8lozifbehc"


def _people(client: ApiClient) -> dict[str | None, int | None]:
    """Return the people that the server lists, with the number of their files."""
    return {person.name: person.file_count for person in SubjectsApi(client).iterate()}


def _faces(client: ApiClient, library: Library) -> list[EntityMarker]:
    """Return the faces on all photos, in the order of the library."""
    photos = [PhotosApi(client).get_photo(photo.uid) for photo in library.photos]
    return [marker for photo in photos for file in photo.files for marker in file.markers]


def _person(client: ApiClient, name: str) -> SearchSubject:
    return next(person for person in SubjectsApi(client).iterate() if person.name == name)


def test_naming_a_face_that_belongs_to_somebody_renames_nobody(client: ApiClient, library: Library) -> None:
    """The plain operation would rename Jane on all of her photos."""
    library.add_person("Jane", library.photos[:3])
    face = _faces(client, library)[0]
    named = MarkersApi(client).name(face, "Mary")
    assert (named.name, named.subj_src) == ("Mary", "manual")
    assert _people(client) == {"Jane": 2, "Mary": 1}


def test_the_plain_operation_renames_everywhere(client: ApiClient, library: Library) -> None:
    """Without our care the test above would fail."""
    library.add_person("Jane", library.photos[:3])
    face = _faces(client, library)[0]
    MarkersApi(client).update_marker(str(face.uid), {"Name": "Mary", "SubjSrc": "manual"})
    assert _people(client) == {"Mary": 3}


def test_a_face_without_a_name_is_named_without_being_cleared(
    client: ApiClient, library: Library, server: PhotoPrismServer
) -> None:
    """By a name, or by a person who is known."""
    library.add_person("Jane", library.photos[:1])
    library.add_faces(library.photos[1:3])
    _, one, two = _faces(client, library)
    server.requests.clear()
    assert MarkersApi(client).name(str(one.uid), "Ann").name == "Ann"
    assert [seen.method for seen in server.requests] == ["PUT", "PUT"]
    jane = _person(client, "Jane")
    assert MarkersApi(client).name(two, jane).subj_uid == jane.uid
    assert _people(client)["Jane"] == 2


def test_a_face_that_has_the_name_stays_as_it_is(client: ApiClient, library: Library, server: PhotoPrismServer) -> None:
    """Clearing it would delete a person with one face, and what is known of her."""
    person = library.add_person("Jane", library.photos[:1])
    face = _faces(client, library)[0]
    server.requests.clear()
    assert MarkersApi(client).name(face, " jane ").subj_uid == person.uid
    assert [seen.method for seen in server.requests] == ["PUT"]
    assert _people(client) == {"Jane": 1}


def test_clearing_a_face(client: ApiClient, library: Library) -> None:
    """A person without faces is deleted."""
    library.add_person("Jane", library.photos[:2])
    one, two = _faces(client, library)
    assert (MarkersApi(client).clear(one).name, _people(client)) == ("", {"Jane": 1})
    MarkersApi(client).clear(two)
    assert _people(client) == {}


def test_renaming_a_person(client: ApiClient, library: Library, server: PhotoPrismServer) -> None:
    """All faces have the new name; nothing is sent for the name that the person has."""
    person = library.add_person("Jane", library.photos[:2])
    assert SubjectsApi(client).rename(person.uid, "Jane Miller").name == "Jane Miller"
    assert [face.name for face in _faces(client, library)] == ["Jane Miller", "Jane Miller"]
    server.requests.clear()
    SubjectsApi(client).rename(_person(client, "Jane Miller"), "Jane Miller")
    assert {seen.method for seen in server.requests} == {"GET"}


@pytest.mark.parametrize("name", ["Zoë", "zoë", "ZOE"])
def test_renaming_never_merges(client: ApiClient, library: Library, name: str, server: PhotoPrismServer) -> None:
    """The server would merge both, in any case, on some databases also without the accents."""
    library.add_person("Zoë", library.photos[:1])
    jane = library.add_person("Jane", library.photos[1:2])
    with pytest.raises(NotAppliedError, match="is called 'Zoë': renaming would merge both") as caught:
        SubjectsApi(client).rename(jane.uid, name)
    assert (caught.value.items, caught.value.done.name) == ((jane.uid,), "Jane")
    assert _people(client) == {"Zoë": 1, "Jane": 1}
    assert "PUT" not in {seen.method for seen in server.requests}


def test_a_hidden_person_is_not_merged_either(client: ApiClient, library: Library) -> None:
    """Listings leave hidden people out, but the server finds them by their names."""
    library.update(library.add_person("Mary", library.photos[:1]), hidden=True)
    jane = library.add_person("Jane", library.photos[1:2])
    with pytest.raises(NotAppliedError, match="renaming would merge both"):
        SubjectsApi(client).rename(jane.uid, "Mary")


def test_merging_two_people(client: ApiClient, library: Library) -> None:
    """The answer is who stays: the server itself answers who was deleted."""
    jane = library.add_person("Jane", library.photos[:2])
    mary = library.add_person("Mary", library.photos[2:3])
    left = SubjectsApi(client).merge(jane.uid, mary.uid)
    assert (left.uid, left.name) == (mary.uid, "Mary")
    assert _people(client) == {"Mary": 3}
    subjects = SubjectsApi(client)
    with pytest.raises(NotAppliedError, match="was deleted, or merged into another"):
        subjects.rename(jane.uid, "Ann")
    with pytest.raises(NotAppliedError, match="was deleted, or merged into another"):
        subjects.merge(jane.uid, mary.uid)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("", ApiValueError),
        ("  ", ApiValueError),
        ("A_B", ApiValueError),
        ('"Jane"', ApiValueError),
        ("100%", ApiValueError),
        ("é" * 81, ApiValueError),
        ("line\nend", ApiValueError),
        (5, ApiTypeError),
        (None, ApiTypeError),
        (EntitySubject(uid=PERSON), ApiTypeError),
    ],
)
def test_names_that_the_server_would_change_are_refused(
    client: ApiClient, server: PhotoPrismServer, name: str, kind: type[Exception]
) -> None:
    """Nothing is sent: not even to clear the face."""
    with pytest.raises(kind, match=r"^person must "):
        MarkersApi(client).name(UID, name)
    with pytest.raises(kind, match=r"^name must "):
        SubjectsApi(client).rename(PERSON, name)
    assert len(server.requests) == 0


def test_wrong_things_are_refused(client: ApiClient, server: PhotoPrismServer) -> None:
    """A photo is no face, a face no person, and nobody is merged into himself."""
    for call in (
        lambda: MarkersApi(client).name("ptp2yj8lozifbehc", "Jane"),
        lambda: MarkersApi(client).name(UID, EntitySubject(uid=UID, name="Jane")),
        lambda: MarkersApi(client).clear("Jane"),
        lambda: SubjectsApi(client).rename(UID, "Jane"),
        lambda: SubjectsApi(client).merge(PERSON, UID),
        lambda: SubjectsApi(client).merge(PERSON, PERSON),
    ):
        with pytest.raises(ApiValueError, match=" must be "):
            call()
    assert len(server.requests) == 0


def test_a_busy_server_is_waited_for(
    client: ApiClient, library: Library, server: PhotoPrismServer, hands: ManualClock
) -> None:
    """The server makes one change to people at a time, and refuses others meanwhile."""
    library.add_person("Jane", library.photos[:2])
    face = _faces(client, library)[0]
    server.refuse_people_changes(3)
    assert MarkersApi(client).name(face, "Mary").name == "Mary"
    assert len(hands.sleeps) == 3
    server.refuse_people_changes(2)
    assert SubjectsApi(client).rename(_person(client, "Mary"), "Ann").name == "Ann"
    assert len(hands.sleeps) == 5
    assert _people(client) == {"Jane": 1, "Ann": 1}
