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

import contextlib
import re
import ssl
from collections.abc import Iterable, Iterator, Mapping
from http.client import HTTPException, HTTPResponse, RemoteDisconnected
from queue import Full
from typing import TYPE_CHECKING, Any

import urllib3.response
from urllib3 import HTTPHeaderDict
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.util.wait import wait_for_read

from photoprism_client._transport.head import is_kept_alive, parse_head, plain_length
from photoprism_client._transport.raw_answers import PlainAnswer, RawAnswer, ReplayedSocket, UnusualAnswer

# Bytes that a connection keeps for reading heads; the first read brings most thumbnails along, which saves a call.
_BUFFER = 65536
_INTERIM = re.compile(rb"HTTP/1\.[01] 1(?!01)\d\d[ \r]")  # 101 would end HTTP on this connection
_BEGINNING = b"HTTP/1."
_END_OF_HEAD = b"\r\n\r\n"
# http.client tolerates bare line feeds (RFC 9112, 2.2); a head that has them never gets to the strict end.
_LOOSE_END_OF_HEAD = re.compile(rb"\n\r?\n")


class BrokenConnectionError(HTTPException):
    """A connection broke off before the first byte of an answer.

    :param args: those of the error that it is raised from.
    :param is_kept: whether it had served before: then the server may just have closed it while it was idle.
    :param is_unsent: whether it took no byte of the request.
    """

    def __init__(self, *args: object, is_kept: bool, is_unsent: bool) -> None:
        super().__init__(*args)
        self.is_kept, self.is_unsent = is_kept, is_unsent


class HandshakeError(ssl.SSLError):
    """TLS could not be set up, so nothing was sent."""


class BodyParts:
    """The body of a request in parts; the headers tell its length.

    :param parts: the parts.
    :param timeout_s: how long to wait for the connection to take one, in seconds.
    """

    def __init__(self, parts: Iterable[bytes], timeout_s: float) -> None:
        self._parts, self.timeout_s = parts, timeout_s

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._parts)


class LeanHTTPConnection(HTTPConnection):
    """urllib3's connection with a shorter path for plain requests and answers."""

    _answers = 0
    _is_unsent = False
    # Whether the last request was not sent to its end, so that the connection cannot be used again.
    _is_cut = False
    # Bytes of an answer in the buffer that came before the whole request was sent.
    _early = 0
    _buffer: bytearray | None = None
    _method = "GET"
    _target = "/"
    _decode_content = True

    def connect(self) -> None:
        """Open the connection.

        :raises HandshakeError: TLS could not be set up.
        """
        self._answers = 0
        try:
            super().connect()
        except OSError as error:
            raise HandshakeError(*error.args) from error

    def request(  # type: ignore[override]  # http.client's signature has no options
        self,
        method: str,
        url: str,
        body: bytes | BodyParts | None = None,
        headers: Mapping[str, str] | None = None,
        **options: Any,
    ) -> None:
        """Send a request, in one call unless its body comes in parts.

        :param method: HTTP method.
        :param url: path and query.
        :param body: bytes, parts, or None. An answer that comes before the last part ends the sending.
        :param headers: names and values, checked by the caller, with ``Host``.
        :param options: of urllib3; ``decode_content`` counts.
        :raises BrokenConnectionError: the server had closed a kept connection.
        :raises OSError: the connection failed or timed out.
        """
        self._method, self._target = method, url
        self._decode_content = options.get("decode_content", True)
        lines = [f"{method} {url} HTTP/1.1"]
        lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
        parts = body if isinstance(body, BodyParts) else None
        whole = body if isinstance(body, bytes) else b""
        if isinstance(body, bytes):
            lines.append(f"Content-Length: {len(body)}")
        lines.append("\r\n")
        if self.sock is None:
            self.connect()
        self._send_first("\r\n".join(lines).encode("latin-1") + whole)
        if parts:
            self._send_parts(parts)

    def _send_first(self, data: bytes) -> None:
        """Send the head, and the body if it is bytes; note whether the connection took any of it."""
        self._is_unsent, self._is_cut, self._early = True, False, 0
        try:
            # A kept socket still has the timeout of its last answer. Setting it here, too, would cost a system call.
            sent = self.sock.send(data)
            self._is_unsent = False
            if sent < len(data):
                self.sock.sendall(memoryview(data)[sent:])
        except (ConnectionError, ssl.SSLEOFError) as error:
            if isinstance(error, ConnectionError) and self._answers:
                raise self._broken(error) from error
            self._raise_tls_alert()
            raise

    def _send_parts(self, parts: BodyParts) -> None:
        """Send the body in parts, until an answer comes: one that comes so early refuses the request."""
        self._is_cut = True
        self.sock.settimeout(parts.timeout_s)
        for part in parts:
            try:
                if self._has_answer():
                    return
                self.sock.sendall(part)
            except (ConnectionError, ssl.SSLEOFError):
                return  # there may be an answer all the same; if there is none, getresponse() raises
        self._is_cut = False

    def _has_answer(self) -> bool:
        """Receive what there is of an answer, without waiting."""
        if not self._early and wait_for_read(self.sock, 0):
            self._buffer = self._buffer or bytearray(_BUFFER)
            timeout_s = self.sock.gettimeout()
            self.sock.settimeout(0)
            # TLS also exchanges records that hold no application data.
            with contextlib.suppress(BlockingIOError, ssl.SSLWantReadError):
                self._early = self.sock.recv_into(self._buffer)
            self.sock.settimeout(timeout_s)
        return self._early > 0 and not _INTERIM.match(self._buffer or b"")

    def getresponse(self) -> urllib3.response.HTTPResponse:  # type: ignore[override]  # as urllib3's own
        """Read the head of the answer.

        :return: a :class:`PlainAnswer`, or urllib3's own response for an answer that is not plain.
        :raises BrokenConnectionError: the server closed the connection.
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
        self._method, self._target, self._decode_content = "GET", "/", True
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
            if is_loose or filled == len(buffer):
                return view[start:filled], -1
            count = self.sock.recv_into(view[filled:])
            if not count:
                if buffer.startswith(_BEGINNING, start):
                    raise HTTPException("the head of the answer is not whole")
                return view[start:filled], -1
            filled += count
        return view[start:filled], end - start

    def _receive_first(self, buffer: bytearray) -> int:
        if self._early:
            return self._early
        try:
            count = self.sock.recv_into(buffer)
            if not count:
                raise RemoteDisconnected("Remote end closed connection without response")
        except ConnectionError as error:
            raise self._broken(error) from error
        return count

    def _broken(self, error: ConnectionError) -> BrokenConnectionError:
        return BrokenConnectionError(*error.args, is_kept=self._answers > 0, is_unsent=self._is_unsent)

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
        keep_alive = len(body) <= length and is_kept_alive(head) and not self._is_cut
        return PlainAnswer(self.sock, head, length, body[:length], keep_alive=keep_alive)

    def _unusual_answer(self, received: memoryview) -> urllib3.response.HTTPResponse:
        original = HTTPResponse(ReplayedSocket(self.sock, received), method=self._method)  # type: ignore[arg-type]  # makefile() is all it asks
        try:
            original.begin()
            return self._wrapped(original)
        except BaseException:
            original.close()
            raise

    def _wrapped(self, original: HTTPResponse) -> urllib3.response.HTTPResponse:
        if original.will_close or self._is_cut:
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
