"""`RESTResponse`: an open answer, read under urllib3's names, with our errors and a count that tells a cut body."""

import contextlib
import io
import json
from collections.abc import Iterator, Mapping
from typing import Any, Protocol, Self

from photoprism_client._transport.failures import FAILURES, raise_failure
from photoprism_client.exceptions import ApiValueError, TransportError
from photoprism_client.redaction import redact_text

_READ_SIZE = 65536


class Answer(Protocol):
    """What is needed of an answer, whether `wire` or urllib3 read its head."""

    status: int
    reason: str | None
    length_remaining: int | None
    chunked: bool

    @property
    def headers(self) -> Mapping[str, str]:
        """Header names to values, whatever their case."""

    def readinto(self, buffer: Any, /) -> int:
        """Read the next bytes; 0 at the end."""

    def release_conn(self) -> None:
        """Give the connection back to its pool."""

    def close(self) -> None:
        """Give the connection up."""

    def shutdown(self) -> None:
        """Stop receiving; any thread may call it."""


class RESTResponse(io.RawIOBase):
    """An open answer: a readable binary stream and a context manager.

    The connection goes back to its pool when the body was read to its end, and is given up by ``close()``, by the end
    of a ``with`` block, or when the object is collected. A body that ends too early raises :class:`TransportError`.

    :param resp: the answer as it came from the transport.
    :param method: HTTP method of the request, for messages.
    :param url: URL of the request, for messages; masked there.
    """

    def __init__(self, resp: Answer, *, method: str = "GET", url: str = "") -> None:
        self.response = resp
        self.status = resp.status
        self.reason = resp.reason
        self.method = method
        self._url = url
        #: Bytes of the body that the head announced, or None where it did not.
        self.length = resp.length_remaining
        self._received = 0
        self._finished = False
        self._data: bytes | bytearray | None = None

    @property
    def url(self) -> str:
        """URL of the request, with the secrets in it masked."""
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
        """The whole body; read at the first use and kept.

        :raises TransportError: it broke off.
        """
        if self._data is None:
            self._data = self.readall()
        return self._data

    def readable(self) -> bool:
        """Tell that this is a stream to read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read the next bytes of the body.

        :param buffer: any writable buffer; up to its length is read.
        :return: bytes read; 0 at the end of a whole body.
        :raises TransportError: the body broke off or the next bytes did not come in time.
        :raises ApiValueError: the answer was closed before.
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
            raise_failure(failure, self.method, self.url)
        self._received += count
        if not count or self.response.length_remaining == 0:
            self._finish(count)
        return count

    def readall(self) -> bytes:
        """Read the rest of the body.

        :return: the bytes.
        :raises TransportError: the body broke off.
        """
        return b"".join(iter(lambda: self._read_once(_READ_SIZE), b""))

    def read(self, amt: int | None = None) -> bytes:
        """Read *amt* bytes, or fewer at the end; without a number, the rest, which ``data`` then keeps.

        :param amt: bytes, or None for all.
        :return: the bytes; where ``data`` was read already and *amt* is None, these again.
        :raises TransportError: the body broke off.
        """
        if amt is None or amt < 0:
            return bytes(self.data)
        parts, missing = [], amt
        while missing and (part := self._read_once(missing)):
            parts.append(part)
            missing -= len(part)
        return b"".join(parts)

    def read1(self, amt: int = _READ_SIZE) -> bytes:
        """Read what is there, waiting only for the first byte of it.

        :param amt: bytes at the most, 1 or more.
        :return: the bytes; empty at the end.
        :raises TransportError: the body broke off.
        """
        return self._read_once(amt)

    def stream(self, amt: int = _READ_SIZE) -> Iterator[bytes]:
        """Iterate over the rest of the body.

        :param amt: bytes of a part at the most, 1 or more.
        :return: an iterator over the parts.
        :raises TransportError: the body broke off.
        """
        return iter(lambda: self._read_once(amt), b"")

    def json(self) -> Any:
        """Decode the body as JSON.

        :return: what it holds.
        :raises ValueError: it is not JSON.
        :raises TransportError: the body broke off.
        """
        return json.loads(self.data)

    def getheaders(self) -> Mapping[str, str]:
        """Return ``headers``, under the name that generated clients have.

        :return: the headers.
        """
        return self.headers

    def getheader(self, name: str, default: str | None = None) -> str | None:
        """Return one header, under the name that generated clients have.

        :param name: its name.
        :param default: what to return where it is missing.
        :return: its value.
        """
        return self.headers.get(name, default)

    def drain_conn(self) -> None:
        """Read the rest and throw it away, so that the connection can be used again."""
        for _ in self.stream():
            pass

    def release_conn(self) -> None:
        """Be done with the answer: a connection that still has bytes to deliver is given up."""
        self.close()

    def interrupt(self) -> None:
        """Wake the thread that waits for bytes of this answer: it meets the end of a body that broke off.

        This is the one method that another thread may call.
        """
        # urllib3's refuses where the connection is released already, and sockets where it is closed.
        with contextlib.suppress(OSError, ValueError, RuntimeError):
            self.response.shutdown()

    def close(self) -> None:
        """Give the connection up where the body was not read to its end; a second call changes nothing."""
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

    def _read_once(self, amt: int) -> bytes:
        buffer = bytearray(amt)
        with memoryview(buffer) as view:
            count = self.readinto(view)
        return bytes(buffer[:count])

    def _finish(self, count: int) -> None:
        missing = self.response.length_remaining
        if not count and missing:
            self.close()
            raise TransportError(
                f"the body broke off: expected {self._received + missing} bytes, got {self._received}",
                message="Try again.",
                method=self.method,
                url=self.url,
            )
        self._finished = True
        self.response.release_conn()
