"""Fixtures shared by the tests of the embedded server."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from photoprism_client.testing import Library, PhotoPrismServer
from test.support.manual_clock import ManualClock


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
def clock() -> ManualClock:
    """Make a clock that tests move."""
    return ManualClock()


@pytest.fixture
def signed(library: Library, clock: ManualClock) -> Iterator[PhotoPrismServer]:
    """Start a server with a password and tokens of 2026, whose clock the test moves."""
    with PhotoPrismServer(library, mode="password", tokens="signed", clock=clock.now) as server:
        yield server
