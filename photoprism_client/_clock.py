"""Time and randomness, passed as arguments so that tests can replace them."""

import random
import time
from collections.abc import Callable
from typing import NamedTuple


def _chance() -> float:
    # Not random.random itself: it is a bound method, so a pickled clock would hold the state of the generator.
    return random.random()  # noqa: S311 - a wait, not a secret


class Clock(NamedTuple):
    """The sources of time and randomness.

    ``sleep`` takes seconds. ``now`` is the wall clock and ``monotonic`` the monotonic one, both in seconds. ``chance``
    returns a number from 0 up to, but not including, 1.
    """

    sleep: Callable[[float], object] = time.sleep
    now: Callable[[], float] = time.time
    monotonic: Callable[[], float] = time.monotonic
    chance: Callable[[], float] = _chance


SYSTEM_CLOCK = Clock()
