"""A disk that is full, or gone, while many files are fetched: the run ends at once, and a rerun goes on."""

import errno
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from photoprism_client.api.image_sources import ImageSources
from photoprism_client.transfer import Batch, Item, disk, download_all
from test.bodies import sha1
from test.clients import Connect, Serve
from test.full_disk import limited
from test.rawserver import Peer
from test.transfer.conftest import Folder
from test.transfer.serving import Served

COUNT = 12
BODIES = [bytes([number]) + bytes(range(251)) * 6_000 for number in range(COUNT)]  # 1.5 MB each
ROOM = 5_000_000
ENDS_A_RUN = ["ENOSPC", "EDQUOT", "EFBIG", "EROFS", "EIO", "ENODEV", "ENXIO"]


class Shelf:
    """Files by hash on one server; each request for one is counted."""

    def __init__(self) -> None:
        self.served = {sha1(body): Served(body) for body in BODIES}
        self.asked: list[str] = []

    def __call__(self, peer: Peer) -> None:
        """Serve a connection."""
        while (seen := peer.request()) is not None:
            wanted = seen.target.split("/dl/")[1].partition("?")[0]
            self.asked.append(wanted)
            peer.send(self.served[wanted].answer_to(seen))


@pytest.fixture
def shelf() -> Shelf:
    """Fill the server."""
    return Shelf()


@pytest.fixture
def run(serve: Serve, connect: Connect, folder: Folder, shelf: Shelf) -> Callable[[], Batch]:
    """Make what begins a run for all of its files."""
    folder.allow(*BODIES)
    sources = ImageSources(connect(serve(shelf).url, connection_pool_maxsize=4).api_client)
    return lambda: download_all([Item(sources.original(known), folder / known) for known in shelf.served], 4)


@contextmanager
def _refused(room: int, code: int) -> Iterator[None]:
    """Let so many bytes be written to any files, and refuse what follows; a call may write a part."""
    write, lock, left = os.write, threading.Lock(), room

    def write_less(descriptor: int, data: Any) -> int:
        nonlocal left
        with lock:
            count, left = min(left, len(data)), left - min(left, len(data))
        if not count:
            raise OSError(code, os.strerror(code))
        return write(descriptor, data[:count])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "write", write_less)
        yield


def _is_beginning(folder: Path) -> bool:
    """Tell whether every partial file holds the first bytes of one of the files."""
    return all(any(body.startswith(path.read_bytes()) for body in BODIES) for path in folder.glob(".photoprism-*.part"))


@pytest.mark.parametrize("code", ENDS_A_RUN)
def test_disk_that_is_full_ends_the_run_and_a_rerun_goes_on(
    run: Callable[[], Batch], folder: Folder, shelf: Shelf, code: str
) -> None:
    """No further file is asked for; what is whole is kept, what is begun is taken up, and nothing comes twice."""
    with _refused(ROOM, getattr(errno, code)), run() as batch:
        errors = [outcome.error for outcome in batch if outcome.error]
    assert {type(error) for error in errors} <= {OSError, type(OSError(getattr(errno, code), ""))}
    assert (batch.summary.stopped_by or "").startswith("the disk: ")
    assert not batch.summary.is_complete
    # Three files fit; each worker may have had one more under way.
    assert len(shelf.asked) <= 3 + 4
    assert _is_beginning(folder.path)
    kept, whole = len(folder.partials), set(folder.finals)
    assert kept
    shelf.asked.clear()
    with run() as batch:
        results = [outcome.result for outcome in batch if outcome.result]
    assert (batch.summary.is_complete, batch.summary.were_there) == (True, len(whole))
    assert len(folder.finals) == COUNT
    assert folder.partials == []
    assert any(result.resumed_from for result in results)
    assert not whole & set(shelf.asked)


def test_limit_of_the_kernel_ends_the_run_and_a_rerun_goes_on(
    run: Callable[[], Batch], folder: Folder, shelf: Shelf
) -> None:
    """A real refusal by the kernel, not one of a test, is met in the same way."""
    with limited(1_000_000), run() as batch:
        assert {type(outcome.error) for outcome in batch} == {OSError}
    assert "too large" in str(batch.summary.stopped_by)
    assert len(shelf.asked) <= 4
    assert folder.finals == {}
    assert _is_beginning(folder.path)
    with run() as batch:
        results = [outcome.result for outcome in batch if outcome.result]
    assert 1_000_000 in {result.resumed_from for result in results}
    assert batch.summary.is_complete
    assert folder.partials == []


def test_disk_without_room_for_a_file_ends_the_run_before_a_byte_is_written(
    run: Callable[[], Batch], folder: Folder, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The room is looked at before a large file is begun: nothing is left of it."""
    with monkeypatch.context() as patch:
        patch.setattr(disk.shutil, "disk_usage", lambda _path: disk.shutil._ntuple_diskusage(10, 5, 5))  # type: ignore[attr-defined]  # the type that it returns
        assert "no space" in str(run().finish().stopped_by)
    assert len(shelf.asked) <= 4
    assert (folder.finals, folder.partials) == ({}, [])
    assert run().finish().is_complete
