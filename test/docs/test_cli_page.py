"""docs/cli.md holds what ``--help`` prints."""

import re

import pytest

from test.support.cli_page import PAGE, commands, regenerated

pytestmark = pytest.mark.once


def test_cli_page_is_what_help_prints() -> None:
    """The page is never older than the command: ``python -m test.support.cli_page`` writes it again."""
    page = PAGE.read_text(encoding="utf-8")
    assert regenerated(page) == page


def test_cli_page_has_every_command() -> None:
    """No command is left out of the page."""
    page = PAGE.read_text(encoding="utf-8")
    assert set(re.findall(r"<!-- help: (.*?) -->\n```text\n", page)) == set(commands())
