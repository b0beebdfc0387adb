"""The operator's gzip switch: what the server compresses, and how that changes the headers."""

import gzip
from collections.abc import MutableMapping

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from photoprism_client.testing.server.answers import LENGTH_LIMIT

_EXCLUDED = ("/t", "/folders/t", "/zip", "/albums", "/labels", "/videos")
_UNTOUCHED_STATUS = {204, 304}


class Compressed:
    """Wraps an application and compresses its answers, ranges of originals included, for clients that accept gzip.

    :param app: the application
    :param api: path of the API; thumbnails, covers, zips, albums and labels below it are left as they are
    """

    def __init__(self, app: ASGIApp, api: str) -> None:
        self._app = app
        self._excluded = tuple(f"{api}{part}" for part in _EXCLUDED)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or not self._applies(scope):
            await self._app(scope, receive, send)
            return
        await self._app(scope, receive, _Packer(send))

    def _applies(self, scope: MutableMapping[str, object]) -> bool:
        headers = scope["headers"]
        accepts = isinstance(headers, list) and any(
            name == b"accept-encoding" and b"gzip" in value for name, value in headers
        )
        return accepts and not str(scope["path"]).startswith(self._excluded)


class _Packer:
    """Holds the headers back until the first bytes tell whether the answer is short, then sends on compressed."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._start: Message | None = None
        self._pack = gzip.compress
        self._plain = bytearray()

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
            return
        self._plain += message.get("body", b"")
        if message.get("more_body", False) or self._start is None:
            return
        body = bytes(self._plain)
        if self._start["status"] not in _UNTOUCHED_STATUS:
            body = self._pack(body)
            self._declare(len(body))
        await self._send(self._start)
        await self._send({"type": "http.response.body", "body": body})

    def _declare(self, length: int) -> None:
        headers = MutableHeaders(raw=self._start["headers"] if self._start else [])
        earlier = headers.getlist("vary")
        del headers["content-length"]
        headers["content-encoding"] = "gzip"
        headers["vary"] = "Accept-Encoding"
        for value in earlier:
            headers.append("vary", value)
        if length <= LENGTH_LIMIT:
            headers["content-length"] = str(length)
