"""A PhotoPrism-compatible server that runs inside a test, a demonstration or a benchmark, and a proxy for faults.

It shares no code with the client: an error made twice the same way would hide. Its answers are those that were recorded
from a running server; the tests replay them.

    with PhotoPrismServer(Library.sample(photos=24)) as server:
        print(server.url)
"""

from photoprism_client.testing.library.library import Library
from photoprism_client.testing.proxy import faults
from photoprism_client.testing.proxy.fault_proxy import FaultProxy
from photoprism_client.testing.server.server import PhotoPrismServer

__all__ = ["FaultProxy", "Library", "PhotoPrismServer", "faults"]
