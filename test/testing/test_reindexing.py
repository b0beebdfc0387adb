"""A library whose folder changes, and whose owner edits it, from one indexing to the next."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest

from photoprism_client.testing import Library, PhotoPrismServer
from photoprism_client.testing.library.catalogue import by_uid
from photoprism_client.testing.library.items import Album, File, Folder, Label, Person, Photo
from photoprism_client.testing.library.relations import albums_of, labels_of, photos_of
from photoprism_client.testing.library.sample import write_picture
from test.support.plain_requests import get, get_json, uids

JPEG, RAW, SIDECAR = "2021/07/IMG_1.JPG", "2021/07/IMG_1.DNG", "2021/07/IMG_1.xmp"
PICTURE, COPY = "2021/07/IMG_0002.JPG", "dups/copy of IMG_1.JPG"


def _identities(library: Library) -> dict[str, tuple[str, str]]:
    return {file.name: (photo.uid, file.uid) for photo in library.photos for file in photo.files}


def _state(library: Library) -> list[dict[str, object]]:
    return [vars(photo) | {"files": [vars(file) for file in photo.files]} for photo in library.photos]


def _listed(server: PhotoPrismServer, query: str = "") -> set[str]:
    rows: list[dict[str, Any]] = get_json(server, f"/photos?count=99&{query}")
    return {str(row["FileName"]) for row in rows}


def test_nothing_changed_means_nothing_changes(library: Library) -> None:
    """An indexing that finds the same files leaves every field of every record as it was."""
    before = repr(_state(library))
    albums = [(album.uid, album.photo_uids) for album in library.albums]
    library.reindex()
    assert repr(_state(library)) == before
    assert [(album.uid, album.photo_uids) for album in library.albums] == albums


def test_new_files_appear_in_a_running_server(server: PhotoPrismServer) -> None:
    """A picture, its folder and its folder's album are listed, and found as added since then."""
    library = server.library
    known = _listed(server)
    latest = max(photo.created_at for photo in library.photos)
    write_picture(library.root / "2024/new.jpg", 99)
    library.reindex()
    new = library.find("2024/new.jpg")
    assert _listed(server) == known | {"2024/new.jpg"}
    assert new.created_at > latest
    assert "2024" in {folder["Path"] for folder in get_json(server, "/folders/originals")["folders"]}
    assert library.photos[-1] is new
    assert uids(get_json(server, "/photos?count=1&order=added")) == [new.uid]
    assert {album.path for album in library.albums} >= {"2024"}


def test_gone_files_leave_the_index(server: PhotoPrismServer) -> None:
    """Without its only original a picture is in no listing; its file is unknown, and itself told without files."""
    library = server.library
    photo = library.find(PICTURE)
    (library.root / PICTURE).unlink()
    library.reindex()
    assert PICTURE not in _listed(server)
    assert library.photo(photo.uid) is None
    assert get(server, f"/files/{photo.hash}", {"X-Auth-Token": server.access_token}).status == 404
    told = get_json(server, f"/photos/{photo.uid}")
    assert (told["Files"], told["Quality"]) == ([], -1)
    assert told["DeletedAt"]
    assert photo.uid not in {row["UID"] for row in get_json(server, "/photos?count=99&archived=true")}


def test_a_stack_goes_with_its_last_original(library: Library) -> None:
    """The RAW file of a stack can go and come back; its sidecar alone is not a picture."""
    photo = library.find(JPEG)
    raw = next(file for file in photo.files if file.name == RAW)
    data = raw.disk.read_bytes()
    raw.disk.unlink()
    library.reindex()
    assert [file.name for file in photo.files] == [JPEG, SIDECAR]
    assert (photo.type, library.file(raw.hash)) == ("image", None)
    (library.root / RAW).write_bytes(data)
    library.reindex()
    assert (photo.type, {file.name: file.uid for file in photo.files}[RAW]) == ("raw", raw.uid)
    for name in (JPEG, RAW, COPY):
        (library.root / name).unlink()
    library.reindex()
    assert library.photo(photo.uid) is None
    assert SIDECAR in library.skipped


def test_a_missing_file_that_is_back_is_found_again(server: PhotoPrismServer) -> None:
    """What a request took out of the index comes back with the file and the next indexing, as it was."""
    library = server.library
    photo, title = library.find(PICTURE), "Mine"
    library.edit(photo, title=title)
    server.remove_original(PICTURE)
    get(server, f"/t/{photo.hash}/{server.preview_token}/fit_1600")
    assert library.photo(photo.uid) is None
    library.reindex()
    assert PICTURE not in _listed(server)
    server.restore_original(PICTURE)
    library.reindex()
    assert library.find(PICTURE) is photo
    assert (photo.title, photo.original.missing, photo.purged_at) == (title, False, None)
    assert PICTURE in _listed(server)


def test_a_changed_file_keeps_its_identity(server: PhotoPrismServer, tmp_path: Path) -> None:
    """Hash, size and date are new, the UIDs are not; an assigned cover follows; `UpdatedAt` moves on."""
    library = server.library
    photo = library.find(PICTURE)
    old, before, updated_at, created_at = photo.hash, _identities(library), photo.updated_at, photo.created_at
    library.update(library.albums[0], thumb=old)
    write_picture(tmp_path / "other.jpg", 500)
    data = (tmp_path / "other.jpg").read_bytes()
    server.change_original(PICTURE, data)
    library.reindex()
    told = get_json(server, f"/files/{hashlib.sha1(data).hexdigest()}")
    assert (told["Name"], told["Size"], told["UID"]) == (PICTURE, len(data), before[PICTURE][1])
    assert get(server, f"/files/{old}", {"X-Auth-Token": server.access_token}).status == 404
    assert _identities(library) == before
    assert library.albums[0].thumb == told["Hash"]
    assert (photo.updated_at > updated_at, photo.created_at) == (True, created_at)


def test_a_moved_file_keeps_its_identity(library: Library) -> None:
    """Same content, old path gone: picture and file keep their UIDs, albums and labels, and have a new path."""
    photo = library.find(PICTURE)
    file, albums, labels = photo.original.uid, albums_of(library, photo), labels_of(library, photo)
    (library.root / "moved").mkdir()
    (library.root / PICTURE).rename(library.root / "moved/other name.jpg")
    library.reindex()
    assert library.find("moved/other name.jpg") is photo
    assert (photo.original.uid, photo.path, photo.name) == (file, "moved", "other name")
    assert (albums_of(library, photo), labels_of(library, photo)) == (albums, labels)
    with pytest.raises(KeyError):
        library.find(PICTURE)


def test_a_moved_preview_follows_its_original(tmp_path: Path) -> None:
    """The JPEG that the server made of a video is the same file under its new name."""
    (tmp_path / "a.mp4").write_bytes(b"no video at all")
    with Library.from_folder(tmp_path) as library:
        before = [file.uid for file in library.photos[0].files]
        (tmp_path / "a.mp4").rename(tmp_path / "b.mp4")
        library.reindex()
        assert [(file.name, file.root) for file in library.files] == [("b.mp4.jpg", "sidecar"), ("b.mp4", "/")]
        assert [file.uid for file in library.photos[0].files] == before


def test_a_duplicate_takes_over_when_the_first_is_gone(library: Library) -> None:
    """The other copy is the same file under another path, then; and stays it when the first path returns."""
    photo = library.find(JPEG)
    file, data = photo.original.uid, (library.root / JPEG).read_bytes()
    (library.root / JPEG).unlink()
    library.reindex()
    assert {member.uid: member.name for member in photo.files}[file] == COPY
    (library.root / JPEG).write_bytes(data)
    library.reindex()
    assert library.duplicates == {JPEG: COPY}


def test_what_moved_away_leaves_its_old_path_to_others(tmp_path: Path) -> None:
    """The first content back at the old path is another picture with another UID, once its own has changed."""
    write_picture(tmp_path / "a.jpg", 1)
    first = (tmp_path / "a.jpg").read_bytes()
    with Library.from_folder(tmp_path) as library:
        photo = library.photos[0]
        (tmp_path / "a.jpg").rename(tmp_path / "b.jpg")
        library.reindex()
        write_picture(tmp_path / "b.jpg", 2)
        library.reindex()
        (tmp_path / "a.jpg").write_bytes(first)
        library.reindex()
        assert library.find("b.jpg") is photo
        assert len({found.uid for found in library.photos} | {file.uid for file in library.files}) == 4


def test_parts_of_a_stack_in_two_folders_are_one_picture(tmp_path: Path) -> None:
    """A file that is moved stays with its picture, of which there is one primary file."""
    write_picture(tmp_path / "a/IMG_1.jpg", 1)
    (tmp_path / "a/IMG_1.dng").write_bytes(b"II*\0 and more")
    with Library.from_folder(tmp_path) as library:
        photo = library.photos[0]
        (tmp_path / "0").mkdir()
        (tmp_path / "a/IMG_1.dng").rename(tmp_path / "0/other.dng")
        library.reindex()
        assert library.photos == [photo]
        assert [file.name for file in photo.files if file.root == "/"] == ["a/IMG_1.jpg", "0/other.dng"]
        assert [file.primary for file in photo.files].count(True) == 1
        assert photo.path == "a"


def test_a_new_file_joins_the_picture_of_its_name(tmp_path: Path) -> None:
    """A RAW file that is added beside its JPEG makes a stack of it, not a second picture."""
    write_picture(tmp_path / "IMG_1.jpg", 1)
    with Library.from_folder(tmp_path) as library:
        photo = library.photos[0]
        updated_at = photo.updated_at
        (tmp_path / "IMG_1.dng").write_bytes(b"II*\0 and more")
        library.reindex()
        assert library.photos == [photo]
        assert (photo.type, len(photo.files), photo.updated_at > updated_at) == ("raw", 2, True)
        assert {file.photo_uid for file in photo.files} == {photo.uid}


def test_edits_and_flags_outlive_an_indexing(library: Library) -> None:
    """A title that somebody wrote stays when the file changes its name; one that was made of the name follows it."""
    edited, plain = library.find(PICTURE), library.find("dups/IMG_0002.JPG")
    library.edit(edited, title="Mine", caption="Ours", private=True)
    library.archive(edited)
    for photo in (edited, plain):
        disk = library.root / photo.file_name
        disk.rename(disk.with_name(f"garden {photo.number}.jpg"))
    library.reindex()
    assert (edited.title, edited.caption, edited.private, bool(edited.archived_at)) == ("Mine", "Ours", True, True)
    assert plain.title.startswith("Garden")


def test_an_empty_folder_is_taken_for_unmounted(server: PhotoPrismServer) -> None:
    """Indexing while the disk is away loses nothing."""
    before = _identities(server.library)
    server.unmount_originals()
    server.library.reindex()
    assert _identities(server.library) == before
    server.mount_originals()


def test_an_album_of_a_folder_goes_with_its_pictures(library: Library) -> None:
    """Folders and their albums follow the disk; others keep their records."""
    kept = {album.path: album for album in library.albums if album.type == "folder" and album.path != "dups"}
    for path in (library.root / "dups").iterdir():
        path.unlink()
    (library.root / "dups").rmdir()
    library.reindex()
    assert {album.path: album for album in library.albums if album.type == "folder"} == kept
    assert "dups" not in {folder.path for folder in library.folders}


def _moments(photo: Photo) -> list[object]:
    return [photo.updated_at, photo.edited_at]


def test_an_edit_moves_the_dates_on(server: PhotoPrismServer) -> None:
    """Each edit is a second later than the one before, so that a search for edits since then finds it."""
    library = server.library
    one, two = library.photos[:2]
    library.edit(one, title="First")
    library.edit(two, title="Second")
    assert one.edited_at
    assert two.edited_at
    assert two.edited_at > one.edited_at == one.updated_at > max(photo.updated_at for photo in library.photos[2:])
    since = two.edited_at.isoformat().replace("+00:00", "Z")
    assert set(uids(get_json(server, f"/photos?count=9&edited={since}"))) == {two.uid}
    assert set(uids(get_json(server, f"/photos?count=9&updated={since}"))) == {two.uid}


def test_an_update_or_a_bad_edit_leaves_the_dates(library: Library) -> None:
    """Favourites, albums and flags do not count as edits on a real server either; a mistyped field changes nothing."""
    photo = library.photos[0]
    before = _moments(photo)
    library.update(photo, favorite=False)
    with pytest.raises(AttributeError):
        library.edit(photo, title="x", captoin="y")
    assert (_moments(photo), photo.title) != (before, "x")
    assert _moments(photo) == before


def test_a_rebuilt_database_has_new_identifiers(library: Library) -> None:
    """Every UID is new; albums, labels and people are found by name with the same pictures, flags are kept."""
    person = library.add_person("Jane Doe", library.photos[:2])

    def shape() -> list[object]:
        groups: list[Album | Label] = [*library.albums, *library.labels]
        names = {photo.uid: photo.file_name for photo in library.photos}
        return [
            [(photo.file_name, photo.private, bool(photo.archived_at), photo.favorite) for photo in library.photos],
            [(type(group).__name__, group.slug, [names[uid] for uid in group.photo_uids]) for group in groups],
            [(found.name, [photo.file_name for photo in photos_of(library, found)]) for found in library.people],
        ]

    def identifiers() -> set[str]:
        groups: list[Album | Label | Folder | Person] = [*library.albums, *library.labels, *library.folders]
        files: list[Photo | File] = [*library.photos, *library.files]
        groups += library.people
        return {item.uid for item in groups} | {item.uid for item in files}

    before, known, created_at = shape(), identifiers(), library.photos[0].created_at
    library.rebuild()
    assert shape() == before
    assert not known & identifiers()
    assert len(known) == len(identifiers())
    assert by_uid(library.people, person.uid) is person
    assert library.photos[0].created_at > created_at
    assert all(file.photo_uid == photo.uid for photo in library.photos for file in photo.files)


def test_a_rebuilt_database_stays_so(server: PhotoPrismServer) -> None:
    """Later indexings keep the new UIDs; what was gone before returns as a stranger; another rebuild is new again."""
    library = server.library
    old = library.find(PICTURE).uid
    server.remove_original(PICTURE)
    library.rebuild()
    first = _identities(library)
    server.restore_original(PICTURE)
    library.reindex()
    assert library.find(PICTURE).uid != old
    assert {name: ids for name, ids in _identities(library).items() if name != PICTURE} == first
    assert PICTURE in _listed(server)
    assert PICTURE not in _listed(server, f"s={library.albums[-1].uid}")
    library.rebuild()
    assert not set(first.values()) & set(_identities(library).values())
