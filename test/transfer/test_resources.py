"""C7: memory does not grow with a file, and no descriptor or connection is left after errors."""

import errno
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from photoprism_client import ApiException, ApiValueError
from photoprism_client.api.sources import ImageSources
from photoprism_client.transfer import Item, download_all, fetch
from test.support.bodies import SOME_HASH, SVG, sha1
from test.support.clients import Connect, Serve
from test.support.raw_server import Peer, Script, answer, answering, answering_and_closing
from test.support.served_file import MODIFIED, Served, cut
from test.support.waiting import wait_until
from test.transfer.conftest import Folder

ROOT = Path(__file__).parents[2]
BLOCK = bytes(range(256)) * 4096  # 1 MiB
BLOCKS = 200
CHILD = """
import resource, sys
from photoprism_client import ApiClient, Configuration, ImagesApi
from photoprism_client.api import sources
from photoprism_client.transfer import fetching
with ApiClient(Configuration(host=sys.argv[1])) as client:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    ImagesApi(client).get_download_to_file(sys.argv[2], sys.argv[3], fsync=False)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""

GIGABYTE_CHILD = """
import re, resource, sys
from pathlib import Path
from photoprism_client import ApiClient, Configuration, ImagesApi
from photoprism_client.api import sources
from photoprism_client.transfer import fetching
mapped = int(re.search(r"VmSize:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) * 1024
most = mapped + int(sys.argv[4])
resource.setrlimit(resource.RLIMIT_AS, (most, most))
with ApiClient(Configuration(host=sys.argv[1])) as client:
    print(ImagesApi(client).get_download_to_file(sys.argv[2], sys.argv[3], fsync=False).sha1)
"""
GIGABYTE = 1024 * len(BLOCK)
ROOM = GIGABYTE // 4


def _blocks(count: int) -> tuple[str, Script]:
    """Return the SHA-1 of so many blocks, and the script of a server that sends them."""
    digest = hashlib.sha1(usedforsecurity=False)
    for _ in range(count):
        digest.update(BLOCK)

    def script(peer: Peer) -> None:
        peer.request()
        peer.send(answer(b"", "image/jpeg", length=len(BLOCK) * count))
        for _ in range(count):
            peer.send(BLOCK)

    return digest.hexdigest(), script


@pytest.mark.once
@pytest.mark.skipif(sys.platform != "linux", reason="limits address space as Linux does")
def test_file_of_a_gigabyte_is_written_in_a_quarter_of_the_address_space(serve: Serve, folder: Folder) -> None:
    """A file that would not fit into what the process may map at all is received, verified and named."""
    if shutil.disk_usage(folder.path).free < 2 * GIGABYTE:
        pytest.skip("the disk has no room for a file of 1 GiB")
    known, script = _blocks(1024)
    folder.allowed.add(known)
    target = folder / "a.jpg"
    command = [sys.executable, "-c", GIGABYTE_CHILD, serve(script).url, known, str(target), str(ROOM)]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=6000, check=False)
    assert (result.returncode, result.stdout) == (0, f"{known}\n"), result.stderr
    assert target.stat().st_size == GIGABYTE
    target.unlink()  # what a test leaves is kept for a while


def test_c7_memory_does_not_grow_with_the_file(serve: Serve, folder: Folder) -> None:
    """A file of 200 MiB is written, verified, with less than 8 MiB more than the client has anyway."""
    known, script = _blocks(BLOCKS)
    folder.allowed.add(known)
    command = [sys.executable, "-c", CHILD, serve(script).url, known, str(folder / "a.jpg")]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600, check=False)
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
    wait_until(lambda: len(os.listdir("/proc/self/fd")) <= before + 2)
    assert folder.partials == []


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="counts descriptors as Linux shows them")
def test_hundred_failed_transfers_leave_no_descriptor_open(serve: Serve, connect: Connect, folder: Folder) -> None:
    """A hundred originals that break off, are wrong, gone, in the way or not to be written, alone and in a batch."""
    body = bytes(range(251)) * 2000
    server = serve(_Failing(body))
    images = connect(server.url)
    sources = ImageSources(images.api_client)
    (folder / "taken").write_bytes(b"other")
    folder.allow(b"other")

    def fail() -> None:
        names = [("cut", "a"), ("wrong", "b"), ("gone", "c"), ("cut", "taken"), ("cut", "none/a")]
        items = [Item(sources.original(sha1(kind.encode())), folder / name) for kind, name in names]
        for item in items:
            with pytest.raises((ApiException, OSError, ApiValueError)):
                fetch(item.source, item.path, clock=images.api_client.clock)
        with download_all(items, 2, clock=images.api_client.clock) as batch:
            assert [outcome.result for outcome in batch] == [None] * 5

    fail()
    before = len(os.listdir("/proc/self/fd"))
    for _ in range(10):
        fail()
    # Two for each connection that the client or the server has not seen the end of.
    wait_until(lambda: len(os.listdir("/proc/self/fd")) <= before + 4)
    assert folder.finals == {"taken": b"other"}


class _Failing:
    """A server that sends half of a file, a file that is another, or none, whichever is asked for."""

    def __init__(self, body: bytes) -> None:
        whole = answer(body, "image/jpeg", f"Last-Modified: {MODIFIED}")
        gone = answer(SVG, "image/svg+xml", status="404 Gone")
        self._answers = {"cut": whole[:400_000], "wrong": whole, "gone": gone}

    def __call__(self, peer: Peer) -> None:
        """Answer once."""
        seen = peer.request()
        if seen is not None and "/dl/" in seen.target:
            peer.send(*[reply for kind, reply in self._answers.items() if sha1(kind.encode()) in seen.target])
        elif seen is not None:
            peer.send(answer(b"{}", "application/json"))


@pytest.mark.parametrize("is_cut", [False, True])
def test_f1_a_large_body_is_written_in_order_or_not_at_all(
    serve: Serve, connect: Connect, folder: Folder, monkeypatch: pytest.MonkeyPatch, is_cut: bool
) -> None:
    """Where the disk refuses some bytes of a large body, none follow them, and the next run goes on from there."""
    body = b"".join(bytes([number]) * len(BLOCK) for number in range(16))
    folder.allow(body)
    server = serve(Served(body, *([cut(10 * len(BLOCK) + 7)] if is_cut else [])))
    written = [0]

    def refuse(descriptor: int, data: memoryview) -> int:
        written[0] += len(data)
        if 4 * len(BLOCK) < written[0] < 7 * len(BLOCK):
            raise OSError(errno.ENOSPC, "no space")
        return write(descriptor, data)

    write = os.write
    monkeypatch.setattr(os, "write", refuse)
    with pytest.raises(OSError, match="no space"):
        connect(server.url).get_download_to_file(sha1(body), folder / "a.jpg")
    monkeypatch.undo()
    kept = folder.partial().read_bytes()
    assert 0 < len(kept) < 5 * len(BLOCK)
    assert body.startswith(kept)
    result = connect(server.url).get_download_to_file(sha1(body), folder / "a.jpg")
    assert result.resumed_from == len(kept)
    assert folder.finals == {"a.jpg": body}
    assert folder.partials == []


@pytest.mark.parametrize("at", [7, 9_000_001])
def test_n4_a_large_body_that_breaks_off_loses_nothing(serve: Serve, connect: Connect, folder: Folder, at: int) -> None:
    """What came before the end of the connection is on disk: the next request asks for the byte after it."""
    body = b"".join(bytes([number]) * len(BLOCK) for number in range(16))
    folder.allow(body)
    server = serve(Served(body, cut(at)))
    connect(server.url).get_download_to_file(sha1(body), folder / "a.jpg")
    assert server.requests[-1].headers["range"] == f"bytes={at}-"
    assert folder.finals == {"a.jpg": body}
