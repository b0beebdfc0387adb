"""`Session`: who is asking, which tokens a call carries, and how they are found and renewed.

What the server knows: an *access token* (of a login, an app password or an OAuth client) says who asks; a *preview
token* in the path opens thumbnails and covers, a *download token* in the query opens files and zips. Servers up to
early 2026 keep both in memory and refuse them after a restart, until one authenticated request is made; later ones sign
the download token and let it expire.
"""

import copy
import os
import re
import threading
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from photoprism_client._clock import Clock
from photoprism_client._session.reply import (
    Reply,
    SessionStatus,
    expires_at,
    needs_code,
    object_in,
    refusal_text,
    renewed_after,
    signed_until,
    text_in,
    time_of,
)
from photoprism_client._settings.validation import text
from photoprism_client._transport.credentials import PUBLIC_TOKEN, Credential, credential_of
from photoprism_client._wording import Advice
from photoprism_client.exceptions import (
    ApiException,
    BadRequestException,
    ForbiddenException,
    GatewayLoginError,
    IntegrityError,
    OpenApiException,
    ServiceException,
    TransportError,
    UnauthorizedException,
)
from photoprism_client.redaction import values_and_last_words

if TYPE_CHECKING:
    from photoprism_client.configuration import Configuration

TokenKind = Literal["preview", "download"]

# A token that was confirmed less than this long ago is not asked for again: a 403 is then a real one.
_CONFIRMED_FOR_S = 60.0
# The server takes one more bad access token every 10 seconds; until then a good one may be answered like a bad one.
_ASKED_AGAIN_AFTER_S = 10.0
_APP_PASSWORD = re.compile(r"[0-9A-Za-z]{6}(?:-[0-9A-Za-z]{6}){3}")

# Anything else could not stand in a path or header, and would make every later call fail.
_USABLE = re.compile(r"(?!\.\.?\Z)[!-.0-\[\]-~]{1,4096}")

_HEADERS: dict[TokenKind, str] = {"preview": "X-Preview-Token", "download": "X-Download-Token"}
_CONFIG_KEYS: dict[TokenKind, str] = {"preview": "previewToken", "download": "downloadToken"}
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_REDIRECTS = range(300, 400)
_NOT_ASKING = frozenset({"none", "tokens"})
_WITH_LOGIN = frozenset({"client", "password"})


#: Sends a request (method, path, headers, body) and returns the good answer; raises ApiException for any other.
Ask = Callable[[str, str, Mapping[str, str], Mapping[str, str] | None], Reply]


class _Access(NamedTuple):
    """An access token besides the configured one: of a login or client, or the app password given as password."""

    token: str
    kind: Literal["login", "client", "app password"]
    renew_at: float | None
    expires_at: datetime | None


class _Refusal(NamedTuple):
    """What the server said to our credentials, and until when it is not asked again; None: until they change."""

    credentials: tuple[object, ...]
    error: ApiException
    until: float | None


class Session:
    """The tokens of one client; all methods may be called from many threads.

    Nothing is asked before it is needed, and one thread asks for all. What was found belongs to the credentials and the
    host that it was found with, and to this process.

    :param configuration: credentials are read when they are needed, so that one set later counts.
    :param ask: sends the session's own requests.
    :param clock: for expiry, on the steady clock.
    """

    _access: _Access | None
    _refusal: _Refusal | None
    _found: dict[str, str]
    _replaced: dict[str, str]  # the configured token that a found one stands in for
    _renew_at: float | None
    _confirmed_at: float | None

    def __init__(self, configuration: "Configuration", ask: Ask, clock: Clock) -> None:
        self._configuration = configuration
        self._ask = ask
        self._clock = clock
        self._generation = 0
        self._left: list[_Access] = []
        self._lock = threading.RLock()
        self._process = os.getpid()
        self._found_for = self._identity()
        self._forget()

    def __repr__(self) -> str:
        return f"<Session at {self._configuration.host} by {self.credential}>"

    @property
    def generation(self) -> int:
        """How often the tokens changed or were confirmed; a call notes it before it takes a token."""
        return self._generation

    def token(self, kind: TokenKind) -> str:
        """Return the token for a picture or a download whose call named none; found out where it is not known.

        :param kind: ``preview`` for thumbnails and covers, ``download`` for files and zips.
        :return: the configured or found token, or the word ``public`` where there are no credentials.
        :raises UnauthorizedException: the credentials are refused.
        :raises RateLimitException: the server takes no login now.
        """
        self._look_around()
        known = self._known(kind)
        if known is None or self._is_to_be_renewed(kind):
            with self._lock:
                known = self._find(kind)
        return known

    def access_headers(self) -> dict[str, str]:
        """Return the header that says who asks, after a login where one is needed.

        :return: ``X-Auth-Token``, or nothing where there are no credentials.
        :raises UnauthorizedException: the credentials are refused.
        :raises RateLimitException: the server takes no login now.
        """
        self._look_around()
        with self._lock:
            if self._needs_login():
                self._log_in()
            return self._headers()

    def adopt(self, headers: Mapping[str, str]) -> None:
        """Take over the tokens that an answer of the server carries.

        :param headers: of the answer.
        """
        preview, download = headers.get("X-Preview-Token"), headers.get("X-Download-Token")
        if preview is None and download is None:
            return
        self._look_around()
        with self._lock:
            for kind, token in (("preview", preview), ("download", download)):
                if token != PUBLIC_TOKEN and token != self._found.get(kind):
                    self._take(kind, token, headers)

    def recover(self, generation: int) -> bool:
        """Renew the tokens after a 401 or 403, once for all threads that met it.

        After a renewal that did not help, the next minute's refusals are taken for real ones.

        :param generation: of the tokens that were refused.
        :return: whether another try may help.
        :raises UnauthorizedException: the credentials are refused.
        :raises RateLimitException: the server takes no login now.
        """
        self._look_around()
        with self._lock:
            if generation != self._generation:
                return True
            if self.credential in _NOT_ASKING or self._is_confirmed():
                return False
            self._refresh()
            self._confirmed_at = self._clock.monotonic()
            return True

    def recovered(self) -> None:
        """Note that renewed tokens were accepted: the next refusal may be another restart, and is asked about again."""
        self._confirmed_at = None

    def status(self) -> SessionStatus:
        """Ask the server what it knows of this session; log in where that is needed.

        :return: who asks, by which credential, and until when.
        :raises UnauthorizedException: the credentials are refused.
        :raises ApiException: the server does not answer as one.
        """
        self._look_around()
        with self._lock:
            session = None if self.credential in _NOT_ASKING else self._refresh()
            headers, access = self._headers(), self._access
        config = self._ask("GET", "/api/v1/config", headers, None).json
        ends_at = expires_at(session, self._clock) if session else None
        return SessionStatus(
            host=self._configuration.host,
            credential=self.credential,
            user=text_in(object_in(session.json, "user"), "Name") if session else None,
            is_public=config.get("public") is True,
            server_version=text_in(config, "version"),
            session_expires_at=ends_at or (access.expires_at if access else None),
            download_token_expires_at=signed_until(self._known("download")),
        )

    def close(self) -> None:
        """Log out of a session that we opened, and only of that; a failure is passed over."""
        self._look_around()
        with self._lock:
            opened = [*self._left, self._access]
            self._forget()
            self._left.clear()
        for access in opened:
            if access is not None:
                self._log_out(access)

    def keep(self) -> str | None:
        """Hand over the access token and leave its session open: ``close()`` will not log out of it.

        :return: the configured access token, or that of the login, made now where there was none; None where there are
            no credentials.
        :raises UnauthorizedException: the credentials are refused.
        :raises RateLimitException: the server takes no login now.
        """
        with self._lock:
            token = self.access_headers().get("X-Auth-Token")
            self._access = None
        return token

    @property
    def credential(self) -> Credential:
        """By what we are known: ``access token``, ``client``, ``password``, ``tokens`` or ``none``."""
        return credential_of(self._configuration)

    def secrets(self) -> tuple[str, ...]:
        """Return every secret in use, to be masked in what comes from outside.

        :return: literal secrets.
        """
        held, access = self._configuration, self._access
        configured = (
            held.password,
            held.access_token,
            held.client_secret,
            held.preview_token,
            held.download_token,
            held.one_time_code if isinstance(held.one_time_code, str) else None,
            access.token if access else None,
            held.key_password,
            *values_and_last_words(held.headers.values()),
            *self._found.values(),
            *held.api_key.values(),
        )
        return tuple(secret for secret in configured if secret)

    def _look_around(self) -> None:
        """Forget what belongs to another process, or to credentials or a host that were set before."""
        if self._process != os.getpid():
            # A lock that another thread held at the fork would never be free here; the parent logs out by itself.
            self._lock, self._process = threading.RLock(), os.getpid()
            self._left.clear()
            self._forget()
        identity = self._identity()
        if identity != self._found_for:
            with self._lock:
                if identity != self._found_for:
                    if identity[0] != self._found_for[0]:
                        self._left.clear()  # sessions at another host: their tokens are not sent to this one
                    elif self._access:
                        self._left.append(self._access)
                    self._forget()
                    self._found_for = identity

    def _forget(self) -> None:
        self._access = self._refusal = None
        self._found, self._replaced = {}, {}
        self._renew_at = self._confirmed_at = None
        self._is_public = False
        self._generation += 1

    def _identity(self) -> tuple[object, ...]:
        held = self._configuration
        return held.host, held.access_token, held.username, held.password, held.client_id, held.client_secret

    def _known(self, kind: TokenKind) -> str | None:
        held = self._configuration
        configured = held.preview_token if kind == "preview" else held.download_token
        return configured if configured and configured != self._replaced.get(kind) else self._found.get(kind)

    def _is_to_be_renewed(self, kind: TokenKind) -> bool:
        return kind == "download" and self._is_due(self._renew_at)

    def _is_due(self, moment: float | None) -> bool:
        return moment is not None and self._clock.monotonic() >= moment

    def _is_confirmed(self) -> bool:
        return self._confirmed_at is not None and self._clock.monotonic() - self._confirmed_at < _CONFIRMED_FOR_S

    def _find(self, kind: TokenKind) -> str:
        known = self._known(kind)
        if self.credential in _NOT_ASKING or (known is not None and not self._is_to_be_renewed(kind)):
            return known or PUBLIC_TOKEN
        try:
            self._refresh()
        except ApiException:
            if known is None:
                raise
            # It is good for a while yet; when it no longer is, the answer to the call says so.
            self._renew_at = self._clock.monotonic() + _ASKED_AGAIN_AFTER_S
        if self._known(kind) is None:
            # These credentials have none: not asked again for each picture.
            self._found[kind] = PUBLIC_TOKEN
        return self._known(kind) or PUBLIC_TOKEN

    def _refresh(self) -> Reply | None:
        """Find the tokens by an authenticated request, which also makes a restarted server remember them."""
        self._is_public = False
        if self._needs_login() and (login := self._log_in()):
            return login
        headers = self._headers()
        if not headers:
            return None
        self._raise_if_refused()
        try:
            return self._look_up(headers)
        except GatewayLoginError:
            raise
        except UnauthorizedException as error:
            if self.credential not in _WITH_LOGIN:
                error.message = refusal_text(error, self.credential)
                self._refusal = _Refusal(self._credentials(), error, self._clock.monotonic() + _ASKED_AGAIN_AFTER_S)
                raise
        return self._log_in() or self._look_up(self._headers())

    def _look_up(self, headers: Mapping[str, str]) -> Reply:
        try:
            reply = self._ask("GET", "/api/v1/session", headers, None)
            config = object_in(reply.json, "config")
        except ForbiddenException:
            # An access token without the scope for sessions, such as a client's.
            reply = self._ask("GET", "/api/v1/config", headers, None)
            config = reply.json
        self._take_config(config, reply.headers)
        return reply

    def _take_config(self, config: Mapping[str, Any], headers: Mapping[str, str]) -> None:
        # Without a login a private server says "public" here, too; only `public` tells (server: config.ClientPublic).
        self._is_public = config.get("public") is True
        for kind, key in _CONFIG_KEYS.items():
            if self._is_public or config.get(key) != PUBLIC_TOKEN:
                self._take(kind, config.get(key), headers)
        self._generation += 1

    def _take(self, kind: str, token: object, headers: Mapping[str, str]) -> None:
        if not isinstance(token, str) or not _USABLE.fullmatch(token):
            return
        held = self._configuration
        if configured := held.preview_token if kind == "preview" else held.download_token:
            self._replaced[kind] = configured
        self._found[kind] = token
        self._generation += 1
        if kind == "download":
            self._renew_at = self._renewal_of(token, headers)

    def _renewal_of(self, token: str, headers: Mapping[str, str]) -> float | None:
        ends_at = signed_until(token)
        left_s = ends_at.timestamp() - time_of(headers, self._clock) if ends_at else 0.0
        # What has expired as it comes is a clock gone wrong: then a 403 tells when it is to be renewed.
        return self._clock.monotonic() + renewed_after(left_s) if left_s > 0 else None

    def _headers(self) -> dict[str, str]:
        token = self._configuration.access_token
        if not token and self.credential in _WITH_LOGIN and self._access:
            token = self._access.token
        return {"X-Auth-Token": token} if token else {}

    def _needs_login(self) -> bool:
        if self.credential not in _WITH_LOGIN or self._is_public:
            return False
        return self._access is None or self._is_due(self._access.renew_at)

    def _log_in(self) -> Reply | None:
        """Ask for an access token; return the answer where it had the preview and download tokens, too."""
        self._raise_if_refused()
        credentials, is_client = self._credentials(), self.credential == "client"
        try:
            if not is_client and (session := self._try_app_password()):
                return session
            return self._note_access(self._ask_for_client_token() if is_client else self._ask_for_login())
        except (GatewayLoginError, ServiceException, TransportError):
            raise  # this says nothing of the credentials
        except ApiException as error:
            if is_client and isinstance(error, ForbiddenException) and self._finds_public_server():
                return None
            if error.status in _REDIRECTS:
                raise  # nor does the page that this leads to
            is_final = isinstance(error, (BadRequestException, ForbiddenException, UnauthorizedException))
            if isinstance(error, UnauthorizedException):
                error.message = refusal_text(error, self.credential)
            # Tried once: ten wrong logins lock this address out.
            until = None if is_final else self._clock.monotonic() + _ASKED_AGAIN_AFTER_S
            self._refusal = _Refusal(credentials, error, until)
            raise

    def _credentials(self) -> tuple[object, ...]:
        return *self._identity(), self._configuration.one_time_code

    def _raise_if_refused(self) -> None:
        refusal = self._refusal
        if refusal is None or refusal.credentials != self._credentials() or self._is_due(refusal.until):
            return
        raise copy.copy(refusal.error)

    def _finds_public_server(self) -> bool:
        """Tell whether a server refuses clients because it lets everyone in, and take its word for tokens then."""
        reply = self._ask("GET", "/api/v1/config", {}, None)
        self._take_config(reply.json, reply.headers)
        return self._is_public

    def _try_app_password(self) -> Reply | None:
        """Use a password in the form of an app password as it is.

        A server of 2024 answers a second login with one by an access token that it then refuses (seen).
        """
        password = self._configuration.password or ""
        if not _APP_PASSWORD.fullmatch(password):
            return None
        try:
            reply = self._look_up({"X-Auth-Token": password})
        except GatewayLoginError:
            raise
        except UnauthorizedException:
            return None  # then it is an ordinary password
        self._access, self._refusal = _Access(password, "app password", None, None), None
        return reply

    def _ask_for_login(self) -> Reply:
        held = self._configuration
        body = {"username": held.username or "", "password": held.password or ""}
        code = held.one_time_code
        if isinstance(code, str):
            body["code"] = code
        try:
            return self._ask("POST", "/api/v1/session", {}, body)
        except UnauthorizedException as error:
            if not callable(code) or not needs_code(error):
                raise
        body["code"] = text("the result of one_time_code", code())
        return self._ask("POST", "/api/v1/session", {}, body)

    def _ask_for_client_token(self) -> Reply:
        held = self._configuration
        form = {
            "grant_type": "client_credentials",
            "client_id": held.client_id or "",
            "client_secret": held.client_secret or "",
        }
        return self._ask("POST", "/api/v1/oauth/token", _FORM, form)

    def _note_access(self, reply: Reply) -> Reply | None:
        config = object_in(reply.json, "config")
        token = reply.json.get("access_token") or reply.json.get("id")
        if isinstance(token, str) and _USABLE.fullmatch(token):
            lifetime_s, renew_at = reply.json.get("expires_in"), None
            if isinstance(lifetime_s, (int, float)) and lifetime_s > 0:
                renew_at = self._clock.monotonic() + renewed_after(lifetime_s)
            kind: Literal["login", "client", "app password"] = "client" if self.credential == "client" else "login"
            if token == self._configuration.password:
                kind = "app password"
            self._access = _Access(token, kind, renew_at, expires_at(reply, self._clock))
        elif config.get("public") is not True:
            raise IntegrityError(200, "the login was answered without an access token", message=Advice("Check {host}."))
        self._refusal = None
        self._generation += 1
        if not config:
            return None
        self._take_config(config, reply.headers)
        return reply

    def _log_out(self, access: _Access) -> None:
        if access.kind == "app password":
            return  # it is not ours to end
        headers = {"X-Auth-Token": access.token}
        try:
            if access.kind == "login":
                self._ask("DELETE", "/api/v1/session", headers, None)
            else:
                self._ask("POST", "/api/v1/oauth/revoke", headers | _FORM, {"token": access.token})
        except OpenApiException:
            return  # it expires by itself, and an error of the with block must not be hidden by this one
