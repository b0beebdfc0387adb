"""Models: every recorded answer is read, kept and written again; strange ones are read as far as they go."""

import json
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from photoprism_client import models
from photoprism_client.models.base import Model
from photoprism_client.models.config_client_config import ConfigClientConfig
from photoprism_client.models.entity_file import EntityFile
from photoprism_client.models.entity_marker import EntityMarker
from photoprism_client.models.entity_photo import EntityPhoto
from photoprism_client.models.folder_listing import FolderListing
from photoprism_client.models.oauth_token_response import OAuthTokenResponse
from photoprism_client.models.reading import narrowed, read_list, read_one
from photoprism_client.models.search_album import SearchAlbum
from photoprism_client.models.search_label import SearchLabel
from photoprism_client.models.search_photo import SearchPhoto
from photoprism_client.models.search_subject import SearchSubject
from photoprism_client.models.session_response import SessionResponse

SAMPLES: dict[str, Any] = json.loads(
    (Path(__file__).parents[1] / "contract" / "recorded" / "samples.json").read_text(encoding="utf-8")
)
RECORDED: list[tuple[type[Model], dict[str, Any]]] = [
    *((SearchPhoto, row) for row in SAMPLES["photos_merged"]),
    *((SearchPhoto, row) for row in SAMPLES["photos_not_merged"]),
    *((SearchAlbum, row) for row in SAMPLES["albums"]),
    *((SearchLabel, row) for row in SAMPLES["labels"]),
    (FolderListing, SAMPLES["folders"]),
    (EntityFile, SAMPLES["file"]),
    (EntityPhoto, SAMPLES["photo"]),
    (SessionResponse, SAMPLES["session"]),
    (ConfigClientConfig, SAMPLES["session"]["config"]),
]


def _names(value: object) -> set[str]:
    """Return the names of all fields that hold more than null, in objects within objects, too."""
    if isinstance(value, list):
        return {name for item in value for name in _names(item)}
    if isinstance(value, dict):
        inner = {name for item in value.values() for name in _names(item)}
        return inner | {name for name, item in value.items() if item is not None and item != "0001-01-01T00:00:00Z"}
    return set()


@pytest.mark.parametrize(("model", "row"), RECORDED)
def test_recorded_answers_make_the_round_trip(model: type[Model], row: dict[str, Any]) -> None:
    """What is read is written again so that it reads the same, by way of dicts and of JSON."""
    read = model.from_dict(row)
    assert read is not None
    again = [model.from_dict(read.to_dict()), model.from_json(read.to_json())]
    assert [one.to_dict() for one in again if one] == [read.to_dict()] * 2
    assert read_one(model, json.dumps(row).encode()) == read


@pytest.mark.parametrize(("model", "row"), RECORDED)
def test_no_field_is_lost(model: type[Model], row: dict[str, Any]) -> None:
    """Each field of an answer is there after reading, under the server's name."""
    read = model.from_dict({**row, "FromTheFuture": {"Deep": [1, "x"]}})
    assert read is not None
    assert _names(row) <= _names(json.loads(read.to_json()))
    assert read.to_dict()["FromTheFuture"] == {"Deep": [1, "x"]}
    assert read.model_extra is not None
    assert read.model_extra["FromTheFuture"] == {"Deep": [1, "x"]}


@pytest.mark.parametrize(("model", "row"), RECORDED)
def test_rows_have_attributes_for_what_the_server_sends(model: type[Model], row: dict[str, Any]) -> None:
    """No field of a recorded row is left without a typed attribute; the configuration and users keep the rest."""
    read = model.from_dict(row)
    assert read is not None
    if model not in {SessionResponse, ConfigClientConfig}:
        assert read.model_extra == {}


@pytest.mark.parametrize("value", ["\ud800", object()])
def test_a_dict_that_json_cannot_hold_is_a_validation_error(value: object) -> None:
    """The message says why, and shows no input."""
    with pytest.raises(ValidationError, match="JSON cannot hold this"):
        SearchPhoto.from_dict({"Title": value})


@pytest.mark.parametrize("name", [name for name in models.__all__ if not issubclass(getattr(models, name), Enum)])
def test_every_field_may_be_missing_or_null(name: str) -> None:
    """An empty object, and one in which all is null, are read; lists are then empty."""
    model: type[Model] = getattr(models, name)
    empty = model()
    assert model.from_dict({}) == empty
    nulls = model.from_dict(dict.fromkeys(empty.model_dump(by_alias=True)))
    assert nulls is not None
    assert nulls.model_dump() == empty.model_dump()
    assert model.from_dict(None) is None


@pytest.mark.parametrize("name", models.__all__)
def test_names_of_the_models_are_those_of_their_classes(name: str) -> None:
    """Each name is found, and has the class of that name."""
    assert getattr(models, name).__name__ == name


def test_times_are_what_they_say() -> None:
    """Times have a zone, the local one has none although it ends in Z, and year 1 is never."""
    photo = SearchPhoto.from_dict(
        {
            "TakenAt": "2018-09-10T12:16:13Z",
            "TakenAtLocal": "2018-09-10T21:16:13Z",
            "CreatedAt": "2026-11-23T13:19:14.768138607Z",
            "EditedAt": "0001-01-01T00:00:00Z",
            "CheckedAt": "soon",
            "DeletedAt": None,
        }
    )
    assert photo is not None
    assert photo.taken_at == datetime(2018, 9, 10, 12, 16, 13, tzinfo=UTC)
    assert photo.taken_at_local == datetime(2018, 9, 10, 21, 16, 13)
    assert photo.created_at == datetime(2026, 11, 23, 13, 19, 14, 768138, tzinfo=UTC)
    assert (photo.edited_at, photo.checked_at, photo.deleted_at, photo.updated_at) == (None,) * 4
    never = SearchPhoto.from_dict({"TakenAt": "0001-01-01T00:00:00Z", "TakenAtLocal": "0001-01-01T00:00:00Z"})
    assert never is not None
    assert (never.taken_at, never.taken_at_local) == (None, None)


def test_names_are_made_as_the_generator_makes_them() -> None:
    """Attributes are in snake case, and both kinds of names make a model."""
    row = {"UID": "p", "CameraID": 6, "FNumber": 1.8, "TimeZone": "UTC+2", "PlaceID": "zz", "CellID": "zz"}
    photo = SearchPhoto.from_dict(row)
    assert photo == SearchPhoto(uid="p", camera_id=6, f_number=1.8, time_zone="UTC+2", place_id="zz", cell_id="zz")
    file = EntityFile.from_dict({"PhotoUID": "p", "MediaUTC": 5, "MediaID": "m", "FPS": 2.5, "HDR": True})
    assert file == EntityFile(photo_uid="p", media_utc=5, media_id="m", fps=2.5, hdr=True)
    assert file is not None
    assert file.to_dict() == {
        "PhotoUID": "p", "MediaUTC": 5, "MediaID": "m", "FPS": 2.5, "HDR": True, "Markers": []
    }  # fmt: skip


@pytest.mark.parametrize(
    ("row", "caption"),
    [
        ({"Caption": "new"}, "new"),
        ({"Description": "old"}, "old"),
        ({"Caption": None, "Description": None}, None),
        ({}, None),
    ],
)
@pytest.mark.parametrize("model", [SearchPhoto, EntityPhoto])
def test_caption_and_description_are_the_same(
    model: type[SearchPhoto | EntityPhoto], row: dict[str, Any], caption: str | None
) -> None:
    """Servers renamed the one to the other in 2025; either attribute has whichever came."""
    photo = model.from_dict(row)
    assert photo is not None
    assert (photo.caption, photo.description) == (caption, caption)


def test_both_spellings_of_the_description_are_read() -> None:
    """The API description has lower-case names for some fields, servers send capitals: both are read."""
    small = {"id": 5, "createdAt": "2024-01-01T00:00:00Z", "files": [{"UID": "f"}], "labels": [{"labelID": 3}]}
    large = {"ID": 5, "CreatedAt": "2024-01-01T00:00:00Z", "Files": [{"UID": "f"}], "Labels": [{"LabelID": 3}]}
    photo = EntityPhoto.from_dict(small)
    assert photo == EntityPhoto.from_dict(large)
    assert photo is not None
    assert photo.labels[0].label_id == 3


def test_originals_are_the_users_own_files() -> None:
    """The model distinguishes a file from what the server made of it."""
    heic = SearchPhoto.from_dict(SAMPLES["photos_merged"][0])
    assert heic is not None
    assert [file.name for file in heic.originals] == ["examples/iphone_7.heic"]
    assert [file.name for file in heic.sidecars] == ["examples/iphone_7.heic.jpg"]
    assert [file.is_original for file in heic.files] == [False, True]
    whole = EntityPhoto.from_dict(SAMPLES["photo"])
    assert whole is not None
    assert whole.hash == whole.files[0].hash
    assert EntityPhoto().hash is None


def test_numbers_of_rows_are_text_and_of_photos_numbers() -> None:
    """A row's ID names its files, too, and is text; elsewhere it is a number."""
    row, photo = SearchPhoto.from_dict(SAMPLES["photos_merged"][0]), EntityPhoto.from_dict(SAMPLES["photo"])
    assert row is not None
    assert photo is not None
    assert (row.id, photo.id) == ("78-98", 100)


def test_markers_are_read() -> None:
    """A marker's area and crop come through."""
    file = EntityFile.from_dict({"Markers": [{"UID": "m", "X": 0.5, "W": 0.25, "Thumb": "a-b", "SubjUID": "j"}]})
    assert file is not None
    assert file.markers == [EntityMarker(uid="m", x=0.5, w=0.25, thumb="a-b", subj_uid="j")]


@pytest.mark.parametrize(
    "secretive",
    [
        SessionResponse.from_dict(
            {
                "access_token": "S3cret-1",
                "id": "S3cret-2",
                "session_id": "S3cret-3",
                "data": {"tokens": ["S3cret-4"]},
                "config": {"previewToken": "S3cret-5", "downloadToken": "S3cret-6"},
                "refresh_token": 1,
            }
        ),
        OAuthTokenResponse.from_dict({"access_token": "S3cret-1", "session_id": "S3cret-2"}),
    ],
)
def test_secrets_are_not_shown(secretive: Model) -> None:
    """Neither repr nor str show a token; the attributes, dicts and JSON have it."""
    assert "S3cret" not in f"{secretive!r} {secretive}"
    assert "S3cret-1" in secretive.to_json()
    assert "S3cret-1" in str(secretive.to_dict())
    assert "S3cret-1" not in secretive.to_str()


def test_read_list_takes_null_for_none() -> None:
    """A server that writes null for no rows has none."""
    assert read_list(SearchSubject, b"null") == []
    assert read_list(SearchSubject, b'[{"Name":"A"}]') == [SearchSubject(name="A")]


@pytest.mark.parametrize(
    "body",
    [b"", b"{}", b"[", b'[{"UID":"a"}', b"<html></html>", b'[{"UID":1}]', b"[1,2]", b"[" * 100_000, b"\xff", b"[null]"],
)
def test_what_is_no_list_of_rows_is_a_value_error(body: bytes) -> None:
    """Anything but rows raises one class of error."""
    with pytest.raises(ValueError, match="validation error"):
        read_list(SearchPhoto, body)


def test_more_rows_than_a_page_may_have_are_refused() -> None:
    """Rows without end are not kept, and one wrong row of many makes one error."""
    with pytest.raises(ValueError, match="at most 100000 items"):
        read_list(SearchPhoto, b"[" + b"{}," * 100_000 + b"{}]")
    with pytest.raises(ValueError, match="1 validation error"):
        read_list(SearchPhoto, b"[" + b"0," * 5_000 + b"0]")


NARROW = frozenset({"uid", "caption", "taken_at_local", "deleted_at", "files.name", "files.size", "files.markers.name"})


@pytest.mark.once
@pytest.mark.parametrize("kind", ["photos_merged", "photos_not_merged"])
def test_a_narrowed_model_reads_its_fields_as_the_model_does(kind: str) -> None:
    """A reader of a few fields sees in them what a reader of all sees; all others are not attributes."""
    body = json.dumps([*SAMPLES[kind], {"UID": "p1", "Files": None, "Description": "Sea"}]).encode()
    for whole, few in zip(read_list(SearchPhoto, body), read_list(narrowed(SearchPhoto, NARROW), body), strict=True):
        for name in ("uid", "caption", "taken_at_local", "deleted_at"):
            assert getattr(few, name) == getattr(whole, name)
        assert [(file.name, file.size, [marker.name for marker in file.markers]) for file in few.files] == [
            (file.name, file.size, [marker.name for marker in file.markers]) for file in whole.files
        ]
        assert few.to_dict().keys() <= {"UID", "Caption", "TakenAtLocal", "DeletedAt", "Files"}
        with pytest.raises(AttributeError):
            _ = few.title


@pytest.mark.once
@pytest.mark.parametrize("row", ['{"UID":1}', '{"Files":[{"Size":"x"}]}', '{"Files":{}}', "1", "null"])
def test_a_narrowed_model_refuses_what_the_model_refuses(row: str) -> None:
    """A few fields are checked like all."""
    for model in (SearchPhoto, narrowed(SearchPhoto, NARROW)):
        with pytest.raises(ValueError, match="1 validation error"):
            read_list(model, f"[{row}]".encode())


@pytest.mark.once
def test_a_field_that_a_model_lacks_cannot_be_narrowed_to() -> None:
    """A wrong name shows at once, and not as a field that is never set."""
    with pytest.raises(KeyError, match="nmae"):
        narrowed(SearchPhoto, frozenset({"files.nmae"}))
