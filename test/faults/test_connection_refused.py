"""N1: a server that cannot be reached is a `TransportError`, after a bounded number of tries."""

import socket

import pytest
import urllib3

from photoprism_client import ApiException, TransportError
from photoprism_client.testing.proxy import faults
from test.support.bodies import SOME_HASH
from test.support.clients import Connect, Serve, by_one_or_many
from test.support.downloads import (
    Downloads,
    each_way_once,
)
from test.support.raw_server import Peer


@pytest.fixture
def closed_port() -> int:
    """Return a closed port of loopback."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    return port


def _drop(peer: Peer) -> None:
    peer.request()


@each_way_once
def test_n1_unreachable_server_is_our_error_and_passes(way: Downloads, sleeps: list[float], kind: str) -> None:
    """A closed port is a TransportError after a bounded number of tries; once it is open, the client works."""
    with way.proxy.unreachable(), pytest.raises(TransportError):
        way.fetch(kind)
    assert sleeps in way.waits
    assert way.has_nothing(kind)
    way.fetch(kind)
    assert way.is_good(kind)


@each_way_once
def test_n1_refused_requests_are_sent_again(way: Downloads, kind: str) -> None:
    """A connection that is closed or reset instead of answered is made again."""
    way.script(kind, faults.Refuse(), faults.Refuse(reset=True))
    way.fetch(kind)
    assert way.is_good(kind)
    assert len(way.requests(kind)) == 3


@each_way_once
def test_n1_server_that_restarts_is_not_noticed(way: Downloads, sleeps: list[float], kind: str) -> None:
    """Kept connections that ended meanwhile are made again, without a wait."""
    way.images.api_client.call_api("GET", "/api/v1/status").drain_conn()
    way.proxy.cut_connections()
    way.fetch(kind)
    assert way.is_good(kind)
    assert sleeps == []


@by_one_or_many
def test_n1_refused_connection_is_our_error_with_the_sockets_beneath(connect: Connect, closed_port: int) -> None:
    """A refused connection is a TransportError of status 0 that says so; the socket's own error is its cause."""
    with pytest.raises(TransportError, match="connection refused") as caught:
        connect(f"127.0.0.1:{closed_port}").get_thumb(SOME_HASH)
    assert isinstance(caught.value, ApiException)
    assert caught.value.status == 0
    assert isinstance(caught.value.__cause__, ConnectionRefusedError)
    assert caught.value.method == "GET"


@by_one_or_many
def test_n1_get_is_tried_three_times_with_growing_waits(
    connect: Connect, closed_port: int, sleeps: list[float]
) -> None:
    """By default a refused GET is tried twice more, after waits that double."""
    with pytest.raises(TransportError):
        connect(f"127.0.0.1:{closed_port}").get_thumb(SOME_HASH)
    assert sleeps == [0.5, 1.0]


@by_one_or_many
def test_n1_unknown_name_is_our_error(connect: Connect, sleeps: list[float]) -> None:
    """A name that cannot be resolved is a TransportError that says to check its spelling, after three tries."""
    with pytest.raises(TransportError, match="spelling of host") as caught:
        connect("http://no-such-host.invalid").get_thumb(SOME_HASH)
    assert isinstance(caught.value.__cause__, socket.gaierror)
    assert len(sleeps) == 2


@by_one_or_many
@pytest.mark.parametrize(
    ("retries", "tries"),
    [
        (None, 3),
        (0, 1),
        (1, 2),
        (4, 5),
        (urllib3.Retry(total=3), 4),
        (urllib3.Retry(total=0), 1),
        (urllib3.Retry(total=None), 3),
        (urllib3.Retry(False), 1),
    ],
)
def test_n1_retries_setting_counts_further_tries(
    serve: Serve, connect: Connect, retries: int | urllib3.Retry | None, tries: int
) -> None:
    """None means two more tries, a number that many more, and of a urllib3 Retry its total counts."""
    server = serve(_drop)
    with pytest.raises(TransportError):
        connect(server.url, retries=retries).get_thumb(SOME_HASH)
    assert len(server.requests) == tries
    assert server.connections == tries


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "GET"])
def test_n1_call_api_is_never_repeated(serve: Serve, connect: Connect, sleeps: list[float], method: str) -> None:
    """A request of call_api that finds no answer on a new connection is sent once, whatever its method."""
    server = serve(_drop)
    with pytest.raises(TransportError):
        connect(server.url).api_client.call_api(method, "/api/v1/session", body=None if method == "GET" else {"a": 1})
    assert len(server.requests) == 1
    assert sleeps == []


@by_one_or_many
def test_n1_reset_before_an_answer_is_our_error(serve: Serve, connect: Connect) -> None:
    """A connection that is reset instead of answered is a TransportError."""

    def reset(peer: Peer) -> None:
        peer.request()
        peer.reset()

    server = serve(reset)
    with pytest.raises(TransportError, match="broke off") as caught:
        connect(server.url, retries=0).get_thumb(SOME_HASH)
    assert isinstance(caught.value.__cause__, ConnectionError)
