"""`MissingFiles`: limits requests for files that may be missing on the server's disk.

A request for such a file takes it out of the server's index. While originals are not mounted, a job that reads all of
them would empty the library. `_call/bulk_guard.py` does the same for many requests in one loop.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from photoprism_client._call.bulk_guard import OriginalsMissingError
from photoprism_client.exceptions import NotFoundException, PlaceholderException

_MOST = 5  # in a row
_MESSAGE = (
    f"{_MOST} files in a row are missing, and the last one left the server's index when it was asked for: are the"
    " originals mounted? Nothing more is asked for by this file system until its invalidate_cache() is called."
)


class MissingFiles:
    """Counts missing files in a row. After one, requests go one at a time until a file comes, whoever asks.

    From the fifth on, the index is asked before each request.

    :param has_original: asks the index for a SHA-1; None if it cannot be asked.
    """

    def __init__(self, has_original: Callable[[str], bool | None]) -> None:
        self._has_original = has_original
        self._lock = threading.Lock()
        self.forget()

    def forget(self) -> None:
        """Count anew."""
        self._count, self._is_stopped = 0, False

    @property
    def is_wary(self) -> bool:
        """Whether the latest file was missing, so that each request is to be watched by :meth:`asking`."""
        return self._count > 0 or self._is_stopped

    @contextmanager
    def asking(self, sha1: str) -> Iterator[None]:
        """Watch a request.

        :param sha1: hash of the original.
        :raises OriginalsMissingError: too many are missing; nothing is asked.
        """
        if not self.is_wary:
            yield from self._counted(sha1, was_there=False)
            return
        with self._lock:  # one at a time, so that it is known which request took a file out of the index
            if self._is_stopped:
                raise OriginalsMissingError(200, "missing originals", message=_MESSAGE)
            was_there = self._has_original(sha1) if self._count >= _MOST - 1 else False
            yield from self._counted(sha1, was_there=was_there)

    def note(self, error: Exception | None) -> None:
        """Count the end of a request that was one of many.

        :param error: why no file came; None if one did.
        """
        if error is None:
            self._count = 0
        elif isinstance(error, OriginalsMissingError):
            self._is_stopped = True
        elif isinstance(error, NotFoundException | PlaceholderException):
            self._count += 1

    def _counted(self, sha1: str, *, was_there: bool | None) -> Iterator[None]:
        try:
            yield
        except (NotFoundException, PlaceholderException):
            self._count += 1
            if was_there is not False:
                self._look(sha1, was_there=was_there)
            raise
        self._count = 0

    def _look(self, sha1: str, *, was_there: bool | None) -> None:
        if was_there and self._has_original(sha1):
            self._count = 0  # the server cannot show these, and keeps them
        else:
            self._is_stopped = True
