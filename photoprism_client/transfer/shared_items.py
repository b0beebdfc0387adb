"""What the items of a batch share: `NamesInUse` for their paths, and `Duplicates` for contents asked for twice."""

import os
import threading
from collections import deque
from pathlib import Path

from photoprism_client._files.names import key_of, short_hash
from photoprism_client.exceptions import TargetExistsError
from photoprism_client.transfer.source import Item, Source
from photoprism_client.transfer.target import name_in

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


class NamesInUse:
    """Which path belongs to which content; the calls may come from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        #: Hashes of paths to hashes of contents: a whole library takes about a hundred bytes a file.
        self._owners: dict[int, int] = {}
        #: By the item, until its turn comes: its name, or why it cannot have one.
        self._given: dict[int, str | OSError | None] = {}

    def reserve(self, item: Item) -> None:
        """Reserve a path for an item, in the order of the items: then it is the same in each run.

        :param item: the item; where its name is not known yet, :meth:`name_in` finds one later.
        """
        try:
            self._given[id(item)] = self._name_for(item)
        except OSError as error:
            self._given[id(item)] = error

    def name_of(self, item: Item) -> str | None:
        """Return the name of an item in its folder.

        :param item: the item, when its turn has come.
        :return: the name; None where it is not known yet.
        :raises TargetExistsError: the item names a file that another item of the batch named before.
        :raises OSError: the file-system encoding lacks a character of the name.
        """
        given = self._given.pop(id(item))
        if isinstance(given, OSError):
            raise given
        return given

    def _name_for(self, item: Item) -> str | None:
        path, name = item.path, item.source.name
        if not isinstance(path, str | os.PathLike) or not isinstance(os.fspath(path), str):
            return name  # refused when its turn comes
        folder, last = os.path.split(os.path.abspath(path))
        if os.path.isdir(path):
            return None if name is None else self.name_in(os.fspath(path), name, item.source)
        if not self._take(os.path.join(folder, last), item.source):
            raise TargetExistsError(f"another file of this batch is written to {path}")
        self._take(os.path.join(folder, key_of(last)), item.source)
        return name

    def name_in(self, folder: str, name: str, source: Source) -> str:
        """Find a name in a folder that no other content of the batch has.

        :param folder: the folder.
        :param name: the name that is wanted; it is made safe, and short enough for the disk.
        :param source: of the content.
        :return: the name, or ``name (xxxxxxxx).ext`` where another content has that.
        :raises OSError: the file-system encoding lacks a character of the name.
        """
        given = name_in(folder, name)
        turn, parent = 0, os.path.abspath(folder)
        # A name of other capitals leads to the same file on some disks.
        while not all(self._take(os.path.join(parent, one), source) for one in (key_of(given), given)):
            given = name_in(folder, name, short_hash(f"{source.content}\n{turn}" if turn else source.content))
            turn += 1
        return given

    def _take(self, path: str, source: Source) -> bool:
        """Give a path to a content; false where another content has it."""
        with self._lock:
            content = hash(source.content)
            return self._owners.setdefault(hash(path), content) == content
