"""``thumb`` and ``cover``: one picture into a file, never an icon."""

import io
import json
from collections.abc import Iterator
from pathlib import Path

import click.testing
import pytest
from PIL import Image

from photoprism_client.cli.commands import photoprism_images, run
from photoprism_client.testing import Library, PhotoPrismServer


@pytest.fixture(scope="module", params=["memory", "signed"])
def public(request: pytest.FixtureRequest) -> Iterator[PhotoPrismServer]:
    """Yield a public server with a sample library, of each era."""
    with PhotoPrismServer(Library.sample(photos=12), tokens=request.param) as server:
        yield server


@pytest.fixture(autouse=True)
def _own_place(settings: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run in a folder of the test's own, without anybody's settings."""
    monkeypatch.chdir(tmp_path)


def picture(path: Path) -> Image.Image:
    """Decode a picture."""
    image = Image.open(path)
    image.load()
    return image


def test_thumb_by_hash_and_by_uid(public: PhotoPrismServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file's hash and its photo's UID lead to the same picture; the name written is printed."""
    photo = public.library.photos[0]
    assert run(["thumb", photo.hash, "--url", public.url, "--size", "tile_224"]) == 0
    by_hash = tmp_path / capsys.readouterr().out.strip()
    assert by_hash.name == f"{photo.hash}_tile_224.jpg"
    assert run(["thumb", photo.uid, "--url", public.url, "--size", "tile_224", "--to", "mine.jpg"]) == 0
    assert picture(by_hash).size == (224, 224)
    assert (tmp_path / "mine.jpg").read_bytes() == by_hash.read_bytes()


def test_thumb_to_stdout(public: PhotoPrismServer) -> None:
    """A dash writes the picture to stdout, and nothing else."""
    photo = public.library.photos[0]
    done = click.testing.CliRunner().invoke(photoprism_images, ["thumb", photo.hash, "--url", public.url, "--to", "-"])
    assert Image.open(io.BytesIO(done.stdout_bytes)).format == "JPEG"


def test_cover_of_everything(public: PhotoPrismServer, tmp_path: Path) -> None:
    """Albums, labels and folders give their cover in both eras."""
    library = public.library
    shown = {photo.path for photo in library.photos}
    for uid in (
        next(album.uid for album in library.albums if album.title == "Favourites"),
        library.labels[0].uid,
        next(folder.uid for folder in library.folders if folder.path in shown),
    ):
        assert run(["cover", uid, "--url", public.url, "--to", f"{uid}.jpg"]) == 0
        assert max(picture(tmp_path / f"{uid}.jpg").size) <= 720


def test_an_icon_is_an_error_and_no_file(
    public: PhotoPrismServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What has no picture ends with 1 and one line, and leaves no file."""
    empty = next(album.uid for album in public.library.albums if album.title == "Empty")
    assert run(["cover", empty, "--url", public.url, "--to", "x.jpg"]) == 1
    assert run(["thumb", "0" * 40, "--url", public.url, "--to", "x.jpg"]) == 1
    said = capsys.readouterr().err
    assert "has no picture" in said
    assert "200" not in said.partition("(GET ")[0], "the status of a good answer says nothing"
    assert not (tmp_path / "x.jpg").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["thumb", "0" * 40, "--size", "tile_225"],
        ["cover", "as6sg6bxpogaaba7", "--size", "huge"],
        ["thumb"],
        ["cover"],
        ["thumb", "0" * 40, "--to", "no/such/folder/x.jpg"],
        ["thumb", "0" * 40, "1" * 40, "--to", "-"],
        ["thumb", "0" * 40, "1" * 40, "--to", "file.txt"],
        ["thumb", "0" * 40, "--to", "file.txt/"],
        ["thumb", "0" * 40, "--to", ""],
        ["thumb", "0" * 40, "--to", "-", "--json"],
        ["cover", "Favourites", "Sunset", "--to", "-"],
        ["download", "0" * 40, "1" * 40, "--to", "-"],
        ["download", "pt9jtdre2lvl0y11", "--to", "-"],
        ["download", "IMG_1.JPG", "--to", "file.txt"],
        ["album", "Favourites", "--to", "no/such/folder/x.zip"],
        ["album", "Favourites", "--to", "-", "--json"],
    ],
)
def test_wrong_sizes_and_destinations_are_refused(
    arguments: list[str], public: PhotoPrismServer, tmp_path: Path
) -> None:
    """What cannot be done is wrong usage, said before any request; nothing is made."""
    (tmp_path / "file.txt").write_text("mine", encoding="utf-8")
    public.requests.clear()
    assert run([*arguments, "--url", public.url]) == 2
    assert len(public.requests) == 0
    assert [path.name for path in tmp_path.rglob("*")] == ["file.txt"]


def test_the_uid_of_something_else_has_no_cover(public: PhotoPrismServer, capsys: pytest.CaptureFixture[str]) -> None:
    """A photo has no cover; the message says what has."""
    assert run(["cover", public.library.photos[0].uid, "--url", public.url]) == 1
    assert "is not the UID of an album (a…), label (l…), folder (d…) or person (j…)" in capsys.readouterr().err


def names_in(folder: Path) -> list[str]:
    """Return the names of the files in a folder."""
    return sorted(path.name for path in folder.iterdir())


def test_several_thumbs_by_hash_uid_and_name(
    public: PhotoPrismServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each is named after the hash, or the UID, that it goes by; a second run fetches none of them again."""
    one, two, three, four = [photo for photo in public.library.photos if photo.archived_at is None][:4]
    public.library.edit(four, title="Fourth of its kind")
    what = [one.hash, two.uid, three.file_name.upper(), "fourth of its kind"]
    ask = ["thumb", *what, "--url", public.url, "--to", "new/thumbs"]
    assert run(ask) == 0
    names = [f"{name}_fit_720.jpg" for name in (one.hash, two.uid, three.uid, four.uid)]
    output = capsys.readouterr()
    assert sorted(output.out.splitlines()) == sorted(f"new/thumbs/{name}" for name in names)
    assert "4 fetched" in output.err
    assert names_in(tmp_path / "new" / "thumbs") == sorted(names)
    for photo, name in zip((one, two, three, four), names, strict=True):
        assert run(["thumb", photo.hash, "--url", public.url, "--to", "one.jpg"]) == 0
        assert (tmp_path / "one.jpg").read_bytes() == (tmp_path / "new" / "thumbs" / name).read_bytes()
    public.requests.clear()
    assert run(ask) == 0
    assert not any("/t/" in seen.path for seen in public.requests)
    assert "4 were there" in capsys.readouterr().err


def test_some_thumbs_that_fail_are_3_and_all_are_1(
    public: PhotoPrismServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One that the server has no picture of leaves the others in place."""
    photo = public.library.photos[0]
    assert run(["thumb", photo.hash, "0" * 40, "--url", public.url, "--to", "some", "--json"]) == 3
    output = capsys.readouterr()
    assert "1 fetched" in output.err
    assert "has no picture" in output.err
    assert Path(json.loads(output.out)["path"]).name == f"{photo.hash}_fit_720.jpg"
    assert names_in(tmp_path / "some") == [f"{photo.hash}_fit_720.jpg"]
    assert run(["thumb", "0" * 40, "1" * 40, "--url", public.url, "--to", "none"]) == 1
    assert names_in(tmp_path / "none") == []


def test_a_newer_thumb_replaces_the_older(public: PhotoPrismServer, tmp_path: Path) -> None:
    """A frame that writes one file again and again shows the picture that it asked for last."""
    for photo in public.library.photos[:2]:
        assert run(["thumb", photo.hash, "--url", public.url, "--size", "tile_100", "--to", "frame.jpg"]) == 0
        assert run(["thumb", photo.hash, "--url", public.url, "--size", "tile_100"]) == 0
        assert (tmp_path / "frame.jpg").read_bytes() == (tmp_path / f"{photo.hash}_tile_100.jpg").read_bytes()


@pytest.mark.parametrize("folder", ["there", "new/"])
def test_a_folder_is_a_destination_of_one_picture(public: PhotoPrismServer, tmp_path: Path, folder: str) -> None:
    """One that exists, or a path that ends in a slash."""
    (tmp_path / "there").mkdir()
    photo = public.library.photos[0]
    assert run(["thumb", photo.uid, "--url", public.url, "--to", folder]) == 0
    assert run(["cover", "Sunset", "--url", public.url, "--size", "tile_100", "--to", folder]) == 0
    label = next(label for label in public.library.labels if label.name == "Sunset")
    assert names_in(tmp_path / folder) == sorted([f"{photo.uid}_fit_720.jpg", f"{label.uid}_tile_100.jpg"])


@pytest.mark.parametrize(
    ("what", "says"),
    [
        ("IMG_0011.PNG", "no photo is called 'IMG_0011.PNG'; close: IMG_0011"),
        ("2021/01/IMG_0011.JPG", "no photo is called '2021/01/IMG_0011.JPG'; close: 2021/"),
        ("Nothing like it", "no photo is called 'Nothing like it'\n"),
    ],
)
def test_a_photo_that_is_not_found_names_close_ones(
    what: str, says: str, public: PhotoPrismServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is fetched, not even what was found."""
    assert run(["thumb", public.library.photos[0].hash, what, "--url", public.url, "--to", "thumbs"]) == 1
    errors = capsys.readouterr().err
    assert says in errors
    assert errors.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_photos_of_one_name_are_told_by_their_uids(
    public: PhotoPrismServer, capsys: pytest.CaptureFixture[str]
) -> None:
    """A name that several photos have is an error, for thumbnails and for downloads."""
    for photo in public.library.photos[:2]:
        public.library.edit(photo, title="One of two")
    uids = ", ".join(sorted(photo.uid for photo in public.library.photos[:2]))
    for command in ("thumb", "download"):
        assert run([command, "One of two", "--url", public.url]) == 1
        assert f"2 photos are called 'One of two': pass one of the UIDs {uids}" in capsys.readouterr().err


def test_covers_by_name(public: PhotoPrismServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Albums, labels and folders by title, name and path, in one run; each is named after its UID."""
    library = public.library
    shown = {photo.path for photo in library.photos}
    uids = [
        next(album.uid for album in library.albums if album.title == "Favourites"),
        next(label.uid for label in library.labels if label.name == "Sunset"),
        next(folder.uid for folder in library.folders if folder.path == "2021/08" in shown),
    ]
    assert run(["cover", "favourites", "Sunset", "2021/08", "--url", public.url, "--to", "covers"]) == 0
    assert names_in(tmp_path / "covers") == sorted(f"{uid}_fit_720.jpg" for uid in uids)
    capsys.readouterr()
    for uid in uids:
        assert run(["cover", uid, "--url", public.url, "--to", "one.jpg"]) == 0
        assert (tmp_path / "one.jpg").read_bytes() == (tmp_path / "covers" / f"{uid}_fit_720.jpg").read_bytes()


def test_a_cover_that_is_not_found_names_close_ones(
    public: PhotoPrismServer, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of every kind; the error for an ambiguous name lists UIDs."""
    for wrong, close in (("Favorites", "Favourites"), ("Montain", "Mountain"), ("2021/8", "2021/08")):
        assert run(["cover", wrong, "--url", public.url]) == 1
        said = capsys.readouterr().err
        assert f"no album, label, folder or person is called {wrong!r}; close: {close}" in said
    album = public.library.add_album("Mountain", public.library.photos[:2])
    label = next(label for label in public.library.labels if label.name == "Mountain")
    try:
        assert run(["cover", "Mountain", "--url", public.url]) == 1
        uids = ", ".join(sorted([album.uid, label.uid]))
        assert f"2 covers are called 'Mountain': pass one of the UIDs {uids}" in capsys.readouterr().err
    finally:
        public.library.delete_album(album)


@pytest.mark.parametrize("by", ["path", "uid"])
def test_folders_without_photos_of_their_own_end_nothing(by: str, tmp_path: Path) -> None:
    """The folders of years may hold only those of months: the server sends icons for them, and loses nothing."""
    library = Library.sample(photos=4)
    years = [f"200{number}" for number in range(7)]
    for year in years:
        (library.root / year / "01").mkdir(parents=True)
    library.reindex()
    shown = next(folder for folder in library.folders if folder.path == library.photos[0].path)
    asked = [getattr(folder, by) for folder in library.folders if folder.path in years] + [getattr(shown, by)]
    with PhotoPrismServer(library) as server:
        assert run(["cover", *asked, "--url", server.url, "--to", "covers", "--workers", "1"]) == 3
    assert names_in(tmp_path / "covers") == [f"{shown.uid}_fit_720.jpg"]


def test_h8_unmounted_originals_end_covers_of_folders(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each would take a photo out of the index: the fifth in a row is the last."""
    library = Library.sample(photos=40)
    shown = {photo.path for photo in library.photos}
    asked = [folder.uid for folder in library.folders if folder.path in shown]
    assert len(asked) > 5
    with PhotoPrismServer(library) as server:
        server.unmount_originals()
        assert run(["cover", *asked, "--url", server.url, "--to", "covers"]) == 1
    assert sum(file.missing for photo in library.photos for file in photo.files) == 5
    assert "5 files in a row are missing" in capsys.readouterr().err
    assert names_in(tmp_path / "covers") == []
