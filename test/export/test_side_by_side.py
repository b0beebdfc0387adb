"""Listings that are read side by side: they overlap, and the result does not show which one was faster."""

import heapq
import signal
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest

from photoprism_client import ApiClient, Configuration, ForbiddenException
from photoprism_client.export import FileReport, Selection, export
from photoprism_client.export.side_by_side import SideBySide
from photoprism_client.testing import FaultProxy, Library, PhotoPrismServer
from photoprism_client.testing.library.sample import write_picture
from photoprism_client.testing.proxy import faults
from photoprism_client.testing.proxy.waiting import Gate
from test.support.export_runs import options, pictures, record

pytestmark = pytest.mark.once

_LIMIT_S = 60
_EVERYTHING = Selection(archived=True, hidden=True)


@pytest.fixture(autouse=True)
def no_thread_stays() -> Iterator[None]:
    """Each test leaves no thread."""
    before = set(threading.enumerate())
    yield
    for thread in set(threading.enumerate()) - before:
        thread.join(_LIMIT_S)
        assert not thread.is_alive()


def test_three_are_asked_at_the_same_time_and_no_more() -> None:
    """The first three questions wait for each other; the answers come in the order of the questions."""
    meeting, lock = threading.Barrier(3), threading.Lock()
    running: set[int] = set()
    most: list[int] = []

    def ask(number: int) -> int:
        with lock:
            running.add(number)
            most.append(len(running))
        if number < 3:
            meeting.wait(_LIMIT_S)
        with lock:
            running.remove(number)
        return number

    with SideBySide() as side_by_side:
        assert [take() for take in [side_by_side.add(partial(ask, number)) for number in range(40)]] == [*range(40)]
    assert max(most) == 3


def test_one_listing_needs_no_thread() -> None:
    """The thread that takes the items reads it."""
    before = threading.active_count()
    with SideBySide() as side_by_side:
        readers = {*side_by_side.listing(threading.current_thread() for _ in range(2500))}
        assert threading.active_count() <= before
    assert readers == {threading.current_thread()}


@pytest.mark.parametrize("sizes", [[0, 0, 0, 0, 0], [1, 2, 0, 3, 500], [200, 0, 100, 1]])
@pytest.mark.parametrize("is_merged", [False, True])
def test_whole_listings_come_in_their_order(sizes: list[int], is_merged: bool) -> None:
    """Whatever their lengths, and also where more of them are taken at once than are read ahead."""
    wanted = [[(number, index) for number in range(size)] for index, size in enumerate(sizes)]
    with SideBySide() as side_by_side:
        listings = [side_by_side.listing(iter(items)) for items in wanted]
        if is_merged:
            assert [*heapq.merge(*listings)] == sorted(item for items in wanted for item in items)
        else:
            assert [[*listing] for listing in listings] == wanted


def test_no_more_is_read_ahead_than_the_first_items_of_two() -> None:
    """Memory does not grow with the number of listings, nor with their lengths."""
    read, arrived = [0] * 6, [threading.Event() for _ in range(6)]

    def items(index: int) -> Iterator[int]:
        for number in range(3):
            read[index] += 1
            arrived[index].set()
            yield number

    with SideBySide() as side_by_side:
        listings = [side_by_side.listing(items(index)) for index in range(6)]
        assert next(listings[0]) == 0
        assert arrived[1].wait(_LIMIT_S)
        assert arrived[2].wait(_LIMIT_S)
    assert read == [1, 1, 1, 0, 0, 0]


@pytest.mark.parametrize("faulty", [0, 1, 4])
def test_an_error_comes_out_in_its_place_and_ends_all(faulty: int) -> None:
    """What was asked before is returned; the error is the one that was raised; nothing is begun after it."""
    begun: list[int] = []

    def ask(number: int) -> int:
        begun.append(number)
        if number == faulty:
            raise LookupError(number)
        return number

    taken: list[int] = []

    def ask_all() -> None:
        with SideBySide() as side_by_side:
            for take in [side_by_side.add(partial(ask, number)) for number in range(50)]:
                taken.append(take())

    with pytest.raises(LookupError, match=str(faulty)):
        ask_all()
    assert taken == [*range(faulty)]
    assert len(begun) <= faulty + 4  # those that were read ahead, and one that a helper had taken by then


@dataclass(frozen=True)
class Meeting(faults.Fault):
    """Hold the requests for the three kinds of photos until all have come."""

    barrier: threading.Barrier = field(default_factory=lambda: threading.Barrier(3))
    seen: list[str] = field(default_factory=list)

    def on_request(self, request: faults.Request) -> None:
        """Wait for the two others."""
        self.seen.append(kind_of(request.target))
        self.barrier.wait(_LIMIT_S)


@dataclass(frozen=True)
class Slow(faults.Fault):
    """Hold the requests for one kind of photos until the two others were answered."""

    kind: str
    others: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))

    def on_answer(self, answer: faults.Answer) -> None:
        """Wait, or let the slow one go on."""
        if kind_of(answer.request.target) != self.kind:
            self.others.release()
            return
        for _ in range(2):
            assert self.others.acquire(timeout=_LIMIT_S)


def kind_of(target: str) -> str:
    """Return which photos a request asks for."""
    return next((kind for kind in ("archived", "hidden") if f"{kind}=true" in target), "default")


@pytest.fixture(scope="module")
def server() -> Iterator[PhotoPrismServer]:
    """Yield a server with photos of all kinds, whose names are the same but for their folders."""
    with Library.sample(photos=6) as library:
        for number, folder in enumerate(("a", "b", "c", "d")):
            write_picture(library.root / folder / "IMG_1.jpg", 700 + number, (32, 24))
        library.reindex()
        library.archive(library.find("b/IMG_1.jpg"))
        library.find("c/IMG_1.jpg").quality = -1
        with PhotoPrismServer(library, owns_library=False) as server:
            yield server


def run(url: str, dest: Path) -> list[FileReport]:
    """Export all kinds of photos into one folder; return what became of each file, in order."""
    seen: list[FileReport] = []
    with ApiClient(Configuration(host=url)) as client:
        report = export(client, _EVERYTHING, dest, options(template="{name}"), on_file=seen.append)
    assert report.is_complete
    return seen


def test_the_listings_of_an_export_are_asked_for_at_the_same_time(server: PhotoPrismServer, tmp_path: Path) -> None:
    """None of the three is answered before all have been asked for."""
    with FaultProxy(server.url) as proxy:
        meeting = Meeting()
        proxy.always(meeting, match="/photos?")
        run(proxy.url, tmp_path)
    assert sorted(meeting.seen) == ["archived", "default", "hidden"]
    assert pictures(tmp_path) == record(tmp_path)


def test_the_result_does_not_depend_on_which_listing_is_slow(server: PhotoPrismServer, tmp_path: Path) -> None:
    """Names that collide get the same suffixes, and a second run reports the same files in the same order."""
    found = []
    for kind in ("default", "archived", "hidden"):
        with FaultProxy(server.url) as proxy:
            proxy.always(Slow(kind), match="/photos?")
            run(proxy.url, tmp_path / kind)
            proxy.clear()
            proxy.always(Slow(kind), match="/photos?")
            found.append((pictures(tmp_path / kind), run(proxy.url, tmp_path / kind)))
    assert found[0] == found[1] == found[2]
    assert sum("IMG_1 (" in name for name in found[0][0]) >= 3


def test_a_listing_that_is_refused_ends_the_export(server: PhotoPrismServer, tmp_path: Path) -> None:
    """The error of one that is read ahead is raised, and nothing is written."""
    with FaultProxy(server.url) as proxy:
        proxy.always(faults.Status(403), match="hidden=true")
        with pytest.raises(ForbiddenException):
            run(proxy.url, tmp_path)
    assert pictures(tmp_path) == {}


def test_ctrl_c_ends_an_export_while_a_listing_stalls(server: PhotoPrismServer, tmp_path: Path) -> None:
    """It does not wait for the answer to a question that was asked ahead."""
    with FaultProxy(server.url) as proxy:
        gate = Gate()
        proxy.always(faults.Stall(after=1, gate=gate), match="archived=true")

        def interrupt() -> None:
            gate.wait_for_arrivals(timeout_s=_LIMIT_S)
            signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)

        threading.Thread(target=interrupt, daemon=True).start()
        with pytest.raises(KeyboardInterrupt):
            run(proxy.url, tmp_path)
        gate.open()
    assert pictures(tmp_path) == {}
