"""Ctrl-C at every moment of a loop: no connection and no slot is lost, and no result is handed out in a wrong place."""

import gc
import linecache
import sys
from concurrent.futures import ThreadPoolExecutor
from types import FrameType
from typing import Any

import pytest

from photoprism_client import ImagesApi, MediaBytes
from photoprism_client._transport import bulk, bulk_connection, lender, worker_threads
from test.support.clients import Connect, Serve
from test.support.many import SIZE, get_all, hashes, picture, pictures, thumb_in
from test.support.raw_server import Peer, answer, chunked
from test.support.waiting import collect_garbage, wait_until

pytestmark = pytest.mark.once

_FILES = frozenset(module.__file__ for module in (bulk, bulk_connection, lender, worker_threads))


class _Interruption:
    """Raises KeyboardInterrupt once, before a line of the loop in this thread.

    :param at: the number of the line, in the order in which they run.
    """

    def __init__(self, at: int) -> None:
        self.lines, self._at = 0, at

    def trace(self, frame: FrameType, event: str, _arg: object) -> Any:
        """Count lines, as :func:`sys.settrace` wants it."""
        if frame.f_code.co_filename not in _FILES:
            return None
        # A `with` has a second event at its end, between which and `__exit__` no signal can come.
        if event == "line" and not linecache.getline(frame.f_code.co_filename, frame.f_lineno).lstrip().startswith(
            "with "
        ):
            self.lines += 1
            if self.lines == self._at:
                raise KeyboardInterrupt
        return self.trace


def _fetch(images: ImagesApi, at: int) -> tuple[int, list[MediaBytes]]:
    """Fetch until an interruption; return how many lines ran, and what came.

    It runs in a separate thread: an error that a trace function raises where an ``except`` ends leaves
    :func:`sys.exception` of its thread behind, and with it a ``__context__`` for the errors of later tests.
    """
    with ThreadPoolExecutor(1) as executor:
        return executor.submit(_fetch_here, images, at).result()


def _fetch_here(images: ImagesApi, at: int) -> tuple[int, list[MediaBytes]]:
    found: list[MediaBytes] = []
    thumbs = images.get_thumbs(hashes(12), size=SIZE, connections=2)
    interruption, before = _Interruption(at), sys.gettrace()
    gc.disable()  # what a finalizer raises goes nowhere
    sys.settrace(interruption.trace)
    try:
        with thumbs:
            found.extend(thumbs)
    except KeyboardInterrupt:
        pass
    finally:
        sys.settrace(before)
        gc.enable()
    assert list(thumbs) == []
    return interruption.lines, found


def test_interrupted_anywhere_nothing_is_lost(serve: Serve, connect: Connect) -> None:
    """After Ctrl-C at any line, what came is right, the iterator is at its end, and every connection is given back.

    Connections end after a few answers, and one answer is chunked, so that all parts of the loop have work.
    """

    def script(peer: Peer) -> None:
        for number in range(5):
            if (seen := peer.request()) is None:
                return
            body = picture(thumb_in(seen))
            fields = ["Transfer-Encoding: chunked"] if number == 2 else []
            peer.send(answer(chunked(body) if fields else body, "image/jpeg", *fields, length=None if fields else -1))

    server = serve(script)
    images = connect(server.url)
    slots = images.api_client.rest_client._slots
    lines = max(_fetch(images, 0)[0] for _ in range(3))
    for at in range(1, lines, 7):
        _, found = _fetch(images, at)
        assert found == pictures(hashes(12))[: len(found)]
        wait_until(lambda: slots._free == 16)
    assert get_all(images, hashes(12)) == pictures(hashes(12))
    collect_garbage()
    assert sys.exception() is None
