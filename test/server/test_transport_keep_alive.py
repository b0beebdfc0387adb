"""Connections are kept and shared; a kept one that died costs a GET nothing."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from photoprism_client import ApiClient, Configuration, ImagesApi, TransportError
from test.support.bodies import JPEG, SOME_HASH
from test.support.clients import Connect, Serve
from test.support.raw_server import Peer, answer, answering, chunked


def test_one_connection_serves_many_calls(serve: Serve, connect: Connect) -> None:
    """Calls one after another share a connection, through every method."""
    server = serve(answering(answer(JPEG)))
    images = connect(server.url)
    for _ in range(20):
        images.get_thumb(SOME_HASH)
        images.get_download(SOME_HASH)
        images.api_client.call_api("GET", "/api/v1/status").read()
        images.api_client.call_api("POST", "/api/v1/session", body={}).read()
    assert server.connections == 1
    assert len(server.requests) == 80


def test_chunked_answers_keep_their_connection(serve: Serve, connect: Connect) -> None:
    """An answer in chunks leaves its connection usable, between answers with a length."""
    pieces = answer(chunked(JPEG[:7], JPEG[7:]), "image/jpeg", "Transfer-Encoding: chunked", length=None)
    server = serve(answering(pieces, answer(JPEG), pieces, answer(JPEG)))
    images = connect(server.url)
    for _ in range(4):
        assert images.get_thumb(SOME_HASH) == JPEG
    assert server.connections == 1


def test_errors_keep_their_connection(serve: Serve, connect: Connect) -> None:
    """An error whose body was read whole leaves its connection for the next call."""
    server = serve(answering(answer(b'{"error":"x"}', "application/json", status="404 Not Found"), answer(JPEG)))
    images = connect(server.url)
    with pytest.raises(Exception, match="404"):
        images.get_download(SOME_HASH)
    assert images.get_thumb(SOME_HASH) == JPEG


@pytest.mark.parametrize("reset", [False, True])
def test_stale_connection_costs_a_get_nothing(serve: Serve, connect: Connect, sleeps: list[float], reset: bool) -> None:
    """A GET on a kept connection that the server dropped meanwhile is sent again at once, even without retries."""

    def script(peer: Peer) -> None:
        peer.request()
        peer.send(answer(JPEG))
        if peer.number == 1:
            peer.request()
            if reset:
                peer.reset()
            return
        peer.request()
        peer.send(answer(JPEG))

    server = serve(script)
    images = connect(server.url, retries=0)
    assert images.get_thumb(SOME_HASH) == JPEG
    assert images.get_thumb(SOME_HASH) == JPEG
    assert server.connections == 2
    assert len(server.requests) == 3
    assert sleeps == []


def test_stale_connection_costs_call_api_nothing(serve: Serve, connect: Connect) -> None:
    """The same holds for a GET of call_api."""

    def script(peer: Peer) -> None:
        peer.request()
        peer.send(answer(b"{}", "application/json"))
        if peer.number == 1:
            peer.request()
        else:
            peer.request()
            peer.send(answer(b"{}", "application/json"))

    server = serve(script)
    client = connect(server.url).api_client
    for _ in range(2):
        assert client.call_api("GET", "/api/v1/status").read() == b"{}"


def test_stale_connection_is_repeated_once_only(serve: Serve, connect: Connect) -> None:
    """The repeat goes out on a new connection, and when that dies, too, the call fails."""

    def script(peer: Peer) -> None:
        if peer.request() and peer.number == 1:
            peer.send(answer(JPEG))
            peer.request()

    server = serve(script)
    images = connect(server.url, retries=0)
    images.get_thumb(SOME_HASH)
    with pytest.raises(TransportError):
        images.get_thumb(SOME_HASH)
    assert len(server.requests) == 3


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_stale_connection_fails_any_other_method(serve: Serve, connect: Connect, method: str) -> None:
    """What may have had an effect is never sent twice, not even on a stale connection."""

    def script(peer: Peer) -> None:
        peer.request()
        peer.send(answer(JPEG))
        peer.request()

    server = serve(script)
    images = connect(server.url)
    images.get_thumb(SOME_HASH)
    with pytest.raises(TransportError):
        images.api_client.call_api(method, "/api/v1/session", body={})
    assert len(server.requests) == 2
    assert server.connections == 1


def test_connection_closed_while_idle_is_not_used(serve: Serve, connect: Connect) -> None:
    """A kept connection that was seen to be closed is replaced before anything is sent, also for a POST."""

    def script(peer: Peer) -> None:
        peer.request()
        peer.send(answer(b"{}", "application/json"))

    server = serve(script)
    client = connect(server.url).api_client
    client.call_api("GET", "/api/v1/status").read()
    server.wait_for_ends(1)
    client.call_api("POST", "/api/v1/session", body={}).read()
    assert server.connections == 2


def test_many_threads_share_a_client(serve: Serve, connect: Connect) -> None:
    """Threads never get each other's answers, and open no more connections than there are threads."""

    def script(peer: Peer) -> None:
        while (seen := peer.request()) is not None:
            peer.send(answer(JPEG[:-2] + seen.target.encode() + JPEG[-2:]))

    server = serve(script)
    images = connect(server.url, connection_pool_maxsize=8)

    def fetch(number: int) -> bool:
        name = f"{number:040x}"
        return images.get_thumb(name).find(f"/t/{name}/".encode()) > 0

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(fetch, range(400)))
    assert server.connections <= 8


def test_more_threads_than_connections_kept(serve: Serve, connect: Connect) -> None:
    """More calls at once than the pool keeps are served all the same, and what is not kept is closed in silence."""
    barrier = threading.Barrier(6)

    def script(peer: Peer) -> None:
        while peer.request() is not None:
            barrier.wait(60)
            peer.send(answer(JPEG))

    server = serve(script)
    images = connect(server.url, connection_pool_maxsize=2)
    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(images.get_thumb, [SOME_HASH] * 6)) == [JPEG] * 6
    server.wait_for_ends(4)


def test_end_of_the_with_block_closes_connections(serve: Serve) -> None:
    """The server sees its connection end when the block does."""
    server = serve(answering(answer(JPEG)))
    with ApiClient(Configuration(host=server.url)) as client:
        ImagesApi(client).get_thumb(SOME_HASH)
        assert not server.ended.acquire(blocking=False)
    server.wait_for_ends(1)


def test_answer_open_at_the_close_can_be_read(serve: Serve, connect: Connect) -> None:
    """An answer that is still open when its client closes can be read to its end, and gives its connection up then."""
    server = serve(answering(answer(JPEG)))
    images = connect(server.url)
    with images.get_thumb_without_preload_content(SOME_HASH) as response:
        images.api_client.close()
        assert response.read() == JPEG
    server.wait_for_ends(1)
