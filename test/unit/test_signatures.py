"""Signatures tell what bytes are, and their end whether they are whole."""

import io
import struct
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photoprism_client._content.signatures import is_whole, media_type_of
from photoprism_client.media import MediaBytes

JPEG = b"\xff\xd8\xff\xe0" + bytes(range(200)) + b"\xff\xd9"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40) + b"\x00\x00\x00\x00IEND\xaeB`\x82"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><path d=""/></svg>'
JSON = b'{"code":404,"error":"File not found"}'


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (JPEG, "image/jpeg"),
        (PNG, "image/png"),
        (b"GIF87a...", "image/gif"),
        (b"GIF89a...", "image/gif"),
        (b"PK\x03\x04....", "application/zip"),
        (b"PK\x05\x06" + bytes(18), "application/zip"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"\x00\x00\x00\x1cftypavif", "image/avif"),
        (b"\x00\x00\x00\x1cftypheic", "image/heic"),
        (b"\x00\x00\x00\x1cftypmif1", "image/heif"),
        (b"\x00\x00\x00\x14ftypqt  ", "video/quicktime"),
        (b"\x00\x00\x00\x18ftypisom", "video/mp4"),
        (b"II*\x00....", "image/tiff"),
        (b"MM\x00*....", "image/tiff"),
        (b"BM....", "image/bmp"),
        (SVG, "image/svg+xml"),
        (
            b"\xef\xbb\xbf\n<?xml version='1.0'?>\n<!-- icon -->\n<!DOCTYPE svg PUBLIC 'x'>\n<SVG\nwidth='1'>",
            "image/svg+xml",
        ),
        (b"<svg>", "image/svg+xml"),
        (b"<svgx>", None),
        (b"<!DOCTYPE html><html>", "text/html"),
        (b"\xef\xbb\xbf  <!-- saved --> <HTML lang=en>", "text/html"),
        (b"<head><title>Log in</title>", "text/html"),
        (b"<body>", "text/html"),
        (b"<header>", None),
        (JSON, None),
        (b"\xff\xd8", None),
        (b"", None),
        (b" " * 2000 + SVG, None),
    ],
)
def test_the_first_bytes_tell_the_media_type(head: bytes, expected: str | None) -> None:
    """Signatures of the kinds that a server delivers are known; icons and login pages are told apart."""
    assert media_type_of(head) == expected
    assert media_type_of(bytearray(head)) == expected


@given(data=st.binary(max_size=300))
def test_any_bytes_can_be_judged(data: bytes) -> None:
    """No bytes make the signature or the end check raise, and both depend on content only."""
    assert media_type_of(data) == media_type_of(MediaBytes(data))
    assert is_whole(data) in {True, False, None}
    for start in (b"PK\x05\x06", b"PK\x03\x04"):
        assert is_whole(start + data + b"PK\x05\x06" + data) in {True, False}


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (JPEG, True),
        (JPEG[:-1], False),
        (PNG, True),
        (PNG[:-1], False),
        (PNG[:-12], False),
        (b"GIF89a", None),
        (SVG, None),
        (JSON, None),
        (b"", None),
    ],
)
def test_the_end_tells_whether_a_picture_is_whole(data: bytes, expected: bool | None) -> None:
    """JPEG and PNG have an end mark; other kinds cannot be told."""
    assert is_whole(data) is expected


def _zip(members: dict[str, bytes], *, compression: int = zipfile.ZIP_STORED, comment: bytes = b"") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
        archive.comment = comment
    return file.getvalue()


def _zip64(members: dict[str, bytes]) -> bytes:
    """Make a zip with a zip64 end record and data descriptors, as a streaming writer does."""

    class Stream(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def seek(self, *_where: int) -> int:
            raise OSError("a stream")

        def tell(self) -> int:
            raise OSError("a stream")

    file = Stream()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(zipfile, "ZIP_FILECOUNT_LIMIT", 0)  # so that few members suffice for the zip64 record
        with zipfile.ZipFile(file, "w") as archive:
            for name, content in members.items():
                with archive.open(name, "w", force_zip64=True) as member:
                    member.write(content)
    data = file.getvalue()
    assert b"PK\x06\x06" in data
    return data


MEMBERS = st.dictionaries(
    st.text("abcdefgh/ü.", min_size=1, max_size=20), st.binary(max_size=200), min_size=1, max_size=4
)


@given(members=MEMBERS, compression=st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]))
def test_every_zip_is_whole_and_every_cut_one_is_not(members: dict[str, bytes], compression: int) -> None:
    """A zip is whole; cut at any of the last 60 bytes it is not; nor is it with an error message glued behind."""
    data = _zip(members, compression=compression)
    assert is_whole(data) is True
    assert [cut for cut in range(1, 61) if is_whole(data[:-cut])] == []
    assert is_whole(data + JSON) is False
    assert is_whole(data + b"\n") is False


@given(members=MEMBERS)
def test_every_zip64_is_whole_and_every_cut_one_is_not(members: dict[str, bytes]) -> None:
    """The same for zips with zip64 end records, down to the locator and the record itself."""
    data = _zip64(members)
    assert is_whole(data) is True
    assert [cut for cut in range(1, 101) if is_whole(data[:-cut])] == []
    assert is_whole(data + JSON) is False


@given(members=MEMBERS, is_zip64=st.booleans(), size=st.integers(min_value=1, max_value=100))
def test_a_message_inside_a_zip_is_seen(members: dict[str, bytes], is_zip64: bool, size: int) -> None:
    """Bytes that a server wrote between the members and the directory shift it, and that is noticed."""
    data = _zip64(members) if is_zip64 else _zip(members)
    directory = data.index(b"PK\x01\x02")
    assert is_whole(data[:directory] + b"{" * size + data[directory:]) is False


def test_what_python_accepts_is_refused() -> None:
    """A message inside or behind passes ``zipfile``'s own checks, which is why ours exist."""
    data = _zip({"a.jpg": JPEG})
    directory = data.index(b"PK\x01\x02")
    for damaged in (data[:directory] + JSON + data[directory:], data + JSON):
        assert zipfile.is_zipfile(io.BytesIO(damaged))
        assert zipfile.ZipFile(io.BytesIO(damaged)).namelist() == ["a.jpg"]
        assert is_whole(damaged) is False


def _end(entries: int, size: int, offset: int, comment: int = 0) -> bytes:
    return struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, entries, entries, size, offset, comment)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (_end(0, 0, 0), True),
        (_end(1, 0, 0), False),
        (_end(0, 0, 1), False),
        (_end(0, 0, 0, comment=1), False),
        (_end(0, 0, 0)[:-1], False),
        (_zip({"a": b"b"}, comment=b"note"), False),
        (b"PK\x03\x04" + bytes(40) + _end(1, 10, 34), False),
        (b"PK\x05\x06", False),
        (b"PK\x03\x04" + bytes(60), False),
        (b"PK\x03\x04" + struct.pack("<4sIQI", b"PK\x06\x07", 0, 2**63, 1) + _end(0, 0, 0), False),
        (b"PK\x03\x04" + bytes(60) + struct.pack("<4sIQI", b"PK\x06\x07", 0, 4, 1) + _end(0, 0, 0), False),
    ],
)
def test_end_records_that_lie_are_refused(data: bytes, expected: bool) -> None:
    """Offsets and counts must fit the bytes; the empty zip of an empty album is whole."""
    assert is_whole(data) is expected
