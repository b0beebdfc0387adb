"""Recognise answers of something in front of the server, such as a reverse proxy, that wants a login.

The API of a PhotoPrism server sends a JSON error with a 401 and JSON or an icon with a 403. It never sends
``WWW-Authenticate`` (internal/api/abort.go; only WebDAV does), and never redirects to another host.
"""

import json
import re
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlsplit

from photoprism_client._content.signatures import HTML
from photoprism_client._transport.head import media_type_in
from photoprism_client._wording import Advice

#: The reason of the error.
WANTS_LOGIN = "something in front of the server wants a login"

# Names of login pages in a path or at the beginning of a host name, and query parameters that lead back from them.
_LOGIN_NAMES = frozenset(
    {"auth", "authelia", "authentik", "authorize", "cas", "cdn-cgi", "login", "logon", "oauth", "oauth2", "oidc"}
    | {"outpost.goauthentik.io", "saml", "saml2", "sign-in", "sign_in", "signin", "sso"}
)
_LOGIN_HOSTS = _LOGIN_NAMES | {"account", "accounts", "id", "idp"}
_LOGIN_QUERY = frozenset(
    {"client_id", "continue", "next", "rd", "redirect", "redirect_to", "redirect_uri", "redirect_url", "return"}
    | {"return_to", "returnurl", "rm", "samlrequest"}
)
# From nginx's page with status 400 for a client with no certificate, or a wrong one.
_WANTS_CERTIFICATE = re.compile(rb"SSL certificate")
_LONGEST_CHALLENGE = 80  # characters that are shown


def login_advice(seen: str) -> Advice:
    """Explain how the answer shows that a login is wanted, and what to do about it.

    :param seen: the evidence, in a few words.
    :return: the message of the error.
    """
    return Advice(
        "The answer is not PhotoPrism's own: {seen}. Set {headers or cert_file} to what is wanted there:"
        " docs/reverse-proxy.md shows how.",
        seen=seen,
    )


def login_in_answer(status: int, headers: Mapping[str, str], body: bytes) -> str | None:
    """Return the evidence that an answer asks for a login at a gateway.

    :param status: HTTP status, 400 or above.
    :param headers: of the answer, compared without regard to case.
    :param body: its beginning.
    :return: a few words for a person, or None if the answer is the server's own, or does not ask for a login.
    """
    kind = media_type_in(headers)
    if status == 400 and kind == HTML and _WANTS_CERTIFICATE.search(body):
        return "a page that says that no client certificate came, or not the right one"
    seen = None
    if status not in {401, 403}:
        pass
    elif challenge := headers.get("WWW-Authenticate"):
        seen = f"WWW-Authenticate: {challenge[:_LONGEST_CHALLENGE]}"
    elif any(name.lower().startswith(("cf-mitigated", "cf-access-")) for name in headers):
        seen = "a page of Cloudflare"
    elif kind == HTML:
        seen = "a web page"
    elif status == 401 and not _is_error(body):
        seen = f"a 401 without the server's error ({kind or 'no type'})"
    return seen


def is_login_redirect(source: str, goal: str) -> bool:
    """Tell whether a redirect leads to a login page.

    :param source: absolute URL of the request.
    :param goal: absolute URL of the redirect.
    :return: whether it leads to a path such as ``/oauth2/start``, to another host named ``auth.…`` or alike, or to
        another host with a parameter that leads back, such as ``?rd=…``.
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
    """Tell whether a body is an error of the server, which has at least one of two fields."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict) and ("error" in found or "code" in found)
