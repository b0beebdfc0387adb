"""What changes on the server from one night to the next, and what the folder makes of it, without fetching twice."""

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from photoprism_client import ApiClient, Configuration
from photoprism_client._clock import SYSTEM_CLOCK
from photoprism_client.export import Selection, export, verify
from photoprism_client.testing import Library, PhotoPrismServer
from test.support.export_runs import OWN, Run, beside, options, originals, pictures, record, trash, tree

FIRST, SECOND = "2021/07/IMG_1.JPG", "2021/07/IMG_0002.JPG"
ONLY = "2023/日本/富士山 #1.jpg"  # no other file has its name or title
TITLES = "{album}/{name}"


@pytest.fixture
def server() -> Iterator[PhotoPrismServer]:
    """Yield a server with a sample library and passwords."""
    with PhotoPrismServer(Library.sample(photos=9), mode="password") as server:
        yield server


def move(server: PhotoPrismServer, old: str, new: str) -> None:
    """Move a file or a folder of the originals; the index does not know yet."""
    target = server.library.root / new
    target.parent.mkdir(parents=True, exist_ok=True)
    (server.library.root / old).rename(target)


def folders(dest: Path) -> set[str]:
    """Return the folders in an export's folder, but for its own."""
    found = (path.relative_to(dest) for path in dest.rglob("*") if path.is_dir())
    return {path.as_posix() for path in found if path.parts[0] != OWN}


def assert_settled(server: PhotoPrismServer, dest: Path, **changes: Any) -> None:
    """Assert that another run finds nothing to do, and that the record says what is in the folder."""
    before = {path: os.lstat(dest / path).st_ino for path in tree(dest)}
    run = Run(server, dest, **changes)
    assert set(run.counts) <= {"unchanged", "kept"}
    assert run.pictures == []
    assert {path: os.lstat(dest / path).st_ino for path in tree(dest)} == before
    assert record(dest) == pictures(dest)


def test_a_renamed_file_is_moved(server: PhotoPrismServer, tmp_path: Path) -> None:
    """It is not fetched again, and its old name is gone; the file is the very same."""
    Run(server, tmp_path)
    number = (tmp_path / SECOND).stat().st_ino
    move(server, SECOND, "2021/07/renamed é.JPG")
    server.library.reindex()
    run = Run(server, tmp_path)
    assert run.counts == {"moved": 1, "unchanged": len(originals(server)) - 1}
    assert run.pictures == []
    assert pictures(tmp_path) == originals(server)
    assert (tmp_path / "2021/07/renamed é.JPG").stat().st_ino == number
    assert trash(tmp_path) == {}
    assert_settled(server, tmp_path)


def test_a_moved_folder_leaves_no_empty_one(server: PhotoPrismServer, tmp_path: Path) -> None:
    """With all in it, also into another; a folder that the user made empty stays."""
    Run(server, tmp_path)
    (tmp_path / "mine/empty").mkdir(parents=True)
    move(server, "2021", "archive/before/2021")
    server.library.reindex()
    moved = sum(name.startswith("archive/") for name in originals(server))
    run = Run(server, tmp_path)
    assert run.counts == {"moved": moved, "unchanged": len(originals(server)) - moved}
    assert run.pictures == []
    assert pictures(tmp_path) == originals(server)
    assert not (tmp_path / "2021").exists()
    assert {"mine", "mine/empty"} <= folders(tmp_path)
    assert_settled(server, tmp_path)


def test_a_folder_with_a_file_of_the_users_stays(server: PhotoPrismServer, tmp_path: Path) -> None:
    """With that file and nothing else."""
    Run(server, tmp_path)
    (tmp_path / "dups/notes.txt").write_text("mine", encoding="utf-8")
    move(server, "dups", "elsewhere")
    server.library.reindex()
    Run(server, tmp_path)
    assert sorted(path.name for path in (tmp_path / "dups").iterdir()) == ["notes.txt"]


def test_a_case_that_changes_is_a_name_that_changes(server: PhotoPrismServer, tmp_path: Path) -> None:
    """Of a file and of a folder, on any disk."""
    Run(server, tmp_path)
    move(server, SECOND, "2021/07/img_0002.jpg")
    move(server, "dups", "DUPS")
    server.library.reindex()
    run = Run(server, tmp_path)
    assert run.pictures == []
    assert pictures(tmp_path) == originals(server)
    assert_settled(server, tmp_path)


def test_an_edited_file_is_replaced_and_the_old_one_in_the_trash(server: PhotoPrismServer, tmp_path: Path) -> None:
    """Under its path, byte for byte; only the new one is fetched."""
    Run(server, tmp_path)
    old = pictures(tmp_path)[SECOND]
    server.change_original(SECOND, (server.library.root / SECOND).read_bytes() + b"edited")
    server.library.reindex()
    run = Run(server, tmp_path)
    assert run.counts == {"replaced": 1, "unchanged": len(originals(server)) - 1}
    assert run.pictures == [f"/api/v1/dl/{originals(server)[SECOND]}"]
    assert pictures(tmp_path) == originals(server)
    assert trash(tmp_path) == {SECOND: old}
    assert_settled(server, tmp_path)


def test_a_file_that_is_alone_in_its_folder_is_replaced_there(server: PhotoPrismServer, tmp_path: Path) -> None:
    """Its folder, empty for a moment, is there again."""
    Run(server, tmp_path)
    old = pictures(tmp_path)[ONLY]
    server.change_original(ONLY, (server.library.root / ONLY).read_bytes() + b"edited")
    server.library.reindex()
    run = Run(server, tmp_path)
    assert run.counts == {"replaced": 1, "unchanged": len(originals(server)) - 1}
    assert pictures(tmp_path) == originals(server)
    assert trash(tmp_path) == {ONLY: old}


def test_an_edit_that_is_undone_comes_and_goes(server: PhotoPrismServer, tmp_path: Path) -> None:
    """Twice on one day: the trash has both versions."""
    Run(server, tmp_path)
    first = (server.library.root / SECOND).read_bytes()
    for data in (b"edited", first, b"again"):
        server.change_original(SECOND, first + data if data != first else first)
        server.library.reindex()
        assert Run(server, tmp_path).counts["replaced"] == 1
        assert pictures(tmp_path) == originals(server)
    assert len(set(trash(tmp_path).values())) == 2
    assert len(trash(tmp_path)) == 3
    assert_settled(server, tmp_path)


def test_a_change_here_and_there_keeps_both(server: PhotoPrismServer, tmp_path: Path) -> None:
    """Ours stays, the server's goes beside it, once; from then on that one follows the server."""
    Run(server, tmp_path)
    (tmp_path / SECOND).write_bytes(b"edited here")
    suffixed = beside(SECOND, SECOND)
    for number in range(2):
        server.change_original(SECOND, (server.library.root / SECOND).read_bytes() + b"edited")
        server.library.reindex()
        run = Run(server, tmp_path)
        assert run.counts["replaced" if number else "new"] == 1
        assert run.report.is_complete == bool(number)
        assert run.report.reasons == ({} if number else {"changed here": 1})
        assert (tmp_path / SECOND).read_bytes() == b"edited here"
        assert pictures(tmp_path)[suffixed] == originals(server)[SECOND]
    assert SECOND not in record(tmp_path)
    assert set(trash(tmp_path)) == {suffixed}


def test_what_the_user_puts_aside_makes_room(server: PhotoPrismServer, tmp_path: Path) -> None:
    """Then the server's file gets its plain name, by a move."""
    (tmp_path / SECOND).parent.mkdir(parents=True)
    (tmp_path / SECOND).write_bytes(b"mine")
    Run(server, tmp_path)
    assert beside(SECOND, SECOND) in pictures(tmp_path)
    (tmp_path / SECOND).unlink()
    run = Run(server, tmp_path)
    assert run.counts == {"moved": 1, "unchanged": len(originals(server)) - 1}
    assert run.pictures == []
    assert pictures(tmp_path) == originals(server)


def test_a_file_that_became_a_folder_here_is_a_conflict(server: PhotoPrismServer, tmp_path: Path) -> None:
    """Told once; the server's file is beside it."""
    Run(server, tmp_path)
    (tmp_path / SECOND).unlink()
    (tmp_path / SECOND).mkdir()
    run = Run(server, tmp_path)
    assert run.counts == {"conflict": 1, "new": 1, "unchanged": len(originals(server)) - 1}
    assert (tmp_path / SECOND).is_dir()
    assert Run(server, tmp_path).counts == {"unchanged": len(originals(server))}
    assert verify(tmp_path).is_good


@pytest.mark.parametrize("kind", ["folder", "link", "dangling link"])
def test_what_is_no_file_is_left_alone(server: PhotoPrismServer, tmp_path: Path, kind: str) -> None:
    """A folder or a link in place of a file is not an error of the export either."""
    dest, path, target = tmp_path / "dest", tmp_path / "dest" / SECOND, tmp_path / "target"
    path.parent.mkdir(parents=True)
    if kind == "folder":
        path.mkdir()
    else:
        path.symlink_to(target)
    if kind == "link":
        target.write_bytes((server.library.root / SECOND).read_bytes())
    for _ in range(3):
        run = Run(server, dest)
        assert run.report.is_complete
        assert path.is_dir() if kind == "folder" else path.is_symlink()
        assert beside(SECOND, SECOND) in pictures(dest)
    assert verify(dest).is_good
    path.rmdir() if kind == "folder" else path.unlink()
    assert verify(dest).is_good


def test_two_names_that_are_swapped(server: PhotoPrismServer, tmp_path: Path) -> None:
    """Nothing is fetched, and nothing lost on the way."""
    Run(server, tmp_path)
    one, other = "2021/07/IMG_1.JPG", SECOND
    move(server, one, "2021/07/aside.JPG")
    move(server, other, one)
    move(server, "2021/07/aside.JPG", other)
    server.library.reindex()
    assert pictures(tmp_path) != originals(server)
    run = Run(server, tmp_path)
    assert run.pictures == []
    assert pictures(tmp_path) == originals(server)
    assert run.report.is_complete
    assert_settled(server, tmp_path)


@pytest.mark.parametrize("length", [2, 3, 4])
@pytest.mark.parametrize("is_ring", [True, False])
def test_a_chain_of_names(server: PhotoPrismServer, tmp_path: Path, length: int, is_ring: bool) -> None:
    """Each gets the name of the next, the last a new one or that of the first: nothing is fetched."""
    names = sorted(name for name in originals(server) if "/IMG_00" in name)[:length]
    assert len(names) == length
    Run(server, tmp_path)
    contents = [(server.library.root / name).read_bytes() for name in names]
    last = names[0] if is_ring else "2021/last.JPG"
    for name, content in zip([*names[1:], last], contents, strict=True):
        (server.library.root / name).write_bytes(content)
    if not is_ring:
        (server.library.root / names[0]).unlink()
    server.library.reindex()
    run = Run(server, tmp_path)
    assert run.pictures == []
    assert pictures(tmp_path) == originals(server)
    assert run.report.is_complete
    if not is_ring:
        assert trash(tmp_path) == {}
    assert_settled(server, tmp_path)


def test_what_is_deleted_on_the_server_is_kept(server: PhotoPrismServer, tmp_path: Path) -> None:
    """And said to be; it is complete all the same."""
    Run(server, tmp_path)
    before = pictures(tmp_path)
    (server.library.root / SECOND).unlink()
    server.library.reindex()
    for _ in range(2):
        run = Run(server, tmp_path)
        assert run.counts == {"kept": 1, "unchanged": len(originals(server))}
        assert run.report.is_complete
        assert pictures(tmp_path) == before
    assert_settled(server, tmp_path)


def test_what_returns_is_found(server: PhotoPrismServer, tmp_path: Path) -> None:
    """At its old place or at another: it is still here."""
    Run(server, tmp_path)
    data = (server.library.root / SECOND).read_bytes()
    (server.library.root / SECOND).unlink()
    server.library.reindex()
    Run(server, tmp_path)
    (server.library.root / "back.JPG").write_bytes(data)
    server.library.reindex()
    run = Run(server, tmp_path)
    assert run.counts == {"moved": 1, "unchanged": len(originals(server)) - 1}
    assert run.pictures == []
    assert pictures(tmp_path) == originals(server)


def test_flags_take_nothing_away(server: PhotoPrismServer, tmp_path: Path) -> None:
    """A photo that becomes private, archived or a favourite is where it was; archived ones are kept."""
    Run(server, tmp_path)
    before = pictures(tmp_path)
    library = server.library
    private, archived, favorite = (library.find(name) for name in (FIRST, SECOND, "dups/IMG_0002.JPG"))
    library.edit(private, private=True)
    library.edit(favorite, favorite=True)
    library.archive(archived)
    run = Run(server, tmp_path)
    assert run.counts == {"unchanged": len(before) - 1, "kept": 1}
    assert run.pictures == []
    assert pictures(tmp_path) == before
    assert_settled(server, tmp_path)
    library.update(archived, archived_at=None)
    assert Run(server, tmp_path).counts == {"unchanged": len(before)}


def test_titles_change_nothing_where_no_template_asks(server: PhotoPrismServer, tmp_path: Path) -> None:
    """But move files where one does."""
    Run(server, tmp_path / "plain")
    Run(server, tmp_path / "titled", template="{title}")
    server.library.edit(server.library.find(ONLY), title="At the sea / 1")
    assert_settled(server, tmp_path / "plain")
    run = Run(server, tmp_path / "titled", template="{title}")
    assert run.counts["moved"] == 1
    assert run.pictures == []
    assert "At the sea _ 1.jpg" in pictures(tmp_path / "titled")


def test_a_retitled_album_is_a_folder_that_moves(server: PhotoPrismServer, tmp_path: Path) -> None:
    """Nothing is fetched; the old folder is gone."""
    for album in list(server.library.albums):
        if album.title == "Everything":
            server.library.albums.remove(album)
    [album] = [album for album in server.library.albums if album.title == "Favourites"]
    Run(server, tmp_path, template=TITLES)
    inside = {name for name in pictures(tmp_path) if name.startswith("Favourites/")}
    assert inside
    server.library.update(album, title="Best / of: all")
    run = Run(server, tmp_path, template=TITLES)
    assert run.counts["moved"] == len(inside)
    assert run.pictures == []
    assert not (tmp_path / "Favourites").exists()
    assert {name for name in pictures(tmp_path) if name.startswith("Best _ of_ all/")} == {
        name.replace("Favourites", "Best _ of_ all") for name in inside
    }
    assert_settled(server, tmp_path, template=TITLES)


def test_a_photo_added_to_an_album_is_copied(server: PhotoPrismServer, tmp_path: Path) -> None:
    """One in no album moves to its first, and is copied to its second."""
    library = server.library
    library.albums[:] = [album for album in library.albums if album.title == "Empty"]
    photo = library.find(ONLY)
    Run(server, tmp_path, template=TITLES)
    assert "富士山 #1.jpg" in pictures(tmp_path)
    library.add_album("One", [photo])
    run = Run(server, tmp_path, template=TITLES)
    assert (run.counts["moved"], run.pictures) == (1, [])
    library.add_album("Two", [photo])
    run = Run(server, tmp_path, template=TITLES)
    assert (run.counts["copied"], run.pictures) == (1, [])
    found = pictures(tmp_path)
    assert found["One/富士山 #1.jpg"] == found["Two/富士山 #1.jpg"] == photo.hash
    assert_settled(server, tmp_path, template=TITLES)


def test_a_photo_taken_from_an_album_is_kept_there_until_pruned(server: PhotoPrismServer, tmp_path: Path) -> None:
    """One that is in no album any more moves out."""
    library = server.library
    library.albums[:] = [album for album in library.albums if album.title == "Empty"]
    photo = library.find(ONLY)
    one, two = library.add_album("One", [photo]), library.add_album("Two", [photo])
    Run(server, tmp_path, template=TITLES)
    library.update(two, photo_uids=[])
    assert Run(server, tmp_path, template=TITLES).counts["kept"] == 1
    assert {"One/富士山 #1.jpg", "Two/富士山 #1.jpg"} <= set(pictures(tmp_path))
    assert Run(server, tmp_path, template=TITLES, prune=True).counts["removed"] == 1
    assert not (tmp_path / "Two").exists()
    library.update(one, photo_uids=[])
    run = Run(server, tmp_path, template=TITLES)
    assert (run.counts["moved"], run.pictures) == (1, [])
    assert "富士山 #1.jpg" in pictures(tmp_path)
    assert not (tmp_path / "One").exists()


def test_a_rebuilt_database_changes_nothing(tmp_path: Path) -> None:
    """All UIDs are new: no file is fetched, moved or replaced, nor its metadata."""
    library = Library.edge_cases()
    for photo in library.photos:
        library.update(photo, created_at=library.photos[0].created_at)
    with PhotoPrismServer(library, mode="password") as server:
        for template in ("{path}/{name}", TITLES, "{taken:%Y}/{name}"):
            dest = tmp_path / str(len(template))
            for metadata in ("json", "xmp"):
                Run(server, dest, Selection(sidecars=True), template=template, metadata=metadata)
                before = {path: (os.lstat(dest / path).st_ino, sha1) for path, sha1 in tree(dest).items()}
                server.library.rebuild()
                run = Run(server, dest, Selection(sidecars=True), template=template, metadata=metadata)
                assert run.report.problems == ()
                assert set(run.counts) == {"unchanged"}
                assert run.pictures == []
                assert run.report.metadata == 0
                assert {path: (os.lstat(dest / path).st_ino, sha1) for path, sha1 in tree(dest).items()} == before


def test_a_rebuilt_database_that_turns_the_ages_around_fetches_nothing(
    server: PhotoPrismServer, tmp_path: Path
) -> None:
    """Who has the plain name may change; all contents stay, and prune removes none of them."""
    library = server.library
    for number, photo in enumerate(library.photos):
        library.update(photo, created_at=datetime(2021, 7, 1, tzinfo=UTC) - timedelta(days=number))
    Run(server, tmp_path, template="{name}")
    before = sorted(pictures(tmp_path).values())
    library.rebuild()
    run = Run(server, tmp_path, template="{name}", prune=True)
    assert run.pictures == []
    assert run.report.is_complete
    assert sorted(pictures(tmp_path).values()) == before
    assert_settled(server, tmp_path, template="{name}")


def test_a_collision_that_appears_leaves_the_oldest_alone(server: PhotoPrismServer, tmp_path: Path) -> None:
    """The new one gets a suffix; when the old one goes, with all of its stack, the new one gets the plain name."""
    Run(server, tmp_path, template="{name}")
    before = pictures(tmp_path)
    name = "IMG_1.DNG"
    (server.library.root / "later").mkdir()
    (server.library.root / "later/img_1.dng").write_bytes(b"another")
    server.library.reindex()
    run = Run(server, tmp_path, template="{name}")
    suffixed = beside("img_1.dng", "later/img_1.dng")
    assert run.counts == {"new": 1, "unchanged": len(before)}
    assert pictures(tmp_path) == {**before, suffixed: originals(server)["later/img_1.dng"]}
    (server.library.root / f"2021/07/{name}").unlink()
    server.library.reindex()
    Run(server, tmp_path, template="{name}", prune=True)
    assert suffixed in pictures(tmp_path)  # or it would be taken for the RAW file of 2021/07/IMG_1.JPG
    (server.library.root / "2021/07/IMG_1.JPG").unlink()
    server.library.reindex()
    run = Run(server, tmp_path, template="{name}", prune=True)
    assert run.pictures == []
    assert run.report.is_complete
    assert pictures(tmp_path)["img_1.dng"] == originals(server)["later/img_1.dng"]
    assert suffixed not in pictures(tmp_path)
    assert name not in pictures(tmp_path)
    assert_settled(server, tmp_path, template="{name}")


def test_a_collision_with_an_older_one_swaps_the_names(server: PhotoPrismServer, tmp_path: Path) -> None:
    """Whose photo the server met first has the plain name; nothing is fetched but the new one."""
    library = server.library
    Run(server, tmp_path, template="{name}")
    (library.root / "2020").mkdir()
    (library.root / "2020/IMG_1.DNG").write_bytes(b"another")
    library.reindex()
    library.update(library.find("2020/IMG_1.DNG"), created_at=datetime(2001, 1, 1, tzinfo=UTC))
    run = Run(server, tmp_path, template="{name}")
    found = originals(server)
    assert run.pictures == [f"/api/v1/dl/{found['2020/IMG_1.DNG']}"]
    assert pictures(tmp_path)["IMG_1.DNG"] == found["2020/IMG_1.DNG"]
    for name in ("IMG_1.DNG", "IMG_1.JPG"):
        assert pictures(tmp_path)[beside(name, f"2021/07/{name}")] == found[f"2021/07/{name}"]
    assert_settled(server, tmp_path, template="{name}")


def test_a_changed_template_moves_everything_and_back(server: PhotoPrismServer, tmp_path: Path) -> None:
    """Nothing is fetched, nothing kept twice, no folder left."""
    Run(server, tmp_path)
    before = folders(tmp_path)
    run = Run(server, tmp_path, template="{hash8}{ext}")
    assert run.counts == {"moved": len(originals(server))}
    assert run.pictures == []
    assert folders(tmp_path) == set()
    Run(server, tmp_path)
    assert pictures(tmp_path) == originals(server)
    assert folders(tmp_path) == before


def test_a_changed_selection_takes_nothing_away(server: PhotoPrismServer, tmp_path: Path) -> None:
    """What is not selected any more is kept, prune or not; and never moved to where something else is wanted."""
    Run(server, tmp_path)
    for prune in (False, True, True):
        run = Run(server, tmp_path, Selection(folders=("dups",)), prune=prune)
        assert pictures(tmp_path) == originals(server)
        assert run.pictures == []
    run = Run(server, tmp_path, Selection(folders=("2021",)), template="flat/{name}")
    assert run.pictures == []
    assert set(originals(server).items()) <= set(pictures(tmp_path).items())


def test_one_content_that_is_wanted_in_more_places(tmp_path: Path) -> None:
    """In one more album each night: it is fetched once in all."""
    with PhotoPrismServer(Library.sample(photos=3), mode="password") as server:
        photo = server.library.find(ONLY)
        asked = list(Run(server, tmp_path, template=TITLES).pictures)
        for number in range(3):
            server.library.add_album(f"More {number}", [photo])
            asked += Run(server, tmp_path, template=TITLES).pictures
        assert sum(photo.hash in path for path in asked) == 1
        assert list(pictures(tmp_path).values()).count(photo.hash) >= 4


def test_a_copy_that_the_user_changed_is_not_copied_further(server: PhotoPrismServer, tmp_path: Path) -> None:
    """What is in the folder is looked at before it is copied or moved."""
    Run(server, tmp_path)
    (tmp_path / SECOND).write_bytes(b"edited here")
    move(server, SECOND, "moved.JPG")
    server.library.reindex()
    run = Run(server, tmp_path)
    assert run.pictures == [f"/api/v1/dl/{originals(server)['moved.JPG']}"]
    assert pictures(tmp_path)["moved.JPG"] == originals(server)["moved.JPG"]
    assert (tmp_path / SECOND).read_bytes() == b"edited here"


def test_a_file_that_takes_the_place_of_a_folder_and_back(tmp_path: Path) -> None:
    """On the server; here both have a place at once, and their own names after another run."""
    root = tmp_path / "library"
    (root / "x.jpg").mkdir(parents=True)
    with Library.sample(photos=2) as sample:
        one, other = (photo.original.disk.read_bytes() for photo in sample.photos)
    (root / "x.jpg/y.jpg").write_bytes(one)
    (root / "z.jpg").write_bytes(other)
    with PhotoPrismServer(Library.from_folder(root), mode="password") as server:
        dest = tmp_path / "dest"
        Run(server, dest)
        (root / "x.jpg/y.jpg").rename(root / "y.jpg")
        (root / "x.jpg").rmdir()
        (root / "z.jpg").rename(root / "x.jpg")
        server.library.reindex()
        for _ in range(2):
            run = Run(server, dest)
            assert run.pictures == []
            assert run.report.is_complete
            assert set(pictures(dest).values()) == set(originals(server).values())
        assert pictures(dest) == originals(server)
        (root / "x.jpg").rename(root / "z.jpg")
        (root / "x.jpg").mkdir()
        (root / "y.jpg").rename(root / "x.jpg/y.jpg")
        server.library.reindex()
        for _ in range(2):
            run = Run(server, dest)
            assert run.pictures == []
            assert run.report.is_complete
            assert set(pictures(dest).values()) == set(originals(server).values())
        assert pictures(dest) == originals(server)


def run_on(server: PhotoPrismServer, dest: Path, day: int, trash_days: int) -> None:
    """Export on a day, counted from an arbitrary one."""
    noon = datetime(2026, 1, 1, 12).astimezone().timestamp() + day * 86400
    configuration = Configuration(host=server.url, username="admin", password="photoprism")
    with ApiClient(configuration) as api_client:
        clock = SYSTEM_CLOCK._replace(now=lambda: noon)
        export(api_client, Selection(), dest, replace(options(), trash_days=trash_days), clock=clock)


@pytest.mark.parametrize("trash_days", [0, 1, 30])
def test_trash_is_kept_for_its_days(server: PhotoPrismServer, tmp_path: Path, trash_days: int) -> None:
    """And then removed for good; what somebody else put there stays."""
    run_on(server, tmp_path, 0, trash_days)
    server.change_original(SECOND, (server.library.root / SECOND).read_bytes() + b"edited")
    server.library.reindex()
    run_on(server, tmp_path, 1, trash_days)
    (tmp_path / OWN / "trash/notes").mkdir()
    (tmp_path / OWN / "trash/notes/mine.txt").write_text("mine", encoding="utf-8")
    days = sorted(path.name for path in (tmp_path / OWN / "trash").iterdir())
    assert days == ["2026-01-02", "notes"]
    run_on(server, tmp_path, 1 + trash_days, trash_days)
    assert SECOND in trash(tmp_path)
    run_on(server, tmp_path, 2 + trash_days, trash_days)
    assert set(trash(tmp_path)) == {"mine.txt"}
    assert pictures(tmp_path) == originals(server)


def test_the_trash_has_a_folder_for_each_day(server: PhotoPrismServer, tmp_path: Path) -> None:
    """Each with what was replaced on it."""
    for day in range(3):
        server.change_original(SECOND, (server.library.root / SECOND).read_bytes() + b"edited")
        server.library.reindex()
        run_on(server, tmp_path, day, 30)
    assert sorted(path.name for path in (tmp_path / OWN / "trash").iterdir()) == ["2026-01-02", "2026-01-03"]
