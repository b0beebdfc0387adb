"""`Lender`: lends connections of a pool to a loop that reads many answers at once.

Ctrl-C may interrupt the loop anywhere. So that no connection and no slot is lost, a loan is known to the loop before
there is anything to lose, and ending it twice is the same as ending it once. Statements that change two things at once
are on purpose: nothing interrupts them.

The garbage collector may end a loan between any two lines, also of a thread that holds a lock: so locks that the end of
a loan takes are reentrant, here, in :mod:`lean_pools` and in :mod:`worker_threads`.
"""

import threading

from photoprism_client._transport.bulk_head import Heads
from photoprism_client._transport.lean_pools import LeanPool
from photoprism_client._transport.raw_answers import RawAnswer
from photoprism_client._transport.request import Timeouts
from photoprism_client._transport.wire import LeanHTTPConnection

#: Connections that all loops of a client may use at once.
MOST_CONNECTIONS = 16


class Slots:
    """How many connections the loops of one client may still borrow."""

    def __init__(self, most: int = MOST_CONNECTIONS) -> None:
        self._free = most
        self._wanted = 0
        self._lock = threading.RLock()

    @property
    def is_short(self) -> bool:
        """Whether a loop goes without a connection that another one may have idle."""
        return self._wanted > 0

    def take(self, loan: "Loan", *, is_first: bool) -> bool:
        """Take a slot.

        :param loan: what it is for.
        :param is_first: whether the loop has none yet: loops nested in one thread must not wait for each other.
        :return: whether there was one.
        """
        with self._lock:
            if self._free <= 0 and not is_first:
                self._wanted += 1
                return False
            self._free, loan.has_slot = self._free - 1, True
            return True

    def give(self, loan: "Loan") -> None:
        """Give the slot of a loan back, if it has one.

        :param loan: what it was for.
        """
        with self._lock:
            if loan.has_slot:
                self._free, loan.has_slot = self._free + 1, False
                self._wanted = 0


class Loan:
    """A connection that was lent to a loop.

    :param lender: where it goes back to.
    :param loans: those of the loop; this one is among them until its end.
    """

    __slots__ = ("_loans", "connection", "has_slot", "lender")

    def __init__(self, lender: "Lender", loans: "set[Loan]") -> None:
        self.lender, self._loans = lender, loans
        #: None before there is one, while a thread has it, and after the end.
        self.connection: LeanHTTPConnection | None = None
        self.has_slot = False

    def take(self) -> LeanHTTPConnection | None:
        """Take the connection out, so that nobody else uses it.

        :return: the connection; None if the loan has ended.
        """
        connection, self.connection = self.connection, None
        return connection

    def end(self, *, is_usable: bool) -> None:
        """Give the connection back to its pool, and its slot; doing so twice is fine.

        :param is_usable: whether its last answer was read to its end; else it is closed.
        """
        connection = self.connection
        if connection is not None:
            try:
                self.lender.make_ready(connection, is_usable=is_usable)
                if self.take() is not None:
                    self.lender.give_back(connection)
            except BaseException:
                connection.close()
                raise
        self.lender.slots.give(self)
        self._loans.discard(self)


class Lender:
    """Lends the connections of one pool.

    :param pool: a pool of lean connections.
    :param slots: shared by the loops of a client.
    :param heads: likewise, so that what one has learned serves the next.
    :param timeouts: for connecting, and of the connections that are given back.
    """

    def __init__(self, pool: LeanPool, slots: Slots, heads: Heads, timeouts: Timeouts) -> None:
        self._pool = pool
        self.slots = slots
        self.heads = heads
        self.timeouts = timeouts
        pool.lends = True

    def is_like(self, other: "Lender") -> bool:
        """Tell whether another one lends the same connections.

        :param other: the other one.
        :return: whether it does.
        """
        return self._pool is other._pool

    def borrow(self, loans: set[Loan], *, is_first: bool) -> Loan | None:
        """Borrow a connection, open or not.

        :param loans: those of the borrower; the new one is added.
        :param is_first: whether the borrower has none.
        :return: the loan, or None if all slots are taken.
        :raises HTTPError: the pool is closed; the loan is to be ended.
        """
        loan = Loan(self, loans)
        loans.add(loan)
        if not self.slots.take(loan, is_first=is_first):
            loans.discard(loan)
            return None
        loan.connection = self._pool.borrow()
        return loan

    def open(self, loan: Loan) -> None:
        """Open a borrowed connection; this blocks.

        :param loan: ended if that fails.
        :raises HTTPError: it cannot be opened; likewise OSError and ValueError.
        """
        connection = loan.take()
        if connection is None:
            raise ConnectionAbortedError("the loop was closed")
        try:
            self._pool.open(connection, self.timeouts)
        except BaseException:
            loan.connection = connection
            loan.end(is_usable=False)
            raise
        loan.connection = connection

    def make_ready(self, connection: LeanHTTPConnection, *, is_usable: bool) -> None:
        """Prepare a connection for others; doing so twice is fine.

        :param connection: what was borrowed.
        :param is_usable: whether it can be used; else it is closed.
        """
        if is_usable:
            connection.make_usual(self.timeouts.read_s)
        else:
            connection.close()

    def give_back(self, connection: LeanHTTPConnection) -> None:
        """Put a connection back into its pool, once.

        :param connection: what was borrowed.
        """
        self._pool.give_back(connection)

    def hand_over(self, loan: Loan, received: bytes) -> RawAnswer:
        """Read on an answer in the ordinary way; this blocks.

        :param loan: what was borrowed. The answer gives the connection back to the pool, but not its slot.
        :param received: what was received of the answer.
        :return: the open answer.
        :raises HTTPException: what came is not HTTP.
        :raises OSError: the connection failed or timed out.
        """
        connection = loan.take()
        if connection is None:
            raise ConnectionAbortedError("the loop was closed")
        connection.make_usual(self.timeouts.read_s)
        try:
            return self._pool.answer_from(connection, received)
        except BaseException:
            connection.close()
            self.give_back(connection)
            raise
