"""A clock that tests move."""

import time

from photoprism_client._clock import Clock


def recording_clock(sleeps: list[float]) -> Clock:
    """Make a clock that records sleeps in halves of a second, and none of 0 seconds.

    Many thumbnails wait until a moment, so that the time which has passed since is taken off.
    """

    def sleep(seconds: float) -> None:
        sleeps.append(round(seconds * 2) / 2)

    return Clock(sleep=sleep, chance=lambda: 1.0)


class ManualClock:
    """The time of servers and clients in a test. It moves only when the test says so; sleeps are recorded."""

    def __init__(self) -> None:
        self._now = self._monotonic = float(int(time.time()))
        self.sleeps: list[float] = []

    def now(self) -> float:
        """Return the wall-clock time of server and client, in seconds since 1970."""
        return self._now

    def advance(self, seconds: float) -> None:
        """Let time pass."""
        self._now += seconds
        self._monotonic += seconds

    def jump(self, seconds: float) -> None:
        """Change the wall clock without letting time pass."""
        self._now += seconds

    @property
    def clock(self) -> Clock:
        """The same time as the clock of a client."""
        return Clock(sleep=self.sleeps.append, now=self.now, monotonic=lambda: self._monotonic, chance=lambda: 1.0)
