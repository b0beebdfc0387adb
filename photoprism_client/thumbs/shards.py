"""`Shards`: thumbnails in tar files, as webdataset and torchdata read them.

What a kill, a power failure or Ctrl-C leaves at each moment, and what the next run makes of it::

    while a shard is filled      a file in the folder of the run    it is removed, and its pictures are fetched again
    fsync, then rename           the shard under its name           its pictures are known by the headers in it
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from photoprism_client._files import disk
from photoprism_client.exceptions import ApiValueError
from photoprism_client.export.destination import Destination
from photoprism_client.export.report import ReportBuilder
from photoprism_client.media import MediaBytes
from photoprism_client.thumbs import tar
from photoprism_client.thumbs.pictures import Picture

_NAME = re.compile(r"thumbs-(\d{6,})\.tar", re.ASCII)
_NEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | disk.NO_FOLLOW
_PARTS_AT_ONCE = 8 * 3  # of 8 pictures, which the processor's cache still has; a call takes 1024 at the most
_LARGE = 1024 * 1024  # bytes of a picture that does not wait for others
_RECORD = "json"
#: What a shard is called until it is whole.
PART = "thumbs.tar"


class _Added(NamedTuple):
    name: str
    sha1: str
    size: int


class Shards:
    """Writes thumbnails into shards; those of earlier runs stay as they are.

    :param destination: the folder, which is locked.
    :param report: of the run.
    :param ending: of the pictures, with its dot.
    :param size: of the thumbnails; a name.
    :param most: pictures in a shard at the most.
    :param fsync: wait for the disk before a shard gets its name.
    :raises ApiValueError: a shard of an earlier run cannot be read.
    :raises OSError: the disk failed.
    """

    def __init__(
        self, destination: Destination, report: ReportBuilder, ending: str, size: str, most: int, *, fsync: bool
    ) -> None:
        self._destination, self._report, self._fsync = destination, report, fsync
        self._ending, self._size, self._most = ending, size, most
        names = sorted(os.listdir(destination.root)) if destination.root.is_dir() else []
        found = [match for name in names if (match := _NAME.fullmatch(name))]
        self._number = max((int(match[1]) + 1 for match in found), default=0)
        #: Hashes of the pictures in shards that are there.
        self._known = {digest for match in found for digest in _digests(destination.path(match[0]))}
        self._descriptor, self._has_part = -1, False
        self._size_bytes = 0
        self._added: list[_Added] = []
        self._unwritten: list[bytes | bytearray] = []

    def has(self, picture: Picture) -> bool:
        """Tell whether a picture is in a shard, and report it then.

        :param picture: which.
        :return: whether it need not be fetched.
        """
        if bytes.fromhex(picture.hash) not in self._known:
            return False
        self._report.add("unchanged", picture.hash + self._ending, sha1=picture.hash)
        return True

    def put(self, picture: Picture, content: MediaBytes) -> None:
        """Write a thumbnail, and a full shard.

        :param picture: whose.
        :param content: its bytes, checked.
        :raises OSError: the file system refused.
        """
        if self._descriptor < 0:
            self._descriptor = os.open(self._part, _NEW, 0o666)
            self._has_part = True
        sha1, record, size = picture.hash, picture.record(self._size), len(content)
        name = sha1 + self._ending
        rest = b"%b%b%b%b" % (
            *(tar.padding(size), tar.header(f"{sha1}.{_RECORD}", len(record)), record, tar.padding(len(record))),
        )
        self._unwritten += (tar.header(name, size), content, rest)
        self._size_bytes += tar.BLOCK + size + len(rest)
        self._added.append(_Added(name, sha1, size))
        if len(self._added) >= self._most:
            self.finish()
        elif len(self._unwritten) >= _PARTS_AT_ONCE or size > _LARGE:
            self._write()

    def finish(self) -> None:
        """Give the shard that is being filled its name.

        :raises OSError: the file system refused; the shard is dropped.
        """
        if self._descriptor < 0:
            return
        self._unwritten.append(tar.end(self._size_bytes))
        self._write()
        name, added = f"thumbs-{self._number:06}.tar", list(self._added)
        try:
            if self._fsync:
                disk.sync_file(self._descriptor)
            self._close()
            self._destination.publish(self._part, name, fsync=self._fsync)
        except BaseException:
            self.close()
            raise
        self._has_part = False
        self._number += 1
        for one in added:
            self._report.add("new", f"{name}/{one.name}", size=one.size, sha1=one.sha1)

    def close(self) -> None:
        """Drop the shard that is being filled."""
        if self._descriptor >= 0:
            self._close()
        if self._has_part:
            self._has_part = False
            self._part.unlink(missing_ok=True)

    @property
    def _part(self) -> Path:
        return self._destination.incoming / PART

    def _write(self) -> None:
        """Write what was collected: a call for many parts, since a call for each costs more than its bytes."""
        parts, self._unwritten = self._unwritten, []
        try:
            written = os.writev(self._descriptor, parts) if hasattr(os, "writev") else 0
            if written < sum(map(len, parts)):  # a disk that is nearly full takes a part of it
                disk.write_all(self._descriptor, memoryview(b"".join(parts))[written:])
        except BaseException:
            self.close()
            raise

    def _close(self) -> None:
        descriptor, self._descriptor = self._descriptor, -1
        os.close(descriptor)
        self._added.clear()
        self._unwritten.clear()
        self._size_bytes = 0


def _digests(path: Path) -> Iterator[bytes]:
    """Yield the hashes of the pictures in a shard."""
    try:
        with disk.opened(path, os.O_RDONLY | disk.NO_FOLLOW) as descriptor:
            for member in tar.members(descriptor):
                key, _, ending = member.name.partition(".")
                if ending != _RECORD:
                    yield bytes.fromhex(key)
    except ValueError as error:
        raise ApiValueError(f"{path} is not a shard of ours, or not whole ({error}): move it elsewhere") from None
