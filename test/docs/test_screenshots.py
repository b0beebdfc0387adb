"""The pictures on the pages are those that the script takes, small, and complete in themselves."""

import re
from xml.etree import ElementTree

import pytest
from PIL import Image

from docs_tools.screenshots import ASSETS, PICTURES, terminal
from test.support.doc_blocks import PAGES

pytestmark = pytest.mark.once

_MOST_BYTES = 300_000
_KINDS = {".png", ".svg", ".webp"}
_PICTURE = re.compile(r"!\[(.*)\]\((\S+)\)")


def test_pictures_are_those_of_the_script() -> None:
    """A picture that cannot be made again does not stay, and together they are small."""
    pictures = [path for path in ASSETS.iterdir() if path.suffix in _KINDS]
    assert {path.name for path in pictures} == set(PICTURES)
    assert sum(path.stat().st_size for path in pictures) < _MOST_BYTES


def test_every_picture_is_shown_and_described() -> None:
    """Each stands on a page, with a text for those who do not see it."""
    shown = [match for page in PAGES for match in _PICTURE.findall(page.read_text(encoding="utf-8"))]
    assert all(text for text, _ in shown)
    assert {target.rpartition("/")[2] for _, target in shown} == set(PICTURES)


def test_terminal_is_drawn_without_what_lies_elsewhere() -> None:
    """The drawing shows commands and what they printed, and loads no font."""
    drawing = terminal([("photoprism-images search", "Taken <now>\n"), ("ls", "a.jpg")]).decode()
    text = "".join(ElementTree.fromstring(drawing).itertext()).replace("\xa0", " ")
    assert "photoprism-images search" in text
    assert "Taken <now>" in text
    assert re.findall(r"https?://[^\"]+", drawing) == ["http://www.w3.org/2000/svg"]
    assert "@font-face" not in drawing


@pytest.mark.parametrize("name", sorted(PICTURES))
def test_picture_in_the_repository_is_one(name: str) -> None:
    """What is committed opens, and is wide enough for a page."""
    path = ASSETS / name
    if path.suffix == ".svg":
        assert ElementTree.parse(path).getroot().tag == "{http://www.w3.org/2000/svg}svg"
    else:
        with Image.open(path) as image:
            assert image.width > 1000
