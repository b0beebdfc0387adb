"""Storage options: what fsspec passes to a file system, as the configuration of a client."""

import hashlib
import hmac
import inspect
import os
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from fsspec import available_protocols

from photoprism_client._profiles.resolving import configuration_from
from photoprism_client._settings.address import normalise_host
from photoprism_client._settings.environment import VARIABLES
from photoprism_client._settings.setting_checks import SECRET_SETTINGS
from photoprism_client.configuration import Configuration
from photoprism_client.exceptions import ApiTypeError, ApiValueError
from photoprism_client.redaction import redact_user_info

_HIDDEN = "***"
#: Options that are secrets, or may hold one.
SECRET_OPTIONS = frozenset({*SECRET_SETTINGS, "proxy", "proxy_headers", "api_key"})
# Any of these says who asks.
_CREDENTIALS = frozenset(
    {"username", "password", "one_time_code", "access_token", "client_id", "client_secret"}
    | {"preview_token", "download_token"}
)
# Those of fsspec itself that are for other kinds of file systems.
_OF_FSSPEC = frozenset({"asynchronous", "auto_mkdir", "loop"})
_OF_FILE_SYSTEM = ("block_size", "connections", "listings_expiry_time", "max_paths", "profile", "use_listings_cache")
_OTHER_NAMES = {"url": "host", "base_url": "host", "token": "access_token", "app_password": "access_token"}
# By this, fsspec passes what comes after a "::".
_AFTER_CHAIN = "fo"
_CHAINED = (
    "fsspec reads '::' in a URL as the separator of a chain: open a path with '::' by a file system,"
    " fsspec.filesystem('photoprism', …).open(path), and pass an IPv6 address as host="
)
_ROUNDS = 200_000  # a tenth of a second
_SHARED_LOGIN = "PHOTOPRISM_SHARED_LOGIN"
_KEY = os.urandom(32)


class StorageOptions(dict[str, Any]):
    """Storage options as the user passed them; ``repr`` hides secrets.

    Options by the name of another protocol are for the file systems of that, and left out: Hugging Face's datasets pass
    the token for their own server with each URL.

    :param options: names to values.
    """

    def __init__(self, options: Mapping[str, Any]) -> None:
        super().__init__({name: value for name, value in options.items() if not _is_of_another(name, value)})

    def __repr__(self) -> str:
        return repr({name: _HIDDEN if name in SECRET_OPTIONS and value else value for name, value in self.items()})

    __str__ = __repr__

    def without_secrets(self) -> dict[str, Any]:
        """Return the options that hold no secret."""
        return {name: value for name, value in self.items() if name not in SECRET_OPTIONS}


class Access(NamedTuple):
    """Which server is asked, and as whom: options, the environment at that time, and the name of a profile."""

    #: Parameters of ``Configuration``.
    settings: Mapping[str, Any]
    environ: Mapping[str, str]
    profile: str | None
    #: What ``Tree`` takes.
    listing: Mapping[str, Any] = {}

    @classmethod
    def of(cls, options: Mapping[str, Any], profile: str | None, listing: Mapping[str, Any] | None = None) -> "Access":
        """Read storage options, and the variables that may fill what they leave out.

        Variables say who asks only if no option does, and only at the server that they name, if they name one.

        :param options: names to values; None counts as left out.
        :param profile: name of a login that the command keeps, or None.
        :param listing: what ``Tree`` takes.
        :return: what they amount to.
        :raises ApiTypeError: an option does not exist, or the host is not a text.
        :raises ApiValueError: the host is not an address, or the URL has ``::`` in it.
        """
        allowed, options = _setting_names(), StorageOptions(options)
        unknown = sorted(set(options) - allowed - _OF_FSSPEC)
        if _AFTER_CHAIN in unknown:
            raise ApiValueError(_CHAINED)
        if unknown:
            raise ApiTypeError(f"unknown storage option {unknown[0]!r}{_instead_of(unknown[0])}")
        settings = {name: value for name, value in options.items() if name in allowed and value is not None}
        if "host" in settings:
            normalise_host(settings["host"])  # refused at once: options are shown, and this may hold a password
        environ = variables()
        if _CREDENTIALS & set(settings) or _is_elsewhere(settings.get("host"), environ.get("PHOTOPRISM_URL")):
            ours = [name for name, setting in VARIABLES.items() if setting in {*_CREDENTIALS, "headers"}]
            environ = {name: value for name, value in environ.items() if name.removesuffix("_FILE") not in ours}
        return cls(settings, environ, profile, dict(listing or {}))

    def __repr__(self) -> str:
        return f"<Access to {self.where}>"

    @property
    def where(self) -> str:
        """The server, as far as it is known without reading the profile."""
        named = self.settings.get("host") or self.environ.get("PHOTOPRISM_URL")
        kept = f"profile {self.profile}" if self.profile else "no server"
        return redact_user_info(str(named or kept))

    @property
    def key(self) -> str:
        """Equal for what is equal, in this process."""
        told = repr([*map(sorted, (self.settings.items(), self.environ.items(), self.listing.items())), self.profile])
        return hmac.new(_KEY, told.encode("utf-8", "surrogatepass"), "sha256").hexdigest()

    def configuration(self) -> Configuration:
        """Make the configuration; this reads the profile, and opens the keyring if its token is needed.

        Unless options or variables say otherwise, the processes of a machine share a login.

        :return: the configuration.
        :raises ApiTypeError: an option has the wrong type.
        :raises ApiValueError: no server is named, a value is not allowed, or the profile cannot be read.
        """
        return configuration_from(self.settings, self.profile, {_SHARED_LOGIN: "1", **self.environ})

    def fingerprint(self) -> str:
        """Return a digest that is the same in each process; too slow to try out passwords for."""
        secrets = {name: value for name, value in self.settings.items() if name in SECRET_OPTIONS}
        plain = {name: value for name, value in self.settings.items() if name not in SECRET_OPTIONS}
        told = repr((sorted(plain.items()), self.profile, self.environ.get("PHOTOPRISM_URL")))
        hidden = repr((sorted(secrets.items()), sorted(self.environ.items())))
        salt = hashlib.sha256(told.encode("utf-8", "surrogatepass")).digest()
        return hashlib.pbkdf2_hmac("sha256", hidden.encode("utf-8", "surrogatepass"), salt, _ROUNDS).hex()


def variables() -> dict[str, str]:
    """Return the variables that count for a file system: names to values."""
    return {name: value for name, value in os.environ.items() if name.startswith("PHOTOPRISM_")}


def _is_of_another(name: str, value: object) -> bool:
    """Tell whether an option has the options for another protocol, as fsspec passes them with a chain of URLs."""
    return isinstance(value, Mapping) and name in available_protocols()


def _is_elsewhere(host: object, named: str | None) -> bool:
    """Tell whether the variables are about another server than the options."""
    return isinstance(host, str) and bool(named) and normalise_host(host) != normalise_host(named or "")


def _instead_of(name: str) -> str:
    """Name the options that are meant, or where all of them are."""
    from difflib import get_close_matches  # seldom needed, and slow to import

    known = sorted({*_OF_FILE_SYSTEM, *_setting_names()})
    close = [_OTHER_NAMES[name]] if name in _OTHER_NAMES else get_close_matches(name, known, n=3, cutoff=0.6)
    return f"; did you mean {', '.join(close)}?" if close else "; docs/file_system.md lists the options"


@cache
def _setting_names() -> frozenset[str]:
    return frozenset(inspect.signature(Configuration.__init__).parameters) - {"self"}
