"""Addresses: the base URL of a server, made of whatever a person pastes, and which proxy leads there."""

import ipaddress
import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import SplitResult, quote, urlsplit

from photoprism_client._wording import Advice
from photoprism_client.exceptions import ApiTypeError, ApiValueError

DEFAULT_PORTS = {"http": 80, "https": 443}
SOCKS_SCHEMES = frozenset({"socks4", "socks4a", "socks5", "socks5h"})

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")
_PATH_OF_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:/")  # such as unix:/run/photoprism.sock, or http:/ mistyped
_FORBIDDEN = re.compile(r"[\x00-\x20\x7f\\<>\"{}|^`]")
# What a name may turn into when it is written in ASCII: a wide blank becomes a blank.
_FORBIDDEN_IN_NAME = re.compile(rf"{_FORBIDDEN.pattern}|[/?#@:%\[\]]")
_AFTER_BRACKET = re.compile(r"(?:^[^\]]*|\](?::\d*)?)$")
_API_PATH = re.compile(r"/api/v1(?:/.*)?$")
_PAGE_PATH = re.compile(r"/library/(?!library(?:/|$))[^/].*$")  # a site below /library has /library/library/<page>
# RFC 6761 (localhost), RFC 6762 (local, and in appendix G those that are used without a registration), RFC 8375.
_PRIVATE_NAMES = tuple(
    f".{name}" for name in ["localhost", "local", "home.arpa", "lan", "home", "internal", "intranet", "private", "corp"]
)
_DOT_SEGMENT = re.compile(r"/\.{1,2}(?:/|$)|%2e|%2f|%5c", re.IGNORECASE)


class Origin(NamedTuple):
    """Scheme, host and port: who an answer comes from.

    ``host`` is in lower case, IPv6 without brackets.
    """

    scheme: str
    host: str
    port: int

    @property
    def netloc(self) -> str:
        """Host and port as in a URL or a ``Host`` header; the scheme's own port is left out."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """The base URL of all that comes from here, without a slash at the end."""
        return f"{self.scheme}://{self.netloc}"


def origin_of(url: str) -> Origin:
    """Return the origin of an absolute http or https URL.

    :param url: the URL.
    :return: its origin, with the port that the scheme stands for where none is named.
    :raises ApiValueError: it has another scheme, no host, or a bad port.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise ApiValueError(f"not a URL: {error}") from None
    if parts.scheme not in DEFAULT_PORTS or not parts.hostname:
        raise ApiValueError("a URL must begin with http:// or https:// and name a host")
    return Origin(parts.scheme, parts.hostname, port or DEFAULT_PORTS[parts.scheme])


@lru_cache(maxsize=32)
def split_base_url(base_url: str) -> tuple[Origin, str]:
    """Split a normalised base URL into its origin and its sub-path.

    :param base_url: as :func:`normalise_host` returns it; it holds no secret, so the result may be kept.
    :return: the origin, and the sub-path without a slash at the end.
    """
    return origin_of(base_url), urlsplit(base_url).path


def normalise_host(host: str) -> str:
    """Return the base URL of a server: scheme, host, port where it is not the scheme's own, and sub-path.

    Without a scheme it is https, or http for localhost and private addresses. ``/api/v1`` and ``/library/<page>`` of
    a pasted address are cut off, with query and fragment; a bare sub-path is kept, since servers run below one.

    :param host: such as ``photos.example.com``, ``http://nas:2342/``, ``[::1]:2342``, ``https://example.com/library/browse``.
    :return: such as ``https://photos.example.com``; no slash at the end.
    :raises ApiTypeError: *host* is not a ``str``.
    :raises ApiValueError: user info, another scheme, a bad port, or no host at all.
    """
    if not isinstance(host, str):
        raise ApiTypeError(f"host must be a str, not {type(host).__name__}", valid_classes=(str,))
    address = _with_scheme(host.strip())
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise ApiValueError(
            Advice(
                "{host} is not a usable address: {fault}; allowed is http(s)://NAME[:PORT][/SUB-PATH]", fault=str(error)
            )
        ) from None
    _refuse_unusable(parts)
    origin = Origin(parts.scheme, _ascii_host(parts.hostname or ""), port or DEFAULT_PORTS[parts.scheme])
    return f"{origin.scheme}://{origin.netloc}{_base_path(parts.path)}"


def is_nearby(host: str) -> bool:
    """Tell whether a host is this machine or in a private network, as far as its name or address shows.

    :param host: a name or an IP address, without brackets.
    :return: whether it is an address that is not global, a name without dots, or a name that only private networks
        use; no name is looked up.
    """
    name = host.lower().rstrip(".").partition("%")[0]
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return "." not in name or name.endswith(_PRIVATE_NAMES)
    return not (getattr(address, "ipv4_mapped", None) or address).is_global


def is_socks_proxy_url(url: str | None) -> bool:
    """Tell whether a proxy URL means a SOCKS proxy.

    :param url: the URL or None.
    :return: whether its scheme is one of socks4, socks4a, socks5 and socks5h.
    """
    return url is not None and "://" in url and url.split("://", 1)[0].lower() in SOCKS_SCHEMES


def should_bypass_proxies(url: str, no_proxy: str) -> bool:
    """Tell whether a URL is reached without a proxy.

    :param url: where the request goes.
    :param no_proxy: rules with commas between: ``*``, a name (with all below it), a name and port, an address,
        a network.
    :return: whether a rule fits, or the URL has no host.
    """
    parts = urlsplit(url)
    if not parts.hostname:
        return True
    rules = (rule.strip().lower() for rule in no_proxy.split(","))
    return any(_rule_fits(rule, parts.hostname.lower(), parts.netloc.lower()) for rule in rules if rule)


def _rule_fits(rule: str, host: str, host_and_port: str) -> bool:
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
    if _is_ip(address):
        address = f"[{address}]" if ":" in address else address
    name = urlsplit(f"//{address}").hostname if _may_split(address) else None
    return f"{'http' if name and _is_private(name) else 'https'}://{address}"


def _may_split(address: str) -> bool:
    try:
        urlsplit(f"//{address}")
    except ValueError:
        return False
    return True


def _is_ip(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def _is_private(name: str) -> bool:
    if name == "localhost" or name.endswith(".localhost"):
        return True
    return _is_ip(name) and ipaddress.ip_address(name).is_private


def _refuse_unusable(parts: SplitResult) -> None:
    if parts.scheme not in DEFAULT_PORTS:
        raise ApiValueError(Advice("{host} must begin with http:// or https://, not {scheme}://", scheme=parts.scheme))
    if "@" in parts.netloc:
        raise ApiValueError(
            Advice("{host} must not hold a user name or password: pass {username= and password=} instead")
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
