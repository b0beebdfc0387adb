"""What goes wrong while a file is read: right bytes in the end, or an error that names the path."""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from photoprism_client.fs import PhotoPrismFileSystem, reading
from photoprism_client.testing import FaultProxy, Library, PhotoPrismServer, faults
from test.fs.conftest import PICTURE, THUMB, OpenLibrary

INDEXED = "2021/07/IMG_0002.JPG"

Read = Callable[[Any, str, Path], bytes]


def _by_open(fs: Any, path: str, folder: Path) -> bytes:
    with fs.open(path) as file:
        return bytes(file.read())


def _in_parts(fs: Any, path: str, folder: Path) -> bytes:
    with fs.open(path, block_size=5000) as file:
        return b"".join(iter(lambda: file.read(4000), b""))


def _by_cat(fs: Any, path: str, folder: Path) -> bytes:
    return bytes(fs.cat([path])[path])


def _by_get(fs: Any, path: str, folder: Path) -> bytes:
    target = folder / "target.jpg"
    try:
        fs.get(path, str(target))
    except OSError:
        assert not target.exists()
        raise
    return target.read_bytes()


WAYS: dict[str, Read] = {"open": _by_open, "open in parts": _in_parts, "cat": _by_cat, "get": _by_get}
each_way = pytest.mark.parametrize("read", WAYS.values(), ids=list(WAYS))


@pytest.fixture
def behind(server: PhotoPrismServer, open_library: OpenLibrary, proxy: FaultProxy) -> PhotoPrismFileSystem:
    """Make a file system whose requests go through a proxy, and that knows the picture already."""
    fs = open_library(proxy.url)
    fs.ls("originals/2021/07")
    fs.ls("thumbs/tile_224/originals/2021/07")
    return fs


ON_THE_WAY = {
    "cut": faults.Cut(1000),
    "reset": faults.Cut(1000, reset=True),
    "cut before the body": faults.Cut(0),
    "refused": faults.Refuse(),
    "busy": faults.Status(503),
    "flipped byte": faults.Flip(500),
}


@each_way
@pytest.mark.parametrize("fault", ON_THE_WAY.values(), ids=list(ON_THE_WAY))
def test_what_passes_is_tried_again(
    behind: PhotoPrismFileSystem, proxy: FaultProxy, tmp_path: Path, body: bytes, read: Read, fault: faults.Fault
) -> None:
    """An answer that breaks off, or is wrong once, costs another request, and the bytes are right."""
    proxy.script(fault, match="/dl/")
    if isinstance(fault, faults.Flip) and read is _in_parts:  # parts were handed out before the end shows it
        with pytest.raises(OSError, match="not the one that was indexed") as caught:
            read(behind, PICTURE, tmp_path)
        assert (caught.value.errno, caught.value.filename) == (errno.EIO, PICTURE)
    else:
        assert read(behind, PICTURE, tmp_path) == body


_NO_FILE = faults.DropHeader("Content-Disposition")
_ICON = faults.Replace(b'<svg xmlns="http://www.w3.org/2000/svg"/>')
_PAGE = faults.Replace(b"<!DOCTYPE html><title>Log in</title>")
ALWAYS: dict[str, tuple[faults.Fault, ...]] = {
    "cut": (faults.Cut(0),),
    "flipped byte": (faults.Flip(500),),
    "encoded": (faults.Gzip(),),
    "icon": (_ICON, _NO_FILE, faults.SetHeader("Content-Type", "image/svg+xml")),
    "icon that is called a picture": (_ICON, _NO_FILE),
    "page": (_PAGE, _NO_FILE, faults.SetHeader("Content-Type", "text/html")),
}


@each_way
@pytest.mark.parametrize("always", ALWAYS.values(), ids=list(ALWAYS))
@pytest.mark.parametrize("path", [PICTURE, THUMB], ids=["original", "thumbnail"])
def test_what_stays_wrong_is_an_error_by_name(
    behind: PhotoPrismFileSystem,
    proxy: FaultProxy,
    tmp_path: Path,
    read: Read,
    always: tuple[faults.Fault, ...],
    path: str,
) -> None:
    """No placeholder, no page, no short and no changed file is ever read or written as the right one."""
    if path == THUMB and isinstance(always[0], faults.Flip):
        always = (faults.Shorten(10),)  # a thumbnail has no hash to compare its bytes with, but an end
    proxy.always(*always, match="/dl/" if path == PICTURE else "/t/")
    with pytest.raises(OSError, match=r".") as caught:
        read(behind, path, tmp_path)
    assert caught.value.filename == path


@each_way
def test_server_may_restart_meanwhile(
    server: PhotoPrismServer, fs: PhotoPrismFileSystem, tmp_path: Path, body: bytes, read: Read
) -> None:
    """After a restart the server does not know its tokens: they are renewed, and reading goes on."""
    assert read(fs, PICTURE, tmp_path) == body
    server.restart()
    assert read(fs, PICTURE, tmp_path) == body
    assert read(fs, THUMB, tmp_path)[:3] == b"\xff\xd8\xff"
    server.revoke_sessions()
    server.expire_tokens()
    assert read(fs, PICTURE, tmp_path) == body


def test_open_file_goes_on_after_a_restart(server: PhotoPrismServer, open_library: OpenLibrary, body: bytes) -> None:
    """A file that is open while the server restarts, and its tokens end, is read to its end."""
    fs = open_library(server.url, block_size=2000)
    with fs.open(PICTURE) as file:
        found = file.read(3000)
        server.restart()
        found += file.read(5000)
        server.expire_tokens()
        found += file.read()
    assert found == body


@each_way
def test_missing_original_is_named(
    server: PhotoPrismServer, fs: PhotoPrismFileSystem, tmp_path: Path, read: Read
) -> None:
    """An original that is missing on the server's disk is asked for once."""
    fs.ls("originals/2021/07")
    server.remove_original(INDEXED)
    with pytest.raises(FileNotFoundError) as caught:
        read(fs, PICTURE, tmp_path)
    assert caught.value.filename == PICTURE
    assert len([seen for seen in server.requests if "/dl/" in seen.path]) == 1


def _change(server: PhotoPrismServer, body: bytes) -> None:
    """Change the original, a minute after it was indexed: its time has whole seconds."""
    server.change_original(INDEXED, body)
    disk = server.library.root / INDEXED
    later = disk.stat().st_mtime + 60
    os.utime(disk, (later, later))


def new_picture(body: bytes) -> bytes:
    """Return another picture than one."""
    return body[:-2] + b"\xff\xfe\x00\x06abcd" + body[-2:]


CHANGES: dict[str, Callable[[bytes], bytes]] = {
    "same length": lambda body: body[:-500] + bytes(498) + body[-2:],
    "longer": lambda body: body + bytes(100),
    "shorter": lambda body: body[: len(body) // 2],
}


@each_way
@pytest.mark.parametrize("change", CHANGES.values(), ids=list(CHANGES))
def test_changed_original_is_an_error(
    server: PhotoPrismServer,
    fs: PhotoPrismFileSystem,
    tmp_path: Path,
    body: bytes,
    read: Read,
    change: Callable[[bytes], bytes],
) -> None:
    """A file that changed since it was indexed is never read as the one that was."""
    fs.ls("originals/2021/07")
    _change(server, change(body))
    with pytest.raises(OSError, match="changed on the server since it was indexed") as caught:
        read(fs, PICTURE, tmp_path)
    assert "(200)" not in str(caught.value)
    assert (caught.value.errno, caught.value.filename) == (errno.EIO, PICTURE)


@pytest.mark.parametrize("change", CHANGES.values(), ids=list(CHANGES))
def test_part_of_a_changed_original_is_an_error(
    server: PhotoPrismServer, fs: PhotoPrismFileSystem, body: bytes, change: Callable[[bytes], bytes]
) -> None:
    """Neither is a part of it, wherever it is."""
    fs.ls("originals/2021/07")
    _change(server, change(body))
    for ask in (
        lambda: fs.cat_file(PICTURE, 10, 20),
        lambda: fs.cat_file(PICTURE, -20),
        lambda: fs.cat_ranges([PICTURE], [10], [20], on_error="raise"),
        lambda: fs.open(PICTURE, block_size=1000).read(10),
    ):
        with pytest.raises(OSError, match="changed on the server"):
            ask()


OF_IMAGE: dict[str, Read] = {
    **{name: read for name, read in WAYS.items() if name != "open in parts"},
    "cat_file": lambda fs, path, folder: bytes(fs.cat_file(path)),
    "a part": lambda fs, path, folder: bytes(fs.cat_file(path, 0, -1)),
    "cat_ranges": lambda fs, path, folder: b"".join(fs.cat_ranges([path] * 2, [0, 100], [100, None], on_error="raise")),
    "one of many": lambda fs, path, folder: bytes(fs.cat([PICTURE, path])[path]),
}


@pytest.mark.parametrize("read", OF_IMAGE.values(), ids=list(OF_IMAGE))
@pytest.mark.parametrize("path", ["originals/2021/07/IMG_1.DNG", "albums/Favourites/IMG_1.DNG"])
def test_replaced_and_indexed_file_is_read(
    server: PhotoPrismServer, fs: PhotoPrismFileSystem, tmp_path: Path, path: str, read: Read
) -> None:
    """A file that was replaced since its folder was listed is looked up once more, and read as it is now."""
    fs.ls(path.rpartition("/")[0])
    name = "2021/07/IMG_1.DNG"
    now = (server.library.root / name).read_bytes() + b"more"
    server.change_original(name, now)
    server.library.reindex()
    assert read(fs, path, tmp_path) in {now, now[:-1]}
    assert fs.info(path)["size"] == len(now)


def test_pictures_that_the_server_cannot_show_cost_no_search(
    server: PhotoPrismServer, behind: PhotoPrismFileSystem, proxy: FaultProxy
) -> None:
    """Thumbnails of a size that the server does not make are missing, however many, and nothing is listed for them."""
    paths = behind.find("thumbs/tile_224/originals")
    proxy.always(_ICON, faults.SetHeader("Content-Type", "image/svg+xml"), match="/tile_224")
    server.requests.clear()
    found = behind.cat(paths, on_error="return")
    assert [type(one) for one in found.values()] == [FileNotFoundError] * len(paths)
    assert behind.info(paths[0])["size"] is None  # listed, so it is described
    assert not [seen for seen in server.requests if seen.path.endswith("/photos")]


def test_replaced_file_can_be_opened_again(server: PhotoPrismServer, fs: PhotoPrismFileSystem, body: bytes) -> None:
    """A large file whose size is already known to its reader is an error once; opened again, it is read."""
    fs.ls("originals/2021/07")
    server.change_original(INDEXED, new_picture(body))
    server.library.reindex()
    with fs.open(PICTURE, block_size=5000) as file, pytest.raises(FileNotFoundError):
        file.read()
    with fs.open(PICTURE, block_size=5000) as file:
        assert file.read() == new_picture(body)


def test_many_replaced_files_list_their_folder_once(server: PhotoPrismServer, fs: PhotoPrismFileSystem) -> None:
    """Not each of them costs a listing: a few are looked up one by one until the folder is listed anew."""
    library = server.library
    paths = [path for path in fs.find("originals") if not path.endswith("IMG_1.JPG")]  # there is a copy of that
    for path in paths:
        original = library.root / path.removeprefix("originals/")
        server.change_original(path.removeprefix("originals/"), original.read_bytes() + path.encode())
    library.reindex()
    server.requests.clear()
    for path in paths:
        assert fs.cat_file(path).endswith(path.encode())
    folders = {path.rpartition("/")[0] for path in paths}
    assert len([seen for seen in server.requests if seen.path.endswith("/photos")]) <= 6 * len(folders)


def test_original_that_was_only_touched_is_read(
    server: PhotoPrismServer, library: Library, fs: PhotoPrismFileSystem, body: bytes
) -> None:
    """A file with another time and the same bytes is hashed once, and then read in parts."""
    fs.ls("originals/2021/07")
    _change(server, body)
    for start in (10, 500, 9000):
        assert fs.cat_file(PICTURE, start, start + 10) == body[start : start + 10]
    asked = [seen.headers.get("Range") for seen in server.requests if "/dl/" in seen.path]
    assert asked.count(None) == 1


def test_file_that_changes_while_it_is_open_is_never_mixed(
    server: PhotoPrismServer, open_library: OpenLibrary, body: bytes
) -> None:
    """Parts of two versions are never joined, though both have the right length."""
    fs = open_library(server.url, block_size=2000)
    with fs.open(PICTURE) as file:
        assert file.read(1000) == body[:1000]
        _change(server, CHANGES["same length"](body))
        with pytest.raises(OSError, match=r"changed on the server|not the one that was indexed"):
            file.read()


RANGE_FAULTS = {
    "another range": faults.ShiftRange(start=1),
    "several parts": faults.Multipart(),
    "no such range": faults.Unsatisfiable(),
}


@pytest.mark.parametrize("fault", RANGE_FAULTS.values(), ids=list(RANGE_FAULTS))
def test_wrong_range_is_an_error(behind: PhotoPrismFileSystem, proxy: FaultProxy, fault: faults.Fault) -> None:
    """An answer with other bytes than those that were asked for is not taken for them."""
    proxy.always(fault, match="/dl/")
    with pytest.raises(OSError, match=r".") as caught:
        behind.cat_file(PICTURE, 100, 200)
    assert (caught.value.errno, caught.value.filename) == (errno.EIO, PICTURE)


def test_server_without_ranges_is_read(behind: PhotoPrismFileSystem, proxy: FaultProxy, body: bytes) -> None:
    """Where the whole file comes instead of a part, what was not asked for is skipped."""
    proxy.always(faults.IgnoreRange(), match="/dl/")
    assert behind.cat_file(PICTURE, 100, 200) == body[100:200]
    assert behind.cat_file(PICTURE, -5) == body[-5:]
    with behind.open(PICTURE, block_size=5000) as file:
        assert file.read() == body


@each_way
def test_outage_is_an_error_by_name(
    behind: PhotoPrismFileSystem, proxy: FaultProxy, tmp_path: Path, read: Read
) -> None:
    """A server that is away is an error that names the path, after a few tries."""
    with proxy.unreachable(), pytest.raises(OSError, match=r"connect|refused|reach") as caught:
        read(behind, PICTURE, tmp_path)
    assert (caught.value.errno, caught.value.filename) == (errno.EIO, PICTURE)
    assert "server runs: " in str(caught.value)  # no full stop before the path


def test_outage_is_not_left_out(behind: PhotoPrismFileSystem, proxy: FaultProxy) -> None:
    """``on_error="omit"`` leaves out what is missing, not what could not be asked for."""
    with proxy.unreachable(), pytest.raises(OSError, match=r"connect|refused|reach"):
        behind.cat([PICTURE, THUMB], on_error="omit")


def _one_by_one(fs: Any, paths: list[str]) -> list[OSError]:
    found = []
    for path in paths:
        with pytest.raises(OSError, match=r".") as caught:
            fs.cat_file(path)
        found.append(caught.value)
    return found


def _together(fs: Any, paths: list[str]) -> list[OSError]:
    return list(fs.cat(paths, on_error="return").values())


def _two_by_two(fs: Any, paths: list[str]) -> list[OSError]:
    pairs = [paths[start : start + 2] for start in range(0, len(paths), 2)]
    return [error for pair in pairs for error in _together(fs, pair)]


def _beside_thumbnails(fs: Any, paths: list[str]) -> list[OSError]:
    """Read before each file a thumbnail that the server has kept."""
    found = []
    for path in paths:
        assert fs.cat_file(f"thumbs/tile_50/{path}")
        found += _one_by_one(fs, [path])
    return found


def _to_disk(fs: Any, paths: list[str]) -> list[OSError]:
    found = []
    for path in paths:
        with TemporaryDirectory() as folder, pytest.raises(OSError, match=r".") as caught:
            fs.get(path, f"{folder}/picture")
        found.append(caught.value)
    return found


@pytest.mark.parametrize("read_all", [_one_by_one, _together, _two_by_two, _to_disk])
@pytest.mark.parametrize("tree", ["originals", "thumbs/fit_3840/originals"])
def test_unmounted_originals_do_not_empty_the_library(
    server: PhotoPrismServer,
    library: Library,
    fs: PhotoPrismFileSystem,
    read_all: Callable[[Any, list[str]], list[OSError]],
    tree: str,
) -> None:
    """Each request for a missing file takes it out of the index: after five that did, nothing more is asked for."""
    paths = fs.find(tree)
    assert all(fs.isfile(path) for path in paths)
    server.unmount_originals()
    failed = read_all(fs, paths)
    assert len(failed) == len(paths)
    asked = [seen for seen in server.requests if "/dl/" in seen.path or "/t/" in seen.path]
    assert len(asked) <= 8
    assert failed[-1].errno == errno.EIO
    assert "are the originals mounted?" in str(failed[-1])


def test_kept_thumbnails_do_not_hide_that_originals_are_missing(
    server: PhotoPrismServer, fs: PhotoPrismFileSystem
) -> None:
    """A job that reads each original and its thumbnail asks for five missing originals, and for no more."""
    paths = []
    for folder in ("originals/2021/08", "originals/2021/09"):
        fs.ls(f"thumbs/tile_50/{folder}")
        paths += fs.ls(folder, detail=False)
    server.unmount_originals()
    failed = _beside_thumbnails(fs, paths)
    assert len([seen for seen in server.requests if "/dl/" in seen.path]) <= 5
    assert "are the originals mounted?" in str(failed[-1])


def test_large_and_small_originals_are_counted_together(
    server: PhotoPrismServer, fs: PhotoPrismFileSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Missing originals are five in a row, though some are asked for by themselves, and others together."""
    paths = fs.find("originals")
    sizes = sorted(fs.info(path)["size"] for path in paths)
    monkeypatch.setattr(reading, "LARGE", sizes[len(sizes) // 2])
    server.unmount_originals()
    failed = _together(fs, paths)
    assert len([seen for seen in server.requests if "/dl/" in seen.path]) <= 8
    assert "are the originals mounted?" in str(failed[-1])


def test_file_that_comes_ends_the_caution(server: PhotoPrismServer, fs: PhotoPrismFileSystem) -> None:
    """After a missing file, files are asked for together again as soon as one comes, into memory and to disk."""
    paths = [path for path in fs.find("originals") if path.endswith(".JPG")]
    server.remove_original(paths[0].removeprefix("originals/"))
    assert len(fs.cat(paths, on_error="omit")) == len(paths) - 1
    with TemporaryDirectory() as folder, pytest.raises(FileNotFoundError) as caught:
        fs.get(paths, [f"{folder}/{number}" for number in range(len(paths))])
    assert caught.value.filename == paths[0]
    with TemporaryDirectory() as folder:
        fs.get(paths[1:], [f"{folder}/{number}" for number in range(1, len(paths))])
        assert len(os.listdir(folder)) == len(paths) - 1
