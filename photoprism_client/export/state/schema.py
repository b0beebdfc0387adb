"""The tables of an export: those that stay on disk, those of one run, and what their classes have in common."""

import sqlite3

#: A database of another version is made anew.
VERSION = 3

#: Stays from run to run.
KEPT = """
CREATE TABLE IF NOT EXISTS property (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS known (
    path TEXT PRIMARY KEY, key TEXT NOT NULL, content TEXT NOT NULL, sha1 TEXT NOT NULL, size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL, is_ours INTEGER NOT NULL, describes TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS known_content ON known (content);
CREATE INDEX IF NOT EXISTS known_key ON known (key);
CREATE TABLE IF NOT EXISTS details (
    uid TEXT PRIMARY KEY, digest TEXT NOT NULL, details TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS original (
    source TEXT NOT NULL, sha1 TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (source, sha1)
) WITHOUT ROWID;
"""

#: Fails where a table or a column of these is missing.
CHECKS = (
    "SELECT path, key, content, sha1, size, mtime_ns, is_ours, describes FROM known LIMIT 1",
    "SELECT name, value, uid, digest, details FROM property, details LIMIT 1",
    "SELECT source, sha1, name FROM original LIMIT 1",
)

#: Lives as long as the connection, in a file of its own where it is large.
OF_THIS_RUN = """
PRAGMA temp_store = FILE;
CREATE TEMP TABLE wanted (
    id INTEGER PRIMARY KEY, key TEXT NOT NULL, stem TEXT NOT NULL, source TEXT NOT NULL, path TEXT NOT NULL,
    content TEXT NOT NULL, sha1 TEXT NOT NULL, size INTEGER NOT NULL, created REAL NOT NULL, taken REAL,
    uid TEXT NOT NULL, digest TEXT NOT NULL, stack TEXT NOT NULL, tail TEXT NOT NULL, album TEXT NOT NULL,
    action TEXT
);
CREATE INDEX wanted_action ON wanted (content) WHERE action IS NOT NULL;
CREATE TEMP TABLE shared (stem TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TEMP TABLE queue (id INTEGER PRIMARY KEY);
CREATE TEMP TABLE trashed (sha1 TEXT PRIMARY KEY, path TEXT NOT NULL) WITHOUT ROWID;
CREATE TEMP TABLE member (
    uid TEXT NOT NULL, album TEXT NOT NULL, title TEXT NOT NULL, PRIMARY KEY (uid, album)
) WITHOUT ROWID;
CREATE TEMP TABLE sidecar (uid TEXT NOT NULL, source TEXT NOT NULL, sha1 TEXT NOT NULL, size INTEGER NOT NULL);
CREATE INDEX sidecar_uid ON sidecar (uid);
"""


class Table:
    """A table, or some that belong together.

    :param db: the database.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def _text(self, query: str, *values: object) -> str | None:
        """Return the one text that a query finds, or None."""
        row = self._db.execute(query, values).fetchone()
        return None if row is None else str(row[0])
