"""`State`: opens the database and owns its tables."""

import contextlib
import sqlite3
from pathlib import Path

from photoprism_client.export.state.database import connect, os_error
from photoprism_client.export.state.known_files import KnownFiles
from photoprism_client.export.state.small_tables import Details, Members, OriginalNames, Properties, Sidecars
from photoprism_client.export.state.wanted_files import WantedFiles

_RECORD = "record"


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
            raise os_error(error, self._path) from error

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
