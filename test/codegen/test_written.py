"""What the table describes is what is committed."""

import subprocess
import sys
from pathlib import Path

import pytest

from codegen.write import ROOT, outputs, stale, write

pytestmark = pytest.mark.once


def test_committed_files_are_what_the_generator_writes() -> None:
    """Nobody edited them, and nobody changed the table without ``python -m codegen``."""
    assert stale() == []


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """Let the generator write everything into an empty folder."""
    assert write(tmp_path) == sorted(outputs())
    assert stale(tmp_path) == []
    return tmp_path


def test_a_changed_file_is_noticed(written: Path) -> None:
    """One blank is enough, and writing again takes it away."""
    page = written / "docs" / "LinksApi.md"
    page.write_text(page.read_text(encoding="utf-8") + " ", encoding="utf-8")
    assert stale(written) == ["docs/LinksApi.md"]
    assert write(written) == ["docs/LinksApi.md"]
    assert stale(written) == []


def test_a_missing_file_is_noticed(written: Path) -> None:
    """A module that was deleted is written again."""
    (written / "photoprism_client" / "models" / "form_album.py").unlink()
    assert stale(written) == ["photoprism_client/models/form_album.py"]


def test_a_file_that_is_left_over_is_removed(written: Path) -> None:
    """A model that the table has no longer goes; a file that is written by hand stays."""
    models = written / "photoprism_client" / "models"
    (models / "entity_gone.py").write_text('"""`EntityGone`: written by codegen, do not edit."""\n', encoding="utf-8")
    (models / "_by_hand.py").write_text('"""By hand."""\n', encoding="utf-8")
    assert stale(written) == ["photoprism_client/models/entity_gone.py"]
    write(written)
    assert not (models / "entity_gone.py").exists()
    assert (models / "_by_hand.py").exists()


def test_the_command_checks_without_writing() -> None:
    """``python -m codegen --check`` prints nothing and ends with 0 where everything is as the table says."""
    done = subprocess.run(
        [sys.executable, "-m", "codegen", "--check"], cwd=ROOT, capture_output=True, text=True, check=False, timeout=600
    )
    assert (done.returncode, done.stdout) == (0, "")
