"""N1, N2, N3, N8: attempts are bounded, waits are as the server asks, and a drip is not waited for."""

import socket

import pytest

from photoprism_client import ApiClient, Configuration, ImagesApi, ServiceException, TransportError
from photoprism_client._clock import Clock
from photoprism_client.api.sources import ImageSources
from photoprism_client.transfer import FileProgress, Limits, fetch
from test.support.clients import Connect, Serve
from test.support.raw_server import Peer, answer
from test.support.served_file import Served, status
from test.transfer.conftest import Folder, Offer

SMALL = bytes(range(256)) * 400


def test_n1_refused_connections_are_tried_five_times(connect: Connect, folder: Folder, sleeps: list[float]) -> None:
    """A server that does not run is asked five times, with growing waits; nothing is left."""
    with socket.create_server(("127.0.0.1", 0)) as sock:
        port = sock.getsockname()[1]
    with pytest.raises(TransportError, match="refused"):
        connect(f"http://127.0.0.1:{port}").get_download_to_file("ab" * 20, folder / "a.jpg")
    assert sleeps == [1.0, 2.0, 4.0, 8.0]
    assert folder.partials == []


def test_n2_silence_ends_with_the_read_timeout(serve: Serve, connect: Connect, folder: Folder) -> None:
    """A server that accepts and says nothing is given up after five attempts."""
    server = serve(lambda peer: peer.wait_for_end())
    with pytest.raises(TransportError, match="no answer in time"):
        connect(server.url).get_thumb_to_file("ab" * 20, folder / "a.jpg", _request_timeout=(60, 0.02))
    server.wait_for_ends(5)
    assert server.connections == 5


@pytest.mark.parametrize("frame", ["length", "chunks", "none"])
def test_n3_a_drip_is_given_up(serve: Serve, folder: Folder, frame: str) -> None:
    """A byte just inside each read timeout is less than 1 KiB/s over a minute: no attempt lasts for hours."""
    now = [0.0]

    def tick() -> float:
        now[0] += 1.0
        return now[0]

    sleeps: list[float] = []
    clock = Clock(sleep=sleeps.append, monotonic=tick, chance=lambda: 1.0)
    fields = {"length": "Content-Length: 100000", "chunks": "Transfer-Encoding: chunked", "none": "X-A: b"}
    head = answer(b"", "image/jpeg", fields[frame], length=None)

    def drip(peer: Peer) -> None:
        peer.request()
        peer.send(head)
        while True:
            peer.send(b"1\r\nx\r\n" if frame == "chunks" else b"x")

    server = serve(drip)
    with ApiClient(Configuration(host=server.url), clock=clock) as client:
        source = ImageSources(client).thumb("ab" * 20, "tile_50")
        with pytest.raises(TransportError, match="too slowly"):
            fetch(source, folder / "a.jpg", clock=clock, limits=Limits(slowest_bytes_per_s=10**9))
    assert len(server.requests) == 5
    assert folder.partials == []


@pytest.mark.parametrize(
    ("value", "expected"),
    [("7", 7.0), ("0", 0.0), ("junk", 1.0), ("-5", 1.0), ("Sun, 06 Nov 1994 08:50:07 GMT", 30.0)],
)
@pytest.mark.parametrize("code", ["429 Too Many", "503 Busy"])
def test_n8_retry_after_is_obeyed(serve: Serve, folder: Folder, value: str, expected: float, code: str) -> None:
    """Seconds and dates are waited for, junk is passed over."""
    served = Served(SMALL, status(code, f"Retry-After: {value}"))
    folder.allow(SMALL)
    sleeps: list[float] = []
    clock = Clock(sleep=sleeps.append, now=lambda: 784111777.0, chance=lambda: 1.0)
    with ApiClient(Configuration(host=serve(served).url), clock=clock) as client:
        ImagesApi(client).get_download_to_file(served.hash, folder / "a.jpg")
    assert sleeps == [expected]


def test_n8_a_wait_of_hours_ends_the_file(offer: Offer, folder: Folder, sleeps: list[float]) -> None:
    """More than two minutes are not waited for."""
    served = Served(SMALL, status("503 Busy", "Retry-After: 999999"))
    with pytest.raises(ServiceException):
        offer(served).get_download_to_file(served.hash, folder / "a.jpg")
    assert sleeps == []


@pytest.mark.parametrize("code", ["408 Slow", "500 Oops", "502 Bad", "504 Late"])
def test_n8_passing_errors_are_tried_again(offer: Offer, folder: Folder, code: str) -> None:
    """What may pass is asked for again."""
    served = Served(SMALL, status(code), status(code))
    offer(served).get_download_to_file(served.hash, folder / "a.jpg")
    assert folder.finals == {"a.jpg": SMALL}


def test_progress_is_told_and_may_end_the_download(offer: Offer, folder: Folder) -> None:
    """Progress ends with the whole size; what it raises ends the download and keeps the partial file."""
    seen: list[tuple[int, int | None]] = []
    served = Served(SMALL)
    images = offer(served)
    images.get_download_to_file(served.hash, folder / "a.jpg", progress=lambda now: seen.append(now[1:]))
    assert seen[-1] == (len(SMALL), len(SMALL))
    assert seen == sorted(seen)

    def enough(_now: FileProgress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        images.get_download_to_file(served.hash, folder / "b.jpg", progress=enough)
    assert folder.partials == [".json", ".part"]
    assert images.get_download_to_file(served.hash, folder / "b.jpg").resumed_from > 0
