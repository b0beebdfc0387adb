"""Embedded servers and clients on one clock, for tests of the session."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Protocol

import pytest

from photoprism_client import ApiClient, Configuration, ImagesApi
from photoprism_client.testing import Library, PhotoPrismServer
from test.support.manual_clock import ManualClock


class Start(Protocol):
    """Start an embedded server in password mode that is closed after the test."""

    def __call__(self, **options: Any) -> PhotoPrismServer:
        """Start it; the options are those of :class:`PhotoPrismServer`."""


class LogIn(Protocol):
    """Make the API of a client that is closed after the test."""

    def __call__(self, server: Any, **settings: Any) -> ImagesApi:
        """Make it for anything that has a ``url``; without settings it has the credentials of the first user."""


@pytest.fixture(scope="session")
def library() -> Iterator[Library]:
    """Yield a few pictures, which no test changes."""
    with Library.sample(photos=6) as sample:
        yield sample


@pytest.fixture
def hands() -> ManualClock:
    """Make the time of this test."""
    return ManualClock()


@pytest.fixture
def start(library: Library, hands: ManualClock) -> Iterator[Start]:
    """Start embedded servers."""
    with ExitStack() as stack:

        def make(**options: Any) -> PhotoPrismServer:
            settings = {"mode": "password", "clock": hands.now, "owns_library": False, **options}
            return stack.enter_context(PhotoPrismServer(library, **settings))

        yield make


@pytest.fixture
def log_in(start: Start, hands: ManualClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[LogIn]:
    """Make clients; they close before the servers do. Logins that they share are in a folder of the test's own."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    with ExitStack() as stack:

        def make(server: Any, **settings: Any) -> ImagesApi:
            held = settings or {"username": "admin", "password": "photoprism"}
            client = ApiClient(Configuration(**{"host": server.url, **held}), clock=hands.clock)
            return ImagesApi(stack.enter_context(client))

        yield make


@pytest.fixture
def sha1(library: Library) -> str:
    """Return the hash of a picture on every server."""
    return library.find("2021/07/IMG_1.JPG").hash
