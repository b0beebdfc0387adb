"""Where a file goes: a folder and a name in it, checked before anything is asked of a server."""

import hashlib
import os
import stat
from pathlib import Path
from typing import NamedTuple

from photoprism_client._files import disk
from photoprism_client._files.names import safe_name, with_suffix
from photoprism_client._wording import Advice
from photoprism_client.exceptions import ApiTypeError, ApiValueError

_SHORT = 64  # bytes of a name that every disk takes


class Target(NamedTuple):
    """A folder, and the name in it; None until the server's answer gives one."""

    folder: str
    name: str | None
    #: Whether the caller named the file, not only its folder.
    is_exact: bool = False

    @property
    def path(self) -> str | None:
        """The path, where the name is known."""
        return None if self.name is None else os.path.join(self.folder, self.name)

    def key_of(self, content: str) -> str:
        """Return what identifies the partial file of this target.

        :param content: the content that it will hold, as :attr:`Source.content` has it.
        :return: the same text in each run.
        """
        return f"{content}\n{self.name if self.is_exact else ''}"


def target_of(path: str | os.PathLike[str], name: str | None) -> Target:
    """Read what a caller passed as the path to write.

    :param path: a file, whose folder must exist, or an existing folder.
    :param name: what to call a file in that folder; it is made safe; None where it is not known yet.
    :return: where to write.
    :raises ApiTypeError: it is not a path.
    :raises ApiValueError: there is no such folder, or what should be one is a file.
    :raises OSError: the folder cannot be written to, or the file-system encoding lacks a character of the name.
    """
    if not isinstance(path, str | os.PathLike):
        raise ApiTypeError(f"path must be a str or a path, not {type(path).__name__}")
    text = os.fspath(path)
    if not isinstance(text, str) or not text or "\0" in text:
        raise ApiValueError(Advice("{path} must be text, not empty and without NUL characters"))
    folder, last = os.path.split(text)
    disk.require_writable(text)
    if os.path.isdir(text):
        target = Target(text, None if name is None else name_in(text, name))
    elif last in {"", "..", "."}:
        raise ApiValueError(
            Advice("{path} must be a file or an existing folder: there is no folder {folder}", folder=text)
        )
    else:
        target = Target(folder or os.curdir, last, is_exact=True)
    _check_folder(Path(target.folder))
    return target


def name_in(folder: str, name: str, suffix: str | None = None) -> str:
    """Make a name from a server safe, and short enough for the disk.

    :param folder: where the file goes.
    :param name: the server's text.
    :param suffix: distinguishes it from others of that name, see :func:`~photoprism_client._files.names.with_suffix`.
    :return: one path component.
    :raises OSError: the file-system encoding lacks a character of the name.
    """
    made = _made(name, suffix)
    if len(made.encode()) > _SHORT:
        made = _made(name, suffix, max(_SHORT, disk.longest_name(folder, make=False)))
    disk.require_writable(made)
    return made


def _made(name: str, suffix: str | None, most_bytes: int = disk.MAX_NAME_BYTES) -> str:
    safe = safe_name(name, most_bytes=most_bytes)
    return safe if suffix is None else with_suffix(safe, suffix, most_bytes=most_bytes)


def sha1_of(path: str) -> tuple[str, int] | None:
    """Hash a file.

    :param path: where it is.
    :return: SHA-1 as 40 hex digits, and bytes; None for what is not a regular file, such as a symlink.
    :raises OSError: it cannot be read.
    """
    if not stat.S_ISREG(os.stat(path, follow_symlinks=False).st_mode):
        return None
    with open(path, "rb", buffering=0) as file:
        digest = hashlib.file_digest(file, lambda: hashlib.sha1(usedforsecurity=False))
        return digest.hexdigest(), file.tell()


def existing_file(path: str) -> os.stat_result | None:
    """Look at what has a name, without following a symlink.

    :param path: the name.
    :return: the facts, or None where nothing has it.
    :raises ApiValueError: it is a folder.
    :raises OSError: the disk failed, or the name is too long for it.
    """
    try:
        found = os.stat(path, follow_symlinks=False)
    except (FileNotFoundError, NotADirectoryError):
        return None
    if stat.S_ISDIR(found.st_mode):
        raise ApiValueError(f"{path} is a folder, and must be a file")
    return found


def _check_folder(folder: Path) -> None:
    if not folder.is_dir():
        hint = ": a ~ is not expanded, use Path.expanduser()" if str(folder).startswith("~") else ""
        if folder.exists():
            raise ApiValueError(f"{folder} must be a folder and is a file")
        raise ApiValueError(f"the folder {folder} does not exist{hint}")
    if not os.access(folder, os.W_OK | os.X_OK):
        raise PermissionError(13, "the folder cannot be written to", str(folder))
