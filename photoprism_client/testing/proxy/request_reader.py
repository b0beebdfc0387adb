"""Read the requests on a connection of the proxy's client."""

import socket
from collections.abc import Iterator
from typing import NamedTuple

from photoprism_client.testing.proxy.messages import Fields

_PART = 65536
_MOST_HEAD = 1_048_576
_CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"


class RequestHead(NamedTuple):
    """First line and fields of a request."""

    method: str
    target: str
    version: str
    fields: Fields

    @property
    def is_chunked(self) -> bool:
        """Whether the body comes in chunks."""
        return "chunked" in (self.fields.get("Transfer-Encoding") or "").lower()

    @property
    def has_body(self) -> bool:
        """Whether a body follows."""
        return self.is_chunked or int(self.fields.get("Content-Length") or 0) > 0

    @property
    def is_kept_alive(self) -> bool:
        """Whether the client keeps the connection open; never with HTTP/1.0."""
        return self.version == "HTTP/1.1" and "close" not in (self.fields.get("Connection") or "").lower()


class RequestReader:
    """Reads the requests of one connection.

    :param sock: the connection
    """

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock
        self._rest = b""

    def head(self) -> RequestHead | None:
        """Read the head of the next request.

        :return: the head, or None if the client closed the connection before it was complete
        :raises ValueError: it is not HTTP
        """
        while b"\r\n\r\n" not in self._rest:
            if len(self._rest) > _MOST_HEAD:
                raise ValueError("the head of the request has no end")
            if not self._more():
                return None
        head, _, self._rest = self._rest.partition(b"\r\n\r\n")
        line, *lines = head.decode("latin-1").lstrip("\r\n").split("\r\n")
        method, target, version = line.split(" ")
        pairs = (text.partition(":") for text in lines)
        return RequestHead(method, target, version, Fields((name, value.strip(" \t")) for name, _, value in pairs))

    def body(self, head: RequestHead) -> Iterator[bytes]:
        """Read the body that follows a head, without the frames of chunks.

        :raises ConnectionError: it is incomplete
        """
        if head.has_body and (head.fields.get("Expect") or "").lower() == "100-continue":
            self._sock.sendall(_CONTINUE)
        if not head.is_chunked:
            yield from self._exactly(int(head.fields.get("Content-Length") or 0))
            return
        while size := int(self._line().partition(b";")[0], 16):
            yield from self._exactly(size)
            self._line()
        while self._line():  # trailers
            pass

    def _exactly(self, size: int) -> Iterator[bytes]:
        while size:
            self._need()
            part, self._rest = self._rest[:size], self._rest[size:]
            size -= len(part)
            yield part

    def _line(self) -> bytes:
        while b"\r\n" not in self._rest:
            if not self._more():
                raise ConnectionError("the request is not whole")
        line, _, self._rest = self._rest.partition(b"\r\n")
        return line

    def _need(self) -> None:
        if not self._rest and not self._more():
            raise ConnectionError("the request is not whole")

    def _more(self) -> bool:
        part = self._sock.recv(_PART)
        self._rest += part
        return bool(part)
