"""Which server is asked, how, and as whom: settings that were passed, then variables, then a profile."""

import os
from collections.abc import Mapping
from typing import Any

from photoprism_client._profiles import profiles
from photoprism_client._settings.address import normalise_host
from photoprism_client._settings.environment import read_environment
from photoprism_client._warn import warn_caller
from photoprism_client._wording import Advice
from photoprism_client.configuration import Configuration
from photoprism_client.exceptions import ApiValueError

#: The profile that counts where none is named; it need not exist.
DEFAULT_PROFILE = "default"

# Any of these says who asks; a profile's token is not needed then.
_OWN_CREDENTIALS = ("access_token", "password", "client_secret", "preview_token", "download_token")


class NoServerError(ApiValueError):
    """No server is named: neither in the settings, nor by a variable or profile."""


def configuration_from(
    settings: Mapping[str, Any], profile: str | None = None, environ: Mapping[str, str] | None = None
) -> Configuration:
    """Make the configuration that settings, variables and a profile amount to.

    Settings win over variables, and these over the profile. The profile and the keyring are read only for what the
    others leave open. What a profile has counts for its own server only, and its token for its own user only.

    :param settings: parameters of ``Configuration``.
    :param profile: name of a login that ``photoprism-images login`` keeps, or None to read none.
    :param environ: variables, names to values; default ``os.environ``.
    :return: the configuration.
    :raises NoServerError: no server is named anywhere.
    :raises ApiValueError: a setting or variable has a value that is not allowed, the profile does not exist or cannot
        be read, or its token is in a keyring that cannot be opened.
    """
    given = given_settings(settings, environ)
    has_own = any(name in given for name in _OWN_CREDENTIALS)
    if profile is not None and not ("host" in given and has_own):
        stored = _profile(profile, is_needed="host" not in given)
        if stored is not None and _is_for(stored, given):
            given = {**_stored_settings(profile, stored, given, has_own=has_own), **given}
    if "host" not in given:
        raise NoServerError(Advice("no server is named: {pass host=}, or set PHOTOPRISM_URL"))
    return Configuration(**given)


def given_settings(settings: Mapping[str, Any], environ: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return what settings and variables say.

    :param settings: parameters of ``Configuration``; they win.
    :param environ: variables, names to values; default ``os.environ``.
    :return: parameters of ``Configuration``.
    :raises ApiValueError: a variable has a value that is not allowed.
    """
    return {**read_environment(os.environ if environ is None else environ), **settings}


def names_server(
    settings: Mapping[str, Any], profile: str | None = None, environ: Mapping[str, str] | None = None
) -> bool:
    """Tell whether settings, variables or a profile name a server; parameters are as for :func:`configuration_from`."""
    if "host" in given_settings(settings, environ):
        return True
    return profile is not None and _profile(profile, is_needed=False) is not None


def _profile(name: str, *, is_needed: bool) -> profiles.Profile | None:
    """Read a profile; only the default one may be missing, or unreadable where it is not needed."""
    try:
        stored = profiles.read(name)
    except profiles.UnreadableError as error:
        if is_needed or name != DEFAULT_PROFILE:
            raise
        warn_caller(f"{error}; going on without a login", UserWarning)
        return None
    if stored is None and name != DEFAULT_PROFILE:
        raise ApiValueError(f"no login is named {name!r}: make it with `photoprism-images login --profile NAME`")
    return stored


def _is_for(stored: profiles.Profile, given: Mapping[str, Any]) -> bool:
    return "host" not in given or normalise_host(stored.url) == normalise_host(given["host"])


def _stored_settings(name: str, stored: profiles.Profile, given: Mapping[str, Any], *, has_own: bool) -> dict[str, Any]:
    """Return what a profile has for its server and, for its user, the token, unless something else says who asks."""
    wanted = set(profiles.SECRETS) - set(given)
    if has_own or given.get("username", stored.username) != stored.username:
        wanted.discard("token")
    secrets = profiles.secrets_of(name, stored, wanted)
    if token := secrets.pop("token", None):
        secrets["access_token"] = token
    return {"host": stored.url, **stored.settings, **secrets}
