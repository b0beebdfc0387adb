"""urllib3's pools with our connections: one exchange that blocks, and connections to lend.

::

    exchange   borrow ── open if closed ── send ── read the head of the answer, which gives the connection back
    lending    borrow ── open if closed ── others send and receive ── give back, or let an answer be read on
"""

import threading
from collections.abc import Mapping
from queue import Full, LifoQueue
from typing import TYPE_CHECKING, Any

from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from photoprism_client._transport.raw_answers import RawAnswer
from photoprism_client._transport.request import Timeouts
from photoprism_client._transport.wire import BodyParts, LeanHTTPConnection, LeanHTTPSConnection


class _Idle(LifoQueue[Any]):
    """The queue of a pool, which a thread may use again while it holds its lock.

    The garbage collector does so if it closes a loop there, which gives connections back.
    """

    def __init__(self, maxsize: int = 0) -> None:
        super().__init__(maxsize)
        self.mutex = threading.RLock()  # type: ignore[assignment]  # it can do what a lock can
        self.not_empty = threading.Condition(self.mutex)
        self.not_full = threading.Condition(self.mutex)
        self.all_tasks_done = threading.Condition(self.mutex)


class _LeanPool(HTTPConnectionPool if TYPE_CHECKING else object):  # type: ignore[misc]  # a mixin
    """A pool whose connections are driven by us."""

    QueueCls = _Idle

    #: Whether it ever lent a connection. Then it is full at times that the users of single calls cannot know of.
    lends = False

    def exchange(
        self,
        method: str,
        target: str,
        headers: Mapping[str, str],
        body: bytes | BodyParts | None,
        timeouts: Timeouts,
        *,
        decode_content: bool,
    ) -> RawAnswer:
        """Send a request and read the head of its answer; this blocks.

        :param method: HTTP method.
        :param target: path and query.
        :param headers: names and values, checked, with ``Host``.
        :param body: bytes, parts, or None.
        :param timeouts: for connecting, and for each wait for bytes of the answer.
        :param decode_content: whether a compressed body is decoded while it is read.
        :return: the open answer, which gives the connection back.
        :raises HTTPError: the pool is closed, or there is no connection.
        :raises HTTPException: what came is not HTTP, or the connection broke off.
        :raises OSError: the connection failed or timed out; likewise ValueError.
        """
        connection = self.borrow()
        try:
            self.open(connection, timeouts)
            connection.request(method, target, body, headers, decode_content=decode_content)
            answer = connection.getresponse()
        except BaseException:
            connection.close()
            self.give_back(connection)
            raise
        return self._with_connection(answer, connection)

    def borrow(self) -> LeanHTTPConnection:
        """Take a connection out of the pool, open or not.

        :return: the connection.
        :raises HTTPError: the pool is closed.
        """
        connection: LeanHTTPConnection = self._get_conn()  # ours, see ConnectionCls
        return connection

    def open(self, connection: LeanHTTPConnection, timeouts: Timeouts) -> None:
        """Open a connection unless it is open; this blocks.

        :param connection: what was borrowed.
        :param timeouts: for this, and for the next answer.
        :raises HTTPError: it cannot be opened; likewise OSError and ValueError.
        """
        connection.timeout = timeouts.connect_s
        self._validate_conn(connection)  # opens those over TLS, and warns of each use of one that is not verified
        if connection.sock is None:
            connection.connect()
        connection.timeout = timeouts.read_s

    def give_back(self, connection: LeanHTTPConnection) -> None:
        """Put a connection back.

        :param connection: what was borrowed.
        """
        self._put_conn(connection)

    def answer_from(self, connection: LeanHTTPConnection, received: bytes) -> RawAnswer:
        """Read the head of an answer; see :meth:`LeanHTTPConnection.answer_from`.

        :param connection: what was borrowed; the answer gives it back.
        :param received: what was received of the answer.
        :return: the open answer.
        """
        return self._with_connection(connection.answer_from(received), connection)

    def _with_connection(self, answer: RawAnswer, connection: LeanHTTPConnection) -> RawAnswer:
        answer._connection, answer._pool = connection, self  # as urlopen does
        return answer

    def _put_conn(self, conn: Any) -> None:
        if not self.lends or self.pool is None or conn is None:
            super()._put_conn(conn)
            return
        try:
            self.pool.put(conn, block=False)
        except Full:
            conn.close()


class LeanHTTPConnectionPool(_LeanPool, HTTPConnectionPool):
    """A pool of lean connections."""

    ConnectionCls = LeanHTTPConnection  # type: ignore[assignment]  # it sends bytes only


class LeanHTTPSConnectionPool(_LeanPool, HTTPSConnectionPool):
    """A pool of lean connections over TLS."""

    ConnectionCls = LeanHTTPSConnection  # type: ignore[assignment]  # it sends bytes only


#: A pool of either kind.
LeanPool = LeanHTTPConnectionPool | LeanHTTPSConnectionPool
