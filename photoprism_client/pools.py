"""The connection pools of a configuration: TLS, proxies, socket options, all handed to urllib3."""

import base64
import importlib.util
import ssl
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import SplitResult, unquote, urlsplit

import urllib3
from urllib3.connection import HTTPConnection
from urllib3.util.ssl_ import create_urllib3_context

from photoprism_client.address import is_socks_proxy_url, should_bypass_proxies
from photoprism_client.exceptions import ApiValueError
from photoprism_client.wire import LeanHTTPConnectionPool, LeanHTTPSConnectionPool

if TYPE_CHECKING:
    from photoprism_client.configuration import Configuration


def make_pools(configuration: "Configuration") -> urllib3.PoolManager:
    """Make the pools that a configuration asks for; nothing is connected.

    :param configuration: TLS, proxy and pool settings are read.
    :return: urllib3's manager: a plain one with our lean connections, or one for a proxy with urllib3's own.
    :raises ApiValueError: a certificate or key cannot be used, or a SOCKS proxy needs PySocks, which is not installed.
    """
    options = _pool_options(configuration)
    proxy = proxy_of(configuration)
    if proxy is None:
        manager = urllib3.PoolManager(**options)
        manager.pool_classes_by_scheme = {"http": LeanHTTPConnectionPool, "https": LeanHTTPSConnectionPool}
        return manager
    if is_socks_proxy_url(proxy):
        return _socks_manager(proxy, options)
    if configuration.proxy_ssl_context is not None and configuration.host.startswith("http:"):
        # Without a tunnel the only TLS is that to the proxy; urllib3 2.7 looks for it here.
        options["ssl_context"] = configuration.proxy_ssl_context
    address, headers = _proxy_parts(proxy, configuration.proxy_headers)
    return urllib3.ProxyManager(
        address, proxy_headers=headers, proxy_ssl_context=configuration.proxy_ssl_context, **options
    )


def proxy_of(configuration: "Configuration") -> str | None:
    """Return the proxy that leads to the configured host.

    :param configuration: its ``host``, ``proxy`` and ``no_proxy`` are read.
    :return: the proxy's URL, or None for a direct connection.
    """
    if configuration.proxy and not should_bypass_proxies(configuration.host, configuration.no_proxy or ""):
        return configuration.proxy
    return None


def _pool_options(configuration: "Configuration") -> dict[str, Any]:
    options: dict[str, Any] = {"maxsize": configuration.connection_pool_maxsize}
    if _needs_tls(configuration):
        options["ssl_context"] = _tls(configuration)
    if configuration.assert_hostname is not None and configuration.assert_hostname is not True:
        options["assert_hostname"] = configuration.assert_hostname
    if configuration.tls_server_name:
        options["server_hostname"] = configuration.tls_server_name
    if configuration.socket_options is not None:
        options["socket_options"] = [*HTTPConnection.default_socket_options, *configuration.socket_options]
    return options


def _needs_tls(configuration: "Configuration") -> bool:
    """Tell whether TLS is to be set up now: reading the system's certificates takes as long as importing urllib3.

    Where it is not, urllib3 does the same for itself if http is redirected to https.
    """
    files = (configuration.ssl_ca_cert, configuration.ca_cert_data, configuration.cert_file)
    proxy = proxy_of(configuration) or ""
    return (
        configuration.host.startswith("https:")
        or proxy.startswith("https:")
        or any(files)
        or not configuration.verify_ssl
    )


def _tls(configuration: "Configuration") -> ssl.SSLContext:
    """Make one context for all connections, so that a wrong file is found before the first of them."""
    context = create_urllib3_context(cert_reqs=ssl.CERT_REQUIRED if configuration.verify_ssl else ssl.CERT_NONE)
    try:
        if configuration.ssl_ca_cert or configuration.ca_cert_data:
            context.load_verify_locations(configuration.ssl_ca_cert, cadata=configuration.ca_cert_data)
        elif configuration.verify_ssl:
            context.load_default_certs()
        if configuration.cert_file:
            context.load_cert_chain(configuration.cert_file, configuration.key_file)
    except (OSError, ValueError) as error:
        raise ApiValueError(
            "ssl_ca_cert, ca_cert_data, cert_file or key_file cannot be used: "
            f"{error}; certificates and keys must be PEM files that exist"
        ) from error
    return context


def _proxy_parts(proxy: str, headers: Mapping[str, str] | None) -> tuple[str, dict[str, str]]:
    """Split user and password off a proxy's URL: urllib3 takes them as a header only."""
    parts = urlsplit(proxy)
    result = dict(headers or {})
    if parts.username:
        pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}".encode()
        result.setdefault("Proxy-Authorization", f"Basic {base64.b64encode(pair).decode('ascii')}")
    return _without_user(parts), result


def _without_user(parts: SplitResult) -> str:
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()


def _socks_manager(proxy: str, options: dict[str, Any]) -> urllib3.PoolManager:
    if importlib.util.find_spec("socks") is None:
        raise ApiValueError("a SOCKS proxy needs the package PySocks: pip install 'photoprism-images[socks]'")
    from urllib3.contrib.socks import SOCKSProxyManager

    parts = urlsplit(proxy)
    address = _without_user(parts)
    # Unquoted here: urllib3 2.7 does not.
    return SOCKSProxyManager(address, unquote(parts.username or "") or None, unquote(parts.password or ""), **options)
