"""Failures while many are fetched: what waits, what is tried again, and what ends the run."""

import contextlib
import itertools
import os
import threading
from collections import Counter
from collections.abc import Iterator

import pytest

from photoprism_client import (
    ApiClient,
    ApiException,
    Configuration,
    RateLimitException,
    ServiceException,
    TransportError,
)
from photoprism_client._call.bulk_pauses import LONGEST_OUTAGE_S
from photoprism_client._clock import Clock
from photoprism_client.testing import FaultProxy, Library, PhotoPrismServer
from photoprism_client.testing.proxy import faults
from test.support.bodies import JPEG
from test.support.clients import Connect, Serve
from test.support.manual_clock import ManualClock, recording_clock
from test.support.many import SIZE, THUMBS, Many, answering_each, get_all, hashes, pictures
from test.support.raw_server import Peer, RawServer, Seen, answer, answering
from test.support.waiting import collect_garbage, wait_until

_BUSY = "503 Service Unavailable"


@pytest.fixture(scope="module")
def library() -> Iterator[PhotoPrismServer]:
    """Start the embedded server once."""
    with PhotoPrismServer(Library.sample(photos=60)) as server:
        yield server


def test_server_that_restarts_twice_costs_no_picture(connect: Connect, sleeps: list[float]) -> None:
    """Of 10 000 thumbnails all come, although the server ends all connections and starts again, twice."""
    thumbs, found = hashes(10_000), []
    server = RawServer(answering_each())
    images = connect(server.url, client={"clock": recording_clock(sleeps)})
    with images.get_thumbs(thumbs, size=SIZE) as results:
        for thumb in results:
            found.append(bytes(thumb))
            if len(found) in {2000, 6000}:
                server.close()
                server = RawServer(answering_each(), port=server.port)
    server.close()
    assert found == pictures(thumbs)


def test_outage_of_ten_seconds_is_survived(many: Many, connect: Connect, sleeps: list[float]) -> None:
    """After a first answer, a server that takes no connections for ten seconds is waited for; no retry is used up."""
    clock = ManualClock()
    box = [RawServer(many.answering())]
    port = box[0].port

    def sleep(seconds: float) -> None:
        sleeps.append(seconds)
        clock.advance(seconds)
        if sum(sleeps) >= 10 and not box:
            box.append(RawServer(many.answering(), port=port))

    client = {"clock": Clock(sleep, clock.now, clock.clock.monotonic, lambda: 1.0)}
    images = connect(box[0].url, client=client)
    with many.fetch(images, many.names(40)) as thumbs:
        found = [next(thumbs)]
        box.pop().close()
        found += thumbs
    assert found == many.results(many.names(40))
    assert 10 <= sum(sleeps) < 31
    box.pop().close()


def test_outage_that_lasts_ends_the_run(many: Many, connect: Connect, sleeps: list[float]) -> None:
    """A server that stays away ends the run: all that is left gets the error, and nothing more is tried."""
    server = RawServer(many.answering())
    images = connect(server.url, client={"clock": recording_clock(sleeps)})
    with many.fetch(images, many.names(100), errors="return") as thumbs:
        first = next(thumbs)
        server.close()
        rest = list(thumbs)
    assert first == many.result(many.names(1)[0])
    failed = [each for each in rest if isinstance(each, ApiException)]
    assert len(failed) > 80
    assert {type(each) for each in failed} == {TransportError}
    assert len({id(each) for each in failed}) == len(failed)
    assert LONGEST_OUTAGE_S <= sum(sleeps) < 60


@pytest.mark.parametrize(
    "said",
    [
        *(answer(b"away", "text/html", status=status) for status in ("502 Bad Gateway", _BUSY, "504 Gateway Timeout")),
        b"",
    ],
    ids=["502", "503", "504", "closed"],
)
def test_outage_behind_a_proxy_is_survived(
    many: Many, serve: Serve, connect: Connect, sleeps: list[float], said: bytes
) -> None:
    """The same where a proxy answers meanwhile, or takes connections and closes them, for a server that restarts."""
    clock, is_begun = ManualClock(), threading.Event()

    def away(seen: Seen) -> bytes | None:
        return said if is_begun.is_set() and sum(sleeps) < 10 else None

    def sleep(seconds: float) -> None:
        sleeps.append(seconds)
        clock.advance(seconds)

    server = serve(many.answering(away))
    client = {"clock": Clock(sleep, clock.now, clock.clock.monotonic, lambda: 1.0)}
    with many.fetch(connect(server.url, client=client), many.names(200)) as thumbs:
        found = [next(thumbs)]
        is_begun.set()
        found += thumbs
    assert found == many.results(many.names(200))
    assert 10 <= sum(sleeps) < 31
    assert len(server.requests) < 200 + 8 * 16


@pytest.mark.parametrize("is_refused", [True, False], ids=["refused", "bad gateway"])
def test_outage_through_a_proxy_is_survived(
    many: Many, connect: Connect, sleeps: list[float], is_refused: bool
) -> None:
    """The same where ordinary calls go through a proxy, which is away, too, or answers for the server."""
    clock, box, is_begun, lock = ManualClock(), list[RawServer](), threading.Event(), threading.Lock()
    bad = answer(b"away", "text/html", status="502 Bad Gateway")
    script = many.answering(lambda seen: bad if is_begun.is_set() and sum(sleeps) < 10 else None)

    def sleep(seconds: float) -> None:
        with lock:
            sleeps.append(seconds)
            clock.advance(seconds)
            if sum(sleeps) >= 10 and not box:
                box.append(RawServer(script, port=port))

    box.append(RawServer(script))
    port = box[0].port
    client = {"clock": Clock(sleep, clock.now, clock.clock.monotonic, lambda: 1.0)}
    images = connect("http://photos.invalid", proxy=box[0].url, client=client)
    with many.fetch(images, many.names(60)) as thumbs:
        found = [next(thumbs)]
        is_begun.set()
        if is_refused:
            box.pop().close()
        found += thumbs
    assert found == many.results(many.names(60))
    assert sum(sleeps) >= 10
    box.pop().close()


def test_proxy_that_is_away_is_given_up_soon(many: Many, connect: Connect, sleeps: list[float]) -> None:
    """Before the first answer, a proxy that takes no connection is tried a few times, however many there are."""
    with RawServer(many.answering()) as proxy:
        pass
    images = connect("http://photos.invalid", proxy=proxy.url, client={"clock": recording_clock(sleeps)})
    found = many.get_all(images, many.names(500), errors="return")
    assert {type(each) for each in found} == {TransportError}
    assert len(sleeps) < 50


def test_outage_behind_a_proxy_that_lasts_ends_the_run(
    many: Many, serve: Serve, connect: Connect, sleeps: list[float]
) -> None:
    """If the server behind a proxy stays away, all that is left gets the error, and little is asked."""
    is_begun = threading.Event()
    bad = answer(b"away", "text/html", status="502 Bad Gateway")
    server = serve(many.answering(lambda seen: bad if is_begun.is_set() else None))
    images = connect(server.url, client={"clock": recording_clock(sleeps)})
    with many.fetch(images, many.names(1000), errors="return") as thumbs:
        found = [next(thumbs)]
        is_begun.set()
        found += thumbs
    assert isinstance(found[-1], ServiceException)
    assert len(server.requests) < 16 + 16 + 8 * 16
    assert LONGEST_OUTAGE_S <= sum(sleeps) < 60


def test_server_that_never_answered_is_given_up_soon(many: Many, connect: Connect, sleeps: list[float]) -> None:
    """Before the first answer there are as many tries as for a single call, however many there are."""
    server = RawServer(many.answering())
    server.close()
    images = connect(server.url, client={"clock": recording_clock(sleeps)})
    found = many.get_all(images, many.names(50), errors="return")
    assert {type(each) for each in found} == {TransportError}
    assert sleeps == [0.5, 1.0]


def test_retry_after_pauses_all(many: Many, serve: Serve, connect: Connect, sleeps: list[float]) -> None:
    """A server that says when to come back gets no request from then on, until that time."""
    busy, seen_busy = answer(b"", None, "Retry-After: 7", status=_BUSY), threading.Barrier(4)
    left = [4]

    def script(peer: Peer) -> None:
        while (seen := peer.request()) is not None:
            if left[0]:
                seen_busy.wait(60)
                left[0] = 0
                peer.send(busy)
            else:
                peer.send(many.answer_for(many.name_in(seen)))

    server = serve(script)
    images = connect(server.url, client={"clock": recording_clock(sleeps)})
    assert many.get_all(images, many.names(60)) == many.results(many.names(60))
    assert sleeps == [7.0]
    assert len(server.requests) == 64


def test_too_many_requests_pause_all(many: Many, serve: Serve, connect: Connect, sleeps: list[float]) -> None:
    """A server that wants fewer requests gets none until the wait of the one that it refused is over."""
    all_four = threading.Barrier(4)

    def script(peer: Peer) -> None:
        for number in itertools.count():
            if (seen := peer.request()) is None:
                return
            if number < 2:
                all_four.wait(60)
            refused = answer(b"", None, status="429 Too Many Requests")
            peer.send(many.answer_for(many.name_in(seen)) if number else refused)

    server = serve(script)
    images = connect(server.url, client={"clock": recording_clock(sleeps)})
    assert many.get_all(images, many.names(60)) == many.results(many.names(60))
    assert sleeps == [0.5]
    assert {many.name_in(seen) for seen in server.requests[4:8]} == set(many.names(4))
    assert len(server.requests) == 64


def test_one_that_fails_waits_alone(many: Many, serve: Serve, connect: Connect, sleeps: list[float]) -> None:
    """A status that may pass costs its own request a wait; the others go on meanwhile."""
    tried: Counter[str] = Counter()

    def broken_at_first(seen: Seen) -> bytes | None:
        tried[many.name_in(seen)] += 1
        is_bad = many.number_of(seen) == 3 and tried[many.name_in(seen)] < 3
        return answer(b"", None, status="502 Bad Gateway") if is_bad else None

    server = serve(many.answering(broken_at_first))
    images = connect(server.url, client={"clock": recording_clock(sleeps)})
    with many.fetch(images, many.names(40), ordered=False) as pairs:
        assert dict(pairs) == dict(zip(many.names(40), many.results(many.names(40)), strict=True))
    assert tried[many.names(4)[3]] == 3
    assert sum(tried.values()) == 42
    assert sum(sleeps) <= 1.5


@pytest.mark.parametrize("status", ["500 Internal Server Error", "502 Bad Gateway"])
def test_status_that_stays_is_an_error_in_its_place(
    many: Many, serve: Serve, connect: Connect, sleeps: list[float], status: str
) -> None:
    """After the tries of a single call that one fails, and the others come."""
    bad = answer(b"", None, status=status)
    server = serve(many.answering(lambda seen: bad if many.number_of(seen) == 3 else None))
    images = connect(server.url, client={"clock": recording_clock(sleeps)})
    found = many.get_all(images, many.names(20), errors="return")
    assert isinstance(found[3], ServiceException)
    assert found[:3] + found[4:] == many.results(many.names(3) + many.names(16, 4))
    assert len(server.requests) == 22


def test_wait_that_is_too_long_is_not_waited(many: Many, serve: Serve, connect: Connect, sleeps: list[float]) -> None:
    """A Retry-After beyond two minutes is an error at once, as for a single call."""
    server = serve(answering(answer(b"", None, "Retry-After: 999999", status="429 Too Many Requests")))
    with pytest.raises(RateLimitException):
        many.get_all(connect(server.url), many.names(1))
    assert sleeps == []


@pytest.mark.parametrize("sent", [0, 1, 60, 300])
def test_answer_that_stalls_is_late(many: Many, serve: Serve, connect: Connect, sent: int) -> None:
    """An answer that stops coming, before or within its head or its body, ends after the read timeout; one more try."""
    stalled: set[str] = set()

    def script(peer: Peer) -> None:
        while (seen := peer.request()) is not None:
            whole = many.answer_for(many.name_in(seen))
            if many.number_of(seen) == 5 and not stalled:
                stalled.add(many.name_in(seen))
                peer.send(whole[:sent])
                peer.wait_for_end()
                return
            peer.send(whole)

    server, clock = serve(script), ManualClock()
    client = connect(server.url).api_client
    with many.by(client, clock, many.names(10)) as thumbs:
        assert list(thumbs) == many.results(many.names(10))
    assert len(stalled) == 1
    assert len(server.requests) == 11


def test_answer_that_drips_is_late(serve: Serve, connect: Connect) -> None:
    """An answer of which a byte comes now and then, each within the read timeout, ends by its least rate."""
    clock = ManualClock()
    sent = [0]

    def script(peer: Peer) -> None:
        if peer.request() is None:
            return
        peer.send(answer(JPEG)[:200])
        with contextlib.suppress(OSError):
            while sent[0] < 1000:
                sent[0] += 1
                peer.send(b"\0")
                clock.advance(20)
                peer.sock.settimeout(0.01)
                with contextlib.suppress(TimeoutError):
                    if not peer.sock.recv(1):
                        return

    server = serve(script)
    client = connect(server.url, retries=0).api_client
    with THUMBS.by(client, clock, hashes(1)) as thumbs, pytest.raises(TransportError, match="no answer in time"):
        next(thumbs)
    assert sent[0] < 1000


def test_slow_consumer_is_no_reason_to_give_up(many: Many, serve: Serve, connect: Connect) -> None:
    """What came while the consumer was busy for hours is not late, and nothing is asked again for it."""
    server, clock = serve(many.answering()), ManualClock()
    images = connect(server.url, client={"clock": clock.clock}, read_timeout_s=0.5)
    with many.fetch(images, many.names(60)) as thumbs:
        for number, thumb in enumerate(thumbs):
            assert thumb == many.result(many.names(60)[number])
            if number % 10 == 9:
                clock.advance(7200)
    assert len(server.requests) == 60


def test_consumer_that_stops_leaves_a_bounded_number(many: Many, serve: Serve, connect: Connect) -> None:
    """A consumer that never asks again leaves at most one answer for each connection unread."""
    server = serve(many.answering())
    thumbs = many.fetch(connect(server.url), many.endless(), connections=2)
    for _ in range(30):
        next(thumbs)
    assert len(server.requests) <= 30 + 8
    thumbs.close()


def _dripping() -> faults.Fault:
    drip = faults.Drip(size=601)
    drip.gate.open()
    return drip


@pytest.mark.parametrize(
    "fault",
    [
        faults.Cut(1000),
        faults.Cut(1000, reset=True),
        faults.Refuse(),
        faults.Refuse(reset=True),
        faults.Status(502, {}, b"<html>"),
        faults.Raw(b"junk\r\n"),
        _dripping(),
    ],
    ids=["cut", "reset within", "end", "reset", "bad gateway", "junk", "drip"],
)
def test_faults_among_many_are_passed_over(library: PhotoPrismServer, connect: Connect, fault: faults.Fault) -> None:
    """Of a whole library every thumbnail comes right, whatever happens to every ninth answer on its way."""
    server = library
    with FaultProxy(server.url) as proxy:
        proxy.script(*([None] * 8 + [fault]) * 6, match="/t/")
        thumbs = [photo.hash for photo in server.library.photos]
        straight = get_all(connect(server.url), thumbs)
        assert get_all(connect(proxy.url, retries=6), thumbs) == straight


def test_stalls_among_many_are_passed_over(library: PhotoPrismServer, connect: Connect) -> None:
    """The same where every ninth answer stops within its body, until the read timeout has passed."""
    thumbs = [photo.hash for photo in library.library.photos]
    with FaultProxy(library.url) as proxy:
        proxy.script(*([None] * 8 + [faults.Stall(1000)]) * 6, match="/t/")
        client = connect(proxy.url, retries=6).api_client
        with THUMBS.by(client, ManualClock(), thumbs) as found:
            assert list(found) == get_all(connect(library.url), thumbs)


@pytest.mark.once
@pytest.mark.parametrize(
    ("fault", "clients"),
    [(faults.Cut(1000), 50), (_dripping(), 50), (faults.Stall(1000), 6)],
    ids=["cut", "drip", "stall"],
)
def test_clients_of_a_bad_proxy_leave_nothing(library: PhotoPrismServer, fault: faults.Fault, clients: int) -> None:
    """Clients, one after another, that are closed in the middle of bad answers leave no thread and no descriptor."""
    thumbs = [photo.hash for photo in library.library.photos][:8]

    def use(url: str) -> None:
        clock = ManualClock()
        with ApiClient(Configuration(host=url), clock=clock.clock) as client:
            found = THUMBS.by(client, clock, thumbs * 3, connections=2, errors="return")
            assert len([next(found) for _ in range(4)]) == 4

    use(library.url)
    collect_garbage()
    before = len(os.listdir("/proc/self/fd"))
    with FaultProxy(library.url) as proxy:
        proxy.script(*[None, None, fault] * 500, match="/t/")
        for _ in range(clients):
            use(proxy.url)
    collect_garbage()
    wait_until(lambda: len(os.listdir("/proc/self/fd")) <= before)
    wait_until(lambda: not [thread for thread in threading.enumerate() if thread.name == "photoprism-bulk"])
