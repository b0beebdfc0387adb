"""What bytes may pass as a picture, a file or a zip: one set of checks, cheap for a thumbnail."""

import mmap
from pathlib import Path
from typing import Any

import pytest

from photoprism_client._content.archive import read_archive
from photoprism_client._content.checks import GOOD, PLACEHOLDER, Body, Head, check
from photoprism_client.media import MediaBytes
from test.support.bodies import EMPTY_ZIP, JPEG, LOGIN_PAGE, PNG, SVG, TIFF, ZIP, sha1

INLINE = Head("image/jpeg", is_attachment=False, is_framed=True)
ATTACHED = INLINE._replace(is_attachment=True)
UNFRAMED = ATTACHED._replace(is_framed=False)


@pytest.mark.parametrize(
    ("body", "head", "is_good"),
    [
        (JPEG, INLINE, True),
        (TIFF, INLINE, True),
        (SVG, ATTACHED, True),
        (LOGIN_PAGE, INLINE, False),
        (LOGIN_PAGE, ATTACHED, True),
        (b"", ATTACHED, False),
        (b"{}", INLINE._replace(media_type="application/json"), False),
        (JPEG, UNFRAMED, True),
        (JPEG[:-1], UNFRAMED, False),
        (TIFF, UNFRAMED, False),
        (ZIP, UNFRAMED, True),
    ],
)
def test_a_file_must_look_like_one(body: bytes, head: Head, is_good: bool) -> None:
    """An attachment may be anything, a page is not a file, and the end must be seen."""
    verdict = check(Body.FILE, body, head)
    assert (verdict == GOOD) is is_good
    assert (verdict.fault is None) is is_good


@pytest.mark.parametrize(
    ("body", "is_framed", "is_good"),
    [
        (JPEG, False, True),
        (PNG, False, True),
        (JPEG + b"more", True, True),
        (PNG + b"more", True, True),
        (JPEG + b"more", False, False),
        (JPEG[:-2], True, False),
        (JPEG[:-1], True, False),
        (TIFF, True, False),
        (b"GIF89a" + bytes(40), True, False),
        (b"text", True, False),
        (b"", True, False),
    ],
)
def test_a_picture_is_a_whole_jpeg_or_png(body: bytes, is_framed: bool, is_good: bool) -> None:
    """Signature and end, whatever the label; data after the end only where the answer's own end was seen."""
    assert (check(Body.PICTURE, body, INLINE._replace(is_framed=is_framed)) == GOOD) is is_good


@pytest.mark.parametrize("body", [Body.PICTURE, Body.FILE])
def test_an_svg_is_the_icon(body: Body) -> None:
    """By signature, or by type where there is none; a JPEG that is called SVG is a picture."""
    svg = INLINE._replace(media_type="image/svg+xml")
    assert check(body, SVG, INLINE) == PLACEHOLDER
    assert check(body, b"what is this", svg) == PLACEHOLDER
    assert check(body, JPEG, svg) == GOOD


def test_faults_name_what_came() -> None:
    """The message has the size and the kind, so that a login page is known at once."""
    page = check(Body.PICTURE, b"<html>", INLINE._replace(media_type="text/plain"))
    assert page.fault == "expected a JPEG or PNG, got 6 bytes of text/html"
    text = check(Body.PICTURE, b"oops", INLINE._replace(media_type="text/plain"))
    assert text.fault == "expected a JPEG or PNG, got 4 bytes of text/plain"
    cut = check(Body.PICTURE, JPEG[:-2], INLINE)
    assert cut.fault == f"the picture is cut: {len(JPEG) - 2} bytes came, and they do not end as image/jpeg does"


@pytest.mark.parametrize("body", [JPEG, PNG, PNG + b"more", SVG, ZIP, TIFF], ids=len)
def test_bytes_of_any_kind_are_judged_alike(tmp_path: Path, body: bytes) -> None:
    """In memory, in a bytearray and in a mapped file; the file can be closed afterwards."""
    (tmp_path / "body").write_bytes(body)
    for kind in (Body.PICTURE, Body.FILE, Body.ARCHIVE):
        with open(tmp_path / "body", "rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
            contents: list[Any] = [body, bytearray(body), MediaBytes(body), mapped]
            assert len({check(kind, content, INLINE) for content in contents}) == 1


def test_a_whole_thumbnail_is_known_by_five_bytes() -> None:
    """Its beginning and its end are enough, so that thousands a second can be judged."""

    class Watched(bytearray):
        seen = 0

        def __getitem__(self, part: slice) -> bytearray:  # type: ignore[override]  # only slices come
            found = super().__getitem__(part)
            Watched.seen += len(found)
            return found

    assert check(Body.PICTURE, Watched(JPEG), INLINE) == GOOD
    assert Watched.seen == 5


def test_members_of_a_zip_are_read_and_hashed_where_that_is_wanted() -> None:
    """Each member's CRC is compared in any case; the media type shows the zip of an empty album."""
    assert read_archive(ZIP, "application/zip", is_hashed=True).digests == {sha1(JPEG), sha1(JPEG * 2)}
    plain = read_archive(bytearray(ZIP), None)
    assert (plain.fault, plain.digests, plain.members) == (None, frozenset(), 2)
    flipped = ZIP[:100] + bytes([ZIP[100] ^ 1]) + ZIP[101:]
    assert "Bad CRC" in (read_archive(flipped, "application/zip").fault or "")
    assert read_archive(EMPTY_ZIP, "application/octet-stream").fault is None
    assert "empty" in (read_archive(EMPTY_ZIP, "application/zip").fault or "")
    assert "claims to unpack" in (read_archive(ZIP, "application/zip", ratio=0).fault or "")
