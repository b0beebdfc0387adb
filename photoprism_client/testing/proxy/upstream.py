"""The server that a proxy forwards to: one connection, opened when needed and kept while possible."""

import socket
import ssl
from collections.abc import Iterable, Iterator
from http.client import HTTPResponse, IncompleteRead
from urllib.parse import urlsplit

from photoprism_client.testing.proxy.messages import Answer, Fields, Request
from photoprism_client.testing.sockets import Sockets

_PART = 262_144
_CONNECT_S = 10.0
# What holds for one connection only is not passed on (RFC 9110, 7.6.1).
_OF_CONNECTION = ("Connection", "Keep-Alive", "Proxy-Connection", "TE", "Upgrade", "Expect")


class Goal:
    """Where a server is.

    :param url: its address; path and query do not count
    :param context: TLS settings for https; None for those of the system
    :raises ValueError: it is not an http or https address
    """

    def __init__(self, url: str, context: ssl.SSLContext | None) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError(f"upstream must be an http or https address, not {url!r}")
        self.host = parts.hostname
        self.port = parts.port or (443 if parts.scheme == "https" else 80)
        self.netloc = parts.netloc.rpartition("@")[2]
        self.path = parts.path.rstrip("/")
        self._context = None
        if parts.scheme == "https":
            self._context = ssl.create_default_context() if context is None else context

    def connect(self, sockets: Sockets) -> socket.socket:
        """Open a connection.

        :raises OSError: the server cannot be reached
        """
        sock = socket.create_connection((self.host, self.port), _CONNECT_S)
        if self._context is not None:
            sock = self._context.wrap_socket(sock, server_hostname=self.host, do_handshake_on_connect=False)
        sockets.add(sock)
        try:
            if isinstance(sock, ssl.SSLSocket):
                sock.do_handshake()
            sock.settimeout(None)
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        except BaseException:
            sockets.close(sock)
            raise
        return sock


class Upstream:
    """Asks the server, for one connection of the client.

    :param goal: where it is
    :param sockets: take care of the connection
    """

    def __init__(self, goal: Goal, sockets: Sockets) -> None:
        self._goal, self._sockets = goal, sockets
        self._sock: socket.socket | None = None

    def ask(self, request: Request, body: Iterable[bytes] | None) -> Answer:
        """Send a request and return its answer, as the server gave it.

        :param request: what to ask
        :param body: its body; None for none
        :return: the answer; closing its resources gives the connection free
        :raises OSError: there is no connection, or no answer
        :raises http.client.HTTPException: what answered does not speak HTTP, or the body is not whole
        """
        is_used = self._sock is not None
        if is_used and body is not None:
            self.close()  # it may be dead, and a body cannot be sent twice
            is_used = False
        try:
            response = self._exchange(request, body)
        except ConnectionError:
            self.close()
            if not is_used:
                raise
            response = self._exchange(request, body)
        fields = Fields((name, " ".join(value.split("\r\n"))) for name, value in response.getheaders())
        fields.drop(*_OF_CONNECTION)
        answer = Answer(request, response.status, fields, _stream(response), reason=response.reason)
        answer.resources.callback(self._finish, response)
        return answer

    def close(self) -> None:
        """Close the connection."""
        if self._sock is not None:
            self._sockets.close(self._sock)
            self._sock = None

    def _exchange(self, request: Request, body: Iterable[bytes] | None) -> HTTPResponse:
        if self._sock is None:
            self._sock = self._goal.connect(self._sockets)
        fields = request.fields.copy()
        fields.drop(*_OF_CONNECTION, "Host")
        lines = [f"{request.method} {request.target} HTTP/1.1", f"Host: {self._goal.netloc}"]
        lines += [f"{name}: {value}" for name, value in fields]
        self._sock.sendall("\r\n".join([*lines, "", ""]).encode("latin-1"))
        is_chunked = "Transfer-Encoding" in fields
        for part in body or ():
            self._sock.sendall(chunk(part) if is_chunked else part)
        if is_chunked:
            self._sock.sendall(chunk(b""))
        response = HTTPResponse(self._sock, method=request.method)
        try:
            response.begin()
        except BaseException:
            response.close()
            raise
        return response

    def _finish(self, response: HTTPResponse) -> None:
        is_read = response.isclosed() or response.length == 0
        response.close()
        if response.will_close or not is_read:
            self.close()


def chunk(part: bytes) -> bytes:
    """Put the frame of a chunk around bytes; around none, that of the last chunk."""
    return b"%x\r\n%b\r\n" % (len(part), part)


def _stream(response: HTTPResponse) -> Iterator[bytes]:
    while part := response.read1(_PART):
        yield part
    if response.length:
        raise IncompleteRead(b"", response.length)
