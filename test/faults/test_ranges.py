"""H1 to H5, P3: answers to a Range that are not the rest of the file never get into it."""

import pytest

from photoprism_client import ApiException, IntegrityError, TransportError
from photoprism_client.api_response import ApiResponse
from photoprism_client.media import MediaBytes
from photoprism_client.testing.proxy import faults
from test.support.bodies import JPEG, SOME_HASH
from test.support.clients import Connect, Serve, by_one_or_many
from test.support.downloads import (
    FILES,
    Downloads,
    FolderDownloads,
    MemoryDownloads,
    each_way_once,
)
from test.support.raw_server import answer, answering


def _part(memory: MemoryDownloads, asked: str = "bytes=10-19") -> ApiResponse[MediaBytes]:
    return memory.images.get_download_with_http_info(memory.hash, _headers={"Range": asked})


_LATER = "Sat, 01 Jan 2033 00:00:00 GMT"

_WRONG: dict[str, faults.Fault] = {
    "another start": faults.ShiftRange(start=-1),
    "another end": faults.ShiftRange(end=-1),
    "another total": faults.ShiftRange(total=1),
    "another range": faults.ShiftRange(start=7, end=7),
    "none": faults.DropHeader("Content-Range"),
    "junk": faults.SetHeader("Content-Range", "bytes"),
    "multipart": faults.Multipart(),
}


def test_h1_ignored_range_is_seen_by_its_status(memory: MemoryDownloads) -> None:
    """A caller's range that is ignored comes back as 200 with the whole file, not as a part."""
    memory.proxy.script(faults.IgnoreRange(), None)
    whole, part = _part(memory), _part(memory)
    assert (whole.status_code, part.status_code) == (200, 206)
    assert memory.is_right("original", whole.data)
    assert part.data == whole.data[10:20]
    assert [seen.range for seen in memory.proxy.requests] == ["bytes=10-19"] * 2


@by_one_or_many
def test_h1_ignored_range_of_a_thumbnail_is_the_whole(serve: Serve, connect: Connect) -> None:
    """A range that a header of the client asks for and the server ignores: the whole thumbnail, checked as ever."""
    server = serve(answering(answer(JPEG), answer(JPEG[:-2])))
    images = connect(server.url)
    images.api_client.set_default_header("Range", "bytes=10-19")
    assert images.get_thumb(SOME_HASH) == JPEG
    with pytest.raises(IntegrityError, match="the picture is cut"):
        images.get_thumb(SOME_HASH)
    assert {seen.headers["range"] for seen in server.requests} == {"bytes=10-19"}


@pytest.mark.parametrize("kind", FILES)
def test_h1_200_to_a_range_starts_the_file_again(folder: FolderDownloads, kind: str) -> None:
    """A whole file instead of its rest replaces the partial file and is never appended to it."""
    folder.script(kind, faults.Cut(1000), faults.IgnoreRange())
    folder.fetch(kind)
    assert folder.is_good(kind)
    assert [seen.status for seen in folder.requests(kind)] == [200, 200]


def test_h1_200_to_a_range_that_is_cut_earlier_resumes_there(folder: FolderDownloads) -> None:
    """A second body that comes less far than the first is what counts: the next Range begins at its end."""
    folder.script("original", faults.Cut(3000), (faults.IgnoreRange(), faults.Cut(500)))
    folder.fetch("original")
    assert folder.ranges() == [None, "bytes=3000-", "bytes=500-"]


@each_way_once
def test_h2_part_that_nobody_asked_for_is_refused(way: Downloads, kind: str) -> None:
    """206 answers no request without a Range, whatever it says: refused after one request."""
    label = faults.SetHeader("Content-Range", f"bytes 0-999/{way.size}")
    way.script(kind, (faults.StatusLine("HTTP/1.1 206 Partial Content"), label, faults.Shorten(1000)))
    with pytest.raises(ApiException) as caught:
        way.fetch(kind)
    assert caught.value.status == 206
    assert not isinstance(caught.value, TransportError)
    assert way.ranges(kind) == [None]
    assert way.has_nothing(kind)


@pytest.mark.parametrize(
    ("fault", "shown"),
    [
        (faults.ShiftRange(start=-10, end=-10), "bytes 0-9/{size}"),
        (faults.ShiftRange(total=1), "bytes 10-19/{longer}"),
        (faults.DropHeader("Content-Range"), None),
        (faults.Multipart(), None),
    ],
    ids=["start", "total", "none", "multipart"],
)
def test_h2_wrong_label_of_a_part_is_shown_to_the_caller(
    memory: MemoryDownloads, fault: faults.Fault, shown: str | None
) -> None:
    """In memory a part is the caller's to judge: he gets the 206 with its fields as they came."""
    memory.proxy.script(fault)
    part = _part(memory)
    assert part.status_code == 206
    assert part.headers is not None
    size = memory.size
    wanted = None if shown is None else shown.format(size=size, longer=size + 1)
    assert part.headers.get("Content-Range") == wanted
    is_multipart = isinstance(fault, faults.Multipart)
    assert (part.data.content_type == "multipart/byteranges") is is_multipart
    assert is_multipart or len(part.data) == 10


@pytest.mark.parametrize("wrong", _WRONG.values(), ids=_WRONG)
@pytest.mark.parametrize("kind", FILES)
def test_h2_wrong_range_is_thrown_away_once(folder: FolderDownloads, kind: str, wrong: faults.Fault) -> None:
    """A 206 that is not exactly the rest is thrown away with what came before, and the file is fetched whole."""
    folder.script(kind, faults.Cut(1000), wrong)
    folder.fetch(kind)
    assert folder.ranges(kind) == [None, "bytes=1000-", None]
    assert folder.is_good(kind)


@pytest.mark.parametrize("wrong", _WRONG.values(), ids=_WRONG)
def test_h2_wrong_range_twice_is_an_error_that_leaves_nothing(folder: FolderDownloads, wrong: faults.Fault) -> None:
    """A server that cannot do ranges is given up after the second wrong answer."""
    folder.script("original", faults.Cut(1000), wrong, faults.Cut(1000), wrong)
    with pytest.raises(IntegrityError, match="twice"):
        folder.fetch("original")
    assert len(folder.requests("original")) == 4
    assert folder.orphans == []


@pytest.mark.parametrize("total", [None, "*", 0, 10**12])
def test_h3_range_that_cannot_be_had_is_an_error(memory: MemoryDownloads, total: int | str | None) -> None:
    """416 is an error that is not tried again, whatever size it tells; its page is never the file."""
    memory.proxy.script(faults.Unsatisfiable(total))
    with pytest.raises(ApiException) as caught:
        _part(memory)
    assert caught.value.status == 416
    assert len(memory.proxy.requests) == 1


@pytest.mark.parametrize("kind", FILES)
def test_h3_416_on_a_whole_partial_is_the_end(folder: FolderDownloads, kind: str) -> None:
    """A length that claimed too much leads to a 416, which names the size; the SHA-1 agrees, nothing comes twice."""
    folder.script(kind, faults.ContentLength(100))
    folder.fetch(kind)
    assert [(seen.status, seen.range) for seen in folder.requests(kind)] == [
        (200, None),
        (416, f"bytes={folder.size}-"),
    ]
    assert folder.is_good(kind)


@pytest.mark.parametrize("total", [None, "*", 999, 1000, 1001], ids=str)
def test_h3_416_on_a_part_starts_again(folder: FolderDownloads, total: int | str | None) -> None:
    """A 416 for bytes that must be there means another file by now; its page gets nowhere near the file."""
    folder.script("original", faults.Cut(1000), faults.Unsatisfiable(total))
    folder.fetch("original")
    assert folder.ranges() == [None, "bytes=1000-", None]
    assert folder.is_good("original")


def test_h3_416_twice_is_an_error(folder: FolderDownloads) -> None:
    """A server that cuts a file and denies its rest twice is given up."""
    folder.script("original", *[faults.Cut(1000), faults.Unsatisfiable("*")] * 2)
    with pytest.raises(IntegrityError, match="twice"):
        folder.fetch("original")
    assert folder.orphans == []


def test_h3_oversized_partial_of_an_earlier_run_is_thrown_away(folder: FolderDownloads) -> None:
    """A partial file with more bytes than the file has starts again, without asking for what cannot be there."""
    _leave(folder)
    folder.partial().write_bytes(b"x" * (folder.size + 10))
    assert folder.fetch("original").resumed_from == 0
    assert folder.ranges() == [None]


def test_h4_whole_file_with_a_content_range_is_the_file(memory: MemoryDownloads) -> None:
    """A field that does not belong to a 200 changes nothing in memory: all of the body came."""
    memory.proxy.script(faults.SetHeader("Content-Range", f"bytes 0-99/{memory.file['Size']}"))
    assert memory.is_right("original", memory.fetch("original"))


def test_h4_200_with_a_content_range_is_not_believed(folder: FolderDownloads) -> None:
    """A whole file has no Content-Range: what came under such a head is thrown away, once."""
    label = faults.SetHeader("Content-Range", f"bytes 1000-{folder.size - 1}/{folder.size}")
    folder.script("original", faults.Cut(1000), (faults.IgnoreRange(), label))
    folder.fetch("original")
    assert folder.ranges() == [None, "bytes=1000-", None]
    assert folder.is_good("original")


def test_h5_file_swapped_between_tries_is_never_mixed(memory: MemoryDownloads) -> None:
    """After a cut the next try starts over: all bytes are those of one file."""
    memory.proxy.script(faults.Cut(1000), faults.Swap(JPEG))
    assert memory.fetch("original") == JPEG


@pytest.mark.parametrize("heeds_if_range", [True, False])
def test_h5_object_swapped_between_attempts_is_never_mixed(folder: FolderDownloads, heeds_if_range: bool) -> None:
    """Another file is noticed by If-Range, or by its date where the server does not heed that; halves never meet."""
    other = bytes(folder.size)
    folder.script(
        "original",
        faults.Cut(1000),
        (faults.Swap(other, _LATER, heeds_if_range=heeds_if_range), faults.Cut(500)),
    )
    folder.fetch("original")
    assert folder.requests("original")[1].headers["If-Range"]
    assert [seen.status for seen in folder.requests("original")][:2] == [200, 200 if heeds_if_range else 206]
    assert folder.is_good("original")


def test_h5_swap_without_a_new_date_is_found_by_the_sha1(folder: FolderDownloads) -> None:
    """The same date and size, other bytes: only the SHA-1 over the whole can tell, and it does."""
    folder.script("original", faults.Cut(1000), faults.Swap(bytes(folder.size)))
    folder.fetch("original")
    assert folder.ranges() == [None, "bytes=1000-", None]
    assert folder.is_good("original")


@pytest.mark.parametrize("kept", [1, 999, 1000, 1001])
def test_p3_garbage_partial_never_reaches_the_file(folder: FolderDownloads, kept: int) -> None:
    """The SHA-1 covers what an earlier run left: garbage costs one more download, and the second is right."""
    _leave(folder)
    folder.partial().write_bytes(b"x" * kept)
    assert folder.fetch("original").resumed_from == 0
    assert folder.ranges() == [f"bytes={kept}-", None]
    assert folder.is_good("original")


def test_p3_garbage_partial_and_a_flipped_byte_end_after_three_requests(folder: FolderDownloads) -> None:
    """What an earlier run left is not counted against the server: two downloads of its own may be wrong, no more."""
    _leave(folder)
    folder.partial().write_bytes(b"x" * 1000)
    folder.script("original", None, faults.Flip(10), faults.Flip(10))
    with pytest.raises(IntegrityError, match="a second download was no better"):
        folder.fetch("original")
    assert folder.ranges() == ["bytes=1000-", None, None]
    assert folder.orphans == []


def _leave(folder: FolderDownloads) -> None:
    """Leave 1000 bytes of the original, as a run does that failed."""
    folder.script("original", faults.Cut(1000), *[faults.Cut(0)] * 5)
    with pytest.raises(TransportError):
        folder.fetch("original")
    assert folder.partial().stat().st_size == 1000
    folder.proxy.clear()
