"""`SideBySide`: asks a server several things at the same time, and takes the answers in the order of the questions.

The thread that takes the answers asks, too: what no other thread has begun with when its turn comes. So a single
listing is read without any thread, and what is returned or raised does not depend on which answer comes first.
"""

import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from contextlib import suppress
from functools import partial
from itertools import islice
from queue import Empty, SimpleQueue
from typing import Any, Generic, Self, TypeVar

T = TypeVar("T")

_HELPERS = 2  # with the thread that takes the answers, three ask at the same time
_PATIENCE_S = 0.5  # how long helpers get to end; one that waits for a server is left to end by itself


class SideBySide:
    """Does work in the order in which it was added, some of it ahead; use it in a ``with`` block, which ends it."""

    def __init__(self) -> None:
        self._jobs: SimpleQueue[_Job[Any] | None] = SimpleQueue()
        #: How much more may be done ahead: so memory does not depend on how much there is to do.
        self._room = threading.Semaphore(_HELPERS)
        self._threads: list[threading.Thread] = []
        self._untaken = 0

    def add(self, work: Callable[[], T]) -> Callable[[], T]:
        """Add some work.

        :param work: what to do, in any thread.
        :return: does it, or waits for the helper that does; returns or raises what the work did. Call it once.
        """
        job = _Job(work)
        self._jobs.put(job)
        self._untaken += 1
        return partial(self._take, job)

    def listing(self, items: Iterable[T]) -> Iterator[T]:
        """Add a listing, of which only the first item, and so the first page, is read ahead.

        With its second page, a listing may ask for more pages by itself: that is left to the one that is being taken.

        :param items: the listing; read in one thread at a time.
        :return: the same items, which raise what the listing raises.
        """
        rest = iter(items)
        return _chained(self.add(lambda: list(islice(rest, 1))), rest)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        with suppress(Empty):
            while True:
                self._jobs.get_nowait()
        for _ in self._threads:
            self._room.release()
            self._jobs.put(None)
        for thread in filter(threading.Thread.is_alive, self._threads):  # Ctrl-C may come before one is started
            thread.join(_PATIENCE_S)

    def _take(self, job: "_Job[T]") -> T:
        self._untaken -= 1
        if job.done.cancel():  # no helper has begun with it
            self._start_helpers()
            return job.work()
        try:
            return job.done.result()
        finally:
            self._room.release()

    def _start_helpers(self) -> None:
        while len(self._threads) < min(_HELPERS, self._untaken):
            # They are daemons: the interpreter does not wait for an answer that is not needed any more.
            thread = threading.Thread(target=_help, args=(self._jobs, self._room), daemon=True)
            self._threads.append(thread)
            thread.start()


class _Job(Generic[T]):
    """Some work, and what came of it where a helper did it."""

    def __init__(self, work: Callable[[], T]) -> None:
        self.work, self.done = work, Future[T]()

    def do(self) -> None:
        try:
            self.done.set_result(self.work())
        except BaseException as error:  # noqa: BLE001  # raised again in the thread that takes the answers
            self.done.set_exception(error)


def _chained(take: Callable[[], list[T]], rest: Iterator[T]) -> Iterator[T]:
    yield from take()
    del take  # and the items with it
    yield from rest


def _help(jobs: "SimpleQueue[_Job[Any] | None]", room: threading.Semaphore) -> None:
    room.acquire()
    while (job := jobs.get()) is not None:
        if job.done.set_running_or_notify_cancel():
            job.do()
            del job
            room.acquire()
