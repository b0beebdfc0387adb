"""What earlier runs wrote: the state, corrected by ``SHA1SUMS``; either may be lost, cut or older than the other."""

from photoprism_client._files import disk
from photoprism_client.export import sums
from photoprism_client.export.destination import OWN, Destination
from photoprism_client.export.notes import ALBUMS, WHOLE, described
from photoprism_client.export.state import RECORD, Known, State
from photoprism_client.transfer import safe_name

_UNSEEN = -1  # no file has this time: it is hashed when it is looked at
_NAME_BYTES = "name_bytes"
_FEWEST_BYTES = 64  # our own names need as many


def recall(state: State, destination: Destination) -> None:
    """Correct the state by the record, where the record is not as the last run left it.

    :param state: what is known.
    :param destination: the folder.
    :raises OSError: the record cannot be read, or a file of which the two say different things.
    """
    if state.fact(RECORD) == _stamp(destination):
        return
    for name, sha1 in sums.read(destination.path(sums.NAME)):
        known = state.known(name)
        if (known is not None and known.sha1 == sha1) or not _is_ours(name):
            continue
        if known is None or destination.sha1(name) == sha1:
            size = _size(destination, name)
            state.know(Known(name, sha1, sha1, size, _UNSEEN, is_ours=True, beside=_beside(state, name)))


def recall_name_bytes(state: State, destination: Destination, *, make: bool) -> int:
    """Tell how many bytes a name may have on the disk; the smallest number of all runs, so that names stay.

    :param state: keeps it.
    :param destination: the folder.
    :param make: find out by making a file, see :func:`~photoprism_client._files.disk.longest_name`.
    :return: bytes, 64 to 255.
    :raises OSError: no file can be made.
    """
    kept = state.fact(_NAME_BYTES) or ""
    known = int(kept) if kept.isdecimal() else disk.MAX_NAME_BYTES
    folders = (destination.incoming, destination.root, destination.root.parent)
    folder = next((folder for folder in folders if folder.is_dir()), destination.root)
    found = disk.longest_name(str(folder), make=make)
    if found < known:
        state.note_fact(_NAME_BYTES, str(found))
    return max(_FEWEST_BYTES, min(known, found))


def remember(state: State, destination: Destination, *, fsync: bool) -> None:
    """Write the record anew of what is known, where something changed.

    :param state: what is known.
    :param destination: the folder.
    :param fsync: wait for the disk.
    :raises OSError: the file system refused.
    """
    state.commit()
    if not state.is_changed and state.fact(RECORD) == _stamp(destination):
        return
    sums.write(destination.path(sums.NAME), state.written(), fsync=fsync)
    state.agree(_stamp(destination))


def _size(destination: Destination, name: str) -> int:
    found = destination.stamp(name)
    return 0 if found is None else max(found.size, 0)


def _stamp(destination: Destination) -> str:
    found = destination.stamp(sums.NAME)
    return "none" if found is None else f"{found.size} {found.mtime_ns}"


def _is_ours(name: str) -> bool:
    """Tell whether an export can have written a name: a record that somebody changed leads to no other folder."""
    parts = name.split("/")
    return all(safe_name(part) == part for part in parts) and parts[0] != OWN


def _beside(state: State, name: str) -> str:
    if name == ALBUMS:
        return WHOLE
    owner = described(name)
    return owner if owner is not None and state.known(owner) is not None else ""
