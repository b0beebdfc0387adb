"""Receives a body: whether an answer continues a file that was begun, and its bytes by way of one buffer.

The buffer is used again and again; what it holds goes to the partial file when it is full.
"""

import hashlib
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Self

from photoprism_client._error_facts import header_of
from photoprism_client._files.view import FileView
from photoprism_client._transport.response import RESTResponse
from photoprism_client.exceptions import ApiException
from photoprism_client.transfer.partial import Partial, RemoteVersion

if TYPE_CHECKING:
    from concurrent.futures import Future

_CONTENT_RANGE = re.compile(r"bytes ([0-9]{1,19})-([0-9]{1,19})/([0-9]{1,19})")
_UNSATISFIED = re.compile(r"bytes \*/([0-9]{1,19})")

#: Bytes of the buffer, which stays in the processor's cache; a body no larger is verified before a file is touched.
BUFFER_SIZE = 256 * 1024
#: Bytes of a body from which on it is hashed and written in a thread of its own, while the next bytes are received.
LARGE = 8 * 1024 * 1024
_LARGE_BUFFER_SIZE = 1024 * 1024
_kept = threading.local()


def range_fault(response: RESTResponse, offset: int, version: RemoteVersion) -> str | None:
    """Say why an answer can be neither the rest that was asked for nor the whole file.

    :param response: the open answer.
    :param offset: first byte that was asked for.
    :param version: the file that was begun.
    :return: what is wrong, or None.
    """
    got = f"got status {response.status} and Content-Range {response.headers.get('Content-Range', 'missing')!r}"
    if response.status == 206:
        is_rest = _is_exact_rest(response, offset, version)
        return None if is_rest else f"asked for the bytes from {offset} of {version.total}, {got}"
    # A whole body has no Content-Range (RFC 9110, 14.4): this may be one or not.
    return f"asked for a file, {got}" if "Content-Range" in response.headers else None


def size_in(error: ApiException) -> int | None:
    """Return the size of the file that a 416 tells.

    :param error: the 416: the range began at the end of the file, or after it.
    :return: bytes, or None where it does not say.
    """
    found = _UNSATISFIED.fullmatch(header_of(error, "Content-Range") or "")
    return int(found[1]) if found else None


def content_range(response: RESTResponse) -> tuple[int, int, int] | None:
    """Return which bytes an answer has.

    :param response: the answer.
    :return: the first and the last byte, and the size of the whole; None where the header is missing or malformed.
    """
    found = _CONTENT_RANGE.fullmatch(response.headers.get("Content-Range", ""))
    return None if found is None else (int(found[1]), int(found[2]), int(found[3]))


def _is_exact_rest(response: RESTResponse, offset: int, version: RemoteVersion) -> bool:
    total = version.total or 0
    modified = response.headers.get("Last-Modified", version.last_modified)
    is_exact = content_range(response) == (offset, total - 1, total)
    return is_exact and modified == version.last_modified and response.length in {None, total - offset}


@contextmanager
def borrowed_buffer() -> Iterator[memoryview]:
    """Lend this thread's buffer, or a new one while it is lent already."""
    buffer = _kept.__dict__.pop("buffer", None) or bytearray(BUFFER_SIZE)
    try:
        with memoryview(buffer) as view:
            yield view
    finally:
        _kept.buffer = buffer


class ReceivedBody:
    """The body so far: what the partial file holds, and then what the buffer holds.

    :param partial: where it goes when the buffer is full; opened only then.
    :param buffer: memory to receive into.
    """

    def __init__(self, partial: Partial, buffer: memoryview) -> None:
        self._partial = partial
        self._buffer = buffer
        self._filled = 0
        self._writer: _Writer | None = None

    @property
    def size(self) -> int:
        """Bytes of the body that are here."""
        return (self._partial.size if self._writer is None else self._writer.size) + self._filled

    def receive(self, response: RESTResponse, received: Callable[[int], None], largest_part: int | None) -> None:
        """Receive a body to its end.

        :param response: the open answer.
        :param received: called with the number of bytes, whenever some came; what it raises ends the body here.
        :param largest_part: bytes to receive at once at the most; None for as many as there are.
        :raises TransportError: it broke off.
        :raises OSError: the file system refused.
        """
        if response.length is None or response.length < LARGE:
            self._receive(response, received, largest_part)
            return
        self.flush()
        small, self._buffer = self._buffer, memoryview(bytearray(_LARGE_BUFFER_SIZE))
        try:
            with _Writer(self._partial) as self._writer:
                try:
                    self._receive(response, received, largest_part)
                finally:
                    self._empty_buffer()
        finally:
            self._buffer, self._filled, self._writer = small, 0, None

    def _receive(self, response: RESTResponse, received: Callable[[int], None], largest_part: int | None) -> None:
        capacity = len(self._buffer)
        while True:
            if self._filled == capacity:
                self._empty_buffer()
            end = capacity if largest_part is None else min(capacity, self._filled + largest_part)
            count = response.readinto(self._buffer[self._filled : end])
            if not count:
                return
            self._filled += count
            received(count)

    def _empty_buffer(self) -> None:
        if self._writer is None:
            self.flush()
            return
        filled, self._filled = self._filled, 0
        self._buffer = self._writer.write(self._buffer, filled)

    def flush(self) -> None:
        """Write what the buffer holds to the partial file, which is made where it is not open yet.

        :raises TargetInUseError: another transfer holds it.
        :raises OSError: the file system refused.
        """
        self.open_partial()
        filled, self._filled = self._filled, 0
        self._partial.write(self._buffer[:filled])

    def open_partial(self) -> None:
        """Make the partial file, empty, where it is not open yet."""
        if not self._partial.is_open:
            self._partial.open(create=True)
            self._partial.clear()

    def clear(self) -> None:
        """Forget the body."""
        self._filled = 0
        if self._partial.is_open and self._partial.size:
            self._partial.clear()

    def sha1(self) -> str:
        """Return the SHA-1 of the body, as 40 hex digits."""
        if self._partial.is_open:
            self.flush()
            return self._partial.sha1
        return hashlib.sha1(self._buffer[: self._filled], usedforsecurity=False).hexdigest()

    def content(self, most: int | None = None) -> bytes | FileView:
        """Return the body, read-only: a copy of the buffer, or a view of the file while that is open.

        :param most: bytes of its beginning that are enough; None for the whole.
        """
        if self._partial.is_open:
            self.flush()
            return FileView(self._partial.descriptor, self._partial.size)
        return bytes(self._buffer[: self._filled][:most])


class _Writer:
    """A thread that hashes and writes one buffer while the next is received.

    :param partial: where the bytes go; only that thread touches it until the ``with`` block ends.
    """

    def __init__(self, partial: Partial) -> None:
        from concurrent.futures import ThreadPoolExecutor

        self._partial = partial
        self._pool = ThreadPoolExecutor(1)
        self._written: Future[None] | None = None
        self._spare = memoryview(bytearray(_LARGE_BUFFER_SIZE))
        #: Bytes of the body that the partial file has, or will have.
        self.size = partial.size

    def write(self, buffer: memoryview, filled: int) -> memoryview:
        """Hand over bytes, when those before are written.

        :param buffer: holds them; leave it alone until the next call.
        :param filled: how many.
        :return: another buffer.
        :raises OSError: those before could not be written.
        """
        self._wait()
        self._written = self._pool.submit(self._partial.write, buffer[:filled])
        self.size += filled
        buffer, self._spare = self._spare, buffer
        return buffer

    def _wait(self) -> None:
        if self._written is not None:
            self._written.result()  # raises again and again: nothing may follow bytes that are missing

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self._wait()
        finally:
            self._pool.shutdown()
