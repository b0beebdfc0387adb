"""Names of the tree: safe as parts of a path, and told apart in whatever order the server lists."""

from pathlib import Path

import pytest

from photoprism_client.fs.entries import Entry
from photoprism_client.fs.names import is_plain, titled, told_apart
from photoprism_client.testing import Library, PhotoPrismServer
from photoprism_client.testing.library.items import Album
from test.fs.trees import assert_agrees, pictures_at, tree_of

pytestmark = pytest.mark.once

UID = "aqxyz0123456789a"


def names_in(server: PhotoPrismServer, path: str) -> list[str]:
    """Return the names of what is in a folder."""
    return [entry.name for entry in tree_of(server).children(path)]


def album(library: Library, title: str, uid: str = "") -> Album:
    """Add an album of all photos, whose title the server may have got in any way."""
    made = library.add_album(f"{title}{len(library.albums)}", library.photos)
    library.update(made, title=title, **({"uid": uid} if uid else {}))
    return made


def test_equal_titles_are_all_told_apart(tmp_path: Path) -> None:
    """Albums of one title, and of titles that make one name, have their UIDs; the others keep their titles."""
    with PhotoPrismServer(pictures_at(tmp_path, ["a.jpg"])) as server:
        library = server.library
        one, two, slash, line = (album(library, title) for title in ("Holiday", "Holiday", "A/B", "A_B"))
        album(library, "holiday")
        album(library, "Mr. Smith")
        assert names_in(server, "albums") == sorted(
            [
                *(f"A_B ({made.uid})" for made in (slash, line)),
                *(f"Holiday ({made.uid})" for made in (one, two)),
                "Mr. Smith",
                "holiday",
            ]
        )
        assert len(assert_agrees(tree_of(server), "albums")) == 6
        assert len(assert_agrees(tree_of(server), "thumbs/tile_100/albums")) == 6


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("..", "album"),
        ("", "album"),
        ("a/../b", "a_.._b"),
        ("what?", "what_"),
        ("new\nline", "new_line"),
        ("Cafe\u0301", "Caf\u00e9"),
        ("\u202egpj.exe", "gpj.exe"),
        ("back\\slash", "back_slash"),
    ],
)
def test_titles_become_safe_names(tmp_path: Path, title: str, name: str) -> None:
    """A title can be anything; its name is one part of a path, on any system, and opens."""
    with PhotoPrismServer(pictures_at(tmp_path, ["a.jpg"])) as server:
        album(server.library, title)
        assert names_in(server, "albums") == [name]
        assert tree_of(server).entry(f"albums/{name}/a.jpg").name == "a.jpg"


def test_a_title_that_looks_told_apart(tmp_path: Path) -> None:
    """A title that ends as a name with a UID does is not taken for that of another album."""
    with PhotoPrismServer(pictures_at(tmp_path, ["a.jpg"])) as server:
        first, _ = album(server.library, "X"), album(server.library, "X")
        album(server.library, f"X ({first.uid})", UID)
        names = names_in(server, "albums")
        assert len(set(names)) == 3
        assert tree_of(server).entry(f"albums/X ({first.uid})").uid == first.uid
        assert tree_of(server).entry(f"albums/X ({first.uid}) ({UID})").uid == UID


def test_labels_and_people_of_one_name(tmp_path: Path) -> None:
    """A label that was renamed to the name of another has its own photos, and both have their UIDs."""
    with PhotoPrismServer(pictures_at(tmp_path, ["a.jpg", "b.jpg"])) as server:
        library = server.library
        first, second = library.photos
        library.add_label("Cat", [first])
        renamed = library.add_label("Dog", [second])
        library.update(renamed, name="Cat", custom_slug="cat")
        people = [library.add_person(name, [photo]) for name, photo in (("Ann", first), ("Bob", second))]
        library.update(people[1], name="Ann")
        assert f"labels/Cat ({renamed.uid})/b.jpg" in assert_agrees(tree_of(server), "labels")
        assert f"labels/Cat ({renamed.uid})/a.jpg" not in dict(tree_of(server).below("labels"))
        assert set(assert_agrees(tree_of(server), "people")) == {
            f"people/Ann ({people[0].uid})/a.jpg",
            f"people/Ann ({people[1].uid})/b.jpg",
        }


def test_equal_base_names_of_an_album(tmp_path: Path) -> None:
    """Files of one base name have their UIDs in an album; those of different folders keep their names there."""
    with PhotoPrismServer(pictures_at(tmp_path, ["x/IMG.jpg", "y/IMG.jpg", "y/OTHER.jpg", "IMG.JPG"])) as server:
        library = server.library
        library.add_album("All", library.photos)
        uids = [library.find(path).files[0].uid for path in ("x/IMG.jpg", "y/IMG.jpg")]
        expected = {"IMG.JPG", "OTHER.jpg", *(f"IMG ({uid}).jpg" for uid in uids)}
        for root in ("albums", "thumbs/tile_50/albums"):
            assert set(names_in(server, f"{root}/All")) == expected
            assert len(assert_agrees(tree_of(server), root)) == 4
            with pytest.raises(FileNotFoundError):
                tree_of(server).entry(f"{root}/All/IMG.jpg")
        assert len(assert_agrees(tree_of(server), "originals")) == 4


def test_thumbnails_whose_names_would_be_equal(tmp_path: Path) -> None:
    """A thumbnail gets the ending of its kind; where that makes two names equal, both have their UIDs."""
    library = pictures_at(tmp_path, ["d/scan.png.jpg", "d/other.jpg", "d/sub.jpg/x.jpg"])
    first, other = library.find("d/scan.png.jpg"), library.find("d/other.jpg")
    library.update(other.files[0], name="d/scan.png")
    with PhotoPrismServer(library) as server:
        expected = [f"scan.png ({photo.files[0].uid}).jpg" for photo in (first, other)]
        assert names_in(server, "thumbs/tile_50/originals/d") == sorted([*expected, "sub.jpg"])
        assert len(assert_agrees(tree_of(server), "thumbs/tile_50/originals")) == 3
        assert set(dict(tree_of(server).below("originals"))) == {
            "originals/d/scan.png.jpg",
            "originals/d/scan.png",
            "originals/d/sub.jpg/x.jpg",
        }


def test_a_thumbnail_is_not_named_as_a_folder(tmp_path: Path) -> None:
    """Where a folder has the name that a thumbnail would have, the thumbnail has its UID."""
    library = pictures_at(tmp_path, ["d/a.png.jpg/inside.jpg", "d/a.jpg"])
    photo = library.find("d/a.jpg")
    library.update(photo.files[0], name="d/a.png")
    with PhotoPrismServer(library) as server:
        assert names_in(server, "thumbs/tile_50/originals/d") == [
            f"a.png ({photo.files[0].uid}).jpg",
            "a.png.jpg",
        ]
        assert dict(tree_of(server).below("thumbs/tile_50/originals")).keys() == {
            f"thumbs/tile_50/originals/d/a.png ({photo.files[0].uid}).jpg",
            "thumbs/tile_50/originals/d/a.png.jpg/inside.jpg",
        }


def test_the_order_of_listing_does_not_matter() -> None:
    """Names depend on what is in a folder only."""
    entries = [Entry(name, uid=f"f{number:015}") for number, name in enumerate(("a.jpg", "b.jpg", "a.jpg", "a.jpg"))]
    forwards, backwards = told_apart(entries), told_apart(reversed(entries))
    assert forwards == backwards[::-1]
    assert [entry.name for entry in forwards] == [
        "a (f000000000000000).jpg",
        "b.jpg",
        "a (f000000000000002).jpg",
        "a (f000000000000003).jpg",
    ]


def test_a_name_that_is_too_long_is_cut() -> None:
    """A thumbnail whose name became too long for a disk is cut, and keeps its ending and its UID."""
    (entry,) = told_apart([Entry("é" * 125 + ".heic.jpg", uid=UID)])
    assert len(entry.name.encode()) <= 255
    assert entry.name.endswith(f" ({UID}).jpg")
    assert not is_plain(entry.name)


def test_a_name_keeps_its_dots() -> None:
    """A title has no extension: its UID comes at its end."""
    (entry, _) = told_apart([Entry(titled("Mr. Smith", "album"), uid=UID)] * 2, tail="")
    assert entry.name == f"Mr. Smith ({UID})"
