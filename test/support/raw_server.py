"""A server on loopback that sends exactly the bytes of its script, without any HTTP of its own."""

import contextlib
import socket
import ssl
import struct
import threading
from collections.abc import Callable
from types import TracebackType
from typing import NamedTuple, Self

_PATIENCE_S = 120.0  # a test that hangs ends; none waits this long


class Seen(NamedTuple):
    """A request as it came: first line, fields with their names in lower case, body, and on which connection."""

    line: str
    headers: dict[str, str]
    body: bytes
    connection: int
    raw: bytes

    @property
    def method(self) -> str:
        """The method of the request."""
        return self.line.split(" ")[0]

    @property
    def target(self) -> str:
        """What stands between method and version: path and query, or a whole URL at a proxy."""
        return self.line.split(" ")[1]


class Peer:
    """One accepted connection, in the hands of the script."""

    def __init__(self, sock: socket.socket, number: int, server: "RawServer") -> None:
        self.sock = sock
        self.number = number
        self._server = server
        self._rest = b""

    def request(self) -> Seen | None:
        """Read one request and note it with the server.

        :return: the request, or None where the client closed before a whole head came.
        """
        while b"\r\n\r\n" not in self._rest:
            if not self._more():
                return None
        head, _, self._rest = self._rest.partition(b"\r\n\r\n")
        line, *fields = head.decode("latin-1").split("\r\n")
        headers = {name.lower(): value for name, _, value in (field.partition(": ") for field in fields)}
        length = int(headers.get("content-length", "0"))
        while len(self._rest) < length and self._more():
            pass
        body, self._rest = self._rest[:length], self._rest[length:]
        seen = Seen(line, headers, body, self.number, head + b"\r\n\r\n" + body)
        self._server.requests.append(seen)
        return seen

    def read(self, count: int) -> bytes:
        """Read exactly so many bytes, for protocols other than HTTP; fewer at the end."""
        while len(self._rest) < count and self._more():
            pass
        result, self._rest = self._rest[:count], self._rest[count:]
        return result

    def send(self, *parts: bytes) -> None:
        """Send bytes."""
        self.sock.sendall(b"".join(parts))

    def reset(self) -> None:
        """Close so that the client gets a reset, not an end."""
        self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.sock.close()

    def wait_for_end(self) -> None:
        """Wait until the client closes its side; whatever it sends before is thrown away."""
        while self._more():
            self._rest = b""

    def start_tls(self, context: ssl.SSLContext) -> None:
        """Continue with TLS, as after a ``CONNECT``."""
        self.sock = context.wrap_socket(self.sock, server_side=True)

    def _more(self) -> bool:
        try:
            part = self.sock.recv(65536)
        except ConnectionError:
            part = b""
        self._rest += part
        return bool(part)


Script = Callable[[Peer], None]


class RawServer:
    """A listening socket; each connection is handed to the script in a thread of its own.

    :param script: what to do with a connection; it is closed when the script returns.
    :param tls: wrap each connection in TLS first.
    :param host: the address to listen on.
    :param port: its port; 0 for any that is free.
    """

    def __init__(
        self, script: Script, *, tls: ssl.SSLContext | None = None, host: str = "127.0.0.1", port: int = 0
    ) -> None:
        self.requests: list[Seen] = []
        self.released = threading.Event()
        self.ended = threading.Semaphore(0)
        self.connections = 0
        self.failures: list[BaseException] = []
        self._script = script
        self._tls = tls
        self._peers: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._listener = socket.create_server((host, port), family=family, backlog=64)
        self.port: int = self._listener.getsockname()[1]
        name = f"[{host}]" if ":" in host else host
        self.netloc = f"{name}:{self.port}"
        self.url = f"{'http' if tls is None else 'https'}://{self.netloc}"
        self._acceptor = threading.Thread(target=self._accept, daemon=True)
        self._acceptor.start()

    @property
    def lines(self) -> list[str]:
        """First lines of the requests seen."""
        return [seen.line for seen in self.requests]

    def release(self) -> None:
        """Let scripts go on that wait for ``released``."""
        self.released.set()

    def wait_for_ends(self, count: int) -> None:
        """Wait until so many connections more came to their end; each is counted once."""
        for _ in range(count):
            assert self.ended.acquire(timeout=_PATIENCE_S), "a connection was expected to end"

    def close(self) -> None:
        """Stop listening, cut what is open, and raise what went wrong in a script."""
        self.release()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._acceptor.join(_PATIENCE_S)
        for sock in self._peers:
            with contextlib.suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(_PATIENCE_S)
        if self.failures:
            raise self.failures[0]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, exc_type: type[BaseException] | None, exc_value: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def _accept(self) -> None:
        while True:
            try:
                sock, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            self._peers.append(sock)
            thread = threading.Thread(target=self._serve, args=(sock, self.connections), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, sock: socket.socket, number: int) -> None:
        sock.settimeout(_PATIENCE_S)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        peer = Peer(sock, number, self)
        try:
            if self._tls is not None:
                peer.start_tls(self._tls)
            self._script(peer)
        except OSError:
            pass  # the client went away, or refused the handshake: that is for the test to see on its side
        except BaseException as error:  # noqa: BLE001  # raised again by close(), in the test's thread
            self.failures.append(error)
        finally:
            peer.sock.close()
            sock.close()
            self.ended.release()


def answering(*answers: bytes) -> Script:
    """Make a script that answers the requests of all connections in turn and keeps connections open.

    :param answers: the answers; the last one is repeated.
    """
    turn = threading.Lock()
    left = list(answers)

    def script(peer: Peer) -> None:
        while peer.request() is not None:
            with turn:
                answer = left.pop(0) if len(left) > 1 else left[0]
            peer.send(answer)

    return script


def answering_and_closing(*answers: bytes) -> Script:
    """Make a script that answers one request of each connection, then closes it.

    :param answers: the answers; the last one is repeated.
    """
    turn = threading.Lock()
    left = list(answers)

    def script(peer: Peer) -> None:
        if peer.request() is not None:
            with turn:
                answer = left.pop(0) if len(left) > 1 else left[0]
            peer.send(answer)

    return script


def answer(
    body: bytes = b"",
    content_type: str | None = "image/jpeg",
    *fields: str,
    status: str = "200 OK",
    length: int | None = -1,
) -> bytes:
    """Write an answer with a length.

    :param body: the body.
    :param content_type: its type, or None for no such field.
    :param fields: more header lines.
    :param status: status and reason.
    :param length: what ``Content-Length`` claims; -1 for the truth, None for no such field.
    """
    lines = [f"HTTP/1.1 {status}"]
    if content_type is not None:
        lines.append(f"Content-Type: {content_type}")
    if length is not None:
        lines.append(f"Content-Length: {len(body) if length == -1 else length}")
    return "\r\n".join([*lines, *fields, "", ""]).encode("latin-1") + body


def chunked(*parts: bytes, end: bytes = b"0\r\n\r\n") -> bytes:
    """Write a body in chunks; without *end* it is cut between two of them."""
    return b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in parts) + end
