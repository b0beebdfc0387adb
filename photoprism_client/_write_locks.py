"""`WriteLocks`: which things of a server a client writes to right now."""

import os
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager


class WriteLocks:
    """Lets one thread at a time write to each thing.

    The server reads a record, merges, and writes all of it: of two writers at once, one loses. Only what is held right
    now is remembered. A thread must not ask again for what it holds.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._held: set[str] = set()
        self._is_all_held = False
        self._process = os.getpid()

    @contextmanager
    def hold(self, uids: Iterable[str]) -> Iterator[None]:
        """Wait until nobody else writes to any of these, and keep others from it.

        :param uids: what is written to; all are taken at once, so that two threads cannot wait for each other.
        :return: a context.
        """
        wanted = frozenset(uids)
        changed = self._condition()
        with changed:
            changed.wait_for(lambda: not self._is_all_held and self._held.isdisjoint(wanted))
            self._held |= wanted
        try:
            yield
        finally:
            with changed:
                self._held -= wanted
                changed.notify_all()

    @contextmanager
    def hold_all(self) -> Iterator[None]:
        """Wait until nobody else writes to anything, and keep others from it: for changes that reach other records.

        :return: a context.
        """
        changed = self._condition()
        with changed:
            changed.wait_for(lambda: not self._is_all_held and not self._held)
            self._is_all_held = True
        try:
            yield
        finally:
            with changed:
                self._is_all_held = False
                changed.notify_all()

    def _condition(self) -> threading.Condition:
        if self._process != os.getpid():
            WriteLocks.__init__(self)  # threads that held something do not exist after a fork
        return self._changed
