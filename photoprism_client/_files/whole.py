"""Write a small file that is whole in memory: one open, one write, one rename, and nothing else that costs time."""

import contextlib
import os

from photoprism_client._files import atomic, disk
from photoprism_client.exceptions import TargetInUseError

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | disk.NO_FOLLOW


def write_whole(
    part: str,
    path: str,
    content: bytes | bytearray,
    *,
    overwrite: bool,
    fsync: bool,
    modified: float | None = None,
) -> bool:
    """Write a file that appears under its name with all of its bytes, or not at all.

    Until then it is locked, so that another download to the same name cannot write into it.

    :param part: the name until it is whole, in the same file system.
    :param path: the final name.
    :param content: all bytes.
    :param overwrite: whether to replace a file of that name.
    :param fsync: wait for the disk, for bytes and name.
    :param modified: time of the last change that it gets, in seconds since 1970; None for now.
    :return: False where something has the name *part*: it is left as it is, and nothing was written.
    :raises TargetInUseError: another download locked the file first.
    :raises TargetExistsError: a file has the name *path*, and *overwrite* is false.
    :raises OSError: the file system refused; nothing is left.
    """
    try:
        descriptor = os.open(part, _NEW, 0o666)
    except FileExistsError:
        return False
    if not disk.lock(descriptor):
        os.close(descriptor)
        raise TargetInUseError(f"another download is writing to {part}: wait for it, or choose another folder")
    try:
        try:
            disk.write_all(descriptor, memoryview(content))
            disk.set_modified(part, modified)
            if fsync:
                disk.sync_file(descriptor)
            if os.name != "nt":  # an open file cannot be renamed there, nor locked
                atomic.publish(part, path, overwrite=overwrite)
        finally:
            os.close(descriptor)
        if os.name == "nt":
            atomic.publish(part, path, overwrite=overwrite)
    except BaseException:
        with contextlib.suppress(OSError):  # what went wrong before says more
            os.unlink(part)
        raise
    if fsync:
        disk.sync_folder(os.path.dirname(path))
    return True
