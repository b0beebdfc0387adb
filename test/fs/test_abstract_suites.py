"""fsspec's own tests of reading, on a library whose files the fixtures of those tests make.

Of the suites, those that copy, move, put and pipe test writing only, and so does the only test of opening, which
creates a file; what they ask of a read-only file system is in ``test_file_system.py``.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from fsspec.tests.abstract import AbstractFixtures, AbstractGetTests

from photoprism_client.fs import PhotoPrismFileSystem
from photoprism_client.testing import Library, PhotoPrismServer
from test.fs.conftest import OpenLibrary
from test.support.indexed_files import add_file

pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def library() -> Iterator[Library]:
    """Yield a library with little in it."""
    with Library.sample(photos=1) as sample:
        yield sample


class Filled(PhotoPrismFileSystem):
    """The file system, and ways to fill the library that it shows."""

    library: Library

    def touch(self, path: str, *args: Any, **options: Any) -> None:
        """Make a file; each has a content of its own, since the server takes equal files for one."""
        self.pipe(path, path.encode())

    def pipe(self, path: str, value: bytes, *args: Any, **options: Any) -> None:
        """Make a file."""
        add_file(self.library, path.removeprefix("originals/"), value)
        self.invalidate_cache()

    def makedirs(self, path: str, *args: Any, **options: Any) -> None:
        """Do nothing: a folder is there with its files."""

    mkdir = makedirs
    rm = makedirs  # the next test gets the library as it was


class TestGet(AbstractFixtures, AbstractGetTests):  # type: ignore[misc]  # fsspec has no types
    """Each test of ``get``."""

    @pytest.fixture
    def fs(self, server: PhotoPrismServer, library: Library, open_library: OpenLibrary) -> PhotoPrismFileSystem:
        """Make the file system."""
        made = open_library(server.url, kind=Filled)
        made.library = library
        return made

    @pytest.fixture
    def fs_path(self) -> str:
        """Return the folder that the tests write to."""
        return "originals/suite"

    @pytest.fixture
    def fs_join(self) -> Callable[..., str]:
        """Return what joins paths."""
        return lambda *parts: "/".join(parts)
