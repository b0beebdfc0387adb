"""Write files atomically: under another name in the same folder, synced, then renamed."""

import contextlib
import errno
import os
import secrets
from collections.abc import Iterable

from photoprism_client._files import disk
from photoprism_client._wording import Advice
from photoprism_client.exceptions import TargetExistsError

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | disk.NO_FOLLOW


def write(
    path: str | os.PathLike[str],
    chunks: Iterable[bytes | bytearray],
    *,
    part: str | os.PathLike[str] | None = None,
    fsync: bool = True,
    mode: int = 0o666,
) -> None:
    """Write a file atomically: an existing file is replaced as a whole, or kept if writing fails.

    :param path: the file; its folder must exist.
    :param chunks: its bytes, in order.
    :param part: the name until the file is whole, in the same folder; a leftover of a killed process is replaced.
        Default: a new name each time, so that several writers don't disturb each other.
    :param fsync: wait for the disk before renaming.
    :param mode: permissions, reduced by the umask.
    :raises OSError: the file system refused; nothing is left under the other name. The error names *path*.
    """
    disk.require_writable(os.fspath(path))
    beside = os.path.join(os.path.dirname(path), f".photoprism-{secrets.token_hex(8)}.part") if part is None else part
    try:
        write_part(beside, chunks, fsync=fsync, mode=mode)
    except OSError as error:
        error.filename = os.fspath(path)  # the other name would tell the caller nothing
        raise
    try:
        publish(beside, path, overwrite=True)
    except BaseException:
        os.unlink(beside)
        raise


def write_part(
    part: str | os.PathLike[str], chunks: Iterable[bytes | bytearray], *, fsync: bool, mode: int = 0o666
) -> None:
    """Write a file that :func:`publish` renames later; a leftover of the same name is removed first.

    :param part: the file.
    :param chunks: its bytes, in order.
    :param fsync: wait for the disk.
    :param mode: permissions, reduced by the umask.
    :raises OSError: the file system refused; nothing is left.
    """
    with contextlib.suppress(FileNotFoundError):
        os.unlink(part)
    # Created with its permissions, not changed afterwards: nobody else can open a secret even for a moment.
    descriptor = os.open(part, _NEW, mode)
    try:
        with open(descriptor, "wb") as file:
            file.writelines(chunks)
            file.flush()
            if fsync:
                disk.sync_file(descriptor)
    except BaseException as error:
        if isinstance(error, OSError) and error.filename is None:  # writes and syncs have only a descriptor
            error.filename = os.fspath(part)
        os.unlink(part)
        raise


def publish(part: str | os.PathLike[str], target: str | os.PathLike[str], *, overwrite: bool) -> None:
    """Give a file its final name.

    :param part: the file; it loses this name.
    :param target: the final name, in the same file system.
    :param overwrite: whether to replace a file of that name.
    :raises TargetExistsError: a file has that name and must not be replaced; nothing changed.
    :raises OSError: the file system refused.
    """
    if overwrite:
        os.replace(part, target)
        return
    try:
        os.link(part, target)
    except FileExistsError:
        raise exists_error(target) from None
    except OSError as error:  # no links here, for whatever reason; a broken disk makes the rename fail, too
        _rename_to_free(part, target)
        disk.warn_once("files cannot be linked here: a file that appears at the last moment may be replaced", error)
    else:
        os.unlink(part)


def exists_error(target: str | os.PathLike[str]) -> TargetExistsError:
    """Make the error for a name that is taken.

    :param target: the name.
    :return: the error to raise.
    """
    advice = Advice("another file is there, and is left as it is; pass {overwrite=True}")
    return TargetExistsError(errno.EEXIST, advice, os.fspath(target))


def _rename_to_free(part: str | os.PathLike[str], target: str | os.PathLike[str]) -> None:
    if os.path.lexists(target):
        raise exists_error(target)
    os.rename(part, target)
