"""What counts as a credential, and where it may be sent.

Credentials are sent only to a host that was configured, never to the default one. Before they go over plain http to an
address that is neither local nor private, a warning is issued.
"""

import re
import threading
from typing import Literal
from urllib.parse import parse_qsl, unquote, urlsplit

from photoprism_client._settings.address import Origin, basic_auth, is_nearby, origin_of
from photoprism_client._transport.request import Request
from photoprism_client._warn import warn_caller
from photoprism_client._wording import Advice
from photoprism_client.configuration import Configuration
from photoprism_client.exceptions import ApiValueError
from photoprism_client.redaction import SECRET_HEADERS, values_and_last_words

Credential = Literal["access token", "client", "password", "tokens", "none"]

#: What a server in public mode has instead of a token.
PUBLIC_TOKEN = "public"  # noqa: S105  # a word, not a secret

# Where the server reads a preview token (internal/api: covers, folders_cover, thumbnails, video).
_TOKEN_IN_PATH = re.compile(
    r"/api/v1/(?:(?:albums|labels)/[^/]+/t|folders/t/[^/]+|t/[^/]+|videos/[^/]+)/(?P<token>[^/]+)/[^/]+$"
)
# Where it reads `t` from the query (download_file, photos, download_album, zip).
_TOKEN_IN_QUERY = re.compile(r"/api/v1/(?:dl/[^/]+|(?:photos|albums)/[^/]+/dl|zip/[^/]+)$")
_LOGIN = re.compile(r"/api/v1/(?:sessions?|oauth/(?:token|revoke))$")

_UNNAMED = Advice(
    "There are credentials, but no server that they are for: set {host}, or PHOTOPRISM_URL for"
    " {Configuration.from_environment()}. They are not sent to the default host unless it is named."
)
_PLAIN_HTTP = (
    "Credentials go to {url} over plain http: anyone on the network path can read them. Use https if the server has it;"
    " {warn_plain_http=False} turns this warning off."
)


class InsecureTransportWarning(UserWarning):
    """Credentials are sent over plain http to an address that is neither local nor private."""


def credential_of(held: Configuration) -> Credential:
    """Return the kind of credentials that a configuration logs in with.

    :param held: the configuration.
    :return: the first of access token, client, password and tokens that is complete.
    """
    if held.access_token:
        return "access token"
    if held.client_id and held.client_secret:
        return "client"
    if held.username and held.password:
        return "password"
    return "tokens" if held.preview_token or held.download_token else "none"


def secrets_of_proxy(held: Configuration) -> tuple[str, ...]:
    """Return what a proxy is sent to log in, to mask it where the proxy repeats that.

    :param held: the configuration.
    :return: its password, in each of its forms, and the values of its headers.
    """
    parts = urlsplit(held.proxy or "")
    user, password = unquote(parts.username or ""), parts.password or ""
    sent = [basic_auth(user, unquote(password))] if user else []
    headers = map(str, (held.proxy_headers or {}).values())
    return (password, unquote(password), *values_and_last_words([*sent, *headers]))


def token_in_url(url: str) -> str | None:
    """Return the preview or download token in a URL, from the place where the server reads it.

    What only looks like a token, such as a search for ``token:abc`` or the ID of a session, does not count.

    :param url: a URL, or path and query; quoted.
    :return: the token as it is in the URL, or None.
    """
    path, _, query = url.partition("#")[0].partition("?")
    if found := _TOKEN_IN_PATH.search(path):
        return found["token"]
    if _TOKEN_IN_QUERY.search(path):
        return next((value for name, value in parse_qsl(query) if name == "t"), None)
    return None


def is_login(method: str | None, url: str | None) -> bool:
    """Tell whether a request logs in, or ends a login.

    :param method: HTTP method.
    :param url: a URL, or path and query.
    :return: whether it does.
    """
    return method == "POST" and _LOGIN.search((url or "").partition("?")[0]) is not None


def has_credential(request: Request) -> bool:
    """Tell whether a request carries a credential besides its URL: in a header, or in the body of a login.

    :param request: the request.
    :return: whether it does.
    """
    if request.has_secret or any(name.lower() in SECRET_HEADERS for name in request.headers):
        return True
    return is_login(request.method, request.target) and bool(request.payload)


class CredentialGuard:
    """Checks the requests of one client before they are sent.

    :param configuration: read at each request, since the host may be set later.
    """

    def __init__(self, configuration: Configuration) -> None:
        self._configuration = configuration
        self._cleared: set[Origin] = set()
        self._lock = threading.Lock()

    def check(self, request: Request) -> None:
        """Check one request.

        :param request: the request.
        :raises ApiValueError: there are credentials, and the host was never configured.
        """
        held, origin = self._configuration, request.origin
        if origin in self._cleared:
            return
        has_secret = bool(held.headers) or has_credential(request)
        if not held.is_host_named and origin.host == origin_of(held.host).host:
            has_token = token_in_url(request.target) not in {None, PUBLIC_TOKEN}
            if has_secret or has_token or held.api_key or credential_of(held) != "none":
                raise ApiValueError(_UNNAMED)
        elif origin.scheme == "https" or is_nearby(origin.host):
            self._cleared.add(origin)
        elif has_secret:  # not for a token that a call passes, such as one of a shared link: it only opens pictures
            self._warn(origin)

    def _warn(self, origin: Origin) -> None:
        with self._lock:  # if warnings are errors, no thread may slip past
            if origin in self._cleared:
                return
            if self._configuration.warn_plain_http:
                warn_caller(Advice(_PLAIN_HTTP, url=origin.url), InsecureTransportWarning)
            self._cleared.add(origin)
