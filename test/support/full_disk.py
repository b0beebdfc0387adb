"""A disk that takes no more: files of a size, by the word of the kernel, or bytes in all."""

import os
import resource
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest


@contextmanager
def limited(size: int) -> Iterator[None]:
    """Let no file grow beyond a size, by the kernel's own word."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)


@contextmanager
def refused_after(room: int, code: int, *, least: int = 0) -> Iterator[None]:
    """Let so many bytes be written to any files, and refuse what follows; a call may write a part.

    :param room: bytes.
    :param code: of the error.
    :param least: bytes of a write that counts: smaller ones find room.
    """
    write, lock, left = os.write, threading.Lock(), room

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
