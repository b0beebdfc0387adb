"""Wait for what other threads do, where nothing tells that they have done it."""

import threading
from collections.abc import Callable


def wait_until(condition: Callable[[], bool]) -> None:
    """Look at a condition until it holds.

    :param condition: what is to become true, within a minute.
    """
    never = threading.Event()
    for _ in range(2400):
        if condition():
            return
        never.wait(0.025)
    raise AssertionError("it did not come to that")
