"""An HTTP client over plain sockets, which returns every byte that it received."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

_PATIENCE_S = 60.0


class Received(NamedTuple):
    """An answer up to the end of its connection."""

    head: str
    body: bytes
    #: Whether the connection ended with a reset.
    reset: bool

    @property
    def line(self) -> str:
        """The first line."""
        return self.head.partition("\r\n")[0]

    @property
    def status(self) -> int:
        """The status."""
        return int(self.line.split(" ")[1])

    def field(self, name: str) -> str | None:
        """Return the value of a field."""
        for line in self.head.split("\r\n")[1:]:
            key, _, value = line.partition(": ")
            if key.lower() == name.lower():
                return value
        return None


@contextlib.contextmanager
def connected(url: str) -> Iterator[socket.socket]:
    """Open a connection to where a URL leads."""
    parts = urlsplit(url)
    with socket.create_connection((parts.hostname or "", parts.port or 80), _PATIENCE_S) as sock:
        yield sock


def send_get(sock: socket.socket, path: str = "/", *fields: str, method: str = "GET") -> None:
    """Send a request without a body."""
    sock.sendall("\r\n".join([f"{method} {path} HTTP/1.1", "Host: proxy.test", *fields, "", ""]).encode("latin-1"))


def read_all(sock: socket.socket) -> Received:
    """Read up to the end of the connection."""
    data, reset = b"", False
    try:
        while part := sock.recv(65536):
            data += part
    except ConnectionResetError:
        reset = True
    head, _, body = data.partition(b"\r\n\r\n")
    return Received(head.decode("latin-1"), body, reset)


def read_exactly(sock: socket.socket, count: int) -> bytes:
    """Read so many bytes, or fewer at the end."""
    data = b""
    while len(data) < count and (part := sock.recv(count - len(data))):
        data += part
    return data


def get(url: str, path: str = "/", *fields: str, method: str = "GET") -> Received:
    """Send one request on a connection of its own, and read up to its end."""
    with connected(url) as sock:
        send_get(sock, path, "Connection: close", *fields, method=method)
        return read_all(sock)


def unchunked(body: bytes) -> tuple[list[bytes], bytes]:
    """Split a body into its chunks, and what follows the last one that is whole: the end mark, or the rest of a cut."""
    parts: list[bytes] = []
    while True:
        line, _, rest = body.partition(b"\r\n")
        size = int(line, 16) if line else 0
        if not size or len(rest) < size + 2:
            return parts, body
        parts.append(rest[:size])
        body = rest[size + 2 :]
