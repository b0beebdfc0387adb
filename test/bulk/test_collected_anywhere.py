"""The garbage collector at every moment: it may close an iterator in any thread, between any two lines."""

import queue
import sys
import threading
from types import FrameType
from typing import Any

import pytest

from photoprism_client import ImagesApi
from photoprism_client._transport import bulk, lean_pools, lender, worker_threads
from test.support.clients import Connect, Serve
from test.support.many import SIZE, endless, get_all, hashes, picture, pictures, thumb_in
from test.support.raw_server import Peer, answer
from test.support.waiting import wait_until

pytestmark = pytest.mark.once

_FILES = frozenset(module.__file__ for module in (bulk, lean_pools, lender, queue, worker_threads))
_PATIENCE_S = 60  # for one collection; there are hundreds, which take as long as they take


class _Collection:
    """Lets go of an abandoned iterator once, before a line of any thread: then that thread closes it.

    :param garbage: the iterator.
    :param at: the number of the line, in the order in which they run.
    """

    def __init__(self, garbage: list[object], at: int) -> None:
        self.lines, self._garbage, self._at = 0, garbage, at

    def trace(self, frame: FrameType, event: str, _arg: object) -> Any:
        """Count lines, as :func:`sys.settrace` wants it."""
        if frame.f_code.co_filename not in _FILES:
            return None
        if event == "line":
            self.lines += 1
            if self.lines == self._at:
                self._garbage.clear()
        return self.trace


def _fetch(images: ImagesApi, at: int) -> int:
    """Fetch while an abandoned iterator is collected; return how many lines ran."""
    garbage: list[object] = [images.get_thumbs(endless(), size=SIZE, connections=2)]
    next(garbage[0])  # type: ignore[call-overload]  # it is an iterator
    collection, before = _Collection(garbage, at), sys.gettrace()
    threading.settrace(collection.trace)
    sys.settrace(collection.trace)
    try:
        assert get_all(images, hashes(12), connections=2) == pictures(hashes(12))
    finally:
        sys.settrace(before)
        threading.settrace(before)
        garbage.clear()
    return collection.lines


def test_collected_anywhere_nothing_waits_for_itself(serve: Serve, connect: Connect) -> None:
    """Whatever a thread does when it has to close an abandoned iterator, all go on, and every slot is given back.

    Connections end after a few answers, so that threads open others.
    """

    def script(peer: Peer) -> None:
        for _ in range(5):
            if (seen := peer.request()) is None:
                return
            peer.send(answer(picture(thumb_in(seen))))

    images = connect(serve(script).url)
    slots = images.api_client.rest_client._slots
    stages: list[int] = []

    def work() -> None:
        for at in range(1, max(_fetch(images, 0) for _ in range(3)), 3):
            stages.append(at)
            _fetch(images, at)
            wait_until(lambda: slots._free == 16)
        stages.append(0)

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    begun = -1
    while thread.is_alive():
        assert begun < len(stages), f"it hangs at {stages[-1:]}"
        begun = len(stages)
        thread.join(_PATIENCE_S)
    assert stages[-1] == 0
