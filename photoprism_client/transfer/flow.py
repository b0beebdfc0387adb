"""What a transfer waits for: its turn, the server's wishes, the bandwidth it may use."""

from collections.abc import Callable

from photoprism_client._clock import Clock
from photoprism_client._transport.response import RESTResponse
from photoprism_client.exceptions import TransportError


class Flow:
    """The pace of one transfer on its own; a batch has one that many share.

    :param clock: what to sleep with.
    """

    #: Bytes to receive at once at the most; None for as many as there are.
    largest_part: int | None = None

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        #: Seconds slept for the sake of the bandwidth, while a body was received.
        self.slept_s = 0.0
        #: Folders that were found to be fit for writing.
        self.folders: set[str] = set()

    def ready(self) -> None:
        """Wait until a request may be sent."""

    def check(self) -> None:
        """End the transfer here where it is to end."""

    def opened(self, response: RESTResponse) -> None:
        """Take note of the answer that is being received."""

    def received(self, count: int) -> None:
        """Take note of bytes received; it may wait."""

    def rest(self, seconds: float) -> None:
        """Wait before another attempt of this transfer.

        :param seconds: how long.
        """
        self.clock.sleep(seconds)

    def hold(self, seconds: float) -> None:
        """Wait because the server asked for it.

        :param seconds: how long.
        """
        self.clock.sleep(seconds)


class TooSlowError(TransportError):
    """A body comes so slowly that its end cannot be waited for."""


def rate_watch(slowest_bytes_per_s: float, window_s: float, monotonic: Callable[[], float]) -> Callable[[int], None]:
    """Make a watch over the rate at which a body comes.

    :param slowest_bytes_per_s: the slowest rate that is borne; 0 for any.
    :param window_s: seconds over which it is measured.
    :param monotonic: the steady clock.
    :return: to be told of bytes as they come; it raises :class:`TooSlowError`.
    """
    started, received = monotonic(), 0

    def watch(count: int) -> None:
        nonlocal started, received
        received += count
        now = monotonic()
        if now - started >= window_s:
            if received < slowest_bytes_per_s * (now - started):
                raise TooSlowError(f"the body comes too slowly: {received} bytes in {now - started:.0f} s")
            started, received = now, 0

    return watch
