"""`verify`: whether a folder still holds what exports put there."""

import os
from dataclasses import dataclass

from photoprism_client._files import disk
from photoprism_client.api_client import ApiClient
from photoprism_client.exceptions import ApiValueError
from photoprism_client.export import sha1sums
from photoprism_client.export.destination import Destination
from photoprism_client.export.earlier_runs import LastRun, read_record
from photoprism_client.export.listing import Listing
from photoprism_client.export.report import ReportBuilder, Watcher
from photoprism_client.export.resolving import resolve
from photoprism_client.export.run import ExportOptions, Run
from photoprism_client.export.selection import Selection
from photoprism_client.export.state import STATE_NAME, State


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyReport:
    """What is in the folder of an export.

    :param verified: files that hold what exports wrote, or found there.
    :param size: their bytes.
    :param changed: paths of files that hold something else.
    :param missing: paths of files that are not there.
    :param extra: paths of files that no export knows; this is not a fault.
    :param absent: paths in the library of files that the server lists and whose content is not here; empty if no
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
    dest: str | os.PathLike[str], api_client: ApiClient | None = None, *, progress: Watcher | None = None
) -> VerifyReport:
    """Hash every file of an export, and compare it with ``SHA1SUMS``, the state and, if given, the server's index.

    Nothing is changed.

    :param dest: the folder.
    :param api_client: whose index to compare with: what the last complete run selected, or else the default selection.
    :param progress: called with the progress, by files and bytes; an exception from it ends the call.
    :return: what was found.
    :raises ApiValueError: *dest* is not the folder of an export.
    :raises LookupFailedError: the server has no such album, label, folder or person as was selected.
    :raises TargetInUseError: an export is writing to it.
    :raises ApiException: the server does not answer.
    :raises OSError: a file cannot be read, or this process cannot name it.
    """
    destination = Destination(dest)
    if not destination.own.is_dir() and not destination.path(sha1sums.NAME).is_file():
        raise ApiValueError(
            f"{destination.root} is not the folder of an export: it has neither {sha1sums.NAME} nor a state"
        )
    with destination.locked(make=False), State(destination.own / STATE_NAME, is_temporary=True) as state:
        read_record(state, destination)
        report = ReportBuilder(None, progress)
        if api_client is not None:  # List first, so that a dead server is noticed before hours of hashing.
            _list(api_client, destination, state, report)
        return _compare(destination, state, report)


def _list(api_client: ApiClient, destination: Destination, state: State, report: ReportBuilder) -> None:
    before = LastRun.load(state)
    selection = Selection() if before is None else before.selection
    run = Run(api_client, selection, ExportOptions(), destination, state, report)
    Listing(run, resolve(api_client, selection)).run()


def _compare(destination: Destination, state: State, report: ReportBuilder) -> VerifyReport:
    found: dict[str, list[str]] = {"changed": [], "missing": [], "extra": []}
    verified = size = 0
    for known in state.known.all():
        disk.require_writable(known.path)  # otherwise it would count as missing
    expected = [known for known in state.known.all() if known.is_ours or known.content == known.sha1]
    report.begin("verifying", len(expected), sum(destination.size(known.path) for known in expected))
    for known in expected:
        report.receiving(known.path, 0)
        length, sha1 = destination.size(known.path), destination.sha1(known.path)
        if sha1 == known.sha1:
            verified, size = verified + 1, size + length
        else:
            found["missing" if destination.stat(known.path) is None else "changed"].append(known.path)
        report.step(known.path, length)
    found["extra"] = [name for name in destination.names() if name != sha1sums.NAME and state.known.get(name) is None]
    bad = {*found["changed"], *found["missing"]}
    absent = tuple(row.source for row in state.wanted.all() if not _has(state, row.content, bad))
    paths = {name: tuple(paths) for name, paths in found.items()}
    return VerifyReport(verified=verified, size=size, absent=absent, **paths)


def _has(state: State, content: str, bad: set[str]) -> bool:
    return any(known.path not in bad for known in state.known.with_content(content))
