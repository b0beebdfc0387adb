"""An embedded server for each module, and file systems of it."""

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any, Protocol

import pytest

from photoprism_client._clock import Clock
from photoprism_client.fs import PhotoPrismFileSystem, clients, connection
from photoprism_client.testing import Library, PhotoPrismServer

#: A picture of the library, another one, and thumbnails.
PICTURE = "originals/2021/07/IMG_0002.JPG"
OTHER = "originals/2021/07/IMG_1.JPG"
THUMBS = "thumbs/tile_224/originals"
THUMB = f"{THUMBS}/2021/07/IMG_0002.JPG"


class OpenLibrary(Protocol):
    """Make a file system of a server; its client is closed after the test."""

    def __call__(
        self, url: str, kind: type[PhotoPrismFileSystem] = PhotoPrismFileSystem, **options: Any
    ) -> PhotoPrismFileSystem:
        """Make it; without options it has the credentials of the first user."""


@pytest.fixture(scope="module")
def served() -> Iterator[PhotoPrismServer]:
    """Start the server of a module."""
    with PhotoPrismServer(Library.sample(photos=24), mode="password") as server:
        server.snapshot()
        yield server


@pytest.fixture
def server(served: PhotoPrismServer) -> PhotoPrismServer:
    """Yield the server as it was in the beginning."""
    served.reset()
    return served


@pytest.fixture
def library(server: PhotoPrismServer) -> Library:
    """Return what it serves: pictures, as they were in the beginning."""
    return server.library


@pytest.fixture
def body(server: PhotoPrismServer, library: Library) -> bytes:
    """Return the bytes of the picture."""
    return (library.root / PICTURE.removeprefix("originals/")).read_bytes()


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    """Keep no instance and no connection of another test."""
    PhotoPrismFileSystem.clear_instance_cache()
    yield
    PhotoPrismFileSystem.clear_instance_cache()
    for one in list(connection._shared.values()):
        one.client.close()
    connection._shared.clear()


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PHOTOPRISM_URL", "PHOTOPRISM_USERNAME", "PHOTOPRISM_PASSWORD", "PHOTOPRISM_APP_PASSWORD"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PHOTOPRISM_SHARED_LOGIN", "0")


@pytest.fixture
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Note the sleeps of clients that are made after this, instead of sleeping."""
    found: list[float] = []
    monkeypatch.setattr(clients, "SYSTEM_CLOCK", Clock(sleep=found.append, chance=lambda: 1.0))
    return found


@pytest.fixture
def open_library(slept: list[float]) -> Iterator[OpenLibrary]:
    """Make file systems."""
    with ExitStack() as stack:

        def make(
            url: str, kind: type[PhotoPrismFileSystem] = PhotoPrismFileSystem, **options: Any
        ) -> PhotoPrismFileSystem:
            who = {"username": "admin", "password": "photoprism"}
            fs = kind(host=url, skip_instance_cache=True, **{**who, **options})
            stack.callback(fs._connection.client.close)
            return fs

        yield make


@pytest.fixture
def fs(server: PhotoPrismServer, open_library: OpenLibrary) -> PhotoPrismFileSystem:
    """Make a file system."""
    return open_library(server.url)
