"""fsspec's own tests of reading, on a library whose files the fixtures of those tests make.

Of the suites, those that copy, move, put and pipe test writing only, and so does the only test of opening, which
creates a file; what they ask of a read-only file system is in ``test_file_system.py``.
"""

from collections.abc import Callable, Iterator
from types import new_class
from typing import Any

import pytest
from fsspec.tests.abstract import AbstractFixtures, AbstractGetTests

from photoprism_client.fs import PhotoPrismFileSystem
from photoprism_client.testing import Library, PhotoPrismServer
from test.fs.conftest import OpenLibrary
from test.support.indexed_files import add_file

pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def served() -> Iterator[PhotoPrismServer]:
    """Start the server of a library with little in it."""
    with PhotoPrismServer(Library.sample(photos=1), mode="password") as server:
        server.snapshot()
        yield server


def _pipe(self: Any, path: str, value: bytes, **options: Any) -> None:
    add_file(self.library, path.removeprefix("originals/"), value)
    self.invalidate_cache()


def _touch(self: Any, path: str, **options: Any) -> None:
    _pipe(self, path, path.encode())  # each with different content, since the server takes equal files for one


def _do_nothing(self: Any, path: str, **options: Any) -> None:
    """Do nothing: a folder is there with its files, and the next test gets the library as it was."""


#: The file system, and what those tests fill it by.
_FILL = {"pipe": _pipe, "touch": _touch, "makedirs": _do_nothing, "mkdir": _do_nothing, "rm": _do_nothing}
Filled: Any = new_class("Filled", (PhotoPrismFileSystem,), exec_body=lambda members: members.update(_FILL))


class TestGet(AbstractFixtures, AbstractGetTests):  # type: ignore[misc]  # fsspec has no types
    """Each test of ``get``."""

    @pytest.fixture
    def fs(self, server: PhotoPrismServer, open_library: OpenLibrary) -> PhotoPrismFileSystem:
        """Make the file system."""
        made = open_library(server.url, kind=Filled)
        made.library = server.library
        return made

    @pytest.fixture
    def fs_path(self) -> str:
        """Return the folder that the tests write to."""
        return "originals/suite"

    @pytest.fixture
    def fs_join(self) -> Callable[..., str]:
        """Return what joins paths."""
        return lambda *parts: "/".join(parts)
