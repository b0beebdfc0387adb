"""The SQLite database of an export on disk: its tables, how it is opened, and what is done where it cannot be used."""

import contextlib
import errno
import os
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path

from photoprism_client._files import disk

#: Its name, in the export's own folder.
NAME = "state.sqlite"

_VERSION = 2
_KNOWN = """
CREATE TABLE IF NOT EXISTS fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS known (
    path TEXT PRIMARY KEY, key TEXT NOT NULL, origin TEXT NOT NULL, sha1 TEXT NOT NULL, size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL, is_ours INTEGER NOT NULL, beside TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS known_origin ON known (origin);
CREATE INDEX IF NOT EXISTS known_key ON known (key);
CREATE TABLE IF NOT EXISTS details (
    uid TEXT PRIMARY KEY, stamp TEXT NOT NULL, details TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS original (
    source TEXT NOT NULL, sha1 TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (source, sha1)
) WITHOUT ROWID;
"""
_LISTED = """
PRAGMA temp_store = FILE;
CREATE TEMP TABLE listed (
    id INTEGER PRIMARY KEY, key TEXT NOT NULL, stem TEXT NOT NULL, source TEXT NOT NULL, path TEXT NOT NULL,
    origin TEXT NOT NULL, sha1 TEXT NOT NULL, size INTEGER NOT NULL, created REAL NOT NULL, taken REAL,
    uid TEXT NOT NULL, stamp TEXT NOT NULL, stack TEXT NOT NULL, tail TEXT NOT NULL, album TEXT NOT NULL,
    action TEXT NOT NULL DEFAULT ''
);
CREATE INDEX listed_to_do ON listed (origin) WHERE action <> '';
CREATE TEMP TABLE shared (stem TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TEMP TABLE member (
    uid TEXT NOT NULL, album TEXT NOT NULL, title TEXT NOT NULL, PRIMARY KEY (uid, album)
) WITHOUT ROWID;
CREATE TEMP TABLE fetch (id INTEGER PRIMARY KEY);
CREATE TEMP TABLE trashed (sha1 TEXT PRIMARY KEY, path TEXT NOT NULL) WITHOUT ROWID;
CREATE TEMP TABLE sidecar (uid TEXT NOT NULL, source TEXT NOT NULL, sha1 TEXT NOT NULL, size INTEGER NOT NULL);
CREATE INDEX sidecar_uid ON sidecar (uid);
"""
_ERRORS = {sqlite3.SQLITE_FULL: errno.ENOSPC, sqlite3.SQLITE_READONLY: errno.EROFS, sqlite3.SQLITE_BUSY: errno.EBUSY}
# What says that the content is wrong. All else is about the disk, or about who else uses the file, and may pass.
_DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR})


def connect(path: Path | None, *, is_temporary: bool) -> tuple[sqlite3.Connection, bool]:
    """Open the database, or begin a new one where it is damaged or of another version.

    :param path: of the file; None for one in memory.
    :param is_temporary: work on a copy in memory: nothing is written.
    :return: the connection, usable from several threads, and whether what was there could not be used.
    :raises sqlite3.Error: the disk is full or failed.
    :raises OSError: the file cannot be opened.
    """
    db, was_lost = _opened(path, is_temporary)
    db.executescript(_LISTED)
    return db, was_lost


def os_error(error: sqlite3.Error, path: Path | None) -> OSError:
    """Make the error that stands for a failure of the database.

    :param error: what SQLite said.
    :param path: of the file, or None.
    :return: the error, to be raised.
    """
    code = _ERRORS.get(_primary(error), errno.EIO)
    return OSError(code, f"the state of the export failed: {error}", str(path or NAME))


def _opened(path: Path | None, is_temporary: bool) -> tuple[sqlite3.Connection, bool]:
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
    """Return the code of an error without what it has in higher bits."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _refuse_strange(path: Path) -> None:
    found = disk.stat_of(str(path))
    if found is not None and not stat.S_ISREG(found.st_mode):
        raise sqlite3.DatabaseError("something that is no file has the name of the state")


def _existing(path: Path) -> sqlite3.Connection:
    # Made here, since SQLite would let nobody but its owner write to it, whatever the umask; the journal follows it.
    with _descriptor(path, os.O_RDWR | os.O_CREAT | disk.NO_FOLLOW) as descriptor:
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
    with _descriptor(path, os.O_RDONLY) as descriptor:
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


@contextlib.contextmanager
def _descriptor(path: Path, flags: int) -> Iterator[int]:
    """Open the file to see what its disk can do; only before SQLite does: closing it would release SQLite's locks."""
    descriptor = os.open(path, flags, 0o666)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _connected(path: Path, mode: str, *, has_locks: bool) -> sqlite3.Connection:
    """Open the file; where there are no locks, in SQLite's way without any: nolock=1 would still ask for them."""
    query = f"mode={mode}" if has_locks else f"mode={mode}&vfs=unix-none"
    return sqlite3.connect(f"{path.as_uri()}?{query}", uri=True, timeout=10, check_same_thread=False)


def _new() -> sqlite3.Connection:
    return _prepared(sqlite3.connect(":memory:", check_same_thread=False))


def _prepared(db: sqlite3.Connection) -> sqlite3.Connection:
    db.executescript(f"PRAGMA journal_mode = DELETE; PRAGMA user_version = {_VERSION};{_KNOWN}")
    return db


def _check(db: sqlite3.Connection) -> None:
    if db.execute("PRAGMA user_version").fetchone()[0] != _VERSION:
        raise sqlite3.DatabaseError("the state is of another version")
    if db.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise sqlite3.DatabaseError("the state is damaged")
    db.execute("SELECT path, key, origin, sha1, size, mtime_ns, is_ours, beside FROM known LIMIT 1")
    db.execute("SELECT name, value, uid, stamp, details FROM fact, details LIMIT 1")
    db.execute("SELECT source, sha1, name FROM original LIMIT 1")
