"""An open answer is read under urllib3's names, ends with our error where it breaks off, and closes what it holds."""

import io
import json
import socket
from typing import Any

import pytest
from urllib3 import HTTPHeaderDict
from urllib3.response import HTTPResponse

from photoprism_client._transport.head import parse_head
from photoprism_client._transport.raw_answers import PlainAnswer
from photoprism_client._transport.response import RESTResponse
from photoprism_client.api_response import ApiResponse
from photoprism_client.exceptions import TransportError
from photoprism_client.media import MediaBytes

BODY = bytes(range(256)) * 600  # more than one read
SECRET = "canary7x2k9"


def _open(body: bytes = BODY, *, announced: int | None = None, is_measured: bool = True) -> RESTResponse:
    headers = HTTPHeaderDict({"Content-Type": "image/jpeg"})
    if is_measured:
        headers["Content-Length"] = str(len(body) if announced is None else announced)
    answer = HTTPResponse(io.BytesIO(body), headers, 200, reason="OK", preload_content=False)
    return RESTResponse(answer, method="GET", url=f"https://nas/api/v1/dl/abc?t={SECRET}")


def test_the_head_is_there_before_the_body() -> None:
    """Status, reason, headers and length are known at once; names of headers have no case; the URL is masked."""
    with _open() as response:
        assert (response.status, response.reason, response.length) == (200, "OK", len(BODY))
        assert response.headers["content-TYPE"] == response.getheaders()["Content-Type"] == "image/jpeg"
        assert response.getheader("content-type") == "image/jpeg"
        assert (response.getheader("missing"), response.getheader("missing", "x")) == (None, "x")
        assert repr(response) == "<RESTResponse 200 OK, GET https://nas/api/v1/dl/abc?t=***>"
        assert response.readable()
        assert response.is_framed
    with _open(is_measured=False) as response:
        assert (response.length, response.is_framed) == (None, False)


def test_every_way_to_read_delivers_the_body() -> None:
    """``data``, ``read``, ``readall``, ``read1``, ``stream``, ``readinto`` and iteration: the same bytes."""
    assert _open().data == BODY
    assert _open().read() == BODY
    assert _open().read(-1) == BODY
    assert _open().readall() == BODY
    response = _open()
    assert [len(response.read(100_000)) for _ in range(3)] == [100_000, len(BODY) - 100_000, 0]
    response = _open()
    assert b"".join(iter(lambda: response.read1(1000), b"")) == BODY
    assert b"".join(_open().stream(7777)) == BODY
    buffer = bytearray(len(BODY))
    with memoryview(buffer) as view:
        response, filled = _open(), 0
        while count := response.readinto(view[filled:]):
            filled += count
    assert bytes(buffer) == BODY
    assert b"".join(_open(b"a\nb\nc")) == b"a\nb\nc"
    assert io.BufferedReader(_open()).read() == BODY


def test_data_is_kept_and_read_again() -> None:
    """The body is there as often as it is asked for, as in a generated client."""
    response = _open()
    assert response.read() is response.data
    assert response.read() == response.data == BODY
    assert response.read(5) == b""


def test_json_is_decoded() -> None:
    """``json()`` decodes the body, and says so where it is none."""
    assert _open(b'{"a": [1]}').json() == {"a": [1]}
    with pytest.raises(json.JSONDecodeError):
        _open(b"<html>").json()


@pytest.mark.parametrize("way", ["data", "read", "stream", "drain_conn"])
def test_a_body_that_breaks_off_is_our_error(way: str) -> None:
    """Fewer bytes than announced are an error that counts them, however the body is read, and no secret is in it."""
    response = _open(BODY, announced=len(BODY) + 10)
    with pytest.raises(TransportError) as caught:
        getattr(response, way) if way == "data" else list(getattr(response, way)() or [])
    assert caught.value.status == 0
    assert caught.value.url == "https://nas/api/v1/dl/abc?t=***"
    assert SECRET not in str(caught.value)
    assert response.closed


def test_an_answer_without_length_ends_where_it_ends() -> None:
    """Without a length the end of the stream is the end of the body."""
    response = _open(is_measured=False)
    assert response.read() == BODY
    assert _open(b"", is_measured=False).read() == b""


def test_closing_is_idempotent_and_leaves_the_rest() -> None:
    """Closed early, also by ``with`` or ``release_conn``, the stream is at its end; closing again is allowed."""
    for close in (RESTResponse.close, RESTResponse.release_conn, lambda response: response.__exit__(None, None, None)):
        response = _open()
        assert response.read(10) == BODY[:10]
        close(response)
        close(response)
        assert response.closed
    response = _open()
    response.drain_conn()
    response.close()
    assert response.closed


def test_an_api_response_holds_the_answer() -> None:
    """Status, headers, data and raw data; the raw data are the data where these are bytes already."""
    media = MediaBytes(b"x")
    with_bytes = ApiResponse(200, {"A": "b"}, media)
    assert (with_bytes.status_code, with_bytes.headers) == (200, {"A": "b"})
    assert with_bytes.data is media
    assert with_bytes.raw_data is media
    decoded: ApiResponse[Any] = ApiResponse(status_code=201, headers=None, data={"a": 1}, raw_data=b'{"a": 1}')
    assert (decoded.data, decoded.raw_data) == ({"a": 1}, b'{"a": 1}')
    assert repr(decoded) == "ApiResponse(status_code=201, data={'a': 1})"
    assert ApiResponse[None](204).raw_data == b""


def test_a_short_count_is_a_cut_body() -> None:
    """If the server closes in the middle of a body, unseen by the socket, the message has both numbers."""
    head = parse_head("HTTP/1.1 200 OK\r\nContent-Length: 10")
    assert head is not None
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(b"four")
        theirs.shutdown(socket.SHUT_WR)
        response = RESTResponse(PlainAnswer(ours, head, 10, memoryview(b""), keep_alive=True))
        with pytest.raises(TransportError, match="expected 10 bytes, got 4"):
            response.read()
        assert response.closed
