"""`Works`: what is left to do in a batch, and which of its workers does it.

A worker that takes a picture which can be asked for together with others takes those after it as well, and asks for all
in one loop. Meanwhile nobody else takes anything: the loop uses the connections of all workers that have nothing to do,
and these publish what has come where that takes time.
"""

import threading
from collections import deque
from collections.abc import Iterable
from os import PathLike
from typing import NamedTuple

from photoprism_client.exceptions import ApiTypeError
from photoprism_client.media import MediaBytes
from photoprism_client.transfer.shared_items import Duplicates, NamesInUse
from photoprism_client.transfer.source import Item, Source
from photoprism_client.transfer.target import Target
from photoprism_client.transfer.throttling import MissingGuard

#: Pairs of source and path.
Items = Iterable[Item | tuple[Source, str | PathLike[str]]]

_MOST_LEFT = 4  # pictures that wait to be published, for each worker
_MOST_BYTES = 16 * 1024 * 1024  # of these


class Work(NamedTuple):
    """One thing for a worker to do."""

    item: Item
    #: Where it goes; None where that is not known yet.
    target: Target | None = None
    #: What has come, and only has to be published; None for what has to be fetched.
    content: MediaBytes | None = None
    #: Whether to take those after it as well.
    is_first_of_many: bool = False

    @property
    def subject(self) -> str:
        """Which picture it is."""
        return self.item.source.subject


class Works:
    """Gives each worker the next thing to do; the calls may come from any thread.

    :param items: pairs of source and path.
    :param workers: how many there are.
    :param guard: says whether several files may be asked for at once.
    :raises ApiTypeError: *items* is not an iterable of pairs.
    """

    def __init__(self, items: Items, workers: int, guard: MissingGuard) -> None:
        if isinstance(items, str | bytes | Item) or not isinstance(items, Iterable):
            raise ApiTypeError(f"items must be an iterable of pairs of source and path, not {type(items).__name__}")
        self._items = iter(items)
        self._workers, self._guard = workers, guard
        self.duplicates, self.names = Duplicates(), NamesInUse()
        self._taking = threading.Lock()
        self._held: Item | None = None
        self._changed = threading.Condition()
        self._left: deque[Work] = deque()
        self._is_looping = self._is_stopped = False
        self._fetching = 0

    @property
    def free(self) -> int:
        """How many workers fetch nothing by themselves."""
        return self._workers - self._fetching

    def next(self) -> Work | None:
        """Wait for the next thing to do; None where there is nothing left for this worker."""
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._is_stopped or self._left or not self._is_looping)
                if self._is_stopped:
                    return None
                if self._left:
                    return self._begun(self._left.popleft())
            with self._taking:
                if self._is_looping or self._left:
                    continue  # another worker took a picture while this one waited for the lock
                if (item := self.take()) is None:
                    return None
                return self._begun(Work(item, is_first_of_many=item.source.bulk is not None and self._guard.is_trusted))

    def _begun(self, work: Work) -> Work:
        with self._changed:
            self._is_looping = self._is_looping or work.is_first_of_many
            self._fetching += _is_fetched_alone(work)
        return work

    def end(self, work: Work) -> None:
        """End what :meth:`next` returned.

        :param work: that.
        """
        with self._changed:
            self._fetching -= _is_fetched_alone(work)
            if work.is_first_of_many:
                self._is_looping = False
                self._changed.notify_all()

    def take(self) -> Item | None:
        """Take the next item, in the loop or where there is none.

        :return: the item; None where all were taken. Those that wait for a content are left to the worker that fetches
            it.
        """
        if (held := self._held) is not None:
            self._held = None
            return held
        while (item := self.duplicates.take_released() or self._take_next()) and not self.duplicates.begin(item):
            pass
        return item

    def put_back(self, item: Item) -> None:
        """Let the next call of :meth:`take` return an item.

        :param item: what it returned last.
        """
        self._held = item

    def add(self, work: Work) -> None:
        """Leave something to any worker.

        :param work: what to do.
        """
        with self._changed:
            self._left.append(work)
            self._changed.notify()

    def offer(self, work: Work) -> bool:
        """Leave something to another worker, unless all have enough to do.

        :param work: what to do.
        :return: whether it will be done.
        """
        with self._changed:
            waiting = sum(len(left.content or b"") for left in self._left)
            if self.free < 2 or len(self._left) >= _MOST_LEFT * self._workers or waiting >= _MOST_BYTES:
                return False
            self._left.append(work)
            self._changed.notify()
            return True

    def take_arrived(self) -> Work | None:
        """Take something that only has to be published; None where there is nothing."""
        with self._changed:
            work = next((work for work in self._left if work.content is not None), None)
            if work is not None:
                self._left.remove(work)
            return work

    def stop(self) -> None:
        """Let no worker begin anything any more."""
        with self._changed:
            self._is_stopped = True
            self._changed.notify_all()

    def _take_next(self) -> Item | None:
        for found in self._items:
            item = _item_of(found)
            self.names.reserve(item)
            return item
        return None


def _item_of(found: object) -> Item:
    if isinstance(found, tuple) and len(found) == 2 and isinstance(found[0], Source):
        return Item(*found)
    raise ApiTypeError(f"items must be pairs of source and path, not {type(found).__name__}")


def _is_fetched_alone(work: Work) -> bool:
    return work.content is None and not work.is_first_of_many
