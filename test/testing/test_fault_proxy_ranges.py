"""Faults about ranges, as a client sees them that reads bytes off a socket."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from photoprism_client.testing import FaultProxy
from photoprism_client.testing.proxy import faults
from test.support.bodies import JPEG
from test.support.clients import Serve
from test.support.raw_client import get
from test.support.raw_server import RawServer, answer, answering

_PART = answer(JPEG[5:25], "image/jpeg", f"Content-Range: bytes 5-24/{len(JPEG)}", status="206 Partial Content")


@pytest.fixture
def server(serve: Serve) -> RawServer:
    """Start a server whose answers have a length."""
    return serve(answering(answer(JPEG)))


@pytest.fixture
def parts(serve: Serve) -> Iterator[FaultProxy]:
    """Start a proxy before a server that answers with a range."""
    with FaultProxy(serve(answering(_PART)).url) as proxy:
        yield proxy


def test_ignore_range(proxy: FaultProxy, server: RawServer) -> None:
    """The server is asked for the whole; the log still has what the client asked for."""
    proxy.script(faults.IgnoreRange())
    assert get(proxy.url, "/", "Range: bytes=5-", "If-Range: abc").body == JPEG
    assert not {"range", "if-range"} & set(server.requests[0].headers)
    assert proxy.requests[0].range == "bytes=5-"


def test_wrong_ranges(parts: FaultProxy) -> None:
    """The label of a range is shifted, replaced or left out; the bytes are as asked."""
    name = "Content-Range"
    parts.script(faults.ShiftRange(start=1, end=2, total=-3), faults.SetHeader(name, "x"), faults.DropHeader(name))
    received = [get(parts.url) for _ in range(3)]
    assert [found.field("Content-Range") for found in received] == [f"bytes 6-26/{len(JPEG) - 3}", "x", None]
    assert {(found.status, found.body) for found in received} == {(206, JPEG[5:25])}


def test_multipart(parts: FaultProxy) -> None:
    """The one part is wrapped as if there were several, with a length that fits."""
    parts.script(faults.Multipart())
    received = get(parts.url)
    boundary = (received.field("Content-Type") or "").removeprefix("multipart/byteranges; boundary=").encode()
    begin, part, end = received.body.split(b"--" + boundary)
    head, _, data = part.partition(b"\r\n\r\n")
    assert (begin, data, end) == (b"", JPEG[5:25] + b"\r\n", b"--\r\n")
    assert f"Content-Range: bytes 5-24/{len(JPEG)}".encode() in head
    assert received.field("Content-Length") == str(len(received.body))
    assert received.field("Content-Range") is None


@pytest.mark.parametrize(("total", "shown"), [(622, "bytes */622"), ("*", "bytes */*"), (0, "bytes */0"), (None, None)])
def test_unsatisfiable(proxy: FaultProxy, total: int | str | None, shown: str | None) -> None:
    """416 tells the size that the test wants, or none."""
    proxy.script(faults.Unsatisfiable(total, b"page"))
    received = get(proxy.url, "/", "Range: bytes=1000-")
    assert (received.status, received.body, received.field("Content-Range")) == (416, b"page", shown)


_NEW = bytes(range(100))
_DATE = "Wed, 21 Oct 2037 07:28:00 GMT"


@pytest.mark.parametrize(
    ("asked", "status", "body"),
    [
        ("bytes=10-", 206, _NEW[10:]),
        ("bytes=10-19", 206, _NEW[10:20]),
        ("bytes=90-500", 206, _NEW[90:]),
        ("bytes=-7", 206, _NEW[-7:]),
        ("bytes=100-", 416, b""),
        ("bytes=-", 200, _NEW),
        ("lines=1-2", 200, _NEW),
    ],
)
def test_swap_serves_ranges_of_the_new_file(proxy: FaultProxy, asked: str, status: int, body: bytes) -> None:
    """A swapped file is served as a good server would serve it."""
    proxy.script(faults.Swap(_NEW, _DATE))
    received = get(proxy.url, "/", f"Range: {asked}")
    assert (received.status, received.body) == (status, body)
    assert received.field("Last-Modified") == _DATE
    start = _NEW.index(body[:1]) if body else 0
    wanted = {200: None, 206: f"bytes {start}-{start + len(body) - 1}/100", 416: "bytes */100"}[status]
    assert received.field("Content-Range") == wanted


def test_swap_and_if_range(proxy: FaultProxy) -> None:
    """The old date gets the whole new file; from a careless server, a part of it."""
    proxy.script(faults.Swap(_NEW, _DATE), faults.Swap(_NEW, _DATE), faults.Swap(_NEW, _DATE, heeds_if_range=False))
    dates = (_DATE, "Wed, 21 Oct 2015 07:28:00 GMT", "Wed, 21 Oct 2015 07:28:00 GMT")
    found = [get(proxy.url, "/", "Range: bytes=10-", f"If-Range: {date}") for date in dates]
    assert [(each.status, each.body) for each in found] == [(206, _NEW[10:]), (200, _NEW), (206, _NEW[10:])]
