"""H7, H9, P1, P2, P4 to P6, S4 for files: bodies that are not what was asked for never get a final name."""

import io
import shutil
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest

from photoprism_client import (
    ChangedOnServerError,
    IntegrityError,
    MissingOriginalError,
    NotFoundException,
    PlaceholderException,
)
from photoprism_client._clock import Clock
from photoprism_client.testing.proxy import faults
from photoprism_client.transfer import Item, Limits, Member, download_all, fetch
from test.support.bodies import EMPTY_ZIP, JPEG, LOGIN_PAGE, SVG, sha1
from test.support.landing import FILES, KINDS, PICTURES, Landing

_LATER = "Sat, 01 Jan 2033 00:00:00 GMT"
_ERROR = b'{"error":"Something went wrong"}'
_QUICK = Clock(sleep=lambda seconds: None)


def _nothing_landed(landing: Landing, kind: str) -> bool:
    return not landing.target(kind).exists() and landing.orphans == []


@pytest.mark.parametrize("label", ["image/svg+xml", "image/jpeg"])
@pytest.mark.parametrize("kind", PICTURES)
def test_h7_icon_writes_nothing(landing: Landing, kind: str, label: str) -> None:
    """The server's icon for "no picture", whatever it is labelled, is an error of its own after one request."""
    landing.script(kind, (faults.Replace(SVG), faults.SetHeader("Content-Type", label)))
    with pytest.raises(PlaceholderException):
        landing.save(kind)
    assert len(landing.requests(kind)) == 1
    assert _nothing_landed(landing, kind)


@pytest.mark.parametrize("kind", FILES)
def test_h8_missing_original_is_asked_for_once(landing: Landing, kind: str) -> None:
    """404 with an icon is a file that is missing on the server's disk, 404 with JSON one that it does not know."""
    landing.script(
        kind,
        faults.Status(404, {"Content-Type": "image/svg+xml"}, SVG),
        faults.Status(404, {"Content-Type": "application/json"}, b'{"error":"record not found"}'),
    )
    with pytest.raises(MissingOriginalError):
        landing.save(kind)
    with pytest.raises(NotFoundException) as caught:
        landing.save(kind)
    assert not isinstance(caught.value, MissingOriginalError)
    assert len(landing.requests(kind)) == 2
    assert _nothing_landed(landing, kind)


@pytest.mark.parametrize("page", [LOGIN_PAGE, b'{"code":200}', b""], ids=["html", "json", "nothing"])
@pytest.mark.parametrize("kind", KINDS)
def test_h9_page_in_the_place_of_a_body_writes_nothing(landing: Landing, kind: str, page: bytes) -> None:
    """A login page, a message or nothing, with status 200, never gets a final name, and is asked for twice at most."""
    landing.always(kind, faults.Status(200, {"Content-Type": "text/html"}, page))
    with pytest.raises(IntegrityError):
        landing.save(kind)
    assert len(landing.requests(kind)) <= 2
    assert _nothing_landed(landing, kind)


@pytest.mark.parametrize("page", [LOGIN_PAGE, _ERROR, b""], ids=["html", "json", "nothing"])
@pytest.mark.parametrize("kind", FILES)
def test_h9_page_is_no_changed_file(landing: Landing, kind: str, page: bytes) -> None:
    """Who accepts files that changed does not accept the login page of a portal in their place."""
    kinds = {"Content-Type": "application/json" if page == _ERROR else "text/html; charset=utf-8"}
    landing.always(kind, faults.Status(200, kinds, page))
    with pytest.raises(IntegrityError) as caught:
        landing.save(kind, accept_changed=True)
    assert not isinstance(caught.value, ChangedOnServerError)
    assert _nothing_landed(landing, kind)


@pytest.mark.parametrize("kind", FILES)
def test_h7_icon_is_no_changed_file(landing: Landing, kind: str) -> None:
    """An icon that comes with 200 in place of an original, and is no attachment, is not taken for a changed file."""
    landing.always(kind, faults.Status(200, {"Content-Type": "image/svg+xml"}, SVG))
    with pytest.raises(PlaceholderException):
        landing.save(kind, accept_changed=True)
    assert _nothing_landed(landing, kind)


@pytest.mark.parametrize("kind", FILES)
def test_h9_page_in_the_place_of_the_rest(landing: Landing, kind: str) -> None:
    """A login page in answer to a Range replaces nothing: it is thrown away, and the file is fetched again."""
    landing.script(kind, faults.Cut(1000), faults.Status(200, {"Content-Type": "text/html"}, LOGIN_PAGE))
    landing.save(kind)
    assert landing.is_good(kind)
    assert landing.ranges(kind) == [None, "bytes=1000-", None]


@pytest.mark.parametrize("kind", FILES)
def test_p1_flipped_byte_is_fetched_again_once(landing: Landing, kind: str) -> None:
    """One wrong byte, in the right length: the second download is right and is taken."""
    landing.script(kind, faults.Flip(landing.size // 2, bits=1))
    landing.save(kind)
    assert landing.is_good(kind)
    assert landing.ranges(kind) == [None, None]


@pytest.mark.parametrize("kind", [*FILES, "zip"])
def test_p1_flipped_byte_in_each_download_is_an_error(landing: Landing, kind: str) -> None:
    """Wrong twice is an IntegrityError that does not blame the file on the server, and leaves nothing."""
    landing.always(kind, faults.Flip(2000, bits=1))
    with pytest.raises(IntegrityError, match="a second download was no better") as caught:
        landing.save(kind)
    assert not isinstance(caught.value, ChangedOnServerError)
    assert landing.ranges(kind) == [None, None]
    assert _nothing_landed(landing, kind)


def test_p1_flipped_byte_in_the_rest_is_found(landing: Landing) -> None:
    """The SHA-1 covers a resumed file from its first byte to its last."""
    landing.script("original", faults.Cut(1000), faults.Flip(5))
    landing.save("original")
    assert landing.ranges() == [None, "bytes=1000-", None]
    assert landing.is_good("original")


@pytest.mark.parametrize("at", [50, 2000, 20_000])
def test_p1_flipped_byte_in_a_zip_member_is_found(landing: Landing, at: int) -> None:
    """A byte that differs in a member fails its CRC: the zip is fetched again, without a Range."""
    landing.script("zip", faults.Flip(max(at, 60), bits=1))
    landing.save("zip")
    assert landing.is_good("zip")
    assert landing.ranges("zip") == [None, None]


@pytest.mark.parametrize("kind", FILES)
@pytest.mark.parametrize("body", [JPEG, None], ids=["another size", "same size"])
def test_p2_changed_original_is_told_without_a_second_download(landing: Landing, kind: str, body: bytes | None) -> None:
    """Another size or another time than in the index: the file changed on the server, and one download says so."""
    changed = body or bytes(landing.size)
    landing.script(kind, faults.Swap(changed, _LATER))
    with pytest.raises(ChangedOnServerError, match="changed on the server since it was indexed"):
        landing.save(kind)
    assert landing.ranges(kind) == [None]
    assert _nothing_landed(landing, kind)


@pytest.mark.parametrize("kind", FILES)
def test_p2_changed_original_is_taken_where_that_is_accepted(landing: Landing, kind: str) -> None:
    """With accept_changed the file lands as it is, is marked, and a rerun without it does not replace it unasked."""
    landing.script(kind, faults.Swap(JPEG, _LATER))
    landing.allowed.add(sha1(JPEG))
    result = landing.save(kind, accept_changed=True)
    assert (result.is_changed, result.sha1, result.size) == (True, sha1(JPEG), len(JPEG))
    assert landing.target(kind).read_bytes() == JPEG
    assert landing.orphans == []


def test_p2_original_that_changes_while_it_comes_is_taken_whole(landing: Landing) -> None:
    """A cut, and another file afterwards: with accept_changed the new file lands from its first byte."""
    landing.script("original", faults.Cut(100), faults.Swap(JPEG, _LATER))
    landing.allowed.add(sha1(JPEG))
    assert landing.save("original", accept_changed=True).is_changed
    assert landing.target("original").read_bytes() == JPEG


_LENGTHS: dict[str, faults.Fault] = {
    "nothing": faults.Shorten(0),
    "short": faults.Shorten(1000),
    "long": faults.Append(b"more"),
    "claims less": faults.ContentLength(-10),
}


@pytest.mark.parametrize("fault", _LENGTHS.values(), ids=_LENGTHS)
@pytest.mark.parametrize("kind", FILES)
def test_p4_file_of_another_length_writes_nothing(landing: Landing, kind: str, fault: faults.Fault) -> None:
    """Fewer or more bytes than in the index, in a body that is whole by its own length, are no file."""
    landing.always(kind, fault)
    with pytest.raises(IntegrityError):
        landing.save(kind)
    assert len(landing.requests(kind)) <= 2
    assert _nothing_landed(landing, kind)


@pytest.mark.parametrize("size", [0, 1, 500])
@pytest.mark.parametrize("kind", PICTURES)
def test_p4_short_picture_is_fetched_again(landing: Landing, kind: str, size: int) -> None:
    """A picture that stops early, with a length to match, does not end as a picture does: it is fetched again."""
    landing.script(kind, faults.Shorten(size))
    landing.save(kind)
    assert landing.is_good(kind)
    assert landing.ranges(kind) == [None, None]


@pytest.mark.parametrize(
    "fault",
    [faults.Append(_ERROR), faults.Append(b"\n"), faults.Replace(_ERROR), faults.Replace(EMPTY_ZIP)],
    ids=["error after the end", "line after the end", "error alone", "no members"],
)
def test_p5_zip_with_something_else_in_it_writes_nothing(landing: Landing, fault: faults.Fault) -> None:
    """Bytes after the end record, a message in place of the zip, or no members: fetched again, then refused."""
    landing.always("zip", fault)
    with pytest.raises(IntegrityError, match="a second download was no better"):
        landing.save("zip")
    assert len(landing.requests("zip")) == 2
    assert _nothing_landed(landing, "zip")


def test_p5_error_before_the_central_directory_is_found(landing: Landing) -> None:
    """A message among the members shifts the directory: the zip does not add up and is fetched again."""
    good = landing.site.images.download_album(landing.album)
    with zipfile.ZipFile(io.BytesIO(good)) as archive:
        start = archive.start_dir
    landing.script("zip", faults.Replace(bytes(good[:start]) + _ERROR + bytes(good[start:])))
    landing.save("zip")
    assert landing.is_good("zip")
    assert len(landing.requests("zip")) == 2


@pytest.mark.parametrize("left", [4, 21, 22, 40])
def test_p6_zip_that_is_cut_at_its_end_is_fetched_again(landing: Landing, left: int) -> None:
    """A zip that lacks its last bytes, in a body that is whole by its own length, is not taken for one."""
    good = bytes(landing.site.images.download_album(landing.album))
    landing.script("zip", faults.Replace(good[:-left]))
    landing.save("zip")
    assert landing.is_good("zip")


def test_p7_zip_without_a_member_is_refused_by_name(landing: Landing) -> None:
    """A file that should be in the zip and is not is named; the zip is not written."""
    wanted = Member("ab" * 20, "2020/01/gone.jpg")
    with pytest.raises(IntegrityError, match=r"lacks 1: 2020/01/gone\.jpg"):
        landing.save("zip", members=[wanted])
    assert len(landing.requests("zip")) == 1
    assert _nothing_landed(landing, "zip")


@pytest.mark.parametrize("chunked", [True, False])
@pytest.mark.parametrize("kind", FILES)
def test_s4_endless_original_is_given_up(landing: Landing, kind: str, chunked: bool) -> None:
    """A body without length and end stops soon after the size that the index tells, and leaves nothing."""
    landing.always(kind, faults.Endless(chunked=chunked))
    with pytest.raises(IntegrityError, match="more than"):
        landing.save(kind)
    for seen in landing.requests(kind):
        seen.wait_for_end()
        assert seen.sent < landing.size + 32_000_000  # what fits into the sockets' buffers
    assert len(landing.requests(kind)) == 1
    assert _nothing_landed(landing, kind)


def test_s4_endless_rest_is_given_up(landing: Landing) -> None:
    """A rest that does not end stops at the size of the file that was begun."""
    landing.script("original", faults.Cut(1000), faults.Endless())
    with pytest.raises(IntegrityError, match=f"more than {landing.size} bytes"):
        landing.save("original")
    assert _nothing_landed(landing, "original")


@pytest.mark.parametrize("chunked", [True, False])
def test_s4_endless_picture_is_given_up(landing: Landing, chunked: bool) -> None:
    """A thumbnail that goes on beyond its bound is refused once, alone and in a batch."""
    landing.always("thumb", faults.Endless(chunked=chunked))
    limits = Limits(picture_bytes=1_000_000)
    source, target = landing.source("thumb"), landing.target("thumb")
    with pytest.raises(IntegrityError, match="more than 1000000 bytes"):
        fetch(source, target, limits=limits, clock=_QUICK)
    with download_all([Item(source, target)], 1, limits=limits, clock=_QUICK) as batch:
        assert [type(outcome.error) for outcome in batch] == [IntegrityError]
    assert len(landing.requests("thumb")) == 2
    assert _nothing_landed(landing, "thumb")


@pytest.mark.parametrize("chunked", [True, False])
def test_s4_endless_zip_is_given_up(landing: Landing, chunked: bool) -> None:
    """A zip that does not end stops soon after what its members can need, or else at the limit for any zip."""
    landing.always("zip", faults.Endless(chunked=chunked))
    with pytest.raises(IntegrityError, match="more than 1072672 bytes"):
        landing.save("zip", members=[Member("ab" * 20, "a.jpg", size=10_000)])
    source, target = landing.source("zip"), landing.target("zip")
    with pytest.raises(IntegrityError, match="more than 2000000 bytes"):
        fetch(source, target, limits=Limits(archive_bytes=2_000_000), clock=_QUICK)
    assert len(landing.requests("zip")) == 2
    assert _nothing_landed(landing, "zip")


def test_s4_endless_zip_ends_before_the_disk_is_full(monkeypatch: pytest.MonkeyPatch, landing: Landing) -> None:
    """The space is looked at again and again while a body without a length grows."""
    landing.always("zip", faults.Endless())
    asked = []

    def usage(folder: Path) -> SimpleNamespace:
        asked.append(folder)
        return SimpleNamespace(free=10**9 if len(asked) == 1 else 1000)

    monkeypatch.setattr(shutil, "disk_usage", usage)
    with pytest.raises(OSError, match="no space: 67108864 bytes are to come and 1000 are free"):
        landing.save("zip")
    assert len(asked) == 2
    assert len(landing.requests("zip")) == 1
    assert _nothing_landed(landing, "zip")


def test_foreign_file_of_the_name_stays(landing: Landing) -> None:
    """Another file under the final name is an error before any request; overwrite replaces it by right bytes only."""
    landing.target("original").write_bytes(b"somebody's")
    landing.allowed.add(sha1(b"somebody's"))
    with pytest.raises(FileExistsError):
        landing.save("original")
    assert landing.requests("original") == []
    landing.always("original", faults.Flip(10))
    with pytest.raises(IntegrityError):
        landing.save("original", overwrite=True)
    assert landing.target("original").read_bytes() == b"somebody's"
    assert landing.orphans == []
