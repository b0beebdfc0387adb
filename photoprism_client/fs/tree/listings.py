"""Keeps the listings of folders for a while, so that a server is asked once for what many paths need.

Threads share them: while one lists a folder, others that need it wait for that.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeVar, cast

from photoprism_client._clock import SYSTEM_CLOCK, Clock
from photoprism_client.fs.tree.entries import Entry

#: What a folder holds, by name.
Listing = Mapping[str, Entry]
L = TypeVar("L", bound=Listing)

#: How the key of a listing begins that is not that of a folder, and that several folders need.
SHARED = "/"

_LOOK_UPS = 3  # single files of a folder that are looked up before the whole folder is listed
_MOST_COUNTED = 10_000  # folders whose look-ups are counted


class _Kept(NamedTuple):
    listing: Listing
    until: float


class Listings:
    """The listings of folders by their paths.

    :param most_entries: how many entries are kept in all, 0 for none: the listing that was not used for the longest
        time goes first, and one that is larger is not kept.
    :param lifetime_s: how long a listing is kept, in seconds; None for no limit.
    :param clock: tells the time.
    """

    def __init__(self, most_entries: int, lifetime_s: float | None, clock: Clock = SYSTEM_CLOCK) -> None:
        self._most_entries, self._lifetime_s, self._now = most_entries, lifetime_s, clock.monotonic
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._entries = 0
        self._generation = 0
        self._at_work: dict[str, threading.Lock] = {}
        self._look_ups: OrderedDict[str, int] = OrderedDict()

    def get(self, path: str) -> Listing | None:
        """Return a listing that is kept.

        :param path: of the folder.
        :return: the listing; None if it is not kept, or not any more.
        """
        with self._lock:
            kept = self._kept.get(path)
            if kept is None:
                return None
            if kept.until <= self._now():
                self._drop(path)
                return None
            self._kept.move_to_end(path)
            return kept.listing

    def load(self, path: str, read: Callable[[], tuple[L, bool]]) -> L:
        """Return a listing; read it unless it is kept.

        :param path: of the folder.
        :param read: reads it; returns it, and whether it may be kept.
        :return: the listing.
        """
        if not self._most_entries:
            return read()[0]
        listing = self.get(path)
        if listing is not None:
            return cast(L, listing)
        with self._lock:
            at_work = self._at_work.setdefault(path, threading.Lock())
        try:
            with at_work:
                listing = self.get(path)  # another thread may have read it
                return self._read(path, read) if listing is None else cast(L, listing)
        finally:
            with self._lock:
                self._at_work.pop(path, None)

    def add(self, path: str, entries: Listing) -> None:
        """Keep what is known of a folder that need not be all.

        :param path: the key, which is not that of a listing.
        :param entries: what is known.
        """
        with self._lock:
            kept = self._kept.get(path)
            self._keep(path, {**kept.listing, **entries} if kept else entries)

    def is_worth_listing(self, path: str) -> bool:
        """Count the look-up of a single file; tell whether to list its whole folder instead.

        :param path: of the folder.
        :return: whether so many files of it were looked up that its listing, which can be kept, costs less.
        """
        with self._lock:
            count = self._look_ups.pop(path, 0)
            self._look_ups[path] = count if count < 0 else count + 1
            if len(self._look_ups) > _MOST_COUNTED:
                self._look_ups.popitem(last=False)
        return bool(self._most_entries) and count >= _LOOK_UPS

    def forget(self, path: str) -> None:
        """Forget one listing, and nothing else.

        :param path: of the folder, or the key.
        """
        with self._lock:
            if path in self._kept:
                self._drop(path)

    def invalidate(self, path: str | None = None) -> None:
        """Forget listings.

        :param path: forget this one, those below it, and those that are shared; None for all.
        """
        with self._lock:
            self._generation += 1
            for kept in [*self._kept]:
                if not path or kept == path or kept.startswith((f"{path}/", SHARED)):
                    self._drop(kept)
            self._look_ups.clear()

    def _read(self, path: str, read: Callable[[], tuple[L, bool]]) -> L:
        generation = self._generation
        listing, may_be_kept = read()
        with self._lock:
            if may_be_kept and generation == self._generation:
                self._keep(path, listing)
        return listing

    def _keep(self, path: str, listing: Listing) -> None:
        weight = _weight(listing)
        if path in self._kept:
            self._drop(path)
        if weight > self._most_entries:
            self._look_ups[path] = -1  # not to be listed for a single file
            return
        until = float("inf") if self._lifetime_s is None else self._now() + self._lifetime_s
        self._kept[path] = _Kept(listing, until)
        self._entries += weight
        while self._entries > self._most_entries:
            self._drop(next(iter(self._kept)))

    def _drop(self, path: str) -> None:
        self._entries -= _weight(self._kept.pop(path).listing)


def _weight(listing: Listing) -> int:
    return len(listing) + 1  # an empty one takes memory, too
