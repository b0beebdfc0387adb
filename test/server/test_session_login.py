"""Logging in: only when it is needed, once for all threads, and never again with what was refused."""

from collections.abc import Callable

import pytest

from photoprism_client import (
    ApiException,
    ApiTypeError,
    ApiValueError,
    ForbiddenException,
    ImagesApi,
    IntegrityError,
    RateLimitException,
    ServiceException,
    TransportError,
    UnauthorizedException,
)
from test.server.conftest import LogIn, Start
from test.support.bodies import JPEG, LOGIN_PAGE, SOME_HASH
from test.support.clients import Serve
from test.support.manual_clock import ManualClock
from test.support.raw_server import answer, answering, answering_and_closing
from test.support.sessions import (
    APP_PASSWORD,
    ERAS,
    LOGIN,
    LOGOUT,
    WHO,
    Era,
    asked,
    at_once,
    json_answer,
    listing,
    login_answer,
    routed,
)


@pytest.mark.parametrize("mode", ["public", "password"])
@pytest.mark.parametrize("tokens", ERAS)
def test_nothing_is_asked_before_it_is_needed(start: Start, log_in: LogIn, sha1: str, mode: str, tokens: Era) -> None:
    """Making a client sends nothing; the first picture logs in, once, and no later call does."""
    server = start(mode=mode, tokens=tokens)
    images = log_in(server)
    assert len(server.requests) == 0
    for _ in range(3):
        assert not images.get_thumb(sha1).is_placeholder
        assert images.get_download(sha1).filename
    assert asked(server) == asked(server, LOGIN) == 1


def test_nothing_is_asked_where_the_call_names_a_token(start: Start, log_in: LogIn, sha1: str) -> None:
    """A call with tokens of its own needs no login."""
    server = start()
    images = log_in(server)
    images.get_thumb(sha1, server.preview_token)
    images.get_download(sha1, t=server.download_token)
    assert asked(server) == 0


@pytest.mark.parametrize(
    "call",
    [
        lambda images: images.get_thumb("../session"),
        lambda images: images.get_thumb(SOME_HASH, size="a/b"),
        lambda images: images.get_download(SOME_HASH, _request_timeout=0),
        lambda images: images.get_photo_download_to_file("a/b", "photo.jpg"),
        lambda images: listing(images, headers={"X-A": "b\r\n"}),
        lambda images: listing(images, host_index=1),
    ],
    ids=["hash", "size", "timeout", "file", "header", "host"],
)
def test_bad_call_is_refused_before_a_login(start: Start, log_in: LogIn, call: Callable[[ImagesApi], object]) -> None:
    """What is wrong with a call is found before a login is made for it."""
    server = start()
    images = log_in(server)
    with pytest.raises(ApiValueError):
        call(images)
    assert len(server.requests) == 0


@pytest.mark.parametrize("options", [{}, {"sub_path": "/library", "gzip": True}])
@pytest.mark.parametrize("tokens", ERAS)
def test_threads_share_one_login(
    start: Start, log_in: LogIn, sha1: str, tokens: Era, options: dict[str, object]
) -> None:
    """Eight threads that start at once cause one login."""
    server = start(tokens=tokens, **options)
    images = log_in(server)
    pictures = at_once(8, lambda: bytes(images.get_thumb(sha1)))
    assert len(set(pictures)) == 1
    assert asked(server) == asked(server, LOGIN) == 1


def test_listings_and_pictures_share_one_login(start: Start, log_in: LogIn, sha1: str) -> None:
    """A call that needs the access token and one that needs a preview token do not log in twice."""
    server = start()
    images = log_in(server)
    at_once(4, lambda: listing(images))
    images.get_thumb(sha1)
    assert asked(server) == asked(server, LOGIN) == 1


@pytest.mark.parametrize("tokens", ERAS)
@pytest.mark.parametrize("mode", ["public", "password"])
def test_app_password_is_used_as_it_is(start: Start, log_in: LogIn, sha1: str, tokens: Era, mode: str) -> None:
    """An app password as access token needs no login; the tokens are asked for with it, once."""
    server = start(mode=mode, tokens=tokens, app_passwords={APP_PASSWORD: "admin"})
    images = log_in(server, access_token=APP_PASSWORD)
    assert not images.get_thumb(sha1).is_placeholder
    assert images.get_download(sha1).filename
    assert asked(server) == asked(server, WHO) == 1


def test_app_password_in_the_place_of_the_password(start: Start, log_in: LogIn, sha1: str) -> None:
    """An app password there is used as it is: no second factor, no session that stays behind, none that is ended."""
    server = start(app_passwords={APP_PASSWORD: "admin"}, codes={"admin": "389796"})
    for _ in range(2):
        images = log_in(server, username="admin", password=APP_PASSWORD)
        assert not images.get_thumb(sha1).is_placeholder
        listing(images)
        images.api_client.configuration.password = "another"
        with pytest.raises(UnauthorizedException):
            listing(images)
        images.api_client.close()
    assert asked(server, LOGOUT) == 0
    assert asked(server, WHO) == asked(server, LOGIN) == 2


def test_password_that_looks_like_an_app_password(start: Start, log_in: LogIn, sha1: str) -> None:
    """A password in the same form logs in all the same, after one request more."""
    server = start(users={"admin": APP_PASSWORD})
    images = log_in(server, username="admin", password=APP_PASSWORD)
    at_once(8, lambda: images.get_thumb(sha1))
    assert asked(server, WHO) == asked(server, LOGIN) == 1
    images.api_client.configuration.password = APP_PASSWORD[::-1]
    for _ in range(3):
        with pytest.raises(UnauthorizedException, match="username or password is wrong"):
            images.get_thumb(sha1)
    assert asked(server, WHO) == asked(server, LOGIN) == 2


def test_app_password_of_few_scopes_is_asked_once(start: Start, log_in: LogIn, sha1: str) -> None:
    """What may not ask for its session gets its tokens of the configuration, and is not asked again."""
    server = start(app_passwords={APP_PASSWORD: ("admin", "photos")})
    images = log_in(server, access_token=APP_PASSWORD)
    for _ in range(3):
        assert not images.get_thumb(sha1).is_placeholder
        assert images.get_download(sha1).filename
    assert asked(server, WHO) == asked(server, ("GET", "/api/v1/config")) == 1


def test_credentials_without_tokens_are_asked_once(serve: Serve, log_in: LogIn) -> None:
    """Where even the session has no tokens, each picture is asked for with the word for public servers."""
    who = json_answer({"config": {"public": False, "previewToken": "public", "downloadToken": 7}})
    server = serve(routed({WHO: who}, answer(JPEG)))
    images = log_in(server, access_token="the-access-token")
    for _ in range(3):
        images.get_thumb(SOME_HASH)
        images.get_download(SOME_HASH)
    assert [seen.target for seen in server.requests if "session" in seen.target] == ["/api/v1/session"] * 2
    assert sum("/public/" in seen.target for seen in server.requests) == 3


def test_wrong_password_is_tried_once(start: Start, log_in: LogIn, sha1: str) -> None:
    """What was refused is not sent again, from no thread, until it is changed; the message says what to do."""
    server = start()
    images = log_in(server, username="admin", password="wr0ng-passw0rd")
    messages = set()
    for _ in range(5):
        with pytest.raises(UnauthorizedException) as caught:
            images.get_thumb(sha1)
        messages.add(caught.value.message)
        with pytest.raises(UnauthorizedException):
            listing(images)
    with pytest.raises(UnauthorizedException):
        at_once(8, lambda: images.get_thumb(sha1))
    assert asked(server) == len(server.requests) == 1
    assert messages == {"username or password is wrong; they are not tried again until one of them is changed."}
    images.api_client.configuration.password = "photoprism"
    assert not images.get_thumb(sha1).is_placeholder
    assert asked(server, LOGIN) == 2


def test_errors_of_one_refusal_are_not_shared(start: Start, log_in: LogIn, sha1: str) -> None:
    """Each call raises an error of its own, so that tracebacks do not pile up in one."""
    images = log_in(start(), username="admin", password="wr0ng-passw0rd")
    errors = []
    for _ in range(3):
        with pytest.raises(UnauthorizedException) as caught:
            images.get_thumb(sha1)
        errors.append(caught.value)
    assert len({id(error) for error in errors}) == 3
    assert len({str(error) for error in errors}) == 1


@pytest.mark.parametrize("server_says", ["400 Bad Request", "401 Unauthorized", "403 Forbidden"])
def test_any_refusal_of_a_login_is_final(serve: Serve, log_in: LogIn, server_says: str) -> None:
    """A login that is refused by another status is not sent twice either."""
    server = serve(routed({LOGIN: json_answer({"error": "no"}, server_says)}, answer(JPEG)))
    images = log_in(server)
    for _ in range(3):
        with pytest.raises(ApiException):
            images.get_thumb(SOME_HASH)
    assert len(server.requests) == 1


def test_login_without_an_answer_is_not_repeated_by_one_call(serve: Serve, log_in: LogIn, hands: ManualClock) -> None:
    """A login is never sent again by itself; the next call may send it, since nothing was said of the password."""
    server = serve(answering_and_closing(b""))
    images = log_in(server)
    for _ in range(2):
        with pytest.raises(TransportError):
            images.get_thumb(SOME_HASH)
    assert len(server.requests) == 2
    assert hands.sleeps == []


def test_login_at_a_broken_server_is_not_repeated_by_one_call(serve: Serve, log_in: LogIn) -> None:
    """The same holds for 500 and above."""
    server = serve(answering(json_answer({"error": "no"}, "503 Service Unavailable")))
    images = log_in(server)
    with pytest.raises(ServiceException):
        images.get_thumb(SOME_HASH)
    assert len(server.requests) == 1


def test_too_many_logins_raise_at_once_and_name_the_rule(
    start: Start, log_in: LogIn, hands: ManualClock, sha1: str
) -> None:
    """The limit is an error at once, for the right password, too; once it is over, the same client logs in."""
    server = start()
    for number in range(10):
        with pytest.raises(UnauthorizedException):
            log_in(server, username="admin", password=f"wr0ng-{number}").get_thumb(sha1)
    images = log_in(server)
    server.requests.clear()
    for _ in range(5):
        with pytest.raises(RateLimitException, match="one more login a minute"):
            images.get_thumb(sha1)
    assert len(server.requests) == 1
    assert hands.sleeps == []
    hands.advance(60)
    assert not images.get_thumb(sha1).is_placeholder


@pytest.mark.parametrize("body", [b"", LOGIN_PAGE, b'{"access_token": "abc', b"[]", b"null", b'{"expires_in": 1}'])
def test_what_is_no_answer_to_a_login(serve: Serve, log_in: LogIn, body: bytes) -> None:
    """H9: a page, half an answer or one without a token is an error that is known, and the password is not sent on."""
    server = serve(routed({LOGIN: answer(body, "text/html")}, answer(JPEG)))
    images = log_in(server)
    for _ in range(2):
        with pytest.raises(IntegrityError):
            images.get_thumb(SOME_HASH)
    assert len(server.requests) == 1


def test_second_factor_as_text(start: Start, log_in: LogIn, sha1: str) -> None:
    """A code goes along with the login."""
    server = start(codes={"admin": "389796"})
    images = log_in(server, username="admin", password="photoprism", one_time_code="389796")
    assert not images.get_thumb(sha1).is_placeholder
    assert asked(server) == 1


def test_second_factor_is_asked_for_only_when_it_is_wanted(start: Start, log_in: LogIn, sha1: str) -> None:
    """A callable is called once where the server wants a code, and not at all where it does not."""
    calls: list[str] = []

    def code() -> str:
        calls.append("asked")
        return "389796"

    held = {"username": "admin", "password": "photoprism", "one_time_code": code}
    assert not log_in(start(), **held).get_thumb(sha1).is_placeholder
    assert calls == []
    server = start(codes={"admin": "389796"})
    images = log_in(server, **held)
    at_once(8, lambda: images.get_thumb(sha1))
    assert calls == ["asked"]
    assert asked(server, LOGIN) == 2


def test_missing_second_factor_says_what_to_do(start: Start, log_in: LogIn, sha1: str) -> None:
    """Without a code, the message names the two ways out."""
    server = start(codes={"admin": "389796"})
    images = log_in(server)
    for _ in range(2):
        with pytest.raises(UnauthorizedException, match="pass one_time_code, or use an app password as access_token"):
            images.get_thumb(sha1)
    assert asked(server) == 1
    images.api_client.configuration.one_time_code = "389796"
    assert not images.get_thumb(sha1).is_placeholder


def test_wrong_second_factor_says_what_to_do(start: Start, log_in: LogIn, sha1: str) -> None:
    """A rejected code is distinguished from a wrong password, and not sent again."""
    server = start(codes={"admin": "389796"})
    images = log_in(server, username="admin", password="photoprism", one_time_code="000000")
    for _ in range(2):
        with pytest.raises(UnauthorizedException, match="one_time_code is wrong, or was used before"):
            images.get_thumb(sha1)
    assert asked(server) == 1


def test_callable_that_returns_no_code(start: Start, log_in: LogIn, sha1: str) -> None:
    """Anything but text is refused before it is sent."""
    server = start(codes={"admin": "389796"})
    images = log_in(server, username="admin", password="photoprism", one_time_code=lambda: 389796)
    with pytest.raises(ApiTypeError, match="one_time_code"):
        images.get_thumb(sha1)
    assert asked(server) == 1


def test_error_of_the_callable_comes_through(start: Start, log_in: LogIn, sha1: str) -> None:
    """Whoever breaks off the question for a code gets his own error, and the next call asks again."""

    def code() -> str:
        raise KeyboardInterrupt

    images = log_in(start(codes={"admin": "389796"}), username="admin", password="photoprism", one_time_code=code)
    for _ in range(2):
        with pytest.raises(KeyboardInterrupt):
            images.get_thumb(sha1)


def test_login_that_is_redirected_goes_nowhere(serve: Serve, log_in: LogIn) -> None:
    """S1: the password is not sent on, whether to https of the same host or elsewhere; the message has the host."""
    elsewhere = serve(answering(login_answer("preview", "download")))
    upgrade = "https://127.0.0.1/api/v1/session"
    for goal in (upgrade, f"{elsewhere.url}/api/v1/session"):
        for status in ("301 Moved Permanently", "302 Found", "307 Temporary Redirect", "308 Permanent Redirect"):
            redirect = answer(b"", None, f"Location: {goal}", status=status)
            server = serve(routed({LOGIN: redirect}, answer(JPEG)))
            with pytest.raises(ApiException) as caught:
                log_in(server, username="admin", password="s3cret-passw0rd").get_thumb(SOME_HASH)
            assert "redirect refused" in str(caught.value)
            assert ("pass host='https://127.0.0.1'" in str(caught.value)) == (goal == upgrade)
            assert len(server.requests) == 1
    assert elsewhere.requests == []


def test_older_servers_call_the_access_token_id(serve: Serve, log_in: LogIn) -> None:
    """A login that is answered with ``id`` alone is good."""
    config = {"public": False, "previewToken": "preview1", "downloadToken": "download"}
    login = json_answer({"id": "older-access", "config": config})
    server = serve(routed({LOGIN: login}, json_answer([])))
    images = log_in(server)
    listing(images)
    assert server.requests[-1].headers["x-auth-token"] == "older-access"


def test_forbidden_session_is_asked_of_the_configuration(serve: Serve, log_in: LogIn) -> None:
    """A second refusal there is the caller's to see."""
    server = serve(answering(json_answer({"error": "no"}, "403 Forbidden")))
    with pytest.raises(ForbiddenException):
        log_in(server, access_token="the-access-token").get_thumb(SOME_HASH)
    assert [seen.target for seen in server.requests] == ["/api/v1/session", "/api/v1/config"]
