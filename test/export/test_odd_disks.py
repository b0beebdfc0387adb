"""Disks that cannot do what others can: lock, sync, link, set times, take long names, take large files."""

import errno
import os
import re
import signal
import sqlite3
import stat
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from photoprism_client._files import disk
from photoprism_client.export import verify
from photoprism_client.export.state import State
from photoprism_client.testing import Library, PhotoPrismServer
from test.support.export_runs import OWN, Run, originals, pictures, record, tree
from test.support.limited_disks import LIMIT, hide_space, limited, refuse_long_names
from test.support.preloaded_command import Commands
from test.support.refuse_syscalls import IS_POSSIBLE

pytestmark = pytest.mark.once

Done = subprocess.CompletedProcess[str]

_LIMIT_S = 300
_LOCKS = "files cannot be locked here: do not run two downloads into one folder"
_SYNC = "files cannot be synced here: a power failure may lose the last ones"
_NAMES = "folders cannot be synced here: a power failure may undo the last names"
_LINKS = "files cannot be linked here: a file that appears at the last moment may be replaced"
_TIMES = "the times of files cannot be set here: files have the time at which they were written"
STATE = f"{OWN}/state.sqlite"

refusing = pytest.mark.skipif(not IS_POSSIBLE, reason="the numbers of this machine's system calls are not known")


@pytest.fixture
def server() -> Iterator[PhotoPrismServer]:
    """Yield a server with a sample library and passwords."""
    with PhotoPrismServer(Library.sample(photos=8), mode="password") as server:
        yield server


Refused = Callable[..., Done]


@pytest.fixture
def command(commands: Commands, server: PhotoPrismServer, tmp_path: Path) -> Refused:
    """Run a command in a process in which the kernel refuses calls."""
    own = {"PHOTOPRISM_PASSWORD": "photoprism", "XDG_CONFIG_HOME": str(tmp_path / "config")}

    def run(refused: str, what: str, dest: Path, *more: str) -> Done:
        arguments = (what, str(dest), *more, "--url", server.url, "--username", "admin")
        return commands.run(refused, *arguments, environment=os.environ | own, program="test.support.refuse_syscalls")

    return run


def warnings_of(done: Done) -> list[str]:
    """Return the lines on stderr without what the system said, sorted."""
    return sorted(re.sub(r" \([^()]*\)$", "", line) for line in done.stderr.splitlines())


@refusing
@pytest.mark.parametrize(
    ("refused", "first", "later"),
    [
        (f"locks:{errno.ENOLCK}", [_LOCKS], [_LOCKS]),
        (f"locks:{errno.EOPNOTSUPP}", [_LOCKS], [_LOCKS]),
        (f"locks:{errno.ENOSYS}", [_LOCKS], [_LOCKS]),
        (f"record-locks:{errno.ENOLCK}", [_LOCKS], [_LOCKS]),
        (f"sync:{errno.EINVAL}", [_SYNC, _NAMES], [_SYNC]),
        (f"sync:{errno.EOPNOTSUPP}", [_SYNC, _NAMES], [_SYNC]),
        (f"links:{errno.EPERM}", [_LINKS], []),
        (f"links:{errno.EIO}", [_LINKS], []),
        (f"times:{errno.EPERM}", [_TIMES], []),
        (f"space:{errno.ENOSYS}", [], []),
        (
            f"locks:{errno.ENOLCK},sync:{errno.EINVAL},links:{errno.EPERM},times:{errno.EPERM},space:{errno.ENOSYS}",
            [_SYNC, _LINKS, _LOCKS, _NAMES, _TIMES],
            [_SYNC, _LOCKS],
        ),
    ],
)
def test_what_the_kernel_refuses_costs_a_warning_a_run(
    server: PhotoPrismServer, command: Refused, tmp_path: Path, refused: str, first: list[str], later: list[str]
) -> None:
    """Every file comes, the state is kept and used, and each thing that a disk cannot do is said once."""
    dest = tmp_path / "dest"
    options = ("--metadata", "json", "--mtime", "taken")
    done = command(refused, "export", dest, *options)
    assert (done.returncode, warnings_of(done)) == (0, sorted(first))
    assert originals(server).items() <= pictures(dest).items()
    state = (dest / STATE).stat().st_ino
    done = command(refused, "export", dest, *options)
    assert (done.returncode, warnings_of(done)) == (0, sorted(later))
    assert f"{len(originals(server))} files unchanged" in done.stdout
    assert (dest / STATE).stat().st_ino == state
    assert not [name for name in os.listdir(dest / OWN) if name.endswith(".old")]
    checked = command(refused, "verify", dest)
    assert (checked.returncode, warnings_of(checked)) == (0, [_LOCKS] if _LOCKS in later else [])
    assert set(Run(server, dest).counts) == {"unchanged"}


@refusing
def test_state_survives_a_disk_whose_locks_fail(server: PhotoPrismServer, command: Refused, tmp_path: Path) -> None:
    """An error of a lock says nothing about the state: it is left alone, and the next run goes on with it."""
    Run(server, tmp_path)
    before = tree(tmp_path / OWN)
    done = command(f"record-locks:{errno.EIO}", "export", tmp_path)
    assert done.returncode == 1
    assert "the state of the export failed" in done.stderr
    assert (tmp_path / STATE).read_bytes()
    assert sorted(os.listdir(tmp_path / OWN)) == ["incoming", "lock", "state.sqlite"]
    assert tree(tmp_path / OWN) == before
    assert set(Run(server, tmp_path).counts) == {"unchanged"}


def _leave_journal(state: Path) -> None:
    """Kill a process in the middle of a transaction that has reached the disk."""
    child = os.fork()
    if not child:
        db = sqlite3.connect(state)
        db.execute("PRAGMA cache_size = 1")
        db.execute("BEGIN IMMEDIATE")
        db.execute("DELETE FROM known")
        db.executemany("INSERT INTO property VALUES (?, ?)", ((f"x{number}", "y" * 100) for number in range(2_000)))
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    assert state.with_name("state.sqlite-journal").stat().st_size


def test_what_a_killed_run_left_of_the_state_does_not_stop_a_check(server: PhotoPrismServer, tmp_path: Path) -> None:
    """Its journal cannot be played back by what only reads: the record is enough, and the journal stays."""
    Run(server, tmp_path)
    _leave_journal(tmp_path / STATE)
    before = tree(tmp_path / OWN)
    found = verify(tmp_path)
    assert (found.is_good, found.verified) == (True, len(originals(server)))
    assert Run(server, tmp_path, dry_run=True).report.is_complete
    assert tree(tmp_path / OWN) == before
    assert set(Run(server, tmp_path).counts) == {"unchanged"}
    assert sorted(os.listdir(tmp_path / OWN)) == ["incoming", "lock", "state.sqlite"]


@refusing
def test_what_a_killed_run_left_of_the_state_is_mended_without_locks(
    server: PhotoPrismServer, command: Refused, tmp_path: Path
) -> None:
    """The journal is played back on a disk without locks as well: nothing is lost, nothing renamed."""
    Run(server, tmp_path)
    _leave_journal(tmp_path / STATE)
    done = command(f"locks:{errno.ENOLCK}", "export", tmp_path)
    assert (done.returncode, warnings_of(done)) == (0, [_LOCKS])
    assert sorted(os.listdir(tmp_path / OWN)) == ["incoming", "lock", "state.sqlite"]
    with closing(sqlite3.connect(tmp_path / STATE)) as db:
        assert db.execute("SELECT count(*) FROM known").fetchone() == (len(originals(server)),)


def test_link_in_the_place_of_the_state_is_not_written_through(server: PhotoPrismServer, tmp_path: Path) -> None:
    """It is put aside, as a damaged state is; what it leads to stays."""
    dest, outside = tmp_path / "dest", tmp_path / "outside"
    Run(server, dest)
    (dest / STATE).rename(outside)
    (dest / STATE).symlink_to(outside)
    before = outside.read_bytes()
    assert set(Run(server, dest).counts) == {"unchanged"}
    assert outside.read_bytes() == before
    assert not (dest / STATE).is_symlink()


def test_times_that_are_refused_are_told_once_in_each_run(
    server: PhotoPrismServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Not once a file, and not only once in a process that exports each night."""

    def refuse(*_args: Any, **_options: Any) -> None:
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "utime", refuse)
    for night in range(2):
        caplog.clear()
        Run(server, tmp_path / str(night), mtime="taken")
        assert [record.message for record in caplog.records] == [f"{_TIMES} ({os.strerror(errno.EPERM)})"]


def test_files_are_the_groups_where_the_umask_says_so(server: PhotoPrismServer, tmp_path: Path) -> None:
    """Two users of a group can export in turn: the state and its journal are no exception."""
    before = os.umask(0o002)
    try:
        Run(server, tmp_path / "dest", metadata="json")
    finally:
        os.umask(before)
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "dest").rglob("*")}
    assert modes[tmp_path / "dest" / STATE] == 0o664
    assert {path: mode for path, mode in modes.items() if mode != (0o775 if path.is_dir() else 0o664)} == {}


def test_file_too_large_for_the_disk_fails_alone(server: PhotoPrismServer, tmp_path: Path) -> None:
    """The kernel refuses one file: the others come, the report says why, and a disk that can hold it gets it."""
    sizes = {name: (server.library.root / name).stat().st_size for name in originals(server)}
    largest = max(sizes, key=lambda name: sizes[name])
    with limited(sorted(sizes.values())[-2] + 8192):
        run = Run(server, tmp_path)
    assert run.report.reasons == {"too large for this disk": 1}
    assert [(problem.path, problem.action) for problem in run.report.problems] == [(largest, "failed")]
    assert (run.report.stopped_by, run.counts) == (None, {"new": len(sizes) - 1, "failed": 1})
    assert Run(server, tmp_path).counts == {"new": 1, "unchanged": len(sizes) - 1}
    assert os.listdir(tmp_path / OWN / "incoming") == []


@pytest.mark.parametrize("told", ["0 of 0", "nothing"])
def test_disk_that_does_not_tell_its_space_is_trusted(
    server: PhotoPrismServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: str
) -> None:
    """An export begins all the same."""
    hide_space(monkeypatch, told)
    assert Run(server, tmp_path).report.is_complete


@pytest.fixture
def long_names() -> Iterator[PhotoPrismServer]:
    """Yield a server with names that are too long for a disk with short ones: of files and folders, and much alike."""
    names = ("n" * 190, "n" * 189 + "o", "é" * 90, f"{'f' * 180}/a", f"{'f' * 180}/{'b' * 200}")
    with PhotoPrismServer(Library.sample(photos=4), mode="password") as server:
        root = server.library.root
        for number, name in enumerate(names):
            (root / name).parent.mkdir(exist_ok=True)
            (root / f"{name}.jpg").write_bytes((root / "2021/07/IMG_1.JPG").read_bytes() + bytes([number]))
        server.library.reindex()
        yield server


def test_disk_with_short_names_gets_them_and_keeps_them(long_names: PhotoPrismServer, tmp_path: Path) -> None:
    """Everything comes under names that fit; they stay in later runs, without the state, and on another disk."""
    server, dest = long_names, tmp_path / "dest"
    with pytest.MonkeyPatch.context() as patch:
        refuse_long_names(patch, dest)
        assert Run(server, dest, metadata="json").report.is_complete
    names = tree(dest)
    parts = [part for path in names for part in path.split("/")]
    assert max(len(part.encode()) for part in parts) <= LIMIT
    assert max(len(Path(path).stem.encode()) for path in pictures(dest) if path.endswith(".jpg")) == LIMIT - 32
    assert set(originals(server).values()) <= set(names.values())
    extensions = {Path(path).suffix.lower() for path in pictures(dest)}
    assert extensions == {".jpg", ".dng", ".json"}
    assert record(dest).items() <= names.items()
    with pytest.MonkeyPatch.context() as patch:
        refuse_long_names(patch, dest)
        for _ in range(2):
            run = Run(server, dest, metadata="json", prune=True)
            assert (set(run.counts), run.report.metadata, run.pictures) == ({"unchanged"}, 0, [])
            assert tree(dest) == names
            (dest / STATE).unlink()
    Run(server, dest, metadata="json", prune=True)  # has a state again, made on a disk with long names
    moved = tmp_path / "moved"
    with pytest.MonkeyPatch.context() as patch:
        refuse_long_names(patch, moved)
        Run(server, moved, metadata="json")
    run = Run(server, moved, metadata="json", prune=True)  # a disk with long names, and the state of one without
    assert (set(run.counts), run.pictures) == ({"unchanged"}, [])
    assert tree(moved) == names


def test_dry_run_on_a_disk_with_short_names_foretells_them(long_names: PhotoPrismServer, tmp_path: Path) -> None:
    """It makes no file to find the limit out, and tells the paths that the run then has."""
    with pytest.MonkeyPatch.context() as patch:
        refuse_long_names(patch, tmp_path)
        foretold = Run(long_names, tmp_path / "dest", dry_run=True)
        assert os.listdir(tmp_path) == []
        done = Run(long_names, tmp_path / "dest")
    assert {file.path for file in foretold.files} == {file.path for file in done.files}


@pytest.mark.parametrize("told", ["many", "-1", "9999", ""])
def test_limit_that_makes_no_sense_is_not_believed(server: PhotoPrismServer, tmp_path: Path, told: str) -> None:
    """A state that says so was damaged: names are as long as the disk has them."""
    Run(server, tmp_path)
    with State(tmp_path / STATE) as state:
        state.properties.put("name_bytes", told)
    assert set(Run(server, tmp_path).counts) == {"unchanged"}


def test_path_that_is_too_long_as_a_whole_fails_alone(server: PhotoPrismServer, tmp_path: Path) -> None:
    """The system refuses paths over 4096 bytes, whatever the names in them."""
    template = "/".join(["{stem}" + "x" * 150] * 30) + "/{name}"
    run = Run(server, tmp_path, template=template)
    assert run.report.reasons == {"its name is too long for this disk": len(originals(server))}
    assert run.report.stopped_by is None


def test_disk_that_takes_no_name_at_all_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only a name that is too long tells a limit; what refuses files for another reason is raised."""
    with pytest.raises(FileNotFoundError):
        disk.longest_name(str(tmp_path / "none"), make=True)
    assert disk.longest_name(str(tmp_path / "none"), make=False) == disk.MAX_NAME_BYTES
    refuse_long_names(monkeypatch, tmp_path)
    for make in (True, False):
        assert disk.longest_name(str(tmp_path), make=make) == LIMIT
    assert os.listdir(tmp_path) == []
