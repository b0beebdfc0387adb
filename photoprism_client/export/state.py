"""What is known of the files in an export's folder, and what the server listed: questions to a database.

It is a cache. Where it is lost, damaged or of another version, it is made anew of ``SHA1SUMS``, and files are hashed
where need be. It holds no secret and no URL.
"""

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from photoprism_client._files.names import key_of
from photoprism_client.export.database import connect, os_error

#: The fact that tells which ``SHA1SUMS`` says the same.
RECORD = "sums"

_KNOWN_COLUMNS = "known.path, known.origin, known.sha1, known.size, known.mtime_ns, known.is_ours, known.beside"
_LISTED_COLUMNS = (
    "source, listed.path, listed.origin, listed.sha1, listed.size, created, taken, uid, stamp, stack, tail, album,"
    " action, id"
)


#: Of a wanted file: key of the stem, path, and bytes, time and SHA-1 of the file there, where it is known to be made of
#: the same; None for bytes where it is not.
Compared = tuple[str, str, int | None, int, str]


class Known(NamedTuple):
    """A file in the folder, as it was when it was last looked at."""

    path: str
    #: What it was made of: its own SHA-1 for a file, hash and size for a thumbnail, a digest of facts for metadata.
    origin: str
    sha1: str
    size: int
    mtime_ns: int
    #: Whether an export wrote it; a file that was there before is only looked at.
    is_ours: bool
    #: Of metadata, the path of the file that it describes; a dot where that is the whole export.
    beside: str = ""


class Listed(NamedTuple):
    """A file that the server has and that is wanted."""

    #: Where it is in the library.
    source: str
    #: Where it is to be.
    path: str
    #: What it is made of; see :class:`Known`.
    origin: str
    #: SHA-1 of the file on the server, 40 hex digits.
    sha1: str
    #: Bytes; 0 where that cannot be known.
    size: int
    #: When the server met the photo, seconds since 1970.
    created: float
    #: When it was taken, seconds since 1970; None where that is not known to the day.
    taken: float | None
    #: UID of the photo.
    uid: str
    #: What the server lists of the photo, as a digest; empty where that is not needed.
    stamp: str
    #: The source without its extension: what files have in common that are to keep one stem.
    stack: str
    #: What of the path is the extension.
    tail: str
    #: Title of the album that the path is for; empty where the template does not ask, or the photo is in none.
    album: str = ""
    #: What is to be done: see ``plan``.
    action: str = ""
    #: Number of the row.
    id: int = 0


class State:
    """The database; use it in a ``with`` block, which ends with an OSError where the database fails.

    :param path: of the file; None for one in memory.
    :param is_temporary: work on a copy in memory: nothing is written.
    :raises OSError: the disk is full or failed.
    """

    def __init__(self, path: Path | None, *, is_temporary: bool = False) -> None:
        self._path = path
        try:
            self._db, was_lost = connect(path, is_temporary=is_temporary)
        except sqlite3.Error as error:
            raise os_error(error, path) from error
        #: Whether something about a file was noted since it was opened, or all of it was lost.
        self.is_changed = was_lost

    def __enter__(self) -> "State":
        return self

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        self.close()
        if isinstance(error, sqlite3.Error):
            raise os_error(error, self._path) from error

    def close(self) -> None:
        """Keep what was noted, and close the database."""
        with contextlib.suppress(sqlite3.Error):
            self.commit()
        self._db.close()

    def commit(self) -> None:
        """Keep what was noted so far; where that is of files, no record says the same any more."""
        if self.is_changed:
            self.note_fact(RECORD, "")
        self._db.commit()

    def agree(self, record: str) -> None:
        """Keep what was noted so far, and that a record says the same.

        :param record: by what it is known.
        """
        self.is_changed = False
        self.note_fact(RECORD, record)
        self._db.commit()

    # Facts about the export

    def fact(self, name: str) -> str | None:
        """Return a fact that an earlier run noted."""
        row = self._db.execute("SELECT value FROM fact WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def note_fact(self, name: str, value: str) -> None:
        """Note a fact for later runs."""
        self._db.execute("INSERT OR REPLACE INTO fact VALUES (?, ?)", (name, value))

    # Files in the folder

    def know(self, file: Known) -> None:
        """Note a file."""
        self.is_changed = True
        self._db.execute(
            "INSERT OR REPLACE INTO known VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (file.path, key_of(file.path), *file[1:]),
        )

    def forget(self, path: str) -> None:
        """Note that a file is gone, or not ours any more."""
        self.is_changed = True
        self._db.execute("DELETE FROM known WHERE path = ?", (path,))

    def known(self, path: str) -> Known | None:
        """Return what is known of a file."""
        try:
            return next(self._known("path = ?", path), None)
        except UnicodeEncodeError:
            return None  # not UTF-8 on disk, so no export wrote it

    def twins(self, path: str) -> list[Known]:
        """Return files whose paths a disk may take for this one."""
        return list(self._known("key = ?", key_of(path)))

    def holders(self, origin: str) -> list[Known]:
        """Return files that are made of the same."""
        return list(self._known("origin = ? ORDER BY path", origin))

    def everything(self) -> Iterator[Known]:
        """Return all files, by their paths."""
        return self._known("1 ORDER BY path")

    def written(self) -> Iterator[tuple[str, str]]:
        """Return paths and SHA-1 of what exports wrote, by their paths."""
        yield from self._db.execute("SELECT path, sha1 FROM known WHERE is_ours ORDER BY path")

    def unwanted(self) -> Iterator[Known]:
        """Return files that exports wrote and the server did not list this time, by their paths."""
        return self._known(
            "is_ours AND beside = '' AND NOT EXISTS (SELECT 1 FROM listed WHERE listed.key = known.key AND"
            " listed.path = known.path) ORDER BY path"
        )

    def stray_metadata(self) -> list[Known]:
        """Return metadata beside files that are not known any more."""
        return list(self._known("beside NOT IN ('', '.') AND beside NOT IN (SELECT path FROM known) ORDER BY path"))

    # What the server listed

    def add(self, rows: Iterable[Listed]) -> None:
        """Add files that are wanted."""
        self._db.executemany(
            "INSERT INTO listed"
            " (key, stem, source, path, origin, sha1, size, created, taken, uid, stamp, stack, tail, album)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (_keys(row.path, row.tail) + row[:12] for row in rows),
        )

    def end_listing(self) -> None:
        """Make the list ready to be asked: what was listed twice counts once, and who shares a stem is marked."""
        self._db.execute("CREATE INDEX temp.listed_key ON listed (key, path)")
        self._db.execute("CREATE INDEX temp.listed_stem ON listed (stem)")
        self._db.execute(
            "DELETE FROM listed WHERE key IN (SELECT key FROM listed GROUP BY key HAVING count(*) > 1)"
            " AND id NOT IN (SELECT min(id) FROM listed GROUP BY key, source)"
        )
        self._db.execute("INSERT INTO shared SELECT stem FROM listed GROUP BY stem HAVING count(*) > 1")

    def wants(self, path: str, origin: str | None = None) -> bool:
        """Tell whether a file is wanted at a path; where given, made of this."""
        query = "SELECT 1 FROM listed WHERE key = ? AND path = ? AND (? IS NULL OR origin = ?)"
        return self._db.execute(query, (key_of(path), path, origin, origin)).fetchone() is not None

    def is_taken(self, path: str) -> bool:
        """Tell whether a wanted file's path has the same key."""
        return self._db.execute("SELECT 1 FROM listed WHERE key = ?", (key_of(path),)).fetchone() is not None

    def has_stem(self, stem: str) -> bool:
        """Tell whether any wanted file's path without its extension has the same key."""
        return self._db.execute("SELECT 1 FROM listed WHERE stem = ?", (key_of(stem),)).fetchone() is not None

    def sharing(self, stem: str) -> list[Listed]:
        """Return wanted files that share the key of a stem: the oldest first, then by their place in the library."""
        return list(self._listed("stem = ? ORDER BY created, stack, source", stem))

    def is_familiar(self) -> bool:
        """Tell whether any content that exports wrote is wanted now, wherever."""
        query = "SELECT 1 FROM known JOIN listed USING (origin) WHERE is_ours LIMIT 1"
        return self._db.execute(query).fetchone() is not None

    def contested_stems(self) -> list[str]:
        """Return keys of stems that several stacks have, or two files with one path."""
        rows = self._db.execute(
            "SELECT stem FROM shared JOIN listed USING (stem) GROUP BY stem"
            " HAVING min(stack) <> max(stack) OR count(DISTINCT key) < count(*)"
        )
        return [str(stem) for (stem,) in rows]

    def stems_of(self, keys: Iterable[str]) -> set[str]:
        """Return keys of the stems of wanted files whose paths have one of these keys."""
        found = (self._db.execute("SELECT stem FROM listed WHERE key = ?", (key,)).fetchall() for key in keys)
        return {str(stem) for rows in found for (stem,) in rows}

    def folder_keys(self) -> set[str]:
        """Return the keys of all folders that wanted files are in."""
        found: set[str] = set()
        # What is left when all characters but the slash go from the end: the folder.
        for (folder,) in self._db.execute("SELECT DISTINCT rtrim(key, replace(key, '/', '')) FROM listed"):
            parts = str(folder).split("/")[:-1]
            found.update("/".join(parts[: end + 1]) for end in range(len(parts)))
        return found

    def relocate(self, row: Listed, path: str) -> Listed:
        """Give a wanted file another path, with the same extension; it may share its stem with others there."""
        key, stem = _keys(path, row.tail)
        self._db.execute("UPDATE listed SET path = ?, key = ?, stem = ? WHERE id = ?", (path, key, stem, row.id))
        self._db.execute("INSERT OR IGNORE INTO shared VALUES (?)", (stem,))
        return row._replace(path=path)

    def decide(self, row: Listed, action: str) -> None:
        """Note what is to be done for a wanted file."""
        self._db.execute("UPDATE listed SET action = ? WHERE id = ?", (action, row.id))

    def compared(self, *, is_shared: bool) -> Iterator[Compared]:
        """Return wanted files: those that share a stem, one after the other; or those that have one to themselves."""
        which = "IN shared ORDER BY stem" if is_shared else "NOT IN shared ORDER BY id"
        yield from self._db.execute(
            "SELECT stem, listed.path, known.size, mtime_ns, known.sha1 FROM listed LEFT JOIN known"  # noqa: S608
            f" ON known.path = listed.path AND known.origin = listed.origin WHERE stem {which}"
        )

    def in_reach(self, *actions: str) -> list[Listed]:
        """Return wanted files for which something is to be done and whose content is in the folder, or was."""
        known = "EXISTS (SELECT 1 FROM known WHERE known.origin = listed.origin)"
        trashed = "EXISTS (SELECT 1 FROM trashed WHERE trashed.sha1 = listed.origin)"
        rows = self._listed(f"action <> '' AND ({known} OR {trashed}) ORDER BY id")
        return [row for row in rows if row.action in actions]

    def vacate(self, path: str) -> None:
        """Note that the file at a path, which was to be replaced, moved away."""
        query = "UPDATE listed SET action = 'get' WHERE action = 'replace' AND key = ? AND path = ?"
        self._db.execute(query, (key_of(path), path))

    def prepare_fetch(self) -> tuple[int, int]:
        """Choose one wanted file for each content that is to be fetched; return how many these are, and their bytes."""
        self._db.execute("INSERT INTO fetch SELECT min(id) FROM listed WHERE action <> '' GROUP BY origin")
        query = "SELECT count(*), coalesce(sum(size), 0) FROM listed WHERE id IN (SELECT id FROM fetch)"
        files, size = self._db.execute(query).fetchone()
        return int(files), int(size)

    def next_to_fetch(self, last: int, count: int) -> list[Listed]:
        """Return the next of them, in a thread of its own."""
        return list(
            self._listed("id IN (SELECT id FROM fetch WHERE id > ? ORDER BY id LIMIT ?) ORDER BY id", last, count)
        )

    def waiting_for(self, origin: str) -> list[Listed]:
        """Return wanted files that are to be made of a content."""
        return list(self._listed("action <> '' AND origin = ? ORDER BY id", origin))

    def to_do(self) -> Iterator[Listed]:
        """Return wanted files for which something is to be done, those of one content together."""
        return self._listed("action <> '' ORDER BY origin, id")

    def count_known(self) -> int:
        """Return how many files are known."""
        return int(self._db.execute("SELECT count(*) FROM known").fetchone()[0])

    def wanted(self) -> Iterator[Listed]:
        """Return all wanted files, those of a photo together."""
        return self._listed("1 ORDER BY uid, id")

    # What went to the trash in this run

    def note_trashed(self, sha1: str, path: str) -> None:
        """Note where a content is now."""
        self._db.execute("INSERT OR REPLACE INTO trashed VALUES (?, ?)", (sha1, path))

    def trashed(self, sha1: str) -> str | None:
        """Return where a content is now."""
        row = self._db.execute("SELECT path FROM trashed WHERE sha1 = ?", (sha1,)).fetchone()
        return None if row is None else str(row[0])

    # Albums, the user's own sidecar files, and names that files had before they were uploaded

    def add_members(self, rows: Iterable[tuple[str, str, str]]) -> None:
        """Note UIDs of photos, UIDs and titles of albums that they are in."""
        self._db.executemany("INSERT OR IGNORE INTO member VALUES (?, ?, ?)", rows)

    def albums_of(self, uid: str) -> list[str]:
        """Return the titles of the albums that a photo is in, sorted."""
        rows = self._db.execute("SELECT DISTINCT title FROM member WHERE uid = ? ORDER BY title", (uid,))
        return [str(title) for (title,) in rows]

    def members_of(self, album: str) -> Iterator[tuple[str, str]]:
        """Return where the wanted files of an album's photos are: in the library, and in the folder.

        A file that is there once for each of its photo's albums is listed where it is for this one.
        """
        query = (
            "SELECT source, path FROM (SELECT source, path, row_number() OVER"
            " (PARTITION BY source ORDER BY listed.album <> member.title, path) AS place"
            " FROM member JOIN listed USING (uid) WHERE member.album = ?) WHERE place = 1 ORDER BY source"
        )
        yield from self._db.execute(query, (album,))

    def add_sidecars(self, rows: Iterable[tuple[str, str, str, int]]) -> None:
        """Note sidecar files: UID of the photo, path in the library, SHA-1, bytes."""
        self._db.executemany("INSERT INTO sidecar VALUES (?, ?, ?, ?)", rows)

    def sidecars_of(self, uid: str) -> list[tuple[str, str, int]]:
        """Return path in the library, SHA-1 and bytes of a photo's sidecar files."""
        query = "SELECT source, sha1, size FROM sidecar WHERE uid = ? ORDER BY source"
        return self._db.execute(query, (uid,)).fetchall()

    def original_name(self, source: str, sha1: str) -> str | None:
        """Return the name that a file had before it was uploaded, as an earlier run noted it; empty for none."""
        row = self._db.execute("SELECT name FROM original WHERE source = ? AND sha1 = ?", (source, sha1)).fetchone()
        return None if row is None else str(row[0])

    def note_original_name(self, source: str, sha1: str, name: str) -> None:
        """Note the name that a file had before it was uploaded."""
        self._db.execute("INSERT OR REPLACE INTO original VALUES (?, ?, ?)", (source, sha1, name))

    # Details of photos

    def details(self, uid: str, stamp: str) -> str | None:
        """Return what was noted of a photo, unless the server lists something else of it by now."""
        query = "SELECT details FROM details WHERE uid = ? AND stamp = ?"
        row = self._db.execute(query, (uid, stamp)).fetchone()
        return None if row is None else str(row[0])

    def note_details(self, uid: str, stamp: str, details: str) -> None:
        """Note what is known of a photo, and what the server listed of it."""
        self._db.execute("INSERT OR REPLACE INTO details VALUES (?, ?, ?)", (uid, stamp, details))

    def drop_old_details(self) -> None:
        """Forget photos that the server did not list."""
        self._db.execute("DELETE FROM details WHERE uid NOT IN (SELECT uid FROM listed)")

    def _known(self, where: str, *values: object) -> Iterator[Known]:
        rows = self._db.execute(f"SELECT {_KNOWN_COLUMNS} FROM known WHERE {where}", values)  # noqa: S608
        return (Known(*row) for row in rows)

    def _listed(self, where: str, *values: object) -> Iterator[Listed]:
        rows = self._db.execute(f"SELECT {_LISTED_COLUMNS} FROM listed WHERE {where}", values)  # noqa: S608
        return (Listed(*row) for row in rows)


def _keys(path: str, tail: str) -> tuple[str, str]:
    """Return the key of a path, and that of it without its extension."""
    key = key_of(path)
    return key, key.removesuffix(_key_of_tail(tail))


_key_of_tail = lru_cache(maxsize=256)(key_of)  # most files have one of a few extensions
