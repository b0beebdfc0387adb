"""What is known of a photo becomes facts, and JSON: the same text until somebody edits the photo."""

import json
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photoprism_client.api.known_dates import KnownDate
from photoprism_client.export.metadata_formats import as_json, as_xmp
from photoprism_client.export.photo_metadata import PhotoMetadata, metadata_of
from photoprism_client.export.regions import Face
from photoprism_client.models.entity_photo import EntityPhoto
from test.support.recorded_photos import (
    ANY_FACTS,
    FULL,
    NAMESPACES,
    SAMPLES,
    description_of,
    recorded_photo,
    recorded_row,
    time_of,
    values_of,
)


def _marker(name: str, **changes: Any) -> dict[str, Any]:
    return {"Type": "face", "Name": name, "Review": False, "Invalid": False, **changes}


def test_facts_of_a_recorded_photo() -> None:
    """What a server answered becomes facts, and what it calls unknown becomes nothing."""
    assert metadata_of(recorded_photo(), ["Rec"]) == PhotoMetadata(
        title="Harbor / 2019",
        taken=KnownDate(2019, 5, datetime(2019, 5, 5, 5, 5, 5)),
        taken_utc=datetime(2019, 5, 5, 5, 5, 5, tzinfo=UTC),
        keywords=("grey", "harbor", "huge"),
        labels=("Harbor",),
        albums=("Rec",),
        type="image",
        camera="Canon EOS 6D",
    )


def test_recorded_photo_as_json() -> None:
    """The whole text, so that any change of it is seen: each stored copy would be written anew."""
    assert as_json(metadata_of(recorded_photo(Title="Häfen"), ["Rec"])) == (
        "{\n"
        '  "Albums": [\n    "Rec"\n  ],\n'
        '  "Camera": "Canon EOS 6D",\n'
        '  "Keywords": [\n    "grey",\n    "harbor",\n    "huge"\n  ],\n'
        '  "Labels": [\n    "Harbor"\n  ],\n'
        '  "TakenAt": "2019-05-05T05:05:05Z",\n'
        '  "TakenAtLocal": "2019-05-05T05:05:05",\n'
        '  "Title": "Häfen",\n'
        '  "Type": "image"\n'
        "}\n"
    )


@pytest.mark.parametrize("title", [row["Title"] for row in SAMPLES["photos_merged"]])
def test_every_recorded_row_becomes_text(title: str) -> None:
    """Rows of a search have fewer fields than a photo; what they have is enough for both texts."""
    facts = metadata_of(recorded_row(title), [])
    assert values_of(as_xmp(facts))["dc:title"] == ("Alt", title)
    assert json.loads(as_json(facts))["Title"] == title


def test_nothing_that_changes_by_itself_is_in_the_text() -> None:
    """Another UID, another time of indexing or another token on each field that has one: the texts stay."""
    photo = SAMPLES["photo"]
    file = {**photo["Files"][0], "UID": "f2", "UpdatedAt": "2030-01-01T00:00:00Z", "Hash": "0" * 40}
    again = recorded_photo(
        ID=7, UID="p2", UpdatedAt="2030-01-01T00:00:00Z", CheckedAt="2030-01-01T00:00:00Z", Files=[file]
    )
    for write in (as_json, as_xmp):
        text = write(metadata_of(recorded_photo(), ["Rec"]))
        assert write(metadata_of(again, ["Rec"])) == text
        assert photo["UID"] not in text
        assert "2026" not in text


def test_order_and_repetition_do_not_matter() -> None:
    """Albums, keywords, labels and people are sets: in whichever order they come, the facts are the same."""

    def labels(*names: str) -> list[dict[str, Any]]:
        return [{"Uncertainty": 10, "Label": {"Name": name}} for name in names]

    one = recorded_photo(
        Details={"Keywords": "b, a,, b ,"},
        Labels=labels("Y", "X"),
        Files=[{"Markers": [_marker("Zoë"), _marker("Ada")]}, {"Markers": [_marker("Ada")]}],
    )
    other = recorded_photo(
        Details={"Keywords": "a, b"},
        Labels=labels("X", "Y", "X"),
        Files=[{"Markers": [_marker("Ada ")]}, {"Markers": [_marker("Zoë")]}],
    )
    facts = metadata_of(one, ["Q", "P"])
    assert facts == metadata_of(other, ["P", "Q", "P", ""])
    assert (facts.albums, facts.keywords, facts.labels) == (("P", "Q"), ("a", "b"), ("X", "Y"))
    assert facts.people == ("Ada", "Zoë")


def test_people_are_faces_with_names() -> None:
    """Servers ask for a review of faces that have names. Markers that are not faces, or have no name, are left out."""
    markers = [
        _marker("Ada"),
        _marker("Zoë", Review=True),
        _marker("Wrong", Invalid=True),
        _marker("Neither", Invalid=True, Review=True),
        _marker(""),
        _marker("Table", Type="label"),
    ]
    facts = metadata_of(recorded_photo(Files=[{"Markers": markers}, {"Markers": None}]), [])
    assert facts.people == ("Ada", "Zoë")


def test_faces_are_those_on_the_file_that_is_shown() -> None:
    """With their places on it. Who is on another file, or at a place that makes no sense, is a person all the same."""
    place = {"X": 0.25, "Y": 0.5, "W": 0.125, "H": 0.25}
    shown = [_marker("Ada ", **place), _marker("Wrong", Invalid=True, **place), _marker("Flat", **{**place, "W": 0})]
    nowhere = [_marker("Nan", **{**place, "X": float("nan")}), _marker("None", X=None)]
    files = [{"Primary": True, "Markers": shown + nowhere}, {"Markers": [_marker("Zoë", **place)]}]
    facts = metadata_of(recorded_photo(Files=files), [])
    assert facts.people == ("Ada", "Flat", "Nan", "None", "Zoë")
    assert facts.faces == (Face("Ada", 0.25, 0.5, 0.125, 0.25),)
    assert json.loads(as_json(facts))["Faces"] == [{"Name": "Ada", "X": 0.25, "Y": 0.5, "W": 0.125, "H": 0.25}]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, {}),
        ({"DeletedAt": "2026-11-25T23:05:39Z"}, {"Archived": True}),
        ({"DeletedAt": "0001-01-01T00:00:00Z"}, {}),
        ({"Quality": -1}, {"Hidden": True}),
        ({"Quality": 0}, {}),
    ],
    ids=str,
)
def test_archived_and_hidden_photos_say_so(changes: dict[str, Any], told: dict[str, Any]) -> None:
    """A copy of the folder would not show it otherwise."""
    found = json.loads(as_json(metadata_of(recorded_photo(**changes), [])))
    assert {name: found[name] for name in ("Archived", "Hidden") if name in found} == told


@pytest.mark.parametrize(
    ("changes", "written"),
    [
        ({"Year": -1, "Month": -1, "Day": -1}, None),
        ({"Year": 1978, "Month": -1, "Day": -1}, "1978"),
        ({"Year": 1978, "Month": 5, "Day": -1}, "1978-05"),
        ({"Year": 1978, "Month": -1, "Day": 7}, "1978"),
        ({"Year": 978, "Month": 5, "Day": -1}, "0978-05"),
        ({"Year": 2019, "Month": 5, "Day": 5}, "2019-05-05T05:05:05"),
        ({"Year": None, "Month": None, "Day": None}, "2019-05-05T05:05:05"),
    ],
    ids=str,
)
def test_no_part_of_a_date_is_made_up(changes: dict[str, Any], written: str | None) -> None:
    """The local time of a date that is known in part means nothing, nor does its zone."""
    facts = metadata_of(recorded_photo(**changes, TimeZone="UTC+2"), [])
    found = json.loads(as_json(facts))
    assert found.get("TakenAtLocal") == written
    is_whole = written is not None and "T" in written
    assert ("TakenAt" in found) == ("TimeZone" in found) == is_whole
    assert time_of(facts) == (f"{written}+02:00" if is_whole else written)


def test_labels_that_were_taken_away_are_left_out() -> None:
    """The server keeps them with an uncertainty of 100 percent."""
    labels = [
        {"Uncertainty": 99, "Label": {"Name": "Dog"}},
        {"Uncertainty": 100, "Label": {"Name": "Cat"}},
        {"Label": {"Name": "Owl"}},
        {"Uncertainty": 0, "Label": None},
        {"Uncertainty": 0, "Label": {"Name": ""}},
    ]
    assert metadata_of(recorded_photo(Labels=labels), []).labels == ("Dog", "Owl")


BERLIN = {"PlaceID": "de:1", "Label": "Berlin, Germany", "City": "Berlin", "State": "Unknown", "Country": "de"}


def test_place_of_a_photo() -> None:
    """Its names are taken over, but for those that are unknown."""
    photo = recorded_photo(Place=BERLIN, PlaceSrc="meta", Country="de", Lat=52.45960555555, Lng=13.5, Altitude=50)
    facts = metadata_of(photo, [])
    assert (facts.place_label, facts.place_city, facts.place_state) == ("Berlin, Germany", "Berlin", "")
    assert facts.country == "de"
    assert (facts.lat, facts.lng, facts.altitude) == (52.4596056, 13.5, 50)


def test_a_guessed_place_is_no_fact() -> None:
    """The server takes it from neighbouring photos, the zone with it, and guesses anew; a manual time stays."""
    guess = {"Place": BERLIN, "PlaceSrc": "estimate", "Country": "de", "Lat": 52.5, "Lng": 13.5, "Altitude": 5}
    photo = recorded_photo(**guess, TimeZone="Europe/Berlin", TakenAtLocal="2019-05-05T07:05:05Z")
    facts = metadata_of(photo, [])
    without = metadata_of(recorded_photo(TakenAtLocal="2019-05-05T07:05:05Z"), [])
    assert facts == replace(without, taken_utc=None, time_zone="")
    by_hand = metadata_of(recorded_photo(**guess, TimeZone="Europe/Berlin", TakenSrc="manual"), [])
    assert by_hand.time_zone == "Europe/Berlin"
    assert by_hand.taken_utc is not None


@pytest.mark.parametrize(
    "changes",
    [
        {"Lat": 0, "Lng": 0},
        {"Lat": None, "Lng": None},
        {"Lat": 91, "Lng": 0},
        {"Lat": 0, "Lng": -181},
        {"Lat": float("nan"), "Lng": 1},
        {"Lat": 1, "Lng": float("inf")},
    ],
    ids=str,
)
def test_what_is_no_position_is_left_out(changes: dict[str, Any]) -> None:
    """The server's zeros, and what is not on the globe."""
    facts = metadata_of(recorded_photo(**changes), [])
    assert (facts.lat, facts.lng) == (None, None)
    assert json.loads(as_json(facts)).keys().isdisjoint({"Lat", "Lng"})


def test_a_place_on_the_equator_is_kept() -> None:
    """Zero is a latitude when the longitude is something else, with one spelling."""
    facts = metadata_of(recorded_photo(Lat=-0.0, Lng=6.5), [])
    assert '"Lat": 0.0,' in as_json(facts)
    assert values_of(as_xmp(facts))["exif:GPSLatitude"] == "0,0.000000N"


@pytest.mark.parametrize(
    ("taken_at", "local", "expected"),
    [
        ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z", (None, None)),
        (None, None, (None, None)),
        ("junk", "", (None, None)),
        ("9999-12-31T23:59:59-12:00", "9999-12-31T23:59:59Z", (None, datetime(9999, 12, 31, 23, 59, 59))),
    ],
)
def test_what_is_no_time_is_left_out(taken_at: object, local: object, expected: tuple[object, object]) -> None:
    """Never, null, and what no clock can show."""
    facts = metadata_of(recorded_photo(TakenAt=taken_at, TakenAtLocal=local, TimeZone="UTC"), [])
    assert (facts.taken_utc, facts.taken.moment) == expected
    assert description_of(as_xmp(facts)) is not None


def test_a_time_of_another_zone_is_told_in_utc() -> None:
    """Servers write UTC; if one does not, the text does."""
    facts = metadata_of(recorded_photo(TakenAt="2019-05-05T07:05:05.25+02:00"), [])
    assert json.loads(as_json(facts))["TakenAt"] == "2019-05-05T05:05:05.250000Z"


def test_all_facts_as_json() -> None:
    """Each fact is there under its name, and no name without a fact."""
    found = json.loads(as_json(FULL))
    assert len(found) == len(fields(PhotoMetadata))
    assert found["People"] == ["Ada Lovelace", "Zoë"]
    assert (found["TakenAt"], found["TakenAtLocal"]) == ("2020-05-11T14:16:48Z", "2020-05-11T16:16:48")
    assert (found["Favorite"], found["Private"], found["Altitude"]) == (True, True, -28)
    assert list(found) == sorted(found)


def test_no_facts_make_empty_texts() -> None:
    """Nothing is written about what is not known."""
    assert as_json(PhotoMetadata()) == "{}\n"
    assert values_of(as_xmp(PhotoMetadata())) == {}
    assert set(description_of(as_xmp(PhotoMetadata())).attrib) == {f"{{{NAMESPACES['rdf']}}}about"}
    assert metadata_of(EntityPhoto(), []) == PhotoMetadata()


def test_exotic_texts_in_json() -> None:
    """All but lone surrogates comes back; those cannot be written to a file."""
    text = as_json(PhotoMetadata(title="\0<&>\"'\\\r\n\u2028👩\u200d👧\ud800"))
    assert json.loads(text.encode()) == {"Title": "\0<&>\"'\\\r\n\u2028👩\u200d👧"}


@given(ANY_FACTS)
def test_json_always_loads_back(facts: PhotoMetadata) -> None:
    """Whatever the facts, the text is JSON in UTF-8, and holds what is not empty."""
    found = json.loads(as_json(facts).encode())
    assert found.get("Altitude") == facts.altitude
    assert found.get("Favorite", False) == facts.favorite
    assert found.get("Lat") == facts.lat
    assert len(found.get("People", [])) == len(facts.people)


@given(ANY_FACTS)
def test_same_facts_make_the_same_texts(facts: PhotoMetadata) -> None:
    """Byte for byte, also when they are another object."""
    again = replace(facts)
    assert as_xmp(again).encode() == as_xmp(facts).encode()
    assert as_json(again).encode() == as_json(facts).encode()


@given(
    st.none() | st.datetimes(datetime(2, 1, 2), timezones=st.sampled_from([UTC, timezone(timedelta(hours=-12))])),
    st.none() | st.datetimes(datetime(2, 1, 2)),
    st.none() | st.integers(-1, 9999),
    st.sampled_from(["", "meta", "estimate", "manual"]),
    st.floats() | st.none(),
    st.floats() | st.none(),
)
def test_facts_of_any_photo_can_be_written(
    taken_at: datetime | None,
    local: datetime | None,
    year: int | None,
    source: str,
    lat: float | None,
    lng: float | None,
) -> None:
    """Times, sources and positions of any kind become facts of which both texts can be made."""
    photo = EntityPhoto(taken_at=taken_at, taken_at_local=local, year=year, place_src=source, lat=lat, lng=lng)
    facts = metadata_of(photo, [])
    assert description_of(as_xmp(facts)) is not None
    assert (facts.lat is None) == (facts.lng is None)
    assert "NaN" not in as_json(facts)
