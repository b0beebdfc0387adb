"""Scripts of the proxy, its log, and its end."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from photoprism_client.testing import FaultProxy
from photoprism_client.testing.proxy import faults
from test.support.bodies import JPEG
from test.support.clients import Serve
from test.support.raw_client import connected, get, read_all, read_exactly, send_get
from test.support.raw_server import Peer, answer, answering


@pytest.fixture
def server(serve: Serve) -> Iterator[FaultProxy]:
    """Start a proxy before a server that always sends the same picture."""
    with FaultProxy(serve(answering(answer(JPEG))).url) as proxy:
        yield proxy


def test_script_is_used_up_in_order(server: FaultProxy) -> None:
    """Each request takes one step; None is a step that passes; after the last one all pass."""
    server.script(faults.Status(503), None, (faults.Flip(0), faults.SetHeader("X-A", "1")))
    assert server.pending == 3
    received = [get(server.url) for _ in range(4)]
    assert [found.status for found in received] == [503, 200, 200, 200]
    assert [found.body[:1] for found in received] == [b"", b"\xff", b"\x00", b"\xff"]
    assert server.pending == 0
    assert [len(seen.faults) for seen in server.requests] == [1, 0, 2, 0]


def test_scripts_can_be_for_some_requests_only(server: FaultProxy) -> None:
    """A part of method and path chooses whose turn it is; the first script that fits goes first."""
    server.script(faults.Status(403), match="/dl/")
    server.script(faults.Status(500), faults.Status(501), match="GET /")
    found = [get(server.url, path).status for path in ("/t/1", "/dl/1", "/dl/2", "/dl/3")]
    assert found == [500, 403, 501, 200]
    server.script(faults.Status(418), match="HEAD ")
    assert get(server.url).status == 200
    assert get(server.url, method="HEAD").status == 418


def test_always_is_for_what_no_script_is_left_for(server: FaultProxy) -> None:
    """A standing fault is at work until it is cleared, after any script."""
    server.always(faults.Status(502), match="/dl")
    server.script(faults.Status(503), match="/dl")
    assert [get(server.url, "/dl").status for _ in range(3)] == [503, 502, 502]
    assert get(server.url, "/t").status == 200
    server.clear()
    assert get(server.url, "/dl").status == 200
    assert len(server.requests) == 1


def test_log_tells_what_was_asked_and_done(server: FaultProxy) -> None:
    """Method, path, query, fields as sent, faults, status and bytes can be read."""
    fault = faults.Cut(100)
    server.script(fault)
    get(server.url, "/dl/abc?t=x", "Range: bytes=5-")
    (seen,) = server.requests
    seen.wait_for_end()
    assert (seen.method, seen.path, seen.query, seen.range) == ("GET", "/dl/abc", "t=x", "bytes=5-")
    assert (seen.faults, seen.status, seen.sent, seen.error) == ((fault,), 200, 100, "")
    assert seen.headers["HOST"] == "proxy.test"
    assert "host" in seen.headers
    with pytest.raises(KeyError):
        seen.headers["X-None"]


def test_a_fault_of_ones_own(server: FaultProxy) -> None:
    """A class of the test's changes request and answer; what goes wrong in it is raised by close()."""

    @dataclass(frozen=True)
    class Mine(faults.Fault):
        def on_request(self, request: faults.Request) -> None:
            request.fields.set("X-Seen", "yes")

        def on_answer(self, answer: faults.Answer) -> None:
            answer.fields.set("X-Echo", answer.request.fields.get("X-Seen") or "")

    server.script(Mine())
    assert get(server.url).field("X-Echo") == "yes"


def test_a_fault_that_did_not_happen_fails_the_test(serve: Serve) -> None:
    """A fault behind the end of the body would make a test pass for nothing: the end of the block raises."""

    def flip_behind_the_end(url: str) -> None:
        with FaultProxy(url) as proxy:
            proxy.script(faults.Flip(len(JPEG)))
            get(proxy.url)

    with pytest.raises(faults.FaultImpossibleError, match=f"offset={len(JPEG)}"):
        flip_behind_the_end(serve(answering(answer(JPEG))).url)


def test_unreachable_refuses_and_comes_back(server: FaultProxy) -> None:
    """Within the block connections are refused, those that were open have ended; afterwards the same port answers."""
    with connected(server.url) as sock:
        send_get(sock)
        assert read_exactly(sock, 12) == b"HTTP/1.1 200"
        with server.unreachable():
            read_all(sock)
            with pytest.raises(ConnectionRefusedError), connected(server.url):
                pass
    assert get(server.url).body == JPEG


def test_cut_connections_ends_what_is_open(server: FaultProxy) -> None:
    """Open connections end, idle or not; the next one is served."""
    with connected(server.url) as sock:
        send_get(sock)
        read_exactly(sock, len(answer(JPEG)))
        server.cut_connections()
        assert sock.recv(1) == b""
    assert get(server.url).body == JPEG


@pytest.mark.parametrize("upstream", ["127.0.0.1:80", "ftp://127.0.0.1", "http://", ""])
def test_an_upstream_that_is_no_address_is_refused(upstream: str) -> None:
    """The constructor says what it wants, and nothing is left open."""
    with pytest.raises(ValueError, match="http or https"):
        FaultProxy(upstream)


def test_start_and_stop_leaks_nothing(serve: Serve) -> None:
    """Proxies one after the other leave no thread and no socket, though a client keeps its connection open."""
    url = serve(answering(answer(JPEG))).url
    for _ in range(20):
        with FaultProxy(url) as proxy, connected(proxy.url) as sock:
            send_get(sock)
            read_exactly(sock, len(answer(JPEG)))
            proxy.close()
            assert sock.recv(1) == b""
    assert [thread for thread in threading.enumerate() if "fault proxy" in thread.name] == []
    with pytest.raises(ConnectionRefusedError), connected(proxy.url):
        pass


def test_close_ends_what_waits_or_never_ends(serve: Serve) -> None:
    """Gates that nobody opens, endless bodies that nobody reads, and a server that never answers do not hold it up."""

    def script(peer: Peer) -> None:
        seen = peer.request()
        if seen is not None and seen.target == "/silent":
            peer.wait_for_end()
        elif seen is not None:
            peer.send(answer(JPEG))

    proxy = FaultProxy(serve(script).url)
    stall, drip, delay = faults.Stall(10), faults.Drip(), faults.Delay()
    proxy.script(stall, drip, delay, faults.Endless())
    with (
        connected(proxy.url) as one,
        connected(proxy.url) as two,
        connected(proxy.url) as three,
        connected(proxy.url) as four,
        connected(proxy.url) as five,
    ):
        for number, (sock, gate) in enumerate(
            [(one, stall.gate), (two, drip.gate), (three, delay.gate), (four, None)], start=1
        ):
            send_get(sock)
            if gate is None:
                assert len(read_exactly(sock, 100_000)) == 100_000
            else:
                gate.wait_for_arrivals()
            assert len(proxy.requests) == number
        send_get(five, "/silent")
        proxy.close()
        assert read_all(one).body == JPEG[:10]
        assert read_all(three).head == ""
        assert read_all(five).head == ""
    proxy.close()
