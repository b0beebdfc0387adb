"""`MissingFiles`: limits requests of all threads for files that may be missing on the server's disk."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from photoprism_client._call.missing_originals import MOST_MISSING, MissingOriginals, OriginalsMissingError
from photoprism_client.exceptions import NotFoundException, PlaceholderException

_MESSAGE = (
    f"{MOST_MISSING} files in a row are missing, and the last one left the server's index when it was asked for: are"
    " the originals mounted? Nothing more is asked for by this file system until its invalidate_cache() is called."
)


class MissingFiles(MissingOriginals):
    """After a missing file, requests of all threads go one at a time until a file comes.

    :param has_original: asks the index for a SHA-1; None if it cannot be asked.
    """

    def __init__(self, has_original: Callable[[str], bool | None]) -> None:
        super().__init__(has_original)
        self._lock = threading.Lock()

    @contextmanager
    def asking(self, sha1: str) -> Iterator[None]:
        """Watch a request.

        :param sha1: hash of the original.
        :raises OriginalsMissingError: too many are missing; nothing is asked.
        """
        if not self.is_wary:
            yield from self._counted(sha1)
            return
        with self._lock:  # one at a time, so that it is known which request took a file out of the index
            if self.is_stopped:
                raise OriginalsMissingError(_MESSAGE)
            self.watch(sha1)
            yield from self._counted(sha1)

    def note(self, error: Exception | None, sha1: str) -> None:
        """Count the end of a request that was one of many.

        :param error: why no file came; None if one did.
        :param sha1: hash of the original.
        """
        if error is None:
            self.came()
        elif isinstance(error, OriginalsMissingError):
            self.is_stopped = True
        elif isinstance(error, NotFoundException | PlaceholderException):
            self.missed(sha1)

    def _counted(self, sha1: str) -> Iterator[None]:
        try:
            yield
        except (NotFoundException, PlaceholderException) as error:
            self.note(error, sha1)
            raise
        self.came()
