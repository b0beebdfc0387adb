"""What a notebook shows of models and bytes: cards that no title can break, and nothing that names a server."""

import copy
import hashlib
import io
import pickle
import sys
from collections.abc import Sequence
from datetime import datetime
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from photoprism_client import MediaBytes, ModelList, models
from photoprism_client._notebook.html import Picture
from photoprism_client._notebook.scaling import LONGEST_SIDE, scaled
from photoprism_client.models import (
    EntityAlbum,
    EntityCamera,
    EntityFace,
    EntityFile,
    EntityFolder,
    EntityLink,
    EntityMarker,
    EntityPhoto,
    EntityPlace,
    SearchAlbum,
    SearchFace,
    SearchGeoResult,
    SearchLabel,
    SearchPhoto,
    SearchSubject,
)
from photoprism_client.models.cards import _KINDS, MOST_PICTURES, Pictures

pytestmark = pytest.mark.once

HOSTILE = [
    "</figcaption></figure><script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>'",
    "&lt;b&gt; &amp; <b>bold</b>",
    "\u202eright to left\u2066 and \x1b[31m\n\t\x00",
    "عنوان الصورة",
    "half \ud83d a character",
]
ALLOWED = {"div", "figure", "figcaption", "img", "bdi", "span", "p"}
SOME_PICTURE = Picture("image/jpeg", b"\xff\xd8\xff picture \xff\xd9")


class Page(HTMLParser):
    """Reads HTML as a browser does: elements, their attributes, and text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.images: list[dict[str, str | None]] = []
        self.text = ""
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take only what cards are made of."""
        assert tag in ALLOWED
        assert {name for name, _ in attrs} <= {"style", "role", "dir", "src", "alt"}
        if tag == "img":
            self.images.append(dict(attrs))
        else:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close what was opened last."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        self.text += f"{data}|"


class Shop:
    """Has a picture of everything, and keeps what it was asked for."""

    def __init__(self, *missing: str | None, remark: str = "") -> None:
        self.missing, self.remark = missing, remark
        self.asked: list[tuple[list[str | None], str, bool]] = []

    def __call__(self, models: Sequence[Any], size: str, *, is_cover: bool) -> Pictures:
        """Return the pictures."""
        uids = [getattr(model, "uid", None) for model in models]
        self.asked.append((uids, size, is_cover))
        return Pictures([None if uid in self.missing else SOME_PICTURE for uid in uids], self.remark)


def _from(fetcher: Shop, *made: Any) -> ModelList[Any]:
    found = ModelList(made)
    found._set_fetcher(fetcher)
    return found


def _page(shown: Any) -> Page:
    html = shown._repr_html_()
    assert html is not None
    html.encode("utf-8")
    return Page(html)


PHOTO = SearchPhoto(
    uid="p1",
    type="raw",
    title="Fuji",
    taken_at_local=datetime(2024, 5, 17, 10, 11, 12),
    camera_make="Canon",
    camera_model="EOS 6D",
    place_label="Tokyo, Japan",
    files=[
        EntityFile(markers=[EntityMarker(name="Ada"), EntityMarker(name="Bob", invalid=True), EntityMarker(name="")]),
        EntityFile(markers=[EntityMarker(name="Ada"), EntityMarker(name="Cleo")]),
    ],
)
WHOLE = EntityPhoto(
    uid="p1",
    type="image",
    taken_at_local=datetime(2024, 5, 17, 10, 11, 12),
    camera=EntityCamera(make="Canon", model="Canon EOS 6D"),
    place=EntityPlace(label="Unknown"),
    files=[EntityFile(primary=True, name="2024/a.jpg")],
)


@pytest.mark.parametrize(
    ("model", "expected"),
    [
        (PHOTO, ["Fuji", "2024-05-17 10:11", "raw", "Canon EOS 6D", "Tokyo, Japan", "Ada, Cleo"]),
        (WHOLE, ["2024/a.jpg", "2024-05-17 10:11", "Canon EOS 6D"]),
        (SearchGeoResult(uid="p1", title="There", taken_at_local=None), ["There"]),
        (SearchPhoto(), ["untitled"]),
        (SearchAlbum(uid="a1", type="album", title="Best", photo_count=1), ["Best", "1 photo"]),
        (SearchAlbum(type="folder", title="07", path="2024/07", photo_count=2), ["07", "2 photos", "folder 2024/07"]),
        (SearchAlbum(type="month", title="July", filter="year:2024", photo_count=0), ["July", "month"]),
        (SearchAlbum(type="album", title="Empty", photo_count=0), ["Empty", "0 photos"]),
        (EntityAlbum(uid="a1", type="state", location="Japan"), ["a1", "state", "Japan"]),
        (EntityFolder(uid="d1", title="July 2024", path="2024/07", file_count=0), ["July 2024", "2024/07"]),
        (EntityFolder(uid="d1", title="2024", path="2024"), ["2024"]),
        (SearchFace(name="Ada", samples=12, thumb="a-b"), ["Ada", "12 samples"]),
        (EntityFace(name="", samples=1, thumb="a-b"), ["no name", "1 sample"]),
        (EntityMarker(uid="m1", name="Ada", thumb="a-b", invalid=True), ["Ada", "rejected"]),
        (SearchLabel(uid="l1", name="Cat", photo_count=0), ["Cat", "0 photos"]),
        (SearchSubject(uid="j1", name="Ada", photo_count=3), ["Ada", "3 photos"]),
        (
            SearchPhoto(title="https://x.example/api/v1/t/abc/s3cret/tile_500"),
            ["https://x.example/api/v1/t/abc/***/tile_500"],
        ),
    ],
)
def test_a_card_tells_what_is_known(model: Any, expected: list[str]) -> None:
    """Title, local date, camera, place and people of a photo, the numbers of others; what is unknown is left out.

    For an album that is a filter, servers of 2024 send 0, and for a folder all do.
    """
    page = _page(_from(Shop(), model)[0])
    assert [text for text in page.text.split("|") if text] == expected
    assert page.images[0]["alt"] == expected[0]
    assert str(page.images[0]["src"]).startswith("data:image/jpeg;base64,")


def test_kinds_of_cards_are_models() -> None:
    """Each kind that has a card is a model that exists."""
    assert set(_KINDS) <= set(models.__all__)


@pytest.mark.parametrize("title", HOSTILE)
def test_no_title_breaks_a_card(title: str) -> None:
    """Whatever users call their photos and albums is text, isolated from what follows, and no code of a terminal."""
    for page in (_page(model_with(title)), _page(_from(Shop(), model_with(title), model_with(title)))):
        assert "\x1b" not in page.text
        assert title[:5] in page.text


def model_with(title: str) -> SearchPhoto:
    """Make a photo whose texts are all alike; a title of half a character comes from nowhere but Python."""
    photo = SearchPhoto(camera_model="x", place_label="x", file_name="x")
    photo.__dict__.update(title=title, camera_model=title, place_label=title)
    return photo


@given(st.text())
def test_any_text_is_text(title: str) -> None:
    """Of no title at all does anything but the title's own characters become visible."""
    page = _page(SearchAlbum(uid="a1", title=title))
    assert len(page.images) == 0


def test_a_sheet_asks_for_all_pictures_at_once_and_for_sixty_at_most() -> None:
    """The pictures of a cell come in bulk; of a long list the first 60 are shown, and it says so."""
    fetcher = Shop("p3")
    photos = _from(fetcher, *(SearchPhoto(uid=f"p{number}", title="A") for number in range(MOST_PICTURES + 1)))
    page = _page(photos)
    assert MOST_PICTURES == 60
    assert fetcher.asked == [([f"p{number}" for number in range(60)], "tile_224", False)]
    assert len(page.images) == 59
    assert "no picture" in page.text
    assert "These are the first 60 of 61." in page.text
    assert "These are" not in _page(photos[:60]).text


def test_a_single_one_is_shown_larger_and_covers_are_asked_for_as_covers() -> None:
    """A photo alone in a cell is not a tile."""
    fetcher = Shop()
    found = _from(fetcher, SearchPhoto(uid="p1")), _from(fetcher, SearchAlbum(uid="a1"))
    for models_found in found:
        _page(models_found[0])
        _page(models_found)
    assert fetcher.asked == [
        (["p1"], "fit_720", False),
        (["p1"], "tile_224", False),
        (["a1"], "tile_500", True),
        (["a1"], "tile_224", True),
    ]


def test_photos_of_two_servers_and_of_none_stand_side_by_side() -> None:
    """Each picture is asked for where its photo is from, and what was made by hand has a card without one."""
    one, other = Shop(), Shop(remark="Pictures are missing.")
    photos = ModelList(
        [SearchPhoto(uid="p0"), *_from(one, SearchPhoto(uid="p1")), *_from(other, SearchPhoto(uid="p2"))]
    )
    page = _page(photos)
    assert ([asked for asked, _, _ in one.asked], [asked for asked, _, _ in other.asked]) == ([["p1"]], [["p2"]])
    assert len(page.images) == 2
    assert page.text.count("no picture") == 1
    assert "Pictures are missing." in page.text


@pytest.mark.parametrize(
    "found",
    [
        ModelList(),
        ModelList([EntityLink()]),
        ModelList([PHOTO, SearchAlbum()]),
        EntityLink(),
        EntityMarker(thumb="a-b"),
        _from(Shop(), SearchFace(id="F", samples=3)),
    ],
)
def test_what_has_no_card_is_text(found: Any) -> None:
    """A notebook prints an empty list, models without pictures, and mixed ones; faces that have none, too."""
    assert found._repr_html_() is None


def test_a_face_without_a_picture_does_not_hide_the_others() -> None:
    """A list of faces of which some have a marker to show is a sheet."""
    page = _page(_from(Shop(None), EntityMarker(thumb="a-b", uid="m1", name="Ada"), EntityMarker(name="Bob")))
    assert (len(page.images), page.text.count("no picture"), "Bob" in page.text) == (1, 1, True)


# Bytes.


def _picture(kind: str, side: int, mode: str = "RGB", **options: Any) -> bytes:
    written = io.BytesIO()
    Image.effect_noise((side, side // 2), 90).convert(mode).save(written, kind, **options)
    return written.getvalue()


LARGE = _picture("JPEG", 2400)
TURNED = Image.Exif()
TURNED[0x0112] = 6


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (MediaBytes(b"PK\x03\x04", filename="a <b>.zip"), "a <b>.zip, application/zip, 4 bytes|"),
        (MediaBytes(b"\x00\x00\x00\x18ftypmp42" + bytes(2_500_000)), "video/mp4, 2.5 MB|"),
        (MediaBytes(b"x" * 1500, content_type="text/plain"), "text/plain, 1.5 kB|"),
        (MediaBytes(b"\x00\x00\x00\x18ftypheic", filename="a.heic"), "a.heic, image/heic, 12 bytes|"),
        (MediaBytes(b"\xff\xd8\xff" + bytes(2_000_000)), "image/jpeg, 2.0 MB, too large to show here: ask for a th"),
        (MediaBytes(), "of unknown type, 0 bytes|"),
        (MediaBytes(b"<svg></svg>", is_placeholder=True), "The server has no picture for this.|"),
        (MediaBytes(_picture("JPEG", 8), is_placeholder=True), "The server has no picture for this.|"),
    ],
)
def test_what_is_no_picture_is_a_sentence(data: MediaBytes, text: str) -> None:
    """Zips, videos, placeholders and what cannot be shown take no megabytes of a notebook."""
    page = _page(data)
    assert page.text.startswith(text)
    assert page.images == []
    assert [data._repr_jpeg_(), data._repr_png_(), data._repr_svg_()] == [None] * 3


def test_a_browser_shows_other_types_of_pictures() -> None:
    """WebP and GIF have no hook in notebooks."""
    data = MediaBytes(_picture("WEBP", 8), filename="a.webp")
    (image,) = _page(data).images
    assert str(image["src"]).startswith("data:image/webp;base64,")
    assert image["alt"] == "a.webp"


@pytest.mark.parametrize(
    "data", [LARGE, _picture("PNG", 1600, "RGBA"), _picture("TIFF", 64)], ids=["jpeg", "png", "tiff"]
)
def test_a_large_picture_is_shown_smaller(data: bytes) -> None:
    """What is over 1 MiB, or of a type that browsers do not know, becomes a JPEG that fits into 1280 pixels."""
    shown = MediaBytes(data, filename="a b")
    page = _page(shown)
    assert str(page.images[0]["src"]).startswith("data:image/jpeg;base64,")
    assert page.text.startswith("a b, image/")
    assert page.text.endswith(", shown smaller than it is|")
    assert [shown._repr_jpeg_(), shown._repr_png_()] == [None, None]


def test_scaled_pictures_are_upright_and_keep_their_colours() -> None:
    """A camera that was held upright, and a phone with more colours, look as elsewhere."""
    small = scaled(_picture("JPEG", 2000, exif=TURNED, icc_profile=b"profile"))
    assert small is not None
    with Image.open(io.BytesIO(small)) as image:
        assert image.size == (LONGEST_SIDE // 2, LONGEST_SIDE)
        assert image.info["icc_profile"] == b"profile"


def test_without_pillow_there_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pillow is not needed: a large picture is then named, with what to do."""
    monkeypatch.setitem(sys.modules, "PIL", None)
    page = _page(MediaBytes(LARGE, filename="a.jpg"))
    assert page.images == []
    assert page.text.startswith("a.jpg, image/jpeg, 1")
    assert "ask for a thumbnail, or install Pillow" in page.text


def test_an_original_of_another_type_shows_its_thumbnail_first() -> None:
    """Of a RAW file, Pillow reads no more than a small preview; it is asked where the server has nothing."""
    original, answers = MediaBytes(_picture("TIFF", 64)), [Pictures([SOME_PICTURE]), Pictures([None])]
    original._set_fetcher(lambda models, size, *, is_cover: answers.pop(0))
    assert _page(original).text.endswith(", shown by its thumbnail|")
    assert _page(original).text.endswith(", shown smaller than it is|")


def test_without_pillow_an_original_shows_its_thumbnail(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is asked for by the SHA-1 of the bytes, where they are from; without one there, there is a sentence."""
    monkeypatch.setitem(sys.modules, "PIL", None)
    original, asked = MediaBytes(LARGE, filename="a.jpg"), []

    def fetcher(models: Sequence[Any], size: str, *, is_cover: bool) -> Pictures:
        asked.append(([model.hash for model in models], size, is_cover))
        return Pictures([SOME_PICTURE if len(asked) == 1 else None], "" if len(asked) == 1 else "Pictures are missing.")

    original._set_fetcher(fetcher)
    page = _page(original)
    assert asked == [([hashlib.sha1(LARGE).hexdigest()], "fit_1280", False)]
    assert [image["alt"] for image in page.images] == ["a.jpg"]
    assert page.text.endswith(", shown by its thumbnail|")
    assert "ask for a thumbnail, or install Pillow" in _page(original).text
    for copied in (copy.copy(original), pickle.loads(pickle.dumps(original))):
        assert _page(copied).images == []
    assert len(asked) == 2
