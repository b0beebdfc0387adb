"""The connection pools of a configuration, made by urllib3 with its TLS, proxy and socket settings."""

import importlib.util
import ssl
from collections.abc import Mapping
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

import urllib3
from urllib3.connection import HTTPConnection
from urllib3.util.ssl_ import create_urllib3_context

from photoprism_client._settings.address import basic_auth, is_socks_proxy_url, should_bypass_proxies
from photoprism_client._transport.lean_pools import LeanHTTPConnectionPool, LeanHTTPSConnectionPool
from photoprism_client._wording import Advice
from photoprism_client.configuration import Configuration
from photoprism_client.exceptions import ApiValueError

_BAD_AUTHORITIES = "{ssl_ca_cert or ca_cert_data} cannot be used: {fault}; it must hold certificates in PEM form"
_BAD_CERTIFICATE = "{cert_file or key_file} cannot be used: {fault}; both must be PEM files, and belong together"
_NO_PASS_PHRASE = Advice("the key of the client certificate is encrypted: set {key_password} to its pass phrase")
_WRONG_PASS_PHRASE = Advice("{key_password} is not the pass phrase of the client certificate's key")


def make_pools(configuration: Configuration) -> urllib3.PoolManager:
    """Make the pools of a configuration, without connecting.

    :param configuration: its TLS, proxy and pool settings are read.
    :return: a manager with our lean connections; for a proxy, one with urllib3's own, which know tunnels.
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
        # Without a tunnel, the only TLS is that to the proxy; urllib3 2.7 reads its settings from here.
        options["ssl_context"] = configuration.proxy_ssl_context
    address, headers = _proxy_parts(proxy, configuration.proxy_headers)
    return urllib3.ProxyManager(
        address, proxy_headers=headers, proxy_ssl_context=configuration.proxy_ssl_context, **options
    )


def proxy_of(configuration: Configuration) -> str | None:
    """Return the proxy for the configured host.

    :param configuration: its ``host``, ``proxy`` and ``no_proxy`` are read.
    :return: the proxy's URL, or None for a direct connection.
    """
    if configuration.proxy and not should_bypass_proxies(configuration.host, configuration.no_proxy or ""):
        return configuration.proxy
    return None


def _pool_options(configuration: Configuration) -> dict[str, Any]:
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


def _needs_tls(configuration: Configuration) -> bool:
    """Tell whether to set up TLS now: reading the system's certificates takes as long as importing urllib3.

    If not, urllib3 sets it up in the same way should http be redirected to https.
    """
    held, proxy = configuration, proxy_of(configuration) or ""
    return (
        held.host.startswith("https:")
        or proxy.startswith("https:")
        or any((held.ssl_ca_cert, held.ca_cert_data, held.cert_file, held.key_file))
        or not held.verify_ssl
        or held.verify_x509_strict is not None
    )


def _tls(configuration: Configuration) -> ssl.SSLContext:
    """Make one context for all connections, so that a bad file is reported before the first connection."""
    context = create_urllib3_context(cert_reqs=ssl.CERT_REQUIRED if configuration.verify_ssl else ssl.CERT_NONE)
    if configuration.verify_x509_strict is not None:
        others = context.verify_flags & ~ssl.VERIFY_X509_STRICT
        context.verify_flags = others | (ssl.VERIFY_X509_STRICT if configuration.verify_x509_strict else 0)
    try:
        if configuration.ssl_ca_cert or configuration.ca_cert_data:
            context.load_verify_locations(configuration.ssl_ca_cert, cadata=configuration.ca_cert_data)
        elif configuration.verify_ssl:
            context.load_default_certs()
    except (OSError, ValueError) as error:
        raise ApiValueError(Advice(_BAD_AUTHORITIES, fault=_fault(error, configuration.ssl_ca_cert))) from error
    if configuration.cert_file or configuration.key_file:
        _load_own(context, configuration)
    return context


def _load_own(context: ssl.SSLContext, configuration: Configuration) -> None:
    """Load the client's own certificate."""
    certificate, key, pass_phrase = configuration.cert_file, configuration.key_file, configuration.key_password
    if not certificate:
        raise ApiValueError(Advice("{key_file} is the key of a certificate: set {cert_file} as well"))
    is_encrypted = False

    def give_pass_phrase() -> str:
        # Without a function, OpenSSL would ask on the terminal, and a nightly job would hang.
        nonlocal is_encrypted
        is_encrypted = True
        return pass_phrase or ""

    try:
        context.load_cert_chain(certificate, key, give_pass_phrase)
    except (OSError, ValueError) as error:
        if is_encrypted:
            raise ApiValueError(_WRONG_PASS_PHRASE if pass_phrase else _NO_PASS_PHRASE) from error
        raise ApiValueError(Advice(_BAD_CERTIFICATE, fault=_fault(error, certificate, key))) from error


def _fault(error: Exception, *paths: object) -> str:
    names = ", ".join(str(path) for path in paths if path)
    return f"{names}: {error}" if names else str(error)


def _proxy_parts(proxy: str, headers: Mapping[str, str] | None) -> tuple[str, dict[str, str]]:
    """Split user and password off a proxy's URL: urllib3 accepts them only as a header."""
    parts = urlsplit(proxy)
    result = dict(headers or {})
    if parts.username:
        result.setdefault("Proxy-Authorization", basic_auth(unquote(parts.username), unquote(parts.password or "")))
    return _without_user(parts), result


def _without_user(parts: SplitResult) -> str:
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()


def _socks_manager(proxy: str, options: dict[str, Any]) -> urllib3.PoolManager:
    if importlib.util.find_spec("socks") is None:
        raise ApiValueError("a SOCKS proxy needs the package PySocks: pip install 'photoprism-images[socks]'")
    from urllib3.contrib.socks import SOCKSProxyManager

    parts = urlsplit(proxy)
    address = _without_user(parts)
    # urllib3 2.7 does not unquote them.
    return SOCKSProxyManager(address, unquote(parts.username or "") or None, unquote(parts.password or ""), **options)
