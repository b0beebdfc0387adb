"""An answer that is not read to its end gives its connection up, in whatever way it is left."""

import gc
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from photoprism_client import ApiException
from photoprism_client._transport.response import RESTResponse
from test.support.bodies import JPEG, LOGIN_PAGE, SOME_HASH
from test.support.clients import Connect, Serve
from test.support.raw_server import Peer, answer, answering, answering_and_closing, chunked
from test.support.waiting import collect_garbage

_FRAMINGS = {
    "length": answer(JPEG),
    "chunks": answer(chunked(JPEG), "image/jpeg", "Transfer-Encoding: chunked", length=None),
    "long": answer(JPEG * 2000),
}
LEAVES: dict[str, Callable[[RESTResponse], object]] = {
    "close": RESTResponse.close,
    "close twice": lambda response: [each.close() for each in (response, response)],  # type: ignore[func-returns-value]  # for its effect
    "release": lambda response: response.release_conn(),
    "with": lambda response: response.__exit__(None, None, None),
    "part, release": lambda response: response.read(10) and response.release_conn(),  # type: ignore[func-returns-value]  # as above
    "forget": lambda response: None,
    "part, forget": lambda response: response.read1(10),
}


@pytest.mark.parametrize("leave", LEAVES.values(), ids=LEAVES)
@pytest.mark.parametrize("framing", _FRAMINGS.values(), ids=_FRAMINGS)
def test_unread_answer_gives_its_connection_up(
    serve: Serve, connect: Connect, framing: bytes, leave: Callable[[RESTResponse], object]
) -> None:
    """The server sees the end of the connection, nothing warns of a leak, and the next call works."""
    server = serve(answering(framing, answer(JPEG)))
    images = connect(server.url)
    leave(images.get_thumb_without_preload_content(SOME_HASH))
    collect_garbage()
    server.wait_for_ends(1)
    assert images.get_thumb(SOME_HASH) == JPEG
    assert server.connections == 2


@pytest.mark.parametrize("framing", _FRAMINGS.values(), ids=_FRAMINGS)
@pytest.mark.parametrize("how", ["read", "readall", "drain_conn", "data", "stream", "read1"])
def test_answer_read_to_its_end_keeps_its_connection(serve: Serve, connect: Connect, framing: bytes, how: str) -> None:
    """Whichever of urllib3's names reads it, the whole of a body hands the connection back."""
    server = serve(answering(framing, answer(JPEG)))
    images = connect(server.url)
    response = images.get_thumb_without_preload_content(SOME_HASH)
    if how == "read1":
        while response.read1(50):
            pass
    elif how == "stream":
        assert b"".join(response.stream(99)).startswith(JPEG)
    elif how == "data":
        assert response.data == response.data
        assert response.read() == response.data
    else:
        getattr(response, how)()
    assert images.get_thumb(SOME_HASH) == JPEG
    assert server.connections == 1
    response.close()


@pytest.mark.parametrize("status", ["200 OK", "404 Not Found", "204 No Content", "304 Not Modified"])
def test_answer_without_a_body_gives_its_connection_back(serve: Serve, connect: Connect, status: str) -> None:
    """A body of no bytes is at its end at once: reading it changes nothing but hands the connection back."""
    server = serve(answering(answer(b"", "image/jpeg", status=status)))
    client = connect(server.url).api_client
    for _ in range(3):
        assert client.call_api("GET", "/api/v1/status").read() == b""
    assert server.connections == 1


def test_reading_past_the_end(serve: Serve, connect: Connect) -> None:
    """A body read to its end stays there; the stream is a readable one for the standard library."""
    server = serve(answering(answer(JPEG)))
    images = connect(server.url)
    with images.get_thumb_without_preload_content(SOME_HASH) as response:
        assert response.readable()
        assert response.read(10**6) == JPEG
        assert response.read(10) == b""
        assert response.read1() == b""
        assert response.readinto(bytearray(5)) == 0
        assert response.getheader("content-type") == "image/jpeg"
        assert response.getheader("X-None", "other") == "other"
        assert response.getheaders()["CONTENT-TYPE"] == "image/jpeg"
        assert response.status == 200
        assert response.reason == "OK"


def test_reading_after_the_close(serve: Serve, connect: Connect) -> None:
    """A closed answer has no more bytes to give, and nothing of another answer."""
    server = serve(answering(answer(JPEG)))
    images = connect(server.url)
    response = images.get_thumb_without_preload_content(SOME_HASH)
    response.close()
    assert response.closed
    assert images.get_thumb(SOME_HASH) == JPEG
    try:
        assert response.readinto(bytearray(5)) == 0
    except ValueError as error:
        assert "closed" in str(error)  # noqa: PT017  # either answer is a good one


_FAULTS = {
    "404": answering(answer(b"{}", "application/json", status="404 Not Found")),
    "404 with a large body": answering(answer(b"x" * 200_000, "text/plain", status="404 Not Found")),
    "html": answering(answer(LOGIN_PAGE, "text/html")),
    "empty": answering(answer(b"")),
    "gzip": answering(answer(JPEG, "image/jpeg", "Content-Encoding: gzip")),
    "cut": answering_and_closing(answer(JPEG)[:-1]),
    "cut chunks": answering_and_closing(_FRAMINGS["chunks"][:-20]),
    "dropped": answering_and_closing(b""),
    "junk": answering_and_closing(b"junk\r\n\r\n"),
    "lengths that differ": answering(answer(JPEG, "image/jpeg", "Content-Length: 1")),
    "too long": answering(answer(b"", length=10**12)),
    "redirect away": answering(answer(b"", None, "Location: http://127.0.0.2/", status="302 Found")),
    "no end": answering_and_closing(answer(JPEG[:-2], length=None)),
}


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="counts descriptors where Linux lists them")
@pytest.mark.parametrize("script", _FAULTS.values(), ids=_FAULTS)
def test_a_hundred_errors_cost_no_descriptors(serve: Serve, connect: Connect, script: Callable[[Peer], None]) -> None:
    """A hundred failed calls leave no more connections open than one kept, without the garbage collector's help."""
    server = serve(script)
    images = connect(server.url, retries=0)
    gc.disable()
    try:
        for _ in range(100):
            with pytest.raises(ApiException):
                images.get_thumb(SOME_HASH)
        ours = [name for name in os.listdir("/proc/self/fd") if _is_connected_to(name, server.port)]
    finally:
        gc.enable()
    assert len(ours) <= 1


def _is_connected_to(descriptor: str, port: int) -> bool:
    try:
        inode = os.readlink(f"/proc/self/fd/{descriptor}")
    except OSError:
        return False
    if not inode.startswith("socket:["):
        return False
    rows = Path("/proc/self/net/tcp").read_text("ascii").splitlines()
    far = f":{port:04X}"
    return any(row.split()[2].endswith(far) and row.split()[9] == inode[8:-1] for row in rows[1:])
