"""The page for users of a generated client lists exactly what differs, as the test of the surface knows it."""

import re

import pytest

from codegen.registry import APIS, operations_of
from test.codegen.test_surface import DEFAULTS, RESULTS, SURFACE, TIMES, TYPES
from test.support.doc_blocks import ROOT

PAGE = (ROOT / "docs" / "upgrade.md").read_text(encoding="utf-8")
_BARE = {
    operation.name: ", ".join(f"`{parameter.name}`" for parameter in operation.parameters)
    for api in APIS.values()
    for operation in operations_of(api)
    if operation.name.startswith(("api_v1_", "users_"))
}


def _table(heading: str) -> dict[str, str]:
    """Return the rows of the table that has a heading: the second cell by the name in the first."""
    found = re.search(rf"^\| {heading} \|.*\n\|[- |]+\n((?:\|.*\n)+)", PAGE, re.MULTILINE)
    assert found is not None, heading
    rows = [row.replace("\\|", "¦").strip("| \n").split(" | ") for row in found[1].splitlines()]
    return {first.strip("`"): rest[0].replace("¦", "|") if rest else "" for first, *rest in rows}


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Field", dict.fromkeys(TIMES, "")),
        ("Published", {published: f"`{ours}`" for published, ours in TYPES.items()}),
        ("Method \\| Returns", {name: f"`{result}`" for name, result in RESULTS.items()}),
        ("Parameter", {name: f"`{default}`" for name, default in DEFAULTS.items()}),
        ("Method \\| Takes", _BARE),
    ],
)
def test_table_lists_what_differs(heading: str, expected: dict[str, str]) -> None:
    """A difference that appears or goes changes the page."""
    assert _table(heading) == expected


def test_numbers_are_those_of_the_published_package() -> None:
    """The page counts classes, methods and models as the facts have them."""
    methods = sum(len(methods) for methods in SURFACE["apis"].values())
    assert f"{len(SURFACE['apis'])} API classes with {methods} methods, {len(SURFACE['models'])} models" in PAGE
    assert f"no parameters for {len(_BARE)} operations" in PAGE
