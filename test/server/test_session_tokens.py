"""Which tokens a call carries: given, configured, found or adopted, and to whom they belong."""

import os
import pickle
import time
from collections.abc import Callable
from typing import Any

import pytest

from photoprism_client import ApiClient, Configuration, ForbiddenException, ImagesApi, UnauthorizedException
from photoprism_client.testing import PhotoPrismServer
from test.server.conftest import LogIn, Start
from test.support.bodies import JPEG, SOME_HASH
from test.support.clients import Serve
from test.support.raw_server import RawServer, answer, answering
from test.support.sessions import ERAS, LOGIN, LOGOUT, WHO, Era, asked, json_answer, listing, login_answer, routed


def _targets(server: RawServer) -> list[str]:
    return [seen.target.removeprefix("/api/v1") for seen in server.requests]


@pytest.mark.parametrize(
    "ask", [listing, lambda images: images.api_client.call_api("GET", "/api/v1/photos?count=1").drain_conn()]
)
def test_tokens_are_adopted_from_every_answer(serve: Serve, log_in: LogIn, ask: Callable[[ImagesApi], object]) -> None:
    """The tokens that an answer carries are those of the next picture and file, by `call_api`, too."""
    rows = json_answer([], "200 OK", "X-Preview-Token: adopted1", "x-download-token: adopted2")
    server = serve(routed({("GET", "/api/v1/photos"): rows}, answer(JPEG)))
    images = log_in(server, access_token="the-access-token", preview_token="before")
    ask(images)
    images.get_thumb(SOME_HASH)
    images.get_download(SOME_HASH)
    assert _targets(server)[1:] == [f"/t/{SOME_HASH}/adopted1/fit_720", f"/dl/{SOME_HASH}?t=adopted2"]


@pytest.mark.parametrize("token", ["", "public", "..", "a/b", "a b", "a\\b", "\xe4", "x" * 5000])
def test_what_cannot_be_a_token_is_not_adopted(serve: Serve, log_in: LogIn, token: str) -> None:
    """A header that does not hold a token does not replace one."""
    server = serve(answering(answer(JPEG, "image/jpeg", f"X-Preview-Token: {token}")))
    images = log_in(server, preview_token="before")
    images.get_thumb(SOME_HASH)
    images.get_thumb(SOME_HASH)
    assert "/before/" in _targets(server)[1]


def test_tokens_of_another_are_not_adopted(serve: Serve, log_in: LogIn) -> None:
    """An answer to a request that said itself who asks does not change what our own credentials send."""
    rows = json_answer([], "200 OK", "X-Preview-Token: of-another")
    server = serve(routed({LOGIN: login_answer("ours", "ours"), ("GET", "/api/v1/photos"): rows}, answer(JPEG)))
    images = log_in(server)
    images.get_thumb(SOME_HASH)
    images.api_client.call_api("GET", "/api/v1/photos", {"X-Auth-Token": "another"}).drain_conn()
    images.get_thumb(SOME_HASH)
    assert "/ours/" in _targets(server)[-1]


def test_header_of_the_caller_says_who_asks(serve: Serve, log_in: LogIn) -> None:
    """A caller's own token goes alone, and its refusal leads to no login; Basic is for a proxy, so ours goes along."""
    server = serve(routed({LOGIN: login_answer("p", "d")}, json_answer({}, "401 Unauthorized")))
    images = log_in(server)
    for headers in ({"X-Auth-Token": "another"}, {"authorization": "Bearer another"}):
        with pytest.raises(UnauthorizedException):
            listing(images, headers=headers)
    assert len(server.requests) == 2
    assert "x-auth-token" not in server.requests[1].headers
    images.api_client.call_api("GET", "/api/v1/photos", {"Authorization": "Basic abc"}).drain_conn()
    assert server.requests[-1].headers["x-auth-token"] == "the-access-token"


def test_unauthenticated_configuration_is_not_believed(serve: Serve, log_in: LogIn) -> None:
    """A private server sends "public" to clients without a session: that is not a token."""
    private = {"mode": "public", "public": False, "previewToken": "public", "downloadToken": "public"}
    refusal = json_answer({"error": "Permission denied"}, "403 Forbidden")
    routes = {WHO: refusal, ("GET", "/api/v1/config"): json_answer(private)}
    server = serve(routed(routes, answer(JPEG)))
    images = log_in(server, access_token="the-access-token", preview_token="configured")
    images.get_download(SOME_HASH)
    assert not images.api_client.session.status().is_public
    images.get_thumb(SOME_HASH)
    assert "/configured/" in _targets(server)[-1]


def test_public_server_gives_its_word(start: Start, log_in: LogIn, sha1: str) -> None:
    """In public mode any credentials end with the word ``public``; nothing is refused."""
    server = start(mode="public")
    for held in ({"username": "a", "password": "b"}, {"access_token": "c"}, {"client_id": "d", "client_secret": "e"}):
        server.requests.clear()
        images = log_in(server, **held)
        for _ in range(2):
            assert not images.get_thumb(sha1).is_placeholder
            assert images.get_download(sha1).filename
            listing(images)
        assert "/public/" in server.requests[-3].path + server.requests[-6].path
        assert asked(server) <= 2
        assert images.api_client.session.status().is_public


@pytest.mark.parametrize("tokens", ERAS)
def test_explicit_tokens_are_sent_as_given(start: Start, log_in: LogIn, sha1: str, tokens: Era) -> None:
    """A token that the call names is neither replaced nor renewed: its 403 is the caller's."""
    server = start(tokens=tokens)
    images = log_in(server)
    with pytest.raises(ForbiddenException):
        images.get_thumb(sha1, "wr0ngt0k")
    with pytest.raises(ForbiddenException):
        images.get_download(sha1, t="wr0ngt0k")
    assert asked(server) == 0
    assert len(server.requests) == 2


@pytest.mark.parametrize("tokens", ERAS)
def test_wrong_configured_token_is_replaced_once(start: Start, log_in: LogIn, sha1: str, tokens: Era) -> None:
    """With credentials, a configured token that is refused is replaced, and not sent again."""
    server = start(tokens=tokens)
    wrong = {"preview_token": "wr0ngt0k", "download_token": "wr0ngt0k"}
    images = log_in(server, username="admin", password="photoprism", **wrong)
    for _ in range(3):
        assert not images.get_thumb(sha1).is_placeholder
        assert images.get_download(sha1).filename
    assert asked(server) == asked(server, LOGIN) == 1
    assert sum("wr0ngt0k" in seen.path + seen.query for seen in server.requests) == 1


def test_wrong_configured_token_without_credentials(start: Start, log_in: LogIn, sha1: str) -> None:
    """Without credentials nothing can be found: the 403 is raised, and nothing else is sent."""
    server = start()
    with pytest.raises(ForbiddenException):
        log_in(server, preview_token="wr0ngt0k").get_thumb(sha1)
    assert len(server.requests) == 1


def test_token_set_again_wrongly_is_replaced_again(start: Start, log_in: LogIn, sha1: str) -> None:
    """A configured token counts from the moment it is set, and gives way when it is refused."""
    server = start()
    images = log_in(server)
    images.get_thumb(sha1)
    images.api_client.configuration.preview_token = "wr0ngt0k"
    for _ in range(2):
        assert not images.get_thumb(sha1).is_placeholder
    assert sum("wr0ngt0k" in seen.path for seen in server.requests) == 1


def test_tokens_set_later_count(serve: Serve, log_in: LogIn) -> None:
    """What is set on the configuration is in the next request; an access token set later needs no login."""
    server = serve(routed({LOGIN: login_answer("found", "found")}, answer(JPEG)))
    images = log_in(server)
    configuration = images.api_client.configuration
    images.get_thumb(SOME_HASH)
    configuration.preview_token, configuration.download_token = "set-preview", "set-download"
    images.get_thumb(SOME_HASH)
    images.get_download(SOME_HASH)
    assert _targets(server)[2:] == [f"/t/{SOME_HASH}/set-preview/fit_720", f"/dl/{SOME_HASH}?t=set-download"]
    configuration.access_token = "set-access"
    images.api_client.call_api("GET", "/api/v1/photos").drain_conn()
    assert server.requests[-1].headers["x-auth-token"] == "set-access"


@pytest.mark.parametrize("tokens", ERAS)
def test_other_credentials_have_other_tokens(start: Start, log_in: LogIn, sha1: str, tokens: Era) -> None:
    """Nothing found for one user is sent for another; both sessions are ended at the close."""
    server = start(tokens=tokens, users={"admin": "photoprism", "bob": "builder"})
    images = log_in(server)
    images.get_download(sha1)
    configuration = images.api_client.configuration
    configuration.username, configuration.password = "bob", "builder"
    assert images.api_client.session.status().user == "bob"
    images.get_download(sha1)
    first, second = (seen.query for seen in server.requests if "/dl/" in seen.path)
    assert first != second
    images.api_client.close()
    assert asked(server, LOGIN) == asked(server, LOGOUT) == 2


@pytest.mark.parametrize(
    ("settings", "used"), [({"access_token": "mine"}, "own"), ({"debug": False}, "theirs")], ids=["own", "none"]
)
def test_tokens_of_other_credentials_are_not_adopted(
    serve: Serve, log_in: LogIn, settings: dict[str, Any], used: str
) -> None:
    """Tokens offered to a call that says who asks replace nothing, unless the client has no credentials."""
    photos = answer(b"[]", "application/json", "X-Preview-Token: theirs")
    routes = {WHO: login_answer("own", "d"), ("GET", "/api/v1/photos"): photos}
    server = serve(routed(routes, answer(JPEG)))
    images = log_in(server, **settings)
    listing(images, headers={"X-Auth-Token": "other"})
    images.get_thumb(SOME_HASH)
    assert _targets(server)[-1] == f"/t/{SOME_HASH}/{used}/fit_720"


def test_other_host_gets_no_tokens_of_the_first(serve: Serve, log_in: LogIn) -> None:
    """I4: tokens found at one host are not sent to another."""
    first, second = (
        serve(routed({LOGIN: login_answer(f"{name}-preview", "d", f"{name}-access")}, answer(JPEG)))
        for name in ("first", "second")
    )
    images = log_in(first)
    images.get_thumb(SOME_HASH)
    images.api_client.configuration.host = second.url
    images.get_thumb(SOME_HASH)
    assert _targets(second) == ["/session", f"/t/{SOME_HASH}/second-preview/fit_720"]
    images.api_client.close()
    assert all(b"first" not in seen.raw for seen in second.requests)


def _login_count(server: PhotoPrismServer) -> int:
    return asked(server, LOGIN)


def test_pickled_client_asks_for_tokens_of_its_own(start: Start, sha1: str) -> None:
    """What was found stays here; the copy logs in by itself and logs out of its own session only."""
    server = start(clock=time.time)
    held = Configuration(host=server.url, username="admin", password="photoprism")
    with ApiClient(held) as client:
        ImagesApi(client).get_thumb(sha1)
        text = pickle.dumps(client)
        assert server.preview_token.encode() not in text
        assert server.download_token.encode() not in text
        with pickle.loads(text) as copy:
            assert not ImagesApi(copy).get_thumb(sha1).is_placeholder
        assert (_login_count(server), asked(server, LOGOUT)) == (2, 1)
        listing(ImagesApi(client))


def test_forked_client_asks_for_tokens_of_its_own(start: Start, log_in: LogIn, sha1: str) -> None:
    """A child logs in by itself, and its close leaves the session of its parent alone."""
    if not hasattr(os, "fork"):
        pytest.skip("this system cannot fork")
    server = start(tokens="signed")
    images = log_in(server)
    images.get_download(sha1)
    child = os.fork()
    if child == 0:
        is_good = False
        try:
            is_good = bool(images.get_download(sha1).filename)
            images.api_client.close()
        finally:
            os._exit(0 if is_good else 1)
    _, status = os.waitpid(child, 0)
    assert status == 0
    assert (_login_count(server), asked(server, LOGOUT)) == (2, 1)
    ended = next(seen for seen in server.requests if seen.method == "DELETE").headers["x-auth-token"]
    listing(images)
    assert server.requests[-1].headers["x-auth-token"] != ended
    assert asked(server) == 3


def test_copy_of_a_client_has_its_own_session(start: Start, log_in: LogIn, sha1: str) -> None:
    """Two clients of one configuration share nothing that was found."""
    server = start()
    images = log_in(server)
    images.get_thumb(sha1)
    with ApiClient(images.api_client.configuration) as other:
        ImagesApi(other).get_thumb(sha1)
    assert (_login_count(server), asked(server, LOGOUT)) == (2, 1)
