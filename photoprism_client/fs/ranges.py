"""Ranges of bytes: offsets as in slices, and near ranges of a file merged into one request."""

from collections.abc import Iterable
from typing import NamedTuple

#: Bytes between two ranges up to which they are read together.
MOST_GAP = 64 * 1024


class Range(NamedTuple):
    """Bytes from *start* up to, and not including, *end*."""

    start: int
    end: int


def resolved(start: int | None, end: int | None, size: int) -> Range:
    """Return a range as a slice means it.

    :param start: first byte; below 0 from the end; None for the first one.
    :param end: the byte after the last one; below 0 from the end; None for all.
    :param size: of the file.
    :return: the range, within the file; empty where there is nothing.
    """
    first, last, _ = slice(start, end).indices(size)
    return Range(first, max(first, last))


def merged(ranges: Iterable[Range], most_gap: int) -> list[Range]:
    """Merge ranges that overlap, or that are near to each other.

    :param ranges: in any order; empty ones are left out.
    :param most_gap: bytes between two that may be read though nobody wants them.
    :return: ranges in order that cover all.
    """
    found: list[Range] = []
    for one in sorted(one for one in ranges if one.start < one.end):
        if found and one.start - found[-1].end <= most_gap:
            found[-1] = Range(found[-1].start, max(found[-1].end, one.end))
        else:
            found.append(one)
    return found
