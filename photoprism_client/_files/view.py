"""An open file as a sequence of bytes: only the parts that are used are read.

mmap would be shorter, but FUSE disks with direct I/O, such as mergerfs, refuse it (ENODEV).
"""

import os

_BLOCK = 1024 * 1024  # bytes that are searched in one go


class FileView:
    """An open file whose bytes can be sliced and searched; its position stays the same.

    :param descriptor: of the file, which stays open while this is used.
    :param size: bytes of the file.
    """

    def __init__(self, descriptor: int, size: int) -> None:
        self._descriptor, self._size = descriptor, size

    def __len__(self) -> int:
        return self._size

    def __getitem__(self, part: slice) -> bytes:
        start, end, _ = part.indices(self._size)
        here = os.lseek(self._descriptor, 0, os.SEEK_CUR)
        os.lseek(self._descriptor, start, os.SEEK_SET)
        try:
            with open(self._descriptor, "rb", closefd=False) as file:
                return file.read(max(0, end - start))
        finally:
            os.lseek(self._descriptor, here, os.SEEK_SET)

    def rfind(self, wanted: bytes) -> int:
        """Find the last occurrence of some bytes.

        :param wanted: the bytes, 1 or more.
        :return: its index, or -1.
        :raises OSError: the disk failed.
        """
        start = self._size
        while start > 0:
            end, start = start + len(wanted) - 1, max(0, start - _BLOCK)
            if (found := self[start:end].rfind(wanted)) >= 0:
                return start + found
        return -1
