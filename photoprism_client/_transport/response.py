"""`RESTResponse`: an open answer with urllib3's methods, our errors, and a count of bytes that reveals a cut body."""

import contextlib
import io
import json
from collections.abc import Iterator, Mapping
from typing import Any, Self

from photoprism_client._transport.failures import FAILURES, transport_error
from photoprism_client._transport.raw_answers import RawAnswer
from photoprism_client.exceptions import ApiValueError, TransportError
from photoprism_client.redaction import redact_text

_READ_SIZE = 65536


class RESTResponse(io.RawIOBase):
    """An open answer: a readable binary stream and a context manager.

    The connection goes back to its pool once the body has been read to its end. ``close()``, the end of a ``with``
    block or garbage collection before that closes it. A body that ends too early raises :class:`TransportError`.

    :param resp: the answer as the connection read it.
    :param method: HTTP method of the request, for messages.
    :param url: URL of the request, for messages, which mask it.
    """

    def __init__(self, resp: RawAnswer, *, method: str = "GET", url: str = "") -> None:
        self.response = resp
        self.status = resp.status
        self.reason = resp.reason
        self.method = method
        self._url = url
        #: Bytes of the body, or None if the head does not announce them.
        self.length = resp.length_remaining
        self._received = 0
        self._finished = False
        self._data: bytes | bytearray | None = None

    @property
    def url(self) -> str:
        """URL of the request, masked."""
        return redact_text(self._url)

    @property
    def headers(self) -> Mapping[str, str]:
        """Header names to values; names are compared without regard to case."""
        return self.response.headers

    @property
    def is_framed(self) -> bool:
        """Whether the end of the body shows whether it is whole: it has a length, or comes in chunks."""
        return self.length is not None or self.response.chunked

    @property
    def data(self) -> bytes | bytearray:
        """The whole body; read on first use and kept.

        :raises TransportError: the body broke off.
        """
        if self._data is None:
            self._data = self.readall()
        return self._data

    def readable(self) -> bool:
        """Return True: this stream can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read the next bytes of the body.

        :param buffer: any writable buffer.
        :return: number of bytes read; 0 at the end of a whole body.
        :raises TransportError: the body broke off, or the next bytes did not come in time.
        :raises ApiValueError: the answer is closed.
        """
        if self.closed:
            raise ApiValueError("this answer is closed: read it inside its with block")
        if self._finished or not (len(buffer) or self.response.length_remaining == 0):
            return 0
        count, failure = 0, None
        try:
            count = self.response.readinto(buffer)
        except FAILURES as error:
            failure = error
        if failure is not None:
            self.close()
            raise transport_error(failure, self.method, self.url)
        self._received += count
        if not count or self.response.length_remaining == 0:
            self._finish(count)
        return count

    def readall(self) -> bytes:
        """Read the rest of the body.

        :return: the bytes.
        :raises TransportError: the body broke off.
        """
        return b"".join(self.stream())

    def read(self, amt: int | None = None) -> bytes:
        """Read *amt* bytes, or fewer at the end; without *amt*, return :attr:`data`.

        :param amt: bytes, or None for all.
        :return: the bytes.
        :raises TransportError: the body broke off.
        """
        if amt is None or amt < 0:
            return bytes(self.data)
        parts, missing = [], amt
        while missing and (part := self.read1(missing)):
            parts.append(part)
            missing -= len(part)
        return b"".join(parts)

    def read1(self, amt: int = _READ_SIZE) -> bytes:
        """Read what is there; wait only for the first byte.

        :param amt: most bytes to read, 1 or more.
        :return: the bytes; empty at the end.
        :raises TransportError: the body broke off.
        """
        buffer = bytearray(amt)
        with memoryview(buffer) as view:
            count = self.readinto(view)
        return bytes(buffer[:count])

    def stream(self, amt: int = _READ_SIZE) -> Iterator[bytes]:
        """Iterate over the rest of the body.

        :param amt: most bytes of a part, 1 or more.
        :return: an iterator over the parts.
        :raises TransportError: the body broke off.
        """
        return iter(lambda: self.read1(amt), b"")

    def json(self) -> Any:
        """Decode the body as JSON.

        :return: the decoded value.
        :raises ValueError: the body is not JSON.
        :raises TransportError: the body broke off.
        """
        return json.loads(self.data)

    def getheaders(self) -> Mapping[str, str]:
        """Return ``headers``; the name is that of a generated client.

        :return: the headers.
        """
        return self.headers

    def getheader(self, name: str, default: str | None = None) -> str | None:
        """Return one header; the name is that of a generated client.

        :param name: its name.
        :param default: what to return if it is missing.
        :return: its value.
        """
        return self.headers.get(name, default)

    def drain_conn(self) -> None:
        """Read the rest and discard it, so that the connection can be used again."""
        for _ in self.stream():
            pass

    def release_conn(self) -> None:
        """Close the answer; its connection is closed, too, if it still has bytes to deliver."""
        self.close()

    def interrupt(self) -> None:
        """Stop receiving: a thread that waits for bytes of this answer gets the error of a body that broke off.

        This is the only method that another thread may call.
        """
        # urllib3 raises if the connection was released already, a socket if it is closed.
        with contextlib.suppress(OSError, ValueError, RuntimeError):
            self.response.shutdown()

    def close(self) -> None:
        """Close the answer, and the connection unless the body was read to its end; closing twice is fine."""
        if not self.closed:
            if not self._finished:
                self._finished = True
                self.response.close()
                self.response.release_conn()
            super().close()

    def __enter__(self) -> Self:
        return self

    def __repr__(self) -> str:
        return f"<RESTResponse {self.status} {self.reason}, {self.method} {self.url}>"

    def _finish(self, count: int) -> None:
        missing = self.response.length_remaining
        if not count and missing:
            self.close()
            raise cut_body(self._received + missing, self._received, self.method, self.url)
        self._finished = True
        self.response.release_conn()


def cut_body(expected: int, received: int, method: str, url: str) -> TransportError:
    """Make the error for a body that ended too early.

    :param expected: bytes that were announced.
    :param received: bytes that came.
    :param method: HTTP method of the request.
    :param url: URL of the request; stored masked.
    :return: the error to raise.
    """
    reason = f"the body broke off: expected {expected} bytes, got {received}"
    return TransportError(reason, message="Try again.", method=method, url=url)
