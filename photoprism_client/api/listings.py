"""`Listing`: what ``iterate`` returns."""

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import TYPE_CHECKING, Self, TypeVar

from photoprism_client.redaction import redact_text

if TYPE_CHECKING:
    from photoprism_client.models.model_list import ModelList

T = TypeVar("T")


class Listing(chain[T]):
    """An iterator over all pages of a listing, which is read once, page by page.

    Nothing is asked before the first item is taken.
    """

    # An itertools.chain of one: it hands on each item without running any Python.

    _items: Iterator[T]
    _asked: str

    @classmethod
    def of(cls, what: str, filters: Mapping[str, object], items: Iterator[T]) -> Self:
        """Make a listing.

        :param what: what the items are, in the plural.
        :param filters: what was asked for, by name; what is None was not.
        :param items: a generator of the items.
        :return: the listing.
        """
        made = cls(items)
        made._items = items
        asked = ", ".join(f"{name}={value!r}" for name, value in filters.items() if value is not None)
        made._asked = redact_text(f"{what} of {asked}" if asked else what)
        return made

    def __repr__(self) -> str:
        return f"<{self._asked}, page by page; to_list() reads them all>"

    def to_list(self) -> "ModelList[T]":
        """Read all that is left.

        :return: a list, which a notebook shows with pictures.
        :raises ApiException: a page could not be read; the classes are in docs/errors.md.
        """
        from photoprism_client.models.model_list import ModelList

        return ModelList(self)

    def close(self) -> None:
        """Ask for no more pages; what was asked for ahead is dropped when it comes."""
        self._items.close()  # type: ignore[attr-defined]  # as generators have it
