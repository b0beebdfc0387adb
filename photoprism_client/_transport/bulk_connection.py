"""`BulkConnection`: one connection of a loop, without blocking.

::

    idle ── send ──> sending ── all sent ──> head ── whole ──┬── plain ────> body ── whole ──> idle, or to be closed
                                                             └── unusual ──> handed over: read on in the ordinary way
    an OSError anywhere: closed
"""

import socket
import ssl
from typing import NamedTuple, cast

from photoprism_client._transport.bulk_head import CHUNKED, Found, Heads, Unusual
from photoprism_client._transport.chunks import ChunkedBody, ChunkError
from photoprism_client._transport.head import Headers, ResponseHead
from photoprism_client._transport.lender import Lender
from photoprism_client._transport.raw_answers import PlainAnswer
from photoprism_client._transport.wire import LeanHTTPConnection
from photoprism_client.media import MediaBytes

#: Bytes of the buffer that all connections of a loop share: heads, and whole answers that fit.
SCRATCH = 128 * 1024
#: Larger bodies are read on in the ordinary way.
MOST_IN_LOOP = 8 * 1024 * 1024
#: What a socket without blocking raises if it has nothing to do.
WOULD_BLOCK = (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError)

_NO_BODY = MediaBytes()


class BodyCutError(ConnectionError):
    """The server closed the connection within a body.

    :param expected: bytes that were announced.
    :param received: bytes that came.
    """

    def __init__(self, expected: int, received: int) -> None:
        super().__init__(expected, received)
        self.expected, self.received = expected, received


class Reply(NamedTuple):
    """A plain answer that was received to its end; reading it does not touch the connection."""

    answer: PlainAnswer


class BulkConnection:
    """An open connection that carries one request at a time.

    :param lean: what was borrowed.
    :param lender: where it goes back to.
    :param is_fresh: whether it has just been opened.
    """

    __slots__ = (
        *("_body", "_chunks", "_found", "_head", "_recv_into", "_send", "_unsent", "_view"),
        *("heard", "is_fresh", "is_kept", "is_tls", "item", "lean", "lender", "since", "sock"),
    )

    def __init__(self, lean: LeanHTTPConnection, lender: Lender, *, is_fresh: bool) -> None:
        self.lean, self.lender, self.is_fresh = lean, lender, is_fresh
        self.sock = lean.sock
        self.sock.settimeout(0)
        self.is_tls = isinstance(self.sock, ssl.SSLSocket)
        self._recv_into, self._send = self.sock.recv_into, self.sock.send
        #: What the request in flight is for; None if the connection is idle.
        self.item: object = None
        #: When the request began, and when bytes came last.
        self.since = self.heard = 0.0
        #: Whether it can be used again after the answer.
        self.is_kept = True
        self._forget()

    @property
    def is_sending(self) -> bool:
        """Whether a part of the request is still to be sent."""
        return bool(self._unsent)

    @property
    def has_heard(self) -> bool:
        """Whether a byte of the answer came."""
        return self._found is not None or bool(self._head)

    @property
    def length(self) -> int:
        """Bytes of the body that is being read, as far as they are announced; 0 before its head is known."""
        if self._chunks is not None:
            return len(self._chunks)
        return 0 if self._found is None else self._found[1]

    def send(self, item: object, request: bytes, now: float) -> bool:
        """Begin a request.

        :param item: what it is for.
        :param request: all of it.
        :param now: seconds.
        :return: whether all was sent, or cannot be, which :meth:`receive` meets, too.
        """
        self.item, self.since, self.heard = item, now, now
        try:
            sent = self._send(request)
        except WOULD_BLOCK:
            sent = 0
        except OSError:
            return True
        if sent == len(request):
            return True
        self._unsent = request[sent:]
        return False

    def send_rest(self, now: float) -> None:
        """Go on sending.

        :param now: seconds.
        :raises OSError: the connection failed, or takes no more now.
        """
        self._unsent = self._unsent[self._send(self._unsent) :]
        self.heard = now

    def receive(self, scratch: bytearray, view: memoryview, heads: Heads) -> "MediaBytes | Reply | Unusual | None":
        """Receive what is there.

        :param scratch: at least :data:`SCRATCH` bytes, used until this returns.
        :param view: of all of it.
        :param heads: reads heads.
        :return: the picture or the answer if it is whole; or that it is unusual; or None if more is to come.
        :raises OSError: the connection failed, was closed, or has nothing now.
        """
        found = self._found
        result = self._receive_head(scratch, view, heads) if found is None else self._receive_body(found, scratch)
        while result is None and self.is_tls:
            # Select says nothing of what OpenSSL has decrypted already.
            found = self._found
            result = self._receive_head(scratch, view, heads) if found is None else self._receive_body(found, scratch)
        return result

    def hand_over(self) -> bytes:
        """Return what was received of an unusual answer, which goes on elsewhere.

        :return: the bytes.
        """
        received = bytes(self._head)
        self._forget()
        return received

    def is_quiet(self, scratch: bytearray) -> bool:
        """Tell whether an idle connection is still good, although its socket has something to read.

        :param scratch: a buffer.
        :return: whether that was for TLS only: a session ticket, not an end and not an answer.
        """
        try:
            self._recv_into(scratch)
        except WOULD_BLOCK:
            return True
        except OSError:
            pass
        return False

    def _forget(self) -> None:
        self._body = _NO_BODY
        self._chunks: ChunkedBody | None = None
        self._found: Found | None = None
        self._head = self._unsent = b""
        self._view = memoryview(b"")

    def _receive_head(
        self, scratch: bytearray, view: memoryview, heads: Heads
    ) -> "MediaBytes | Reply | Unusual | None":
        filled = len(self._head)
        if filled:
            view[:filled] = self._head
            count = self._recv_into(view[filled:])
        else:
            count = self._recv_into(scratch)
        if not count:
            if filled:
                return Unusual(0)
            raise ConnectionResetError("the server closed the connection")
        filled += count
        found = heads.read(scratch, filled)
        if found is None or isinstance(found, Unusual):
            self._head = bytes(view[:filled])
            return found
        start, length, is_kept = found[:3]
        if length == CHUNKED:
            self._found, self._head = found, bytes(view[:start])
            self._chunks = ChunkedBody(MediaBytes.of_picture(0, found[4], found[5]))
            return self._take_chunks(found, self._chunks, scratch, start, filled)
        if self.is_tls and filled < start + length < SCRATCH:
            filled += self._receive_more(view[filled:], start + length - filled)
        came = filled - start
        if came >= length:
            # More bytes than the body has would be taken for the beginning of the next answer.
            self.is_kept = is_kept and came == length
            if self._head:
                self._head = b""
            self.is_fresh = False
            return _result(found, MediaBytes.of_picture(view[start : start + length], found[4], found[5]))
        if length > MOST_IN_LOOP:
            self._head = bytes(view[:filled])
            return Unusual(_status_of(found))
        # A byte more than the body has, to notice bytes that do not belong to it.
        body = MediaBytes.of_picture(length + 1, found[4], found[5])
        body[:came] = view[start:filled]
        self._found, self._body, self._view, self._head = found, body, memoryview(body)[came:], b""
        return None

    def _receive_more(self, view: memoryview, wanted: int) -> int:
        """Receive what OpenSSL has of a body that fits into the buffer: it hands out 16 KiB at a time."""
        count = 0
        try:
            while count < wanted and (part := self._recv_into(view[count:])):
                count += part
        except WOULD_BLOCK:
            return count
        return count

    def _receive_body(self, found: Found, scratch: bytearray) -> "MediaBytes | Reply | Unusual | None":
        if self._chunks is not None:
            if not (count := self._recv_into(scratch)):
                raise ChunkError(f"the body ended without its last chunk, after {len(self._chunks)} bytes")
            return self._take_chunks(found, self._chunks, scratch, 0, count)
        count = self._recv_into(self._view)
        left = len(self._view) - count
        if not count:
            raise BodyCutError(found[1], found[1] + 1 - left)
        if left > 1:
            self._view = self._view[count:]
            return None
        body = self._body
        self._forget()
        del body[found[1] :]
        self.is_kept = found[2] and left == 1
        self.is_fresh = False
        return _result(found, body)

    def _take_chunks(
        self, found: Found, chunks: ChunkedBody, scratch: bytearray, start: int, end: int
    ) -> "MediaBytes | Reply | Unusual | None":
        if not chunks.feed(scratch, start, end):
            if len(chunks) <= MOST_IN_LOOP:
                return None
            self._head += chunks.received()
            return Unusual(_status_of(found))
        self._forget()
        self.is_kept = found[2] and not chunks.has_surplus
        self.is_fresh = False
        return _result(found, cast("MediaBytes", chunks.body))


def _status_of(found: Found) -> int:
    return 200 if found[3] is None else found[3].status


def _result(found: Found, body: MediaBytes) -> MediaBytes | Reply:
    return body if found[3] is None else Reply(_whole(found[3], body))


def answer_of(body: MediaBytes) -> PlainAnswer:
    """Return the answer that a picture came with, as far as it is known.

    :param body: what :meth:`BulkConnection.receive` returned.
    :return: the answer, received to its end.
    """
    fields = {"Content-Type": body.content_type, "Last-Modified": body._last_modified, "Content-Length": len(body)}
    known = Headers((name, str(value)) for name, value in fields.items() if value is not None)
    return _whole(ResponseHead("HTTP/1.1", 200, "OK", known), body)


def _whole(head: ResponseHead, body: MediaBytes) -> PlainAnswer:
    # Nothing is left to be read from a socket, so it has none.
    return PlainAnswer(cast("socket.socket", None), head, len(body), memoryview(body), keep_alive=True)
