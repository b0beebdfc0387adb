"""`PhotoPrismFileSystem`: a library as a read-only file system for fsspec."""

import os
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from typing import Any, Literal, cast, overload

from fsspec.callbacks import DEFAULT_CALLBACK
from fsspec.core import caches
from fsspec.utils import isfilelike

from photoprism_client._settings.validation import flag, optional, seconds, whole_number, word
from photoprism_client._transport.lender import MOST_CONNECTIONS
from photoprism_client.exceptions import ApiValueError
from photoprism_client.fs.failures import Named, is_directory, refuse_to_write
from photoprism_client.fs.fetching import Wanted, fetch_files
from photoprism_client.fs.looking_up import LookingUp, details
from photoprism_client.fs.open_file import RangedFile, WholeFile
from photoprism_client.fs.options import Access
from photoprism_client.fs.ranges import MOST_GAP, Range, merged, resolved
from photoprism_client.fs.reading import Contents
from photoprism_client.fs.targets import Expand, targets_of
from photoprism_client.fs.tree.entries import Entry
from photoprism_client.fs.tree.tree import LIFETIME_S, MOST_ENTRIES

_DEFAULT_BLOCK_SIZE = 5 * 1024 * 1024
_check_block = whole_number(1, 1024 * 1024 * 1024)
_check_connections = whole_number(1, MOST_CONNECTIONS)
_check_expiry = optional(seconds)
_check_paths = optional(whole_number(0, 1_000_000_000))
_check_cache = word(*sorted(filter(None, caches)))


class PhotoPrismFileSystem(LookingUp):
    """A PhotoPrism library as a read-only file system: originals, albums, labels and people, and thumbnails of all.

    Nothing is sent before the first path is looked up. What is left out is taken from the environment
    (``PHOTOPRISM_URL`` and others, see docs/access.md) and then from *profile*; variables that say who asks count only
    if no option does, and only at the server that ``PHOTOPRISM_URL`` names, if it is set.

    :param host: the server, as in a URL, or a base URL with scheme and sub-path; default ``PHOTOPRISM_URL``.
    :param profile: name of a login that ``photoprism-images login`` keeps.
    :param block_size: bytes up to which an original is read whole, and by which a larger one is; 1 to 1 GiB, default
        5 MiB.
    :param connections: requests at once where many files are read, 1 to 16; default 4.
    :param use_listings_cache: false to ask the server each time.
    :param listings_expiry_time: seconds that a listing is kept, at most a day; None for no limit; default 300.
    :param max_paths: entries that are kept; default 200 000.
    :param options: parameters of :class:`~photoprism_client.Configuration` by their names.
    :raises ApiTypeError: an option does not exist, or has the wrong type.
    :raises ApiValueError: an option has a value that is not allowed.
    """

    def __init__(
        self,
        host: str | None = None,
        *,
        profile: str | None = None,
        block_size: int = _DEFAULT_BLOCK_SIZE,
        connections: int = 4,
        use_listings_cache: bool = True,
        listings_expiry_time: float | None = LIFETIME_S,
        max_paths: int | None = MOST_ENTRIES,
        **options: Any,
    ) -> None:
        super().__init__()
        _check_block("block_size", block_size)
        _check_connections("connections", connections)
        self.blocksize, self._connections = block_size, connections
        listing = {
            "use_listings_cache": flag("use_listings_cache", use_listings_cache),
            "listings_expiry_time": _check_expiry("listings_expiry_time", listings_expiry_time),
            "max_paths": _check_paths("max_paths", max_paths),
        }
        self._access = Access.of({"host": host, **options}, profile, listing)

    @property
    def _contents(self) -> Contents:
        return self._connection.contents

    # Reading

    def _open(
        self,
        path: str,
        mode: str = "rb",
        block_size: int | str | None = None,
        autocommit: bool = True,
        cache_options: Mapping[str, Any] | None = None,
        cache_type: str = "readahead",
        **options: Any,
    ) -> WholeFile | RangedFile:
        """Open a file; see docs/file_system.md."""
        if mode != "rb":
            refuse_to_write(path)
        _check_cache("cache_type", cache_type)
        block = cast(int, self.blocksize if block_size in {None, "default"} else block_size)
        _check_block("block_size", block)
        entry = self._file(path)
        info = details(path, entry)
        if entry.size is None or entry.size <= block:
            return WholeFile(self, path, block, info, lambda: self._contents.whole(path, entry))
        return RangedFile(self, path, block, entry, info, self._contents, cache_type, cache_options)

    def size(self, path: str) -> int | None:
        """Return the bytes that a file has; a thumbnail is read for that.

        :param path: its path or URL.
        :raises OSError: it cannot be read.
        """
        path = self._path(path)
        entry = self._entry(path)
        return len(self._contents.whole(path, entry)) if entry.size is None else entry.size

    def cat_file(self, path: str, start: int | None = None, end: int | None = None, **options: Any) -> bytes:
        """Read a file, or a part of it.

        :param path: its path or URL.
        :param start: first byte; below 0 from the end.
        :param end: the byte after the last one; below 0 from the end.
        :return: the bytes. A whole original has its SHA-1; a part comes from a file of its size and time.
        :raises OSError: it cannot be read.
        """
        path = self._path(path)
        entry = self._file(path)
        if entry.size is None or (start is None and end is None):
            return self._contents.whole(path, entry)[slice(start, end)]
        wanted = resolved(start, end, entry.size)
        if wanted == (0, entry.size):
            return self._contents.whole(path, entry)
        if wanted.start == wanted.end:
            return b""
        return self._contents.newest(
            path, entry, lambda now: self._contents.span(path, now, *resolved(start, end, now.size or 0)).data
        )

    def cat(self, path: Any, recursive: bool = False, on_error: str = "raise", **options: Any) -> Any:
        """Read files; many thumbnails, and many small originals, are asked for together.

        :param path: a path or URL, a pattern, or several.
        :param recursive: whether a folder stands for all files below it.
        :param on_error: ``raise`` the first error; ``omit`` files that are missing, and raise any other error; or
            ``return`` each error instead of the bytes.
        :param options: ``start`` and ``end``, as for :meth:`cat_file`.
        :return: the bytes of one path; else a dictionary of path and bytes, in the order of *path*.
        :raises OSError: a file cannot be read.
        """
        word("raise", "omit", "return")("on_error", on_error)
        if isinstance(path, str | os.PathLike) and not recursive and not self._is_pattern(self._path(path)):
            return self.cat_file(os.fspath(path), **options)
        found = self.iter_cat(path, recursive=recursive, on_error=cast(Literal["return"], on_error))
        part = slice(options.get("start"), options.get("end"))
        return {name: body[part] if isinstance(body, bytes) else body for name, body in found}

    @overload
    def iter_cat(
        self, paths: Any, *, recursive: bool = False, on_error: Literal["raise", "omit"] = "raise"
    ) -> Generator[tuple[str, bytes], None, None]: ...
    @overload
    def iter_cat(
        self, paths: Any, *, recursive: bool = False, on_error: Literal["return"]
    ) -> Generator[tuple[str, bytes | OSError], None, None]: ...
    def iter_cat(
        self, paths: Any, *, recursive: bool = False, on_error: str = "raise"
    ) -> Generator[tuple[str, Any], None, None]:
        """Read files one after the other, a bounded number ahead: for more than memory holds.

        :param paths: a path or URL, a pattern, or any iterable of them, which is taken as needed.
        :param recursive: as for :meth:`cat`.
        :param on_error: as for :meth:`cat`.
        :return: an iterator over path and bytes, in the order of *paths*; close it, unless it is read to its end.
        :raises OSError: a file cannot be read.
        """
        word("raise", "omit", "return")("on_error", on_error)
        entries = self._entries(self._expanded(paths, recursive=recursive))
        # An error keeps this frame, so what is read ahead ends here, and not when the error is forgotten.
        with closing(self._contents.many(entries, self._connections)) as results:
            for path, body in results:
                if isinstance(body, bytes) or on_error == "return":
                    yield path, body
                elif on_error == "raise" or not isinstance(body, FileNotFoundError):
                    raise body

    def cat_ranges(
        self,
        paths: Sequence[str],
        starts: Any,
        ends: Any,
        max_gap: int | None = None,
        on_error: str = "return",
        **options: Any,
    ) -> list[bytes | OSError]:
        """Read parts of files; near parts of one file are read together.

        :param paths: a path or URL for each part.
        :param starts: first bytes, or one for all; below 0 from the end.
        :param ends: the bytes after the last ones, or one for all; below 0 from the end; None for the end.
        :param max_gap: bytes between two parts that may be read though nobody wants them; default 64 KiB.
        :param on_error: ``return`` errors instead of bytes, or ``raise`` the first.
        :return: the bytes of each, in the order of *paths*.
        :raises ApiValueError: the lists differ in length.
        :raises OSError: a part cannot be read.
        """
        word("raise", "return")("on_error", on_error)
        count = len(paths)
        firsts = list(starts) if isinstance(starts, Iterable) else [starts] * count
        lasts = list(ends) if isinstance(ends, Iterable) else [ends] * count
        if len(firsts) != count or len(lasts) != count:
            raise ApiValueError(f"there are {count} paths, {len(firsts)} starts and {len(lasts)} ends")
        by_path: dict[str, list[int]] = {}
        for position, path in enumerate(paths):
            by_path.setdefault(self._path(path), []).append(position)
        found: list[bytes | OSError] = [b""] * count
        for path, positions in by_path.items():
            wanted = [(firsts[position], lasts[position]) for position in positions]
            try:
                parts: Sequence[bytes | OSError] = self._parts(path, wanted, MOST_GAP if max_gap is None else max_gap)
            except OSError as error:
                if on_error == "raise":
                    raise
                parts = [error] * len(positions)
            for position, part in zip(positions, parts, strict=True):
                found[position] = part
        return found

    # To the disk

    def get_file(
        self, rpath: str, lpath: Any = None, callback: Any = DEFAULT_CALLBACK, outfile: Any = None, **options: Any
    ) -> None:
        """Fetch one file; it appears under its name when it is verified, and replaces what was there.

        :param rpath: its path or URL; of a folder, an empty one is made.
        :param lpath: where to, or an open binary file.
        :param callback: of fsspec.
        :param outfile: an open binary file.
        :param options: ``fsync=False`` not to wait for the disk.
        :raises OSError: it cannot be read or written; there is no file then, or the one that was there.
        """
        path = self._path(rpath)
        outfile = lpath if outfile is None and isfilelike(lpath) else outfile
        entry = self._entry(path)
        if outfile is not None:
            self._copy(path, outfile, callback)
        elif entry.kind == "directory":
            os.makedirs(lpath, exist_ok=True)
        else:
            wanted = [Wanted(path, entry, os.fspath(lpath))]
            self._fetch(wanted, callback, connections=1, is_single=True, **options)

    def get(
        self,
        rpath: Any,
        lpath: Any,
        recursive: bool = False,
        callback: Any = DEFAULT_CALLBACK,
        maxdepth: int | None = None,
        **options: Any,
    ) -> None:
        """Fetch files: verified, complete or not at all, resumed; thumbnails together.

        :param rpath: a path or URL, a pattern, or several.
        :param lpath: where to: a folder if it ends in a slash or is one; or a list with a path for each.
        :param recursive: whether a folder is fetched with all that is in it.
        :param callback: of fsspec.
        :param maxdepth: levels to go down at the most.
        :param options: ``fsync=False`` not to wait for the disk.
        :raises OSError: a file cannot be read or written; the others were fetched, unless a note says otherwise.
        """
        expand = Expand(self.expand_path, self.isdir, lambda path: self._is_pattern(self._path(path)))
        rpath = os.fspath(rpath) if isinstance(rpath, os.PathLike) else rpath
        pairs = targets_of(rpath, lpath, expand, recursive=recursive, maxdepth=maxdepth)
        files: list[Wanted] = []
        for source, target in pairs:
            entry = self._entry(self._path(source))
            if entry.kind == "directory":
                os.makedirs(target, exist_ok=True)
            else:
                files.append(Wanted(self._path(source), entry, target))
        callback.set_size(len(files))
        if files:
            self._fetch(files, callback, connections=self._connections, **options)

    def _fetch(self, files: Iterable[Wanted], callback: Any, **options: Any) -> None:
        fetch_files(self._connection.client, files, callback, contents=self._contents, **options)

    def _file(self, path: str) -> Entry:
        entry = self._entry(path)
        if entry.kind == "directory":
            raise is_directory(path)
        return entry

    def _entries(self, paths: Iterable[str]) -> Iterator[tuple[str, Entry | OSError]]:
        tree = self._tree
        for path in paths:
            try:
                with Named(path):
                    entry = tree.entry(path)
            except OSError as error:
                yield path, error
            else:
                yield path, is_directory(path) if entry.kind == "directory" else entry

    def _expanded(self, paths: Any, *, recursive: bool) -> Iterator[str]:
        """Yield the files that paths and patterns stand for, each path once as it was given."""
        for given in [paths] if isinstance(paths, str | os.PathLike) else paths:
            path = self._path(given)
            named = self.glob(path, detail=True) if self._is_pattern(path) else {}
            if recursive:
                yield from dict.fromkeys(file for one in named or [path] for file in self._files_at(one))
            elif named:
                yield from (one for one, info in named.items() if info["type"] == "file")
            else:
                yield path  # reading it says that a pattern without matches is missing

    def _files_at(self, path: str) -> list[str]:
        return self.find(path) or ([] if self.isdir(path) else [path])

    def _parts(self, path: str, wanted: Sequence[tuple[int | None, int | None]], most_gap: int) -> list[bytes]:
        entry = self._file(path)
        if entry.size is None:
            body = self._contents.whole(path, entry)
            return [body[slice(*one)] for one in wanted]
        return self._contents.newest(path, entry, lambda now: self._parts_of(path, now, wanted, most_gap))

    def _parts_of(
        self, path: str, entry: Entry, wanted: Sequence[tuple[int | None, int | None]], most_gap: int
    ) -> list[bytes]:
        ranges, last_modified = [resolved(*one, entry.size or 0) for one in wanted], None
        read: list[tuple[Range, bytes]] = []
        for one in merged(ranges, most_gap):
            found = self._contents.span(path, entry, *one, last_modified)
            last_modified = found.last_modified
            read.append((one, found.data))
        return [_part_of(one, read) for one in ranges]

    def _copy(self, path: str, outfile: Any, callback: Any) -> None:
        with self.open(path, "rb") as file:
            callback.set_size(file.size)
            while part := file.read(self.blocksize):
                outfile.write(part)
                callback.relative_update(len(part))


def _part_of(wanted: Range, read: Sequence[tuple[Range, bytes]]) -> bytes:
    for one, data in read:
        if one.start <= wanted.start and wanted.end <= one.end:
            return data[wanted.start - one.start : wanted.end - one.start]
    return b""
