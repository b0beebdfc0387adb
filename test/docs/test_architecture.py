"""The page on the architecture names every package and module where it is."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

import photoprism_client
from test.support.doc_blocks import ROOT
from test.unit.test_layers import LAYERS

pytestmark = pytest.mark.once

_PACKAGE = Path(photoprism_client.__file__).parent
_PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
_PATH = re.compile(r"`((?:\w+/)*\w*(?:\.py|/))`")


def _section(heading: str) -> str:
    return _PAGE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def _first_cells(heading: str) -> list[str]:
    return re.findall(r"^\| (.+?) \|", _section(heading), re.MULTILINE)[2:]


def _is_package(folder: Path) -> bool:
    return (folder / "__init__.py").is_file()


def _packages() -> set[str]:
    return {f"{folder.relative_to(_PACKAGE)}/" for folder in _PACKAGE.rglob("*/") if _is_package(folder)} - {"./"}


def _modules() -> set[str]:
    return {path.name for path in _PACKAGE.glob("*.py")} - {"__init__.py"}


def test_table_has_every_package_and_module() -> None:
    """A package, nested ones too, or a module at the top cannot be added, renamed or removed without its row."""
    assert sorted(_first_cells("Packages")) == sorted(f"`{name}`" for name in _packages() | _modules())


@pytest.mark.parametrize("path", sorted(set(_PATH.findall(_PAGE))))
def test_path_on_the_page_exists(path: str) -> None:
    """Every module, package and test that the page names is there."""
    assert (_PACKAGE / path).exists() or (ROOT / path).exists()


def test_drawing_has_every_layer_in_its_order() -> None:
    """The drawing shows what the test of the layers enforces, from top to bottom."""
    drawing = _section("Layers").partition("```text\n")[2].partition("```")[0]
    lines = drawing.splitlines()
    drawn = {
        name: number
        for number, line in enumerate(lines)
        for name in re.findall(r"(?<![\w.])(\w+)(?:/|\.py)(?!\w)", line)
    }
    levels = [[name for name in names.split() if name != "__init__"] for names in LAYERS[""]]
    assert set(drawn) == {name for names in levels for name in names} | {"testing", "pytest_photoprism"}
    order = [[drawn[name] for name in names] for names in levels if names]
    assert all(max(upper) <= min(lower) for upper, lower in pairwise(order))


@pytest.mark.parametrize(("heading", "rows"), [("Glossary", 20), ("Where is …?", 22)])
def test_table_is_of_its_size(heading: str, rows: int) -> None:
    """No word and no question is there twice, and none is lost."""
    cells = _first_cells(heading)
    assert len(cells) == len(set(cells)) == rows


@pytest.mark.parametrize(("heading", "steps"), [("A `get_thumb` in nine steps", 9), ("An export in seven stages", 7)])
def test_steps_are_as_many_as_the_heading_says(heading: str, steps: int) -> None:
    """The numbered steps are counted, so that one which is added does not leave the heading behind."""
    assert re.findall(r"^(\d+)\. ", _section(heading), re.MULTILINE) == [str(n + 1) for n in range(steps)]


def test_glossary_is_in_order() -> None:
    """A reader looks a word up by its first letters."""
    words = _first_cells("Glossary")
    assert words == sorted(words)
