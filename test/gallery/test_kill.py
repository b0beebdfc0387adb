"""A gallery that is killed at any file-system call leaves a page that works, and a rerun makes it whole."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from photoprism_client.testing import Library, PhotoPrismServer
from photoprism_client.testing.library.sample import write_picture
from test.support import kill_gallery

pytestmark = [
    pytest.mark.once,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="ends children of one process again and again"),
]

ROOT = Path(__file__).parents[2]
SIZE = (32, 24)


@pytest.mark.parametrize(("is_first", "step"), [(True, 13), (False, 7)], ids=["the first", "a later one"])
def test_a_kill_leaves_a_page_that_works(tmp_path: Path, is_first: bool, step: int) -> None:
    """What the page names is there after a kill: all of the old page, all of the new one, or there is no page."""
    shown, base = tmp_path / "originals", tmp_path / "base"
    for number, name in enumerate(("stays", "titled", "replaced", "gone")):
        write_picture(shown / f"{name}.jpg", number, SIZE)
    base.mkdir()
    with PhotoPrismServer(Library.from_folder(shown)) as server:
        if not is_first:
            kill_gallery.run(server.url, base)
            write_picture(shown / "replaced.jpg", 100, SIZE)
            write_picture(shown / "new.jpg", 101, SIZE)
            (shown / "gone.jpg").unlink()
            server.library.reindex()
            server.library.edit(server.library.find("titled.jpg"), title="Another title")
        done = subprocess.run(
            [sys.executable, "-m", "test.support.kill_gallery", server.url, base, str(step)],
            capture_output=True,
            text=True,
            timeout=900,
            cwd=ROOT,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["wrong"] == []
    assert found["calls"] > 60
