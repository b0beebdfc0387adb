"""The notebooks run from their first cell to their last, in order, and do what they say."""

import ast
import io
import json
import re
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from PIL import Image

from docs_tools.screenshots import ASSETS, PICTURES
from photoprism_client import MediaBytes
from photoprism_client.testing import Library, PhotoPrismServer
from test.docs.conftest import APP_PASSWORD, LIMIT_S, clean_environment
from test.support.chromium import CHROMIUM
from test.support.doc_blocks import ROOT
from test.support.optional_libraries import skipped_without
from test.support.secrets_scan import found_in, secrets_of

pytestmark = pytest.mark.photoprism(photos=12, mode="password", app_passwords={APP_PASSWORD: "admin"})

NOTEBOOKS = sorted((ROOT / "examples").glob("*.ipynb"))
needs_a_kernel = skipped_without("notebooks", ("nbclient", "ipykernel", "pandas", "tqdm"))


def _code(path: Path) -> list[dict[str, Any]]:
    cells: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [cell for cell in cells if cell["cell_type"] == "code"]


CODE = _code(ROOT / "examples" / "client.ipynb")


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


@pytest.mark.once
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_notebook_has_no_outputs(path: Path) -> None:
    """Answers of somebody's server are not committed."""
    assert [cell for cell in _code(path) if cell["outputs"] or cell["execution_count"] is not None] == []
    assert json.loads(path.read_text(encoding="utf-8"))["nbformat"] == 4


@pytest.fixture
def people_server() -> Iterator[PhotoPrismServer]:
    """Start a server that knows people."""
    with Library.sample(photos=24) as library:
        library.add_person("Ada Lovelace", library.photos[:3])
        own: dict[str, Any] = {"users": {"admin": "correct horse battery"}, "app_passwords": {APP_PASSWORD: "admin"}}
        with PhotoPrismServer(library, mode="password", owns_library=False, **own) as server:
            yield server


def _executed(name: str, server: PhotoPrismServer, folder: Path) -> list[dict[str, Any]]:
    """Execute a notebook as Jupyter does, and return the cells with code of the file that it writes."""
    code = "from nbclient.cli import main; main()"
    own = {f"{name}_DIR": str(folder / name.lower()) for name in ("JUPYTER_CONFIG", "JUPYTER_DATA", "JUPYTER_RUNTIME")}
    variables = {"PHOTOPRISM_URL": server.url, "PHOTOPRISM_APP_PASSWORD": APP_PASSWORD, "HOME": str(folder)}
    copied = folder / name
    copied.write_bytes((ROOT / "examples" / name).read_bytes())
    done = subprocess.run(
        [sys.executable, "-c", code, "--inplace", str(copied)],
        cwd=folder,
        env=clean_environment(**own, **variables),
        capture_output=True,
        text=True,
        timeout=LIMIT_S,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return _code(copied)


def _pictures(cell: dict[str, Any]) -> int:
    return json.dumps(cell["outputs"]).count("<img src=")


@needs_a_kernel
@pytest.mark.once
def test_quickstart_shows_the_library(people_server: PhotoPrismServer, tmp_path: Path) -> None:
    """Each cell shows what its text says, and the file holds pictures, but nothing that opens or names the server."""
    cells = _executed("quickstart.ipynb", people_server, tmp_path)
    assert [_pictures(cell) for cell in cells] == [0, 12, 0, 1, 0, 4, 2, 2, 1, 0, 0, 0, 0]
    shown = {mime for cell in cells for output in cell["outputs"] for mime in output.get("data", {})}
    assert {"image/jpeg", "text/html", "text/plain"} == shown
    assert "page by page" in str(cells[4]["outputs"])
    assert _secrets_in(tmp_path / "quickstart.ipynb", people_server) == set()


@needs_a_kernel
@pytest.mark.once
def test_contact_sheet_shows_and_saves_thumbnails(people_server: PhotoPrismServer, tmp_path: Path) -> None:
    """There are sheets of all and of each year, a progress bar, a file for each photo, and nothing of the server."""
    cells = _executed("contact_sheet.ipynb", people_server, tmp_path)
    count = len(list((tmp_path / "contact-sheet").glob("p*.jpg")))
    assert count > 20
    assert f"{count} photos" in str(cells[1]["outputs"])
    assert [_pictures(cell) for cell in cells] == [0, 0, count, count, 8, 0, 0]
    assert "### 2021" in str(cells[3]["outputs"])
    assert re.search(rf"{count}/{count}", str(cells[5]["outputs"]))
    assert _secrets_in(tmp_path / "contact_sheet.ipynb", people_server) == set()


def _secrets_in(path: Path, server: PhotoPrismServer) -> set[str]:
    return found_in(path.read_text(encoding="utf-8"), {**secrets_of(server), "app password": APP_PASSWORD})


@skipped_without("notebooks", ("nbconvert", "ipykernel", "pandas"))
@pytest.mark.once
@pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
def test_picture_of_a_notebook_can_be_taken_again() -> None:
    """It shows cells of a notebook as wide as a page, and nothing that lies elsewhere."""
    with Image.open(io.BytesIO(PICTURES["notebook.webp"]())) as taken, Image.open(ASSETS / "notebook.webp") as kept:
        assert taken.width == kept.width == 1280
        assert abs(taken.height - kept.height) < 100  # fonts differ


@pytest.mark.once
def test_a_secret_in_a_notebook_is_seen(people_server: PhotoPrismServer, tmp_path: Path) -> None:
    """The scan of the tests above finds each secret, as it is, quoted in a URL, and in base64; and nothing else."""
    secrets = {**secrets_of(people_server), "app password": APP_PASSWORD, "odd": "a/b+c=d?e"}
    for name, secret in secrets.items():
        encoded = b64encode(f"<img src='/api/v1/t/x/{secret}/tile_224'>".encode()).decode("ascii")
        for written in (f"x{secret}y", quote(secret, safe=""), encoded if len(secret) > 12 else secret):
            path = tmp_path / "a.ipynb"
            path.write_text(json.dumps({"outputs": [written]}), encoding="utf-8")
            assert name in found_in(path.read_text(encoding="utf-8"), secrets)
    assert found_in(secrets["password"][::-1], secrets) == set()
