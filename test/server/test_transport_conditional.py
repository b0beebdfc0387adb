"""Range and conditional requests of a caller are answered with what came; nobody gets a part unasked."""

import pytest

from photoprism_client import ApiException
from test.support.bodies import JPEG, LOGIN_PAGE, SOME_HASH, SVG
from test.support.clients import CALLS, Call, Connect, Serve
from test.support.raw_server import answer, answering

_PART = answer(JPEG[:10], "image/jpeg", f"Content-Range: bytes 0-9/{len(JPEG)}", status="206 Partial Content")
_UNCHANGED = answer(b"", None, "Last-Modified: Sat, 01 Aug 2026 10:00:00 GMT", status="304 Not Modified", length=None)
_GOOD = answer(JPEG)


@pytest.mark.parametrize("name", ["Range", "range"])
@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.name)
def test_asked_part_is_returned(serve: Serve, connect: Connect, call: Call, name: str) -> None:
    """A 206 to a caller's own Range is returned as it came, without the checks of a whole file."""
    server = serve(answering(_PART, _GOOD))
    images = connect(server.url)
    result = call(images, "_with_http_info", _headers={name: "bytes=0-9"})
    assert result.status_code == 206  # type: ignore[attr-defined]  # this form returns an ApiResponse
    assert result.data == JPEG[:10]  # type: ignore[attr-defined]  # as above
    assert server.requests[0].headers["range"] == "bytes=0-9"


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.name)
@pytest.mark.parametrize("form", ["", "_with_http_info", "_without_preload_content"])
def test_unasked_part_is_an_error(serve: Serve, connect: Connect, call: Call, form: str) -> None:
    """A 206 that nobody asked for is an ApiException: a part is never taken for the whole."""
    server = serve(answering(_PART))
    with pytest.raises(ApiException) as caught:
        call(connect(server.url), form)
    assert caught.value.status == 206


@pytest.mark.parametrize("name", ["If-Modified-Since", "if-modified-since", "If-None-Match"])
def test_unchanged_answer_is_returned_to_who_asked(serve: Serve, connect: Connect, name: str) -> None:
    """A 304 to a caller's own condition is returned with status and headers and no bytes, and keeps its connection."""
    server = serve(answering(_UNCHANGED))
    images = connect(server.url)
    for _ in range(3):
        result = images.get_thumb_with_http_info(SOME_HASH, _headers={name: "Sat, 01 Aug 2026 10:00:00 GMT"})
        assert result.status_code == 304
        assert result.data == b""
        assert result.headers is not None
        assert result.headers["last-modified"] == "Sat, 01 Aug 2026 10:00:00 GMT"
    assert server.connections == 1


def test_unasked_304_is_an_error(serve: Serve, connect: Connect) -> None:
    """A 304 without a condition is an ApiException; there is nothing to return."""
    server = serve(answering(_UNCHANGED))
    with pytest.raises(ApiException) as caught:
        connect(server.url).get_thumb(SOME_HASH)
    assert caught.value.status == 304


def test_condition_does_not_allow_a_part(serve: Serve, connect: Connect) -> None:
    """Asking for one of them does not make the other a good answer."""
    server = serve(answering(_PART, _UNCHANGED))
    images = connect(server.url)
    with pytest.raises(ApiException):
        images.get_thumb(SOME_HASH, _headers={"If-Modified-Since": "Sat, 01 Aug 2026 10:00:00 GMT"})
    with pytest.raises(ApiException):
        images.get_thumb(SOME_HASH, _headers={"Range": "bytes=0-9"})


def test_range_that_is_ignored_returns_the_whole(serve: Serve, connect: Connect) -> None:
    """A 200 to a Range is the whole picture, and is checked as one."""
    server = serve(answering(_GOOD, answer(LOGIN_PAGE, "text/html"), answer(SVG, "image/svg+xml")))
    images = connect(server.url)
    assert images.get_thumb(SOME_HASH, _headers={"Range": "bytes=0-9"}) == JPEG
    with pytest.raises(ApiException, match="expected a JPEG or PNG"):
        images.get_thumb(SOME_HASH, _headers={"Range": "bytes=0-9"})
    assert images.get_thumb(SOME_HASH, _headers={"Range": "bytes=0-9"}).is_placeholder


def test_range_beyond_the_end_is_an_error(serve: Serve, connect: Connect) -> None:
    """A 416 is an ApiException that holds what the server said of the size."""
    beyond = answer(b"invalid range", "text/plain", "Content-Range: bytes */622", status="416 Range Not Satisfiable")
    server = serve(answering(beyond))
    with pytest.raises(ApiException) as caught:
        connect(server.url).get_download(SOME_HASH, _headers={"Range": "bytes=999-"})
    assert caught.value.status == 416
    assert caught.value.headers is not None
    assert caught.value.headers["Content-Range"] == "bytes */622"
