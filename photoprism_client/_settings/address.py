"""Addresses: the base URL of a server, from whatever a person pastes, and whether a proxy is needed to reach it."""

import base64
import ipaddress
import re
from contextlib import suppress
from functools import lru_cache
from typing import Literal, NamedTuple, cast
from urllib.parse import SplitResult, quote, urlsplit

from photoprism_client._wording import Advice
from photoprism_client.exceptions import ApiTypeError, ApiValueError

Scheme = Literal["http", "https"]

DEFAULT_PORTS: dict[str, int] = {"http": 80, "https": 443}
SOCKS_SCHEMES = frozenset({"socks4", "socks4a", "socks5", "socks5h"})

_UNUSABLE = "{host} is not a usable address; allowed is http(s)://NAME[:PORT][/SUB-PATH] with a port from 1 to 65535"
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")
_PATH_OF_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:/")  # such as unix:/run/photoprism.sock, or http:/ mistyped
_FORBIDDEN = re.compile(r"[\x00-\x20\x7f\\<>\"{}|^`]")
# The ASCII form of a name may hold more than the name did: a wide blank becomes a blank.
_FORBIDDEN_IN_NAME = re.compile(rf"{_FORBIDDEN.pattern}|[/?#@:%\[\]]")
_AFTER_BRACKET = re.compile(r"(?:^[^\]]*|\](?::\d*)?)$")
_API_PATH = re.compile(r"/api/v1(?:/.*)?$")
_PAGE_PATH = re.compile(r"/library/(?!library(?:/|$))[^/].*$")  # a site below /library has /library/library/<page>
# RFC 6761 (localhost), RFC 6762 (local, and in appendix G names that are in use without registration), RFC 8375.
_PRIVATE_NAMES = tuple(
    f".{name}" for name in ["localhost", "local", "home.arpa", "lan", "home", "internal", "intranet", "private", "corp"]
)
_DOT_SEGMENT = re.compile(r"/\.{1,2}(?:/|$)|%2e|%2f|%5c", re.IGNORECASE)


class Origin(NamedTuple):
    """Scheme, host and port of a URL: what an answer can be trusted to come from (RFC 6454).

    ``host`` is in lower case, IPv6 without brackets.
    """

    scheme: Scheme
    host: str
    port: int

    @property
    def netloc(self) -> str:
        """Host and port as in a URL or a ``Host`` header, without the default port of the scheme."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """The URL of this origin, without a slash at the end."""
        return f"{self.scheme}://{self.netloc}"


def origin_of(url: str) -> Origin:
    """Return the origin of an absolute http or https URL.

    :param url: the URL.
    :return: its origin; a URL without a port has the default one of its scheme.
    :raises ApiValueError: it has another scheme, no host, or a bad port.
    """
    parts = _split(url)
    if parts is None:
        raise ApiValueError("not a URL: its port is not a number, or its host is not a name or an address")
    if parts.scheme not in DEFAULT_PORTS or not parts.hostname:
        raise ApiValueError("a URL must begin with http:// or https:// and name a host")
    return _origin(parts, parts.hostname)


@lru_cache(maxsize=32)
def split_base_url(base_url: str) -> tuple[Origin, str]:
    """Split a normalised base URL into its origin and its sub-path.

    :param base_url: as :func:`normalise_host` returns it; it holds no secret, so the cache may keep it.
    :return: the origin, and the sub-path without a slash at the end.
    """
    return origin_of(base_url), urlsplit(base_url).path


def normalise_host(host: str) -> str:
    """Return the base URL of a server: scheme, host, port unless it is the default one, and sub-path.

    An address without a scheme is https, or http for localhost and private addresses. ``/api/v1``, ``/library/<page>``,
    query and fragment are cut off; a bare sub-path is kept, since servers may run below one.

    :param host: such as ``photos.example.com``, ``http://nas:2342/``, ``[::1]:2342``, ``https://example.com/library/browse``.
    :return: such as ``https://photos.example.com``; no slash at the end.
    :raises ApiTypeError: *host* is not a ``str``.
    :raises ApiValueError: user info, another scheme, a bad port, or no host at all.
    """
    if not isinstance(host, str):
        raise ApiTypeError(f"host must be a str, not {type(host).__name__}", valid_classes=(str,))
    parts = _split(_with_scheme(host.strip()))
    if parts is None:
        raise ApiValueError(Advice(_UNUSABLE))
    _refuse_unusable(parts)
    origin = _origin(parts, _ascii_host(parts.hostname or ""))
    return f"{origin.scheme}://{origin.netloc}{_base_path(parts.path)}"


def is_nearby(host: str) -> bool:
    """Tell whether a host is this machine or in a private network, judging by its name or address alone.

    :param host: a name or an IP address, without brackets; it is not looked up.
    :return: whether it is an address that is not global, a name without dots, or a name that only private networks
        use.
    """
    name = host.lower().rstrip(".").partition("%")[0]
    address = _ip(name)
    if address is None:
        return "." not in name or name.endswith(_PRIVATE_NAMES)
    return not (getattr(address, "ipv4_mapped", None) or address).is_global


def is_socks_proxy_url(url: str | None) -> bool:
    """Tell whether a URL is that of a SOCKS proxy.

    :param url: the URL, or None.
    :return: whether its scheme is socks4, socks4a, socks5 or socks5h.
    """
    return url is not None and "://" in url and url.split("://", 1)[0].lower() in SOCKS_SCHEMES


def basic_auth(username: str | None, password: str | None) -> str:
    """Write user name and password as an ``Authorization`` or ``Proxy-Authorization`` header.

    :param username: the name; None for an empty one.
    :param password: the password; None for an empty one.
    :return: ``Basic`` and the encoded pair.
    """
    pair = f"{username or ''}:{password or ''}"
    return f"Basic {base64.b64encode(pair.encode()).decode('ascii')}"


def should_bypass_proxies(url: str, no_proxy: str) -> bool:
    """Tell whether a URL is reached without a proxy.

    :param url: where the request goes.
    :param no_proxy: rules separated by commas: ``*``, a name (which includes all names below it), a name and port, an
        address, a network.
    :return: whether a rule applies, or the URL has no host.
    """
    parts = urlsplit(url)
    if not parts.hostname:
        return True
    rules = (rule.strip().lower() for rule in no_proxy.split(","))
    return any(_rule_applies(rule, parts.hostname.lower(), parts.netloc.lower()) for rule in rules if rule)


def _rule_applies(rule: str, host: str, host_and_port: str) -> bool:
    if rule == "*":
        return True
    try:
        return ipaddress.ip_address(host) in ipaddress.ip_network(rule, strict=False)
    except ValueError:
        name = rule.lstrip(".")
        return any(known == name or known.endswith(f".{name}") for known in (host, host_and_port))


def _with_scheme(address: str) -> str:
    if _FORBIDDEN.search(address):
        forbidden = 'blanks, control characters, backslashes or any of <>"{}|^`'
        raise ApiValueError(Advice("{host} must not hold {forbidden}", forbidden=forbidden))
    if _SCHEME.match(address):
        return address
    if found := _PATH_OF_SCHEME.match(address):
        raise ApiValueError(Advice("{host} must begin with http:// or https://, not {scheme}", scheme=found[0]))
    if ":" in address and _ip(address):
        address = f"[{address}]"
    return f"{'http' if _is_private(address) else 'https'}://{address}"


def _is_private(address: str) -> bool:
    try:
        name = urlsplit(f"//{address}").hostname or ""
    except ValueError:  # normalise_host says why
        return False
    if ip := _ip(name):
        return ip.is_private
    return name == "localhost" or name.endswith(".localhost")


def _ip(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None


def _split(url: str) -> SplitResult | None:
    """Split a URL; None if that cannot be done: the error would quote what may be a part of a password."""
    with suppress(ValueError):
        parts = urlsplit(url)
        _ = parts.port  # which may raise, too
        return parts
    return None


def _origin(parts: SplitResult, host: str) -> Origin:
    return Origin(cast(Scheme, parts.scheme), host, parts.port or DEFAULT_PORTS[parts.scheme])


def _refuse_unusable(parts: SplitResult) -> None:
    if parts.scheme not in DEFAULT_PORTS:
        raise ApiValueError(Advice("{host} must begin with http:// or https://, not {scheme}://", scheme=parts.scheme))
    if "@" in parts.netloc:
        raise ApiValueError(
            Advice("{host} must not hold a user name or password; pass {username= and password=} instead")
        )
    if not parts.hostname or not _AFTER_BRACKET.search(parts.netloc):
        raise ApiValueError(Advice("{host} names no server; allowed is http(s)://NAME[:PORT][/SUB-PATH]"))
    if parts.port == 0:
        raise ApiValueError(Advice("the port of {host} must be from 1 to 65535, not 0"))
    if _DOT_SEGMENT.search(parts.path):
        raise ApiValueError(Advice("the path of {host} must not hold '.' or '..', or quoted dots and slashes"))


def _ascii_host(name: str) -> str:
    if name.isascii():
        return name
    try:
        encoded = name.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise ApiValueError(Advice("{host} is not a usable name: {fault}", fault=str(error))) from None
    if not encoded or _FORBIDDEN_IN_NAME.search(encoded):
        raise ApiValueError(Advice("{host} is not a usable name: it holds characters that no name can have"))
    return encoded.lower()


def _base_path(path: str) -> str:
    base = _PAGE_PATH.sub("", _API_PATH.sub("", path)).rstrip("/")
    try:
        return quote(base, safe="/%!$&'()*+,;=:@")
    except UnicodeEncodeError:
        raise ApiValueError(
            Advice("{host} must be text that UTF-8 can hold: it has half of a surrogate pair")
        ) from None
