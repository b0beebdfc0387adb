"""People and faces of the embedded server: what the recording does not show."""

from __future__ import annotations

import json

import pytest

from photoprism_client.testing import PhotoPrismServer
from photoprism_client.testing.library.faces import all_markers
from photoprism_client.testing.library.photo_changes import join_names
from test.support.plain_requests import get_json, write, written


def _name(server: PhotoPrismServer, number: int, name: str) -> None:
    marker = all_markers(server.library)[number]
    written(server, "PUT", f"/markers/{marker.uid}", {"Name": name, "SubjSrc": "manual"})


def test_changes_to_people_are_refused_while_the_server_is_busy(server: PhotoPrismServer) -> None:
    """As often as a test says: with the recorded answer, and before the login is looked at; nothing changes by it."""
    server.library.add_faces(server.library.photos[:2])
    marker = all_markers(server.library)[0].uid
    server.refuse_people_changes(2)
    body = {"Name": "Jane Doe", "SubjSrc": "manual"}
    refused = write(server, "PUT", f"/markers/{marker}", body)
    assert refused.status == 429
    assert json.loads(refused.body) == {"code": 429, "error": "Busy, please try again later"}
    assert write(server, "DELETE", f"/markers/{marker}/subject", token="").status == 429
    assert server.library.people == []
    assert written(server, "PUT", f"/markers/{marker}", body)["Name"] == "Jane Doe"


def test_naming_a_face_names_its_cluster(server: PhotoPrismServer) -> None:
    """And no other one; a face that a user named keeps its person when the cluster gets another."""
    server.library.add_faces(server.library.photos[:3])
    server.library.add_faces(server.library.photos[3:5])
    _name(server, 0, "Jane Doe")
    assert [get_json(server, "/subjects?count=9")[0][name] for name in ("Name", "PhotoCount")] == ["Jane Doe", 3]
    cluster = next(face for face in server.library.faces if face.person_uid)
    other = server.library.add_person("John Roe")
    written(server, "PUT", f"/faces/{cluster.id}", {"SubjUID": other.uid})
    assert get_json(server, f"/subjects/{other.uid}")["PhotoCount"] == 2
    assert get_json(server, "/faces?count=9&unknown=yes")[0]["Samples"] == 2


def test_an_automatic_title_goes_back_to_the_name_of_the_file(server: PhotoPrismServer) -> None:
    """When the last name on a picture is taken away; a title of the user is never touched."""
    photo, titled = server.library.photos[0], server.library.photos[1]
    server.library.add_faces([photo, titled])
    written(server, "PUT", f"/photos/{titled.uid}", {"Title": "Mine", "TitleSrc": "manual"})
    before = photo.title
    _name(server, 0, "Jane Doe")
    assert photo.title == f"Jane Doe / {photo.taken_at.year}"
    written(server, "DELETE", f"/markers/{photo.files[0].markers[0].uid}/subject")
    assert (photo.title, titled.title) == (before, "Mine")


@pytest.mark.parametrize(
    ("names", "joined"),
    [
        ([], ""),
        (["Jane Doe"], "Jane Doe"),
        (["Jane Doe", "John Roe"], "Jane & John"),
        (["Jane Doe", "John Doe"], "Jane & John Doe"),
        (["Ann", "Bob", "Eve"], "Ann, Bob & Eve"),
        (["Jane Doe", "Jane Roe"], "Jane Doe & Jane Roe"),
    ],
)
def test_names_are_joined_for_a_title(names: list[str], joined: str) -> None:
    """First names, unless two are the same, and a family name that all share at the end."""
    assert join_names(names) == joined
