"""`MissingGuard`: limits requests for thumbnails whose originals may be missing on the server's disk.

If a thumbnail is yet to be made and its original is missing, the server sends its icon for "no picture" and takes the
photo out of its index. While originals are not mounted, asking for all thumbnails would empty the library.
"""

from collections.abc import Callable

from photoprism_client._call.bulk_items import BulkItem
from photoprism_client.exceptions import PlaceholderException

_MOST_ICONS = 5  # in a row; then the index is asked
_MESSAGE = (
    f"{_MOST_ICONS} thumbnails in a row have no picture, and the server's index does not have the original of the last"
    " one: are the originals mounted? Nothing more was asked for, since a request for a missing original takes it out"
    " of the index."
)

#: Tells whether the original of a thumbnail may be missing.
IsMissing = Callable[[str], bool]


class MissingGuard:
    """Counts icons in a row. After an icon, requests go one at a time until a picture comes.

    :param is_missing: asks the index; None if icons are harmless.
    """

    def __init__(self, is_missing: IsMissing | None) -> None:
        self._is_missing = is_missing
        self._icons = 0
        self._latest = ""
        #: Whether requests go one at a time.
        self.is_wary = False

    @property
    def is_due(self) -> bool:
        """Whether :meth:`check` is due, once it is known what became of all requests."""
        return self._icons >= _MOST_ICONS

    def note(self, item: BulkItem, *, is_icon: bool) -> None:
        """Count an answer.

        :param item: what was asked for.
        :param is_icon: whether the icon came; else it was a picture.
        """
        if self._is_missing is not None:
            self._icons = self._icons + 1 if is_icon else 0
            self._latest, self.is_wary = item.wanted[0], is_icon

    def check(self) -> PlaceholderException | None:
        """Ask the index about the latest icon; this blocks.

        :return: the error of what must not be asked for any more; None if the icons have other reasons.
        """
        self._icons = 0
        if self._is_missing is None or not self._is_missing(self._latest):
            return None
        return PlaceholderException(200, "missing originals", message=_MESSAGE)
