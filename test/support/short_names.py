"""A disk that takes no long names, as those do that encrypt them."""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

#: Bytes that a name may have on eCryptfs.
LIMIT = 143
# Calls of the system that take a path, or two.
_CALLS = ("link", "lstat", "mkdir", "open", "rename", "replace", "rmdir", "stat", "unlink", "utime")


def refuse_long_names(patch: pytest.MonkeyPatch, disk: Path) -> None:
    """Refuse names of more than 143 bytes wherever a path on a disk is used.

    :param patch: takes it back.
    :param disk: the folder that stands for it.
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
