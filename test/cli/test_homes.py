"""Odd homes and keyrings: what is not needed is not touched, and what is missing is said in one line."""

import os
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from photoprism_client.testing import Library, PhotoPrismServer
from test.cli.conftest import APP_PASSWORD
from test.support.preloaded_command import Commands

pytestmark = pytest.mark.once

_UNKNOWN_USER = "54321"
_KEYRINGS = {
    "locked": "test.support.keyrings.Locked",
    "broken": "test.support.keyrings.Broken",
    "absent": "test.support.keyrings.Absent",
    "not there": "test.support.keyrings.Nonesuch",
    "no module": "no_such_module.Keyring",
}


Start = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def start(commands: Commands) -> Start:
    """Run a command in a process of its own, with a home and variables of its own, and without anything to read."""

    def run(
        *arguments: str, variables: Mapping[str, str], home: str | None = None, as_nobody: bool = False
    ) -> subprocess.CompletedProcess[str]:
        kept = {"PATH", "LANG", "LC_ALL", "SYSTEMROOT"}
        environment = {name: value for name, value in os.environ.items() if name in kept}
        environment |= dict(variables) | ({} if home is None else {"HOME": home})
        if as_nobody:
            unknown = "test.support.run_as_unknown_user"
            return commands.run(_UNKNOWN_USER, *arguments, environment=environment, program=unknown)
        return commands.run(*arguments, environment=environment)

    return run


def one_line(done: subprocess.CompletedProcess[str]) -> str:
    """Return the only line of stderr, which is not a traceback."""
    assert done.stderr.count("\n") == 1, done.stderr
    return done.stderr


@pytest.fixture
def known(server: PhotoPrismServer) -> dict[str, str]:
    """Return the variables that name a server and an app password."""
    return {"PHOTOPRISM_URL": server.url, "PHOTOPRISM_APP_PASSWORD": APP_PASSWORD}


@pytest.fixture
def broken_profile(tmp_path: Path) -> Path:
    """Return a home whose profiles nobody can read: whoever looks at them fails."""
    folder = tmp_path / ".config" / "photoprism-images"
    folder.mkdir(parents=True)
    (folder / "profiles.toml").write_bytes(b"[half \xff")
    return tmp_path


def as_root() -> None:
    """Skip a test that becomes another user."""
    if not hasattr(os, "getuid") or os.getuid() != 0:
        pytest.skip("only root can become another user")


@pytest.mark.parametrize("name", ["broken", "no module"])
def test_variables_need_neither_profile_nor_keyring(
    start: Start, known: dict[str, str], broken_profile: Path, name: str
) -> None:
    """With an address and an app password, neither is touched, so it does not matter what is wrong with them."""
    touched = broken_profile / "touched"
    own = {"PYTHON_KEYRING_BACKEND": _KEYRINGS[name], "TEST_KEYRING_TOUCHED": str(touched)}
    done = start("albums", "--json", home=str(broken_profile), variables=known | own)
    assert (done.returncode, done.stderr) == (0, "")
    assert not touched.exists()


def test_password_in_a_file_needs_neither(start: Start, server: PhotoPrismServer, broken_profile: Path) -> None:
    """The same holds for user name and password."""
    (broken_profile / "password").write_text("photoprism\n", encoding="utf-8")
    own = {"PHOTOPRISM_USERNAME": "admin", "PHOTOPRISM_PASSWORD_FILE": str(broken_profile / "password")}
    done = start("status", home=str(broken_profile), variables={"PHOTOPRISM_URL": server.url, **own})
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("home", ["/dev/null", "relative"])
def test_variables_need_no_home(start: Start, known: dict[str, str], home: str) -> None:
    """A home that is none is not missed."""
    done = start("status", home=home, variables=known)
    assert (done.returncode, done.stderr) == (0, "")


def test_variables_need_no_user(start: Start, known: dict[str, str]) -> None:
    """Nor is a line in the passwd file: containers run as any number, without a home."""
    as_root()
    done = start("status", as_nobody=True, variables=known)
    assert (done.returncode, done.stderr) == (0, "")


def test_variables_do_not_need_the_home_of_another_user(
    start: Start, known: dict[str, str], broken_profile: Path
) -> None:
    """As sudo -E, and services with a wrong HOME, have it."""
    as_root()
    broken_profile.chmod(0o700)
    done = start("status", as_nobody=True, home=str(broken_profile), variables=known)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("home", [None, "/dev/null"])
def test_public_server_needs_no_home(start: Start, home: str | None) -> None:
    """Without credentials a login is looked for; without a home there is none, and that is not an error."""
    if home is None:
        as_root()
    with PhotoPrismServer(Library.sample(photos=4)) as server:
        own = {"PHOTOPRISM_URL": server.url}
        done = start("albums", "--json", as_nobody=home is None, home=home, variables=own)
    assert (done.returncode, done.stderr) == (0, "")


def test_login_that_cannot_be_read_is_told(start: Start, broken_profile: Path) -> None:
    """A public server is shown all the same; where the address is in the login, that it cannot be read is the error."""
    as_root()
    broken_profile.chmod(0o700)
    home = str(broken_profile)
    with PhotoPrismServer(Library.sample(photos=4)) as server:
        done = start("albums", "--json", as_nobody=True, home=home, variables={"PHOTOPRISM_URL": server.url})
    assert done.returncode == 0
    assert "profiles.toml cannot be read: Permission denied; going on without a login" in one_line(done)
    done = start("albums", as_nobody=True, home=home, variables={})
    assert done.returncode == 1
    assert "profiles.toml cannot be read: Permission denied" in one_line(done)


@pytest.mark.parametrize("content", [b"[half \xff", b"url = 1"])
def test_profiles_that_hold_something_else(start: Start, tmp_path: Path, content: bytes) -> None:
    """The file is named, in one line, or holds no login."""
    folder = tmp_path / ".config" / "photoprism-images"
    folder.mkdir(parents=True)
    (folder / "profiles.toml").write_bytes(content)
    done = start("status", home=str(tmp_path), variables={})
    assert done.returncode in {1, 2}
    assert ("is not TOML" in done.stderr) == (content != b"url = 1")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", _KEYRINGS)
def test_login_in_a_keyring_that_cannot_be_opened(
    start: Start, server: PhotoPrismServer, tmp_path: Path, name: str
) -> None:
    """One line says where the login is, and what else would do; no request is made."""
    folder = tmp_path / ".config" / "photoprism-images"
    folder.mkdir(parents=True)
    (folder / "profiles.toml").write_text(
        f'[default]\nurl = "{server.url}"\nusername = "admin"\nkind = "session"\nin_keyring = ["token"]\n', "utf-8"
    )
    server.requests.clear()
    own = {"PYTHON_KEYRING_BACKEND": _KEYRINGS[name]}
    for arguments in [["status"], ["albums", "--url", server.url], ["logout"]] if name == "locked" else [["status"]]:
        done = start(*arguments, home=str(tmp_path), variables=own)
        assert done.returncode == 1
        assert "the login 'default' is in a keyring that cannot be opened" in one_line(done)
        assert "PHOTOPRISM_APP_PASSWORD" in done.stderr
    assert len(server.requests) == 0
    assert (folder / "profiles.toml").is_file()


def test_token_in_a_keyring_is_not_needed_by_all(start: Start, server: PhotoPrismServer, tmp_path: Path) -> None:
    """Who brings a token of his own takes the address from the login, and leaves the keyring alone."""
    folder = tmp_path / ".config" / "photoprism-images"
    folder.mkdir(parents=True)
    (folder / "profiles.toml").write_text(f'[default]\nurl = "{server.url}"\nin_keyring = ["token"]\n', "utf-8")
    own = {"PYTHON_KEYRING_BACKEND": _KEYRINGS["locked"], "PHOTOPRISM_APP_PASSWORD": APP_PASSWORD}
    done = start("status", home=str(tmp_path), variables=own)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("name", ["broken", "absent"])
def test_login_without_a_keyring_is_in_the_file(start: Start, known: dict[str, str], tmp_path: Path, name: str) -> None:
    """A keyring that stores nothing is not an error, and later commands do not ask it again."""
    touched = tmp_path / "touched"
    own = {"PYTHON_KEYRING_BACKEND": _KEYRINGS[name]}
    done = start("login", "--app-password", home=str(tmp_path), variables=known | own)
    assert done.returncode == 0, done.stderr
    assert "profiles.toml" in done.stdout
    own["TEST_KEYRING_TOUCHED"] = str(touched)
    for command in ("status", "logout"):
        assert start(command, home=str(tmp_path), variables=own).returncode == 0
    assert not touched.exists()


def test_login_without_a_place_asks_nobody(start: Start, server: PhotoPrismServer, known: dict[str, str]) -> None:
    """Where a login cannot be kept, none is made: one line says so before a password is asked for or sent."""
    server.requests.clear()
    for arguments in (["login", "--app-password"], ["login"], ["logout"]):
        done = start(*arguments, home="/dev/null", variables=known)
        assert done.returncode == 1
        one_line(done)
    assert len(server.requests) == 0


@pytest.mark.parametrize("home", [None, "/root"])
def test_login_without_a_home_or_in_anothers(start: Start, known: dict[str, str], home: str | None) -> None:
    """The same for a user without a home, and for one who may not write there."""
    as_root()
    done = start("login", "--app-password", as_nobody=True, home=home, variables=known)
    assert done.returncode == 1
    assert "cannot be kept" in one_line(done)
