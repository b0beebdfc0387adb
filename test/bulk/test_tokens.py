"""Tokens while many thumbnails are fetched: found, renewed once for all, and given up once for all."""

import threading
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from photoprism_client import (
    ApiClient,
    ApiException,
    ApiValueError,
    Configuration,
    ForbiddenException,
    GatewayLoginError,
    ImagesApi,
    PhotosApi,
    UnauthorizedException,
)
from photoprism_client.testing import Library, PhotoPrismServer
from test.support.bodies import JPEG, LOGIN_PAGE
from test.support.clients import Connect, Serve
from test.support.manual_clock import recording_clock
from test.support.many import SIZE, Many, answering_each, get_all, hashes, number_of, picture, pictures, thumb_in
from test.support.raw_server import Peer, Seen, answer, answering
from test.support.sessions import LOGIN, WHO, asked, json_answer, login_answer

_FORBIDDEN = json_answer({"error": "Forbidden"}, "403 Forbidden")
_SESSION_ENDED = json_answer({"error": "Unauthorized"}, "401 Unauthorized")
_CONNECTIONS = 8


@pytest.fixture
def private() -> Iterator[tuple[PhotoPrismServer, ImagesApi]]:
    """Start a private server that keeps its tokens in memory, and make a client that logs in."""
    with PhotoPrismServer(Library.sample(photos=40), mode="password", tokens="memory") as server:
        configuration = Configuration(host=server.url, username="admin", password="photoprism")
        with ApiClient(configuration) as client:
            yield server, ImagesApi(client)


def _refused(server: PhotoPrismServer) -> int:
    return sum("/t/" in seen.path and seen.status == 403 for seen in server.requests)


def test_tokens_lost_in_a_restart_are_renewed_once(private: tuple[PhotoPrismServer, ImagesApi]) -> None:
    """A server that forgets its tokens refuses what is on the way, is asked once who asks, and every picture comes."""
    server, images = private
    thumbs = [photo.hash for photo in server.library.photos]
    straight = [images.get_thumb(thumb, size=SIZE) for thumb in thumbs]
    with images.get_thumbs(thumbs * 5, size=SIZE, connections=_CONNECTIONS) as found:
        first = [next(found) for _ in range(60)]
        server.restart()
        assert first + list(found) == straight * 5
    assert _refused(server) <= _CONNECTIONS
    assert (asked(server, LOGIN), asked(server, WHO)) == (1, 1)


class _Refusing:
    """A server that refuses the tokens of the first login; it holds requests with them until all are there.

    :param many: what is fetched.
    :param connections: how many requests with a bad token come together.
    :param helps: whether the tokens of the second login are accepted.
    """

    def __init__(self, many: Many, connections: int, *, helps: bool = True) -> None:
        self.many, self.helps, self.bad = many, helps, Counter[str]()
        self.together = threading.Barrier(connections)
        self.logins = 0

    def __call__(self, peer: Peer) -> None:
        """Answer the requests of a connection."""
        while (seen := peer.request()) is not None:
            if "/session" in seen.target:
                peer.send(self._session(seen.method))
            elif self.many.token_in(seen) == "token-2" and self.helps:
                peer.send(self.many.answer_for(self.many.name_in(seen)))
            else:
                self.bad[self.many.name_in(seen)] += 1
                if self.many.token_in(seen) == "token-1":
                    self.together.wait(60)
                peer.send(self.many.refusal)

    def _session(self, method: str) -> bytes:
        if method == "GET":
            return _SESSION_ENDED
        self.logins += method == "POST"
        return login_answer(f"token-{self.logins}", "download", f"token-{self.logins}")


_USER: dict[str, Any] = {"username": "admin", "password": "S3cret"}


def test_no_more_bad_tokens_are_sent_than_connections(many: Many, serve: Serve, connect: Connect) -> None:
    """After the first refusal nothing is sent until the tokens are renewed: eight connections send eight bad tokens."""
    script = _Refusing(many, _CONNECTIONS)
    images = connect(serve(script).url, **_USER)
    names = many.names(200)
    assert many.get_all(images, names, connections=_CONNECTIONS) == many.results(names)
    assert set(script.bad.values()) == {1}
    assert len(script.bad) == _CONNECTIONS
    assert script.logins == 2


def test_refusal_for_good_asks_nothing_more(many: Many, serve: Serve, connect: Connect) -> None:
    """Where new tokens are refused, too, all of 500 get the error, after one renewal and one more round."""
    script = _Refusing(many, _CONNECTIONS, helps=False)
    server = serve(script)
    images = connect(server.url, **_USER)
    found = many.get_all(images, many.names(500), connections=_CONNECTIONS, errors="return")
    assert {type(each) for each in found} == {many.error}
    assert len({id(each) for each in found}) == 500
    assert script.logins == 2
    assert sum(script.bad.values()) <= 2 * _CONNECTIONS + 1  # one refusal may be about what was asked for
    asked_before = len(server.requests)
    with pytest.raises(many.error):
        many.get_all(images, many.names(500))
    assert len(server.requests) - asked_before <= 4
    assert script.logins == 2


def test_session_that_ends_is_begun_anew_once(private: tuple[PhotoPrismServer, ImagesApi]) -> None:
    """A server that ends the session in the middle is logged in to once more, and the details of every photo come."""
    server, images = private
    photos = PhotosApi(images.api_client)
    uids = [photo.uid for photo in server.library.photos]
    straight = [photos.get_photo(uid) for uid in uids]
    with photos.get_photos(uids * 5, connections=_CONNECTIONS) as found:
        first = [next(found) for _ in range(60)]
        server.revoke_sessions()
        assert first + list(found) == straight * 5
    assert sum("/photos/" in seen.path and seen.status == 401 for seen in server.requests) <= _CONNECTIONS
    assert asked(server, LOGIN) == 2


def test_refusal_that_comes_late_ends_its_picture_too(serve: Serve, connect: Connect) -> None:
    """A refusal of an old token that comes after the run was given up is no reason to wait for anything."""
    given_up = threading.Event()

    def refuse(seen: Seen) -> bytes:
        if "/session" in seen.target:
            return login_answer("second", "download")
        if number_of(seen) == 0 and "/old/" in seen.target:
            assert given_up.wait(60)
        return _FORBIDDEN

    server = serve(answering_each(refuse))
    images = connect(server.url, access_token="S3cret", preview_token="old")
    found = []
    with images.get_thumbs(hashes(40), size=SIZE, ordered=False, errors="return") as pairs:
        for thumb, error in pairs:
            assert isinstance(error, ForbiddenException)
            found.append(thumb)
            if len(found) == 39:
                given_up.set()
    assert sorted(found) == hashes(40)
    assert sum("/session" in seen.target for seen in server.requests) == 1


def test_refusal_of_an_old_token_does_not_count_anew(serve: Serve, connect: Connect) -> None:
    """Two pictures that are refused with new tokens end the run, also if a refusal of an old one comes in between."""
    third_is_asked, has_ended, asked_for = threading.Event(), threading.Event(), Counter[int]()

    def refuse(seen: Seen) -> bytes:
        if "/session" in seen.target:
            return login_answer("second", "download")
        number = number_of(seen)
        asked_for[number] += 1
        if number == 0 and "/old/" in seen.target:
            assert third_is_asked.wait(60)
        elif number == 2:
            third_is_asked.set()
            assert has_ended.wait(60)
        elif number > 2:
            has_ended.set()
        return _FORBIDDEN

    images = connect(serve(answering_each(refuse)).url, access_token="S3cret", preview_token="old")
    with images.get_thumbs(hashes(40), size=SIZE, connections=2, ordered=False, errors="return") as pairs:
        for thumb, error in pairs:
            assert isinstance(error, ForbiddenException)
            if thumb == hashes(40)[3]:
                has_ended.set()
    assert asked_for == {0: 2, 1: 2, 2: 1}


@pytest.mark.parametrize("token", [None, "named"])
def test_refusal_without_credentials_is_final(serve: Serve, connect: Connect, token: str | None) -> None:
    """A token that the call names is sent as it is, and so is the word `public`: a refusal ends the run."""
    server = serve(answering(_FORBIDDEN))
    with connect(server.url).get_thumbs(hashes(500), token, SIZE, errors="return") as thumbs:
        assert {type(each) for each in thumbs} == {ForbiddenException}
    assert len(server.requests) <= 4
    assert {seen.target.split("/")[5] for seen in server.requests} == {token or "public"}


@pytest.mark.parametrize("connections", [1, 4])
def test_one_picture_that_stays_refused_fails_alone(serve: Serve, connect: Connect, connections: int) -> None:
    """A picture that is refused with new tokens, while others are accepted, gets the error; the others come."""

    def refuse_one(seen: Seen) -> bytes | None:
        if "/session" in seen.target:
            return login_answer("second", "download")
        return _FORBIDDEN if number_of(seen) == 20 else None

    server = serve(answering_each(refuse_one))
    images = connect(server.url, access_token="S3cret", preview_token="old")
    found = get_all(images, hashes(100), connections=connections, errors="return")
    assert isinstance(found.pop(20), ForbiddenException)
    assert found == pictures(hashes(20) + hashes(79, 21))
    assert sum("/session" in seen.target for seen in server.requests) == 1


def test_wrong_password_is_tried_once(serve: Serve, connect: Connect) -> None:
    """Where the login is refused, all get that error, after one login and no request for a picture."""
    server = serve(answering(json_answer({"error": "Invalid credentials", "code": 401}, "401 Unauthorized")))
    images = connect(server.url, username="admin", password="wrong")
    found = get_all(images, hashes(100), errors="return")
    assert {type(each) for each in found} == {UnauthorizedException}
    assert [seen.method for seen in server.requests] == ["POST"]
    with pytest.raises(UnauthorizedException):
        get_all(images, hashes(100))


def test_login_page_in_front_of_the_server_ends_the_run(serve: Serve, connect: Connect) -> None:
    """Something in front of the server that wants a login is no reason to renew tokens, nor to go on."""
    server = serve(answering(answer(LOGIN_PAGE, "text/html", status="403 Forbidden")))
    images = connect(server.url, access_token="S3cret", preview_token="old")
    found = get_all(images, hashes(100), errors="return")
    assert {type(each) for each in found} == {GatewayLoginError}
    assert len(server.requests) <= 4


def test_renewal_that_fails_for_now_is_tried_again(serve: Serve, connect: Connect, sleeps: list[float]) -> None:
    """A server that is busy when it is asked who asks is asked again after a wait; meanwhile nothing else is sent."""
    order: list[str] = []

    def script(peer: Peer) -> None:
        while (seen := peer.request()) is not None:
            if "/session" in seen.target:
                order.append("who")
                is_busy = order.count("who") < 3
                busy = answer(b"", None, status="503 Service Unavailable")
                peer.send(busy if is_busy else login_answer("second", "download"))
            elif "/second/" in seen.target:
                peer.send(answer(picture(thumb_in(seen))))
            else:
                order.append("bad")
                peer.send(_FORBIDDEN)

    server = serve(script)
    clock = {"clock": recording_clock(sleeps)}
    images = connect(server.url, access_token="S3cret", preview_token="old", client=clock)
    assert get_all(images, hashes(60)) == pictures(hashes(60))
    assert order.count("who") == 3
    assert order.count("bad") <= 4
    assert len(sleeps) == 2


def test_credentials_go_to_no_host_that_nobody_named(connect: Connect) -> None:
    """Without a host, the first result is the error of single calls, before anything is sent."""
    configuration = Configuration(preview_token="S3cret")
    with ApiClient(configuration) as client:
        thumbs = ImagesApi(client).get_thumbs(hashes(3), errors="return")
        with pytest.raises(ApiValueError, match="no server that they are for"):
            next(thumbs)


def test_errors_hold_no_token(serve: Serve, connect: Connect) -> None:
    """An error of one of many masks the token in its URL, as found and as replaced."""
    server = serve(answering_each(lambda seen: answer(seen.raw, "text/plain", status="404 Not Found")))
    images = connect(server.url, preview_token="cAnAry-token")
    (error,) = get_all(images, hashes(1), errors="return")
    assert isinstance(error, ApiException)
    assert "cAnAry" not in f"{error} {error!r} {error.body} {error.url} {error.headers}"
    assert bytes(get_all(connect(serve(answering(answer(JPEG))).url), hashes(1))[0]) == JPEG
