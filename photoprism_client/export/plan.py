"""What is to be done: what the server listed is compared with what is known, and with what is on disk."""

from photoprism_client._files.disk import MAX_NAME_BYTES
from photoprism_client.export.destination import Destination, Stamp
from photoprism_client.export.layout import RESERVED_KEYS, apart
from photoprism_client.export.report import ADOPTED, CONFLICT, FAILED, UNCHANGED, Ledger
from photoprism_client.export.state import Known, Listed, State

#: Nothing is at the path; or an older content, which goes to the trash.
GET, REPLACE = "get", "replace"
#: Why a file fails whose name has characters that the file-system encoding lacks.
UNNAMEABLE = "this system's file-system encoding cannot write its name"


def tell_apart(state: State, name_bytes: int = MAX_NAME_BYTES) -> None:
    """Give each wanted file a path of its own, also where capitals and ways to write accents do not count.

    Where several have the same, the one that the server met first keeps it; whatever order they were listed in, the
    result is the same.

    :param state: has the wanted files; their paths are changed.
    :param name_bytes: bytes that a name may have.
    """
    state.end_listing()
    folders = state.folder_keys()
    contested = sorted({*state.contested_keys(), *folders, *RESERVED_KEYS})
    for key in contested:
        rivals = state.rivals(key)
        is_free = key not in folders and key not in RESERVED_KEYS
        for row in rivals[1:] if is_free else rivals:
            _move_apart(state, row, name_bytes)


def _move_apart(state: State, row: Listed, name_bytes: int) -> Listed:
    turn, path = 0, apart(row.path, row.source, 0, name_bytes)
    while state.is_taken(path):
        turn += 1
        path = apart(row.path, row.source, turn, name_bytes)
    return state.relocate(row, path)


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
        holds, note = self._destination.holds, self._ledger.note
        for number, path, size, mtime_ns, sha1 in self._state.agreeing():
            if holds(path, size, mtime_ns):
                note(UNCHANGED, path, size=size, sha1=sha1)
            else:
                self._decide(self._state.wanted_file(number))
        for row in self._state.differing():
            self._decide(row)

    def _decide(self, row: Listed) -> None:
        if not self._destination.can_name(row.path):
            self._ledger.note(FAILED, row.path, size=row.size, sha1=row.sha1, reason=UNNAMEABLE)
            return
        while (action := self._action(row, self._state.known(row.path))) is None:
            row = _move_apart(self._state, row, self._destination.name_bytes)
        if action:
            self._state.decide(row, action)

    def _action(self, row: Listed, known: Known | None) -> str | None:
        """Return what to do; an empty text for nothing, None where the path belongs to somebody else's file."""
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
            action = UNCHANGED if known.is_ours else ADOPTED
            self._ledger.note(action, row.path, size=known.size, sha1=known.sha1)
            return ""
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
