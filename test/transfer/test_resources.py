"""C7: memory does not grow with a file, and no descriptor or connection is left after errors."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from photoprism_client import ApiException
from test.bodies import SOME_HASH, SVG
from test.clients import Connect, Serve
from test.rawserver import Peer, answer, answering, answering_and_closing
from test.transfer.conftest import Folder

ROOT = Path(__file__).parents[2]
BLOCK = bytes(range(256)) * 4096  # 1 MiB
BLOCKS = 200
CHILD = """
import resource, sys
from photoprism_client import ApiClient, Configuration, ImagesApi
from photoprism_client.api import sources
from photoprism_client.transfer import engine
with ApiClient(Configuration(host=sys.argv[1])) as client:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    ImagesApi(client).get_download_to_file(sys.argv[2], sys.argv[3], fsync=False)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


def test_c7_memory_does_not_grow_with_the_file(serve: Serve, folder: Folder) -> None:
    """A file of 200 MiB is written, verified, with less than 8 MiB more than the client has anyway."""
    digest = hashlib.sha1(usedforsecurity=False)
    for _ in range(BLOCKS):
        digest.update(BLOCK)
    folder.allowed.add(digest.hexdigest())

    def script(peer: Peer) -> None:
        peer.request()
        peer.send(answer(b"", "image/jpeg", length=len(BLOCK) * BLOCKS))
        for _ in range(BLOCKS):
            peer.send(BLOCK)

    command = [sys.executable, "-c", CHILD, serve(script).url, digest.hexdigest(), str(folder / "a.jpg")]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert result.returncode == 0, result.stderr
    assert int(result.stdout) < 8 * 1024  # KiB
    assert (folder / "a.jpg").stat().st_size == len(BLOCK) * BLOCKS


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="counts descriptors as Linux shows them")
def test_c7_errors_leave_no_descriptor(serve: Serve, connect: Connect, folder: Folder) -> None:
    """After a hundred downloads that failed in different ways, as many descriptors are open as after two."""
    cut = serve(answering_and_closing(answer(BLOCK, "image/jpeg")[:-5]))
    icon = serve(answering(answer(SVG, "image/svg+xml")))
    clients = [connect(server.url) for server in (cut, icon)]

    def fail() -> None:
        for number, images in enumerate(clients):
            with pytest.raises(ApiException):
                images.get_thumb_to_file(SOME_HASH, folder / f"{number}.jpg")

    fail()
    cut.wait_for_ends(6)
    before = len(os.listdir("/proc/self/fd"))
    for _ in range(20):
        fail()
        cut.wait_for_ends(6)
    assert len(os.listdir("/proc/self/fd")) <= before + 2
    assert folder.partials == []
