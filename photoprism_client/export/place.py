"""Verified files get their names, old ones go to the trash, and all of it is recorded before it happens."""

from datetime import date
from pathlib import Path

from photoprism_client._files import atomic, disk
from photoprism_client.export import sums
from photoprism_client.export.destination import Destination
from photoprism_client.export.options import TAKEN, ExportOptions
from photoprism_client.export.plan import REPLACE
from photoprism_client.export.report import MOVED, NEW, REMOVED, REPLACED, UNCHANGED, Ledger
from photoprism_client.export.state import Known, Listed, State


class Placer:
    """Changes the folder of an export.

    :param destination: the folder.
    :param state: what is known of it.
    :param ledger: is told of each file.
    :param options: how.
    :param today: names the trash.
    """

    def __init__(
        self, destination: Destination, state: State, ledger: Ledger, options: ExportOptions, today: date
    ) -> None:
        self._destination, self._state, self._ledger = destination, state, ledger
        self._options, self._today = options, today
        self._journal = sums.Journal(destination.path(sums.NAME))

    def close(self) -> None:
        """Close the record; a second call changes nothing."""
        self._journal.close()

    def place(self, part: Path, row: Listed, sha1: str, *, action: str = NEW) -> None:
        """Give a verified file the name that it is wanted under.

        :param part: the file; it loses this name.
        :param row: what is wanted.
        :param sha1: of the file.
        :param action: what to call it; a file that replaces another is called so.
        :raises TargetExistsError: another file has that name by now.
        :raises OSError: the file system refused.
        """
        old = self._state.known(row.path) if row.action == REPLACE else None
        if old is not None and old.sha1 == sha1:  # a thumbnail that is the same again, or a state that was lost
            part.unlink()
            self._done(old._replace(origin=row.origin), row, UNCHANGED)
            return
        self._destination.make_room(row.path)
        if self._options.mtime == TAKEN and row.taken is not None:
            disk.set_modified(str(part), row.taken)
        self._journal.note(row.path, sha1)
        self._make_way(old)
        size, mtime_ns = self._destination.publish(part, row.path, fsync=self._options.fsync)
        known = Known(row.path, row.origin, sha1, size, mtime_ns, is_ours=True)
        self._done(known, row, action if old is None else REPLACED)

    def move(self, known: Known, row: Listed) -> None:
        """Give a file of ours the name that it is wanted under.

        :param known: the file, which is unchanged.
        :param row: what is wanted, where nothing is.
        :raises TargetExistsError: another file has that name by now.
        :raises OSError: the file system refused.
        """
        self._destination.make_room(row.path)
        self._journal.note(row.path, known.sha1)
        size, mtime_ns = self._destination.rename(known.path, row.path)
        self._state.forget(known.path)
        self._state.vacate(known.path)
        moved = known._replace(path=row.path, origin=row.origin, size=size, mtime_ns=mtime_ns)
        self._done(moved, row, MOVED)

    def remove(self, known: Known) -> None:
        """Put a file of ours into the trash.

        :param known: the file, which is unchanged.
        :raises OSError: the file system refused.
        """
        self._throw_away(known)
        self._state.forget(known.path)
        if not known.beside:
            self._ledger.note(REMOVED, known.path, size=known.size, sha1=known.sha1)

    def write(self, known: Known, text: str) -> None:
        """Write a small file of ours; an older one goes to the trash.

        :param known: what it will be; size and time do not matter.
        :param text: its text.
        :raises TargetExistsError: another file has that name by now.
        :raises OSError: the file system refused.
        """
        part = self._destination.incoming / "text"
        atomic.write_part(part, [text.encode()], fsync=self._options.fsync)
        self._destination.make_room(known.path)
        self._journal.note(known.path, known.sha1)
        self._make_way(self._state.known(known.path))
        size, mtime_ns = self._destination.publish(part, known.path, fsync=self._options.fsync)
        self._state.know(known._replace(size=size, mtime_ns=mtime_ns))
        self._ledger.metadata += 1

    def content(self, origin: str) -> tuple[Path, str] | None:
        """Find a content in the folder, or in what went to the trash in this run.

        :param origin: what it is made of.
        :return: where it is and its SHA-1, or None.
        :raises OSError: the disk failed.
        """
        for known in self._state.holders(origin):
            if self._destination.is_intact(known):
                return self._destination.path(known.path), known.sha1
        trashed = self._state.trashed(origin)
        return None if trashed is None else (Path(trashed), origin)

    def _make_way(self, old: Known | None) -> None:
        """Put what an unchanged file of ours holds into the trash; its folder stays, though it was alone there."""
        if old is not None and self._destination.is_intact(old):
            self._throw_away(old)
            self._destination.make_room(old.path)

    def _throw_away(self, known: Known) -> None:
        self._state.note_trashed(known.sha1, str(self._destination.trash(known.path, self._today)))

    def _done(self, known: Known, row: Listed, action: str) -> None:
        self._state.know(known)
        self._state.decide(row, "")
        self._ledger.note(action, known.path, size=known.size, sha1=known.sha1)
