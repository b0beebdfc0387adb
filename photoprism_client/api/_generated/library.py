"""`LibraryOperations`: written by codegen, do not edit."""

from collections.abc import Mapping

from photoprism_client._call.endpoint import Body, Endpoint
from photoprism_client._call.request import CallOptions, RequestTimeout
from photoprism_client._transport.response import RESTResponse
from photoprism_client.api._answers import nothing
from photoprism_client.api._operations import Operation, Operations, Sent
from photoprism_client.api_response import ApiResponse

API_V1_IMPORT_PATH_POST: Operation[None] = Operation(
    Endpoint("api_v1_import_path_post", "/api/v1/import/", "application/json", Body.JSON, None, "POST"),
    nothing,
    rest="path",
    body=Sent("body", is_optional=True),
)
API_V1_INDEX_POST: Operation[None] = Operation(
    Endpoint("api_v1_index_post", "/api/v1/index", "application/json", Body.JSON, None, "POST"),
    nothing,
    body=Sent("body", is_optional=True),
)


class LibraryOperations(Operations):
    """The operations of `LibraryApi`."""

    def api_v1_import_path_post(
        self,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
        *,
        path: str | None = None,
        body: Mapping[str, object] | None = None,
    ) -> None:
        """Import files of the server's import folder, and wait until that is done.

        :param path: folder below the import folder; ``""`` for all of it.
        :param body: ``albums``, UIDs or titles, and ``move`` to remove imported files.
        :raises ForbiddenException: the feature is switched off, the server is read-only, or this login may not do that.

        Source: POST /api/v1/import/{path}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        self._ask(API_V1_IMPORT_PATH_POST, {"path": path, "body": body}, _options)

    def api_v1_import_path_post_with_http_info(
        self,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
        *,
        path: str | None = None,
        body: Mapping[str, object] | None = None,
    ) -> ApiResponse[None]:
        """Do what :meth:`api_v1_import_path_post` does; return status and headers as well.

        :return: status, headers and None.

        Source: POST /api/v1/import/{path}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(API_V1_IMPORT_PATH_POST, {"path": path, "body": body}, _options)

    def api_v1_import_path_post_without_preload_content(
        self,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
        *,
        path: str | None = None,
        body: Mapping[str, object] | None = None,
    ) -> RESTResponse:
        """Send what :meth:`api_v1_import_path_post` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: POST /api/v1/import/{path}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(API_V1_IMPORT_PATH_POST, {"path": path, "body": body}, _options)

    def api_v1_index_post(
        self,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
        *,
        body: Mapping[str, object] | None = None,
    ) -> None:
        """Index originals, and wait until that is done.

        :param body: ``path`` below the originals, ``rescan`` for files that did not change, too, ``cleanup``.
        :raises ForbiddenException: the feature is switched off, or this login may not do that.
        :raises ServiceException: another run is in progress.

        Source: POST /api/v1/index
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        self._ask(API_V1_INDEX_POST, {"body": body}, _options)

    def api_v1_index_post_with_http_info(
        self,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
        *,
        body: Mapping[str, object] | None = None,
    ) -> ApiResponse[None]:
        """Do what :meth:`api_v1_index_post` does; return status and headers as well.

        :return: status, headers and None.

        Source: POST /api/v1/index
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(API_V1_INDEX_POST, {"body": body}, _options)

    def api_v1_index_post_without_preload_content(
        self,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
        *,
        body: Mapping[str, object] | None = None,
    ) -> RESTResponse:
        """Send what :meth:`api_v1_index_post` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: POST /api/v1/index
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(API_V1_INDEX_POST, {"body": body}, _options)
