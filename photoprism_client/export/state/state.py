"""`State`: opens the SQLite database of an export, a new one where the old one cannot be used, and owns its tables."""

import contextlib
import errno
import os
import sqlite3
import stat
from pathlib import Path

from photoprism_client._files import disk
from photoprism_client.export.state import schema
from photoprism_client.export.state.known_files import KnownFiles
from photoprism_client.export.state.small_tables import Details, Members, OriginalNames, Properties, Sidecars
from photoprism_client.export.state.wanted_files import WantedFiles

#: Its name, in the export's own folder.
STATE_NAME = "state.sqlite"

_ERRORS = {sqlite3.SQLITE_FULL: errno.ENOSPC, sqlite3.SQLITE_READONLY: errno.EROFS, sqlite3.SQLITE_BUSY: errno.EBUSY}
# The content is wrong. All other codes are about the disk, or about other users of the file, and may pass.
_DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR})

_RECORD = "record"


def _os_error(error: sqlite3.Error, path: Path | None) -> OSError:
    code = _ERRORS.get(_primary(error), errno.EIO)
    return OSError(code, f"the state of the export failed: {error}", str(path or STATE_NAME))


def _opened(path: Path | None, is_temporary: bool) -> tuple[sqlite3.Connection, bool]:
    """Open the database, or begin a new one where it is damaged or of another version.

    :return: the connection, usable from several threads, and whether what was there could not be used.
    """
    if path is None or (is_temporary and not path.exists()):
        return _new(), False
    try:
        _refuse_strange(path)
        return (_copied(path) if is_temporary else _existing(path)), False
    except sqlite3.DatabaseError as error:
        # A killed run may have left a journal, which cannot be played back without writing.
        if is_temporary and (_is_damage(error) or _primary(error) == sqlite3.SQLITE_READONLY):
            return _new(), True
        if not _is_damage(error):
            raise
        for name in (path, path.with_name(f"{path.name}-journal")):
            with contextlib.suppress(FileNotFoundError):
                os.replace(name, name.with_name(f"{name.name}.old"))
        return _existing(path), True


def _is_damage(error: sqlite3.DatabaseError) -> bool:
    return not hasattr(error, "sqlite_errorcode") or _primary(error) in _DAMAGE  # the first is raised here


def _primary(error: sqlite3.Error) -> int:
    """Return the primary code of an error: its low byte."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _refuse_strange(path: Path) -> None:
    found = disk.stat_of(str(path))
    if found is not None and not stat.S_ISREG(found.st_mode):
        raise sqlite3.DatabaseError("the name of the state is taken by something that is not a file")


def _existing(path: Path) -> sqlite3.Connection:
    # SQLite would make a file that only its owner can write, whatever the umask; its journal gets the same mode.
    with disk.opened(path, os.O_RDWR | os.O_CREAT | disk.NO_FOLLOW) as descriptor:
        is_new = not os.fstat(descriptor).st_size
        has_locks, can_sync = disk.has_record_locks(descriptor), disk.sync_file(descriptor)
    db = _connected(path, "rw", has_locks=has_locks)
    try:
        if not can_sync:
            db.execute("PRAGMA synchronous = OFF")
        if not is_new:
            _check(db)
        return _prepared(db)
    except BaseException:
        db.close()
        raise


def _copied(path: Path) -> sqlite3.Connection:
    with disk.opened(path, os.O_RDONLY) as descriptor:
        has_locks = disk.has_record_locks(descriptor)
    with contextlib.closing(_connected(path, "ro", has_locks=has_locks)) as db:
        _check(db)
        copy = sqlite3.connect(":memory:", check_same_thread=False)
        try:
            db.backup(copy)
        except BaseException:
            copy.close()
            raise
    return copy


def _connected(path: Path, mode: str, *, has_locks: bool) -> sqlite3.Connection:
    """Open the file; without locks by SQLite's VFS that has none: with nolock=1, SQLite still asks for them."""
    query = f"mode={mode}" if has_locks else f"mode={mode}&vfs=unix-none"
    return sqlite3.connect(f"{path.as_uri()}?{query}", uri=True, timeout=10, check_same_thread=False)


def _new() -> sqlite3.Connection:
    return _prepared(sqlite3.connect(":memory:", check_same_thread=False))


def _prepared(db: sqlite3.Connection) -> sqlite3.Connection:
    db.executescript(f"PRAGMA journal_mode = DELETE; PRAGMA user_version = {schema.VERSION};{schema.KEPT}")
    return db


def _check(db: sqlite3.Connection) -> None:
    if db.execute("PRAGMA user_version").fetchone()[0] != schema.VERSION:
        raise sqlite3.DatabaseError("the state is of another version")
    if db.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise sqlite3.DatabaseError("the state is damaged")
    for query in schema.CHECKS:
        db.execute(query)


class State:
    """The database; use it in a ``with`` block, which ends with an OSError where the database fails.

    :param path: of the file; None for one in memory.
    :param is_temporary: work on a copy in memory: nothing is written.
    :raises OSError: the disk is full or failed.
    """

    def __init__(self, path: Path | None, *, is_temporary: bool = False) -> None:
        self._path = path
        try:
            self._db, was_lost = _opened(path, is_temporary)
            self._db.executescript(schema.OF_THIS_RUN)
        except sqlite3.Error as error:
            raise _os_error(error, path) from error
        self.known = KnownFiles(self._db, is_changed=was_lost)
        self.wanted = WantedFiles(self._db)
        self.properties = Properties(self._db)
        self.members = Members(self._db)
        self.sidecars = Sidecars(self._db)
        self.original_names = OriginalNames(self._db)
        self.details = Details(self._db)

    def __enter__(self) -> "State":
        return self

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        self.close()
        if isinstance(error, sqlite3.Error):
            raise _os_error(error, self._path) from error

    def close(self) -> None:
        """Commit, and close the database."""
        with contextlib.suppress(sqlite3.Error):
            self.commit()
        self._db.close()

    def commit(self) -> None:
        """Write all changes to disk. After a change of known files, no record agrees with them any more."""
        if self.known.is_changed:
            self.properties.put(_RECORD, "")
        self._db.commit()

    def commit_with_record(self, record: str) -> None:
        """Write all changes to disk, and that a record agrees with the known files.

        :param record: identifies the record.
        """
        self.known.is_changed = False
        self.properties.put(_RECORD, record)
        self._db.commit()

    def agrees_with(self, record: str) -> bool:
        """Tell whether the known files are those of a record."""
        return not self.known.is_changed and self.properties.get(_RECORD) == record
