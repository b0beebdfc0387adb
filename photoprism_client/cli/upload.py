"""``photoprism-images upload``: files and folders, each looked up on the server afterwards."""

from collections.abc import Iterable
from pathlib import Path

import click

from photoprism_client import AlbumsApi, ApiClient, ConfigApi, FilesApi, NotAppliedError, PhotosApi
from photoprism_client.cli.changes import Change, change_options, finish
from photoprism_client.cli.errors import EXIT_FAILED, EXIT_PARTLY
from photoprism_client.cli.options import command, what_option
from photoprism_client.cli.settings import Connection, connected
from photoprism_client.cli.transfers import progress_bar
from photoprism_client.writing.upload_requests import Apis
from photoprism_client.writing.upload_results import UploadedFile
from photoprism_client.writing.uploads import preview

_COLUMNS = ("File",)
_PATHS = click.Path(exists=True, path_type=Path)


@command(
    epilog='photoprism-images upload --demo Pictures --album "Summer 2021"\n'
    "photoprism-images upload --demo Pictures --dry-run"
)
@click.argument("paths", metavar="PATH…", nargs=-1, required=True, type=_PATHS)
@what_option(
    "--album",
    "albums",
    multiple=True,
    metavar="TITLE|UID",
    help="Put the photos into this album, which is created if there is none; repeatable.",
)
@change_options("One JSON object a file instead of a table.")
def upload(
    paths: tuple[Path, ...], albums: tuple[str, ...], dry_run: bool, as_json: bool, connection: Connection
) -> int:
    """Upload files and folders, with all that is in them, and look each up afterwards.

    What the server has is not sent, so run it again if it was stopped. Files of one name in one folder, such as a
    picture, its video and its XMP, stay together.
    """
    errors: list[NotAppliedError] = []
    with connected(connection) as api_client, progress_bar("files") as bar:
        if dry_run:
            found = preview(_apis(api_client), paths)
            return finish([_row(path, result) for path, result in found.items()], [], _COLUMNS, as_json=as_json)
        try:
            results: list[UploadedFile] = PhotosApi(api_client).upload(
                paths, albums=albums, progress=lambda now: bar(now.done, now.total)
            )
        except NotAppliedError as error:
            results, errors = error.done, [error]
    code = finish([_row(result.path, result) for result in results], errors, _COLUMNS, as_json=as_json)
    return code or _exit_code(results)


def _row(path: Path, result: UploadedFile | None) -> Change:
    """Return what became of a file; None is of one that would be sent."""
    if result is None:
        return Change({"UID": None, "File": str(path), "SHA1": None}, "would be uploaded")
    why = f": {result.reason}" if result.reason else ""
    facts = {"UID": result.photo_uid, "File": str(path), "SHA1": result.sha1}
    return Change(facts, f"{result.state}{why}", has_failed=not result.is_there)


def _apis(api_client: ApiClient) -> Apis:
    photos, albums = PhotosApi(api_client), AlbumsApi(api_client)
    return Apis(api_client, albums, ConfigApi(api_client), FilesApi(api_client), photos)


def _exit_code(results: Iterable[UploadedFile]) -> int:
    there = {result.is_there for result in results}
    return 0 if there <= {True} else EXIT_PARTLY if True in there else EXIT_FAILED
