"""Send recorded requests to an embedded server, and report how the answers differ from the recorded ones.

Requests are sent with ``http.client``, without the client under test.
"""

from __future__ import annotations

import ast
import hashlib
import http.client
import json
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from photoprism_client.testing import PhotoPrismServer

_RECORDED = Path(__file__).parents[1] / "contract" / "recorded"
_TIMEOUT_S = 60
# Headers whose value must be the recorded one (after placeholders are filled in).
_SAME = (
    "Content-Type", "Cache-Control", "Vary", "Accept-Ranges", "Content-Disposition", "Content-Encoding", "Location",
    "X-Count", "X-Limit", "X-Offset", "X-Files", "X-Folders", "X-Preview-Token", "X-Download-Token",
    "X-Content-Type-Options", "Content-Range",
)  # fmt: skip
_WHOLE_LIBRARY_ROWS = "115"
# Fields that the server leaves out when they are empty, so that they depend on the picture.
_OPTIONAL = {
    "Altitude", "CameraSrc", "CameraSerial", "CameraMake", "CameraType", "LensMake", "DeletedAt", "Portrait", "Codec",
}  # fmt: skip
_RANDOM_VALUES = {"access_token", "session_id"}
_ANSWERS_OF_HUGE = 12_410_931
_SIGNATURES = {b"\xff\xd8", b"\x89P", b"<s", b"PK", b"--", b"<!", b"\x1f\x8b"}


@dataclass(frozen=True)
class Case:
    """One recorded request and its answer."""

    recording: str
    name: str
    method: str
    path: str
    headers: dict[str, str]
    body: Any
    authenticated: bool
    response: dict[str, Any]

    @property
    def id(self) -> str:
        """What the test is called."""
        return f"{self.recording}: {self.name}"


@dataclass(frozen=True)
class Answer:
    """What came back: the status, the headers (of several with one name the last), the body."""

    status: int
    headers: dict[str, str]
    body: bytes


def load(recording: str) -> list[Case]:
    """Read a recording."""
    entries = json.loads((_RECORDED / f"{recording}.json").read_text(encoding="utf-8"))
    return [_case(recording, entry) for entry in entries]


def _case(recording: str, entry: dict[str, Any]) -> Case:
    request = entry["request"]
    return Case(
        recording=recording,
        name=entry["case"],
        method=request["method"],
        path=request["path"],
        headers=request.get("headers", {}),
        body=request.get("json"),
        authenticated=request.get("authenticated", False),
        response=entry["response"],
    )


def fill(text: str, values: dict[str, str]) -> str:
    """Put this server's values where the recording has placeholders."""
    for placeholder, value in values.items():
        text = text.replace(placeholder, value)
    return text


def send(
    server: PhotoPrismServer, method: str, path: str, headers: dict[str, str] | None = None, body: bytes | None = None
) -> Answer:
    """Send one request, as written, and read the whole answer."""
    url = urlsplit(server.url)
    connection = http.client.HTTPConnection(url.hostname or "", url.port, timeout=_TIMEOUT_S)
    try:
        connection.putrequest(method, path, skip_accept_encoding=True)
        for name, value in {
            **(headers or {}),
            **({"Content-Length": str(len(body))} if body is not None else {}),
        }.items():
            connection.putheader(name, value)
        connection.endheaders(body)
        response = connection.getresponse()
        answered = {name.title(): value for name, value in response.getheaders()}
        return Answer(response.status, answered, response.read())
    finally:
        connection.close()


def replay(server: PhotoPrismServer, case: Case, values: dict[str, str], body: bytes | None) -> Answer:
    """Send a recorded request; dates in it that are those of the recorded answer become those of ours."""
    path = fill(case.path, values)
    headers = {name: fill(value, values) for name, value in case.headers.items()}
    if case.authenticated:
        headers["X-Auth-Token"] = values["<access-token>"]
    recorded_date = case.response["headers"].get("Last-Modified")
    for name in ("If-Modified-Since", "If-Range"):
        if recorded_date and headers.get(name) == recorded_date:
            headers[name] = send(server, "GET", path).headers["Last-Modified"]
    return send(server, case.method, path, headers, body)


def differences(case: Case, answer: Answer, values: dict[str, str]) -> list[str]:
    """Say in words what is not as recorded; nothing when all that matters is."""
    found = []
    if answer.status != case.response["status"]:
        found.append(f"status {answer.status}, recorded {case.response['status']}")
    found += _header_differences(case, answer, values)
    if case.method != "HEAD":
        found += _framing_differences(case, answer)
    return found + _body_differences(case, answer, values)


def _header_differences(case: Case, answer: Answer, values: dict[str, str]) -> list[str]:
    recorded = {name.title(): fill(value, values) for name, value in case.response["headers"].items()}
    found = []
    for name in _SAME:
        key = name.title()
        ours, theirs = _masked(case, answer.headers.get(key)), _masked(case, recorded.get(key))
        if ours != theirs:
            found.append(f"{name}: {ours!r}, recorded {theirs!r}")
    if ("Last-Modified" in recorded) != ("Last-Modified" in answer.headers):
        found.append("Last-Modified is there in one of both only")
    return found


def _masked(case: Case, value: str | None) -> str | None:
    """Blank out what depends on the library: the length of a thumbnail, the number of all rows, a random boundary."""
    if value is None:
        return None
    if value.startswith("multipart/byteranges"):
        return re.sub(r"[0-9a-f]{60}", "", value)
    if value.startswith("bytes ") and "/t/" in case.path:
        return value.partition("/")[0]
    if "count=200" in case.path or "count=1000000" in case.path:
        return "all" if value.isdigit() and value not in {"0", "200", "1000000"} else value
    return value


def _framing_differences(case: Case, answer: Answer) -> list[str]:
    recorded, length = case.response["headers"], answer.headers.get("Content-Length")
    found = []
    if ("Transfer-Encoding" in recorded) != ("Transfer-Encoding" in answer.headers):
        found.append("sent in chunks in one of both only")
    if ("Content-Length" in recorded) != (length is not None):
        found.append("Content-Length is there in one of both only")
    if length is not None and int(length) != len(answer.body):
        found.append(f"Content-Length {length}, body {len(answer.body)}")
    return found


def _body_differences(case: Case, answer: Answer, values: dict[str, str]) -> list[str]:
    recorded = case.response
    if recorded["length"] == 0:
        return [f"a body of {len(answer.body)} bytes, recorded none"] if answer.body else []
    if "json" in recorded:
        return _json_differences(recorded["json"], answer, values)
    if "json_keys" in recorded:
        return _key_differences(recorded["json_keys"], answer)
    if "text" in recorded:
        return _text_differences(case, answer, values)
    return _bytes_differences(recorded, answer)


def _parsed(answer: Answer) -> Any:
    try:
        return json.loads(answer.body)
    except ValueError:
        return f"no JSON: {answer.body[:40]!r}"


def _json_differences(recorded: Any, answer: Answer, values: dict[str, str]) -> list[str]:
    theirs, ours = json.loads(fill(json.dumps(recorded), values)), _parsed(answer)
    if isinstance(theirs, dict) and isinstance(ours, dict):
        theirs, ours = (
            {name: v if name not in _RANDOM_VALUES else len(str(v)) for name, v in each.items()}
            for each in (theirs, ours)
        )
    return [] if theirs == ours else [f"body {ours}, recorded {theirs}"]


def _key_differences(recorded: Any, answer: Answer) -> list[str]:
    ours = _parsed(answer)
    if isinstance(recorded, dict):
        if not isinstance(ours, list) or bool(ours) != bool(recorded["array_of"]):
            return [f"a list of {recorded['array_of']} was recorded"]
        small = recorded["array_of"] < 20
        if small and len(ours) != recorded["array_of"]:
            return [f"{len(ours)} rows, recorded {recorded['array_of']}"]
        recorded, ours = recorded["keys"], ours[0] if ours else {}
    if not isinstance(ours, dict):
        return ["an object was recorded"]
    wrong = (set(recorded) ^ set(ours)) - _OPTIONAL
    return [f"fields that one of both has: {sorted(wrong)}"] if wrong else []


def _text_differences(case: Case, answer: Answer, values: dict[str, str]) -> list[str]:
    # The recorder put a placeholder for tokens into texts, but left the hash as it was.
    theirs = fill(case.response["text"].replace("e15233a5357bc286e7d8a6d97c09a4929d4deba7", "<hash>"), values)
    ours = answer.body.decode(errors="replace")
    return [] if theirs == ours else [f"body {ours!r}, recorded {theirs!r}"]


def _bytes_differences(recorded: dict[str, Any], answer: Answer) -> list[str]:
    start = ast.literal_eval(recorded["starts_with"]).lstrip() if "starts_with" in recorded else b""
    kind = start[:2] if start[:2] in _SIGNATURES else b""
    found = [] if answer.body.startswith(kind) else [f"begins with {answer.body[:12]!r}, recorded {start!r}"]
    exact = recorded["length"] in {100, 346, 931, 22, _ANSWERS_OF_HUGE}
    if exact and len(answer.body) != recorded["length"]:
        found.append(f"{len(answer.body)} bytes, recorded {recorded['length']}")
    return found if answer.body else [*found, "no body"]


def mutations(answer: Answer) -> dict[str, Answer]:
    """Return answers that are wrong in one way each, to see that a replay can fail."""

    def without(name: str) -> Answer:
        return replace(answer, headers={key: value for key, value in answer.headers.items() if key != name})

    return {
        "status": replace(answer, status=answer.status + 1),
        "body": replace(answer, body=b"" if answer.body else b"x"),
        **{f"no {name}": without(name) for name in answer.headers if name in {known.title() for known in _SAME}},
    }


def digest(answer: Answer) -> str:
    """Return what two equal answers have in common."""
    return hashlib.sha1(answer.body).hexdigest()
