"""Disks with limits: the size of a file, the bytes written, or the length of a name."""

import errno
import os
import resource
import shutil
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

#: Bytes that a name may have on eCryptfs.
LIMIT = 143
# Calls of the system that take a path, or two.
_CALLS = ("link", "lstat", "mkdir", "open", "rename", "replace", "rmdir", "stat", "unlink", "utime")


@contextmanager
def limited(size: int) -> Iterator[None]:
    """Let the kernel refuse to write beyond a size of a file, in bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)


@contextmanager
def refused_after(limit: int, code: int, *, least: int = 0) -> Iterator[None]:
    """Refuse to write more than a number of bytes in all; the last call may write a part.

    :param limit: that number.
    :param code: ``errno`` of the refusal.
    :param least: smaller writes do not count and always succeed.
    """
    write, lock, left = os.write, threading.Lock(), limit

    def write_less(descriptor: int, data: Any) -> int:
        nonlocal left
        if len(data) < least:
            return write(descriptor, data)
        with lock:
            count, left = min(left, len(data)), left - min(left, len(data))
        if not count:
            raise OSError(code, os.strerror(code))
        return write(descriptor, data[:count])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "write", write_less)
        yield


def hide_space(patch: pytest.MonkeyPatch, told: str) -> None:
    """Let no disk say how much space is free.

    :param patch: undoes it.
    :param told: ``0 of 0`` for that answer, anything else for a refusal.
    """

    def usage(_path: str) -> Any:
        if told != "0 of 0":
            raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
        return shutil._ntuple_diskusage(0, 0, 0)

    patch.setattr(shutil, "disk_usage", usage)


def refuse_long_names(patch: pytest.MonkeyPatch, disk: Path) -> None:
    """Refuse paths with a name of more than 143 bytes.

    :param patch: undoes it.
    :param disk: the folder that represents the disk.
    """
    for name in _CALLS:
        patch.setattr(os, name, _refusing(getattr(os, name), f"{disk}{os.sep}"))


def _refusing(real: Callable[..., Any], start: str) -> Callable[..., Any]:
    def call(*args: Any, **options: Any) -> Any:
        for path in (os.fspath(path) for path in args if isinstance(path, str | os.PathLike)):
            if path.startswith(start) and _is_refused(path):
                raise OSError(errno.ENAMETOOLONG, os.strerror(errno.ENAMETOOLONG), path)
        return real(*args, **options)

    return call


def _is_refused(path: str) -> bool:
    """Tell whether a name is too long; what is in a folder that does not exist is not looked at."""
    names = path.split(os.sep)
    first = next((at for at, name in enumerate(names) if len(os.fsencode(name)) > LIMIT), None)
    return first is not None and os.path.isdir(os.sep.join(names[:first]))
