"""The embedded server keeps writes as the real one did: recorded requests, in their order, give the same answers."""

from __future__ import annotations

import collections
import itertools
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from photoprism_client.testing import PhotoPrismServer
from photoprism_client.testing.library.items import make_uid
from photoprism_client.testing.server.server import DEFAULT_USERS
from test.support import recorded_writes_library as library_of
from test.support.recorded_writes import Played, Stage, WriteCase, load_writes
from test.support.replay import send

CASES = load_writes()
_OUTSIDE = "outside the embedded server"
_SWITCHES = "feature switched off"
_SWITCHED = {case.name.split(": ")[1] for case in CASES if case.area == _SWITCHES} - {"download.disabled"}
#: Areas of the recording that are not sent, with the reason.
SKIPPED_AREAS = {
    "import": f"{_OUTSIDE}: runs of the import of a folder",
    "index": f"{_OUTSIDE}: runs of the indexing (Library.reindex in Python)",
    "config options": f"{_OUTSIDE}: options of the server",
    "service": f"{_OUTSIDE}: other services",
    "session": f"{_OUTSIDE}: administration of sessions",
    "oauth": f"{_OUTSIDE}: making app passwords",
    'app password of scope "albums photos"': f"{_OUTSIDE}: making app passwords",
    'app password of scope "read"': f"{_OUTSIDE}: making app passwords",
    "app password of scope *": f"{_OUTSIDE}: making app passwords",
    "user": f"{_OUTSIDE}: administration of users",
    "avatar": f"{_OUTSIDE}: administration of users",
    "user sessions": f"{_OUTSIDE}: administration of users",
    "password": f"{_OUTSIDE}: administration of users",
    "passcode": f"{_OUTSIDE}: administration of users",
    "guest account": f"{_OUTSIDE}: users without all rights",
    "webdav": f"{_OUTSIDE}: WebDAV",
    "server stop": f"{_OUTSIDE}: the process of the server",
}
#: Single cases that are sent and answered in another way than recorded, by name, with the reason.
SKIPPED_CASES: dict[str, str] = {
    "album: create: Japanese": "the slug of Japanese letters is not spelled in Latin ones",
    "album: search: both albums of one title": "in the order of UIDs, which are other ones here",
    "link: list": "links made in one second are in the order of their UIDs; here, in that of their times",
    **dict.fromkeys(
        (f"read-only server: webdav {what}" for what in ("PUT", "PUT to import", "MKCOL", "DELETE", "PROPFIND", "GET")),
        f"{_OUTSIDE}: WebDAV",
    ),
    "public server: user sessions": f"{_OUTSIDE}: administration of users",
    "public server: update user": f"{_OUTSIDE}: administration of users",
    "public server: password": f"{_OUTSIDE}: administration of users",
    "public server: passcode": f"{_OUTSIDE}: administration of users",
    "read-only server: avatar": f"{_OUTSIDE}: administration of users",
    "public server: save config options": f"{_OUTSIDE}: options of the server",
    "read-only server: config options": f"{_OUTSIDE}: options of the server",
    "public server: index": f"{_OUTSIDE}: runs of the indexing",
    "read-only server: index": f"{_OUTSIDE}: runs of the indexing",
    "feature switched off: library: POST index": f"{_OUTSIDE}: runs of the indexing",
    "read-only server: import": f"{_OUTSIDE}: runs of the import of a folder",
    "feature switched off: import: POST import/": f"{_OUTSIDE}: runs of the import of a folder",
    "feature switched off: services: GET services": f"{_OUTSIDE}: other services",
    "technical: web interface": f"{_OUTSIDE}: the web interface",
    "technical: root": f"{_OUTSIDE}: the web interface",
    "technical: websocket": f"{_OUTSIDE}: websockets",
    "technical: websocket without a session": f"{_OUTSIDE}: websockets",
    "technical: metrics": "measurements of another process; only the counts of the library are given here",
    "technical: well-known: oauth": "the recorded server has another address",
    "technical: well-known: openid": "the recorded server has another address",
    "errors: list": "messages are counted from the start of the server",
    "read-only server: unstack": "there, a file could be unstacked that was just made the primary one",
    "face: search, after naming": "clusters are sorted by their IDs, which are digests of other faces here",
}


def _note_visitor_download(stage: Stage) -> None:
    token = stage.bindings.values["<visitor-token>"]
    config = json.loads(send(stage.server, "GET", "/api/v1/session", {"X-Auth-Token": token}).body)["config"]
    stage.bindings.values["<visitor-download>"] = config["downloadToken"]


def _log_in_again(stage: Stage) -> None:
    form = json.dumps({"username": "admin", "password": DEFAULT_USERS["admin"]}).encode()
    answer = send(stage.server, "POST", "/api/v1/session", {"Content-Type": "application/json"}, form)
    stage.bindings.values["<token-other>"] = json.loads(answer.body)["access_token"]


def _name_photo(stage: Stage) -> None:
    fields = {"Title": "Title for later", "TitleSrc": "manual", "DescriptionSrc": ""}
    stage.send("PUT", "/api/v1/photos/<photo-a>", fields)


def _put_cats_into_album(stage: Stage) -> None:
    album = json.loads(stage.send("POST", "/api/v1/albums", {"Title": "Cats"}).body)
    stage.bindings.values["<album-clone2>"] = album["UID"]
    stage.send("POST", "/api/v1/albums/<album-clone2>/photos", {"photos": ["<photo-cat>", "<photo-cat-2>"]})


def _switch_off(what: str) -> Callable[[Stage], None]:
    """Switch one feature off, and the others on."""

    def switched(stage: Stage) -> None:
        album = json.loads(stage.send("GET", "/api/v1/albums?count=1&type=album").body)[0]
        stage.bindings.values["<album-x>"] = album["UID"]
        stage.server.switch_on(*_SWITCHED - {what})
        if what in _SWITCHED:
            stage.server.switch_off(what)
        stage.send("POST", "/api/v1/settings", {"download": {"disabled": what == "download.disabled"}})

    return switched


def _make_import_folder(stage: Stage) -> None:
    (stage.server.library.work_folder("import") / "sub" / "deep").mkdir(parents=True)


#: Requests that the recording leaves out, sent before the case of this name.
BEFORE: dict[str, Callable[[Stage], object]] = {
    "link: visitor: album zip": _note_visitor_download,
    **{case.name: _switch_off(case.name.split(": ")[1]) for case in CASES if case.area == _SWITCHES},
    "folders import: list": _make_import_folder,
    "public server: errors": lambda stage: stage.send("GET", "/api/v1/videos/0/public/avc"),
    "upload: process: the same token in another session": _log_in_again,
    "photo: yaml": _name_photo,
    "batch: photos archive: a photo and an album": _put_cats_into_album,
    "video: missing on disk": lambda stage: stage.server.remove_original("misc/christmas.mp4"),
    "zip: create: one file is missing on the disk": lambda stage: stage.server.remove_original("misc/beach_sand.jpg"),
}
#: Where the recorded library was as new again, and what kind of server it was then.
SCENES: dict[str, dict[str, Any]] = {
    "album": {},
    "webdav": {},
    "read-only server": {"read_only": True},
    "public server": {"mode": "public"},
    "server without YAML sidecars": {"yaml_sidecars": False},
}
REPLAYED_AT_LEAST = 830
RECORDED_AT = 1795643536.0


@dataclass
class _Scenes:
    """The servers of the recording, one after the other."""

    scratch: Path
    stage: Stage | None = None
    seen: set[str] = field(default_factory=set)

    def stage_for(self, case: WriteCase) -> Stage:
        if self.stage is None or (case.area in SCENES and case.area not in self.seen):
            self.close()
            self.stage = self._open(SCENES.get(case.area, {}))
        self.seen.add(case.area)
        return self.stage

    def _open(self, options: dict[str, Any]) -> Stage:
        root = self.scratch / str(len(self.seen))
        library_of.write_originals(root)
        library = library_of.make_library(root)
        chosen: dict[str, Any] = {
            "mode": "password",
            "read_only": False,
            "originals_limit_mb": 10,
            "clock": itertools.count(RECORDED_AT).__next__,
        } | options
        server = PhotoPrismServer(library, **chosen)
        known = library_of.known_values(library) | {
            "<user-uid>": make_uid("u", "admin"),
            "<access-token>": server.access_token,
            "<preview-token>": server.preview_token,
            "<download-token>": server.download_token,
        }
        return Stage(server, known, library_of.upload)

    def close(self) -> None:
        if self.stage is not None:
            self.stage.server.close()


def _is_sent(case: WriteCase) -> bool:
    return case.area not in SKIPPED_AREAS


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[int, Played]]:
    """Play all cases in their order."""
    scenes = _Scenes(tmp_path_factory.mktemp("recorded-writes"))
    results: dict[int, Played] = {}
    for case in filter(_is_sent, CASES):
        stage = scenes.stage_for(case)
        if case.name in BEFORE:
            BEFORE[case.name](stage)
        results[case.number] = stage.play(case)
    yield results
    scenes.close()


@pytest.mark.parametrize(
    "case", [case for case in CASES if _is_sent(case) and case.name not in SKIPPED_CASES], ids=lambda case: case.id
)
def test_answers_as_recorded(played: dict[int, Played], case: WriteCase) -> None:
    """Status, type and body are those of the real server; UIDs, digests and times mean the same."""
    assert played[case.number].differences == []


def test_no_skip_is_stale(played: dict[int, Played]) -> None:
    """A case or area that is skipped was recorded, and a skipped case is answered in another way."""
    names = {case.name: case for case in CASES}
    assert set(SKIPPED_CASES) | set(BEFORE) <= set(names)
    assert set(SKIPPED_AREAS) <= {case.area for case in CASES}
    assert [name for name in SKIPPED_CASES if not played[names[name].number].differences] == []


def test_enough_is_replayed() -> None:
    """Most of the recording is replayed."""
    replayed = [case for case in CASES if _is_sent(case) and case.name not in SKIPPED_CASES]
    assert len(replayed) >= REPLAYED_AT_LEAST, collections.Counter(case.area for case in replayed)
