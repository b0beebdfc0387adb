"""The page of faults names tests that exist, and says something of every file that tests faults of files."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from test.support.blocks import ROOT

_PAGE = (ROOT / "docs" / "faults.md").read_text(encoding="utf-8")
_CHAPTERS = [
    "Network",
    "Answers",
    "Tokens",
    "Payload",
    "Disk",
    "Several at once",
    "Whole libraries",
    "Hostile servers",
    "Bad input",
]
_TEST = re.compile(r"\btest/\w+/test_\w+\.py::test_\w+")
NAMED = sorted(set(_TEST.findall(_PAGE)))


def _rows(chapter: str) -> list[list[str]]:
    section = re.split(r"^## ", _PAGE, flags=re.MULTILINE)
    (found,) = (part for part in section if part.startswith(f"{chapter}\n"))
    lines = [line for line in found.splitlines() if line.startswith("|")][2:]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


@cache
def _tests(path: Path) -> frozenset[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def test_page_has_its_chapters() -> None:
    """Each chapter has a table."""
    assert re.findall(r"^## (.*)$", _PAGE, re.MULTILINE) == _CHAPTERS
    assert [chapter for chapter in _CHAPTERS if not _rows(chapter)] == []


@pytest.mark.parametrize("chapter", _CHAPTERS)
def test_row_says_what_happens_and_who_shows_it(chapter: str) -> None:
    """No row is without an answer, and its last cell holds nothing but tests."""
    for row in _rows(chapter):
        assert len(row) == 3, row
        assert all(row), row
        assert all(_TEST.fullmatch(name) for name in row[2].split(", ")), row


@pytest.mark.parametrize("name", NAMED)
def test_test_that_the_page_names_exists(name: str) -> None:
    """A test that was renamed or removed is missed here."""
    path, _, function = name.partition("::")
    assert (ROOT / path).is_file()
    assert function in _tests(ROOT / path)


def test_page_names_no_file_that_is_gone() -> None:
    """Whatever looks like a file of tests on the page, in the text, too, is one."""
    named = set(re.findall(r"\btest/[\w/]+\.py\b", _PAGE))
    assert [name for name in sorted(named) if not (ROOT / name).is_file()] == []


@pytest.mark.parametrize("path", sorted((ROOT / "test" / "faults").glob("test_files_*.py")), ids=lambda path: path.name)
def test_file_of_tests_is_on_the_page(path: Path) -> None:
    """What is tested of files can be found from the page."""
    assert f"test/faults/{path.name}::" in _PAGE
