"""Paging: a listing that is cut into pages, and shifts while it is read, comes out whole and once."""

import random
import tracemalloc
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from photoprism_client import ApiTypeError, ApiValueError, ListingChangedWarning
from photoprism_client._call.rows import Rows
from photoprism_client.api import paging
from photoprism_client.api.paging import Joint, Page, page_of, refuse_order, walk
from photoprism_client.api_response import ApiResponse


class Stack:
    """An item of several rows."""

    def __init__(self, uid: str, rows: list[str]) -> None:
        self.uid = uid
        self.rows = rows


class Call(NamedTuple):
    """What was asked for."""

    offset: int
    most: int


class Listing:
    """A server's listing of stacks, one row after the other; it may be changed after each page.

    :param sizes: rows of each stack.
    :param most: rows that the server sends at most.
    :param tells_rows: whether it tells how many rows it sends.
    """

    def __init__(self, sizes: list[int], most: int = 10_000, *, tells_rows: bool = True) -> None:
        self.most, self.tells_rows = most, tells_rows
        self.rows = [
            (f"p{number:015d}", f"f{number}.{row}") for number, size in enumerate(sizes) for row in range(size)
        ]
        self.calls: list[Call] = []
        self.after_page: Callable[[Listing], None] = lambda _: None

    def read(self, offset: int, count: int) -> Page[Stack]:
        """Answer as the server does: consecutive rows of a stack are one item."""
        self.calls.append(Call(offset, count))
        count = min(count, self.most)
        found = self.rows[offset : offset + count]
        stacks: list[Stack] = []
        for uid, row in found:
            if stacks and stacks[-1].uid == uid:
                stacks[-1].rows.append(row)
            else:
                stacks.append(Stack(uid, [row]))
        self.after_page(self)
        return Page(stacks, len(found) if self.tells_rows else None, count, 2000 * len(found))

    def remove(self, uid: str) -> None:
        """Take a stack out."""
        self.rows = [row for row in self.rows if row[0] != uid]


def _adjoins(whole: Stack, part: Stack) -> bool:
    return part.rows[0] in whole.rows


def _join(whole: Stack, part: Stack) -> None:
    whole.rows.extend(row for row in part.rows if row not in whole.rows)


def _rows_of(stack: Stack) -> int:
    return len(stack.rows)


def at_once(work: Callable[[], None]) -> Callable[[], object]:
    """Read a page that is asked for ahead at once."""
    work()
    return list


def when_needed(work: Callable[[], None]) -> Callable[[], object]:
    """Read a page that is asked for ahead as late as can be."""
    return work


class AnyOrder:
    """Reads pages that are asked for ahead at any time, and in any order.

    :param chance: decides.
    """

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._waiting: list[Callable[[], None]] = []

    def start(self, work: Callable[[], None]) -> Callable[[], object]:
        """Read now, later or last."""
        self._waiting.append(work)
        self.read_some()

        def wait() -> None:
            if work in self._waiting:
                self._waiting.remove(work)
                work()

        return wait

    def read_some(self) -> None:
        """Read some of the pages."""
        for work in self._chance.sample(self._waiting, self._chance.randint(0, len(self._waiting))):
            if work in self._waiting:
                self._waiting.remove(work)
                work()


@contextmanager
def sizes(first: int, growth: int, most: int) -> Iterator[None]:
    """Have pages without a chosen size begin, grow and end like this."""
    with mock.patch.multiple(paging, _FIRST_PAGE=first, _GROWTH=growth, _MOST_PAGE_BYTES=2000 * most):
        yield


def read_all(
    listing: Listing, page_size: int | None, start: Callable[[Callable[[], None]], Callable[[], object]] = at_once
) -> dict[str, list[str]]:
    """Walk through a listing; a stack that comes twice fails."""
    found: dict[str, list[str]] = {}
    for stack in walk(listing.read, lambda item: item.uid, page_size, Joint(_adjoins, _join, _rows_of), start=start):
        assert stack.uid not in found
        found[stack.uid] = stack.rows
    return found


def grouped(rows: list[tuple[str, str]]) -> dict[str, list[str]]:
    """Return the rows of each stack."""
    found: dict[str, list[str]] = {}
    for uid, row in rows:
        found.setdefault(uid, []).append(row)
    return found


SIZES = st.tuples(st.integers(2, 8), st.integers(2, 4), st.integers(2, 20))


@given(
    st.lists(st.integers(1, 9), max_size=30),
    st.one_of(st.none(), st.integers(1, 20)),
    SIZES,
    st.integers(2, 30),
    st.booleans(),
    st.randoms(use_true_random=False),
)
def test_stacks_come_out_whole_in_order(
    stacks: list[int],
    page_size: int | None,
    chosen: tuple[int, int, int],
    most: int,
    tells_rows: bool,
    chance: random.Random,
) -> None:
    """Wherever pages are cut, each stack comes once, with all of its rows, in the listing's order.

    That does not depend on the sizes of pages, on a server that sends fewer rows, or on when it makes which page.
    """
    listing = Listing(stacks, most, tells_rows=tells_rows)
    with sizes(*chosen):
        found = read_all(listing, page_size, AnyOrder(chance).start)
    assert list(found.items()) == list(grouped(listing.rows).items())


@given(
    st.lists(st.integers(1, 6), min_size=1, max_size=40),
    st.one_of(st.none(), st.integers(1, 12)),
    SIZES,
    st.integers(2, 15),
    st.randoms(use_true_random=False),
)
@settings(max_examples=300)
def test_what_stays_is_listed_whole_though_others_come_and_go(
    stacks: list[int], page_size: int | None, chosen: tuple[int, int, int], most: int, chance: random.Random
) -> None:
    """Stacks that are removed or put anywhere between two pages neither double nor hide others.

    Nor does it matter when the server makes the pages that are asked for ahead, before and after which change.
    """
    listing = Listing(stacks, most)
    before = grouped(listing.rows)
    removed: set[str] = set()
    left = [15]
    ahead = AnyOrder(chance)

    def change(changing: Listing) -> None:
        if not left[0]:
            return
        ahead.read_some()
        left[0] -= 1
        uids = list(grouped(changing.rows))
        for uid in chance.sample(uids, min(len(uids), chance.choice([0, 0, 1, 3, 10]))):
            changing.remove(uid)
            removed.add(uid)
        for number in range(chance.choice([0, 0, 1, 4])):
            starts = [
                at for at in range(len(changing.rows)) if not at or changing.rows[at - 1][0] != changing.rows[at][0]
            ]
            at = chance.choice([*starts, len(changing.rows)])
            changing.rows[at:at] = [(f"n{left[0]:07d}{number:08d}", f"new{left[0]}.{number}.{row}") for row in range(3)]

    listing.after_page = change
    with sizes(*chosen):
        found = read_all(listing, page_size, ahead.start)
    order = [uid for uid in found if uid in before and uid not in removed]
    assert order == [uid for uid in before if uid not in removed]
    for uid in order:
        assert found[uid] == before[uid]


def test_removal_of_more_than_the_overlap_is_read_again() -> None:
    """Rows that moved ahead of the next page are found by going back."""
    listing = Listing([1] * 100)

    def remove_thirty(changing: Listing) -> None:
        if len(changing.calls) == 3:
            for number in range(30):
                changing.remove(f"p{number:015d}")

    listing.after_page = remove_thirty
    assert len(read_all(listing, 20, when_needed)) == 100
    assert any(later.offset < earlier.offset for earlier, later in zip(listing.calls, listing.calls[1:], strict=False))


def test_growth_at_the_front_doubles_nothing() -> None:
    """Rows that are pushed on to the next page come once."""
    listing = Listing([1] * 50)

    def grow(changing: Listing) -> None:
        if len(changing.calls) <= 3:
            changing.rows[:0] = [(f"n{len(changing.calls):07d}{number:08d}", f"n{number}") for number in range(30)]

    listing.after_page = grow
    assert set(grouped(Listing([1] * 50).rows)) <= set(read_all(listing, 10))


def test_a_listing_without_rest_warns_and_ends() -> None:
    """Where nothing is the same on two pages, the walk ends all the same, and says that items may be missing."""
    listing = Listing([1] * 200)

    def replace_all(changing: Listing) -> None:
        changing.rows = [(f"n{len(changing.calls):07d}{number:08d}", f"f{number}") for number in range(200)]

    listing.after_page = replace_all
    with pytest.warns(ListingChangedWarning, match="items may be missing") as caught:
        read_all(listing, 10)
    assert [warning.filename for warning in caught] == [__file__]
    assert len(listing.calls) < 300


def test_a_quiet_listing_is_read_in_few_pages() -> None:
    """Overlap costs a few rows a page, and nothing is asked before it is needed."""
    listing = Listing([1] * 1000)
    run = walk(listing.read, lambda item: item.uid, 100, start=when_needed)
    assert listing.calls == []
    next(run)
    assert listing.calls == [(0, 100)]
    assert len(list(run)) == 999
    assert len(listing.calls) == 11


def test_pages_end_by_the_servers_own_count() -> None:
    """A server that sends fewer rows than were asked for, by its limit, is asked on."""
    listing = Listing([1] * 30, most=4)
    assert len(list(walk(listing.read, lambda item: item.uid, 10, start=when_needed))) == 30
    assert listing.calls == [(0, 10), *((offset, 4) for offset in range(2, 30, 2))]


@pytest.mark.parametrize(
    ("headers", "page"),
    [
        ({"X-Count": "115", "X-Limit": "200"}, (115, 200)),
        ({"X-Limit": "5"}, (None, 5)),
        ({}, (None, 10)),
        (None, (None, 10)),
        ({"X-Count": "many", "X-Limit": "0"}, (None, 10)),
    ],
)
def test_headers_count_where_they_are_there(headers: dict[str, str] | None, page: tuple[int | None, int]) -> None:
    """The labels' listing has no X-Count: then what came is counted."""
    rows: Rows[str] = Rows([b"[1]"], lambda _: ["a"], 10, list, list)
    assert page_of(ApiResponse(200, headers, rows), 10)[1:] == (*page, 3)


@pytest.mark.parametrize("page_size", [0, -1, 10_001])
def test_page_sizes_out_of_range_are_refused(page_size: int) -> None:
    """A page has 1 to 10 000 rows."""
    with pytest.raises(ApiValueError, match="page_size must be from 1 to 10000"):
        walk(Listing([]).read, lambda item: item.uid, page_size)


@pytest.mark.parametrize("page_size", ["5", 5.0, True])
def test_page_sizes_of_other_types_are_refused(page_size: Any) -> None:
    """A page size is a whole number."""
    with pytest.raises(ApiTypeError, match="page_size"):
        walk(Listing([]).read, lambda item: item.uid, page_size)


def test_orders_that_cannot_be_paged_are_refused() -> None:
    """The message says why, and what to do."""
    with pytest.raises(ApiValueError, match="'random' cannot be read page by page: it is chance; ask search_"):
        refuse_order("random", {"random": "it is chance"})
    refuse_order("name", {"random": "it is chance"})


def test_memory_is_less_than_100_bytes_an_item() -> None:
    """What is remembered of an item that was returned is small, and no page is kept."""
    items, alphabet = 60_000, "0123456789abcdefghijklmnopqrstuvwxyz"
    chance = random.Random(1)
    uids = ["p" + "".join(chance.choices(alphabet, k=15)) for _ in range(items)]

    def read(offset: int, count: int) -> Page[str]:
        rows = uids[offset : offset + count]
        return Page(rows, len(rows), count)

    run = walk(read, lambda uid: uid, 1000, start=at_once)
    next(run)
    tracemalloc.start()
    try:
        base = tracemalloc.get_traced_memory()[0]
        assert sum(1 for _ in zip(run, range(items - 2000), strict=False)) == items - 2000
        used = tracemalloc.get_traced_memory()[0] - base
    finally:
        tracemalloc.stop()
    run.close()  # type: ignore[attr-defined]  # it is a generator
    assert used / items < 100


def test_items_without_a_uid_do_not_stop_the_walk() -> None:
    """What has no UID comes once; the walk ends."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert list(walk(lambda *_: Page(["a", "b"], 2, 5), lambda _: None, 5)) == ["a"]


def test_pages_begin_small_and_grow_as_far_as_memory_allows() -> None:
    """Of 2 kB a row, 4194 rows are 8 MiB."""
    listing = Listing([1] * 20_000)
    assert len(read_all(listing, None, when_needed)) == 20_000
    assert listing.calls[:4] == [(0, 100), (95, 1000), (1090, 4194), (5279, 4194)]
    assert listing.calls[4:] == [(9468, 4194), (13_657, 4194), (17_846, 4194)]


def test_pages_that_are_made_at_once_stay_small() -> None:
    """Where the bytes of a page are not known, its items are made already, and take more than these."""
    listing = Listing([1] * 5000)

    def read(offset: int, count: int) -> Page[Stack]:
        return listing.read(offset, count)._replace(size_bytes=0)

    assert len(list(walk(read, lambda item: item.uid, start=when_needed))) == 5000
    assert {call.most for call in listing.calls} == {100, 1000}
