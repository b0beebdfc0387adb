"""F1, F7, F8, C3, C4, B3: what a file system may refuse, and who else may be writing."""

import errno
import fcntl
import mmap
import os
import resource
import shutil
import signal
import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from photoprism_client import ApiTypeError, ApiValueError, TransportError
from photoprism_client._files import disk
from photoprism_client.api.sources import ImageSources
from photoprism_client.exceptions import TargetExistsError, TargetInUseError
from photoprism_client.transfer import FileProgress, Item, download_all, fetch
from test.support.bodies import JPEG, SOME_HASH, ZIP, sha1
from test.support.limited_disks import refuse_long_names
from test.support.served_file import Fault, Served, cut
from test.transfer.conftest import Folder, Offer

SMALL = bytes(range(256)) * 400
LARGE = bytes(range(251)) * 10_000


def _refusing(code: int, *, only: Callable[..., bool] = lambda *_args: True) -> Callable[..., Callable[..., Any]]:
    def wrap(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **options: Any) -> Any:
            if only(*args):
                raise OSError(code, os.strerror(code))
            return real(*args, **options)

        return call

    return wrap


def test_f1_a_full_disk_keeps_the_partial_and_a_rerun_goes_on(
    offer: Offer, folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that is full in the middle is an OSError; what is there is kept, and the next run resumes."""
    served = Served(LARGE)
    images = offer(served)
    write, space = os.write, [1_000_000]

    def full(descriptor: int, data: Any) -> int:
        if len(data) > 1000 and space[0] < len(data):
            if space[0]:
                part, space[0] = space[0], 0
                return write(descriptor, data[:part])
            raise OSError(errno.ENOSPC, "No space left on device")
        space[0] -= len(data)
        return write(descriptor, data)

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        with pytest.raises(OSError, match="No space") as caught:
            images.get_download_to_file(served.hash, folder / "a.jpg")
    assert caught.value.errno == errno.ENOSPC
    assert folder.partials == [".json", ".part"]
    assert folder.partial().read_bytes() == LARGE[: folder.partial().stat().st_size]
    result = images.get_download_to_file(served.hash, folder / "a.jpg")
    assert result.resumed_from >= 900_000
    assert folder.finals == {"a.jpg": LARGE}
    assert folder.partials == []


def test_f1_a_real_limit_is_met_as_a_full_disk_is(offer: Offer, folder: Folder) -> None:
    """EFBIG from the kernel itself comes through, and what was written is kept."""
    served = Served(LARGE)
    images = offer(served)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, hard))
        with pytest.raises(OSError, match="too large") as caught:
            images.get_download_to_file(served.hash, folder / "a.jpg")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)
    assert caught.value.errno == errno.EFBIG
    assert folder.partial().read_bytes() == LARGE[:1_000_000]
    assert images.get_download_to_file(served.hash, folder / "a.jpg").resumed_from == 1_000_000


def test_f1_space_is_checked_before_a_byte_is_written(
    offer: Offer, folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that cannot fit is not begun."""
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: shutil._ntuple_diskusage(10, 5, 5))
    served = Served(LARGE)
    with pytest.raises(OSError, match="2510000 bytes are to come and 5 are free"):
        offer(served).get_download_to_file(served.hash, folder / "a.jpg")
    assert folder.partials == []


@pytest.mark.parametrize("body", [SMALL, LARGE], ids=["small", "large"])
def test_c3_fsync_comes_before_the_name_and_again_after(
    offer: Offer, folder: Folder, monkeypatch: pytest.MonkeyPatch, body: bytes
) -> None:
    """The bytes are on the disk before they have a name, and then the name is: file, link, unlink, folder."""
    calls: list[str] = []

    def recorded(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **options: Any) -> Any:
            is_folder = name == "fsync" and stat.S_ISDIR(os.fstat(args[0]).st_mode)
            calls.append(f"{name} folder" if is_folder else name)
            return real(*args, **options)

        return call

    for name in ("fsync", "link", "replace", "utime"):
        monkeypatch.setattr(os, name, recorded(name, getattr(os, name)))
    served = Served(body)
    images = offer(served)
    images.get_download_to_file(served.hash, folder / "a.jpg")
    assert calls == ["utime", "fsync", "link", "fsync folder"]
    calls.clear()
    (folder / "a.jpg").write_bytes(b"other")
    images.get_download_to_file(served.hash, folder / "a.jpg", overwrite=True)
    assert calls == ["utime", "fsync", "replace", "fsync folder"]
    calls.clear()
    images.get_download_to_file(served.hash, folder / "b.jpg", fsync=False)
    assert calls == ["utime", "link"]


@pytest.mark.parametrize("code", [errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EXDEV, errno.EIO])
def test_f7_without_links_a_file_is_renamed_after_one_warning(
    offer: Offer, folder: Folder, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, code: int
) -> None:
    """Memory cards have no links, rclone answers EIO: files get their names, and one warning says what that means."""
    monkeypatch.setattr(os, "link", _refusing(code)(os.link))
    served = Served(SMALL)
    images = offer(served)
    for name in ("a.jpg", "b.jpg"):
        images.get_download_to_file(served.hash, folder / name)
    assert folder.finals == {"a.jpg": SMALL, "b.jpg": SMALL}
    assert [record.message[:25] for record in caplog.records] == ["files cannot be linked he"]


def test_f7_without_links_a_file_at_the_last_moment_is_not_replaced(
    offer: Offer, folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where links are missing, too, a name that was taken meanwhile is left alone."""

    def taken(_part: Path, target: Path) -> None:
        Path(target).write_bytes(b"theirs")
        raise OSError(errno.ENOTSUP, "no links")

    folder.allow(b"theirs")
    monkeypatch.setattr(os, "link", taken)
    served = Served(SMALL)
    with pytest.raises(TargetExistsError):
        offer(served).get_download_to_file(served.hash, folder / "a.jpg")
    assert folder.finals == {"a.jpg": b"theirs"}


def test_f7_a_file_at_the_last_moment_is_not_replaced(offer: Offer, folder: Folder) -> None:
    """A name that somebody else took while the file came is theirs; ours is kept for the next run."""
    folder.allow(b"theirs")

    def taken(peer: Any, seen: Any, served: Served) -> None:
        (folder / "a.jpg").write_bytes(b"theirs")
        peer.send(served.answer_to(seen))

    served = Served(SMALL, taken)
    with pytest.raises(TargetExistsError):
        offer(served).get_download_to_file(served.hash, folder / "a.jpg")
    assert folder.finals == {"a.jpg": b"theirs"}


@pytest.mark.parametrize("code", [errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS])
def test_c4_without_locks_there_is_one_warning(
    offer: Offer, folder: Folder, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, code: int
) -> None:
    """A NAS may not lock: downloads go on after one warning."""
    monkeypatch.setattr(fcntl, "flock", _refusing(code)(fcntl.flock))
    served = Served(SMALL)
    images = offer(served)
    for name in ("a.jpg", "b.jpg"):
        images.get_download_to_file(served.hash, folder / name)
    assert len(caplog.records) == 1
    assert "locked" in caplog.text


def test_c3_without_folder_sync_there_is_one_warning(
    offer: Offer, folder: Folder, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Where a folder, or a file, cannot be synced, one warning each says so."""
    monkeypatch.setattr(os, "fsync", _refusing(errno.EINVAL)(os.fsync))
    served = Served(SMALL)
    images = offer(served)
    for name in ("a.jpg", "b.jpg"):
        images.get_download_to_file(served.hash, folder / name)
    assert [record.message.split(" cannot")[0] for record in caplog.records] == ["files", "folders"]


def test_c3_a_broken_disk_is_no_warning(offer: Offer, folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    """EIO from fsync means that the bytes are not there: no name for them."""
    monkeypatch.setattr(os, "fsync", _refusing(errno.EIO)(os.fsync))
    served = Served(SMALL)
    with pytest.raises(OSError, match=os.strerror(errno.EIO)):
        offer(served).get_download_to_file(served.hash, folder / "a.jpg")
    assert folder.finals == {}


def test_c4_a_second_writer_is_told_so(offer: Offer, folder: Folder) -> None:
    """Two downloads to one place: the second gets a clear error and disturbs nothing."""
    errors: list[BaseException] = []
    served = Served(LARGE, cut(700_000))
    images = offer(served)

    def second(_now: FileProgress) -> None:
        if not errors and folder.partials:
            with pytest.raises(TargetInUseError, match="another download is writing") as caught:
                images.get_download_to_file(served.hash, folder / "a.jpg")
            errors.append(caught.value)

    images.get_download_to_file(served.hash, folder / "a.jpg", progress=second)
    assert len(errors) == 1
    assert folder.finals == {"a.jpg": LARGE}
    assert folder.partials == []


@pytest.mark.parametrize(
    "modified",
    [
        "Mon, 01 Jan 0001 00:00:00 GMT",
        "Mon, 01 Jan 0001 00:00:00 +2359",
        "Mon, 01 Jan 1601 00:00:00 GMT",
        "Fri, 13 Dec 1901 20:45:51 GMT",
        "Thu, 01 Jan 1960 00:00:00 GMT",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "Tue, 19 Jan 2038 03:14:08 GMT",
        "Sat, 11 May 2446 00:00:00 GMT",
        "Fri, 31 Dec 9999 23:59:59 -2359",
        "Sun, 06 Nov 1994 08:49:37",
        "Sun, 06 Nov 1994 25:61:61 GMT",
        "Sun, 06 Nov 1994 08:49:37 +9999",
        "Fri, 99 Foo 99999 00:00:00 GMT",
        "784111777",
        "NaN",
        "Infinity",
        "never",
        "",
    ],
)
def test_f8_a_bad_date_never_fails_a_file(offer: Offer, folder: Folder, modified: str) -> None:
    """Dates before 1970, before the file system's first, and junk: the file is written all the same."""
    served = Served(SMALL, modified=modified)
    offer(served).get_download_to_file(served.hash, folder / "a.jpg")
    assert folder.finals == {"a.jpg": SMALL}


def test_f8_a_file_has_the_time_of_the_server(
    offer: Offer, folder: Folder, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The time of the last change is the server's; where it cannot be set, one warning says so."""
    served = Served(SMALL)
    images = offer(served)
    images.get_download_to_file(served.hash, folder / "a.jpg")
    assert (folder / "a.jpg").stat().st_mtime == 784111777
    monkeypatch.setattr(os, "utime", _refusing(errno.EPERM)(os.utime))
    for name in ("b.jpg", "c.jpg"):
        images.get_download_to_file(served.hash, folder / name)
        assert name in folder.finals
    assert [record.message[:43] for record in caplog.records] == ["the times of files cannot be set here: file"]


def test_the_umask_is_honoured(offer: Offer, folder: Folder) -> None:
    """A new file has the mode that any program's would have."""
    before = os.umask(0o027)
    try:
        served = Served(SMALL)
        offer(served).get_download_to_file(served.hash, folder / "a.jpg")
    finally:
        os.umask(before)
    assert stat.S_IMODE((folder / "a.jpg").stat().st_mode) == 0o640


def test_f7_a_symlink_is_never_followed(offer: Offer, folder: Folder, tmp_path: Path) -> None:
    """A link at the final name is an error, or replaced itself; what it points at is never touched or trusted."""
    outside = tmp_path / "outside.jpg"
    outside.write_bytes(SMALL)
    folder.allow(SMALL)
    (folder / "a.jpg").symlink_to(outside)
    served = Served(SMALL)
    images = offer(served)
    with pytest.raises(TargetExistsError):
        images.get_download_to_file(served.hash, folder / "a.jpg")
    outside.write_bytes(b"outside")
    folder.allow(b"outside")
    images.get_download_to_file(served.hash, folder / "a.jpg", overwrite=True)
    assert outside.read_bytes() == b"outside"
    assert not (folder / "a.jpg").is_symlink()


def test_f7_a_pipe_of_the_name_is_neither_read_nor_trusted(offer: Offer, folder: Folder) -> None:
    """A pipe at the final name is another file: an error at once, where reading it would never end."""
    os.mkfifo(folder / "a.jpg")
    served = Served(SMALL)
    with pytest.raises(TargetExistsError):
        offer(served).get_download_to_file(served.hash, folder / "a.jpg")
    (folder / "a.jpg").unlink()


@pytest.mark.parametrize("kind", ["link", "dangling link", "folder", "pipe"])
@pytest.mark.parametrize("body", [SMALL, LARGE], ids=["small", "large"])
def test_f7_a_trap_at_the_name_of_the_note_is_not_written_to(
    offer: Offer, folder: Folder, tmp_path: Path, body: bytes, kind: str
) -> None:
    """Something planted where the note goes is neither followed nor written to: an error, or no note was needed."""
    served = Served(body, cut(10_000), *[cut(0)] * 5)
    images = offer(served)
    with pytest.raises(TransportError, match="broke off"):
        images.get_download_to_file(served.hash, folder / "a.jpg")
    partial = folder.partial()
    note = partial.with_suffix(".json")
    for left in (partial, note):
        left.unlink()
    outside = tmp_path / "outside"
    if kind == "link":
        outside.write_bytes(b"outside")
    if kind == "folder":
        note.mkdir()
    elif kind == "pipe":
        os.mkfifo(note)
    else:
        note.symlink_to(outside)
    if body is LARGE:
        with pytest.raises(OSError, match=r"symbolic|directory|device"):
            images.get_download_to_file(served.hash, folder / "a.jpg")
        assert folder.finals == {}
    else:
        images.get_download_to_file(served.hash, folder / "a.jpg")
        assert folder.finals == {"a.jpg": SMALL}
    assert outside.exists() == (kind == "link")
    assert kind != "link" or outside.read_bytes() == b"outside"


def test_f7_a_planted_link_in_a_batch_fails_its_own_item(offer: Offer, folder: Folder, tmp_path: Path) -> None:
    """Links at final names are left alone, what they point at is not touched or trusted, and the others come."""
    outside = tmp_path / "outside.jpg"
    outside.write_bytes(SMALL)  # even the right bytes: somebody else may change them later
    folder.allow(SMALL)
    (folder / "b.jpg").symlink_to(outside)
    (folder / "c.jpg").symlink_to(tmp_path / "nowhere.jpg")
    served = Served(SMALL)
    source = ImageSources(offer(served).api_client).original(served.hash)
    names = ["a.jpg", "b.jpg", "c.jpg", "d.jpg"]
    outcomes = list(download_all([Item(source, folder / name) for name in names], 2))
    failed = {Path(outcome.item.path).name for outcome in outcomes if isinstance(outcome.error, TargetExistsError)}
    assert failed == {"b.jpg", "c.jpg"}
    assert len([outcome for outcome in outcomes if outcome.result]) == 2
    assert (outside.read_bytes(), (tmp_path / "nowhere.jpg").exists()) == (SMALL, False)
    (folder / "c.jpg").unlink()


@pytest.mark.parametrize("kind", ["link", "dangling link", "folder", "pipe"])
def test_f7_a_trap_at_the_partial_name_is_refused(offer: Offer, folder: Folder, tmp_path: Path, kind: str) -> None:
    """Something planted where the partial file goes is neither followed nor written to."""
    faults: list[Fault] = [cut(10_000), *[cut(0)] * 5]
    served = Served(SMALL, *faults)
    images = offer(served)
    with pytest.raises(Exception, match="broke off"):
        images.get_download_to_file(served.hash, folder / "a.jpg")
    partial = folder.partial()
    partial.unlink()
    outside = tmp_path / "outside"
    if kind == "link":
        outside.write_bytes(b"outside")
    if kind.endswith("link"):
        partial.symlink_to(outside)
    elif kind == "folder":
        partial.mkdir()
    else:
        os.mkfifo(partial)
    with pytest.raises(ApiValueError, match="is in the way"):
        images.get_download_to_file(served.hash, folder / "a.jpg")
    assert outside.exists() == (kind == "link")
    assert kind != "link" or outside.read_bytes() == b"outside"


def test_b3_bad_paths_are_refused_before_any_request(
    offer: Offer, folder: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A missing folder, a file in place of one, ``~``, a folder in place of a file: a clear error, no request."""
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.chdir(tmp_path)
    images = offer(Served(SMALL))
    bad: dict[Any, tuple[type[Exception], str]] = {
        tmp_path / "none" / "a.jpg": (ApiValueError, "does not exist"),
        "~/a.jpg": (ApiValueError, "a ~ is not expanded"),
        tmp_path / "file" / "a.jpg": (ApiValueError, "must be a folder and is a file"),
        f"{tmp_path}/none/": (ApiValueError, "there is no folder"),
        "": (ApiValueError, "must be text, not empty"),
        "a\0b": (ApiValueError, "NUL"),
        b"a.jpg": (ApiTypeError, "must be a str or a path"),
        7: (ApiTypeError, "must be a str or a path, not int"),
    }
    for path, (error, words) in bad.items():
        with pytest.raises(error, match=words):
            images.get_download_to_file("ab" * 20, path)
    monkeypatch.setattr(os, "access", lambda *_args: False)
    with pytest.raises(PermissionError, match="cannot be written to"):
        images.get_download_to_file("ab" * 20, folder / "a.jpg")
    assert len(images.server.requests) == 0  # type: ignore[attr-defined]  # see offer()


def test_a_right_file_is_left_alone_without_a_request(offer: Offer, folder: Folder) -> None:
    """A file that has the SHA-1 already is reported, with or without overwrite; another is an error, or replaced."""
    served = Served(SMALL)
    images = offer(served)
    (folder / "a.jpg").write_bytes(SMALL)
    before = (folder / "a.jpg").stat()
    for overwrite in (False, True):
        result = images.get_download_to_file(served.hash.upper(), folder / "a.jpg", overwrite=overwrite)
        assert result.was_present
        assert result.sha1 == served.hash
    assert (folder / "a.jpg").stat().st_mtime_ns == before.st_mtime_ns
    assert len(images.server.requests) == 0  # type: ignore[attr-defined]  # see offer()
    folder.allow(b"other")
    (folder / "a.jpg").write_bytes(b"other")
    with pytest.raises(TargetExistsError):
        images.get_download_to_file(served.hash, folder / "a.jpg")
    assert len(images.server.requests) == 0  # type: ignore[attr-defined]  # see offer()
    images.get_download_to_file(served.hash, folder / "a.jpg", overwrite=True)
    assert folder.finals == {"a.jpg": SMALL}


def test_c1_a_partial_that_is_published_already_is_never_written_to(offer: Offer, folder: Folder) -> None:
    """A run killed between link and unlink leaves two names of one file: the next run removes one, and only that."""
    faults: list[Fault] = [cut(10_000), *[cut(0)] * 5]
    served = Served(SMALL, *faults)
    images = offer(served)
    with pytest.raises(Exception, match="broke off"):
        images.get_download_to_file(served.hash, folder / "a.jpg")
    partial = folder.partial()
    partial.write_bytes(SMALL)
    os.link(partial, folder / "a.jpg")
    assert images.get_download_to_file(served.hash, folder / "a.jpg").was_present
    assert folder.finals == {"a.jpg": SMALL}
    assert folder.partials == []


def test_c1_a_published_file_that_was_moved_is_never_written_to(offer: Offer, folder: Folder) -> None:
    """Killed between link and unlink, and its owner moved the file: the other name of it is given up, not emptied."""
    served = Served(SMALL, cut(10_000), *[cut(0)] * 5)
    images = offer(served)
    with pytest.raises(TransportError, match="broke off"):
        images.get_download_to_file(served.hash, folder / "a.jpg")
    partial = folder.partial()
    partial.write_bytes(SMALL)
    os.link(partial, folder / "moved.jpg")
    partial.with_suffix(".json").unlink()  # a small file has none
    images.get_download_to_file(served.hash, folder / "a.jpg")
    assert folder.finals == {"a.jpg": SMALL, "moved.jpg": SMALL}
    assert not (folder / "a.jpg").samefile(folder / "moved.jpg")
    assert folder.partials == []


@pytest.mark.parametrize(
    ("method", "subject", "body", "kind"),
    [
        ("get_download_to_file", sha1(LARGE), LARGE, "image/jpeg"),
        ("get_thumb_to_file", SOME_HASH, JPEG[:-2] + bytes(600_000) + JPEG[-2:] + b"more", "image/jpeg"),
        ("download_album_to_file", "as6sg6bxpogaaba7", ZIP, "application/zip"),
    ],
    ids=["original", "picture", "zip"],
)
def test_disk_that_maps_no_files_takes_them_all_the_same(
    offer: Offer,
    folder: Folder,
    monkeypatch: pytest.MonkeyPatch,
    method: str,
    subject: str,
    body: bytes,
    kind: str,
) -> None:
    """FUSE disks with direct I/O refuse to map files: those too large for the buffer come all the same."""
    monkeypatch.setattr(mmap, "mmap", _refusing(errno.ENODEV)(mmap.mmap))
    images = offer(Served(body, kind=kind))
    assert getattr(images, method)(subject, folder / "a").sha1 == sha1(body)
    assert folder.finals == {"a": body}


@pytest.fixture
def short_names(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse names over 143 bytes, as eCryptfs does."""
    refuse_long_names(monkeypatch, folder.path)


@pytest.mark.usefixtures("short_names")
@pytest.mark.parametrize("letter", ["n", "é"])
def test_disk_with_short_names_gets_them(offer: Offer, folder: Folder, letter: str) -> None:
    """A name that the server tells is cut to what the disk takes, with its extension; the same name the next time."""
    served = Served(SMALL, name="")
    source = replace(
        ImageSources(offer(served).api_client).original(served.hash), name=letter * 120 + "x" * 60 + ".jpg"
    )
    result = fetch(source, folder.path)
    assert 143 - 32 - 4 < len(result.path.stem.encode()) <= 143 - 32  # room for any extension
    assert result.path.suffix == ".jpg"
    assert folder.finals == {result.path.name: SMALL}
    assert fetch(source, folder.path).was_present
    assert list(folder.finals) == [result.path.name]


@pytest.mark.usefixtures("short_names")
def test_name_that_a_server_sends_is_cut_for_the_disk(offer: Offer, folder: Folder) -> None:
    """So is one of an answer's head."""
    served = Served(SMALL, name="n" * 180 + ".jpg")
    result = offer(served).get_download_to_file(served.hash, folder.path)
    assert len(result.path.name) == 143 - 32 + len(".jpg")
    assert folder.finals == {result.path.name: SMALL}


@pytest.mark.usefixtures("short_names")
def test_name_of_the_callers_own_is_not_changed(offer: Offer, folder: Folder) -> None:
    """The error for a name that the disk refuses says so."""
    served = Served(SMALL)
    with pytest.raises(OSError, match=os.strerror(errno.ENAMETOOLONG)):
        offer(served).get_download_to_file(served.hash, folder / ("n" * 180))
    assert folder.finals == {}


@pytest.mark.parametrize("error", [OverflowError("too far"), ValueError("no number")])
def test_time_that_cannot_be_told_to_the_system_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, error: Exception
) -> None:
    """A date of one file is its own affair: the warning names the file, and each such file has one."""

    def refuse(*_args: Any, **_options: Any) -> None:
        raise error

    monkeypatch.setattr(os, "utime", refuse)
    for name in ("a.jpg", "b.jpg"):
        disk.set_modified(str(tmp_path / name), 1e300)
    assert [record.message.partition(":")[0] for record in caplog.records] == ["a.jpg", "b.jpg"]
