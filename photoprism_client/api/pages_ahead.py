"""`PagesAhead`: asks for pages of a listing before they are needed.

A server needs long for a page, however few rows it has, and can make two at once. Each page that is asked for ahead has
a thread, which ends with the answer, so nothing runs while nobody takes pages. A page that is not needed
after all is dropped when it comes.
"""

import os
import threading
from collections.abc import Callable
from typing import Generic, TypeVar

P = TypeVar("P")

#: Reads a page, given its offset and the most rows.
ReadPage = Callable[[int, int], P]
#: Starts work, and returns what waits for its end.
Start = Callable[[Callable[[], None]], Callable[[], object]]

MOST_AHEAD = 2  # a server with two processors answers two in little more time than one


def start_thread(work: Callable[[], None]) -> Callable[[], object]:
    """Start work in a thread, which the interpreter does not wait for.

    :param work: what to do.
    :return: waits until it is done.
    :raises RuntimeError: the system has no more threads, or the interpreter is about to end.
    """
    thread = threading.Thread(target=work, name="photoprism-listing", daemon=True)
    thread.start()
    return thread.join


class PagesAhead(Generic[P]):
    """The pages that were asked for and not taken yet, in order; for one thread.

    :param read_page: reads a page; called in any thread.
    :param start: starts the work of reading one.
    """

    def __init__(self, read_page: ReadPage[P], start: Start = start_thread) -> None:
        self._read_page, self._start = read_page, start
        self._asked: list[_Asked[P]] = []
        self._dropped: list[_Asked[P]] = []
        self._process = os.getpid()

    def take(self, offset: int, count: int) -> tuple[P, int]:
        """Return a page: the first of those that were asked for, or else read it now and drop them all.

        :param offset: of the page.
        :param count: the most rows, for a page that was not asked for.
        :return: the page, and the most rows that were asked for.
        :raises Exception: reading it failed.
        """
        if self._process != os.getpid():
            # After a fork, answers come to the parent only.
            self._asked, self._dropped, self._process = [], [], os.getpid()
        if self._asked and self._asked[0].offset == offset:
            asked = self._asked.pop(0)
            return asked.result(), asked.count
        self.close()
        return self._read_page(offset, count), count

    def ask(self, offset: int, count: int, overlap: int) -> None:
        """Ask for pages, as many as may be asked for ahead.

        :param offset: of the page to be taken next; if another one was asked for, all are dropped.
        :param count: the most rows of each new page.
        :param overlap: rows that a page has in common with the one before.
        """
        if self._asked and self._asked[0].offset != offset:
            self.close()
        self._dropped = [asked for asked in self._dropped if not asked.is_done]
        for asked in self._asked:
            offset = asked.offset + asked.count - asked.overlap
        while len(self._asked) + len(self._dropped) < MOST_AHEAD:
            asked = _Asked(offset, count, overlap, self._read_page)
            try:
                asked.wait = self._start(asked.read)
            except RuntimeError:
                return  # without a thread, the page is read when it is needed
            self._asked.append(asked)
            offset += count - overlap

    def close(self) -> None:
        """Drop what was asked for."""
        for asked in self._asked:
            asked.drop()
        self._dropped += self._asked
        self._asked = []


class _Asked(Generic[P]):
    """A page that is asked for; ``wait`` waits for the end of :meth:`read`."""

    wait: Callable[[], object]

    def __init__(self, offset: int, count: int, overlap: int, read_page: ReadPage[P]) -> None:
        self.offset, self.count, self.overlap = offset, count, overlap
        self.is_done = False
        self._read_page: ReadPage[P] | None = read_page
        self._page: P | None = None
        self._error: BaseException | None = None

    def read(self) -> None:
        """Read the page; keep it, or the error."""
        read_page, page, failure = self._read_page, None, None
        try:
            if read_page is not None:
                page = read_page(self.offset, self.count)
        except BaseException as error:  # noqa: BLE001  # result raises it
            failure = error
        if self._read_page is not None:  # it was not dropped meanwhile
            self._page, self._error = page, failure
        self.is_done = True

    def result(self) -> P:
        """Wait for the page.

        :return: the page.
        :raises BaseException: what reading it raised.
        """
        self.wait()
        try:
            if self._error is not None:
                raise self._error
        finally:
            self._error = None  # which holds this frame
        return self._page  # type: ignore[return-value]  # None only where there was an error

    def drop(self) -> None:
        """Let go of the page, and do not begin to read it."""
        self._read_page = self._page = self._error = None
