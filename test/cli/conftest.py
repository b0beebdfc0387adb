"""What the commands' tests share: settings of their own, a keyring that forgets, and a private server."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import keyring
import keyring.backend
import keyring.backends.fail
import pytest

from photoprism_client import ApiClient
from photoprism_client._clock import Clock
from photoprism_client.cli import settings as settings_of_commands
from photoprism_client.testing import Library, PhotoPrismServer

APP_PASSWORD = "abcdef-ghijkl-mnopqr-stuvwx"


class MemoryKeyring(keyring.backend.KeyringBackend):
    """A keyring that lasts as long as a test."""

    priority = 5.0

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # keyring's own
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        """Return what is kept."""
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep it."""
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        """Forget it."""
        del self.kept[service, username]


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Lead the commands to an empty folder of settings, without variables; return the file of profiles."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    for name in ("URL", "TOKEN", "APP_PASSWORD", "USERNAME", "PASSWORD", "PASSWORD_FILE"):
        monkeypatch.delenv(f"PHOTOPRISM_{name}", raising=False)
    return tmp_path / "config" / "photoprism-images" / "profiles.toml"


@pytest.fixture
def no_keyring(settings: Path) -> Iterator[Path]:
    """Have no keyring, as on a server without a desktop."""
    before = keyring.get_keyring()
    keyring.set_keyring(keyring.backends.fail.Keyring())  # type: ignore[no-untyped-call]  # keyring's own
    yield settings
    keyring.set_keyring(before)


@pytest.fixture
def memory_keyring(settings: Path) -> Iterator[MemoryKeyring]:
    """Have a keyring that works."""
    before, own = keyring.get_keyring(), MemoryKeyring()
    keyring.set_keyring(own)
    yield own
    keyring.set_keyring(before)


@pytest.fixture
def no_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have commands ask again at once."""
    monkeypatch.setattr(settings_of_commands, "ApiClient", partial(ApiClient, clock=Clock(sleep=lambda _seconds: None)))


@pytest.fixture
def server() -> Iterator[PhotoPrismServer]:
    """Yield a private server with a sample library, an app password and a user with a second factor."""
    with PhotoPrismServer(
        Library.sample(photos=12),
        mode="password",
        users={"admin": "photoprism", "bob": "builder"},
        codes={"bob": "389796"},
        app_passwords={APP_PASSWORD: "admin"},
    ) as server:
        yield server


@pytest.fixture
def home(no_keyring: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Run in a folder of the test's own, without anybody's settings; return it."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def named_server(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PhotoPrismServer]:
    """Yield a private server with a sample library, which the environment names together with its user."""
    with PhotoPrismServer(Library.sample(photos=12), mode="password") as server:
        monkeypatch.setenv("PHOTOPRISM_URL", server.url)
        monkeypatch.setenv("PHOTOPRISM_USERNAME", "admin")
        monkeypatch.setenv("PHOTOPRISM_PASSWORD", "photoprism")
        yield server
