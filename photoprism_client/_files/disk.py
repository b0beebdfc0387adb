"""File-system calls with their fallbacks: what a NAS or a memory card cannot do costs one warning, not the file."""

import errno
import logging
import os
import shutil
import sys
from bisect import bisect_left
from collections.abc import Callable

if sys.platform != "win32":
    import fcntl

#: Bytes of a name in UTF-8 at the most: ext4 allows no more, and NTFS and APFS count units that are fewer.
MAX_NAME_BYTES = 255

_logger = logging.getLogger("photoprism_client")

_UNSUPPORTED = frozenset(
    getattr(errno, name)
    for name in ("EINVAL", "ENOLCK", "ENOSYS", "ENOTSUP", "EOPNOTSUPP", "EPERM", "EACCES", "EXDEV", "EMLINK", "EBADF")
)
# EACCES and EPERM are missing: some systems answer so for a lock that somebody else holds.
_NO_LOCKS = frozenset({errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EINVAL})
# ENAMETOOLONG: a name that a disk cannot hold is not on it.
_ABSENT = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG})
_COPIED_AT_ONCE = 16 * 1024 * 1024  # bytes
# After these every further file would fail as well. EFBIG is missing: a memory card takes all but the largest files.
_IS_OUT = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.ENODEV, errno.ENXIO})
_warned: set[str] = set()


def is_out(error: BaseException) -> bool:
    """Tell whether a disk is full or broken, so that every further file would fail as well.

    :param error: what was raised.
    :return: whether it is.
    """
    return isinstance(error, OSError) and error.errno in _IS_OUT


def warn_once(what: str, error: OSError) -> None:
    """Log that a file system cannot do something, once in the life of the process, or once since :func:`warn_anew`.

    :param what: what it cannot do, and what that means.
    :param error: what it said.
    """
    if what not in _warned:
        _warned.add(what)
        _logger.warning("%s (%s)", what, error.strerror or error)


def warn_anew() -> None:
    """Let each warning be given once more, as a new run should."""
    _warned.clear()


def stat_of(path: str) -> os.stat_result | None:
    """Look at a path without following a link at its end.

    :param path: the path.
    :return: what is there; None where nothing is, or nothing can be: the disk has no such long names, or the
        file-system encoding of this process lacks a character.
    :raises OSError: the disk failed.
    """
    try:
        return os.lstat(path)
    except UnicodeEncodeError:
        return None
    except OSError as error:
        if error.errno not in _ABSENT:
            raise
        return None


def can_write(path: str) -> bool:
    """Tell whether this process can name a path: its file-system encoding has all characters.

    :param path: the path.
    :return: whether it can.
    """
    try:
        os.fsencode(path)
    except UnicodeEncodeError:
        return False
    return True


def require_writable(path: str) -> None:
    """Refuse a path that this process cannot name.

    :param path: the path.
    :raises OSError: its ``errno`` is EILSEQ.
    """
    if not can_write(path):
        encoding = sys.getfilesystemencoding()
        reason = f"the file-system encoding of this process, {encoding}, lacks a character of the name"
        raise OSError(errno.EILSEQ, f"{reason}; set PYTHONUTF8=1 or a UTF-8 locale", path)


def lock(descriptor: int) -> bool:
    """Lock an open file for this process, without waiting.

    :param descriptor: of the file; closing it unlocks.
    :return: false where somebody else holds the lock; true where it is ours, or the file system has no locks.
    :raises OSError: the file system failed.
    """
    if sys.platform == "win32":  # an open file cannot be replaced there
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError as error:
        if error.errno not in _NO_LOCKS:
            raise
        _warn_of_locks(error)
    return True


def has_record_locks(descriptor: int) -> bool:
    """Tell whether parts of a file can be locked, as SQLite does; where they cannot, warn.

    :param descriptor: of the file, open for reading; closing it unlocks all that this process locked of it.
    :return: whether they can.
    """
    if sys.platform == "win32":
        return True
    try:
        fcntl.lockf(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in _NO_LOCKS:
            _warn_of_locks(error)
            return False
    return True


def _warn_of_locks(error: OSError) -> None:
    warn_once("files cannot be locked here: do not run two downloads into one folder", error)


def write_all(descriptor: int, data: memoryview) -> None:
    """Write bytes to a file, however many calls that takes.

    :param descriptor: of the file.
    :param data: the bytes.
    :raises OSError: the file system refused; some may be written.
    """
    while data:
        data = data[os.write(descriptor, data) :]


def copy_bytes(source: int, goal: int, buffer: memoryview, check: Callable[[], object]) -> None:
    """Copy the rest of an open file to the end of another, within the file system where it can share the bytes.

    :param source: descriptor of the one.
    :param goal: descriptor of the other.
    :param buffer: room to read into, where the file system cannot.
    :param check: called now and then; what it raises ends the copy.
    :raises OSError: the file system refused; some may be written.
    """
    try:
        while os.copy_file_range(source, goal, _COPIED_AT_ONCE):
            check()
    except (OSError, AttributeError) as error:  # the second where the system has no such call
        if isinstance(error, OSError) and error.errno not in _UNSUPPORTED:
            raise
    # Some file systems say "nothing left" instead of "not supported".
    with open(source, "rb", buffering=0, closefd=False) as file:
        while count := file.readinto(buffer):
            write_all(goal, buffer[:count])
            check()


def sync_file(descriptor: int) -> bool:
    """Wait until the bytes of a file are on the disk; where that cannot be had, warn.

    :param descriptor: of the file.
    :return: whether they are.
    :raises OSError: the disk failed.
    """
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _UNSUPPORTED:
            raise
        warn_once("files cannot be synced here: a power failure may lose the last ones", error)
        return False
    return True


def sync_folder(folder: str) -> None:
    """Wait until the names in a folder are on the disk; where that cannot be had, warn.

    :param folder: the folder.
    """
    if sys.platform == "win32":
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        warn_once("folders cannot be synced here: a power failure may undo the last names", error)


def set_modified(path: str, modified: float | None) -> None:
    """Give a file the time of its last change; where that fails, say so and go on.

    :param path: the file.
    :param modified: seconds since 1970, or None to leave the time.
    """
    try:
        if modified is not None:
            os.utime(path, (modified, modified), follow_symlinks=os.utime not in os.supports_follow_symlinks)
    except OSError as error:
        warn_once("the times of files cannot be set here: files have the time at which they were written", error)
    except (OverflowError, ValueError) as error:
        _logger.warning("%s: its time cannot be set to %s (%s)", os.path.basename(path), modified, error)


def require_space(folder: str, size: int) -> None:
    """Check that bytes fit on a disk, before they are fetched; one that does not tell its space is trusted.

    :param folder: a folder on it.
    :param size: bytes.
    :raises OSError: they do not; its ``errno`` is ENOSPC.
    """
    try:
        found = shutil.disk_usage(folder)
    except OSError:
        return  # network disks may not know; a folder that is gone is noticed when it is written to
    if size > found.free and (found.free or found.total):  # some answer 0 of 0
        raise OSError(errno.ENOSPC, f"no space: {size} bytes are to come and {found.free} are free", folder)


def require_size(descriptor: int, size: int) -> None:
    """Check that a file may become as large as it is to be, before it is fetched.

    Linux tells that by refusing an offset, on FAT and others that are mounted by the kernel. Elsewhere a file that is
    too large fails when it is written.

    :param descriptor: of the file.
    :param size: bytes.
    :raises OSError: it may not; its ``errno`` is EFBIG.
    """
    here = os.lseek(descriptor, 0, os.SEEK_CUR)
    try:
        os.lseek(descriptor, size, os.SEEK_SET)
    except OSError as error:
        if error.errno != errno.EINVAL:
            raise
        raise OSError(errno.EFBIG, f"a file of {size} bytes is too large for this disk") from None
    os.lseek(descriptor, here, os.SEEK_SET)


def longest_name(folder: str, *, make: bool) -> int:
    """Find out how many bytes a name in a folder may have: disks that encrypt names take fewer, eCryptfs 143.

    :param folder: the folder.
    :param make: find out by making files, which are removed; false to only look, which most disks answer as well.
    :return: 255, or fewer.
    :raises OSError: no file can be made.
    """
    if _takes_name(folder, MAX_NAME_BYTES, make=make):
        return MAX_NAME_BYTES
    # The first size that is refused has the index of the last that is not.
    return bisect_left(range(1, MAX_NAME_BYTES), True, key=lambda size: not _takes_name(folder, size, make=make))


def _takes_name(folder: str, size: int, *, make: bool) -> bool:
    path = os.path.join(folder, "n" * size)
    try:
        if make:
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666))
            os.unlink(path)
        else:
            os.lstat(path)
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            return False
        if make:
            raise
    return True
