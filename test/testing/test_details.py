"""What people add to pictures: captions, keywords, places, and who is on them."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

import pytest

from photoprism_client.testing import Library, PhotoPrismServer
from photoprism_client.testing.library.relations import people_on
from test.support.plain_requests import get, get_json, uids

TEXTS = {
    "caption": "A <b>caption</b> & 👍",
    "notes": "n",
    "keywords": "sand, water",
    "subject": "s",
    "artist": "a",
    "copyright": "c",
    "license": "l",
}
PLACE = {
    "lat": 48.1,
    "lng": 11.5,
    "altitude": 519,
    "country": "de",
    "place_label": "München, Bayern, Germany",
    "place_city": "München",
    "place_state": "Bayern",
}


def _row(server: PhotoPrismServer, uid: str) -> dict[str, Any]:
    rows: list[dict[str, Any]] = get_json(server, f"/photos?count=9&merged=true&uid={uid}")
    return rows[0]


def test_texts_are_told(server: PhotoPrismServer) -> None:
    """The caption is in rows and details, other texts are in `Details`."""
    photo = server.library.photos[0]
    server.library.edit(photo, **TEXTS)
    told = get_json(server, f"/photos/{photo.uid}")
    assert _row(server, photo.uid)["Description"] == told["Description"] == TEXTS["caption"]
    details = {name: told["Details"][name.title()] for name in TEXTS if name != "caption"}
    assert details == {name: text for name, text in TEXTS.items() if name != "caption"}


def test_a_caption_has_its_name_of_2025(signed: PhotoPrismServer) -> None:
    """Servers since then call it Caption, and nothing Description."""
    photo = signed.library.photos[0]
    signed.library.edit(photo, caption="Hello")
    for told in (_row(signed, photo.uid), get_json(signed, f"/photos/{photo.uid}")):
        assert told["Caption"] == "Hello"
        assert "Description" not in told


def test_places_are_told(server: PhotoPrismServer) -> None:
    """Position and place are in rows and details under the server's names."""
    known, unknown = server.library.photos[:2]
    server.library.edit(known, **PLACE)
    row, told = _row(server, known.uid), get_json(server, f"/photos/{known.uid}")
    for each in (row, told):
        assert [each[name] for name in ("Lat", "Lng", "Altitude", "Country")] == [48.1, 11.5, 519, "de"]
        assert each["CellID"].startswith("s2:")
    assert [row[f"Place{name}"] for name in ("Label", "City", "State", "Country")] == [
        told["Place"][name] for name in ("Label", "City", "State", "Country")
    ]
    assert (row["PlaceCity"], row["PlaceCountry"]) == ("München", "de")
    assert _row(server, unknown.uid)["PlaceLabel"] == "Unknown"


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("country=de|at", True),
        ("country=fr", False),
        ("city=München", True),
        ("city=Mün", False),
        ("state=Bayern|Hessen", True),
        ("geo=yes", True),
        ("keywords=wat&q=keywords:sand", True),
        ("keywords=wind|sand", True),
        (f"keywords={quote('sand&wind')}", False),
        ("q=water", True),
        ("q=caption", True),
    ],
)
def test_details_are_found(server: PhotoPrismServer, query: str, is_found: bool) -> None:
    """Places, keywords and the words of captions limit a search."""
    photo = server.library.photos[0]
    server.library.edit(photo, **TEXTS, **PLACE)
    assert set(uids(get_json(server, f"/photos?count=99&{quote(query, safe='=&|%')}"))) == (
        {photo.uid} if is_found else set()
    )
    assert photo.uid not in uids(get_json(server, "/photos?count=99&geo=no"))


@pytest.fixture
def people(library: Library) -> Library:
    """Mark Jane on two pictures and John on one of them; the second is archived by nobody."""
    library.add_person("Jane Doe", library.photos[:2])
    library.add_person("John Doe", library.photos[1:2])
    return library


def test_people_are_listed(people: Library, server: PhotoPrismServer) -> None:
    """A listing tells name, pictures, and a crop of a face that can be fetched."""
    jane, john = get_json(server, "/subjects?count=9")
    assert (jane["Name"], jane["Slug"], jane["Type"], jane["PhotoCount"], john["PhotoCount"]) == (
        "Jane Doe",
        "jane-doe",
        "person",
        2,
        1,
    )
    face = get(server, f"/t/{jane['Thumb']}/{server.preview_token}/tile_50")
    assert face.headers["Content-Type"] == "image/jpeg"
    assert [row["UID"] for row in get_json(server, "/subjects?count=1&offset=1")] == [john["UID"]]
    assert [row["Name"] for row in get_json(server, "/subjects?count=9&q=john")] == ["John Doe"]
    people.update(people.people[1], favorite=True)
    assert [row["Name"] for row in get_json(server, "/subjects?count=9")] == ["John Doe", "Jane Doe"]


def test_one_person_is_told(people: Library, server: PhotoPrismServer) -> None:
    """By UID; another UID is a JSON 404."""
    told = get_json(server, f"/subjects/{people.people[0].uid}")
    assert (told["Name"], told["FileCount"], told["Src"]) == ("Jane Doe", 2, "manual")
    answer = get(server, "/subjects/j00000000000000z", {"X-Auth-Token": server.access_token})
    assert (answer.status, json.loads(answer.body)["code"]) == (404, 404)


def test_a_person_without_pictures_is_listed(server: PhotoPrismServer) -> None:
    """There is no face to show, then."""
    server.library.add_person("Nobody")
    row = get_json(server, "/subjects?count=9")[0]
    assert (row["Thumb"], row["PhotoCount"]) == ("", 0)


def test_faces_are_marked_on_files(people: Library, server: PhotoPrismServer) -> None:
    """Rows and details have the markers, apart from each other, with name, place and crop."""
    photo = people.photos[1]
    row = _row(server, photo.uid)
    markers = row["Files"][0]["Markers"]
    assert row["Faces"] == 2
    assert [(marker["Name"], marker["SubjUID"]) for marker in markers] == [
        (person.name, person.uid) for person in people.people
    ]
    assert len({marker["X"] for marker in markers}) == 2
    assert all(0 <= marker["X"] <= marker["X"] + marker["W"] <= 1 and marker["H"] for marker in markers)
    assert markers[0]["Thumb"] == f"{photo.hash}-0000fa0c80fa"
    assert get_json(server, f"/files/{photo.hash}")["Markers"] == markers
    files = get_json(server, f"/photos/{photo.uid}")["Files"]
    assert [file["Markers"] for file in files if file["Markers"]] == [markers]


@pytest.mark.parametrize("as_query", [False, True])
@pytest.mark.parametrize(
    ("name", "value", "numbers"),
    [
        ("person", "Jane Doe", [0, 1]),
        ("subject", "jane-doe", [0, 1]),
        ("person", "Jane", []),
        ("person", "Jane Doe & John Doe", [1]),
        ("person", "Jane Doe | John Doe", [0, 1]),
        ("people", "Jane", [0, 1]),
        ("subjects", "jo|nobody", [1]),
        ("people", "Jane & John D", [1]),
        ("faces", "2", [1]),
        ("faces", "yes", [0, 1]),
    ],
)
def test_people_are_found(
    people: Library, server: PhotoPrismServer, name: str, value: str, numbers: list[int], as_query: bool
) -> None:
    """`person` wants whole names, `people` parts of them; `&` means together, `|` either."""
    term = f'{name}:"{value}"'
    asked = f"q={quote(term)}" if as_query else f"{name}={quote(value)}"
    found = set(uids(get_json(server, f"/photos?count=99&{asked}")))
    assert found == {people.photos[number].uid for number in numbers}


def test_people_are_found_by_uid_and_word(people: Library, server: PhotoPrismServer) -> None:
    """A UID stands for its person; a free word finds names, too; others are without faces."""
    expected = {photo.uid for photo in people.photos[:2]}
    for query in (f"subject={people.people[0].uid}", "q=jane"):
        assert set(uids(get_json(server, f"/photos?count=99&{query}"))) == expected
    assert not expected & set(uids(get_json(server, "/photos?count=99&faces=no")))


def test_a_person_cannot_be_on_what_is_not_shown() -> None:
    """There is no file to mark a face on."""
    with Library.edge_cases() as library, pytest.raises(ValueError, match="cannot be shown"):
        library.add_person("Jane Roe", [library.find(library.roles["hidden"])])


def test_people_stay_when_their_file_changes(people: Library) -> None:
    """The face is marked on the file, whatever its bytes are."""
    photo = people.photos[0]
    (people.root / photo.file_name).write_bytes(people.photos[2].original.disk.read_bytes() + b"changed")
    people.reindex()
    assert people_on(people, photo) == people.people[:1]
