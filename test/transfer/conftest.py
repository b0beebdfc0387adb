"""A folder with a foreign file in it, whose invariants are checked after every test."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from photoprism_client import ImagesApi
from test.support.bodies import sha1
from test.support.clients import Connect, Serve
from test.support.served_file import Served

FOREIGN = "notes of the owner.txt"


class Folder:
    """A folder that downloads go to."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.allowed: set[str] = set()
        (path / FOREIGN).write_bytes(b"mine")

    def __truediv__(self, name: str) -> Path:
        return self.path / name

    def allow(self, *bodies: bytes) -> None:
        """Say what may stand under a final name."""
        self.allowed |= {sha1(body) for body in bodies}

    @property
    def finals(self) -> dict[str, bytes]:
        """Files under final names."""
        names = [path for path in self.path.iterdir() if not path.name.startswith(".photoprism-")]
        return {path.name: path.read_bytes() for path in names if path.name != FOREIGN}

    @property
    def partials(self) -> list[str]:
        """Names of partial files and their notes, by their ends."""
        return sorted(path.suffix for path in self.path.iterdir() if path.name.startswith(".photoprism-"))

    def partial(self) -> Path:
        """Return the one partial file."""
        (found,) = self.path.glob(".photoprism-*.part")
        return found

    def check(self) -> None:
        """Check I1: only verified bytes have a name; and I2: what is not ours is as it was."""
        assert {name for name, body in self.finals.items() if sha1(body) not in self.allowed} == set()
        assert (self.path / FOREIGN).read_bytes() == b"mine"


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Folder]:
    """Make the folder and check its invariants in the end."""
    path = tmp_path / "pictures"
    path.mkdir()
    found = Folder(path)
    yield found
    found.check()


Offer = Callable[..., ImagesApi]


@pytest.fixture
def offer(serve: Serve, connect: Connect, folder: Folder) -> Offer:
    """Serve one file, allow it in the folder, and return the API of a client of that server."""

    def make(served: Served, **settings: Any) -> ImagesApi:
        folder.allow(served.body)
        server = serve(served)
        images = connect(server.url, **settings)
        images.server = server  # type: ignore[attr-defined]  # for tests to look at its requests
        return images

    return make
