"""Plain files in tar archives: the header of a file, and the files of an archive.

The format is ustar, which every tar reads (POSIX.1-2017, pax, "ustar Interchange Format"). All that could differ from
one run to the next is left out, such as times and owners: the same files make the same bytes.
"""

import os
from collections.abc import Iterator
from typing import NamedTuple

#: Archives consist of blocks of so many bytes.
BLOCK = 512
#: What ends an archive: two empty blocks, in a record of twenty.
_RECORD = 20 * BLOCK

_MOST_NAME, _MOST_SIZE = 100, 8**11 - 1
_BEFORE_SIZE = b"".join((b"0000644\0", b"0000000\0", b"0000000\0"))  # mode, user, group
_TIME = b"00000000000\0"
# Kind, link, magic, version; and nothing for names of user and group, device, and the name's prefix.
_AFTER_SUM = b"".join((b"0", bytes(100), b"ustar\0", b"00", bytes(247)))
# The sum of a header counts the eight bytes of the sum itself as blanks.
_SUM = sum(_BEFORE_SIZE) + sum(_TIME) + 8 * ord(" ") + sum(_AFTER_SUM)
_PADDING = bytes(BLOCK)


class Member(NamedTuple):
    """A file in an archive."""

    name: str
    #: Where its bytes begin, and how many they are.
    offset: int
    size: int


def header(name: str, size: int) -> bytes:
    """Return the header of a file.

    :param name: without NUL, no longer than 100 bytes in UTF-8, not ending in a slash.
    :param size: bytes of the file, less than 8 GiB.
    :return: one block.
    :raises ValueError: the format has no room for that name or size.
    """
    encoded = name.encode()
    if not 0 < len(encoded) <= _MOST_NAME or b"\0" in encoded or encoded.endswith(b"/"):
        raise ValueError(f"a file in a tar archive cannot be called {name!r}")
    if not 0 <= size <= _MOST_SIZE:
        raise ValueError(f"a file of {size} bytes does not fit in a tar archive")
    length = b"%011o\0" % size
    total = _SUM + sum(encoded) + sum(length)
    return b"%b%b%b%b%06o\0 %b" % (encoded.ljust(_MOST_NAME, b"\0"), _BEFORE_SIZE, length, _TIME, total, _AFTER_SUM)


def padding(size: int) -> bytes:
    """Return what fills the last block of a file.

    :param size: bytes of the file.
    """
    return _PADDING[: -size % BLOCK]


def end(size: int) -> bytes:
    """Return what ends an archive.

    :param size: bytes of all its blocks.
    """
    return bytes(2 * BLOCK + -(size + 2 * BLOCK) % _RECORD)


def members(descriptor: int) -> Iterator[Member]:
    """Yield the files of an archive that consists of such headers; only headers are read.

    :param descriptor: of the archive.
    :return: an iterator.
    :raises ValueError: it is not such an archive, or not whole.
    :raises OSError: it cannot be read.
    """
    offset = 0
    while True:
        os.lseek(descriptor, offset, os.SEEK_SET)
        block = os.read(descriptor, BLOCK)
        if block == _PADDING:
            return
        offset += BLOCK
        member = _member(block, offset)
        yield member
        offset += member.size + -member.size % BLOCK


def _member(block: bytes, offset: int) -> Member:
    try:
        name = block[:_MOST_NAME].rstrip(b"\0").decode()
        size = int(block[124:135], 8)
        is_ours = block == header(name, size)
    except ValueError:
        is_ours = False
    if not is_ours:
        raise ValueError(f"no header of a file at byte {offset - BLOCK}")
    return Member(name, offset, size)
