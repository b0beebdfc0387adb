"""The example that writes captions goes on where it stopped, and leaves captions alone that were there before."""

import subprocess
import sys
from types import ModuleType

import pytest

from photoprism_client import ApiClient, PhotosApi, TransportError
from photoprism_client.testing import PhotoPrismServer
from test.docs.conftest import clean_environment
from test.support.doc_blocks import ROOT
from test.support.example_modules import imported

pytestmark = pytest.mark.photoprism(photos=6)

_PATH = ROOT / "examples" / "captions.py"


@pytest.fixture(scope="module")
def example() -> ModuleType:
    """Import the example."""
    return imported("captions")


def _captions(client: ApiClient) -> list[str | None]:
    return [photo.caption for photo in PhotosApi(client).iterate(photo=True)]


def test_example_is_short() -> None:
    """It can be read at a glance."""
    assert len(_PATH.read_text(encoding="utf-8").splitlines()) < 60


def test_captions_are_of_the_pictures(example: ModuleType, photoprism_client: ApiClient) -> None:
    """A captioner gets each picture as a JPEG; what it says is kept, and a caption that was there stays."""
    photos = PhotosApi(photoprism_client)
    first = next(photos.iterate(photo=True))
    photos.edit(first, caption="By hand")
    seen: list[bytes] = []

    def captioner(picture: bytes) -> str:
        seen.append(picture)
        return f"Picture {len(seen)}"

    written, failed = example.write_captions(photoprism_client, captioner)
    captions = _captions(photoprism_client)
    assert (written, failed) == (len(seen), 0) == (len(captions) - 1, 0)
    assert sorted(caption or "" for caption in captions) == ["By hand", *(f"Picture {n + 1}" for n in range(written))]
    assert {bytes(picture[:3]) for picture in seen} == {b"\xff\xd8\xff"}


def test_a_second_run_goes_on_where_the_first_stopped(example: ModuleType, photoprism_client: ApiClient) -> None:
    """Each photo is captioned once, however often the job is stopped."""
    asked = []

    def stops_at_third(picture: bytes) -> str:
        asked.append(picture)
        if len(asked) == 3:
            raise KeyboardInterrupt
        return "A picture"

    with pytest.raises(KeyboardInterrupt):
        example.write_captions(photoprism_client, stops_at_third)
    assert sum(caption == "A picture" for caption in _captions(photoprism_client)) == 2
    written, _ = example.write_captions(photoprism_client, lambda _: "A picture")
    assert written == len(_captions(photoprism_client)) - 2
    assert example.write_captions(photoprism_client, lambda _: "Another") == (0, 0)
    assert set(_captions(photoprism_client)) == {"A picture"}


def test_nothing_to_say_is_no_caption(example: ModuleType, photoprism_client: ApiClient) -> None:
    """An empty caption is not written."""
    assert example.write_captions(photoprism_client, lambda _: "") == (0, 0)


def test_a_photo_that_fails_is_counted(
    example: ModuleType,
    photoprism_client: ApiClient,
    photoprism_server: PhotoPrismServer,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A caption that is too long is named with its photo, and the others go on."""
    said = iter(["x" * 5000])
    written, failed = example.write_captions(photoprism_client, lambda _: next(said, "A picture"))
    assert (written, failed) == (len(_captions(photoprism_client)) - 1, 1)
    assert "caption must have at most 4096 characters" in capsys.readouterr().err


def test_a_server_that_is_gone_ends_the_run(
    example: ModuleType, photoprism_client: ApiClient, photoprism_server: PhotoPrismServer
) -> None:
    """The run does not ask a dead server for each of its photos."""

    def captioner(_: bytes) -> str:
        photoprism_server.close()
        return "A picture"

    photoprism_client.configuration.retries = 0
    with pytest.raises(TransportError):
        example.write_captions(photoprism_client, captioner)


def test_example_runs(photoprism_server: PhotoPrismServer, photoprism_client: ApiClient) -> None:
    """The script takes the server from the environment, and says how much it did."""
    command = [sys.executable, "-W", "error", str(_PATH)]
    environment = clean_environment(PHOTOPRISM_URL=photoprism_server.url)
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=600, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{len(_captions(photoprism_client))} captions written\n"
    gone = clean_environment(PHOTOPRISM_URL="http://127.0.0.1:9")
    done = subprocess.run(command, env=gone, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("ended early: ")
