"""HTTP messages as a fault sees and changes them: header fields, a request, an answer with its body still to come."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import IO, Literal, cast

from photoprism_client.testing.proxy.waiting import Gate

_IN_MEMORY = 16 * 1024 * 1024  # bytes of a body without length that are kept in memory while they are counted
_PART = 262_144

#: What happens to a connection after an answer: kept if HTTP allows it, closed, or reset.
End = Literal["keep", "close", "reset"]


class EndOfConnection(Exception):
    """Ends an answer where it is raised, within the body.

    :param end: how the connection ends
    :param unfinished: bytes to send before, in a chunk that announces more; None to end between chunks
    """

    def __init__(self, end: End, unfinished: bytes | None = None) -> None:
        super().__init__(end)
        self.end, self.unfinished = end, unfinished


class Fields:
    """The header fields of a message, in their order; names are compared without regard to case.

    :param pairs: names and values
    """

    def __init__(self, pairs: Iterable[tuple[str, str]] = ()) -> None:
        self._pairs = list(pairs)

    def get(self, name: str, default: str | None = None) -> str | None:
        """Return the first value of a field, or *default* where there is none."""
        return next((value for key, value in self._pairs if key.lower() == name.lower()), default)

    def set(self, name: str, value: str) -> None:
        """Replace the values of a field with one."""
        self.drop(name)
        self.add(name, value)

    def add(self, name: str, value: str) -> None:
        """Add a line, beside those of the same name."""
        self._pairs.append((name, value))

    def drop(self, *names: str) -> None:
        """Remove fields; it does not matter whether they are there."""
        gone = {name.lower() for name in names}
        self._pairs = [pair for pair in self._pairs if pair[0].lower() not in gone]

    def copy(self) -> Fields:
        """Return fields that can be changed by themselves."""
        return Fields(self._pairs)

    def __getitem__(self, name: str) -> str:
        value = self.get(name)
        if value is None:
            raise KeyError(name)
        return value

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self.get(name) is not None

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._pairs)

    def __len__(self) -> int:
        return len(self._pairs)

    def __repr__(self) -> str:
        return f"Fields({self._pairs!r})"


@dataclass
class Request:
    """A request on its way to the server.

    ``original`` holds the fields as the client sent them, ``fields`` those that the server will get. ``pause`` waits at
    a gate.
    """

    method: str
    target: str
    fields: Fields
    original: Fields
    pause: Callable[[Gate], None]


@dataclass
class Answer:
    """An answer on its way to the client.

    How the body is framed follows from the fields: ``Transfer-Encoding: chunked`` sends each part as a chunk, otherwise
    the parts are sent as they are, and the connection is closed after a body that has no ``Content-Length``, or less
    than that. ``status_line`` and ``head`` replace the first line, or the whole head.
    """

    request: Request
    status: int
    fields: Fields = field(default_factory=Fields)
    body: Iterable[bytes] = ()
    reason: str | None = None
    status_line: str | None = None
    head: bytes | None = None
    end: End = "keep"
    resources: ExitStack = field(default_factory=ExitStack)

    @classmethod
    def of(cls, request: Request, status: int, body: bytes, fields: Mapping[str, str] | None = None) -> Answer:
        """Make an answer that does not come from the server; its length is added where *fields* has none."""
        given = Fields((fields or {}).items())
        if "Content-Length" not in given and "Transfer-Encoding" not in given:
            given.add("Content-Length", str(len(body)))
        return cls(request, status, given, [body])

    @property
    def has_body(self) -> bool:
        """Whether HTTP allows this answer a body (RFC 9112, 6.3)."""
        return self.request.method != "HEAD" and self.status not in {HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED}

    @property
    def is_chunked(self) -> bool:
        """Whether the body goes in chunks."""
        return "chunked" in (self.fields.get("Transfer-Encoding") or "").lower()

    @property
    def length(self) -> int | None:
        """What ``Content-Length`` claims; None where there is none that is a number, or the body goes in chunks."""
        value = self.fields.get("Content-Length") or ""
        return int(value) if value.isascii() and value.isdigit() and not self.is_chunked else None

    def begin(self) -> bytes:
        """Return the head as it is sent."""
        if self.head is not None:
            return self.head
        reason = _phrase(self.status) if self.reason is None else self.reason
        lines = [self.status_line if self.status_line is not None else f"HTTP/1.1 {self.status} {reason}"]
        lines += [f"{name}: {value}" for name, value in self.fields]
        return "\r\n".join([*lines, "", ""]).encode("latin-1")

    def measure(self) -> int:
        """Return how long the body is and say so in ``Content-Length``; one without a length is read to its end.

        :return: bytes
        """
        if self.length is None:
            # The stack of resources closes it.
            file = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115
            self.resources.callback(file.close)
            for part in self.body:
                file.write(part)
            size = file.tell()
            file.seek(0)
            self.body = _parts(cast("IO[bytes]", file))
            self.fields.drop("Transfer-Encoding")
            self.fields.set("Content-Length", str(size))
        return self.length or 0

    def lengthen(self, count: int) -> None:
        """Add *count*, which may be negative, to ``Content-Length`` where the answer has one."""
        if self.length is not None:
            self.fields.set("Content-Length", str(self.length + count))


def _parts(file: IO[bytes]) -> Iterator[bytes]:
    while part := file.read(_PART):
        yield part


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"
