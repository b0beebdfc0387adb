"""``photoprism-images login`` and ``logout``: an app password or a session's token is kept, never the password."""

import os

import click

from photoprism_client import ApiClient, Configuration
from photoprism_client.cli import profiles
from photoprism_client.cli.settings import DEFAULT_PROFILE, server_options


@click.command()
@server_options
@click.option("--app-password", is_flag=True, help="Ask for an app password and keep that.")
def login(url: str | None, username: str | None, profile: str, app_password: bool) -> None:
    """Log in once; later commands use the login.

    Asks for what it needs. The session's token (or the app password) is kept in the keyring, or where there is none, in
    a file that only you can read. Your password is not kept.
    """
    host = url or os.environ.get("PHOTOPRISM_URL") or click.prompt("Server", err=True)
    if app_password:
        configuration = Configuration(host=host, access_token=_ask("App password", "PHOTOPRISM_APP_PASSWORD"))
    else:
        name = username or os.environ.get("PHOTOPRISM_USERNAME") or click.prompt("User name", err=True)
        configuration = Configuration(
            host=host,
            username=name,
            password=_ask("Password", "PHOTOPRISM_PASSWORD"),
            one_time_code=lambda: str(click.prompt("Verification code", err=True)),
        )
    with ApiClient(configuration) as api_client:
        status = api_client.session.status()
        token = api_client.session.keep()
    kept = profiles.Profile(configuration.host, status.user, "app password" if app_password else "session", token)
    where = profiles.write(profile, kept)
    click.echo(f"Logged in to {configuration.host} as {status.user}; the {kept.kind} is in {where}.")


@click.command()
@click.option("--profile", metavar="NAME", default=DEFAULT_PROFILE, show_default=True, help="Which login to end.")
def logout(profile: str) -> None:
    """End the session of a login and forget it; an app password is forgotten here and goes on working."""
    stored = profiles.read(profile)
    if stored is None:
        raise click.ClickException(f"there is no login called {profile}")
    profiles.remove(profile)
    if stored.kind == "session" and stored.token:
        with ApiClient(Configuration(host=stored.url, access_token=stored.token)) as api_client:
            # 401: the session had ended by itself.
            api_client.call_api("DELETE", "/api/v1/session").drain_conn()
    click.echo(f"Logged out of {stored.url}.")


def _ask(what: str, variable: str) -> str:
    return os.environ.get(variable) or str(click.prompt(what, hide_input=True, err=True))
