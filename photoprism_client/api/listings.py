"""`Listing`: what ``iterate`` returns."""

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import TYPE_CHECKING, Self, TypeVar

from photoprism_client.redaction import redact_text

if TYPE_CHECKING:
    from photoprism_client.models.model_list import ModelList

T = TypeVar("T")


class Listing(chain[T]):
    """An iterator over all pages of a listing; it is read once, and asks for nothing before its first item is taken.

    :param items: the items.
    :param what: what they are, in the plural.
    :param filters: what was asked for, by name; what is None was not.
    """

    # An itertools.chain of one: it hands on each item without running any Python.

    _what: str
    _filters: Mapping[str, object]

    def __new__(cls, items: Iterable[T], what: str, filters: Mapping[str, object]) -> Self:
        made = super().__new__(cls, items)
        made._what, made._filters = what, filters
        return made

    def __repr__(self) -> str:
        asked = ", ".join(f"{name}={value!r}" for name, value in self._filters.items() if value is not None)
        return redact_text(f"<{self._what}{f' of {asked}' if asked else ''}, page by page; to_list() reads them all>")

    def to_list(self) -> "ModelList[T]":
        """Read all that is left.

        :return: a list, which a notebook shows with pictures.
        :raises ApiException: a page could not be read; the classes are in docs/errors.md.
        """
        from photoprism_client.models.model_list import ModelList

        return ModelList(self)
