"""N4, N5, H1 to H5, P3: a file that breaks off goes on where it stopped, and its SHA-1 covers all of it."""

import json

import pytest

from photoprism_client import ApiException, ImagesApi, IntegrityError, TransportError
from test.support.raw_server import RawServer, answer
from test.support.served_file import MODIFIED, Served, cut, flips, ignores_range, says_range, sends, status
from test.transfer.conftest import Folder, Offer

SMALL = bytes(range(256)) * 400  # 102400 bytes: never leaves the buffer
LARGE = bytes(range(251)) * 10_000  # 2.5 MB: noted on disk before its first byte


def _ranges(images: ImagesApi) -> list[str | None]:
    server: RawServer = images.server  # type: ignore[attr-defined]  # see offer()
    return [seen.headers.get("range") for seen in server.requests if "/dl/" in seen.target]


@pytest.mark.parametrize("body", [SMALL, LARGE], ids=["small", "large"])
@pytest.mark.parametrize("reset", [False, True], ids=["FIN", "RST"])
def test_n4_n5_a_cut_resumes_with_range_and_matches_sha1(
    offer: Offer, folder: Folder, body: bytes, reset: bool
) -> None:
    """After a cut only the rest is asked for, under If-Range, and the file is whole."""
    served = Served(body, cut(60_000, reset=reset))
    images = offer(served)
    result = images.get_download_to_file(served.hash, folder / "a.jpg")
    assert folder.finals == {"a.jpg": body}
    assert (result.size, result.sha1, result.resumed_from) == (len(body), served.hash, 0)
    first, second = _ranges(images)
    assert first is None
    if not reset:
        assert second == "bytes=60000-"
    assert folder.partials == []


def test_n4_progress_resets_the_count_of_attempts(offer: Offer, folder: Folder, sleeps: list[float]) -> None:
    """Nine cuts in a row are survived when each attempt brought something new."""
    served = Served(SMALL, *[cut(10_000)] * 9)
    images = offer(served)
    images.get_download_to_file(served.hash, folder / "a.jpg")
    assert _ranges(images)[1:] == [f"bytes={count}0000-" for count in range(1, 10)]
    assert sleeps == [1.0] * 9


def test_n4_attempts_without_progress_are_five(offer: Offer, folder: Folder, sleeps: list[float]) -> None:
    """Where nothing new comes, five attempts are made, with growing waits, and the partial file is kept."""
    served = Served(SMALL, cut(10_000), *[cut(0)] * 20)
    images = offer(served)
    with pytest.raises(TransportError, match="broke off") as caught:
        images.get_download_to_file(served.hash, folder / "a.jpg")
    assert len(_ranges(images)) == 6
    assert sleeps == [1.0, 1.0, 2.0, 4.0, 8.0]
    assert folder.partials == [".json", ".part"]
    assert folder.partial().read_bytes() == SMALL[:10_000]
    assert "10000 bytes are kept" in caught.value.__notes__[0]


def test_n4_the_next_run_goes_on(offer: Offer, folder: Folder) -> None:
    """What a failed run kept is taken up by the next one, which says so and leaves nothing behind."""
    served = Served(SMALL, cut(10_000), *[cut(0)] * 5)
    images = offer(served)
    with pytest.raises(TransportError):
        images.get_download_to_file(served.hash, folder / "a.jpg")
    result = images.get_download_to_file(served.hash, folder / "a.jpg")
    assert result.resumed_from == 10_000
    assert _ranges(images)[-1] == "bytes=10000-"
    assert folder.finals == {"a.jpg": SMALL}
    assert folder.partials == []


def _leave(folder: Folder, images: ImagesApi, served: Served) -> None:
    with pytest.raises(TransportError):
        images.get_download_to_file(served.hash, folder / "a.jpg")
    assert folder.partials == [".json", ".part"]


def _failing() -> list[object]:
    return [cut(10_000), *[cut(0)] * 5]


def test_p3_a_damaged_partial_never_reaches_the_file(offer: Offer, folder: Folder) -> None:
    """Garbage in a partial file is found by the SHA-1 over the whole: the file is fetched again from its first byte."""
    served = Served(SMALL, *_failing())  # type: ignore[arg-type]  # faults
    images = offer(served)
    _leave(folder, images, served)
    folder.partial().write_bytes(b"x" * 10_000)
    result = images.get_download_to_file(served.hash, folder / "a.jpg")
    assert _ranges(images)[-2:] == ["bytes=10000-", None]
    assert folder.finals == {"a.jpg": SMALL}
    assert result.resumed_from == 0


def test_p3_a_partial_that_is_whole_needs_no_request(offer: Offer, folder: Folder) -> None:
    """A run that was killed between the last byte and the final name is finished without asking the server."""
    served = Served(SMALL, *_failing())  # type: ignore[arg-type]  # faults
    images = offer(served)
    _leave(folder, images, served)
    folder.partial().write_bytes(SMALL)
    requests = len(_ranges(images))
    images.get_download_to_file(served.hash, folder / "a.jpg")
    assert len(_ranges(images)) == requests
    assert folder.finals == {"a.jpg": SMALL}


@pytest.mark.parametrize("size", [0, len(SMALL), len(SMALL) + 5], ids=["empty", "wrong", "too long"])
def test_p3_a_partial_of_an_impossible_size_is_thrown_away(offer: Offer, folder: Folder, size: int) -> None:
    """A partial file without bytes, with all of them but wrong, or with too many starts again at once."""
    served = Served(SMALL, *_failing())  # type: ignore[arg-type]  # faults
    images = offer(served)
    _leave(folder, images, served)
    folder.partial().write_bytes(b"x" * size)
    images.get_download_to_file(served.hash, folder / "a.jpg")
    assert _ranges(images)[-1] is None
    assert folder.finals == {"a.jpg": SMALL}
    assert folder.partials == []


@pytest.mark.parametrize(
    "change",
    [
        {"source": "another"},
        {"total": "many"},
        {"total": None},
        {"last_modified": 5},
        {"name": []},
    ],
    ids=str,
)
def test_c1_a_partial_of_something_else_is_not_resumed(offer: Offer, folder: Folder, change: dict[str, object]) -> None:
    """A note that belongs to another source, or makes no sense, lets the file start again."""
    served = Served(SMALL, *_failing())  # type: ignore[arg-type]  # faults
    images = offer(served)
    _leave(folder, images, served)
    (note,) = folder.path.glob(".photoprism-*.json")
    note.write_text(json.dumps(json.loads(note.read_text()) | change))
    images.get_download_to_file(served.hash, folder / "a.jpg")
    assert _ranges(images)[-1] is None
    assert folder.partials == []


@pytest.mark.parametrize("text", [b"", b"{", b"[]", b"null", b"\xff", b"[" * 50_000], ids=repr)
def test_c1_a_note_that_cannot_be_read_is_passed_over(offer: Offer, folder: Folder, text: bytes) -> None:
    """A torn note costs a restart, never the run."""
    served = Served(SMALL, *_failing())  # type: ignore[arg-type]  # faults
    images = offer(served)
    _leave(folder, images, served)
    (note,) = folder.path.glob(".photoprism-*.json")
    note.write_bytes(text)
    images.get_download_to_file(served.hash, folder / "a.jpg")
    assert folder.finals == {"a.jpg": SMALL}
    assert folder.partials == []


def test_c1_without_last_modified_a_later_run_starts_again(offer: Offer, folder: Folder) -> None:
    """Only what the server confirms by its Last-Modified is resumed across runs; within one, the SHA-1 decides."""
    served = Served(SMALL, *_failing(), modified=None)  # type: ignore[arg-type]  # faults
    images = offer(served)
    _leave(folder, images, served)
    assert _ranges(images)[1] == "bytes=10000-"
    images.get_download_to_file(served.hash, folder / "a.jpg")
    assert _ranges(images)[-1] is None


def test_h1_a_200_to_a_range_starts_the_file_again(offer: Offer, folder: Folder) -> None:
    """A server that ignores the range sends the file from its first byte, and so it is taken."""
    served = Served(SMALL, cut(10_000), ignores_range)
    images = offer(served)
    images.get_download_to_file(served.hash, folder / "a.jpg")
    assert _ranges(images) == [None, "bytes=10000-"]
    assert folder.finals == {"a.jpg": SMALL}


WRONG_RANGES = {
    "none": "",
    "another start": f"bytes 9999-{len(SMALL) - 1}/{len(SMALL)}",
    "another end": f"bytes 10000-{len(SMALL) - 2}/{len(SMALL)}",
    "another total": f"bytes 10000-{len(SMALL) - 1}/{len(SMALL) + 1}",
    "unknown total": f"bytes 10000-{len(SMALL) - 1}/*",
    "junk": "bytes",
}


@pytest.mark.parametrize("content_range", WRONG_RANGES.values(), ids=WRONG_RANGES)
def test_h2_a_wrong_range_is_discarded_once(offer: Offer, folder: Folder, content_range: str) -> None:
    """A 206 that is not exactly the rest is thrown away, and the file is fetched from its first byte."""
    served = Served(SMALL, cut(10_000), says_range(content_range))
    images = offer(served)
    images.get_download_to_file(served.hash, folder / "a.jpg")
    assert _ranges(images) == [None, "bytes=10000-", None]
    assert folder.finals == {"a.jpg": SMALL}


def test_h2_a_wrong_range_twice_is_an_integrity_error(offer: Offer, folder: Folder) -> None:
    """A server that answers ranges wrongly gets a limited number of requests."""
    wrong = says_range(WRONG_RANGES["another start"])
    served = Served(SMALL, cut(10_000), wrong, cut(20_000), wrong)
    with pytest.raises(IntegrityError, match=r"got status 206 and Content-Range 'bytes 9999-.*twice"):
        offer(served).get_download_to_file(served.hash, folder / "a.jpg")
    assert folder.finals == {}
    assert folder.partials == []


@pytest.mark.parametrize("size", [5_000, 10_000, None], ids=["shorter", "the same", "unknown"])
def test_h3_a_416_starts_again_once(offer: Offer, folder: Folder, size: int | None) -> None:
    """A 416 for a file that is not all here means another file by now: from its first byte, without Range."""
    told = "*" if size is None else str(size)
    served = Served(SMALL, cut(10_000), status("416 Too Far", f"Content-Range: bytes */{told}"))
    images = offer(served)
    images.get_download_to_file(served.hash, folder / "a.jpg")
    assert _ranges(images) == [None, "bytes=10000-", None]


def test_h4_a_200_with_a_content_range_is_not_believed(offer: Offer, folder: Folder) -> None:
    """A whole file has no Content-Range: such an answer is thrown away, once."""
    liar = Served(SMALL).whole("Content-Range: bytes 10000-102399/102400")
    served = Served(SMALL, cut(10_000), *sends(liar))
    images = offer(served)
    images.get_download_to_file(served.hash, folder / "a.jpg")
    assert _ranges(images) == [None, "bytes=10000-", None]


def test_h5_a_file_swapped_between_attempts_is_fetched_whole(offer: Offer, folder: Folder) -> None:
    """If-Range makes the server send another file from its first byte, and the SHA-1 decides about it."""
    served = Served(SMALL[::-1], cut(10_000), modified="Sat, 05 Nov 1994 08:49:37 GMT")
    images = offer(served)
    good = Served(SMALL)
    folder.allow(SMALL)

    def swap(peer: object, seen: object, now: Served) -> None:
        now.body, now.modified = SMALL, MODIFIED
        peer.send(now.answer_to(seen))  # type: ignore[attr-defined,arg-type]  # a Peer and a Seen

    served.faults.append(swap)
    images.get_download_to_file(good.hash, folder / "a.jpg")
    server: RawServer = images.server  # type: ignore[attr-defined]  # see offer()
    assert server.requests[1].headers["if-range"] == "Sat, 05 Nov 1994 08:49:37 GMT"
    assert folder.finals == {"a.jpg": SMALL}


def test_n6_without_a_length_the_sha1_decides(offer: Offer, folder: Folder) -> None:
    """A body without a length that ends too early is fetched again; whole, it is taken."""
    cut_body = answer(SMALL[:50_000], length=None)
    served = Served(SMALL, *sends(cut_body, answer(SMALL, length=None)))
    offer(served).get_download_to_file(served.hash, folder / "a.jpg")
    assert folder.finals == {"a.jpg": SMALL}


def test_p1_a_flipped_bit_is_fetched_again_once(offer: Offer, folder: Folder) -> None:
    """A body of the right length with a wrong bit is thrown away, and the second download is taken."""
    served = Served(SMALL, flips(500), status("404 Not Found"))
    images = offer(served)
    images.get_download_to_file(served.hash, folder / "a.jpg")
    assert folder.finals == {"a.jpg": SMALL}
    assert _ranges(images) == [None, None]


def test_p1_wrong_twice_is_an_integrity_error(offer: Offer, folder: Folder) -> None:
    """Two downloads with the wrong SHA-1 are an IntegrityError, and nothing is kept of them."""
    served = Served(SMALL, flips(500), status("404 Not Found"), flips(500), status("404 Not Found"))
    images = offer(served)
    with pytest.raises(IntegrityError, match=f"expected SHA-1 {served.hash}"):
        images.get_download_to_file(served.hash, folder / "a.jpg")
    assert _ranges(images) == [None, None]
    assert folder.finals == {}
    assert folder.partials == []


@pytest.mark.parametrize("code", ["400 Bad Request", "401 Unauthorized", "403 Forbidden", "404 Not Found"])
def test_a5_what_is_refused_is_asked_once(offer: Offer, folder: Folder, code: str) -> None:
    """4xx are not tried again, and leave nothing behind."""
    served = Served(SMALL, *[status(code)] * 5)
    images = offer(served)
    with pytest.raises(ApiException, match=code[:3]):
        images.get_download_to_file(served.hash, folder / "a.jpg")
    assert len(_ranges(images)) == 1
    assert folder.partials == []
