"""The tree of the file system: what a folder holds, what is below it and what a path names are the same thing."""

from collections.abc import Iterator

import pytest

from photoprism_client.fs.tree.entries import Entry
from photoprism_client.sizes import ThumbSize
from photoprism_client.testing import Library, PhotoPrismServer
from photoprism_client.testing.library.items import File, Photo
from test.fs.trees import assert_agrees, pictures_at, tree_of, walked

pytestmark = pytest.mark.once

ROOTS = ("originals", "albums", "labels", "people", *(f"thumbs/tile_224/{tree}" for tree in ("originals", "albums")))

#: Paths that are hard to ask a server for, or that a careless client takes for others.
HOSTILE = (
    "root.jpg",
    "inner/direct.jpg",
    "inner/leaf/deep.jpg",
    "Inner/leaf/deep.jpg",
    "under_score/a_b.jpg",
    "underXscore/aXb.jpg",
    "100%25/p%20q.jpg",
    "back\\slash/a\\b.jpg",
    "back/slash/a.jpg",
    "pi|pe/a|b.jpg",
    "star*/*.jpg",
    "star!/!.jpg",
    "why?#&+/a?b#c&d+e.jpg",
    "new\nline/a\tb\n.jpg",
    "rtl/\u202egpj.exe.jpg",
    "none/none.jpg",
    " lead/ lead .jpg",
    "trail /dot./x.jpg",
    "[2019]/{a,b}.jpg",
    "%/%.jpg",
    "nfc/Caf\u00e9.jpg",
    "nfd/Cafe\u0301.jpg",
    f"long/{'é' * 125}.jpg",
    "2022.08/with.dots.jpg",
    "name.jpg/inside.jpg",
    'quote\'s/"q".jpg',
    "none.jpg",
)


@pytest.fixture(scope="module")
def edge_cases() -> Iterator[PhotoPrismServer]:
    """Yield a server with odd files and names; tests do not change it."""
    library = Library.edge_cases()
    photos = library.photos
    library.add_person("Ada Lovelace", [photo for photo in photos if photo.primary][:3])
    library.add_label("Sea", photos[3:8])
    with PhotoPrismServer(library) as server:
        yield server


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PhotoPrismServer]:
    """Yield a server with hostile names; tests do not change it."""
    library = pictures_at(tmp_path_factory.mktemp("originals"), HOSTILE)
    library.add_album("All", library.photos)
    with PhotoPrismServer(library) as server:
        yield server


def test_the_roots(edge_cases: PhotoPrismServer) -> None:
    """The first levels are fixed: the trees, and below thumbs the sizes with the same trees."""
    tree, before = tree_of(edge_cases), len(edge_cases.requests)
    trees = ["albums", "labels", "originals", "people"]
    assert [entry.name for entry in tree.children("")] == [*trees, "thumbs"]
    assert [entry.name for entry in tree.children("thumbs")] == list(ThumbSize)
    assert [entry.name for entry in tree.children("thumbs/fit_720")] == trees
    assert tree.entry("thumbs/fit_720") == Entry("fit_720", "directory")
    assert tree.entry("") == Entry("", "directory")
    assert len(edge_cases.requests) == before


@pytest.mark.parametrize("root", ROOTS)
def test_listings_walks_and_paths_agree(edge_cases: PhotoPrismServer, root: str) -> None:
    """Whatever a folder or a walk lists is found by its path, with the same facts; nothing comes twice."""
    assert assert_agrees(tree_of(edge_cases), root)


@pytest.mark.parametrize("root", ["originals", "thumbs/colors/originals", "albums", "thumbs/tile_50/albums"])
def test_hostile_names_are_found_as_they_are_listed(hostile: PhotoPrismServer, root: str) -> None:
    """Patterns, separators, control characters and other forms of accents lead to no other file, and to no error."""
    files = assert_agrees(tree_of(hostile), root)
    assert {entry.sha1 for entry in files.values()} == {file.hash for file in hostile.library.files}


def test_originals_have_the_names_of_the_server(hostile: PhotoPrismServer) -> None:
    """Originals are listed under exactly the paths that the server has them at."""
    files = dict(tree_of(hostile).below("originals"))
    assert set(files) == {f"originals/{path}" for path in HOSTILE}


def test_a_kept_listing_agrees_as_well(hostile: PhotoPrismServer) -> None:
    """What is answered from memory is what the server would answer."""
    fresh, keeping = tree_of(hostile), tree_of(hostile, use_listings_cache=True)
    for root in ("originals", "thumbs/tile_50/originals", "albums"):
        assert assert_agrees(keeping, root) == walked(keeping, root) == dict(fresh.below(root))


def test_below_a_folder(hostile: PhotoPrismServer) -> None:
    """Below a folder are its own files and those of its subfolders, and none of a folder whose name begins alike."""
    tree = tree_of(hostile)
    for prefix in ("originals", "thumbs/tile_50/originals"):
        whole = dict(tree.below(prefix))
        for folder in ("inner", "under_score", "back\\slash", "star*", "new\nline", "trail ", "%"):
            inside = dict(tree.below(f"{prefix}/{folder}"))
            assert inside == {path: entry for path, entry in whole.items() if path.startswith(f"{prefix}/{folder}/")}
            assert inside


def facts(photo: Photo, file: File) -> Entry:
    """Return the entry of an original."""
    created = int(photo.created_at.timestamp())
    return Entry(file.base, "file", file.hash, file.size, created, photo.uid, file.uid, file.mime, None)


def test_what_an_original_is(edge_cases: PhotoPrismServer) -> None:
    """Originals are all searchable files that the user put there, of each kind, with size, hash, type and UIDs."""
    library = edge_cases.library
    expected = {
        f"originals/{file.name}": facts(photo, file)
        for photo in library.photos
        for file in photo.files
        if file.root == "/" and not (file.sidecar or file.missing or file.error)
        if photo.archived_at is None and photo.quality > -1
    }
    files = dict(tree_of(edge_cases).below("originals"))
    assert files == expected
    assert {entry.content_type for entry in files.values()} >= {"image/jpeg", "image/heic", "video/mp4"}
    assert any(photo.private for photo in library.photos if photo.uid in {entry.photo_uid for entry in files.values()})


def test_what_a_thumbnail_is(edge_cases: PhotoPrismServer) -> None:
    """Each photo has one thumbnail, by the name and hash of the file that it is made of, whoever made that."""
    library = edge_cases.library
    found = dict(tree_of(edge_cases).below("thumbs/fit_720/originals"))
    shown = [
        (photo, photo.primary)
        for photo in library.photos
        if photo.primary and not (photo.primary.missing or photo.primary.error)
        if photo.archived_at is None and photo.quality > -1
    ]
    assert sorted(entry.sha1 or "" for entry in found.values()) == sorted(file.hash for _, file in shown)
    assert {(entry.thumb, entry.size, entry.content_type) for entry in found.values()} == {
        ("fit_720", None, "image/jpeg")
    }
    assert all(path.lower().endswith(".jpg") for path in found)
    of = {entry.photo_uid: path for path, entry in found.items()}
    raw = library.find(library.roles["raw and jpeg"])
    assert of[raw.uid] == f"thumbs/fit_720/originals/{library.roles['raw and jpeg']}"
    made = next(photo for photo, file in shown if file.root == "sidecar")
    assert of[made.uid] == f"thumbs/fit_720/originals/{made.file_name}"


def test_colours_are_png_files(edge_cases: PhotoPrismServer) -> None:
    """The size that the server makes as PNG has names and types of PNG files."""
    found = dict(tree_of(edge_cases).below("thumbs/colors/originals"))
    assert {path.rpartition(".")[2].lower() for path in found} == {"png"}
    assert {entry.content_type for entry in found.values()} == {"image/png"}


@pytest.mark.parametrize(
    "path",
    [
        "nothing",
        "originals/nothing",
        "originals/nothing.jpg",
        "originals/nothing/root.jpg",
        "originals/root.jpg/deeper",
        "originals/INNER/direct.jpg",
        "originals/inner/DIRECT.jpg",
        "originals/inner/../root.jpg",
        "originals/./root.jpg",
        "originals//root.jpg",
        "originals/inner/",
        "/originals",
        "originals/*.jpg",
        "originals/nfc/Cafe\u0301.jpg",
        "originals/under_score/aXb.jpg",
        "albums/Nothing",
        "albums/Nothing/root.jpg",
        "albums/All/nothing.jpg",
        "albums/All/root.jpg/deeper.jpg",
        "albums/All/inner/direct.jpg",
        "thumbs/tile_224/nothing",
        "thumbs/tile_224/thumbs",
        "thumbs/tile_224/originals/root.jpg.jpg",
        "thumbs/tile_224/originals/root",
        "thumbs/tile_225",
        "thumbs/tile_225/originals",
        "thumbs/../originals",
    ],
)
def test_what_is_not_there(hostile: PhotoPrismServer, path: str) -> None:
    """A path that nothing has is not found: neither as a file nor as a folder, and the error names it."""
    for use_listings_cache in (False, True):
        tree = tree_of(hostile, use_listings_cache=use_listings_cache)
        for _ in range(5):  # by single look-ups, and in listings
            with pytest.raises(FileNotFoundError) as caught:
                tree.entry(path)
            assert caught.value.filename == path
        for ask in (tree.children, tree.below):
            with pytest.raises(FileNotFoundError) as caught:
                ask(path)
            assert caught.value.filename == path


def test_an_unknown_size_names_the_sizes(hostile: PhotoPrismServer) -> None:
    """The error for a size that no server makes has those that there are, and asks no server."""
    before = len(hostile.requests)
    with pytest.raises(FileNotFoundError, match=r"no such size of thumbnails: there are colors, tile_50, .*fit_7680"):
        tree_of(hostile).entry("thumbs/tile_225/originals/root.jpg")
    assert len(hostile.requests) == before


@pytest.mark.parametrize(
    ("path", "folders"),
    [("2021/a.jpg", "albums, labels, originals, people, thumbs"), ("thumbs/tile_50/2021", "originals, people:")],
)
def test_a_path_that_begins_wrongly_names_the_folders(hostile: PhotoPrismServer, path: str, folders: str) -> None:
    """The error for a path of the library without ``originals/`` shows what is missing, and asks no server."""
    before = len(hostile.requests)
    with pytest.raises(FileNotFoundError, match=f"no such folder: there are .*{folders}"):
        tree_of(hostile).entry(path)
    assert len(hostile.requests) == before


@pytest.mark.parametrize("path", ["originals/root.jpg", "albums/All/root.jpg", "thumbs/tile_50/originals/root.jpg"])
def test_a_file_is_no_folder(hostile: PhotoPrismServer, path: str) -> None:
    """A file where a folder is needed is a separate error."""
    for ask in (tree_of(hostile).children, tree_of(hostile).below):
        with pytest.raises(NotADirectoryError) as caught:
            ask(path)
        assert caught.value.filename == path
