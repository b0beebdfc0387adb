"""The variables that stand for parameters of `Configuration`."""

from collections.abc import Mapping
from pathlib import Path

from photoprism_client.exceptions import ApiValueError

#: Parameters by variable; of two for one parameter, the first that is set counts.
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
    "PHOTOPRISM_CONNECT_TIMEOUT": "connect_timeout_s",
    "PHOTOPRISM_READ_TIMEOUT": "read_timeout_s",
    "PHOTOPRISM_ARCHIVE_TIMEOUT": "archive_timeout_s",
}
_PASSWORD_FILE = "PHOTOPRISM_PASSWORD_FILE"  # noqa: S105  # the name of a variable


def read_environment(environ: Mapping[str, str]) -> dict[str, str | float]:
    """Read the variables that are set and not empty.

    :param environ: names to values.
    :return: values by parameter of ``Configuration``.
    :raises ApiValueError: a timeout is not a number, or ``PHOTOPRISM_PASSWORD_FILE`` names no file with a password.
    """
    settings: dict[str, str | float] = {}
    for variable, parameter in VARIABLES.items():
        if value := environ.get(variable):
            settings.setdefault(parameter, _seconds(variable, value) if parameter.endswith("_s") else value)
    if "password" not in settings and (path := environ.get(_PASSWORD_FILE)):
        settings["password"] = _first_line(path)
    return settings


def _seconds(variable: str, value: str) -> float:
    try:
        return float(value)
    except ValueError:
        raise ApiValueError(f"{variable} must be a number of seconds, not {value!r}") from None


def _first_line(path: str) -> str:
    fault = "it is not UTF-8 text"
    try:
        line = Path(path).read_bytes().decode("utf-8-sig").split("\n", 1)[0].rstrip("\r")
        fault = "" if line else "its first line is empty"
    except UnicodeDecodeError:
        pass  # that error holds what was read
    except (OSError, ValueError) as error:
        fault = getattr(error, "strerror", None) or "it is no path"
    if fault:
        raise ApiValueError(f"{_PASSWORD_FILE} names a file that cannot be used: {path}: {fault}")
    return line
