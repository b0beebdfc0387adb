"""N2, N3: a server that is silent or slow costs a bounded time."""

import socket
from typing import Any

import pytest

from photoprism_client import TransportError
from photoprism_client._clock import Clock
from photoprism_client.testing.proxy import faults
from photoprism_client.transfer import fetch
from test.support.bodies import JPEG, SOME_HASH, ZIP
from test.support.clients import Connect, Serve, by_one_or_many
from test.support.downloads import Downloads, FolderDownloads, each_way, each_way_once
from test.support.raw_server import Peer, answer, answering

pytestmark = pytest.mark.once


def _never_answer(peer: Peer) -> None:
    peer.request()
    peer.wait_for_end()


@pytest.fixture
def timeouts(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Record the time-outs that are set on client sockets."""
    seen: list[float] = []
    set_timeout = socket.socket.settimeout

    def note(self: socket.socket, value: Any) -> None:
        if value not in {None, 120.0}:  # those of the raw server's own sockets
            seen.append(value)
        set_timeout(self, value)

    monkeypatch.setattr(socket.socket, "settimeout", note)
    return seen


@each_way_once
def test_n2_silence_is_our_error(way: Downloads, sleeps: list[float], kind: str) -> None:
    """A request that is never answered is a TransportError that names the time-out, after a bounded number of tries."""
    way.always(kind, faults.Delay())
    with pytest.raises(TransportError, match="no answer in time"):
        way.fetch(kind, _request_timeout=0.1)
    assert sleeps in way.waits
    assert way.has_nothing(kind)


@each_way
def test_n2_stalled_body_is_completed(way: Downloads, kind: str) -> None:
    """A body that stops is given up after the read time-out, and the next request brings what is missing."""
    stall = faults.Stall(1000)
    way.script(kind, stall)
    way.fetch(kind, _request_timeout=1)
    assert way.is_good(kind)
    assert way.requests(kind)[0].faults == (stall,)
    assert set(way.ranges(kind)[1:]) == {"bytes=1000-" if way.resumes(kind) else None}


def test_n3_drip_is_given_up_and_keeps_what_came(folder: FolderDownloads) -> None:
    """Less than 1 KiB/s over a minute is not progress: the fifth attempt is an error, and the partial file stays."""
    now = [0.0]

    def monotonic() -> float:
        now[0] += 1000.0
        return now[0]

    drip = faults.Drip(size=100)
    drip.gate.open()
    folder.always("original", drip)
    clock = Clock(sleep=lambda seconds: None, monotonic=monotonic)
    with pytest.raises(TransportError, match="too slowly"):
        fetch(folder.source("original"), folder.target("original"), clock=clock)
    assert len(folder.requests("original")) == 5
    assert folder.orphans == [".json", ".part"]


@each_way
def test_n3_body_in_drips_is_put_together(way: Downloads, kind: str) -> None:
    """A body in parts of odd sizes is put together."""
    drip = faults.Drip(size=1013)
    drip.gate.open()
    way.script(kind, drip)
    way.fetch(kind)
    assert way.is_good(kind)
    assert len(way.requests(kind)) == 1


@by_one_or_many
@pytest.mark.parametrize("timeout", [0.2, (5, 0.2)])
def test_n2_silence_ends_in_our_error(serve: Serve, connect: Connect, timeout: Any) -> None:
    """After the time-out of a call, in one number or as (connect, read), silence is a TransportError that names it."""
    server = serve(_never_answer)
    with pytest.raises(TransportError, match="no answer in time"):
        connect(server.url, retries=0).get_thumb(SOME_HASH, _request_timeout=timeout)
    server.wait_for_ends(1)
    assert len(server.requests) == 1


@by_one_or_many
def test_n2_silence_is_tried_again_on_new_connections(serve: Serve, connect: Connect) -> None:
    """A GET that timed out is repeated as any other that found no answer, never on the same connection."""
    server = serve(_never_answer)
    with pytest.raises(TransportError):
        connect(server.url).get_thumb(SOME_HASH, _request_timeout=0.2)
    server.wait_for_ends(3)
    assert server.connections == 3


@by_one_or_many
def test_n2_read_timeout_can_be_configured(serve: Serve, connect: Connect) -> None:
    """`read_timeout_s` counts where a call passes no time-out of its own."""
    server = serve(_never_answer)
    with pytest.raises(TransportError, match="no answer in time"):
        connect(server.url, retries=0, read_timeout_s=0.2).get_thumb(SOME_HASH)


def test_n2_archive_timeout_can_be_configured(serve: Serve, connect: Connect) -> None:
    """`archive_timeout_s` counts for the zip of an album, where the server packs before it answers."""
    server = serve(_never_answer)
    with pytest.raises(TransportError, match="no answer in time"):
        connect(server.url, retries=0, archive_timeout_s=0.2).download_album("as6sg6bxpogaaba7")


def test_n2_call_api_times_out(serve: Serve, connect: Connect) -> None:
    """A request of call_api has the same bounds."""
    server = serve(_never_answer)
    client = connect(server.url, read_timeout_s=0.2).api_client
    with pytest.raises(TransportError, match="no answer in time"):
        client.call_api("POST", "/api/v1/session", body={"username": "admin"})
    server.wait_for_ends(1)
    assert len(server.requests) == 1


@by_one_or_many
def test_n2_stall_within_the_head(serve: Serve, connect: Connect) -> None:
    """A head that stops in the middle times out like no head at all."""

    def stall(peer: Peer) -> None:
        peer.request()
        peer.send(b"HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\nContent-Le")
        peer.wait_for_end()

    server = serve(stall)
    with pytest.raises(TransportError, match="no answer in time"):
        connect(server.url, retries=0).get_thumb(SOME_HASH, _request_timeout=0.2)


@by_one_or_many
@pytest.mark.parametrize("head", [answer(JPEG)[:-300], answer(JPEG, length=None)[:-300]])
def test_n2_stall_within_the_body(serve: Serve, connect: Connect, head: bytes) -> None:
    """A body that stops in the middle times out, with a length and without one."""

    def stall(peer: Peer) -> None:
        peer.request()
        peer.send(head)
        peer.wait_for_end()

    server = serve(stall)
    with pytest.raises(TransportError, match="no answer in time"):
        connect(server.url, retries=0).get_thumb(SOME_HASH, _request_timeout=0.2)
    server.wait_for_ends(1)


def test_n2_defaults_for_pictures(serve: Serve, connect: Connect, timeouts: list[float]) -> None:
    """Every wait is limited by default: 10 seconds for a connection, 60 for the next bytes."""
    server = serve(answering(answer(JPEG)))
    connect(server.url).get_thumb(SOME_HASH)
    assert set(timeouts) == {10.0, 60.0}


def test_n2_defaults_for_zips(serve: Serve, connect: Connect, timeouts: list[float]) -> None:
    """The first byte of a zip may take 300 seconds: the server packs it first."""
    server = serve(answering(answer(ZIP, "application/zip")))
    connect(server.url).download_album("as6sg6bxpogaaba7")
    assert set(timeouts) == {10.0, 300.0}


def test_n2_a_calls_timeout_does_not_stay_on_a_kept_connection(
    serve: Serve, connect: Connect, timeouts: list[float]
) -> None:
    """The time-out of one call ends with it: the next on the same connection has its own."""
    server = serve(answering(answer(JPEG)))
    images = connect(server.url)
    images.get_thumb(SOME_HASH, _request_timeout=3)
    assert timeouts[-1] == 3.0
    images.get_thumb(SOME_HASH)
    assert timeouts[-1] == 60.0
    assert server.connections == 1
