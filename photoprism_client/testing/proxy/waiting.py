"""A gate that a fault waits at until the test lets it through: time in tests without sleeping."""

import threading
from collections.abc import Callable


class Gate:
    """A gate, closed at first; whoever comes to it waits until it is let through.

    It is safe to use from any thread, and may be shared by several faults.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._permits = 0
        self._arrived = 0
        self._is_open = False

    def let(self, count: int = 1) -> None:
        """Let so many through, of those who wait and those to come.

        :param count: 1 or more
        """
        with self._changed:
            self._permits += count
            self._changed.notify_all()

    def open(self) -> None:
        """Let everybody through from now on."""
        with self._changed:
            self._is_open = True
            self._changed.notify_all()

    def wait_for_arrivals(self, count: int = 1, timeout_s: float = 10.0) -> None:
        """Wait until so many came to the gate since it was made, let through or not.

        :param count: 1 or more
        :param timeout_s: seconds to wait at most
        :raises TimeoutError: fewer came in this time
        """
        with self._changed:
            if not self._changed.wait_for(lambda: self._arrived >= count, timeout_s):
                raise TimeoutError(f"{self._arrived} of {count} came to the gate within {timeout_s:g} s")

    def pass_through(self, is_over: Callable[[], bool]) -> bool:
        """Wait to be let through; this is for faults, not for tests.

        :param is_over: tells that waiting is pointless; asked again at each ``wake``
        :return: whether the gate let through
        """
        with self._changed:
            self._arrived += 1
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._is_open or self._permits > 0 or is_over())
            if is_over():
                return False
            if not self._is_open:
                self._permits -= 1
            return True

    def wake(self) -> None:
        """Have those who wait ask again whether waiting is pointless."""
        with self._changed:
            self._changed.notify_all()
