"""Reading ahead: two pages at most, only while more is taken, and nothing of it is left afterwards."""

import threading
from collections.abc import Callable, Iterator
from itertools import islice

import pytest

from photoprism_client.api.pages_ahead import start_thread
from photoprism_client.api.paging import Page, walk
from test.support.waiting import collect_garbage

ROWS = 10  # of each page
_PATIENCE_S = 60.0  # a test that hangs ends; none waits this long


class Failed(Exception):
    """A page could not be read."""


class Server:
    """Sends pages of numbers as text; each waits for its gate, if it has one.

    :param count: how many numbers there are.
    """

    def __init__(self, count: int = 1000) -> None:
        self.count = count
        self.calls: list[int] = []
        self.gates: dict[int, threading.Event] = {}
        self.failing: dict[int, Exception] = {}
        self.threads: list[Callable[[], object]] = []

    def read(self, offset: int, count: int) -> Page[str]:
        """Send a page, as soon as it may."""
        page = offset // (ROWS - 5)
        self.calls.append(page)
        if page in self.gates:
            assert self.gates[page].wait(_PATIENCE_S)
        if page in self.failing:
            raise self.failing[page]
        rows = [str(number) for number in range(offset, min(offset + count, self.count))]
        return Page(rows, len(rows), count)

    def start(self, work: Callable[[], None]) -> Callable[[], object]:
        """Start a thread, and remember it."""
        wait = start_thread(work)
        self.threads.append(wait)
        return wait

    def walk(self) -> Iterator[str]:
        """Return all numbers."""
        return walk(self.read, lambda text: text, ROWS, start=self.start)

    def hold(self, *pages: int) -> None:
        """Give pages a gate."""
        self.gates = {page: threading.Event() for page in pages}

    def wait_for_threads(self) -> None:
        """Wait until nothing runs any more."""
        for wait in self.threads:
            wait()
        assert [one for one in threading.enumerate() if one.name == "photoprism-listing"] == []


def take(numbers: Iterator[str], count: int) -> list[int]:
    """Take so many."""
    return [int(number) for number in islice(numbers, count)]


def test_whoever_needs_one_page_causes_one_request() -> None:
    """Nothing is asked before the first item, and no second page before the first one ends."""
    server = Server()
    numbers = server.walk()
    assert server.calls == []
    assert take(numbers, ROWS - 1) == list(range(ROWS - 1))
    assert server.calls == [0]
    assert server.threads == []


def test_two_pages_are_asked_for_ahead_and_no_more() -> None:
    """The third and fourth are asked for with the second; the fifth when the third is taken, and so on."""
    server = Server()
    server.hold(2, 3, 4, 5)
    numbers = server.walk()
    assert take(numbers, ROWS + 5) == list(range(ROWS + 5))
    assert len(server.threads) == 2
    server.gates[3].set()
    server.threads[1]()  # the fourth comes first, and waits for its turn
    server.gates[2].set()
    assert take(numbers, 5) == list(range(ROWS + 5, ROWS + 10))
    assert len(server.threads) == 3
    assert take(numbers, 5) == list(range(ROWS + 10, ROWS + 15))
    assert len(server.threads) == 4
    for gate in server.gates.values():
        gate.set()
    numbers.close()  # type: ignore[attr-defined]  # it is a generator
    server.wait_for_threads()
    assert sorted(server.calls) == [0, 1, 2, 3, 4, 5]


def _close(numbers: list[Iterator[str]]) -> None:
    numbers.pop().close()  # type: ignore[attr-defined]  # it is a generator


def _let_go(numbers: list[Iterator[str]]) -> None:
    numbers.clear()
    collect_garbage()


@pytest.mark.parametrize("leave", [_close, _let_go])
def test_leaving_ends_what_was_asked_for_ahead(leave: Callable[[list[Iterator[str]]], None]) -> None:
    """It does not wait for pages; these are dropped when they come, and their threads end. No other page is asked."""
    server = Server()
    server.hold(2, 3)
    numbers = [server.walk()]
    assert take(numbers[0], ROWS + 1) == list(range(ROWS + 1))
    leave(numbers)
    for gate in server.gates.values():
        gate.set()
    server.wait_for_threads()
    assert sorted(server.calls) == [0, 1, 2, 3]


def test_nothing_runs_while_nobody_takes() -> None:
    """A thread ends with its page, which waits in memory."""
    server = Server()
    numbers = server.walk()
    take(numbers, ROWS + 1)
    server.wait_for_threads()
    assert sorted(server.calls) == [0, 1, 2, 3]
    assert take(numbers, 9) == list(range(ROWS + 1, ROWS + 10))


def test_an_error_comes_after_all_rows_before_it() -> None:
    """The third page fails while the second is read: that shows where a page after the other would have shown it."""
    server = Server()
    server.failing = {2: Failed("third"), 3: Failed("fourth")}
    numbers = server.walk()
    found = take(numbers, ROWS + 1)
    server.wait_for_threads()
    assert found + take(numbers, 4) == list(range(ROWS + 5))
    with pytest.raises(Failed, match="third"):
        next(numbers)
    assert list(numbers) == []
    server.wait_for_threads()
    assert sorted(server.calls) == [0, 1, 2, 3]


def test_an_error_after_the_end_is_not_seen() -> None:
    """What was asked for ahead and is not needed may fail."""
    server = Server(ROWS + 8)
    server.failing = {3: Failed(), 4: Failed(), 5: Failed()}
    assert take(server.walk(), 1000) == list(range(ROWS + 8))
    server.wait_for_threads()


def test_a_page_that_does_not_connect_drops_those_behind_it() -> None:
    """Rows went away after two pages came ahead: what follows these is read from further ahead, each row comes once."""
    server, left = Server(), [str(number) for number in range(60)]

    def read(offset: int, count: int) -> Page[str]:
        rows = left[offset : offset + count]
        return Page(rows, len(rows), count)

    numbers = walk(read, lambda text: text, ROWS, start=server.start)
    found = take(numbers, ROWS + 1)
    server.wait_for_threads()  # two pages are there as they were
    del left[:20]
    assert found + take(numbers, 1000) == list(range(60))
    server.wait_for_threads()


def test_without_threads_pages_are_read_one_by_one() -> None:
    """A system that has no more threads, or an interpreter that is about to end, gets its pages all the same."""
    server = Server(100)

    def refuse(_: Callable[[], None]) -> Callable[[], object]:
        raise RuntimeError("can't start new thread")

    assert len(list(walk(server.read, lambda text: text, ROWS, start=refuse))) == 100
    assert server.calls == sorted(server.calls)


def test_a_page_that_is_dropped_before_it_began_is_not_read() -> None:
    """A thread may start late."""
    server = Server()
    late: list[Callable[[], None]] = []

    def start(work: Callable[[], None]) -> Callable[[], object]:
        late.append(work)
        return work

    numbers = walk(server.read, lambda text: text, ROWS, start=start)
    take(numbers, ROWS + 1)
    numbers.close()  # type: ignore[attr-defined]  # it is a generator
    for work in late:
        work()
    assert len(late) == 2
    assert server.calls == [0, 1]
