"""Open files: `WholeFile` is fetched at the first read, `RangedFile` in parts, with the caches of fsspec."""

import hashlib
import io
import threading
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from fsspec.spec import AbstractBufferedFile

from photoprism_client.fs.failures import unreadable
from photoprism_client.fs.reading import Contents
from photoprism_client.fs.tree.entries import Entry

_CLOSED = "I/O operation on closed file."


class Opener(Protocol):
    """The part of a file system that opens files."""

    def open(self, path: str, mode: str = "rb", block_size: int | None = None, **options: Any) -> Any:
        """Open a file."""


class WholeFile(AbstractBufferedFile):  # type: ignore[misc]  # fsspec has no types
    """A file that is read into memory as a whole, when its bytes or its size are first wanted.

    :param fs: the file system.
    :param path: its path.
    :param block_size: to open it again with, after it was pickled.
    :param details: what ``info`` says.
    :param read: reads it.
    """

    def __init__(
        self, fs: Opener, path: str, block_size: int, details: Mapping[str, Any], read: Callable[[], bytes]
    ) -> None:
        self.fs, self.path, self.mode, self.blocksize = fs, path, "rb", block_size
        self.kwargs: dict[str, Any] = {}
        self.autocommit = True
        self.cache = None
        self._details = dict(details)
        self._read: Callable[[], bytes] = read
        self._body: io.BytesIO | None = None
        self.closed = False

    @property
    def size(self) -> int:
        """Bytes; of a thumbnail, this reads it. A file that was replaced has another size once it is read."""
        known: int | None = self._details["size"] if self._body is None else None
        return len(self._buffer().getbuffer()) if known is None else known

    @property
    def loc(self) -> int:
        """Current position."""
        return 0 if self._body is None else self._body.tell()

    def read(self, length: int | None = -1) -> bytes:
        """Read bytes.

        :param length: how many at most; None or below 0 for all that are left.
        :return: the bytes; empty at the end.
        :raises OSError: the file cannot be read.
        """
        return self._buffer().read(-1 if length is None else length)

    def readline(self, limit: int | None = -1) -> bytes:
        """Read up to the end of a line.

        :param limit: most bytes; None or below 0 for no limit.
        :return: the bytes with the end of the line.
        """
        return self._buffer().readline(-1 if limit is None else limit)

    def seek(self, loc: int, whence: int = 0) -> int:
        """Move the position.

        :param loc: bytes.
        :param whence: 0 from the start, 1 from the current position, 2 from the end.
        :return: the new position.
        """
        if whence not in {0, 1, 2}:
            raise ValueError(f"invalid whence ({whence}, should be 0, 1 or 2)")
        body = self._buffer()
        target = loc + (0, self.loc, self.size)[whence]
        if target < 0:
            raise ValueError("Seek before start of file")
        return body.seek(target)

    def tell(self) -> int:
        """Return the position."""
        return self.loc

    def close(self) -> None:
        """Give the memory back."""
        self._body, self.closed = None, True

    def __reduce__(self) -> tuple[object, ...]:
        return _reopen, (self.fs, self.path, self.blocksize, self.loc, {})

    def _buffer(self) -> io.BytesIO:
        if self.closed:
            raise ValueError(_CLOSED)
        if self._body is None:
            self._body = io.BytesIO(self._read())
        return self._body


class RangedFile(AbstractBufferedFile):  # type: ignore[misc]  # fsspec has no types
    """An original that is read in parts. All come from one version of the file; read in order, it is hashed, too.

    :param fs: the file system.
    :param path: its path.
    :param block_size: bytes to read at once, for the cache.
    :param entry: the file.
    :param details: what ``info`` says.
    :param contents: reads parts.
    :param cache_type: name of a cache of fsspec.
    :param cache_options: its options.
    """

    def __init__(
        self,
        fs: Opener,
        path: str,
        block_size: int,
        entry: Entry,
        details: Mapping[str, Any],
        contents: Contents,
        cache_type: str = "readahead",
        cache_options: Mapping[str, Any] | None = None,
    ) -> None:
        self._entry, self._contents = entry, contents
        self._last_modified: str | None = None
        self._digest, self._hashed = hashlib.sha1(usedforsecurity=False), 0
        self._hashing = threading.Lock()  # some caches read ahead in a thread
        super().__init__(
            fs, path, "rb", block_size, cache_type=cache_type, cache_options=dict(cache_options or {}), size=entry.size
        )
        self._details = dict(details)
        self._reopened_with = {"cache_type": cache_type, "cache_options": dict(cache_options or {})}

    def read(self, length: int | None = -1) -> bytes:
        """Read bytes.

        :param length: how many at most; None or below 0 for all that are left.
        :return: the bytes; empty at the end.
        :raises OSError: the file cannot be read, or is not what was indexed.
        """
        left = max(0, self.size - self.loc)
        found: bytes = super().read(left if length is None or length < 0 else min(length, left))
        return found

    def __reduce__(self) -> tuple[object, ...]:
        return _reopen, (self.fs, self.path, self.blocksize, self.loc, self._reopened_with)

    def _fetch_range(self, start: int, end: int) -> bytes:
        """Read a part, for the cache."""
        end = min(end, self.size)
        if start >= end:
            return b""
        try:
            found = self._contents.span(self.path, self._entry, start, end, self._last_modified)
        except OSError as error:
            self._contents.newer(self.path, self._entry, error.__cause__)  # so that it can be opened again
            raise
        self._last_modified = found.last_modified
        self._hash(start, found.data)
        return found.data

    def _hash(self, start: int, data: bytes) -> None:
        with self._hashing:
            if start <= self._hashed < start + len(data):
                self._digest.update(memoryview(data)[self._hashed - start :])
                self._hashed = start + len(data)
            if self._hashed == self.size and self._digest.hexdigest() != self._entry.sha1:
                fault = f"expected SHA-1 {self._entry.sha1}, got {self._digest.hexdigest()}"
                raise unreadable(self.path, f"the file that was read is not the one that was indexed: {fault}")


def _reopen(fs: Opener, path: str, block_size: int, loc: int, options: dict[str, Any]) -> Any:
    file = fs.open(path, block_size=block_size, **options)
    if loc:
        file.seek(loc)
    return file
