"""Which server a command talks to, and as whom: options, then variables, then the profile, or the embedded server."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import click

from photoprism_client import ApiClient, Configuration
from photoprism_client.address import normalise_host
from photoprism_client.cli import profiles
from photoprism_client.cli.embedded import make_library

Command = TypeVar("Command", bound=Callable[..., object])

DEFAULT_PROFILE = "default"


class Connection(NamedTuple):
    """What the options say of the server."""

    url: str | None
    username: str | None
    profile: str
    demo: bool = False
    #: Pictures for the embedded server; None for a sample library.
    originals: Path | None = None


def server_options(command: Command) -> Command:
    """Add the options that name a server and a user.

    :param command: takes ``url``, ``username`` and ``profile``.
    :return: the command.
    """
    options = (
        click.option("--url", metavar="URL", help="Address of the server; default: PHOTOPRISM_URL, or the profile's."),
        click.option(
            "--username", metavar="NAME", help="Who is asking; default: PHOTOPRISM_USERNAME, or the profile's."
        ),
        click.option(
            "--profile", metavar="NAME", default=DEFAULT_PROFILE, show_default=True, help="Which login to use."
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def demo_option(command: Command) -> Command:
    """Add the option that runs a command against the embedded server.

    :param command: takes ``demo``.
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
    with ApiClient(configuration_of(connection)) as api_client:
        yield api_client


def is_named(connection: Connection) -> bool:
    """Tell whether options, environment or profile name a server.

    :param connection: what the options say.
    :return: whether they do.
    """
    return bool(connection.url or os.environ.get("PHOTOPRISM_URL") or profiles.read(connection.profile))


def configuration_of(connection: Connection) -> Configuration:
    """Make the configuration that options, environment and profile amount to.

    :param connection: what the options say.
    :return: the configuration; the profile's token is in it only for the profile's own server and user.
    :raises click.UsageError: no server is named anywhere.
    """
    stored = profiles.read(connection.profile)
    url = connection.url or os.environ.get("PHOTOPRISM_URL") or (stored.url if stored else None)
    if not url:
        raise click.UsageError(
            "no server: pass --url, set PHOTOPRISM_URL, log in with `photoprism-images login`, or --demo"
        )
    settings: dict[str, Any] = {"host": url}
    if connection.username:
        settings["username"] = connection.username
    configuration = Configuration.from_environment(**settings)
    if stored is not None and stored.token and _is_meant(stored, configuration):
        configuration.access_token = stored.token
    return configuration


def _is_meant(stored: profiles.Profile, configuration: Configuration) -> bool:
    held = configuration
    has_own = held.access_token or held.password or held.client_secret or held.preview_token or held.download_token
    is_same_user = not held.username or held.username == stored.username
    return not has_own and is_same_user and normalise_host(stored.url) == held.host
