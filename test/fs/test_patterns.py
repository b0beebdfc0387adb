"""Patterns, and files and folders whose names look like patterns."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs

import fsspec
import pytest

from photoprism_client.fs import PhotoPrismFileSystem
from photoprism_client.testing import PhotoPrismServer
from test.fs.conftest import OpenLibrary
from test.fs.trees import pictures_at

pytestmark = pytest.mark.once

PICTURES = ("IMG[1].jpg", "IMG1.jpg", "a*.jpg", "ab.jpg", "what?.jpg", "Trip [2019]/1.jpg", "Trip 2/1.jpg", "d*/x.jpg")
ODD = "originals/IMG[1].jpg"
FOLDER = "originals/Trip [2019]"


@pytest.fixture(scope="module")
def odd_names(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PhotoPrismServer]:
    """Serve pictures whose names, or those of their folders, look like patterns."""
    library = pictures_at(tmp_path_factory.mktemp("odd"), PICTURES)
    library.add_album("All [of] them", library.photos)
    with PhotoPrismServer(library, mode="password") as server:
        yield server


@pytest.fixture
def fs(odd_names: PhotoPrismServer, open_library: OpenLibrary) -> PhotoPrismFileSystem:
    """Make a file system that knows nothing of the library."""
    return open_library(odd_names.url)


def bodies(fs: PhotoPrismFileSystem) -> dict[str, bytes]:
    """Read each picture by its path."""
    return {path: fs.cat_file(path) for path in fs.find("originals")}


def test_names_like_patterns_are_names(fs: PhotoPrismFileSystem) -> None:
    """A file is itself, alone and among others, also where its name is a pattern for another file."""
    pictures = bodies(fs)
    assert sorted(pictures) == sorted(f"originals/{path}" for path in PICTURES)
    for path, body in pictures.items():
        assert fs.cat(path) == body
        assert fs.cat([path]) == {path: body}
        assert fs.glob(path) == fs.expand_path(path) == [path]
        assert fs.glob(path, detail=True)[path]["size"] == len(body)
    assert fs.expand_path([ODD, "originals/NONE*"]) == [ODD]
    assert fs.glob("originals/IM[G]*") == ["originals/IMG1.jpg", ODD]


def test_lists_of_paths_open_each(odd_names: PhotoPrismServer, fs: PhotoPrismFileSystem) -> None:
    """Fsspec and Dask take each path of a list for a pattern: none is lost, and none comes twice."""
    options = {"username": "admin", "password": "photoprism"}
    paths = fs.find("originals")
    files = fsspec.open_files([fs.unstrip_protocol(path) for path in paths], **options)
    assert [file.path for file in files] == paths


def test_folders_like_patterns_are_folders(fs: PhotoPrismFileSystem, tmp_path: Path) -> None:
    """A folder with brackets in its name is read and fetched with what is in it."""
    inside = f"{FOLDER}/1.jpg"
    body = fs.cat_file(inside)
    assert fs.cat(FOLDER, recursive=True) == {inside: body}
    assert fs.expand_path(FOLDER, recursive=True) == [FOLDER, inside]
    assert fs.glob(FOLDER) == [FOLDER]
    assert fs.glob(FOLDER, withdirs=False) == []
    assert fs.glob(FOLDER, detail=True)[FOLDER]["type"] == "directory"
    fs.get(FOLDER, str(tmp_path), recursive=True)
    assert (tmp_path / "Trip [2019]" / "1.jpg").read_bytes() == body
    fs.get("albums/All [of] them/", str(tmp_path / "album"), recursive=True)
    assert len(list((tmp_path / "album").iterdir())) == len(PICTURES)


def test_file_like_a_pattern_goes_to_a_name(fs: PhotoPrismFileSystem, tmp_path: Path) -> None:
    """``get`` writes it to the path that was given, as any other file, and replaces what is there."""
    target = tmp_path / "one.jpg"
    target.write_bytes(b"old")
    for path in (ODD, Path(ODD)):
        fs.get(path, str(target))
        assert target.read_bytes() == fs.cat_file(ODD)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("originals/**/*.jpg", ["folders/originals", "photos"]),
        ("originals/*/1.jpg", ["folders/originals", "photos", "photos", "photos", "photos"]),
        ("thumbs/tile_50/originals/**/*.jpg", ["folders/originals", "photos"]),
        ("albums/*/ab.jpg", ["albums", "photos"]),
    ],
)
def test_a_pattern_costs_what_it_lists(
    odd_names: PhotoPrismServer, fs: PhotoPrismFileSystem, pattern: str, expected: list[str]
) -> None:
    """To find out whether a file is named like a pattern, no server is asked for all that the pattern matches."""
    before = len(odd_names.requests)
    assert len(fs.expand_path(pattern)) >= 1
    asked = [one for one in list(odd_names.requests)[before:] if "session" not in one.path]
    assert [one.path.partition("/api/v1/")[2] for one in asked] == expected
    sent = [parse_qs(one.query).get("filename", [""])[0] for one in asked]
    assert not [one for one in sent if pattern.partition("originals/")[2] in one and one]
