"""``photoprism-images status``: which server is asked, as which user, and how long the login lasts."""

import json

import click

from photoprism_client.cli.help import command
from photoprism_client.cli.output import json_option, printable
from photoprism_client.cli.settings import Connection, connected, connection_options


@command(epilog="photoprism-images status --demo\nphotoprism-images status --demo --json")
@json_option("A JSON object instead of lines.")
@connection_options
def status(connection: Connection, as_json: bool) -> None:
    """Show which server is asked, as which user, and how long the login lasts."""
    with connected(connection) as api_client:
        facts = api_client.session.status()._asdict()
    if as_json:
        click.echo(json.dumps(facts, default=str))
        return
    for name, value in facts.items():
        click.echo(f"{name.replace('_', ' ').capitalize() + ':':28}{printable(value) or '-'}")
