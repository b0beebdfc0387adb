"""The folder of an export on disk: its lock, its files, its trash. Nothing outside it is ever touched."""

import contextlib
import errno
import itertools
import os
import shutil
import stat
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from photoprism_client._files import atomic, disk
from photoprism_client._files.names import with_suffix
from photoprism_client._wording import Advice
from photoprism_client.exceptions import ApiTypeError, ApiValueError, TargetInUseError
from photoprism_client.export.state import KnownFile
from photoprism_client.transfer.target import sha1_of

#: The folder in which an export keeps what is not the user's.
OWN = ".photoprism-images"

_INCOMING, _TRASH, _LOCK = "incoming", "trash", "lock"
# Errors with which a run that only reads goes on without a lock: there is none, or the disk is read-only.
_NO_LOCK = frozenset({errno.ENOENT, errno.ENOTDIR, errno.EROFS, errno.EACCES, errno.EPERM})


class FileStat(NamedTuple):
    """Size and time of a file: while they stay the same, so does its content."""

    #: Bytes.
    size: int
    #: Time of the last change, nanoseconds since 1970.
    mtime_ns: int


class BlockedError(OSError):
    """A folder cannot be made, because a link or a file has its name."""


class Destination:
    """The folder of an export.

    :param root: the folder; made by :meth:`locked`.
    :raises ApiTypeError: it is not a path.
    :raises ApiValueError: it is a file, or the folder above it does not exist.
    :raises OSError: this process cannot name it.
    """

    def __init__(self, root: str | os.PathLike[str]) -> None:
        if not isinstance(root, str | os.PathLike) or not isinstance(os.fspath(root), str):
            raise ApiTypeError(f"dest must be a str or a path, not {type(root).__name__}")
        text = os.fspath(root)
        if not text or "\0" in text:
            raise ApiValueError(Advice("{dest} must be a folder's path, not empty and without NUL characters"))
        disk.require_writable(text)
        self.root = Path(os.path.abspath(text))
        if self.root.exists() and not self.root.is_dir():
            raise ApiValueError(Advice("{dest} must be a folder, and {root} is a file", root=str(self.root)))
        if not self.root.exists() and not self.root.parent.is_dir():
            hint = ": a ~ is not expanded here" if text.startswith("~") else ""
            parent = str(self.root.parent)
            raise ApiValueError(
                Advice("{dest} cannot be made: the folder {parent} does not exist{hint}", parent=parent, hint=hint)
            )
        self.own = self.root / OWN
        self.incoming = self.own / _INCOMING
        #: The most bytes that a name may have here; fewer than 255 on disks that encrypt names.
        self.name_bytes = disk.MAX_NAME_BYTES
        self._base = f"{self.root}{os.sep}"
        self._folders: set[str] = set()

    @contextlib.contextmanager
    def locked(self, *, make: bool) -> Iterator[None]:
        """Keep other runs out.

        :param make: make the folders that an export needs; False locks only an existing lock file.
        :raises TargetInUseError: another run is writing to the folder.
        :raises OSError: the file system refused.
        """
        if make:
            for folder in (self.root, self.own, self.incoming):
                folder.mkdir(exist_ok=True)
                if folder.is_symlink() and folder != self.root:
                    raise BlockedError(errno.ELOOP, "a link is in the way of an export's own folder", str(folder))
        descriptor = self._open_lock(make=make)
        if descriptor is None:
            yield
            return
        try:
            if not disk.lock(descriptor):
                raise TargetInUseError(f"another export is writing to {self.root}: wait for its end")
            if make:
                self.clear_incoming(keep_resumable=True)
            yield
        finally:
            os.close(descriptor)

    def _open_lock(self, *, make: bool) -> int | None:
        """Open the lock file; return None if there is none to open, and the run only reads."""
        flags = os.O_RDWR | disk.NO_FOLLOW
        try:
            return os.open(self.own / _LOCK, flags | (os.O_CREAT if make else 0), 0o666)
        except OSError as error:
            if make or error.errno not in _NO_LOCK:
                raise
            return None

    def can_name(self, name: str) -> bool:
        """Tell whether this process can name a file: whether its file-system encoding has all characters.

        :param name: relative to the folder.
        :return: whether it can; if not, all other methods treat the file as missing.
        """
        return disk.can_write(name)

    def path(self, name: str) -> Path:
        """Return the path of a file of the export.

        :param name: relative to the folder, with ``/`` between the parts.
        :return: the path.
        """
        return Path(self._base + name)

    def stat(self, name: str) -> FileStat | None:
        """Return size and time of a file.

        :param name: relative to the folder.
        :return: both; a size below 0 for anything but a regular file; None where nothing has that name.
        :raises OSError: the disk failed.
        """
        found = disk.stat_of(self._base + name)
        if found is None:
            return None
        return FileStat(found.st_size if stat.S_ISREG(found.st_mode) else -1, found.st_mtime_ns)

    def size(self, name: str) -> int:
        """Return the size of a file.

        :param name: relative to the folder.
        :return: bytes; 0 for anything but a regular file, and where nothing has that name.
        :raises OSError: the disk failed.
        """
        found = self.stat(name)
        return 0 if found is None else max(found.size, 0)

    def holds(self, name: str, size: int, mtime_ns: int) -> bool:
        """Tell whether a file still has its size and time.

        :param name: relative to the folder.
        :param size: its bytes then.
        :param mtime_ns: the time of its last change then.
        :return: whether it is.
        :raises OSError: the disk failed.
        """
        return self.stat(name) == (size, mtime_ns)

    def is_intact(self, known: KnownFile) -> bool:
        """Tell whether a file still has its known content. A new time alone is not a change: the file is hashed.

        :param known: the file.
        :return: whether it does.
        :raises OSError: the disk failed.
        """
        return self.holds(known.path, known.size, known.mtime_ns) or self.sha1(known.path) == known.sha1

    def look_at(self, name: str) -> KnownFile | None:
        """Look at a file that no export wrote.

        :param name: relative to the folder.
        :return: the file, not ours, with an empty SHA-1 if it is not a regular file; None where nothing has that name.
        :raises OSError: the disk failed.
        """
        found = self.stat(name)
        sha1 = self.sha1(name) or ""
        return None if found is None else KnownFile(name, sha1, sha1, *found, is_ours=False)

    def sha1(self, name: str) -> str | None:
        """Hash a file.

        :param name: relative to the folder.
        :return: 40 hex digits; None for anything but a regular file, and where nothing has that name.
        :raises OSError: the disk failed.
        """
        found = self.stat(name)
        digest = None if found is None or found.size < 0 else sha1_of(self._base + name)
        return None if digest is None else digest[0]

    def is_one_file(self, name: str, other: str) -> bool:
        """Tell whether two names lead to one file, as on a disk that ignores case.

        :param name: relative to the folder.
        :param other: relative to the folder.
        :return: whether they do.
        """
        try:
            return os.path.samestat(os.lstat(self._base + name), os.lstat(self._base + other))
        except (OSError, UnicodeEncodeError):
            return False

    def make_folders(self, name: str) -> None:
        """Make the folders for a file; links are not followed.

        :param name: relative to the folder.
        :raises BlockedError: a file or a link has the name of one of them.
        :raises OSError: the file system refused.
        """
        folder = name.rpartition("/")[0]
        if not folder or folder in self._folders:
            return
        self.make_folders(folder)
        path = self._base + folder
        try:
            os.mkdir(path)
        except FileExistsError:
            if not stat.S_ISDIR(os.lstat(path).st_mode):
                raise BlockedError(errno.ENOTDIR, "a file or a link is in the way of a folder", path) from None
        self._folders.add(folder)

    def publish(self, part: Path, name: str, *, fsync: bool, overwrite: bool = False) -> FileStat:
        """Give a verified file its name.

        :param part: the file, in the same file system.
        :param name: relative to the folder; its folders exist.
        :param fsync: wait for the disk.
        :param overwrite: replace a file of that name, which is there until the new one is.
        :return: its size and time.
        :raises TargetExistsError: something has that name by now, and must not be replaced.
        :raises OSError: the file system refused.
        """
        atomic.publish(part, self._base + name, overwrite=overwrite)
        if fsync:
            disk.sync_folder(os.path.dirname(self._base + name))
        return self._known(name)

    def rename(self, name: str, new_name: str) -> FileStat:
        """Move a file of the export; remove its folders if that leaves them empty.

        :param name: relative to the folder.
        :param new_name: relative to the folder; its folders exist.
        :return: its size and time.
        :raises TargetExistsError: something else has that name by now.
        :raises OSError: the file system refused.
        """
        self.make_folders(name)  # refuses a path through a link
        target = self.path(new_name)
        if os.path.lexists(target) and not self.is_one_file(name, new_name):
            raise atomic.exists_error(target)
        os.rename(self.path(name), target)
        self._remove_empty(name)
        return self._known(new_name)

    def trash(self, name: str, day: date) -> Path:
        """Move a file of the export to the trash.

        :param name: relative to the folder.
        :param day: names the trash.
        :return: where it is now.
        :raises OSError: the file system refused.
        """
        self.make_folders(name)  # refuses a path through a link
        first = goal = f"{OWN}/{_TRASH}/{day.isoformat()}/{name}"
        turns = itertools.count(1)
        while os.path.lexists(self._base + goal):
            folder, _, last = first.rpartition("/")
            goal = f"{folder}/{with_suffix(last, str(next(turns)), most_bytes=self.name_bytes)}"
        self.make_folders(goal)
        os.rename(self._base + name, self._base + goal)
        self._remove_empty(name)
        return self.path(goal)

    def empty_trash(self, before: date) -> None:
        """Remove old trash for good.

        :param before: the first day that is kept.
        """
        trash = self.own / _TRASH
        if trash.is_symlink():
            return
        with contextlib.suppress(FileNotFoundError):
            for folder in sorted(trash.iterdir()):
                with contextlib.suppress(ValueError):
                    if date.fromisoformat(folder.name) < before and not folder.is_symlink():
                        shutil.rmtree(folder)

    def clear_incoming(self, *, keep_resumable: bool = False) -> None:
        """Remove downloads that earlier runs began.

        :param keep_resumable: keep those that can be resumed. Others already have their final name as well, from a run
            that was killed in between: writing to them would change that file.
        """
        with contextlib.suppress(FileNotFoundError):
            for path in self.incoming.iterdir():
                with contextlib.suppress(OSError):
                    if not keep_resumable or path.lstat().st_nlink > 1:
                        path.unlink()

    def names(self) -> Iterator[str]:
        """Walk over all files of the folder, except those of the export itself; links are not followed.

        :return: paths relative to the folder.
        """
        for folder, folders, files in os.walk(self.root):
            relative = Path(folder).relative_to(self.root).as_posix()
            start = "" if relative == "." else f"{relative}/"
            if not start:
                folders[:] = [name for name in folders if name != OWN]
            folders.sort()
            yield from (start + name for name in sorted(files))

    def _known(self, name: str) -> FileStat:
        found = self.stat(name)
        if found is None or found.size < 0:
            raise FileNotFoundError(errno.ENOENT, "a file vanished right after it got its name", str(self.path(name)))
        return found

    def _remove_empty(self, name: str) -> None:
        """Remove folders that a file left empty."""
        folder = name.rpartition("/")[0]
        while folder:
            try:
                os.rmdir(self._base + folder)
            except OSError:
                return
            self._folders.discard(folder)
            folder = folder.rpartition("/")[0]
