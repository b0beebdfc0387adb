"""`copy`: a file that is on disk already becomes a verified file of another name, as if it had been fetched."""

import os
import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from photoprism_client._clock import SYSTEM_CLOCK, Clock
from photoprism_client._files import disk
from photoprism_client.exceptions import ApiValueError, IntegrityError
from photoprism_client.transfer.partial import Partial
from photoprism_client.transfer.receiving import borrowed_buffer
from photoprism_client.transfer.source import DownloadResult, Options
from photoprism_client.transfer.target import Target, target_of
from photoprism_client.transfer.throttling import Throttle
from photoprism_client.transfer.verification import existing_result, media_type_at

_READ = os.O_RDONLY | disk.BINARY | getattr(os, "O_NONBLOCK", 0)  # the last, not to wait for a pipe


def copy(
    path_from: str | os.PathLike[str],
    path_to: str | os.PathLike[str],
    sha1: str,
    *,
    modified: float | None = None,
    overwrite: bool = False,
    fsync: bool = True,
    clock: Clock = SYSTEM_CLOCK,
) -> DownloadResult:
    """Copy a file whose content is known to another path, which appears only when its bytes have the SHA-1.

    The two never share a file: a later change of one leaves the other as it is. Where the file system can share the
    bytes of equal files until one changes, it does.

    :param path_from: the file to read; it is not changed.
    :param path_to: the file to write, in an existing folder; or an existing folder, where it keeps its name.
    :param sha1: SHA-1 of the content, 40 hex digits.
    :param modified: time of the last change that the copy gets, in seconds since 1970; None for that of *path_from*.
    :param overwrite: replace another file of that name; a file that has the SHA-1 is left alone either way.
    :param fsync: wait for the disk before the copy gets its name, and after.
    :param clock: what to measure time with.
    :return: what was written, or was there.
    :raises IntegrityError: *path_from* has another SHA-1; nothing is left of the copy.
    :raises TargetExistsError: another file has that name, and *overwrite* is false.
    :raises TargetInUseError: a transfer is writing the same file.
    :raises ApiValueError: *path_from* is not a file, or the folder of *path_to* does not exist.
    :raises OSError: a file cannot be read or written.
    """
    target = target_of(path_to, Path(path_from).name)
    return copy_to(target, Path(path_from), sha1, Options(overwrite=overwrite, fsync=fsync), Throttle(clock), modified)


def copy_to(
    target: Target, path_from: Path, sha1: str, options: Options, throttle: Throttle, modified: float | None = None
) -> DownloadResult:
    """Copy a file to a target; see :func:`copy`.

    :param target: where to; its name is known.
    :param path_from: the file to read.
    :param sha1: SHA-1 of the content.
    :param options: how.
    :param throttle: ends the copy if the batch ends; then nothing is left of it.
    :param modified: time that the copy gets, or None.
    :return: what was written, or was there.
    """
    started, sha1 = throttle.clock.monotonic(), sha1.lower()
    path = os.path.join(target.folder, target.name or "")
    partial = Partial(target.folder, target.key_of(sha1))
    result = existing_result(path, sha1, options, partial)
    if result is None:
        try:
            facts = _copy_bytes(path_from, partial, throttle.check)
            if partial.sha1 != sha1:
                raise IntegrityError(
                    reason=f"{path_from}: expected SHA-1 {sha1}, got {partial.sha1} ({partial.size} bytes)"
                )
            moment = facts.st_mtime if modified is None else modified
            partial.publish(path, overwrite=options.overwrite, fsync=options.fsync, modified=moment)
        except BaseException:
            partial.discard()
            raise
        media_type = media_type_at(path)
        result = DownloadResult(
            path=Path(path), size=partial.size, sha1=sha1, media_type=media_type, copied_from=path_from
        )
    return replace(result, seconds=throttle.clock.monotonic() - started)


def _copy_bytes(path_from: Path, partial: Partial, check: Callable[[], object]) -> os.stat_result:
    """Copy a file into a partial file; return the facts of the former."""
    with disk.opened(path_from, _READ) as descriptor:
        facts = os.fstat(descriptor)
        if not stat.S_ISREG(facts.st_mode):
            raise ApiValueError(f"{path_from} must be a file")
        disk.require_space(partial.folder, facts.st_size)
        partial.open(create=True)
        with borrowed_buffer() as buffer:
            partial.copy(descriptor, buffer, check)
        return facts
