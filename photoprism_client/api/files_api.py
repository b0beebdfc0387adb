"""`FilesApi`: what is known of a file.

The plain form returns models, ``_with_http_info`` these with status and headers, and ``_without_preload_content`` the
answer before its body is read. The options that all of them take are described in docs/options.md.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from photoprism_client._call.endpoint import Body, Endpoint
from photoprism_client._call.request import CallOptions, RequestTimeout
from photoprism_client._transport.response import RESTResponse
from photoprism_client.api_client import ApiClient
from photoprism_client.api_response import ApiResponse

if TYPE_CHECKING:
    from photoprism_client.models.files import EntityFile


GET_FILE = Endpoint("get_file", "/api/v1/files/{hash}", "application/json", Body.JSON, None)


class FilesApi:
    """The files of a server.

    :param api_client: the client to use; default :meth:`ApiClient.get_default`.
    """

    def __init__(self, api_client: ApiClient | None = None) -> None:
        self.api_client = ApiClient.get_default() if api_client is None else api_client

    def get_file(
        self,
        hash: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, Any] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, Any] | None = None,
        _host_index: int = 0,
    ) -> "EntityFile":
        """Return what is known of a file.

        :param hash: SHA-1 of the file, 40 hex digits.
        :return: the file.
        :raises NotFoundException: there is none.
        :raises ApiException: the call failed; the classes are in docs/errors.md.

        Source: GET /api/v1/files/{hash}
        """
        options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self.api_client._caller.ask(GET_FILE, {"hash": hash}, options, _read_file).data

    def get_file_with_http_info(
        self,
        hash: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, Any] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, Any] | None = None,
        _host_index: int = 0,
    ) -> "ApiResponse[EntityFile]":
        """Return, with status and headers, what is known of a file.

        The same as :meth:`get_file` otherwise.

        :return: status, headers and the file.
        :raises ApiException: the call failed; the classes are in docs/errors.md.

        Source: GET /api/v1/files/{hash}
        """
        options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self.api_client._caller.ask(GET_FILE, {"hash": hash}, options, _read_file)

    def get_file_without_preload_content(
        self,
        hash: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, Any] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, Any] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Return the open answer for what is known of a file.

        Like :meth:`get_file`, for JSON that is read in another way. Close it, or use it in a ``with`` block.

        :return: the open answer, its body not yet read.
        :raises ApiException: the call failed, or the status is 400 or above.

        Source: GET /api/v1/files/{hash}
        """
        options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self.api_client._caller.open(GET_FILE, {"hash": hash}, options)


def _read_file(body: bytes) -> "EntityFile":
    from photoprism_client.models.files import EntityFile
    from photoprism_client.models.reading import read_one

    return read_one(EntityFile, body)
