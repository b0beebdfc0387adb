"""`ConfigApi`: the server's configuration.

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
    from photoprism_client.models.config import ConfigClientConfig


GET_CLIENT_CONFIG = Endpoint("get_client_config", "/api/v1/config", "application/json", Body.JSON, None)


class ConfigApi:
    """The configuration of a server.

    :param api_client: the client to use; default :meth:`ApiClient.get_default`.
    """

    def __init__(self, api_client: ApiClient | None = None) -> None:
        self.api_client = ApiClient.get_default() if api_client is None else api_client

    def get_client_config(
        self,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, Any] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, Any] | None = None,
        _host_index: int = 0,
    ) -> "ConfigClientConfig":
        """Return the server's configuration.

        It is answered without a login, too, with less in it and ``mode`` "public" on any server; ``public`` tells.

        :return: the configuration; its tokens are not shown by ``repr``.
        :raises ApiException: the call failed; the classes are in docs/errors.md.

        Source: GET /api/v1/config
        """
        options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self.api_client._caller.ask(GET_CLIENT_CONFIG, {}, options, _read_config).data

    def get_client_config_with_http_info(
        self,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, Any] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, Any] | None = None,
        _host_index: int = 0,
    ) -> "ApiResponse[ConfigClientConfig]":
        """Return, with status and headers, the server's configuration.

        The same as :meth:`get_client_config` otherwise.

        :return: status, headers and the configuration.
        :raises ApiException: the call failed; the classes are in docs/errors.md.

        Source: GET /api/v1/config
        """
        options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self.api_client._caller.ask(GET_CLIENT_CONFIG, {}, options, _read_config)

    def get_client_config_without_preload_content(
        self,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, Any] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, Any] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Return the open answer for the server's configuration.

        Like :meth:`get_client_config`, for JSON that is read in another way. Close it, or use it in a ``with`` block.

        :return: the open answer, its body not yet read.
        :raises ApiException: the call failed, or the status is 400 or above.

        Source: GET /api/v1/config
        """
        options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self.api_client._caller.open(GET_CLIENT_CONFIG, {}, options)


def _read_config(body: bytes) -> "ConfigClientConfig":
    from photoprism_client.models.config import ConfigClientConfig
    from photoprism_client.models.reading import read_one

    return read_one(ConfigClientConfig, body)
