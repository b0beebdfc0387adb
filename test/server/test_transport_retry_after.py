"""N8: statuses that may pass are tried again, after as long as the server asks, in bounds."""

from email.utils import formatdate

import pytest

from photoprism_client import ApiException, RateLimitException, ServiceException
from photoprism_client._clock import Clock
from test.support.bodies import JPEG, SOME_HASH
from test.support.clients import Connect, Serve
from test.support.raw_server import answer, answering

_NOW = 1_785_000_000.0


def _busy(*fields: str, status: str = "503 Service Unavailable") -> bytes:
    return answer(b'{"error":"busy"}', "application/json", *fields, status=status)


@pytest.mark.parametrize(
    ("value", "waits"),
    [
        ("0", [0.0]),
        ("7", [7.0]),
        (" 12 ", [12.0]),
        ("120", [120.0]),
        (formatdate(_NOW + 30, usegmt=True), [30.0]),
        (formatdate(_NOW - 30, usegmt=True), [0.0]),
        ("junk", [0.5]),
        ("-5", [0.5]),
        ("1.5", [0.5]),
        ("", [0.5]),
        ("9" * 400 + "x", [0.5]),
        ("\u00b2", [0.5]),
    ],
)
@pytest.mark.parametrize("name", ["Retry-After", "retry-after", "RETRY-AFTER"])
def test_n8_retry_after_is_honoured(
    serve: Serve, connect: Connect, sleeps: list[float], name: str, value: str, waits: list[float]
) -> None:
    """Seconds and dates are waited for exactly, junk is passed over, and then the picture is there."""
    clock = Clock(sleep=sleeps.append, now=lambda: _NOW, chance=lambda: 1.0)
    server = serve(answering(_busy(f"{name}: {value}"), answer(JPEG)))
    assert connect(server.url, client={"clock": clock}).get_thumb(SOME_HASH) == JPEG
    assert sleeps == waits


@pytest.mark.parametrize("value", ["121", "999999", "9" * 400, formatdate(_NOW + 86_400, usegmt=True)])
def test_n8_long_waits_are_left_to_the_caller(serve: Serve, connect: Connect, sleeps: list[float], value: str) -> None:
    """A server that wants more than 120 seconds gets no second request: the error tells what it asked for."""
    clock = Clock(sleep=sleeps.append, now=lambda: _NOW)
    server = serve(answering(_busy(f"Retry-After: {value}")))
    with pytest.raises(ServiceException) as caught:
        connect(server.url, client={"clock": clock}).get_thumb(SOME_HASH)
    assert sleeps == []
    assert len(server.requests) == 1
    assert caught.value.headers is not None
    assert caught.value.headers["Retry-After"] == value


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
def test_n8_passing_statuses_are_tried_again(serve: Serve, connect: Connect, sleeps: list[float], status: int) -> None:
    """A GET that met a status which may pass is tried twice more, and then raises it."""
    server = serve(answering(_busy(status=f"{status} Reason")))
    with pytest.raises(ApiException) as caught:
        connect(server.url).get_thumb(SOME_HASH)
    assert caught.value.status == status
    assert len(server.requests) == 3
    assert sleeps == [0.5, 1.0]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 409, 410, 416, 422, 451, 501, 505, 520])
def test_n8_lasting_statuses_are_not(serve: Serve, connect: Connect, sleeps: list[float], status: int) -> None:
    """A status that another try would not change is raised at once."""
    server = serve(answering(_busy(status=f"{status} Reason")))
    with pytest.raises(ApiException):
        connect(server.url).get_thumb(SOME_HASH)
    assert len(server.requests) == 1
    assert sleeps == []


def test_n8_waits_are_jittered_and_capped(serve: Serve, connect: Connect, sleeps: list[float]) -> None:
    """Waits double up to 30 seconds, each times a chance below 1."""
    clock = Clock(sleep=sleeps.append, chance=lambda: 0.5)
    server = serve(answering(_busy()))
    with pytest.raises(ServiceException):
        connect(server.url, client={"clock": clock}, retries=9).get_thumb(SOME_HASH)
    assert sleeps == [0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 15.0, 15.0, 15.0]


def test_n8_call_api_returns_any_status_at_once(serve: Serve, connect: Connect, sleeps: list[float]) -> None:
    """call_api neither waits nor raises: the caller sees the status and the header."""
    server = serve(answering(_busy("Retry-After: 5", status="429 Too Many Requests")))
    client = connect(server.url).api_client
    response = client.call_api("GET", "/api/v1/status")
    assert response.status == 429
    with pytest.raises(RateLimitException, match="one more login a"):
        client.response_deserialize(response)
    assert len(server.requests) == 1
    assert sleeps == []


def test_n8_open_answers_are_retried_before_they_are_handed_out(
    serve: Serve, connect: Connect, sleeps: list[float]
) -> None:
    """The form that leaves the body unread meets the same policy until a good head comes."""
    server = serve(answering(_busy("Retry-After: 3"), answer(JPEG)))
    with connect(server.url).get_thumb_without_preload_content(SOME_HASH) as response:
        assert response.read() == JPEG
    assert sleeps == [3.0]
