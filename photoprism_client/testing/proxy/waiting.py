"""A gate where a fault waits until the test opens it, so that tests control time without sleeping."""

import threading
from collections.abc import Callable


class Gate:
    """A gate, closed at first, where faults wait until they may pass.

    It is safe to use from any thread; several faults can share it.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._permits = 0
        self._arrived = 0
        self._is_open = False

    def let(self, count: int = 1) -> None:
        """Let a number of faults pass, waiting ones and later ones.

        :param count: 1 or more
        """
        with self._changed:
            self._permits += count
            self._changed.notify_all()

    def open(self) -> None:
        """Let all faults pass from now on."""
        with self._changed:
            self._is_open = True
            self._changed.notify_all()

    def wait_for_arrivals(self, count: int = 1, timeout_s: float = 10.0) -> None:
        """Wait until a number of faults have arrived, whether they have passed or not.

        :param count: 1 or more
        :param timeout_s: seconds to wait at most
        :raises TimeoutError: fewer came in this time
        """
        with self._changed:
            if not self._changed.wait_for(lambda: self._arrived >= count, timeout_s):
                raise TimeoutError(f"{self._arrived} of {count} came to the gate within {timeout_s:g} s")

    def pass_through(self, is_over: Callable[[], bool]) -> bool:
        """Wait at the gate; faults call this, tests do not.

        :param is_over: returns whether to stop waiting; called again at each ``wake``
        :return: whether the fault may pass
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
        """Make waiting faults check again whether to stop."""
        with self._changed:
            self._changed.notify_all()
