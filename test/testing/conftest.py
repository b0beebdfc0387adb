"""Fixtures shared by the tests of the embedded server."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from photoprism_client.testing import Library, PhotoPrismServer
from test.support.ask import Clock


@pytest.fixture
def library() -> Iterator[Library]:
    """Draw a small sample library."""
    with Library.sample(photos=8) as library:
        yield library


@pytest.fixture
def server(library: Library) -> Iterator[PhotoPrismServer]:
    """Start a server with a password and tokens of 2024."""
    with PhotoPrismServer(library, mode="password") as server:
        yield server


@pytest.fixture
def clock() -> Clock:
    """Make a clock that tests move."""
    return Clock()


@pytest.fixture
def signed(library: Library, clock: Clock) -> Iterator[PhotoPrismServer]:
    """Start a server with a password and tokens of 2026, which lives by the test's clock."""
    with PhotoPrismServer(library, mode="password", tokens="signed", clock=clock) as server:
        yield server
