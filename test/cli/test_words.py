"""Commands speak of options and variables, never of Python's parameters."""

import ast
import contextlib
import inspect
import os
import re
import signal
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

import photoprism_client
from photoprism_client import Configuration, PhotosApi
from photoprism_client.cli.commands import run
from photoprism_client.cli.errors import WORDS
from photoprism_client.export import Selection
from photoprism_client.testing import PhotoPrismServer
from test.cli.conftest import APP_PASSWORD
from test.cli.test_command import CALL_MAIN, ROOT
from test.cli.test_login import logins
from test.support.clients import Serve
from test.support.preloaded_command import Commands
from test.support.raw_server import answer, answering, answering_and_closing
from test.support.sessions import json_answer

pytestmark = pytest.mark.once

_PACKAGE = Path(photoprism_client.__file__).parent
_INTERRUPTIBLE = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"  # also as a background job
_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")
# A parameter, or a value for one: what only somebody who writes Python has.
_PYTHON = re.compile(r"\b(?!no_proxy\b)[a-z0-9]+(?:_[a-z0-9]+)+\b|=(?:True|False)\b|\bhost=|\bPass [a-z]+=")


@cache
def _advices() -> list[tuple[str, set[str]]]:
    """Return the template of each advice in the package, and the names of its facts."""
    found = []
    for path in _PACKAGE.rglob("*.py"):
        if path.name == "_wording.py":
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        texts = {
            ast.unparse(node.targets[0]): node.value.value
            for node in tree.body
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Advice":
                if isinstance(node.args[0], ast.JoinedStr):
                    continue  # made of the template of another advice
                text = (
                    node.args[0].value if isinstance(node.args[0], ast.Constant) else texts[ast.unparse(node.args[0])]
                )
                found.append((str(text), {keyword.arg or "" for keyword in node.keywords}))
    return found


def test_every_phrase_has_its_words() -> None:
    """No advice has a phrase that a command would show as Python has it."""
    phrases = {phrase for text, facts in _advices() for phrase in set(_PLACEHOLDER.findall(text)) - facts}
    assert len(phrases) > 20
    assert sorted(phrases - set(WORDS)) == []


def test_words_are_for_something() -> None:
    """Each word stands for a phrase of an advice, or for a parameter whose check names it."""
    phrases = {phrase for text, _ in _advices() for phrase in _PLACEHOLDER.findall(text)}
    takers = (Configuration, Selection, PhotosApi.edit)
    parameters = {name for taker in takers for name in inspect.signature(taker).parameters}
    assert sorted(set(WORDS) - phrases - parameters) == []


def test_words_are_no_parameters() -> None:
    """What a command says is none of Python's."""
    assert [word for word in WORDS.values() if _PYTHON.search(word)] == []


_BAD: dict[str, tuple[list[str], dict[str, str], str]] = {
    "no host": (["status", "--url", ""], {}, "--url"),
    "a socket": (["status", "--url", "unix:/run/photoprism.sock"], {}, "--url"),
    "another scheme": (["status"], {"PHOTOPRISM_URL": "ftp://nas"}, "PHOTOPRISM_URL"),
    "a password in the address": (["status", "--url", "http://anna:x@nas"], {}, "PHOTOPRISM_PASSWORD"),
    "port 0": (["status", "--url", "http://nas:0"], {}, "--url"),
    "nobody there": (["status", "--url", "http://127.0.0.1:9"], {}, "--url"),
    "unknown name": (["status", "--url", "http://nobody.invalid"], {}, "--url"),
    "a time-out": (["status", "--url", "http://nas"], {"PHOTOPRISM_READ_TIMEOUT": "0"}, "PHOTOPRISM_READ_TIMEOUT"),
    "a line end": (["status", "--url", "http://nas"], {"PHOTOPRISM_PASSWORD": "a\nb"}, "PHOTOPRISM_PASSWORD"),
    "a header": (["status", "--url", "http://nas"], {"PHOTOPRISM_HEADERS": "X-Auth-Token: a"}, "PHOTOPRISM_HEADERS"),
    "a proxy": (["status", "--url", "http://nas", "--proxy", "gopher://x"], {}, "--proxy"),
    "days": (["search", "--demo", "--since", "2024-01-02", "--until", "2024-01-01"], {}, "--until"),
    "no folder for a file": (["thumb", "--demo", "--to", "no/such/x.jpg", "{hash}"], {}, "--to"),
    "a file as a folder": (["export", "no/such/folder/x", "--demo"], {}, "DEST"),
    "a file of the name": (["album", "--demo", "Favourites", "--to", "there.zip"], {}, "--overwrite"),
}


@pytest.mark.parametrize(("arguments", "variables", "says"), _BAD.values(), ids=_BAD)
def test_commands_name_what_their_reader_has(
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    variables: dict[str, str],
    says: str,
) -> None:
    """The error for wrong input names the option or the variable, in one line."""
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    (home / "there.zip").write_text("another file", encoding="utf-8")
    known = _hash_of_the_demo() if "{hash}" in arguments else ""
    assert run([known if argument == "{hash}" else argument for argument in arguments]) in {1, 2}
    errors = capsys.readouterr().err.replace(str(home), "")
    assert says in errors
    assert _PYTHON.findall(errors) == []
    assert "***" not in errors, "a word of the advice was taken for a secret"


def _hash_of_the_demo() -> str:
    from photoprism_client.cli.settings import make_library

    with make_library(None) as library:
        return library.find("2021/07/IMG_1.JPG").hash


_ANSWERS = {
    "a wrong password": json_answer({"code": 401, "error": "Invalid credentials"}, "401 Unauthorized"),
    "a second factor": json_answer({"code": 32, "error": "passcode required"}, "401 Unauthorized"),
    "a wrong code": json_answer({"code": 401, "error": "invalid passcode"}, "401 Unauthorized"),
    "no API": answer(b"<html></html>", "text/html", status="404 Not Found"),
    "a page": answer(b"<html></html>", "text/html"),
    "a redirect elsewhere": answer(b"", None, "Location: https://elsewhere.example.com/", status="301 Moved"),
    "https": answer(b"", None, "Location: https://127.0.0.1/api/v1/session", status="301 Moved"),
    "a gateway": answer(b"", None, "WWW-Authenticate: Basic", status="401 Unauthorized"),
    "too many": answer(b'{"code":429}', "application/json", status="429 Too Many Requests"),
    "TLS is wanted": answer(b"Client sent an HTTP request to an HTTPS server.\n", None, status="400 Bad Request"),
    "a bad request": json_answer({"error": "Unable to do that"}, "400 Bad Request"),
}


@pytest.mark.usefixtures("no_waits")
@pytest.mark.parametrize("who", ["password", "app password", "client"])
@pytest.mark.parametrize("reply", _ANSWERS.values(), ids=_ANSWERS)
def test_answers_are_told_in_the_words_of_commands(
    home: Path,
    serve: Serve,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    reply: bytes,
    who: str,
) -> None:
    """Whatever a server answers to whomever, no parameter of Python is named, nor a secret shown."""
    held = {
        "password": {"USERNAME": "admin", "PASSWORD": "cAnAry"},
        "app password": {"APP_PASSWORD": "cAnAry"},
        "client": {"CLIENT_ID": "an-id", "CLIENT_SECRET": "cAnAry"},
    }
    for name, value in held[who].items():
        monkeypatch.setenv(f"PHOTOPRISM_{name}", value)
    server = serve(answering(reply))
    for command in (["status"], ["search"], ["thumb", "2c" * 20]):
        assert run([*command, "--url", server.url]) == 1
    errors = capsys.readouterr().err
    assert errors.count("\n") == 3
    assert _PYTHON.findall(errors) == []
    assert "***" not in errors, "a word of the advice was taken for a secret"
    assert "cAnAry" not in errors


@pytest.mark.usefixtures("no_waits")
def test_time_that_ran_out_is_told_by_the_variable(
    home: Path, serve: Serve, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The limit that could be raised has a variable."""
    monkeypatch.setenv("PHOTOPRISM_READ_TIMEOUT", "0.1")
    server = serve(lambda peer: peer.wait_for_end())
    assert run(["albums", "--url", server.url]) == 1
    assert "raise PHOTOPRISM_READ_TIMEOUT" in capsys.readouterr().err


def test_missing_files_of_an_album_name_the_option(
    named_server: PhotoPrismServer, capsys: pytest.CaptureFixture[str]
) -> None:
    """What the library calls allow_missing is an option here."""
    album = next(album for album in named_server.library.albums if album.title == "Favourites")
    photo = next(photo for photo in named_server.library.photos if photo.uid in album.photo_uids)
    named_server.remove_original(photo.original.name)
    assert run(["album", "Favourites"]) == 1
    errors = capsys.readouterr().err
    assert "Pass --allow-missing" in errors
    assert _PYTHON.findall(errors) == []


def test_python_keeps_its_words(serve: Serve) -> None:
    """The same errors tell a reader of Python what to pass."""
    server = serve(answering_and_closing(b""))
    with (
        photoprism_client.ApiClient(Configuration(server.url, retries=0, read_timeout_s=5)) as client,
        pytest.raises(photoprism_client.ApiException) as caught,
    ):
        photoprism_client.PhotosApi(client).search_photos(count=1)
    assert "--" not in str(caught.value)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["login"], "--url"),
        (["login", "--url", "http://127.0.0.1:9"], "--username"),
        (["login", "--url", "http://127.0.0.1:9", "--username", "admin"], "PHOTOPRISM_PASSWORD"),
        (["login", "--url", "http://127.0.0.1:9", "--app-password"], "PHOTOPRISM_APP_PASSWORD"),
    ],
)
def test_login_without_anybody_to_ask(commands: Commands, tmp_path: Path, arguments: list[str], says: str) -> None:
    """With nothing to read, and no terminal, a login is not "interrupted": it names what would have been the answer."""
    done = commands.run(*arguments, environment=os.environ | {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)})
    assert done.returncode == 2
    assert "interrupted" not in done.stderr
    assert f"set {says}" in done.stderr
    assert "Traceback" not in done.stderr


def test_login_that_is_interrupted_is_interrupted(home: Path) -> None:
    """Ctrl-C at a question is that, as ever."""
    with subprocess.Popen(
        [sys.executable, "-c", f"{_INTERRUPTIBLE}; {CALL_MAIN}", "login"],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as process:
        assert process.stderr is not None
        assert process.stderr.read(6) == "Server"
        for _ in range(6):  # a signal between the question and the wait for its answer is only seen with the next one
            process.send_signal(signal.SIGINT)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=20)
                break
        assert process.returncode == 130
        assert "interrupted" in process.stderr.read()


@pytest.mark.parametrize("name", ["PHOTOPRISM_PASSWORD", "PHOTOPRISM_APP_PASSWORD"])
def test_login_reads_secrets_from_files(
    server: PhotoPrismServer, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    """`PHOTOPRISM_PASSWORD_FILE` and its like serve the login, too: nothing is asked."""
    is_app_password = "APP" in name
    (home / "secret").write_text(f"{APP_PASSWORD if is_app_password else 'photoprism'}\n", encoding="utf-8")
    monkeypatch.setenv(f"{name}_FILE", str(home / "secret"))
    option = ["--app-password"] if is_app_password else []
    assert run(["login", "--url", server.url, "--username", "admin", *option]) == 0
    assert f"Logged in to {server.url} as admin" in capsys.readouterr().out
    assert logins(server) == (0 if is_app_password else 1)
