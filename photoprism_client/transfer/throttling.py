"""Throttling: pauses that the server asks for, a limit of the bandwidth, and a guard for missing originals."""

import threading
from collections.abc import Callable

from photoprism_client._call.missing_originals import MOST_MISSING
from photoprism_client._clock import Clock
from photoprism_client._settings.validation import whole_number
from photoprism_client._transport.response import RESTResponse
from photoprism_client.exceptions import ApiTypeError, ApiValueError, TransportError
from photoprism_client.transfer.source import DEFAULT_LIMITS, Limits

MAX_WORKERS = 16

_PARTS_PER_SECOND = 10  # of a limited bandwidth: a worker never sleeps much longer than a tenth of a second at once


class StoppedError(Exception):
    """The batch ends; never leaves it."""


class TooSlowError(TransportError):
    """A body comes too slowly to wait for its end."""


def check_load(workers: int, max_bytes_per_s: float | None) -> None:
    """Check how hard a batch may load the server.

    :param workers: files at a time, 1 to 16.
    :param max_bytes_per_s: for all workers together, above 0; None for no limit.
    :raises ApiTypeError: one of them is not a number of the right kind.
    :raises ApiValueError: one of them is out of its range.
    """
    whole_number(1, MAX_WORKERS)("workers", workers)
    if max_bytes_per_s is None:
        return
    if isinstance(max_bytes_per_s, bool) or not isinstance(max_bytes_per_s, int | float):
        raise ApiTypeError(f"max_bytes_per_s must be a number of bytes, not {max_bytes_per_s!r}")
    if not 0 < max_bytes_per_s < float("inf"):
        raise ApiValueError(f"max_bytes_per_s must be above 0 and finite, or None, not {max_bytes_per_s!r}")


class BandwidthLimit:
    """A bandwidth that all workers share.

    :param bytes_per_s: above 0.
    :param clock: what to sleep with.
    """

    def __init__(self, bytes_per_s: float, clock: Clock) -> None:
        self._rate = bytes_per_s
        self._clock = clock
        self._lock = threading.Lock()
        self._used_until = 0.0
        #: Bytes to receive at once at the most.
        self.largest_part = max(1, min(1024 * 1024, int(bytes_per_s / _PARTS_PER_SECOND)))

    def take(self, count: int) -> float:
        """Wait as long as bytes take at this bandwidth.

        :param count: bytes received.
        :return: seconds waited.
        """
        with self._lock:
            now = self._clock.monotonic()
            self._used_until = max(self._used_until, now) + count / self._rate
            wait_s = self._used_until - now
        self._clock.sleep(wait_s)
        return wait_s


class MissingGuard:
    """Limits requests for missing originals: asking for one takes it out of the server's index.

    Until a request succeeded, and after each missing file, requests go one at a time.

    :param stopping: set when the batch ends.
    """

    def __init__(self, stopping: threading.Event) -> None:
        self._stopping = stopping
        self._changed = threading.Condition()
        self._is_trusted = False
        self._active = 0
        self._in_a_row = 0

    @property
    def is_trusted(self) -> bool:
        """Whether several files may be asked for at once."""
        return self._is_trusted

    @property
    def exhausted(self) -> str | None:
        """Why nothing more may be asked for, or None: too many files in a row were missing."""
        if self._in_a_row < MOST_MISSING:
            return None
        return f"{self._in_a_row} files in a row are missing: are the server's originals mounted?"

    def enter(self) -> None:
        """Wait until a file may be asked for.

        :raises StoppedError: the batch ends.
        """
        with self._changed:
            self._changed.wait_for(lambda: self._stopping.is_set() or self._is_trusted or not self._active)
            if self._stopping.is_set() or self.exhausted:
                raise StoppedError
            self._active += 1

    def leave(self, *, is_good: bool, is_missing: bool) -> None:
        """End a request that :meth:`enter` let through; the parameters are those of :meth:`count`."""
        with self._changed:  # until it is counted: the last missing file must keep the next request out
            self._active -= 1
            self.count(is_good=is_good, is_missing=is_missing)

    def count(self, *, is_good: bool, is_missing: bool) -> None:
        """Count the result of a file.

        :param is_good: it came.
        :param is_missing: the server does not have it.
        """
        with self._changed:
            if is_good:
                self._is_trusted, self._in_a_row = True, 0
            elif is_missing:
                self._is_trusted, self._in_a_row = False, self._in_a_row + 1
            self._changed.notify_all()

    def wake(self) -> None:
        """Let waiting workers see that the batch ends."""
        with self._changed:
            self._changed.notify_all()


class Shared:
    """What the workers of a batch share.

    :param clock: what to sleep with.
    :param max_bytes_per_s: bandwidth of all workers together; None for no limit.
    """

    def __init__(self, clock: Clock, max_bytes_per_s: float | None) -> None:
        self.clock = clock
        self.stopping = threading.Event()
        self.guard = MissingGuard(self.stopping)
        self.bandwidth = None if max_bytes_per_s is None else BandwidthLimit(max_bytes_per_s, clock)
        self._paused_until = 0.0

    def pause(self, seconds: float) -> None:
        """Begin a pause for all workers, or make it longer.

        :param seconds: from now on.
        """
        self._paused_until = max(self._paused_until, self.clock.monotonic() + seconds)

    def wait_for_pause(self) -> None:
        """Wait for the end of the pause."""
        kept = 0.0
        while (until := self._paused_until) > kept:
            kept = until  # another worker may make it longer meanwhile
            if (left := until - self.clock.monotonic()) > 0:
                self.clock.sleep(left)


class Throttle:
    """Decides when a transfer may ask, and how fast it may receive.

    :param clock: what to sleep with.
    :param shared: what all workers of a batch share; None for a transfer on its own, which has no limits.
    """

    def __init__(self, clock: Clock, shared: Shared | None = None) -> None:
        self.clock = clock
        self._shared = shared
        self._bandwidth = None if shared is None else shared.bandwidth
        #: Bytes to receive at once at the most; None for as many as there are.
        self.largest_part = None if self._bandwidth is None else self._bandwidth.largest_part
        self._has_entered = False
        self._interrupt: Callable[[], object] | None = None
        self._limits = DEFAULT_LIMITS
        self._slept_s = self._measured_from = 0.0
        self._measured_bytes = 0

    def check(self) -> None:
        """End the transfer if the batch ends.

        :raises StoppedError: it does.
        """
        if self._shared is not None and self._shared.stopping.is_set():
            raise StoppedError

    def ready(self) -> None:
        """Wait until a request may be sent: for the end of a pause, and for this file's turn."""
        self.check()
        if self._shared is not None:
            self._shared.wait_for_pause()
            if not self._has_entered:
                self._shared.guard.enter()
                self._has_entered = True
            self.check()

    def opened(self, response: RESTResponse, limits: Limits) -> None:
        """Begin to measure a body, and keep its answer to interrupt it if the batch ends.

        :param response: the answer that is being received.
        :param limits: the slowest rate to accept, and how long to measure it.
        """
        self._interrupt, self._limits = response.interrupt, limits
        self._measured_from, self._measured_bytes = self._active_s(), 0
        self.check()

    def asking(self, interrupt: Callable[[], object]) -> None:
        """Begin to ask for many pictures at once.

        :param interrupt: ends it if the batch ends.
        """
        self._interrupt = interrupt
        self.check()

    def received_whole(self, count: int) -> None:
        """Count a picture that came whole, and wait if they come too fast.

        :param count: its bytes.
        """
        self.check()
        if self._bandwidth is not None:
            self._bandwidth.take(count)

    def received(self, count: int) -> None:
        """Count bytes received, and wait if they came too fast.

        :param count: how many.
        :raises TooSlowError: they come too slowly.
        """
        self.check()
        self._check_rate(count)
        if self._bandwidth is not None:
            self._slept_s += self._bandwidth.take(count)

    def _check_rate(self, count: int) -> None:
        self._measured_bytes += count
        seconds = self._active_s() - self._measured_from
        if seconds < self._limits.window_s:
            return
        if self._measured_bytes < self._limits.slowest_bytes_per_s * seconds:
            raise TooSlowError(f"the body comes too slowly: {self._measured_bytes} bytes in {seconds:.0f} s")
        self._measured_from, self._measured_bytes = self._measured_from + seconds, 0

    def _active_s(self) -> float:
        """Return the time without what was slept to keep to the bandwidth."""
        return self.clock.monotonic() - self._slept_s

    def wait(self, seconds: float) -> None:
        """Wait before another attempt.

        :param seconds: how long.
        """
        self.check()
        self.clock.sleep(seconds)
        self.check()

    def pause(self, seconds: float) -> None:
        """Wait because the server asked for it: in a batch, each worker waits before its next request.

        :param seconds: how long.
        """
        if self._shared is None:
            self.wait(seconds)
        else:
            self.check()
            self._shared.pause(seconds)

    def leave(self, *, is_good: bool, is_missing: bool) -> None:
        """End a file of a batch.

        :param is_good: it came, or was there.
        :param is_missing: the server does not have it.
        """
        self._interrupt = None
        if self._has_entered and self._shared is not None:
            self._has_entered = False
            self._shared.guard.leave(is_good=is_good, is_missing=is_missing)

    def interrupt(self) -> None:
        """Wake the transfer where it waits for bytes; any thread may call it, and does not wait."""
        interrupt = self._interrupt
        if interrupt is not None:
            interrupt()
