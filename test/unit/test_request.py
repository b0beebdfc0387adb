"""What a caller asks becomes one request: headers merged, the token in its place, nothing that splits or leaves it."""

import re
from typing import Any

import pytest

from photoprism_client._call.endpoint import Body, Endpoint
from photoprism_client._call.request import CallInput, CallOptions, apply_auth, default_headers, merge_headers, prepare
from photoprism_client._transport.request import Request, Timeouts
from photoprism_client.configuration import Configuration
from photoprism_client.exceptions import ApiTypeError, ApiValueError, OpenApiException

SECRET = "canary7x2k9"
THUMB = Endpoint("get_thumb", "/api/v1/t/{thumb}/{token}/{size}", "image/jpeg", Body.PICTURE, "preview")
FILE = Endpoint("get_download", "/api/v1/dl/{hash}", "application/octet-stream", Body.FILE, "download")
DEFAULTS = {"User-Agent": "test"}


def _build(
    endpoint: Endpoint = THUMB, token: str = "public", defaults: dict[str, Any] | None = None, **options: Any
) -> Request:
    arguments = {"thumb": "abc", "size": "tile_50"} if endpoint is THUMB else {"hash": "abc"}
    arguments["token"] = token
    call = prepare(CallInput(endpoint, arguments, CallOptions(**options)), Configuration("https://nas/photos"))
    return call.request(
        "https://nas/photos", token, default_headers(DEFAULTS if defaults is None else defaults, None), is_ours=False
    )


def _url(request: Request) -> str:
    return f"{request.origin.scheme}://{request.origin.netloc}{request.target}"


def test_a_plain_request() -> None:
    """The path is filled in below the base, the headers are the row's and the client's, the bytes come as they are."""
    request = _build()
    assert (request.method, _url(request)) == ("GET", "https://nas/photos/api/v1/t/abc/public/tile_50")
    assert request.headers == {"Accept": "image/jpeg", "User-Agent": "test", "Accept-Encoding": "identity"}
    assert (request.timeouts, request.good) == (Timeouts(10.0, 60.0), frozenset({200}))


def test_tokens_go_where_the_endpoint_wants_them() -> None:
    """A preview token is a segment of the path, a download token the parameter ``t``; both are quoted."""
    assert _url(_build(THUMB, "a b")) == "https://nas/photos/api/v1/t/abc/a%20b/tile_50"
    assert _url(_build(FILE, "a b&c")) == "https://nas/photos/api/v1/dl/abc?t=a%20b%26c"


@pytest.mark.parametrize("endpoint", [THUMB, FILE])
@pytest.mark.parametrize(
    ("token", "error"),
    [(f"{SECRET}\r\nX: y", ApiValueError), (f"{SECRET}\n", ApiValueError), ("", ApiValueError), (5, ApiTypeError)],
)
def test_a_token_that_would_split_the_request_is_refused(
    endpoint: Endpoint, token: Any, error: type[OpenApiException]
) -> None:
    """A line end in a token is our error before any I/O, and the token is not in its message."""
    with pytest.raises(error) as caught:
        _build(endpoint, token)
    assert SECRET not in str(caught.value)


def test_the_callers_headers_win() -> None:
    """Over the row's and the client's, whatever the case, but for the two that are ours."""
    request = _build(
        defaults={"User-Agent": "test", "X-A": 1, "host": "evil", "ACCEPT-ENCODING": "gzip"},
        headers={"accept": "image/webp", "x-a": "2", "Host": "evil", "Accept-Encoding": "gzip"},
        content_type="text/plain",
    )
    assert request.headers == {
        "accept": "image/webp",
        "User-Agent": "test",
        "x-a": "2",
        "Content-Type": "text/plain",
        "Accept-Encoding": "identity",
    }


@pytest.mark.parametrize(
    ("headers", "good"),
    [
        ({}, {200}),
        ({"Range": "bytes=0-"}, {200, 206}),
        ({"range": "bytes=0-"}, {200, 206}),
        ({"If-Modified-Since": "x"}, {200, 304}),
        ({"if-none-match": "x", "RANGE": "bytes=0-"}, {200, 206, 304}),
    ],
)
def test_only_what_was_asked_for_is_a_good_answer(headers: dict[str, str], good: set[int]) -> None:
    """A part or "not modified" is good only for a caller whose own headers ask for it."""
    assert _build(headers=headers).good == good


def test_a_range_among_the_clients_headers_does_not_make_a_part_good() -> None:
    """Defaults of the client are not the caller's own headers."""
    assert _build(defaults={"Range": "bytes=0-"}).good == {200}


@pytest.mark.parametrize(
    ("timeout", "expected"),
    [(None, (10.0, 60.0)), (5, (5.0, 5.0)), (0.5, (0.5, 0.5)), ((1, 2), (1.0, 2.0)), (Timeouts(3.0, 4.0), (3.0, 4.0))],
)
def test_a_timeout_is_seconds_or_a_pair(timeout: Any, expected: tuple[float, float]) -> None:
    """One number is for both, a pair is connect and read, None the configured ones."""
    assert _build(request_timeout=timeout).timeouts == expected


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ({"request_timeout": 0}, ApiValueError, "_request_timeout must be above 0"),
        ({"request_timeout": -1}, ApiValueError, "_request_timeout must be above 0"),
        ({"request_timeout": float("nan")}, ApiValueError, "_request_timeout must be above 0"),
        ({"request_timeout": True}, ApiTypeError, "_request_timeout must be seconds"),
        ({"request_timeout": "5"}, ApiTypeError, "_request_timeout must be seconds"),
        ({"request_timeout": [1, 2]}, ApiTypeError, "_request_timeout must be seconds"),
        ({"request_timeout": (1,)}, ApiTypeError, "or a pair (connect, read), not (1,)"),
        ({"request_timeout": (1, 2, 3)}, ApiTypeError, "or a pair (connect, read)"),
        ({"request_timeout": (1, 0)}, ApiValueError, "_request_timeout[1] must be above 0"),
        ({"request_timeout": (None, 1)}, ApiTypeError, "_request_timeout[0] must be seconds"),
        ({"host_index": 1}, ApiValueError, "_host_index must be 0"),
        ({"host_index": False}, ApiValueError, "_host_index must be 0"),
        ({"host_index": None}, ApiValueError, "_host_index must be 0"),
        ({"content_type": 5}, ApiTypeError, "_content_type must be a str"),
        ({"content_type": ""}, ApiValueError, "_content_type must not be empty"),
        ({"headers": [("A", "b")]}, ApiTypeError, "_headers must be a mapping, not list"),
        ({"headers": {5: "b"}}, ApiTypeError, "a header is a str"),
        ({"headers": {"A": None}}, ApiTypeError, "a header is a str"),
        ({"headers": {"A": f"{SECRET}\r\nB: c"}}, ApiValueError, "value of header A must be"),
        ({"headers": {"A\r\nB": "c"}}, ApiValueError, "is not a header name"),
        ({"request_auth": "x"}, ApiTypeError, "_request_auth must be a mapping, not str"),
    ],
)
def test_wrong_options_are_refused_before_any_request(
    options: dict[str, Any], error: type[OpenApiException], message: str
) -> None:
    """Each option is checked, and the message names it as the caller wrote it."""
    with pytest.raises(error, match=re.escape(message)) as caught:
        _build(**options)
    assert SECRET not in str(caught.value)


def test_the_clients_headers_win_over_the_rows() -> None:
    """A header of the client takes the place of the row's, whatever its case; the cookie is one of them."""
    assert _build(defaults={"accept": "image/webp"}).headers == {
        "Accept": "image/webp",
        "Accept-Encoding": "identity",
    }
    assert default_headers({"cookie": "a", "Host": "evil"}, "b=c") == {"Cookie": "b=c"}


def test_merging_changes_no_layer() -> None:
    """The last layer wins, in its own spelling; the layers themselves stay as they are."""
    layers: list[dict[str, Any]] = [{"A": "1", "B": "2"}, {"a": 3}, {}]
    assert merge_headers(*layers) == {"a": "3", "B": "2"}
    assert layers == [{"A": "1", "B": "2"}, {"a": 3}, {}]
    assert merge_headers() == {}


@pytest.mark.parametrize(
    ("setting", "headers", "query"),
    [
        (None, {"x-old": "1"}, []),
        (
            {"in": "header", "key": "Authorization", "value": "Bearer x"},
            {"x-old": "1", "Authorization": "Bearer x"},
            [],
        ),
        ({"in": "header", "key": "X-Old", "value": "2"}, {"X-Old": "2"}, []),
        ({"in": "cookie", "key": "ignored", "value": "a=b"}, {"x-old": "1", "Cookie": "a=b"}, []),
        ({"in": "query", "key": "t", "value": "x y"}, {"x-old": "1"}, [("t", "x y")]),
    ],
)
def test_authentication_goes_where_it_says(
    setting: dict[str, str] | None, headers: dict[str, str], query: list[tuple[str, str]]
) -> None:
    """Header, cookie or query; a header takes the place of one that differs in case only."""
    sent: dict[str, str] = {"x-old": "1"}
    asked: list[tuple[str, str]] = []
    apply_auth(setting, sent, asked)
    assert (sent, asked) == (headers, query)


@pytest.mark.parametrize(
    ("setting", "error"),
    [
        ({}, ApiTypeError),
        ({"in": "body", "key": "a", "value": SECRET}, ApiValueError),
        ({"in": "header", "key": "a", "value": None}, ApiTypeError),
        ({"in": "header", "key": "a", "value": f"{SECRET}\r\n"}, ApiValueError),
        ({"in": "header", "value": SECRET}, ApiTypeError),
        ({"in": "query", "value": SECRET}, ApiTypeError),
        ({"in": "query", "key": "", "value": SECRET}, ApiValueError),
    ],
)
def test_wrong_authentication_is_refused(setting: dict[str, Any], error: type[OpenApiException]) -> None:
    """A place, key or value that cannot be sent is refused without showing the value."""
    with pytest.raises(error) as caught:
        apply_auth(setting, {}, [])
    assert SECRET not in str(caught.value)


def test_authentication_in_the_query_is_quoted() -> None:
    """A setting for the query stands behind the token, quoted."""
    request = _build(FILE, request_auth={"in": "query", "key": "k", "value": "a&b"})
    assert _url(request) == "https://nas/photos/api/v1/dl/abc?t=public&k=a%26b"
