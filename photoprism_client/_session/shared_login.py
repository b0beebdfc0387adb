"""`SharedLogin`: one login for all processes of a user on a machine.

Each process asks the server "who am I?" with the access token in the file, and the first that is refused logs in and
writes the new token; the others wait for it, and take that. So a login, or a wrong password, is sent once::

    file has a refusal  raise it, for a minute (a 429: ten seconds), if the password is the one that was refused.
    file has a token    ask "who am I?" with it. Refused, or about to end: log in.
    otherwise           log in; write the token, or that the server refused.

All of that is done under the lock. Where the default folder cannot be used, each process logs in separately. `close()`
leaves the session open for the others, until it expires.
"""

import hmac
import logging
import math
import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from http import HTTPStatus
from typing import Any

from photoprism_client._clock import Clock
from photoprism_client._session.credentials import Ask, Credentials, StillRefused, ask_who
from photoprism_client._session.login_file import LoginFile, default_folder
from photoprism_client._session.reply import Reply, is_refusal, object_in, renewed_after, text_in, time_of
from photoprism_client._session.tokens import is_usable
from photoprism_client._wording import Advice
from photoprism_client.configuration import Configuration
from photoprism_client.exceptions import (
    ApiException,
    ApiValueError,
    BadRequestException,
    ForbiddenException,
    GatewayLoginError,
    RateLimitException,
    UnauthorizedException,
)

_logger = logging.getLogger("photoprism_client")

# The server gives back one failed login a minute.
_REFUSED_FOR_S: Mapping[int | None, float] = {400: 60.0, 401: 60.0, 403: 60.0, 429: 10.0}
_ERRORS: Mapping[int, type[ApiException]] = {
    400: BadRequestException,
    401: UnauthorizedException,
    403: ForbiddenException,
    429: RateLimitException,
}
_ALONE = "this process logs in for itself: %s"
_ELSEWHERE = "Another process of this user was refused within the last minute."


class SharedLogin(Credentials):
    """Credentials whose login other processes use, too.

    :param own: log in where no other process has.
    :param file: where the processes meet.
    :param secret: the password and code, or the client's secret: a refusal is only for these.
    :param clock: for waiting, and for the age of a refusal.
    :param must_share: whether a file that cannot be used is an error; else each process then logs in separately.
    """

    can_log_in = True

    def __init__(self, own: Credentials, file: LoginFile, secret: str, clock: Clock, *, must_share: bool) -> None:
        super().__init__()
        self._own, self._file, self._secret, self._clock = own, file, secret, clock
        self._must_share = must_share

    def log_in(self, ask: Ask) -> tuple[str | None, Reply]:
        """Take the login in the file, or log in and write that there.

        :param ask: sends a request.
        :return: as for :meth:`Credentials.log_in`.
        :raises StillRefused: another process was refused with the same secret.
        :raises ApiValueError: the folder or file cannot be used, or others may open it, and it must be shared.
        :raises ApiException: the login failed.
        """
        with self._saved() as saved:
            if saved is None:
                return self._own.log_in(ask)
            self._raise_if_refused(object_in(saved, "refused"))
            return self._taken(saved, ask) or self._made(saved, ask)

    def log_out(self, ask: Ask, token: str) -> None:
        """Leave the session open if other processes may use it."""
        if not self.is_shared:
            self._own.log_out(ask, token)

    def end(self, ask: Ask, token: str | None) -> None:
        """End the session for all processes, and remove it from the file."""
        with self._saved() as saved:
            for known in {token, (saved or {}).get("access_token")}:
                if is_usable(known):
                    self._own.end(ask, known)
            if saved is not None:
                self._file.remove()
        self.is_shared = False

    def explain(self, error: ApiException) -> Advice:
        """Say why the server refused, as the credentials do that are shared."""
        return self._own.explain(error)

    @contextmanager
    def _saved(self) -> Iterator[Mapping[str, Any] | None]:
        """Hold the lock, and yield what is in the file; None if it cannot be used, and need not be."""
        with ExitStack() as stack:
            saved = None
            try:
                stack.enter_context(self._file.locked(self._clock))
                saved = self._file.read()
            except ApiValueError as error:
                if self._must_share:
                    raise
                _logger.warning(_ALONE, error)
            yield saved

    def _taken(self, saved: Mapping[str, Any], ask: Ask) -> tuple[str, Reply] | None:
        """Return the login in the file; None if it is refused, due to be renewed, or not there."""
        token = saved.get("access_token")
        if not is_usable(token):
            return None
        try:
            reply = ask_who(ask, token)
        except ApiException as error:
            if not is_refusal(error):
                raise
            return None
        now = time_of(reply.headers, self._clock)
        if now >= _number(saved.get("renew_at")):
            return None
        self.is_shared = True
        return token, Reply(reply.headers, {**reply.json, "expires_in": _number(saved.get("ends_at")) - now})

    def _made(self, saved: Mapping[str, Any], ask: Ask) -> tuple[str | None, Reply]:
        try:
            token, reply = self._own.log_in(ask)
        except ApiException as error:
            self._note_refusal(error, saved)
            raise
        if is_usable(token) and reply.config.get("public") is not True:
            now, lifetime_s = time_of(reply.headers, self._clock), reply.lifetime_s
            moments = {"ends_at": now + lifetime_s, "renew_at": now + renewed_after(lifetime_s)}
            ends = moments if math.isfinite(lifetime_s) else {}
            self.is_shared = self._file.write({"access_token": token, **ends})
        return token, reply

    def _note_refusal(self, error: ApiException, saved: Mapping[str, Any]) -> None:
        """Write a refusal, and keep the token: a server refuses it for some seconds after too many bad ones."""
        lasts_s = _REFUSED_FOR_S.get(error.status)
        if lasts_s is None or isinstance(error, GatewayLoginError):
            return  # an outage says nothing of the credentials
        salt = object_in(saved, "refused").get("salt")  # the same again: marks of many salts would tell more
        salt = salt if isinstance(salt, str) else secrets.token_hex(16)
        refused = {
            "status": error.status,
            "url": error.url,
            "until": self._clock.now() + lasts_s,
            "why": self._own.explain(error).template if is_refusal(error) else None,
            "salt": salt,
            "mark": self._mark(salt),
        }
        self._file.write({**saved, "refused": refused})

    def _raise_if_refused(self, refused: Mapping[str, Any]) -> None:
        match refused:
            case {
                "status": int(status),
                "until": int() | float() as until,
                "salt": str(salt),
                "mark": mark,
            }:
                left_s, longest_s = until - self._clock.now(), _REFUSED_FOR_S.get(status, 0.0)
                # A wall clock that was set back does not make it longer.
                if 0 < left_s <= longest_s and mark == self._mark(salt):
                    raise StillRefused(_error(status, text_in(refused, "why"), text_in(refused, "url")))

    def _mark(self, salt: str) -> int:
        """Return one byte: enough to see that the password was changed, and too little to guess it from."""
        return hmac.digest(salt.encode("utf-8", "surrogatepass"), self._secret.encode(), "sha256")[0]


def _error(status: int, why: str | None, url: str | None) -> ApiException:
    """Make the error that another process got; it is one of a login, which no call waits for."""
    message = Advice(f"{why} {_ELSEWHERE}") if why else _ELSEWHERE
    return _ERRORS[status](status, HTTPStatus(status).phrase, message=message, method="POST", url=url)


def shared_if_wanted(own: Credentials, held: Configuration, clock: Clock) -> Credentials:
    """Return credentials that share their login with other processes, if a configuration says so and a login is needed.

    :param own: the credentials that count.
    :param held: the configuration.
    :param clock: for waiting and for ages.
    :return: these, or *own*.
    """
    wanted = held.shared_login
    if wanted is False or not own.opens_session:
        return own
    try:
        folder = default_folder(os.environ) if wanted is True else wanted
    except ApiValueError as error:
        _logger.warning(_ALONE, error)
        return own
    code = held.one_time_code if isinstance(held.one_time_code, str) else ""
    is_client = bool(held.client_id and held.client_secret)
    user = f"client {held.client_id}" if is_client else f"user {held.username}"
    secret = held.client_secret if is_client else f"{held.password}\n{code}"
    file = LoginFile(folder, held.host, user)
    return SharedLogin(own, file, secret or "", clock, must_share=wanted is not True)


def _number(value: object) -> float:
    return value if isinstance(value, (int, float)) else math.inf
