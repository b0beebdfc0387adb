"""A server whose answers a test makes, for what no real server is known to do, and for calls that fail."""

import json
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from test.support.raw_server import Peer, Script

#: Takes method, path with query, and body; returns status and body, or None to cut the connection without an answer.
Answer = Callable[[str, str, Any], tuple[int, object] | None]


def answering(answer: Answer) -> Script:
    """Make the script of a :class:`RawServer`.

    :param answer: makes the answer to each request.
    :return: the script.
    """

    def serve(peer: Peer) -> None:
        while seen := peer.request():
            found = answer(seen.method, seen.target, json.loads(seen.body or b"null"))
            if found is None:
                return
            status, body = found
            is_page = isinstance(body, str)
            data = body.encode() if isinstance(body, str) else json.dumps(body).encode()
            kind = "text/html" if is_page else "application/json"
            head = (
                f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\nContent-Type: {kind}\r\nContent-Length: {len(data)}"
            )
            peer.send(head.encode(), b"\r\n\r\n", data)

    return serve
