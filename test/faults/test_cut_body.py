"""N4, N5: a body that ends before its length, or within its chunks, never comes through as whole."""

from collections.abc import Callable

import pytest

from photoprism_client import TransportError
from photoprism_client._transport.response import RESTResponse
from test.support.bodies import JPEG, SOME_HASH, ZIP
from test.support.clients import CALLS, Call, Connect, Serve
from test.support.raw_server import Peer, answer, answering_and_closing, chunked

_CHUNKED_HEAD = answer(b"", "image/jpeg", "Transfer-Encoding: chunked", length=None)
CUTS = {
    "before the length": answer(JPEG)[:-1],
    "right after the head": answer(JPEG)[: -len(JPEG)],
    "between chunks": _CHUNKED_HEAD + chunked(JPEG, end=b""),
    "inside a chunk": _CHUNKED_HEAD + chunked(JPEG, end=b"")[:-100],
    "inside a chunk's size": _CHUNKED_HEAD + chunked(JPEG, end=b"2"),
    "before any chunk": _CHUNKED_HEAD,
}


@pytest.mark.parametrize("cut", CUTS.values(), ids=CUTS)
def test_n5_cut_body_is_an_error_after_three_tries(serve: Serve, connect: Connect, cut: bytes) -> None:
    """A cut body is asked for twice more, and is then a TransportError: half a picture is never returned."""
    server = serve(answering_and_closing(cut))
    with pytest.raises(TransportError, match="broke off"):
        connect(server.url).get_thumb(SOME_HASH)
    assert len(server.requests) == 3


@pytest.mark.parametrize("cut", CUTS.values(), ids=CUTS)
def test_n5_a_later_try_returns_the_whole(serve: Serve, connect: Connect, cut: bytes) -> None:
    """What came of a cut body is thrown away: the next try returns the whole, and nothing of the first."""
    server = serve(answering_and_closing(cut, answer(JPEG)))
    assert connect(server.url).get_thumb(SOME_HASH) == JPEG
    assert len(server.requests) == 2


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.name)
def test_n5_every_call_notices_a_cut(serve: Serve, connect: Connect, call: Call) -> None:
    """All seven calls refuse a body that is shorter than its length, in both forms that read it."""
    body, kind = (ZIP, "application/zip") if call.name == "download_album" else (JPEG, "image/jpeg")
    server = serve(answering_and_closing(answer(body, kind)[:-1]))
    images = connect(server.url, retries=0)
    for form in ("", "_with_http_info"):
        with pytest.raises(TransportError, match=f"expected {len(body)} bytes, got {len(body) - 1}"):
            call(images, form)


@pytest.mark.parametrize("cut", CUTS.values(), ids=CUTS)
def test_n5_streams_notice_a_cut(serve: Serve, connect: Connect, cut: bytes) -> None:
    """A caller who reads an open answer in parts gets the TransportError, not a silent end, and no further try."""
    server = serve(answering_and_closing(cut))
    images = connect(server.url)
    with images.get_thumb_without_preload_content(SOME_HASH) as response:
        parts = iter(lambda: response.read1(100), b"")
        with pytest.raises(TransportError, match="broke off"):
            list(parts)
        assert len(server.requests) == 1


_READERS: dict[str, Callable[[RESTResponse], object]] = {
    "read": lambda response: response.read(),
    "read a number": lambda response: response.read(10**6),
    "data": lambda response: response.data,
    "stream": lambda response: list(response.stream()),
    "readall": lambda response: response.readall(),
    "drain_conn": lambda response: response.drain_conn(),
    "json": lambda response: response.json(),
    "lines": list,
}


@pytest.mark.parametrize("reader", _READERS.values(), ids=_READERS)
def test_n5_every_way_to_read_notices_a_cut(
    serve: Serve, connect: Connect, reader: Callable[[RESTResponse], object]
) -> None:
    """Whichever of urllib3's names a caller reads with, a cut body is our error."""
    server = serve(answering_and_closing(CUTS["before the length"]))
    images = connect(server.url)
    with images.get_thumb_without_preload_content(SOME_HASH) as response, pytest.raises(TransportError):
        reader(response)


def test_n4_reset_within_a_body_is_our_error(serve: Serve, connect: Connect) -> None:
    """A connection that is reset within a body is a TransportError, and the next try returns the whole."""

    def script(peer: Peer) -> None:
        peer.request()
        if peer.number == 1:
            peer.send(answer(JPEG)[:-100])
            peer.reset()
        else:
            peer.send(answer(JPEG))

    server = serve(script)
    assert connect(server.url).get_thumb(SOME_HASH) == JPEG
    assert server.connections == 2


def test_n5_a_cut_error_body_keeps_its_status(serve: Serve, connect: Connect) -> None:
    """Of an error the status is the news: a cut body does not hide it, and what came of it is kept."""
    server = serve(
        answering_and_closing(answer(b'{"error":"reco', "application/json", status="404 Not Found", length=30))
    )
    with pytest.raises(Exception, match='"error":"reco') as caught:
        connect(server.url).get_download(SOME_HASH)
    assert type(caught.value).__name__ == "NotFoundException"
    assert len(server.requests) == 1
