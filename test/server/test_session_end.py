"""Logging out: of what we opened, of nothing else, and without hiding what went wrong before; and what is known."""

from datetime import UTC, datetime
from typing import Any

import pytest

from photoprism_client import (
    ApiClient,
    ApiException,
    Configuration,
    ImagesApi,
    IntegrityError,
    NotFoundException,
    UnauthorizedException,
)
from test.server.conftest import LogIn, Start
from test.support.bodies import JPEG, LOGIN_PAGE, SOME_HASH
from test.support.clients import Serve
from test.support.manual_clock import ManualClock
from test.support.raw_server import Peer, answer, answering
from test.support.sessions import (
    APP_PASSWORD,
    ERAS,
    LOGIN,
    LOGOUT,
    WHO,
    Era,
    asked,
    json_answer,
    listing,
    login_answer,
    routed,
)

_THUMB = answer(JPEG)


@pytest.mark.parametrize("tokens", ERAS)
def test_close_ends_the_session_that_we_opened(start: Start, log_in: LogIn, sha1: str, tokens: Era) -> None:
    """After the close, once, the access token answers 401; a second close sends nothing."""
    server = start(tokens=tokens)
    images = log_in(server)
    listing(images)
    token = server.requests[-1].headers["x-auth-token"]
    images.get_thumb(sha1)
    for _ in range(2):
        images.api_client.close()
    assert asked(server, LOGOUT) == 1
    other = log_in(server, access_token=token)
    assert other.api_client.call_api("GET", "/api/v1/session").status == 401


@pytest.mark.parametrize("way", ["access token", "app password", "nothing asked", "explicit tokens", "none"])
def test_close_ends_nothing_else(start: Start, log_in: LogIn, sha1: str, way: str) -> None:
    """A token that the user passed in is his own; a client that never logged in has nothing to end."""
    server = start(app_passwords={APP_PASSWORD: "admin"}, mode="public" if way == "none" else "password")
    ways: dict[str, dict[str, Any]] = {
        "access token": {"access_token": server.access_token},
        "app password": {"access_token": APP_PASSWORD},
        "explicit tokens": {"preview_token": server.preview_token},
        "none": {"debug": False},
        "nothing asked": {},
    }
    images = log_in(server, **ways[way])
    if way != "nothing asked":
        images.get_thumb(sha1)
    before = len(server.requests)
    images.api_client.close()
    assert len(server.requests) == before


def test_app_password_survives_a_login_with_it(serve: Serve, log_in: LogIn) -> None:
    """A server that answers the login with the app password itself does not have it deleted by our logout."""
    refused = json_answer({"error": "no"}, "401 Unauthorized")
    server = serve(routed({LOGIN: login_answer("p", "d", APP_PASSWORD), WHO: refused}, answer(JPEG)))
    images = log_in(server, username="admin", password=APP_PASSWORD)
    images.get_thumb(SOME_HASH)
    images.api_client.close()
    assert [seen.method for seen in server.requests] == ["GET", "POST", "GET"]


@pytest.mark.parametrize("status", ["201 Created", "203 Non-Authoritative Information", "299 Fine"])
def test_any_good_status_answers_the_session(serve: Serve, log_in: LogIn, status: str) -> None:
    """A login, the question who we are, and a logout take every status from 200 to 299 as good."""
    answers = {LOGIN: json_answer({"access_token": "ours"}, status), WHO: json_answer({"config": {}}, status)}
    server = serve(routed({**answers, LOGOUT: json_answer({}, status)}, _THUMB))
    images = log_in(server)
    images.get_thumb(SOME_HASH)
    images.api_client.close()
    assert [seen.method for seen in server.requests] == ["POST", "GET", "GET", "DELETE"]


def test_with_block_that_fails_logs_out_and_keeps_its_error(start: Start, sha1: str) -> None:
    """The error of the block comes through, and the session is ended all the same."""
    server = start()
    with (
        pytest.raises(NotFoundException),
        ApiClient(Configuration(host=server.url, username="admin", password="photoprism")) as client,
    ):
        ImagesApi(client).get_download("0" * 40)
    assert asked(server, LOGOUT) == 1


@pytest.mark.parametrize(
    "at_logout",
    [
        json_answer({"error": "no"}, "401 Unauthorized"),
        json_answer({"error": "no"}, "500 Internal Server Error"),
        answer(LOGIN_PAGE, "text/html"),
        answer(b"", None, "Location: http://127.0.0.2/", status="302 Found"),
        b"junk\r\n\r\n",
        b"",
    ],
)
def test_failing_logout_hides_nothing(serve: Serve, hands: ManualClock, at_logout: bytes) -> None:
    """Neither the error of the block nor a good end of it is changed by a logout that fails; connections close."""

    def script(peer: Peer) -> None:
        while (seen := peer.request()) is not None:
            if seen.method == "DELETE":
                peer.send(at_logout)
                return
            missing = answer(b"{}", "application/json", status="404 Not Found")
            peer.send(login_answer("p", "d") if seen.method == "POST" else missing if "/dl/" in seen.target else _THUMB)

    server = serve(script)
    held = Configuration(host=server.url, username="admin", password="photoprism")
    with ApiClient(held, clock=hands.clock) as client:
        ImagesApi(client).get_thumb(SOME_HASH)
    with pytest.raises(NotFoundException) as caught, ApiClient(held, clock=hands.clock) as client:
        ImagesApi(client).get_download(SOME_HASH)
    assert caught.value.__context__ is None
    assert [seen.method for seen in server.requests] == ["POST", "GET", "DELETE"] * 2
    server.wait_for_ends(2)


def test_logout_of_a_server_that_is_gone(serve: Serve, hands: ManualClock) -> None:
    """A server that is not there is not an error either."""
    server = serve(routed({LOGIN: login_answer("p", "d")}, answer(JPEG)))
    held = Configuration(host=server.url, username="admin", password="photoprism")
    with ApiClient(held, clock=hands.clock) as client:
        ImagesApi(client).get_thumb(SOME_HASH)
        server.close()


def test_closed_client_asks_for_nothing(start: Start, log_in: LogIn, sha1: str) -> None:
    """A call after the close does not log in again."""
    server = start()
    images = log_in(server)
    images.get_thumb(sha1)
    images.api_client.close()
    before = len(server.requests)
    with pytest.raises(ValueError, match="closed"):
        images.get_thumb(sha1)
    assert len(server.requests) == before


@pytest.mark.parametrize("tokens", ERAS)
def test_status_by_password(start: Start, log_in: LogIn, hands: ManualClock, tokens: Era) -> None:
    """It tells who asks, how, and until when, by the server's clock, and logs in where that was not done."""
    server = start(tokens=tokens)
    status = log_in(server).api_client.session.status()
    now = datetime.fromtimestamp(hands.now(), UTC)
    assert (status.host, status.credential, status.user) == (server.url, "password", "admin")
    assert (status.is_public, status.server_version) == (False, "testing")
    assert status.session_expires_at is not None
    assert (status.session_expires_at - now).total_seconds() == 1209600
    if tokens == "signed":
        assert status.download_token_expires_at is not None
        assert (status.download_token_expires_at - now).total_seconds() == 3600
    else:
        assert status.download_token_expires_at is None


def test_status_by_other_ways(start: Start, log_in: LogIn) -> None:
    """App password, client, tokens alone and nothing: what is not known is None."""
    server = start(app_passwords={APP_PASSWORD: "admin"}, clients={"an-id": "a-secret"})
    app = log_in(server, access_token=APP_PASSWORD).api_client.session.status()
    assert (app.credential, app.user, app.session_expires_at) == ("access token", "admin", None)
    client = log_in(server, client_id="an-id", client_secret="a-secret").api_client.session.status()
    assert (client.credential, client.user) == ("client", None)
    assert client.session_expires_at is not None
    tokens = log_in(server, preview_token=server.preview_token).api_client.session.status()
    assert (tokens.credential, tokens.user, tokens.is_public) == ("tokens", None, False)
    nobody = log_in(start(mode="public"), debug=False).api_client.session.status()
    assert (nobody.credential, nobody.user, nobody.is_public) == ("none", None, True)


def test_status_after_a_revoked_session(start: Start, log_in: LogIn) -> None:
    """It logs in again, once."""
    server = start()
    session = log_in(server).api_client.session
    session.status()
    server.revoke_sessions()
    assert session.status().user == "admin"
    assert asked(server, LOGIN) == 2


def test_status_with_a_wrong_password(start: Start, log_in: LogIn) -> None:
    """It raises what any call would."""
    with pytest.raises(UnauthorizedException):
        log_in(start(), username="admin", password="wr0ng").api_client.session.status()


@pytest.mark.parametrize("body", [b"[]", b"7", b"null", LOGIN_PAGE, b"", b'{"user": [], "config": 3}'])
def test_status_of_something_else(serve: Serve, log_in: LogIn, body: bytes) -> None:
    """H9: an answer that no such server gives raises a known error or is ignored."""
    session = log_in(serve(answering(answer(body, "application/json"))), access_token="a-token").api_client.session
    if b"user" in body:
        assert session.status().user is None
    else:
        with pytest.raises(IntegrityError):
            session.status()


def test_status_with_numbers_out_of_range(serve: Serve, log_in: LogIn) -> None:
    """An expiry that no calendar has is not known."""
    body = json_answer({"expires_in": 1e300, "config": {"downloadToken": "99999999999.a.b"}})
    status = log_in(serve(answering(body)), access_token="a-token").api_client.session.status()
    assert status.session_expires_at is None
    assert status.download_token_expires_at is not None


def test_status_of_nobody(serve: Serve, log_in: LogIn) -> None:
    """Nor is a server that answers no such question."""
    with pytest.raises(ApiException):
        log_in(serve(answering(answer(b"", status="404 Not Found"))), debug=False).api_client.session.status()
