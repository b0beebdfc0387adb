"""Many thumbnails to disk: asked for in one loop, with every rule that holds for a batch of files."""

import errno
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from photoprism_client import ApiClient, IntegrityError, PlaceholderException, TargetInUseError
from photoprism_client._clock import Clock
from photoprism_client._files import disk
from photoprism_client.api.sources import ImageSources
from photoprism_client.transfer import Batch, FileProgress, Item, Outcome, download_all
from photoprism_client.transfer.partial import Partial
from test.support.bodies import JPEG, sha1
from test.support.clients import Connect, Serve
from test.support.limited_disks import refused_after
from test.support.many import SIZE, answering_each, hashes, number_of, picture, pictures
from test.support.raw_server import Peer, RawServer, answer
from test.transfer.conftest import Folder

COUNT = 60
THUMBS = hashes(COUNT)
ICON = answer(b'<svg xmlns="http://www.w3.org/2000/svg"/>', "image/svg+xml")
UNKNOWN = answer(b'{"error":"Not found"}', "application/json", status="404 Not Found")
SOON = Clock(sleep=lambda seconds: None)
ByNumber = Callable[[int], bytes | None]


class Many:
    """A server of thumbnails, and the batches that fetch them into a folder."""

    def __init__(self, serve: Serve, connect: Connect, folder: Folder) -> None:
        self._serve, self._connect, self.folder = serve, connect, folder
        folder.allow(*pictures(THUMBS))
        self.server: RawServer

    def batch(self, reply: ByNumber = lambda number: None, workers: int = 4, **options: object) -> Batch:
        """Begin a batch of a thumbnail for each number; *reply* makes other answers than its picture."""
        return download_all(self.items(self.sources(reply)), workers, clock=SOON, **{"fsync": False, **options})  # type: ignore[arg-type]

    def items(self, sources: ImageSources) -> list[Item]:
        """Return a thumbnail for each number, and its file."""
        return [Item(sources.thumb(thumb, SIZE), self.folder / f"{thumb}.jpg") for thumb in THUMBS]

    def sources(self, reply: ByNumber = lambda number: None, **settings: object) -> ImageSources:
        """Start the server, and make what asks it."""
        self.server = self._serve(answering_each(lambda seen: reply(number_of(seen))))
        return ImageSources(self._connect(self.server.url, client={"clock": SOON}, **settings).api_client)

    def has(self, *without: int) -> bool:
        """Tell whether all files are there, but for some, and nothing else."""
        wanted = {f"{thumb}.jpg": picture(thumb) for thumb in THUMBS if int(thumb, 16) not in without}
        return self.folder.finals == wanted and self.folder.partials == []


@pytest.fixture
def many(serve: Serve, connect: Connect, folder: Folder) -> Many:
    """Yield a server of thumbnails and a folder for them."""
    return Many(serve, connect, folder)


@pytest.mark.parametrize(("workers", "fsync"), [(1, True), (4, False), (4, True), (16, True)])
def test_all_come_and_a_second_run_asks_for_nothing(many: Many, workers: int, fsync: bool) -> None:
    """Each is there with its bytes, its time, its hash and its progress, over no more connections than workers."""
    seen: list[FileProgress] = []
    with many.batch(workers=workers, fsync=fsync, progress=seen.append) as batch:
        results = {outcome.item.source.subject: outcome.result for outcome in batch}
    assert many.has()
    assert [results[thumb].sha1 for thumb in THUMBS] == [sha1(body) for body in pictures(THUMBS)]  # type: ignore[union-attr]
    assert (batch.summary.fetched, batch.summary.size) == (COUNT, sum(map(len, pictures(THUMBS))))
    assert {now.item.source.subject for now in seen if now.done == now.total} == set(THUMBS)
    assert many.server.connections <= workers
    assert len(many.server.requests) == COUNT
    assert many.batch(workers=workers).finish().skipped == COUNT
    assert many.server.requests == []


@pytest.mark.parametrize("wrong", [ICON, UNKNOWN])
def test_missing_pictures_are_failures_of_their_own(many: Many, wrong: bytes) -> None:
    """Single icons and unknown hashes here and there are reported, not written; all others come."""
    missing = {9, 20, 21, 40}
    outcomes = list(many.batch(lambda number: wrong if number in missing else None))
    failed = {int(outcome.item.source.subject, 16): outcome.error for outcome in outcomes if outcome.error}
    assert set(failed) == missing
    assert len(outcomes) == COUNT
    assert many.has(*missing)
    if wrong == ICON:
        error = failed[20]
        assert isinstance(error, PlaceholderException)
        assert f"/api/v1/t/{THUMBS[20]}/" in (error.url or "")
        assert "Nothing was written." in (error.message or "")


@pytest.mark.parametrize("workers", [1, 4])
def test_h8_five_missing_in_a_row_stop_the_run(many: Many, workers: int) -> None:
    """Asking for a missing one takes it out of the server's index: few more are asked for than are noticed.

    Over several connections, a picture may come between missing ones, or after the last one that counts.
    """
    summary = many.batch(lambda number: ICON if number >= 10 else None, workers=workers).finish()
    assert summary.stopped_by == "5 files in a row are missing: are the server's originals mounted?"
    if workers == 1:
        assert (summary.fetched, summary.failed) == (10, 5)
    assert summary.fetched <= 10
    assert summary.failed >= 5
    assert len(many.server.requests) <= 10 + 5 + 4 * 4


def test_what_the_loop_gives_up_gets_all_the_tries_of_a_file(many: Many) -> None:
    """A server that is busy four times for one picture, more than a single call takes, delays it and nothing else."""
    left = {15: 4, 30: 4}
    busy, lock = answer(b"{}", "application/json", status="503 Busy"), threading.Lock()

    def reply(number: int) -> bytes | None:
        with lock:
            left[number] = left.get(number, 0) - 1
            return busy if left[number] >= 0 else None

    assert many.batch(reply).finish().fetched == COUNT
    assert many.has()


@pytest.mark.parametrize("workers", [1, 4])
def test_a_cut_picture_fails_alone(many: Many, workers: int) -> None:
    """However often it is asked for; the error is that of a single download."""
    cut = answer(JPEG[:300])
    failed = [outcome for outcome in many.batch(lambda number: cut if number == 33 else None, workers) if outcome.error]
    (outcome,) = failed
    assert isinstance(outcome.error, IntegrityError)
    assert "a second download was no better" in (outcome.error.reason or "")
    assert many.has(33)


@pytest.mark.parametrize("workers", [1, 4])
def test_a_session_that_has_ended_ends_the_run(many: Many, workers: int) -> None:
    """A 401 that a renewal does not help against is the end: nothing else is asked for after it is known.

    Over several connections, it may come before pictures that were asked for earlier.
    """
    refused = answer(b'{"code":401,"error":"Unauthorized"}', "application/json", status="401 Unauthorized")
    sources = many.sources(lambda number: refused if number >= 8 else None, preview_token="fixed")
    items = many.items(sources)
    summary = download_all(items, workers, clock=SOON, fsync=False).finish()
    assert summary.stopped_by == "the session has ended: log in again"
    if workers == 1:
        assert summary.fetched == 8
    assert 8 - workers < summary.fetched <= 8
    assert summary.failed == 1
    assert len(many.server.requests) <= 8 + 4


@pytest.mark.parametrize("fsync", [True, False])
def test_a_full_disk_ends_the_run(many: Many, fsync: bool) -> None:
    """No file is cut, nothing is left beside the files, and the reason is said."""
    with refused_after(30 * len(picture(THUMBS[0])) + 100, errno.ENOSPC, least=300):
        summary = many.batch(fsync=fsync).finish()
    assert (summary.stopped_by or "").startswith("the disk: ")
    assert summary.fetched == 30
    assert len(many.folder.finals) == 30
    assert many.folder.partials == []
    assert many.batch().finish().is_complete


def test_thumbs_and_originals_mix(many: Many) -> None:
    """Each goes its way, in a row that changes between them, and all come."""
    originals = {sha1(body): body for body in (JPEG + bytes([number]) for number in range(20))}
    many.folder.allow(*originals.values())

    def script(peer: Peer) -> None:
        while (seen := peer.request()) is not None:
            wanted = seen.target.rpartition("/api/v1/")[2].split("/")[1].partition("?")[0]
            peer.send(answer(originals.get(wanted) or picture(wanted)))

    sources = ImageSources(many._connect(many._serve(script).url).api_client)
    items: list[Item] = []
    for number, (known, thumb) in enumerate(zip(originals, THUMBS, strict=False)):
        items += [Item(sources.thumb(thumb, SIZE), many.folder / f"t{number}")] * 1
        items += [Item(sources.original(known), many.folder / f"o{number}")] * (number % 3 == 0)
    summary = download_all(items, 3, fsync=False).finish()
    assert (summary.fetched, summary.is_complete) == (20 + 7, True)
    assert len(many.folder.finals) == 27


def test_the_bandwidth_holds_for_the_loop(many: Many) -> None:
    """All together take at least their bytes divided by the limit."""
    now = [0.0]

    def sleep(seconds: float) -> None:
        now[0] += max(seconds, 0.0)

    clock = Clock(sleep=sleep, monotonic=lambda: now[0], chance=lambda: 1.0)
    sources = many.sources()
    items = many.items(sources)
    assert download_all(items, 1, max_bytes_per_s=500, clock=clock, fsync=False).finish().fetched == COUNT
    assert now[0] >= sum(map(len, pictures(THUMBS))) / 500 * 0.99


def test_stopping_ends_a_loop_that_waits_for_the_server(many: Many) -> None:
    """`stop`, called while nothing comes, ends the run; what came before is there, and nothing half."""
    stalled, ended = threading.Event(), threading.Event()

    def reply(number: int) -> bytes | None:
        if number >= 30:
            stalled.set()
            ended.wait(120)
        return None

    batch = many.batch(reply, 2)
    outcomes: list[Outcome] = []
    thread = threading.Thread(target=lambda: outcomes.extend(batch))
    thread.start()
    assert stalled.wait(60)
    batch.stop()
    thread.join(60)
    ended.set()
    assert not thread.is_alive()
    assert {outcome.error for outcome in outcomes} == {None}
    assert many.folder.partials == []


def test_what_the_callers_items_raise_comes_out(many: Many) -> None:
    """After the pictures that were asked for before."""
    sources = many.sources()

    def items() -> object:
        for thumb in THUMBS[:30]:
            yield sources.thumb(thumb, SIZE), many.folder / f"{thumb}.jpg"
        raise RuntimeError("the list broke off")

    batch = download_all(items(), 2, fsync=False)  # type: ignore[arg-type]
    with pytest.raises(RuntimeError, match="the list broke off"):
        batch.finish()
    assert batch.summary.fetched == 30


def test_what_a_killed_run_left_is_replaced_and_what_another_holds_is_not(many: Many) -> None:
    """A leftover is written anew; where another process writes the same file, only that item fails."""
    items = many.items(many.sources())
    left, held = (
        Partial(str(many.folder.path), f"{items[number].source.content}\n{THUMBS[number]}.jpg") for number in (20, 30)
    )
    for partial in (left, held):
        partial.open(create=True)
        partial.write(memoryview(b"half of an older one, longer than the picture" * 100))
    left.close()
    failed = [outcome for outcome in download_all(items, 1, clock=SOON, fsync=False) if outcome.error]
    assert [type(outcome.error) for outcome in failed] == [TargetInUseError]
    held.discard()
    assert many.has(30)


def test_names_and_files_that_are_there(many: Many) -> None:
    """The same picture twice is one file; another picture of a name is a failure, as is a file of another origin."""
    many.folder.allow(b"mine")
    (many.folder / "taken.jpg").write_bytes(b"mine")
    sources = many.sources()
    items = [Item(sources.thumb(thumb, SIZE), many.folder / f"{thumb}.jpg") for thumb in THUMBS[:20]]
    items.append(Item(sources.thumb(THUMBS[5], SIZE), many.folder.path))
    items.append(Item(sources.thumb(THUMBS[5], SIZE), many.folder.path))
    items.append(Item(sources.thumb(THUMBS[6], SIZE), many.folder / f"{THUMBS[7]}.jpg"))
    items.append(Item(sources.thumb(THUMBS[8], SIZE), many.folder / "taken.jpg"))
    items.append(Item(sources.thumb(THUMBS[9], SIZE), many.folder / "nowhere" / "a.jpg"))
    outcomes = list(download_all(items, 1, clock=SOON, fsync=False))
    failed = {Path(outcome.item.path).name for outcome in outcomes if outcome.error}
    assert failed == {f"{THUMBS[7]}.jpg", "taken.jpg", "a.jpg"}
    assert many.folder.finals[f"{THUMBS[5]}_{SIZE}.jpg"] == picture(THUMBS[5])
    assert len(many.folder.finals) == 22


def test_a_client_that_is_closed_ends_items_not_the_run(many: Many) -> None:
    """Each item says so; the batch itself ends as usual."""
    sources = many.sources()
    client: ApiClient = sources.api_client
    items = [Item(sources.thumb(thumb, SIZE), many.folder / f"{thumb}.jpg") for thumb in THUMBS[:12]]

    def close(now: FileProgress) -> None:
        if now.item.source.subject == THUMBS[4]:
            client.close()

    outcomes = list(download_all(items, 1, progress=close, clock=SOON, fsync=False))
    assert len(outcomes) == 12
    assert "closed" in str([outcome.error for outcome in outcomes if outcome.error][-1])


def test_disk_warnings_are_as_for_files(many: Many, monkeypatch: pytest.MonkeyPatch, caplog: object) -> None:
    """A disk without links, or without a time for files, costs a warning, not the pictures."""

    def refuse(*_arguments: object, **_options: object) -> None:
        raise OSError(errno.EPERM, "not here")

    disk.warn_anew()
    monkeypatch.setattr("os.link", refuse)
    monkeypatch.setattr("os.utime", refuse)
    dated = [answer(picture(thumb), "image/jpeg", "Last-Modified: Thu, 26 Nov 2026 09:00:00 GMT") for thumb in THUMBS]
    assert many.batch(lambda number: dated[number], 2).finish().is_complete
    assert many.has()


def test_files_get_the_time_that_the_server_says(many: Many) -> None:
    """As every download does."""
    dated = [answer(picture(thumb), "image/jpeg", "Last-Modified: Thu, 26 Nov 2026 09:00:00 GMT") for thumb in THUMBS]
    many.batch(lambda number: dated[number]).finish()
    assert {(many.folder / f"{thumb}.jpg").stat().st_mtime for thumb in THUMBS} == {1795683600.0}
