"""The SQLite database of an export on disk: its tables, how it is opened, and what is done where it cannot be used."""

import contextlib
import errno
import os
import sqlite3
from pathlib import Path

#: Its name, in the export's own folder.
NAME = "state.sqlite"

_VERSION = 1
_KNOWN = """
CREATE TABLE IF NOT EXISTS fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS known (
    path TEXT PRIMARY KEY, key TEXT NOT NULL, origin TEXT NOT NULL, sha1 TEXT NOT NULL, size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL, is_ours INTEGER NOT NULL, beside TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS known_origin ON known (origin);
CREATE INDEX IF NOT EXISTS known_key ON known (key);
CREATE TABLE IF NOT EXISTS details (
    uid TEXT PRIMARY KEY, updated_at TEXT NOT NULL, facts TEXT NOT NULL
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
    uid TEXT NOT NULL, updated_at TEXT NOT NULL, stack TEXT NOT NULL, tail TEXT NOT NULL,
    action TEXT NOT NULL DEFAULT ''
);
CREATE INDEX listed_to_do ON listed (origin) WHERE action <> '';
CREATE TEMP TABLE member (
    uid TEXT NOT NULL, album TEXT NOT NULL, title TEXT NOT NULL, PRIMARY KEY (uid, album)
) WITHOUT ROWID;
CREATE TEMP TABLE fetch (id INTEGER PRIMARY KEY);
CREATE TEMP TABLE trashed (sha1 TEXT PRIMARY KEY, path TEXT NOT NULL) WITHOUT ROWID;
CREATE TEMP TABLE sidecar (uid TEXT NOT NULL, source TEXT NOT NULL, sha1 TEXT NOT NULL, size INTEGER NOT NULL);
CREATE INDEX sidecar_uid ON sidecar (uid);
"""
_ERRORS = {sqlite3.SQLITE_FULL: errno.ENOSPC, sqlite3.SQLITE_READONLY: errno.EROFS, sqlite3.SQLITE_BUSY: errno.EBUSY}
# What says nothing about the database itself.
_OF_DISK = frozenset({*_ERRORS, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_FSYNC, sqlite3.SQLITE_IOERR_TRUNCATE})


def connect(path: Path | None, *, is_temporary: bool) -> tuple[sqlite3.Connection, bool]:
    """Open the database, or begin a new one where it is damaged or of another version.

    :param path: of the file; None for one in memory.
    :param is_temporary: work on a copy in memory: nothing is written.
    :return: the connection, usable from several threads, and whether what was there could not be used.
    :raises sqlite3.Error: the disk is full or failed.
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
    code = _ERRORS.get(getattr(error, "sqlite_errorcode", 0), errno.EIO)
    return OSError(code, f"the state of the export failed: {error}", str(path or NAME))


def _opened(path: Path | None, is_temporary: bool) -> tuple[sqlite3.Connection, bool]:
    if path is None or (is_temporary and not path.exists()):
        return _new(":memory:"), False
    try:
        return (_copied(path) if is_temporary else _existing(path)), False
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) in _OF_DISK:
            raise
        if is_temporary:
            return _new(":memory:"), True
        for name in (path, path.with_name(f"{path.name}-journal")):
            with contextlib.suppress(FileNotFoundError):
                os.replace(name, name.with_name(f"{name.name}.old"))
        return _new(str(path)), True


def _existing(path: Path) -> sqlite3.Connection:
    is_new = not path.exists() or not path.stat().st_size
    db = sqlite3.connect(path, timeout=10, check_same_thread=False)
    try:
        if not is_new:
            _check(db)
        return _prepared(db)
    except BaseException:
        db.close()
        raise


def _copied(path: Path) -> sqlite3.Connection:
    copy = sqlite3.connect(":memory:")
    with contextlib.closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as db:
        _check(db)
        db.backup(copy)
    return copy


def _new(name: str) -> sqlite3.Connection:
    return _prepared(sqlite3.connect(name, timeout=10, check_same_thread=False))


def _prepared(db: sqlite3.Connection) -> sqlite3.Connection:
    db.executescript(f"PRAGMA journal_mode = DELETE; PRAGMA user_version = {_VERSION};{_KNOWN}")
    return db


def _check(db: sqlite3.Connection) -> None:
    if db.execute("PRAGMA user_version").fetchone()[0] != _VERSION:
        raise sqlite3.DatabaseError("the state is of another version")
    if db.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise sqlite3.DatabaseError("the state is damaged")
    db.execute("SELECT path, key, origin, sha1, size, mtime_ns, is_ours, beside FROM known LIMIT 1")
    db.execute("SELECT name, value, uid, updated_at, facts FROM fact, details LIMIT 1")
