"""S7: a line end never gets into a request line or a header, wherever it comes from."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from photoprism_client import ApiTypeError, ApiValueError, Configuration, ImagesApi
from test.support.bodies import JPEG, SOME_HASH
from test.support.clients import CALLS, Connect, Serve
from test.support.raw_server import answer, answering

_BREAKS = ["a\r\nX-Injected: 1", "a\nX-Injected: 1", "a\r", "\r\n", "a\x00b", "a\x7f", "a\x0bb", "a\x1b[0m"]
_NOT_LATIN = ["日本", "a\u2028b", "\ud800"]

Act = Callable[[ImagesApi, str], object]
HEADERS: dict[str, Act] = {
    "caller's header": lambda images, value: images.get_thumb(SOME_HASH, _headers={"X-Mine": value}),
    "caller's header name": lambda images, value: images.get_thumb(SOME_HASH, _headers={f"X{value}": "1"}),
    "content type": lambda images, value: images.get_thumb(SOME_HASH, _content_type=value),
    "default header": lambda images, value: images.api_client.set_default_header("X-Mine", value),
    "default header name": lambda images, value: images.api_client.set_default_header(f"X{value}", "1"),
    "user agent": lambda images, value: setattr(images.api_client, "user_agent", value),
    "request auth": lambda images, value: images.get_thumb(
        SOME_HASH, _request_auth={"in": "header", "key": "X-Mine", "value": value}
    ),
    "request auth name": lambda images, value: images.get_thumb(
        SOME_HASH, _request_auth={"in": "header", "key": f"X{value}", "value": "1"}
    ),
    "request auth cookie": lambda images, value: images.get_thumb(
        SOME_HASH, _request_auth={"in": "cookie", "value": value}
    ),
    "header of call_api": lambda images, value: images.api_client.call_api("GET", "/api/v1/status", {"X-Mine": value}),
    "header name of call_api": lambda images, value: images.api_client.call_api("GET", "/x", {f"X{value}": "1"}),
}
ELSEWHERE: dict[str, Act] = {
    "path of call_api": lambda images, value: images.api_client.call_api("GET", f"/api/v1/{value}"),
    "query of call_api": lambda images, value: images.api_client.call_api("GET", f"/api/v1/status?q={value}"),
    "method of call_api": lambda images, value: images.api_client.call_api(f"GET {value}", "/api/v1/status"),
    "access token": lambda images, value: setattr(images.api_client.configuration, "access_token", value),
    "preview token": lambda images, value: setattr(images.api_client.configuration, "preview_token", value),
    "download token": lambda images, value: setattr(images.api_client.configuration, "download_token", value),
    "explicit token": lambda images, value: images.get_thumb(SOME_HASH, value),
    "explicit download token": lambda images, value: images.get_download(SOME_HASH, t=value),
    "hash": lambda images, value: images.get_download(value),
    "host": lambda images, value: setattr(images.api_client.configuration, "host", f"http://127.0.0.1/{value}x"),
}


@pytest.mark.parametrize("act", (HEADERS | ELSEWHERE).values(), ids=HEADERS | ELSEWHERE)
def test_s7_line_ends_are_refused(serve: Serve, connect: Connect, act: Act) -> None:
    """A control character is an ApiValueError before any I/O, and the message does not print it."""
    server = serve(answering(answer(JPEG)))
    for value in _BREAKS:
        with pytest.raises(ApiValueError) as caught:
            act(connect(server.url), value)
        assert "\r" not in str(caught.value), value
        assert "\x1b" not in str(caught.value), value
    assert server.connections == 0


@pytest.mark.parametrize("act", HEADERS.values(), ids=HEADERS)
@pytest.mark.parametrize("value", _NOT_LATIN)
def test_s7_text_that_no_header_can_carry_is_refused(serve: Serve, connect: Connect, act: Act, value: str) -> None:
    """A header is Latin-1: other text is an ApiValueError, not an error of an encoder."""
    server = serve(answering(answer(JPEG)))
    with pytest.raises(ApiValueError):
        act(connect(server.url), value)
    assert server.connections == 0


@pytest.mark.parametrize(
    "headers", [{"X-Mine": "a\r\nX-Injected: 1"}, {"X\nMine": "a"}, {"X-Mine": "\u20ac"}, {"X-Mine": None}, "X-Mine: 1"]
)
def test_s7_header_that_cannot_be_sent_makes_no_file(
    serve: Serve, connect: Connect, tmp_path: Path, headers: Any
) -> None:
    """The forms that write a file refuse such a header before there is a file."""
    server = serve(answering(answer(JPEG)))
    images = connect(server.url)
    for call in CALLS:
        with pytest.raises((ApiTypeError, ApiValueError)):
            call.in_form(images, "_to_file", tmp_path, _headers=headers)
    assert server.connections == 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("value", ["a\r\nb", "日本"])
def test_s7_cookie_of_a_client(serve: Serve, connect: Connect, value: str) -> None:
    """A cookie that cannot be sent is refused when the client is made or at the first call, before any I/O."""
    server = serve(answering(answer(JPEG)))
    with pytest.raises(ApiValueError):
        connect(server.url, client={"cookie": value}).get_thumb(SOME_HASH)
    assert server.connections == 0


@pytest.mark.parametrize("value", ["a\r\nb", "日本"])
def test_s7_header_of_a_new_client(connect: Connect, value: str) -> None:
    """A default header that cannot be sent is refused by the constructor."""
    with pytest.raises(ApiValueError):
        connect("http://127.0.0.1:9", client={"header_name": "X-Mine", "header_value": value})


def test_s7_headers_put_in_by_hand_are_checked_as_well(serve: Serve, connect: Connect) -> None:
    """`default_headers` is a plain dict: what a caller puts there is checked at the call."""
    server = serve(answering(answer(JPEG)))
    images = connect(server.url)
    images.get_thumb(SOME_HASH)
    images.api_client.default_headers["X-Mine"] = "a\r\nX-Injected: 1"
    with pytest.raises(ApiValueError):
        images.get_thumb(SOME_HASH)
    with pytest.raises(ApiValueError):
        images.api_client.call_api("GET", "/api/v1/status")
    assert len(server.requests) == 1


@pytest.mark.parametrize("name", ["access_token", "preview_token", "download_token", "password", "username"])
@pytest.mark.parametrize("value", ["a\r\nb", "", "\x00"])
def test_s7_credentials_are_checked_when_given(name: str, value: str) -> None:
    """A credential with a line end, or without text, is refused when it is configured."""
    settings: dict[str, Any] = {name: value}
    with pytest.raises(ApiValueError, match=name):
        Configuration(**settings)


@pytest.mark.parametrize("value", [None, b"a", ["a"], object(), True])
def test_s7_headers_of_other_types(serve: Serve, connect: Connect, value: Any) -> None:
    """A header is text or a number: everything else is an ApiTypeError before any I/O."""
    server = serve(answering(answer(JPEG)))
    with pytest.raises(ApiTypeError):
        connect(server.url).get_thumb(SOME_HASH, _headers={"X-Mine": value})
    assert server.connections == 0


def test_s7_latin_text_and_numbers_are_sent(serve: Serve, connect: Connect) -> None:
    """What a header can carry is sent as it is."""
    server = serve(answering(answer(JPEG)))
    connect(server.url).get_thumb(SOME_HASH, _headers={"X-Name": "Grüße\tan", "X-Number": 7, "X-Float": 1.5})
    headers = server.requests[0].headers
    assert (headers["x-name"], headers["x-number"], headers["x-float"]) == ("Grüße\tan", "7", "1.5")
