"""Answers that are not the server's: something in front of it, such as a reverse proxy, wants a login.

The API of a PhotoPrism server answers a 401 with a JSON error and a 403 with that or an icon, sends no
``WWW-Authenticate`` there (internal/api/abort.go; only its WebDAV does), and never redirects to another host.
"""

import json
import re
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlsplit

from photoprism_client._wording import Advice

#: What happened, in a few words.
WANTS_LOGIN = "something in front of the server wants a login"

# What login pages are called in a path or as the first part of a host name, and what leads a visitor back from them.
_LOGIN_NAMES = frozenset(
    {"auth", "authelia", "authentik", "authorize", "cas", "cdn-cgi", "login", "logon", "oauth", "oauth2", "oidc"}
    | {"outpost.goauthentik.io", "saml", "saml2", "sign-in", "sign_in", "signin", "sso"}
)
_LOGIN_HOSTS = _LOGIN_NAMES | {"account", "accounts", "id", "idp"}
_LOGIN_QUERY = frozenset(
    {"client_id", "continue", "next", "rd", "redirect", "redirect_to", "redirect_uri", "redirect_url", "return"}
    | {"return_to", "returnurl", "rm", "samlrequest"}
)
_HTML = "text/html"
# What nginx says in a page with status 400 where a client shows no certificate, or a wrong one.
_WANTS_CERTIFICATE = re.compile(rb"SSL certificate")
_LONGEST_CHALLENGE = 80  # characters that are shown


def login_advice(seen: str) -> Advice:
    """Say what shows that a login is wanted, and what to do about it.

    :param seen: what shows it, in a few words.
    :return: the message of the error.
    """
    return Advice(
        "The answer is not PhotoPrism's own: {seen}. Set {headers or cert_file} to what is wanted there:"
        " docs/reverse-proxy.md shows how.",
        seen=seen,
    )


def login_in_answer(status: int, headers: Mapping[str, str], body: bytes) -> str | None:
    """Tell what shows that an answer asks for a login of a gateway.

    :param status: HTTP status, 400 or above.
    :param headers: of the answer, compared without regard to case.
    :param body: its beginning.
    :return: a few words for a person, or None where it is the server's answer, or no question of a login.
    """
    kind = headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if status == 400 and kind == _HTML and _WANTS_CERTIFICATE.search(body):
        return "a page that says that no client certificate came, or not the right one"
    seen = None
    if status not in {401, 403}:
        pass
    elif challenge := headers.get("WWW-Authenticate"):
        seen = f"WWW-Authenticate: {challenge[:_LONGEST_CHALLENGE]}"
    elif any(name.lower().startswith(("cf-mitigated", "cf-access-")) for name in headers):
        seen = "a page of Cloudflare"
    elif kind == _HTML:
        seen = "a web page"
    elif status == 401 and not _is_error(body):
        seen = f"a 401 without the server's error ({kind or 'no type'})"
    return seen


def is_login_redirect(source: str, goal: str) -> bool:
    """Tell whether a redirect leads to a login page.

    :param source: absolute URL that was asked for.
    :param goal: absolute URL that it leads to.
    :return: whether it does: to a path such as ``/oauth2/start``, or to another host that is called ``auth.…`` or is
        asked to lead back, such as by ``?rd=…``.
    """
    asked, found = urlsplit(source), urlsplit(goal)
    if (_segments(found.path) - _segments(asked.path)) & _LOGIN_NAMES:
        return True
    if found.hostname == asked.hostname:
        return False
    names = {name.lower() for name, _ in parse_qsl(found.query, keep_blank_values=True)}
    return (found.hostname or "").partition(".")[0] in _LOGIN_HOSTS or bool(names & _LOGIN_QUERY)


def _segments(path: str) -> set[str]:
    return set(path.lower().split("/"))


def _is_error(body: bytes) -> bool:
    """Tell whether a body is an error of the server, which may lack any of its fields but never both of these."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict) and ("error" in found or "code" in found)
