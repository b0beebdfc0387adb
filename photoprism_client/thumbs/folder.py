"""`Folder`: thumbnails as files in a folder, each named after the hash of its picture."""

import contextlib
import os
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from photoprism_client._content.checks import GOOD, Body, Head, check
from photoprism_client._files import disk
from photoprism_client._files.whole import write_whole
from photoprism_client.exceptions import OpenApiException
from photoprism_client.export.destination import Destination
from photoprism_client.export.fetching import reason_of
from photoprism_client.export.report import FileReport, ReportBuilder
from photoprism_client.media import MediaBytes
from photoprism_client.thumbs.pictures import Picture

# A disk that is waited for takes four files at once nearly four times as fast as one after the other. Without waiting,
# one thread lets the system write while the loop goes on; it gets several at once, since each time it wakes costs.
_THREADS, _THREADS_THAT_WAIT = 1, 4
_AT_ONCE = 8
_MOST_BATCHES = 16
_MOST_BYTES = 16 * 1024 * 1024  # that wait to be written
#: How the names of files begin until they are whole.
PART = "thumb-"
_HEAD = Head(None, is_attachment=False, is_framed=False)


class _Arrived(NamedTuple):
    name: str
    picture: Picture
    content: MediaBytes


class _Written(NamedTuple):
    files: list[FileReport]
    #: Why the rest was not.
    failure: OSError | None


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
        self._pool = ThreadPoolExecutor(_THREADS_THAT_WAIT if fsync else _THREADS)
        self._at_once = 1 if fsync else _AT_ONCE
        self._arrived: list[_Arrived] = []
        self._batches: deque[Future[_Written]] = deque()
        self._waiting = 0  # bytes

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
        """Have a thumbnail written.

        :param picture: whose.
        :param content: its bytes, checked.
        :raises OSError: the file system refused one before it.
        """
        self._arrived.append(_Arrived(picture.hash + self._ending, picture, content))
        self._waiting += len(content)
        if len(self._arrived) >= self._at_once or self._waiting > _MOST_BYTES:
            self._hand_over()
            while len(self._batches) > _MOST_BATCHES or (self._waiting > _MOST_BYTES and self._batches):
                self._settle()

    def finish(self) -> None:
        """Wait for all that is being written.

        :raises OSError: the file system refused one of them.
        """
        self._hand_over()
        failure: OSError | None = None
        while self._batches:
            try:
                self._settle()
            except OSError as error:  # others may have been written
                failure = error
        if failure is not None:
            raise failure

    def close(self) -> None:
        """End the threads."""
        self._pool.shutdown()

    def _hand_over(self) -> None:
        batch, self._arrived = self._arrived, []
        self._batches.append(self._pool.submit(self._write_all, batch))

    def _settle(self) -> None:
        """Report the oldest of what is being written."""
        files, failure = self._batches.popleft().result()
        for found in files:
            self._waiting -= found.size
            self._report.add(found.action, found.path, size=found.size, sha1=found.sha1, reason=found.reason)
        if failure is not None:
            raise failure

    def _write_all(self, batch: list[_Arrived]) -> _Written:
        """Write files, up to an error that every other file would meet as well."""
        files: list[FileReport] = []
        for name, picture, content in batch:
            try:
                write_whole(self._part + name, self._base + name, content, overwrite=False, fsync=self._fsync)
            except (OpenApiException, OSError) as error:
                if isinstance(error, OSError) and disk.is_out(error):
                    return _Written(files, error)
                files.append(FileReport("failed", name, len(content), picture.hash, reason_of(error)))
            else:
                files.append(FileReport("new", name, len(content), picture.hash))
        return _Written(files, None)
