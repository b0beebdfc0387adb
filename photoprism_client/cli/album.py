"""``photoprism-images album``: an album as a zip, verified; albums made, and photos put in and taken out."""

import click

from photoprism_client import AlbumsApi, ImagesApi
from photoprism_client._identifiers import is_uid
from photoprism_client.api.album_members import members_of_album
from photoprism_client.cli.errors import EXIT_PARTLY
from photoprism_client.cli.options import SectionedGroup, command, how_option
from photoprism_client.cli.output import json_option
from photoprism_client.cli.settings import Connection, connected, connection_options
from photoprism_client.cli.transfers import Bar, destination_of, show_file, to_option
from photoprism_client.transfer import Member


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
        uid = what if is_uid(what, "a") else AlbumsApi(api_client).find_album(what).uid or ""
        members = list(members_of_album(api_client, uid))
        with Bar("zip") as bar:
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


def _say_left_out(names: set[str], members: list[Member]) -> None:
    held_back = [member for member in members if member.name in names]
    private = sum(member.is_private for member in held_back)
    counts = {"of private photos": private, "by the server's download settings": len(held_back) - private}
    said = ", ".join(f"{count} {why}" for why, count in counts.items() if count)
    click.echo(f"left out by the server on purpose: {said}", err=True)


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
    sections={"Fetch": (fetch,)},
    subcommand_metavar="UID|TITLE | COMMAND [ARGS]...",
    epilog="photoprism-images album --demo Favourites --to favourites.zip\n"
    "photoprism-images album fetch --demo Favourites",
)
def album() -> None:
    """Fetch an album as a zip, or change albums; without a command, `fetch` is meant."""
