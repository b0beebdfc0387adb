"""The library as a file system, from the embedded server in every mode or a real one."""

import errno
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from photoprism_client._content.signatures import is_whole
from photoprism_client.fs import PhotoPrismFileSystem, connection
from test.support.contract_site import Site

_TREES = ("albums", "labels", "originals", "people")
_MOST = 20  # files of a tree that are looked at one by one


@pytest.fixture
def fs(site: Site, monkeypatch: pytest.MonkeyPatch) -> Iterator[PhotoPrismFileSystem]:
    """Make a file system of the server, with the tokens of its client."""
    for name in [name for name in os.environ if name.startswith("PHOTOPRISM_")]:
        monkeypatch.delenv(name)
    configuration = site.client.configuration
    token: dict[str, Any] = {} if site.is_public else {"access_token": configuration.access_token}
    fs = PhotoPrismFileSystem(host=configuration.host, skip_instance_cache=True, **token)
    yield fs
    fs._connection.client.close()
    connection._shared.clear()


def test_roots_are_listed(fs: PhotoPrismFileSystem) -> None:
    """All trees are there, with and without a size, and what is listed in them has a description and exists."""
    assert fs.ls("", detail=False) == [*_TREES, "thumbs"]
    assert "thumbs/tile_224" in fs.ls("thumbs", detail=False)
    for tree in _TREES:
        found = fs.ls(tree)
        folders = [one["name"] for one in found if one["type"] == "directory"]
        small = [one["name"] for one in fs.ls(f"thumbs/tile_224/{tree}") if one["type"] == "directory"]
        assert small == [f"thumbs/tile_224/{name}" for name in folders]
        for info in found[:_MOST]:
            assert fs.exists(info["name"])
            assert fs.info(info["name"])["type"] == info["type"]


@pytest.mark.parametrize("tree", [*_TREES, *(f"thumbs/tile_224/{tree}" for tree in _TREES)])
def test_find_agrees_with_walk(fs: PhotoPrismFileSystem, tree: str) -> None:
    """A search over a tree finds the files that are listed folder by folder, and each can be looked up."""
    walked = {f"{folder}/{name}" for folder, _, files in fs.walk(tree) for name in files}
    found = fs.find(tree, detail=True)
    assert set(found) == walked
    fs.invalidate_cache()
    for path in [*found][:_MOST]:
        assert fs.info(path)["sha1"] == found[path]["sha1"]


def test_originals_are_those_of_the_index(fs: PhotoPrismFileSystem, site: Site) -> None:
    """Each of the users' own files is found by its path, with its SHA-1 and size."""
    found = fs.find("originals", detail=True)
    for file in site.originals:
        info = found[f"originals/{file['Name']}"]
        assert (info["sha1"], info["size"], info["uid"]) == (file["Hash"], file["Size"], file["UID"])


def test_original_is_read_in_every_way(fs: PhotoPrismFileSystem, site: Site, tmp_path: Path) -> None:
    """Whole, in parts, as one of many and to disk: the bytes are those of the SHA-1."""
    file = next(file for file in site.originals if 20_000 < file["Size"] < 5_000_000)
    path = f"originals/{file['Name']}"
    body = fs.cat_file(path)
    assert hashlib.sha1(body, usedforsecurity=False).hexdigest() == file["Hash"]
    assert fs.cat([path]) == {path: body}
    for block_size in (None, 8192):
        with fs.open(path, block_size=block_size) as opened:
            assert opened.size == len(body)
            assert opened.read(1000) == body[:1000]
            opened.seek(-1000, 2)
            assert opened.read() == body[-1000:]
            opened.seek(0)
            assert b"".join(iter(lambda: opened.read(10_000), b"")) == body
    assert fs.cat_file(path, 100, 200) == body[100:200]
    assert fs.cat_ranges([path] * 3, [0, 5000, -10], [10, 6000, None]) == [body[:10], body[5000:6000], body[-10:]]
    fs.get(path, str(tmp_path / "picture"))
    assert (tmp_path / "picture").read_bytes() == body
    assert fs.modified(path).timestamp() > 0


def test_thumbnails_are_whole_pictures(fs: PhotoPrismFileSystem) -> None:
    """Thumbnails of one folder come alike one by one and together; what the server has no picture of is missing."""
    paths = fs.find("thumbs/tile_224/originals")[:_MOST]
    for path, picture in fs.cat(paths, on_error="return").items():
        if isinstance(picture, FileNotFoundError):
            continue
        assert is_whole(picture)
        with fs.open(path) as opened:
            assert opened.read() == picture


def test_errors_have_the_types_of_a_file_system(fs: PhotoPrismFileSystem, site: Site) -> None:
    """What is not there, what is a folder, and what may not be written."""
    folder = f"originals/{site.folder_with_pictures()['Path']}"
    file = f"originals/{site.originals[0]['Name']}"
    for path in ("originals/no/such.jpg", "nothing", "albums/No such album", f"{folder}/none.jpg", "thumbs/no_size"):
        assert not fs.exists(path)
        with pytest.raises(FileNotFoundError) as caught:
            fs.cat_file(path)
        assert caught.value.filename == path
    with pytest.raises(IsADirectoryError):
        fs.open(folder)
    assert fs.ls(file, detail=False) == [file]
    with pytest.raises(OSError, match="read-only") as refused:
        fs.pipe(file, b"")
    assert refused.value.errno == errno.EROFS


def test_wrong_login_is_a_permission_error(site: Site) -> None:
    """A server with passwords refuses a token that it does not know, by an error that does not show it."""
    if site.is_public:
        pytest.skip("this server has no passwords")
    fs: Any = PhotoPrismFileSystem(
        host=site.client.configuration.host, access_token="0123456789" * 5, skip_instance_cache=True
    )
    with pytest.raises(PermissionError) as caught:
        fs.exists("originals/no/such.jpg")
    assert "0123456789" not in str(caught.value)
    fs._connection.client.close()
