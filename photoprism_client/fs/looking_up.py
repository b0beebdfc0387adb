"""`LookingUp`: the part of the file system that says which files there are, and what is known of each."""

import errno
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from glob import has_magic
from typing import Any

from photoprism_client.exceptions import ApiValueError, ForbiddenException
from photoprism_client.fs.failures import Named
from photoprism_client.fs.identity import Identified
from photoprism_client.fs.tree.entries import Entry
from photoprism_client.fs.tree.paths import not_found
from photoprism_client.fs.tree.tree import Tree

# What a path is not, as far as a listing of many is concerned; an outage is none of these.
_MISSING = (FileNotFoundError, NotADirectoryError)
_UNKNOWN = Entry("")


class LookingUp(Identified):
    """Lists and describes files, by what :class:`~photoprism_client.fs.tree.tree.Tree` knows."""

    @property
    def _tree(self) -> Tree:
        return self._connection.tree

    def info(self, path: str, **options: Any) -> dict[str, Any]:
        """Say what is known of a file or folder.

        :param path: its path or URL.
        :param options: ``refresh=True`` to ask the server again.
        :return: ``name``, ``size`` (a thumbnail is read for it; None if that is missing), ``type`` (``file`` or
            ``directory``), ``sha1`` (of the original), ``checksum`` (SHA-1 of the bytes; None for a thumbnail),
            ``mtime`` and ``created`` (Unix seconds or None), ``photo_uid``, ``uid``, ``content_type``, and ``thumb``
            (name of the size).
        :raises FileNotFoundError: there is nothing of that name.
        :raises OSError: the server does not say; see docs/file_system.md.
        """
        path = self._path(path)
        if options.get("refresh"):
            self.invalidate_cache(self._parent(path))
        entry = self._entry(path)
        with Named(path):
            found = details(path, entry, self._modified(entry))
        if entry.size is None:
            with suppress(FileNotFoundError):  # it is listed nevertheless
                found["size"] = len(self._connection.contents.whole(path, entry))
        return found

    def ls(self, path: str, detail: bool = True, **options: Any) -> list[Any]:
        """List a folder.

        :param path: its path or URL; of a file, the list has that.
        :param detail: whether to return what :meth:`info` says of each; else paths.
        :param options: ``refresh=True`` to ask the server again.
        :return: the list, by name; in it, the ``size`` of thumbnails is None, and so is ``mtime``.
        :raises FileNotFoundError: there is nothing of that name.
        :raises OSError: the server does not say.
        """
        path = self._path(path)
        if options.get("refresh"):
            self.invalidate_cache(path)
        with Named(path):
            try:
                found = [details(_below(path, entry.name), entry) for entry in self._tree.children(path)]
            except NotADirectoryError:
                found = [details(path, self._tree.entry(path))]
        return found if detail else [one["name"] for one in found]

    def exists(self, path: str, **options: Any) -> bool:
        """Tell whether there is a file or folder.

        :param path: its path or URL.
        :return: whether there is one.
        :raises OSError: the server does not say: this never means that there is none.
        """
        return self._kind(path, **options) is not None

    def isdir(self, path: str) -> bool:
        """Tell whether there is a folder; parameters and errors are those of :meth:`exists`."""
        return self._kind(path) == "directory"

    def isfile(self, path: str) -> bool:
        """Tell whether there is a file; parameters and errors are those of :meth:`exists`."""
        return self._kind(path) == "file"

    def lexists(self, path: str, **options: Any) -> bool:
        """Tell whether there is a file or folder, as :meth:`exists` does: there are no links."""
        return self.exists(path, **options)

    def walk(
        self,
        path: str,
        maxdepth: int | None = None,
        topdown: bool = True,
        on_error: str | Callable[[OSError], object] = "omit",
        **options: Any,
    ) -> Iterator[tuple[str, Any, Any]]:
        """Go through a folder and those below it, as ``os.walk`` does; one folder at a time is asked for.

        :param path: of the folder.
        :param maxdepth: levels to go down at the most, 1 or more.
        :param topdown: whether a folder comes before those in it; the caller may then remove some of them.
        :param on_error: what to do about a folder that is missing: ``omit``, ``raise``, or a function that takes the
            error. Any other error is raised, unless there is a function.
        :param options: ``detail=True`` for what :meth:`info` says, by name, instead of names.
        :return: an iterator over path, folders and files.
        """
        if maxdepth is not None and maxdepth < 1:
            raise ApiValueError("maxdepth must be at least 1")
        path, detail = self._path(path), options.pop("detail", False)
        try:
            listing = self.ls(path, detail=True, **options)
        except OSError as error:
            if callable(on_error):
                on_error(error)
            elif on_error == "raise" or not isinstance(error, _MISSING):
                raise
            return
        dirs = {_name(one): one for one in listing if one["type"] == "directory"}
        files = {"" if one["name"] == path else _name(one): one for one in listing if one["type"] != "directory"}
        shown: tuple[Any, Any] = (dirs, files) if detail else (list(dirs), list(files))
        if topdown:
            yield path, *shown
        if maxdepth is None or maxdepth > 1:
            depth = None if maxdepth is None else maxdepth - 1
            for name in list(shown[0]):
                yield from self.walk(_below(path, name), depth, topdown, on_error, detail=detail, **options)
        if not topdown:
            yield path, *shown

    def iter_find(self, path: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """List all files below a folder, at any depth; memory does not depend on their number.

        :param path: its path or URL; of a file, only that.
        :return: an iterator over the path of each and what :meth:`info` says, in the order of the server.
        :raises FileNotFoundError: there is nothing of that name.
        :raises OSError: the server does not say.
        """
        for name, entry in self._below(self._path(path)):
            yield name, details(name, entry)

    def find(
        self, path: str, maxdepth: int | None = None, withdirs: bool = False, detail: bool = False, **options: Any
    ) -> Any:
        """List all files below a folder.

        :param path: its path or URL; of a file, only that.
        :param maxdepth: levels to go down at the most, 1 or more; None for all.
        :param withdirs: whether to list folders, too. Without *maxdepth*, these are those with files below.
        :param detail: whether to return what :meth:`info` says, by path; else paths.
        :param options: as for :meth:`ls`.
        :return: paths in order, or a dictionary; empty where there is nothing of that name.
        :raises OSError: the server does not say.
        """
        path = self._path(path)
        if options.get("refresh"):
            self.invalidate_cache(path)
        if maxdepth is not None:
            found = self._find_levels(path, maxdepth, withdirs=withdirs)
            names = sorted(found)
            return {name: found[name] for name in names} if detail else names
        entries: dict[str, Entry] = {}
        below = self._below(path)
        if not detail:
            below = ((name, _UNKNOWN) for name, _ in below)  # a path alone takes a quarter of the memory
        with suppress(*_MISSING):
            entries.update(below)
        if withdirs:
            entries |= _folders_of(path, entries)
        names = sorted(entries)
        return {name: details(name, entries[name]) for name in names} if detail else names

    def glob(self, path: str, maxdepth: int | None = None, **options: Any) -> Any:
        """List what matches a pattern; a path that exists is itself, though it may look like a pattern.

        :param path: the pattern, a path or URL.
        :param maxdepth: levels that ``**`` stands for at the most, 1 or more.
        :param options: ``detail=True`` for what :meth:`info` says, by path; ``withdirs=False`` for files only.
        :return: paths in order, or a dictionary; empty where nothing matches.
        :raises OSError: the server does not say.
        """
        literal = self._path(path)
        if not has_magic(literal) or self._is_pattern(literal):
            return super().glob(path, maxdepth, **options)
        found = {literal: details(literal, self._entry(literal))}
        if options.get("withdirs") is False and found[literal]["type"] == "directory":
            found.clear()
        return found if options.get("detail") else list(found)

    def expand_path(
        self,
        path: Any,
        recursive: bool = False,
        maxdepth: int | None = None,
        assume_literal: bool = False,
        **options: Any,
    ) -> list[str]:
        """Return the paths that paths and patterns stand for, as :meth:`glob` understands these.

        :param path: a path or URL, a pattern, or several.
        :param recursive: whether to add what is in folders.
        :param maxdepth: levels to go down at the most, 1 or more.
        :param assume_literal: whether nothing is a pattern.
        :return: paths in order.
        :raises FileNotFoundError: there are none.
        """
        if maxdepth is not None and maxdepth < 1:
            raise ApiValueError("maxdepth must be at least 1")
        found: set[str] = set()
        paths = [self._path(one) for one in ([path] if isinstance(path, str | os.PathLike) else path)]
        for one in paths:
            is_pattern = not assume_literal and self._is_pattern(one)
            named = super().glob(one, maxdepth) if is_pattern else [one]
            depth = maxdepth - 1 if is_pattern and maxdepth is not None else maxdepth
            if recursive and depth != 0:
                found.update(*(self.find(start, depth, withdirs=True) for start in named))
            found.update(start for start in named if is_pattern or not recursive or self.exists(start))
        if not found:
            raise not_found(paths[0]) if paths else FileNotFoundError(path)
        return sorted(found)

    def du(
        self, path: str, total: bool = True, maxdepth: int | None = None, withdirs: bool = False, **options: Any
    ) -> Any:
        """Add up the sizes of the files below a folder.

        :param path: its path or URL.
        :param total: whether to return the sum; else sizes by path.
        :param maxdepth: as for :meth:`find`.
        :param withdirs: likewise; folders have no size.
        :return: bytes, or a dictionary.
        :raises OSError: the sum was wanted of thumbnails, whose sizes are not known before they are read.
        """
        found = self.find(path, maxdepth=maxdepth, withdirs=withdirs, detail=True, **options)
        sizes = {name: one["size"] for name, one in found.items()}
        if not total:
            return sizes
        if None in sizes.values():
            raise OSError(
                errno.EOPNOTSUPP, "the sizes of thumbnails are not known before they are read", self._path(path)
            )
        return sum(sizes.values())

    def ukey(self, path: str) -> str:
        """Return what identifies the content of a file: the same while it stays the same.

        :param path: its path or URL.
        :return: hex digits.
        """
        path = self._path(path)
        entry = self._entry(path)
        known = "\n".join(map(str, (path, entry.kind, entry.sha1, entry.thumb)))
        return hashlib.sha256(known.encode("utf-8", "surrogatepass")).hexdigest()

    def checksum(self, path: str) -> int:
        """Return the SHA-1 of an original as a number; of anything else :meth:`ukey` as a number."""
        path = self._path(path)
        entry = self._entry(path)
        return int(self.ukey(path) if entry.sha1 is None or entry.thumb else entry.sha1, 16)

    def created(self, path: str) -> datetime:
        """Return when the server came to know a file.

        :param path: its path or URL.
        :raises OSError: that is not known.
        """
        path = self._path(path)
        return _time(path, self._entry(path).created)

    def modified(self, path: str) -> datetime:
        """Return when a file was last modified on the server's disk; of a thumbnail, the file that it is made of.

        :param path: its path or URL.
        :raises OSError: that is not known.
        """
        path = self._path(path)
        entry = self._entry(path)
        with Named(path):
            return _time(path, None if entry.sha1 is None else self._connection.contents.modified(entry))

    def invalidate_cache(self, path: str | None = None) -> None:
        """Forget what was listed, and that originals were missing.

        :param path: of a folder; None for all.
        """
        self._connection.forget(None if path is None else self._path(path))

    def _is_pattern(self, path: str) -> bool:
        """Tell whether a path looks like a pattern, and does not exist."""
        return has_magic(path) and not self.exists(path)

    def _below(self, path: str) -> Iterator[tuple[str, Entry]]:
        with Named(path):
            try:
                found = self._tree.below(path)
            except NotADirectoryError:
                found = iter([(path, self._tree.entry(path))])
            yield from found

    def _entry(self, path: str) -> Entry:
        with Named(path):
            return self._tree.entry(path)

    def _modified(self, entry: Entry) -> int | None:
        """Ask when an original was last modified; None for a thumbnail or folder, for which nothing is asked."""
        if entry.thumb or entry.sha1 is None:
            return None
        try:
            return self._connection.contents.modified(entry)
        except ForbiddenException:  # an app password for photos may still read them
            return None

    def _kind(self, path: str, **options: Any) -> str | None:
        path = self._path(path)
        if options.get("refresh"):
            self.invalidate_cache(self._parent(path))
        try:
            return self._entry(path).kind
        except _MISSING:
            return None

    def _find_levels(self, path: str, maxdepth: int, *, withdirs: bool) -> dict[str, dict[str, Any]]:
        found: dict[str, dict[str, Any]] = {}
        for _, dirs, files in self.walk(path, maxdepth, detail=True):
            found |= {one["name"]: one for one in (*files.values(), *(dirs.values() if withdirs else ()))}
        if withdirs and path and self.isdir(path):
            found[path] = self.info(path)
        return found


def _folders_of(path: str, files: Iterable[str]) -> dict[str, Entry]:
    """Return the folders that files are in, from *path* on."""
    found: dict[str, Entry] = {}
    for name in files:
        folder = name
        while (folder := folder.rpartition("/")[0]) and len(folder) >= len(path) and folder not in found:
            found[folder] = Entry(folder.rpartition("/")[2], "directory")
    return found


def details(path: str, entry: Entry, mtime: int | None = None) -> dict[str, Any]:
    """Return what ``info`` says of an entry.

    :param path: its path.
    :param entry: the entry.
    :param mtime: when it was last modified, in Unix seconds; None in listings, which do not tell it.
    :return: see :meth:`LookingUp.info`.
    """
    return {
        "name": path,
        "size": entry.size,
        "type": entry.kind,
        "sha1": entry.sha1,
        "checksum": None if entry.thumb else entry.sha1,
        "mtime": mtime,
        "created": entry.created,
        "photo_uid": entry.photo_uid,
        "uid": entry.uid,
        "content_type": entry.content_type,
        "thumb": entry.thumb,
    }


def _below(path: str, name: str) -> str:
    return f"{path}/{name}" if path else name


def _name(info: dict[str, Any]) -> str:
    return str(info["name"]).rpartition("/")[2]


def _time(path: str, seconds: int | None) -> datetime:
    if seconds is None:
        raise OSError(errno.ENODATA, "the server does not tell this time", path)
    return datetime.fromtimestamp(seconds, UTC)
