"""The wheel, installed into a fresh environment, has what the tests of an app need."""

import json
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from test.docs.conftest import clean_environment
from test.support.doc_blocks import ROOT, named_files

pytestmark = pytest.mark.once

_LIMIT_S = 900
_PACKAGE = "photoprism_client"
_FILES = ("pytest_photoprism.py", "pyproject.toml", "requirements.txt", "README.md", "LICENSE")


def _run(*command: str, folder: Path, **variables: str) -> str:
    environment = clean_environment(**variables)
    del environment["PYTHONPATH"]  # the checkout
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=_LIMIT_S, cwd=folder, env=environment, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_app_of_the_page_is_tested_with_the_installed_wheel(tmp_path: Path) -> None:
    """Its tests pass in random order and two processes, and nothing of the checkout is used."""
    source = tmp_path / "source"  # a build leaves files beside what it reads
    shutil.copytree(ROOT / _PACKAGE, source / _PACKAGE, ignore=shutil.ignore_patterns("__pycache__"))
    for name in _FILES:
        shutil.copy2(ROOT / name, source)
    home = tmp_path / "environment"
    venv.create(home, symlinks=True)
    python = str(home / "bin" / "python")
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", "--python", python)
    needed = (f"{source}[testing]", "pytest", "pytest-randomly", "pytest-xdist")
    _run(*pip, "install", "--no-compile", *needed, folder=tmp_path)

    app = tmp_path / "app"
    app.mkdir()
    for name, text in named_files("testing.md").items():
        (app / name).write_text(text, encoding="utf-8")
    printed = _run(python, "-m", "pytest", "-q", "-W", "error", "-n2", "-p", "no:cacheprovider", folder=app)
    assert "5 passed" in printed
    where = "import json, photoprism_client as a, pytest_photoprism as b; print(json.dumps([a.__file__, b.__file__]))"
    assert [path for path in json.loads(_run(python, "-c", where, folder=app)) if not path.startswith(str(home))] == []
