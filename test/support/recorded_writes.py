"""Play the recorded writes in their order against an embedded server, and report how its answers differ.

A server's answers depend on what was written before, so the order matters. Requests are sent with ``http.client``,
without the client under test.
"""

from __future__ import annotations

import hashlib
import http.client
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

from photoprism_client.testing import PhotoPrismServer
from test.support.recorded_forms import Bindings
from test.support.recorded_writes_library import RECORDED
from test.support.replay import Answer

_TIMEOUT_S = 30
_BOUNDARY = "recorded-multipart-boundary"
_JSON = "application/json; charset=utf-8"
# Headers whose value must be the recorded one.
_SAME = ("Content-Type", "Cache-Control", "Vary", "Location", "Content-Disposition", "Accept-Ranges", "Content-Range")
_SIGNATURES = {b"\xff\xd8": "b'\\xff\\xd8", b"PK": "b'PK", b"\0\0\0": "b'\\x00\\x00\\x00"}
_FILE_NAMES = {"filename": ('filename="', '"'), "filename_star": ("filename*=UTF-8''", "")}
#: Whose access token a request carries, by the words of the recording.
USERS = {
    "visitor of a link": "<visitor-token>",
    "the second session": "<token-2>",
    "another session of the same user": "<token-other>",
}


@dataclass(frozen=True)
class WriteCase:
    """One recorded request and its answer; ``number`` counts from 0."""

    number: int
    name: str
    request: dict[str, Any]
    response: dict[str, Any]

    @property
    def area(self) -> str:
        """The first part of the name, such as ``album``."""
        return self.name.partition(":")[0]

    @property
    def id(self) -> str:
        """What its test is called."""
        return f"{self.number}: {self.name}"


@dataclass(frozen=True)
class Played:
    """What came of a case: how our answer differs from the recorded one; nothing when it does not."""

    case: WriteCase
    differences: list[str]


def load_writes() -> list[WriteCase]:
    """Read the recording."""
    entries = json.loads(RECORDED.read_text(encoding="utf-8"))
    return [WriteCase(i, entry["case"], entry["request"], entry["response"]) for i, entry in enumerate(entries)]


class Stage:
    """A server on which cases are played, with what the values of the recording are on it.

    :param server: the server
    :param known: values that no answer shows first
    :param upload: returns the bytes of a file that was uploaded, by its name and its recorded SHA-1
    """

    def __init__(
        self, server: PhotoPrismServer, known: dict[str, str], upload: Callable[[str, str], bytes] | None = None
    ) -> None:
        self.server = server
        self.bindings = Bindings(known)
        self._upload = upload

    def play(self, case: WriteCase) -> Played:
        """Send a request, and compare the answer."""
        try:
            answer = self._send(case.request)
        except KeyError as exc:
            return Played(case, [f"nothing has shown {exc} yet"])
        return Played(case, list(self._differences(case, answer)))

    def send(self, method: str, path: str, body: object = None) -> Answer:
        """Send a request that was left out of the recording."""
        return self._send({"method": method, "path": path, "json": body, "authenticated": True})

    def _send(self, request: dict[str, Any]) -> Answer:
        headers = {name: self.bindings.fill(value) for name, value in request.get("headers", {}).items()}
        if request["authenticated"]:
            headers["X-Auth-Token"] = self.bindings.fill(USERS.get(request.get("as", ""), "<access-token>"))
        body, kind = self._body(request)
        if body is not None:
            headers.setdefault("Content-Type", kind)
        path = quote(self.bindings.fill(request["path"]), safe="/?&=%:,|*+'()!$;@~")
        url = urlsplit(self.server.url)
        connection = http.client.HTTPConnection(url.hostname or "", url.port, timeout=_TIMEOUT_S)
        try:
            if request.get("chunked") and body is not None:
                pieces = [body[start : start + 1000] for start in range(0, len(body), 1000)]
                connection.request(request["method"], path, iter(pieces), headers, encode_chunked=True)
            else:
                connection.request(request["method"], path, body, headers)
            response = connection.getresponse()
            answered = {name.title(): value for name, value in response.getheaders()}
            return Answer(response.status, answered, response.read())
        finally:
            connection.close()

    def _body(self, request: dict[str, Any]) -> tuple[bytes | None, str]:
        if request.get("json") is not None:
            return self.bindings.fill(json.dumps(request["json"], ensure_ascii=False)).encode(), "application/json"
        if isinstance(request.get("body"), dict):
            return self._content(request["body"]), "image/jpeg"
        if "multipart" in request:
            return b"".join(self._parts(request["multipart"])), f"multipart/form-data; boundary={_BOUNDARY}"
        if isinstance(request.get("body"), str):
            return self.bindings.fill(request["body"]).encode(), "application/json"
        return None, ""

    def _parts(self, parts: list[dict[str, Any]]) -> Iterator[bytes]:
        for part in parts:
            content = self._content(part)
            name = "".join(
                f"; {written}{_quoted(part[key])}{end}" for key, (written, end) in _FILE_NAMES.items() if key in part
            )
            kind = f"Content-Type: {part['content_type']}\r\n" if "content_type" in part else ""
            head = f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="{part["field"]}"{name}\r\n{kind}\r\n'
            yield head.encode() + content + b"\r\n"
        yield f"--{_BOUNDARY}--\r\n".encode()

    def _content(self, part: dict[str, Any]) -> bytes:
        content = self._upload(part.get("filename", ""), part["sha1"]) if self._upload else b"not a picture"
        self.bindings.values[part["sha1"]] = _sha1(content)
        return content

    def _differences(self, case: WriteCase, answer: Answer) -> Iterator[str]:
        recorded = case.response
        if answer.status != recorded["status"]:
            yield f"status {answer.status}, recorded {recorded['status']}: {answer.body[:200]!r}"
            return
        yield from self._of_headers(case, answer)
        if "json" in recorded or "json_part" in recorded:
            yield from self._of_json(recorded, answer)
        elif "json_keys" in recorded:
            yield from _of_keys(recorded["json_keys"], answer)
        elif "text" in recorded:
            yield from self._of_text(recorded["text"], answer)
        else:
            yield from self._of_bytes(recorded, answer)

    def _of_headers(self, case: WriteCase, answer: Answer) -> Iterator[str]:
        private = {"Cache-Control": "no-store", "Vary": "X-Auth-Token"} if case.request["authenticated"] else {}
        recorded = case.response.get("headers", {"Content-Type": _JSON} | private)
        for name in _SAME:
            theirs, ours = recorded.get(name), answer.headers.get(name.title())
            if (theirs is None) != (ours is None) or (ours and not self._same_header(case, name, theirs or "", ours)):
                yield f"{name}: {ours!r}, recorded {theirs!r}"

    def _same_header(self, case: WriteCase, name: str, theirs: str, ours: str) -> bool:
        if name == "Content-Range":
            return theirs.partition("/")[0] == ours.partition("/")[0]
        return self.bindings.same_text(theirs, ours)

    def _of_json(self, recorded: dict[str, Any], answer: Answer) -> Iterator[str]:
        try:
            ours = json.loads(answer.body)
        except ValueError:
            yield f"no JSON: {answer.body[:60]!r}"
            return
        if "array_of" in recorded and len(ours) != recorded["array_of"]:
            yield f"{len(ours)} rows, recorded {recorded['array_of']}"
        whole = "json" in recorded
        yield from self.bindings.differences(recorded["json" if whole else "json_part"], ours, partly=not whole)

    def _of_text(self, recorded: str, answer: Answer) -> Iterator[str]:
        ours = answer.body.decode(errors="replace")
        shown = recorded.removesuffix("…")
        if recorded != shown:
            ours = ours[: len(shown)]
        if not self.bindings.same_text(shown, ours):
            yield f"text {ours[:300]!r}, recorded {shown[:300]!r}"

    def _of_bytes(self, recorded: dict[str, Any], answer: Answer) -> Iterator[str]:
        if bool(recorded["length"]) != bool(answer.body):
            yield f"{len(answer.body)} bytes, recorded {recorded['length']}"
        if recorded["status"] == http.client.PARTIAL_CONTENT and recorded["length"] != len(answer.body):
            yield f"a part of {len(answer.body)} bytes, recorded {recorded['length']}"
        kind = next(
            (sign for sign, text in _SIGNATURES.items() if recorded.get("starts_with", "").startswith(text)), b""
        )
        if not answer.body.startswith(kind):
            yield f"begins with {answer.body[:8]!r}"
        if "sha1" in recorded and not self.bindings.same_text(recorded["sha1"], _sha1(answer.body)):
            yield "equal to other bytes than before"


def _quoted(name: str) -> str:
    return name.replace('"', '\\"')


def _of_keys(recorded: Any, answer: Answer) -> Iterator[str]:
    ours = json.loads(answer.body)
    if isinstance(recorded, dict):
        if len(ours) != recorded["array_of"]:
            yield f"{len(ours)} rows, recorded {recorded['array_of']}"
        recorded, ours = recorded["keys"], ours[0] if ours else {}
    if set(recorded) != set(ours):
        yield f"fields that one of both has: {sorted(set(recorded) ^ set(ours))}"


def _sha1(data: bytes) -> str:
    return hashlib.sha1(data, usedforsecurity=False).hexdigest()
