"""What an answer says counts as it came, whatever of it is masked for the eye."""

import pytest

from photoprism_client import ApiException, NotFoundException, RateLimitException, UnauthorizedException
from photoprism_client._error_facts import header_of, mask
from test.server.conftest import LogIn, Start
from test.support.bodies import JPEG, SOME_HASH
from test.support.clients import Connect, Serve
from test.support.raw_server import answer, answering
from test.support.sessions import LOGIN, json_answer, routed

_WANTS_CODE = json_answer({"code": 32, "error": "passcode required", "message": "Enter code"}, "401 Unauthorized")


def test_wait_that_a_server_asks_for_may_be_a_password(serve: Serve, connect: Connect, sleeps: list[float]) -> None:
    """`Retry-After: 7200` is obeyed, and so not waited for, also where 7200 is the password."""
    busy = answer(b"", None, "Retry-After: 7200", status="503 Service Unavailable")
    server = serve(answering(busy))
    images = connect(server.url, username="admin", password="7200", preview_token="preview")
    with pytest.raises(ApiException):
        images.get_thumb(SOME_HASH)
    assert (len(server.requests), sleeps) == (1, [])


@pytest.mark.parametrize("password", ["code", '32,"', "passcode", "error", '":32', "required"])
def test_second_factor_is_known_whatever_the_password_is(serve: Serve, log_in: LogIn, password: str) -> None:
    """A password that stands in the server's answer by chance does not hide that a code is wanted."""
    server = serve(routed({LOGIN: _WANTS_CODE}, answer(JPEG)))
    with pytest.raises(UnauthorizedException, match="second factor") as caught:
        log_in(server, username="admin", password=password).get_thumb(SOME_HASH)
    assert isinstance(caught.value.data, dict)
    assert caught.value.data["code"] == 32


def test_data_is_masked_in_its_own_shape(serve: Serve, connect: Connect) -> None:
    """The decoded body of an error keeps numbers and names; secrets in it are masked at any depth."""
    body = {
        "code": 404,
        "error": "no S3cretAccess",
        "token": "abcdefgh",
        "list": ["S3cretAccess", 7],
        "in": {"a": "/s/x"},
    }
    server = serve(answering(json_answer(body, "404 Not Found")))
    client = connect(server.url, access_token="S3cretAccess").api_client
    with pytest.raises(NotFoundException) as caught:
        client.response_deserialize(client.call_api("GET", "/api/v1/albums/x"), {"200": "object"})
    assert caught.value.data == {
        "code": 404,
        "error": "no ***",
        "token": "***",
        "list": ["***", 7],
        "in": {"a": "/s/***"},
    }


def test_deeply_nested_error_is_no_data(serve: Serve, connect: Connect) -> None:
    """An error that is nested too deeply is an error all the same."""
    body = b'{"a":' * 900 + b"1" + b"}" * 900
    client = connect(serve(answering(answer(body, "application/json", status="404 Not Found"))).url).api_client
    with pytest.raises(NotFoundException):
        client.response_deserialize(client.call_api("GET", "/x"), {"200": "object"})


def test_size_behind_a_range_may_be_a_password() -> None:
    """A header that something is decided by stays as it came, if it has its form; any other is masked."""
    error = ApiException(416, "", headers={"Content-Range": "bytes */86753", "X-Other": "86753"})
    mask(error, ["86753", "application/json"])
    assert header_of(error, "content-range") == "bytes */86753"
    assert header_of(error, "X-Other") == "***"
    odd = ApiException(429, "", headers={"Retry-After": "S3cret in here"})
    mask(odd, ["S3cret"])
    assert header_of(odd, "Retry-After") == "*** in here"
    assert "S3cret" not in str(vars(odd))


def test_limit_of_logins_is_known_whatever_the_password_is(start: Start, log_in: LogIn, sha1: str) -> None:
    """The status decides."""
    server = start()
    for _ in range(10):
        with pytest.raises(UnauthorizedException):
            log_in(server, username="admin", password="rate limit").get_thumb(sha1)
    with pytest.raises(RateLimitException):
        log_in(server, username="admin", password="rate limit exceeded").get_thumb(sha1)
