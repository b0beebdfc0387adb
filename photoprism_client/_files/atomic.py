"""A file is whole under its name, or not there: written beside it, brought to the disk, and then renamed."""

import contextlib
import errno
import os
import secrets
from collections.abc import Iterable

from photoprism_client._files import disk
from photoprism_client._wording import Advice
from photoprism_client.exceptions import TargetExistsError

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL
_FLAGS = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def write(
    path: str | os.PathLike[str],
    chunks: Iterable[bytes | bytearray],
    *,
    part: str | os.PathLike[str] | None = None,
    fsync: bool = True,
    mode: int = 0o666,
) -> None:
    """Write a file; an existing one is replaced at once, or, after a fault, left as it was.

    :param path: the file; its folder must exist.
    :param chunks: its bytes, in order.
    :param part: the name that it has until it is whole, in the same folder: what a killed process left there is
        replaced. Default: a new name each time, so that several may write the same file.
    :param fsync: wait for the disk before it gets its name.
    :param mode: permissions, of which the umask takes away.
    :raises OSError: the file system refused; nothing is left under the other name.
    """
    disk.require_writable(os.fspath(path))
    beside = os.path.join(os.path.dirname(path), f".photoprism-{secrets.token_hex(8)}.part") if part is None else part
    write_part(beside, chunks, fsync=fsync, mode=mode)
    try:
        publish(beside, path, overwrite=True)
    except BaseException:
        os.unlink(beside)
        raise


def write_part(
    part: str | os.PathLike[str], chunks: Iterable[bytes | bytearray], *, fsync: bool, mode: int = 0o666
) -> None:
    """Write a file that is to get its name later; what has the name of the part is removed first.

    :param part: the file, until then.
    :param chunks: its bytes, in order.
    :param fsync: wait for the disk.
    :param mode: permissions, of which the umask takes away.
    :raises OSError: the file system refused; nothing is left.
    """
    with contextlib.suppress(FileNotFoundError):
        os.unlink(part)
    # Made with its permissions: a secret is its owner's alone from the first moment on.
    descriptor = os.open(part, _NEW | _FLAGS, mode)
    try:
        with open(descriptor, "wb") as file:
            file.writelines(chunks)
            file.flush()
            if fsync:
                disk.sync_file(descriptor)
    except BaseException:
        os.unlink(part)
        raise


def publish(part: str | os.PathLike[str], target: str | os.PathLike[str], *, overwrite: bool) -> None:
    """Give a file its final name.

    :param part: the file; it loses this name.
    :param target: its final name, in the same file system.
    :param overwrite: whether a file of that name is replaced.
    :raises TargetExistsError: another file has that name, and is not to be replaced; nothing changed.
    :raises OSError: the file system refused.
    """
    if overwrite:
        os.replace(part, target)
        return
    try:
        os.link(part, target)
    except FileExistsError:
        raise exists_error(target) from None
    except OSError as error:  # whatever it is: where the disk is broken, the other way fails, too
        _rename_to_free(part, target)
        disk.warn_once("files cannot be linked here: a file that appears at the last moment may be replaced", error)
    else:
        os.unlink(part)


def exists_error(target: str | os.PathLike[str]) -> TargetExistsError:
    """Make the error for a name that is taken.

    :param target: the name.
    :return: the error, to be raised.
    """
    advice = Advice("another file is there, and is left as it is; pass {overwrite=True}")
    return TargetExistsError(errno.EEXIST, advice, os.fspath(target))


def _rename_to_free(part: str | os.PathLike[str], target: str | os.PathLike[str]) -> None:
    if os.path.lexists(target):
        raise exists_error(target)
    os.rename(part, target)
