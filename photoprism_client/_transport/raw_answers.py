"""Answers as connections read them: plain ones straight off the socket, all others by urllib3."""

import io
import socket
from typing import Any

import urllib3.response
from urllib3.connection import HTTPConnection
from urllib3.connectionpool import HTTPConnectionPool

from photoprism_client._transport.head import ResponseHead


class PlainAnswer:
    """An answer of known length, whose body goes from the socket straight into the caller's buffer.

    :param sock: the socket to read from.
    :param head: the parsed head.
    :param length: bytes of the body.
    :param received: the beginning of the body, as received with the head.
    :param keep_alive: whether the connection can be used again after the body.
    """

    def __init__(
        self, sock: socket.socket, head: ResponseHead, length: int, received: memoryview, *, keep_alive: bool
    ) -> None:
        _, self.status, self.reason, self.headers = head
        self.length_remaining = length
        self.chunked = False
        self._keep_alive = keep_alive
        self._socket = sock
        self._received = received
        self._connection: HTTPConnection | None = None
        self._pool: HTTPConnectionPool | None = None

    def readinto(self, buffer: memoryview) -> int:
        """Read the next bytes of the body.

        :param buffer: filled from its beginning; at most up to the end of the body.
        :return: number of bytes read; 0 at the end of the body, and if the server closed the connection before it.
        :raises OSError: the connection failed or timed out.
        """
        wanted = min(len(buffer), self.length_remaining)
        if self._received:
            count = min(wanted, len(self._received))
            buffer[:count] = self._received[:count]
            self._received = self._received[count:]
        else:
            count = self._socket.recv_into(buffer, wanted) if wanted else 0
        self.length_remaining -= count
        return count

    def release_conn(self) -> None:
        """Give the connection back to its pool; close it first if it cannot be used again."""
        connection, self._connection = self._connection, None
        if connection is None or self._pool is None:
            return
        if self.length_remaining or not self._keep_alive:
            connection.close()
        self._pool._put_conn(connection)  # as HTTPResponse.release_conn of urllib3 does

    def shutdown(self) -> None:
        """Stop receiving, so that a thread that waits for the body returns. Any thread may call this."""
        self._socket.shutdown(socket.SHUT_RD)

    def close(self) -> None:
        """Close the connection, even in the middle of the body."""
        self._keep_alive = False
        self.release_conn()


class UnusualAnswer(urllib3.response.HTTPResponse):
    """urllib3's answer, with a ``readinto`` that returns what is there; urllib3's waits until the buffer is full."""

    def readinto(self, buffer: bytearray | memoryview) -> int:
        """Read the next bytes of the body.

        :param buffer: filled from its beginning.
        :return: number of bytes read; 0 at the end of the body.
        """
        part = self.read1(len(buffer))
        buffer[: len(part)] = part
        return len(part)


class ReplayedSocket(io.RawIOBase):
    """A socket whose first bytes have been read already: http.client gets them once more."""

    def __init__(self, sock: socket.socket, received: memoryview) -> None:
        self._received = bytes(received)
        self._rest = sock.makefile("rb", buffering=0)

    def makefile(self, _mode: str) -> io.BufferedReader:
        """Return a reader that begins with the bytes read already."""
        return io.BufferedReader(self)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        if not self._received:
            return self._rest.readinto(buffer)
        count = min(len(buffer), len(self._received))
        buffer[:count] = self._received[:count]
        self._received = self._received[count:]
        return count

    def close(self) -> None:
        self._rest.close()
        super().close()


#: An answer as the connection read it: plain, or read by urllib3, also if it comes through a proxy.
RawAnswer = PlainAnswer | urllib3.response.HTTPResponse
