"""Each operation against a server that gives the recorded answers: what is read, what is raised, what the page says."""

import json
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import photoprism_client
from codegen.entries import Operation
from codegen.registry import APIS, operations_of
from codegen.statuses import error_of, statuses_of
from photoprism_client import ApiException
from photoprism_client.models.base import Model
from test.codegen.classes import class_of
from test.codegen.test_operations import JSON, arguments_of
from test.support.clients import Connect, Serve
from test.support.raw_server import Peer, Script, answer

_RECORDED = Path(__file__).parents[1] / "contract" / "recorded"
_RECORDINGS = {"password-mode": "", "public-mode": "", "gzip-and-sub-path": "/library", "writes": ""}
#: A path of the web interface that looks like that of an operation with a UID.
_OF_NO_OPERATION = {"/api/v1/photos/view"}
#: Cases whose recording has the ids of features alone.
_CUT = {"writes: geo: no count"}
#: Statuses of requests that these operations never send: without a body, or with something else in it.
_NEVER = {"create_session": {400, 404}, "oauth_revoke": {400}}
_REASONS = {200: "OK", 206: "Partial Content", 304: "Not Modified"}


class Case(NamedTuple):
    """A recorded request, and its answer."""

    name: str
    method: str
    path: str
    status: int
    content_type: str
    #: The body; None where only its length was recorded, or its digest.
    body: bytes | None


def _cases() -> Iterator[Case]:
    for recording, base in _RECORDINGS.items():
        for entry in json.loads((_RECORDED / f"{recording}.json").read_text(encoding="utf-8")):
            request, response = entry["request"], entry["response"]
            yield Case(
                f"{recording}: {entry['case']}",
                request["method"],
                request["path"].partition("?")[0].removeprefix(base),
                response["status"],
                response.get("headers", {}).get("Content-Type", JSON),
                _body(response),
            )


def _body(response: dict[str, Any]) -> bytes | None:
    """Return the body of an answer; where only the names of fields were recorded, they are null."""
    for kind in ("json", "json_part"):
        if kind in response:
            return json.dumps(response[kind]).encode()
    if "json_keys" in response:
        keys = response["json_keys"]
        rows = dict.fromkeys(keys) if isinstance(keys, list) else [dict.fromkeys(keys["keys"])] * bool(keys["array_of"])
        return json.dumps(rows).encode()
    if "text" in response:
        return str(response["text"]).encode()
    return None if response.get("length") or "sha1" in response else b""


#: Web pages come where there is no API.
ALL = [case for case in _cases() if not case.content_type.startswith("text/html")]


def _pattern(operation: Operation) -> re.Pattern[str]:
    """Return what the path of a request of an operation matches."""
    rest = {parameter.name for parameter in operation.of_place("rest")}
    parts = re.split(r"\{(\w+)\}", operation.path)
    names = [".*" if name in rest else "[^/]+" for name in parts[1::2]]
    return re.compile("".join(f"{re.escape(text)}{name}" for text, name in zip(parts[::2], [*names, ""], strict=True)))


def _recorded(operation: Operation) -> list[Case]:
    pattern = _pattern(operation)
    return [
        case
        for case in ALL
        if case.method == operation.method and pattern.fullmatch(case.path) and case.path not in _OF_NO_OPERATION
    ]


OPERATIONS = {operation.name: (api.name, operation) for api in APIS.values() for operation in operations_of(api)}
ROWS = [pytest.param(api, operation, id=name) for name, (api, operation) in OPERATIONS.items()]


def _giving(current: list[bytes]) -> Script:
    """Make a script that gives the last of some answers, whatever is asked."""

    def script(peer: Peer) -> None:
        while peer.request() is not None:
            peer.send(current[-1])

    return script


@pytest.mark.parametrize(("name", "operation"), ROWS)
def test_recorded_answers_are_read_or_raised(serve: Serve, connect: Connect, name: str, operation: Operation) -> None:
    """Whatever a server was seen to answer, a good answer is read whole, and a refusal is the error of its status."""
    current: list[bytes] = []
    server = serve(_giving(current))
    client = connect(server.url, access_token="a", preview_token="p", download_token="d", retries=0).api_client
    method, arguments = getattr(class_of(name)(client), f"{operation.name}_with_http_info"), arguments_of(operation)
    call = partial(method, **arguments, _headers={"X-Auth-Token": "given"})  # such a token is never renewed
    cases = [case for case in _recorded(operation) if case.body is not None and case.name not in _CUT]
    assert operation.is_bytes or any(case.status == 200 for case in cases)
    for case in cases:
        assert case.body is not None
        status = f"{case.status} {_REASONS.get(case.status, 'Refused')}"
        current.append(answer(case.body, case.content_type, status=status))
        if case.status < 300:
            _check_result(operation, case, call())
        else:
            with pytest.raises(ApiException) as caught:
                call()
            assert (case.name, type(caught.value).__name__) == (case.name, error_of(case.status) or "ApiException")
            assert caught.value.status == case.status


def _check_result(operation: Operation, case: Case, info: Any) -> None:
    """See that a result holds what was recorded."""
    assert info.raw_data == case.body
    recorded: Any = None if operation.is_bytes or operation.result == "None" else json.loads(info.raw_data)
    if operation.is_bytes:
        assert info.data == case.body
    elif operation.result == "None":
        assert info.data is None
    elif operation.result == "list[SearchGeoResult]":
        assert [row.uid for row in info.data] == [row["properties"]["UID"] for row in recorded["features"]]
    else:
        results, rows = ([*each] if isinstance(each, list) else [each] for each in (info.data, recorded))
        for result, row in zip(results, rows, strict=True):
            _check_row(case, result, row)


def _check_row(case: Case, result: object, recorded: object) -> None:
    """See that a model has every recorded field, with the value that was recorded."""
    if not isinstance(result, Model):
        assert result == recorded
        return
    assert isinstance(recorded, dict)
    assert (case.name, list(result.model_extra or ())) == (case.name, [])
    written = result.to_dict()
    for name, value in recorded.items():
        is_time = name.endswith(("At", "Local", "Time"))
        if isinstance(value, (bool, int, float)) or (isinstance(value, str) and not is_time):
            assert (case.name, name, written.get(name)) == (case.name, name, value)


@pytest.mark.parametrize(("name", "operation"), ROWS)
def test_recorded_statuses_are_on_the_page(name: str, operation: Operation) -> None:
    """A reader learns of every status that a server was seen to answer with."""
    seen = {case.status for case in _recorded(operation)}
    assert seen
    assert seen - _NEVER.get(operation.name, set()) <= set(statuses_of(operation))


def test_an_answer_that_lacks_a_field_would_be_noticed() -> None:
    """The comparison reads the values: another one is an error."""
    case = Case("made up", "GET", "/", 200, JSON, b"")
    album = photoprism_client.EntityAlbum.from_dict({"UID": "a", "Title": "Sea"})
    _check_row(case, album, {"UID": "a", "Title": "Sea"})
    with pytest.raises(AssertionError):
        _check_row(case, album, {"UID": "a", "Title": "Lake"})
    with pytest.raises(AssertionError):
        _check_row(case, photoprism_client.EntityAlbum.from_dict({"Novelty": 1}), {})
