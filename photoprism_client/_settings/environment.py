"""Environment variables that set parameters of `Configuration`: our own, and those that name a proxy."""

import json
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from photoprism_client._settings.setting_checks import FLAG_SETTINGS, SECRET_SETTINGS, TIMEOUT_SETTINGS
from photoprism_client.exceptions import ApiValueError

#: Parameters by variable; of two variables for one parameter, the first that is set wins.
VARIABLES = {
    "PHOTOPRISM_URL": "host",
    "PHOTOPRISM_TOKEN": "access_token",
    "PHOTOPRISM_APP_PASSWORD": "access_token",
    "PHOTOPRISM_USERNAME": "username",
    "PHOTOPRISM_PASSWORD": "password",
    "PHOTOPRISM_ONE_TIME_CODE": "one_time_code",
    "PHOTOPRISM_CLIENT_ID": "client_id",
    "PHOTOPRISM_CLIENT_SECRET": "client_secret",
    "PHOTOPRISM_PREVIEW_TOKEN": "preview_token",
    "PHOTOPRISM_DOWNLOAD_TOKEN": "download_token",
    "PHOTOPRISM_HEADERS": "headers",
    "PHOTOPRISM_CA_FILE": "ssl_ca_cert",
    "PHOTOPRISM_CLIENT_CERT": "cert_file",
    "PHOTOPRISM_CLIENT_KEY": "key_file",
    "PHOTOPRISM_CLIENT_KEY_PASSWORD": "key_password",
    "PHOTOPRISM_PROXY": "proxy",
    "PHOTOPRISM_VERIFY_SSL": "verify_ssl",
    "PHOTOPRISM_X509_STRICT": "verify_x509_strict",
    "PHOTOPRISM_WARN_PLAIN_HTTP": "warn_plain_http",
    "PHOTOPRISM_SHARED_LOGIN": "shared_login",
    "PHOTOPRISM_CONNECT_TIMEOUT": "connect_timeout_s",
    "PHOTOPRISM_READ_TIMEOUT": "read_timeout_s",
    "PHOTOPRISM_ARCHIVE_TIMEOUT": "archive_timeout_s",
}
#: Variables with a secret. Each has a variant with the suffix ``_FILE`` that names a file with the secret in it.
SECRET_VARIABLES = tuple(name for name, setting in VARIABLES.items() if setting in {*SECRET_SETTINGS, "proxy"})

Value = str | float | bool | dict[str, str]

_YES, _NO = frozenset({"1", "true", "yes", "on"}), frozenset({"0", "false", "no", "off"})


def read_environment(environ: Mapping[str, str]) -> dict[str, Value]:
    """Read all variables that are set and not empty.

    :param environ: names to values.
    :return: values by parameter of ``Configuration``.
    :raises ApiValueError: a value is malformed, or a file that a variable names cannot be used.
    """
    settings: dict[str, Value] = {}
    for variable, parameter in VARIABLES.items():
        if parameter not in settings and (text := read_variable(environ, variable)):
            read = _READERS.get(parameter)
            settings[parameter] = text if read is None else read(variable, text)
    return settings


def read_variable(environ: Mapping[str, str], variable: str) -> str | None:
    """Read one variable, or the file that its ``_FILE`` variant names.

    :param environ: names to values.
    :param variable: name of the variable.
    :return: its text, or None if neither is set.
    :raises ApiValueError: the file cannot be used.
    """
    text = environ.get(variable)
    path = environ.get(f"{variable}_FILE") if variable in SECRET_VARIABLES else None
    if text or not path:
        return text or None
    return _file_text(f"{variable}_FILE", path, is_one_line=VARIABLES[variable] != "headers")


def proxy_for(host: str) -> str | None:
    """Return the proxy that the environment or the system names for a host.

    :param host: base URL of a server.
    :return: URL of the proxy for this scheme or, without one, of the proxy for all; None for a direct connection.
    """
    proxies = _system_proxies()
    return proxies.get(host.split("://", 1)[0]) or proxies.get("all")


def no_proxy_hosts() -> str | None:
    """Return the hosts that the environment or the system exempts from proxies.

    :return: hosts separated by commas, or None.
    """
    return _system_proxies().get("no")


def _system_proxies() -> dict[str, str]:
    if sys.platform not in {"darwin", "win32"} and not any(name.lower().endswith("_proxy") for name in os.environ):
        return {}  # elsewhere only variables name proxies, and urllib.request takes long to import
    from urllib.request import getproxies

    return getproxies()


def _file_text(variable: str, path: str, *, is_one_line: bool) -> str:
    fault = "it is not UTF-8 text"
    try:
        text = Path(path).read_bytes().decode("utf-8-sig")
        if is_one_line:
            text = text.split("\n", 1)[0].rstrip("\r")
        fault = "" if text else "its first line is empty"
    except UnicodeDecodeError:
        pass  # not chained: the error holds the content of the file
    except (OSError, ValueError) as error:
        fault = getattr(error, "strerror", None) or "it is not a path"
    if fault:
        raise ApiValueError(f"{variable} names a file that cannot be used: {path}: {fault}")
    return text


def _seconds(variable: str, text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise ApiValueError(f"{variable} must be a number of seconds, not {text!r}") from None


def _flag(variable: str, text: str) -> bool:
    if (lowered := text.strip().lower()) not in _YES | _NO:
        raise ApiValueError(f"{variable} must be 1 or 0 (or true, false, yes, no, on, off), not {text!r}")
    return lowered in _YES


def _folder_or_flag(variable: str, text: str) -> str | bool:
    if (lowered := text.strip().lower()) in _YES | _NO:
        return lowered in _YES
    if not os.path.isabs(text):
        raise ApiValueError(f"{variable} must be 1, 0 or the whole path of a folder, not {text!r}")
    return text


def _headers(variable: str, text: str) -> dict[str, str]:
    """Read headers: a JSON object, or one per line as in HTTP. No message shows their values."""
    if text.lstrip().startswith("{"):
        return _json_headers(variable, text)
    pairs = [line.partition(":") for line in text.splitlines() if line.strip()]
    if any(not (name.strip() and colon) for name, colon, _ in pairs):
        raise ApiValueError(f"{variable} must hold one header per line, as in 'Name: value', or a JSON object")
    return {name.strip(): value.strip() for name, _, value in pairs}


def _json_headers(variable: str, text: str) -> dict[str, str]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or not all(isinstance(value, str) for value in found.values()):
        raise ApiValueError(f"{variable} is not a JSON object of names and strings")
    return found


_READERS: dict[str, Callable[[str, str], Value]] = {
    "headers": _headers,
    "shared_login": _folder_or_flag,
    **dict.fromkeys((*FLAG_SETTINGS, "verify_x509_strict"), _flag),
    **dict.fromkeys(TIMEOUT_SETTINGS, _seconds),
}
