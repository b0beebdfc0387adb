"""``photoprism-images demo``: real pictures in the folder, a table of what was checked, 0 only when all is good."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from photoprism_client import ApiClient, Configuration, ImagesApi
from photoprism_client.cli import demo
from photoprism_client.cli.commands import run
from photoprism_client.testing import Library, PhotoPrismServer

METHODS = [
    "album_cover",
    "download_album",
    "folder_cover",
    "get_download",
    "get_photo_download",
    "get_thumb",
    "label_cover",
]


def test_demo_writes_seven_real_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The seven methods write six pictures and a zip, and each stands in the table."""
    assert run(["demo", str(tmp_path / "out")]) == 0
    table = capsys.readouterr().out
    files = {file.stem: file for file in (tmp_path / "out").iterdir()}
    assert sorted(files) == METHODS
    for method in METHODS:
        assert f"{method} " in table
        if method == "download_album":
            with zipfile.ZipFile(files[method]) as archive:
                assert archive.testzip() is None
        else:
            with Image.open(files[method]) as image:
                image.load()
    assert "photoprism_client.Configuration(" in table  # what to type against one's own server


def test_demo_takes_a_folder_of_pictures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --originals the pictures are the user's, and their folder is left as it was."""
    pictures = tmp_path / "my pictures"
    pictures.mkdir()
    Image.new("RGB", (900, 600), "teal").save(pictures / "ümläut 1.jpg")
    Image.new("RGB", (600, 900), "navy").save(pictures / "日本.jpg")
    assert run(["demo", str(tmp_path / "out"), "--originals", str(pictures)]) == 0
    assert sorted(file.name for file in pictures.iterdir()) == ["ümläut 1.jpg", "日本.jpg"]
    assert "2 pictures" in capsys.readouterr().err
    original = next((tmp_path / "out").glob("get_download.*"))
    assert original.read_bytes() in {file.read_bytes() for file in pictures.iterdir()}


def test_demo_says_that_a_folder_has_no_pictures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder without pictures is an error in one line, and nothing is written."""
    (tmp_path / "empty").mkdir()
    assert run(["demo", str(tmp_path / "out"), "--originals", str(tmp_path / "empty")]) == 1
    assert "there are no pictures" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.fixture
def server() -> Iterator[PhotoPrismServer]:
    """Yield a public server with a sample library."""
    with PhotoPrismServer(Library.sample(photos=8)) as server:
        yield server


def test_an_icon_is_not_taken_for_a_picture(server: PhotoPrismServer, tmp_path: Path) -> None:
    """A placeholder is refused, named in the table's row, and not written."""
    with ApiClient(Configuration(host=server.url)) as client:
        call = demo.Call("get_thumb", ImagesApi(client).get_thumb_to_file, "0" * 40)
        (stop,) = demo.make_calls([call], tmp_path)
    assert stop == ("get_thumb", None, "placeholder")
    assert list(tmp_path.iterdir()) == []


def test_a_bad_answer_ends_the_command_with_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """When one answer is refused, the table says which, and the exit status is 1."""
    planned = demo.planned_calls
    monkeypatch.setattr(
        "photoprism_client.cli.demo.planned_calls",
        lambda images, library: [call._replace(subject="0" * 40) for call in planned(images, library)][-2:],
    )
    assert run(["demo", str(tmp_path)]) == 1
    output = capsys.readouterr().out
    assert re.search(r"^get_thumb +placeholder$", output, re.MULTILINE)
    assert "Not every answer was a real picture" in output
    assert list(tmp_path.iterdir()) == []
