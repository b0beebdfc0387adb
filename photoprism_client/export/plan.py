"""Decides what is to be done: compares what the server listed with what is known, and with what is on disk."""

from collections.abc import Collection
from itertools import groupby
from operator import itemgetter

from photoprism_client.export.collisions import rename_group
from photoprism_client.export.destination import FileStat
from photoprism_client.export.own_names import RESERVED_KEYS
from photoprism_client.export.report import FileAction
from photoprism_client.export.run import Run
from photoprism_client.export.state import Action, KnownFile, WantedFile

#: Why a file fails whose name has characters that the file-system encoding lacks.
UNNAMEABLE = "this system's file-system encoding cannot write its name"


def plan(run: Run) -> None:
    """Look at each wanted file once: one file-system call each, and a hash where that shows a change.

    Reports files that need nothing, and sets the action of all others.

    :param run: the run, whose listing has ended.
    :raises OSError: the disk failed.
    """
    doubtful = []
    holds, add, wanted = run.destination.holds, run.report.add, run.state.wanted
    for stem, path, size, mtime_ns, sha1 in wanted.compared(is_shared=False):
        if size is not None and holds(path, size, mtime_ns):
            add("unchanged", path, size=size, sha1=sha1)
        else:
            doubtful.append(stem)
    for stem, group in groupby(wanted.compared(is_shared=True), key=itemgetter(0)):
        rows = list(group)
        if all(size is not None and holds(path, size, mtime_ns) for _, path, size, mtime_ns, _ in rows):
            for _, path, size, _, sha1 in rows:
                add("unchanged", path, size=size or 0, sha1=sha1)
        else:
            doubtful.append(stem)
    blocked = wanted.folder_keys() | RESERVED_KEYS if doubtful else RESERVED_KEYS
    for stem in doubtful:
        _decide(run, wanted.with_stem(stem), blocked)


def _decide(run: Run, rows: list[WantedFile], blocked: Collection[str]) -> None:
    """Decide for files that share a stem; where somebody else's file is at the path of one, all of them are renamed."""
    rows = [row for row in rows if _can_name(run, row)]
    others = rename_group(run.state.wanted, rows, blocked, run.destination.name_bytes)
    while None in (actions := [_action(run, row) for row in rows]):
        rows = next(others)
    for row, action in zip(rows, actions, strict=True):
        if isinstance(action, Action):
            run.state.wanted.set_action(row, action)
        elif action is not None:
            known = run.state.known.get(row.path)
            run.report.add(action, row.path, size=known.size if known else 0, sha1=known.sha1 if known else None)


def _can_name(run: Run, row: WantedFile) -> bool:
    can_name = run.destination.can_name(row.path)
    if not can_name:
        run.report.add("failed", row.path, size=row.size, sha1=row.sha1, reason=UNNAMEABLE)
    return can_name


def _action(run: Run, row: WantedFile) -> Action | FileAction | None:
    """Return what to do, or how to report a file that needs nothing; None where the path has somebody else's file."""
    found, known = run.destination.stat(row.path), run.state.known.get(row.path)
    if found is None:
        return Action.GET
    if known is None and _is_renamed(run, row.path):
        return Action.GET
    was_ours = known is not None and known.is_ours
    if known is not None:
        known = _checked(run, known, found)
    if known is None:
        known = _look_anew(run, row.path)
        if known is None:
            return Action.GET  # it went away while it was looked at
    if known.content == row.content or (not known.is_ours and known.sha1 == row.content):
        return "unchanged" if known.is_ours else "adopted"
    if was_ours and not known.is_ours:
        run.report.add("conflict", row.path, sha1=known.sha1 or None, reason="changed here")
    return Action.REPLACE if known.is_ours else None


def _is_renamed(run: Run, path: str) -> bool:
    """Tell whether a path leads to one of our files, whose name is spelled differently from now on."""
    same = run.state.known.with_key_of(path)
    return any(run.destination.is_one_file(path, known.path) for known in same)


def _checked(run: Run, known: KnownFile, found: FileStat) -> KnownFile | None:
    """Return a known file with its size and time as found, which are noted; None where its content is another."""
    if found == (known.size, known.mtime_ns):
        return known
    if not run.destination.is_intact(known):
        return None
    known = known._replace(size=found.size, mtime_ns=found.mtime_ns)
    run.state.known.put(known)
    return known


def _look_anew(run: Run, path: str) -> KnownFile | None:
    """Note a file that no export wrote, so that it need not be hashed each night."""
    known = run.destination.look_at(path)
    if known is not None and known.sha1:
        run.state.known.put(known)
    elif run.state.known.get(path) is not None:  # a folder or a link has the name of a file by now
        run.state.known.forget(path)
    return known
