"""Changes the folder: verified files get their names, after a line in the journal; old ones go to the trash."""

from pathlib import Path

from photoprism_client._files import atomic, disk
from photoprism_client.export.report import FileAction
from photoprism_client.export.run import Run
from photoprism_client.export.state import Action, KnownFile, WantedFile


def publish(run: Run, part: Path, row: WantedFile, sha1: str, action: FileAction = "new") -> None:
    """Give a verified file the name under which it is wanted.

    :param run: the run.
    :param part: the file; it loses this name.
    :param row: what is wanted.
    :param sha1: of the file.
    :param action: how to report it; a file that replaces another is reported as that.
    :raises TargetExistsError: another file has that name by now.
    :raises OSError: the file system refused.
    """
    old = run.state.known.get(row.path) if row.action == Action.REPLACE else None
    if old is not None and old.sha1 == sha1:  # a thumbnail that is the same again, or a state that was lost
        part.unlink()
        _finish(run, old._replace(content=row.content), row, "unchanged")
        return
    run.destination.make_folders(row.path)
    if run.options.mtime == "taken" and row.taken is not None:
        disk.set_modified(str(part), row.taken)
    run.journal.add(row.path, sha1)
    _make_way(run, old)
    size, mtime_ns = run.destination.publish(part, row.path, fsync=run.options.fsync)
    known = KnownFile(row.path, row.content, sha1, size, mtime_ns, is_ours=True)
    _finish(run, known, row, action if old is None else "replaced")


def move(run: Run, known: KnownFile, row: WantedFile) -> None:
    """Move one of our files to where it is wanted.

    :param run: the run.
    :param known: the file, which is unchanged.
    :param row: what is wanted; nothing is at its path.
    :raises TargetExistsError: another file has that name by now.
    :raises OSError: the file system refused.
    """
    run.destination.make_folders(row.path)
    run.journal.add(row.path, known.sha1)
    size, mtime_ns = run.destination.rename(known.path, row.path)
    run.state.known.forget(known.path)
    run.state.wanted.note_moved_away(known.path)
    moved = known._replace(path=row.path, content=row.content, size=size, mtime_ns=mtime_ns)
    _finish(run, moved, row, "moved")


def remove(run: Run, known: KnownFile) -> None:
    """Move one of our files to the trash.

    :param run: the run.
    :param known: the file, which is unchanged.
    :raises OSError: the file system refused.
    """
    _trash(run, known)
    run.state.known.forget(known.path)
    if not known.describes:
        run.report.add("removed", known.path, size=known.size, sha1=known.sha1)


def write_metadata(run: Run, known: KnownFile, text: str) -> None:
    """Write a metadata file; an older one goes to the trash.

    :param run: the run.
    :param known: what the file will be; its size and time are found out.
    :param text: its text.
    :raises TargetExistsError: another file has that name by now.
    :raises OSError: the file system refused.
    """
    part = run.destination.incoming / "text"
    atomic.write_part(part, [text.encode()], fsync=run.options.fsync)
    run.destination.make_folders(known.path)
    run.journal.add(known.path, known.sha1)
    _make_way(run, run.state.known.get(known.path))
    size, mtime_ns = run.destination.publish(part, known.path, fsync=run.options.fsync)
    run.state.known.put(known._replace(size=size, mtime_ns=mtime_ns))
    run.report.metadata += 1


def find_content(run: Run, content: str) -> tuple[Path, str] | None:
    """Find a content in the folder, or in what went to the trash in this run.

    :param run: the run.
    :param content: its key.
    :return: the path of a file that has it, and its SHA-1; or None.
    :raises OSError: the disk failed.
    """
    for known in run.state.known.with_content(content):
        if run.destination.is_intact(known):
            return run.destination.path(known.path), known.sha1
    trashed = run.state.known.trashed(content)
    return None if trashed is None else (Path(trashed), content)


def _make_way(run: Run, old: KnownFile | None) -> None:
    """Move an unchanged file of ours to the trash; its folder stays, even if nothing else is in it."""
    if old is not None and run.destination.is_intact(old):
        _trash(run, old)
        run.destination.make_folders(old.path)


def _trash(run: Run, known: KnownFile) -> None:
    run.state.known.note_trashed(known.sha1, str(run.destination.trash(known.path, run.today)))


def _finish(run: Run, known: KnownFile, row: WantedFile, action: FileAction) -> None:
    run.state.known.put(known)
    run.state.wanted.set_action(row, None)
    run.report.add(action, known.path, size=known.size, sha1=known.sha1)
