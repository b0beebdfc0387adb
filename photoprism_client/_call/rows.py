"""`Rows`: what a listing holds, made of the bytes of an answer a few rows at a time.

A page of 10 000 rows is 20 MB, and six times as much as models. Made at once, most of their time goes into memory that
is asked of the system, and given back. So the bytes are cut where a row seems to begin, and a piece becomes models when
it is reached.
"""

import re
from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")

#: Makes rows of the bytes of a JSON array; its ValueError says that they do not hold them.
ReadList = Callable[[bytes], list[T]]

_PIECE_BYTES = 32 * 1024  # about 15 photos; from 16 to 128 KiB makes no difference
_FIRST_KEY = re.compile(rb'\s*\[(?=(\{"[^"\\]*":))')


class Rows(Generic[T]):
    """The rows of an answer; each iteration makes them anew.

    :param body: the bytes of a JSON array.
    :param read: makes rows of the bytes of a smaller one.
    :param most: rows that were asked for.
    :param read_all: makes all rows, or raises what says why there are none; called where a piece cannot be read, or
        there are too many.
    :param check: called before the first row is made; it may refuse to go on.
    """

    def __init__(
        self,
        body: bytes,
        read: ReadList[T],
        most: int,
        read_all: Callable[[], list[T]],
        check: Callable[[], object],
    ) -> None:
        self._body, self._read, self._most, self._read_all, self._check = body, read, most, read_all, check

    @property
    def size_bytes(self) -> int:
        """Bytes of the answer."""
        return len(self._body)

    def __iter__(self) -> Iterator[T]:
        self._check()
        count = 0
        for piece in pieces(self._body):
            try:
                found = self._read(piece)
            except (ValueError, RecursionError):
                found = None
            if found is None or count + len(found) > self._most:
                # Cut within a row, or not what was asked for: the whole tells which, as it would have without pieces.
                yield from self._read_all()[count:]
                return
            yield from found
            count += len(found)


def pieces(body: bytes, size_bytes: int = _PIECE_BYTES) -> Iterator[bytes]:
    """Cut a JSON array of objects into smaller ones.

    It looks for the first key of the first object, and parses nothing. If an object within a row begins with the same
    key, a piece may end there; then it is not JSON. A piece that is JSON begins and ends between rows if those before
    did.

    :param body: the array.
    :param size_bytes: the least bytes of a piece.
    :return: the arrays; *body* alone if it is something else.
    """
    found = _FIRST_KEY.match(body)
    if found is None:
        yield body
        return
    at, mark = found.end(), b"}," + found[1]
    while (cut := body.find(mark, at + size_bytes)) >= 0:
        yield b"[%b]" % body[at : cut + 1]
        at = cut + 2
    yield b"[%b" % body[at:]
