"""`Folder`: thumbnails as files in a folder, each named after the hash of its picture."""

import contextlib
import os
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import NamedTuple

from photoprism_client._content.checks import GOOD, Body, Head, check
from photoprism_client._files import disk
from photoprism_client._files.whole import write_whole
from photoprism_client.exceptions import OpenApiException
from photoprism_client.export.destination import Destination
from photoprism_client.export.fetching import reason_of
from photoprism_client.export.report import ReportBuilder
from photoprism_client.media import MediaBytes
from photoprism_client.thumbs.pictures import Picture

# A disk that is waited for takes four files at once nearly four times as fast as one after the other; without waiting,
# threads would only be in each other's way.
_THREADS = 4
_MOST_WAITING = 16
#: How the names of files begin until they are whole.
PART = "thumb-"
_HEAD = Head(None, is_attachment=False, is_framed=False)


class _Written(NamedTuple):
    name: str
    picture: Picture
    size: int
    #: Returns when it is written, or raises why not.
    done: Callable[[], object]


class Folder:
    """Writes thumbnails into a folder; what is there and whole is known by looking.

    :param destination: the folder, which is locked.
    :param report: of the run.
    :param ending: of the files, with its dot.
    :param fsync: wait for the disk before a file gets its name.
    """

    def __init__(self, destination: Destination, report: ReportBuilder, ending: str, *, fsync: bool) -> None:
        self._base, self._part = os.path.join(destination.root, ""), os.path.join(destination.incoming, PART)
        self._is_new = True
        self._report, self._ending, self._fsync = report, ending, fsync
        with contextlib.suppress(FileNotFoundError):
            self._is_new = not any(name.endswith(ending) for name in os.listdir(destination.root))
        self._pool = ThreadPoolExecutor(_THREADS) if fsync else None
        self._waiting: deque[_Written] = deque()

    def has(self, picture: Picture) -> bool:
        """Tell whether a thumbnail is there, or something else has its name; report it then.

        :param picture: which.
        :return: whether it need not be fetched.
        :raises OSError: the disk failed.
        """
        name = picture.hash + self._ending
        path = self._base + name
        if self._is_new or not os.path.lexists(path):
            return False
        if os.path.isfile(path) and not os.path.islink(path):
            content = Path(path).read_bytes()
            if check(Body.PICTURE, content, _HEAD) == GOOD:
                self._report.add("unchanged", name, size=len(content), sha1=picture.hash)
                return True
        self._report.add("failed", name, sha1=picture.hash, reason="something else has its name")
        return True

    def put(self, picture: Picture, content: MediaBytes) -> None:
        """Write a thumbnail, or have it written.

        :param picture: whose.
        :param content: its bytes, checked.
        :raises OSError: the file system refused this one, or one before it.
        """
        name = picture.hash + self._ending
        write = partial(self._write, name, content)
        if self._pool is None:
            self._settle(_Written(name, picture, len(content), write))
            return
        self._waiting.append(_Written(name, picture, len(content), self._pool.submit(write).result))
        if len(self._waiting) > _MOST_WAITING:
            self._settle(self._waiting.popleft())

    def finish(self) -> None:
        """Wait for all that is being written.

        :raises OSError: the file system refused one of them.
        """
        while self._waiting:
            self._settle(self._waiting.popleft())

    def close(self) -> None:
        """End the threads."""
        if self._pool is not None:
            self._pool.shutdown()

    def _write(self, name: str, content: MediaBytes) -> None:
        write_whole(self._part + name, self._base + name, content, overwrite=False, fsync=self._fsync)

    def _settle(self, written: _Written) -> None:
        """Report what became of a file; only an error that every other file would meet as well is raised."""
        name, picture, size, done = written
        try:
            done()
        except (OpenApiException, OSError) as error:
            if disk.is_out(error):
                raise
            self._report.add("failed", name, sha1=picture.hash, reason=reason_of(error))
        else:
            self._report.add("new", name, size=size, sha1=picture.hash)
