"""``photoprism-images serve``: the embedded server, for a person."""

import threading
from pathlib import Path
from typing import Literal

import click

from photoprism_client.cli.embedded import make_library, originals_option
from photoprism_client.cli.help import command, how_option, where_option


@command(
    epilog="photoprism-images serve --port 0\n"
    "photoprism-images serve --port 0 --mode password --tokens signed --originals Pictures"
)
@originals_option
@where_option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@where_option("--port", type=click.IntRange(0, 65535), default=2342, show_default=True, help="Port; 0 for a free one.")
@how_option(
    "--mode",
    type=click.Choice(["public", "password"]),
    default="public",
    show_default=True,
    help="Who may look.",
)
@how_option(
    "--tokens",
    type=click.Choice(["memory", "signed"]),
    default="memory",
    show_default=True,
    help="Tokens of servers up to early 2026, or of later ones.",
)
def serve(
    originals: Path | None,
    host: str,
    port: int,
    mode: Literal["public", "password"],
    tokens: Literal["memory", "signed"],
) -> None:
    """Serve pictures like a PhotoPrism server, until Ctrl-C."""
    library = make_library(originals)
    from photoprism_client.testing import PhotoPrismServer

    with PhotoPrismServer(library, mode=mode, tokens=tokens, host=host, port=port) as server:
        click.echo(server.url)
        click.echo(f"{len(library.photos)} pictures, {mode} mode. Ctrl-C ends.", err=True)
        if mode == "password":
            click.echo("Log in as admin with the password photoprism.", err=True)
        threading.Event().wait()
