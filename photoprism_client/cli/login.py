"""``photoprism-images login``, ``logout`` and ``status``: who asks, and for how long."""

import json
import os
from typing import Any
from urllib.parse import urlsplit

import click

from photoprism_client import ApiClient, Configuration
from photoprism_client._profiles import profiles
from photoprism_client._profiles.resolving import configuration_from, given_settings
from photoprism_client._session.shared_logins import SharedLoginFacts, shared_logins
from photoprism_client._settings.address import normalise_host
from photoprism_client._settings.environment import read_variable
from photoprism_client.cli.errors import EXIT_FAILED, EXIT_PARTLY, in_one_line
from photoprism_client.cli.options import command, how_option
from photoprism_client.cli.output import json_option, printable
from photoprism_client.cli.settings import (
    Connection,
    connected,
    connection_options,
    opened,
    profile_option,
    server_options,
)
from photoprism_client.exceptions import ApiValueError, OpenApiException

_HINT = "; to end logins that processes share, pass --shared"


@command(
    epilog="photoprism-images login --url https://photos.example.com --username admin\n"
    "photoprism-images login --url https://photos.example.com --app-password --profile frame"
)
@how_option("--app-password", is_flag=True, help="Ask for an app password, and keep that.")
@server_options
def login(connection: Connection, app_password: bool) -> None:
    """Log in once; later commands use the login, and reach the server the same way.

    Asks for what it needs. The session's token (or the app password) and other secrets are kept in the keyring or, if
    there is none, in a file that only you can read. Your password is not kept.
    """
    profiles.require_place()
    settings = given_settings(connection.settings)
    way = {name: settings[name] for name in (*profiles.SETTINGS, "headers", "key_password") if name in settings}
    host = settings.get("host") or _ask("Server", "--url")
    if app_password:
        token = read_variable(os.environ, "PHOTOPRISM_APP_PASSWORD")
        who: dict[str, Any] = {"access_token": token or _ask("App password", "PHOTOPRISM_APP_PASSWORD", hide=True)}
    else:
        who = _password(settings)
    with opened(Configuration(host=host, **who, **way)) as api_client:
        kept = _log_in(api_client, way, "app password" if app_password else "session")
    where = profiles.write(connection.profile, kept)
    click.echo(f"Logged in to {kept.url} as {kept.username}; the {kept.kind} is in {where}.")


@command(epilog="photoprism-images logout\nphotoprism-images logout --profile frame")
@how_option("--shared", is_flag=True, help="End the logins that processes share, at all servers, instead of one.")
@profile_option("Which login to end.")
def logout(profile: str, shared: bool) -> None:
    """End the session of a login and forget it; an app password is only forgotten, and stays valid."""
    if shared:
        _log_out_shared(profile)
        return
    stored = profiles.read(profile)
    if stored is None:
        hint = _HINT if _known_shared(given_settings({}).get("shared_login")) else ""
        raise click.ClickException(f"no login is named {profile}{hint}")
    secrets = profiles.secrets_of(profile, stored, set(profiles.SECRETS)) if stored.kind == "session" else {}
    token = secrets.pop("token", None)
    profiles.remove(profile)
    if token:
        with opened(Configuration(host=stored.url, access_token=token, **{**stored.settings, **secrets})) as api_client:
            # 401: the session had ended by itself.
            api_client.call_api("DELETE", "/api/v1/session").drain_conn()
    click.echo(f"Logged out of {stored.url}.")


def _log_out_shared(profile: str) -> None:
    """End what processes share; each server is reached as the variables or the profile say, if they are about it."""
    found = shared_logins(given_settings({}).get("shared_login"))
    if not found:
        raise click.ClickException("no login is shared")
    failed = 0
    for one in found:
        try:
            _end_shared(one, profile)
        except OpenApiException as error:
            failed += 1
            click.echo(f"{one.host}: {in_one_line(error)}", err=True)
        else:
            click.echo(f"Logged out of {one.host} as {printable(one.name)}.")
    if failed:
        raise SystemExit(EXIT_FAILED if failed == len(found) else EXIT_PARTLY)


def _end_shared(one: SharedLoginFacts, profile: str) -> None:
    named = os.environ.get("PHOTOPRISM_URL")
    environ = os.environ if not named or normalise_host(named) == one.host else {}
    with opened(configuration_from(one.settings, profile, environ)) as api_client:
        api_client.session.log_out()


def _known_shared(folder: object) -> list[SharedLoginFacts]:
    """Return the logins that processes share; none where that cannot be found out."""
    try:
        return shared_logins(folder)
    except ApiValueError:
        return []


def _password(settings: dict[str, Any]) -> dict[str, Any]:
    return {
        "username": settings.get("username") or _ask("User name", "--username"),
        "password": settings.get("password") or _ask("Password", "PHOTOPRISM_PASSWORD", hide=True),
        "one_time_code": settings.get("one_time_code")
        or (lambda: _ask("Verification code", "PHOTOPRISM_ONE_TIME_CODE")),
    }


def _log_in(api_client: ApiClient, way: dict[str, Any], kind: profiles.KIND) -> profiles.Profile:
    """Log in, and return what is to be kept of it."""
    status = api_client.session.status()
    secrets: dict[str, Any] = {name: way[name] for name in ("headers", "key_password") if name in way}
    if token := api_client._caller.session.hand_over():
        secrets["token"] = token
    settings = {name: _absolute(name, value) for name, value in way.items() if name not in secrets}
    if urlsplit(str(settings.get("proxy", ""))).password:
        secrets["proxy"] = settings.pop("proxy")
    return profiles.Profile(api_client.configuration.host, status.user, kind, settings, secrets)


def _absolute(name: str, value: object) -> object:
    return os.path.abspath(str(value)) if name in {"ssl_ca_cert", "cert_file", "key_file"} else value


def _ask(what: str, otherwise: str, *, hide: bool = False) -> str:
    """Ask on the terminal; without one, say what to set instead."""
    try:
        return str(click.prompt(what, hide_input=hide, err=True))
    except click.Abort as abort:
        if isinstance(abort.__context__, EOFError):
            click.echo(err=True)  # the question stands alone on its line
            raise click.UsageError(f"{what}: there is no terminal to ask on, so set {otherwise}") from None
        raise


@command(epilog="photoprism-images status --demo\nphotoprism-images status --demo --json")
@json_option("A JSON object instead of lines.")
@connection_options
def status(connection: Connection, as_json: bool) -> None:
    """Show which server is asked, as which user, and how long the login lasts."""
    with connected(connection) as api_client:
        facts: dict[str, Any] = api_client.session.status()._asdict()
        known = _known_shared(api_client.configuration.shared_login)
        facts["shared_logins"] = [
            {"user": one.name, "expires_at": one.expires_at} for one in known if one.host == facts["host"]
        ]
    if as_json:
        click.echo(json.dumps(facts, default=str))
        return
    shared = [f"{one['user']} until {one['expires_at'] or 'it is ended'}" for one in facts.pop("shared_logins")]
    for name, value in {**facts, "shared_logins": ", ".join(shared)}.items():
        click.echo(f"{name.replace('_', ' ').capitalize() + ':':28}{printable(value) or '-'}")
