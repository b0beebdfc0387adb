"""The names of one batch: a file that it fetched is never replaced by another that it fetches."""

import os
import threading

from photoprism_client._files.names import key_of, short_hash
from photoprism_client.exceptions import TargetExistsError
from photoprism_client.transfer.source import Item, Source
from photoprism_client.transfer.target import name_in


class Claims:
    """Which path has been given to which content; the calls may come from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        #: Hashes of paths to hashes of contents: a whole library takes about a hundred bytes a file.
        self._owners: dict[int, int] = {}
        #: By the item, until its turn comes: the name that it has, or why it can have none.
        self._given: dict[int, str | OSError | None] = {}

    def enter(self, item: Item) -> None:
        """Give an item its path, in the order of the items: then it is the same in each run.

        :param item: the item; where its name is not known yet, :meth:`name_in` finds one later.
        """
        try:
            self._given[id(item)] = self._name_for(item)
        except OSError as error:
            self._given[id(item)] = error

    def name_of(self, item: Item) -> str | None:
        """Return the name that an item has in its folder.

        :param item: the item, when its turn has come.
        :return: the name; None where it is not known yet.
        :raises TargetExistsError: the item names a file, and another item of the batch has that.
        :raises OSError: this process cannot name it.
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
        if not self._claim(os.path.join(folder, last), item.source):
            raise TargetExistsError(f"another file of this batch is written to {path}")
        self._claim(os.path.join(folder, key_of(last)), item.source)
        return name

    def name_in(self, folder: str, name: str, source: Source) -> str:
        """Find a name in a folder that no other content of the batch has.

        :param folder: the folder.
        :param name: the name that is wanted; it is made safe, and short enough for the disk.
        :param source: of the content.
        :return: the name, or ``name (xxxxxxxx).ext`` where another has that.
        :raises OSError: this process cannot name it.
        """
        given = name_in(folder, name)
        turn, place, content = 0, os.path.abspath(folder), _content(source)
        # A name of other capitals leads to the same file on some disks.
        while not all(self._claim(os.path.join(place, one), source) for one in (key_of(given), given)):
            given = name_in(folder, name, short_hash(f"{content}\n{turn}" if turn else content))
            turn += 1
        return given

    def _claim(self, path: str, source: Source) -> bool:
        with self._lock:
            content = hash(_content(source))
            return self._owners.setdefault(hash(path), content) == content


def _content(source: Source) -> str:
    return source.key if source.sha1 is None else source.sha1.lower()
