"""``photoprism-images status``: who is asking, by what, until when."""

import json

import click

from photoprism_client.cli.output import cell
from photoprism_client.cli.settings import Connection, connected, demo_option, server_options


@click.command()
@server_options
@demo_option
@click.option("--json", "as_json", is_flag=True, help="JSON instead of lines.")
def status(connection: Connection, as_json: bool) -> None:
    """Tell which server this is, who is asking, and how long the login lasts."""
    with connected(connection) as api_client:
        facts = api_client.session.status()._asdict()
    if as_json:
        click.echo(json.dumps(facts, default=str))
        return
    for name, value in facts.items():
        click.echo(f"{name.replace('_', ' ').capitalize() + ':':28}{cell(value).plain or '-'}")
