"""The notebook runs from its first cell to its last, in order, and does what it says."""

import ast
import json
from typing import Any

import pytest

from photoprism_client import MediaBytes
from photoprism_client.testing import PhotoPrismServer
from test.docs.conftest import APP_PASSWORD
from test.support.doc_blocks import ROOT

pytestmark = pytest.mark.photoprism(photos=12, mode="password", app_passwords={APP_PASSWORD: "admin"})

NOTEBOOK: dict[str, Any] = json.loads((ROOT / "examples" / "client.ipynb").read_text(encoding="utf-8"))
CODE = [cell for cell in NOTEBOOK["cells"] if cell["cell_type"] == "code"]


def _run(cell: dict[str, Any], names: dict[str, object]) -> object:
    """Run a cell, and return the value of its last statement, which a notebook shows if it has one."""
    *statements, last = ast.parse("".join(cell["source"])).body
    exec(compile(ast.Module(statements, []), cell["id"], "exec"), names)
    if isinstance(last, ast.Expr):
        return eval(compile(ast.Expression(last.value), cell["id"], "eval"), names)
    exec(compile(ast.Module([last], []), cell["id"], "exec"), names)
    return None


def test_notebook_runs(
    photoprism_server: PhotoPrismServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It searches, groups albums by path, creates an album by a form, and adds photos to it, with a key in a header."""
    monkeypatch.setenv("PHOTOPRISM_URL", photoprism_server.url)
    monkeypatch.setenv("PHOTOPRISM_APP_PASSWORD", APP_PASSWORD)
    names: dict[str, object] = {}
    shown = [_run(cell, names) for cell in CODE]
    printed = capsys.readouterr().out
    assert "'2021/07': ['07']" in printed
    assert "EntityAlbum(" in printed
    (album,) = [album for album in photoprism_server.library.albums if album.title == "Sunsets"]
    assert sorted(photo.uid for photo in names["held"]) == sorted(album.photo_uids)  # type: ignore[attr-defined]  # rows
    assert len(album.photo_uids) > 1
    assert [type(value) for value in shown if value is not None] == [MediaBytes]
    assert all(request.headers["X-Auth-Token"] == APP_PASSWORD for request in photoprism_server.requests)
    assert APP_PASSWORD not in printed


def test_notebook_has_no_outputs() -> None:
    """Answers of somebody's server are not committed."""
    assert [cell for cell in CODE if cell["outputs"] or cell["execution_count"] is not None] == []
    assert NOTEBOOK["nbformat"] == 4
