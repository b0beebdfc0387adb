"""`ErrorsOperations`: written by codegen, do not edit."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from photoprism_client._call.endpoint import Body, Endpoint
from photoprism_client._call.request import CallOptions, RequestTimeout
from photoprism_client._settings.validation import text, whole_number
from photoprism_client._transport.response import RESTResponse
from photoprism_client.api._answers import nothing, several
from photoprism_client.api._operations import Operation, Operations
from photoprism_client.api.filter_values import number
from photoprism_client.api_response import ApiResponse

if TYPE_CHECKING:
    from photoprism_client.models.entity_error import EntityError

DELETE_ERRORS: Operation[None] = Operation(
    Endpoint("delete_errors", "/api/v1/errors", "application/json", Body.JSON, None, "DELETE", repeatable=True),
    nothing,
)
GET_ERRORS: "Operation[list[EntityError]]" = Operation(
    Endpoint("get_errors", "/api/v1/errors", "application/json", Body.JSON, None),
    several("entity_error", "EntityError"),
    query={"count": number(whole_number(1, 100_000)), "offset": number(whole_number(0, 100_000_000)), "q": text},
    required=("count",),
)


class ErrorsOperations(Operations):
    """The operations of `ErrorsApi`."""

    def delete_errors(
        self,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> None:
        """Delete the log.

        :raises ForbiddenException: this login may not do that, or the server is public.

        Source: DELETE /api/v1/errors
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        self._ask(DELETE_ERRORS, {}, _options)

    def delete_errors_with_http_info(
        self,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> ApiResponse[None]:
        """Do what :meth:`delete_errors` does; return status and headers as well.

        :return: status, headers and None.

        Source: DELETE /api/v1/errors
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(DELETE_ERRORS, {}, _options)

    def delete_errors_without_preload_content(
        self,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Send what :meth:`delete_errors` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: DELETE /api/v1/errors
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(DELETE_ERRORS, {}, _options)

    def get_errors(
        self,
        count: int,
        offset: int | None = None,
        q: str | None = None,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "list[EntityError]":
        """Return one page of the log, the latest first.

        :param count: rows, 1 to 100 000.
        :param offset: rows to leave out, 0 or more; default 0.
        :param q: words of the message.
        :return: the entries.

        Source: GET /api/v1/errors
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(GET_ERRORS, {"count": count, "offset": offset, "q": q}, _options).data

    def get_errors_with_http_info(
        self,
        count: int,
        offset: int | None = None,
        q: str | None = None,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "ApiResponse[list[EntityError]]":
        """Do what :meth:`get_errors` does; return status and headers as well.

        :return: status, headers and the entries.

        Source: GET /api/v1/errors
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(GET_ERRORS, {"count": count, "offset": offset, "q": q}, _options)

    def get_errors_without_preload_content(
        self,
        count: int,
        offset: int | None = None,
        q: str | None = None,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Send what :meth:`get_errors` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: GET /api/v1/errors
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(GET_ERRORS, {"count": count, "offset": offset, "q": q}, _options)
