"""What a ``FaultProxy`` can do to an exchange; each fault is one small thing, and several can go together.

A fault of your own derives from ``Fault`` and changes the request, or the answer.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from photoprism_client.testing.proxy.body_faults import Append, ContentLength, Endless, Flip, Gzip, Replace, Shorten
from photoprism_client.testing.proxy.fault import Fault, FaultImpossibleError
from photoprism_client.testing.proxy.messages import Answer, EndOfConnection, Fields, Request
from photoprism_client.testing.proxy.range_faults import IgnoreRange, Multipart, ShiftRange, Swap, Unsatisfiable
from photoprism_client.testing.proxy.waiting import Gate

__all__ = [
    "Answer",
    "Append",
    "ContentLength",
    "Cut",
    "Delay",
    "Drip",
    "DropHeader",
    "Endless",
    "Fault",
    "FaultImpossibleError",
    "Fields",
    "Flip",
    "Gate",
    "Gzip",
    "HugeHeader",
    "IgnoreRange",
    "Multipart",
    "Raw",
    "Refuse",
    "Replace",
    "Request",
    "SetHeader",
    "ShiftRange",
    "Shorten",
    "Stall",
    "Status",
    "StatusLine",
    "Swap",
    "Unsatisfiable",
]


@dataclass(frozen=True)
class Refuse(Fault):
    """Read the request and end the connection without a byte of an answer; the server is not asked.

    :param reset: end it by a reset instead of an orderly end
    """

    reset: bool = False

    def on_request(self, request: Request) -> Answer:
        """Answer nothing."""
        return Answer(request, 0, head=b"", end="reset" if self.reset else "close")


@dataclass(frozen=True)
class Raw(Fault):
    """Send these bytes instead of an answer and end the connection; the server is not asked.

    :param data: what to send
    :param reset: end it by a reset; what the client has not read by then it may lose
    """

    data: bytes
    reset: bool = False

    def on_request(self, request: Request) -> Answer:
        """Answer the bytes."""
        return Answer(request, 0, head=self.data, end="reset" if self.reset else "close")


@dataclass(frozen=True)
class Status(Fault):
    """Answer with a status of the test's own; the server is not asked.

    :param status: 200 to 999
    :param headers: such as ``{"Retry-After": "7"}``; ``Content-Length`` is added
    :param body: the body
    """

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    def on_request(self, request: Request) -> Answer:
        """Answer with the status."""
        return Answer.of(request, self.status, self.body, self.headers)


@dataclass(frozen=True)
class Delay(Fault):
    """Hold the request until the gate opens, and only then ask the server.

    :param gate: where it waits
    """

    gate: Gate = field(default_factory=Gate)

    def on_request(self, request: Request) -> None:
        """Wait."""
        request.pause(self.gate)


@dataclass(frozen=True)
class StatusLine(Fault):
    """Replace the first line of the answer, whatever follows.

    :param text: such as ``SSH-2.0-OpenSSH`` or ``HTTP/1.1 200 OK``
    """

    text: str

    def on_answer(self, answer: Answer) -> None:
        """Replace the line."""
        answer.status_line = self.text


@dataclass(frozen=True)
class SetHeader(Fault):
    """Set a field of the answer to this value.

    :param name: of the field
    :param value: its value
    """

    name: str
    value: str

    def on_answer(self, answer: Answer) -> None:
        """Set the field."""
        answer.fields.set(self.name, self.value)


@dataclass(frozen=True)
class DropHeader(Fault):
    """Leave a field of the answer out; without ``Content-Length`` and chunks the body ends with the connection.

    :param name: of the field
    """

    name: str

    def on_answer(self, answer: Answer) -> None:
        """Drop the field."""
        answer.fields.drop(self.name)


@dataclass(frozen=True)
class HugeHeader(Fault):
    """Add a field of many bytes to the answer, or many fields.

    :param size: bytes of each value
    :param count: fields
    """

    size: int = 1_000_000
    count: int = 1

    def on_answer(self, answer: Answer) -> None:
        """Add the fields."""
        for number in range(self.count):
            answer.fields.add(f"X-Huge-{number}", "a" * self.size)


@dataclass(frozen=True)
class Cut(Fault):
    """End the connection within the body.

    :param after: bytes of the body to send before; the frames of chunks do not count
    :param reset: end it by a reset instead of an orderly end; what the client has not read by then it may lose
    :param between_chunks: of a body in chunks, end after a whole one; else the last one lacks its rest
    """

    after: int
    reset: bool = False
    between_chunks: bool = False

    def on_answer(self, answer: Answer) -> None:
        """Cut the body; an error if it is shorter."""
        answer.body = self._cut(answer.body)

    def _cut(self, body: Iterable[bytes]) -> Iterator[bytes]:
        left = self.after
        parts = iter(body)
        part = b""
        while len(part) < left:
            if part:
                yield part
                left -= len(part)
            try:
                part = next(parts)
            except StopIteration:
                raise FaultImpossibleError(f"{self}: the body ended {left} bytes before") from None
        last = part[:left]
        if self.between_chunks:
            yield last
        raise EndOfConnection("reset" if self.reset else "close", None if self.between_chunks else last)


@dataclass(frozen=True)
class Stall(Fault):
    """Send the head and a part of the body, then wait for the gate before the rest.

    :param after: bytes of the body to send before
    :param gate: where the rest waits
    """

    after: int = 0
    gate: Gate = field(default_factory=Gate)

    def on_answer(self, answer: Answer) -> None:
        """Stall the body; an error if it is shorter."""
        answer.body = self._stalled(answer.body, answer.request.pause)

    def _stalled(self, body: Iterable[bytes], pause: Callable[[Gate], None]) -> Iterator[bytes]:
        left, is_past = self.after, False
        for part in body:
            if is_past or len(part) <= left:
                yield part
                left -= len(part)
                continue
            yield part[:left]
            pause(self.gate)
            is_past = True
            yield part[left:]
        if not is_past:
            raise FaultImpossibleError(f"{self}: the body is not longer")


@dataclass(frozen=True)
class Drip(Fault):
    """Send the body in small parts; before each one the gate is asked, so ``gate.let()`` is a tick.

    :param size: bytes of a part, 1 or more
    :param gate: where each part waits
    """

    size: int = 1
    gate: Gate = field(default_factory=Gate)

    def on_answer(self, answer: Answer) -> None:
        """Slow the body down."""
        answer.body = self._dripped(answer.body, answer.request.pause)

    def _dripped(self, body: Iterable[bytes], pause: Callable[[Gate], None]) -> Iterator[bytes]:
        for part in body:
            for at in range(0, len(part), self.size):
                pause(self.gate)
                yield part[at : at + self.size]
