"""`Rows`: what a listing holds, made of the bytes of an answer a few rows at a time.

A page of 10 000 rows is 20 MB, and six times as much as models. Made at once, most of their time goes into memory that
is asked of the system, and given back. So the bytes are cut where a row seems to begin, and a piece becomes models when
it is reached.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")

#: Makes rows of the bytes of a JSON array; its ValueError says that they do not hold them.
ReadList = Callable[[bytes], list[T]]

_PIECE_BYTES = 32 * 1024  # about 15 photos; from 16 to 128 KiB makes no difference
_FIRST_KEY = re.compile(rb'\s*\[(?=(\{"[^"\\]*":))')


class Rows(Generic[T]):
    """The rows of an answer; each iteration makes them anew.

    :param blocks: the bytes of a JSON array, in parts.
    :param read: makes rows of the bytes of a smaller one.
    :param most: rows that were asked for.
    :param read_all: makes all rows, or raises what says why there are none; called where a piece cannot be read, or
        there are too many.
    :param check: called before the first row is made; it may refuse to go on.
    """

    def __init__(
        self,
        blocks: Sequence[bytes],
        read: ReadList[T],
        most: int,
        read_all: Callable[[], list[T]],
        check: Callable[[], object],
    ) -> None:
        self._blocks, self._read, self._most, self._read_all, self._check = blocks, read, most, read_all, check

    @property
    def size_bytes(self) -> int:
        """Bytes of the answer."""
        return sum(map(len, self._blocks))

    def __iter__(self) -> Iterator[T]:
        self._check()
        count = 0
        for piece in pieces(self._blocks):
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


def pieces(blocks: Sequence[bytes], size_bytes: int = _PIECE_BYTES) -> Iterator[bytes]:
    """Cut a JSON array of objects into smaller ones.

    It looks for the first key of the first object, and parses nothing. If an object within a row begins with the same
    key, a piece may end there; then it is not JSON. A piece that is JSON begins and ends between rows if those before
    did.

    :param blocks: the array, in parts; the first has at least the first key.
    :param size_bytes: the least bytes of a piece.
    :return: the arrays; all alone if it is something else.
    """
    found = _FIRST_KEY.match(blocks[0])
    if found is None:
        yield b"".join(blocks)
        return
    mark, at, rest = b"}," + found[1], found.end(), b""
    for block in blocks:
        text = rest + block
        while (cut := text.find(mark, at + size_bytes)) >= 0:
            yield b"[%b]" % text[at : cut + 1]
            at = cut + 2
        rest, at = text[at:], 0
    yield b"[%b" % rest
