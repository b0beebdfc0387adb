"""Many files: bounded workers, H8's care for the index, one pause, one bandwidth, B2, C6."""

import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from photoprism_client import ApiClient, ApiTypeError, ApiValueError, Configuration
from photoprism_client._clock import Clock
from photoprism_client.api.sources import ImageSources
from photoprism_client.testing import Library, PhotoPrismServer
from photoprism_client.transfer import FileProgress, Item, Source, Summary, download_all
from photoprism_client.transfer.throttling import MissingGuard, StoppedError
from test.support.bodies import JPEG, sha1
from test.support.clients import Connect, Serve
from test.support.raw_server import Peer, answer, answering
from test.support.served_file import MODIFIED
from test.transfer.conftest import Folder

_NOTHING = ImageSources(ApiClient(Configuration("http://127.0.0.1:1"))).thumb("2c" * 20)

BODIES = [JPEG + bytes([number]) * 1000 for number in range(24)]


class Shelf:
    """Files by hash on one server; what is missing, and how many are asked for at a time, is noted."""

    def __init__(self, *missing: int) -> None:
        self.missing = {sha1(BODIES[number]) for number in missing}
        self.by_hash = {sha1(body): body for body in BODIES}
        self.log: list[str] = []
        self.active = self.most_active = 0
        self._lock = threading.Lock()

    def __call__(self, peer: Peer) -> None:
        """Serve a connection."""
        while (seen := peer.request()) is not None:
            wanted = seen.target.split("/dl/")[1].partition("?")[0]
            with self._lock:
                self.log.append(wanted)
                self.active += 1
                self.most_active = max(self.most_active, self.active)
            reply = (
                answer(b"<svg/>", "image/svg+xml", status="404 Not Found")
                if wanted in self.missing
                else answer(self.by_hash[wanted], "image/jpeg", f"Last-Modified: {MODIFIED}")
            )
            with self._lock:
                self.active -= 1
            peer.send(reply)


def _items(sources: ImageSources, folder: Folder) -> Iterator[tuple[Source, Path]]:
    for number, body in enumerate(BODIES):
        yield sources.original(sha1(body)), folder / f"{number:02}.jpg"


@pytest.mark.parametrize("workers", [1, 4, 16])
def test_all_come_and_a_second_run_asks_for_nothing(
    serve: Serve, connect: Connect, folder: Folder, workers: int
) -> None:
    """Every file comes, whole, once; a second run finds them there and sends no request."""
    folder.allow(*BODIES)
    shelf = Shelf()
    sources = ImageSources(connect(serve(shelf).url).api_client)
    with download_all(_items(sources, folder), workers) as run:
        outcomes = list(run)
    assert {outcome.result.sha1 for outcome in outcomes if outcome.result} == {sha1(body) for body in BODIES}
    assert (run.summary.fetched, run.summary.failed, run.summary.size) == (24, 0, sum(map(len, BODIES)))
    assert run.summary.is_complete
    assert len(folder.finals) == 24
    assert folder.partials == []
    again = download_all(_items(sources, folder), workers).finish()
    assert (again.skipped, again.fetched) == (24, 0)
    assert len(shelf.log) == 24


def test_h8_the_first_file_goes_alone(connect: Connect, serve: Serve, folder: Folder) -> None:
    """Nothing else is asked for until the first request of a run has been answered well."""
    folder.allow(*BODIES)
    shelf, first_alone, in_flight = Shelf(), threading.Event(), []

    def slow(peer: Peer) -> None:
        in_flight.append(peer)
        if len(in_flight) == 1:
            # Had another worker sent a request meanwhile, it would have needed a connection.
            first_alone.wait(0.2)
            assert len(in_flight) == 1
        shelf(peer)

    sources = ImageSources(connect(serve(slow).url).api_client)
    assert download_all(_items(sources, folder), 8).finish().fetched == 24


def test_h8_unmounted_originals_stop_the_run_after_five(serve: Serve, connect: Connect, folder: Folder) -> None:
    """When all are missing, five requests are sent, one at a time, on this run and on the next."""
    for _ in range(2):
        shelf = Shelf(*range(24))
        sources = ImageSources(connect(serve(shelf).url).api_client)
        summary = download_all(_items(sources, folder), 8).finish()
        assert len(shelf.log) == 5
        assert shelf.most_active == 1
        assert summary.failed == 5
        assert summary.stopped_by == "5 files in a row are missing: are the server's originals mounted?"
        assert not summary.is_complete
    assert folder.finals == {}


def test_h8_nobody_gets_in_before_a_missing_file_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that comes while the request of another ends waits until it is known what became of that."""
    guard, ends = MissingGuard(threading.Event()), list[str]()

    def enter() -> None:
        try:
            guard.enter()
        except StoppedError:
            ends.append("stopped")
        else:
            ends.append("asks for a sixth file")

    other = threading.Thread(target=enter)
    count = guard.count

    def count_the_last(*, is_good: bool, is_missing: bool) -> None:
        other.start()
        other.join(0.05)  # it gets in, if anybody does
        count(is_good=is_good, is_missing=is_missing)

    for number in range(5):
        guard.enter()
        if number == 4:
            monkeypatch.setattr(guard, "count", count_the_last)
        guard.leave(is_good=False, is_missing=True)
    other.join(60)
    assert ends == ["stopped"]


def test_h8_single_missing_files_do_not_stop_the_run(serve: Serve, connect: Connect, folder: Folder) -> None:
    """Missing files here and there are failures of their own; all others come."""
    folder.allow(*BODIES)
    shelf = Shelf(0, 5, 6, 7, 20)
    sources = ImageSources(connect(serve(shelf).url).api_client)
    summary = download_all(_items(sources, folder), 4).finish()
    assert (summary.fetched, summary.failed, summary.stopped_by) == (19, 5, None)


def test_the_first_failure_stops_where_asked(serve: Serve, connect: Connect, folder: Folder) -> None:
    """With stop_on_failure the run ends with the first failure, and says so."""
    folder.allow(*BODIES)
    shelf = Shelf(*range(24))
    sources = ImageSources(connect(serve(shelf).url).api_client)
    summary = download_all(_items(sources, folder), 4, stop_on_failure=True).finish()
    assert (summary.fetched, summary.failed, summary.stopped_by) == (0, 1, "the first failure")


def test_a_session_that_has_ended_ends_the_run(serve: Serve, connect: Connect, folder: Folder) -> None:
    """Every other file would fail as well: none is asked for after the first."""
    body = b'{"code":401,"error":"Unauthorized"}'
    server = serve(answering(answer(body, "application/json", status="401 Unauthorized")))
    sources = ImageSources(connect(server.url, download_token="fixed").api_client)
    summary = download_all(_items(sources, folder), 1).finish()
    assert (summary.fetched, summary.failed) == (0, 1)
    assert summary.stopped_by == "the session has ended: log in again"


def test_a_local_failure_is_an_outcome(serve: Serve, connect: Connect, folder: Folder) -> None:
    """Another file of the name fails its own item only."""
    folder.allow(*BODIES, b"other")
    (folder / "03.jpg").write_bytes(b"other")
    sources = ImageSources(connect(serve(Shelf()).url).api_client)
    outcomes = list(download_all(_items(sources, folder), 4))
    (failed,) = [outcome for outcome in outcomes if outcome.error]
    assert failed.item.path == folder / "03.jpg"
    assert isinstance(failed.error, FileExistsError)


def test_n8_a_429_makes_all_workers_wait(serve: Serve, connect: Connect, folder: Folder) -> None:
    """One Retry-After is one pause for all: nothing is sent until it is over."""
    folder.allow(*BODIES)
    shelf, state = Shelf(), {"at": 0}
    now, sleeps = [100.0], []
    lock = threading.Lock()

    def sleep(seconds: float) -> None:
        with lock:
            sleeps.append(seconds)
            now[0] += seconds

    def limited(peer: Peer) -> None:
        with lock:
            state["at"] += 1
            is_limited = state["at"] == 1
        if is_limited:
            peer.request()
            peer.send(answer(b"{}", "application/json", "Retry-After: 50", "Connection: close", status="429 Wait"))
        else:
            shelf(peer)

    clock = Clock(sleep=sleep, monotonic=lambda: now[0], chance=lambda: 1.0)
    sources = ImageSources(connect(serve(limited).url, client={"clock": clock}).api_client)
    summary = download_all(_items(sources, folder), 4, clock=clock).finish()
    assert summary.fetched == 24
    assert sleeps
    assert 50.0 <= sum(sleeps) <= 4 * 50.0


def test_the_bandwidth_holds_for_all_workers(serve: Serve, connect: Connect, folder: Folder) -> None:
    """The sum of all files takes at least its bytes divided by the limit; the slow rate is not held against them."""
    folder.allow(*BODIES)
    now, lock = [0.0], threading.Lock()

    def sleep(seconds: float) -> None:
        with lock:
            now[0] += max(seconds, 0.0)

    clock = Clock(sleep=sleep, monotonic=lambda: now[0], chance=lambda: 1.0)
    sources = ImageSources(connect(serve(Shelf()).url).api_client)
    summary = download_all(_items(sources, folder), 4, max_bytes_per_s=500, clock=clock).finish()
    assert summary.fetched == 24
    assert now[0] >= sum(map(len, BODIES)) / 500 * 0.99


@pytest.mark.parametrize("workers", [0, 17, -1])
def test_b2_workers_have_a_range(workers: int) -> None:
    """1 to 16."""
    with pytest.raises(ApiValueError, match="from 1 to 16"):
        download_all([], workers)


@pytest.mark.parametrize("workers", [True, 2.0, "4", None])
def test_b2_workers_are_a_number(workers: object) -> None:
    """A whole number, and no bool."""
    with pytest.raises(ApiTypeError):
        download_all([], workers)  # type: ignore[arg-type]  # that is the test


@pytest.mark.parametrize("rate", [0, -1, float("nan"), float("inf")])
def test_b2_bandwidth_is_above_0(rate: float) -> None:
    """Above 0 and finite."""
    with pytest.raises(ApiValueError, match="max_bytes_per_s"):
        download_all([], max_bytes_per_s=rate)
    with pytest.raises(ApiTypeError, match="max_bytes_per_s"):
        download_all([], max_bytes_per_s="1M")  # type: ignore[arg-type]  # that is the test


@pytest.mark.parametrize("items", [7, "x", Item(_NOTHING, "a")])
def test_b2_items_are_an_iterable(items: object) -> None:
    """One item, a text and a number are refused at the call."""
    with pytest.raises(ApiTypeError, match="items must be an iterable of pairs"):
        download_all(items)  # type: ignore[arg-type]  # that is the test


@pytest.mark.parametrize("bad", [None, "ab", (1, "a"), _NOTHING, (_NOTHING,)])
def test_b2_what_is_no_item_is_an_error(bad: object) -> None:
    """An item that is not a pair of source and path ends the batch with an error, not as if all were done."""
    with pytest.raises(ApiTypeError, match="items must be pairs of source and path"):
        download_all([bad], 2).finish()  # type: ignore[list-item]  # that is the test


def test_nothing_to_do_is_done() -> None:
    """No items, no threads left, a summary all the same."""
    assert download_all([]).finish() == Summary(seconds=0.0)


def test_a_failing_iterable_is_not_swallowed(serve: Serve, connect: Connect, folder: Folder) -> None:
    """What the caller's own iterator raises comes out of the run."""
    folder.allow(*BODIES)
    sources = ImageSources(connect(serve(Shelf()).url).api_client)

    def broken() -> Iterator[Item]:
        yield Item(sources.original(sha1(BODIES[0])), folder / "a.jpg")
        raise RuntimeError("the list broke off")

    with pytest.raises(RuntimeError, match="the list broke off"):
        download_all(broken(), 2).finish()


LARGE = bytes(range(251)) * 10_000


def test_c6_ctrl_c_stops_within_a_second_and_keeps_partials(serve: Serve, connect: Connect, folder: Folder) -> None:
    """A KeyboardInterrupt while workers wait for bytes ends the run at once, and the next run goes on."""
    folder.allow(LARGE)
    stalled, received = threading.Event(), threading.Event()
    head = answer(LARGE, "image/jpeg", f"Last-Modified: {MODIFIED}")

    def stall(peer: Peer) -> None:
        seen = peer.request()
        if seen is None:
            return
        if "range" in seen.headers or stalled.is_set():
            offset = int(seen.headers.get("range", "bytes=0-")[6:-1])
            content_range = f"Content-Range: bytes {offset}-{len(LARGE) - 1}/{len(LARGE)}"
            fields = [f"Last-Modified: {MODIFIED}", *([content_range] if offset else [])]
            peer.send(answer(LARGE[offset:], "image/jpeg", *fields, status="206 Partial" if offset else "200 OK"))
            return
        peer.send(head[:2_000_000])
        stalled.set()
        peer.wait_for_end()

    sources = ImageSources(connect(serve(stall).url).api_client)
    items = [Item(sources.original(sha1(LARGE)), folder / "a.jpg")]

    began: list[float] = []

    def interrupt() -> None:
        received.wait(60)
        began.append(time.monotonic())
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)

    threading.Thread(target=interrupt, daemon=True).start()

    def watch(now: FileProgress) -> None:
        if now.done > 1_000_000:
            received.set()

    with pytest.raises(KeyboardInterrupt):
        download_all(items, 2, progress=watch).finish()
    assert time.monotonic() - began[0] < 1.0 + 1.0  # a busy machine has a second more
    assert folder.partials == [".json", ".part"]
    assert download_all(items, 2).finish().fetched == 1
    assert folder.partials == []


def test_c6_ctrl_c_while_workers_are_started_is_just_that(monkeypatch: pytest.MonkeyPatch) -> None:
    """A KeyboardInterrupt before all workers run comes out as it is; those that run are stopped."""
    start = threading.Thread.start
    started: list[threading.Thread] = []

    def interrupted(thread: threading.Thread) -> None:
        if len(started) == 2:
            raise KeyboardInterrupt
        started.append(thread)
        start(thread)

    with monkeypatch.context() as patch:
        patch.setattr(threading.Thread, "start", interrupted)
        with pytest.raises(KeyboardInterrupt):
            download_all([], 4).finish()
    for thread in started:
        thread.join(60)
    assert [thread.is_alive() for thread in started] == [False, False]


def test_leaving_the_block_stops_the_workers(serve: Serve, connect: Connect, folder: Folder) -> None:
    """A caller who has seen enough leaves the block; no worker goes on."""
    folder.allow(*BODIES)
    shelf = Shelf()
    sources = ImageSources(connect(serve(shelf).url).api_client)
    with download_all(_items(sources, folder), 2) as run:
        next(run)
    for thread in run._threads:
        thread.join(60)
    asked = len(shelf.log)
    assert not [thread for thread in run._threads if thread.is_alive()]
    assert len(shelf.log) == asked


def test_thumbs_that_are_whole_are_skipped(tmp_path: Path) -> None:
    """A thumbnail has no known SHA-1: in a batch a whole picture of its name is left alone, without a request."""
    with PhotoPrismServer(Library.sample(photos=8)) as server, ApiClient(Configuration(host=server.url)) as client:
        sources = ImageSources(client)
        items = [(sources.thumb(photo.hash, "tile_224"), tmp_path) for photo in server.library.photos]
        assert download_all(items).finish().fetched == len(items)
        requests = len(server.requests)
        assert download_all(items).finish().skipped == len(items)
        assert len(server.requests) == requests
