"""What the tree shows of stacks, private, archived and missing files, and of a library that changes or fails."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from photoprism_client import ApiClient, Configuration
from photoprism_client.api import paging
from photoprism_client.api.paging import ListingChangedWarning
from photoprism_client.exceptions import ApiException, ForbiddenException, ServiceException, TransportError
from photoprism_client.fs.tree import searching
from photoprism_client.fs.tree.tree import Tree
from photoprism_client.testing import FaultProxy, Library, PhotoPrismServer
from photoprism_client.testing.library.items import make_uid
from photoprism_client.testing.library.sample import write_picture
from photoprism_client.testing.proxy import faults
from test.fs.trees import assert_agrees, pictures_at, tree_of
from test.support.manual_clock import recording_clock
from test.support.sessions import APP_PASSWORD
from test.support.small_pages import SmallPages

pytestmark = pytest.mark.once

ROWS = 5


def tree_by(proxy: FaultProxy, **options: Any) -> Tree:
    """Make the tree of what is behind a proxy."""
    return Tree(ApiClient(Configuration(host=proxy.url), clock=recording_clock([])), **options)


def write_stacks(root: Path, folder: str, count: int) -> None:
    """Write photos of three files each."""
    for number in range(count):
        stem = root / folder / f"IMG_{number}"
        write_picture(stem.with_suffix(".JPG"), number, (32, 24))
        for ending in (".DNG", ".HEIC"):
            stem.with_suffix(ending).write_bytes(f"{number}{ending}".encode() * 50)


def test_what_is_left_out(tmp_path: Path) -> None:
    """Archived and hidden photos and missing files are in no folder and have no path; private ones are there."""
    names = ("archived.jpg", "hidden.jpg", "missing.jpg", "private.jpg")
    library = pictures_at(tmp_path, [f"d/{name}" for name in names])
    library.add_album("All", library.photos)
    archived, hidden, missing, private = (library.find(f"d/{name}") for name in names)
    library.archive(archived)
    library.update(hidden, quality=-1)
    library.mark_missing(missing.files[0])
    library.update(private, private=True)
    with PhotoPrismServer(library) as server:
        for folder in ("originals/d", "albums/All", "thumbs/tile_50/originals/d", "thumbs/tile_50/albums/All"):
            assert set(assert_agrees(tree_of(server), folder)) == {f"{folder}/private.jpg"}
            for name in names[:3]:
                with pytest.raises(FileNotFoundError):
                    tree_of(server).entry(f"{folder}/{name}")


@pytest.mark.parametrize("root", ["originals", "albums", "thumbs/tile_50/originals"])
def test_a_stack_that_a_page_cuts_in_two_comes_whole(tmp_path: Path, root: str) -> None:
    """Each file of each photo comes once, wherever a page ends."""
    write_stacks(tmp_path, "d", 7)
    library = Library.from_folder(tmp_path)
    library.add_album("All", library.photos)
    with PhotoPrismServer(library) as server, FaultProxy(server.url) as proxy:
        expected = dict(tree_of(server).below(root))
        assert len(expected) == (7 if root.startswith("thumbs") else 21)
        small = SmallPages(ROWS)
        proxy.always(small, match="/photos?")
        assert assert_agrees(tree_by(proxy, use_listings_cache=False), root) == expected
        assert len(small.seen) > 4


def test_a_file_that_is_stacked_to_a_photo_of_another_folder(tmp_path: Path) -> None:
    """It is in its own folder, as its path says; its photo's thumbnail is in the folder of the photo."""
    write_stacks(tmp_path, "jpg", 2)
    write_picture(tmp_path / "raw" / "other.jpg", 9, (32, 24))
    library = Library.from_folder(tmp_path)
    for file in library.files:
        if file.name.endswith(".DNG"):
            library.update(file, name=file.name.replace("jpg/", "raw/"))
    with PhotoPrismServer(library) as server:
        found = assert_agrees(tree_of(server), "originals")
        assert {path for path in found if path.endswith(".DNG")} == {f"originals/raw/IMG_{n}.DNG" for n in range(2)}
        assert len(found) == 7
        assert set(dict(tree_of(server).below("originals/raw"))) == {path for path in found if "/raw/" in path}
        thumbs = assert_agrees(tree_of(server), "thumbs/tile_50/originals")
        assert sorted(thumbs) == [
            *(f"thumbs/tile_50/originals/jpg/IMG_{n}.JPG" for n in range(2)),
            "thumbs/tile_50/originals/raw/other.jpg",
        ]


@pytest.mark.parametrize("use_listings_cache", [False, True])
@pytest.mark.parametrize("is_large", [False, True])
def test_such_a_file_in_a_folder_with_subfolders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, use_listings_cache: bool, is_large: bool
) -> None:
    """It is listed, unless too much is below; then searches have it and its path opens, though it was not listed."""
    monkeypatch.setattr(searching, "_MOST_FILES", 998 if is_large else 997)
    write_stacks(tmp_path, "jpg", 1)
    for number in range(2):
        write_picture(tmp_path / "raw" / "inner" / f"{number}.jpg", 8 + number, (32, 24))
    library = Library.from_folder(tmp_path)
    for file in library.files:
        if file.name.endswith(".DNG"):
            library.update(file, name="raw/IMG.DNG")
    with PhotoPrismServer(library) as server:
        tree = tree_of(server, use_listings_cache=use_listings_cache)
        names = ["inner"] if is_large else ["IMG.DNG", "inner"]
        asked = len(server.requests)
        assert [entry.name for entry in tree.children("originals/raw")] == names
        searches = [seen.query for seen in list(server.requests)[asked:] if seen.path.endswith("/photos")]
        assert len(searches) == 1 + is_large
        assert "offset=0" in searches[0]
        assert tree.entry("originals/raw/IMG.DNG").name == "IMG.DNG"
        assert "originals/raw/IMG.DNG" in dict(tree.below("originals"))
        assert tree.entry("originals/raw/IMG.DNG").name == "IMG.DNG"


def test_photos_that_leave_while_they_are_listed_hide_no_others(tmp_path: Path) -> None:
    """A walk has all photos that were there from beginning to end."""
    library = pictures_at(tmp_path, [f"{folder}/{number}.jpg" for folder in "ab" for number in range(8)])
    with PhotoPrismServer(library) as server, FaultProxy(server.url) as proxy:
        leaving = [library.find(f"a/{number}.jpg") for number in range(4)]
        changes: dict[int, Callable[[], object]] = {
            number: partial(library.archive, photo) for number, photo in enumerate(leaving, start=2)
        }
        proxy.always(SmallPages(ROWS, changes), match="/photos?")
        found = set(dict(tree_by(proxy).below("originals")))
        assert found >= {f"originals/{photo.file_name}" for photo in library.photos if photo not in leaving}


def test_a_library_that_never_comes_to_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A warning says that files may be missing, and such a listing is not kept."""
    monkeypatch.setattr(paging, "_MOST_REREADS", 2)  # instead of a hundred
    library = pictures_at(tmp_path, [f"d/{number}.jpg" for number in range(20)])

    def renew() -> None:
        for photo in library.photos:
            library.update(photo, uid=make_uid("p", photo.uid))

    with PhotoPrismServer(library) as server, FaultProxy(server.url) as proxy:
        tree = tree_by(proxy)
        proxy.always(SmallPages(ROWS, dict.fromkeys(range(2, 1000), renew)), match="/photos?")
        with pytest.warns(ListingChangedWarning, match="may be missing"):
            list(tree.children("originals/d"))
        with pytest.warns(ListingChangedWarning, match="may be missing"):
            list(tree.below("originals"))
        proxy.clear()
        assert len(list(tree.children("originals/d"))) == 20


@pytest.mark.parametrize("path", ["originals/d/a.jpg", "originals/d", "albums/All/a.jpg", "thumbs/tile_50/people/Ann"])
def test_an_outage_is_not_a_path_that_does_not_exist(tmp_path: Path, path: str) -> None:
    """An error of the server, or none at all to answer, is that error; once it is over, the path is found."""
    library = pictures_at(tmp_path, ["d/a.jpg"])
    library.add_album("All", library.photos)
    library.add_person("Ann", library.photos)
    with PhotoPrismServer(library) as server, FaultProxy(server.url) as proxy:
        tree = tree_by(proxy)
        for fault, expected in ((faults.Status(500), ServiceException), (faults.Refuse(), TransportError)):
            proxy.clear()
            proxy.always(fault)
            for ask in (tree.entry, tree.children, lambda path: list(tree.below(path))):
                with pytest.raises(expected) as caught:
                    ask(path)
                assert isinstance(caught.value, ApiException)
        proxy.clear()
        assert tree.entry(path)


def test_credentials_that_may_not_list_folders(tmp_path: Path) -> None:
    """An app password for photos alone opens originals by their paths, and is refused the folders."""
    library = pictures_at(tmp_path, ["d/a.jpg"])
    with PhotoPrismServer(library, mode="password", app_passwords={APP_PASSWORD: ("admin", "photos")}) as server:
        tree = Tree(ApiClient(Configuration(host=server.url, access_token=APP_PASSWORD)))
        assert tree.entry("originals/d/a.jpg").photo_uid == library.photos[0].uid
        for root in ("originals", "thumbs/tile_50/originals"):
            assert [path for path, _ in tree.below(root)] == [f"{root}/d/a.jpg"]
            assert [path for path, _ in tree.below(f"{root}/d")] == [f"{root}/d/a.jpg"]
            assert tree.entry(f"{root}/d").kind == "directory"
            with pytest.raises(FileNotFoundError):
                tree.entry(f"{root}/d/nothing.jpg")
        with pytest.raises(ForbiddenException):
            tree.children("originals")


def test_a_folder_that_the_server_does_not_list(tmp_path: Path) -> None:
    """Photos of a folder that is not on the server's disk at the moment are found where they were."""
    library = pictures_at(tmp_path, ["d/e/a.jpg", "d/b.jpg"])
    library.folders.clear()
    library.touch()
    with PhotoPrismServer(library) as server:
        for root in ("originals", "thumbs/tile_50/originals"):
            tree = tree_of(server)
            assert list(tree.children(root)) == []
            assert [entry.name for entry in tree.children(f"{root}/d")] == ["b.jpg"]
            assert tree.entry(f"{root}/d/e").kind == "directory"
            assert set(dict(tree.below(f"{root}/d"))) == {f"{root}/d/b.jpg", f"{root}/d/e/a.jpg"}
            assert tree.entry(f"{root}/d/e/a.jpg").name == "a.jpg"


def test_album_that_goes_in_the_middle_is_not_found(tmp_path: Path) -> None:
    """An album that is deleted after it was looked for, and before it is listed, is missing like any other."""
    library = pictures_at(tmp_path, ["d/a.jpg"])
    album = library.add_album("All", library.photos)
    with PhotoPrismServer(library) as server:
        found = tree_of(server).below("albums/All")
        library.delete_album(album)
        with pytest.raises(FileNotFoundError):
            list(found)
