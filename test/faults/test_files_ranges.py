"""H1 to H6, P3 for files: answers to a Range that are no rest of the file never get into it."""

import pytest

from photoprism_client import ApiException, IntegrityError, TransportError
from photoprism_client.testing.proxy import faults
from test.support.landing import FILES, KINDS, Landing

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


@pytest.mark.parametrize("kind", FILES)
def test_h1_200_to_a_range_starts_the_file_again(landing: Landing, kind: str) -> None:
    """The whole file in place of its rest is taken from its first byte: it replaces what came, and never follows it."""
    landing.script(kind, faults.Cut(1000), faults.IgnoreRange())
    landing.save(kind)
    assert landing.is_good(kind)
    assert [seen.status for seen in landing.requests(kind)] == [200, 200]


def test_h1_200_to_a_range_that_is_cut_earlier_resumes_there(landing: Landing) -> None:
    """A second body that comes less far than the first is what counts: the next Range begins at its end."""
    landing.script("original", faults.Cut(3000), (faults.IgnoreRange(), faults.Cut(500)))
    landing.save("original")
    assert landing.ranges() == [None, "bytes=3000-", "bytes=500-"]


@pytest.mark.parametrize("wrong", _WRONG.values(), ids=_WRONG)
@pytest.mark.parametrize("kind", FILES)
def test_h2_wrong_range_is_thrown_away_once(landing: Landing, kind: str, wrong: faults.Fault) -> None:
    """A 206 that is not exactly the rest is thrown away with what came before, and the file is fetched whole."""
    landing.script(kind, faults.Cut(1000), wrong)
    landing.save(kind)
    assert landing.ranges(kind) == [None, "bytes=1000-", None]
    assert landing.is_good(kind)


@pytest.mark.parametrize("wrong", _WRONG.values(), ids=_WRONG)
def test_h2_wrong_range_twice_is_an_error_that_leaves_nothing(landing: Landing, wrong: faults.Fault) -> None:
    """A server that cannot do ranges is not asked for ever."""
    landing.script("original", faults.Cut(1000), wrong, faults.Cut(1000), wrong)
    with pytest.raises(IntegrityError, match="twice"):
        landing.save("original")
    assert len(landing.requests("original")) == 4
    assert landing.orphans == []


@pytest.mark.parametrize("kind", FILES)
def test_h2_part_that_nobody_asked_for_writes_nothing(landing: Landing, kind: str) -> None:
    """206 is no answer to a request without a Range, whatever it says: refused after one request."""
    label = faults.SetHeader("Content-Range", f"bytes 0-999/{landing.size}")
    landing.script(kind, (faults.StatusLine("HTTP/1.1 206 Partial Content"), label, faults.Shorten(1000)))
    with pytest.raises(ApiException) as caught:
        landing.save(kind)
    assert caught.value.status == 206
    assert landing.ranges(kind) == [None]
    assert (landing.target(kind).exists(), landing.orphans) == (False, [])


@pytest.mark.parametrize("kind", FILES)
def test_h3_416_on_a_whole_partial_is_the_end(landing: Landing, kind: str) -> None:
    """A length that claimed too much leads to a 416, which names the size; the SHA-1 agrees, nothing comes twice."""
    landing.script(kind, faults.ContentLength(100))
    landing.save(kind)
    assert [(seen.status, seen.range) for seen in landing.requests(kind)] == [
        (200, None),
        (416, f"bytes={landing.size}-"),
    ]
    assert landing.is_good(kind)


@pytest.mark.parametrize("total", [None, "*", 999, 1000, 1001], ids=str)
def test_h3_416_on_a_part_starts_again(landing: Landing, total: int | str | None) -> None:
    """A 416 for bytes that must be there means another file by now; its page gets nowhere near the file."""
    landing.script("original", faults.Cut(1000), faults.Unsatisfiable(total))
    landing.save("original")
    assert landing.ranges() == [None, "bytes=1000-", None]
    assert landing.is_good("original")


def test_h3_416_twice_is_an_error(landing: Landing) -> None:
    """A server that sends a file and denies its rest, again and again, is not asked for ever."""
    landing.script("original", *[faults.Cut(1000), faults.Unsatisfiable("*")] * 2)
    with pytest.raises(IntegrityError, match="twice"):
        landing.save("original")
    assert landing.orphans == []


def test_h3_oversized_partial_of_an_earlier_run_is_thrown_away(landing: Landing) -> None:
    """A partial file with more bytes than the file has starts again, without asking for what cannot be there."""
    _leave(landing)
    landing.partial().write_bytes(b"x" * (landing.size + 10))
    assert landing.save("original").resumed_from == 0
    assert landing.ranges() == [None]


def test_h4_200_with_a_content_range_is_not_believed(landing: Landing) -> None:
    """A whole file has no Content-Range: what came under such a head is thrown away, once."""
    label = faults.SetHeader("Content-Range", f"bytes 1000-{landing.size - 1}/{landing.size}")
    landing.script("original", faults.Cut(1000), (faults.IgnoreRange(), label))
    landing.save("original")
    assert landing.ranges() == [None, "bytes=1000-", None]
    assert landing.is_good("original")


@pytest.mark.parametrize("heeds_if_range", [True, False])
def test_h5_object_swapped_between_attempts_is_never_mixed(landing: Landing, heeds_if_range: bool) -> None:
    """Another file is noticed by If-Range, or by its date where the server does not heed that; halves never meet."""
    other = bytes(landing.size)
    landing.script(
        "original",
        faults.Cut(1000),
        (faults.Swap(other, _LATER, heeds_if_range=heeds_if_range), faults.Cut(500)),
    )
    landing.save("original")
    assert landing.requests("original")[1].headers["If-Range"]
    assert [seen.status for seen in landing.requests("original")][:2] == [200, 200 if heeds_if_range else 206]
    assert landing.is_good("original")


def test_h5_swap_without_a_new_date_is_found_by_the_sha1(landing: Landing) -> None:
    """The same date and size, other bytes: only the SHA-1 over the whole can tell, and it does."""
    landing.script("original", faults.Cut(1000), faults.Swap(bytes(landing.size)))
    landing.save("original")
    assert landing.ranges() == [None, "bytes=1000-", None]
    assert landing.is_good("original")


@pytest.mark.parametrize("lost", [0, 9])
@pytest.mark.parametrize("kind", KINDS)
def test_h6_compressed_answer_writes_nothing(landing: Landing, kind: str, lost: int) -> None:
    """A body that was compressed on its way, whole or cut, is refused by its head, after one request."""
    landing.script(kind, faults.Gzip(lost=lost))
    with pytest.raises(IntegrityError, match="encoded as gzip"):
        landing.save(kind)
    assert len(landing.requests(kind)) == 1
    assert landing.requests(kind)[0].headers["Accept-Encoding"] == "identity"
    assert (landing.target(kind).exists(), landing.orphans) == (False, [])


def test_h6_compressed_rest_is_never_appended(landing: Landing) -> None:
    """A rest that was compressed on its way is refused; what came before it does not become a file."""
    landing.script("original", faults.Cut(1000), faults.Gzip())
    with pytest.raises(IntegrityError, match="encoded as gzip"):
        landing.save("original")
    assert not landing.target("original").exists()


@pytest.mark.parametrize("kept", [1, 999, 1000, 1001])
def test_p3_garbage_partial_never_reaches_the_file(landing: Landing, kept: int) -> None:
    """The SHA-1 covers what an earlier run left: garbage costs one more download, and the second is right."""
    _leave(landing)
    landing.partial().write_bytes(b"x" * kept)
    assert landing.save("original").resumed_from == 0
    assert landing.ranges() == [f"bytes={kept}-", None]
    assert landing.is_good("original")


def test_p3_garbage_partial_and_a_flipped_byte_end_after_three_requests(landing: Landing) -> None:
    """What an earlier run left is not counted against the server: two downloads of its own may be wrong, no more."""
    _leave(landing)
    landing.partial().write_bytes(b"x" * 1000)
    landing.script("original", None, faults.Flip(10), faults.Flip(10))
    with pytest.raises(IntegrityError, match="a second download was no better"):
        landing.save("original")
    assert landing.ranges() == ["bytes=1000-", None, None]
    assert landing.orphans == []


def _leave(landing: Landing) -> None:
    """Leave 1000 bytes of the original, as a run does that failed."""
    landing.script("original", faults.Cut(1000), *[faults.Cut(0)] * 5)
    with pytest.raises(TransportError):
        landing.save("original")
    assert landing.partial().stat().st_size == 1000
    landing.proxy.clear()
