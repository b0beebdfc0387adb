"""Generated models: recorded answers are read whole, Python code is checked, forms send only what was set."""

import importlib
import json
import pickle
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from codegen.imports import module_of
from codegen.registry import CHOICES, MODELS
from photoprism_client.models.base import Form, Model
from photoprism_client.models.customize_download_name import CustomizeDownloadName
from photoprism_client.models.customize_settings import CustomizeSettings
from photoprism_client.models.entity_album import EntityAlbum
from photoprism_client.models.entity_file import EntityFile
from photoprism_client.models.entity_photo import EntityPhoto
from photoprism_client.models.entity_photo_label import EntityPhotoLabel
from photoprism_client.models.form_album import FormAlbum
from photoprism_client.models.form_details import FormDetails
from photoprism_client.models.form_photo import FormPhoto
from photoprism_client.models.form_selection import FormSelection
from photoprism_client.models.reading import read_list, read_one
from photoprism_client.models.search_photo import SearchPhoto

_RECORDED = Path(__file__).parents[1] / "contract" / "recorded"
READ: dict[str, Any] = json.loads((_RECORDED / "samples.json").read_text(encoding="utf-8"))
WRITTEN: dict[str, Any] = json.loads((_RECORDED / "write-samples.json").read_text(encoding="utf-8"))

#: Recorded bodies and their models.
SAMPLES = {
    "session": "SessionResponse",
    "photos_merged": "SearchPhoto",
    "photos_not_merged": "SearchPhoto",
    "albums": "SearchAlbum",
    "labels": "SearchLabel",
    "folders": "FolderListing",
    "file": "EntityFile",
    "photo": "EntityPhoto",
    "subjects": "SearchSubject",
    "album_created": "EntityAlbum",
    "album_updated": "EntityAlbum",
    "link": "EntityLink",
    "photo_updated": "EntityPhoto",
    "photo_with_marker": "EntityPhoto",
    "marker_named": "EntityMarker",
    "faces_before_naming": "SearchFace",
    "subject": "EntitySubject",
    "label_renamed": "EntityLabel",
    "file_uploaded": "EntityFile",
    "upload_answer": "I18nResponse",
    "upload_processed": "I18nResponse",
    "import_answer": "I18nResponse",
    "index_answer": "I18nResponse",
    "zip_created": "I18nResponse",
    "moments_time": "EntityAlbum",
    "errors": "EntityError",
    "settings": "CustomizeSettings",
    "config_options": "ConfigOptions",
    "service": "EntityService",
    "user": "SessionUser",
}
#: Recorded bodies of operations that return dicts, or that nobody publishes.
WITHOUT_MODEL = {
    *("album_photos_added", "geo", "geo_view", "photos_view", "user_sessions", "oauth_metadata"),
}


def _rows(sample: str) -> list[dict[str, Any]]:
    body = (READ | WRITTEN)[sample]
    return body if isinstance(body, list) else [body]


ROWS = [
    pytest.param(name, row, id=f"{sample}-{number}")
    for sample, name in SAMPLES.items()
    for number, row in enumerate(_rows(sample))
]


def _model(name: str) -> type[Model]:
    model: type[Model] = getattr(importlib.import_module(f"photoprism_client.models.{module_of(name)}"), name)
    return model


ALL = [_model(name) for name in MODELS]
FORMS = [model for model in ALL if issubclass(model, Form)]
ANSWERS = [model for model in ALL if model not in FORMS]


def _read(name: str, row: dict[str, Any]) -> Model:
    read = _model(name).from_dict(row)
    assert read is not None
    return read


def _parts(model: Model) -> Iterator[Model]:
    """Return a model and all that are in it."""
    yield model
    for value in model.__dict__.values():
        for part in value if isinstance(value, list) else [value]:
            if isinstance(part, Model):
                yield from _parts(part)


def test_every_recorded_body_has_its_model_or_is_listed() -> None:
    """A sample that is recorded later is not passed over."""
    assert set(READ | WRITTEN) == set(SAMPLES) | WITHOUT_MODEL


@pytest.mark.parametrize(("name", "row"), ROWS)
def test_recorded_fields_are_described(name: str, row: dict[str, Any]) -> None:
    """No field of a recorded answer is left without an attribute, in models within models neither."""
    read = _read(name, row)
    assert [f"{type(part).__name__}.{extra}" for part in _parts(read) for extra in part.model_extra or ()] == []


@pytest.mark.parametrize(("name", "row"), ROWS)
def test_recorded_answers_make_the_round_trip(name: str, row: dict[str, Any]) -> None:
    """What is read is written again so that it reads the same: as dict, as JSON, pickled and copied."""
    read = _read(name, row)
    assert read == read_one(_model(name), json.dumps(row).encode())
    assert _read(name, read.to_dict()) == read
    assert _model(name).from_json(read.to_json()) == read
    assert json.loads(read.to_json()) == read.to_dict() == json.loads(json.dumps(read.to_dict()))
    assert pickle.loads(pickle.dumps(read)) == deepcopy(read) == read


@pytest.mark.parametrize(("name", "row"), ROWS)
def test_recorded_values_are_written_under_the_names_of_the_server(name: str, row: dict[str, Any]) -> None:
    """Each value comes back as it was, but for null, never, and parts of a second below a millionth."""
    written = _read(name, row).to_dict()
    for key, value in row.items():
        if isinstance(value, (bool, int, float)) or (
            isinstance(value, str) and not key.endswith(("At", "AtLocal", "Time"))
        ):
            assert written[key] == value, key


@pytest.mark.parametrize("model", ANSWERS)
def test_unknown_fields_are_kept(model: type[Model]) -> None:
    """What a later server says is there, and is written again."""
    read = model.from_dict({"FromTheFuture": {"Deep": [1, "x"]}})
    assert read is not None
    assert (read.model_extra or {})["FromTheFuture"] == {"Deep": [1, "x"]}
    assert read.to_dict()["FromTheFuture"] == {"Deep": [1, "x"]}


@pytest.mark.parametrize("name", MODELS)
def test_both_names_of_a_field_are_read(name: str) -> None:
    """The server's name and that of the API description are read; the server's is written."""
    values: dict[str, object] = {"str": "x", "int": 5, "float": 2.5, "bool": True}
    for field in MODELS[name].fields:
        if field.type in values and field.also:
            expected = _model(name)(**{field.name: values[field.type]}).to_dict()
            for wire in (field.wire_name, field.also):
                read = _read(name, {wire: values[field.type]})
                assert getattr(read, field.name) == values[field.type]
            assert expected[field.wire_name] == values[field.type]


@pytest.mark.parametrize("model", ALL)
def test_every_field_may_be_missing_or_null(model: type[Model]) -> None:
    """An empty object and one in which all is null are read alike; lists of answers are then empty."""
    empty = model()
    assert model.from_dict({}) == empty
    nulls = model.from_dict(dict.fromkeys(field.serialization_alias or "" for field in model.model_fields.values()))
    assert nulls == empty
    assert model.from_dict(None) is None


@pytest.mark.parametrize("model", FORMS)
def test_forms_send_only_what_was_set(model: type[Model]) -> None:
    """A form without values is an empty object, and None sets nothing."""
    assert model().to_dict() == {}
    assert model(**dict.fromkeys(model.model_fields)).to_json() == "{}"


def test_forms_are_made_by_either_name() -> None:
    """Python's names and the server's construct the same."""
    assert FormAlbum(title="Sea", favorite=False) == FormAlbum(Title="Sea", Favorite=False)  # type: ignore[call-arg]  # names of the server
    assert FormSelection(photos=["a"]).to_dict() == {"photos": ["a"]}


def test_a_form_is_made_of_an_answer() -> None:
    """What a form has no place for is left out; the rest is as the server had it."""
    photo = _read("EntityPhoto", READ["photo"])
    form = FormPhoto.from_dict(photo.to_dict())
    assert form is not None
    sent = form.to_dict()
    assert {"Files", "Labels", "Albums", "UID", "ID", "CreatedAt"} & set(sent) == set()
    assert sent["Title"] == READ["photo"]["Title"]
    assert sent["TakenAtLocal"] == READ["photo"]["TakenAtLocal"] == "2019-05-05T05:05:05Z"
    assert sent["Details"]["PhotoID"] == 100
    assert sent["Details"]["Keywords"] == "grey, harbor, huge"


@pytest.mark.parametrize("model", ALL)
def test_an_unknown_name_is_refused_in_python(model: type[Model]) -> None:
    """Construction and assignment take the names that the model has; a slip of the pen is no new field."""
    with pytest.raises(ValidationError, match="there is no field of this name"):
        model(nonsense_of_nobody=1)
    with pytest.raises(ValidationError, match="there is no field of this name"):
        model().nonsense_of_nobody = 1  # type: ignore[attr-defined]  # that is the test


@pytest.mark.parametrize(
    ("make", "hint"),
    [
        (lambda: FormAlbum(titel="x"), "did you mean title?"),  # type: ignore[call-arg]  # that is the test
        (lambda: FormAlbum(Favourite=True), "did you mean Favorite"),  # type: ignore[call-arg]  # that is the test
        (lambda: setattr(FormAlbum(), "titel", "x"), "did you mean title?"),
        (lambda: setattr(EntityAlbum(), "titel", "x"), "did you mean title?"),
        (lambda: FormPhoto(Details={"artst": "x"}), "Details.artst\n  there is no field of this name"),  # type: ignore[call-arg]  # that is the test
        (lambda: setattr(FormPhoto(), "details", {"artst": "x"}), "artst\n  there is no field of this name"),
    ],
)
def test_close_names_are_shown(make: Callable[[], object], hint: str) -> None:
    """A slip of the pen is told from what was meant."""
    with pytest.raises(ValidationError) as caught:
        make()
    assert hint in str(caught.value)


@pytest.mark.parametrize(
    "make",
    [
        lambda: FormAlbum(title=5),  # type: ignore[arg-type]  # that is the test
        lambda: setattr(FormAlbum(), "title", 5),
        lambda: FormPhoto(taken_at_local="soon"),  # type: ignore[arg-type]  # that is the test
        lambda: FormPhoto(taken_at=datetime(2024, 5, 1)),
        lambda: FormPhoto(taken_at_local=datetime(1, 1, 1)),
        lambda: setattr(EntityPhoto(), "taken_at", "soon"),
        lambda: EntityPhoto.from_dict({"Year": "soon"}),
    ],
)
def test_a_wrong_value_is_refused(make: Callable[[], object]) -> None:
    """A value of another type is an error of pydantic, as published; in Python, so is a time that is none."""
    with pytest.raises(ValidationError):
        make()


def test_assignment_changes_what_is_sent() -> None:
    """A field that is assigned is sent, as the right type; unknown fields stay, and can be assigned, too."""
    form = FormPhoto(title="a")
    form.title, form.favorite = "b", True
    form.taken_at_local = datetime(2024, 5, 1, 10, tzinfo=UTC)
    form.details = FormDetails(photo_id=5, artist="me")
    assert form.to_dict() == {
        "Title": "b",
        "Favorite": True,
        "TakenAtLocal": "2024-05-01T10:00:00Z",
        "Details": {"PhotoID": 5, "Artist": "me"},
    }
    photo = _read("EntityPhoto", {"Title": "a", "Novelty": 1})
    assert isinstance(photo, EntityPhoto)
    photo.title = "b"
    photo.Novelty = 2  # type: ignore[attr-defined]  # it came with the answer
    assert photo.to_dict() == {"Title": "b", "Novelty": 2, "Albums": [], "Files": [], "Labels": []}


def test_a_failed_assignment_changes_nothing() -> None:
    """The value that was there stays, and so do unknown fields."""
    photo = _read("EntityPhoto", {"Title": "a", "Novelty": 1})
    with pytest.raises(ValidationError):
        photo.title = 5  # type: ignore[attr-defined]  # that is the test
    assert photo.to_dict()["Title"] == "a"
    assert photo.model_extra == {"Novelty": 1}


def test_times_are_what_they_say() -> None:
    """Times have a zone, the local one has none although it ends in Z; year 1 is never, and no time is none."""
    row = {
        "TakenAt": "2018-09-10T12:16:13Z",
        "TakenAtLocal": "2018-09-10T21:16:13Z",
        "CreatedAt": "2026-11-23T13:19:14.768138607Z",
        "EditedAt": "0001-01-01T00:00:00Z",
        "CheckedAt": "soon",
        "UpdatedAt": 7,
    }
    photo = SearchPhoto.from_dict(row)
    assert photo is not None
    assert photo.taken_at == datetime(2018, 9, 10, 12, 16, 13, tzinfo=UTC)
    assert photo.taken_at_local == datetime(2018, 9, 10, 21, 16, 13)
    assert photo.created_at == datetime(2026, 11, 23, 13, 19, 14, 768138, tzinfo=UTC)
    assert (photo.edited_at, photo.checked_at, photo.deleted_at) == (None,) * 3
    assert photo.to_dict()["TakenAt"] == row["TakenAt"]
    assert photo.to_dict()["TakenAtLocal"] == row["TakenAtLocal"]
    assert photo.to_dict()["CreatedAt"] == "2026-11-23T13:19:14.768138Z"


def test_an_enumeration_takes_what_nobody_knows_yet() -> None:
    """A known value is a member of the enumeration, any other is a text: no answer is unreadable for it."""
    for value in ("file", "bogus"):
        settings = CustomizeSettings.from_dict({"download": {"name": value}})
        assert settings is not None
        assert settings.download is not None
        assert settings.download.name == value
        assert settings.to_dict() == {"download": {"name": value}}
        assert isinstance(settings.download.name, CustomizeDownloadName) is (value == "file")


def test_photos_and_their_labels_are_one_circle() -> None:
    """Models that refer to each other share a module, and each is in its own as well."""
    label = EntityPhotoLabel(photo=EntityPhoto(uid="p", labels=[EntityPhotoLabel(label_id=3)]))
    assert label.photo is not None
    assert label.photo.labels[0].label_id == 3
    read = EntityPhotoLabel.from_dict({"Photo": {"UID": "p", "Labels": [{"LabelID": 3}]}})
    assert read == label


def test_additions_are_there() -> None:
    """Members that are written by hand belong to the models that the table gives them."""
    original, made = EntityFile(root="/", hash="a", primary=False), EntityFile(root="sidecar", hash="b", primary=True)
    photo = EntityPhoto(files=[original, made])
    assert (photo.originals, photo.sidecars, photo.hash) == ([original], [made], "b")
    assert SearchPhoto(files=[made]).originals == []
    assert EntityPhoto().hash is None


def test_a_listing_is_read_as_a_whole() -> None:
    """Rows become models, and null is none."""
    rows = read_list(SearchPhoto, json.dumps(READ["photos_merged"]).encode())
    assert [row.uid for row in rows] == [row["UID"] for row in READ["photos_merged"]]
    assert read_list(SearchPhoto, b"null") == []


def test_enumerations_of_the_table_are_written() -> None:
    """Each has the members of its entry."""
    for name, choice in CHOICES.items():
        found = getattr(importlib.import_module(f"photoprism_client.models.{module_of(name)}"), name)
        assert [member.name for member in found] == list(choice.members)
