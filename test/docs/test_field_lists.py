"""Field lists of docstrings name parameters that there are."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from test.support.doc_blocks import ROOT

pytestmark = pytest.mark.once
_Function = ast.FunctionDef | ast.AsyncFunctionDef
_PACKAGE = ROOT / "photoprism_client"


def _documented(node: ast.ClassDef | _Function) -> set[str]:
    return set(re.findall(r"^\s*:param (\w+):", ast.get_docstring(node) or "", re.MULTILINE))


def _parameters(node: _Function) -> set[str]:
    found = node.args
    every = [*found.posonlyargs, *found.args, *found.kwonlyargs, found.vararg, found.kwarg]
    return {one.arg for one in every if one is not None}


def _unknown(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, _Function):
            yield from (f"{node.name}: {name}" for name in _documented(node) - _parameters(node))
        elif isinstance(node, ast.ClassDef):
            made = [one for one in node.body if isinstance(one, _Function) and one.name in {"__init__", "__new__"}]
            if made:
                known = set().union(*map(_parameters, made))
                yield from (f"{node.name}: {name}" for name in _documented(node) - known)


def test_documented_parameters_exist() -> None:
    """What a field list explains is a parameter; the site is not built otherwise."""
    found = {str(path.relative_to(ROOT)): list(_unknown(path)) for path in sorted(_PACKAGE.rglob("*.py"))}
    assert {path: unknown for path, unknown in found.items() if unknown} == {}
