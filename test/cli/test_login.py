"""``login``, ``logout`` and ``status``: a token is kept, never the password, and every later command uses it."""

import json
import stat
from pathlib import Path

import click.testing
import pytest

from photoprism_client._profiles import profiles
from photoprism_client.cli.commands import photoprism_images, run
from photoprism_client.testing import Library, PhotoPrismServer
from test.cli.conftest import APP_PASSWORD, MemoryKeyring


def type_in(arguments: list[str], *lines: str) -> click.testing.Result:
    """Run a command as a person who answers its questions."""
    return click.testing.CliRunner().invoke(photoprism_images, arguments, input="\n".join([*lines, ""]))


def logins(server: PhotoPrismServer) -> int:
    """Return how many logins the server saw."""
    return sum(seen.method == "POST" and seen.path == "/api/v1/session" for seen in server.requests)


def test_login_keeps_the_token_for_later_commands(server: PhotoPrismServer, no_keyring: Path) -> None:
    """The session's token is in a file that only its owner reads; the password is nowhere; one login serves all."""
    done = type_in(["login", "--url", server.url, "--username", "admin"], "photoprism")
    assert done.exit_code == 0, done.output
    assert f"Logged in to {server.url} as admin" in done.output
    kept = no_keyring.read_text(encoding="utf-8")
    assert 'photoprism"' not in kept
    assert stat.S_IMODE(no_keyring.stat().st_mode) == 0o600
    for command in (["search", "--limit", "1"], ["albums"], ["status"]):
        assert type_in(command).exit_code == 0
    assert logins(server) == 1
    assert not any(seen.method == "DELETE" for seen in server.requests)


def test_login_prefers_the_keyring(server: PhotoPrismServer, memory_keyring: MemoryKeyring, settings: Path) -> None:
    """Where there is a keyring, the token is there, and the file holds no secret."""
    assert type_in(["login", "--url", server.url], "admin", "photoprism").exit_code == 0
    (token,) = memory_keyring.kept.values()
    assert token not in settings.read_text(encoding="utf-8")
    assert json.loads(type_in(["status", "--json"]).stdout)["user"] == "admin"
    assert type_in(["logout"]).exit_code == 0
    assert memory_keyring.kept == {}


def test_logout_ends_the_session_and_forgets_it(server: PhotoPrismServer, no_keyring: Path) -> None:
    """After a logout the token is void on the server, and commands ask for a login."""
    type_in(["login", "--url", server.url, "--username", "admin"], "photoprism")
    stored = profiles.read("default")
    assert stored is not None
    assert type_in(["logout"]).output == f"Logged out of {server.url}.\n"
    assert profiles.read("default") is None
    assert server.requests[-1].method == "DELETE"
    again = type_in(["search"])
    assert again.exit_code == 2
    assert "photoprism-images login" in again.output
    missing = type_in(["logout"])
    assert missing.exit_code == 1
    assert "no login is named default" in missing.output


def test_login_with_an_app_password_keeps_that(server: PhotoPrismServer, no_keyring: Path) -> None:
    """An app password is kept as it is, opens no session, and goes on working after a logout."""
    done = type_in(["login", "--app-password", "--url", server.url], APP_PASSWORD)
    assert done.exit_code == 0, done.output
    assert "the app password is in" in done.output
    stored = profiles.read("default")
    assert stored is not None
    assert (stored.secrets["token"], stored.kind, stored.username) == (APP_PASSWORD, "app password", "admin")
    assert APP_PASSWORD not in repr(stored)
    assert type_in(["logout"]).exit_code == 0
    assert logins(server) == 0
    assert not any(seen.method == "DELETE" for seen in server.requests)


def test_login_asks_for_a_verification_code_where_it_is_wanted(server: PhotoPrismServer, no_keyring: Path) -> None:
    """A user with a second factor is asked for the code, the others are not."""
    done = type_in(["login", "--url", server.url, "--username", "bob"], "builder", "389796")
    assert done.exit_code == 0, done.output
    assert "Verification code" in done.output
    assert (
        "Verification code" not in type_in(["login", "--url", server.url, "--username", "admin"], "photoprism").output
    )


def test_login_takes_secrets_from_the_environment(
    server: PhotoPrismServer, no_keyring: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the variables set nothing is asked."""
    monkeypatch.setenv("PHOTOPRISM_URL", server.url)
    monkeypatch.setenv("PHOTOPRISM_USERNAME", "admin")
    monkeypatch.setenv("PHOTOPRISM_PASSWORD", "photoprism")
    done = type_in(["login"])
    assert done.exit_code == 0, done.output
    assert "Password" not in done.output


def test_a_wrong_password_is_one_line_and_one_try(
    server: PhotoPrismServer,
    no_keyring: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A refused login is said in one line without the password, is tried once, and keeps nothing."""
    monkeypatch.setenv("PHOTOPRISM_PASSWORD", "wr0ng-secret")
    assert run(["login", "--url", server.url, "--username", "admin"]) == 1
    errors = capsys.readouterr().err
    assert errors.count("\n") == 1
    assert "401" in errors
    assert "wr0ng-secret" not in errors
    assert logins(server) == 1
    assert not no_keyring.exists()


def test_a_token_is_only_for_its_own_server_and_user(server: PhotoPrismServer, no_keyring: Path) -> None:
    """With --url of another server, or another user, the stored token stays at home."""
    type_in(["login", "--url", server.url, "--username", "admin"], "photoprism")
    stored = profiles.read("default")
    assert stored is not None
    with PhotoPrismServer(server.library, mode="password", owns_library=False) as other:
        assert type_in(["albums", "--url", other.url]).exit_code == 1
        assert all(stored.secrets["token"] not in str(seen) for seen in other.requests)
    server.requests.clear()
    assert type_in(["albums", "--username", "bob"]).exit_code == 1
    assert all(stored.secrets["token"] not in str(seen) for seen in server.requests)


def test_profiles_are_told_apart(server: PhotoPrismServer, no_keyring: Path) -> None:
    """Two logins live side by side, whatever is in their names."""
    odd = 'home "1" \\ ü'
    type_in(["login", "--url", server.url, "--username", "admin", "--profile", odd], "photoprism")
    type_in(["login", "--url", server.url, "--username", "bob", "--profile", "b"], "builder", "389796")
    assert json.loads(type_in(["status", "--json", "--profile", odd]).stdout)["user"] == "admin"
    assert json.loads(type_in(["status", "--json", "--profile", "b"]).stdout)["user"] == "bob"
    type_in(["logout", "--profile", "b"])
    assert profiles.read(odd) is not None


def test_a_broken_file_of_profiles_is_named(no_keyring: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that is no TOML is said in one line, and is not overwritten."""
    no_keyring.parent.mkdir(parents=True)
    no_keyring.write_text("[half", encoding="utf-8")
    assert run(["status"]) == 1
    assert "profiles.toml is not TOML" in capsys.readouterr().err
    assert no_keyring.read_text(encoding="utf-8") == "[half"


def test_a_locked_keyring_falls_back_to_the_file(server: PhotoPrismServer, settings: Path) -> None:
    """A keyring that refuses does not lose the login."""
    import keyring
    from keyring.errors import PasswordSetError

    class Locked(MemoryKeyring):
        """A keyring that nobody unlocks."""

        def set_password(self, service: str, username: str, password: str) -> None:
            """Refuse."""
            raise PasswordSetError("locked")

    before = keyring.get_keyring()
    keyring.set_keyring(Locked())
    try:
        done = type_in(["login", "--url", server.url, "--username", "admin"], "photoprism")
        assert str(settings) in done.output.replace("\n", "")
        assert type_in(["status"]).exit_code == 0
    finally:
        keyring.set_keyring(before)


def test_status_tells_who_and_how_long(server: PhotoPrismServer, no_keyring: Path) -> None:
    """Status names server, user, credential and expiry, in lines or as JSON, and no token."""
    type_in(["login", "--url", server.url, "--username", "admin"], "photoprism")
    lines = type_in(["status"]).stdout
    facts = json.loads(type_in(["status", "--json"]).stdout)
    assert facts["host"] == server.url
    assert (facts["user"], facts["credential"], facts["is_public"]) == ("admin", "access token", False)
    stored = profiles.read("default")
    assert stored is not None
    assert server.url in lines
    assert stored.secrets["token"] not in lines + json.dumps(facts)


def test_a_public_server_needs_no_login(settings: Path) -> None:
    """With --url alone a public server can be searched."""
    with PhotoPrismServer(Library.sample(photos=4)) as server:
        assert type_in(["albums", "--url", server.url]).exit_code == 0
