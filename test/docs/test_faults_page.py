"""The page of faults names tests that exist, every file of tests of faults, and every code that tests use."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from test.support.doc_blocks import ROOT

pytestmark = pytest.mark.once

_PAGE = (ROOT / "docs" / "faults.md").read_text(encoding="utf-8")
_CHAPTERS = [
    "Network",
    "Answers",
    "Tokens",
    "Payload",
    "Disk",
    "Several at once",
    "Whole libraries",
    "A library as a file system",
    "Hostile servers",
    "Bad input",
]
_TEST = re.compile(r"\btest/\w+/test_\w+\.py::test_\w+")
_CODE = re.compile(r"\b[NHAPFCSBI]\d{1,2}\b")
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
    """Every row has a code or a dash, an answer, and a last cell of nothing but tests."""
    for row in _rows(chapter):
        assert len(row) == 4, row
        assert all(row), row
        assert row[0] == "–" or all(_CODE.fullmatch(code) for code in row[0].split(", ")), row
        assert all(_TEST.fullmatch(name) for name in row[3].split(", ")), row


@pytest.mark.parametrize("name", NAMED)
def test_test_that_the_page_names_exists(name: str) -> None:
    """A row fails when its test is renamed or removed."""
    path, _, function = name.partition("::")
    assert (ROOT / path).is_file()
    assert function in _tests(ROOT / path)


def test_page_names_no_file_that_is_gone() -> None:
    """Every file of tests that the page names exists, also outside of the tables."""
    named = set(re.findall(r"\btest/[\w/]+\.py\b", _PAGE))
    assert [name for name in sorted(named) if not (ROOT / name).is_file()] == []


@pytest.mark.parametrize("path", sorted((ROOT / "test" / "faults").glob("test_*.py")), ids=lambda path: path.name)
def test_file_of_tests_is_on_the_page(path: Path) -> None:
    """Every file of tests of faults can be found from the page."""
    assert f"test/faults/{path.name}::" in _PAGE


def test_codes_in_tests_are_on_the_page() -> None:
    """Every code in a test's name or in the docstring of a module, such as N4, stands in the page."""
    codes = set(_CODE.findall(_PAGE.partition("## Network")[0]))
    codes |= {code for chapter in _CHAPTERS for row in _rows(chapter) for code in row[0].split(", ")}
    unknown = {
        f"{path.name}: {code}"
        for path in sorted((ROOT / "test").rglob("test_*.py"))
        for code in _codes(path)
        if code not in codes
    }
    assert unknown == set()


def _codes(path: Path) -> set[str]:
    named = (re.match(r"test_((?:[a-z]\d+_)+)", name) for name in _tests(path))
    of_tests = {code.upper() for match in named if match for code in match[1].strip("_").split("_")}
    first_line = path.read_text(encoding="utf-8").partition("\n")[0]
    of_module = re.match(r'"""((?:[A-Z]\d+(?:, | to | and )?)+)', first_line)
    return of_tests | set(_CODE.findall(of_module[1] if of_module else ""))
