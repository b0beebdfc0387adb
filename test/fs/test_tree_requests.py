"""How often a tree asks a server, and what it keeps."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from photoprism_client.fs.tree.entries import Entry
from photoprism_client.fs.tree.listings import Listings
from photoprism_client.testing import PhotoPrismServer
from test.fs.trees import pictures_at, tree_of
from test.support.manual_clock import ManualClock

pytestmark = pytest.mark.once

NAMES = tuple(f"{number}.jpg" for number in range(8))


@pytest.fixture
def server(tmp_path: Path) -> Iterator[PhotoPrismServer]:
    """Yield a server of two folders and an album."""
    library = pictures_at(tmp_path, [f"{folder}/{name}" for folder in ("a", "b") for name in NAMES])
    library.add_album("All", [photo for photo in library.photos if photo.path == "a"])
    with PhotoPrismServer(library) as server:
        yield server


def asked(server: PhotoPrismServer, work: Callable[[], object]) -> list[str]:
    """Return the last parts of the paths that some work asks for; log-ins do not count."""
    before = len(server.requests)
    work()
    paths = [request.path.rpartition("/api/v1/")[2] for request in list(server.requests)[before:]]
    return [path for path in paths if path not in {"config", "session"}]


def rows_of(server: PhotoPrismServer) -> list[dict[str, list[str]]]:
    """Return the queries of the searches for photos so far."""
    return [parse_qs(request.query) for request in server.requests if request.path.endswith("/photos")]


@pytest.mark.parametrize(
    "folder", ["originals/a", "thumbs/tile_50/originals/a", "albums/All", "thumbs/tile_50/albums/All"]
)
def test_the_first_files_are_looked_up_one_by_one(server: PhotoPrismServer, folder: str) -> None:
    """Three files of a folder are looked up by their names, the fourth lists the folder, and then nothing is asked."""
    tree = tree_of(server, use_listings_cache=True)
    tree.entry(folder)  # which albums and folders there are
    for name in NAMES[:3]:
        assert asked(server, lambda name=name: tree.entry(f"{folder}/{name}")) == ["photos"]  # type: ignore[misc]
        assert rows_of(server)[-1]["filename"]
    assert asked(server, lambda: tree.entry(f"{folder}/{NAMES[3]}")) == ["photos"]
    assert "filename" not in rows_of(server)[-1] or rows_of(server)[-1]["filename"] == ["a/*"]
    assert asked(server, lambda: [tree.entry(f"{folder}/{name}") for name in NAMES]) == []
    assert asked(server, lambda: list(tree.children(folder))) == []


def test_an_original_is_one_request(server: PhotoPrismServer) -> None:
    """A path of the library needs no knowledge of folders; that of an album needs the list of albums."""
    assert asked(server, lambda: tree_of(server).entry("originals/a/1.jpg")) == ["photos"]
    assert asked(server, lambda: tree_of(server).entry("thumbs/tile_50/originals/a/1.jpg")) == ["photos"]
    assert asked(server, lambda: tree_of(server).entry("albums/All/1.jpg")) == ["albums", "photos"]


def test_after_a_walk_every_path_is_known(server: PhotoPrismServer) -> None:
    """A walk is one listing, however many folders there are, and what it met is looked up in memory."""
    tree = tree_of(server, use_listings_cache=True)
    for root in ("originals", "thumbs/tile_50/originals"):
        found: list[str] = []
        assert set(asked(server, lambda root=root, found=found: found.extend(dict(tree.below(root))))) <= {  # type: ignore[misc]
            "photos",
            "folders/originals",
        }
        assert len(found) == 16
        assert asked(server, lambda found=found: [tree.entry(path) for path in found]) == []  # type: ignore[misc]
    assert asked(server, lambda: list(tree_of(server).below("originals"))) == ["photos"]


def test_what_is_missing_in_a_kept_folder_asks_nothing(server: PhotoPrismServer) -> None:
    """A folder that was listed answers from memory also for what it does not have."""
    tree = tree_of(server, use_listings_cache=True)
    list(tree.children("originals/a"))

    def look() -> None:
        for name in ("nothing.jpg", "nothing"):
            with pytest.raises(FileNotFoundError):
                tree.entry(f"originals/a/{name}")

    assert asked(server, look) == []


def test_a_listing_expires(server: PhotoPrismServer) -> None:
    """What was listed is asked for again after its time, and what changed since then is seen."""
    time = ManualClock()
    tree = tree_of(server, use_listings_cache=True, listings_expiry_time=60, clock=time.clock)
    list(tree.children("originals/a"))
    server.library.archive(server.library.find("a/1.jpg"))
    time.advance(59)
    assert len(list(tree.children("originals/a"))) == 8
    time.advance(1)
    assert len(list(tree.children("originals/a"))) == 7


@pytest.mark.parametrize("path", [None, "originals", "originals/a"])
def test_invalidating(server: PhotoPrismServer, path: str | None) -> None:
    """A folder that is invalidated, or that is below one, is listed again; others are kept."""
    tree = tree_of(server, use_listings_cache=True, listings_expiry_time=None)
    for folder in ("originals/a", "thumbs/tile_50/originals/a"):
        list(tree.children(folder))
    list(tree.below("originals"))
    server.library.archive(server.library.find("a/1.jpg"))
    assert len(list(tree.children("originals/a"))) == 8
    tree.invalidate(path)
    assert len(list(tree.children("originals/a"))) == 7
    with pytest.raises(FileNotFoundError):
        tree.entry("originals/a/1.jpg")
    assert len(list(tree.children("thumbs/tile_50/originals/a"))) == (7 if path is None else 8)


def test_new_albums_are_seen_after_invalidating(server: PhotoPrismServer) -> None:
    """Which albums there are is forgotten with any folder."""
    tree = tree_of(server, use_listings_cache=True)
    assert [entry.name for entry in tree.children("albums")] == ["All"]
    server.library.add_album("New")
    tree.invalidate("thumbs/tile_50/albums")
    assert [entry.name for entry in tree.children("albums")] == ["All", "New"]


def test_a_new_album_is_found_by_its_name(server: PhotoPrismServer) -> None:
    """An album that was made since the albums were listed is there for whoever names it; a pattern asks nothing."""
    tree = tree_of(server, use_listings_cache=True, listings_expiry_time=None)
    list(tree.children("albums"))
    server.library.add_album("New", server.library.photos)
    assert len(list(tree.children("albums/New"))) == 16
    server.library.add_album("Newer")
    assert tree.entry("thumbs/tile_50/albums/Newer").kind == "directory"

    def look(path: str) -> None:
        with pytest.raises(FileNotFoundError):
            tree.entry(path)

    assert asked(server, lambda: look("albums/Newest")) == ["albums"]
    assert asked(server, lambda: look("albums/New*/1.jpg")) == []


def test_the_least_recently_used_folder_goes_first(server: PhotoPrismServer) -> None:
    """No more entries are kept than allowed: the folder that was not used for the longest time is listed again."""
    tree = tree_of(server, use_listings_cache=True, max_paths=3 + 2 * 9)
    list(tree.children("originals/a"))
    list(tree.children("originals/b"))
    assert asked(server, lambda: tree.entry("originals/a/1.jpg")) == []
    list(tree.children("albums/All"))
    assert "photos" in asked(server, lambda: list(tree.children("originals/b")))


def test_a_folder_that_is_too_large_to_keep(server: PhotoPrismServer) -> None:
    """It is not listed again for each file: each is looked up by its name."""
    tree = tree_of(server, use_listings_cache=True, max_paths=5)
    for name in NAMES:
        tree.entry(f"originals/a/{name}")
    assert asked(server, lambda: [tree.entry(f"originals/a/{name}") for name in NAMES]) == ["photos"] * 8
    assert {query["filename"][0] for query in rows_of(server)[-8:]} == {f"a/{name}" for name in NAMES}


def test_threads_share_a_listing(server: PhotoPrismServer) -> None:
    """Threads that ask for one folder at the same time cause one listing."""
    held = threading.Barrier(9)
    tree = tree_of(server, use_listings_cache=True)
    tree.entry("originals/a")

    def ask() -> int:
        held.wait(60)
        return len(list(tree.children("originals/a")))

    def work() -> None:
        with ThreadPoolExecutor(8) as pool:
            counts = [pool.submit(ask) for _ in range(8)]
            held.wait(60)
            assert [count.result() for count in counts] == [8] * 8

    assert asked(server, work) == ["photos"]


def test_what_was_read_before_invalidating_is_not_kept() -> None:
    """A listing that is invalidated while it is read is returned, but the next one asks again."""
    listings, reads = Listings(100, None), []

    def read() -> tuple[dict[str, Entry], bool]:
        reads.append(1)
        listings.invalidate("originals")
        return {}, True

    for _ in range(2):
        assert listings.load("originals/a", read) == {}
    assert len(reads) == 2
