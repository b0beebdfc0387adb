"""Logins of the command that programs use by name: what they hold, for whom, and what is said if one is missing."""

import subprocess
import sys
from pathlib import Path

import pytest

from photoprism_client import ApiValueError
from photoprism_client._profiles.resolving import NoServerError, configuration_from, names_server

pytestmark = pytest.mark.once

_HOME = """
[home]
url = "https://photos.example.com"
username = "anna"
kind = "app password"
verify_ssl = false
token = "cAnAry-token"
in_keyring = []
"""


@pytest.fixture(autouse=True)
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep a login in a folder of the test's own; return the file."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    path = tmp_path / "photoprism-images" / "profiles.toml"
    path.parent.mkdir()
    path.write_text(_HOME, encoding="utf-8")
    return path


def test_profile_fills_what_settings_and_variables_leave_out() -> None:
    """Settings win over variables, and these over the profile."""
    environ = {"PHOTOPRISM_READ_TIMEOUT": "5", "PHOTOPRISM_VERIFY_SSL": "1"}
    made = configuration_from({"read_timeout_s": 7.0}, "home", environ)
    assert (made.host, made.access_token, made.read_timeout_s) == ("https://photos.example.com", "cAnAry-token", 7.0)
    assert made.verify_ssl


@pytest.mark.parametrize(
    "settings",
    [{"host": "https://other.example.com"}, {"username": "bob"}, {"username": "bob", "password": "builder"}],
)
def test_token_is_for_its_own_server_and_user(settings: dict[str, str]) -> None:
    """Another server, or another user, does not get it."""
    assert configuration_from(settings, "home", {}).access_token is None


def test_without_a_name_no_profile_is_read(file: Path) -> None:
    """A broken file disturbs nobody who does not use it."""
    file.write_bytes(b"[half \xff")
    made = configuration_from({}, None, {"PHOTOPRISM_URL": "photos.example.com", "PHOTOPRISM_TOKEN": "mine"})
    assert (made.host, made.access_token) == ("https://photos.example.com", "mine")


def test_no_server_anywhere_is_an_error() -> None:
    """The demo server, which is the default of `Configuration`, is never asked by accident."""
    with pytest.raises(NoServerError, match="no server is named: pass host=, or set PHOTOPRISM_URL"):
        configuration_from({}, None, {})
    assert not names_server({}, None, {})
    assert not names_server({}, "default", {})
    assert names_server({}, "home", {})


@pytest.mark.parametrize("settings", [{}, {"host": "https://photos.example.com"}])
def test_profile_that_does_not_exist_is_an_error(settings: dict[str, str]) -> None:
    """A slip in its name does not end in calls that nobody is logged in for; only the default one may be missing."""
    with pytest.raises(ApiValueError, match="no login is named 'hoem'"):
        configuration_from(settings, "hoem", {})
    assert configuration_from({"host": "localhost"}, "default", {}).access_token is None


def test_profiles_need_no_terminal_library() -> None:
    """Profiles are read without click, rich and keyring; without platformdirs the error names the extra."""
    code = """
import sys
for name in ("click", "rich", "keyring", *sys.argv[1:]):
    sys.modules[name] = None
from photoprism_client._profiles.resolving import configuration_from
try:
    print(configuration_from({}, "home", {}).username or "none")
except ValueError as error:
    print(error)
"""
    run = [sys.executable, "-c", code]
    assert subprocess.check_output(run, text=True) == "none\n"
    assert "pip install 'photoprism-images[cli]'" in subprocess.check_output([*run, "platformdirs"], text=True)
