"""`Duplicates`: one content asked for at several paths of a batch is fetched once, and then copied."""

import threading
from collections import deque
from pathlib import Path

from photoprism_client.transfer.source import Item

#: Files on disk that are remembered, so that the batch of a whole library needs no more memory.
MOST_PATHS = 10_000


class Duplicates:
    """Which contents are under way, which are on disk, and which items wait for them; no worker ever waits.

    Only contents with a known SHA-1 can be duplicates. The calls may come from any thread.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        #: By content, while it is under way: the items that wait for it.
        self._waiting: dict[str, list[Item]] = {}
        #: By content: the file that has it; the oldest are forgotten.
        self._paths: dict[str, str] = {}
        self._released: deque[Item] = deque()

    def begin(self, item: Item) -> bool:
        """Begin an item, unless its content is under way.

        :param item: the item.
        :return: false where it has to wait: :meth:`take_released` returns it once its content has ended.
        """
        if item.source.sha1 is None:
            return True
        content = item.source.content
        with self._lock:
            if content in self._waiting:
                self._waiting[content].append(item)
                return False
            if content not in self._paths:
                self._waiting[content] = []
            return True

    def take_released(self) -> Item | None:
        """Take an item that waited; None where there is none."""
        with self._lock:
            return self._released.popleft() if self._released else None

    def path_of(self, item: Item) -> Path | None:
        """Return a file that had an item's content when it was written, or None."""
        path = self._paths.get(item.source.content)
        return None if path is None else Path(path)

    def end(self, item: Item, path: Path | None) -> None:
        """End an item, and release those that wait for its content.

        :param item: the item.
        :param path: the file that has its content now, or None: then the next of them is to fetch it.
        """
        if item.source.sha1 is None:
            return
        with self._lock:
            if path is not None:
                self._paths.setdefault(item.source.content, str(path))
                if len(self._paths) > MOST_PATHS:
                    del self._paths[next(iter(self._paths))]
            self._released.extend(self._waiting.pop(item.source.content, ()))
