"""Opened files: read whole or in parts, with each cache of fsspec, as text, compressed, pickled."""

import gzip
import io
import pickle
from typing import Any

import fsspec
import pytest
from fsspec.core import caches
from PIL import Image

from photoprism_client.fs import PhotoPrismFileSystem
from photoprism_client.fs.open_file import RangedFile, WholeFile
from photoprism_client.testing import Library, PhotoPrismServer
from test.fs.conftest import PICTURE, THUMB, OpenLibrary
from test.support.indexed_files import add_file


@pytest.fixture
def parts(server: PhotoPrismServer, open_library: OpenLibrary) -> PhotoPrismFileSystem:
    """Make a file system that reads originals in parts of 4000 bytes."""
    return open_library(server.url, block_size=4000)


def downloads(server: PhotoPrismServer) -> list[str | None]:
    """Return the ``Range`` of each request for an original."""
    return [seen.headers.get("Range") for seen in server.requests if "/api/v1/dl/" in seen.path]


def test_small_file_is_one_request_at_the_first_read(
    fs: PhotoPrismFileSystem, server: PhotoPrismServer, body: bytes
) -> None:
    """Opening asks for no bytes; reading a file up to the block size asks for all of them, once."""
    with fs.open(PICTURE) as file:
        assert isinstance(file, WholeFile)
        assert file.size == len(body)
        assert downloads(server) == []
        assert file.read(10) == body[:10]
        assert file.seek(-10, 2) == len(body) - 10
        assert file.read() == body[-10:]
        assert file.tell() == len(body)
        assert file.read() == b""
        assert file.seek(5) == 5
        assert file.seek(5, 1) == 10
        buffer = bytearray(7)
        assert file.readinto(buffer) == 7
        assert bytes(buffer) == body[10:17]
        assert (file.readable(), file.seekable(), file.writable()) == (True, True, False)
    assert downloads(server) == [None]
    assert file.closed
    with pytest.raises(ValueError, match="closed"):
        file.read()


def test_seeking_out_of_a_file_is_refused(fs: PhotoPrismFileSystem) -> None:
    """A position is not below 0, and *whence* is 0, 1 or 2."""
    with fs.open(PICTURE) as file:
        with pytest.raises(ValueError, match="before start"):
            file.seek(-1)
        with pytest.raises(ValueError, match="whence"):
            file.seek(0, 3)


def test_thumbnail_has_a_size_once_it_is_read(fs: PhotoPrismFileSystem) -> None:
    """The size of a thumbnail is found by reading it, when it is wanted."""
    with fs.open(THUMB) as file:
        size = file.seek(0, 2)
        assert file.size == size
        file.seek(0)
        data = file.read()
    assert len(data) == size == fs.size(THUMB)
    assert fs.sizes([THUMB, PICTURE]) == [size, fs.info(PICTURE)["size"]]
    assert data == fs.cat_file(THUMB)
    with fs.open(THUMB) as file, Image.open(file) as picture:
        assert picture.size == (224, 224)
        assert picture.format == "JPEG"


def test_large_file_is_read_in_parts(parts: PhotoPrismFileSystem, server: PhotoPrismServer, body: bytes) -> None:
    """Only the parts that are read are asked for."""
    with parts.open(PICTURE) as file:
        assert isinstance(file, RangedFile)
        assert file.seek(-100, 2) == len(body) - 100
        assert file.read() == body[-100:]
    assert downloads(server) == [f"bytes={len(body) - 100}-{len(body) - 1}"]
    with Image.open(parts.open(PICTURE)) as picture:
        picture.load()
        assert picture.format == "JPEG"


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # fsspec leaves a file of "mmap" open
@pytest.mark.parametrize("cache_type", sorted(filter(None, caches)))
def test_each_cache_reads_the_same(parts: PhotoPrismFileSystem, body: bytes, cache_type: str) -> None:
    """Every cache that fsspec has gives the right bytes, in order and out of it."""
    options: dict[str, Any] = {}
    if cache_type == "parts":
        options = {"data": {(0, len(body)): body}}
    with parts.open(PICTURE, cache_type=cache_type, cache_options=options) as file:
        assert file.read(1000) == body[:1000]
        file.seek(9000)
        assert file.read(5000) == body[9000:14000]
        file.seek(500)
        assert file.read(5000) == body[500:5500]
        file.seek(0)
        pieces = list(iter(lambda: file.read(3000), b""))
    assert b"".join(pieces) == body


def test_block_size_can_be_told_when_opening(fs: PhotoPrismFileSystem, body: bytes) -> None:
    """A file is read in parts of the size that its reader wants."""
    with fs.open(PICTURE, block_size=1000) as file:
        assert isinstance(file, RangedFile)
        assert file.blocksize == 1000
        assert file.read() == body


def test_wrong_options_of_open_are_refused(fs: PhotoPrismFileSystem, server: PhotoPrismServer) -> None:
    """A cache that there is not, and a size that cannot be, are refused before anything is sent."""
    wrong: list[dict[str, Any]] = [{"cache_type": "everything"}, {"block_size": -1}]
    for options in wrong:
        with pytest.raises(ValueError, match="must be"):
            fs.open(PICTURE, **options)
    assert list(server.requests) == []
    with fs.open(PICTURE, block_size="default") as file:
        assert file.blocksize == fs.blocksize


def test_lines_and_text(fs: PhotoPrismFileSystem, library: Library, body: bytes) -> None:
    """Lines, text and iteration work as with any file."""
    with fs.open(PICTURE) as file:
        assert file.readline() == body[: body.index(b"\n") + 1]
        assert b"".join(file) == body[body.index(b"\n") + 1 :]
    with fs.open(PICTURE) as file:
        assert file.readline(3) == body[:3]
    with fs.open(PICTURE, "r", encoding="latin-1", newline="") as file:
        assert file.read() == body.decode("latin-1")
    assert fs.read_text(PICTURE, encoding="latin-1", newline="") == body.decode("latin-1")
    assert fs.head(PICTURE, 10) == body[:10]
    assert fs.tail(PICTURE, 10) == body[-10:]
    assert fs.read_block(PICTURE, 10, 20) == body[10:30]


def test_compressed_original_is_unpacked(server: PhotoPrismServer, library: Library, open_library: OpenLibrary) -> None:
    """``compression`` unpacks what is read."""
    add_file(library, "packed/words.gz", gzip.compress(b"many words"))
    fs = open_library(server.url)
    with fs.open("originals/packed/words.gz", compression="infer") as file:
        assert file.read() == b"many words"


@pytest.mark.parametrize("block_size", [1000, 5_000_000])
def test_open_files_can_be_pickled(
    server: PhotoPrismServer, open_library: OpenLibrary, body: bytes, block_size: int
) -> None:
    """A copy goes on at the same place."""
    fs = open_library(server.url, block_size=block_size)
    with fs.open(PICTURE) as file:
        file.seek(1234)
        with pickle.loads(pickle.dumps(file)) as other:
            assert other.tell() == 1234
            assert other.read() == body[1234:]
            assert type(other) is type(file)


def test_closing_early_gives_the_connection_back(parts: PhotoPrismFileSystem, server: PhotoPrismServer) -> None:
    """Files that are closed before their end leave no connection open: all requests go over one."""
    for _ in range(5):
        with parts.open(PICTURE) as file:
            file.read(10)
    assert len({seen.client_port for seen in server.requests if "/dl/" in seen.path}) == 1


def test_url_opens_without_code_of_ours(server: PhotoPrismServer, body: bytes) -> None:
    """A URL and storage options are enough."""
    url, who = f"photoprism://{server.url.partition('://')[2]}", {"username": "admin", "password": "photoprism"}
    with fsspec.open(f"{url}/{PICTURE}", **who) as file:
        assert file.read() == body
    with fsspec.open(f"{url}/{PICTURE}", "rt", encoding="latin-1", newline="", **who) as file:
        assert file.read(4) == body[:4].decode("latin-1")
    opened = fsspec.open_files(f"{url}/originals/2021/07/*.JPG", **who)
    assert len(opened) >= 2
    with opened[0] as file:
        assert file.read(3) == b"\xff\xd8\xff"
    fs, path = fsspec.url_to_fs(f"{url}/{PICTURE}", **who)
    assert (path, fs.cat_file(path)) == (PICTURE, body)
    assert fs.unstrip_protocol(path) == f"{url}/{PICTURE}"


def test_whole_file_is_a_plain_stream(fs: PhotoPrismFileSystem, body: bytes) -> None:
    """What the standard library does with binary files works."""
    with fs.open(PICTURE) as file, io.BufferedReader(file) as reader:
        assert reader.peek(3)[:3] == body[:3]
        assert reader.read() == body
