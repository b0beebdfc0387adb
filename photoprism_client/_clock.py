"""Time and chance, passed in by whoever needs them, so that a test can pass its own."""

import random
import time
from collections.abc import Callable
from typing import NamedTuple


def _chance() -> float:
    # Not random.random itself: that is a method, and a pickle of a clock would hold the whole state of its generator.
    return random.random()  # noqa: S311 - a wait, not a secret


class Clock(NamedTuple):
    """What needs time or chance gets it from here, so that a test can pass its own.

    ``sleep`` takes seconds; ``now`` is the wall clock and ``monotonic`` the steady one, in seconds; ``chance`` returns
    a number from 0 to below 1.
    """

    sleep: Callable[[float], object] = time.sleep
    now: Callable[[], float] = time.time
    monotonic: Callable[[], float] = time.monotonic
    chance: Callable[[], float] = _chance


SYSTEM_CLOCK = Clock()
