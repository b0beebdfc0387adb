"""File-system calls with their fallbacks: what a NAS or a memory card cannot do costs one warning, not the file."""

import errno
import logging
import os
import shutil
import sys
from collections.abc import Callable
from functools import lru_cache

from photoprism_client.exceptions import TargetExistsError
from photoprism_client.media import MediaBytes
from photoprism_client.wording import Advice

if sys.platform != "win32":
    import fcntl

_logger = logging.getLogger("photoprism_client")

_UNSUPPORTED = frozenset(
    getattr(errno, name)
    for name in ("EINVAL", "ENOLCK", "ENOSYS", "ENOTSUP", "EOPNOTSUPP", "EPERM", "EACCES", "EXDEV", "EMLINK", "EBADF")
)
_COPIED_AT_ONCE = 16 * 1024 * 1024  # bytes
# After these every further file would fail as well.
_IS_OUT = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO, errno.ENODEV, errno.ENXIO})
_warned: set[str] = set()


def is_out(error: BaseException) -> bool:
    """Tell whether a disk is full or broken, so that every further file would fail as well.

    :param error: what was raised.
    :return: whether it is.
    """
    return isinstance(error, OSError) and error.errno in _IS_OUT


def warn_once(what: str, error: BaseException) -> None:
    """Log that a file system cannot do something, once in the life of the process.

    :param what: what it cannot do, and what that means.
    :param error: what it said.
    """
    if what not in _warned:
        _warned.add(what)
        _logger.warning("%s (%s)", what, error)


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
    except (BlockingIOError, PermissionError):  # the second is what some systems answer for a lock that is held
        return False
    except OSError as error:
        if error.errno not in _UNSUPPORTED:
            raise
        warn_once("files cannot be locked here: do not run two downloads into one folder", error)
    return True


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


def link_new(part: str, target: str) -> None:
    """Give a file its final name, unless another file has it.

    :param part: the file; it loses this name.
    :param target: its final name, in the same folder.
    :raises TargetExistsError: that name is taken; nothing changed.
    :raises OSError: the file system refused.
    """
    try:
        os.link(part, target)
    except FileExistsError:
        raise exists_error(target) from None
    except OSError as error:
        if error.errno not in _UNSUPPORTED:
            raise
        warn_once("files cannot be linked here: a file that appears at the last moment may be replaced", error)
    else:
        os.unlink(part)
        return
    if os.path.lexists(target):
        raise exists_error(target)
    os.rename(part, target)


def exists_error(target: str) -> TargetExistsError:
    """Make the error for a name that is taken.

    :param target: the name.
    :return: the error, to be raised.
    """
    advice = Advice("another file is there, and is left as it is; pass {overwrite=True}")
    return TargetExistsError(errno.EEXIST, advice, target)


def sync_file(descriptor: int) -> None:
    """Wait until the bytes of a file are on the disk.

    :param descriptor: of the file.
    :raises OSError: the disk failed.
    """
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _UNSUPPORTED:
            raise
        warn_once("files cannot be synced here: a power failure may lose the last ones", error)


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


@lru_cache(maxsize=256)
def moment_of(last_modified: str | None) -> float | None:
    """Read a ``Last-Modified`` header.

    :param last_modified: its value, or None.
    :return: seconds since 1970, or None where it is missing or no date.
    """
    moment = None if last_modified is None else MediaBytes(last_modified=last_modified).last_modified
    return None if moment is None else moment.timestamp()


def set_modified(path: str, modified: float | None) -> None:
    """Give a file the time of its last change; where that fails, say so and go on.

    :param path: the file.
    :param modified: seconds since 1970, or None to leave the time.
    """
    try:
        if modified is not None:
            os.utime(path, (modified, modified), follow_symlinks=os.utime not in os.supports_follow_symlinks)
    except (OSError, OverflowError, ValueError) as error:
        _logger.warning("%s: its time cannot be set to %s (%s)", os.path.basename(path), modified, error)


def require_space(folder: str, size: int) -> None:
    """Check that bytes fit on a disk, before they are fetched.

    :param folder: a folder on it.
    :param size: bytes.
    :raises OSError: they do not; its ``errno`` is ENOSPC.
    """
    free = shutil.disk_usage(folder).free
    if size > free:
        raise OSError(errno.ENOSPC, f"no space: {size} bytes are to come and {free} are free", folder)
