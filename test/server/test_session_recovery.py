"""What is refused with 401 or 403: one renewal for all who met it, one more try, and then it is a real refusal."""

from collections.abc import Callable
from itertools import count
from typing import Any

import pytest

from photoprism_client import ApiException, ForbiddenException, ImagesApi, RateLimitException, UnauthorizedException
from test.server.conftest import LogIn, Start
from test.support.bodies import JPEG, SOME_HASH
from test.support.clients import ImagesByMany, Serve
from test.support.manual_clock import ManualClock
from test.support.raw_server import answer, answering
from test.support.sessions import (
    APP_PASSWORD,
    ERAS,
    LOGIN,
    PHOTOS,
    WHO,
    Era,
    asked,
    at_once,
    json_answer,
    listing,
    login_answer,
    routed,
)

_FORBIDDEN = json_answer({"error": "Permission denied"}, "403 Forbidden")
_PASSWORD: dict[str, Any] = {"username": "admin", "password": "photoprism"}
_SHARED = _PASSWORD | {"shared_login": True}
_WAYS: dict[str, dict[str, Any]] = {
    "password": _PASSWORD,
    "shared": _SHARED,
    "app password": {"access_token": APP_PASSWORD},
}

_both_ways = pytest.mark.parametrize("held", [_PASSWORD, _SHARED], ids=["password", "shared"])


@pytest.mark.parametrize("options", [{}, {"sub_path": "/library", "gzip": True}])
@pytest.mark.parametrize("held", _WAYS.values(), ids=_WAYS)
@pytest.mark.parametrize("tokens", ERAS)
def test_a1_threads_that_meet_an_expired_token_cause_one_refresh(
    start: Start, log_in: LogIn, sha1: str, tokens: Era, held: dict[str, Any], options: dict[str, Any]
) -> None:
    """Eight threads with a token that has ended all get their file, after one request of the session."""
    server = start(tokens=tokens, app_passwords={APP_PASSWORD: "admin"}, **options)
    images = log_in(server, **held)
    images.get_download(sha1)
    server.expire_tokens()
    server.requests.clear()
    files = at_once(8, lambda: bytes(images.get_download(sha1)))
    assert len(set(files)) == 1
    assert asked(server) == asked(server, WHO) == 1
    assert len(server.requests) <= 17


@pytest.mark.parametrize("form", ["", "_with_http_info", "_without_preload_content"])
def test_all_forms_recover(start: Start, log_in: LogIn, sha1: str, form: str) -> None:
    """Each form of a call goes on with renewed tokens."""
    server = start()
    images = log_in(server)
    images.get_thumb(sha1)
    server.expire_tokens()
    found = getattr(images, f"get_thumb{form}")(sha1)
    getattr(found, "read", bytes)()
    assert asked(server, WHO) == 1


@pytest.mark.parametrize("held", _WAYS.values(), ids=_WAYS)
def test_a3_calls_go_on_after_a_restart(start: Start, log_in: LogIn, sha1: str, held: dict[str, Any]) -> None:
    """A server that forgot its tokens is reminded of them by one request, and the very same tokens are sent again."""
    server = start(app_passwords={APP_PASSWORD: "admin"})
    images = log_in(server, **held)
    images.get_thumb(sha1)
    server.restart()
    server.requests.clear()
    at_once(8, lambda: images.get_thumb(sha1))
    assert images.get_download(sha1).filename
    assert asked(server) == asked(server, WHO) == 1
    assert len({seen.path for seen in server.requests if "/t/" in seen.path}) == 1


def test_two_restarts_cost_two_refreshes(start: Start, log_in: LogIn, hands: ManualClock, sha1: str) -> None:
    """It goes on like this for weeks."""
    server = start()
    images = log_in(server)
    for _ in range(5):
        assert not images.get_thumb(sha1).is_placeholder
        server.restart()
        hands.advance(3 * 86400)
        assert images.get_download(sha1).filename
        hands.advance(61)
    assert asked(server, LOGIN) <= 2


def test_a5_forbidden_after_a_refresh_is_real(serve: Serve, log_in: LogIn, hands: ManualClock) -> None:
    """A thousand forbidden files cost one refresh a minute, and each raises ForbiddenException."""
    server = serve(routed({LOGIN: login_answer("preview", "d"), WHO: login_answer("preview", "d")}, _FORBIDDEN))
    images = log_in(server)

    def all_forbidden(number: int) -> None:
        for _ in range(number):
            with pytest.raises(ForbiddenException):
                images.get_thumb(SOME_HASH)

    def whos() -> int:
        return sum(seen.line.startswith("GET /api/v1/session ") for seen in server.requests)

    at_once(4, lambda: all_forbidden(250))
    assert whos() == 1
    assert len(server.requests) <= 1000 + 1 + 1 + 4
    hands.advance(59)
    all_forbidden(10)
    assert whos() == 1
    hands.advance(1)
    all_forbidden(10)
    assert whos() == 2


@pytest.mark.parametrize("kind", [ImagesApi, ImagesByMany])
def test_wall_clock_does_not_count(serve: Serve, log_in: LogIn, hands: ManualClock, kind: type[ImagesApi]) -> None:
    """A7: the minute is one of the steady clock, for a thumbnail alone and for one of many."""
    server = serve(routed({LOGIN: login_answer("preview", "d"), WHO: login_answer("preview", "d")}, _FORBIDDEN))
    images = kind(log_in(server).api_client)
    for seconds in (0, 7200, -7200, 86400):
        hands.jump(seconds)
        with pytest.raises(ForbiddenException):
            images.get_thumb(SOME_HASH)
    assert sum(seen.line.startswith("GET /api/v1/session ") for seen in server.requests) == 1


@_both_ways
@pytest.mark.parametrize("threads", [1, 8])
def test_a4_revoked_session_costs_one_login(start: Start, log_in: LogIn, threads: int, held: dict[str, Any]) -> None:
    """A session that was ended elsewhere is opened anew, once for all threads."""
    server = start()
    images = log_in(server, **held)
    listing(images)
    server.revoke_sessions()
    server.requests.clear()
    at_once(threads, lambda: listing(images))
    assert asked(server, LOGIN) == asked(server, WHO) == 1


@_both_ways
def test_revoked_session_takes_signed_download_tokens_along(
    start: Start, log_in: LogIn, sha1: str, held: dict[str, Any]
) -> None:
    """A download token that belongs to an ended session is found anew by a login."""
    server = start(tokens="signed")
    images = log_in(server, **held)
    images.get_download(sha1)
    server.revoke_sessions()
    server.requests.clear()
    at_once(8, lambda: images.get_download(sha1))
    assert asked(server, LOGIN) == 1


def test_revoked_session_and_changed_password(start: Start, log_in: LogIn, sha1: str) -> None:
    """Where the new login is refused, it is not tried again, and calls with good tokens go on."""
    users = {"admin": "photoprism"}
    server = start(users=users)
    images = log_in(server)
    images.get_thumb(sha1)
    server.revoke_sessions()
    users["admin"] = "changed-by-somebody"
    for _ in range(5):
        with pytest.raises(UnauthorizedException, match="username or password is wrong"):
            listing(images)
    assert asked(server, LOGIN) == 2
    assert not images.get_thumb(sha1).is_placeholder


def _exhaust(images: ImagesApi) -> None:
    """Send so many bad access tokens that the server answers good ones from this address with 401."""
    for number in range(60):
        headers = {"X-Auth-Token": f"{number:048x}"}
        images.api_client.call_api("GET", "/api/v1/session", headers).drain_conn()


@_both_ways
@pytest.mark.parametrize("call", [listing, lambda images: images.api_client.session.status()])
def test_a4_limited_address(
    start: Start,
    log_in: LogIn,
    hands: ManualClock,
    sha1: str,
    call: Callable[[ImagesApi], object],
    held: dict[str, Any],
) -> None:
    """A good token answered with 401 leads to one login, whose 429 is raised at once; later the same client goes on."""
    server = start()
    images = log_in(server, **held)
    listing(images)
    _exhaust(images)
    server.requests.clear()
    with pytest.raises(RateLimitException, match="one more bad token every 10 seconds"):
        call(images)
    assert len(server.requests) <= 3
    assert asked(server, LOGIN) == 1
    for _ in range(20):
        with pytest.raises(ApiException):
            call(images)
    assert asked(server, LOGIN) == 1
    assert not images.get_thumb(sha1).is_placeholder
    assert hands.sleeps == []
    hands.advance(10)
    call(images)
    assert asked(server, LOGIN) == 1


def test_a4_limited_address_with_an_app_password(start: Start, log_in: LogIn, hands: ManualClock, sha1: str) -> None:
    """Without a login to try, the 401 is raised; it is asked again after 10 seconds, by the same client."""
    server = start(app_passwords={APP_PASSWORD: "admin"})
    images = log_in(server, access_token=APP_PASSWORD)
    _exhaust(images)
    server.requests.clear()
    for _ in range(20):
        with pytest.raises(UnauthorizedException, match="It is asked again after 10 seconds"):
            images.get_thumb(sha1)
    assert len(server.requests) == 1
    hands.advance(10)
    assert not images.get_thumb(sha1).is_placeholder


def test_a4_threads_at_a_limited_address(start: Start, log_in: LogIn) -> None:
    """Eight threads cause one login between them, and each hears the reason."""
    server = start()
    images = log_in(server)
    listing(images)
    _exhaust(images)
    server.requests.clear()

    def call() -> str:
        with pytest.raises(RateLimitException) as caught:
            listing(images)
        return str(caught.value.message)

    assert len(set(at_once(8, call))) == 1
    assert asked(server, LOGIN) == asked(server, WHO) == 1


def test_bad_access_token_is_not_asked_for_each_picture(
    start: Start, log_in: LogIn, hands: ManualClock, sha1: str
) -> None:
    """A thousand pictures with a bad token do not lock this address out."""
    server = start()
    images = log_in(server, access_token="0" * 48)
    for _ in range(1000):
        with pytest.raises(UnauthorizedException):
            images.get_thumb(sha1)
    assert len(server.requests) == 1
    hands.advance(10)
    with pytest.raises(UnauthorizedException):
        images.get_thumb(sha1)
    assert len(server.requests) == 2


def test_passing_failure_of_a_refresh_is_tried_again(serve: Serve, log_in: LogIn, hands: ManualClock) -> None:
    """A server that is about to start again answers 502 to the session, too: a GET, so it is sent again."""
    turn = count()
    who = [json_answer({"error": "starting"}, "502 Bad Gateway"), login_answer("second", "d")]
    routes: dict[tuple[str, str], bytes | Callable[[], bytes]] = {
        LOGIN: login_answer("first", "d"),
        WHO: lambda: who[next(turn)],
        ("GET", f"/api/v1/t/{SOME_HASH}/first/fit_720"): _FORBIDDEN,
    }
    server = serve(routed(routes, answer(JPEG)))
    assert log_in(server).get_thumb(SOME_HASH) == JPEG
    assert hands.sleeps == [0.5]
    assert len(server.requests) == 6


@pytest.mark.parametrize("status", ["401 Unauthorized", "403 Forbidden"])
def test_requests_of_one_call_are_bounded(serve: Serve, log_in: LogIn, status: str) -> None:
    """I5: a server that refuses everything is asked a handful of times."""
    server = serve(answering(json_answer({"error": "no", "code": 401}, status)))
    for held in (*_WAYS.values(), {"client_id": "a", "client_secret": "b"}, {"preview_token": "c"}):
        server.requests.clear()
        images = log_in(server, **held)
        for call in (lambda images=images: images.get_thumb(SOME_HASH), lambda images=images: listing(images)):
            with pytest.raises((UnauthorizedException, ForbiddenException)):
                call()
        assert len(server.requests) <= 6


def test_good_login_and_refused_calls_are_bounded(serve: Serve, log_in: LogIn) -> None:
    """Nor does a server that takes every login and refuses every call make a loop."""
    server = serve(routed({LOGIN: login_answer("p", "d")}, json_answer({"error": "no"}, "401 Unauthorized")))
    images = log_in(server)
    for _ in range(10):
        with pytest.raises(UnauthorizedException):
            listing(images)
    assert sum(seen.method == "POST" for seen in server.requests) <= 2


def test_call_api_is_not_tried_again(start: Start, log_in: LogIn) -> None:
    """What `call_api` gets is returned as it is."""
    server = start()
    images = log_in(server)
    listing(images)
    server.revoke_sessions()
    assert images.api_client.call_api("GET", f"{PHOTOS.template}?count=1").status == 401
    assert asked(server) == 1


@pytest.mark.parametrize("tokens", ERAS)
def test_a_second_restart_within_a_minute_is_survived_too(start: Start, log_in: LogIn, sha1: str, tokens: Era) -> None:
    """Renewed tokens that were accepted are no proof against the next restart, however soon it comes."""
    server = start(tokens=tokens)
    images = log_in(server)
    for _ in range(4):
        assert not images.get_thumb(sha1).is_placeholder
        assert not images.get_download(sha1).is_placeholder
        server.restart()
        server.expire_tokens()
