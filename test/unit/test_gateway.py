"""What is the server's own refusal, and what is a login that something in front of it wants: by table."""

import pytest

from photoprism_client._transport.gateway import is_login_redirect, login_advice, login_in_answer
from test.support.bodies import LOGIN_PAGE, SVG

_HTML, _JSON, _TEXT, _ICON = "text/html; charset=utf-8", "application/json", "text/plain", "image/svg+xml"
_OURS = b'{"code":401,"error":"Please log in to your account"}'
_NGINX = b"<html><head><title>400 No required SSL certificate was sent</title></head></html>"


@pytest.mark.parametrize(
    ("status", "headers", "body", "seen"),
    [
        (401, {"Content-Type": _HTML, "WWW-Authenticate": 'Basic realm="NAS"'}, LOGIN_PAGE, 'Basic realm="NAS"'),
        (401, {"Content-Type": _TEXT, "WWW-Authenticate": "Basic"}, b"401 Unauthorized\n", "Basic"),
        (401, {"WWW-Authenticate": "Basic"}, b"", "Basic"),
        (401, {"Content-Type": _JSON, "WWW-Authenticate": "Bearer"}, _OURS, "Bearer"),
        (401, {"Content-Type": _HTML}, LOGIN_PAGE, "a web page"),
        (401, {"Content-Type": _HTML, "Location": "https://auth.example.com/?rd=x"}, b"<a>401</a>", "a web page"),
        (401, {"Content-Type": _TEXT}, b"Unauthorized", "text/plain"),
        (401, {}, b"", "no type"),
        (401, {"Content-Type": _JSON}, b'{"message":"Unauthorized"}', "application/json"),
        (401, {"Content-Type": _JSON}, b'["error"]', "application/json"),
        (403, {"Content-Type": _HTML}, LOGIN_PAGE, "a web page"),
        (403, {"Content-Type": _TEXT, "Cf-Mitigated": "challenge"}, b"", "Cloudflare"),
        (403, {"Content-Type": _JSON, "CF-Access-Aud": "x"}, b"{}", "Cloudflare"),
        (403, {"WWW-Authenticate": "Negotiate"}, b"", "Negotiate"),
        (400, {"Content-Type": _HTML}, _NGINX, "client certificate"),
    ],
)
def test_login_of_a_gateway(status: int, headers: dict[str, str], body: bytes, seen: str) -> None:
    """Each is known by what a PhotoPrism server never answers, and the words say which it was."""
    found = login_in_answer(status, headers, body)
    assert found is not None
    assert seen in found
    assert found in login_advice(found)


@pytest.mark.parametrize(
    ("status", "headers", "body"),
    [
        (401, {"Content-Type": _JSON}, _OURS),
        (401, {"Content-Type": _TEXT}, b'{"error":"Invalid credentials"}'),
        (401, {"Content-Type": _JSON}, b'{"code":32,"error":"passcode required"}'),
        (401, {"Content-Type": _JSON}, b'{"code":40}'),
        (403, {"Content-Type": _JSON}, b'{"error":"Permission denied"}'),
        (403, {"Content-Type": _ICON}, SVG),
        (403, {}, b""),
        (403, {"Content-Type": _TEXT}, b"Forbidden"),
        (400, {"Content-Type": _HTML}, LOGIN_PAGE),
        (400, {"Content-Type": _JSON}, b'{"error":"SSL certificate"}'),
        (404, {"Content-Type": _HTML}, LOGIN_PAGE),
        (429, {"Content-Type": _HTML}, LOGIN_PAGE),
        (500, {"Content-Type": _HTML, "WWW-Authenticate": "Basic"}, LOGIN_PAGE),
    ],
)
def test_no_login_of_a_gateway(status: int, headers: dict[str, str], body: bytes) -> None:
    """What the server says itself, and pages that ask for no login."""
    assert login_in_answer(status, headers, body) is None


def test_long_challenge_is_cut() -> None:
    """A challenge is shown as far as a person reads it."""
    found = login_in_answer(401, {"WWW-Authenticate": "Basic " + "x" * 1000}, b"")
    assert found is not None
    assert len(found) < 120


_ASKED = "https://photos.example.com/api/v1/session"


@pytest.mark.parametrize(
    "goal",
    [
        "https://auth.example.com/?rd=https%3A%2F%2Fphotos.example.com%2F&rm=GET",
        "https://team.cloudflareaccess.com/cdn-cgi/access/login/photos.example.com?kid=x",
        "https://photos.example.com/oauth2/start?rd=%2Fapi%2Fv1%2Fsession",
        "https://photos.example.com/oauth2/sign_in",
        "https://photos.example.com/outpost.goauthentik.io/start",
        "https://photos.example.com/authelia/?rd=x",
        "https://photos.example.com/cdn-cgi/access/login",
        "https://photos.example.com:8443/login",
        "https://example.com/login",
        "https://login.example.com/",
        "https://sso.example.com/realms/home/protocol/openid-connect/auth?client_id=photos",
        "https://portal.example.com/?redirect_uri=https://photos.example.com/",
        "http://photos.example.com/Login",
    ],
)
def test_redirect_to_a_login(goal: str) -> None:
    """Where the path, the name of the host or the way back says so."""
    assert is_login_redirect(_ASKED, goal)


@pytest.mark.parametrize(
    "goal",
    [
        "https://photos.example.com/api/v1/session/",
        "http://photos.example.com/api/v1/session",
        "https://photos.example.com/library/api/v1/session",
        "https://photos.example.com/?rd=x",
        "https://www.example.com/api/v1/session",
        "https://127.0.0.2/x",
    ],
)
def test_redirect_to_something_else(goal: str) -> None:
    """A site that moved, or another path of the same one, asks for no login."""
    assert not is_login_redirect(_ASKED, goal)


def test_site_below_a_path_that_is_called_so() -> None:
    """A site that lives below /auth redirects within itself, as any other."""
    assert not is_login_redirect(
        "http://example.com/auth/api/v1/oauth/token", "https://example.com/auth/api/v1/oauth/token"
    )
