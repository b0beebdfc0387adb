"""The small tables: values that runs set, and albums, sidecar files, original names and details of photos."""

from collections.abc import Iterable, Iterator

from photoprism_client.export.state.schema import Table


class Properties(Table):
    """What one run sets for later ones."""

    def put(self, name: str, value: str) -> None:
        """Set a value."""
        self._db.execute("INSERT OR REPLACE INTO property VALUES (?, ?)", (name, value))

    def get(self, name: str) -> str | None:
        """Return a value that a run set."""
        return self._text("SELECT value FROM property WHERE name = ?", name)


class Members(Table):
    """Which photos are in which albums, as listed in this run."""

    def add(self, rows: Iterable[tuple[str, str, str]]) -> None:
        """Add UIDs of photos, and UIDs and titles of albums that they are in."""
        self._db.executemany("INSERT OR IGNORE INTO member VALUES (?, ?, ?)", rows)

    def titles(self, uid: str) -> list[str]:
        """Return the titles of the albums that a photo is in, sorted."""
        rows = self._db.execute("SELECT DISTINCT title FROM member WHERE uid = ? ORDER BY title", (uid,))
        return [str(title) for (title,) in rows]

    def albums(self) -> list[tuple[str, str]]:
        """Return UIDs and titles of all albums that have photos, sorted by title and UID."""
        return self._db.execute("SELECT DISTINCT album, title FROM member ORDER BY title, album").fetchall()

    def albums_of(self, uid: str) -> list[str]:
        """Return the UIDs of the albums that a photo is in, sorted by title and UID."""
        rows = self._db.execute("SELECT album FROM member WHERE uid = ? ORDER BY title, album", (uid,))
        return [str(album) for (album,) in rows]

    def files(self, album: str) -> Iterator[tuple[str, str]]:
        """Return the paths of an album's wanted files: in the library, and in the folder.

        Of a file that is there once for each of its photo's albums, it is the path for this one.
        """
        query = (
            "SELECT source, path FROM (SELECT source, path, row_number() OVER"
            " (PARTITION BY source ORDER BY wanted.album <> member.title, path) AS number"
            " FROM member JOIN wanted USING (uid) WHERE member.album = ?) WHERE number = 1 ORDER BY source"
        )
        yield from self._db.execute(query, (album,))


class Sidecars(Table):
    """The user's own sidecar files, as listed in this run."""

    def add(self, rows: Iterable[tuple[str, str, str, int]]) -> None:
        """Add files: UID of the photo, path in the library, SHA-1, bytes."""
        self._db.executemany("INSERT INTO sidecar VALUES (?, ?, ?, ?)", rows)

    def of(self, uid: str) -> list[tuple[str, str, int]]:
        """Return path in the library, SHA-1 and bytes of a photo's sidecar files."""
        query = "SELECT source, sha1, size FROM sidecar WHERE uid = ? ORDER BY source"
        return self._db.execute(query, (uid,)).fetchall()


class OriginalNames(Table):
    """The names that files had before they were uploaded."""

    def put(self, source: str, sha1: str, name: str) -> None:
        """Keep the original name of a file; empty where it has none."""
        self._db.execute("INSERT OR REPLACE INTO original VALUES (?, ?, ?)", (source, sha1, name))

    def get(self, source: str, sha1: str) -> str | None:
        """Return the original name of a file; None where no run asked for it."""
        return self._text("SELECT name FROM original WHERE source = ? AND sha1 = ?", source, sha1)


class Details(Table):
    """What the server said about photos, one by one."""

    def put(self, uid: str, digest: str, details: str) -> None:
        """Keep the details of a photo, with the digest of what the server listed of it."""
        self._db.execute("INSERT OR REPLACE INTO details VALUES (?, ?, ?)", (uid, digest, details))

    def get(self, uid: str, digest: str) -> str | None:
        """Return the details of a photo; None where the server lists something else of it by now."""
        return self._text("SELECT details FROM details WHERE uid = ? AND digest = ?", uid, digest)

    def drop_unlisted(self) -> None:
        """Forget photos that the server did not list."""
        self._db.execute("DELETE FROM details WHERE uid NOT IN (SELECT uid FROM wanted)")
