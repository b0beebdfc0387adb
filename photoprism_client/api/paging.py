"""Pages of a listing become one run of items: without doubles, without gaps, one page in memory at a time.

A server cuts its listings by number of rows. What is added or removed meanwhile shifts the rows behind it: an item
would come twice, or be passed over. So pages overlap by a few rows. As long as a page begins with an item that was seen
before, nothing between can be missing; where it does not, so many rows went away that the listing is read again from
further ahead.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Generic, NamedTuple, TypeVar

from photoprism_client._identifiers import is_uid
from photoprism_client._settings.validation import whole_number
from photoprism_client._warn import warn_caller
from photoprism_client.exceptions import ApiTypeError, ApiValueError

T = TypeVar("T")

#: Takes a message that says how a listing changed.
OnChange = Callable[[str], object]

#: Rows of a page where the caller names no other number, and the most that there may be.
DEFAULT_PAGE_SIZE = 1000
MAX_PAGE_SIZE = 10_000

_OVERLAP = 5  # rows that may vanish ahead of us before any need to be read again
_MOST_REREADS = 100
_CHANGED = (
    f"the listing changed {_MOST_REREADS} times while it was read: items may be missing; list again when the library"
    " is at rest"
)

#: Checks the size of a page.
check_page_size = whole_number(1, MAX_PAGE_SIZE)


class ListingChangedWarning(UserWarning):
    """A listing changed so much while it was read that items may be missing from it."""


class Page(NamedTuple, Generic[T]):
    """A page: its items, the rows that the server counted for them, and the most that it would have sent."""

    items: list[T]
    rows: int
    limit: int


#: Reads a page, given its offset and the most rows.
ReadPage = Callable[[int, int], Page[T]]


def page_of(items: list[T], headers: Mapping[str, str] | None, rows: int, asked: int) -> Page[T]:
    """Make a page of an answer.

    :param items: the decoded body.
    :param headers: of the answer; ``X-Count`` and ``X-Limit`` are not on every one.
    :param rows: what the items count for where the server does not tell.
    :param asked: rows that were asked for.
    :return: the page.
    """
    found = headers or {}
    return Page(items, _number(found.get("X-Count"), rows), _number(found.get("X-Limit"), asked) or asked)


class Joint(NamedTuple, Generic[T]):
    """How an item that a page cut in two becomes one again.

    ``adjoins`` tells whether a part begins within what is known of the item, or right behind it; ``join`` adds to the
    first what the part has.
    """

    adjoins: Callable[[T, T], bool]
    join: Callable[[T, T], None]


def walk(
    read_page: ReadPage[T],
    uid_of: Callable[[T], str | None],
    page_size: int = DEFAULT_PAGE_SIZE,
    joint: Joint[T] | None = None,
    on_change: OnChange | None = None,
) -> Iterator[T]:
    """Read a listing page by page.

    Each item comes once, those that were there from beginning to end for certain, as long as their order stays.

    :param read_page: asks the server.
    :param uid_of: what makes an item the same on two pages.
    :param page_size: rows of a page, 1 to 10 000; a page of one row would have nothing to overlap with, and gets two.
    :param joint: for items that may be cut in two; None where none is.
    :param on_change: called where the listing changed so much that items may be missing; None for a
        :class:`ListingChangedWarning`.
    :return: the items; nothing is asked before the first is taken.
    :raises ApiTypeError: *page_size* is not a whole number.
    :raises ApiValueError: *page_size* is outside its range.
    """
    check_page_size("page_size", page_size)
    return iter(_Walk(read_page, uid_of, max(page_size, 2), joint, on_change or _warn))


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


class _Walk(Generic[T]):
    """One run through a listing."""

    def __init__(
        self,
        read_page: ReadPage[T],
        uid_of: Callable[[T], str | None],
        count: int,
        joint: Joint[T] | None,
        on_change: OnChange,
    ) -> None:
        self._read_page = read_page
        self._uid_of = uid_of
        self._count = count
        self._joint = joint
        self._on_change = on_change
        self._overlap = min(_OVERLAP, count // 2)
        self._seen: set[int | str] = set()
        #: Items that were the last of a page, and may go on: held back until a page shows what follows them.
        self._open: dict[int | str, T] = {}

    def __iter__(self) -> Iterator[T]:
        offset, back, rereads = 0, self._overlap, 0
        while True:
            page = self._read_page(offset, self._count)
            if offset and not self._is_connected(page.items) and rereads <= _MOST_REREADS:
                # That many rows ahead of us went away: what stood here stands further ahead now.
                offset, back, rereads = max(0, offset - back), back * 2, rereads + 1
                if rereads <= _MOST_REREADS:
                    continue
                self._on_change(_CHANGED)
            for left, item in zip(range(len(page.items) - 1, -1, -1), page.items, strict=True):
                whole = self._take(item, may_go_on=not left)
                if whole is not None:
                    yield whole
            if page.rows < page.limit:
                break
            offset, back = offset + max(1, page.rows - self._overlap), self._overlap
        yield from self._open.values()

    def _is_connected(self, items: list[T]) -> bool:
        """Tell whether a page begins with what is known: then nothing between it and the last page can be missing."""
        key = _key(self._uid_of(items[0])) if items else None
        if key is None or key not in self._seen:
            return False
        return self._joint is None or key not in self._open or self._joint.adjoins(self._open[key], items[0])

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


def _number(shown: str | None, otherwise: int) -> int:
    return int(shown) if shown is not None and shown.isdecimal() else otherwise
