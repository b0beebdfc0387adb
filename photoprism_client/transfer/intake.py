"""Bodies are received into one buffer, used again and again, and go on to the partial file when it is full."""

import hashlib
import mmap
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from photoprism_client.exceptions import IntegrityError
from photoprism_client.response import RESTResponse
from photoprism_client.transfer.partial import Partial

#: Bytes of the buffer, which stays in the processor's cache; a body no larger is judged before a file is touched.
BUFFER_SIZE = 256 * 1024

_kept = threading.local()


@contextmanager
def borrowed_buffer() -> Iterator[memoryview]:
    """Lend this thread's buffer, or a new one while it is lent already."""
    buffer = _kept.__dict__.pop("buffer", None) or bytearray(BUFFER_SIZE)
    try:
        with memoryview(buffer) as view:
            yield view
    finally:
        _kept.buffer = buffer


class Intake:
    """The body so far: what the partial file holds, and then what the buffer holds.

    :param partial: where it goes when the buffer is full; opened only then.
    :param buffer: room to receive into.
    """

    def __init__(self, partial: Partial, buffer: memoryview) -> None:
        self._partial = partial
        self._buffer = buffer
        self._filled = 0

    @property
    def size(self) -> int:
        """Bytes of the body that are here."""
        return self._partial.size + self._filled

    def take(
        self,
        response: RESTResponse,
        *,
        received: Callable[[int], None],
        most: int | None = None,
        largest_part: int | None = None,
    ) -> None:
        """Receive a body to its end.

        :param response: the open answer.
        :param received: is told of bytes as they come.
        :param most: bytes that the whole may have; None for any number.
        :param largest_part: bytes to receive at once at the most; None for as many as there are.
        :raises TransportError: it broke off.
        :raises IntegrityError: it is larger than it may be.
        :raises OSError: the file system refused.
        """
        room = len(self._buffer)
        while True:
            if self._filled == room:
                self.spill()
            end = room if largest_part is None else min(room, self._filled + largest_part)
            count = response.readinto(self._buffer[self._filled : end])
            if not count:
                return
            self._filled += count
            received(count)
            if most is not None and self.size > most:
                raise IntegrityError(response.status, f"the body has more than {most} bytes: too many for this")

    def spill(self) -> None:
        """Write what the buffer holds to the partial file, which is made where it is not open yet.

        :raises TargetInUseError: another transfer holds it.
        :raises OSError: the file system refused.
        """
        self.open()
        filled, self._filled = self._filled, 0
        self._partial.write(self._buffer[:filled])

    def open(self) -> None:
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
        if not self._partial.is_open:
            return hashlib.sha1(self._buffer[: self._filled], usedforsecurity=False).hexdigest()
        self.spill()
        return self._partial.sha1

    @contextmanager
    def content(self, most: int = 0) -> Iterator[bytes | mmap.mmap]:
        """Lend the body, read-only: a copy of the buffer, or the mapped file.

        :param most: bytes of its beginning that are enough; 0 for the whole, which takes as much address space.
        """
        if not self._partial.is_open:
            yield bytes(self._buffer[: min(most or self._filled, self._filled)])
            return
        self.spill()
        if not self._partial.size:
            yield b""
            return
        with mmap.mmap(self._partial.descriptor, min(most, self._partial.size), access=mmap.ACCESS_READ) as mapped:
            yield mapped
