"""Each operation in each of its forms, against a server that notes what comes: it sends what its entry says."""

import importlib
import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote

import pytest

from codegen.entries import Operation, Parameter
from codegen.imports import module_of
from codegen.registry import APIS, MODELS, operations_of
from photoprism_client import (
    ApiResponse,
    MediaBytes,
)
from photoprism_client.models.base import Model
from test.codegen.classes import class_of
from test.support.bodies import JPEG, ZIP, sha1
from test.support.clients import Connect, Serve
from test.support.raw_server import RawServer, answer, answering

_RECORDED = Path(__file__).parents[1] / "contract" / "recorded"
SAMPLES: dict[str, Any] = {
    **json.loads((_RECORDED / "samples.json").read_text(encoding="utf-8")),
    **json.loads((_RECORDED / "write-samples.json").read_text(encoding="utf-8")),
}
JSON = "application/json; charset=utf-8"
ROWS = [
    pytest.param(api.name, operation, id=f"{api.name}.{operation.name}")
    for api in APIS.values()
    for operation in operations_of(api)
]
TEXT = b"TakenAt: 2019-05-05\n"
ATTACHMENT = ("Content-Disposition: attachment; filename=a.bin",)
_VALUES: dict[str, object] = {
    "count": 5,
    "offset": 3,
    "quality": 2,
    "order": "added",
    "q": "sea",
    "s": "as6sg6bxpogaaba7",
    "path": "2021",
    "type": ["album", "month"],
    "uid": "ab1",
    "hidden": "yes",
    "unknown": "no",
    "files": True,
}


def _answer(operation: Operation) -> bytes:
    """Return a good answer: a recorded body of the result, or an empty one."""
    if operation.is_bytes:
        body, kind = {
            "PICTURE": (JPEG, "image/jpeg"),
            "FILE": (TEXT, "text/x-yaml"),
            "ARCHIVE": (ZIP, "application/zip"),
        }[operation.content]
        return answer(body, kind, *ATTACHMENT)
    if operation.result == "list[SearchGeoResult]":
        return answer(json.dumps(SAMPLES["geo"]).encode(), JSON)
    is_list = operation.result.startswith("list[")
    body = b'[{"code":200}]' if is_list else b'{"code":200,"message":"OK"}'
    return answer(body, JSON)


def _value(operation: Operation, parameter: Parameter) -> object:
    """Return a value for a parameter: one that its type takes."""
    if parameter.type in MODELS:
        return _form(parameter.type)
    kind = parameter.type.partition(" ")[0]
    known = parameter.choices[0] if parameter.choices else _VALUES.get(parameter.name)
    if parameter.place == "query" and known is not None and kind in {"Texts", type(known).__name__}:
        return known
    made: dict[str, object] = {
        "Files": [("a.jpg", b"JPEG"), ("b.xmp", b"<xmp/>")],
        "Mapping[str,": {"path": "x", "password": "S3cret"},
        "Texts": ["x1", "x2"],
        "bool": True,
        "int": 4,
    }
    named = {"id": 7 if parameter.type == "str | int" else "id-1", "size": "tile_500"}
    return named.get(parameter.name) or made.get(kind, f"{parameter.name}-1")


def _form(name: str) -> Model:
    model: type[Model] = getattr(importlib.import_module(f"photoprism_client.models.{module_of(name)}"), name)
    texts = [field.name for field in MODELS[name].fields if field.type == "str"]
    return model(**{texts[0]: "x"}) if texts else model.from_dict({"orientation": 6, "photos": ["p1"]}) or model()


def arguments_of(operation: Operation) -> dict[str, object]:
    """Return values for all parameters of an operation."""
    return {parameter.name: _value(operation, parameter) for parameter in operation.parameters}


def _call(api: Any, operation: Operation, form: str, arguments: dict[str, object]) -> Any:
    """Call one form: what is positional by position, what is ours by name."""
    by_name = {p.name for p in operation.parameters if p.by_name}
    positional = [value for name, value in arguments.items() if name not in by_name]
    return getattr(api, operation.name + form)(
        *positional, **{name: value for name, value in arguments.items() if name in by_name}
    )


def _shown(value: object) -> str:
    return "|".join(value) if isinstance(value, list) else str(value).lower() if isinstance(value, bool) else str(value)


def _check_request(operation: Operation, arguments: dict[str, object], server: RawServer, number: int) -> None:
    """See that a request has method, path, query and body of its entry."""
    seen = server.requests[number]
    target, _, query = seen.target.partition("?")
    path = operation.path
    for parameter in operation.of_place("path", "rest"):
        path = path.replace(f"{{{parameter.name}}}", quote(str(arguments[parameter.name]), safe=""))
    assert (seen.method, target) == (operation.method, path)
    expected = [(p.wire_name, _shown(arguments[p.name])) for p in operation.of_place("query")]
    assert sorted(parse_qsl(query)) == sorted(expected)
    assert seen.headers["accept"] == operation.accept
    assert ("x-auth-token" in seen.headers) is (
        operation.token == "access" or bool(operation.of_place("header")) or bool(operation.header)
    )
    _check_body(operation, arguments, seen.headers.get("content-type", ""), seen.body)


def _check_body(operation: Operation, arguments: dict[str, object], content_type: str, body: bytes) -> None:
    """See that a request has the body of its entry, in its type."""
    for parameter in operation.of_place("body"):
        value = arguments[parameter.name]
        assert content_type == "application/json"
        assert json.loads(body) == (value.to_dict() if isinstance(value, Model) else value)
        return
    if values := operation.of_place("json"):
        assert json.loads(body) == {p.wire_name: arguments[p.name] for p in values}
    elif values := operation.of_place("form"):
        sent = {p.wire_name: arguments[p.name] for p in values}
        assert dict(parse_qsl(body.decode())) == {**operation.fixed, **sent}
    elif operation.of_place("files"):
        assert content_type.startswith("multipart/form-data; boundary=")
        assert re.findall(rb'name="files"; filename="([^"]+)"\r\n\r\n(.*?)\r\n--', body) == [
            (b"a.jpg", b"JPEG"),
            (b"b.xmp", b"<xmp/>"),
        ]
    else:
        assert (content_type, body) == ("", b"")


@pytest.mark.parametrize(("name", "operation"), ROWS)
def test_each_form_sends_what_the_entry_says(serve: Serve, connect: Connect, name: str, operation: Operation) -> None:
    """Three forms send the same request; they return the result, that with status and headers, and the open answer."""
    server = serve(answering(_answer(operation)))
    api = class_of(name)(
        connect(server.url, access_token="of-the-client", preview_token="p", download_token="d").api_client
    )
    arguments = arguments_of(operation)
    plain = _call(api, operation, "", arguments)
    info = _call(api, operation, "_with_http_info", arguments)
    with _call(api, operation, "_without_preload_content", arguments) as opened:
        body = opened.read()
    assert len(server.requests) == 3
    for number in range(3):
        _check_request(operation, arguments, server, number)
    assert isinstance(info, ApiResponse)
    assert info.status_code == 200
    assert info.headers is not None
    assert info.headers["Content-Type"]
    assert info.raw_data == body
    assert info.data == plain
    _check_result(operation, plain)


def _check_result(operation: Operation, result: Any) -> None:
    """See that a result is of the type that its entry says."""
    if operation.result == "None":
        assert result is None
    elif operation.is_bytes:
        assert isinstance(result, MediaBytes)
    elif operation.result.startswith("dict"):
        assert result == {"code": 200, "message": "OK"}
    elif operation.result == "list[object]":
        assert result == [{"code": 200}]
    else:
        (row, *_) = result if isinstance(result, list) else [result]
        assert type(row).__name__ == re.sub(r"list\[(\w+)\]", r"\1", operation.result)


@pytest.mark.parametrize(("name", "operation"), [row for row in ROWS if row.values[1].is_bytes])  # type: ignore[union-attr]  # an operation
def test_bytes_are_written_to_files(
    serve: Serve, connect: Connect, tmp_path: Path, name: str, operation: Operation
) -> None:
    """The fourth form writes what the first returns, in every class that has the operation."""
    photo = {"Files": [{"Hash": sha1(TEXT), "Primary": True, "Name": "a.yml"}]}
    first_asked = [answer(json.dumps(photo).encode(), JSON)] if operation.name == "get_photo_download" else []
    server = serve(answering(*first_asked, _answer(operation)))
    api = class_of(name)(connect(server.url, access_token="a", preview_token="p", download_token="d").api_client)
    arguments = arguments_of(operation)
    if operation.name == "get_download":
        arguments["hash"] = sha1(TEXT)
    first, *rest = (arguments[p.name] for p in operation.parameters if not p.by_name)
    result = getattr(api, f"{operation.name}_to_file")(first, tmp_path / "file", *rest)
    assert result.path.read_bytes() == {"PICTURE": JPEG, "FILE": TEXT, "ARCHIVE": ZIP}[operation.content]
