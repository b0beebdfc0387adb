"""The check that each setting of `Configuration` passes whenever it is set, and which settings are secrets."""

import os
import ssl
from collections.abc import Mapping
from urllib.parse import urlsplit

from photoprism_client._settings import validation as check
from photoprism_client._settings.address import SOCKS_SCHEMES
from photoprism_client._wording import Advice, Setting
from photoprism_client.exceptions import ApiTypeError, ApiValueError

MAX_POOL_SIZE = 1000  # connections

#: Settings that are secrets as a whole. ``proxy`` may hold one, and so may ``api_key`` and ``proxy_headers``.
SECRET_SETTINGS = (
    "password",
    "access_token",
    "one_time_code",
    "client_secret",
    "preview_token",
    "download_token",
    "headers",
    "key_password",
)

# RFC 3986, 3.3: what may stand unquoted in a path segment besides letters, digits and "-._~".
_LEGAL_IN_SEGMENT = frozenset("!$&'()*+,;=:@-._~")
_PROXY_SCHEMES = ("http", "https", *sorted(SOCKS_SCHEMES))
_NOT_FOR_THE_SERVER = "{name} are for what is in front of the server: set {access_token} for the server itself"
_TOKEN_HEADERS = frozenset({"x-auth-token", "x-session-id"})


def _safe_characters(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise ApiTypeError(f"{name} must be a str, not {type(value).__name__}", valid_classes=(str,))
    if wrong := {character for character in value if character not in _LEGAL_IN_SEGMENT and not character.isalnum()}:
        raise ApiValueError(
            f"{name} may hold only characters that are legal in a path segment, "
            f"{''.join(sorted(_LEGAL_IN_SEGMENT))}, not {''.join(sorted(wrong))!r}"
        )
    return value


def _retries(name: str, value: object) -> object:
    # A urllib3 Retry has a `total`; urllib3 itself may be imported in `_transport/` only.
    return value if hasattr(value, "total") else check.whole_number(0, 100)(name, value)


def _proxy_url(name: str, value: object) -> str:
    address = check.text(name, value)
    address = address if "://" in address else f"http://{address}"
    try:
        parts = urlsplit(address)
        # A "/", "?" or "#" that is not quoted may be in the password: then the host would be the user's name.
        usable = bool(parts.hostname) and parts.port != 0 and address.endswith((parts.netloc, f"{parts.netloc}/"))
    except ValueError:
        usable = False
    if not usable or parts.scheme not in _PROXY_SCHEMES:
        schemes = ", ".join(_PROXY_SCHEMES)
        form = "SCHEME://HOST[:PORT], with USER:PASSWORD@ before HOST if it wants them"
        raise check.value_error(name, f"must be {form}, and a scheme of {schemes}")
    return address


def _header_value(name: str, value: object) -> str:
    return check.header(name, check.text(name, value))[1]


def _code(name: str, value: object) -> object:
    return value if callable(value) else check.text(name, value)


def _folder_or_flag(name: str, value: object) -> bool | str:
    if isinstance(value, bool):
        return value
    if not isinstance(value, (str, os.PathLike)):
        raise ApiTypeError(f"{name} must be True, False or the path of a folder, not {value!r}", valid_classes=(str,))
    return os.path.abspath(check.text(name, os.fspath(value)))  # where processes meet, wherever they run


def _gateway_headers(name: str, value: object) -> dict[str, str]:
    if not isinstance(value, Mapping):
        raise ApiTypeError(f"{name} must be a mapping, not {type(value).__name__}", valid_classes=(Mapping,))
    checked = dict(check.header(key, item) for key, item in value.items())
    if _TOKEN_HEADERS & {key.lower() for key in checked}:
        raise ApiValueError(Advice(_NOT_FOR_THE_SERVER, name=Setting(name)))
    return checked


_TEXTS = ("username", "password", "client_id", "client_secret", "preview_token", "download_token", "key_password")
_PATHS = ("ssl_ca_cert", "cert_file", "key_file")
#: Settings that are true or false, and those that are seconds.
FLAG_SETTINGS = ("verify_ssl", "client_side_validation", "raise_on_placeholder", "warn_plain_http")
TIMEOUT_SETTINGS = ("connect_timeout_s", "read_timeout_s", "archive_timeout_s")

CHECKS: dict[str, check.Validator] = {
    **dict.fromkeys((*_TEXTS, "tls_server_name"), check.optional(check.text)),
    **dict.fromkeys(_PATHS, check.optional(check.instance_of((str, os.PathLike)))),
    **dict.fromkeys(FLAG_SETTINGS, check.flag),
    **dict.fromkeys(TIMEOUT_SETTINGS, check.seconds),
    **dict.fromkeys(("api_key", "api_key_prefix"), check.instance_of(dict)),
    "access_token": check.optional(_header_value),
    "one_time_code": check.optional(_code),
    "ca_cert_data": check.optional(check.instance_of((str, bytes))),
    "assert_hostname": check.optional(check.instance_of((bool, str))),
    "connection_pool_maxsize": check.whole_number(1, MAX_POOL_SIZE),
    "_proxy": check.optional(_proxy_url),
    "no_proxy": check.optional(check.instance_of(str)),
    "proxy_headers": check.optional(check.instance_of(Mapping)),
    "proxy_ssl_context": check.optional(check.instance_of(ssl.SSLContext)),
    "safe_chars_for_path_param": _safe_characters,
    "socket_options": check.optional(check.socket_options),
    "retries": check.optional(_retries),
    "headers": _gateway_headers,
    "verify_x509_strict": check.optional(check.flag),
    "shared_login": _folder_or_flag,
}
