"""An embedded server with a library of its own for each test, and a client of it."""

from collections.abc import Iterator

import pytest

from photoprism_client import ApiClient, Configuration
from photoprism_client.testing import Library, PhotoPrismServer
from test.support.manual_clock import ManualClock


@pytest.fixture
def library() -> Iterator[Library]:
    """Make a few pictures."""
    with Library.sample(photos=6) as library:
        yield library


@pytest.fixture
def server(library: Library) -> Iterator[PhotoPrismServer]:
    """Start a server that the test may change."""
    with PhotoPrismServer(library, owns_library=False) as server:
        yield server


@pytest.fixture
def hands() -> ManualClock:
    """Make the time of the client."""
    return ManualClock()


@pytest.fixture
def client(server: PhotoPrismServer, hands: ManualClock) -> Iterator[ApiClient]:
    """Make a client of the server that never really sleeps."""
    with ApiClient(Configuration(host=server.url), clock=hands.clock) as client:
        yield client
