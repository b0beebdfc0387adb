"""Listening sockets, and the set of open sockets of a proxy, which another thread can end at once."""

import contextlib
import socket
import struct
import threading

_NO_LINGER = struct.pack("ii", 1, 0)


class Sockets:
    """Open sockets; safe to use from any thread."""

    def __init__(self) -> None:
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._is_over = False

    def add(self, sock: socket.socket) -> None:
        """Add a socket."""
        with self._lock:
            self._open.add(sock)
            if self._is_over:
                _shut_down(sock, socket.SHUT_RDWR)

    def close(self, sock: socket.socket, *, reset: bool = False) -> None:
        """Close a socket; a second time is harmless.

        :param sock: one that was added
        :param reset: reset the connection instead of ending it
        """
        with self._lock, contextlib.suppress(OSError):
            self._open.discard(sock)
            if reset:
                sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _NO_LINGER)
            else:
                _shut_down(sock, socket.SHUT_WR)
            sock.close()

    def cut(self, *, for_good: bool = False) -> None:
        """End all connections: reads and writes on them return; their owners close them.

        :param for_good: end those as well that are added later
        """
        with self._lock:
            self._is_over = self._is_over or for_good
            for sock in self._open:
                _shut_down(sock, socket.SHUT_RDWR)


def _shut_down(sock: socket.socket, how: int) -> None:
    with contextlib.suppress(OSError):
        # Not the method of an SSLSocket, which would drop TLS and let a reader go on with what is still encrypted.
        socket.socket.shutdown(sock, how)


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens on *host* and *port*; 0 for a free one.

    :raises OSError: the port is taken
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # The protocol is named because asyncio switches Nagle's delay off only for sockets that say they are TCP.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(128)
    except BaseException:
        listener.close()
        raise
    return listener
