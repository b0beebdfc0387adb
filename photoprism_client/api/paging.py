"""Joins the pages of a listing, without duplicates and without gaps.

A server cuts its listings by number of rows. What is added or removed meanwhile shifts the rows after it: an item would
come twice, or be skipped. So pages overlap by a few rows. As long as a page begins with an item that was seen before,
nothing between can be missing; if it does not, so many rows were removed that the listing is read again from an earlier
row. That holds in whatever order the server makes the pages, so two may be asked for before they are needed.

The first page is small, so that it comes at once, and one request is enough for whoever needs a few items. The second
is ten times as large. What follows is as large as memory allows, and asked for ahead: to a server with many photos, a
request costs as much as 2000 rows.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from itertools import chain, pairwise
from typing import Any, Generic, NamedTuple, TypeVar

from photoprism_client._call.rows import Rows
from photoprism_client._identifiers import is_uid
from photoprism_client._settings.validation import whole_number
from photoprism_client._warn import warn_caller
from photoprism_client.api.pages_ahead import PagesAhead, Start, start_thread
from photoprism_client.api_response import ApiResponse
from photoprism_client.exceptions import ApiTypeError, ApiValueError

T = TypeVar("T")

#: Takes a message that says how a listing changed.
OnChange = Callable[[str], object]

#: The most rows that a page may have.
MAX_PAGE_SIZE = 10_000

_FIRST_PAGE = 100  # rows of the first page
_GROWTH = 10  # how many times as large the next one may be
_MOST_PAGE_BYTES = 8 * 1024 * 1024  # three pages are in memory at once
_UNMEASURED = 1000  # the most rows where the bytes of a page are not known
_OVERLAP = 5
_MOST_REREADS = 100
_CHANGED = (
    f"the listing changed {_MOST_REREADS} times while it was read: items may be missing; list again when the library"
    " is at rest"
)

_END: Any = object()

_check_number = whole_number(1, MAX_PAGE_SIZE)


class ListingChangedWarning(UserWarning):
    """A listing changed so much while it was read that items may be missing from it."""


class Page(NamedTuple, Generic[T]):
    """A page: its items, the rows that the server counted for them, and the most that it would have sent."""

    items: Iterable[T]
    #: None where the server does not tell: then the items count.
    rows: int | None
    limit: int
    #: Bytes of the answer that the items are made of when they are reached; 0 where they are made already.
    size_bytes: int = 0


#: Reads a page, given its offset and the most rows.
ReadPage = Callable[[int, int], Page[T]]


def page_of(answer: ApiResponse[Rows[T]], asked: int) -> Page[T]:
    """Make a page of an answer.

    :param answer: the answer; ``X-Count`` and ``X-Limit`` are not on every one.
    :param asked: rows that were asked for.
    :return: the page.
    """
    found = answer.headers or {}
    rows, limit = _number(found.get("X-Count")), _number(found.get("X-Limit"))
    return Page(answer.data, rows, limit or asked, answer.data.size_bytes)


class Joint(NamedTuple, Generic[T]):
    """How an item that a page cut in two becomes one again.

    ``adjoins`` tells whether a part begins within what is known of the item, or right after it; ``join`` adds to the
    first what the part has; ``rows_of`` counts the rows of a part.
    """

    adjoins: Callable[[T, T], bool]
    join: Callable[[T, T], None]
    rows_of: Callable[[T], int]


def check_page_size(page_size: object) -> None:
    """Check the size of a page.

    :param page_size: what was passed.
    :raises ApiTypeError: it is neither a whole number nor None.
    :raises ApiValueError: it is outside its range.
    """
    if page_size is not None:
        _check_number("page_size", page_size)


def walk(
    read_page: ReadPage[T],
    uid_of: Callable[[T], str | None],
    page_size: int | None = None,
    joint: Joint[T] | None = None,
    on_change: OnChange | None = None,
    start: Start = start_thread,
) -> Iterator[T]:
    """Read a listing page by page.

    Each item comes once, those that were there from beginning to end for certain, as long as their order stays.

    :param read_page: asks the server; from the third page on in threads, two at once.
    :param uid_of: what makes an item the same on two pages.
    :param page_size: rows of a page, 1 to 10 000; a page of one row would have nothing to overlap with, and gets two.
        None for 100 rows first, then 1000, then as many as 8 MiB hold.
    :param joint: for items that may be cut in two; None where none is.
    :param on_change: called where the listing changed so much that items may be missing; None for a
        :class:`ListingChangedWarning`.
    :param start: starts the work of reading a page ahead.
    :return: the items; nothing is asked before the first is taken.
    :raises ApiTypeError: *page_size* is neither a whole number nor None.
    :raises ApiValueError: *page_size* is outside its range.
    """
    check_page_size(page_size)
    return iter(_Walk(read_page, uid_of, page_size, joint, on_change or _warn, start))


def refuse_order(order: object, refused: Mapping[str, str]) -> None:
    """Refuse an order that pages cannot be read in.

    :param order: what was passed.
    :param refused: why not, by order.
    :raises ApiValueError: it is one of them.
    """
    if isinstance(order, str) and order in refused:
        raise ApiValueError(f"order {order!r} cannot be read page by page: {refused[order]}; ask search_… for one page")


def refuse_paging(filters: Mapping[str, object]) -> None:
    """Refuse what a walk through all pages of photos decides by itself.

    :param filters: what was passed by name.
    :raises ApiTypeError: a page, or rows that are files, are asked for.
    """
    for name in ("count", "offset", "merged"):
        if name in filters:
            raise ApiTypeError(
                f"iterate takes no {name}: it returns all photos, each whole; page_size sets the rows of a page, and"
                " search_photos returns one page"
            )


class _Sizes:
    """How many rows to ask for.

    :param page_size: what the user wants; None for a choice.
    """

    def __init__(self, page_size: int | None) -> None:
        self._is_chosen = page_size is None
        self._cap = MAX_PAGE_SIZE
        #: Rows of the next page to ask for.
        self.count = _FIRST_PAGE if page_size is None else max(page_size, 2)

    @property
    def overlap(self) -> int:
        """Rows that such a page has in common with the one before: they may vanish before any must be read again."""
        return min(_OVERLAP, self.count // 2)

    def learn(self, page: Page[Any], asked: int) -> None:
        """Take a size from a page.

        :param page: the latest.
        :param asked: rows that were asked for.
        """
        if page.limit < asked:
            self._cap = max(page.limit, 2)
        if self._is_chosen:
            row_bytes = page.size_bytes / (page.rows or page.limit)
            most = max(_FIRST_PAGE, int(_MOST_PAGE_BYTES / row_bytes)) if row_bytes else _UNMEASURED
            self.count = min(self.count * _GROWTH, most, MAX_PAGE_SIZE)
        self.count = min(self.count, self._cap)


class _Walk(Generic[T]):
    """One run through a listing."""

    def __init__(
        self,
        read_page: ReadPage[T],
        uid_of: Callable[[T], str | None],
        page_size: int | None,
        joint: Joint[T] | None,
        on_change: OnChange,
        start: Start,
    ) -> None:
        self._uid_of = uid_of
        self._joint = joint
        self._on_change = on_change
        self._ahead = PagesAhead(read_page, start)
        self._sizes = _Sizes(page_size)
        self._seen: set[int | str] = set()
        #: Items that were the last of a page, and may go on: held back until a page shows what follows them.
        self._open: dict[int | str, T] = {}

    def __iter__(self) -> Iterator[T]:
        with closing(self._ahead):
            yield from self._pages()
        yield from self._open.values()

    def _pages(self) -> Iterator[T]:
        offset, back, rereads = 0, self._sizes.overlap, 0
        while True:
            page, asked = self._ahead.take(offset, self._sizes.count)
            items = pairwise(chain(page.items, (_END,)))
            first = next(items, None)
            if offset and not self._is_connected(first) and rereads <= _MOST_REREADS:
                # So many rows before this page were removed that what was here has a smaller offset now.
                offset, back, rereads = max(0, offset - back), back * 2, rereads + 1
                if rereads <= _MOST_REREADS:
                    continue
                self._on_change(_CHANGED)
            self._sizes.learn(page, asked)
            self._ask_ahead(offset, page)
            counted = 0
            for item, following in chain([first] if first else (), items):
                if page.rows is None:
                    counted += 1 if self._joint is None else self._joint.rows_of(item)
                whole = self._take(item, may_go_on=following is _END)
                if whole is not None:
                    yield whole
            rows = counted if page.rows is None else page.rows
            if rows < page.limit:
                break
            offset, back = offset + max(1, rows - self._sizes.overlap), self._sizes.overlap

    def _ask_ahead(self, offset: int, page: Page[T]) -> None:
        """Ask for what follows a page, unless it is the first or the last."""
        rows = page.limit if page.rows is None else page.rows
        if offset and rows >= page.limit:
            overlap = self._sizes.overlap
            self._ahead.ask(offset + max(1, rows - overlap), self._sizes.count, overlap)

    def _is_connected(self, first: tuple[T, object] | None) -> bool:
        """Tell whether a page begins with what is known: then nothing between it and the last page can be missing."""
        if first is None:
            return False
        item, key = first[0], _key(self._uid_of(first[0]))
        if key not in self._seen:
            return False
        return self._joint is None or key not in self._open or self._joint.adjoins(self._open[key], item)

    def _take(self, item: T, *, may_go_on: bool) -> T | None:
        """Take over an item; return it where it is new and whole."""
        key = _key(self._uid_of(item))
        whole = self._open.pop(key, None)
        if whole is None:
            if key in self._seen:
                return None
            self._seen.add(key)
            whole = item
        elif self._joint is not None:
            self._joint.join(whole, item)
        if may_go_on and self._joint is not None:
            self._open[key] = whole
            return None
        return whole


def _key(uid: str | None) -> int | str:
    """Return what stands for a UID in memory: a number takes half the room of a text."""
    if uid is not None and is_uid(uid):
        return int(uid, 36)
    return uid or ""


def _warn(changed: str) -> None:
    warn_caller(changed, ListingChangedWarning)


def _number(shown: str | None) -> int | None:
    return int(shown) if shown is not None and shown.isdecimal() else None
