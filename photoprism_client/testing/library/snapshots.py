"""Snapshots of a library: its records and the files on disk, to return to after changes."""

import copy
import shutil
from pathlib import Path

from photoprism_client.testing.library.library import Library

# What stays the same for as long as a library lives, and what is worked out from the records.
_FIXED = {"root", "previews", "is_own", "roles", "version", "_scratch", "_cleanup", "_photos", "_files"}


class Snapshot:
    """What a library was at one moment.

    :param library: the library
    :param files: whether to keep copies of its files, too: for a library whose files a server may change
    """

    def __init__(self, library: Library, *, files: bool) -> None:
        self._library = library
        self._records = copy.deepcopy(_records_of(library))
        self._copies = library.work_folder("snapshot") if files else None
        if self._copies is not None:
            shutil.rmtree(self._copies)
            shutil.copytree(library.root, self._copies, symlinks=True)

    def restore(self) -> None:
        """Make the library what it was; records that were looked up before do not belong to it any more.

        Only files that were changed are written.

        :raises OSError: a file cannot be written
        """
        if self._copies is not None:
            _make_like(self._library.root, self._copies)
        vars(self._library).update(copy.deepcopy(self._records))
        self._library.touch()


def _records_of(library: Library) -> dict[str, object]:
    return {name: value for name, value in vars(library).items() if name not in _FIXED}


def _make_like(root: Path, copies: Path) -> None:
    """Make *root* hold what *copies* holds, deepest files first."""
    for path in sorted(root.rglob("*"), reverse=True):
        kept = copies / path.relative_to(root)
        if path.is_dir() and not path.is_symlink():
            if not kept.is_dir():
                path.rmdir()
        elif not kept.is_file():
            path.unlink()
    for kept in sorted(copies.rglob("*")):
        path = root / kept.relative_to(copies)
        if kept.is_dir() and not kept.is_symlink():
            path.mkdir(exist_ok=True)
        elif not _is_unchanged(path, kept):
            shutil.copy2(kept, path, follow_symlinks=False)


def _is_unchanged(path: Path, kept: Path) -> bool:
    if not path.exists():
        return False
    one, other = path.stat(), kept.stat()
    return (one.st_size, one.st_mtime_ns) == (other.st_size, other.st_mtime_ns)
