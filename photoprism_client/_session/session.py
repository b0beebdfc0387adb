"""`Session`: who asks, login and renewal, one at a time for all threads.

The life of the tokens::

    access token    says who asks. Configured, or from a login, made at the first call that needs one and renewed
                    before it ends. `close()` ends the logins that we made, also those with earlier credentials.
    preview token   opens thumbnails and covers, in the path. Configured, or found in the config that a login and the
                    question "who am I?" are answered with, or in the headers of a search.
    download token  opens files and zips, in the query. Found likewise; a signed one is renewed before it expires.
    401 or 403      asks "who am I?", which makes a restarted server of 2024 remember its tokens, and logs in again if
                    the access token is refused; then the call is sent once more. Refused within a minute: final.
    shared login    an access token that other processes use, too: see `shared_login`. `close()` does not end it.
    refused login   is not sent again for 10 seconds; if the credentials are wrong, not until they change.
    fork, pickle    carry no tokens over; the parent logs out. Another user or host in the configuration forgets all.
"""

import copy
import math
import os
import threading
from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from photoprism_client._clock import Clock
from photoprism_client._session.credentials import (
    Ask,
    Credentials,
    StillRefused,
    ask_config,
    ask_who,
    credentials_of,
    identity_of,
)
from photoprism_client._session.reply import Reply, is_refusal, renewed_after
from photoprism_client._session.shared_login import shared_if_wanted
from photoprism_client._session.tokens import TokenKind, TokenStore, is_usable
from photoprism_client._settings.setting_checks import SECRET_SETTINGS
from photoprism_client._transport.credentials import Credential, credential_of, secrets_of_proxy
from photoprism_client._wording import Advice
from photoprism_client.configuration import Configuration
from photoprism_client.exceptions import ApiException, GatewayLoginError, IntegrityError, OpenApiException
from photoprism_client.redaction import values_and_last_words

# Tokens that were renewed less than this long ago are not renewed again: a 403 is then a real one.
_CONFIRMED_FOR_S = 60.0
# The server takes one more bad access token every 10 seconds; until then a good one may be answered like a bad one.
_ASKED_AGAIN_AFTER_S = 10.0
_ABOUT_CREDENTIALS = frozenset({*range(200, 300), *range(400, 500)})


class _Login(NamedTuple):
    """An access token that a login returned, and what it was made with."""

    token: str
    credentials: Credentials
    renew_at: float
    expires_at: datetime | None

    def __repr__(self) -> str:
        return f"<Login until {self.expires_at or 'it is ended'}>"


class _Refusal(NamedTuple):
    """What the server said to credentials, and until when it is not asked again."""

    tried: tuple[object, ...]
    error: ApiException
    until: float

    def __repr__(self) -> str:
        return f"<Refusal with {self.error!r}>"  # what was tried is secret


class Session:
    """The login and the tokens of one client; all methods may be called from many threads.

    It asks for nothing before it is needed, and one thread asks for all. Tokens belong to the credentials and the host
    that they were found with, and to this process.

    :param configuration: read at each call: a credential that is set later counts.
    :param ask: sends the session's own requests.
    :param clock: for expiry, on the steady clock.
    """

    _login: _Login | None
    _refusal: _Refusal | None
    _final_until: float  # until then a 401 or 403 is final

    def __init__(self, configuration: Configuration, ask: Ask, clock: Clock) -> None:
        self.configuration = configuration
        self._ask = ask
        self._clock = clock
        #: A call notes their ``generation`` before it takes one.
        self.tokens = TokenStore(configuration, clock)
        self._earlier: list[_Login] = []  # made with credentials that have been replaced
        self._lock = threading.RLock()
        self._process = os.getpid()
        self._identity = identity_of(configuration)
        self._forget()

    def __repr__(self) -> str:
        return f"<Session at {self.configuration.host} by {self.credential}>"

    @property
    def credential(self) -> Credential:
        """What the server knows us by: ``access token``, ``client``, ``password``, ``tokens`` or ``none``."""
        return credential_of(self.configuration)

    def token(self, kind: TokenKind) -> str:
        """Return the token for a picture or a download whose call named none; ask for it if it is not known.

        :param kind: ``preview`` for thumbnails and covers, ``download`` for files and zips.
        :return: the configured or found token, or the word ``public`` if there are no credentials.
        :raises UnauthorizedException: the credentials are refused.
        :raises RateLimitException: the server takes no login now.
        """
        self._forget_if_changed()
        known = self.tokens.get(kind)
        if known is None or self.tokens.is_due(kind):
            with self._lock:
                known = self._find(kind)
        return known

    def access_token(self) -> str | None:
        """Return the token that says who asks, after a login if one is needed.

        :return: the token, or None if there are no credentials.
        :raises UnauthorizedException: the credentials are refused.
        :raises RateLimitException: the server takes no login now.
        """
        self._forget_if_changed()
        with self._lock:
            if self._needs_login():
                self._log_in()
            return self._access_token()

    def adopt_tokens(self, headers: Mapping[str, str], *, is_ours: bool = True) -> None:
        """Take over the tokens that an answer offers.

        Don't adopt tokens from an answer to someone else's credentials, unless we have none of our own.

        :param headers: of the answer.
        :param is_ours: whether the request carried our credentials.
        """
        preview, download = headers.get("X-Preview-Token"), headers.get("X-Download-Token")
        if (preview is None and download is None) or not (is_ours or self.credential == "none"):
            return
        self._forget_if_changed()
        with self._lock:
            self.tokens.take_offered({"preview": preview, "download": download}, headers)

    def renew(self, generation: int) -> bool:
        """Renew the tokens after a 401 or 403, once for all threads that met it.

        After a renewal that did not help, the next minute's refusals are final.

        :param generation: of the tokens that were refused.
        :return: whether another try may help.
        :raises UnauthorizedException: the credentials are refused.
        :raises RateLimitException: the server takes no login now.
        """
        self._forget_if_changed()
        with self._lock:
            if generation != self.tokens.generation:
                return True
            if self._clock.monotonic() < self._final_until or self._refresh() is None:
                return False
            self._final_until = self._clock.monotonic() + _CONFIRMED_FOR_S
            return True

    def note_accepted(self) -> None:
        """Note that renewed tokens were accepted: a refusal may then mean another restart, and is not final."""
        self._final_until = -math.inf

    def check(self) -> tuple[Reply | None, Reply, datetime | None]:
        """Ask the server who we are, and for its configuration; log in if that is needed.

        :return: the answer to the first question, or None without credentials; the answer to the second; and when the
            access token expires, where known.
        :raises UnauthorizedException: the credentials are refused.
        :raises ApiException: the server does not answer as one.
        """
        self._forget_if_changed()
        with self._lock:
            who = self._refresh()
            token, login = self._access_token(), self._login
        ends_at = who.expires_at(self._clock) if who else None
        return who, ask_config(self._ask, token), ends_at or (login.expires_at if login else None)

    def log_out(self) -> None:
        """Log out of the session that we opened, or that our processes share; the next call logs in again.

        :raises ApiException: the request failed; the session may be open still.
        """
        self._forget_if_changed()
        with self._lock:
            login = self._login
            credentials = login.credentials if login else self._credentials()
            credentials.end(self._ask, login.token if login else None)
            self._forget()

    def close(self) -> None:
        """Log out of the sessions that we opened for ourselves, and only of these; ignore a failure."""
        self._forget_if_changed()
        with self._lock:
            opened = [login for login in (*self._earlier, self._login) if login]
            self._earlier.clear()
            self._forget()
        for login in opened:
            try:
                login.credentials.log_out(self._ask, login.token)
            except OpenApiException:
                continue  # it expires by itself, and must not hide an error of the with block

    def hand_over(self) -> str | None:
        """Hand over the access token and leave its session open: ``close()`` will not log out of it.

        :return: as for :meth:`access_token`.
        :raises UnauthorizedException: the credentials are refused.
        :raises RateLimitException: the server takes no login now.
        """
        with self._lock:
            token = self.access_token()
            self._login = None
        return token

    def secrets(self) -> tuple[str, ...]:
        """Return every secret in use, to mask in answers and errors.

        :return: literal secrets.
        """
        held, login = self.configuration, self._login
        in_use = [getattr(held, name) for name in SECRET_SETTINGS]
        in_use += [*values_and_last_words(held.headers.values()), *secrets_of_proxy(held)]
        in_use += [login.token if login else None, *self.tokens.found(), *held.api_key.values()]
        return tuple(secret for secret in in_use if isinstance(secret, str) and secret)

    def _forget_if_changed(self) -> None:
        """Forget what belongs to another process, or to earlier credentials or another host."""
        if self._process != os.getpid():
            # A lock that another thread held at the fork would never be free here; the parent logs out by itself.
            self._lock, self._process = threading.RLock(), os.getpid()
            self._earlier.clear()
            self._forget()
        identity = identity_of(self.configuration)
        if identity != self._identity:
            with self._lock:
                if identity == self._identity:
                    return
                if identity[0] != self._identity[0]:
                    self._earlier.clear()  # sessions at another host: their tokens are not sent to this one
                elif self._login:
                    self._earlier.append(self._login)
                self._forget()
                self._identity = identity

    def _forget(self) -> None:
        self._login = self._refusal = None
        self._final_until = -math.inf
        self.tokens.forget()

    def _find(self, kind: TokenKind) -> str:
        known = self.tokens.get(kind)
        if known is not None and not self.tokens.is_due(kind):
            return known  # another thread found it meanwhile
        try:
            self._refresh()
        except ApiException:
            if known is None:
                raise
            # It is still good for a while; then the call is refused, which renews it.
            self.tokens.postpone_renewal(_ASKED_AGAIN_AFTER_S)
            return known
        return self.tokens.get(kind) or self.tokens.use_public(kind)

    def _refresh(self) -> Reply | None:
        """Ask who we are, which also finds the tokens; log in first if needed. Return None without credentials."""
        self.tokens.is_public = False
        if self._needs_login() or (self._login and self._login.credentials.is_shared):
            return self._log_in_and_find_tokens()
        token = self._access_token()
        if token is None:
            return None
        tried = self._raise_if_refused()
        try:
            reply = ask_who(self._ask, token)
            self.tokens.take_config(reply)
            return reply
        except ApiException as error:
            if not is_refusal(error):
                raise
            credentials = credentials_of(self.configuration)
            if not credentials.can_log_in:
                self._remember_refusal(tried, credentials, error)
                raise
        return self._log_in_and_find_tokens()

    def _log_in_and_find_tokens(self) -> Reply:
        reply = self._log_in()
        token = self._access_token()
        if not reply.config and token is not None:
            reply = ask_who(self._ask, token)
            self.tokens.take_config(reply)
        return reply

    def _credentials(self) -> Credentials:
        return shared_if_wanted(credentials_of(self.configuration), self.configuration, self._clock)

    def _access_token(self) -> str | None:
        credentials = credentials_of(self.configuration)
        if credentials.can_log_in:
            return self._login.token if self._login else None
        return credentials.token

    def _needs_login(self) -> bool:
        if self.tokens.is_public or not credentials_of(self.configuration).can_log_in:
            return False
        return self._login is None or self._clock.monotonic() >= self._login.renew_at

    def _log_in(self) -> Reply:
        tried, credentials = self._raise_if_refused(), self._credentials()
        try:
            token, reply = credentials.log_in(self._ask)
            self._note_login(token, credentials, reply)
        except StillRefused as refusal:
            raise refusal.error from None
        except ApiException as error:
            # A gateway, an outage or a redirect says nothing of the credentials.
            if error.status in _ABOUT_CREDENTIALS and not isinstance(error, GatewayLoginError):
                self._remember_refusal(tried, credentials, error)
            raise
        return reply

    def _note_login(self, token: object, credentials: Credentials, reply: Reply) -> None:
        if is_usable(token):
            renew_at = self._clock.monotonic() + renewed_after(reply.lifetime_s)
            self._login = _Login(token, credentials, renew_at, reply.expires_at(self._clock))
        elif reply.config.get("public") is not True:
            raise IntegrityError(200, "the login was answered without an access token", message=Advice("Check {host}."))
        self._refusal = None
        self.tokens.generation += 1
        if reply.config:
            self.tokens.take_config(reply)

    def _remember_refusal(self, tried: tuple[object, ...], credentials: Credentials, error: ApiException) -> None:
        """Keep a refused login from being sent again: ten wrong ones lock this address out."""
        if is_refusal(error):
            error.message = credentials.explain(error)
        # A good access token may be answered like a bad one.
        is_final = error.status in {400, 401, 403} and credentials.can_log_in
        until = math.inf if is_final else self._clock.monotonic() + _ASKED_AGAIN_AFTER_S
        self._refusal = _Refusal(tried, error, until)

    def _raise_if_refused(self) -> tuple[object, ...]:
        """Raise the earlier refusal of the same credentials; return what identifies these."""
        tried, refusal = (*identity_of(self.configuration), self.configuration.one_time_code), self._refusal
        if refusal and refusal.tried == tried and self._clock.monotonic() < refusal.until:
            raise copy.copy(refusal.error)
        return tried
