"""OAuth clients: a token of their own, renewed before it expires, and what the server refuses to them."""

from collections.abc import Callable

import pytest

from photoprism_client import BadRequestException, UnauthorizedException
from test.server.conftest import LogIn, Start
from test.support.bodies import JPEG, SOME_HASH
from test.support.clients import Serve
from test.support.manual_clock import ManualClock
from test.support.raw_server import answer
from test.support.sessions import (
    CLIENT_LOGIN,
    ERAS,
    LABELS,
    LOGIN,
    WHO,
    Era,
    asked,
    at_once,
    json_answer,
    listing,
    routed,
)

_CLIENT = {"client_id": "cs5cpu17n6gj2qo5", "client_secret": "xcCbOrw6I0vcoXzhnOmXhjpVSyFq0l0e"}
_CLIENTS = {_CLIENT["client_id"]: _CLIENT["client_secret"]}
_REVOKE = ("POST", "/api/v1/oauth/revoke")
_CONFIG = ("GET", "/api/v1/config")


@pytest.mark.parametrize("options", [{}, {"sub_path": "/library", "gzip": True}])
@pytest.mark.parametrize("tokens", ERAS)
def test_client_gets_pictures_and_files(
    start: Start, log_in: LogIn, sha1: str, tokens: Era, options: dict[str, object]
) -> None:
    """Its token is asked for once; the session is refused to it, so the tokens are those of the configuration."""
    server = start(tokens=tokens, clients=_CLIENTS, **options)
    images = log_in(server, **_CLIENT)
    at_once(8, lambda: images.get_thumb(sha1))
    assert images.get_download(sha1).filename
    assert listing(images, LABELS).status_code == 200
    assert asked(server) == 3
    assert asked(server, CLIENT_LOGIN) == asked(server, WHO) == asked(server, _CONFIG) == 1
    form = next(seen for seen in server.requests if seen.method == "POST")
    assert form.headers["content-type"] == "application/x-www-form-urlencoded"


@pytest.mark.parametrize("tokens", ERAS)
def test_token_of_a_client_is_renewed_before_it_expires(
    start: Start, log_in: LogIn, hands: ManualClock, sha1: str, tokens: Era
) -> None:
    """For a day, nothing is refused: neither a listing, nor a picture, nor a file."""
    server = start(tokens=tokens, clients=_CLIENTS)
    images = log_in(server, **_CLIENT)
    for _ in range(24):
        images.get_download(sha1)
        images.get_thumb(sha1)
        listing(images, LABELS)
        hands.advance(3570)
    assert {seen.status for seen in server.requests if "session" not in seen.path} == {200}
    assert asked(server, CLIENT_LOGIN) == 24


def test_searches_are_refused_with_a_reason(serve: Serve, log_in: LogIn) -> None:
    """A server that refuses searches to clients is explained, with what to do."""
    routes = {CLIENT_LOGIN: json_answer({"access_token": "clients-own", "expires_in": 3600})}
    refusal = json_answer({"code": 400, "error": "Unable to do that"}, "400 Bad Request")
    images = log_in(serve(routed(routes, refusal)), **_CLIENT)
    with pytest.raises(BadRequestException, match="make an app password"):
        listing(images)


def test_embedded_server_refuses_searches_too(start: Start, log_in: LogIn) -> None:
    """As the real one does."""
    with pytest.raises(BadRequestException, match="to OAuth clients, which have no user"):
        listing(log_in(start(clients=_CLIENTS), **_CLIENT))


def test_server_that_stops_being_public(serve: Serve, log_in: LogIn) -> None:
    """A server that let everyone in, and is restarted with passwords, is logged in to then."""
    is_public = [True]
    refusal = json_answer({"error": "no"}, "403 Forbidden")
    public = {"public": True, "previewToken": "public", "downloadToken": "public"}
    token = json_answer({"access_token": "clients-own", "expires_in": 3600})
    who = json_answer({"config": {"public": False, "previewToken": "private", "downloadToken": "d"}})
    routes: dict[tuple[str, str], bytes | Callable[[], bytes]] = {
        CLIENT_LOGIN: lambda: refusal if is_public[0] else token,
        _CONFIG: json_answer(public),
        WHO: who,
        ("GET", f"/api/v1/t/{SOME_HASH}/public/fit_720"): lambda: answer(JPEG) if is_public[0] else refusal,
    }
    server = serve(routed(routes, answer(JPEG)))
    images = log_in(server, **_CLIENT)
    for _ in range(3):
        assert images.get_thumb(SOME_HASH) == JPEG
    assert len(server.requests) == 5
    is_public[0] = False
    assert images.get_thumb(SOME_HASH) == JPEG
    assert "/private/" in server.requests[-1].target


def test_wrong_secret_is_tried_once(start: Start, log_in: LogIn, sha1: str) -> None:
    """As a wrong password."""
    server = start(clients=_CLIENTS)
    images = log_in(server, client_id=_CLIENT["client_id"], client_secret="wr0ng-s3cret")
    for _ in range(3):
        with pytest.raises(UnauthorizedException, match="client_id or client_secret is wrong"):
            images.get_thumb(sha1)
    assert len(server.requests) == 1
    images.api_client.configuration.client_secret = _CLIENT["client_secret"]
    assert not images.get_thumb(sha1).is_placeholder


def test_revoked_token_of_a_client_is_asked_for_anew(start: Start, log_in: LogIn) -> None:
    """A token that was ended elsewhere costs one new one."""
    server = start(clients=_CLIENTS)
    images = log_in(server, **_CLIENT)
    listing(images, LABELS)
    server.revoke_sessions()
    at_once(8, lambda: listing(images, LABELS))
    assert asked(server, CLIENT_LOGIN) == 2


def test_token_is_revoked_at_the_close(start: Start, log_in: LogIn, sha1: str) -> None:
    """What we asked for we give back, and it is good for nothing after that."""
    server = start(clients=_CLIENTS)
    images = log_in(server, **_CLIENT)
    images.get_thumb(sha1)
    token = server.requests[-2].headers["x-auth-token"]
    images.api_client.close()
    revoked = server.requests[-1]
    assert (revoked.method, revoked.status) == ("POST", 200)
    assert asked(server, _REVOKE) == 1
    other = log_in(server, access_token=token)
    assert other.api_client.call_api("GET", "/api/v1/labels?count=1").status == 401


def test_revocation_is_a_form(serve: Serve, log_in: LogIn) -> None:
    """The token to end stands in a form, as the server reads it (RFC 7009, 2.1)."""
    routes = {
        CLIENT_LOGIN: json_answer({"access_token": "clients-own", "expires_in": 3600}),
        WHO: json_answer({"config": {"previewToken": "p", "downloadToken": "d"}}),
    }
    server = serve(routed(routes, answer(JPEG)))
    images = log_in(server, **_CLIENT)
    images.get_thumb(SOME_HASH)
    images.api_client.close()
    assert server.requests[-1].body == b"token=clients-own"
    assert server.requests[-1].headers["content-type"] == "application/x-www-form-urlencoded"
    assert asked_for_secret(server.requests[0].body)


def asked_for_secret(body: bytes) -> bool:
    """Tell whether a form asks for a client's token."""
    expected = (
        f"grant_type=client_credentials&client_id={_CLIENT['client_id']}&client_secret={_CLIENT['client_secret']}"
    )
    return body == expected.encode()


def test_password_is_not_used_where_there_is_a_client(start: Start, log_in: LogIn, sha1: str) -> None:
    """Of several credentials the order is: access token, client, password."""
    server = start(clients=_CLIENTS)
    images = log_in(server, username="admin", password="photoprism", **_CLIENT)
    images.get_thumb(sha1)
    assert asked(server, LOGIN) == 0
    images.api_client.configuration.access_token = server.access_token
    assert images.api_client.session.credential == "access token"
