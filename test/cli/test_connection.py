"""The way to a server at home: authorities, client certificates, headers for a gateway, proxies; `login` keeps it."""

import json
import os
import ssl
import stat
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from photoprism_client._profiles import profiles
from photoprism_client.cli.commands import run
from photoprism_client.testing import PhotoPrismServer
from test.cli.conftest import APP_PASSWORD, MemoryKeyring
from test.cli.test_command import CALL_MAIN, ROOT
from test.cli.test_login import type_in
from test.support.certificates import asking_context, ca_file, client_files, context_of, home_made, server_context
from test.support.cli_page import commands
from test.support.clients import Serve
from test.support.forward_proxies import tunnelling
from test.support.reverse_proxy import (
    Gate,
    ReverseProxy,
    basic,
    basic_login,
    certificate,
    forward_auth,
    open_gate,
    service_token,
)

_CLOUDFLARE = {"CF-Access-Client-Id": "an-id.access", "CF-Access-Client-Secret": "cAnAry-s3cret"}
_BASIC = basic_login("anna", "cAnAry-g4te")
_LOUD = "certificates are not checked"


@pytest.fixture
def known(server: PhotoPrismServer, no_keyring: Path, monkeypatch: pytest.MonkeyPatch) -> PhotoPrismServer:
    """Yield a server whose app password the environment has."""
    monkeypatch.setenv("PHOTOPRISM_APP_PASSWORD", APP_PASSWORD)
    return server


@pytest.fixture
def front(known: PhotoPrismServer) -> Iterator[ReverseProxy]:
    """Start a reverse proxy in front of it, with TLS and an open gate."""
    with ReverseProxy(known.url, tls=server_context()) as proxy:
        yield proxy


def _albums(*arguments: str) -> int:
    return run(["albums", "--json", "--limit", "1", *arguments])


def test_every_command_that_talks_to_a_server_takes_the_way_there() -> None:
    """No option of the connection is missing anywhere."""
    names = {"host", "username", "ssl_ca_cert", "cert_file", "key_file", "verify_x509_strict", "verify_ssl", "proxy"}
    local = {f"photoprism-images {name}" for name in ("demo", "logout", "serve")}
    asking = {name: found for name, found in commands().items() if not isinstance(found, click.Group)}
    for name in set(asking) - local:
        assert names <= {param.name for param in asking[name].params}, name


def test_ca_file(
    front: ReverseProxy, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the authority's file, the message names the option; with it, or the variable, the server is trusted."""
    assert _albums("--url", front.url) == 1
    errors = capsys.readouterr().err
    assert "certificate is refused" in errors
    assert "pass --ca-file" in errors
    assert "ssl_ca_cert" not in errors
    assert _albums("--url", front.url, "--ca-file", ca_file(tmp_path)) == 0
    monkeypatch.setenv("PHOTOPRISM_CA_FILE", ca_file(tmp_path))
    assert _albums("--url", front.url) == 0


def test_insecure_is_loud(front: ReverseProxy, capsys: pytest.CaptureFixture[str]) -> None:
    """Any certificate is taken, and each run says in one line what that means; urllib3's warnings are not shown."""
    for _ in range(2):
        assert _albums("--url", front.url, "--insecure") == 0
        errors = capsys.readouterr().err
        assert _LOUD in errors
        assert errors.count("\n") == 1


def test_insecure_by_variable_is_as_loud(
    front: ReverseProxy, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """However it was set."""
    monkeypatch.setenv("PHOTOPRISM_VERIFY_SSL", "0")
    assert _albums("--url", front.url) == 0
    assert _LOUD in capsys.readouterr().err


def test_no_x509_strict(known: PhotoPrismServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Certificates of an old recipe are taken where Python is strict, and checked otherwise."""
    authority = tmp_path / "home.pem"
    authority.write_bytes(home_made().authority)
    with ReverseProxy(known.url, tls=context_of(home_made().server, tmp_path)) as proxy:
        trusted = ["--url", proxy.url, "--ca-file", str(authority)]
        assert _albums(*trusted, "--no-x509-strict") == 0
        monkeypatch.setenv("PHOTOPRISM_X509_STRICT", "1")
        assert _albums(*trusted) == 1
        assert _albums(*trusted, "--no-x509-strict") == 0
        assert _albums("--url", proxy.url, "--no-x509-strict") == 1


def test_strict_error_names_the_option(
    known: PhotoPrismServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The message says which check failed and what is short of no check."""
    (tmp_path / "home.pem").write_bytes(home_made().authority)
    monkeypatch.setenv("PHOTOPRISM_X509_STRICT", "1")
    with ReverseProxy(known.url, tls=context_of(home_made().server, tmp_path)) as proxy:
        assert _albums("--url", proxy.url, "--ca-file", str(tmp_path / "home.pem")) == 1
    errors = capsys.readouterr().err
    assert "Missing Authority Key Identifier" in errors
    assert "--no-x509-strict" in errors


@pytest.mark.parametrize("wants", [ssl.CERT_REQUIRED, ssl.CERT_OPTIONAL], ids=["in the handshake", "by a page"])
def test_client_certificate(
    known: PhotoPrismServer, tmp_path: Path, capsys: pytest.CaptureFixture[str], wants: ssl.VerifyMode
) -> None:
    """Without it, the message names the option; with it, and its key, commands go through."""
    gate = open_gate if wants is ssl.CERT_REQUIRED else certificate
    files = client_files(tmp_path)
    with ReverseProxy(known.url, gate, tls=asking_context(wants=wants)) as proxy:
        way = ["--url", proxy.url, "--ca-file", ca_file(tmp_path)]
        assert _albums(*way) == 1
        assert "--client-cert" in capsys.readouterr().err
        assert _albums(*way, "--client-cert", str(files.certificate), "--client-key", str(files.key)) == 0


def test_pass_phrase_of_the_key(
    known: PhotoPrismServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It comes by variable or file, and is missed by name; nobody is asked on the terminal."""
    files = client_files(tmp_path, "cAnAry phrase")
    with ReverseProxy(known.url, tls=asking_context()) as proxy:
        way = ["--url", proxy.url, "--ca-file", ca_file(tmp_path), "--client-cert", str(files.certificate)]
        way += ["--client-key", str(files.encrypted)]
        assert _albums(*way) == 1
        assert "set PHOTOPRISM_CLIENT_KEY_PASSWORD" in capsys.readouterr().err
        (tmp_path / "phrase").write_text("cAnAry phrase\n", encoding="utf-8")
        monkeypatch.setenv("PHOTOPRISM_CLIENT_KEY_PASSWORD_FILE", str(tmp_path / "phrase"))
        assert _albums(*way) == 0
        monkeypatch.setenv("PHOTOPRISM_CLIENT_KEY_PASSWORD", "cAnAry wrong")
        assert _albums(*way) == 1
        errors = capsys.readouterr().err
    assert "PHOTOPRISM_CLIENT_KEY_PASSWORD is not the pass phrase" in errors
    assert "cAnAry" not in errors


_GATES: dict[str, tuple[Gate, str]] = {
    "basic": (basic("anna", "cAnAry-g4te"), f"Authorization: {_BASIC}"),
    "authelia": (forward_auth("https://auth.example.com", "anna", "cAnAry-g4te"), f"Authorization: {_BASIC}"),
    "cloudflare access": (service_token("team", *_CLOUDFLARE.values()), json.dumps(_CLOUDFLARE)),
}


@pytest.mark.parametrize(("gate", "headers"), _GATES.values(), ids=_GATES)
@pytest.mark.parametrize("is_file", [False, True], ids=["variable", "file"])
def test_headers_for_a_gateway(
    front: ReverseProxy,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    gate: Gate,
    headers: str,
    is_file: bool,
) -> None:
    """Secret headers come by variable or file; without them, one line says who wants a login and where to put it."""
    front.gate = gate
    way = ["--url", front.url, "--ca-file", ca_file(tmp_path)]
    assert _albums(*way) == 1
    errors = capsys.readouterr().err
    assert "something in front of the server wants a login" in errors
    assert "PHOTOPRISM_HEADERS" in errors
    assert errors.count("\n") == 1
    (tmp_path / "headers").write_text(headers, encoding="utf-8")
    if is_file:
        monkeypatch.setenv("PHOTOPRISM_HEADERS_FILE", str(tmp_path / "headers"))
    else:
        monkeypatch.setenv("PHOTOPRISM_HEADERS", headers)
    assert _albums(*way) == 0
    assert run(["thumb", *way, "--to", str(tmp_path / "a.jpg"), _some_hash(front, way, capsys)]) == 0
    assert "cAnAry" not in "".join(capsys.readouterr())


def _some_hash(front: ReverseProxy, way: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    assert run(["search", *way, "--json", "--limit", "1"]) == 0
    return str(json.loads(capsys.readouterr().out)["Hash"])


def test_proxy_option(known: PhotoPrismServer, serve: Serve, capsys: pytest.CaptureFixture[str]) -> None:
    """Requests go through the proxy that is named; there is no option for its password."""
    with ReverseProxy(known.url, tls=server_context()) as front:
        proxy = serve(tunnelling(front))
        assert _albums("--url", front.url, "--insecure", "--proxy", proxy.netloc) == 0
    assert [seen.method for seen in proxy.requests] == ["CONNECT"]
    capsys.readouterr()
    assert _albums("--url", known.url, "--proxy", f"http://anna:cAnAry@{proxy.netloc}") == 2
    errors = capsys.readouterr().err
    assert "set PHOTOPRISM_PROXY" in errors
    assert "cAnAry" not in errors


@pytest.mark.parametrize(
    "arguments",
    [["--ca-file", "nowhere.pem"], ["--client-cert", "."], ["--client-key", "nowhere.key"], ["--proxy", "unix:/run/x"]],
)
def test_bad_values_are_refused(home: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """A file that does not exist, and a proxy that is none, are told by the name of the option, before any request."""
    assert _albums("--url", "http://127.0.0.1:9", *arguments) in {1, 2}
    assert arguments[0] in capsys.readouterr().err


def _way_of_all(proxy: ReverseProxy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the options, and set the variables, that lead through a gate, TLS with an old authority, and mTLS."""
    files = client_files(tmp_path, "cAnAry phrase")
    monkeypatch.setenv("PHOTOPRISM_HEADERS", json.dumps({**_CLOUDFLARE, "X-Odd": 'quote " and \\ and ü'}))
    monkeypatch.setenv("PHOTOPRISM_CLIENT_KEY_PASSWORD", "cAnAry phrase")
    monkeypatch.chdir(tmp_path)
    ca_file(tmp_path)
    way = ["--url", proxy.url, "--ca-file", "ca.pem", "--no-x509-strict"]
    return [*way, "--client-cert", files.certificate.name, "--client-key", files.encrypted.name]


def _forget_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Leave nothing but the login, and another folder to be in."""
    for name in ("HEADERS", "CLIENT_KEY_PASSWORD", "APP_PASSWORD", "PASSWORD"):
        monkeypatch.delenv(f"PHOTOPRISM_{name}", raising=False)
    (tmp_path / "elsewhere").mkdir(exist_ok=True)
    monkeypatch.chdir(tmp_path / "elsewhere")


@pytest.mark.parametrize("app_password", [False, True])
def test_login_keeps_the_way_in_a_file(
    known: PhotoPrismServer, no_keyring: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, app_password: bool
) -> None:
    """Later commands and `logout` need no option and no variable; the file is for its owner alone."""
    with ReverseProxy(known.url, service_token("team", *_CLOUDFLARE.values()), tls=asking_context()) as proxy:
        way = _way_of_all(proxy, tmp_path, monkeypatch)
        monkeypatch.setenv("PHOTOPRISM_PASSWORD", "photoprism")
        done = type_in(["login", *way, "--username", "admin", *(["--app-password"] if app_password else [])])
        assert done.exit_code == 0, done.output
        assert stat.S_IMODE(no_keyring.stat().st_mode) == 0o600
        _forget_the_environment(monkeypatch, tmp_path)
        for command in (["albums"], ["status"], ["search", "--limit", "1"]):
            done = type_in(command)
            assert done.exit_code == 0, done.output
        kept = tomllib.loads(no_keyring.read_text(encoding="utf-8"))["default"]
        assert kept["ssl_ca_cert"] == str(tmp_path / "ca.pem")
        assert kept["headers"]["X-Odd"] == 'quote " and \\ and ü'
        assert type_in(["logout"]).exit_code == 0
        assert proxy.refused == []
    assert ("DELETE" in {seen.method for seen in known.requests}) is not app_password
    assert profiles.read("default") is None


def test_login_keeps_secrets_in_the_keyring(
    server: PhotoPrismServer,
    memory_keyring: MemoryKeyring,
    settings: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Token, headers, pass phrase and a proxy's password are there, and the file has none of them."""
    with ReverseProxy(server.url, service_token("team", *_CLOUDFLARE.values()), tls=asking_context()) as proxy:
        way = _way_of_all(proxy, tmp_path, monkeypatch)
        monkeypatch.setenv("PHOTOPRISM_PROXY", "http://anna:cAnAry@127.0.0.1:9")
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        assert type_in(["login", *way], "admin", "photoprism").exit_code == 0
        monkeypatch.delenv("PHOTOPRISM_PROXY")
        _forget_the_environment(monkeypatch, tmp_path)
        assert type_in(["albums"]).exit_code == 0
    (text,) = memory_keyring.kept.values()
    secrets = json.loads(text)
    assert set(secrets) == {"token", "headers", "key_password", "proxy"}
    in_file = settings.read_text(encoding="utf-8")
    assert "cAnAry" not in in_file
    assert secrets["token"] not in in_file
    assert tomllib.loads(in_file)["default"]["in_keyring"] == ["headers", "key_password", "token", "proxy"]


def test_login_of_an_earlier_version_is_read(
    server: PhotoPrismServer, memory_keyring: MemoryKeyring, settings: Path
) -> None:
    """A token that lies alone in the keyring, and a file that does not say so, are a login still."""
    settings.parent.mkdir(parents=True)
    settings.write_text(f'[default]\nurl = "{server.url}"\nusername = "admin"\nkind = "app password"\n', "utf-8")
    memory_keyring.kept["photoprism-images", "default"] = APP_PASSWORD
    assert json.loads(type_in(["status", "--json"]).stdout)["user"] == "admin"


def test_insecure_login_is_loud_each_time(
    front: ReverseProxy, no_keyring: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was once allowed is said in every run."""
    assert run(["login", "--url", front.url, "--insecure", "--app-password"]) == 0
    for command in (["albums"], ["logout"]):
        capsys.readouterr()
        assert run(command) == 0
        assert (_LOUD in capsys.readouterr().err) is (command == ["albums"])


def test_options_win_over_variables_and_these_over_the_login(
    front: ReverseProxy, no_keyring: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each setting comes from the first place that has it."""
    wrong = tmp_path / "wrong.pem"
    wrong.write_bytes(home_made().authority)
    assert run(["login", "--url", front.url, "--ca-file", ca_file(tmp_path), "--app-password"]) == 0
    monkeypatch.delenv("PHOTOPRISM_APP_PASSWORD")
    assert _albums() == 0
    monkeypatch.setenv("PHOTOPRISM_CA_FILE", str(wrong))
    assert _albums() == 1
    assert _albums("--ca-file", ca_file(tmp_path)) == 0


def test_way_of_a_login_is_for_its_own_server(
    front: ReverseProxy, server: PhotoPrismServer, no_keyring: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Headers for one gateway are not sent to another server."""
    front.gate = _GATES["basic"][0]
    monkeypatch.setenv("PHOTOPRISM_HEADERS", _GATES["basic"][1])
    assert run(["login", "--url", front.url, "--ca-file", ca_file(tmp_path), "--app-password"]) == 0
    _forget_the_environment(monkeypatch, tmp_path)
    server.requests.clear()
    assert _albums("--url", server.url) == 1
    assert all("authorization" not in seen.headers and "x-auth-token" not in seen.headers for seen in server.requests)
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("filters", "variable", "status", "lines"), [("default", "1", 0, 1), ("default", "0", 0, 0), ("error", "1", 1, 1)]
)
def test_plain_http_is_said_in_one_line(
    known: PhotoPrismServer, filters: str, variable: str, status: int, lines: int
) -> None:
    """Credentials over plain http to the world are warned of in one line; a variable turns it off."""
    own = {"http_proxy": known.url, "PHOTOPRISM_WARN_PLAIN_HTTP": variable, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-W", filters, "-c", CALL_MAIN, "albums", "--url", "http://photos.example.com", "--json"],
        capture_output=True,
        text=True,
        env={**os.environ, **own},
        check=False,
    )
    assert (done.returncode, done.stderr.count("\n")) == (status, lines)
    assert ("plain http" in done.stderr) == (lines == 1)
    assert ("PHOTOPRISM_WARN_PLAIN_HTTP=0" in done.stderr) == (lines == 1)
    assert APP_PASSWORD not in done.stderr
    assert (len(known.requests) == 0) == (status == 1)
