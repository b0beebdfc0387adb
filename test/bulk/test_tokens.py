"""Tokens while many thumbnails are fetched: found, renewed once for all, and given up once for all."""

import threading
from collections import Counter
from collections.abc import Iterator

import pytest

from photoprism_client import (
    ApiClient,
    ApiException,
    ApiValueError,
    Configuration,
    ForbiddenException,
    GatewayLoginError,
    ImagesApi,
    UnauthorizedException,
)
from photoprism_client.testing import Library, PhotoPrismServer
from test.support.bodies import JPEG, LOGIN_PAGE
from test.support.clients import Connect, Serve
from test.support.manual_clock import recording_clock
from test.support.many import SIZE, answering_each, get_all, hashes, number_of, picture, pictures, thumb_in
from test.support.raw_server import Peer, Seen, answer, answering
from test.support.sessions import LOGIN, WHO, asked, json_answer, login_answer

_FORBIDDEN = json_answer({"error": "Forbidden"}, "403 Forbidden")
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
    """A server whose preview token changes when it is asked who asks; it holds requests until all are there.

    :param connections: how many requests with a bad token come together.
    :param helps: whether the new token is accepted.
    """

    def __init__(self, connections: int, *, helps: bool = True) -> None:
        self.good, self.bad = "first" if helps else "none", Counter[str]()
        self.together = threading.Barrier(connections)
        self.asked = 0

    def __call__(self, peer: Peer) -> None:
        """Answer the requests of a connection."""
        while (seen := peer.request()) is not None:
            if "/session" in seen.target:
                self.asked += 1
                self.good = "second" if self.good == "first" else self.good
                peer.send(login_answer("second", "download"))
            elif seen.target.split("/")[5] == self.good == "second":
                peer.send(answer(picture(thumb_in(seen))))
            else:
                self.bad[thumb_in(seen)] += 1
                if seen.target.split("/")[5] == "old":
                    self.together.wait(10)
                peer.send(_FORBIDDEN)


def test_no_more_bad_tokens_are_sent_than_connections(serve: Serve, connect: Connect) -> None:
    """After the first refusal nothing is sent until the tokens are renewed: eight connections send eight bad tokens."""
    script = _Refusing(_CONNECTIONS)
    server = serve(script)
    images = connect(server.url, access_token="S3cret", preview_token="old")
    assert get_all(images, hashes(200), connections=_CONNECTIONS) == pictures(hashes(200))
    assert set(script.bad.values()) == {1}
    assert len(script.bad) == _CONNECTIONS
    assert script.asked == 1


def test_refusal_for_good_asks_nothing_more(serve: Serve, connect: Connect) -> None:
    """Where new tokens are refused, too, all of 500 get the error, after one renewal and one more round."""
    script = _Refusing(_CONNECTIONS, helps=False)
    server = serve(script)
    images = connect(server.url, access_token="S3cret", preview_token="old")
    found = get_all(images, hashes(500), connections=_CONNECTIONS, errors="return")
    assert {type(each) for each in found} == {ForbiddenException}
    assert len({id(each) for each in found}) == 500
    assert script.asked == 1
    assert sum(script.bad.values()) <= 2 * _CONNECTIONS + 1  # one refusal may be about its picture
    asked_before = len(server.requests)
    with pytest.raises(ForbiddenException):
        get_all(images, hashes(500))
    assert len(server.requests) - asked_before <= 4
    assert script.asked == 1


def test_refusal_that_comes_late_ends_its_picture_too(serve: Serve, connect: Connect) -> None:
    """A refusal of an old token that comes after the run was given up is no reason to wait for anything."""
    given_up = threading.Event()

    def refuse(seen: Seen) -> bytes:
        if "/session" in seen.target:
            return login_answer("second", "download")
        if number_of(seen) == 0 and "/old/" in seen.target:
            assert given_up.wait(10)
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
