"""`Lender`: lends connections of a pool to a loop that reads many answers at once."""

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
        self._lock = threading.Lock()

    @property
    def is_short(self) -> bool:
        """Whether a loop goes without a connection that another one may have idle."""
        return self._wanted > 0

    def take(self, *, is_first: bool) -> bool:
        """Take a slot.

        :param is_first: whether the loop has none yet: loops nested in one thread must not wait for each other.
        :return: whether there was one.
        """
        with self._lock:
            if self._free <= 0 and not is_first:
                self._wanted += 1
                return False
            self._free -= 1
            return True

    def give(self) -> None:
        """Give a slot back."""
        with self._lock:
            self._free += 1
            self._wanted = 0


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

    def borrow(self, *, is_first: bool) -> LeanHTTPConnection | None:
        """Borrow a connection, open or not.

        :param is_first: whether the borrower has none.
        :return: the connection, or None if all slots are taken.
        :raises HTTPError: the pool is closed.
        """
        if not self.slots.take(is_first=is_first):
            return None
        try:
            return self._pool.borrow()
        except BaseException:
            self.slots.give()
            raise

    def open(self, connection: LeanHTTPConnection) -> None:
        """Open a borrowed connection; this blocks.

        :param connection: given back if that fails.
        :raises HTTPError: it cannot be opened; likewise OSError and ValueError.
        """
        try:
            self._pool.open(connection, self.timeouts)
        except BaseException:
            self.give_back(connection, is_usable=False)
            raise

    def give_back(self, connection: LeanHTTPConnection, *, is_usable: bool) -> None:
        """Give a connection back to its pool.

        :param connection: what was borrowed.
        :param is_usable: whether its last answer was read to its end; else it is closed.
        """
        if is_usable:
            connection.make_usual(self.timeouts.read_s)
        else:
            connection.close()
        self._pool.give_back(connection)
        self.slots.give()

    def hand_over(self, connection: LeanHTTPConnection, received: bytes) -> RawAnswer:
        """Read on an answer in the ordinary way; this blocks.

        :param connection: what was borrowed. The answer gives it back to the pool, but not its slot.
        :param received: what was received of the answer.
        :return: the open answer.
        :raises HTTPException: what came is not HTTP.
        :raises OSError: the connection failed or timed out.
        """
        connection.make_usual(self.timeouts.read_s)
        try:
            return self._pool.answer_from(connection, received)
        except BaseException:
            connection.close()
            self._pool.give_back(connection)
            raise
