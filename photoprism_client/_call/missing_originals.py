"""`MissingOriginals`: says when to stop asking, before requests for what is missing empty the server's index.

If an original is missing on the server's disk, a request for it takes it out of the index. So does one for a thumbnail
that is yet to be made of it, or for a cover that shows it: the server sends its icon for "no picture", and the photo is
gone. While originals are not mounted, asking for all would empty the library.
"""

from collections.abc import Callable
from typing import Any

from photoprism_client.exceptions import PlaceholderException

#: So many in a row: then the server's originals are probably not mounted.
MOST_MISSING = 5


class OriginalsMissingError(PlaceholderException):
    """Originals are missing on the server's disk, and nothing more was asked for.

    :param message: what is missing, and what follows.
    """

    def __init__(self, message: str) -> None:
        super().__init__(200, "missing originals", message=message)


#: Asks the index whether it has the original of what is wanted; None if it cannot be asked.
HasOriginal = Callable[[Any], bool | None]


class MissingOriginals:
    """Counts pictures or files that are missing in a row. After one, requests have to go one at a time until one comes.

    From the fifth on, the index is asked before each request, and after it if nothing came: if it had the original and
    has it no more, the request took it out, and nothing more may be asked for. What the index keeps, or never had, ends
    nothing.

    :param has_original: asks the index; None if nothing is to be counted.
    """

    def __init__(self, has_original: HasOriginal | None) -> None:
        self._has_original = has_original
        self.forget()

    def forget(self) -> None:
        """Count anew."""
        self._count = 0
        self._watched: object = None
        self._was_there: bool | None = None
        #: Whether nothing more may be asked for.
        self.is_stopped = False

    @property
    def is_wary(self) -> bool:
        """Whether requests have to go one at a time, each after :meth:`watch`."""
        return self._count > 0 or self.is_stopped

    def watch(self, wanted: object) -> None:
        """Ask the index, if it is time to, about what is asked for next; this blocks.

        :param wanted: what; nothing else is asked for meanwhile.
        """
        if self._has_original is not None and self._count >= MOST_MISSING - 1 and wanted is not self._watched:
            self._watched, self._was_there = wanted, self._has_original(wanted)

    def came(self) -> None:
        """Note that a picture or file came."""
        self._count, self._watched = 0, None

    def missed(self, wanted: object) -> None:
        """Count a picture or file that is missing; if the index was asked about it, ask again, which blocks.

        :param wanted: what was asked for.
        """
        if self._has_original is None:
            return
        self._count += 1
        if wanted is not self._watched:
            return
        self._watched = None
        if self._was_there and self._has_original(wanted):
            self._count = 1  # the server cannot show these, and keeps them
        elif self._was_there is not False:
            self.is_stopped = True
