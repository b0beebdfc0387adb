"""A connection of the bulk loop, without a loop, and the socket at its other end."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import cast

from photoprism_client import MediaBytes
from photoprism_client._transport.bulk_connection import SCRATCH, WOULD_BLOCK, BulkConnection, Reply
from photoprism_client._transport.bulk_head import Heads, Unusual
from photoprism_client._transport.lender import Lender
from photoprism_client._transport.wire import LeanHTTPConnection


@contextmanager
def open_pair() -> Iterator[tuple[BulkConnection, socket.socket]]:
    """Yield a connection that waits for an answer, and the socket that the answer is written to."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        lean = cast(LeanHTTPConnection, SimpleNamespace(sock=ours))
        connection = BulkConnection(lean, cast(Lender, None), is_fresh=True)
        connection.item = "wanted"
        yield connection, theirs


def receive(connection: BulkConnection, heads: Heads) -> MediaBytes | Reply | Unusual | None:
    """Receive what is there; None if that is nothing, or not whole."""
    scratch = bytearray(SCRATCH)
    try:
        return connection.receive(scratch, memoryview(scratch), heads)
    except WOULD_BLOCK:
        return None


def body_of(result: object) -> bytes:
    """Return the body of what was received."""
    if isinstance(result, Reply):
        buffer = bytearray(result.answer.length_remaining)
        with memoryview(buffer) as view:
            assert result.answer.readinto(view) == len(buffer)
        return bytes(buffer)
    assert isinstance(result, MediaBytes)
    return bytes(result)
