"""Connections of the methods that fetch many: how many, from where, and where they go when it ends."""

import gc
import itertools
import logging
import os
import signal
import socket
import struct
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from urllib3.connection import HTTPConnection

from photoprism_client import ApiValueError
from photoprism_client._transport.lean_pools import LeanHTTPConnectionPool
from photoprism_client._transport.lender import Lender, Loan, Slots
from test.support.bodies import JPEG, SOME_HASH
from test.support.clients import Connect, Serve
from test.support.many import (
    SIZE,
    Many,
    answering_each,
    endless,
    get_all,
    hashes,
    number_of,
    picture,
    pictures,
    thumb_in,
)
from test.support.raw_server import Peer, Seen, answer, answering, answering_and_closing
from test.support.waiting import collect_garbage, wait_until

ROOT = Path(__file__).parent.parent.parent


def _descriptors() -> int:
    return len(os.listdir("/proc/self/fd"))


def test_connections_serve_single_calls_afterwards(serve: Serve, connect: Connect) -> None:
    """Connections go back to the pool as they were: single calls use them, and wait for slow answers as ever."""
    server = serve(answering_each())
    images = connect(server.url)
    get_all(images, hashes(20), connections=3)
    assert server.connections <= 3
    before = server.connections
    for thumb in hashes(5):
        assert images.get_thumb(thumb, size=SIZE) == picture(thumb)
    get_all(images, hashes(20), connections=before)
    assert server.connections == before


def test_connection_that_is_given_back_waits_for_slow_answers(serve: Serve, connect: Connect) -> None:
    """A call on a connection that did not block before blocks again, up to the time limit of the configuration."""
    go = threading.Event()
    server = serve(answering_each(lambda seen: None if number_of(seen) < 9 else b"" if not go.wait(60) else None))
    images = connect(server.url)
    get_all(images, hashes(5), connections=1)
    threading.Timer(0.1, go.set).start()
    assert images.get_thumb(hashes(1, 9)[0], size=SIZE) == picture(hashes(1, 9)[0])
    assert server.connections == 1


def test_kept_connection_that_the_server_closed_costs_no_try(serve: Serve, connect: Connect) -> None:
    """Connections that the server closes after each answer, without a word, fail no picture, even without retries."""
    server = serve(answering_and_closing(answer(JPEG)))
    assert get_all(connect(server.url, retries=0), hashes(60)) == [JPEG] * 60


def test_kept_connection_that_is_reset_costs_no_try(serve: Serve, connect: Connect) -> None:
    """The same for connections that end with a reset some time after an answer."""

    def script(peer: Peer) -> None:
        for _ in range(3):
            if peer.request() is None:
                return
            peer.send(answer(JPEG))
        peer.reset()

    server = serve(script)
    assert get_all(connect(server.url), hashes(100)) == [JPEG] * 100


def test_connections_closed_during_a_pause_are_replaced(many: Many, serve: Serve, connect: Connect) -> None:
    """A consumer that pauses for long goes on, although the server has closed all connections meanwhile."""
    open_now: list[socket.socket] = []

    def script(peer: Peer) -> None:
        open_now.append(peer.sock)
        while (seen := peer.request()) is not None:
            peer.send(many.answer_for(many.name_in(seen)))

    server = serve(script)
    with many.fetch(connect(server.url), many.names(100)) as thumbs:
        first = [next(thumbs) for _ in range(20)]
        wait_until(lambda: len(server.requests) >= 20)
        for sock in open_now:
            sock.shutdown(socket.SHUT_RDWR)
        assert first + list(thumbs) == many.results(many.names(100))


def test_iterators_of_a_client_share_sixteen_connections(many: Many, serve: Serve, connect: Connect) -> None:
    """Two iterators with 16 connections each, taken in turn, have 17 at most: the second always gets one."""
    server = serve(many.answering())
    images = connect(server.url)
    one = many.fetch(images, many.names(200), connections=16)
    other = many.fetch(images, many.names(200, 500), connections=16)
    for thumb, first, second in zip(many.names(200), one, other, strict=True):
        assert first == many.result(thumb)
        assert second != first
    assert server.connections <= 17


def test_iterator_that_is_left_alone_does_not_stop_others(many: Many, serve: Serve, connect: Connect) -> None:
    """An iterator that holds all connections and is never asked again leaves one to each other."""
    server = serve(many.answering())
    images = connect(server.url)
    with many.fetch(images, many.endless(), connections=16) as paused:
        next(paused)
        for _ in range(3):
            assert many.get_all(images, many.names(40), connections=16) == many.results(many.names(40))
        assert next(paused) == many.result(many.names(2)[1])


def test_slots_are_given_back() -> None:
    """What was taken can be taken again; the first of each loop is always there; who went without is noticed."""
    slots = Slots(2)
    loans = [Loan(cast(Lender, SimpleNamespace(slots=slots)), set()) for _ in range(5)]
    assert [slots.take(loan, is_first=False) for loan in loans[:3]] == [True, True, False]
    assert slots.is_short
    assert slots.take(loans[3], is_first=True)
    slots.give(loans[0])
    assert not slots.is_short
    assert not slots.take(loans[4], is_first=False)
    for loan in loans * 2:
        slots.give(loan)
    assert [slots.take(loan, is_first=False) for loan in loans[:3]] == [True, True, False]


def test_single_calls_beside_cause_no_warnings(
    serve: Serve, connect: Connect, caplog: pytest.LogCaptureFixture
) -> None:
    """Many and single calls share a small pool without a warning that it is full."""
    caplog.set_level(logging.WARNING, logger="urllib3")
    server = serve(answering_each())
    images = connect(server.url, connection_pool_maxsize=2)
    with images.get_thumbs(hashes(100), size=SIZE) as thumbs:
        for thumb, found in zip(hashes(100), thumbs, strict=True):
            assert found == picture(thumb) == images.get_thumb(thumb, size=SIZE)
    assert caplog.records == []


def test_fewer_connections_do_where_the_server_takes_no_more(
    serve: Serve, connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server that refuses further connections is served by those that there are; nothing fails and nothing waits."""
    server = serve(answering_each())
    connect_socket, lock, opened = HTTPConnection.connect, threading.Lock(), [0]

    def refuse_after_two(self: HTTPConnection) -> None:
        with lock:
            opened[0] += 1
            is_too_many = opened[0] > 2
        if is_too_many:
            raise ConnectionRefusedError("too many")
        connect_socket(self)

    monkeypatch.setattr(HTTPConnection, "connect", refuse_after_two)
    images = connect(server.url, retries=0)
    with images.get_thumbs(hashes(200), size=SIZE, connections=2) as warm:
        list(warm)
    assert get_all(images, hashes(200), connections=16) == pictures(hashes(200))
    assert server.connections <= 2


def test_fifty_clients_leave_nothing(serve: Serve, connect: Connect) -> None:
    """Iterators that are closed, dropped, left by an error or read to their end leave no thread and no descriptor."""
    server = serve(answering_each())
    before = threading.active_count()

    def use(number: int) -> None:
        images = connect(server.url)
        thumbs = images.get_thumbs(hashes(100), size=SIZE)
        for _ in itertools.islice(thumbs, 20 if number % 4 else None):
            pass
        if number % 4 == 1:
            thumbs.close()
        elif number % 4 == 2:
            with pytest.raises(KeyboardInterrupt), thumbs:
                raise KeyboardInterrupt
        del thumbs
        images.api_client.close()

    for number in range(6):
        use(number)
    collect_garbage()
    wait_until(lambda: threading.active_count() <= before + server.connections)
    server.wait_for_ends(server.connections)
    descriptors = _descriptors()
    for number in range(50):
        use(number)
    collect_garbage()
    wait_until(lambda: _descriptors() <= descriptors)
    wait_until(lambda: not [thread for thread in threading.enumerate() if thread.name == "photoprism-bulk"])


def test_garbage_in_a_circle_is_collected(serve: Serve, connect: Connect) -> None:
    """An iterator in a circle of references is closed by the collector, in whatever order that finalizes."""
    server = serve(answering_each())
    images = connect(server.url)
    for _ in range(5):
        circle: dict[str, Any] = {"thumbs": images.get_thumbs(endless(), size=SIZE)}
        circle["circle"] = circle
        next(circle["thumbs"])
        del circle
    collect_garbage()
    slots = images.api_client.rest_client._slots
    wait_until(lambda: slots._free == 16)
    assert get_all(images, hashes(20)) == pictures(hashes(20))


def test_a_lost_connection_keeps_nothing_alive(serve: Serve, connect: Connect) -> None:
    """An iterator is closed with its last reference, without the collector, also after connections were lost."""

    def script(peer: Peer) -> None:
        if (seen := peer.request()) is not None:
            peer.send(answer(picture(thumb_in(seen))))

    images = connect(serve(script).url)
    slots = images.api_client.rest_client._slots
    gc.disable()
    try:
        thumbs = images.get_thumbs(endless(), size=SIZE)
        assert [next(thumbs) for _ in range(30)] == pictures(hashes(30))
        del thumbs
        wait_until(lambda: slots._free == 16)  # a thread may have one for a moment
    finally:
        gc.enable()


def test_closing_gives_back_what_is_idle(many: Many, serve: Serve, connect: Connect) -> None:
    """Of an iterator that is closed, connections without a request serve the next one; the others are closed."""
    server = serve(many.answering())
    images = connect(server.url)
    with many.fetch(images, many.names(10), connections=1) as thumbs:
        assert len(list(thumbs)) == 10
    with many.fetch(images, many.endless(), connections=1) as thumbs:
        next(thumbs)
    assert server.connections == 1
    assert many.get_all(images, many.names(5), connections=1) == many.results(many.names(5))
    assert server.connections == 2


def test_client_that_is_closed_ends_its_iterators(many: Many, serve: Serve, connect: Connect) -> None:
    """After the client is closed, the next result is an error, and all connections are closed."""
    server = serve(many.answering())
    images = connect(server.url)
    thumbs = many.fetch(images, many.endless())
    next(thumbs)
    images.api_client.close()
    server.wait_for_ends(server.connections)
    for _ in range(2):
        with pytest.raises(ApiValueError, match="is closed"):
            next(thumbs)
    with pytest.raises(ApiValueError, match="is closed"):
        many.fetch(images, many.names(1)).__next__()


def test_iterable_may_close_the_iterator(many: Many, serve: Serve, connect: Connect) -> None:
    """Closing from within the iterable ends the iteration as closing from elsewhere does."""
    server = serve(many.answering())

    def closing() -> Iterator[str]:
        yield from many.names(3)
        thumbs.close()
        yield from many.endless()

    thumbs = many.fetch(connect(server.url), closing(), connections=1)
    assert len(list(thumbs)) <= 3


def test_iterable_may_close_the_client(many: Many, serve: Serve, connect: Connect) -> None:
    """Closing the client from within the iterable does so, too, with an error."""
    server = serve(many.answering())
    images = connect(server.url)

    def closing() -> Iterator[str]:
        yield from many.names(3)
        images.api_client.close()
        yield from many.endless()

    thumbs = many.fetch(images, closing(), connections=1)
    with pytest.raises(ApiValueError, match="is closed"):
        list(thumbs)


def test_closing_from_another_thread_ends_a_wait(many: Many, serve: Serve, connect: Connect) -> None:
    """A thread that waits for an answer ends soon after another closes the iterator."""
    there, go = threading.Event(), threading.Event()

    def hold(seen: Seen) -> bytes:
        there.set()
        go.wait(120)
        return b""

    server = serve(many.answering(hold))
    thumbs = many.fetch(connect(server.url), many.names(10))
    found: list[bytearray] = []
    thread = threading.Thread(target=lambda: found.extend(thumbs))
    thread.start()
    assert there.wait(60)
    thumbs.close()
    thread.join(60)
    assert not thread.is_alive()
    assert found == []
    go.set()


_FORKING = """
import os, sys
from photoprism_client import ApiClient, ApiValueError, Configuration, ImagesApi

client = ApiClient(Configuration(host=sys.argv[1]))
thumbs = ImagesApi(client).get_thumbs(["%040x" % number for number in range(200)])
for _ in range(50):
    next(thumbs)
child = os.fork()
if child == 0:
    code = 1
    try:
        next(thumbs)
    except ApiValueError as error:
        code = 0 if "parent process" in str(error) else 2
    thumbs.close()
    try:
        mine = ImagesApi(client).get_thumbs(["%040x" % number for number in range(20)])
        code = code or (0 if len(list(mine)) == 20 else 3)
    finally:
        os._exit(code)
_, status = os.waitpid(child, 0)
assert status == 0, status
assert len(list(thumbs)) == 150
client.close()
"""

_LEAVING = """
import sys
from photoprism_client import ApiClient, Configuration, ImagesApi

thumbs = ImagesApi(ApiClient(Configuration(host=sys.argv[1]))).get_thumbs(["%040x" % number for number in range(100)])
next(thumbs)
sys.exit(3)
"""

_INTERRUPTED = """
import sys
from photoprism_client import ApiClient, Configuration, ImagesApi

client = ApiClient(Configuration(host=sys.argv[1]))
thumbs = ImagesApi(client).get_thumbs(["%040x" % number for number in range(100)])
print("ready", flush=True)
try:
    for _ in thumbs:
        pass
except KeyboardInterrupt:
    print("interrupted", list(thumbs), flush=True)
"""


def _run(code: str, url: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-W", "error", "-c", code, url]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
def test_fork_leaves_the_iterator_to_the_parent(serve: Serve) -> None:
    """A child cannot go on with an iterator of its parent, which does; the child's own ones work."""
    server = serve(answering(answer(JPEG)))
    with _run(_FORKING, server.url) as process:
        _, said = process.communicate(timeout=60)
    assert process.returncode == 0, said


def test_interpreter_ends_in_the_middle(serve: Serve) -> None:
    """A program that ends with requests in flight ends at once, without a word."""
    held = threading.Event()
    server = serve(answering_each(lambda seen: None if number_of(seen) < 2 else b"" if held.wait(120) else None))
    with _run(_LEAVING, server.url) as process:
        _, said = process.communicate(timeout=60)
    held.set()
    assert (process.returncode, said) == (3, "")


@pytest.mark.parametrize("while_connecting", [False, True])
def test_interrupt_ends_all_requests(serve: Serve, while_connecting: bool) -> None:
    """Ctrl-C ends a wait at once, for an answer or for a connection, and with it the iteration."""
    there, held = threading.Event(), threading.Event()

    def script(peer: Peer) -> None:
        if not while_connecting:
            peer.request()
        there.set()
        held.wait(120)

    server = serve(script)
    url = server.url.replace("http:", "https:") if while_connecting else server.url
    with _run(_INTERRUPTED, url) as process:
        assert there.wait(60)
        process.send_signal(signal.SIGINT)
        said, errors = process.communicate(timeout=60)
    held.set()
    assert (process.returncode, said, errors) == (0, "ready\ninterrupted []\n", "")


def test_lender_closes_what_cannot_be_used(serve: Serve, connect: Connect) -> None:
    """A connection that is given back in the middle of an answer is closed, and its slot is free again."""
    server = serve(answering_each())
    images = connect(server.url)
    images.get_thumb(SOME_HASH)
    client = images.api_client.rest_client
    (pool,) = client._pools.values()
    assert isinstance(pool, LeanHTTPConnectionPool)
    slots = Slots(1)
    lender = Lender(pool, slots, client._heads, client._default_timeouts)
    loans: set[Loan] = set()
    loan = lender.borrow(loans, is_first=True)
    assert isinstance(loan, Loan)
    assert lender.borrow(loans, is_first=False) is None
    for _ in range(2):
        loan.end(is_usable=False)
    server.wait_for_ends(1)
    assert loans == set()
    assert pool.pool is not None
    assert pool.pool.full()
    assert lender.borrow(loans, is_first=False) is not None


def test_reset_within_an_answer_counts(many: Many, serve: Serve, connect: Connect, sleeps: list[float]) -> None:
    """A connection that breaks within an answer is a failed try: the picture is asked for again after a wait."""
    broken = threading.Lock()

    def script(peer: Peer) -> None:
        while (seen := peer.request()) is not None:
            whole = many.answer_for(many.name_in(seen))
            if many.number_of(seen) == 7 and broken.acquire(blocking=False):
                peer.send(whole[:300])
                peer.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                return
            peer.send(whole)

    server = serve(script)
    assert many.get_all(connect(server.url), many.names(20)) == many.results(many.names(20))
    assert len(server.requests) == 21
