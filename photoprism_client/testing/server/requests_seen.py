"""A log of the requests that a server got, for tests to look at."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.utils import formatdate
from urllib.parse import unquote_to_bytes

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send


@dataclass(frozen=True)
class SeenRequest:
    """One request; ``path`` and ``query`` are as sent, ``status`` is 0 when no answer was begun."""

    method: str
    path: str
    query: str
    headers: Headers
    client_port: int
    status: int


class RequestLog:
    """The requests so far, oldest first; safe to read while the server works."""

    def __init__(self) -> None:
        self._seen: list[SeenRequest] = []
        self._lock = threading.Lock()

    def add(self, request: SeenRequest) -> None:
        """Add one."""
        with self._lock:
            self._seen.append(request)

    def clear(self) -> None:
        """Forget all."""
        with self._lock:
            self._seen.clear()

    def __len__(self) -> int:
        return len(self._seen)

    def __getitem__(self, index: int) -> SeenRequest:
        return self._seen[index]

    def __iter__(self) -> Iterator[SeenRequest]:
        with self._lock:
            return iter(list(self._seen))


class OriginForm:
    """Wraps an application and takes requests in absolute form, as they come to a proxy, for requests of its own.

    So a client can be led here from any host by ``http_proxy``. Source: RFC 9112, 3.2.2

    :param app: the application
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] == "http" and not scope["path"].startswith("/"):
            raw_path = b"/" + scope["raw_path"].partition(b"://")[2].partition(b"/")[2]
            scope = {**scope, "raw_path": raw_path, "path": unquote_to_bytes(raw_path).decode("utf-8", "replace")}
        await self._app(scope, receive, send)


class Dated:
    """Wraps an application and dates its answers by the server's clock.

    :param app: the application
    :param clock: returns seconds since 1970
    """

    def __init__(self, app: ASGIApp, clock: Callable[[], float]) -> None:
        self._app, self._clock = app, clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""

        async def dated(message: Message) -> None:
            if message["type"] == "http.response.start":
                now = formatdate(self._clock(), usegmt=True)
                message = {**message, "headers": [*message["headers"], (b"date", now.encode("ascii"))]}
            await send(message)

        await self._app(scope, receive, dated)


class Logged:
    """Wraps an application and notes each request when its answer begins.

    :param app: the application
    :param log: where to note it
    """

    def __init__(self, app: ASGIApp, log: RequestLog) -> None:
        self._app, self._log = app, log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def noted(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._log.add(_seen(scope, message["status"]))
            await send(message)

        await self._app(scope, receive, noted)


def _seen(scope: Scope, status: int) -> SeenRequest:
    return SeenRequest(
        method=scope["method"],
        path=scope["raw_path"].decode("ascii"),
        query=scope["query_string"].decode("ascii"),
        headers=Headers(raw=scope["headers"]),
        client_port=scope["client"][1],
        status=status,
    )
