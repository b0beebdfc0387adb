"""What is there: listing, finding and describing files by fsspec's methods."""

import errno
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import fsspec
import pytest

from photoprism_client.fs import PhotoPrismFileSystem
from photoprism_client.testing import FaultProxy, Library, PhotoPrismServer, faults
from test.fs.conftest import PICTURE, THUMB, OpenLibrary


def test_protocol_is_registered(server: PhotoPrismServer) -> None:
    """``photoprism`` is a protocol of fsspec without an import of ours."""
    assert fsspec.get_filesystem_class("photoprism") is PhotoPrismFileSystem
    assert "photoprism" in fsspec.available_protocols()


def test_ls_lists_a_folder(fs: PhotoPrismFileSystem) -> None:
    """A folder is listed as paths or as what is known of each; a file as itself."""
    assert fs.ls("", detail=False) == ["albums", "labels", "originals", "people", "thumbs"]
    found = fs.ls("originals/2021/07")
    assert PICTURE in [one["name"] for one in found]
    assert [one["name"] for one in found] == fs.ls("/originals/2021/07/", detail=False)
    assert fs.ls(PICTURE) == [fs.info(PICTURE) | {"mtime": None}]


def test_repeated_slashes_mean_nothing(fs: PhotoPrismFileSystem) -> None:
    """As on a local disk, a path that was put together with a slash too many is the same."""
    doubled = PICTURE.replace("/", "//")
    assert fs.exists(doubled)
    assert fs.info(doubled) == fs.info(PICTURE)
    assert fs.glob("originals//2021//07//IMG_0002.*") == [PICTURE]


def test_info_tells_size_hash_and_photo(fs: PhotoPrismFileSystem, library: Library) -> None:
    """What the index knows of a file is in its description; a thumbnail is read for its size."""
    file = library.find("2021/07/IMG_0002.JPG").files[0]
    info = fs.info(PICTURE)
    assert (info["type"], info["size"], info["sha1"], info["thumb"]) == ("file", file.size, file.hash, None)
    assert info["photo_uid"] == library.find("2021/07/IMG_0002.JPG").uid
    assert info["content_type"] == "image/jpeg"
    assert info["mtime"] == int(fs.modified(PICTURE).timestamp())
    assert fs.checksum(PICTURE) == int(info["checksum"], 16) == int(file.hash, 16)
    assert fs.stat(PICTURE) == info
    thumb = fs.info(THUMB)
    assert (thumb["size"], thumb["sha1"], thumb["thumb"]) == (len(fs.cat_file(THUMB)), file.hash, "tile_224")
    assert (thumb["checksum"], thumb["mtime"]) == (None, None)
    assert fs.checksum(THUMB) == int(fs.ukey(THUMB), 16)
    folder = fs.info("originals/2021")
    assert (folder["type"], folder["mtime"]) == ("directory", None)


def test_missing_paths_are_file_not_found(fs: PhotoPrismFileSystem) -> None:
    """The error names the path."""
    for ask in (fs.info, fs.ls, fs.cat_file, fs.open, lambda path: list(fs.iter_find(path))):
        with pytest.raises(FileNotFoundError) as caught:
            ask("originals/no/such.jpg")
        assert caught.value.filename == "originals/no/such.jpg"
    with pytest.raises(IsADirectoryError):
        fs.open("originals/2021")
    with pytest.raises(IsADirectoryError):
        fs.cat_file("originals/2021")


def test_exists_tells_files_from_folders(fs: PhotoPrismFileSystem) -> None:
    """A path is a file, a folder, or nothing."""
    assert fs.exists(PICTURE)
    assert fs.lexists(PICTURE)
    assert fs.isfile(PICTURE)
    assert not fs.isdir(PICTURE)
    assert fs.isdir("originals/2021")
    assert not fs.exists("originals/nothing")
    assert not fs.exists(f"{PICTURE}/below")


@pytest.mark.parametrize("ask", ["exists", "isfile", "isdir", "find", "glob", "info", "ls", "cat_file"])
def test_outage_is_never_a_missing_file(server: PhotoPrismServer, open_library: OpenLibrary, ask: str) -> None:
    """A server that does not answer is an error, not an empty library."""
    with FaultProxy(server.url) as proxy:
        fs = open_library(proxy.url, retries=0)
        with proxy.unreachable(), pytest.raises(OSError, match=r"unreachable|refused|connect") as caught:
            getattr(fs, ask)("originals/2021/*" if ask == "glob" else "originals/2021/07/IMG_0002.JPG")
    assert caught.value.errno == errno.EIO


def test_wrong_address_is_not_a_missing_file(server: PhotoPrismServer, open_library: OpenLibrary) -> None:
    """A 404 of something other than PhotoPrism says nothing about a path."""
    fs = open_library(f"{server.url}/elsewhere")
    with pytest.raises(OSError, match="not a PhotoPrism API") as caught:
        fs.exists(PICTURE)
    assert caught.value.errno == errno.EIO


def test_find_lists_all_files_below(fs: PhotoPrismFileSystem, library: Library) -> None:
    """All originals are found, sorted; a file finds itself; nothing finds nothing."""
    found = fs.find("originals")
    assert found == sorted(found)
    assert PICTURE in found
    assert len(found) > 20
    assert dict(fs.iter_find("originals")) == fs.find("originals", detail=True)
    assert fs.find(PICTURE) == [PICTURE]
    assert list(fs.iter_find(PICTURE)) == [(PICTURE, fs.info(PICTURE) | {"mtime": None})]
    assert fs.find("originals/none") == []
    assert fs.find("originals/none", detail=True) == {}


def test_find_stops_at_a_depth(fs: PhotoPrismFileSystem) -> None:
    """With a depth, folders are looked at level by level; with folders wanted, each is there once."""
    assert fs.find("originals", maxdepth=1) == []
    assert "originals/2021" in fs.find("originals", maxdepth=1, withdirs=True)
    folders = [
        name for name, info in fs.find("originals/2021", withdirs=True, detail=True).items() if info["size"] == 0
    ]
    assert folders[:2] == ["originals/2021", "originals/2021/07"]
    with pytest.raises(ValueError, match="at least 1"):
        fs.find("originals", maxdepth=0)


def test_walk_goes_down_as_os_walk_does(fs: PhotoPrismFileSystem) -> None:
    """Folders come before or after those in them, and a caller may leave some out."""
    down = list(fs.walk("originals"))
    assert down[0][0] == "originals"
    assert {f"{path}/{name}" for path, _, files in down for name in files} == set(fs.find("originals"))
    assert [path for path, _, _ in fs.walk("originals", topdown=False)][-1] == "originals"
    seen = []
    for path, dirs, _ in fs.walk("originals"):
        seen.append(path)
        dirs[:] = [name for name in dirs if name == "2021"]
    assert seen[1] == "originals/2021"
    assert not [path for path in seen if "2022" in path]
    assert [path for path, _, _ in fs.walk("originals", maxdepth=1)] == ["originals"]
    (found,) = fs.walk("originals/2021/07", detail=True)
    assert found[2]["IMG_0002.JPG"] == fs.info(PICTURE) | {"mtime": None}


def test_walk_says_what_it_cannot_list(fs: PhotoPrismFileSystem) -> None:
    """A folder that is missing is left out, raised, or passed to a function."""
    errors: list[OSError] = []
    assert list(fs.walk("originals/none")) == []
    assert list(fs.walk("originals/none", on_error=errors.append)) == []
    assert [type(error) for error in errors] == [FileNotFoundError]
    with pytest.raises(FileNotFoundError):
        list(fs.walk("originals/none", on_error="raise"))


def test_glob_finds_by_pattern(fs: PhotoPrismFileSystem) -> None:
    """Patterns work at any level, and through folders."""
    assert PICTURE in fs.glob("originals/2021/07/*.JPG")
    assert PICTURE in fs.glob("originals/**/IMG_*.JPG")
    assert fs.glob("originals/202[12]") == ["originals/2021", "originals/2022"]
    assert fs.glob("originals/*/nothing*") == []
    assert "albums/Favourites" in fs.glob("albums/*")


def test_du_adds_up(fs: PhotoPrismFileSystem) -> None:
    """Sizes of originals are added up without a request for each; those of thumbnails are not known."""
    sizes = fs.du("originals", total=False)
    assert fs.du("originals") == sum(sizes.values())
    assert set(sizes) == set(fs.find("originals"))
    with pytest.raises(OSError, match="not known before") as caught:
        fs.du("thumbs/tile_224/originals")
    assert caught.value.errno == errno.EOPNOTSUPP


def test_times_come_from_the_index(fs: PhotoPrismFileSystem, server: PhotoPrismServer, library: Library) -> None:
    """The time of change is that of the file on the server's disk, also of the one that a thumbnail is made of."""
    changed = int((library.root / "2021/07/IMG_0002.JPG").stat().st_mtime)
    assert fs.modified(PICTURE) == fs.modified(THUMB) == datetime.fromtimestamp(changed, UTC)
    assert fs.created(PICTURE).tzinfo is UTC
    with pytest.raises(OSError, match="does not tell"):
        fs.modified("originals/2021")


def test_outage_is_not_a_time_that_is_unknown(server: PhotoPrismServer, open_library: OpenLibrary) -> None:
    """Where the server does not answer, the error says so."""
    with FaultProxy(server.url) as proxy:
        fs = open_library(proxy.url, retries=0)
        fs.ls("originals/2021/07")
        proxy.always(faults.Status(502), match="/files/")
        with pytest.raises(OSError, match="502") as caught:
            fs.modified(PICTURE)
    assert (caught.value.errno, caught.value.filename) == (errno.EIO, PICTURE)


def test_ukey_changes_with_the_content(fs: PhotoPrismFileSystem) -> None:
    """Each content has its own key; an original and its thumbnails differ."""
    paths = [PICTURE, THUMB, THUMB.replace("tile_224", "tile_500"), "originals/2021/07/IMG_1.JPG"]
    assert len({fs.ukey(path) for path in paths}) == 4
    assert len({fs.checksum(path) for path in paths}) == 4
    assert fs.ukey(PICTURE) == fs.ukey(PICTURE)


WRITES: dict[str, Callable[[Any], object]] = {
    "open w": lambda fs: fs.open("originals/new.jpg", "wb"),
    "open a": lambda fs: fs.open("originals/new.jpg", "ab"),
    "open x": lambda fs: fs.open("originals/new.jpg", "xb"),
    "open text": lambda fs: fs.open("originals/new.jpg", "w"),
    "mkdir": lambda fs: fs.mkdir("originals/new.jpg"),
    "makedirs": lambda fs: fs.makedirs("originals/new.jpg", exist_ok=True),
    "mkdirs": lambda fs: fs.mkdirs("originals/new.jpg"),
    "rmdir": lambda fs: fs.rmdir("originals/new.jpg"),
    "rm": lambda fs: fs.rm("originals/new.jpg", recursive=True),
    "rm_file": lambda fs: fs.rm_file("originals/new.jpg"),
    "delete": lambda fs: fs.delete("originals/new.jpg"),
    "touch": lambda fs: fs.touch("originals/new.jpg"),
    "pipe": lambda fs: fs.pipe("originals/new.jpg", b""),
    "pipe_file": lambda fs: fs.pipe_file("originals/new.jpg", b""),
    "write_bytes": lambda fs: fs.write_bytes("originals/new.jpg", b""),
    "write_text": lambda fs: fs.write_text("originals/new.jpg", ""),
    "put": lambda fs: fs.put("/tmp/here", "originals/new.jpg"),
    "put_file": lambda fs: fs.put_file("/tmp/here", "originals/new.jpg"),
    "upload": lambda fs: fs.upload("/tmp/here", "originals/new.jpg"),
    "cp": lambda fs: fs.cp("originals/a.jpg", "originals/new.jpg"),
    "cp_file": lambda fs: fs.cp_file("originals/a.jpg", "originals/new.jpg"),
    "mv": lambda fs: fs.mv("originals/new.jpg", "originals/b.jpg"),
    "rename": lambda fs: fs.rename("originals/new.jpg", "originals/b.jpg"),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_writing_is_refused_before_any_request(
    fs: PhotoPrismFileSystem, server: PhotoPrismServer, write: Callable[[Any], object]
) -> None:
    """Whatever would change the library is an error that names the path, and nothing is sent."""
    with pytest.raises(OSError, match="read-only") as caught:
        write(fs)
    assert (caught.value.errno, caught.value.filename) == (errno.EROFS, "originals/new.jpg")
    assert list(server.requests) == []


def test_other_changes_are_refused(fs: PhotoPrismFileSystem) -> None:
    """There are no transactions, and no URLs that hold a token."""
    with pytest.raises(OSError, match="read-only"):
        fs.start_transaction()
    with pytest.raises(OSError, match="read-only"):
        fs.pipe({"originals/a.jpg": b""})
    with pytest.raises(NotImplementedError, match="token"):
        fs.sign(PICTURE)


def test_listings_are_kept_until_asked_anew(fs: PhotoPrismFileSystem, server: PhotoPrismServer) -> None:
    """A second look asks nothing; ``refresh`` and ``invalidate_cache`` do."""
    fs.ls("originals/2021/07")
    count = len(server.requests)
    fs.ls("originals/2021/07")
    fs.isfile(PICTURE)
    fs.ukey(PICTURE)
    assert len(server.requests) == count
    fs.ls("originals/2021/07", refresh=True)
    assert len(server.requests) > count
    count = len(server.requests)
    fs.invalidate_cache()
    fs.ls("originals/2021/07")
    assert len(server.requests) > count
