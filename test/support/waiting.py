"""Wait for what other threads do, where nothing tells that they have done it."""

import gc
import threading
from collections.abc import Callable
from typing import Any


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


def collect_garbage() -> None:
    """Collect garbage, for certain: `gc.collect` does nothing while another thread is in the middle of a collection."""

    def is_collected() -> bool:
        circle: list[Any] = []
        circle.append(circle)
        del circle
        return gc.collect() > 0

    wait_until(is_collected)
