"""`AuthenticationApi`: sessions and access tokens, apart from the session that a client keeps for itself.

The plain form returns models, ``_with_http_info`` these with status and headers. The options that all of them take are
described in docs/options.md.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from photoprism_client._call.endpoint import Body, Endpoint
from photoprism_client._call.request import CallOptions, RequestTimeout
from photoprism_client._session.credentials import LoginData
from photoprism_client._settings.validation import text
from photoprism_client.api_client import ApiClient
from photoprism_client.api_response import ApiResponse

if TYPE_CHECKING:
    from photoprism_client.models.sessions import OAuthTokenResponse, SessionDeleted, SessionResponse


CREATE_SESSION = Endpoint("create_session", "/api/v1/session", "application/json", Body.JSON, None, "POST")
DELETE_SESSION = Endpoint("delete_session", "/api/v1/session", "application/json", Body.JSON, None, "DELETE")
GET_SESSION = Endpoint("get_session", "/api/v1/session", "application/json", Body.JSON, None, "GET")
OAUTH_REVOKE = Endpoint("oauth_revoke", "/api/v1/oauth/revoke", "application/json", Body.JSON, None, "POST")
OAUTH_TOKEN = Endpoint("oauth_token", "/api/v1/oauth/token", "application/json", Body.JSON, None, "POST")


class AuthenticationApi:
    """Sessions of a server. Nothing here is tried again: servers count logins.

    :param api_client: the client to use; default :meth:`ApiClient.get_default`.
    """

    def __init__(self, api_client: ApiClient | None = None) -> None:
        self.api_client = ApiClient.get_default() if api_client is None else api_client

    def create_session(
        self,
        username: str,
        password: str,
        code: str | None = None,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, Any] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, Any] | None = None,
        _host_index: int = 0,
    ) -> "SessionResponse":
        """Return a new session: log in.

        The client's own session stays as it is; to log the client in, give username and password to its configuration.
        A server takes 10 wrong logins from an address, then one a minute.

        :param username: of the user.
        :param password: or an app password.
        :param code: one-time code, for a user with a second factor.
        :return: the session; its tokens are not shown by ``repr``.
        :raises UnauthorizedException: user, password or code is wrong, or a code is needed.
        :raises RateLimitException: too many logins from this address.
        :raises ApiException: the call failed; the classes are in docs/errors.md.

        Source: POST /api/v1/session
        """
        options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self.api_client._caller.send_once(
            CREATE_SESSION, options, _read_session, LoginData(body=_login(username, password, code))
        ).data

    def create_session_with_http_info(
        self,
        username: str,
        password: str,
        code: str | None = None,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, Any] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, Any] | None = None,
        _host_index: int = 0,
    ) -> "ApiResponse[SessionResponse]":
        """Return, with status and headers, a new session: log in.

        The same as :meth:`create_session` otherwise.

        :return: status, headers and the session.
        :raises ApiException: the call failed; the classes are in docs/errors.md.

        Source: POST /api/v1/session
        """
        options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self.api_client._caller.send_once(
            CREATE_SESSION, options, _read_session, LoginData(body=_login(username, password, code))
        )

    def get_session(
        self,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, Any] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, Any] | None = None,
        _host_index: int = 0,
        *,
        access_token: str | None = None,
    ) -> "SessionResponse":
        """Return a session: whose it is, and until when.

        :param access_token: of the session; default the client's own, after a login where one is needed.
        :return: the session; its tokens are not shown by ``repr``.
        :raises UnauthorizedException: there is no such session.
        :raises ForbiddenException: the token of an OAuth client may not ask this.
        :raises ApiException: the call failed; the classes are in docs/errors.md.

        Source: GET /api/v1/session
        """
        options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self.api_client._caller.send_once(
            GET_SESSION, options, _read_session, LoginData(self._token(access_token))
        ).data

    def get_session_with_http_info(
        self,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, Any] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, Any] | None = None,
        _host_index: int = 0,
        *,
        access_token: str | None = None,
    ) -> "ApiResponse[SessionResponse]":
        """Return, with status and headers, a session: whose it is, and until when.

        The same as :meth:`get_session` otherwise.

        :return: status, headers and the session.
        :raises ApiException: the call failed; the classes are in docs/errors.md.

        Source: GET /api/v1/session
        """
        options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self.api_client._caller.send_once(
            GET_SESSION, options, _read_session, LoginData(self._token(access_token))
        )

    def delete_session(
        self,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, Any] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, Any] | None = None,
        _host_index: int = 0,
        *,
        access_token: str | None = None,
    ) -> "SessionDeleted":
        """Return what has ended: log out of a session.

        Left out, the client's own session ends; its next call logs in again where it can.

        :param access_token: of the session; default the client's own, after a login where one is needed.
        :return: the session's end.
        :raises UnauthorizedException: there is no such session.
        :raises ApiException: the call failed; the classes are in docs/errors.md.

        Source: DELETE /api/v1/session
        """
        options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self.api_client._caller.send_once(
            DELETE_SESSION, options, _read_end, LoginData(self._token(access_token))
        ).data

    def delete_session_with_http_info(
        self,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, Any] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, Any] | None = None,
        _host_index: int = 0,
        *,
        access_token: str | None = None,
    ) -> "ApiResponse[SessionDeleted]":
        """Return, with status and headers, what has ended: log out of a session.

        The same as :meth:`delete_session` otherwise.

        :return: status, headers and the session's end.
        :raises ApiException: the call failed; the classes are in docs/errors.md.

        Source: DELETE /api/v1/session
        """
        options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self.api_client._caller.send_once(
            DELETE_SESSION, options, _read_end, LoginData(self._token(access_token))
        )

    def oauth_token(
        self,
        client_id: str,
        client_secret: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, Any] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, Any] | None = None,
        _host_index: int = 0,
        *,
        scope: str | None = None,
    ) -> "OAuthTokenResponse":
        """Return a new access token of an OAuth client.

        The client's own session stays as it is; to use it there, give client_id and client_secret to its configuration.

        :param client_id: of the client.
        :param client_secret: of the client.
        :param scope: what it may be used for; default what the client may do.
        :return: the token; it is not shown by ``repr``.
        :raises UnauthorizedException: the secret is wrong.
        :raises ForbiddenException: the server is in public mode.
        :raises ApiException: the call failed; the classes are in docs/errors.md.

        Source: POST /api/v1/oauth/token
        """
        options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self.api_client._caller.send_once(
            OAUTH_TOKEN, options, _read_token, LoginData(form=_client_form(client_id, client_secret, scope))
        ).data

    def oauth_token_with_http_info(
        self,
        client_id: str,
        client_secret: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, Any] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, Any] | None = None,
        _host_index: int = 0,
        *,
        scope: str | None = None,
    ) -> "ApiResponse[OAuthTokenResponse]":
        """Return, with status and headers, a new access token of an OAuth client.

        The same as :meth:`oauth_token` otherwise.

        :return: status, headers and the token.
        :raises ApiException: the call failed; the classes are in docs/errors.md.

        Source: POST /api/v1/oauth/token
        """
        options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self.api_client._caller.send_once(
            OAUTH_TOKEN, options, _read_token, LoginData(form=_client_form(client_id, client_secret, scope))
        )

    def oauth_revoke(
        self,
        token: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, Any] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, Any] | None = None,
        _host_index: int = 0,
    ) -> "SessionDeleted":
        """Return what has ended: revoke an access token.

        :param token: the access token.
        :return: the session's end.
        :raises UnauthorizedException: there is no such token.
        :raises ForbiddenException: the server is in public mode.
        :raises ApiException: the call failed; the classes are in docs/errors.md.

        Source: POST /api/v1/oauth/revoke
        """
        options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self.api_client._caller.send_once(
            OAUTH_REVOKE, options, _read_end, LoginData(text("token", token), form={"token": token})
        ).data

    def oauth_revoke_with_http_info(
        self,
        token: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, Any] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, Any] | None = None,
        _host_index: int = 0,
    ) -> "ApiResponse[SessionDeleted]":
        """Return, with status and headers, what has ended: revoke an access token.

        The same as :meth:`oauth_revoke` otherwise.

        :return: status, headers and the session's end.
        :raises ApiException: the call failed; the classes are in docs/errors.md.

        Source: POST /api/v1/oauth/revoke
        """
        options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self.api_client._caller.send_once(
            OAUTH_REVOKE, options, _read_end, LoginData(text("token", token), form={"token": token})
        )

    def _token(self, access_token: str | None) -> str | None:
        if access_token is not None:
            return text("access_token", access_token)
        return self.api_client._caller.session.access_token()


def _read_session(body: bytes) -> "SessionResponse":
    from photoprism_client.models.reading import read_one
    from photoprism_client.models.sessions import SessionResponse

    return read_one(SessionResponse, body)


def _read_end(body: bytes) -> "SessionDeleted":
    from photoprism_client.models.reading import read_one
    from photoprism_client.models.sessions import SessionDeleted

    return read_one(SessionDeleted, body)


def _read_token(body: bytes) -> "OAuthTokenResponse":
    from photoprism_client.models.reading import read_one
    from photoprism_client.models.sessions import OAuthTokenResponse

    return read_one(OAuthTokenResponse, body)


def _login(username: str, password: str, code: str | None) -> dict[str, str]:
    login = {"username": text("username", username), "password": text("password", password)}
    return login if code is None else {**login, "code": text("code", code)}


def _client_form(client_id: str, client_secret: str, scope: str | None) -> dict[str, str]:
    form = {
        "grant_type": "client_credentials",
        "client_id": text("client_id", client_id),
        "client_secret": text("client_secret", client_secret),
    }
    return form if scope is None else {**form, "scope": text("scope", scope)}
