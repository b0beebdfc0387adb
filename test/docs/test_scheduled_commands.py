"""The commands in crontabs and systemd units on the pages are ones that the command takes."""

import re
import shlex
from pathlib import Path

import pytest

from test.support.cli_page import commands
from test.support.doc_blocks import PAGES, blocks_of

pytestmark = pytest.mark.once

_COMMAND = re.compile(
    r"^(?:ExecStart=|[\d*/,-]+ (?:[\d*/,-]+ ){3}[\d*/,-]+ ).*?photoprism-images ([^\n>]*)", re.MULTILINE
)
SCHEDULED = [
    pytest.param(command, id=f"{block.name}-{number}")
    for page in PAGES
    for block in blocks_of(page, "text", "ini")
    for number, command in enumerate(_COMMAND.findall(block.text))
]


def test_crontab_and_unit_are_found() -> None:
    """The page on nightly backups has two lines of a crontab, and one unit."""
    assert len(SCHEDULED) == 3


@pytest.mark.parametrize("command", SCHEDULED)
def test_scheduled_command_is_understood(command: str, tmp_path: Path) -> None:
    """Whoever copies the line at night finds a copy in the morning, and no message about an option."""
    name, *arguments = shlex.split(command.replace("/mnt/disk/backup", str(tmp_path)))
    (tmp_path / "photos").mkdir()
    with commands()[f"photoprism-images {name}"].make_context(name, arguments) as context:
        assert context.params
        assert str(tmp_path / "photos") in {str(value) for value in context.params.values()}
