"""The example scripts do what their first lines say."""

import hashlib
import io
import itertools
import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from photoprism_client.models import SearchPhoto
from photoprism_client.testing import Library, PhotoPrismServer
from photoprism_client.testing.library.sample import draw, write_picture
from test.docs.conftest import APP_PASSWORD, HOST, clean_environment
from test.support.doc_blocks import ROOT

pytestmark = pytest.mark.once

_ORIGINAL = "2021/07/IMG_1.JPG"


@pytest.fixture
def tokens(environment: dict[str, str], photos_server: PhotoPrismServer) -> dict[str, str]:
    """Return the environment with both tokens in it."""
    return environment | {
        "PREVIEW_TOKEN": photos_server.preview_token,
        "DOWNLOAD_TOKEN": photos_server.download_token,
    }


def _run(name: str, *arguments: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error", str(ROOT / "examples" / name), f"https://{HOST}", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=600, check=False)


def test_one_thumb_is_a_jpeg(tokens: dict[str, str], photos_server: PhotoPrismServer, tmp_path: Path) -> None:
    """The script writes a picture to the given file."""
    done = _run("one_thumb.py", photos_server.library.find(_ORIGINAL).hash, str(tmp_path / "a.jpg"), environment=tokens)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "a.jpg").read_bytes()[:3] == b"\xff\xd8\xff"


def test_one_thumb_of_an_unknown_file_says_so(tokens: dict[str, str], tmp_path: Path) -> None:
    """No icon is written in the place of a picture; one line tells why."""
    done = _run("one_thumb.py", "0" * 40, str(tmp_path / "a.jpg"), environment=tokens)
    assert done.returncode == 1
    assert done.stderr == "placeholder: a.jpg was not written: the server has no picture for this\n"
    assert list(tmp_path.iterdir()) == []


def test_large_file_is_the_original(tokens: dict[str, str], photos_server: PhotoPrismServer, tmp_path: Path) -> None:
    """The script writes the very file, and leaves nothing else behind."""
    file = photos_server.library.find(_ORIGINAL).original
    done = _run("large_file.py", file.hash, str(tmp_path / "a.jpg"), environment=tokens)
    assert done.returncode == 0, done.stderr
    assert hashlib.sha1((tmp_path / "a.jpg").read_bytes()).hexdigest() == file.hash
    assert [path.name for path in tmp_path.iterdir()] == ["a.jpg"]


def test_nightly_backup_fetches_everything_once(environment: dict[str, str], tmp_path: Path) -> None:
    """The first night fetches all originals, with their metadata, the second nothing; warnings are passed on."""
    variables = environment | {"PHOTOPRISM_URL": f"https://{HOST}", "PHOTOPRISM_APP_PASSWORD": APP_PASSWORD}
    command = [sys.executable, "-W", "error", str(ROOT / "examples" / "nightly_backup.py"), str(tmp_path / "backup")]
    for new in (26, 0):
        done = subprocess.run(command, env=variables, capture_output=True, text=True, timeout=600, check=False)
        assert done.returncode == 0
        assert done.stderr.startswith("warning: 2023/100% real: the server cannot be asked for the folder")
        assert len(done.stderr.splitlines()) == 1
        assert done.stdout == f"26 files in place, {new} of them new\n"
    assert (tmp_path / "backup" / "2021/07/IMG_1.DNG.photoprism.json").is_file()


def test_nightly_backup_without_a_server_says_so(environment: dict[str, str], tmp_path: Path) -> None:
    """One line tells why, and nothing is made but the folder."""
    variables = environment | {"PHOTOPRISM_URL": "http://127.0.0.1:9", "PHOTOPRISM_APP_PASSWORD": APP_PASSWORD}
    command = [sys.executable, str(ROOT / "examples" / "nightly_backup.py"), str(tmp_path / "backup")]
    done = subprocess.run(command, env=variables, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("no backup: ")
    assert APP_PASSWORD not in done.stderr


def _run_against(server: PhotoPrismServer, name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a script in an environment that names the server."""
    command = [sys.executable, "-W", "error", str(ROOT / "examples" / name), *arguments]
    environment = clean_environment(PHOTOPRISM_URL=server.url)
    return subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", timeout=600, check=False)


@pytest.mark.parametrize("path", sorted((ROOT / "examples").glob("*.py")), ids=lambda path: path.name)
def test_example_can_be_read_at_a_glance(path: Path) -> None:
    """Each has less than 60 lines, and the README names it."""
    assert len(path.read_text(encoding="utf-8").splitlines()) < 60
    assert f"(examples/{path.name})" in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.photoprism(photos=6)
def test_backup_with_a_hole_sends_a_message(photoprism_server: PhotoPrismServer, tmp_path: Path) -> None:
    """What is missing is in the message; the next night, when it is there again, there is no message."""
    message, writer = tmp_path / "message", ("sh", "-c", f"cat > '{tmp_path}/message'")
    photoprism_server.remove_original("2021/07/IMG_0002.JPG")
    done = _run_against(photoprism_server, "nightly_backup.py", str(tmp_path / "backup"), *writer)
    assert done.returncode == 3, done.stderr
    assert "2021/07/IMG_0002.JPG" in done.stderr
    assert message.read_text(encoding="utf-8") == done.stderr + done.stdout
    message.unlink()
    photoprism_server.restore_original("2021/07/IMG_0002.JPG")
    done = _run_against(photoprism_server, "nightly_backup.py", str(tmp_path / "backup"), *writer)
    assert (done.returncode, message.exists()) == (0, False), done.stderr


@pytest.mark.photoprism(photos=6)
def test_frame_keeps_the_last_picture_while_the_server_is_away(
    photoprism_server: PhotoPrismServer, tmp_path: Path
) -> None:
    """A favourite fills the screen, of 800 pixels here, and stays when the server goes or there is none."""
    library, file = photoprism_server.library, tmp_path / "frame.jpg"
    for photo in library.photos:
        library.update(photo, favorite=photo is library.photos[0])
    done = _run_against(photoprism_server, "photo_frame.py", str(file), "1280x800")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{library.photos[0].title}\n"
    shown = file.read_bytes()
    assert max(Image.open(io.BytesIO(shown)).size) > 720
    library.update(library.photos[0], favorite=False)
    done = _run_against(photoprism_server, "photo_frame.py", str(file), "1280x800")
    assert (done.returncode, done.stderr) == (1, "the picture stays: there is no favourite\n")
    photoprism_server.close()
    done = _run_against(photoprism_server, "photo_frame.py", str(file), "1280x800")
    assert done.returncode == 1
    assert done.stderr.startswith("the picture stays: ")
    assert [path.name for path in tmp_path.iterdir()] == ["frame.jpg"]
    assert file.read_bytes() == shown


@pytest.mark.parametrize("order", list(itertools.permutations([0, 0b111, 0b111111])))
def test_duplicates_do_not_depend_on_their_order(order: tuple[int, ...]) -> None:
    """What looks like two that do not look alike brings them into one group, whichever comes first."""
    groups_of = runpy.run_path(str(ROOT / "examples" / "duplicates.py"))["groups_of"]
    photos = [(SearchPhoto(uid=f"p{bits}"), bits) for bits in order]
    assert [{photo.uid for photo in group} for group in groups_of(photos)] == [{"p0", "p7", "p63"}]


def test_duplicates_are_pictures_that_look_alike(tmp_path: Path) -> None:
    """A smaller copy and one of poor quality are found, the largest first; other pictures are not."""
    for number in range(4):
        write_picture(tmp_path / f"{number}.jpg", number)
    draw(2, (1200, 800)).resize((600, 400)).save(tmp_path / "sent.jpg", quality=60)
    draw(2, (1200, 800)).resize((900, 600)).save(tmp_path / "poor.jpg", quality=30)
    with PhotoPrismServer(Library.from_folder(tmp_path)) as server:
        done = _run_against(server, "duplicates.py")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "1200 × 800  2.jpg\n900 × 600  poor.jpg\n600 × 400  sent.jpg\n\n"


@pytest.mark.photoprism(photos=6)
def test_faces_of_a_person_are_an_album(photoprism_server: PhotoPrismServer, tmp_path: Path) -> None:
    """Each face of the person is there, by date, and no face of others."""
    library = photoprism_server.library
    name = "Jane & Sons"  # in a search, & is between the names of two people
    library.add_person(name, library.photos[:3])
    library.add_person("John", library.photos[1:2])
    done = _run_against(photoprism_server, "faces.py", name, str(tmp_path))
    assert (done.returncode, done.stdout, done.stderr) == (0, "3 faces\n", "")
    days = sorted(f"{photo.taken_at_local:%Y-%m-%d}" for photo in library.photos[:3])
    files = sorted(tmp_path.iterdir())
    assert [file.name for file in files] == [f"{number:04} {day}.jpg" for number, day in enumerate(days, 1)]
    faces = {file.read_bytes() for file in files}
    assert [Image.open(io.BytesIO(face)).size for face in faces] == [(320, 320)] * 3
    done = _run_against(photoprism_server, "faces.py", name, str(tmp_path / "none"))
    assert done.returncode == 1
    assert done.stderr.startswith("the album is not complete: ")
    done = _run_against(photoprism_server, "faces.py", "Jane", str(tmp_path))
    assert (done.returncode, done.stderr) == (1, "the album is not complete: no person is named Jane\n")
