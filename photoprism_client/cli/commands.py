"""The group of all commands, and how errors and interruption end: one line on stderr and an exit code."""

import sys
import warnings
from collections.abc import Sequence

import click

from photoprism_client.cli.album import album
from photoprism_client.cli.archive import archive, restore
from photoprism_client.cli.demo import demo, serve
from photoprism_client.cli.download import cover, download, thumb
from photoprism_client.cli.edit import edit
from photoprism_client.cli.errors import EXIT_FAILED, EXIT_IN_USE, EXIT_INTERRUPTED, in_one_line
from photoprism_client.cli.export import export, verify
from photoprism_client.cli.gallery import gallery
from photoprism_client.cli.login import login, logout, status
from photoprism_client.cli.options import SectionedGroup
from photoprism_client.cli.search import albums, folders, labels, search
from photoprism_client.cli.upload import upload
from photoprism_client.exceptions import OpenApiException, TargetInUseError
from photoprism_client.version import __version__

_SECTIONS = {
    "Find": (search, albums, labels, folders),
    "Fetch": (thumb, cover, download, album),
    "Change": (upload, edit, archive, restore),
    "Back up": (export, gallery, verify),
    "Log in": (login, logout, status),
    "Try without a server": (demo, serve),
}


class _Commands(SectionedGroup):
    """All commands, and how their errors end."""

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; an error ends it with one line on stderr.

        :return: its exit code, or None for 0.
        """
        try:
            return super().invoke(ctx)
        except (OpenApiException, OSError, Warning) as error:  # a warning, if Python raises them
            if ctx.params["debug"] or isinstance(error, BrokenPipeError):  # click ends a broken pipe by itself
                raise
            sys.stderr.write(f"photoprism-images: {in_one_line(error)}\n")
            ctx.exit(EXIT_IN_USE if isinstance(error, TargetInUseError) else EXIT_FAILED)


@click.group(
    cls=_Commands,
    sections=_SECTIONS,
    epilog="photoprism-images search --demo --album Favourites\nphotoprism-images export --demo photos",
)
@click.version_option(__version__, prog_name="photoprism-images")
@click.option("--debug", is_flag=True, help="Show a traceback if a command fails.")
def photoprism_images(debug: bool) -> None:
    """Find, fetch, change and back up the pictures of a PhotoPrism server.

    Exit status: 0 done, 1 failed, 2 wrong usage, 3 partly done, 4 folder in use, 130 interrupted.
    """


def run(arguments: Sequence[str]) -> int:
    """Run the command line.

    :param arguments: what was typed after the command's name.
    :return: the exit code.
    """
    try:
        with warnings.catch_warnings():
            warnings.showwarning = _show_warning
            result = photoprism_images.main(list(arguments), prog_name="photoprism-images", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        sys.stderr.write("interrupted\n")
        return EXIT_INTERRUPTED
    return result if isinstance(result, int) else 0


def _show_warning(message: Warning | str, *_: object, **__: object) -> None:
    """Show a warning in one line, without the place in the code."""
    text = in_one_line(message) if isinstance(message, Warning) else message
    sys.stderr.write(f"photoprism-images: {text}\n")
