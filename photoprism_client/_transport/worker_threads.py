"""`WorkerThreads`: a few daemon threads for what would block a loop, and a bell that wakes the loop for their news."""

import contextlib
import socket
import threading
from collections.abc import Callable
from queue import Empty, SimpleQueue
from selectors import EVENT_READ, BaseSelector
from typing import Generic, TypeVar

N = TypeVar("N")


class WorkerThreads(Generic[N]):
    """Threads that start when there is work for them, and end with :meth:`close`.

    They are daemons: the interpreter does not wait for a connection that nobody needs any more.

    :param most: threads at once, 1 or more.
    :param selector: of the loop; news make it return a key without data.
    :param drop: gets news that came too late to be heard.
    """

    def __init__(self, most: int, selector: BaseSelector, drop: Callable[[N], object]) -> None:
        self._most, self._selector, self._drop = most, selector, drop
        self._jobs: SimpleQueue[Callable[[], object] | None] = SimpleQueue()
        self._news: SimpleQueue[N] = SimpleQueue()
        self._started = 0
        self._idle = threading.Semaphore(0)
        self._bell: tuple[socket.socket, socket.socket] | None = None
        self._closing = threading.RLock()  # since the garbage collector may close in a thread that rings
        #: Whether :meth:`close` was called: then work is pointless.
        self.is_closed = False

    def submit(self, work: Callable[[], N]) -> None:
        """Do work in one of the threads.

        :param work: it must not raise; what it returns is news.
        """
        if self._bell is None:
            self._hang_bell()
        self._jobs.put(lambda: self._tell(work()))
        if not self._idle.acquire(blocking=False) and self._started < self._most:
            self._started += 1
            names = {"name": "photoprism-bulk", "daemon": True}
            threading.Thread(target=_work, args=(self._jobs, self._idle), **names).start()  # type: ignore[arg-type]

    def hear(self) -> list[N]:
        """Return the news since the last call."""
        if self._bell is not None:
            with contextlib.suppress(OSError):  # there is nothing, or it was closed
                self._bell[0].recv(4096)
        found: list[N] = []
        with contextlib.suppress(Empty):
            while True:
                found.append(self._news.get_nowait())
        return found

    def close(self) -> None:
        """Let the threads end after what they are doing; drop all news, also those to come. Closing twice is fine."""
        with self._closing:
            self.is_closed = True
        for _ in range(self._started):
            self._jobs.put(None)
        self._drop_news()
        for end in self._bell or ():
            end.close()

    def abandon(self) -> None:
        """Close what a fork left in the child, which has no threads."""
        self.is_closed = True
        for end in self._bell or ():
            end.close()

    def _hang_bell(self) -> None:
        ends: tuple[socket.socket, ...] = ()
        try:
            ends = ours, theirs = socket.socketpair()
            for end in ends:
                end.setblocking(False)
            self._selector.register(ours, EVENT_READ)
            self._bell = ours, theirs
        except BaseException:  # such as Ctrl-C: a bell that blocks must not be used
            for end in ends:
                end.close()
            raise

    def _tell(self, news: N) -> None:
        self._news.put(news)
        with self._closing:
            if not self.is_closed and self._bell is not None:
                with contextlib.suppress(OSError):  # it rings already, or was closed in this moment
                    self._bell[1].send(b"!")
        if self.is_closed:
            self._drop_news()

    def _drop_news(self) -> None:
        for news in self.hear():
            self._drop(news)


def _work(jobs: "SimpleQueue[Callable[[], object] | None]", idle: threading.Semaphore) -> None:
    # No method: a thread that waits must not keep alive what it works for.
    while (job := jobs.get()) is not None:
        job()
        del job
        idle.release()
