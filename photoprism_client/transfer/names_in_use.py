"""`NamesInUse`: no file of a batch replaces another file of the same batch."""

import os
import threading

from photoprism_client._files.names import key_of, short_hash
from photoprism_client.exceptions import TargetExistsError
from photoprism_client.transfer.source import Item, Source
from photoprism_client.transfer.target import name_in


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
