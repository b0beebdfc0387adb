"""Files on disk: verified, complete or not there, with fsspec's callbacks."""

import io
import threading
from pathlib import Path
from typing import Any

import fsspec
import pytest
from fsspec.callbacks import Callback
from fsspec.generic import GenericFileSystem

from photoprism_client.fs import PhotoPrismFileSystem
from photoprism_client.testing import FaultProxy, Library, PhotoPrismServer, faults
from test.fs.conftest import OTHER, PICTURE, THUMB, THUMBS, OpenLibrary


class Noted(Callback):  # type: ignore[misc]  # fsspec has no types
    """A callback that notes how far it is, and has others for files."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.files: dict[str, Noted] = {}

    def branched(self, path_1: str, path_2: str, **options: Any) -> "Noted":
        """Return the callback of a file."""
        return self.files.setdefault(path_1, Noted())


def test_tree_arrives_as_it_is(fs: PhotoPrismFileSystem, library: Library, tmp_path: Path) -> None:
    """A folder comes with all that is in it, byte for byte."""
    fs.get("originals/", str(tmp_path / "copy"), recursive=True)
    for path in fs.find("originals"):
        below = path.removeprefix("originals/")
        assert (tmp_path / "copy" / below).read_bytes() == (library.root / below).read_bytes()


def test_thumbnails_come_together_and_replace_what_is_there(fs: PhotoPrismFileSystem, tmp_path: Path) -> None:
    """A picture under the name of a thumbnail is replaced, not taken for it."""
    target = tmp_path / "2021/07/IMG_0002.JPG"
    target.parent.mkdir(parents=True)
    target.write_bytes(fs.cat_file(THUMB.replace("tile_224", "tile_100")))
    fs.get(f"{THUMBS}/", str(tmp_path), recursive=True)
    assert target.read_bytes() == fs.cat_file(THUMB)
    found = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file())
    assert found == [path.removeprefix(f"{THUMBS}/") for path in fs.find(THUMBS)]


def test_one_file_goes_to_a_name_or_an_open_file(fs: PhotoPrismFileSystem, body: bytes, tmp_path: Path) -> None:
    """``get_file`` writes to a path whose folder it makes, or to a file that is open."""
    fs.get_file(PICTURE, tmp_path / "new" / "a.jpg")
    assert (tmp_path / "new" / "a.jpg").read_bytes() == body
    buffer = io.BytesIO()
    fs.get_file(PICTURE, buffer)
    assert buffer.getvalue() == body
    fs.get_file("originals/2021", str(tmp_path / "folder"))
    assert (tmp_path / "folder").is_dir()
    fs.download(PICTURE, str(tmp_path / "b.jpg"))
    assert (tmp_path / "b.jpg").read_bytes() == body


@pytest.mark.parametrize(
    ("folder", "below"), [("originals/dups", ["IMG_0002.JPG"]), ("originals/2022", ["Ferien & Spaß/DSC 001 ü.jpg"])]
)
@pytest.mark.parametrize("maxdepth", [None, 2])
def test_folder_with_one_file_arrives_as_a_folder(
    fs: PhotoPrismFileSystem, folder: str, below: list[str], maxdepth: int | None, tmp_path: Path
) -> None:
    """The only file of a folder goes below the target, and does not take its place, whatever the depth."""
    for target, start in (("new", ""), ("there/", f"{folder.rpartition('/')[2]}/")):
        fs.get(folder, f"{tmp_path}/{target}", recursive=True, maxdepth=maxdepth)
        found = [path.relative_to(tmp_path / target) for path in (tmp_path / target).rglob("*") if path.is_file()]
        assert [path.as_posix() for path in found] == [f"{start}{name}" for name in below]


def test_home_folder_is_known(
    fs: PhotoPrismFileSystem, body: bytes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """``~`` is the home folder, as in fsspec, and not a folder of that name."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    fs.get(PICTURE, "~/pictures/")
    assert (tmp_path / "home" / "pictures" / "IMG_0002.JPG").read_bytes() == body
    assert not (tmp_path / "~").exists()


def test_lists_say_where_each_goes(fs: PhotoPrismFileSystem, body: bytes, tmp_path: Path) -> None:
    """Two lists pair by position, and must be of one length."""
    fs.get([PICTURE, THUMB], [str(tmp_path / "a.jpg"), str(tmp_path / "b.jpg")])
    assert (tmp_path / "a.jpg").read_bytes() == body
    assert (tmp_path / "b.jpg").read_bytes() == fs.cat_file(THUMB)
    with pytest.raises(ValueError, match="name one for each"):
        fs.get([PICTURE, THUMB], [str(tmp_path / "a.jpg")])


def test_callbacks_count_files_and_bytes(fs: PhotoPrismFileSystem, body: bytes, tmp_path: Path) -> None:
    """The callback counts files, and those of the files count bytes; of one file, it counts bytes."""
    whole = Noted()
    fs.get([PICTURE, THUMB], [str(tmp_path / "a.jpg"), str(tmp_path / "b.jpg")], callback=whole)
    assert (whole.size, whole.value) == (2, 2)
    assert {path: (one.size, one.value) for path, one in whole.files.items()} == {
        PICTURE: (len(body), len(body)),
        THUMB: (len(fs.cat_file(THUMB)),) * 2,
    }
    single = Noted()
    fs.get_file(PICTURE, str(tmp_path / "one.jpg"), callback=single)
    assert (single.size, single.value) == (len(body), len(body))
    copied = Noted()
    fs.get_file(PICTURE, io.BytesIO(), callback=copied)
    assert (copied.size, copied.value) == (len(body), len(body))


def test_failed_file_is_named_and_not_there(fs: PhotoPrismFileSystem, server: PhotoPrismServer, tmp_path: Path) -> None:
    """A file that is missing is named in the error; the others are there, and nothing of it is."""
    paths = fs.find("originals/2021/07")
    server.remove_original("2021/07/IMG_1.JPG")
    with pytest.raises(FileNotFoundError) as caught:
        fs.get(paths, str(tmp_path))
    assert caught.value.filename == OTHER
    assert {path.name for path in tmp_path.iterdir()} == {Path(path).name for path in paths if path != OTHER}


def test_all_files_that_failed_are_named(fs: PhotoPrismFileSystem, server: PhotoPrismServer, tmp_path: Path) -> None:
    """The error is that of one file, and its note names the others."""
    for path in (PICTURE, OTHER):
        server.remove_original(path.removeprefix("originals/"))
    with pytest.raises(FileNotFoundError) as caught:
        fs.get([PICTURE, OTHER], str(tmp_path / "again"))
    assert "2 files failed" in "".join(caught.value.__notes__)
    assert {caught.value.filename, *"".join(caught.value.__notes__).split()} >= {PICTURE, OTHER}
    assert list((tmp_path / "again").iterdir()) == []


def test_file_that_was_there_stays_when_the_new_one_fails(
    fs: PhotoPrismFileSystem, server: PhotoPrismServer, tmp_path: Path
) -> None:
    """Nothing is replaced by what did not come."""
    target = tmp_path / "a.jpg"
    target.write_bytes(b"mine")
    fs.info(PICTURE)
    server.remove_original("2021/07/IMG_0002.JPG")
    with pytest.raises(FileNotFoundError):
        fs.get_file(PICTURE, str(target))
    assert target.read_bytes() == b"mine"


def test_local_folder_that_cannot_be_written_is_named(fs: PhotoPrismFileSystem, tmp_path: Path) -> None:
    """An error of the local disk names the local path."""
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OSError, match="file"):
        fs.get_file(PICTURE, str(tmp_path / "file" / "a.jpg"))
    with pytest.raises(TypeError, match="fsync"):
        fs.get_file(PICTURE, str(tmp_path / "a.jpg"), fsync="no")


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # fsspec leaves a file open
@pytest.mark.parametrize("cache", ["simplecache", "filecache", "blockcache"])
def test_caching_file_systems_chain(
    server: PhotoPrismServer, open_library: OpenLibrary, body: bytes, tmp_path: Path, cache: str
) -> None:
    """The caches of fsspec take this file system below them."""
    host = server.url.partition("://")[2]
    options = {"photoprism": {"username": "admin", "password": "photoprism"}}
    options[cache] = {"cache_storage": str(tmp_path)}
    for path, expected in [(PICTURE, body), (THUMB, None)]:
        if cache == "blockcache" and expected is None:
            continue  # it has to know the size
        for _ in range(2):
            with fsspec.open(f"{cache}::photoprism://{host}/{path}", **options) as file:
                assert expected is None or file.read() == expected
    count = len([seen for seen in server.requests if "/dl/" in seen.path])
    assert count == (2 if cache == "blockcache" else 1)  # which keeps a file by the blocks of one opening


def test_filecache_sees_another_content(server: PhotoPrismServer, library: Library, tmp_path: Path) -> None:
    """A cached file is fetched again when the index has another content under its name."""
    host = server.url.partition("://")[2]
    options: dict[str, Any] = {
        "photoprism": {"username": "admin", "password": "photoprism", "use_listings_cache": False}
    }
    options["filecache"] = {"cache_storage": str(tmp_path), "check_files": True}
    url = f"filecache::photoprism://{host}/{PICTURE}"
    with fsspec.open(url, **options) as file:
        before = file.read()
    changed = before + b"more"
    server.change_original("2021/07/IMG_0002.JPG", changed)
    library.reindex()
    with fsspec.open(url, **options) as file:
        assert file.read() == changed


def test_generic_copies_to_the_local_disk(
    server: PhotoPrismServer, monkeypatch: pytest.MonkeyPatch, body: bytes, tmp_path: Path
) -> None:
    """``rsync`` of fsspec mirrors a folder, with credentials from the environment."""
    monkeypatch.setenv("PHOTOPRISM_URL", server.url)
    monkeypatch.setenv("PHOTOPRISM_USERNAME", "admin")
    monkeypatch.setenv("PHOTOPRISM_PASSWORD", "photoprism")
    url = f"photoprism://{server.url.partition('://')[2]}/originals/2021/07"
    fsspec.generic.rsync(url, f"file://{tmp_path}", fs=GenericFileSystem(default_method="default"))
    assert (tmp_path / "IMG_0002.JPG").read_bytes() == body


def test_two_files_of_one_name_are_refused(fs: PhotoPrismFileSystem, server: PhotoPrismServer, tmp_path: Path) -> None:
    """Files that would replace each other are an error before any is fetched."""
    same = "originals/dups/IMG_0002.JPG"
    for target in (f"{tmp_path}/", [str(tmp_path / "a.jpg"), f"{tmp_path}/./a.jpg"]):
        with pytest.raises(ValueError, match=r"'originals/2021/07/IMG_0002\.JPG' and 'originals/dups.* would both be"):
            fs.get([PICTURE, same], target)
    assert [*tmp_path.iterdir()] == []
    assert not [seen for seen in server.requests if "/dl/" in seen.path]


def test_interrupted_get_stops_asking(server: PhotoPrismServer, open_library: OpenLibrary, tmp_path: Path) -> None:
    """After Ctrl-C nothing more is fetched, though the interruption is still being handled, and no file is short."""

    class Interrupting(Callback):  # type: ignore[misc]  # fsspec has no types
        def relative_update(self, inc: int = 1) -> None:
            raise KeyboardInterrupt

    with FaultProxy(server.url) as proxy:
        fs = open_library(proxy.url, connections=1)
        paths = fs.find("originals", detail=True)
        stall = faults.Stall(after=5)
        proxy.script(None, None, stall, match="/dl/")
        with pytest.raises(KeyboardInterrupt) as caught:
            fs.get(list(paths), [f"{tmp_path}/{number}" for number in range(len(paths))], callback=Interrupting())
        stall.gate.open()
        for thread in threading.enumerate():
            if "(_work)" in thread.name:
                thread.join(60)
        assert len([seen for seen in proxy.requests if "/dl/" in seen.path]) <= 3
        assert caught.value.__traceback__ is not None
    for number, info in enumerate(paths.values()):
        target = tmp_path / str(number)
        assert not target.exists() or target.stat().st_size == info["size"]
