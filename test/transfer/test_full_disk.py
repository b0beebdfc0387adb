"""A disk that is full, or gone, while many files are fetched: the run ends at once, and a rerun goes on."""

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from photoprism_client.api.sources import ImageSources
from photoprism_client.transfer import Batch, Item, download_all
from test.support.bodies import sha1
from test.support.clients import Connect, Serve
from test.support.limited_disks import hide_space, limited, refused_after
from test.support.raw_server import Peer
from test.support.served_file import Served
from test.transfer.conftest import Folder

COUNT = 12
BODIES = [bytes([number]) + bytes(range(251)) * 6_000 for number in range(COUNT)]  # 1.5 MB each
ROOM = 5_000_000
ENDS_A_RUN = ["ENOSPC", "EDQUOT", "EROFS", "EIO", "ENODEV", "ENXIO"]


class Shelf:
    """Files by hash on one server; each request for one is counted."""

    def __init__(self) -> None:
        self.served = {sha1(body): Served(body) for body in BODIES}
        self.asked: list[str] = []

    def add(self, body: bytes) -> str:
        """Take one more file; return its hash."""
        self.served[sha1(body)] = Served(body)
        return sha1(body)

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


def _is_beginning(folder: Path) -> bool:
    """Tell whether every partial file holds the first bytes of one of the files."""
    return all(any(body.startswith(path.read_bytes()) for body in BODIES) for path in folder.glob(".photoprism-*.part"))


@pytest.mark.parametrize("code", ENDS_A_RUN)
def test_disk_that_is_full_ends_the_run_and_a_rerun_goes_on(
    run: Callable[[], Batch], folder: Folder, shelf: Shelf, code: str
) -> None:
    """No further file is asked for; what is whole is kept, what is begun is taken up, and nothing comes twice."""
    with refused_after(ROOM, getattr(errno, code)), run() as batch:
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
    assert (batch.summary.is_complete, batch.summary.skipped) == (True, len(whole))
    assert len(folder.finals) == COUNT
    assert folder.partials == []
    assert any(result.resumed_from for result in results)
    assert not whole & set(shelf.asked)


def test_file_that_is_too_large_for_the_disk_fails_alone_and_a_rerun_goes_on(
    run: Callable[[], Batch], folder: Folder, shelf: Shelf
) -> None:
    """The kernel refuses one file, as a memory card does over 4 GB; the others come, and where it fits, it goes on."""
    too_large = shelf.add(bytes(range(250)) * 12_000)
    folder.allow(shelf.served[too_large].body)
    with limited(2_000_000), run() as batch:
        errors = {Path(outcome.item.path).name: outcome.error for outcome in batch if outcome.error}
    assert errors.keys() == {too_large}
    assert getattr(errors[too_large], "errno", None) == errno.EFBIG
    assert (batch.summary.fetched, batch.summary.failed, batch.summary.stopped_by) == (COUNT, 1, None)
    assert sorted(shelf.asked) == sorted(shelf.served)
    with run() as batch:
        results = {result.sha1: result.resumed_from for outcome in batch if (result := outcome.result)}
    assert results[too_large] == 2_000_000
    assert batch.summary.is_complete
    assert folder.partials == []


def test_file_that_the_disk_can_never_hold_is_not_begun(
    run: Callable[[], Batch], folder: Folder, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Linux refuses an offset beyond the largest file of a file system: that tells it before 4 GB are fetched."""
    too_large, seek = shelf.add(bytes(range(250)) * 12_000), os.lseek

    def seek_on_fat(descriptor: int, offset: int, whence: int) -> int:
        if offset > 2_000_000:
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        return seek(descriptor, offset, whence)

    monkeypatch.setattr(os, "lseek", seek_on_fat)
    with run() as batch:
        errors = {Path(outcome.item.path).name: outcome.error for outcome in batch if outcome.error}
    assert errors.keys() == {too_large}
    assert "3000000 bytes is too large for this disk" in str(errors[too_large])
    assert (batch.summary.fetched, batch.summary.stopped_by) == (COUNT, None)
    assert folder.partials == []


@pytest.mark.parametrize("told", ["0 of 0", "nothing"])
def test_disk_that_does_not_tell_its_space_is_trusted(
    run: Callable[[], Batch], monkeypatch: pytest.MonkeyPatch, told: str
) -> None:
    """Network disks may say that 0 of 0 bytes are free, or refuse to answer: files come all the same."""
    hide_space(monkeypatch, told)
    assert run().finish().is_complete


def test_disk_without_room_for_a_file_ends_the_run_before_a_byte_is_written(
    run: Callable[[], Batch], folder: Folder, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Free space is checked before a large file is begun: nothing is left of it."""
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "disk_usage", lambda _path: shutil._ntuple_diskusage(10, 5, 5))
        assert "no space" in str(run().finish().stopped_by)
    assert len(shelf.asked) <= 4
    assert (folder.finals, folder.partials) == ({}, [])
    assert run().finish().is_complete
