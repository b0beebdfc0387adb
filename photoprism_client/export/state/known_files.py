"""What is known of the files in an export's folder, and of those that went to the trash in this run."""

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from photoprism_client._files.names import key_of
from photoprism_client.export.state.schema import Table

_COLUMNS = "path, content, sha1, size, mtime_ns, is_ours, describes"


class KnownFile(NamedTuple):
    """A file in the folder, as it was when it was last looked at."""

    path: str
    #: The key of its content: the SHA-1 of a file, SHA-1 and size of a thumbnail, the format of metadata.
    content: str
    sha1: str
    size: int
    mtime_ns: int
    #: Whether an export wrote it; a file that was there before is only looked at.
    is_ours: bool
    #: Of metadata, the path of the file that it describes; a dot where that is the whole export.
    describes: str = ""

    @property
    def server_hash(self) -> str:
        """SHA-1 of the server's file that this one was made of."""
        return self.content.partition("_")[0]


class KnownFiles(Table):
    """The table of files in the folder.

    :param db: the database.
    :param is_changed: whether the record may say something else already.
    """

    def __init__(self, db: sqlite3.Connection, *, is_changed: bool) -> None:
        super().__init__(db)
        #: Whether a file was noted or forgotten since the record was written.
        self.is_changed = is_changed

    def put(self, file: KnownFile) -> None:
        """Note a file."""
        self.is_changed = True
        row = (file.path, key_of(file.path), *file[1:])
        self._db.execute("INSERT OR REPLACE INTO known VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)

    def forget(self, path: str) -> None:
        """Forget a file that is gone, or that an export no longer owns."""
        self.is_changed = True
        self._db.execute("DELETE FROM known WHERE path = ?", (path,))

    def get(self, path: str) -> KnownFile | None:
        """Return what is known of a file."""
        try:
            return next(self._where("path = ?", path), None)
        except UnicodeEncodeError:
            return None  # not UTF-8 on disk, so no export wrote it

    def with_key_of(self, path: str) -> list[KnownFile]:
        """Return files whose paths a disk may take for this one."""
        return list(self._where("key = ?", key_of(path)))

    def with_content(self, content: str) -> list[KnownFile]:
        """Return files of one content, by path."""
        return list(self._where("content = ? ORDER BY path", content))

    def all(self) -> Iterator[KnownFile]:
        """Return all files, by path."""
        return self._where("1 ORDER BY path")

    def written(self) -> Iterator[tuple[str, str]]:
        """Return paths and SHA-1 of the files that exports wrote, by path."""
        yield from self._db.execute("SELECT path, sha1 FROM known WHERE is_ours ORDER BY path")

    def unwanted(self) -> list[KnownFile]:
        """Return files that exports wrote and the server did not list this time, by path."""
        is_wanted = "EXISTS (SELECT 1 FROM wanted WHERE wanted.key = known.key AND wanted.path = known.path)"
        return list(self._where(f"is_ours AND describes = '' AND NOT {is_wanted} ORDER BY path"))

    def in_folder(self, folder: str) -> list[KnownFile]:
        """Return files in a folder and its subfolders, by path."""
        return list(self._where("path > ? AND path < ? ORDER BY path", f"{folder}/", f"{folder}0"))  # 0 follows /

    def orphaned_metadata(self) -> list[KnownFile]:
        """Return metadata of files that are not known any more, by path."""
        is_orphaned = "describes NOT IN ('', '.') AND describes NOT IN (SELECT path FROM known)"
        return list(self._where(f"{is_orphaned} ORDER BY path"))

    def count(self) -> int:
        """Return how many files are known, without those that describe others."""
        return int(self._db.execute("SELECT count(*) FROM known WHERE describes = ''").fetchone()[0])

    def note_trashed(self, sha1: str, path: str) -> None:
        """Note where in the trash a content is."""
        self._db.execute("INSERT OR REPLACE INTO trashed VALUES (?, ?)", (sha1, path))

    def trashed(self, sha1: str) -> str | None:
        """Return where in the trash a content is, if it went there in this run."""
        return self._text("SELECT path FROM trashed WHERE sha1 = ?", sha1)

    def _where(self, condition: str, *values: object) -> Iterator[KnownFile]:
        rows = self._db.execute(f"SELECT {_COLUMNS} FROM known WHERE {condition}", values)  # noqa: S608
        return map(KnownFile._make, rows)
