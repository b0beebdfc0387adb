"""``thumb`` and ``cover``: one picture into a file, never an icon."""

import io
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
    assert "has no picture" in capsys.readouterr().err
    assert not (tmp_path / "x.jpg").exists()


@pytest.mark.parametrize(
    "arguments",
    [["thumb", "0" * 40, "--size", "tile_225"], ["cover", "as6sg6bxpogaaba7", "--size", "huge"], ["cover", "x123"]],
)
def test_unknown_sizes_and_uids_are_refused(arguments: list[str], public: PhotoPrismServer) -> None:
    """The command refuses what the library would only warn of, before any request."""
    public.requests.clear()
    assert run([*arguments, "--url", public.url]) == 2
    assert len(public.requests) == 0
