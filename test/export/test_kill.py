"""An export that is ended at any file-system call leaves nothing wrong on disk, and a clean rerun converges.

What fails names its seed.
"""

import json
import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from photoprism_client.testing import Library, PhotoPrismServer
from photoprism_client.testing.library.sample import write_picture
from test.support.kill_export import FULL, run

pytestmark = [
    pytest.mark.once,  # Pythons differ in what they do between two calls, not in the calls
    pytest.mark.skipif(not hasattr(os, "fork"), reason="ends children of one process again and again"),
]

ROOT = Path(__file__).parents[2]
SEED = "PHOTOPRISM_TEST_SEED"
SIZE = (32, 24)
NAMES = ("stays", "replaced", "moved", "gone", "gone-edited", "edited", "filed", "left", "right")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[PhotoPrismServer]:
    """Yield a server with a few tiny pictures."""
    shown = tmp_path / "originals"
    for number, name in enumerate(NAMES):
        write_picture(shown / f"{name}.jpg", number, SIZE)
    with PhotoPrismServer(Library.from_folder(shown)) as server:
        server.library.add_album("A")
        server.library.add_album("B")
        yield server


def everything(server: PhotoPrismServer, base: Path) -> None:
    """Prepare a run that has to do all that a run can do."""
    library, root = server.library, server.library.root
    run(server.url, base)
    (base / "edited.jpg").write_bytes(b"edited here")
    run(server.url, base)  # tells of the conflict
    (base / "gone-edited.jpg").write_bytes(b"edited here, and gone there")
    write_picture(root / "replaced.jpg", 100, SIZE)
    write_picture(root / "new.jpg", 101, SIZE)
    write_picture(root / "adopted.jpg", 102, SIZE)
    (root / "moved.jpg").rename(root / "renamed.jpg")
    for name in ("gone", "gone-edited"):
        (root / f"{name}.jpg").unlink()
    library.reindex()
    for album in (album for album in library.albums if album.title in {"A", "B"}):
        library.update(album, photo_uids=[library.find(f"{name}.jpg").uid for name in ("new", "filed")])
    library.edit(library.find("stays.jpg"), title="Another title")
    (base / "A").mkdir()
    (base / "A" / "new.jpg").write_bytes(b"of the owner")
    (base / "adopted.jpg").write_bytes((root / "adopted.jpg").read_bytes())


def removal(server: PhotoPrismServer, base: Path) -> None:
    """Prepare a run that has to remove a file, and nothing else."""
    run(server.url, base)
    (server.library.root / "gone.jpg").unlink()
    server.library.reindex()


def conflicts(server: PhotoPrismServer, base: Path) -> None:
    """Prepare a run that meets changes on both sides, and files that changed places."""
    root = server.library.root
    run(server.url, base)
    for name in ("stays", "replaced", "moved"):
        (base / f"{name}.jpg").write_bytes(f"{name} edited here".encode())
    write_picture(root / "replaced.jpg", 100, SIZE)
    (root / "moved.jpg").rename(root / "renamed.jpg")
    (root / "left.jpg").rename(root / "middle.jpg")
    (root / "right.jpg").rename(root / "left.jpg")
    (root / "middle.jpg").rename(root / "right.jpg")
    server.library.reindex()


ALL = {"new", "copied", "moved", "replaced", "adopted", "removed", "kept", "unchanged"}
# What to do, how it ends, at how many calls by chance (0 for all), and what an undisturbed run does.
CASES = (
    pytest.param(everything, "killed", 0, ALL, id="everything killed"),
    pytest.param(everything, "interrupted", 40, ALL, id="everything interrupted"),
    pytest.param(everything, FULL, 40, ALL, id="everything with a full disk"),
    pytest.param(removal, "killed", 0, {"removed", "unchanged"}, id="removal killed"),
    pytest.param(removal, "interrupted", 0, {"removed", "unchanged"}, id="removal interrupted"),
    pytest.param(conflicts, "killed", 0, {"conflict", "new", "replaced", "kept", "unchanged"}, id="conflicts killed"),
)


@pytest.mark.parametrize(("prepare", "how", "chances", "actions"), CASES)
def test_export_ended_at_any_call_and_run_again(
    server: PhotoPrismServer,
    tmp_path: Path,
    prepare: Callable[[PhotoPrismServer, Path], None],
    how: str,
    chances: int,
    actions: set[str],
) -> None:
    """Each file is old, new or the owner's; the rerun fetches what is not there, and ends as if undisturbed."""
    base = tmp_path / "base"
    prepare(server, base)
    seed = os.environ.get(SEED) or str(random.SystemRandom().randrange(10**6))
    result = subprocess.run(
        [sys.executable, "-m", "test.support.kill_export", server.url, str(base), how, str(chances), seed],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    told = json.loads(result.stdout)
    assert not told["wrong"], "\n".join([f"to be repeated with {SEED}={seed}", *told["wrong"]])
    assert {action for action, count in told["counts"].items() if count} == actions
    assert told["tried"] == min(chances or told["calls"], told["calls"]) >= 10
