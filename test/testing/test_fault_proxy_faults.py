"""Each fault as a client sees it that reads bytes off a socket and trusts nobody."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator

import pytest

from photoprism_client.testing import FaultProxy
from photoprism_client.testing.proxy import faults
from test.support.bodies import JPEG, SVG
from test.support.clients import Serve
from test.support.raw_client import connected, get, read_all, read_exactly, send_get, unchunked
from test.support.raw_server import RawServer, answer, answering, chunked

_LENGTH = answer(JPEG)
_CHUNKED = answer(chunked(JPEG[:100], JPEG[100:]), "image/jpeg", "Transfer-Encoding: chunked", length=None)


@pytest.fixture
def server(serve: Serve) -> RawServer:
    """Start a server whose answers have a length."""
    return serve(answering(_LENGTH))


@pytest.fixture
def chunks(serve: Serve) -> Iterator[FaultProxy]:
    """Start a proxy before a server that answers in two chunks."""
    with FaultProxy(serve(answering(_CHUNKED)).url) as proxy:
        yield proxy


@pytest.mark.parametrize("reset", [False, True])
@pytest.mark.parametrize("after", [0, 1, 100, len(JPEG) - 1, len(JPEG)])
def test_cut(proxy: FaultProxy, after: int, reset: bool) -> None:
    """The body ends after so many bytes, with an end or a reset of the connection; its length claims the whole."""
    proxy.script(faults.Cut(after, reset=reset))
    received = get(proxy.url)
    assert received.body == JPEG[:after]
    assert received.field("Content-Length") == str(len(JPEG))
    assert received.reset is reset


@pytest.mark.parametrize("between", [False, True])
@pytest.mark.parametrize("after", [0, 1, 99, 100, 101, len(JPEG)])
def test_cut_of_chunks(chunks: FaultProxy, after: int, between: bool) -> None:
    """A body in chunks ends inside of one, or between two; never with the mark of its end."""
    chunks.script(faults.Cut(after, between_chunks=between))
    whole, rest = unchunked(get(chunks.url).body)
    if between:
        assert (b"".join(whole), rest) == (JPEG[:after], b"")
    else:
        size, _, data = rest.partition(b"\r\n")
        assert b"".join(whole) + data == JPEG[:after]
        assert int(size, 16) == len(data) + 1


@pytest.mark.parametrize("reset", [False, True])
def test_refuse(proxy: FaultProxy, server: RawServer, reset: bool) -> None:
    """Not a byte is answered, and the server is not asked."""
    proxy.script(faults.Refuse(reset=reset))
    received = get(proxy.url)
    assert (received.head, received.body, received.reset) == ("", b"", reset)
    assert server.lines == []


@pytest.mark.parametrize("data", [b"SSH-2.0-OpenSSH_9.6\r\n", b"HTTP/1.1 20", b"\x00\xff" * 50_000])
def test_raw(proxy: FaultProxy, data: bytes) -> None:
    """Just these bytes are answered, then the connection ends."""
    proxy.script(faults.Raw(data))
    with connected(proxy.url) as sock:
        send_get(sock)
        assert read_exactly(sock, len(data) + 1) == data


def test_raw_with_reset(proxy: FaultProxy) -> None:
    """The bytes may also be followed by a reset."""
    proxy.script(faults.Raw(b"HTTP/1.1 200", reset=True))
    assert get(proxy.url).reset


@pytest.mark.parametrize("retry_after", ["7", "Wed, 21 Oct 2037 07:28:00 GMT", "999999", "soon"])
@pytest.mark.parametrize("status", [429, 503])
def test_status(proxy: FaultProxy, server: RawServer, status: int, retry_after: str) -> None:
    """Status, fields and body are the test's; the connection is kept, and the server is not asked."""
    proxy.script(faults.Status(status, {"Retry-After": retry_after}, b"busy"))
    with connected(proxy.url) as sock:
        send_get(sock)
        send_get(sock, "/", "Connection: close")
        received = read_all(sock)
    assert received.status == status
    assert received.field("Retry-After") == retry_after
    assert received.body == b"busy" + _LENGTH
    assert len(server.requests) == 1


def test_status_after_a_body_and_for_head(proxy: FaultProxy) -> None:
    """The body of a request that the server does not get, and one that HEAD must not have, do not disturb the next."""
    proxy.script(faults.Status(500, {}, b"no"), faults.Status(599, {}, b"no"))
    with connected(proxy.url) as sock:
        sock.sendall(b"POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc")
        send_get(sock, method="HEAD")
        send_get(sock, "/", "Connection: close")
        received = read_all(sock)
    assert received.status == 500
    assert received.body == b"noHTTP/1.1 599 Unknown\r\nContent-Length: 2\r\n\r\n" + _LENGTH


def test_status_line(proxy: FaultProxy) -> None:
    """The first line is replaced, the rest is the server's."""
    proxy.script(faults.StatusLine("HTTP/7 OK"))
    received = get(proxy.url)
    assert received.line == "HTTP/7 OK"
    assert received.body == JPEG


def test_headers(proxy: FaultProxy) -> None:
    """Fields can be set, dropped, and made huge; without a length the body ends with the connection."""
    proxy.script(
        faults.SetHeader("content-type", "text/html"),
        faults.DropHeader("content-length"),
        faults.HugeHeader(200_000),
        faults.HugeHeader(1, 150),
    )
    assert get(proxy.url).field("Content-Type") == "text/html"
    with connected(proxy.url) as sock:
        send_get(sock)
        received = read_all(sock)
    assert received.body == JPEG
    assert received.field("Content-Length") is None
    assert len(get(proxy.url).field("X-Huge-0") or "") == 200_000
    assert get(proxy.url).head.count("X-Huge-") == 150


def test_drip(proxy: FaultProxy) -> None:
    """The head comes at once, then so many bytes a tick, and not one more."""
    drip = faults.Drip(size=2)
    proxy.script(drip)
    with connected(proxy.url) as sock:
        send_get(sock)
        head = read_exactly(sock, len(_LENGTH) - len(JPEG))
        assert head.endswith(b"\r\n\r\n")
        for tick in range(5):
            drip.gate.wait_for_arrivals(tick + 1)
            assert proxy.requests[0].sent == 2 * tick
            drip.gate.let()
            assert read_exactly(sock, 2) == JPEG[2 * tick : 2 * tick + 2]
        drip.gate.open()
        assert read_exactly(sock, len(JPEG) - 10) == JPEG[10:]


@pytest.mark.parametrize("after", [0, 1, 300])
def test_stall(proxy: FaultProxy, after: int) -> None:
    """The body stops, and goes on when it is let."""
    stall = faults.Stall(after)
    proxy.script(stall)
    with connected(proxy.url) as sock:
        send_get(sock)
        stall.gate.wait_for_arrivals()
        head = len(_LENGTH) - len(JPEG)
        assert read_exactly(sock, head + after)[head:] == JPEG[:after]
        assert proxy.requests[0].sent == after
        stall.gate.let()
        assert read_exactly(sock, len(JPEG) - after) == JPEG[after:]


def test_delay(proxy: FaultProxy, server: RawServer) -> None:
    """The server is asked when the gate opens, not before."""
    delay = faults.Delay()
    proxy.script(delay)
    with connected(proxy.url) as sock:
        send_get(sock, "/", "Connection: close")
        delay.gate.wait_for_arrivals()
        assert server.lines == []
        delay.gate.open()
        assert read_all(sock).body == JPEG


def test_gate_counts_who_came() -> None:
    """Waiting for somebody who does not come ends with an error that says how many came."""
    gate = faults.Gate()
    gate.open()
    assert gate.pass_through(lambda: False)
    gate.wait_for_arrivals(1)
    with pytest.raises(TimeoutError, match="1 of 2"):
        gate.wait_for_arrivals(2, timeout_s=0.01)


@pytest.mark.parametrize("offset", [0, 99, 100, 101, len(JPEG) - 1])
@pytest.mark.parametrize("kind", ["proxy", "chunks"])
def test_flip(request: pytest.FixtureRequest, kind: str, offset: int) -> None:
    """One byte differs; the length does not."""
    proxy: FaultProxy = request.getfixturevalue(kind)
    proxy.script(faults.Flip(offset, bits=1))
    body = get(proxy.url).body
    body = b"".join(unchunked(body)[0]) if kind == "chunks" else body
    assert len(body) == len(JPEG)
    assert [at for at in range(len(JPEG)) if body[at] != JPEG[at]] == [offset]
    assert body[offset] == JPEG[offset] ^ 1


@pytest.mark.parametrize("kind", ["proxy", "chunks"])
def test_replace_and_swap_without_a_range(request: pytest.FixtureRequest, kind: str) -> None:
    """Other bytes come with their own length under the same head."""
    proxy: FaultProxy = request.getfixturevalue(kind)
    proxy.script(faults.Replace(SVG), faults.Swap(SVG))
    for _ in range(2):
        received = get(proxy.url)
        assert (received.body, received.field("Content-Length")) == (SVG, str(len(SVG)))
        assert (received.status, received.field("Content-Type")) == (200, "image/jpeg")
    assert get(proxy.url).field("Content-Length") != str(len(SVG))


def test_shorten_and_append(proxy: FaultProxy, chunks: FaultProxy) -> None:
    """A body that is shorter or longer than the file is framed as if it were the file."""
    for each in (proxy, chunks):
        each.script(faults.Shorten(100), faults.Shorten(0), faults.Shorten(101), faults.Append(b"tail"))
    for wanted in (JPEG[:100], b"", JPEG[:101], JPEG + b"tail"):
        received = get(proxy.url)
        assert (received.body, received.field("Content-Length")) == (wanted, str(len(wanted)))
        whole, end = unchunked(get(chunks.url).body)
        assert (b"".join(whole), end) == (wanted, b"0\r\n\r\n")


def test_content_length_too_long(proxy: FaultProxy, chunks: FaultProxy) -> None:
    """The connection ends after a body that is shorter than claimed, whether it had a length before or not."""
    for each in (proxy, chunks):
        each.script(faults.ContentLength(+7))
        with connected(each.url) as sock:
            send_get(sock)
            received = read_all(sock)
        assert received.body == JPEG
        assert received.field("Content-Length") == str(len(JPEG) + 7)
        assert received.field("Transfer-Encoding") is None


def test_content_length_too_short(proxy: FaultProxy) -> None:
    """The surplus stands before the next answer on the same connection."""
    proxy.script(faults.ContentLength(-7))
    with connected(proxy.url) as sock:
        send_get(sock)
        send_get(sock, "/", "Connection: close")
        received = read_all(sock)
    assert received.field("Content-Length") == str(len(JPEG) - 7)
    assert received.body == JPEG + _LENGTH


def test_gzip_whole_and_cut(proxy: FaultProxy, chunks: FaultProxy) -> None:
    """The body is compressed, in whole chunks, or with its true length, though its end may be missing."""
    for each in (proxy, chunks):
        each.script(faults.Gzip(), faults.Gzip(lost=9), (faults.Gzip(lost=9), faults.ContentLength()))
        received = get(each.url, "/", "Accept-Encoding: identity")
        whole, end = unchunked(received.body)
        assert received.field("Content-Encoding") == "gzip"
        assert end == b"0\r\n\r\n"
        packed = b"".join(whole)
        assert gzip.decompress(packed) == JPEG
        whole, end = unchunked(get(each.url).body)
        assert (b"".join(whole), end) == (packed[:-9], b"0\r\n\r\n")
        received = get(each.url)
        assert received.field("Content-Length") == str(len(received.body))
        assert zlib.decompressobj(31).decompress(received.body) != b""
        with pytest.raises(EOFError):
            gzip.decompress(received.body)


@pytest.mark.parametrize("in_chunks", [False, True])
def test_endless(proxy: FaultProxy, in_chunks: bool) -> None:
    """After the body come other bytes for as long as somebody reads; when nobody does, the exchange is over."""
    proxy.script(faults.Endless(b"ab" * 5000, chunked=in_chunks))
    with connected(proxy.url) as sock:
        send_get(sock)
        data = read_exactly(sock, 5_000_000)
    assert len(data) == 5_000_000
    assert (b"Transfer-Encoding: chunked" in data[:200]) is in_chunks
    assert b"Content-Length" not in data[:200]
    proxy.requests[0].wait_for_end()


def test_faults_go_together(proxy: FaultProxy) -> None:
    """Several faults of one step are applied in their order."""
    stall = faults.Stall(2)
    proxy.script((faults.Status(429, {"Retry-After": "1"}, b"wait"), faults.Flip(0), stall, faults.Cut(3)))
    with connected(proxy.url) as sock:
        send_get(sock)
        stall.gate.wait_for_arrivals()
        assert read_exactly(sock, 12) == b"HTTP/1.1 429"
        stall.gate.open()
        assert read_all(sock).body == b"\x88ai"


@pytest.mark.parametrize(
    "fault",
    [
        faults.Cut(len(JPEG) + 1),
        faults.Stall(len(JPEG)),
        faults.Flip(len(JPEG)),
        faults.Shorten(len(JPEG) + 1),
        faults.Gzip(lost=10_000),
        faults.ShiftRange(start=1),
        faults.Multipart(),
    ],
    ids=lambda fault: type(fault).__name__,
)
def test_a_fault_that_does_not_fit_is_reported(server: RawServer, fault: faults.Fault) -> None:
    """The client's connection ends, and close() raises what fault could not be done, and why."""
    proxy = FaultProxy(server.url)
    proxy.script(fault)
    get(proxy.url)
    proxy.requests[0].wait_for_end()
    with pytest.raises(faults.FaultImpossibleError, match=type(fault).__name__):
        proxy.close()


def test_every_fault_is_exported_in_order() -> None:
    """`faults.__all__` is sorted and has every class of fault there is."""
    assert faults.__all__ == sorted(faults.__all__)
    ours = [fault for fault in faults.Fault.__subclasses__() if fault.__module__.startswith("photoprism_client")]
    assert {fault.__name__ for fault in ours} <= set(faults.__all__)
