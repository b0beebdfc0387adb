"""``photoprism-images demo`` and ``serve``: the embedded server, for those who have no other."""

import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

import click
from rich.console import Console
from rich.table import Table

from photoprism_client import ApiClient, ApiException, Configuration, ImagesApi
from photoprism_client.api.album_members import members_of_album
from photoprism_client.cli.errors import EXIT_FAILED
from photoprism_client.cli.options import command, how_option, where_option
from photoprism_client.cli.settings import FOLDER_TO_WRITE, make_library, originals_option
from photoprism_client.transfer import DownloadResult

if TYPE_CHECKING:
    from photoprism_client.testing import Library

_PICTURE, _ZIP, _FILE = "signature, end", "each member: CRC, SHA-1", "SHA-1"

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


class Call(NamedTuple):
    """A call to make."""

    name: str
    write: Callable[..., DownloadResult]
    #: UID or hash of what is asked for.
    subject: str
    #: Ending of the file's name.
    ending: str = ".jpg"
    #: What the method checks.
    checks: str = _PICTURE


class Stop(NamedTuple):
    """The result of a call: what was written and checked, or why the answer is refused."""

    call: str
    result: DownloadResult | None
    checked: str


def planned_calls(images: ImagesApi, library: "Library") -> list[Call]:
    """Choose what to ask of a library, one call for each method.

    :param images: the API to call.
    :param library: what the server holds, with an album, a folder and a label that have pictures.
    :return: the calls, in the order of the methods' names.
    :raises LookupError: the library has nothing for one of them.
    :raises ApiException: the server does not list the album.
    """
    photos = {photo.uid: photo for photo in library.photos if photo.archived_at is None and not photo.private}
    album = next(album for album in library.albums if album.type == "album" and set(album.photo_uids) & set(photos))
    label = next(label for label in library.labels if set(label.photo_uids) & set(photos))
    photo = photos[next(uid for uid in album.photo_uids if uid in photos)]
    shown = {picture.path for picture in photos.values()}
    folder = next(folder for folder in library.folders if folder.path in shown)
    original, members = photo.original, list(members_of_album(images.api_client, album.uid))
    write_zip = partial(images.download_album_to_file, members=members)
    return [
        Call("album_cover", images.album_cover_to_file, album.uid),
        Call("download_album", write_zip, album.uid, ".zip", _ZIP),
        Call("folder_cover", images.folder_cover_to_file, folder.uid),
        Call("get_download", images.get_download_to_file, original.hash, Path(original.name).suffix, _FILE),
        Call("get_photo_download", images.get_photo_download_to_file, photo.uid, Path(photo.file_name).suffix, _FILE),
        Call("get_thumb", partial(images.get_thumb_to_file, size="tile_500"), photo.hash),
        Call("label_cover", images.label_cover_to_file, label.uid),
    ]


def make_calls(planned: Iterable[Call], folder: Path) -> Iterator[Stop]:
    """Make the calls; each writes a file that is named after the call.

    :param planned: what to ask.
    :param folder: where to write; it exists.
    :return: the result of each, as it comes.
    """
    for call in planned:
        try:
            result = call.write(call.subject, folder / (call.name + call.ending), overwrite=True)
        except ApiException as error:
            yield Stop(call.name, None, error.reason or "refused")
        else:
            yield Stop(call.name, result, call.checks)


@command(epilog="photoprism-images demo\nphotoprism-images demo --originals Pictures my-demo")
@click.argument("directory", metavar="[DIR]", type=FOLDER_TO_WRITE, default="photoprism-demo")
@originals_option
def demo(directory: Path, originals: Path | None) -> int:
    """Call all seven methods on an embedded server, and write their answers into DIR (default: photoprism-demo).

    The exit status is 0 only if every answer is a real picture, file or zip.
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
    is_good = all(stop.result for stop in stops)
    click.echo(_NEXT if is_good else "Not every answer was a real picture: see the table.")
    return 0 if is_good else EXIT_FAILED


def _visit(library: "Library", directory: Path) -> list[Stop]:
    from photoprism_client.testing import PhotoPrismServer

    with PhotoPrismServer(library, mode="password") as server:
        configuration = Configuration(server.url, username="admin", password="photoprism")  # noqa: S106  # its default
        click.echo(f"{len(library.photos)} pictures on {server.url}, a private server.", err=True)
        with ApiClient(configuration) as api_client:
            return list(make_calls(planned_calls(ImagesApi(api_client), library), directory))


def _table(stops: list[Stop]) -> Table:
    table = Table("Call", "Type", box=None, pad_edge=False)
    table.add_column("Size", justify="right", no_wrap=True)
    table.add_column("Checked", overflow="fold")
    for call, result, checked in stops:
        facts = (result.media_type, f"{result.size / 1000:.1f} kB") if result else ("", "")
        table.add_row(call, *facts, checked, style=None if result else "bold red")
    return table


@command(
    epilog="photoprism-images serve --port 0\n"
    "photoprism-images serve --port 0 --mode password --tokens signed --originals Pictures"
)
@originals_option
@where_option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@where_option("--port", type=click.IntRange(0, 65535), default=2342, show_default=True, help="Port; 0 for a free one.")
@how_option(
    "--mode", type=click.Choice(["public", "password"]), default="public", show_default=True, help="Who may look."
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
