"""The bytes of many files, and parts of files."""

import gc
import socket
import tracemalloc
from array import array
from collections.abc import Iterator

import pytest

from photoprism_client.fs import PhotoPrismFileSystem, reading
from photoprism_client.testing import FaultProxy, Library, PhotoPrismServer, faults
from test.fs.conftest import OTHER, PICTURE, THUMB, THUMBS, OpenLibrary


def asked(server: PhotoPrismServer, part: str) -> list[str]:
    """Return the paths of requests that have a part."""
    return [seen.path for seen in server.requests if part in seen.path]


def test_one_path_gives_bytes_and_many_a_dictionary(fs: PhotoPrismFileSystem, body: bytes) -> None:
    """As with every file system of fsspec; the order is that of the paths."""
    assert fs.cat(PICTURE) == body
    assert fs.cat([PICTURE]) == {PICTURE: body}
    found = fs.cat([THUMB, OTHER, PICTURE])
    assert list(found) == [THUMB, OTHER, PICTURE]
    assert found[PICTURE] == body
    assert all(type(one) is bytes for one in found.values())
    assert fs.cat("originals/2021/07/*0002.JPG") == {PICTURE: body}
    below = fs.cat("originals/2021", recursive=True)
    assert list(below) == fs.find("originals/2021")
    assert fs.cat(PICTURE, start=2, end=5) == body[2:5]
    assert fs.cat([PICTURE], start=-5) == {PICTURE: body[-5:]}


def test_originals_are_byte_for_byte(fs: PhotoPrismFileSystem, library: Library) -> None:
    """Every original of the library, read with the others, is what is on the server's disk."""
    found = fs.cat("originals", recursive=True)
    assert len(found) > 20
    for path, data in found.items():
        assert data == (library.root / path.removeprefix("originals/")).read_bytes()


def test_many_thumbnails_are_asked_for_together(fs: PhotoPrismFileSystem, server: PhotoPrismServer) -> None:
    """Each thumbnail is one request; they come as a single read brings them."""
    paths = fs.find(THUMBS)
    found = fs.cat(paths)
    assert list(found) == paths
    assert len(asked(server, "/api/v1/t/")) == len({fs.info(path)["sha1"] for path in paths})
    assert found[THUMB] == fs.cat_file(THUMB)


def test_large_originals_go_one_by_one(
    fs: PhotoPrismFileSystem, monkeypatch: pytest.MonkeyPatch, library: Library
) -> None:
    """Large originals are read among small ones, and the order stays."""
    monkeypatch.setattr(reading, "LARGE", 30_000)
    found = fs.cat(fs.find("originals"))
    assert list(found) == fs.find("originals")
    assert {fs.info(path)["size"] < 30_000 for path in found} == {True, False}
    for path, data in found.items():
        assert data == (library.root / path.removeprefix("originals/")).read_bytes()


def test_iter_cat_takes_paths_as_they_are_needed(fs: PhotoPrismFileSystem) -> None:
    """An endless iterable is fine: a bounded number is taken ahead."""
    taken = []

    def endless() -> Iterator[str]:
        while True:
            taken.append(THUMB)
            yield THUMB

    results = fs.iter_cat(endless())
    assert next(results)[0] == THUMB
    assert len(taken) <= 20
    results.close()
    assert next(fs.iter_cat(PICTURE))[0] == PICTURE


def test_iter_cat_needs_no_memory_for_all(fs: PhotoPrismFileSystem, body: bytes) -> None:
    """Reading an original 300 times holds a few of them."""
    fs.cat_file(PICTURE)
    tracemalloc.start()
    for _, data in fs.iter_cat(PICTURE for _ in range(300)):
        assert len(data) == len(body)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 100 * len(body)


def test_errors_are_raised_left_out_or_returned(
    fs: PhotoPrismFileSystem, server: PhotoPrismServer, body: bytes
) -> None:
    """A missing file ends the reading, is left out, or stands where its bytes would be."""
    server.remove_original("2021/07/IMG_1.JPG")
    paths = [PICTURE, "originals/none.jpg", OTHER]
    with pytest.raises(FileNotFoundError) as caught:
        fs.cat(paths)
    assert caught.value.filename == "originals/none.jpg"
    found = fs.cat(paths, on_error="return")
    assert found[PICTURE] == body
    assert [found[path].filename for path in paths[1:]] == paths[1:]
    assert fs.cat([PICTURE, "originals/none.jpg"], on_error="omit") == {PICTURE: body}
    with pytest.raises(ValueError, match="on_error"):
        fs.cat(paths, on_error="ignore")
    with pytest.raises(IsADirectoryError):
        fs.cat(["originals/2021"], on_error="omit")


def test_cat_file_cuts_as_a_slice_does(fs: PhotoPrismFileSystem, open_library: OpenLibrary, body: bytes) -> None:
    """Offsets count from the end when they are negative, and stop at the ends of the file."""
    thumb = fs.cat_file(THUMB)
    for start, end in [(None, 10), (10, None), (-10, None), (None, -10), (5, 10), (-20, -10), (10, 5), (0, 10**9)]:
        assert fs.cat_file(PICTURE, start, end) == body[start:end]
        assert fs.cat_file(THUMB, start, end) == thumb[start:end]
    assert fs.read_bytes(PICTURE, 3, 6) == body[3:6]


def test_cat_ranges_reads_near_parts_together(fs: PhotoPrismFileSystem, server: PhotoPrismServer, body: bytes) -> None:
    """Parts of a file that are near to each other are one request; the order is that of the paths."""
    paths = [PICTURE, THUMB, PICTURE, PICTURE, PICTURE]
    starts, ends = [100, 0, 0, -10, 50], [110, 3, 10, None, 40]
    found = fs.cat_ranges(paths, starts, ends, max_gap=1000)
    assert found == [body[100:110], b"\xff\xd8\xff", body[:10], body[-10:], b""]
    assert len(asked(server, "/api/v1/dl/")) == 2
    assert fs.cat_ranges([PICTURE, PICTURE], 0, 4) == [body[:4]] * 2
    assert fs.cat_ranges([PICTURE, PICTURE], range(2), array("q", [3, 4])) == [body[:3], body[1:4]]
    assert fs.cat_ranges([PICTURE, PICTURE], [0, 200], [10, 210], max_gap=0) == [body[:10], body[200:210]]
    assert len(asked(server, "/api/v1/dl/")) == 6


def test_cat_ranges_says_what_is_wrong(fs: PhotoPrismFileSystem, body: bytes) -> None:
    """Errors stand where the bytes would be, or are raised; lists must fit."""
    found = fs.cat_ranges(["originals/none.jpg", PICTURE], 0, 4)
    assert isinstance(found[0], FileNotFoundError)
    assert found[1] == body[:4]
    with pytest.raises(FileNotFoundError):
        fs.cat_ranges(["originals/none.jpg"], 0, 4, on_error="raise")
    with pytest.raises(ValueError, match="2 paths, 1 starts and 2 ends"):
        fs.cat_ranges([PICTURE, PICTURE], [0], [1, 2])


def test_a_pattern_without_files_is_missing(fs: PhotoPrismFileSystem) -> None:
    """A misspelt pattern does not pass for an empty result; an empty folder is one."""
    nothing = "originals/2021/07/NONE_*.JPG"
    for paths in (nothing, [nothing], [PICTURE, nothing]):
        with pytest.raises(FileNotFoundError) as caught:
            fs.cat(paths)
        assert caught.value.filename == nothing
    assert list(fs.cat([PICTURE, nothing], on_error="omit")) == [PICTURE]
    assert fs.cat("albums/Empty", recursive=True) == {}
    with pytest.raises(FileNotFoundError) as caught:
        fs.expand_path(nothing)
    assert caught.value.filename == nothing


def test_folders_that_match_a_pattern_are_read(fs: PhotoPrismFileSystem) -> None:
    """With ``recursive``, a pattern stands for the files in the folders that it matches, each once."""
    files = fs.find("originals/2021")
    for pattern in ("originals/2021/*", "originals/2021/**", "originals/202[1]"):
        assert [path for path, _ in fs.iter_cat(pattern, recursive=True)] == files


def test_mapper_reads(fs: PhotoPrismFileSystem, body: bytes) -> None:
    """Fsspec's mapping of a folder reads files, and cannot change them."""
    mapper = fs.get_mapper("originals/2021/07")
    assert mapper["IMG_0002.JPG"] == body
    assert "IMG_0002.JPG" in mapper
    assert mapper.getitems(["IMG_0002.JPG"]) == {"IMG_0002.JPG": body}
    with pytest.raises(KeyError):
        mapper["none.jpg"]
    with pytest.raises(OSError, match="read-only"):
        mapper["new.jpg"] = b""


def test_errors_keep_no_connection(server: PhotoPrismServer, open_library: OpenLibrary) -> None:
    """What is read ahead ends with an error, also while the error is kept."""
    with FaultProxy(server.url) as proxy:
        fs = open_library(proxy.url)
        paths = fs.find("originals")
        proxy.always(faults.Status(404, {"Content-Type": "application/json"}), match=f"/dl/{fs.info(paths[1])['sha1']}")
        errors = []
        for _ in range(20):
            with pytest.raises(FileNotFoundError) as caught:
                fs.cat(paths)
            errors.append(caught.value)
            fs.cat(paths[:1])  # a file that comes: so the next ones are asked for together
        port = int(proxy.url.rpartition(":")[2])
        sockets = [one for one in gc.get_objects() if isinstance(one, socket.socket) and one.fileno() >= 0]
        assert 1 <= len([one for one in sockets if _is_to(one, port)]) < 10  # those that the client keeps for later


def _is_to(one: socket.socket, port: int) -> bool:
    try:
        return one.family == socket.AF_INET and bool(one.getpeername()[1] == port)
    except OSError:
        return False  # it listens
