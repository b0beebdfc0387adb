"""The kinds of credentials: what each sends to log in and to log out, and how it explains a refusal."""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from photoprism_client._session.reply import Reply, is_refusal
from photoprism_client._settings.validation import text
from photoprism_client._transport.credentials import credential_of
from photoprism_client._wording import Advice
from photoprism_client.configuration import Configuration
from photoprism_client.exceptions import ApiException, ForbiddenException, UnauthorizedException

_APP_PASSWORD = re.compile(r"[0-9A-Za-z]{6}(?:-[0-9A-Za-z]{6}){3}")
_PASSCODE_REQUIRED = 32
_CODE_MISSING = Advice("{This user has a second factor: pass one_time_code, or use an app password as access_token.}")
_CODE_WRONG = Advice(
    "{one_time_code is wrong, or was used before: a code is good for one login. Pass a new one, a callable that is"
    " asked for one at each login, or use an app password as access_token.}"
)


class LoginData(NamedTuple):
    """What a request about a login carries: an access token, and fields as JSON (*body*) or as a form."""

    token: str | None = None
    body: Mapping[str, str] | None = None
    form: Mapping[str, str] | None = None

    def __repr__(self) -> str:
        return "<LoginData>"  # all of it is secret


#: Sends a request (method, path, data) once, since a login is never repeated, and returns the good answer; raises
#: ApiException for another.
Ask = Callable[[str, str, LoginData], Reply]


class StillRefused(Exception):
    """Another process was refused with the same credentials a moment ago, so they were not sent.

    :param error: what to raise.
    """

    def __init__(self, error: ApiException) -> None:
        super().__init__(error)
        self.error = error


class Credentials:
    """A configured access token, or none; without a login. The base of the others.

    :param token: the access token.
    """

    can_log_in = False
    #: Whether :meth:`log_in` opens a session at the server.
    opens_session = False
    #: Whether other processes use the login.
    is_shared = False

    def __init__(self, token: str | None = None) -> None:
        self.token = token

    def log_in(self, ask: Ask) -> tuple[str | None, Reply]:
        """Log in.

        :param ask: sends a request.
        :return: the access token, or None if the answer has none; and the answer.
        :raises ApiException: the login failed.
        """
        raise NotImplementedError

    def log_out(self, ask: Ask, token: str) -> None:
        """End the session of an access token that :meth:`log_in` returned.

        :param ask: sends a request.
        :param token: the access token.
        :raises ApiException: the request failed.
        """
        raise NotImplementedError

    def end(self, ask: Ask, token: str | None) -> None:
        """End the session that :meth:`log_in` opened, also if other processes use it.

        :param ask: sends a request.
        :param token: the access token of this process, or None if it has none.
        :raises ApiException: the request failed.
        """
        if token is None:
            return
        try:
            self.log_out(ask, token)
        except ApiException as error:
            if not is_refusal(error):  # else it has ended
                raise

    def explain(self, error: ApiException) -> Advice:
        """Say why the server refused, and what to do about it.

        :param error: a 401.
        :return: a message.
        """
        return Advice(
            "The server does not accept {this access_token}, which is wrong or has ended, or this address sent too many"
            " bad ones; then the server refuses good ones, too, for some seconds. It is asked again after 10 seconds."
        )


class Password(Credentials):
    """A user name and a password, or an app password in its place."""

    can_log_in = True

    def __init__(self, username: str, password: str, one_time_code: str | Callable[[], str] | None) -> None:
        super().__init__()
        self.opens_session = not _APP_PASSWORD.fullmatch(password)
        self._login = {"username": username, "password": password}
        self._code = one_time_code

    def log_in(self, ask: Ask) -> tuple[str | None, Reply]:
        """Log in, with a one-time code if the server wants one; use an app password as it is."""
        password = self._login["password"]
        if _APP_PASSWORD.fullmatch(password):
            # A second login with one gets an access token that a server of 2024 then refuses (seen).
            try:
                return password, ask_who(ask, password)
            except ApiException as error:
                if not is_refusal(error):
                    raise  # else it is an ordinary password
        reply = self._send_login(ask)
        return reply.json.get("access_token") or reply.json.get("id"), reply

    def _send_login(self, ask: Ask) -> Reply:
        code = {"code": self._code} if isinstance(self._code, str) else {}
        try:
            return ask("POST", "/api/v1/session", LoginData(body=self._login | code))
        except UnauthorizedException as error:
            if not callable(self._code) or not _needs_code(error):
                raise
        code = {"code": text("the result of one_time_code", self._code())}
        return ask("POST", "/api/v1/session", LoginData(body=self._login | code))

    def log_out(self, ask: Ask, token: str) -> None:
        """End the session; leave an app password alone, since it is not ours to end."""
        if token != self._login["password"]:
            ask("DELETE", "/api/v1/session", LoginData(token))

    def explain(self, error: ApiException) -> Advice:
        """Tell a missing or wrong one-time code from a wrong password."""
        if _needs_code(error):
            return _CODE_MISSING
        if isinstance(error.data, dict) and error.data.get("error") == "invalid passcode":
            return _CODE_WRONG
        return Advice("username or password is wrong; they are not tried again until one of them is changed.")


class Client(Credentials):
    """The ID and the secret of an OAuth client."""

    can_log_in = True
    opens_session = True

    def __init__(self, client_id: str, client_secret: str) -> None:
        super().__init__()
        self._form = {"grant_type": "client_credentials", "client_id": client_id, "client_secret": client_secret}

    def log_in(self, ask: Ask) -> tuple[str | None, Reply]:
        """Ask for an access token; a server in public mode refuses that, and its config has the tokens to use."""
        try:
            reply = ask("POST", "/api/v1/oauth/token", LoginData(form=self._form))
        except ForbiddenException:
            reply = ask_config(ask, None)
            if reply.config.get("public") is not True:
                raise
        return reply.json.get("access_token"), reply

    def log_out(self, ask: Ask, token: str) -> None:
        """Revoke the access token."""
        ask("POST", "/api/v1/oauth/revoke", LoginData(token, form={"token": token}))

    def explain(self, error: ApiException) -> Advice:
        """Name the settings that are wrong."""
        return Advice("{client_id or client_secret} is wrong; they are not tried again until one of them is changed.")


def credentials_of(held: Configuration) -> Credentials:
    """Choose the credentials that count: see :func:`~photoprism_client._transport.credentials.credential_of`.

    :param held: the configuration.
    :return: the credentials.
    """
    match credential_of(held):
        case "client":
            return Client(held.client_id or "", held.client_secret or "")
        case "password":
            return Password(held.username or "", held.password or "", held.one_time_code)
    return Credentials(held.access_token)


def identity_of(held: Configuration) -> tuple[object, ...]:
    """Return what found tokens belong to: the host first, then all that may say who asks.

    :param held: the configuration.
    :return: values to compare with an earlier identity.
    """
    return held.host, held.access_token, held.username, held.password, held.client_id, held.client_secret


def ask_who(ask: Ask, token: str) -> Reply:
    """Ask whose an access token is.

    :param ask: sends the request.
    :param token: the access token.
    :return: the answer; its config has the preview and download tokens.
    :raises ApiException: the request failed.
    """
    try:
        return ask("GET", "/api/v1/session", LoginData(token))
    except ForbiddenException:
        # The access token lacks the scope for sessions, as a client's does.
        return ask_config(ask, token)


def ask_config(ask: Ask, token: str | None) -> Reply:
    """Ask for the server's configuration, which tells more to whoever has an access token.

    :param ask: sends the request.
    :param token: the access token, or None.
    :return: the answer.
    :raises ApiException: the request failed.
    """
    reply = ask("GET", "/api/v1/config", LoginData(token))
    return Reply(reply.headers, {"config": reply.json})


def _needs_code(error: ApiException) -> bool:
    return isinstance(error.data, dict) and error.data.get("code") == _PASSCODE_REQUIRED
