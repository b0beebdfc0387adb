"""Tokens that expire are renewed before they do, by the steady clock and the server's date."""

import pytest

from photoprism_client import ForbiddenException
from test.server.conftest import LogIn, Start
from test.support.bodies import JPEG, SOME_HASH
from test.support.clients import Serve
from test.support.manual_clock import ManualClock
from test.support.raw_server import RawServer, answer
from test.support.sessions import LOGIN, WHO, asked, at_once, json_answer, listing, login_answer, routed

_DATE = 1_785_000_000
_DATE_FIELD = "Date: Sat, 25 Jul 2026 17:20:00 GMT"


def _signed(left_s: int, name: str = "a") -> str:
    return f"{_DATE + left_s}.session-{name}.HS256-signature"


def _whos(server: RawServer) -> int:
    return sum(seen.line.startswith("GET /api/v1/session ") for seen in server.requests)


def test_signed_token_is_renewed_before_it_expires(start: Start, log_in: LogIn, hands: ManualClock, sha1: str) -> None:
    """For a day, no file is ever refused: every hour's token is renewed once, by eight threads together."""
    server = start(tokens="signed")
    images = log_in(server)
    for _ in range(24):
        at_once(8, lambda: images.get_download(sha1))
        hands.advance(3600 - 30)
    assert all(seen.status == 200 for seen in server.requests)
    assert asked(server, LOGIN) == 1
    assert asked(server) == 24


def test_token_is_not_renewed_too_early(start: Start, log_in: LogIn, hands: ManualClock, sha1: str) -> None:
    """A token is used until a minute before its end."""
    server = start(tokens="signed")
    images = log_in(server)
    images.get_download(sha1)
    hands.advance(3600 - 62)
    images.get_download(sha1)
    assert asked(server) == 1
    hands.advance(2)
    images.get_download(sha1)
    assert asked(server, WHO) == 1


def test_preview_tokens_do_not_expire(start: Start, log_in: LogIn, hands: ManualClock, sha1: str) -> None:
    """Pictures need no renewal, however long it takes."""
    server = start(tokens="signed")
    images = log_in(server)
    images.get_thumb(sha1)
    hands.advance(86400)
    images.get_thumb(sha1)
    assert asked(server) == 1


def test_answers_bring_new_tokens_without_asking(start: Start, log_in: LogIn, hands: ManualClock, sha1: str) -> None:
    """Where listings go on, their headers renew the download token."""
    server = start(tokens="signed")
    images = log_in(server)
    for _ in range(10):
        listing(images)
        images.get_download(sha1)
        hands.advance(1800)
    assert asked(server) == 1
    assert all(seen.status == 200 for seen in server.requests)


@pytest.mark.parametrize(("left_s", "after_s"), [(3600, 3540), (900, 840), (100, 50), (10, 5)])
def test_when_a_token_is_renewed(serve: Serve, log_in: LogIn, hands: ManualClock, left_s: int, after_s: int) -> None:
    """A minute before the end, or after half of its life where it is short; by the server's date, not by ours."""
    login = login_answer("preview", _signed(left_s)).replace(b"\r\n", f"\r\n{_DATE_FIELD}\r\n".encode(), 1)
    renewed = login_answer("preview", _signed(left_s + 3600, "b"))
    server = serve(routed({LOGIN: login, WHO: renewed}, answer(JPEG)))
    images = log_in(server)
    images.get_download(SOME_HASH)
    hands.advance(after_s - 1)
    images.get_download(SOME_HASH)
    assert _whos(server) == 0
    hands.advance(1)
    images.get_download(SOME_HASH)
    assert _whos(server) == 1
    assert "session-b" in server.requests[-1].target


@pytest.mark.parametrize("jump_s", [7200, -7200, 86400 * 365])
def test_a7_wall_clock_that_jumps_does_not_matter(
    start: Start, log_in: LogIn, hands: ManualClock, sha1: str, jump_s: float
) -> None:
    """Neither a clock that is wrong from the start nor one that is set later renews a token, or keeps an old one."""
    server = start(tokens="signed", clock=hands.clock.monotonic)
    hands.jump(jump_s)
    images = log_in(server)
    images.get_download(sha1)
    hands.jump(-3 * jump_s)
    images.get_download(sha1)
    assert asked(server) == 1
    hands.advance(3550)
    images.get_download(sha1)
    assert asked(server, WHO) == 1
    assert all(seen.status == 200 for seen in server.requests)


def test_without_a_date_our_clock_counts(serve: Serve, log_in: LogIn, hands: ManualClock) -> None:
    """A server, or a proxy, that sends no date leaves nothing better."""
    token = f"{int(hands.now()) + 600}.session.HS256-signature"
    server = serve(routed({LOGIN: login_answer("p", token), WHO: login_answer("p", token)}, answer(JPEG)))
    images = log_in(server)
    images.get_download(SOME_HASH)
    hands.advance(541)
    images.get_download(SOME_HASH)
    assert _whos(server) == 1


def test_token_that_comes_expired_is_used_until_it_is_refused(serve: Serve, log_in: LogIn) -> None:
    """Where clocks contradict each other, files are asked for all the same, without a renewal for each."""
    login = login_answer("preview", _signed(-100)).replace(b"\r\n", f"\r\n{_DATE_FIELD}\r\n".encode(), 1)
    server = serve(routed({LOGIN: login, WHO: login}, answer(JPEG)))
    images = log_in(server)
    for _ in range(5):
        images.get_download(SOME_HASH)
    assert len(server.requests) == 6


def test_same_token_again_is_not_asked_for_at_each_call(serve: Serve, log_in: LogIn, hands: ManualClock) -> None:
    """A server that hands out the old token until it expires gets a few requests for a new one, not one a file."""
    token = f"{int(hands.now()) + 600}.session.HS256-signature"
    server = serve(routed({LOGIN: login_answer("p", token), WHO: login_answer("p", token)}, answer(JPEG)))
    images = log_in(server)
    for _ in range(600):
        images.get_download(SOME_HASH)
        hands.advance(1)
    assert 1 <= _whos(server) <= 8


def test_failed_renewal_does_not_hinder_a_good_token(serve: Serve, log_in: LogIn, hands: ManualClock) -> None:
    """A token that is still good is sent though it could not be renewed; that is tried every 10 seconds."""
    token = f"{int(hands.now()) + 600}.session.HS256-signature"
    who = json_answer({"error": "no"}, "503 Service Unavailable")
    server = serve(routed({LOGIN: login_answer("p", token), WHO: who}, answer(JPEG)))
    images = log_in(server)
    images.get_download(SOME_HASH)
    hands.advance(545)
    for _ in range(20):
        assert images.get_download(SOME_HASH) == JPEG
        hands.advance(1)
    assert _whos(server) == 2
    assert hands.sleeps == []


def test_adopted_token_without_credentials_is_kept(serve: Serve, log_in: LogIn, hands: ManualClock) -> None:
    """Where nothing can be asked, an old token is sent rather than the word for public servers; its 403 is raised."""
    token = f"{int(hands.now()) + 600}.session.HS256-signature"
    first = answer(JPEG, "image/jpeg", f"X-Download-Token: {token}")
    routes = {("GET", "/api/v1/photos/a/dl"): first}
    server = serve(routed(routes, json_answer({}, "403 Forbidden")))
    images = log_in(server, preview_token="preview")
    images.get_photo_download("a")
    hands.advance(700)
    with pytest.raises(ForbiddenException):
        images.get_download(SOME_HASH)
    assert token in server.requests[-1].target


def test_session_is_opened_anew_before_it_expires(start: Start, log_in: LogIn, hands: ManualClock) -> None:
    """A login lasts 14 days; a client that lives for longer logs in again, without a refusal in between."""
    server = start()
    images = log_in(server)
    for _ in range(30):
        listing(images)
        hands.advance(86400)
    assert asked(server) == asked(server, LOGIN) == 3
    assert all(seen.status == 200 for seen in server.requests)
