"""A partial file: beside its target, locked while it is open, resumed by a later run, published when it is verified."""

import contextlib
import hashlib
import json
import os
import stat
from collections.abc import Callable
from typing import NamedTuple

from photoprism_client._files import atomic, disk
from photoprism_client.exceptions import ApiValueError, TargetInUseError

_OPEN = os.O_RDWR | disk.NO_FOLLOW
_WRITE = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | disk.NO_FOLLOW
_MOST_NOTE = 65536  # bytes of a note that are read
_TURNS = 20  # how often the file may vanish between two calls before we believe in somebody else


class Origin(NamedTuple):
    """What a partial file is a part of."""

    #: Bytes of the whole file, or None where the server did not say.
    total: int | None = None
    #: The ``Last-Modified`` header, or None.
    last_modified: str | None = None
    #: The name that the server gave it, made safe; None where it has not been needed.
    name: str | None = None


class Partial:
    """The bytes of one file that came so far.

    :param folder: where the target will be.
    :param key: tells source and target from all others, in every process alike.
    """

    def __init__(self, folder: str, key: str) -> None:
        digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
        name = f".photoprism-{digest[:32]}"
        self.folder = folder
        self.path = os.path.join(folder, f"{name}.part")
        self._note_path = os.path.join(folder, f"{name}.json")
        self._key = key
        self._descriptor = -1
        self._has_note = self._has_old_bytes = False
        self._noted: Origin | None = None
        self.size = 0
        self._hash = hashlib.sha1(usedforsecurity=False)

    @property
    def is_open(self) -> bool:
        """Whether the file is open, and so locked."""
        return self._descriptor >= 0

    @property
    def sha1(self) -> str:
        """SHA-1 of the bytes that were written or read back; 40 hex digits."""
        return self._hash.hexdigest()

    @property
    def descriptor(self) -> int:
        """Descriptor of the open file."""
        return self._descriptor

    def open(self, *, create: bool) -> bool:
        """Open and lock the file; what it holds counts only after :meth:`read_back`.

        :param create: whether to make it where it is missing.
        :return: false where it is missing and was not made.
        :raises TargetInUseError: another transfer holds it.
        :raises ApiValueError: something that is no file has its name.
        :raises OSError: the file system refused.
        """
        for _ in range(_TURNS):
            try:
                descriptor = os.open(self.path, _OPEN | (os.O_CREAT if create else 0), 0o666)
            except FileNotFoundError:
                if create:
                    raise
                return False
            except OSError:
                self._refuse_strange()
                raise
            if self._claim(descriptor):
                self._descriptor = descriptor
                return True
            os.close(descriptor)
        raise self._in_use()

    def read_note(self) -> Origin | None:
        """Return what an earlier run noted about this file.

        :return: what it is a part of, or None where there is no note on this source that can be read.
        """
        self._has_note = True  # to be removed with the file, readable or not
        try:
            descriptor = os.open(self._note_path, os.O_RDONLY | disk.NO_FOLLOW)
        except OSError:
            return None
        try:
            note = json.loads(os.read(descriptor, _MOST_NOTE))
            origin = Origin(note["total"], note["last_modified"], note["name"])
            is_text = isinstance(origin.last_modified, str | None) and isinstance(origin.name, str | None)
            is_ours = note["source"] == self._key and isinstance(origin.total, int) and is_text
        except (OSError, ValueError, TypeError, KeyError, RecursionError):
            return None
        finally:
            os.close(descriptor)
        return origin if is_ours else None

    def write_note(self, origin: Origin) -> None:
        """Note what this file is a part of, so that a later run can go on.

        :param origin: what to note.
        :raises OSError: the file system refused.
        """
        if origin == self._noted:
            return  # a disk that is full by now would not take it a second time
        note = {"source": self._key, **origin._asdict()}
        descriptor = os.open(self._note_path, _WRITE, 0o666)
        self._has_note, self._noted = True, None
        try:
            disk.write_all(descriptor, memoryview(json.dumps(note).encode()))
        finally:
            os.close(descriptor)
        self._noted = origin

    def read_back(self, buffer: memoryview, check: Callable[[], object] = int) -> None:
        """Hash what the file holds, from its first byte, and go on at its end.

        :param buffer: room to read into.
        :param check: called now and then; what it raises ends the reading.
        :raises OSError: the disk failed.
        """
        self._hash = hashlib.sha1(usedforsecurity=False)
        self.size = 0
        os.lseek(self._descriptor, 0, os.SEEK_SET)
        with open(self._descriptor, "rb", buffering=0, closefd=False) as file:
            while count := file.readinto(buffer):
                self._hash.update(buffer[:count])
                self.size += count
                check()

    def copy(self, descriptor: int, buffer: memoryview, check: Callable[[], object]) -> None:
        """Take the bytes of another file, and hash what was written.

        :param descriptor: of the other file, at its beginning.
        :param buffer: room to read into.
        :param check: called now and then; what it raises ends the copy.
        :raises OSError: the file system refused.
        """
        self.clear()
        self._has_note = True  # a download that was broken off may have left one
        disk.copy_bytes(descriptor, self._descriptor, buffer, check)
        self.read_back(buffer, check)

    def write(self, data: memoryview, hashed: "hashlib._Hash | None" = None) -> None:
        """Append bytes; :attr:`size` and :attr:`sha1` cover exactly what is in the file, also after a failure.

        :param data: the bytes.
        :param hashed: the hash of exactly these bytes, where it is known already.
        :raises OSError: the file system refused.
        """
        if hashed is not None and not self.size:
            self.size = os.write(self._descriptor, data)
            if self.size == len(data):
                self._hash = hashed
                return
            self._hash.update(data[: self.size])
            data = data[self.size :]
        while data:
            count = os.write(self._descriptor, data)
            self._hash.update(data[:count])
            self.size += count
            data = data[count:]

    def clear(self) -> None:
        """Throw away what the file holds.

        :raises OSError: the file system refused.
        """
        if self._has_old_bytes or self.size:
            os.ftruncate(self._descriptor, 0)
            os.lseek(self._descriptor, 0, os.SEEK_SET)
        self.size, self._has_old_bytes = 0, False
        self._hash = hashlib.sha1(usedforsecurity=False)

    def publish(self, target: str, *, overwrite: bool, fsync: bool, modified: float | None) -> None:
        """Give the file its final name; call it only when the bytes are verified.

        The lock is held until the name has changed: nobody can write to the file in between.

        :param target: the final name, in the same folder.
        :param overwrite: whether a file of that name is replaced.
        :param fsync: whether to wait for the disk, for bytes and name.
        :param modified: time of the last change that it gets, in seconds since 1970; None for now.
        :raises TargetExistsError: another file has that name, and is not to be replaced.
        :raises OSError: the file system refused.
        """
        disk.set_modified(self.path, modified)
        if fsync:
            disk.sync_file(self._descriptor)
        if os.name == "nt":
            self.close()  # an open file cannot be renamed there
        atomic.publish(self.path, target, overwrite=overwrite)
        self._remove_note()
        if fsync:
            disk.sync_folder(self.folder)
        self.close()

    def discard(self) -> None:
        """Remove the file and its note."""
        if self.is_open:
            if os.name == "nt":
                self.close()
            os.unlink(self.path)
            self._remove_note()
            self.close()

    def discard_leftover(self) -> None:
        """Remove what a killed run left of a file that is published, unless somebody is writing it."""
        try:
            if self.is_open or self.open(create=False):
                self._has_note = True
                self.discard()
            else:
                self._has_note = os.path.lexists(self._note_path)
                self._remove_note()
        except (TargetInUseError, ApiValueError):
            self.close()

    def is_published_as(self, found: os.stat_result) -> bool:
        """Tell whether a file is this one under its final name: the run was killed before it could remove the other.

        :param found: what the final name leads to.
        :return: whether both names are one file.
        """
        try:
            return os.path.samestat(os.stat(self.path, follow_symlinks=False), found)
        except OSError:
            return False

    def close(self) -> None:
        """Close the file, which unlocks it; a second call changes nothing."""
        descriptor, self._descriptor = self._descriptor, -1
        if descriptor >= 0:
            os.close(descriptor)

    def _claim(self, descriptor: int) -> bool:
        """Lock an open file and make sure that it still has its name; false to open it again."""
        try:
            if not disk.lock(descriptor):
                raise self._in_use()
            ours = os.fstat(descriptor)
            if not stat.S_ISREG(ours.st_mode):
                self._refuse_strange()
            try:
                named = os.stat(self.path, follow_symlinks=False)
            except FileNotFoundError:
                return False
            if not os.path.samestat(named, ours):
                return False
            if ours.st_nlink > 1:
                # Published by a link, and the run was killed before it could remove this name: to write here would
                # change the published file.
                os.unlink(self.path)
                return False
        except BaseException:
            os.close(descriptor)
            raise
        self.size, self._has_old_bytes = 0, ours.st_size > 0
        return True

    def _refuse_strange(self) -> None:
        if os.path.lexists(self.path) and not stat.S_ISREG(os.stat(self.path, follow_symlinks=False).st_mode):
            raise ApiValueError(f"{self.path} is in the way: it has the name of a partial file and is none; remove it")

    def _in_use(self) -> TargetInUseError:
        return TargetInUseError(f"another download is writing to {self.path}: wait for it, or choose another folder")

    def _remove_note(self) -> None:
        if self._has_note:
            self._has_note, self._noted = False, None
            with contextlib.suppress(FileNotFoundError):
                os.unlink(self._note_path)
