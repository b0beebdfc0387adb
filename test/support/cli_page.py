"""Write the help texts into docs/cli.md: ``python -m test.support.cli_page``."""

import re
from collections.abc import Iterator

import click
from click.testing import CliRunner

from photoprism_client.cli.commands import photoprism_images
from test.support.doc_blocks import ROOT

PAGE = ROOT / "docs" / "cli.md"
_WIDTH = 80
_HELP = re.compile(r"(<!-- help: (photoprism-images[\w -]*) -->\n)```text\n.*?^```$", re.MULTILINE | re.DOTALL)


def commands() -> dict[str, click.Command]:
    """Return every command by what is typed to run it."""
    return dict(_below("photoprism-images", photoprism_images))


def _below(name: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    """Yield a command by its name, and those that it has."""
    yield name, command
    if isinstance(command, click.Group):
        for sub, found in command.commands.items():
            yield from _below(f"{name} {sub}", found)


def help_of(name: str) -> str:
    """Return what ``--help`` prints.

    :param name: one of :func:`commands`.
    :return: the text, 80 columns wide.
    """
    arguments = [*name.split()[1:], "--help"]
    result = CliRunner().invoke(photoprism_images, arguments, prog_name="photoprism-images", terminal_width=_WIDTH)
    return result.output.rstrip()


def regenerated(page: str) -> str:
    """Return a page with its help texts replaced by those of today.

    :param page: Markdown with blocks below ``<!-- help: photoprism-images … -->``.
    :return: the same with new blocks.
    """
    return _HELP.sub(lambda match: f"{match[1]}```text\n{help_of(match[2])}\n```", page)


if __name__ == "__main__":
    PAGE.write_text(regenerated(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
