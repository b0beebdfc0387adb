"""A folder becomes what the library is, and stays so: what is new, changed, renamed and gone."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from photoprism_client import ApiValueError
from photoprism_client.export import Selection
from photoprism_client.testing import Library, PhotoPrismServer
from test.support.export_runs import OWN, Run, originals, pictures, record, tree


@pytest.fixture
def server() -> Iterator[PhotoPrismServer]:
    """Yield a server with a sample library and passwords."""
    with PhotoPrismServer(Library.sample(photos=12), mode="password") as server:
        yield server


def test_first_run_has_everything(server: PhotoPrismServer, tmp_path: Path) -> None:
    """Each original is at its own path in the library, and SHA1SUMS lists exactly these."""
    dest = tmp_path / "backup"
    run = Run(server, dest)
    assert pictures(dest) == originals(server) == record(dest)
    assert run.counts == {"new": len(originals(server))}
    assert run.report.is_complete
    assert len(run.pictures) == len(originals(server))


def test_second_and_third_run_ask_for_no_picture_and_change_nothing(server: PhotoPrismServer, tmp_path: Path) -> None:
    """An unchanged library costs its listing, and not a byte on disk."""
    Run(server, tmp_path)
    before = {path: os.stat(tmp_path / path) for path in tree(tmp_path)}
    for _ in range(2):
        run = Run(server, tmp_path)
        assert run.counts == {"unchanged": len(originals(server))}
        assert run.pictures == []
    after = {path: os.stat(tmp_path / path) for path in tree(tmp_path)}
    assert {path: (s.st_mtime_ns, s.st_ino) for path, s in before.items()} == {
        path: (s.st_mtime_ns, s.st_ino) for path, s in after.items()
    }


def test_files_have_the_time_of_the_original(server: PhotoPrismServer, tmp_path: Path) -> None:
    """Not that of the download."""
    Run(server, tmp_path)
    for name in originals(server):
        assert int((tmp_path / name).stat().st_mtime) == int((server.library.root / name).stat().st_mtime)


def test_a_lost_file_comes_back(server: PhotoPrismServer, tmp_path: Path) -> None:
    """A file that somebody removed here is fetched again, it alone."""
    Run(server, tmp_path)
    name = sorted(originals(server))[0]
    (tmp_path / name).unlink()
    run = Run(server, tmp_path)
    assert run.counts == {"new": 1, "unchanged": len(originals(server)) - 1}
    assert pictures(tmp_path) == originals(server)


def test_another_time_alone_is_no_change(server: PhotoPrismServer, tmp_path: Path) -> None:
    """A file that was only touched is hashed, found right and left."""
    Run(server, tmp_path)
    name = sorted(originals(server))[0]
    os.utime(tmp_path / name, (1e9, 1e9))
    run = Run(server, tmp_path)
    assert run.counts == {"unchanged": len(originals(server))}
    assert run.pictures == []
    assert (tmp_path / name).stat().st_mtime == 1e9


def test_a_change_here_is_kept_and_told(server: PhotoPrismServer, tmp_path: Path) -> None:
    """The server's file goes beside it; the next run finds all in order."""
    Run(server, tmp_path)
    name = sorted(originals(server))[0]
    (tmp_path / name).write_bytes(b"edited here")
    run = Run(server, tmp_path)
    assert run.counts == {"conflict": 1, "new": 1, "unchanged": len(originals(server)) - 1}
    assert not run.report.is_complete
    assert (tmp_path / name).read_bytes() == b"edited here"
    assert sorted(pictures(tmp_path).values()).count(originals(server)[name]) == 1
    again = Run(server, tmp_path)
    assert again.counts == {"unchanged": len(originals(server))}
    assert again.pictures == []
    assert again.report.is_complete


@pytest.mark.parametrize("is_right", [True, False])
def test_a_foreign_file_is_never_touched(server: PhotoPrismServer, tmp_path: Path, is_right: bool) -> None:
    """One with the right content is adopted, beside another ours is written; three runs change nothing more."""
    name = sorted(originals(server))[0]
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes((server.library.root / name).read_bytes() if is_right else b"mine")
    before = path.stat()
    first = Run(server, tmp_path)
    count = len(originals(server))
    assert first.counts == ({"adopted": 1, "new": count - 1} if is_right else {"new": count})
    for _ in range(2):
        assert Run(server, tmp_path).counts == {"unchanged": count}
    after = path.stat()
    assert (before.st_mtime_ns, before.st_ino) == (after.st_mtime_ns, after.st_ino)
    assert len(pictures(tmp_path)) == count + (not is_right)
    assert (name in record(tmp_path)) is False


def test_nothing_of_a_dry_run_is_on_disk(server: PhotoPrismServer, tmp_path: Path) -> None:
    """It tells what would be done; the folder is not even made."""
    dest = tmp_path / "backup"
    run = Run(server, dest, dry_run=True)
    assert run.counts == {"new": len(originals(server))}
    assert run.report.size == sum(file.size for file in run.files) > 0
    assert not dest.exists()
    assert run.pictures == []
    Run(server, dest)
    before = tree(dest)
    state = (dest / OWN / "state.sqlite").read_bytes()
    name = sorted(originals(server))[0]
    (dest / name).unlink()
    assert Run(server, dest, dry_run=True).counts == {"new": 1, "unchanged": len(originals(server)) - 1}
    assert {**tree(dest), name: before[name]} == before
    assert (dest / OWN / "state.sqlite").read_bytes() == state


def test_thumbnails_do_not_replace_files(server: PhotoPrismServer, tmp_path: Path) -> None:
    """A folder has the one or the other; what would mix them is refused before anything is listed."""
    Run(server, tmp_path)
    before = tree(tmp_path)
    with pytest.raises(ApiValueError, match="holds an export of whole files: choose another folder for fit_720"):
        Run(server, tmp_path, Selection(size="fit_720"))
    assert tree(tmp_path) == before
