"""``photoprism-images serve``: the embedded server, for a person."""

import threading
from pathlib import Path
from typing import Literal

import click

from photoprism_client.cli.embedded import make_library


@click.command()
@click.option(
    "--originals",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of pictures to serve; nothing is written into it. Default: a sample library.",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=2342, show_default=True, help="Port; 0 for a free one.")
@click.option(
    "--mode", type=click.Choice(["public", "password"]), default="public", show_default=True, help="Who may look."
)
@click.option(
    "--tokens",
    type=click.Choice(["memory", "signed"]),
    default="memory",
    show_default=True,
    help="Tokens as servers had them up to early 2026, or since then.",
)
def serve(
    originals: Path | None,
    host: str,
    port: int,
    mode: Literal["public", "password"],
    tokens: Literal["memory", "signed"],
) -> None:
    """Serve pictures as a PhotoPrism server would, until Ctrl-C."""
    library = make_library(originals)
    from photoprism_client.testing import PhotoPrismServer

    with PhotoPrismServer(library, mode=mode, tokens=tokens, host=host, port=port) as server:
        click.echo(server.url)
        click.echo(f"{len(library.photos)} pictures, {mode} mode. Ctrl-C ends.", err=True)
        if mode == "password":
            click.echo("Log in as admin with the password photoprism.", err=True)
        threading.Event().wait()
