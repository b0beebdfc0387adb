"""``logout --shared`` and ``status``: the logins that processes of a user share."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click.testing
import pytest

from photoprism_client import ApiClient, ApiValueError, Configuration
from photoprism_client._session.shared_logins import shared_logins
from photoprism_client.cli.commands import photoprism_images
from photoprism_client.testing import Library, PhotoPrismServer

pytestmark = [
    pytest.mark.once,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="there are neither forks nor locks here"),
]

_CLIENT = {"cs5cpu17n6gj2qo5": "s3cret"}


def run(*arguments: str) -> click.testing.Result:
    """Run a command without a terminal."""
    return click.testing.CliRunner().invoke(photoprism_images, list(arguments))


@pytest.fixture(scope="module")
def server() -> Iterator[PhotoPrismServer]:
    """Start a server for all tests; each ends its sessions."""
    with PhotoPrismServer(Library.sample(photos=1), mode="password", clients=_CLIENT) as started:
        yield started


@pytest.fixture
def folder(no_keyring: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Name the folder in which logins are shared, which does not exist yet."""
    monkeypatch.setenv("PHOTOPRISM_SHARED_LOGIN", str(tmp_path / "logins"))
    return tmp_path / "logins"


@pytest.fixture
def share(folder: Path) -> Any:
    """Log in as another process would, and leave the session open; return its token."""

    def log_in(server: PhotoPrismServer, **who: Any) -> str:
        who = who or {"username": "admin", "password": "photoprism"}
        with ApiClient(Configuration(server.url, shared_login=str(folder), **who)) as api_client:
            api_client.session.status()
        (file,) = [one for one in folder.glob("*.json") if server.url in one.read_text()]
        return str(json.loads(file.read_text())["access_token"])

    return log_in


def is_open(server: PhotoPrismServer, token: str) -> bool:
    """Ask a server whether it takes an access token."""
    with ApiClient(Configuration(server.url, access_token=token)) as api_client:
        return api_client.call_api("GET", "/api/v1/session").status == 200


def test_shared_logins_end_at_all_servers(server: PhotoPrismServer, folder: Path, share: Any) -> None:
    """The sessions are void, their files are gone, no password is sent, and a second time there is nothing to end."""
    with PhotoPrismServer(server.library, mode="password", owns_library=False) as other:
        tokens = {one: share(one) for one in (server, other)}
        for one in tokens:
            one.requests.clear()
        done = run("logout", "--shared")
        assert sorted(done.output.splitlines()) == sorted(f"Logged out of {one.url} as admin." for one in tokens)
        for one, token in tokens.items():
            assert [seen.method for seen in one.requests] == ["DELETE"]
            assert not is_open(one, token)
    assert list(folder.glob("*.json")) == []
    assert shared_logins(folder) == []
    again = run("logout", "--shared")
    assert (again.exit_code, again.output) == (1, "Error: no login is shared\n")


def test_login_of_a_client_is_revoked(server: PhotoPrismServer, folder: Path, share: Any) -> None:
    """An OAuth client ends its session in its own way."""
    ((client_id, secret),) = _CLIENT.items()
    share(server, client_id=client_id, client_secret=secret)
    (shared,) = shared_logins(folder)
    assert (shared.kind, shared.name) == ("client", client_id)
    server.requests.clear()
    assert run("logout", "--shared").exit_code == 0
    assert [seen.path for seen in server.requests] == ["/api/v1/oauth/revoke"]


def test_a_server_that_is_gone_keeps_no_other_login(server: PhotoPrismServer, folder: Path, share: Any) -> None:
    """The login at a server that does not answer stays, and says why; the others end."""
    with PhotoPrismServer(server.library, mode="password", owns_library=False) as other:
        share(other)
    share(server)
    done = run("logout", "--shared")
    assert done.exit_code == 3
    assert done.stdout == f"Logged out of {server.url} as admin.\n"
    assert done.stderr.startswith(f"{other.url}: ")
    assert [one.host for one in shared_logins(folder)] == [other.url]
    assert run("logout", "--shared").exit_code == 1


@pytest.mark.parametrize("variable", ["PHOTOPRISM_TOKEN", "PHOTOPRISM_APP_PASSWORD", "PHOTOPRISM_PASSWORD"])
def test_other_credentials_do_not_count(
    server: PhotoPrismServer, share: Any, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    """Only the token in the file is sent, whatever the variables say."""
    token = share(server)
    monkeypatch.setenv("PHOTOPRISM_URL", server.url)
    monkeypatch.setenv(variable, "abcdef-ghijkl-mnopqr-stuvwx")
    server.requests.clear()
    assert run("logout", "--shared").exit_code == 0
    (asked,) = server.requests
    assert asked.headers["X-Auth-Token"] == token


def test_status_shows_what_is_shared(
    server: PhotoPrismServer, folder: Path, share: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who shares a login at this server, and until when, but never the token."""
    token = share(server)
    monkeypatch.setenv("PHOTOPRISM_PASSWORD", "photoprism")
    who = ("--url", server.url, "--username", "admin")
    shown = run("status", *who)
    facts = json.loads(run("status", "--json", *who).stdout)
    assert facts["shared_logins"] == [{"user": "admin", "expires_at": facts["session_expires_at"]}]
    assert f"admin until {facts['session_expires_at']}" in shown.stdout
    assert token not in shown.output + json.dumps(facts) + repr(shared_logins(folder))
    folder.chmod(0o755)
    for file in folder.glob("*.json"):
        file.chmod(0o644)
    with pytest.raises(ApiValueError, match="others may open"):
        shared_logins(folder)


def test_logout_without_a_login_names_the_option(share: Any, server: PhotoPrismServer) -> None:
    """Who has no login of the command, but shares one, learns how to end it."""
    assert "--shared" not in run("logout").output
    share(server)
    assert "no login is named default; to end logins that processes share, pass --shared" in run("logout").output
