"""``photoprism-images download`` and ``album``: original files and zips on disk, verified."""

from pathlib import Path

import click

from photoprism_client import AlbumsApi, ApiClient, ApiValueError, FilesApi, ImagesApi, PhotosApi
from photoprism_client._identifiers import SHA1, is_uid
from photoprism_client.api.album_members import members_of_album
from photoprism_client.api.sources import ImageSources
from photoprism_client.cli.exit_codes import EXIT_PARTLY
from photoprism_client.cli.numbers import Rate
from photoprism_client.cli.settings import Connection, connected, demo_option, server_options
from photoprism_client.cli.transfers import Bar, facts, run_batch
from photoprism_client.export.collisions import distinct_names
from photoprism_client.models import EntityFile
from photoprism_client.transfer import Member, download_all


@click.command()
@click.argument("what", metavar="HASH|UID…", nargs=-1, required=True)
@click.option(
    "--to",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    help="Folder to write to; made where it is missing. Default: this one.",
)
@click.option("--primary", is_flag=True, help="Of a photo, the file that the server shows, instead of its originals.")
@click.option("--overwrite", is_flag=True, help="Replace files of the same name that hold something else.")
@click.option("--workers", type=click.IntRange(1, 16), default=4, show_default=True, help="Files at a time.")
@click.option(
    "--bwlimit", type=Rate(), metavar="RATE", help="Bytes a second for all files together, such as 500k or 2M."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a file instead of its name.")
@server_options
@demo_option
def download(
    what: tuple[str, ...],
    folder: Path,
    primary: bool,
    overwrite: bool,
    workers: int,
    bwlimit: float | None,
    as_json: bool,
    connection: Connection,
) -> int:
    """Fetch original files: each by its SHA-1, or all of a photo by the photo's UID.

    A file gets its name only when its SHA-1 is right. What is there already is left alone; what broke off goes on.
    Photos of one name do not replace each other, whatever --overwrite says: the files of the second get a suffix.
    """
    with connected(connection) as api_client:
        files = [file for one in what for file in _files(api_client, one, primary=primary)]
        folder.mkdir(parents=True, exist_ok=True)
        sources = ImageSources(api_client)
        names = distinct_names(file.name or "" for file in files)
        items = [
            (sources.original(file.hash or "", size=file.size, name=name if file.name else None), folder)
            for file, name in zip(files, names, strict=True)
        ]
        batch = download_all(items, workers, max_bytes_per_s=bwlimit, overwrite=overwrite)
        return run_batch(batch, total=sum(file.size or 0 for file in files), as_json=as_json)


@click.command()
@click.argument("what", metavar="UID|TITLE")
@click.option(
    "--zip",
    "target",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="File to write, or a folder. Default: here.",
)
@click.option("--overwrite", is_flag=True, help="Replace a file of that name.")
@click.option("--allow-missing", is_flag=True, help="Take a zip that lacks files; they are named.")
@click.option("--json", "as_json", is_flag=True, help="A JSON object instead of the name.")
@server_options
@demo_option
def album(
    what: str,
    target: Path | None,
    overwrite: bool,
    allow_missing: bool,
    as_json: bool,
    connection: Connection,
) -> int:
    """Fetch an album as a zip, and check that each of its files is in it, byte for byte.

    The server leaves out files that are missing on its disk, without a word: here they are an error, or named. What it
    leaves out on purpose, private photos and by its settings RAW files, is counted.
    """
    with connected(connection) as api_client:
        uid = what if is_uid(what, "a") else AlbumsApi(api_client).find_album(what).uid or ""
        members = list(members_of_album(api_client, uid))
        with Bar("zip") as bar:
            result = ImagesApi(api_client).download_album_to_file(
                uid,
                target or Path(),
                overwrite=overwrite,
                progress=lambda now: bar(now.done, now.total),
                members=members,
                allow_missing=allow_missing,
            )
    click.echo(facts(result) if as_json else str(result.path))
    for name in result.missing:
        click.echo(f"missing: {name}", err=True)
    if result.held_back:
        _say_left_out({*result.held_back}, members)
    return EXIT_PARTLY if result.missing else 0


def _say_left_out(names: set[str], members: list[Member]) -> None:
    held_back = [member for member in members if member.name in names]
    private = sum(member.is_private for member in held_back)
    counts = {"of private photos": private, "by the server's download settings": len(held_back) - private}
    said = ", ".join(f"{count} {why}" for why, count in counts.items() if count)
    click.echo(f"left out by the server on purpose: {said}", err=True)


def _files(api_client: ApiClient, what: str, *, primary: bool) -> list[EntityFile]:
    if SHA1.fullmatch(what.lower()):
        return [FilesApi(api_client).get_file(what.lower())]
    photo = PhotosApi(api_client).get_photo(what)
    listed = photo.files or []
    # The user's own .xmp and the like have Root "/", too.
    files = [file for file in listed if (file.primary if primary else file.is_original and not file.sidecar)]
    if not files:
        raise ApiValueError(f"the photo {what} has no {'primary file' if primary else 'original files'}")
    return files
