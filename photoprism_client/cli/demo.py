"""``photoprism-images demo``: the seven methods on an embedded server, each answer checked."""

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.table import Table

from photoprism_client import ApiClient, Configuration, ImagesApi
from photoprism_client.cli.embedded import make_library
from photoprism_client.cli.tour import Stop, calls, run

if TYPE_CHECKING:
    from photoprism_client.testing import Library

_NEXT = """
Against your own server:

    import photoprism_client

    configuration = photoprism_client.Configuration(
        host="https://photos.example.com", username="…", password="…"
    )
    with photoprism_client.ApiClient(configuration) as api_client:
        images = photoprism_client.ImagesApi(api_client)
        images.get_thumb("<sha1 of a file>", size="tile_500").save("thumb.jpg")
"""


@click.command()
@click.argument(
    "directory", metavar="[DIR]", type=click.Path(file_okay=False, path_type=Path), default="photoprism-demo"
)
@click.option(
    "--originals",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of pictures to serve; nothing is written into it. Default: a sample library.",
)
def demo(directory: Path, originals: Path | None) -> int:
    """Fetch pictures through all seven methods from an embedded server into DIR (default: photoprism-demo).

    Ends with 0 only when every answer was a real picture, file or zip.
    """
    with tempfile.TemporaryDirectory(prefix="photoprism-demo-") as shelf:
        if originals is None:
            library = make_library(None)
        else:
            # A folder of the library, so that even one without folders of its own has a cover.
            Path(shelf, originals.resolve().name or "originals").symlink_to(originals.resolve())
            library = make_library(Path(shelf))
            library.add_album("Demo", library.photos[:24])
            library.add_label("Demo", library.photos[:24])
        directory.mkdir(parents=True, exist_ok=True)
        stops = _visit(library, directory)
    Console().print(_table(stops))
    click.echo(f"The files are in {directory}, named after the calls.")
    good = all(stop.is_good for stop in stops)
    click.echo(_NEXT if good else "Not every answer was a real picture: see the table.")
    return 0 if good else 1


def _visit(library: "Library", directory: Path) -> list[Stop]:
    from photoprism_client.testing import PhotoPrismServer

    with PhotoPrismServer(library, mode="password") as server:
        configuration = Configuration(
            host=server.url, preview_token=server.preview_token, download_token=server.download_token
        )
        click.echo(f"{len(library.photos)} pictures on {server.url}, a private server.", err=True)
        with ApiClient(configuration) as api_client:
            return list(run(calls(ImagesApi(api_client), library), directory))


def _table(stops: list[Stop]) -> Table:
    table = Table(box=None, pad_edge=False)
    for title in ("Call", "Status", "Type"):
        table.add_column(title, no_wrap=True)
    table.add_column("Size", justify="right", no_wrap=True)
    table.add_column("Checked", overflow="fold")
    for stop in stops:
        size = f"{stop.size_bytes / 1000:.1f} kB"
        style = None if stop.is_good else "bold red"
        table.add_row(stop.call, str(stop.status), stop.media_type, size, stop.checked, style=style)
    return table
