"""What earlier runs left: which files they wrote, how long names may be, and what the last complete run exported.

The state and ``SHA1SUMS`` both say which files exports wrote; either may be lost, cut or older than the other.
"""

import json
from typing import NamedTuple

from photoprism_client._files import disk
from photoprism_client.export import sha1sums
from photoprism_client.export.destination import OWN, Destination
from photoprism_client.export.metadata_files import ALBUMS, WHOLE_EXPORT, described_path
from photoprism_client.export.own_names import is_of_gallery
from photoprism_client.export.run import Run
from photoprism_client.export.selection import Selection
from photoprism_client.export.state import KnownFile, State
from photoprism_client.transfer import safe_name

_LAST_RUN, _NAME_BYTES = "last_run", "name_bytes"
_NO_TIME = -1  # no file has it: the file is hashed when it is looked at
_FEWEST_BYTES = 64  # our own names need as many


class LastRun(NamedTuple):
    """What a complete run exported: only where that is the same does a missing file mean that it is gone."""

    server: str
    #: Name of the user, if any.
    user: str | None
    selection: Selection
    template: str

    @classmethod
    def of(cls, run: Run) -> "LastRun":
        """Return what a run exports."""
        status = run.api_client.session.status()
        return cls(status.host, status.user, run.selection, run.options.template)

    def save(self, state: State) -> None:
        """Keep it for later runs."""
        values = {**self._asdict(), "selection": self.selection.describe()}
        state.properties.put(_LAST_RUN, json.dumps(values, sort_keys=True, ensure_ascii=False))

    @classmethod
    def load(cls, state: State) -> "LastRun | None":
        """Return what the last complete run exported; None where there is none, or it is of another version."""
        try:
            values = json.loads(state.properties.get(_LAST_RUN) or "")
            return cls(**{**values, "selection": Selection.read(values["selection"])})
        except (ValueError, TypeError, KeyError):
            return None


def read_record(state: State, destination: Destination) -> None:
    """Correct the known files by ``SHA1SUMS``, unless it is as the last run left it.

    :param state: has the known files.
    :param destination: the folder.
    :raises OSError: the record cannot be read, or a file about which it and the state disagree.
    """
    if state.agrees_with(_identity(destination)):
        return
    for name, sha1 in sha1sums.read(destination.path(sha1sums.NAME)):
        known = state.known.get(name)
        if (known is not None and known.sha1 == sha1) or not _may_be_ours(name):
            continue
        if known is None or destination.sha1(name) == sha1:
            size, describes = destination.size(name), _described(state, name)
            state.known.put(KnownFile(name, sha1, sha1, size, _NO_TIME, is_ours=True, describes=describes))


def write_record(state: State, destination: Destination, *, fsync: bool) -> None:
    """Write ``SHA1SUMS`` anew from the known files, if any changed.

    :param state: has the known files.
    :param destination: the folder.
    :param fsync: wait for the disk.
    :raises OSError: the file system refused.
    """
    state.commit()
    if not state.agrees_with(_identity(destination)):
        sha1sums.write(destination.path(sha1sums.NAME), state.known.written(), fsync=fsync)
        state.commit_with_record(_identity(destination))


def name_limit(state: State, destination: Destination, *, make: bool) -> int:
    """Return how many bytes a name may have: the smallest number of all runs, so that paths stay the same.

    :param state: keeps the number.
    :param destination: the folder.
    :param make: find out by making a file, see :func:`~photoprism_client._files.disk.longest_name`.
    :return: bytes, 64 to 255.
    :raises OSError: no file can be made.
    """
    kept = state.properties.get(_NAME_BYTES) or ""
    before = int(kept) if kept.isdecimal() else disk.MAX_NAME_BYTES
    folders = (destination.incoming, destination.root, destination.root.parent)
    folder = next((folder for folder in folders if folder.is_dir()), destination.root)
    now = disk.longest_name(str(folder), make=make)
    if now < before:
        state.properties.put(_NAME_BYTES, str(now))
    return max(_FEWEST_BYTES, min(before, now))


def _identity(destination: Destination) -> str:
    found = destination.stat(sha1sums.NAME)
    return "none" if found is None else f"{found.size} {found.mtime_ns}"


def _may_be_ours(name: str) -> bool:
    """Tell whether an export can have written a name: a record that somebody edited must not lead out of the folder."""
    parts = name.split("/")
    return all(safe_name(part) == part for part in parts) and parts[0] != OWN


def _described(state: State, name: str) -> str:
    if name == ALBUMS or is_of_gallery(name):
        return WHOLE_EXPORT
    described = described_path(name)
    return described if described is not None and state.known.get(described) is not None else ""
