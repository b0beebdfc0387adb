"""`MediaBytes` behaves as a bytearray, prints as one line and saves whole; signatures and ends tell what bytes are."""

import copy
import io
import os
import pickle
import pprint
import stat
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from urllib.parse import quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photoprism_client.exceptions import ApiValueError, PlaceholderException
from photoprism_client.media import MediaBytes, filename_of

JPEG = b"\xff\xd8\xff\xe0" + bytes(range(200)) + b"\xff\xd9"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40) + b"\x00\x00\x00\x00IEND\xaeB`\x82"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><path d=""/></svg>'
JSON = b'{"code":404,"error":"File not found"}'


def test_it_equals_and_converts_as_a_bytearray() -> None:
    """Comparison, length, ``in``, concatenation and ``bytes()`` are those of a bytearray."""
    media = MediaBytes(JPEG, content_type="image/jpeg")
    plain: object = bytearray(JPEG)
    assert media == plain
    assert isinstance(media, bytearray)
    assert bytes(media) == JPEG
    assert len(media) == len(JPEG)
    assert media[0] == 0xFF
    assert media.endswith(b"\xff\xd9")
    assert type(media + b"x") is bytearray
    assert media != MediaBytes(PNG)


def test_a_slice_is_a_plain_bytearray() -> None:
    """A part of a picture is not a picture: it carries no media type."""
    part = MediaBytes(JPEG, content_type="image/jpeg")[2:6]
    assert type(part) is bytearray
    assert part == JPEG[2:6]


def test_it_can_be_filled_in_place() -> None:
    """Made with a length, it is read into without a copy."""
    media = MediaBytes(len(JPEG))
    with memoryview(media) as view:
        assert io.BytesIO(JPEG).readinto(view) == len(JPEG)
    assert bytes(media) == JPEG


def test_files_and_hashes_take_it(tmp_path: Path) -> None:
    """``file.write`` takes it as it is."""
    (tmp_path / "a").write_bytes(MediaBytes(JPEG))
    assert (tmp_path / "a").read_bytes() == JPEG


def _pickled(protocol: int) -> Callable[[MediaBytes], MediaBytes]:
    def copied(media: MediaBytes) -> MediaBytes:
        result = pickle.loads(pickle.dumps(media, protocol))
        assert isinstance(result, MediaBytes)
        return result

    return copied


@pytest.mark.parametrize("copy_of", [copy.copy, copy.deepcopy, *map(_pickled, range(pickle.HIGHEST_PROTOCOL + 1))])
def test_copies_keep_bytes_and_facts(copy_of: Callable[[MediaBytes], MediaBytes]) -> None:
    """A copy and a pickle of any protocol hold the same bytes, type, name, time and flag, independent of the first."""
    moment = datetime(2024, 5, 17, tzinfo=UTC)
    media = MediaBytes(JPEG, content_type="image/jpeg", filename="a.jpg", last_modified=moment, is_placeholder=True)
    copied = copy_of(media)
    assert type(copied) is MediaBytes
    assert bytes(copied) == JPEG
    assert (copied.content_type, copied.filename, copied.last_modified, copied.is_placeholder) == (
        "image/jpeg",
        "a.jpg",
        moment,
        True,
    )
    copied.clear()
    assert bytes(media) == JPEG


@pytest.mark.parametrize(
    ("media", "line"),
    [
        (MediaBytes(bytes(9), content_type="image/jpeg"), "<MediaBytes image/jpeg, 9 bytes>"),
        (MediaBytes(b"x"), "<MediaBytes of unknown type, 1 bytes>"),
        (MediaBytes(b"x", content_type="a/b", filename="a\nb"), r"<MediaBytes a/b, 1 bytes, 'a\nb'>"),
        (
            MediaBytes(SVG, content_type="image/svg+xml", is_placeholder=True),
            "<MediaBytes image/svg+xml, 58 bytes, placeholder: the server has no picture for this>",
        ),
    ],
)
def test_every_way_to_print_is_one_line(media: MediaBytes, line: str, capsys: pytest.CaptureFixture[str]) -> None:
    """``repr``, ``str``, f-strings, ``%s`` and ``pprint`` show one line, whatever the size."""
    assert [repr(media), str(media), f"{media}", f"{media!r}", "%s" % media] == [line] * 5  # noqa: UP031  # one of them
    assert pprint.pformat([media], width=300) == f"[{line}]"
    pprint.pprint(media)  # noqa: T203  # what the generated documentation does
    assert capsys.readouterr().out == f"{line}\n"


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (None, None),
        ("Fri, 17 May 2024 10:11:12 GMT", datetime(2024, 5, 17, 10, 11, 12, tzinfo=UTC)),
        ("Friday, 17-May-24 10:11:12 GMT", datetime(2024, 5, 17, 10, 11, 12, tzinfo=UTC)),
        ("Fri May 17 10:11:12 2024", datetime(2024, 5, 17, 10, 11, 12, tzinfo=UTC)),
        ("Fri, 17 May 2024 10:11:12 -0000", datetime(2024, 5, 17, 10, 11, 12, tzinfo=UTC)),
        ("Fri, 17 May 2024 10:11:12 +0200", datetime(2024, 5, 17, 10, 11, 12, tzinfo=timezone(timedelta(hours=2)))),
        ("Fri, 17 May 2024 10:11:12 +99999999999999999999", None),
        ("Fri, 99 May 2024 10:11:12 GMT", None),
        ("yesterday", None),
        ("", None),
        (datetime(2020, 1, 1, tzinfo=UTC), datetime(2020, 1, 1, tzinfo=UTC)),
    ],
)
def test_last_modified_is_read_when_asked_for(told: datetime | str | None, expected: datetime | None) -> None:
    """A header becomes a time with its zone at the first look, and None where it is junk."""
    media = MediaBytes(JPEG, last_modified=told)
    assert media.last_modified == expected
    assert media.last_modified == expected
    assert expected is None or (media.last_modified is not None and media.last_modified.tzinfo is not None)


@given(told=st.text())
def test_no_last_modified_raises(told: str) -> None:
    """No header that a server could send makes the property raise."""
    moment = MediaBytes(b"x", last_modified=told).last_modified
    assert moment is None or moment.tzinfo is not None


def test_save_writes_the_bytes_and_returns_the_path(tmp_path: Path) -> None:
    """The file holds the bytes, and nothing else is left in the folder."""
    target = tmp_path / "a.jpg"
    assert MediaBytes(JPEG).save(str(target)) == target
    assert target.read_bytes() == JPEG
    assert os.listdir(tmp_path) == ["a.jpg"]


def test_save_replaces_an_existing_file_whole(tmp_path: Path) -> None:
    """A file of that name is replaced in one step: who has the old one open keeps reading the old one."""
    target = tmp_path / "a.jpg"
    target.write_bytes(b"old")
    with target.open("rb") as old:
        MediaBytes(JPEG).save(target)
        assert old.read() == b"old"
    assert target.read_bytes() == JPEG


@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_save_honours_the_umask(tmp_path: Path, mask: int, mode: int) -> None:
    """The file gets the mode that the user's umask asks for, not that of a temporary file."""
    before = os.umask(mask)
    try:
        MediaBytes(JPEG).save(tmp_path / "a.jpg")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a.jpg").stat().st_mode) == mode


@pytest.mark.parametrize("failing", ["fsync", "replace"])
def test_a_failed_save_leaves_the_old_file_and_no_partial(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    """Where the file system refuses, the old file stays as it was and nothing of ours is left."""
    (tmp_path / "a.jpg").write_bytes(b"old")

    def refuse(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, failing, refuse)
    with pytest.raises(OSError, match="No space left"):
        MediaBytes(JPEG).save(tmp_path / "a.jpg")
    assert os.listdir(tmp_path) == ["a.jpg"]
    assert (tmp_path / "a.jpg").read_bytes() == b"old"


def test_an_interrupted_save_leaves_no_partial(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C in the middle of a save cleans up, too."""

    def interrupt(_descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        MediaBytes(JPEG).save(tmp_path / "a.jpg")
    assert os.listdir(tmp_path) == []


def test_save_into_a_missing_folder_is_the_file_systems_error(tmp_path: Path) -> None:
    """Folders are not made: the error is the one that ``open`` raises, and names the same file."""
    target = tmp_path / "missing" / "a.jpg"
    with pytest.raises(FileNotFoundError) as caught:
        MediaBytes(JPEG).save(target)
    assert caught.value.filename == str(target)


def test_a_placeholder_is_never_saved(tmp_path: Path) -> None:
    """The server's icon does not become a file, nor replace one."""
    (tmp_path / "a.jpg").write_bytes(b"old")
    with pytest.raises(PlaceholderException, match=r"a\.jpg was not written"):
        MediaBytes(SVG, is_placeholder=True).save(tmp_path / "a.jpg")
    assert (tmp_path / "a.jpg").read_bytes() == b"old"


def test_a_folder_or_nothing_is_refused(tmp_path: Path) -> None:
    """A folder as the path, and no bytes to write, are arguments that are wrong."""
    with pytest.raises(ApiValueError, match="is a folder"):
        MediaBytes(JPEG).save(tmp_path)
    with pytest.raises(ApiValueError, match="no bytes"):
        MediaBytes().save(tmp_path / "a.jpg")
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize(
    ("data", "hook"), [(JPEG, "_repr_jpeg_"), (PNG, "_repr_png_"), (SVG, "_repr_svg_"), (JSON, None)]
)
def test_a_notebook_shows_the_picture(data: bytes, hook: str | None) -> None:
    """The display hook of the kind that the bytes show, whatever the header said, answers; the others say None."""
    media = MediaBytes(data, content_type="image/jpeg")
    shown = {
        "_repr_jpeg_": media._repr_jpeg_(),
        "_repr_png_": media._repr_png_(),
        "_repr_svg_": media._repr_svg_(),
    }
    expected = data.decode() if hook == "_repr_svg_" else data
    assert {name: value for name, value in shown.items() if value is not None} == ({hook: expected} if hook else {})


def test_a_notebook_does_not_keep_large_pictures() -> None:
    """Over 1 MiB the bytes are not in the notebook as they are."""
    media = MediaBytes(1024 * 1024 + 1)
    media[: len(JPEG)] = JPEG
    assert media._repr_jpeg_() is None
    assert MediaBytes(media[:-1])._repr_jpeg_() is not None


@pytest.mark.parametrize(
    ("disposition", "expected"),
    [
        ('attachment; filename="20240517_101112_ABCD.jpg"', "20240517_101112_ABCD.jpg"),
        ("attachment; filename=plain.jpg; size=3", "plain.jpg"),
        (r'attachment; filename="a \"b\" \\ c.jpg"', r'a "b" \ c.jpg'),
        ('ATTACHMENT; FILENAME = "a.jpg"', "a.jpg"),
        ("attachment; filename*=utf-8''B%C3%A4r+1%2B2.jpg", "Bär 1+2.jpg"),
        ("attachment; filename=\"x.jpg\"; filename*=UTF-8'de'%C3%BC.jpg", "ü.jpg"),
        ("attachment; filename*=utf-8''; filename=x", "x"),
        ('attachment; filename=""', None),
        ("attachment", None),
        ("", None),
        ("inline; name=a.jpg", None),
    ],
)
def test_the_file_name_is_read_from_the_header(disposition: str, expected: str | None) -> None:
    """Quoted, bare and extended names are read as this server writes them; without a name there is None."""
    assert filename_of(disposition) == expected


@given(name=st.text(st.characters(codec="utf-8"), min_size=1))
def test_an_extended_name_comes_back(name: str) -> None:
    """Any text survives the extended form."""
    assert filename_of(f"attachment; filename*=utf-8''{quote_plus(name)}") == name


@given(name=st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1))
def test_a_quoted_name_comes_back(name: str) -> None:
    """Any text that a header can carry survives the quoted form, quotes and backslashes too."""
    quoted = name.replace("\\", "\\\\").replace('"', '\\"')
    assert filename_of(f'attachment; filename="{quoted}"') == name


@given(disposition=st.text())
def test_any_header_can_be_read(disposition: str) -> None:
    """No header makes the reader raise, nor return an empty name."""
    assert filename_of(disposition) != ""
    assert filename_of(f"filename={disposition}") != ""
