"""A forward proxy that leads the example hosts of the docs, such as photos.example.com, to test servers."""

import contextlib
import select
import socket
import socketserver
import threading
from collections.abc import Mapping
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit


class ForwardProxy:
    """A proxy on its own port: tunnels for https, rewritten requests for http, one request per connection.

    :param routes: the URL behind each ``host:port``; others are refused.
    """

    def __init__(self, routes: Mapping[str, str]) -> None:
        goals = {name: urlsplit(url) for name, url in routes.items()}

        class Handler(socketserver.StreamRequestHandler):
            rbufsize = 0  # what follows the head belongs to the tunnel

            def handle(self) -> None:
                head = list(iter(self.rfile.readline, b"\r\n"))
                method, target, version = head[0].decode("ascii").split()
                parts = urlsplit(f"//{target}" if method == "CONNECT" else target)
                goal = goals.get(f"{parts.hostname}:{parts.port or 80}")
                if goal is None:
                    self.wfile.write(b"HTTP/1.1 502 unknown name\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                    return
                with socket.create_connection((goal.hostname or "", goal.port or 80)) as server:
                    if method == "CONNECT":
                        self.wfile.write(b"HTTP/1.1 200 connected\r\n\r\n")
                    else:
                        path = parts._replace(scheme="", netloc="").geturl()
                        kept = [line for line in head[1:] if not line.lower().startswith(b"connection:")]
                        first = f"{method} {path} {version}\r\n".encode("ascii")
                        server.sendall(b"".join([first, *kept, b"Connection: close\r\n\r\n"]))
                    with contextlib.suppress(ConnectionError):
                        _relay(self.connection, server)

        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def _relay(one: socket.socket, other: socket.socket) -> None:
    while True:
        for source in select.select([one, other], [], [])[0]:
            data = source.recv(65536)
            if not data:
                return
            (other if source is one else one).sendall(data)
