"""`copy`: a file on disk becomes another one, verified, or an error; F1 to F3, I1 to I3."""

import errno
import os
from pathlib import Path

import pytest

from photoprism_client import ApiValueError, IntegrityError, TargetExistsError
from photoprism_client.transfer import copy
from photoprism_client.transfer.partial import Partial
from photoprism_client.transfer.target import target_of
from test.support.bodies import JPEG, sha1
from test.support.served_file import Served
from test.transfer.conftest import Folder, Offer

LARGE = JPEG * 2000


@pytest.fixture
def original(folder: Folder) -> Path:
    """Put a file into the folder."""
    folder.allow(LARGE)
    path = folder / "a.jpg"
    path.write_bytes(LARGE)
    os.utime(path, (1_000_000_000.5, 1_000_000_000.5))
    return path


def test_a_copy_has_the_bytes_and_the_time(folder: Folder, original: Path) -> None:
    """The copy is a file of its own, with the content and the time of the other, and says where it is from."""
    result = copy(original, folder / "b.jpg", sha1(LARGE).upper())
    assert folder.finals == {"a.jpg": LARGE, "b.jpg": LARGE}
    assert result.path.stat().st_mtime == 1_000_000_000.5
    assert result.path.stat().st_nlink == 1
    assert (result.size, result.sha1, result.media_type) == (len(LARGE), sha1(LARGE), "image/jpeg")
    assert (result.copied_from, result.was_present) == (original, False)
    assert folder.partials == []


def test_a_copy_can_have_another_time(folder: Folder, original: Path) -> None:
    """The time is a parameter, in seconds since 1970."""
    assert copy(original, folder / "b.jpg", sha1(LARGE), modified=86400.0).path.stat().st_mtime == 86400.0


def test_a_copy_keeps_the_name_in_another_folder(folder: Folder, original: Path) -> None:
    """Where a folder is the goal, the name stays."""
    assert copy(original, folder.path, sha1(LARGE)).was_present
    (folder / "b.jpg").mkdir()
    assert copy(original, folder / "b.jpg", sha1(LARGE)).path == folder / "b.jpg" / "a.jpg"
    (folder / "b.jpg" / "a.jpg").unlink()
    (folder / "b.jpg").rmdir()


@pytest.mark.parametrize("code", [errno.EXDEV, errno.ENOSYS, errno.EOPNOTSUPP, None])
def test_f7_a_copy_works_where_the_system_cannot_copy(
    monkeypatch: pytest.MonkeyPatch, folder: Folder, original: Path, code: int | None
) -> None:
    """Where the system cannot copy, or breaks off half-way, the bytes are read and written."""
    done: list[int] = []

    def refuse(source: int, goal: int, count: int) -> int:
        if code is not None and done:
            raise OSError(code, "no")
        done.append(os.write(goal, os.read(source, 1000)) if code is not None else 0)
        return done[-1]

    monkeypatch.setattr(os, "copy_file_range", refuse)
    copy(original, folder / "b.jpg", sha1(LARGE))
    assert folder.finals["b.jpg"] == LARGE


def test_f1_a_full_disk_leaves_nothing(monkeypatch: pytest.MonkeyPatch, folder: Folder, original: Path) -> None:
    """A failure of the disk comes out as it is."""

    def refuse(source: int, goal: int, count: int) -> int:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(os, "copy_file_range", refuse)
    with pytest.raises(OSError, match="no space"):
        copy(original, folder / "b.jpg", sha1(LARGE))
    assert list(folder.finals) == ["a.jpg"]
    assert folder.partials == []


@pytest.mark.parametrize("overwrite", [False, True])
def test_i1_a_file_that_changed_is_not_copied(folder: Folder, original: Path, overwrite: bool) -> None:
    """Another SHA-1 is an error that says both, and nothing is left of the copy."""
    with pytest.raises(IntegrityError, match=f"expected SHA-1 {sha1(JPEG)}, got {sha1(LARGE)}"):
        copy(original, folder / "b.jpg", sha1(JPEG), overwrite=overwrite)
    assert list(folder.finals) == ["a.jpg"]
    assert folder.partials == []


def test_f2_a_foreign_file_stays(folder: Folder, original: Path) -> None:
    """Another file of the name is an error, unless it is to be replaced; one that is right already stays."""
    folder.allow(b"other")
    (folder / "b.jpg").write_bytes(b"other")
    with pytest.raises(TargetExistsError):
        copy(original, folder / "b.jpg", sha1(LARGE))
    assert folder.finals["b.jpg"] == b"other"
    assert not copy(original, folder / "b.jpg", sha1(LARGE), overwrite=True).was_present
    again = copy(original, folder / "b.jpg", sha1(LARGE))
    assert (again.was_present, again.copied_from) == (True, None)


def test_what_is_no_file_is_not_copied(tmp_path: Path, folder: Folder) -> None:
    """A pipe is refused instead of waited for; a file that is missing says so."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(ApiValueError, match="must be a file"):
        copy(pipe, folder / "b.jpg", sha1(LARGE))
    with pytest.raises(FileNotFoundError):
        copy(tmp_path / "none", folder / "b.jpg", sha1(LARGE))


def test_i3_a_download_takes_over_what_a_killed_copy_left(folder: Folder, offer: Offer) -> None:
    """Copies and downloads of one content have the same partial file: neither leaves an orphan of the other."""
    served = Served(LARGE)
    images = offer(served)
    partial = Partial(str(folder.path), target_of(folder / "b.jpg", None).key_of(served.hash))
    Path(partial.path).write_bytes(b"half of a copy")
    images.get_download_to_file(served.hash, folder / "b.jpg")
    assert folder.finals == {"b.jpg": LARGE}
    assert folder.partials == []
