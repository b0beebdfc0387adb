"""The seven examples of the page that a generated client came with run as printed, and get what the server has."""

import os
import re
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from photoprism_client.testing import Library, PhotoPrismServer
from test.docs.conftest import clean_environment
from test.support.doc_blocks import ROOT

_PAGE = Path(
    os.environ.get("PHOTOPRISM_TEST_ORIGINAL_PAGE") or ROOT.parent / "shared" / "contract" / "ImagesApi-original.txt"
)
_EXAMPLE = re.compile(r"^Example\n\n(import photoprism_client\n.*?)\n^Parameters$", re.MULTILINE | re.DOTALL)
_LIMIT_S = 600
_ICON = ", placeholder: the server has no picture for this"


class Expected(NamedTuple):
    """What an example gets: the path that it asks, and how the page's pretty printer shows the answer."""

    path: str
    media_type: str
    filename: str | None = None
    note: str = ""


# No server knows the page's size: covers and thumbs answer with their icon, flagged as such.
_COVER = Expected("", "image/svg+xml", None, _ICON)
EXPECTED = {
    "album_cover": _COVER._replace(path="/api/v1/albums/uid_example/t/token_example/size_example"),
    "download_album": Expected("/api/v1/albums/uid_example/dl?t=public", "application/zip", "page.zip"),
    "folder_cover": _COVER._replace(path="/api/v1/folders/t/uid_example/token_example/size_example"),
    "get_download": Expected("/api/v1/dl/hash_example?t=public", "image/jpeg", "IMG_0002.JPG"),
    "get_photo_download": Expected("/api/v1/photos/uid_example/dl?t=public", "image/jpeg", "IMG_1.JPG"),
    "get_thumb": _COVER._replace(path="/api/v1/t/thumb_example/token_example/size_example"),
    "label_cover": _COVER._replace(path="/api/v1/labels/uid_example/t/token_example/size_example"),
}


@pytest.fixture(scope="module")
def page() -> str:
    """Read the original page; it is others' work and no part of this repository."""
    if not _PAGE.is_file():
        pytest.skip("the original page is not here: name it in PHOTOPRISM_TEST_ORIGINAL_PAGE")
    return _PAGE.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def server() -> Iterator[PhotoPrismServer]:
    """Start a public server whose library has the values that the page's examples ask for."""
    library = Library.sample(photos=6)
    photo, other = library.find("2021/07/IMG_1.JPG"), library.find("2021/07/IMG_0002.JPG")
    library.add_album("Page", [photo, other]).uid = "uid_example"
    library.add_label("Page", [photo]).uid = "uid_example"
    library.update(next(folder for folder in library.folders if folder.path == photo.path), uid="uid_example")
    library.update(photo, uid="uid_example")
    for file in photo.files:
        library.update(file, photo_uid="uid_example")
    library.update(photo.files[0], hash="thumb_example")
    library.update(other.files[0], hash="hash_example")
    library.albums[-1].photo_uids[0] = library.labels[-1].photo_uids[0] = "uid_example"
    with PhotoPrismServer(library) as server:
        yield server


def test_page_has_seven_examples(page: str) -> None:
    """All of the page is run: seven examples, one for each method, in the page's order."""
    calls = [re.findall(r"api_instance\.(\w+)\(", example) for example in _EXAMPLE.findall(page)]
    assert calls == [[name] for name in EXPECTED]


@pytest.mark.parametrize("name", EXPECTED)
def test_example_runs_as_printed_and_gets_what_the_server_has(name: str, page: str, server: PhotoPrismServer) -> None:
    """Code written for a generated client runs unchanged against its default host, and shows one line for the bytes."""
    expected = EXPECTED[name]
    example = next(example for example in _EXAMPLE.findall(page) if f"api_instance.{name}(" in example)
    with urllib.request.urlopen(server.url + expected.path, timeout=_LIMIT_S) as answer:
        size = len(answer.read())
    done = subprocess.run(
        [sys.executable, "-c", example],
        capture_output=True,
        text=True,
        timeout=_LIMIT_S,
        env=clean_environment(http_proxy=server.url),
        check=False,
    )
    filename = f", {expected.filename!r}" if expected.filename else ""
    shown = f"<MediaBytes {expected.media_type}, {size} bytes{filename}{expected.note}>"
    assert done.stdout == f"The response of ImagesApi->{name}:\n\n{shown}\n", done.stderr
    assert done.returncode == 0
    assert size > (100 if expected.note else 10_000)


def test_example_with_a_size_that_exists_gets_a_picture(page: str, server: PhotoPrismServer) -> None:
    """Only the page's made-up size stands between its covers and pictures."""
    example = next(example for example in _EXAMPLE.findall(page) if "api_instance.album_cover(" in example)
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", example.replace("size_example", "tile_224")],
        capture_output=True,
        text=True,
        timeout=_LIMIT_S,
        env=clean_environment(http_proxy=server.url),
        check=False,
    )
    assert re.search(r"<MediaBytes image/jpeg, \d+ bytes>", done.stdout), done.stderr
