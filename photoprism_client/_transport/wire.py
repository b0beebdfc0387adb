"""Connections that send a request in one call and read a plain answer straight off the socket.

urllib3's pools own these connections, with TLS, keep-alive and limits. This module replaces what ``http.client`` does
on them: several writes for a request, and an e-mail parser for the head of an answer. A *plain* answer has a
well-formed head and exactly one length, and is not encoded. urllib3 reads all other answers, from their first byte.

::

    request ──> receive the head ──┬── plain ────> PlainAnswer: recv_into the caller's buffer
                                   └── not plain ─> UnusualAnswer: urllib3 on the bytes received so far and the socket
    body read to its end, length met, keep-alive ──> back to the pool
    anything else ──────────────────────────────> closed, since bytes of this answer may still be on the way
"""

import io
import re
import socket
import ssl
from collections.abc import Mapping
from http.client import HTTPException, HTTPResponse, RemoteDisconnected
from queue import Full
from typing import TYPE_CHECKING, Any

import urllib3.response
from urllib3 import HTTPHeaderDict
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from photoprism_client._transport.head import ResponseHead, is_kept_alive, parse_head, plain_length

# Bytes that a connection keeps for reading heads; the first read brings most thumbnails along, which saves a call.
_BUFFER = 65536
_INTERIM = re.compile(rb"HTTP/1\.[01] 1(?!01)\d\d[ \r]")  # 101 would end HTTP on this connection
_END_OF_HEAD = b"\r\n\r\n"
# http.client tolerates bare line feeds (RFC 9112, 2.2); a head that has them never gets to the strict end.
_LOOSE_END_OF_HEAD = re.compile(rb"\n\r?\n")


class StaleConnectionError(HTTPException):
    """The server closed a kept connection before the first byte of an answer."""


class PlainAnswer:
    """An answer of known length, whose body goes from the socket straight into the caller's buffer.

    It has the attributes that urllib3's pool sets and logs on its own answers.

    :param sock: the socket to read from.
    :param head: the parsed head.
    :param length: bytes of the body.
    :param received: the beginning of the body, as received with the head.
    :param keep_alive: whether the connection can be used again after the body.
    """

    def __init__(
        self, sock: socket.socket, head: ResponseHead, length: int, received: memoryview, *, keep_alive: bool
    ) -> None:
        self.version_string, self.status, self.reason, self.headers = head
        self.length_remaining = length
        self.chunked = False
        self.retries: object = None
        self._keep_alive = keep_alive
        self._socket = sock
        self._received = received
        self._connection: HTTPConnection | None = None
        self._pool: HTTPConnectionPool | None = None

    def readinto(self, buffer: memoryview) -> int:
        """Read the next bytes of the body.

        :param buffer: filled from its beginning; at most up to the end of the body.
        :return: number of bytes read; 0 at the end of the body, and if the server closed the connection before it.
        :raises OSError: the connection failed or timed out.
        """
        wanted = min(len(buffer), self.length_remaining)
        if self._received:
            count = min(wanted, len(self._received))
            buffer[:count] = self._received[:count]
            self._received = self._received[count:]
        else:
            count = self._socket.recv_into(buffer, wanted) if wanted else 0
        self.length_remaining -= count
        return count

    def release_conn(self) -> None:
        """Give the connection back to its pool; close it first if it cannot be used again."""
        connection, self._connection = self._connection, None
        if connection is None or self._pool is None:
            return
        if self.length_remaining or not self._keep_alive:
            connection.close()
        self._pool._put_conn(connection)  # as HTTPResponse.release_conn of urllib3 does

    def shutdown(self) -> None:
        """Stop receiving, so that a thread that waits for the body returns. Any thread may call this."""
        self._socket.shutdown(socket.SHUT_RD)

    def close(self) -> None:
        """Close the connection, even in the middle of the body."""
        self._keep_alive = False
        self.release_conn()


class UnusualAnswer(urllib3.response.HTTPResponse):
    """urllib3's answer, with a ``readinto`` that returns what is there; urllib3's waits until the buffer is full."""

    def readinto(self, buffer: bytearray | memoryview) -> int:
        """Read the next bytes of the body.

        :param buffer: filled from its beginning.
        :return: number of bytes read; 0 at the end of the body.
        """
        part = self.read1(len(buffer))
        buffer[: len(part)] = part
        return len(part)


class LeanHTTPConnection(HTTPConnection):
    """urllib3's connection with a shorter path for plain requests and answers."""

    _answers = 0
    _buffer: bytearray | None = None
    _method = "GET"
    _target = "/"
    _decode_content = True

    def connect(self) -> None:
        """Open the connection."""
        self._answers = 0
        super().connect()

    def request(  # type: ignore[override]  # http.client's signature has no options
        self, method: str, url: str, body: bytes | None = None, headers: Mapping[str, str] | None = None, **options: Any
    ) -> None:
        """Send a request in one call.

        :param method: HTTP method.
        :param url: path and query.
        :param body: bytes or None.
        :param headers: names and values, checked by the caller, with ``Host``.
        :param options: of urllib3; ``decode_content`` counts.
        :raises StaleConnectionError: the server had closed a kept connection.
        :raises OSError: the connection failed or timed out.
        """
        self._method, self._target = method, url
        self._decode_content = options.get("decode_content", True)
        lines = [f"{method} {url} HTTP/1.1"]
        lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
        if body is not None:
            lines.append(f"Content-Length: {len(body)}")
        lines.append("\r\n")
        if self.sock is None:
            self.connect()
        try:
            # A kept socket still has the timeout of its last answer. Setting it here, too, would cost a system call.
            self.sock.sendall("\r\n".join(lines).encode("latin-1") + (body or b""))
        except (ConnectionError, ssl.SSLEOFError) as error:
            if isinstance(error, ConnectionError):
                self._raise_if_stale(error)
            self._raise_tls_alert()
            raise

    def getresponse(self) -> urllib3.response.HTTPResponse:  # type: ignore[override]  # as urllib3's own
        """Read the head of the answer.

        :return: a :class:`PlainAnswer`, or urllib3's own response for an answer that is not plain.
        :raises StaleConnectionError: the server had closed a kept connection.
        :raises HTTPException: what came is not HTTP.
        :raises OSError: the connection failed or timed out.
        """
        if self.sock.gettimeout() != self.timeout:
            self.sock.settimeout(self.timeout)
        buffer = self._buffer = self._buffer or bytearray(_BUFFER)
        return self._answer(*self._receive_head(buffer, self._receive_first(buffer)))  # type: ignore[return-value]  # see above

    def answer_from(self, received: bytes) -> "RawAnswer":
        """Read the head of the answer to a GET of which others received the beginning.

        :param received: what they received, at least a byte.
        :return: as for :meth:`getresponse`.
        :raises HTTPException: what came is not HTTP.
        :raises OSError: the connection failed or timed out.
        """
        self._method, self._target, self._decode_content = "GET", "/", False
        buffer = bytearray(max(_BUFFER, len(received)))
        buffer[: len(received)] = received
        return self._answer(*self._receive_head(buffer, len(received)))

    def make_usual(self, timeout_s: float) -> None:
        """Make a connection that others used without blocking what it is after an answer to :meth:`request`.

        :param timeout_s: for its next answer.
        """
        self.timeout = timeout_s
        self.sock.settimeout(timeout_s)
        self._answers += 1

    def _answer(self, received: memoryview, end: int) -> "RawAnswer":
        self._answers += 1
        return self._plain_answer(received, end) or self._unusual_answer(received)

    def _receive_head(self, buffer: bytearray, filled: int) -> tuple[memoryview, int]:
        """Receive until there is a whole head other than an interim one (1xx), or no room, or nothing more to come.

        Return what was received from that head on, and where in it the head ends; -1 for a head that is not whole.
        """
        view, start = memoryview(buffer), 0
        while (end := buffer.find(_END_OF_HEAD, start, filled)) < 0 or _INTERIM.match(buffer, start, end):
            if end >= 0:
                start = end + len(_END_OF_HEAD)
                continue
            is_loose = _LOOSE_END_OF_HEAD.search(buffer, start, filled) is not None
            count = 0 if is_loose or filled == len(buffer) else self.sock.recv_into(view[filled:])
            if not count:
                return view[start:filled], -1
            filled += count
        return view[start:filled], end - start

    def _receive_first(self, buffer: bytearray) -> int:
        try:
            count = self.sock.recv_into(buffer)
            if not count:
                raise RemoteDisconnected("Remote end closed connection without response")
        except ConnectionError as error:
            self._raise_if_stale(error)
            raise
        return count

    def _raise_if_stale(self, error: ConnectionError) -> None:
        if self._answers:
            raise StaleConnectionError(*error.args) from error

    def _raise_tls_alert(self) -> None:
        """Raise the alert that a TLS server sent before it closed the connection.

        In TLS 1.3 a server refuses a client's certificate only after the handshake, when the request may fail first.
        """
        if isinstance(self.sock, ssl.SSLSocket):
            self.sock.recv(1)

    def _plain_answer(self, received: memoryview, end: int) -> PlainAnswer | None:
        head = parse_head(str(received[:end], "latin-1")) if end >= 0 else None
        length = None if head is None else plain_length(head, self._method)
        if head is None or length is None:
            return None
        body = received[end + len(_END_OF_HEAD) :]
        # More bytes than the body has would be taken for the beginning of the next answer.
        keep_alive = len(body) <= length and is_kept_alive(head)
        return PlainAnswer(self.sock, head, length, body[:length], keep_alive=keep_alive)

    def _unusual_answer(self, received: memoryview) -> urllib3.response.HTTPResponse:
        original = HTTPResponse(_ReplayedSocket(self.sock, received), method=self._method)  # type: ignore[arg-type]  # makefile() is all it asks
        try:
            original.begin()
            return self._wrapped(original)
        except BaseException:
            original.close()
            raise

    def _wrapped(self, original: HTTPResponse) -> urllib3.response.HTTPResponse:
        if original.will_close:
            # The response keeps the socket open, as in http.client.
            self.close()
        return UnusualAnswer(
            body=original,
            headers=HTTPHeaderDict(original.msg.items()),
            status=original.status,
            version=original.version,
            version_string="HTTP/1.0" if original.version == 10 else "HTTP/1.1",
            reason=original.reason,
            preload_content=False,
            decode_content=self._decode_content,
            original_response=original,
            request_method=self._method,
            request_url=self._target,
            sock_shutdown=None if self.sock is None else self.sock.shutdown,
        )


class LeanHTTPSConnection(LeanHTTPConnection, HTTPSConnection):
    """The same over TLS."""


class _Lending(HTTPConnectionPool if TYPE_CHECKING else object):  # type: ignore[misc]  # a mixin
    """A pool that lends connections to what reads many answers at once."""

    #: Whether it ever did. Then it is full at times that the users of single calls cannot know of.
    lends = False

    def borrow(self) -> LeanHTTPConnection:
        """Take a connection out of the pool, open or not.

        :return: the connection.
        :raises HTTPError: the pool is closed.
        """
        connection: LeanHTTPConnection = self._get_conn()  # ours, see ConnectionCls
        return connection

    def open(self, connection: LeanHTTPConnection) -> None:
        """Open a connection; this blocks.

        :param connection: what was borrowed.
        :raises HTTPError: it cannot be opened; likewise OSError and ValueError.
        """
        self._validate_conn(connection)  # opens those over TLS
        if connection.sock is None:
            connection.connect()

    def give_back(self, connection: LeanHTTPConnection) -> None:
        """Put a connection back.

        :param connection: what was borrowed.
        """
        self._put_conn(connection)

    def answer_from(self, connection: LeanHTTPConnection, received: bytes) -> "RawAnswer":
        """Read the head of an answer; see :meth:`LeanHTTPConnection.answer_from`.

        :param connection: what was borrowed; the answer gives it back.
        :param received: what was received of the answer.
        :return: the open answer.
        """
        answer = connection.answer_from(received)
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


class LeanHTTPConnectionPool(_Lending, HTTPConnectionPool):
    """A pool of lean connections."""

    ConnectionCls = LeanHTTPConnection  # type: ignore[assignment]  # it sends bytes only


class LeanHTTPSConnectionPool(_Lending, HTTPSConnectionPool):
    """A pool of lean connections over TLS."""

    ConnectionCls = LeanHTTPSConnection  # type: ignore[assignment]  # it sends bytes only


#: A pool of either kind.
LeanPool = LeanHTTPConnectionPool | LeanHTTPSConnectionPool
#: An answer as the connection read it: plain, or read by urllib3, also if it comes through a proxy.
RawAnswer = PlainAnswer | urllib3.response.HTTPResponse


class _ReplayedSocket(io.RawIOBase):
    """A socket whose first bytes have been read already: http.client gets them once more."""

    def __init__(self, sock: socket.socket, received: memoryview) -> None:
        self._received = bytes(received)
        self._rest = sock.makefile("rb", buffering=0)

    def makefile(self, _mode: str) -> io.BufferedReader:
        """Return a reader that begins with the bytes read already."""
        return io.BufferedReader(self)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        if not self._received:
            return self._rest.readinto(buffer)
        count = min(len(buffer), len(self._received))
        buffer[:count] = self._received[:count]
        self._received = self._received[count:]
        return count

    def close(self) -> None:
        self._rest.close()
        super().close()
