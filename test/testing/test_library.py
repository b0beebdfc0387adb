"""Making a library: the sample, and any folder."""

from __future__ import annotations

import hashlib
import os
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from photoprism_client.testing import Library
from photoprism_client.testing.library.sample import write_picture
from test.support.waiting import collect_garbage


def _listing(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_sample_is_deterministic() -> None:
    """The same count gives the same bytes, so that tests may pin digests within a run."""
    with Library.sample(photos=6) as one, Library.sample(photos=6) as two:
        assert [file.hash for file in one.files] == [file.hash for file in two.files]
        assert [photo.uid for photo in one.photos] == [photo.uid for photo in two.photos]


def test_sample_files_have_one_time() -> None:
    """The index takes it for when it met each picture: the order of these must not depend on how long drawing took."""
    with Library.sample(photos=6) as library:
        assert len({path.stat().st_mtime_ns for path in library.root.rglob("*") if path.is_file()}) == 1


def test_sample_has_what_clients_stumble_over(library: Library) -> None:
    """Odd names, a stack, a copy, an empty album, an empty folder, a private and an archived picture are there."""
    names = {file.name for file in library.files}
    assert {"2022/Ferien & Spaß/DSC 001 ü.jpg", "2023/日本/富士山 #1.jpg", "2023/100% real/a+b=c & d.jpg"} <= names
    stack = library.find("2021/07/IMG_1.JPG")
    assert [(file.name, file.primary) for file in stack.files if not file.sidecar] == [
        ("2021/07/IMG_1.JPG", True),
        ("2021/07/IMG_1.DNG", False),
    ]
    assert library.duplicates == {"dups/copy of IMG_1.JPG": "2021/07/IMG_1.JPG"}
    assert {album.title for album in library.albums if album.type == "album" and not album.photo_uids} == {"Empty"}
    assert "empty" in {folder.path for folder in library.folders}
    assert [sum(photo.private for photo in library.photos), sum(bool(p.archived_at) for p in library.photos)] == [1, 1]


def test_sample_pictures_are_distinct_jpegs(library: Library) -> None:
    """Each picture is a JPEG of its own that decodes, and its hash is the SHA-1 of its bytes."""
    for photo in library.photos:
        data = photo.original.disk.read_bytes()
        assert hashlib.sha1(data).hexdigest() == photo.original.hash
        with Image.open(photo.original.disk) as picture:
            picture.load()
            assert picture.format == "JPEG"
    assert len({photo.hash for photo in library.photos}) == len(library.photos) == 8


@pytest.mark.parametrize("photos", [1, 2, 5])
def test_sample_of_any_size(photos: int) -> None:
    """The smallest libraries can be made, too."""
    with Library.sample(photos=photos) as library:
        assert len(library.photos) == photos


def test_identifiers_have_the_form_of_the_server(library: Library) -> None:
    """UIDs are a letter for the kind and 15 of a-z0-9, and all different."""
    found = [
        *(photo.uid for photo in library.photos),
        *(file.uid for file in library.files),
        *(album.uid for album in library.albums),
        *(label.uid for label in library.labels),
        *(folder.uid for folder in library.folders),
    ]
    assert all(re.fullmatch(r"[pfald][a-z0-9]{15}", uid) for uid in found)
    assert len(set(found)) == len(found)


def test_close_removes_the_sample_only(tmp_path: Path) -> None:
    """The sample's folder goes with it; a folder of the user stays as it was."""
    sample = Library.sample(photos=1)
    sample.close()
    assert not sample.root.exists()
    write_picture(tmp_path / "a.jpg", 1)
    before = _listing(tmp_path)
    Library.from_folder(tmp_path).close()
    assert _listing(tmp_path) == before


def test_from_folder_indexes_dates_orientation_and_cameras(tmp_path: Path) -> None:
    """EXIF tells date and camera; width and height are those of the turned picture."""
    taken = datetime(2020, 2, 29, 23, 59, 58, tzinfo=UTC)
    write_picture(tmp_path / "trip/a.jpg", 1, (300, 200), taken, ("Canon", "EOS 6D"), orientation=6)
    with Library.from_folder(tmp_path) as library:
        photo = library.find("trip/a.jpg")
    assert (photo.taken_at, photo.year, photo.camera) == (taken, 2020, "Canon EOS 6D")
    assert (photo.files[0].width, photo.files[0].height, photo.files[0].orientation) == (200, 300, 6)
    assert [(album.title, album.type) for album in library.albums] == [("Trip", "folder")]


def test_from_folder_keeps_time_zones(tmp_path: Path) -> None:
    """A camera that notes its offset gives UTC and local time that differ, and the server's odd zone name."""
    exif = Image.Exif()
    exif.get_ifd(0x8769).update({0x9003: "2019:06:06 09:29:51", 0x9011: "+02:00"})
    Image.new("RGB", (20, 10)).save(tmp_path / "a.jpg", exif=exif)
    with Library.from_folder(tmp_path) as library:
        photo = library.photos[0]
    assert (photo.taken_at.hour, photo.taken_at_local.hour, photo.time_zone) == (7, 9, "UTC+2")


def test_from_folder_with_what_is_no_picture(tmp_path: Path) -> None:
    """Hidden files are not looked at, texts are skipped with a reason, a broken JPEG becomes a hidden picture."""
    write_picture(tmp_path / "good.jpg", 1)
    (tmp_path / "broken.jpg").write_bytes((tmp_path / "good.jpg").read_bytes()[:2000])
    (tmp_path / "notes.txt").write_text("hello")
    (tmp_path / "orphan.xmp").write_text("<xmp/>")
    (tmp_path / ".hidden").mkdir()
    write_picture(tmp_path / ".hidden/x.jpg", 2)
    with Library.from_folder(tmp_path) as library:
        assert {photo.name: photo.quality for photo in library.photos} == {"good": 1, "broken": -1}
        assert set(library.skipped) == {"notes.txt", "orphan.xmp"}
        assert library.find("broken.jpg").files[0].error


def test_from_folder_with_names_that_are_not_utf_8(tmp_path: Path) -> None:
    """They cannot be sent as JSON: a file is skipped with a reason, a folder is not entered, the others are served."""
    write_picture(tmp_path / "good.jpg", 1)
    for number, name in enumerate((b"caf\xe9.jpg", b"caf\xe9/inner.jpg")):
        write_picture(tmp_path / os.fsdecode(name), number + 2)
    with Library.from_folder(tmp_path) as library:
        assert [photo.name for photo in library.photos] == ["good"]
        assert library.skipped == {"caf\udce9.jpg": "its name is not UTF-8"}
        assert library.folders == []


def test_from_folder_makes_previews_beside_not_inside(tmp_path: Path) -> None:
    """What browsers cannot show gets a JPEG with root `sidecar`, which is the primary file; PNG stands for itself."""
    Image.new("RGB", (30, 20), "red").save(tmp_path / "a.bmp")
    Image.new("RGB", (30, 20), "blue").save(tmp_path / "b.png")
    (tmp_path / "c.mp4").write_bytes(b"no video at all")
    frames = [Image.new("RGB", (30, 20), colour) for colour in ("red", "green")]
    frames[0].save(tmp_path / "d.gif", save_all=True, append_images=frames[1:])
    before = _listing(tmp_path)
    with Library.from_folder(tmp_path) as library:
        found = {photo.name: [(file.name, file.root) for file in photo.files] for photo in library.photos}
        kinds = {photo.name: photo.type for photo in library.photos}
    assert found == {
        "a": [("a.bmp.jpg", "sidecar"), ("a.bmp", "/")],
        "b": [("b.png", "/")],
        "c": [("c.mp4.jpg", "sidecar"), ("c.mp4", "/")],
        "d": [("d.gif.jpg", "sidecar"), ("d.gif", "/")],
    }
    assert kinds == {"a": "image", "b": "image", "c": "video", "d": "animated"}
    assert _listing(tmp_path) == before


def test_from_folder_refuses_what_is_no_folder(tmp_path: Path) -> None:
    """A mistyped path is an error, not an empty library."""
    with pytest.raises(NotADirectoryError):
        Library.from_folder(tmp_path / "nothing")


def test_unknown_names_are_errors(library: Library) -> None:
    """Neither a path that is not there nor a mistyped field goes unnoticed."""
    with pytest.raises(KeyError):
        library.find("nothing.jpg")
    with pytest.raises(AttributeError):
        library.update(library.photos[0], privat=True)


def test_a_library_that_is_dropped_cleans_up() -> None:
    """Forgetting `close` leaves no folder behind, and warns of nothing."""
    library = Library.sample(photos=1)
    root = library.root
    del library
    collect_garbage()
    assert not root.exists()


def test_relations_are_asked_of_the_library() -> None:
    """What belongs together is a question to the library itself, in both directions."""
    with Library.sample(photos=6) as library:
        album = next(album for album in library.albums if album.title == "Favourites")
        label = next(label for label in library.labels if label.photo_uids)
        assert library.photos_in(album)
        assert all(album in library.albums_of(photo) for photo in library.photos_in(album))
        assert all(label in library.labels_of(photo) for photo in library.photos_with(label))
        person = library.add_person("Ada", library.photos_in(album)[:1])
        assert library.photos_of(person) == library.photos_in(album)[:1]
        assert library.people_on(library.photos_of(person)[0]) == [person]
