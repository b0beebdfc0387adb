"""P5 to P9, S3, S5, B3: an album's zip becomes a file only when it is whole and lacks nothing that was expected."""

import io
import struct
import zipfile

import pytest

from photoprism_client import IncompleteArchiveError, IntegrityError
from photoprism_client.transfer import DownloadResult, Limits, Member
from test.support.bodies import EMPTY_ZIP, JPEG, LOGIN_PAGE, ZIP, sha1
from test.support.clients import Connect, Serve
from test.support.raw_server import answer, answering, answering_and_closing, chunked
from test.transfer.conftest import Folder

UID = "as6sg6bxpogaaba7"
ERROR = b'{"error":"Something went wrong"}'
CHUNKED = answer(
    b"",
    "application/zip",
    "Transfer-Encoding: chunked",
    "Content-Disposition: attachment; filename=a+b.zip",
    length=None,
)


def _zip(*members: bytes, force_zip64: bool = False, method: int = zipfile.ZIP_STORED) -> bytes:
    class Pipe(io.RawIOBase):
        data = b""

        def writable(self) -> bool:
            return True

        def write(self, part: object) -> int:
            self.data += bytes(part)  # type: ignore[call-overload]  # any buffer
            return len(bytes(part))  # type: ignore[call-overload]  # any buffer

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", method) as archive:
        for at, body in enumerate(members):
            with archive.open(f"{at}.jpg", "w", force_zip64=force_zip64) as file:
                file.write(body)
    return pipe.data


def _fetch(
    serve: Serve, connect: Connect, folder: Folder, *answers: bytes, allow: bytes = b"", **options: object
) -> DownloadResult:
    folder.allow(allow)
    server = serve(answering_and_closing(*answers))
    return connect(server.url).download_album_to_file(UID, folder / "a.zip", **options)  # type: ignore[arg-type]  # options


GOOD = {
    "plain": ZIP,
    "zip64 and data descriptors": _zip(JPEG, JPEG * 9, force_zip64=True),
    "deflated": _zip(JPEG, JPEG * 9, method=zipfile.ZIP_DEFLATED),
    "large": _zip(JPEG * 5000),
    "an empty member": _zip(b"", JPEG),
}


@pytest.mark.parametrize("body", GOOD.values(), ids=GOOD)
def test_p9_a_whole_zip_becomes_a_file(serve: Serve, connect: Connect, folder: Folder, body: bytes) -> None:
    """A whole zip, also with zip64 fields and data descriptors, is written as it came: nothing is extracted."""
    result = _fetch(serve, connect, folder, CHUNKED + chunked(body[:100], body[100:]), allow=body)
    assert folder.finals == {"a.zip": body}
    assert folder.partials == []
    assert (result.media_type, result.size, result.sha1) == ("application/zip", len(body), sha1(body))


def _patched(body: bytes, at: int, value: bytes) -> bytes:
    return body[:at] + value + body[at + len(value) :]


DIRECTORY = ZIP.index(b"PK\x01\x02")
BAD = {
    "P5 an error after the end": ZIP + ERROR,
    "P5 an error before the directory": ZIP[:DIRECTORY] + ERROR + ZIP[DIRECTORY:],
    "P5 an error between members": ZIP.replace(b"PK\x03\x04", ERROR + b"PK\x03\x04").replace(ERROR, b"", 1),
    "P5 only an error": ERROR,
    "P5 a page": LOGIN_PAGE,
    "P5 no members": EMPTY_ZIP,
    "P6 nothing": b"",
    "P8 a flipped bit": _patched(ZIP, 100, bytes([ZIP[100] ^ 1])),
    "S5 a lying size": _patched(ZIP, DIRECTORY + 24, struct.pack("<I", 10**9)),
    "S5 a lying packed size": _patched(ZIP, DIRECTORY + 20, struct.pack("<I", 10**9)),
    "S5 a lying CRC": _patched(ZIP, DIRECTORY + 16, struct.pack("<I", 1)),
    "S5 an unknown compression": _patched(ZIP, DIRECTORY + 10, struct.pack("<H", 97)),
    "S5 a lying offset": _patched(ZIP, DIRECTORY + 42, struct.pack("<I", 7)),
    "S5 a bomb": _zip(bytes(10_000_000), method=zipfile.ZIP_DEFLATED),
    **{f"P6 cut by {count}": ZIP[:-count] for count in range(1, 61)},
}


@pytest.mark.parametrize("body", BAD.values(), ids=BAD)
def test_p5_p6_s5_a_zip_that_cannot_be_trusted_is_refused(
    serve: Serve, connect: Connect, folder: Folder, body: bytes
) -> None:
    """A zip that is cut, lies, or holds anything foreign is fetched once more, then refused."""
    with pytest.raises(IntegrityError, match="a second download was no better"):
        _fetch(serve, connect, folder, CHUNKED + chunked(*[body] if body else []))
    assert folder.finals == {}
    assert folder.partials == []


def test_p6_a_second_whole_zip_is_taken(serve: Serve, connect: Connect, folder: Folder) -> None:
    """After a bad zip the next answer is taken, and nothing of the first is in the file."""
    _fetch(serve, connect, folder, CHUNKED + chunked(ZIP + ERROR), CHUNKED + chunked(ZIP), allow=ZIP)
    assert folder.finals == {"a.zip": ZIP}


def test_n5_a_cut_zip_starts_again_without_range(serve: Serve, connect: Connect, folder: Folder) -> None:
    """Zips are made while they are sent: a cut one is fetched again from its first byte."""
    body = GOOD["large"]
    folder.allow(body)
    server = serve(answering_and_closing(CHUNKED + chunked(body, end=b"")[:-100], CHUNKED + chunked(body)))
    connect(server.url).download_album_to_file(UID, folder / "a.zip")
    assert "range" not in server.requests[1].headers
    assert folder.finals == {"a.zip": body}


def test_b3_an_empty_album_is_an_empty_zip(serve: Serve, connect: Connect, folder: Folder) -> None:
    """The server says so by another media type; then the zip without members is written."""
    _fetch(serve, connect, folder, answer(EMPTY_ZIP, "application/octet-stream"), allow=EMPTY_ZIP)
    assert folder.finals == {"a.zip": EMPTY_ZIP}


MEMBERS = (
    Member(sha1(JPEG), "2022/08/one.jpg"),
    Member(sha1(JPEG * 2).upper(), "2022/08/two.jpg"),
    Member("ab" * 20, "2022/08/mine.jpg", is_private=True),
)


def test_p7_expected_members_are_matched_by_sha1(serve: Serve, connect: Connect, folder: Folder) -> None:
    """All files of the album are in the zip, whatever their names; a private one is reported, not missed."""
    result = _fetch(serve, connect, folder, answer(ZIP, "application/zip"), allow=ZIP, members=MEMBERS)
    assert (result.missing, result.held_back) == ((), ("2022/08/mine.jpg",))


@pytest.mark.parametrize("body", [_zip(JPEG), _zip(JPEG, JPEG[:500])], ids=["P7 left out", "P8 short"])
def test_p7_p8_a_missing_member_is_an_error_by_name(
    serve: Serve, connect: Connect, folder: Folder, body: bytes
) -> None:
    """A file that the server left out, or cut before it made the CRC, is named; nothing is written or repeated."""
    server = serve(answering(answer(body, "application/zip")))
    with pytest.raises(IncompleteArchiveError, match=r"lacks 1: 2022/08/two\.jpg") as caught:
        connect(server.url).download_album_to_file(UID, folder / "a.zip", members=MEMBERS)
    assert caught.value.missing == ("2022/08/two.jpg",)
    assert folder.finals == {}
    assert folder.partials == []
    assert len(server.requests) == 1


def test_p7_missing_members_can_be_allowed(serve: Serve, connect: Connect, folder: Folder) -> None:
    """With allow_missing the zip is written, and the result says what it lacks."""
    body = _zip(JPEG)
    options = {"members": MEMBERS, "allow_missing": True}
    result = _fetch(serve, connect, folder, answer(body, "application/zip"), allow=body, **options)
    assert result.missing == ("2022/08/two.jpg",)


def test_s2_the_name_that_the_server_sends_is_made_safe(serve: Serve, connect: Connect, folder: Folder) -> None:
    """In a folder the zip gets the server's name, as one component of a path."""
    folder.allow(ZIP)
    head = "Content-Disposition: attachment; filename*=UTF-8''..%2F..%2Fetc%2FDSC+001+%C3%BC.zip"
    server = serve(answering(answer(ZIP, "application/zip", head)))
    result = connect(server.url).download_album_to_file(UID, folder.path)
    assert result.path == folder / ".._.._etc_DSC 001 ü.zip"


def _room(*sizes: int | None) -> int:
    members = tuple(Member(sha1(JPEG), "a.jpg", size=size) for size in sizes)
    return Limits(archive_bytes=10**9).most_of_archive(members)


def test_s4_a_zip_has_room_for_its_members_and_their_headers() -> None:
    """Twice the sizes and 4 KiB for each, when all sizes are known; otherwise the limit for any zip."""
    assert _room(10**6, 10**6) == 4 * 10**6 + 2 * 4096 + 1024 * 1024
    assert _room(0) == 4096 + 1024 * 1024
    assert _room() == _room(10**6, None) == Limits(archive_bytes=10**9).most_of_archive(None) == 10**9
