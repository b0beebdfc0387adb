"""``photoprism-images album``: an album as a zip, verified; albums created, photos added and removed."""

from functools import partial

import click

from photoprism_client import AlbumsApi, ApiClient, ApiException, ImagesApi, NotAppliedError
from photoprism_client._identifiers import is_uid
from photoprism_client.api.album_members import members_of_album
from photoprism_client.cli.changes import (
    PHOTO_COLUMNS,
    Change,
    Words,
    attempt,
    change_options,
    finish,
    photos_named,
    rows_of,
)
from photoprism_client.cli.errors import EXIT_PARTLY
from photoprism_client.cli.options import SectionedGroup, command, how_option
from photoprism_client.cli.output import json_option
from photoprism_client.cli.settings import Connection, connected, connection_options
from photoprism_client.cli.transfers import destination_of, progress_bar, show_file, to_option
from photoprism_client.models import EntityPhoto
from photoprism_client.transfer import Member

_CREATED = Words("created", "exists")
_ADDED = Words("added", "is in it")
_REMOVED = Words("removed", "is not in it")

_album_argument = click.argument("album", metavar="UID|TITLE")
_change_options = change_options("One JSON object a line instead of a table.")
_photos_argument = click.argument("what", metavar="UID|NAME…", nargs=-1, required=True)


@command(
    "fetch",
    epilog="photoprism-images album fetch --demo Favourites\n"
    "photoprism-images album fetch --demo Favourites --to - > favourites.zip",
)
@click.argument("what", metavar="UID|TITLE")
@to_option
@how_option("--overwrite", is_flag=True, help="Replace a file of that name.")
@how_option("--allow-missing", is_flag=True, help="Accept a zip that lacks files, and name them.")
@json_option("A JSON object instead of the name.")
@connection_options
def fetch(what: str, to: str, overwrite: bool, allow_missing: bool, as_json: bool, connection: Connection) -> int:
    """Fetch an album as a zip, and check that it holds each file of the album, byte for byte.

    The server silently leaves out files that are missing on its disk: this command names them and fails. Files that it
    leaves out on purpose, those of private photos and, by its settings, RAW files, are only counted.
    """
    destination = destination_of(to, is_one=True, as_json=as_json)
    with connected(connection) as api_client, destination.opened() as path:
        uid = _uid_of(api_client, what)
        members = list(members_of_album(api_client, uid))
        with progress_bar("zip") as bar:
            result = ImagesApi(api_client).download_album_to_file(
                uid,
                path,
                overwrite=overwrite,
                progress=lambda now: bar(now.done, now.total),
                members=members,
                allow_missing=allow_missing,
            )
        show_file(result, destination, as_json=as_json)
    for name in result.missing:
        click.echo(f"missing: {name}", err=True)
    if result.held_back:
        _say_left_out({*result.held_back}, members)
    return EXIT_PARTLY if result.missing else 0


def _uid_of(api_client: ApiClient, album: str) -> str:
    return album if is_uid(album, "a") else AlbumsApi(api_client).find_album(album).uid or ""


def _is_in(album: str, photo: EntityPhoto) -> bool:
    return album in {one.uid for one in photo.albums}


def _say_left_out(names: set[str], members: list[Member]) -> None:
    held_back = [member for member in members if member.name in names]
    private = sum(member.is_private for member in held_back)
    counts = {"of private photos": private, "by the server's download settings": len(held_back) - private}
    said = ", ".join(f"{count} {why}" for why, count in counts.items() if count)
    click.echo(f"left out by the server on purpose: {said}", err=True)


@command(
    epilog='photoprism-images album create --demo "Sunsets 2021"\n'
    "photoprism-images album create --demo Favourites Harbour --dry-run"
)
@click.argument("titles", metavar="TITLE…", nargs=-1, required=True)
@_change_options
def create(titles: tuple[str, ...], dry_run: bool, as_json: bool, connection: Connection) -> int:
    """Create albums; those that exist stay as they are.

    It fails if the server takes a title for that of another album, or brings back a deleted one.
    """
    rows: list[Change] = []
    errors: list[ApiException] = []
    with connected(connection) as api_client:
        albums = AlbumsApi(api_client)
        known = {album.title: album.uid for album in albums.iterate(type="album")}
        for title in dict.fromkeys(titles):
            try:
                uid = known.get(title) if dry_run else albums.ensure(title).uid
            except NotAppliedError as error:
                errors.append(error)
                rows.append(Change({"UID": None, "Title": title}, "not created", has_failed=True))
            except ApiException as error:
                if not rows:
                    raise
                errors.append(error)  # after what was done is shown
                break
            else:
                change = _CREATED.of(is_already=uid in known.values(), is_dry=dry_run)
                rows.append(Change({"UID": uid, "Title": title}, change))
    return finish(rows, errors, ("Title",), as_json=as_json)


@command(
    epilog="photoprism-images album add --demo Favourites IMG_0010.JPG 2021/07/IMG_1.JPG\n"
    "photoprism-images album add --demo Favourites IMG_0010.JPG --dry-run"
)
@_album_argument
@_photos_argument
@_change_options
def add(album: str, what: tuple[str, ...], dry_run: bool, as_json: bool, connection: Connection) -> int:
    """Put photos into an album; each is given by its UID, its title or the name of one of its files."""
    with connected(connection) as api_client:
        albums, photos, uid = AlbumsApi(api_client), photos_named(api_client, what), _uid_of(api_client, album)
        errors = [] if dry_run else attempt(lambda: albums.add(uid, photos))
        rows = rows_of(photos, _ADDED, partial(_is_in, uid), errors, is_dry=dry_run)
    return finish(rows, errors, PHOTO_COLUMNS, as_json=as_json)


@command(
    epilog="photoprism-images album remove --demo Everything IMG_0010.JPG 2021/07/IMG_1.JPG\n"
    "photoprism-images album remove --demo Everything IMG_0010.JPG --dry-run"
)
@_album_argument
@_photos_argument
@_change_options
def remove(album: str, what: tuple[str, ...], dry_run: bool, as_json: bool, connection: Connection) -> int:
    """Take photos out of an album; each is given by its UID, its title or the name of one of its files."""
    with connected(connection) as api_client:
        albums, photos, uid = AlbumsApi(api_client), photos_named(api_client, what), _uid_of(api_client, album)
        errors = [] if dry_run else attempt(lambda: albums.remove(uid, photos))
        rows = rows_of(photos, _REMOVED, lambda photo: not _is_in(uid, photo), errors, is_dry=dry_run)
    return finish(rows, errors, PHOTO_COLUMNS, as_json=as_json)


class _Album(SectionedGroup):
    """A group of commands whose first one is meant if none is named."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read ``TITLE`` as ``fetch TITLE``.

        :param ctx: the command.
        :param args: what was typed after it.
        :return: what is left for the command that was named.
        """
        is_named = not args or args[0] in {*self.commands, *ctx.help_option_names}
        return super().parse_args(ctx, args if is_named else ["fetch", *args])


@click.group(
    cls=_Album,
    sections={"Fetch": (fetch,), "Change": (create, add, remove)},
    subcommand_metavar="UID|TITLE | COMMAND [ARGS]...",
    epilog="photoprism-images album --demo Favourites --to favourites.zip\n"
    "photoprism-images album fetch --demo Favourites",
)
def album() -> None:
    """Fetch an album as a zip, or change albums; without a command, `fetch` is meant."""
