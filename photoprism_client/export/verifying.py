"""`verify`: whether a folder still is what exports made of it."""

import os
from dataclasses import dataclass

from photoprism_client._files import disk
from photoprism_client.api_client import ApiClient
from photoprism_client.exceptions import ApiValueError
from photoprism_client.export import sums
from photoprism_client.export.database import NAME as STATE
from photoprism_client.export.destination import Destination
from photoprism_client.export.layout import Template
from photoprism_client.export.listing import Listing
from photoprism_client.export.recall import recall
from photoprism_client.export.report import Ledger, Watcher
from photoprism_client.export.resolving import resolve
from photoprism_client.export.scope import noted
from photoprism_client.export.selection import Selection
from photoprism_client.export.state import Known, State

_OUR_NAMES = frozenset({sums.NAME})


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyReport:
    """What is in the folder of an export.

    :param verified: files that hold what exports wrote, or found there.
    :param size: their bytes.
    :param changed: paths of files that hold something else.
    :param missing: paths of files that are not there.
    :param extra: paths of files that no export knows; they are no fault.
    :param absent: paths in the library of files that the server lists and whose content is not here; empty where no
        server was asked.
    """

    verified: int = 0
    size: int = 0
    changed: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()

    @property
    def is_good(self) -> bool:
        """Whether nothing is changed or missing, and the server lists nothing that is not here."""
        return not (self.changed or self.missing or self.absent)


def verify(
    dest: str | os.PathLike[str],
    api_client: ApiClient | None = None,
    *,
    progress: Watcher | None = None,
) -> VerifyReport:
    """Hash every file of an export, and compare with its record, its state and, where given, the server's index.

    Nothing is changed.

    :param dest: the folder.
    :param api_client: whose index to compare with: what the last complete run selected, or else the default selection.
    :param progress: is told how far it is, by files and bytes; what it raises ends it.
    :return: what was found.
    :raises ApiValueError: *dest* is no folder of an export; or the server does not have an album, label, folder or
        person that was selected.
    :raises TargetInUseError: an export is writing to it.
    :raises ApiException: the server does not answer.
    :raises OSError: a file cannot be read, or this process cannot name it.
    """
    destination = Destination(dest)
    if not destination.own.is_dir() and not destination.path(sums.NAME).is_file():
        raise ApiValueError(f"{destination.root} is no folder of an export: it has neither {sums.NAME} nor a state")
    with destination.locked(make=False), State(destination.own / STATE, is_temporary=True) as state:
        recall(state, destination)
        ledger = Ledger(None, progress)
        if api_client is not None:  # now: that it does not answer is not to be known after hours
            before = noted(state)
            selection = Selection() if before is None else before.selection
            resolved = resolve(api_client, selection)
            Listing(api_client, selection, resolved, Template(), state, ledger).run()
            state.end_listing()
        return _compare(destination, state, ledger)


def _compare(destination: Destination, state: State, ledger: Ledger) -> VerifyReport:
    found: dict[str, list[str]] = {"changed": [], "missing": [], "extra": []}
    verified = size = 0
    for known in state.everything():
        disk.require_writable(known.path)  # else it would count as missing
    expected = [known for known in state.everything() if known.is_ours or known.origin == known.sha1]
    ledger.begin("verifying", len(expected), sum(_size(destination, known) for known in expected))
    for known in expected:
        ledger.receiving(known.path, 0)
        length, sha1 = _size(destination, known), destination.sha1(known.path)
        if sha1 == known.sha1:
            verified, size = verified + 1, size + length
        else:
            found["missing" if destination.stamp(known.path) is None else "changed"].append(known.path)
        ledger.step(known.path, length)
    found["extra"] = [name for name in destination.names() if name not in _OUR_NAMES and state.known(name) is None]
    bad = {*found["changed"], *found["missing"]}
    absent = tuple(row.source for row in state.wanted() if not _has(state, row.origin, bad))
    paths = {name: tuple(paths) for name, paths in found.items()}
    return VerifyReport(verified=verified, size=size, absent=absent, **paths)


def _size(destination: Destination, known: Known) -> int:
    stamp = destination.stamp(known.path)
    return 0 if stamp is None else max(stamp.size, 0)


def _has(state: State, origin: str, bad: set[str]) -> bool:
    return any(known.path not in bad for known in state.holders(origin))
