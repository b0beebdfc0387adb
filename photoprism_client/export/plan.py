"""What is to be done: what the server listed is compared with what is known, and with what is on disk."""

from functools import cached_property
from itertools import groupby
from operator import itemgetter

from photoprism_client.export.destination import Destination, Stamp
from photoprism_client.export.layout import RESERVED_KEYS
from photoprism_client.export.report import ADOPTED, CONFLICT, FAILED, UNCHANGED, Ledger
from photoprism_client.export.stacks import move_apart
from photoprism_client.export.state import Known, Listed, State

#: Nothing is at the path; or an older content, which goes to the trash.
GET, REPLACE = "get", "replace"
#: Why a file fails whose name has characters that the file-system encoding lacks.
UNNAMEABLE = "this system's file-system encoding cannot write its name"


class Planner:
    """Decides for each wanted file.

    :param state: what is wanted and known; takes the decisions.
    :param destination: the folder.
    :param ledger: is told of what needs nothing, and of conflicts.
    """

    def __init__(self, state: State, destination: Destination, ledger: Ledger) -> None:
        self._state, self._destination, self._ledger = state, destination, ledger

    def run(self) -> None:
        """Look at each wanted file once: a call of the file system each, and a hash where that tells a change.

        :raises OSError: the disk failed.
        """
        doubtful = []
        holds, note = self._destination.holds, self._ledger.note
        for stem, path, size, mtime_ns, sha1 in self._state.compared(is_shared=False):
            if size is not None and holds(path, size, mtime_ns):
                note(UNCHANGED, path, size=size, sha1=sha1)
            else:
                doubtful.append(stem)
        for stem, group in groupby(self._state.compared(is_shared=True), key=itemgetter(0)):
            rows = list(group)
            if all(size is not None and holds(path, size, mtime_ns) for _, path, size, mtime_ns, _ in rows):
                for _, path, size, _, sha1 in rows:
                    note(UNCHANGED, path, size=size or 0, sha1=sha1)
            else:
                doubtful.append(stem)
        for stem in doubtful:
            self._decide(self._state.sharing(stem))

    def _decide(self, rows: list[Listed]) -> None:
        """Decide for files that share a stem; where the place of one is somebody else's, all of them get another."""
        rows = [row for row in rows if self._is_nameable(row)]
        others = move_apart(self._state, rows, self._blocked, self._destination.name_bytes)
        while None in (actions := [self._action(row, self._state.known(row.path)) for row in rows]):
            rows = next(others)
        for row, action in zip(rows, actions, strict=True):
            if action in {GET, REPLACE}:
                self._state.decide(row, action)
            elif action is not None:
                known = self._state.known(row.path)
                self._ledger.note(action, row.path, size=known.size if known else 0, sha1=known.sha1 if known else None)

    def _is_nameable(self, row: Listed) -> bool:
        """Tell whether this process can name a file, and note where it cannot."""
        if self._destination.can_name(row.path):
            return True
        self._ledger.note(FAILED, row.path, size=row.size, sha1=row.sha1, reason=UNNAMEABLE)
        return False

    @cached_property
    def _blocked(self) -> set[str]:
        return self._state.folder_keys() | RESERVED_KEYS

    def _action(self, row: Listed, known: Known | None) -> str | None:
        """Return what to do, or what needs nothing; None where the path belongs to somebody else's file."""
        found = self._destination.stamp(row.path)
        if found is None:
            return GET
        if known is None and any(
            self._destination.is_one_file(row.path, twin.path) for twin in self._state.twins(row.path)
        ):
            return GET  # ours, and its name is written in another way from now on
        was_ours = known is not None and known.is_ours
        if known is None or not self._is_intact(known, found):
            known = self._foreign(row.path)
            if known is None:
                return GET  # it went away while it was looked at
        if known.origin == row.origin or (not known.is_ours and known.sha1 == row.origin):
            return UNCHANGED if known.is_ours else ADOPTED
        if was_ours and not known.is_ours:
            self._ledger.note(CONFLICT, row.path, sha1=known.sha1 or None, reason="changed here")
        return REPLACE if known.is_ours else None

    def _is_intact(self, known: Known, found: Stamp) -> bool:
        """Tell whether a file still holds what is known of it; another time alone is no change."""
        if found == (known.size, known.mtime_ns):
            return True
        if not self._destination.is_intact(known):
            return False
        self._state.know(known._replace(size=found.size, mtime_ns=found.mtime_ns))
        return True

    def _foreign(self, path: str) -> Known | None:
        """Take note of a file that no export wrote, so that it need not be hashed each night."""
        known = self._destination.look(path)
        if known is not None and known.sha1:
            self._state.know(known)
        elif self._state.known(path) is not None:  # a folder or a link has the name of a file by now
            self._state.forget(path)
        return known
