"""P1, P2, P4: bytes that differ from those that were indexed, in a body that is whole by its length."""

import pytest

from photoprism_client import (
    ChangedOnServerError,
    IntegrityError,
)
from photoprism_client._clock import Clock
from photoprism_client.testing.proxy import faults
from photoprism_client.transfer import Item, download_all
from test.support.bodies import JPEG, sha1
from test.support.downloads import (
    FILES,
    PICTURES,
    Downloads,
    FolderDownloads,
    MemoryDownloads,
)

_LATER = "Sat, 01 Jan 2033 00:00:00 GMT"

_LENGTHS: dict[str, faults.Fault] = {
    "nothing": faults.Shorten(0),
    "short": faults.Shorten(1000),
    "long": faults.Append(b"more"),
    "claims less": faults.ContentLength(-10),
}

_NONSENSE = {
    "nothing": b"",
    "page": b"<html>",
    "null": b"null",
    "list": b"[]",
    "text": b'"file"',
    "half": b'{"Size":',
    "no facts": b"{}",
    "facts of other types": b'{"Size":"many","ModTime":"today","Name":7}',
    "facts that are null": b'{"Size":null,"ModTime":null,"Name":null}',
    "endless time": b'{"ModTime":1e999}',
    "no number": b'{"ModTime":NaN}',
    "endless time by name": b'{"ModTime":Infinity}',
    "time before all": b'{"ModTime":-62135596800}',
    "nested": b"[" * 100_000,
}


def test_p1_flipped_byte_does_not_have_the_hash(memory: MemoryDownloads) -> None:
    """A flipped byte keeps every length: in memory it is the hash that tells."""
    memory.proxy.script(faults.Flip(2000))
    data = memory.fetch("original")
    assert len(data) == memory.size
    assert sha1(data) != memory.hash


@pytest.mark.parametrize("kind", FILES)
def test_p1_flipped_byte_is_fetched_again_once(folder: FolderDownloads, kind: str) -> None:
    """One wrong byte, in the right length: the second download is right and is taken."""
    folder.script(kind, faults.Flip(folder.size // 2, bits=1))
    folder.fetch(kind)
    assert folder.is_good(kind)
    assert folder.ranges(kind) == [None, None]


@pytest.mark.parametrize("kind", [*FILES, "zip"])
def test_p1_flipped_byte_in_each_download_is_an_error(folder: FolderDownloads, kind: str) -> None:
    """Wrong twice is an IntegrityError that does not blame the file on the server, and leaves nothing."""
    folder.always(kind, faults.Flip(2000, bits=1))
    with pytest.raises(IntegrityError, match="a second download was no better") as caught:
        folder.fetch(kind)
    assert not isinstance(caught.value, ChangedOnServerError)
    assert folder.ranges(kind) == [None, None]
    assert folder.has_nothing(kind)


def test_p1_flipped_byte_in_the_rest_is_found(folder: FolderDownloads) -> None:
    """The SHA-1 covers a resumed file from its first byte to its last."""
    folder.script("original", faults.Cut(1000), faults.Flip(5))
    folder.fetch("original")
    assert folder.ranges() == [None, "bytes=1000-", None]
    assert folder.is_good("original")


def test_p1_one_bad_file_fails_alone_in_a_batch(folder: FolderDownloads) -> None:
    """A file that never comes right is one failure; the others land, and the run is not called complete."""
    folder.always("original", faults.Flip(10))
    kinds = ("original", "photo", "thumb", "zip")
    items = [Item(folder.source(kind), folder.target(kind)) for kind in kinds]
    with download_all(items, 2, clock=Clock(sleep=lambda seconds: None)) as batch:
        failed = {outcome.item.path: outcome.error for outcome in batch if outcome.error is not None}
    assert list(failed) == [folder.target("original")]
    assert (batch.summary.fetched, batch.summary.failed, batch.summary.is_complete) == (3, 1, False)
    assert [folder.is_good(kind) for kind in kinds] == [False, True, True, True]


@pytest.mark.parametrize("facts", _NONSENSE.values(), ids=_NONSENSE)
def test_index_that_says_nonsense_changes_no_verdict(folder: FolderDownloads, facts: bytes) -> None:
    """A flipped byte stays an IntegrityError, and not that of a changed file, whatever the index answers."""
    folder.always("original", faults.Flip(1000, bits=1))
    folder.proxy.always(faults.Status(200, {"Content-Type": "application/json"}, facts), match="/files/")
    with pytest.raises(IntegrityError, match="a second download was no better") as caught:
        folder.fetch("original")
    assert not isinstance(caught.value, ChangedOnServerError)
    assert len(folder.requests("original")) == 2
    assert folder.has_nothing("original")


@pytest.mark.parametrize("status", [401, 403, 404, 500, 503])
def test_index_that_does_not_answer_changes_no_verdict(folder: FolderDownloads, status: int) -> None:
    """Neither does an index that is closed to this user, or broken."""
    folder.always("original", faults.Flip(1000, bits=1))
    folder.proxy.always(faults.Status(status, {"Content-Type": "application/json"}, b"{}"), match="/files/")
    with pytest.raises(IntegrityError, match="a second download was no better"):
        folder.fetch("original")
    assert folder.has_nothing("original")


@pytest.mark.parametrize("kind", FILES)
@pytest.mark.parametrize("body", [JPEG, None], ids=["another size", "same size"])
def test_p2_changed_original_is_told_without_a_second_download(
    folder: FolderDownloads, kind: str, body: bytes | None
) -> None:
    """Another size or another time than in the index: the file changed on the server, and one download says so."""
    changed = body or bytes(folder.size)
    folder.script(kind, faults.Swap(changed, _LATER))
    with pytest.raises(ChangedOnServerError, match="changed on the server since it was indexed"):
        folder.fetch(kind)
    assert folder.ranges(kind) == [None]
    assert folder.has_nothing(kind)


@pytest.mark.parametrize("kind", FILES)
def test_p2_changed_original_is_taken_where_that_is_accepted(folder: FolderDownloads, kind: str) -> None:
    """With accept_changed the file is written as it is and marked as changed."""
    folder.script(kind, faults.Swap(JPEG, _LATER))
    folder.allowed.add(sha1(JPEG))
    result = folder.fetch(kind, accept_changed=True)
    assert (result.is_changed, result.sha1, result.size) == (True, sha1(JPEG), len(JPEG))
    assert folder.target(kind).read_bytes() == JPEG
    assert folder.orphans == []


def test_p2_original_that_changes_while_it_comes_is_taken_whole(folder: FolderDownloads) -> None:
    """A file that is replaced after a cut is written from its first byte with accept_changed."""
    folder.script("original", faults.Cut(100), faults.Swap(JPEG, _LATER))
    folder.allowed.add(sha1(JPEG))
    assert folder.fetch("original", accept_changed=True).is_changed
    assert folder.target("original").read_bytes() == JPEG


def test_p4_short_original_does_not_have_the_hash(memory: MemoryDownloads) -> None:
    """In memory a short file with a matching length is returned; its hash shows that it is another."""
    memory.proxy.script(faults.Shorten(1000))
    data = memory.fetch("original")
    assert len(data) == 1000 < memory.size
    assert sha1(data) != memory.hash


@pytest.mark.parametrize("fault", _LENGTHS.values(), ids=_LENGTHS)
@pytest.mark.parametrize("kind", FILES)
def test_p4_file_of_another_length_writes_nothing(folder: FolderDownloads, kind: str, fault: faults.Fault) -> None:
    """A body that is complete by its own length but has another size than the index is refused."""
    folder.always(kind, fault)
    with pytest.raises(IntegrityError):
        folder.fetch(kind)
    assert len(folder.requests(kind)) <= 2
    assert folder.has_nothing(kind)


@pytest.mark.parametrize("size", [0, 1, 500])
@pytest.mark.parametrize(
    ("way", "kind"), [("memory", "thumb"), *(("disk", kind) for kind in PICTURES)], indirect=["way"]
)
def test_p4_short_picture_is_refused(way: Downloads, kind: str, size: int) -> None:
    """A picture that stops early, with a length to match, does not end as a picture does."""
    way.script(kind, faults.Shorten(size))
    way.recover(kind)
    assert way.is_good(kind)
    assert way.ranges(kind) == [None, None]


def test_foreign_file_of_the_name_stays(folder: FolderDownloads) -> None:
    """Another file under the final name is an error before any request; overwrite replaces it by right bytes only."""
    folder.target("original").write_bytes(b"somebody's")
    folder.allowed.add(sha1(b"somebody's"))
    with pytest.raises(FileExistsError):
        folder.fetch("original")
    assert folder.requests("original") == []
    folder.always("original", faults.Flip(10))
    with pytest.raises(IntegrityError):
        folder.fetch("original", overwrite=True)
    assert folder.target("original").read_bytes() == b"somebody's"
    assert folder.orphans == []
