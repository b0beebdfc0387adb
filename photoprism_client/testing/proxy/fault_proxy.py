"""A proxy between a client and any HTTP server, ours or a real one, in which things go wrong as a test says."""

import contextlib
import selectors
import socket
import ssl
import threading
from collections.abc import Iterator
from types import TracebackType
from typing import Self

from photoprism_client.testing.proxy.exchange import Exchange
from photoprism_client.testing.proxy.fault import Fault
from photoprism_client.testing.proxy.scripts import ProxiedRequest, Scripts, Step
from photoprism_client.testing.proxy.upstream import Goal
from photoprism_client.testing.sockets import Sockets

_BACKLOG = 128
_PATIENCE_S = 10.0


class FaultProxy:
    """A proxy on a port of its own, from construction to ``close()`` or the end of a ``with`` block.

    Requests without a step are forwarded unchanged, except for connection fields and ``Host``. Bodies
    stream; connections are kept alive on both sides. Upgrades, such as to WebSockets, are not passed on.

    :param upstream: address of the server, http or https; its path becomes that of ``url``
    :param ssl_context: TLS settings for an https server; default those of the system
    :param host: address to listen on; the proxy itself always speaks plain http
    :raises ValueError: *upstream* is not an http or https address
    """

    def __init__(self, upstream: str, *, ssl_context: ssl.SSLContext | None = None, host: str = "127.0.0.1") -> None:
        self._goal = Goal(upstream, ssl_context)
        self._sockets = Sockets()
        self._scripts = Scripts()
        self._threads: list[threading.Thread] = []
        self._connections = 0
        self._is_closing = False
        self._address = (host, 0)
        listener = self._bind()
        self._address = (host, listener.getsockname()[1])
        shown_host = f"[{host}]" if ":" in host else host
        self.url = f"http://{shown_host}:{self._address[1]}{self._goal.path}"
        self._listen(listener)

    @property
    def requests(self) -> list[ProxiedRequest]:
        """The requests so far, oldest first; those that are under way still change."""
        return self._scripts.requests

    @property
    def connections(self) -> int:
        """How many connections clients made so far."""
        return self._connections

    @property
    def pending(self) -> int:
        """How many steps of scripts did not come to their turn yet."""
        return self._scripts.pending

    def script(self, *steps: Step, match: str = "") -> None:
        """Say what happens to the next requests, one step each, in order; those after them pass unharmed.

        A request takes the next step of the first script that has one left and whose *match* fits.

        :param steps: faults; a tuple of them for several at once, from the server's side to the client's; None to pass
        :param match: a part of the request's method and path with query, such as ``/dl/`` or ``GET /api``; default any
        """
        self._scripts.script(match, steps)

    def always(self, *faults: Fault, match: str = "") -> None:
        """Say what happens to every request for which no step of a script is left.

        :param faults: to apply at once, from the server's side to the client's
        :param match: as in ``script``
        """
        self._scripts.always(match, faults)

    def clear(self) -> None:
        """Forget what was scripted, and the requests so far; exchanges under way go on."""
        self._scripts.clear()

    def cut_connections(self) -> None:
        """End all connections, as the restart of a server does; new ones are accepted."""
        self._sockets.cut()

    @contextlib.contextmanager
    def unreachable(self) -> Iterator[None]:
        """Refuse connections, like a closed port, and end the open ones."""
        self._stop_listening()
        with self._bind() as placeholder:  # keeps the port; it refuses connections because it does not listen
            self.cut_connections()
            try:
                yield
            finally:
                if not self._is_closing:
                    self._listen(placeholder.dup())

    def close(self) -> None:
        """Stop listening, cut what is under way, end all threads; a second time is harmless.

        :raises FaultImpossibleError: a fault did not fit the answer that it was meant for
        :raises Exception: what went wrong in a fault of the test's own
        """
        if self._is_closing:
            return
        self._is_closing = True
        self._stop_listening()
        self._scripts.stop()
        self._sockets.cut(for_good=True)
        for thread in self._threads:
            thread.join(_PATIENCE_S)
        if self._scripts.failures:
            raise self._scripts.failures[0]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _bind(self) -> socket.socket:
        family = socket.AF_INET6 if ":" in self._address[0] else socket.AF_INET
        sock = socket.socket(family, socket.SOCK_STREAM)
        try:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            sock.bind(self._address)
        except OSError:
            sock.close()
            raise
        return sock

    def _listen(self, listener: socket.socket) -> None:
        listener.listen(_BACKLOG)
        self._wake, waker = socket.socketpair()
        self._acceptor = threading.Thread(
            target=self._accept, args=(listener, waker), name=f"fault proxy {self.url}", daemon=True
        )
        self._acceptor.start()

    def _stop_listening(self) -> None:
        self._wake.close()
        self._acceptor.join(_PATIENCE_S)

    def _accept(self, listener: socket.socket, waker: socket.socket) -> None:
        with listener, waker, selectors.DefaultSelector() as selector:
            selector.register(listener, selectors.EVENT_READ)
            selector.register(waker, selectors.EVENT_READ)
            while all(key.fileobj is listener for key, _ in selector.select()):
                with contextlib.suppress(OSError):  # the client is gone already
                    sock, _ = listener.accept()
                    self._start(sock)

    def _start(self, sock: socket.socket) -> None:
        self._connections += 1
        self._sockets.add(sock)
        with contextlib.suppress(OSError):  # some systems refuse it where the client is gone already
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        exchange = Exchange(sock, self._connections, self._goal, self._sockets, self._scripts)
        name = f"fault proxy {self.url} {self._connections}"
        thread = threading.Thread(target=exchange.serve, name=name, daemon=True)
        self._threads = [known for known in self._threads if known.is_alive()]
        self._threads.append(thread)
        thread.start()
