"""`Table`: what all tables of the state have in common."""

import sqlite3


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
