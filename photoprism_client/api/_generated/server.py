"""`ServerOperations`: written by codegen, do not edit."""

from collections.abc import Mapping

from photoprism_client._call.endpoint import Body, Endpoint
from photoprism_client._call.request import CallOptions, RequestTimeout
from photoprism_client._transport.response import RESTResponse
from photoprism_client.api._answers import an_object
from photoprism_client.api._operations import Operation, Operations
from photoprism_client.api_response import ApiResponse

GET_STATUS: Operation[dict[str, object]] = Operation(
    Endpoint("get_status", "/api/v1/status", "application/json", Body.JSON, None),
    an_object,
    is_sessionless=True,
)


class ServerOperations(Operations):
    """The operations of `ServerApi`."""

    def get_status(
        self,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> dict[str, object]:
        """Return whether the server runs.

        No login is needed, and none is sent.

        :return: ``status``, which is ``operational``.

        Source: GET /api/v1/status
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(GET_STATUS, {}, _options).data

    def get_status_with_http_info(
        self,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> ApiResponse[dict[str, object]]:
        """Do what :meth:`get_status` does; return status and headers as well.

        :return: status, headers and ``status``, which is ``operational``.

        Source: GET /api/v1/status
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(GET_STATUS, {}, _options)

    def get_status_without_preload_content(
        self,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Send what :meth:`get_status` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: GET /api/v1/status
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(GET_STATUS, {}, _options)
