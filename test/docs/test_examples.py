"""The example scripts do what their first lines say."""

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

from photoprism_client.testing import PhotoPrismServer
from test.docs.conftest import APP_PASSWORD, HOST
from test.support.doc_blocks import ROOT

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
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)


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
        done = subprocess.run(command, env=variables, capture_output=True, text=True, timeout=120, check=False)
        assert done.returncode == 0
        assert done.stderr.startswith("warning: 2023/100% real: the server cannot be asked for the folder")
        assert len(done.stderr.splitlines()) == 1
        assert done.stdout == f"26 files in place, {new} of them new\n"
    assert (tmp_path / "backup" / "2021/07/IMG_1.DNG.photoprism.json").is_file()


def test_nightly_backup_without_a_server_says_so(environment: dict[str, str], tmp_path: Path) -> None:
    """One line tells why, and nothing is made but the folder."""
    variables = environment | {"PHOTOPRISM_URL": "http://127.0.0.1:9", "PHOTOPRISM_APP_PASSWORD": APP_PASSWORD}
    command = [sys.executable, str(ROOT / "examples" / "nightly_backup.py"), str(tmp_path / "backup")]
    done = subprocess.run(command, env=variables, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("no backup: ")
    assert APP_PASSWORD not in done.stderr
