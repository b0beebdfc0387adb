"""A partial file: beside its target, locked while it is open, resumed by a later run, published when it is verified.

Two files have names made of the key: ``.part`` holds the bytes, ``.json`` says which version of the remote file they
belong to. Bytes without the latter are never resumed.
"""

import contextlib
import hashlib
import json
import os
import stat
from collections.abc import Callable
from typing import NamedTuple

from photoprism_client._files import atomic, disk
from photoprism_client._http_dates import read_http_date
from photoprism_client.exceptions import ApiValueError, TargetInUseError

# Do not follow a planted link, and do not wait for a planted pipe.
_FLAGS = disk.NO_FOLLOW | getattr(os, "O_NONBLOCK", 0)
_MOST_JSON = 65536  # bytes that are read of a version file
_PART = ".part"
_TURNS = 20  # how often the file may vanish between two calls before we believe in somebody else


class RemoteVersion(NamedTuple):
    """The version of a remote file that bytes belong to."""

    #: Bytes of the whole file, or None where the server did not say.
    total: int | None = None
    #: The ``Last-Modified`` header, or None.
    last_modified: str | None = None
    #: The name that the server gave it, made safe; None where it has not been needed.
    name: str | None = None

    @property
    def modified(self) -> float | None:
        """Time of the last change in seconds since 1970; None where the header is missing or not a date."""
        moment = read_http_date(self.last_modified)
        return None if moment is None else moment.timestamp()


def part_path(folder: str, key: str) -> str:
    """Return the path of a partial file.

    :param folder: where the target will be.
    :param key: identifies source and target, in every process alike.
    :return: the path.
    """
    digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
    return os.path.join(folder, f".photoprism-{digest[:32]}{_PART}")


class Partial:
    """The bytes of one file that came so far.

    :param folder: where the target will be.
    :param key: identifies source and target, in every process alike.
    """

    def __init__(self, folder: str, key: str) -> None:
        self.folder = folder
        self.path = part_path(folder, key)
        self._version_path = f"{self.path.removesuffix(_PART)}.json"
        self._key = key
        #: Descriptor of the open file; -1 while it is closed.
        self.descriptor = -1
        self._has_version_file = self._has_old_bytes = False
        self._saved: RemoteVersion | None = None
        self.size = 0
        self._hash = hashlib.sha1(usedforsecurity=False)

    @property
    def is_open(self) -> bool:
        """Whether the file is open, and so locked."""
        return self.descriptor >= 0

    @property
    def sha1(self) -> str:
        """SHA-1 of the bytes that were written or read back; 40 hex digits."""
        return self._hash.hexdigest()

    def open(self, *, create: bool) -> bool:
        """Open and lock the file; what it holds counts only after :meth:`read_back`.

        :param create: whether to make it where it is missing.
        :return: false where it is missing and was not made.
        :raises TargetInUseError: another transfer holds it.
        :raises ApiValueError: something that is not a file has its name.
        :raises OSError: the file system refused.
        """
        for _ in range(_TURNS):
            try:
                descriptor = os.open(self.path, os.O_RDWR | _FLAGS | (os.O_CREAT if create else 0), 0o666)
            except FileNotFoundError:
                if create:
                    raise
                return False
            except OSError:
                self._refuse_other_kinds()
                raise
            is_ours = False
            try:
                is_ours = self._lock(descriptor)
            finally:
                if not is_ours:
                    os.close(descriptor)
            if is_ours:
                self.descriptor = descriptor
                return True
        raise self._in_use()

    def read_version(self) -> RemoteVersion | None:
        """Read which version an earlier run began.

        :return: the version, or None where no file tells it for this source.
        """
        self._has_version_file = True  # to be removed with the bytes, readable or not
        try:
            with open(os.open(self._version_path, os.O_RDONLY | _FLAGS), "rb", buffering=0) as file:
                found = json.loads(file.read(_MOST_JSON))
            version = RemoteVersion(found["total"], found["last_modified"], found["name"])
            is_text = isinstance(version.last_modified, str | None) and isinstance(version.name, str | None)
            is_usable = found["source"] == self._key and isinstance(version.total, int) and is_text
        except (OSError, ValueError, TypeError, KeyError, RecursionError):
            return None
        return version if is_usable else None

    def save_version(self, version: RemoteVersion) -> None:
        """Save which version the bytes belong to, for a later run to go on.

        :param version: the version.
        :raises OSError: the file system refused.
        """
        if version == self._saved:
            return  # a disk that is full by now would not take it a second time
        text = json.dumps({"source": self._key, **version._asdict()})
        with disk.opened(self._version_path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _FLAGS) as descriptor:
            self._has_version_file, self._saved = True, None
            disk.write_all(descriptor, memoryview(text.encode()))
        self._saved = version

    def read_back(self, buffer: memoryview, check: Callable[[], object] = int) -> None:
        """Hash what the file holds, from its first byte, and go on at its end.

        :param buffer: memory to read into.
        :param check: called now and then; what it raises ends the reading.
        :raises OSError: the disk failed.
        """
        self._hash = hashlib.sha1(usedforsecurity=False)
        self.size = 0
        os.lseek(self.descriptor, 0, os.SEEK_SET)
        with open(self.descriptor, "rb", buffering=0, closefd=False) as file:
            while count := file.readinto(buffer):
                self._hash.update(buffer[:count])
                self.size += count
                check()

    def copy(self, descriptor: int, buffer: memoryview, check: Callable[[], object]) -> None:
        """Take the bytes of another file, and hash what was written.

        :param descriptor: of the other file, at its beginning.
        :param buffer: memory to read into.
        :param check: called now and then; what it raises ends the copy.
        :raises OSError: the file system refused.
        """
        self.clear()
        self._has_version_file = True  # a download that broke off may have left one
        disk.copy_bytes(descriptor, self.descriptor, buffer, check)
        self.read_back(buffer, check)

    def write(self, data: memoryview) -> None:
        """Append bytes; :attr:`size` and :attr:`sha1` cover exactly what is in the file, also after a failure.

        :param data: the bytes.
        :raises OSError: the file system refused.
        """
        while data:
            count = os.write(self.descriptor, data)
            self._hash.update(data[:count])
            self.size += count
            data = data[count:]

    def clear(self) -> None:
        """Empty the file.

        :raises OSError: the file system refused.
        """
        if self._has_old_bytes or self.size:
            os.ftruncate(self.descriptor, 0)
            os.lseek(self.descriptor, 0, os.SEEK_SET)
        self.size, self._has_old_bytes = 0, False
        self._hash = hashlib.sha1(usedforsecurity=False)

    def publish(self, target: str, *, overwrite: bool, fsync: bool, modified: float | None) -> None:
        """Give the file its final name; call this only when the bytes are verified.

        The lock is held until the name has changed: nobody can write to the file in between.

        :param target: the final name, in the same folder.
        :param overwrite: whether to replace a file of that name.
        :param fsync: whether to wait for the disk, for bytes and name.
        :param modified: time of the last change that it gets, in seconds since 1970; None for now.
        :raises TargetExistsError: another file has that name, and *overwrite* is false.
        :raises OSError: the file system refused.
        """
        disk.set_modified(self.path, modified)
        if fsync:
            disk.sync_file(self.descriptor)
        if os.name == "nt":
            self.close()  # an open file cannot be renamed there
        atomic.publish(self.path, target, overwrite=overwrite)
        self._remove_version_file()
        if fsync:
            disk.sync_folder(self.folder)
        self.close()

    def discard(self) -> None:
        """Remove the file and its version file."""
        if self.is_open:
            if os.name == "nt":
                self.close()
            os.unlink(self.path)
            self._remove_version_file()
            self.close()

    def discard_leftover(self) -> None:
        """Remove what a killed run left of a file that is published, unless somebody is writing it."""
        self._has_version_file = True  # where there is one
        try:
            if self.is_open or self.open(create=False):
                self.discard()
            else:
                self._remove_version_file()
        except (TargetInUseError, ApiValueError):
            self.close()

    def is_same_file(self, found: os.stat_result) -> bool:
        """Tell whether the name of this file leads to another one: a run may be killed before it removes one of both.

        :param found: the facts of the other.
        :return: whether it does.
        """
        try:
            return os.path.samestat(os.stat(self.path, follow_symlinks=False), found)
        except OSError:
            return False

    def close(self) -> None:
        """Close the file, which unlocks it; a second call changes nothing."""
        descriptor, self.descriptor = self.descriptor, -1
        if descriptor >= 0:
            os.close(descriptor)

    def _lock(self, descriptor: int) -> bool:
        """Lock an open file and make sure that it still has its name; false to open it again."""
        if not disk.lock(descriptor):
            raise self._in_use()
        ours = os.fstat(descriptor)
        if not stat.S_ISREG(ours.st_mode):
            self._refuse_other_kinds()
        if not self.is_same_file(ours):
            return False
        if ours.st_nlink > 1:
            # Published by a link, and the run was killed before it could remove this name: to write here would change
            # the published file.
            os.unlink(self.path)
            return False
        self.size, self._has_old_bytes = 0, ours.st_size > 0
        return True

    def _refuse_other_kinds(self) -> None:
        if os.path.lexists(self.path) and not stat.S_ISREG(os.stat(self.path, follow_symlinks=False).st_mode):
            raise ApiValueError(f"{self.path} is in the way of a partial file: it is not a regular file; remove it")

    def _in_use(self) -> TargetInUseError:
        return TargetInUseError(f"another download is writing to {self.path}: wait for it, or choose another folder")

    def _remove_version_file(self) -> None:
        if self._has_version_file:
            self._has_version_file, self._saved = False, None
            with contextlib.suppress(FileNotFoundError):
                os.unlink(self._version_path)
