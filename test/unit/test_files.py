"""`_files`: a file is whole under its name or not there, and what a disk or a locale cannot do is said clearly."""

import errno
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photoprism_client import ApiClient, Configuration, ImagesApi, MediaBytes
from photoprism_client._files import atomic, disk, view
from photoprism_client._files.view import FileView
from photoprism_client._files.whole import write_whole
from photoprism_client.exceptions import TargetExistsError, TargetInUseError
from photoprism_client.export import Selection, export
from test.support.limited_disks import limited


def test_file_is_written_in_the_order_of_its_chunks(tmp_path: Path) -> None:
    """Nothing else is left in the folder, and an older file is replaced."""
    path = tmp_path / "a"
    for chunks in ((b"old",), (b"ab", bytearray(b"cd"), b"")):
        atomic.write(path, chunks)
    assert path.read_bytes() == b"abcd"
    assert os.listdir(tmp_path) == ["a"]


def test_part_of_a_killed_process_is_replaced(tmp_path: Path) -> None:
    """Where the part has a name of its own, it is written anew, whatever is there: a link is not written through."""
    path, part, outside = tmp_path / "a", tmp_path / "a.new", tmp_path / "outside"
    outside.write_bytes(b"mine")
    for leave in (lambda: part.write_bytes(b"half of an older text"), lambda: part.symlink_to(outside)):
        leave()
        atomic.write(path, [b"new"], part=part)
        assert path.read_bytes() == b"new"
        assert sorted(os.listdir(tmp_path)) == ["a", "outside"]
    assert outside.read_bytes() == b"mine"


def _broken() -> Iterator[bytes]:
    yield b"half"
    raise KeyboardInterrupt


def _refuse(code: int) -> Callable[..., Any]:
    def refuse(*_args: object, **_options: object) -> Any:
        raise OSError(code, os.strerror(code))

    return refuse


@pytest.mark.parametrize("failing", ["chunks", "fsync", "replace"])
def test_failure_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    """Ctrl-C, a disk that is full, and a name that is refused."""
    path = tmp_path / "a"
    path.write_bytes(b"old")
    if failing != "chunks":
        monkeypatch.setattr(os, failing, _refuse(errno.ENOSPC))
    with pytest.raises((OSError, KeyboardInterrupt)):
        atomic.write(path, _broken() if failing == "chunks" else [b"new"])
    assert (os.listdir(tmp_path), path.read_bytes()) == (["a"], b"old")


def test_full_disk_says_which_file(tmp_path: Path) -> None:
    """A write that the system refuses names no file; the error does: that which the caller knows."""
    with limited(3), pytest.raises(OSError, match=r"File too large: '.+/a'"):
        atomic.write(tmp_path / "a", [b"new", b"!"], part=tmp_path / "a.new")
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("overwrite", [True, False])
@pytest.mark.parametrize("failing", ["write", "fsync", "publish"])
def test_small_file_is_whole_or_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str, overwrite: bool
) -> None:
    """A disk that is full, one that fails, and a name that is refused leave neither a part nor a cut file."""
    path, part = str(tmp_path / "a"), str(tmp_path / "part")
    with monkeypatch.context() as patch:
        calls = {"publish": ("link", "rename", "replace")}.get(failing, (failing,))
        for name in calls:
            patch.setattr(os, name, _refuse(errno.ENOSPC))
        with pytest.raises(OSError, match="No space"):
            write_whole(part, path, b"new", overwrite=overwrite, fsync=True)
    assert os.listdir(tmp_path) == []
    assert write_whole(part, path, bytearray(b"new"), overwrite=overwrite, fsync=True, modified=1e9)
    assert (os.listdir(tmp_path), Path(path).read_bytes(), os.stat(path).st_mtime) == (["a"], b"new", 1e9)


def test_small_file_replaces_only_what_it_may(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What has its name is kept unless it is to be overwritten; what has the other name is never touched."""
    path, part = tmp_path / "a", tmp_path / "part"
    path.write_bytes(b"old")
    with pytest.raises(TargetExistsError):
        write_whole(str(part), str(path), b"new", overwrite=False, fsync=False)
    assert (os.listdir(tmp_path), path.read_bytes()) == (["a"], b"old")
    part.symlink_to(path)
    assert not write_whole(str(part), str(path), b"new", overwrite=True, fsync=False)
    assert (part.is_symlink(), path.read_bytes()) == (True, b"old")
    part.unlink()
    with monkeypatch.context() as patch:
        patch.setattr(disk, "lock", lambda descriptor: False)
        with pytest.raises(TargetInUseError):
            write_whole(str(part), str(path), b"new", overwrite=True, fsync=False)
    assert (part.read_bytes(), path.read_bytes()) == (b"", b"old")
    part.unlink()
    assert write_whole(str(part), str(path), b"new", overwrite=True, fsync=False)
    assert (os.listdir(tmp_path), path.read_bytes()) == (["a"], b"new")


@pytest.mark.parametrize("mask", [0o022, 0o002, 0o077])
def test_permissions_follow_the_umask_and_a_secret_is_its_owners(tmp_path: Path, mask: int) -> None:
    """A secret file is never open to others, not even as a part."""
    before = os.umask(mask)
    try:
        atomic.write(tmp_path / "a", [b"a"])
        atomic.write_part(tmp_path / "secret", [b"s"], fsync=False, mode=0o600)
    finally:
        os.umask(before)
    modes = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("a", "secret")]
    assert modes == [0o666 & ~mask, 0o600]


@pytest.mark.parametrize("code", [errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EPERM])
def test_disk_that_cannot_sync_costs_a_warning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, code: int
) -> None:
    """A picture is saved there all the same, and one warning says what that means."""
    monkeypatch.setattr(os, "fsync", _refuse(code))
    for name in ("a.jpg", "b.jpg"):
        MediaBytes(b"\xff\xd8\xff").save(tmp_path / name)
        assert (tmp_path / name).read_bytes() == b"\xff\xd8\xff"
    assert [record.message for record in caplog.records] == [
        f"files cannot be synced here: a power failure may lose the last ones ({os.strerror(code)})"
    ]
    disk.warn_anew()
    MediaBytes(b"\xff\xd8\xff").save(tmp_path / "c.jpg")
    assert len(caplog.records) == 2


@pytest.mark.parametrize("links", [True, False])
def test_published_file_replaces_only_where_it_may(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    """With and without hard links: a name that is taken is refused, and both files stay."""
    if not links:
        monkeypatch.setattr(os, "link", _refuse(errno.EPERM))
    part, target = tmp_path / "part", tmp_path / "target"
    part.write_bytes(b"new")
    target.write_bytes(b"old")
    with pytest.raises(TargetExistsError, match="another file is there"):
        atomic.publish(part, target, overwrite=False)
    assert (part.read_bytes(), target.read_bytes()) == (b"new", b"old")
    atomic.publish(part, target, overwrite=True)
    part.write_bytes(b"newer")
    atomic.publish(part, tmp_path / "other", overwrite=False)
    assert sorted(os.listdir(tmp_path)) == ["other", "target"]


def test_broken_disk_is_no_disk_without_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where renaming fails as well, the error is raised, and no warning says that it went well."""
    monkeypatch.setattr(os, "link", _refuse(errno.EIO))
    monkeypatch.setattr(os, "rename", _refuse(errno.EIO))
    (tmp_path / "part").write_bytes(b"new")
    with pytest.raises(OSError, match=os.strerror(errno.EIO)):
        atomic.publish(tmp_path / "part", tmp_path / "target", overwrite=False)
    assert os.listdir(tmp_path) == ["part"]


@given(data=st.binary(max_size=64), start=st.integers(-70, 70), end=st.integers(-70, 70), wanted=st.binary(min_size=1))
def test_view_of_a_file_gives_what_its_bytes_would(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, start: int, end: int, wanted: bytes
) -> None:
    """Slices, length and the last place of some bytes; the position of the file stays where it is."""
    path = tmp_path_factory.getbasetemp() / "view"
    path.write_bytes(data)
    with path.open("rb") as file, pytest.MonkeyPatch.context() as patch:
        patch.setattr(view, "_BLOCK", 7)  # so that what is searched for lies across blocks
        seen = FileView(file.fileno(), len(data))
        os.lseek(file.fileno(), 3, os.SEEK_SET)
        assert (len(seen), seen[start:end], seen[:], seen[-2:]) == (len(data), data[start:end], data, data[-2:])
        for sought in (wanted, data[-3:-1] or b"x", data[4:9] or b"x"):
            assert seen.rfind(sought) == data.rfind(sought)
        assert os.lseek(file.fileno(), 0, os.SEEK_CUR) == 3


@pytest.fixture
def ascii_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a file-system encoding without umlauts."""
    monkeypatch.setattr(os, "fsencode", lambda path: os.fspath(path).encode("ascii", "surrogateescape"))


@pytest.mark.usefixtures("ascii_names")
def test_name_that_the_file_system_encoding_lacks_is_refused_before_anything_is_asked(tmp_path: Path) -> None:
    """A file, a folder to export to, a picture to save: one error of the system that says what to do."""
    with ApiClient(Configuration(host="http://127.0.0.1:9")) as client:  # nobody listens: a request would be an error
        images = ImagesApi(client)
        for write in (
            lambda: images.get_download_to_file("ab" * 20, tmp_path / "ü.jpg"),
            lambda: export(client, Selection(), tmp_path / "ü"),
            lambda: MediaBytes(b"\xff\xd8\xff").save(tmp_path / "ü.jpg"),
        ):
            with pytest.raises(OSError, match="lacks a character of the name; set PYTHONUTF8=1") as caught:
                write()
            assert caught.value.errno == errno.EILSEQ
    assert os.listdir(tmp_path) == []
