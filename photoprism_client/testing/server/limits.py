"""The server's limits on failed logins and bad access tokens: a bucket of tries for each address, refilled in time."""

import threading
from collections.abc import Callable

LOGIN_BURST, LOGIN_REFILL_S = 10, 60.0
ACCESS_BURST, ACCESS_REFILL_S = 60, 10.0


class Limit:
    """Tries for each address: *burst* at first, one more back every *refill_s* seconds.

    :param burst: how many tries an address has at most
    :param refill_s: seconds until one comes back
    :param clock: returns the time in seconds
    """

    def __init__(self, burst: int, refill_s: float, clock: Callable[[], float]) -> None:
        self._burst, self._refill_s, self._clock = burst, refill_s, clock
        self._left: dict[str, tuple[float, float]] = {}
        self._lock = threading.Lock()

    def exhausted(self, address: str) -> bool:
        """Tell whether *address* has not one try left."""
        with self._lock:
            return self._now_left(address) < 1

    def take(self, address: str, count: int = 1) -> bool:
        """Use up *count* tries.

        :return: False, and nothing is used up, when there are not so many left
        """
        with self._lock:
            left = self._now_left(address)
            if left < count:
                return False
            self._left[address] = (left - count, self._clock())
            return True

    def give_back(self, address: str, count: int = 1) -> None:
        """Return *count* tries, after a success."""
        with self._lock:
            self._left[address] = (min(self._burst, self._now_left(address) + count), self._clock())

    def clear(self) -> None:
        """Give every address all its tries again."""
        with self._lock:
            self._left.clear()

    def _now_left(self, address: str) -> float:
        left, since = self._left.get(address, (float(self._burst), self._clock()))
        return min(float(self._burst), left + (self._clock() - since) / self._refill_s)
