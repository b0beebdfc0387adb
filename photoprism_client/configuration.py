"""`Configuration`: host, credentials, TLS, proxy, timeouts and limits, checked when they are set."""

import os
import ssl
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Literal, NotRequired, Self, TypedDict, cast

from photoprism_client._settings.address import basic_auth, normalise_host
from photoprism_client._settings.environment import no_proxy_hosts, proxy_for, read_environment
from photoprism_client._settings.logging_settings import LoggingSettings
from photoprism_client._settings.setting_checks import CHECKS, MAX_POOL_SIZE, SECRET_SETTINGS
from photoprism_client._settings.validation import whole_number
from photoprism_client.exceptions import ApiValueError
from photoprism_client.redaction import redact_user_info
from photoprism_client.version import __version__

if TYPE_CHECKING:
    from urllib3.util.retry import Retry

DEFAULT_HOST = "http://demo.photoprism.app"
_MIN_DEFAULT_POOL_SIZE = 16  # connections: as many as a batch of downloads has workers at most


# In the form, and at the place, of a generated client.
_Header = Literal["header"]
_Authorization = Literal["Authorization"]
GenericAuthSetting = TypedDict("GenericAuthSetting", {"type": str, "in": str, "key": str, "value": str})
OAuth2AuthSetting = TypedDict(
    "OAuth2AuthSetting", {"type": Literal["oauth2"], "in": _Header, "key": _Authorization, "value": str}
)
APIKeyAuthSetting = TypedDict(
    "APIKeyAuthSetting", {"type": Literal["api_key"], "in": str, "key": str, "value": str | None}
)
BasicAuthSetting = TypedDict(
    "BasicAuthSetting", {"type": Literal["basic"], "in": _Header, "key": _Authorization, "value": str | None}
)
BearerFormatAuthSetting = TypedDict(
    "BearerFormatAuthSetting",
    {"type": Literal["bearer"], "in": _Header, "format": Literal["JWT"], "key": _Authorization, "value": str},
)
BearerAuthSetting = TypedDict(
    "BearerAuthSetting", {"type": Literal["bearer"], "in": _Header, "key": _Authorization, "value": str}
)
HTTPSignatureAuthSetting = TypedDict(
    "HTTPSignatureAuthSetting", {"type": Literal["http-signature"], "in": _Header, "key": _Authorization, "value": None}
)


class AuthSettings(TypedDict, total=False):
    """The ways to authenticate that a configuration holds, by name."""

    AccessToken: APIKeyAuthSetting


class HostSettingVariable(TypedDict):
    """A variable part of a host URL."""

    description: str
    default_value: str
    enum_values: list[str]


class HostSetting(TypedDict):
    """A host that an API description offers."""

    url: str
    description: str
    variables: NotRequired[dict[str, HostSettingVariable]]


class Configuration(LoggingSettings):
    """Settings of an :class:`ApiClient`.

    Names, order and defaults are those of a generated client; keyword-only parameters are additions. Every setting is
    also an attribute, and is checked whenever it is set. Credentials and tokens are read at each call, settings of the
    transport (TLS, proxy, pool) when the ``ApiClient`` is made.

    :param host: base URL of the server, see :func:`~photoprism_client._settings.address.normalise_host`; default the
        demo server.
    :param api_key: API keys by the name of their scheme; kept for :meth:`get_api_key_with_prefix`.
    :param api_key_prefix: prefixes of API keys, by the same names.
    :param username: name of a user.
    :param password: password of that user.
    :param access_token: an access token or app password; sent as ``X-Auth-Token`` unless the URL has a token.
    :param server_index: position of the host in :meth:`get_host_settings`; 0, or None if *host* is given.
    :param server_variables: values for variables in that host's URL.
    :param server_operation_index: stored only: no operation of this API has a host of its own.
    :param server_operation_variables: stored only.
    :param ignore_operation_servers: stored only.
    :param ssl_ca_cert: path of a file of CA certificates in PEM form, instead of the system's.
    :param retries: how often a failed call may be sent again, if that does no harm: None for the default (2), a
        number, or a urllib3 ``Retry``, whose ``total`` is used.
    :param ca_cert_data: CA certificates as PEM text or DER bytes.
    :param cert_file: path of a client certificate.
    :param key_file: path of its key.
    :param verify_ssl: false to accept any certificate.
    :param assert_hostname: false to accept a certificate for any host, a ``str`` to expect one for that host.
    :param tls_server_name: the name to send and check in the TLS handshake instead of the host's.
    :param connection_pool_maxsize: connections kept open, 1 to 1000; default five for each processor, and 16 or
        more: enough for all workers of a batch of downloads.
    :param proxy: URL of an HTTP or SOCKS proxy, with user and password if it wants them; default from the environment.
    :param no_proxy: hosts to reach without the proxy, separated by commas; default from the environment.
    :param proxy_headers: headers for the proxy.
    :param proxy_ssl_context: TLS settings for the connection to the proxy.
    :param safe_chars_for_path_param: characters that are not quoted in path arguments; they must be legal there.
    :param client_side_validation: false to send sizes without a warning about unknown names.
    :param socket_options: (level, option, value) for ``setsockopt``, in addition to ``TCP_NODELAY``.
    :param datetime_format: ``strftime`` format of times in queries.
    :param date_format: ``strftime`` format of dates in queries.
    :param debug: true to log requests at DEBUG, with secrets masked.
    :param one_time_code: the code of a second factor, or a callable that returns it when the server wants one.
    :param client_id: id of an OAuth client.
    :param client_secret: secret of that client.
    :param preview_token: token for thumbnails and covers, unless the call passes one.
    :param download_token: token for downloads, unless the call passes one.
    :param raise_on_placeholder: raise :class:`PlaceholderException` if the server answers with its icon.
    :param connect_timeout_s: seconds to wait for a connection, above 0; default 10.
    :param read_timeout_s: seconds to wait for the next bytes, above 0; default 60.
    :param archive_timeout_s: seconds to wait for the first byte of an album's zip, above 0; default 300.
    :param headers: headers for what is in front of the server, such as a login that a reverse proxy wants; sent with
        each request and treated as secrets.
    :param key_password: pass phrase of *key_file*.
    :param verify_x509_strict: false to accept certificates that break a rule of RFC 5280, such as a private authority's
        without an Authority Key Identifier, true to refuse them; default as Python, which refuses them since 3.13.
        Signature, name and dates are always checked.
    :param warn_plain_http: false for no :class:`InsecureTransportWarning` when credentials go over plain http.
    :param shared_login: true to share one login with the other processes of this user on this machine, or the folder
        to keep it in, see docs/access.md; for a password or a client.
    :raises ApiTypeError: a setting has the wrong type.
    :raises ApiValueError: a setting has a value that is not allowed; the message says which are.
    """

    _default: ClassVar["Configuration | None"] = None
    _proxy: str | None

    def __init__(
        self,
        host: str | None = None,
        api_key: dict[str, str] | None = None,
        api_key_prefix: dict[str, str] | None = None,
        username: str | None = None,
        password: str | None = None,
        access_token: str | None = None,
        server_index: int | None = None,
        server_variables: dict[str, str] | None = None,
        server_operation_index: dict[int, int] | None = None,
        server_operation_variables: dict[int, dict[str, str]] | None = None,
        ignore_operation_servers: bool = False,
        ssl_ca_cert: str | None = None,
        retries: "int | Retry | None" = None,
        ca_cert_data: str | bytes | None = None,
        cert_file: str | None = None,
        key_file: str | None = None,
        verify_ssl: bool = True,
        assert_hostname: bool | str | None = None,
        tls_server_name: str | None = None,
        connection_pool_maxsize: int | None = None,
        proxy: str | None = None,
        no_proxy: str | None = None,
        proxy_headers: Mapping[str, str] | None = None,
        proxy_ssl_context: ssl.SSLContext | None = None,
        safe_chars_for_path_param: str = "",
        client_side_validation: bool = True,
        socket_options: Sequence[tuple[int, int, int | bytes]] | None = None,
        datetime_format: str = "%Y-%m-%dT%H:%M:%S.%f%z",
        date_format: str = "%Y-%m-%d",
        *,
        debug: bool | None = None,
        one_time_code: str | Callable[[], str] | None = None,
        client_id: str | None = None,
        client_secret: str | None = None,
        preview_token: str | None = None,
        download_token: str | None = None,
        raise_on_placeholder: bool = False,
        connect_timeout_s: float = 10.0,
        read_timeout_s: float = 60.0,
        archive_timeout_s: float = 300.0,
        headers: Mapping[str, str] | None = None,
        key_password: str | None = None,
        verify_x509_strict: bool | None = None,
        warn_plain_http: bool = True,
        shared_login: bool | str | os.PathLike[str] = False,
    ) -> None:
        self._base_path = DEFAULT_HOST if host is None else normalise_host(host)
        self._server_index = 0 if server_index is None and host is None else server_index
        self._is_host_named = host is not None or server_index is not None
        self.server_variables = server_variables or {}
        self.server_operation_index = server_operation_index or {}
        self.server_operation_variables = server_operation_variables or {}
        self.ignore_operation_servers = ignore_operation_servers
        self.temp_folder_path: str | None = None
        self.api_key = api_key or {}
        self.api_key_prefix = api_key_prefix or {}
        self.refresh_api_key_hook: Callable[[Configuration], None] | None = None
        self.username, self.password, self.access_token = username, password, access_token
        self.one_time_code, self.client_id, self.client_secret = one_time_code, client_id, client_secret
        self.preview_token, self.download_token = preview_token, download_token
        super().__init__()
        if debug is not None:
            self.debug = debug
        self.verify_ssl, self.assert_hostname, self.tls_server_name = verify_ssl, assert_hostname, tls_server_name
        self.ssl_ca_cert, self.ca_cert_data = ssl_ca_cert, ca_cert_data
        self.cert_file, self.key_file = cert_file, key_file
        five_each = max(_MIN_DEFAULT_POOL_SIZE, min(5 * (os.cpu_count() or 1), MAX_POOL_SIZE))
        self.connection_pool_maxsize = five_each if connection_pool_maxsize is None else connection_pool_maxsize
        self._proxy_from_environment = proxy is None
        self._proxy = proxy_for(self.host) if proxy is None else proxy
        self.no_proxy = no_proxy_hosts() if no_proxy is None else no_proxy
        self.proxy_headers, self.proxy_ssl_context = proxy_headers, proxy_ssl_context
        self.safe_chars_for_path_param = safe_chars_for_path_param
        self.retries = retries
        self.client_side_validation = client_side_validation
        self.socket_options = socket_options
        self.datetime_format, self.date_format = datetime_format, date_format
        self.raise_on_placeholder = raise_on_placeholder
        self.connect_timeout_s, self.read_timeout_s = connect_timeout_s, read_timeout_s
        self.archive_timeout_s = archive_timeout_s
        self.headers = headers or {}
        self.key_password, self.verify_x509_strict = key_password, verify_x509_strict
        self.warn_plain_http, self.shared_login = warn_plain_http, shared_login

    def __setattr__(self, name: str, value: object) -> None:
        check = CHECKS.get(name)
        super().__setattr__(name, value if check is None else check(name.lstrip("_"), value))

    def __repr__(self) -> str:
        held = [name for name in SECRET_SETTINGS if getattr(self, name, None)]
        proxy = redact_user_info(self.proxy or "none")
        return f"<Configuration {self.host}, proxy {proxy}, has {', '.join(held) or 'no secrets'}>"

    def __deepcopy__(self, memo: dict[int, object]) -> Self:
        # An SSLContext cannot be copied; two configurations may share one.
        memo[id(self.proxy_ssl_context)] = self.proxy_ssl_context
        return super().__deepcopy__(memo)

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None, **settings: Any) -> Self:
        """Make a configuration from environment variables: ``PHOTOPRISM_URL`` and others, see docs/access.md.

        :param environ: names to values; default ``os.environ``.
        :param settings: parameters of :class:`Configuration`; they override variables.
        :return: the configuration.
        :raises ApiValueError: a variable's value is not allowed, or the file that it names cannot be read.
        """
        return cls(**{**read_environment(os.environ if environ is None else environ), **settings})

    @classmethod
    def set_default(cls, default: Self | None) -> None:
        """Set the configuration that an ``ApiClient()`` without one uses.

        :param default: the configuration, or None to make a new one when it is needed next.
        """
        Configuration._default = default

    @classmethod
    def get_default(cls) -> Self:
        """Return the default configuration; if none was set, make and keep one.

        :return: the configuration, not a copy.
        """
        if Configuration._default is None:
            Configuration._default = cls()
        return cast(Self, Configuration._default)

    @classmethod
    def get_default_copy(cls) -> Self:
        """Return :meth:`get_default`, not a copy; an older name of it."""
        return cls.get_default()

    @property
    def host(self) -> str:
        """Base URL of the server, normalised, without a slash at the end."""
        if self._server_index is None:
            return self._base_path
        return normalise_host(self.get_host_from_settings(self._server_index, self.server_variables))

    @host.setter
    def host(self, value: str) -> None:
        self._base_path = normalise_host(value)
        self._server_index, self._is_host_named = None, True
        if self._proxy_from_environment:
            self._proxy = proxy_for(self._base_path)

    @property
    def server_index(self) -> int | None:
        """Position of the host in :meth:`get_host_settings`, or None if the host was set itself."""
        return self._server_index

    @server_index.setter
    def server_index(self, value: int | None) -> None:
        self._server_index = value
        self._is_host_named = self._is_host_named or value is not None

    @property
    def is_host_named(self) -> bool:
        """Whether the host was configured: credentials are never sent to the default one unless it was."""
        return self._is_host_named or self.host != DEFAULT_HOST

    @property
    def proxy(self) -> str | None:
        """URL of the proxy, or None."""
        return self._proxy

    @proxy.setter
    def proxy(self, value: str | None) -> None:
        self._proxy = value
        self._proxy_from_environment = False

    def get_api_key_with_prefix(self, identifier: str, alias: str | None = None) -> str | None:
        """Return an API key, with its prefix if it has one.

        :param identifier: name of the scheme.
        :param alias: another name to try.
        :return: the key, or None if there is none.
        """
        if self.refresh_api_key_hook is not None:
            self.refresh_api_key_hook(self)
        names = (identifier,) if alias is None else (identifier, alias)
        key = next((self.api_key[name] for name in names if self.api_key.get(name)), None)
        prefix = next((self.api_key_prefix[name] for name in names if self.api_key_prefix.get(name)), None)
        return f"{prefix} {key}" if key and prefix else key

    def get_basic_auth_token(self) -> str | None:
        """Return user name and password as the value of an ``Authorization`` header.

        PhotoPrism refuses this scheme; it is for proxies in front of it.

        :return: ``Basic`` and the encoded pair.
        """
        return basic_auth(self.username, self.password)

    def auth_settings(self) -> AuthSettings:
        """Return the configured ways to authenticate, with their secrets.

        :return: the header of the access token, or nothing.
        """
        if self.access_token is None:
            return {}
        return {"AccessToken": {"type": "api_key", "in": "header", "key": "X-Auth-Token", "value": self.access_token}}

    def to_debug_report(self) -> str:
        """Return versions and settings for a bug report, a few lines of text without secrets."""
        return (
            "Python SDK Debug Report:\n"
            f"OS: {sys.platform}\n"
            f"Python Version: {sys.version}\n"
            "Version of the API: v1\n"
            f"SDK Package Version: {__version__}\n"
            f"Configuration: {self!r}"
        )

    def get_host_settings(self) -> list[HostSetting]:
        """Return the hosts that the API description offers: only the demo server."""
        return [{"url": DEFAULT_HOST, "description": "PhotoPrism's public demo"}]

    def get_host_from_settings(
        self,
        index: int | None,
        variables: dict[str, str] | None = None,
        servers: list[HostSetting] | None = None,
    ) -> str:
        """Return a host's URL with its variables filled in.

        :param index: position in *servers*, or None for the configured host.
        :param variables: values by name; a variable that is left out takes its default.
        :param servers: the hosts to choose from; default :meth:`get_host_settings`.
        :return: the URL.
        :raises ApiValueError: there is no such position, or a value is not among those allowed.
        """
        if index is None:
            return self._base_path
        offered, given = self.get_host_settings() if servers is None else servers, variables or {}
        whole_number(0, len(offered) - 1)("server_index", index)
        url = offered[index]["url"]
        for name, variable in offered[index].get("variables", {}).items():
            value = given.get(name, variable["default_value"])
            allowed = variable.get("enum_values")
            if allowed and value not in allowed:
                raise ApiValueError(f"the variable {name} of the host must be one of {allowed}, not {value!r}")
            url = url.replace(f"{{{name}}}", value)
        return url
