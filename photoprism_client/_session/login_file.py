"""`LoginFile`: the file in which the processes of a user share a login, and the lock that lets one of them log in.

Only its owner may open it: folder 0700, file 0600. The lock is a separate file, which stays, since the other one is
replaced with each login. A process that is killed leaves no lock: the system drops it.
"""

import contextlib
import hashlib
import json
import logging
import os
import re
import stat
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from photoprism_client._clock import Clock
from photoprism_client._files import atomic, disk
from photoprism_client._wording import Advice
from photoprism_client.exceptions import ApiValueError

# Longer than a login takes that ends well; then a process goes on without the lock, rather than hang.
_WAITS_AT_MOST_S = 60.0
_LOOKS_AGAIN_AFTER_S = 0.02
_MAX_BYTES = 65_536
_NAME = re.compile(r"login-[0-9a-f]{16}\.json")
_NO_LOCKS = "logins cannot be locked here: several processes may log in at once"

_logger = logging.getLogger("photoprism_client")


def default_folder(environ: Mapping[str, str]) -> Path:
    """Return the folder for shared logins where none is named.

    :param environ: names of variables to values.
    :return: ``photoprism-images`` in ``$XDG_RUNTIME_DIR``, which a restart of the machine empties, or else in
        ``$XDG_CACHE_HOME`` or ``~/.cache``.
    :raises ApiValueError: this user has no home folder.
    """
    for name in ("XDG_RUNTIME_DIR", "XDG_CACHE_HOME"):
        if os.path.isabs(found := environ.get(name, "")):
            return Path(found, "photoprism-images")
    with contextlib.suppress(RuntimeError):
        if (home := Path.home()).is_absolute():
            return home / ".cache" / "photoprism-images"
    raise ApiValueError(Advice("a login cannot be shared without a home folder: name a folder as {shared_login}"))


class LoginFile:
    """What is known of one user at one server, for all processes that may open the folder.

    :param folder: of the file; made if it does not exist.
    :param host: base URL of the server.
    :param user: name of the user or client.
    """

    def __init__(self, folder: str | os.PathLike[str], host: str, user: str) -> None:
        self._folder = os.fspath(folder)
        self._whose = {"host": host, "user": user}
        name = hashlib.sha256(f"{host}\n{user}".encode()).hexdigest()[:16]
        self._path = os.path.join(self._folder, f"login-{name}.json")
        self._lock_path = os.path.join(self._folder, f"login-{name}.lock")

    @classmethod
    def all_in(cls, folder: str | os.PathLike[str]) -> list[Mapping[str, Any]]:
        """Return what is in the files of a folder.

        :param folder: the folder, which need not exist.
        :return: the values of each, ``host`` and ``user`` among them, in the order of the names of the files.
        :raises ApiValueError: a file is open to others, or cannot be read.
        """
        own, found = cls(folder, "", ""), []
        with own._usable(), contextlib.suppress(FileNotFoundError, NotADirectoryError):
            for name in sorted(os.listdir(folder)):
                path = os.path.join(folder, name)
                values = own._read(path) if _NAME.fullmatch(name) else {}
                match values:
                    case {"host": str(host), "user": str(user)} if cls(folder, host, user)._path == path:
                        found.append(values)
        return found

    @contextlib.contextmanager
    def locked(self, clock: Clock) -> Iterator[None]:
        """Hold the lock, after waiting until no other process and no other client of this process does.

        :param clock: for the wait. After a minute the block runs without the lock, and a warning is logged.
        :return: a context manager.
        :raises ApiValueError: the folder cannot be made, or is open to others.
        """
        with self._usable():
            os.makedirs(self._folder, mode=0o700, exist_ok=True)
            self._require_private(self._folder, os.stat(self._folder))
            descriptor = os.open(self._lock_path, os.O_RDWR | os.O_CREAT | disk.NO_FOLLOW, 0o600)
        try:
            self._wait(descriptor, clock)
            yield
        finally:
            # Not by closing it alone: a child that was forked meanwhile has the same open file.
            disk.unlock(descriptor)
            os.close(descriptor)

    def read(self) -> Mapping[str, Any]:
        """Return what was written last.

        :return: its values by name; empty if there is no file, or it holds anything else.
        :raises ApiValueError: the file is open to others, or cannot be read.
        """
        found = self._read(self._path)
        return found if self._whose.items() <= found.items() else {}

    def write(self, values: Mapping[str, object]) -> bool:
        """Replace what is in the file; only who holds the lock does.

        :param values: by name.
        :return: whether it was written; if not, a warning is logged.
        """
        content = json.dumps({**self._whose, **values}).encode()
        try:
            # After a power failure the file may be empty, which counts as none.
            atomic.write(self._path, [content], part=f"{self._path}.part", fsync=False, mode=0o600)
        except OSError as error:
            _logger.warning("the login cannot be shared: %s: %s", self._path, error.strerror)
            return False
        return True

    def remove(self) -> None:
        """Remove the file, if there is one; only who holds the lock does.

        :raises ApiValueError: it cannot be removed.
        """
        with self._usable(), contextlib.suppress(FileNotFoundError):
            os.unlink(self._path)

    def _read(self, path: str) -> Mapping[str, Any]:
        with self._usable():
            try:
                descriptor = os.open(path, os.O_RDONLY | disk.NO_FOLLOW)
            except FileNotFoundError:
                return {}
            with open(descriptor, "rb") as file:
                self._require_private(path, os.fstat(descriptor))
                content = file.read(_MAX_BYTES)
        try:
            found = json.loads(content)
        except (ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}

    def _wait(self, descriptor: int, clock: Clock) -> None:
        ends_at = clock.monotonic() + _WAITS_AT_MOST_S
        while not disk.lock(descriptor, without=_NO_LOCKS):
            if clock.monotonic() >= ends_at:
                _logger.warning("another process holds %s: going on without it", self._lock_path)
                return
            clock.sleep(_LOOKS_AGAIN_AFTER_S)

    @contextlib.contextmanager
    def _usable(self) -> Iterator[None]:
        """Say of an error of the file system that it is about a shared login."""
        try:
            yield
        except OSError as error:
            where = error.filename or self._folder
            reason = f"a login cannot be shared in {where}: {error.strerror}"
            raise ApiValueError(Advice("{reason}; name another folder as {shared_login}", reason=reason)) from None

    def _require_private(self, path: str, found: os.stat_result) -> None:
        if sys.platform == "win32":  # permissions are not in the mode there
            return
        if found.st_uid != os.geteuid():
            raise ApiValueError(
                Advice("{path} belongs to another user: name another folder as {shared_login}", path=path)
            )
        mode = stat.S_IMODE(found.st_mode)
        if mode & 0o077:
            private = "700" if stat.S_ISDIR(found.st_mode) else "600"
            raise ApiValueError(f"others may open {path} (mode {mode:o}), which holds a login: chmod {private} it")
