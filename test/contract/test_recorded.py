"""The embedded server answers every recorded request as the real one did."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from photoprism_client.testing import Library, PhotoPrismServer
from test.support import recorded_library as library_of
from test.support.replay import Answer, Case, differences, digest, load, mutations, replay, send

RECORDINGS = ("password-mode", "public-mode", "gzip-and-sub-path")
#: Recorded cases that are not replayed, by recording and name, with the reason.
_SKIPPED = {
    ("password-mode", "album: create"): "albums are made in Python: Library.add_album",
    ("password-mode", "album: add photos"): "albums are made in Python: Library.add_album",
    ("password-mode", "label: add to a photo"): "labels are made in Python: Library.add_label",
    ("password-mode", "batch: zip create"): "zips of chosen pictures are not built",
    ("public-mode", "album: create"): "albums are made in Python: Library.add_album",
    ("public-mode", "album: add photos"): "albums are made in Python: Library.add_album",
    ("public-mode", "label: add to a photo"): "labels are made in Python: Library.add_label",
    ("public-mode", "batch: zip create"): "zips of chosen pictures are not built",
}
ALL = {case.id: case for recording in RECORDINGS for case in load(recording)}
CASES = {key: case for key, case in ALL.items() if (case.recording, case.name) not in _SKIPPED}
APP_PASSWORD, WEBDAV_PASSWORD = "JQJYFL-8I19IJ-3JT2jd-GLmzlW", "JQJYFL-8I19IJ-3JT2jd-WEBDAV"
CLIENT, SECRET, CODE = "recclient", "s3cret-s3cret", "389796"
PASSWORD = "correct horse"
SIZE_LIMIT_PX = 1920
LOGIN_PATH, OAUTH_PATH = "/api/v1/session", "/api/v1/oauth/token"
BAD_TOKEN = "0" * 48


@dataclass
class Scene:
    """A server, the library behind it, and what the recording's placeholders mean on it."""

    server: PhotoPrismServer
    library: Library
    values: dict[str, str]

    def log_in(self, password: str) -> Answer:
        """Try to log in."""
        return send(self.server, "POST", LOGIN_PATH, body=_login("admin", password))

    def authenticated(self, method: str, path: str) -> Answer:
        """Send a request with the session's access token."""
        return send(self.server, method, path, {"X-Auth-Token": self.values["<access-token>"]})


def _login(name: str, password: str) -> bytes:
    return json.dumps({"username": name, "password": password}).encode()


def _make_server(recording: str, library: Library) -> PhotoPrismServer:
    if recording == "public-mode":
        return PhotoPrismServer(library, preview_limit_px=SIZE_LIMIT_PX, owns_library=False)
    return PhotoPrismServer(
        library,
        mode="password",
        users={"admin": PASSWORD, "bob": PASSWORD},
        codes={"bob": CODE},
        app_passwords={APP_PASSWORD: "admin", WEBDAV_PASSWORD: ("admin", "webdav")},
        clients={CLIENT: SECRET},
        sub_path="/library" if recording == "gzip-and-sub-path" else "",
        gzip=recording == "gzip-and-sub-path",
        preview_limit_px=SIZE_LIMIT_PX,
        owns_library=False,
    )


def _values(server: PhotoPrismServer, library: Library) -> dict[str, str]:
    albums = {album.path or album.title: album.uid for album in library.albums}
    folders = {folder.path: folder.uid for folder in library.folders}
    missing, raw = library.find(library_of.MISSING), library.find(library_of.RAW)
    return {
        "<hash>": library.find(library_of.HUGE).hash,
        "<photo-uid>": library.find(library_of.HUGE).uid,
        "<hash-unicode>": library.find(library_of.UNICODE).hash,
        "<hash-missing>": missing.hash,
        "<uid-missing>": missing.uid,
        "<hash-changed>": library.find(library_of.CHANGED).hash,
        "<uid:examples/canon_eos_6d.dng.jpg>": raw.uid,
        "<album-uid>": albums["Rec"],
        "<empty-album-uid>": albums["Rec Empty"],
        "atoyibryk9lfm4gp": albums["dups"],
        "<label-uid>": library.labels[0].uid,
        "<folder-uid>": folders["2022/Ferien & Spaß"],
        "<folder-without-pictures-uid>": folders["2021"],
        "<preview-token>": server.preview_token,
        "<download-token>": server.download_token,
        "<access-token>": server.access_token,
        "<session-id>": _session_id(server),
        "<app-password>": APP_PASSWORD,
        "<app-password-webdav>": WEBDAV_PASSWORD,
    }


def _session_id(server: PhotoPrismServer) -> str:
    base = "/library" if server.url.endswith("/library") else ""
    answer = send(server, "GET", f"{base}{LOGIN_PATH}", {"X-Auth-Token": server.access_token})
    return str(json.loads(answer.body)["session_id"])


def _fail_logins(scene: Scene) -> None:
    for _ in range(10):
        scene.log_in("wrong")


def _send_bad_tokens(scene: Scene) -> None:
    for _ in range(60):
        send(scene.server, "GET", LOGIN_PATH, {"X-Auth-Token": BAD_TOKEN})


def _log_out(scene: Scene) -> None:
    scene.authenticated("DELETE", LOGIN_PATH)


def _restart(scene: Scene) -> None:
    scene.server.restart()


def _restart_and_ask(scene: Scene) -> None:
    scene.server.restart()
    scene.authenticated("GET", LOGIN_PATH)


def _take_client_token(scene: Scene) -> None:
    form = f"grant_type=client_credentials&client_id={CLIENT}&client_secret={SECRET}".encode()
    answer = json.loads(send(scene.server, "POST", OAUTH_PATH, body=form).body)
    scene.values["<client-access-token>"] = answer["access_token"]
    scene.values["b54e9b5c0527c7b299e7ce15bcfb57398a4ba1f862b70dc609d85718bffd1166"] = answer["session_id"]


def _revoke_client_token(scene: Scene) -> None:
    _take_client_token(scene)
    send(scene.server, "POST", "/api/v1/oauth/revoke", {"X-Auth-Token": scene.values["<client-access-token>"]}, b"")


def _ask_folders(scene: Scene) -> None:
    scene.authenticated("GET", "/api/v1/folders/originals?recursive=true&files=false")


def _remove(scene: Scene) -> None:
    scene.server.remove_original(library_of.MISSING)


def _download_missing(scene: Scene) -> None:
    _remove(scene)
    send(scene.server, "GET", f"/api/v1/dl/{scene.values['<hash-missing>']}?t={scene.values['<download-token>']}")


def _lose(scene: Scene) -> None:
    _download_missing(scene)
    send(scene.server, "GET", f"/api/v1/t/{scene.values['<hash-missing>']}/{scene.values['<preview-token>']}/fit_1920")


def _lose_and_restore(scene: Scene) -> None:
    _lose(scene)
    scene.server.restore_original(library_of.MISSING)


def _remove_from_album(scene: Scene) -> None:
    scene.server.remove_original(library_of.IN_ALBUM)


def _change(scene: Scene) -> None:
    scene.server.change_original(
        library_of.CHANGED, (scene.library.root / library_of.UNICODE).read_bytes() + b"changed"
    )


def _nothing(_: Scene) -> None:
    """Only a server of its own is needed."""


# What has to happen before a case; such a case gets a server of its own, the others share one.
BEFORE: dict[tuple[str, str], Callable[[Scene], None]] = {
    ("password-mode", "session: create, wrong password"): _nothing,
    ("password-mode", "session: create, empty body"): _nothing,
    ("password-mode", "session: create, wrong password, 10 times in a row"): _fail_logins,
    ("password-mode", "thumb wrong token during 429"): _fail_logins,
    ("password-mode", "session: create, right password during 429"): _fail_logins,
    ("password-mode", "session: delete"): _nothing,
    ("password-mode", "session: get after delete"): _log_out,
    ("password-mode", "thumb: after logout, same preview token"): _log_out,
    ("password-mode", "download: after logout, same download token"): _log_out,
    ("password-mode", "after restart: thumb with the token from before"): _restart,
    ("password-mode", "after restart: download with the token from before"): _restart,
    ("password-mode", "after restart: session still valid"): _restart,
    ("password-mode", "after restart and GET session: thumb with the token from before"): _restart_and_ask,
    ("password-mode", "after restart and GET session: download with the token from before"): _restart_and_ask,
    ("password-mode", "folders: originals, recursive"): _ask_folders,
    ("public-mode", "folders: originals, recursive"): _nothing,
    ("password-mode", "folders: import"): _nothing,
    ("public-mode", "folders: import"): _nothing,
    ("password-mode", "original missing on disk: download"): _remove,
    ("password-mode", "original missing on disk: photo download"): _remove,
    ("password-mode", "original missing on disk: photo download again"): _download_missing,
    ("password-mode", "original missing on disk: thumb (cached size)"): _download_missing,
    ("password-mode", "original missing on disk: thumb (size not cached)"): _download_missing,
    ("password-mode", "original missing on disk: search afterwards"): _lose,
    ("password-mode", "original back on disk: download"): _lose_and_restore,
    ("password-mode", "album zip with one original missing"): _remove_from_album,
    ("password-mode", "original changed on disk since indexed: download"): _change,
    ("password-mode", "oauth: wrong secret"): _nothing,
    ("password-mode", "client token: photos"): _take_client_token,
    ("password-mode", "client token: session"): _take_client_token,
    ("password-mode", "client token: config"): _take_client_token,
    ("password-mode", "client access token as t"): _take_client_token,
    ("password-mode", "oauth: revoke"): _take_client_token,
    ("password-mode", "client token after revoke: photos"): _revoke_client_token,
    ("password-mode", "session: get with a good token after 60 bad ones from the same address"): _send_bad_tokens,
    ("password-mode", "photos with a good token while limited"): _send_bad_tokens,
    ("password-mode", "session: create with the right password while limited by bad tokens"): _send_bad_tokens,
    ("password-mode", "thumb with a good preview token while limited"): _send_bad_tokens,
    ("password-mode", "session: create, one-time code needed, none given"): _nothing,
    ("password-mode", "session: create, wrong one-time code"): _nothing,
    ("password-mode", "session: get with bad token"): _nothing,
    ("password-mode", "photos with bad token"): _nothing,
}
CHANGES_FILES = {_remove, _download_missing, _lose, _lose_and_restore, _remove_from_album, _change}
PASSWORDS = {
    "session: create, wrong password": "wrong",
    "session: create, wrong password, 10 times in a row": "wrong",
    "app password as the password of a session": APP_PASSWORD,
}
SECRETS = {"oauth: token": SECRET, "oauth: wrong secret": "wrong"}


def _body(case: Case) -> bytes | None:
    """Return the request's body with a password in place of the stars."""
    if case.name == "oauth: revoke":
        return b""
    if case.name in SECRETS:
        return f"grant_type=client_credentials&client_id={CLIENT}&client_secret={SECRETS[case.name]}".encode()
    if not isinstance(case.body, dict):
        return None
    password = {"password": PASSWORDS.get(case.name, PASSWORD)} if "password" in case.body else {}
    return json.dumps(case.body | password).encode()


@pytest.fixture(scope="module")
def originals(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Draw the pictures of the recorded library into a folder."""
    root = tmp_path_factory.mktemp("recorded")
    library_of.write_originals(root)
    return root


class Stage:
    """Plays cases, each once: on a shared server, or on one of its own where it needs a history."""

    def __init__(self, originals: Path, scratch: Path) -> None:
        self._originals, self._scratch = originals, scratch
        self._library = library_of.make_library(originals)
        self._shared: dict[str, Scene] = {}
        self.play = cache(self._play)

    def close(self) -> None:
        """Stop the shared servers."""
        for scene in self._shared.values():
            scene.server.close()
        self._library.close()

    def _play(self, key: str) -> tuple[Answer, dict[str, str]]:
        case = CASES[key]
        before = BEFORE.get((case.recording, case.name))
        if before is None:
            return self._ask(self._shared_scene(case.recording), case)
        if before not in CHANGES_FILES:
            return self._ask_afresh(case, before, self._library)
        root = self._scratch / str(len(list(self._scratch.iterdir())))
        library_of.write_originals(root)
        with library_of.make_library(root) as library:
            return self._ask_afresh(case, before, library)

    def _shared_scene(self, recording: str) -> Scene:
        if recording not in self._shared:
            server = _make_server(recording, self._library)
            self._shared[recording] = Scene(server, self._library, _values(server, self._library))
        return self._shared[recording]

    def _ask_afresh(
        self, case: Case, before: Callable[[Scene], None], library: Library
    ) -> tuple[Answer, dict[str, str]]:
        with _make_server(case.recording, library) as server:
            scene = Scene(server, library, _values(server, library))
            before(scene)
            return self._ask(scene, case)

    def _ask(self, scene: Scene, case: Case) -> tuple[Answer, dict[str, str]]:
        return replay(scene.server, case, scene.values, _body(case)), scene.values


@pytest.fixture(scope="module")
def stage(originals: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """Where the cases are played."""
    stage = Stage(originals, tmp_path_factory.mktemp("scenes"))
    yield stage
    stage.close()


@pytest.mark.parametrize("key", CASES)
def test_answers_as_recorded(stage: Stage, key: str) -> None:
    """Status, type, the headers that matter and small bodies are those of the real server."""
    answer, values = stage.play(key)
    assert differences(CASES[key], answer, values) == []


@pytest.mark.parametrize("key", CASES)
def test_a_wrong_answer_would_be_noticed(stage: Stage, key: str) -> None:
    """No replay is empty: another status, body, or a header less is a difference."""
    answer, values = stage.play(key)
    unnoticed = [name for name, mutated in mutations(answer).items() if not differences(CASES[key], mutated, values)]
    assert unnoticed == []


@pytest.mark.parametrize("recording", RECORDINGS)
def test_equal_answers_are_equal_and_others_differ(stage: Stage, recording: str) -> None:
    """Cases that had one body in the recording (icons, thumbs beyond the limit) have one here, others do not."""
    pairs = {
        (case.response["sha1"], digest(stage.play(key)[0]))
        for key, case in CASES.items()
        if case.recording == recording and "sha1" in case.response
    }
    assert len({theirs for theirs, _ in pairs}) == len({ours for _, ours in pairs}) == len(pairs)


def test_skipped_cases_exist() -> None:
    """A case that is left out is one that was recorded: no stale names."""
    assert {(case.recording, case.name) for case in ALL.values()} >= set(_SKIPPED)
    assert {(case.recording, case.name) for case in ALL.values()} >= set(BEFORE)


def test_every_case_has_a_name_of_its_own() -> None:
    """No recorded case hides another one of the same name."""
    assert len(ALL) == sum(len(load(recording)) for recording in RECORDINGS)
