"""`SettingsOperations`: written by codegen, do not edit."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from photoprism_client._call.endpoint import Body, Endpoint
from photoprism_client._call.request import CallOptions, RequestTimeout
from photoprism_client._transport.response import RESTResponse
from photoprism_client.api._answers import one
from photoprism_client.api._operations import Operation, Operations, Sent
from photoprism_client.api_response import ApiResponse

if TYPE_CHECKING:
    from photoprism_client.models.config_options import ConfigOptions
    from photoprism_client.models.customize_settings import CustomizeSettings

GET_CONFIG_OPTIONS: "Operation[ConfigOptions]" = Operation(
    Endpoint("get_config_options", "/api/v1/config/options", "application/json", Body.JSON, None),
    one("config_options", "ConfigOptions"),
)
GET_SETTINGS: "Operation[CustomizeSettings]" = Operation(
    Endpoint("get_settings", "/api/v1/settings", "application/json", Body.JSON, None),
    one("customize_settings", "CustomizeSettings"),
)
SAVE_CONFIG_OPTIONS: "Operation[ConfigOptions]" = Operation(
    Endpoint(
        "save_config_options",
        "/api/v1/config/options",
        "application/json",
        Body.JSON,
        None,
        "POST",
        repeatable=True,
    ),
    one("config_options", "ConfigOptions"),
    body=Sent("options", "config_options", "ConfigOptions"),
)
SAVE_SETTINGS: "Operation[CustomizeSettings]" = Operation(
    Endpoint("save_settings", "/api/v1/settings", "application/json", Body.JSON, None, "POST", repeatable=True),
    one("customize_settings", "CustomizeSettings"),
    body=Sent("settings", "customize_settings", "CustomizeSettings"),
)


class SettingsOperations(Operations):
    """The operations of `SettingsApi`."""

    def get_config_options(
        self,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "ConfigOptions":
        """Return the options that an admin can change.

        :return: the options.
        :raises ForbiddenException: only a session of an admin may do this: no app password, and not in public mode.

        Source: GET /api/v1/config/options
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(GET_CONFIG_OPTIONS, {}, _options).data

    def get_config_options_with_http_info(
        self,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "ApiResponse[ConfigOptions]":
        """Do what :meth:`get_config_options` does; return status and headers as well.

        :return: status, headers and the options.

        Source: GET /api/v1/config/options
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(GET_CONFIG_OPTIONS, {}, _options)

    def get_config_options_without_preload_content(
        self,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Send what :meth:`get_config_options` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: GET /api/v1/config/options
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(GET_CONFIG_OPTIONS, {}, _options)

    def get_settings(
        self,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "CustomizeSettings":
        """Return the settings of this user.

        :return: the settings.

        Source: GET /api/v1/settings
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(GET_SETTINGS, {}, _options).data

    def get_settings_with_http_info(
        self,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "ApiResponse[CustomizeSettings]":
        """Do what :meth:`get_settings` does; return status and headers as well.

        :return: status, headers and the settings.

        Source: GET /api/v1/settings
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(GET_SETTINGS, {}, _options)

    def get_settings_without_preload_content(
        self,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Send what :meth:`get_settings` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: GET /api/v1/settings
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(GET_SETTINGS, {}, _options)

    def save_config_options(
        self,
        options: "ConfigOptions | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "ConfigOptions":
        """Change options of the server.

        :param options: what to change.
        :return: the options as they are now.
        :raises ForbiddenException: only a session of an admin may do this: no app password, and not in public mode.
        :raises ServiceException: a value has the wrong type, and stays in the server's file.

        Source: POST /api/v1/config/options
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(SAVE_CONFIG_OPTIONS, {"options": options}, _options).data

    def save_config_options_with_http_info(
        self,
        options: "ConfigOptions | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "ApiResponse[ConfigOptions]":
        """Do what :meth:`save_config_options` does; return status and headers as well.

        :return: status, headers and the options as they are now.

        Source: POST /api/v1/config/options
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(SAVE_CONFIG_OPTIONS, {"options": options}, _options)

    def save_config_options_without_preload_content(
        self,
        options: "ConfigOptions | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Send what :meth:`save_config_options` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: POST /api/v1/config/options
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(SAVE_CONFIG_OPTIONS, {"options": options}, _options)

    def save_settings(
        self,
        settings: "CustomizeSettings | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "CustomizeSettings":
        """Change settings.

        :param settings: what to change.
        :return: the settings as they are now.

        Source: POST /api/v1/settings
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(SAVE_SETTINGS, {"settings": settings}, _options).data

    def save_settings_with_http_info(
        self,
        settings: "CustomizeSettings | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "ApiResponse[CustomizeSettings]":
        """Do what :meth:`save_settings` does; return status and headers as well.

        :return: status, headers and the settings as they are now.

        Source: POST /api/v1/settings
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(SAVE_SETTINGS, {"settings": settings}, _options)

    def save_settings_without_preload_content(
        self,
        settings: "CustomizeSettings | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Send what :meth:`save_settings` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: POST /api/v1/settings
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(SAVE_SETTINGS, {"settings": settings}, _options)
