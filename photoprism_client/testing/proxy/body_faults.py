"""Faults that change what the body is, while its framing stays right, or just what its length claims."""

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from photoprism_client.testing.proxy.fault import Fault, FaultImpossibleError
from photoprism_client.testing.proxy.messages import Answer

_GZIP = 31  # zlib's number for a gzip header around its largest window


@dataclass(frozen=True)
class Flip(Fault):
    """Change one byte of the body; its length stays.

    :param offset: of the byte in this answer's body, from 0
    :param bits: those to turn over, 1 to 255
    """

    offset: int
    bits: int = 0xFF

    def on_answer(self, answer: Answer) -> None:
        """Change the byte; an error if the body is shorter."""
        answer.body = self._flipped(answer.body)

    def _flipped(self, body: Iterable[bytes]) -> Iterator[bytes]:
        left = self.offset
        for part in body:
            if 0 <= left < len(part):
                yield part[:left] + bytes([part[left] ^ self.bits]) + part[left + 1 :]
            else:
                yield part
            left -= len(part)
        if left >= 0:
            raise FaultImpossibleError(f"{self}: the body has {self.offset - left} bytes")


@dataclass(frozen=True)
class Replace(Fault):
    """Send other bytes as the body, with the right length, under the head of the answer.

    :param body: what to send
    """

    body: bytes

    def on_answer(self, answer: Answer) -> None:
        """Replace the body."""
        answer.body = [self.body]
        answer.fields.drop("Transfer-Encoding")
        answer.fields.set("Content-Length", str(len(self.body)))


@dataclass(frozen=True)
class Shorten(Fault):
    """Send only the first bytes of the body, with a length that fits.

    :param size: bytes
    """

    size: int

    def on_answer(self, answer: Answer) -> None:
        """Shorten the body; an error if it is shorter before."""
        if answer.length is not None:
            answer.fields.set("Content-Length", str(self.size))
        answer.body = self._shortened(answer.body)

    def _shortened(self, body: Iterable[bytes]) -> Iterator[bytes]:
        left = self.size
        for part in body:
            yield part[:left]
            left -= min(left, len(part))
            if not left:
                return
        raise FaultImpossibleError(f"{self}: the body ended {left} bytes before")


@dataclass(frozen=True)
class Append(Fault):
    """Send more bytes at the end of the body, with a length that fits.

    :param data: what to add
    """

    data: bytes

    def on_answer(self, answer: Answer) -> None:
        """Add the bytes."""
        answer.lengthen(len(self.data))
        answer.body = chain(answer.body, [self.data])


@dataclass(frozen=True)
class ContentLength(Fault):
    """Claim a length that is not the body's; one that had none, because it came in chunks, gets one.

    The connection is closed after a body that is shorter than claimed, and kept after one that is longer, so that the
    surplus stands before the next answer.

    :param difference: bytes to add to the truth; 0 for the truth
    """

    difference: int = 0

    def on_answer(self, answer: Answer) -> None:
        """Set the length."""
        answer.measure()
        answer.lengthen(self.difference)


@dataclass(frozen=True)
class Gzip(Fault):
    """Compress the body, whatever the client accepts, and send it in chunks, which are whole even where it is cut.

    :param lost: bytes of the compressed body's end that are left out
    """

    lost: int = 0

    def on_answer(self, answer: Answer) -> None:
        """Compress the body; an error if it is shorter than the bytes to drop."""
        answer.body = self._compressed(answer.body)
        answer.fields.drop("Content-Length")
        answer.fields.set("Content-Encoding", "gzip")
        answer.fields.set("Transfer-Encoding", "chunked")

    def _compressed(self, body: Iterable[bytes]) -> Iterator[bytes]:
        held = b""
        for part in _squeezed(body):
            held += part
            if len(held) > self.lost:
                yield held[: len(held) - self.lost]
                held = held[len(held) - self.lost :]
        if len(held) < self.lost:
            raise FaultImpossibleError(f"{self}: the compressed body has {len(held)} bytes")


@dataclass(frozen=True)
class Endless(Fault):
    """Never end the body: after the bytes of the server come others, until the client or the proxy closes.

    :param filler: what is sent again and again
    :param chunked: in chunks; else up to the connection's end, without any length
    """

    filler: bytes = bytes(65536)
    chunked: bool = True

    def on_answer(self, answer: Answer) -> None:
        """Take the end away."""
        answer.fields.drop("Content-Length", "Transfer-Encoding")
        if self.chunked:
            answer.fields.set("Transfer-Encoding", "chunked")
        answer.body = self._on_and_on(answer.body)

    def _on_and_on(self, body: Iterable[bytes]) -> Iterator[bytes]:
        yield from body
        while True:
            yield self.filler


def _squeezed(body: Iterable[bytes]) -> Iterator[bytes]:
    squeeze = zlib.compressobj(wbits=_GZIP)
    for part in body:
        yield squeeze.compress(part)
    yield squeeze.flush()
