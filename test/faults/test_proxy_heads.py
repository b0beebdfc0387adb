"""N8, N9, H4, H6, H7, H9: heads that are junk, busy, or tell of something else than was asked for."""

import pytest

from photoprism_client import ApiException, IntegrityError, NotFoundException, ServiceException, TransportError
from photoprism_client.testing.proxy import faults
from test.support.bodies import LOGIN_PAGE, SVG
from test.support.through import KINDS, Through

_DATE = "Wed, 21 Oct 2015 07:28:00 GMT"
_JUNK: dict[str, faults.Fault] = {
    "another protocol": faults.Raw(b"SSH-2.0-OpenSSH_9.6\r\n"),
    "a cut head": faults.Raw(b"HTTP/1.1 200 OK\r\nContent-Type: ima"),
    "a status line of words": faults.StatusLine("HTTP/1.1 OK"),
    "an unknown version": faults.StatusLine("HTTP/7.0 200 OK"),
    "a huge field": faults.HugeHeader(200_000),
    "too many fields": faults.HugeHeader(1, 200),
}


@pytest.mark.parametrize("junk", _JUNK.values(), ids=_JUNK)
@pytest.mark.parametrize("kind", KINDS)
def test_n9_junk_is_our_error_and_passes(through: Through, kind: str, junk: faults.Fault) -> None:
    """Heads that are no HTTP end in an ApiException after three tries at most; the next call gets its answer."""
    through.proxy.always(junk)
    with pytest.raises(ApiException):
        through.fetch(kind)
    assert len(through.proxy.requests) <= 3
    through.proxy.clear()
    assert through.is_good(kind, through.fetch(kind))


@pytest.mark.parametrize(
    ("retry_after", "wait_s"), [("7", 7.0), ("0", 0.0), (_DATE, 0.0), ("soon", 0.5), ("-1", 0.5), (None, 0.5)]
)
@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("kind", KINDS)
def test_n8_busy_server_is_asked_again_when_it_says(
    through: Through, sleeps: list[float], kind: str, status: int, retry_after: str | None, wait_s: float
) -> None:
    """Seconds and dates in Retry-After are waited for; junk is passed over."""
    through.proxy.script(faults.Status(status, {} if retry_after is None else {"Retry-After": retry_after}, b"busy"))
    assert through.is_good(kind, through.fetch(kind))
    assert sleeps == [wait_s]


@pytest.mark.parametrize("status", [429, 503])
def test_n8_server_that_wants_days_is_not_waited_for(through: Through, sleeps: list[float], status: int) -> None:
    """A wait of more than 120 seconds ends the call at once, with the server's status."""
    through.proxy.script(faults.Status(status, {"Retry-After": "999999"}))
    with pytest.raises(ApiException) as caught:
        through.fetch("file")
    assert (caught.value.status, sleeps) == (status, [])


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_n8_server_that_stays_broken_is_an_error(through: Through, sleeps: list[float], status: int) -> None:
    """After three tries the status is the error, however long its body."""
    through.proxy.always(faults.Status(status, {}, b"<html>" * 50_000))
    with pytest.raises(ServiceException):
        through.fetch("thumb")
    assert sleeps == [0.5, 1.0]


@pytest.mark.parametrize("status", [400, 404, 405, 410, 418])
def test_other_statuses_are_not_tried_again(through: Through, status: int) -> None:
    """What would not change is asked for once."""
    through.proxy.always(faults.Status(status, {"Content-Type": "application/json"}, b'{"error":"no"}'))
    with pytest.raises(ApiException) as caught:
        through.fetch("file")
    assert caught.value.status == status
    assert isinstance(caught.value, NotFoundException) is (status == 404)
    assert len(through.proxy.requests) == 1


@pytest.mark.parametrize("lost", [0, 9])
@pytest.mark.parametrize("kind", KINDS)
def test_h6_compressed_answer_is_refused(through: Through, kind: str, lost: int) -> None:
    """A body that was compressed on its way, whole or cut, is refused by its head, once."""
    through.proxy.script(faults.Gzip(lost=lost))
    with pytest.raises(IntegrityError, match="encoded as gzip"):
        through.fetch(kind)
    assert len(through.proxy.requests) == 1
    assert through.proxy.requests[0].headers["Accept-Encoding"] == "identity"
    assert through.is_good(kind, through.fetch(kind))


@pytest.mark.parametrize("kind", ["file", "thumb"])
def test_h7_icon_labelled_jpeg_is_a_placeholder(through: Through, kind: str) -> None:
    """The bytes win over the label: an icon in the place of a picture is flagged."""
    through.proxy.script((faults.Replace(SVG), faults.DropHeader("Content-Disposition")))
    assert through.fetch(kind).is_placeholder


@pytest.mark.parametrize("page", [LOGIN_PAGE, b'{"code":200}', b""], ids=["html", "json", "nothing"])
@pytest.mark.parametrize("kind", KINDS)
def test_h9_page_in_the_place_of_a_file_is_refused(through: Through, kind: str, page: bytes) -> None:
    """A login page, a message or nothing, with status 200, is an IntegrityError after one request."""
    through.proxy.script(faults.Status(200, {"Content-Type": "text/html"}, page))
    with pytest.raises(IntegrityError):
        through.fetch(kind)
    assert len(through.proxy.requests) == 1


def test_h4_whole_file_with_a_content_range_is_the_file(through: Through) -> None:
    """A field that does not belong to a 200 changes nothing in memory: all of the body came."""
    through.proxy.script(faults.SetHeader("Content-Range", f"bytes 0-99/{through.file['Size']}"))
    assert through.is_good("file", through.fetch("file"))


def test_h2_part_that_nobody_asked_for_is_refused(through: Through) -> None:
    """206 is no answer to a request without a range."""
    through.proxy.script((faults.StatusLine("HTTP/1.1 206 Partial Content"), faults.Shorten(100)))
    with pytest.raises(ApiException) as caught:
        through.fetch("file")
    assert caught.value.status == 206
    assert not isinstance(caught.value, TransportError)
