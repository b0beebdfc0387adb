"""`AuthenticationOperations`: written by codegen, do not edit."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from photoprism_client._call.endpoint import Body, Endpoint
from photoprism_client._call.request import CallOptions, RequestTimeout
from photoprism_client._settings.validation import text, whole_number
from photoprism_client._transport.response import RESTResponse
from photoprism_client.api._answers import nothing, one
from photoprism_client.api._operations import Operation, Operations, Sent
from photoprism_client.api.filter_values import number
from photoprism_client.api_response import ApiResponse

if TYPE_CHECKING:
    from photoprism_client.models.oauth_token_response import OAuthTokenResponse
    from photoprism_client.models.session_deleted import SessionDeleted
    from photoprism_client.models.session_response import SessionResponse

API_V1_OAUTH_REVOKE_POST: Operation[None] = Operation(
    Endpoint("api_v1_oauth_revoke_post", "/api/v1/oauth/revoke", "application/json", Body.JSON, None, "POST"),
    nothing,
    body=Sent("body"),
    has_secrets=True,
)
API_V1_OAUTH_TOKEN_POST: Operation[None] = Operation(
    Endpoint("api_v1_oauth_token_post", "/api/v1/oauth/token", "application/json", Body.JSON, None, "POST"),
    nothing,
    body=Sent("body"),
    has_secrets=True,
)
API_V1_SESSION_POST: Operation[None] = Operation(
    Endpoint("api_v1_session_post", "/api/v1/session", "application/json", Body.JSON, None, "POST"),
    nothing,
    body=Sent("body"),
    is_sessionless=True,
    has_secrets=True,
)
API_V1_SESSIONS_POST: Operation[None] = Operation(
    Endpoint("api_v1_sessions_post", "/api/v1/sessions", "application/json", Body.JSON, None, "POST"),
    nothing,
    body=Sent("body"),
    is_sessionless=True,
    has_secrets=True,
)
API_V1_USERS_UID_PASSWORD_PUT: Operation[None] = Operation(
    Endpoint(
        "api_v1_users_uid_password_put",
        "/api/v1/users/{uid}/password",
        "application/json",
        Body.JSON,
        None,
        "PUT",
    ),
    nothing,
    body=Sent("body"),
    has_secrets=True,
)
API_V1_USERS_UID_SESSIONS_GET: Operation[None] = Operation(
    Endpoint("api_v1_users_uid_sessions_get", "/api/v1/users/{uid}/sessions", "application/json", Body.JSON, None),
    nothing,
    query={
        "count": number(whole_number(1, 100_000)),
        "offset": number(whole_number(0, 100_000_000)),
        "q": text,
        "provider": text,
        "method": text,
    },
)
CREATE_SESSION: "Operation[SessionResponse]" = Operation(
    Endpoint("create_session", "/api/v1/session", "application/json", Body.JSON, None, "POST"),
    one("session_response", "SessionResponse"),
    json=("username", "password", "code"),
    optional=("code",),
    is_sessionless=True,
)
DELETE_SESSION: "Operation[SessionDeleted]" = Operation(
    Endpoint("delete_session", "/api/v1/session", "application/json", Body.JSON, None, "DELETE"),
    one("session_deleted", "SessionDeleted"),
    header="access_token",
    is_sessionless=True,
)
GET_SESSION: "Operation[SessionResponse]" = Operation(
    Endpoint("get_session", "/api/v1/session", "application/json", Body.JSON, None),
    one("session_response", "SessionResponse"),
    header="access_token",
    is_sessionless=True,
)
OAUTH_REVOKE: "Operation[SessionDeleted]" = Operation(
    Endpoint("oauth_revoke", "/api/v1/oauth/revoke", "application/json", Body.JSON, None, "POST"),
    one("session_deleted", "SessionDeleted"),
    form=("token",),
    header="token",
    is_sessionless=True,
)
OAUTH_TOKEN: "Operation[OAuthTokenResponse]" = Operation(
    Endpoint("oauth_token", "/api/v1/oauth/token", "application/json", Body.JSON, None, "POST"),
    one("oauth_token_response", "OAuthTokenResponse"),
    form=("client_id", "client_secret", "scope"),
    optional=("scope",),
    fixed={"grant_type": "client_credentials"},
    is_sessionless=True,
)


class AuthenticationOperations(Operations):
    """The operations of `AuthenticationApi`."""

    def api_v1_oauth_revoke_post(
        self,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
        *,
        body: Mapping[str, object] | None = None,
    ) -> None:
        """Revoke an access token or an app password.

        :param body: ``token``, and ``token_type_hint``: ``access_token``, ``session_id`` or ``ref_id``.
        :raises BadRequestException: no token is named.
        :raises UnauthorizedException: the server does not know the token.
        :raises ForbiddenException: the server is public.

        Source: POST /api/v1/oauth/revoke
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        self._ask(API_V1_OAUTH_REVOKE_POST, {"body": body}, _options)

    def api_v1_oauth_revoke_post_with_http_info(
        self,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
        *,
        body: Mapping[str, object] | None = None,
    ) -> ApiResponse[None]:
        """Do what :meth:`api_v1_oauth_revoke_post` does; return status and headers as well.

        :return: status, headers and None.

        Source: POST /api/v1/oauth/revoke
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(API_V1_OAUTH_REVOKE_POST, {"body": body}, _options)

    def api_v1_oauth_revoke_post_without_preload_content(
        self,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
        *,
        body: Mapping[str, object] | None = None,
    ) -> RESTResponse:
        """Send what :meth:`api_v1_oauth_revoke_post` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: POST /api/v1/oauth/revoke
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(API_V1_OAUTH_REVOKE_POST, {"body": body}, _options)

    def api_v1_oauth_token_post(
        self,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
        *,
        body: Mapping[str, object] | None = None,
    ) -> None:
        """Create an access token: of an OAuth client, or an app password of the user who is logged in.

        :param body: ``grant_type`` (``password`` or ``client_credentials``) and what belongs to it: ``username``,
            ``password``, ``client_name``, ``scope`` and ``expires_in`` in seconds, or ``client_id`` and
            ``client_secret``.
        :raises UnauthorizedException: a name, password or secret is wrong, or an app password asks for another.
        :raises ForbiddenException: the server is public.
        :raises RateLimitException: too many logins from this address: one more a minute.

        Source: POST /api/v1/oauth/token
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        self._ask(API_V1_OAUTH_TOKEN_POST, {"body": body}, _options)

    def api_v1_oauth_token_post_with_http_info(
        self,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
        *,
        body: Mapping[str, object] | None = None,
    ) -> ApiResponse[None]:
        """Do what :meth:`api_v1_oauth_token_post` does; return status and headers as well.

        :return: status, headers and None.

        Source: POST /api/v1/oauth/token
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(API_V1_OAUTH_TOKEN_POST, {"body": body}, _options)

    def api_v1_oauth_token_post_without_preload_content(
        self,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
        *,
        body: Mapping[str, object] | None = None,
    ) -> RESTResponse:
        """Send what :meth:`api_v1_oauth_token_post` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: POST /api/v1/oauth/token
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(API_V1_OAUTH_TOKEN_POST, {"body": body}, _options)

    def api_v1_session_post(
        self,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
        *,
        body: Mapping[str, object] | None = None,
    ) -> None:
        """Log in; ``create_session`` returns the session.

        The client's own session stays as it is.

        :param body: ``username`` and ``password``, and a ``code``; or the ``token`` of a link.
        :raises UnauthorizedException: user, password or code is wrong, or a code is needed.
        :raises NotFoundException: there is no link with this token.
        :raises RateLimitException: too many logins from this address: one more a minute.

        Source: POST /api/v1/session
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        self._ask(API_V1_SESSION_POST, {"body": body}, _options)

    def api_v1_session_post_with_http_info(
        self,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
        *,
        body: Mapping[str, object] | None = None,
    ) -> ApiResponse[None]:
        """Do what :meth:`api_v1_session_post` does; return status and headers as well.

        :return: status, headers and None.

        Source: POST /api/v1/session
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(API_V1_SESSION_POST, {"body": body}, _options)

    def api_v1_session_post_without_preload_content(
        self,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
        *,
        body: Mapping[str, object] | None = None,
    ) -> RESTResponse:
        """Send what :meth:`api_v1_session_post` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: POST /api/v1/session
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(API_V1_SESSION_POST, {"body": body}, _options)

    def api_v1_sessions_post(
        self,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
        *,
        body: Mapping[str, object] | None = None,
    ) -> None:
        """Log in; ``create_session`` returns the session.

        The client's own session stays as it is.

        :param body: ``username`` and ``password``, and a ``code``; or the ``token`` of a link.
        :raises UnauthorizedException: user, password or code is wrong, or a code is needed.
        :raises RateLimitException: too many logins from this address: one more a minute.

        Source: POST /api/v1/sessions
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        self._ask(API_V1_SESSIONS_POST, {"body": body}, _options)

    def api_v1_sessions_post_with_http_info(
        self,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
        *,
        body: Mapping[str, object] | None = None,
    ) -> ApiResponse[None]:
        """Do what :meth:`api_v1_sessions_post` does; return status and headers as well.

        :return: status, headers and None.

        Source: POST /api/v1/sessions
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(API_V1_SESSIONS_POST, {"body": body}, _options)

    def api_v1_sessions_post_without_preload_content(
        self,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
        *,
        body: Mapping[str, object] | None = None,
    ) -> RESTResponse:
        """Send what :meth:`api_v1_sessions_post` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: POST /api/v1/sessions
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(API_V1_SESSIONS_POST, {"body": body}, _options)

    def api_v1_users_uid_password_put(
        self,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
        *,
        uid: str | None = None,
        body: Mapping[str, object] | None = None,
    ) -> None:
        """Change the password of a user.

        :param uid: UID of the user, which the session has.
        :param body: ``old`` and ``new``, 8 characters or more.
        :raises BadRequestException: the old password is wrong, or the new one too short.
        :raises ForbiddenException: this is another user's account, or the server is public.

        Source: PUT /api/v1/users/{uid}/password
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        self._ask(API_V1_USERS_UID_PASSWORD_PUT, {"uid": uid, "body": body}, _options)

    def api_v1_users_uid_password_put_with_http_info(
        self,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
        *,
        uid: str | None = None,
        body: Mapping[str, object] | None = None,
    ) -> ApiResponse[None]:
        """Do what :meth:`api_v1_users_uid_password_put` does; return status and headers as well.

        :return: status, headers and None.

        Source: PUT /api/v1/users/{uid}/password
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(API_V1_USERS_UID_PASSWORD_PUT, {"uid": uid, "body": body}, _options)

    def api_v1_users_uid_password_put_without_preload_content(
        self,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
        *,
        uid: str | None = None,
        body: Mapping[str, object] | None = None,
    ) -> RESTResponse:
        """Send what :meth:`api_v1_users_uid_password_put` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: PUT /api/v1/users/{uid}/password
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(API_V1_USERS_UID_PASSWORD_PUT, {"uid": uid, "body": body}, _options)

    def api_v1_users_uid_sessions_get(
        self,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
        *,
        uid: str | None = None,
        count: int = 1000,
        offset: int | None = None,
        q: str | None = None,
        provider: str | None = None,
        method: str | None = None,
    ) -> None:
        """List the sessions and app passwords of a user.

        :param uid: UID of the user, which the session has.
        :param count: rows, 1 to 100 000; default 1000.
        :param offset: rows to leave out, 0 or more; default 0.
        :param q: words to look for.
        :param provider: such as ``application`` for app passwords.
        :param method: such as ``default``.
        :raises ForbiddenException: this is another user's account, or the server is public.
        :raises NotFoundException: the server is public.

        Source: GET /api/v1/users/{uid}/sessions
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        _values: dict[str, object] = {
            "uid": uid,
            "count": count,
            "offset": offset,
            "q": q,
            "provider": provider,
            "method": method,
        }
        self._ask(API_V1_USERS_UID_SESSIONS_GET, _values, _options)

    def api_v1_users_uid_sessions_get_with_http_info(
        self,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
        *,
        uid: str | None = None,
        count: int = 1000,
        offset: int | None = None,
        q: str | None = None,
        provider: str | None = None,
        method: str | None = None,
    ) -> ApiResponse[None]:
        """Do what :meth:`api_v1_users_uid_sessions_get` does; return status and headers as well.

        :return: status, headers and None.

        Source: GET /api/v1/users/{uid}/sessions
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        _values: dict[str, object] = {
            "uid": uid,
            "count": count,
            "offset": offset,
            "q": q,
            "provider": provider,
            "method": method,
        }
        return self._ask(API_V1_USERS_UID_SESSIONS_GET, _values, _options)

    def api_v1_users_uid_sessions_get_without_preload_content(
        self,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
        *,
        uid: str | None = None,
        count: int = 1000,
        offset: int | None = None,
        q: str | None = None,
        provider: str | None = None,
        method: str | None = None,
    ) -> RESTResponse:
        """Send what :meth:`api_v1_users_uid_sessions_get` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: GET /api/v1/users/{uid}/sessions
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        _values: dict[str, object] = {
            "uid": uid,
            "count": count,
            "offset": offset,
            "q": q,
            "provider": provider,
            "method": method,
        }
        return self._open(API_V1_USERS_UID_SESSIONS_GET, _values, _options)

    def create_session(
        self,
        username: str,
        password: str,
        code: str | None = None,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "SessionResponse":
        """Log in, and return the new session.

        The client's own session stays as it is. A server takes 10 wrong logins from an address, then one a minute.

        :param username: of the user.
        :param password: or an app password.
        :param code: one-time code, for a user with a second factor.
        :return: the session; its tokens are masked by ``repr``.
        :raises UnauthorizedException: user, password or code is wrong, or a code is needed.
        :raises RateLimitException: too many logins from this address: one more a minute.

        Source: POST /api/v1/session
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(CREATE_SESSION, {"username": username, "password": password, "code": code}, _options).data

    def create_session_with_http_info(
        self,
        username: str,
        password: str,
        code: str | None = None,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "ApiResponse[SessionResponse]":
        """Do what :meth:`create_session` does; return status and headers as well.

        :return: status, headers and the session; its tokens are masked by ``repr``.

        Source: POST /api/v1/session
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(CREATE_SESSION, {"username": username, "password": password, "code": code}, _options)

    def create_session_without_preload_content(
        self,
        username: str,
        password: str,
        code: str | None = None,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Send what :meth:`create_session` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: POST /api/v1/session
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(CREATE_SESSION, {"username": username, "password": password, "code": code}, _options)

    def delete_session(
        self,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
        *,
        access_token: str | None = None,
    ) -> "SessionDeleted":
        """Log out of a session.

        Without *access_token*, the client's own session ends; its next call logs in again where it can.

        :param access_token: of the session; default the client's own, after a login where one is needed.
        :return: the session's end.
        :raises UnauthorizedException: the server does not know the session.

        Source: DELETE /api/v1/session
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(DELETE_SESSION, {"access_token": access_token}, _options).data

    def delete_session_with_http_info(
        self,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
        *,
        access_token: str | None = None,
    ) -> "ApiResponse[SessionDeleted]":
        """Do what :meth:`delete_session` does; return status and headers as well.

        :return: status, headers and the session's end.

        Source: DELETE /api/v1/session
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(DELETE_SESSION, {"access_token": access_token}, _options)

    def delete_session_without_preload_content(
        self,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
        *,
        access_token: str | None = None,
    ) -> RESTResponse:
        """Send what :meth:`delete_session` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: DELETE /api/v1/session
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(DELETE_SESSION, {"access_token": access_token}, _options)

    def get_session(
        self,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
        *,
        access_token: str | None = None,
    ) -> "SessionResponse":
        """Return a session: whose it is, and until when.

        :param access_token: of the session; default the client's own, after a login where one is needed.
        :return: the session; its tokens are masked by ``repr``.
        :raises UnauthorizedException: the server does not know the session.
        :raises ForbiddenException: the token of an OAuth client may not ask this.

        Source: GET /api/v1/session
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(GET_SESSION, {"access_token": access_token}, _options).data

    def get_session_with_http_info(
        self,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
        *,
        access_token: str | None = None,
    ) -> "ApiResponse[SessionResponse]":
        """Do what :meth:`get_session` does; return status and headers as well.

        :return: status, headers and the session; its tokens are masked by ``repr``.

        Source: GET /api/v1/session
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(GET_SESSION, {"access_token": access_token}, _options)

    def get_session_without_preload_content(
        self,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
        *,
        access_token: str | None = None,
    ) -> RESTResponse:
        """Send what :meth:`get_session` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: GET /api/v1/session
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(GET_SESSION, {"access_token": access_token}, _options)

    def oauth_revoke(
        self,
        token: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "SessionDeleted":
        """Revoke an access token.

        :param token: the access token.
        :return: the session's end.
        :raises UnauthorizedException: the server does not know the token.
        :raises ForbiddenException: the server is public.

        Source: POST /api/v1/oauth/revoke
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(OAUTH_REVOKE, {"token": token}, _options).data

    def oauth_revoke_with_http_info(
        self,
        token: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "ApiResponse[SessionDeleted]":
        """Do what :meth:`oauth_revoke` does; return status and headers as well.

        :return: status, headers and the session's end.

        Source: POST /api/v1/oauth/revoke
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(OAUTH_REVOKE, {"token": token}, _options)

    def oauth_revoke_without_preload_content(
        self,
        token: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Send what :meth:`oauth_revoke` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: POST /api/v1/oauth/revoke
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(OAUTH_REVOKE, {"token": token}, _options)

    def oauth_token(
        self,
        client_id: str,
        client_secret: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
        *,
        scope: str | None = None,
    ) -> "OAuthTokenResponse":
        """Return a new access token of an OAuth client.

        The client's own session stays as it is. To use an OAuth client there, give client_id and client_secret to the
        configuration.

        :param client_id: of the client.
        :param client_secret: of the client.
        :param scope: what it may be used for; default what the client may do.
        :return: the token; it is masked by ``repr``.
        :raises UnauthorizedException: the secret is wrong.
        :raises ForbiddenException: the server is public.
        :raises RateLimitException: too many logins from this address: one more a minute.

        Source: POST /api/v1/oauth/token
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        _values: dict[str, object] = {"client_id": client_id, "client_secret": client_secret, "scope": scope}
        return self._ask(OAUTH_TOKEN, _values, _options).data

    def oauth_token_with_http_info(
        self,
        client_id: str,
        client_secret: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
        *,
        scope: str | None = None,
    ) -> "ApiResponse[OAuthTokenResponse]":
        """Do what :meth:`oauth_token` does; return status and headers as well.

        :return: status, headers and the token; it is masked by ``repr``.

        Source: POST /api/v1/oauth/token
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        _values: dict[str, object] = {"client_id": client_id, "client_secret": client_secret, "scope": scope}
        return self._ask(OAUTH_TOKEN, _values, _options)

    def oauth_token_without_preload_content(
        self,
        client_id: str,
        client_secret: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
        *,
        scope: str | None = None,
    ) -> RESTResponse:
        """Send what :meth:`oauth_token` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: POST /api/v1/oauth/token
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        _values: dict[str, object] = {"client_id": client_id, "client_secret": client_secret, "scope": scope}
        return self._open(OAUTH_TOKEN, _values, _options)
