"""The files that the server listed in this run and that are wanted: where each goes, and what is to be done."""

import sqlite3
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from photoprism_client._files.names import key_of
from photoprism_client.export.state.schema import Table

_INSERTED = "key, stem, source, path, content, sha1, size, created, taken, uid, digest, stack, tail, album"
_ROWS_AT_ONCE = 64  # of a statement, which saves a quarter of the time; older versions of SQLite take 999 values
_COLUMNS = "source, path, content, sha1, size, created, taken, uid, digest, stack, tail, album, action, id"

#: Of a wanted file: key of the stem, path, and bytes, time and SHA-1 of the known file there; None for bytes where no
#: file of the same content is known.
Compared = tuple[str, str, int | None, int, str]


class Action(StrEnum):
    """What is to be done for a wanted file."""

    #: Nothing is at its path.
    GET = "get"
    #: An older content is, which goes to the trash.
    REPLACE = "replace"


class WantedFile(NamedTuple):
    """A file that the server has and that is wanted."""

    #: Its path in the library.
    source: str
    #: Its path in the folder of the export.
    path: str
    #: The key of its content; see :class:`~photoprism_client.export.state.KnownFile`.
    content: str
    #: SHA-1 of the file on the server, 40 hex digits.
    sha1: str
    #: Bytes; 0 where they are not known in advance.
    size: int
    #: When the server met the photo, seconds since 1970.
    created: float
    #: When it was taken, seconds since 1970; None where the day is not known.
    taken: float | None
    #: UID of the photo.
    uid: str
    #: A digest of what the server lists of the photo; empty where that is not needed.
    digest: str
    #: The source without its extension: files of one stack keep one stem.
    stack: str
    #: The part of the path that is its extension.
    tail: str
    #: Title of the album that the path is for; empty where the template does not ask, or the photo is in none.
    album: str = ""
    #: What is to be done, if anything.
    action: str | None = None
    #: Number of the row.
    id: int = 0


class WantedFiles(Table):
    """The table of wanted files, and what belongs to it: shared stems, and the queue of downloads.

    :param db: the database.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        super().__init__(db)
        #: Keys of the folders that files go to; a file is never renamed into another one.
        self._folders: set[str] = set()

    def add(self, rows: Iterable[WantedFile]) -> None:
        """Add files."""
        values = [_keys(row.path, row.tail) + row[:12] for row in rows]
        self._folders.update({row[0].rpartition("/")[0] for row in values})
        for start in range(0, len(values), _ROWS_AT_ONCE):
            some = values[start : start + _ROWS_AT_ONCE]
            rows_of_marks = ", ".join([f"({', '.join('?' * len(some[0]))})"] * len(some))
            self._db.execute(f"INSERT INTO wanted ({_INSERTED}) VALUES {rows_of_marks}", [*chain.from_iterable(some)])  # noqa: S608

    def end_listing(self) -> None:
        """Make the table ready for queries: drop what was listed twice, and mark stems that several files share."""
        self._db.execute("CREATE INDEX temp.wanted_key ON wanted (key, path)")
        self._db.execute("CREATE INDEX temp.wanted_stem ON wanted (stem)")
        self._db.execute(
            "DELETE FROM wanted WHERE key IN (SELECT key FROM wanted GROUP BY key HAVING count(*) > 1)"
            " AND id NOT IN (SELECT min(id) FROM wanted GROUP BY key, source)"
        )
        self._db.execute("INSERT INTO shared SELECT stem FROM wanted GROUP BY stem HAVING count(*) > 1")

    def all(self) -> Iterator[WantedFile]:
        """Return all files, those of a photo together."""
        return self._where("1 ORDER BY uid, id")

    def includes(self, path: str, content: str) -> bool:
        """Tell whether a content is wanted at a path."""
        return self._exists("key = ? AND path = ? AND content = ?", key_of(path), path, content)

    def has_key_of(self, path: str) -> bool:
        """Tell whether the path of any file has the same key."""
        return self._exists("key = ?", key_of(path))

    def has_stem(self, stem: str) -> bool:
        """Tell whether the path of any file, without its extension, has the same key."""
        return self._exists("stem = ?", key_of(stem))

    def includes_any_known(self) -> bool:
        """Tell whether any content that exports wrote is wanted now, at whatever path."""
        return self._exists("EXISTS (SELECT 1 FROM known WHERE known.content = wanted.content AND is_ours) LIMIT 1")

    def with_stem(self, stem: str) -> list[WantedFile]:
        """Return files that share the key of a stem: the oldest first, then by path in the library."""
        return list(self._where("stem = ? ORDER BY created, stack, source", stem))

    def contested_stems(self) -> list[str]:
        """Return keys of stems that several stacks have, or two files with one path."""
        rows = self._db.execute(
            "SELECT stem FROM shared JOIN wanted USING (stem) GROUP BY stem"
            " HAVING min(stack) <> max(stack) OR count(DISTINCT key) < count(*)"
        )
        return [str(stem) for (stem,) in rows]

    def stems_of(self, keys: Iterable[str]) -> set[str]:
        """Return keys of the stems of files whose paths have one of these keys."""
        found = (self._db.execute("SELECT stem FROM wanted WHERE key = ?", (key,)).fetchall() for key in keys)
        return {str(stem) for rows in found for (stem,) in rows}

    def folder_keys(self) -> set[str]:
        """Return the keys of all folders that files go to."""
        parts = [folder.split("/") for folder in self._folders if folder]
        return {"/".join(names[: end + 1]) for names in parts for end in range(len(names))}

    def rename(self, row: WantedFile, path: str) -> WantedFile:
        """Give a file another path in its folder, with the same extension; it may share its stem with others there."""
        key, stem = _keys(path, row.tail)
        self._db.execute("UPDATE wanted SET path = ?, key = ?, stem = ? WHERE id = ?", (path, key, stem, row.id))
        self._db.execute("INSERT OR IGNORE INTO shared VALUES (?)", (stem,))
        return row._replace(path=path)

    def compared(self, *, is_shared: bool) -> Iterator[Compared]:
        """Return files with what is known at their paths: those that share a stem, together; or all others."""
        which = "IN shared ORDER BY stem" if is_shared else "NOT IN shared ORDER BY id"
        yield from self._db.execute(
            "SELECT stem, wanted.path, known.size, mtime_ns, known.sha1 FROM wanted LEFT JOIN known"  # noqa: S608
            f" ON known.path = wanted.path AND known.content = wanted.content WHERE stem {which}"
        )

    def set_action(self, row: WantedFile, action: Action | None) -> None:
        """Note what is to be done for a file; None for nothing, or nothing more."""
        self._db.execute("UPDATE wanted SET action = ? WHERE id = ?", (action, row.id))

    def note_moved_away(self, path: str) -> None:
        """Note that the file at a path, which was to be replaced, moved away."""
        query = "UPDATE wanted SET action = ? WHERE action = ? AND key = ? AND path = ?"
        self._db.execute(query, (Action.GET, Action.REPLACE, key_of(path), path))

    def to_do(self) -> Iterator[WantedFile]:
        """Return files for which something is to be done, those of one content together."""
        return self._where("action IS NOT NULL ORDER BY content, id")

    def to_do_with(self, content: str) -> list[WantedFile]:
        """Return files of a content for which something is to be done."""
        return list(self._where("action IS NOT NULL AND content = ? ORDER BY id", content))

    def to_do_from_here(self, *actions: Action) -> list[WantedFile]:
        """Return files with one of these actions whose content is in the folder, or went to the trash in this run."""
        known = "EXISTS (SELECT 1 FROM known WHERE known.content = wanted.content)"
        trashed = "EXISTS (SELECT 1 FROM trashed WHERE trashed.sha1 = wanted.content)"
        has_action = "id IN (SELECT id FROM wanted WHERE action IS NOT NULL)"  # by the index, which few rows are in
        rows = self._where(f"{has_action} AND ({known} OR {trashed}) ORDER BY id")
        return [row for row in rows if row.action in actions]

    def queue_downloads(self) -> tuple[int, int]:
        """Queue one file of each content that is to be fetched; return how many these are, and their bytes."""
        self._db.execute("INSERT INTO queue SELECT min(id) FROM wanted WHERE action IS NOT NULL GROUP BY content")
        query = "SELECT count(*), coalesce(sum(size), 0) FROM wanted WHERE id IN (SELECT id FROM queue)"
        files, size = self._db.execute(query).fetchone()
        return int(files), int(size)

    def next_downloads(self, last: int, count: int) -> list[WantedFile]:
        """Return the next queued files after a row; may be called in another thread."""
        queued = "SELECT id FROM queue WHERE id > ? ORDER BY id LIMIT ?"
        return list(self._where(f"id IN ({queued}) ORDER BY id", last, count))

    def _exists(self, condition: str, *values: object) -> bool:
        return self._db.execute(f"SELECT 1 FROM wanted WHERE {condition}", values).fetchone() is not None  # noqa: S608

    def _where(self, condition: str, *values: object) -> Iterator[WantedFile]:
        rows = self._db.execute(f"SELECT {_COLUMNS} FROM wanted WHERE {condition}", values)  # noqa: S608
        return map(WantedFile._make, rows)


def _keys(path: str, tail: str) -> tuple[str, str]:
    """Return the key of a path, and that of it without its extension."""
    key = key_of(path)
    return key, key.removesuffix(_key_of_tail(tail))


_key_of_tail = lru_cache(maxsize=256)(key_of)  # most files have one of a few extensions
