"""What the workers of a batch share: one pause, one bandwidth, one care for the server's index."""

import threading

from photoprism_client._clock import Clock
from photoprism_client._transport.response import RESTResponse
from photoprism_client.exceptions import ApiTypeError, ApiValueError
from photoprism_client.transfer.flow import Flow

_MOST_MISSING = 5  # in a row; then the server's originals are probably not mounted
_PARTS_PER_SECOND = 10  # of a limited bandwidth: a worker never sleeps much longer than a tenth of a second at once


class StoppedError(Exception):
    """The batch ends; never leaves it."""


class Pause:
    """A pause that the server asked for, kept by all workers.

    :param clock: what to sleep with.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._until = 0.0

    def hold(self, seconds: float) -> None:
        """Begin a pause, or make it longer.

        :param seconds: from now on.
        """
        self._until = max(self._until, self._clock.monotonic() + seconds)

    def wait(self) -> None:
        """Wait for its end."""
        kept = 0.0
        while (until := self._until) > kept:
            kept = until  # another worker may make it longer meanwhile
            if (left := until - self._clock.monotonic()) > 0:
                self._clock.sleep(left)


class Throttle:
    """A bandwidth for all workers together.

    :param bytes_per_s: above 0.
    :param clock: what to sleep with.
    :raises ApiTypeError: that is no number.
    :raises ApiValueError: that is not above 0.
    """

    def __init__(self, bytes_per_s: float, clock: Clock) -> None:
        if isinstance(bytes_per_s, bool) or not isinstance(bytes_per_s, int | float):
            raise ApiTypeError(f"max_bytes_per_s must be a number of bytes, not {bytes_per_s!r}")
        if not 0 < bytes_per_s < float("inf"):
            raise ApiValueError(f"max_bytes_per_s must be above 0 and finite, or None, not {bytes_per_s!r}")
        self._rate = bytes_per_s
        self._clock = clock
        self._lock = threading.Lock()
        self._paid_until = 0.0

    @property
    def largest_part(self) -> int:
        """Bytes to receive at once at the most."""
        return max(1, min(1024 * 1024, int(self._rate / _PARTS_PER_SECOND)))

    def take(self, count: int) -> float:
        """Wait as long as bytes take at this bandwidth.

        :param count: bytes received.
        :return: seconds waited.
        """
        with self._lock:
            now = self._clock.monotonic()
            self._paid_until = max(self._paid_until, now) + count / self._rate
            wait_s = self._paid_until - now
        self._clock.sleep(wait_s)
        return wait_s


class Care:
    """Care for the server's index: asking for a file that is missing on its disk takes it out of there.

    Until a request succeeded, and after each missing file, requests go one at a time.

    :param stopping: set when the batch ends.
    """

    def __init__(self, stopping: threading.Event) -> None:
        self._stopping = stopping
        self._changed = threading.Condition()
        self._is_trusted = False
        self._active = 0
        self.in_a_row = 0

    @property
    def is_exhausted(self) -> bool:
        """Whether so many were missing in a row that no more should be asked for."""
        return self.in_a_row >= _MOST_MISSING

    def enter(self) -> None:
        """Wait until a file may be asked for.

        :raises StoppedError: the batch ends.
        """
        with self._changed:
            self._changed.wait_for(lambda: self._stopping.is_set() or self._is_trusted or not self._active)
            if self._stopping.is_set() or self.is_exhausted:
                raise StoppedError
            self._active += 1

    def leave(self, *, is_good: bool, is_missing: bool) -> None:
        """Say what became of the file.

        :param is_good: it came.
        :param is_missing: the server does not have it.
        """
        with self._changed:
            self._active -= 1
            if is_good:
                self._is_trusted, self.in_a_row = True, 0
            elif is_missing:
                self._is_trusted, self.in_a_row = False, self.in_a_row + 1
            self._changed.notify_all()

    def wake(self) -> None:
        """Let those who wait see that the batch ends."""
        with self._changed:
            self._changed.notify_all()


class SharedFlow(Flow):
    """The pace of one worker.

    :param clock: what to sleep with.
    :param stopping: set when the batch ends.
    :param pause: shared by all workers.
    :param care: shared by all workers.
    :param throttle: shared by all workers, or None.
    """

    def __init__(
        self, clock: Clock, stopping: threading.Event, pause: Pause, care: Care, throttle: Throttle | None
    ) -> None:
        super().__init__(clock)
        self._stopping, self._pause, self._care, self._throttle = stopping, pause, care, throttle
        self._has_entered = False
        self._response: RESTResponse | None = None
        self.largest_part = None if throttle is None else throttle.largest_part

    def check(self) -> None:
        """End the transfer where the batch ends.

        :raises StoppedError: it does.
        """
        if self._stopping.is_set():
            raise StoppedError

    def ready(self) -> None:
        """Wait for the pause to end and for this file's turn."""
        self.check()
        self._pause.wait()
        if not self._has_entered:
            self._care.enter()
            self._has_entered = True
        self.check()

    def opened(self, response: RESTResponse) -> None:
        """Keep the answer, to be interrupted where the batch ends."""
        self._response = response
        self.check()

    def received(self, count: int) -> None:
        """Wait as the bandwidth demands."""
        self.check()
        if self._throttle is not None:
            self.slept_s += self._throttle.take(count)

    def rest(self, seconds: float) -> None:
        """Wait before another attempt, unless the batch ends."""
        self.check()
        self.clock.sleep(seconds)
        self.check()

    def hold(self, seconds: float) -> None:
        """Make all workers wait."""
        self.check()
        self._pause.hold(seconds)

    def leave(self, *, is_good: bool, is_missing: bool) -> None:
        """Be done with a file.

        :param is_good: it came, or was there.
        :param is_missing: the server does not have it.
        """
        self._response = None
        if self._has_entered:
            self._has_entered = False
            self._care.leave(is_good=is_good, is_missing=is_missing)

    def interrupt(self) -> None:
        """Wake the worker where it waits for bytes; any thread may call it."""
        response = self._response
        if response is not None:
            response.interrupt()
