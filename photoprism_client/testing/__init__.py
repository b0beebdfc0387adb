"""A PhotoPrism-compatible server that runs inside a test, a demonstration or a benchmark, and a proxy for faults.

It shares no code with the client, so that a mistake in one of them cannot hide in the other. Tests compare its answers
with those recorded from a real server.

    with PhotoPrismServer(Library.sample(photos=24)) as server:
        print(server.url)
"""

from photoprism_client.testing.library.library import Library
from photoprism_client.testing.proxy import faults
from photoprism_client.testing.proxy.fault_proxy import FaultProxy
from photoprism_client.testing.server.server import PhotoPrismServer

__all__ = ["FaultProxy", "Library", "PhotoPrismServer", "faults"]
