"""``SHA1SUMS``: the record of what was written, which ``sha1sum -c`` reads.

A line is appended before a file gets its name, so that even after a crash it is known who wrote the file.
"""

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from photoprism_client._files import atomic, disk

#: Its name, in the folder of the export.
NAME = "SHA1SUMS"

_LINE = re.compile(r"\\?([0-9a-fA-F]{40}) [ *](.+)")


def read(path: Path) -> Iterator[tuple[str, str]]:
    """Read the record; skip lines that are cut or not ours.

    :param path: of the record.
    :return: paths relative to its folder, and SHA-1 as 40 hex digits; if a path comes twice, the last line counts.
    :raises OSError: it cannot be read; a missing record counts as empty.
    """
    try:
        file = path.open(encoding="utf-8", errors="replace", newline="\n")
    except FileNotFoundError:
        return
    with file:
        for line in file:
            found = _LINE.fullmatch(line.rstrip("\n")) if line.endswith("\n") else None
            if found is not None and not line.startswith("\\"):
                yield found[2], found[1].lower()


def write(path: Path, lines: Iterable[tuple[str, str]], *, fsync: bool) -> None:
    """Write the record anew, atomically.

    :param path: of the record.
    :param lines: paths and SHA-1, in order.
    :param fsync: wait for the disk.
    :raises OSError: the file system refused; the old record is still there.
    """
    text = (f"{sha1}  {name}\n".encode() for name, sha1 in lines)
    atomic.write(path, text, part=path.with_name(f".photoprism-{NAME}.part"), fsync=fsync)
    if fsync:
        disk.sync_folder(str(path.parent))


class Journal:
    """Appends lines to the record.

    :param path: of the record; opened with the first line.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor = -1

    def add(self, name: str, sha1: str) -> None:
        """Append a line for a file that is about to get its name.

        :param name: its path relative to the record's folder.
        :param sha1: of its content.
        :raises OSError: the file system refused.
        """
        if self._descriptor < 0:
            flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | disk.NO_FOLLOW
            self._descriptor = os.open(self._path, flags, 0o666)
            self._end_cut_line()
        disk.write_all(self._descriptor, memoryview(f"{sha1}  {name}\n".encode()))

    def close(self) -> None:
        """Close the record; a second call changes nothing."""
        descriptor, self._descriptor = self._descriptor, -1
        if descriptor >= 0:
            os.close(descriptor)

    def _end_cut_line(self) -> None:
        size = os.fstat(self._descriptor).st_size
        if size:
            os.lseek(self._descriptor, size - 1, os.SEEK_SET)
            if os.read(self._descriptor, 1) != b"\n":
                os.write(self._descriptor, b"\n")
