"""`UsersOperations`: written by codegen, do not edit."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from photoprism_client._call.endpoint import Body, Endpoint
from photoprism_client._call.request import CallOptions, RequestTimeout
from photoprism_client._settings.validation import text, whole_number
from photoprism_client._transport.response import RESTResponse
from photoprism_client.api._answers import nothing
from photoprism_client.api._operations import Operation, Operations, Sent
from photoprism_client.api.filter_values import number
from photoprism_client.api_response import ApiResponse

if TYPE_CHECKING:
    from photoprism_client._call.payload import Files

API_V1_USERS_UID_AVATAR_POST: Operation[None] = Operation(
    Endpoint(
        "api_v1_users_uid_avatar_post",
        "/api/v1/users/{uid}/avatar",
        "application/json",
        Body.JSON,
        None,
        "POST",
        repeatable=True,
    ),
    nothing,
    files="files",
)
API_V1_USERS_UID_PASSCODE_ACTIVATE_POST: Operation[None] = Operation(
    Endpoint(
        "api_v1_users_uid_passcode_activate_post",
        "/api/v1/users/{uid}/passcode/activate",
        "application/json",
        Body.JSON,
        None,
        "POST",
    ),
    nothing,
    body=Sent("body"),
)
API_V1_USERS_UID_PASSCODE_CONFIRM_POST: Operation[None] = Operation(
    Endpoint(
        "api_v1_users_uid_passcode_confirm_post",
        "/api/v1/users/{uid}/passcode/confirm",
        "application/json",
        Body.JSON,
        None,
        "POST",
    ),
    nothing,
    body=Sent("body"),
    has_secrets=True,
)
API_V1_USERS_UID_PASSCODE_DEACTIVATE_POST: Operation[None] = Operation(
    Endpoint(
        "api_v1_users_uid_passcode_deactivate_post",
        "/api/v1/users/{uid}/passcode/deactivate",
        "application/json",
        Body.JSON,
        None,
        "POST",
    ),
    nothing,
    body=Sent("body"),
    has_secrets=True,
)
API_V1_USERS_UID_PASSCODE_POST: Operation[None] = Operation(
    Endpoint(
        "api_v1_users_uid_passcode_post",
        "/api/v1/users/{uid}/passcode",
        "application/json",
        Body.JSON,
        None,
        "POST",
    ),
    nothing,
    body=Sent("body"),
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
API_V1_USERS_UID_PUT: Operation[None] = Operation(
    Endpoint(
        "api_v1_users_uid_put",
        "/api/v1/users/{uid}",
        "application/json",
        Body.JSON,
        None,
        "PUT",
        repeatable=True,
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
USERS_UID_UPLOAD_TOKEN_POST: Operation[None] = Operation(
    Endpoint(
        "users_uid_upload_token_post",
        "/api/v1/users/{uid}/upload/{token}",
        "application/json",
        Body.JSON,
        None,
        "POST",
    ),
    nothing,
    files="files",
)


class UsersOperations(Operations):
    """The operations of `UsersApi`."""

    def api_v1_users_uid_avatar_post(
        self,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
        *,
        uid: str | None = None,
        files: "Files | None" = None,
    ) -> None:
        """Upload the picture of a user.

        :param uid: UID of the user, which the session has.
        :param files: one picture, of 20 MB at most.
        :raises BadRequestException: it is not one picture, or too large.
        :raises ForbiddenException: this is another user's account, or the server is public.

        Source: POST /api/v1/users/{uid}/avatar
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        self._ask(API_V1_USERS_UID_AVATAR_POST, {"uid": uid, "files": files}, _options)

    def api_v1_users_uid_avatar_post_with_http_info(
        self,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
        *,
        uid: str | None = None,
        files: "Files | None" = None,
    ) -> ApiResponse[None]:
        """Do what :meth:`api_v1_users_uid_avatar_post` does; return status and headers as well.

        :return: status, headers and None.

        Source: POST /api/v1/users/{uid}/avatar
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(API_V1_USERS_UID_AVATAR_POST, {"uid": uid, "files": files}, _options)

    def api_v1_users_uid_avatar_post_without_preload_content(
        self,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
        *,
        uid: str | None = None,
        files: "Files | None" = None,
    ) -> RESTResponse:
        """Send what :meth:`api_v1_users_uid_avatar_post` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: POST /api/v1/users/{uid}/avatar
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(API_V1_USERS_UID_AVATAR_POST, {"uid": uid, "files": files}, _options)

    def api_v1_users_uid_passcode_activate_post(
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
        """Activate a second factor that was confirmed.

        :param uid: UID of the user, which the session has.
        :param body: ``type``.
        :raises ForbiddenException: the password or code is wrong, or there is nothing to confirm or activate.

        Source: POST /api/v1/users/{uid}/passcode/activate
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        self._ask(API_V1_USERS_UID_PASSCODE_ACTIVATE_POST, {"uid": uid, "body": body}, _options)

    def api_v1_users_uid_passcode_activate_post_with_http_info(
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
        """Do what :meth:`api_v1_users_uid_passcode_activate_post` does; return status and headers as well.

        :return: status, headers and None.

        Source: POST /api/v1/users/{uid}/passcode/activate
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(API_V1_USERS_UID_PASSCODE_ACTIVATE_POST, {"uid": uid, "body": body}, _options)

    def api_v1_users_uid_passcode_activate_post_without_preload_content(
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
        """Send what :meth:`api_v1_users_uid_passcode_activate_post` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: POST /api/v1/users/{uid}/passcode/activate
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(API_V1_USERS_UID_PASSCODE_ACTIVATE_POST, {"uid": uid, "body": body}, _options)

    def api_v1_users_uid_passcode_confirm_post(
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
        """Confirm a second factor by a code.

        :param uid: UID of the user, which the session has.
        :param body: ``type`` and ``code``.
        :raises ForbiddenException: the password or code is wrong, or there is nothing to confirm or activate.

        Source: POST /api/v1/users/{uid}/passcode/confirm
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        self._ask(API_V1_USERS_UID_PASSCODE_CONFIRM_POST, {"uid": uid, "body": body}, _options)

    def api_v1_users_uid_passcode_confirm_post_with_http_info(
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
        """Do what :meth:`api_v1_users_uid_passcode_confirm_post` does; return status and headers as well.

        :return: status, headers and None.

        Source: POST /api/v1/users/{uid}/passcode/confirm
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(API_V1_USERS_UID_PASSCODE_CONFIRM_POST, {"uid": uid, "body": body}, _options)

    def api_v1_users_uid_passcode_confirm_post_without_preload_content(
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
        """Send what :meth:`api_v1_users_uid_passcode_confirm_post` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: POST /api/v1/users/{uid}/passcode/confirm
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(API_V1_USERS_UID_PASSCODE_CONFIRM_POST, {"uid": uid, "body": body}, _options)

    def api_v1_users_uid_passcode_deactivate_post(
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
        """Remove a second factor.

        :param uid: UID of the user, which the session has.
        :param body: ``type`` and ``password``.
        :raises ForbiddenException: the password or code is wrong, or there is nothing to confirm or activate.

        Source: POST /api/v1/users/{uid}/passcode/deactivate
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        self._ask(API_V1_USERS_UID_PASSCODE_DEACTIVATE_POST, {"uid": uid, "body": body}, _options)

    def api_v1_users_uid_passcode_deactivate_post_with_http_info(
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
        """Do what :meth:`api_v1_users_uid_passcode_deactivate_post` does; return status and headers as well.

        :return: status, headers and None.

        Source: POST /api/v1/users/{uid}/passcode/deactivate
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(API_V1_USERS_UID_PASSCODE_DEACTIVATE_POST, {"uid": uid, "body": body}, _options)

    def api_v1_users_uid_passcode_deactivate_post_without_preload_content(
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
        """Send what :meth:`api_v1_users_uid_passcode_deactivate_post` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: POST /api/v1/users/{uid}/passcode/deactivate
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(API_V1_USERS_UID_PASSCODE_DEACTIVATE_POST, {"uid": uid, "body": body}, _options)

    def api_v1_users_uid_passcode_post(
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
        """Create the secret of a second factor.

        :param uid: UID of the user, which the session has.
        :param body: ``type``, which is ``totp``, and ``password``.
        :raises BadRequestException: the type is not supported.
        :raises ForbiddenException: the password or code is wrong, or there is nothing to confirm or activate.

        Source: POST /api/v1/users/{uid}/passcode
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        self._ask(API_V1_USERS_UID_PASSCODE_POST, {"uid": uid, "body": body}, _options)

    def api_v1_users_uid_passcode_post_with_http_info(
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
        """Do what :meth:`api_v1_users_uid_passcode_post` does; return status and headers as well.

        :return: status, headers and None.

        Source: POST /api/v1/users/{uid}/passcode
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(API_V1_USERS_UID_PASSCODE_POST, {"uid": uid, "body": body}, _options)

    def api_v1_users_uid_passcode_post_without_preload_content(
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
        """Send what :meth:`api_v1_users_uid_passcode_post` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: POST /api/v1/users/{uid}/passcode
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(API_V1_USERS_UID_PASSCODE_POST, {"uid": uid, "body": body}, _options)

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

    def api_v1_users_uid_put(
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
        """Change the account of a user.

        :param uid: UID of the user, which the session has.
        :param body: ``DisplayName``, ``Email``, ``Details`` and others.
        :raises ForbiddenException: this is another user's account, or the server is public.
        :raises NotFoundException: no user has this UID.
        :raises ServiceException: users cannot change their own role or rights.

        Source: PUT /api/v1/users/{uid}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        self._ask(API_V1_USERS_UID_PUT, {"uid": uid, "body": body}, _options)

    def api_v1_users_uid_put_with_http_info(
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
        """Do what :meth:`api_v1_users_uid_put` does; return status and headers as well.

        :return: status, headers and None.

        Source: PUT /api/v1/users/{uid}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(API_V1_USERS_UID_PUT, {"uid": uid, "body": body}, _options)

    def api_v1_users_uid_put_without_preload_content(
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
        """Send what :meth:`api_v1_users_uid_put` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: PUT /api/v1/users/{uid}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(API_V1_USERS_UID_PUT, {"uid": uid, "body": body}, _options)

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

    def users_uid_upload_token_post(
        self,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
        *,
        uid: str | None = None,
        token: str | None = None,
        files: "Files | None" = None,
    ) -> None:
        """Upload files, to be imported by a request that follows.

        :param uid: UID of the user, which the session has.
        :param token: a name of your choice for this upload: letters, digits, ``-_:``.
        :param files: a path, a name with its bytes, or several of these.
        :raises BadRequestException: the body has no file, or a name is too long.
        :raises ForbiddenException: uploads are switched off, the server is read-only, or this is another user's
            account.
        :raises NotFoundException: the token has a character that is not allowed.

        Source: POST /api/v1/users/{uid}/upload/{token}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        self._ask(USERS_UID_UPLOAD_TOKEN_POST, {"uid": uid, "token": token, "files": files}, _options)

    def users_uid_upload_token_post_with_http_info(
        self,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
        *,
        uid: str | None = None,
        token: str | None = None,
        files: "Files | None" = None,
    ) -> ApiResponse[None]:
        """Do what :meth:`users_uid_upload_token_post` does; return status and headers as well.

        :return: status, headers and None.

        Source: POST /api/v1/users/{uid}/upload/{token}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(USERS_UID_UPLOAD_TOKEN_POST, {"uid": uid, "token": token, "files": files}, _options)

    def users_uid_upload_token_post_without_preload_content(
        self,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
        *,
        uid: str | None = None,
        token: str | None = None,
        files: "Files | None" = None,
    ) -> RESTResponse:
        """Send what :meth:`users_uid_upload_token_post` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: POST /api/v1/users/{uid}/upload/{token}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(USERS_UID_UPLOAD_TOKEN_POST, {"uid": uid, "token": token, "files": files}, _options)
