"""The published package, name by name: what its users call and import is here; what differs is listed.

``package-surface.json`` has the facts: classes, methods with their parameters in order, models with their fields.
"""

import importlib
import inspect
import json
import re
from collections.abc import Callable
from enum import Enum
from pathlib import Path
from typing import Any

import pytest

import photoprism_client
from photoprism_client.models.base import Model
from test.codegen.classes import class_of

pytestmark = pytest.mark.once

SURFACE = json.loads((Path(__file__).parents[1] / "contract" / "package-surface.json").read_text(encoding="utf-8"))
OPERATIONS: list[tuple[str, str]] = [(api, name) for api, methods in SURFACE["apis"].items() for name in methods]
FIELDS: list[tuple[str, str]] = [
    (model, name) for model, facts in SURFACE["models"].items() for name in facts.get("fields", ())
]
OPTIONS = ["_request_timeout", "_request_auth", "_content_type", "_headers", "_host_index"]

#: Parameters that are required in the published package and may be left out here, with their defaults.
DEFAULTS = {"quality": None, "token": None, "size": "fit_720", "format": "avc"}
#: Results where the server's answers are not what its description says.
RESULTS = {
    "get_album_links": "list[EntityLink]",
    "get_errors": "list[EntityError]",
    "get_moments_time": "list[EntityAlbum]",
    "search_labels": "list[SearchLabel]",
}
#: Parameters that take more than published: numbers of labels and services. Faces have texts.
NUMBERS = {"id": "str | int"}
FACES = {"get_face", "update_face"}
#: Fields that are published as texts and hold times.
TIMES = {
    *("checked_at", "created_at", "deleted_at", "edited_at", "estimated_at", "matched_at", "modified_at"),
    *("published_at", "taken_at", "taken_at_local", "time", "updated_at", "utc"),
}
#: Fields whose type is a better one: durations are numbers, and an enumeration takes values that nobody knows yet.
TYPES = {
    "TimeDuration": "int",
    "CustomizeDownloadName": "CustomizeDownloadName | str",
    "Dict[str, Any]": "dict[str, object]",
}


def _class(path: str) -> type[Any]:
    return class_of(path.rpartition(".")[2])


def _modern(published: str) -> str:
    """Return a published type as it is written here."""
    optional = re.fullmatch(r"Optional\[(.*)\]", published)
    text = f"{optional[1]} | None" if optional else published
    text = text.replace("List[", "list[").replace("Dict[", "dict[").replace("Union[float, int, NoneType]", "float")
    return "MediaBytes" if text == "bytearray" else text


def _annotation(annotation: object) -> str:
    return (
        inspect.formatannotation(annotation)
        .replace("photoprism_client.media.", "")
        .replace("NoneType", "None")
        .strip("'")
    )


@pytest.mark.parametrize(("api", "name"), OPERATIONS)
@pytest.mark.parametrize("form", ["", "_with_http_info", "_without_preload_content"])
def test_operation_has_the_published_parameters(api: str, name: str, form: str) -> None:
    """Each form takes the same names in the same order, by position or by name, with the published defaults."""
    published = SURFACE["apis"][api][name]["parameters"]
    parameters = list(inspect.signature(getattr(_class(api), name + form)).parameters.values())[1:]
    positional = [p for p in parameters if p.kind is p.POSITIONAL_OR_KEYWORD]
    assert [p.name for p in positional] == [p["name"] for p in published] + OPTIONS
    for found, fact in zip(positional, published, strict=False):
        expected = inspect.Parameter.empty if fact["required"] else None
        assert found.default == DEFAULTS.get(found.name, expected)
        assert _annotation(found.annotation) == _parameter_type(name, fact)
    assert [p.default for p in positional[len(published) :]] == [None, None, None, None, 0]
    # Additions of ours never stand in the way of a published call.
    ours = [p for p in parameters if p not in positional]
    assert all(p.kind in {p.KEYWORD_ONLY, p.VAR_KEYWORD} for p in ours)
    assert all(p.kind is p.VAR_KEYWORD or p.default is not p.empty for p in ours)


def _parameter_type(operation: str, fact: dict[str, Any]) -> str:
    if operation not in FACES and fact["name"] in NUMBERS:
        return NUMBERS[fact["name"]]
    text = _modern(fact["type"])
    if text in {name.rpartition(".")[2] for name in SURFACE["models"]}:
        return f"{text} | Mapping[str, object]"
    is_looser = DEFAULTS.get(fact["name"], text) is None and not text.endswith("None")
    return f"{text} | None" if is_looser else text


@pytest.mark.parametrize(("api", "name"), OPERATIONS)
def test_operation_returns_what_is_published(api: str, name: str) -> None:
    """The plain form returns the published type, the second wraps it, the third is an open answer."""
    expected = RESULTS.get(name) or _modern(SURFACE["apis"][api][name]["returns"])

    def returned(form: str) -> str:
        return _annotation(inspect.signature(getattr(_class(api), name + form)).return_annotation)

    assert returned("") == expected
    assert returned("_with_http_info").removeprefix("photoprism_client.api_response.") == f"ApiResponse[{expected}]"
    assert returned("_without_preload_content").endswith("RESTResponse")


@pytest.mark.parametrize(
    ("api", "name"), [row for row in OPERATIONS if SURFACE["apis"][row[0]][row[1]]["returns"] == "bytearray"]
)
def test_operation_that_returns_bytes_writes_files(api: str, name: str) -> None:
    """Each class that has such an operation has its fourth form."""
    parameters = inspect.signature(getattr(_class(api), f"{name}_to_file")).parameters
    assert list(parameters)[2] == "path"
    assert {"overwrite", "progress", "fsync"} <= set(parameters)


def test_options_are_typed_without_any() -> None:
    """What may be passed as headers and authentication is said, for each operation in each form."""
    for api, name in OPERATIONS:
        for form in ("", "_with_http_info", "_without_preload_content"):
            parameters = inspect.signature(getattr(_class(api), name + form)).parameters
            shown = {option: _annotation(parameters[option].annotation) for option in OPTIONS}
            assert "Any" not in " ".join(shown.values())
            assert shown["_request_auth"] == "collections.abc.Mapping[str, object] | None"
            assert shown["_headers"] == "collections.abc.Mapping[str, str | float] | None"


def test_other_differences_are_exactly_those_that_are_listed() -> None:
    """A deviation that is no longer one goes from the lists above."""
    names = {name for _, name in OPERATIONS}
    assert set(RESULTS) | FACES <= names
    parameters = {p["name"] for methods in SURFACE["apis"].values() for m in methods.values() for p in m["parameters"]}
    assert set(DEFAULTS) | set(NUMBERS) <= parameters
    texts = {name for model, name in FIELDS if SURFACE["models"][model]["fields"][name][1] == "str"}
    assert texts >= TIMES
    types = {SURFACE["models"][model]["fields"][name][1] for model, name in FIELDS}
    assert set(TYPES) <= types


@pytest.mark.parametrize("path", SURFACE["models"])
def test_model_is_where_it_is_published(path: str) -> None:
    """Each model is in its own module, whichever module defines it."""
    module, _, name = path.rpartition(".")
    assert getattr(importlib.import_module(module), name).__name__ == name


@pytest.mark.parametrize(("path", "name"), FIELDS)
def test_field_has_the_published_name_and_type(path: str, name: str) -> None:
    """Each field has its attribute, is read by its published wire name, and has the published type or a better one."""
    module, _, model_name = path.rpartition(".")
    model: type[Model] = getattr(importlib.import_module(module), model_name)
    wire, published = SURFACE["models"][path]["fields"][name]
    annotations = _source_annotations(model)
    assert annotations[name] == _field_type(model_name, name, published)
    read = model.from_dict({wire: None})
    assert read is not None
    assert not read.model_extra


def _field_type(model: str, name: str, published: str) -> str:
    if name in TIMES and published == "str":
        return "LocalTime" if name == "taken_at_local" else "Time"
    text = _modern(TYPES.get(published, published))
    is_form = model.startswith("Form")
    return f"Annotated[{text}, LIST_OR_NULL]" if text.startswith("list[") and not is_form else f"{text} | None"


def _source_annotations(model: type[Model]) -> dict[str, str]:
    """Return the annotations of fields as their module writes them."""
    source = inspect.getsource(model)
    return {m[1]: m[2].strip('"') for m in re.finditer(r"^    (\w+): (.+?) = Field\(", source, re.MULTILINE)}


@pytest.mark.parametrize("path", [path for path, facts in SURFACE["models"].items() if "values" in facts])
def test_enumeration_has_the_published_values(path: str) -> None:
    """Each value is there; fields take others as well."""
    module, _, name = path.rpartition(".")
    found: type[Enum] = getattr(importlib.import_module(module), name)
    assert {member.value for member in found} == set(SURFACE["models"][path]["values"])


@pytest.mark.parametrize("name", SURFACE["package"])
def test_name_can_be_imported_from_the_package(name: str) -> None:
    """Each name that the package exports is here, and is listed."""
    assert getattr(photoprism_client, name) is not None
    assert name in dir(photoprism_client)


@pytest.mark.parametrize("package", ["api", "models"])
def test_name_can_be_imported_from_its_package(package: str) -> None:
    """``photoprism_client.api`` and ``.models`` offer all classes and all modules."""
    module = importlib.import_module(f"photoprism_client.{package}")
    for path in SURFACE["apis" if package == "api" else "models"]:
        submodule, _, name = path.removeprefix(f"photoprism_client.{package}.").rpartition(".")
        assert getattr(module, name).__name__ == name
        assert {name, submodule} <= set(dir(module))
        assert name in module.__all__


def test_an_operation_that_is_left_out_would_be_noticed() -> None:
    """The tests above read the classes: without a method, or with another order, they fail."""

    class Albums:
        def get_album(self, album: str) -> None:
            """Take another name."""

    check: Callable[..., None] = test_operation_has_the_published_parameters
    path = "photoprism_client.api.albums_api.AlbumsApi"
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(globals(), "_class", lambda _: Albums)
        with pytest.raises(AssertionError):
            check(path, "get_album", "")
        with pytest.raises(AttributeError):
            check(path, "create_album", "")
