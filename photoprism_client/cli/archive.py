"""``photoprism-images archive`` and ``restore``."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TextIO

import click

from photoprism_client import PhotosApi
from photoprism_client.cli.changes import (
    PHOTO_COLUMNS,
    Words,
    attempt,
    change_options,
    finish,
    photos_named,
    rows_of,
)
from photoprism_client.cli.options import command, how_option
from photoprism_client.cli.settings import Connection, connected
from photoprism_client.models import EntityPhoto

_options = change_options("One JSON object a photo instead of a table.")
_ARCHIVED = Words("archived", "is archived")
_RESTORED = Words("restored", "is not archived")


@command(
    epilog="photoprism-images archive --demo IMG_0010.JPG 2021/07/IMG_1.JPG --dry-run\n"
    "photoprism-images archive --demo IMG_0010.JPG --json > archived.json"
)
@click.argument("what", metavar="UID|NAME…", nargs=-1, required=True)
@_options
def archive(what: tuple[str, ...], dry_run: bool, as_json: bool, connection: Connection) -> int:
    """Put photos into the archive; each is given by its UID, its title or the name of one of its files.

    They leave their albums. The output of --json has these, and `restore --albums` puts the photos back.
    """
    with connected(connection) as api_client:
        photos = photos_named(api_client, what)
        errors = [] if dry_run else attempt(lambda: PhotosApi(api_client).archive(_uids(photos)))
        rows = rows_of(photos, _ARCHIVED, _is_archived, errors, is_dry=dry_run)
        for row, photo in zip(rows, photos, strict=True):
            row.facts["Albums"] = [] if _is_archived(photo) else [album.uid for album in photo.albums]
        return finish(rows, errors, PHOTO_COLUMNS, as_json=as_json)


@command(
    epilog="photoprism-images restore --demo IMG_0010.JPG\nphotoprism-images restore --demo IMG_0010.JPG --dry-run"
)
@click.argument("what", metavar="UID…", nargs=-1)
@how_option(
    "--albums",
    type=click.File(encoding="utf-8"),
    metavar="FILE",
    help="Output of `archive --json`, - for stdin: put the photos back into the albums that they left.",
)
@_options
def restore(what: tuple[str, ...], albums: TextIO | None, dry_run: bool, as_json: bool, connection: Connection) -> int:
    """Take photos out of the archive, given by their UIDs; with --albums alone, all photos in that file."""
    left = _read(albums) if albums else {}
    if not what and not left:
        raise click.UsageError("pass UIDs, or --albums with a file that has some")
    with connected(connection) as api_client:
        photos = photos_named(api_client, what or left)
        members = _members(left)
        errors = [] if dry_run else attempt(lambda: PhotosApi(api_client).restore(_uids(photos), albums=members))
        rows = rows_of(photos, _RESTORED, lambda photo: not _is_archived(photo), errors, is_dry=dry_run)
        return finish(rows, errors, PHOTO_COLUMNS, as_json=as_json)


def _is_archived(photo: EntityPhoto) -> bool:
    return photo.deleted_at is not None


def _uids(photos: Iterable[EntityPhoto]) -> list[str]:
    return [photo.uid or "" for photo in photos]


def _read(file: TextIO) -> dict[str, list[str]]:
    """Read the output of ``archive --json``.

    :param file: a JSON object a line.
    :return: UIDs of albums by the UID of the photo that left them.
    :raises click.BadParameter: it is something else.
    """
    left: dict[str, list[str]] = {}
    try:
        for line in file:
            row = json.loads(line)
            left[row["UID"]] = [str(uid) for uid in row["Albums"]]
    except (ValueError, TypeError, KeyError):
        raise click.BadParameter("it is not the output of `archive --json`", param_hint="'--albums'") from None
    return left


def _members(left: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Return UIDs of photos by that of the album that they left."""
    members: dict[str, list[str]] = {}
    for photo, albums in left.items():
        for album in albums:
            members.setdefault(album, []).append(photo)
    return members
