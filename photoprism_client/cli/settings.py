"""Which server a command talks to, how, and as whom: options, then variables, then the profile; or the embedded one."""

import functools
import os
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import click

from photoprism_client import ApiClient, Configuration
from photoprism_client._settings.address import normalise_host
from photoprism_client._settings.environment import read_environment
from photoprism_client.cli import profiles
from photoprism_client.cli.embedded import make_library

DEFAULT_PROFILE = "default"

_FILE = click.Path(exists=True, dir_okay=False, resolve_path=True)
# Any of these says who asks; a profile's token is not needed then.
_OWN_CREDENTIALS = ("access_token", "password", "client_secret", "preview_token", "download_token")
_INSECURE = (
    "photoprism-images: certificates are not checked (--insecure, PHOTOPRISM_VERIFY_SSL=0 or the login): whoever is on"
    " the way can read and change everything"
)
_NO_SERVER = "no server: pass --url, set PHOTOPRISM_URL, log in with `photoprism-images login`, or --demo"


class Connection(NamedTuple):
    """What the options say of the server."""

    #: Parameters of ``Configuration``.
    settings: Mapping[str, Any]
    profile: str
    demo: bool = False
    #: Pictures for the embedded server; None for a sample library.
    originals: Path | None = None


def _without_password(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    if value and urlsplit(value if "://" in value else f"//{value}").password is not None:
        raise click.BadParameter("others could see its password in the list of processes: set PHOTOPRISM_PROXY")
    return value


# Options by the parameter of Configuration that they set. A flag sets its `flag_value`; left out, it sets nothing.
_OPTIONS: dict[str, Callable[[Callable[..., Any]], Callable[..., Any]]] = {
    "host": click.option(
        "--url", "host", metavar="URL", help="Address of the server; default: PHOTOPRISM_URL, or the profile's."
    ),
    "username": click.option(
        "--username", metavar="NAME", help="Who is asking; default: PHOTOPRISM_USERNAME, or the profile's."
    ),
    "ssl_ca_cert": click.option(
        "--ca-file",
        "ssl_ca_cert",
        type=_FILE,
        metavar="FILE",
        help="Certificate authorities to trust instead of the system's, as PEM; default: PHOTOPRISM_CA_FILE.",
    ),
    "cert_file": click.option(
        "--client-cert",
        "cert_file",
        type=_FILE,
        metavar="FILE",
        help="Client certificate, as PEM; default: PHOTOPRISM_CLIENT_CERT.",
    ),
    "key_file": click.option(
        "--client-key",
        "key_file",
        type=_FILE,
        metavar="FILE",
        help="Its key, if it is not in the same file; default: PHOTOPRISM_CLIENT_KEY.",
    ),
    "verify_x509_strict": click.option(
        "--no-x509-strict",
        "verify_x509_strict",
        flag_value=False,
        default=None,
        help="Accept certificates that break formal rules only, such as those without an Authority Key Identifier.",
    ),
    "verify_ssl": click.option(
        "--insecure",
        "verify_ssl",
        flag_value=False,
        default=None,
        help="Accept any certificate: whoever is on the way can read and change everything.",
    ),
    "proxy": click.option(
        "--proxy",
        metavar="URL",
        callback=_without_password,
        help="HTTP or SOCKS proxy; default: PHOTOPRISM_PROXY, or the system's.",
    ),
}


def server_options(command: Callable[..., object]) -> Callable[..., object]:
    """Add the options that name a server, a user, and the way there.

    :param command: takes them all as ``connection``.
    :return: the command.
    """

    @functools.wraps(command)
    def with_connection(*, profile: str, demo: bool = False, **values: Any) -> object:
        settings = {name: values.pop(name) for name in _OPTIONS}
        given = {name: value for name, value in settings.items() if value is not None}
        return command(connection=Connection(given, profile, demo), **values)

    result: Callable[..., object] = click.option(
        "--profile", metavar="NAME", default=DEFAULT_PROFILE, show_default=True, help="Which login to use."
    )(with_connection)
    for option in reversed(_OPTIONS.values()):
        result = option(result)
    return result


def demo_option(command: Callable[..., object]) -> Callable[..., object]:
    """Add the option that runs a command against the embedded server.

    :param command: has the :func:`server_options`.
    :return: the command.
    """
    return click.option("--demo", is_flag=True, help="Run against an embedded server with a sample library.")(command)


@contextmanager
def connected(connection: Connection) -> Iterator[ApiClient]:
    """Open a client for the server that the options, the environment or the profile name.

    :param connection: what the options say.
    :return: a context manager; the client is closed at its end.
    :raises click.UsageError: no server is named anywhere.
    """
    if connection.demo:
        from photoprism_client.testing import PhotoPrismServer

        with PhotoPrismServer(make_library(connection.originals), mode="password") as server:
            configuration = Configuration(host=server.url, username="admin", password="photoprism")  # noqa: S106  # its default
            with ApiClient(configuration) as api_client:
                yield api_client
        return
    with opened(configuration_of(connection)) as api_client:
        yield api_client


@contextmanager
def opened(configuration: Configuration) -> Iterator[ApiClient]:
    """Open a client; where certificates are not checked, say so first.

    :param configuration: its settings.
    :return: a context manager; the client is closed at its end.
    """
    with warnings.catch_warnings():
        if not configuration.verify_ssl:
            click.echo(_INSECURE, err=True)
            warnings.filterwarnings("ignore", message="Unverified HTTPS request")  # urllib3's, at each request
        with ApiClient(configuration) as api_client:
            yield api_client


def is_named(connection: Connection) -> bool:
    """Tell whether options, environment or profile name a server.

    :param connection: what the options say.
    :return: whether they do.
    """
    return "host" in given_settings(connection) or _profile(connection.profile) is not None


def configuration_of(connection: Connection) -> Configuration:
    """Make the configuration that options, environment and profile amount to.

    Profile and keyring are read only for what the others leave open.

    :param connection: what the options say.
    :return: the configuration; what the profile has is in it only for the profile's own server, its token only for
        the profile's own user.
    :raises click.UsageError: no server is named anywhere.
    """
    settings = given_settings(connection)
    has_own = any(name in settings for name in _OWN_CREDENTIALS)
    if "host" not in settings or not has_own:
        stored = _profile(connection.profile, is_needed="host" not in settings)
        if stored is not None and _is_for(stored, settings):
            settings = {**_stored_settings(connection.profile, stored, settings, has_own=has_own), **settings}
    if "host" not in settings:
        raise click.UsageError(_NO_SERVER)
    return Configuration(**settings)


def given_settings(connection: Connection) -> dict[str, Any]:
    """Return what options and variables say.

    :param connection: what the options say.
    :return: parameters of ``Configuration``; options win.
    """
    return {**read_environment(os.environ), **connection.settings}


def _profile(name: str, *, is_needed: bool = False) -> profiles.Profile | None:
    try:
        return profiles.read(name)
    except profiles.UnreadableError as error:
        if is_needed:
            raise
        click.echo(f"photoprism-images: {error.message}; going on without a login", err=True)
        return None


def _is_for(stored: profiles.Profile, settings: Mapping[str, Any]) -> bool:
    return "host" not in settings or normalise_host(stored.url) == normalise_host(settings["host"])


def _stored_settings(
    name: str, stored: profiles.Profile, settings: Mapping[str, Any], *, has_own: bool
) -> dict[str, Any]:
    """Return what a profile has for its server and, for its user, the token, where nobody else says who asks."""
    wanted = set(profiles.SECRETS) - set(settings)
    if has_own or settings.get("username", stored.username) != stored.username:
        wanted.discard("token")
    secrets = profiles.secrets_of(name, stored, wanted)
    if token := secrets.pop("token", None):
        secrets["access_token"] = token
    return {"host": stored.url, **stored.settings, **secrets}
