"""File-system calls with fallbacks: what a NAS or a memory card cannot do costs a warning, not the file."""

import contextlib
import errno
import logging
import os
import shutil
import sys
from bisect import bisect_left
from collections.abc import Callable, Iterator

if sys.platform != "win32":
    import fcntl

#: Most bytes of a name in UTF-8: the limit of ext4; NTFS and APFS count characters, which are fewer.
MAX_NAME_BYTES = 255
#: Flags of :func:`os.open`: bytes are kept as they are on Windows, too. Python itself adds O_CLOEXEC (PEP 446).
BINARY = getattr(os, "O_BINARY", 0)
#: The same for files in a destination: a link that somebody has planted there is not followed.
NO_FOLLOW = BINARY | getattr(os, "O_NOFOLLOW", 0)

_logger = logging.getLogger("photoprism_client")

_UNSUPPORTED = frozenset(
    getattr(errno, name)
    for name in ("EINVAL", "ENOLCK", "ENOSYS", "ENOTSUP", "EOPNOTSUPP", "EPERM", "EACCES", "EXDEV", "EMLINK", "EBADF")
)
# Without EACCES and EPERM: some systems report a lock of another process so.
_NO_LOCKS = frozenset({errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EINVAL})
_NO_LOCKS_HERE = "files cannot be locked here: do not run two downloads into one folder"
# With ENAMETOOLONG: a name that a disk cannot hold is not on it.
_ABSENT = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG})
_COPIED_AT_ONCE = 16 * 1024 * 1024  # bytes
# After these, all further files would fail as well. Without EFBIG: a memory card takes all but the largest files.
_OUT_OF_ORDER = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.ENODEV, errno.ENXIO})
_warned: set[str] = set()


def is_out(error: BaseException) -> bool:
    """Tell whether an error means that the disk is full or broken, so that all further files would fail as well.

    :param error: the error.
    :return: whether it does.
    """
    return isinstance(error, OSError) and error.errno in _OUT_OF_ORDER


def warn_once(what: str, error: OSError) -> None:
    """Log that a file system cannot do something, once in this process or since the last :func:`warn_anew`.

    :param what: what it cannot do, and the consequence.
    :param error: the error of the file system.
    """
    if what not in _warned:
        _warned.add(what)
        _logger.warning("%s (%s)", what, error.strerror or error)


def warn_anew() -> None:
    """Let :func:`warn_once` log each warning once more, for a new run."""
    _warned.clear()


def stat_of(path: str) -> os.stat_result | None:
    """Return the status of a file, without following a link.

    :param path: the path.
    :return: the status; None if there is no file, or cannot be: the disk has no names as long, or the file-system
        encoding of this process lacks a character.
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
    """Tell whether the file-system encoding of this process has all characters of a path.

    :param path: the path.
    :return: whether it does.
    """
    try:
        os.fsencode(path)
    except UnicodeEncodeError:
        return False
    return True


def require_writable(path: str) -> None:
    """Refuse a path with characters that the file-system encoding of this process lacks.

    :param path: the path.
    :raises OSError: it has one; ``errno`` is EILSEQ.
    """
    if not can_write(path):
        encoding = sys.getfilesystemencoding()
        reason = f"the file-system encoding of this process, {encoding}, lacks a character of the name"
        raise OSError(errno.EILSEQ, f"{reason}; set PYTHONUTF8=1 or a UTF-8 locale", path)


def lock(descriptor: int, *, without: str = _NO_LOCKS_HERE) -> bool:
    """Lock an open file for this process, without waiting.

    :param descriptor: of the file; closing it unlocks the file.
    :param without: what to warn of if the file system has no locks.
    :return: false if another process holds the lock; true if this one does now, or the file system has no locks.
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
        warn_once(without, error)
    return True


def unlock(descriptor: int) -> None:
    """Unlock an open file, also for processes that inherited it.

    :param descriptor: of the file, locked or not.
    """
    if sys.platform != "win32":
        with contextlib.suppress(OSError):  # there are no locks here
            fcntl.flock(descriptor, fcntl.LOCK_UN)


def has_record_locks(descriptor: int) -> bool:
    """Tell whether parts of a file can be locked, as SQLite does; warn if they cannot.

    :param descriptor: of the file, open for reading; closing it drops all locks of this process on the file.
    :return: whether they can.
    """
    if sys.platform == "win32":
        return True
    try:
        fcntl.lockf(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in _NO_LOCKS:
            warn_once(_NO_LOCKS_HERE, error)
            return False
    return True


def write_all(descriptor: int, data: memoryview) -> None:
    """Write all bytes to a file, in as many calls as that takes.

    :param descriptor: of the file.
    :param data: the bytes.
    :raises OSError: the file system refused; a part may have been written.
    """
    while data:
        data = data[os.write(descriptor, data) :]


def copy_bytes(source: int, goal: int, buffer: memoryview, check: Callable[[], object]) -> None:
    """Copy the rest of an open file to the end of another; a file system that can share the bytes does so.

    :param source: descriptor of the file to read.
    :param goal: descriptor of the file to write.
    :param buffer: used if the bytes have to be copied here.
    :param check: called between blocks; its exceptions end the copy.
    :raises OSError: the file system refused; a part may have been written.
    """
    try:
        while os.copy_file_range(source, goal, _COPIED_AT_ONCE):
            check()
    except (OSError, AttributeError) as error:  # AttributeError: not a call of this system
        if isinstance(error, OSError) and error.errno not in _UNSUPPORTED:
            raise
    # Always tried: some file systems say "nothing left" instead of "not supported".
    with open(source, "rb", buffering=0, closefd=False) as file:
        while count := file.readinto(buffer):
            write_all(goal, buffer[:count])
            check()


def sync_file(descriptor: int) -> bool:
    """Wait until the bytes of a file are on the disk; warn if the file system cannot do that.

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


@contextlib.contextmanager
def opened(path: str | os.PathLike[str], flags: int) -> Iterator[int]:
    """Open a file, and close it at the end of the block.

    :param path: of the file or folder.
    :param flags: as for :func:`os.open`; a new file gets the mode that the umask leaves.
    :return: a context manager with the descriptor.
    :raises OSError: it cannot be opened.
    """
    descriptor = os.open(path, flags, 0o666)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def sync_folder(folder: str) -> None:
    """Wait until the names in a folder are on the disk; warn if the file system cannot do that.

    :param folder: the folder.
    """
    if sys.platform == "win32":
        return
    try:
        with opened(folder, os.O_RDONLY | os.O_DIRECTORY) as descriptor:
            os.fsync(descriptor)
    except OSError as error:
        warn_once("folders cannot be synced here: a power failure may undo the last names", error)


def set_modified(path: str, modified: float | None) -> None:
    """Set the time of a file's last change; warn if that fails.

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
    """Check that a disk has enough space, before anything is fetched; one that reports no free space is trusted.

    :param folder: a folder on the disk.
    :param size: bytes.
    :raises OSError: it has not; ``errno`` is ENOSPC.
    """
    try:
        found = shutil.disk_usage(folder)
    except OSError:
        return  # network disks may not know; a folder that is gone is noticed on writing
    if size > found.free and (found.free or found.total):  # some disks report 0 of 0
        raise OSError(errno.ENOSPC, f"no space: {size} bytes are to come and {found.free} are free", folder)


def require_size(descriptor: int, size: int) -> None:
    """Check that the disk allows a file of some size, before it is fetched.

    Linux refuses to seek to a larger offset on FAT and other file systems of the kernel. Elsewhere a file that is too
    large fails on writing.

    :param descriptor: of the file.
    :param size: bytes.
    :raises OSError: it does not; ``errno`` is EFBIG.
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
    """Find out how many bytes a name in a folder may have; file systems that encrypt names allow fewer, eCryptfs 143.

    :param folder: the folder.
    :param make: find out by making files, and remove them; false to only look, which most disks answer as well.
    :return: 255 or fewer.
    :raises OSError: no file can be made.
    """
    if _takes_name(folder, MAX_NAME_BYTES, make=make):
        return MAX_NAME_BYTES
    # bisect_left returns the index of the first size that is refused, which is the last size that is not.
    return bisect_left(range(1, MAX_NAME_BYTES), True, key=lambda size: not _takes_name(folder, size, make=make))


def _takes_name(folder: str, size: int, *, make: bool) -> bool:
    path = os.path.join(folder, "n" * size)
    try:
        if make:
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | NO_FOLLOW, 0o666))
            os.unlink(path)
        else:
            os.lstat(path)
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            return False
        if make:
            raise
    return True
