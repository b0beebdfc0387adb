"""The group of all commands, and how errors and interruption end: one line on stderr and an exit code."""

import sys
import warnings
from collections.abc import Sequence

import click

from photoprism_client.cli.demo import demo
from photoprism_client.cli.download import album, download
from photoprism_client.cli.errors import in_one_line
from photoprism_client.cli.exit_codes import EXIT_FAILED, EXIT_IN_USE, EXIT_INTERRUPTED
from photoprism_client.cli.export import export, verify
from photoprism_client.cli.lists import albums, folders, labels
from photoprism_client.cli.login import login, logout
from photoprism_client.cli.pictures import cover, thumb
from photoprism_client.cli.search import search
from photoprism_client.cli.serve import serve
from photoprism_client.cli.status import status
from photoprism_client.exceptions import OpenApiException, TargetInUseError
from photoprism_client.version import __version__


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="photoprism-images")
@click.option("--debug", is_flag=True, help="Show a traceback where a command fails.")
def photoprism_images(debug: bool) -> None:
    """Pictures of a PhotoPrism server.

    Exit status: 0 done, 1 failed, 2 wrong usage, 3 partly done, 4 folder in use, 130 interrupted.
    """


_COMMANDS = (
    *(album, albums, cover, demo, download, export, folders, labels, login, logout, search, serve, status, thumb),
    verify,
)
for _command in _COMMANDS:
    photoprism_images.add_command(_command)


def run(arguments: Sequence[str]) -> int:
    """Run the command line.

    :param arguments: what was typed behind the command's name.
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
    except (OpenApiException, OSError, Warning) as error:  # a warning, where Python is told to raise it
        if "--debug" in arguments:
            raise
        sys.stderr.write(f"photoprism-images: {in_one_line(error)}\n")
        return EXIT_IN_USE if isinstance(error, TargetInUseError) else EXIT_FAILED
    return result if isinstance(result, int) else 0


def _show_warning(message: Warning | str, *_: object, **__: object) -> None:
    """Show a warning in one line, without the place in the code."""
    text = in_one_line(message) if isinstance(message, Warning) else message
    sys.stderr.write(f"photoprism-images: {text}\n")
