"""`Twins`: one content asked for at several paths of a batch is fetched once, and then copied."""

import threading
from collections import deque
from pathlib import Path

from photoprism_client.transfer.source import Item

#: Files on disk that are remembered: a batch of a whole library takes no more memory than that.
MOST_PATHS = 10_000


class Twins:
    """Which contents are on their way, which are on disk, and which items wait for them; no worker ever waits.

    Only contents with a known SHA-1 have twins. The calls may come from any thread.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        #: By SHA-1, while it is on its way: the items that wait for it.
        self._waiting: dict[str, list[Item]] = {}
        #: By SHA-1, when it is there: the file that has it; the oldest are forgotten.
        self._paths: dict[str, str] = {}
        self._back: deque[Item] = deque()

    def begin(self, item: Item) -> bool:
        """Tell whether an item's turn is now.

        :param item: the item.
        :return: false where its content is on its way: the item comes :meth:`back` when that has ended.
        """
        sha1 = _content(item)
        if sha1 is None:
            return True
        with self._lock:
            if sha1 in self._waiting:
                self._waiting[sha1].append(item)
                return False
            if sha1 not in self._paths:
                self._waiting[sha1] = []
            return True

    def back(self) -> Item | None:
        """Take an item that waited; None where there is none."""
        with self._lock:
            return self._back.popleft() if self._back else None

    def path_of(self, item: Item) -> Path | None:
        """Return a file that had an item's content when it was written, or None."""
        path = self._paths.get(_content(item) or "")
        return None if path is None else Path(path)

    def end(self, item: Item, path: Path | None) -> None:
        """Say that an item has ended: those that wait for its content come back.

        :param item: the item.
        :param path: the file that has its content now, or None: then the next of them is to fetch it.
        """
        sha1 = _content(item)
        if sha1 is None:
            return
        with self._lock:
            if path is not None:
                self._paths.setdefault(sha1, str(path))
                if len(self._paths) > MOST_PATHS:
                    del self._paths[next(iter(self._paths))]
            self._back.extend(self._waiting.pop(sha1, ()))


def _content(item: Item) -> str | None:
    sha1 = item.source.sha1
    return None if sha1 is None else sha1.lower()
