"""`IndexGuard`: limits requests for thumbnails whose originals may be missing on the server's disk.

If a thumbnail is yet to be made and its original is missing, the server sends its icon for "no picture" and takes the
photo out of its index. While originals are not mounted, asking for all thumbnails would empty the library.
"""

from collections.abc import Callable

from photoprism_client._call.bulk_items import BulkItem
from photoprism_client.exceptions import PlaceholderException

_MOST_ICONS = 5  # in a row
_MESSAGE = (
    f"{_MOST_ICONS} pictures in a row are missing, and the server's index does not have the original of the last"
    " one: are the originals mounted? Nothing more was asked for, since a request for a missing original takes it out"
    " of the index."
)


class OriginalsMissingError(PlaceholderException):
    """Originals are missing on the server's disk, and nothing more was asked for."""


#: Asks the index whether it has the original of a thumbnail; None if it cannot be asked.
HasOriginal = Callable[[str], bool | None]


class IndexGuard:
    """Counts icons in a row. After an icon, requests go one at a time until a picture comes.

    From the fifth on, the index is asked before each request and after each icon: an original that it had before and
    has no more is one that this run took out. Thumbnails that the index never had end nothing.

    :param has_original: asks the index; None if icons are harmless.
    """

    def __init__(self, has_original: HasOriginal | None) -> None:
        self._has_original = has_original
        self._icons = 0
        self._next: BulkItem | None = None  # what the index was asked about, and what it said
        self._next_is_there: bool | None = None
        self._next_is_icon = False
        #: Whether requests go one at a time.
        self.is_wary = False

    @property
    def is_alarmed(self) -> bool:
        """Whether :meth:`prepare` and :meth:`check` are due, while it is known what became of all requests."""
        return self._icons >= _MOST_ICONS - 1

    def note(self, item: BulkItem, *, is_icon: bool) -> None:
        """Count an answer.

        :param item: what was asked for.
        :param is_icon: whether the icon came; else it was a picture.
        """
        if self._has_original is not None:
            self._icons = self._icons + 1 if is_icon else 0
            self._next_is_icon = is_icon and item is self._next
            self.is_wary = is_icon

    def check(self) -> OriginalsMissingError | None:
        """Ask the index about the latest icon, unless it did not have the original before, either; this blocks.

        :return: the error of what must not be asked for any more; None if the icon has another reason.
        """
        if self._next is None or self._has_original is None or not self._next_is_icon:
            return None
        self._next_is_icon = False
        if self._next_is_there is False:
            return None
        if self._next_is_there and self._has_original(self._next.value):
            self._icons = 0  # the server cannot show these, and keeps them
            return None
        return OriginalsMissingError(200, "missing originals", message=_MESSAGE)

    def prepare(self, item: BulkItem) -> None:
        """Ask the index about what is asked for next; this blocks.

        :param item: what.
        """
        if self._has_original is not None and item is not self._next:
            self._next, self._next_is_there = item, self._has_original(item.value)
