"""`BulkLoop`: many small answers over a few connections that never block, in the thread that wants them.

It knows sockets, selectors and heads. What to ask next, and what to do about an answer that is not a picture or about a
failure, is for the caller to say: :meth:`BulkLoop.turn` returns what happened.

::

    fill      idle connections get a request; more connections are opened while there is more to ask
    turn      wait for news. A whole answer: the next request goes out on its connection before anything else is done
    threads   daemons, four at most, that only open connections and read on answers that are not plain; what they found
              is heard by the next turn
    close     connections without a request go back to their pool, the others are closed
"""

import contextlib
import os
import ssl
from collections.abc import Callable
from functools import partial
from selectors import EVENT_READ, EVENT_WRITE, BaseSelector, DefaultSelector
from typing import NamedTuple

from photoprism_client._content.signatures import SVG
from photoprism_client._transport.bulk_connection import SCRATCH, WOULD_BLOCK, BulkConnection, Reply
from photoprism_client._transport.bulk_head import Unusual
from photoprism_client._transport.failures import FAILURES
from photoprism_client._transport.head import media_type_in
from photoprism_client._transport.lender import Lender, Loan
from photoprism_client._transport.raw_answers import RawAnswer
from photoprism_client._transport.worker_threads import WorkerThreads
from photoprism_client.media import MediaBytes

#: The longest wait of a turn, in seconds.
TICK_S = 0.25

_MOST_THREADS = 4
_LEAST_BYTES_A_SECOND = 1024.0  # over a whole answer
# Of the time between two turns that the caller took for other things, this much counts: an answer that nobody wanted
# meanwhile is not late.
_MOST_COUNTED_S = 0.1


class Lost(NamedTuple):
    """The connection ended before the answer was whole."""

    error: BaseException
    #: Whether it had answered before, and not a byte came: the server may have closed it as idle.
    is_stale: bool = False
    #: Whether it ended without a byte.
    is_silent: bool = False


class NoConnection(NamedTuple):
    """A connection could not be opened."""

    error: BaseException


class Done(NamedTuple):
    """What the work of a thread returned or raised."""

    result: object
    is_raised: bool


class _Opened(NamedTuple):
    loan: Loan


class Process:
    """What identifies this process: cheaper to look at than to ask the system for its number."""

    now = object()

    @classmethod
    def forked(cls) -> None:
        """Note that this process is another."""
        cls.now = object()


os.register_at_fork(after_in_child=Process.forked)

_News = tuple[object, Done | NoConnection | _Opened]
#: What became of a request. The item of a connection that could not be opened is None.
Outcome = tuple[object, MediaBytes | Reply | Unusual | Lost | NoConnection | Done]
#: Takes the next thing to ask, and its request; None if nothing may be sent now.
Take = Callable[[], tuple[object, bytes] | None]


def _nothing() -> None:
    """Take nothing."""


class BulkLoop:
    """Sends requests and collects answers; one thread at a time may use it.

    :param most: connections, 1 to 16.
    :param monotonic: the clock, in seconds.
    :param make_selector: tests pass their own.
    """

    def __init__(
        self,
        most: int,
        monotonic: Callable[[], float],
        make_selector: Callable[[], BaseSelector] = DefaultSelector,
    ) -> None:
        self._lender: Lender | None = None
        self._most, self._monotonic = most, monotonic
        self._take: Take = _nothing  # that of the caller, for as long as it waits for us
        self._process = Process.now
        self._selector = make_selector()
        self._loans: set[Loan] = set()  # all that was borrowed
        self._connections: set[BulkConnection] = set()
        self._idle: list[BulkConnection] = []
        self._opening = self._helping = 0
        self._workers: WorkerThreads[_News] = WorkerThreads(_MOST_THREADS, self._selector, _drop)
        self._scratch = bytearray(SCRATCH)
        self._view = memoryview(self._scratch)
        self._left_at = monotonic()
        self._time = self._scanned_at = 0.0  # seconds that count for deadlines
        self._is_closed = False
        self._is_doubtful = False  # an answer came that may mean that nothing more should be sent

    @property
    def is_busy(self) -> bool:
        """Whether anything is to be waited for."""
        return len(self._connections) > len(self._idle) or self._helping > 0

    @property
    def has_thread(self) -> bool:
        """Whether a thread is free for :meth:`run`."""
        return self._helping < min(self._most, _MOST_THREADS)

    @property
    def is_connected(self) -> bool:
        """Whether there is a connection."""
        return bool(self._connections)

    def use_fewer(self) -> None:
        """Open no more connections than there are."""
        self._most = max(1, len(self._connections))

    def switch(self, lender: Lender | None) -> None:
        """Take connections from there from now on.

        :param lender: lends them; None if the loop cannot drive them.
        """
        if lender is None or self._lender is None or not lender.is_like(self._lender):
            self._lender = lender
            self.rest()

    def fill(self, take: Take, has_more: Callable[[int], bool]) -> None:
        """Send as much as may be sent.

        :param take: takes the next thing to ask.
        :param has_more: tells whether there are at least so many.
        """
        self._take = take
        self._is_doubtful = False
        while self._idle and (taken := self._take()) is not None:
            self._start(self._idle.pop(), *taken)
        while not self._idle and len(self._connections) + self._helping < self._most and has_more(self._opening + 1):
            if self._lender is None or not self._open(self._lender):
                break
        self._take = _nothing

    def turn(self, take: Take, wait_s: float) -> list[Outcome]:
        """Wait for news, and deal with it.

        :param take: takes the next thing to ask; what it raises ends the turn.
        :param wait_s: at most so long, in seconds; at most :data:`TICK_S`.
        :return: what became of requests, in the order in which it did.
        """
        before = self._monotonic()
        events = self._selector.select(min(wait_s, TICK_S))
        self._time += self._monotonic() - before + min(before - self._left_at, _MOST_COUNTED_S)
        outcomes: list[Outcome] = []
        self._take = take
        for key, mask in events:
            connection: BulkConnection | None = key.data
            if connection is None:
                self._hear(outcomes)
            elif connection.item is None:
                self._look_at_idle(connection)
            else:
                self._serve(connection, mask, outcomes)
        if self._time >= self._scanned_at + TICK_S:
            self._end_late(outcomes)
        self._take = _nothing
        self._left_at = self._monotonic()
        return outcomes

    def run(self, item: object, work: Callable[[], object]) -> None:
        """Do in a thread what would block.

        :param item: what it is for.
        :param work: what it returns or raises becomes a :class:`Done`.
        """
        self._helping += 1
        self._workers.submit(partial(_do, self._workers, item, work))

    def read_on(self, item: object, read: Callable[[RawAnswer], object]) -> None:
        """Read on an answer that :meth:`turn` reported as :class:`Unusual`, in a thread.

        :param item: whose answer it is.
        :param read: gets the open answer, or the error of its head; what it returns or raises becomes a :class:`Done`.
        """
        connection = next(connection for connection in self._connections if connection.item is item)
        received = connection.hand_over()
        self._forget(connection)
        loan = connection.loan

        def work() -> object:
            try:
                return read(loan.lender.hand_over(loan, received))
            finally:
                loan.end(is_usable=False)

        self.run(item, work)

    def rest(self) -> None:
        """Give idle connections back."""
        while self._idle:
            self._release(self._idle.pop(), is_usable=True)

    @property
    def is_short(self) -> bool:
        """Whether another loop of the client goes without a connection."""
        return self._lender is not None and self._lender.slots.is_short

    def close(self) -> None:
        """End all requests, and give every connection back; closing twice is fine, also after an interruption."""
        self._take = _nothing
        if self._is_closed:
            return
        if self._process is not Process.now:
            self._abandon()
            return
        for connection in list(self._connections):
            self._release(connection, is_usable=connection.item is None and connection.is_kept)
        self._idle.clear()
        for loan in list(self._loans):  # of connections that were on their way to here or from here
            loan.end(is_usable=False)
        self._workers.close()
        self._selector.close()
        self._is_closed = True

    def _abandon(self) -> None:
        """Close what a fork left in the child: the parent goes on using the same sockets, and the pool is another."""
        for loan in self._loans:
            if loan.connection is not None:
                loan.connection.close()
        self._connections.clear()
        self._idle.clear()
        self._workers.abandon()
        self._selector.close()
        self._is_closed = True

    def _start(self, connection: BulkConnection, item: object, request: bytes) -> None:
        if not connection.send(item, request, self._time):
            self._selector.modify(connection.sock, EVENT_READ | EVENT_WRITE, connection)

    def _serve(self, connection: BulkConnection, mask: int, outcomes: list[Outcome]) -> None:
        """Send or receive what can be, and use the connection again if its answer is whole."""
        item = connection.item
        try:
            if mask & EVENT_WRITE:
                self._send_rest(connection)
                if not mask & EVENT_READ and not connection.is_tls:
                    return
            connection.heard = self._time
            answer = connection.receive(self._scratch, self._view, connection.lender.heads)
        except WOULD_BLOCK as error:
            if isinstance(error, ssl.SSLWantWriteError):
                self._selector.modify(connection.sock, EVENT_READ | EVENT_WRITE, connection)
            return
        except OSError as error:
            is_silent = not connection.has_heard
            self._release(connection, is_usable=False)
            # Its traceback would hold the frames of the caller, and these the outcomes: a circle around the iterator.
            outcomes.append((item, Lost(error.with_traceback(None), is_silent and not connection.is_fresh, is_silent)))
            return
        if answer is None:
            return
        if type(answer) is not MediaBytes:
            self._is_doubtful = self._is_doubtful or _may_stop(answer)
        if type(answer) is not Unusual:
            self._go_on(connection)
        outcomes.append((item, answer))

    def _go_on(self, connection: BulkConnection) -> None:
        """Send the next request on a connection that is not in use."""
        connection.item = None
        if not connection.is_kept or connection.lender is not self._lender:
            self._release(connection, is_usable=connection.is_kept)
        elif not self._is_doubtful and (taken := self._take()) is not None:
            self._start(connection, *taken)
        else:
            self._idle.append(connection)

    def _send_rest(self, connection: BulkConnection) -> None:
        if connection.is_sending:
            connection.send_rest(self._time)
        if not connection.is_sending:
            self._selector.modify(connection.sock, EVENT_READ, connection)

    def _look_at_idle(self, connection: BulkConnection) -> None:
        if connection in self._idle and not connection.is_quiet(self._scratch):
            self._idle.remove(connection)
            self._release(connection, is_usable=False)

    def _end_late(self, outcomes: list[Outcome]) -> None:
        """End requests whose answer does not come in time."""
        self._scanned_at = self._time
        for connection in [connection for connection in self._connections if connection.item is not None]:
            read_s = connection.lender.timeouts.read_s
            longest_s = read_s + connection.length / _LEAST_BYTES_A_SECOND
            if self._time - connection.heard > read_s or self._time - connection.since > longest_s:
                item = connection.item
                self._release(connection, is_usable=False)
                outcomes.append((item, Lost(TimeoutError("timed out"))))

    def _open(self, lender: Lender) -> bool:
        """Open a connection, or take an open one; return whether there was one to take."""
        loan = lender.borrow(self._loans, is_first=not self._connections and not self._helping)
        if loan is None:
            return False
        if loan.connection is not None and loan.connection.sock is not None:
            self._adopt(loan, is_fresh=False)
            return True
        self._opening += 1
        self._helping += 1
        self._workers.submit(partial(_connect, loan))
        return True

    def _adopt(self, loan: Loan, *, is_fresh: bool) -> None:
        connection = BulkConnection(loan, is_fresh=is_fresh)
        self._connections.add(connection)
        self._selector.register(connection.sock, EVENT_READ, connection)
        self._go_on(connection)

    def _release(self, connection: BulkConnection, *, is_usable: bool) -> None:
        connection.is_kept = connection.is_kept and is_usable
        self._forget(connection)
        connection.loan.end(is_usable=is_usable)

    def _forget(self, connection: BulkConnection) -> None:
        # Finalizers of a cycle run in any order: the socket or the selector may be closed by now.
        with contextlib.suppress(KeyError, ValueError, OSError):
            self._selector.unregister(connection.sock)
        self._connections.discard(connection)

    def _hear(self, outcomes: list[Outcome]) -> None:
        """Take over what the threads found."""
        for item, news in self._workers.hear():
            self._helping -= 1
            self._opening -= item is None
            if isinstance(news, _Opened):
                self._adopt(news.loan, is_fresh=True)
            else:
                outcomes.append((item, news))


def _may_stop(answer: MediaBytes | Reply | Unusual) -> bool:
    """Tell whether an answer may mean that nothing more should be sent: an error, or an icon instead of a picture."""
    if isinstance(answer, Reply):
        return answer.answer.status >= 300 or media_type_in(answer.answer.headers) == SVG
    return isinstance(answer, Unusual) and answer.status >= 300


def _connect(loan: Loan) -> _News:
    try:
        loan.lender.open(loan)
    except FAILURES as error:
        return None, NoConnection(error)
    except BaseException as error:  # noqa: BLE001  # such as a warning that is an error: raised again by the caller
        return None, Done(error, is_raised=True)
    return None, _Opened(loan)


def _do(workers: WorkerThreads[_News], item: object, work: Callable[[], object]) -> _News:
    try:
        return item, Done(None if workers.is_closed else work(), is_raised=False)
    except BaseException as error:  # noqa: BLE001  # raised again by the caller
        return item, Done(error, is_raised=True)


def _drop(news: _News) -> None:
    """Close a connection that was opened too late."""
    if isinstance(news[1], _Opened):
        news[1].loan.end(is_usable=False)
