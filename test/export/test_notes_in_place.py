"""Metadata and ``albums.json`` on disk: never over a file of the owner's, under their own names, and back when lost."""

from pathlib import Path

import pytest

from photoprism_client.testing import PhotoPrismServer
from test.support.export_runs import OWN, Run, originals, record, trash, tree

pytestmark = pytest.mark.photoprism(photos=6)

ALONE = "2023/日本/富士山 #1.jpg"
MINE = b"of the owner"


@pytest.mark.parametrize("name", ["albums.json", f"{ALONE}.photoprism.json"])
def test_a_file_of_the_owner_under_the_name_of_a_note_stays(
    photoprism_server: PhotoPrismServer, tmp_path: Path, name: str
) -> None:
    """The note goes to a name beside it; reruns write nothing more."""
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(MINE)
    assert Run(photoprism_server, tmp_path, metadata="json").report.is_complete
    before = tree(tmp_path)
    assert len([other for other in before if other.startswith(name.removesuffix(".json"))]) == 2
    for _ in range(2):
        run = Run(photoprism_server, tmp_path, metadata="json", prune=True)
        assert (run.report.metadata, run.counts) == (0, {"unchanged": len(originals(photoprism_server))})
        assert tree(tmp_path) == before
    assert path.read_bytes() == MINE
    assert name not in record(tmp_path)


def test_notes_that_somebody_removed_come_back_under_their_names(
    photoprism_server: PhotoPrismServer, tmp_path: Path
) -> None:
    """Not under others."""
    Run(photoprism_server, tmp_path, metadata="json")
    before = tree(tmp_path)
    notes = [path for path in before if path.endswith(".json")]
    for path in notes:
        (tmp_path / path).unlink()
    assert Run(photoprism_server, tmp_path, metadata="json").report.metadata == len(notes)
    assert tree(tmp_path) == before


def test_notes_of_an_earlier_run_are_no_files_of_the_library(
    photoprism_server: PhotoPrismServer, tmp_path: Path
) -> None:
    """A run without metadata, and with a state that was lost, neither tells of them nor prunes them."""
    Run(photoprism_server, tmp_path, metadata="json")
    before = tree(tmp_path)
    (tmp_path / OWN / "state.sqlite").unlink()
    for _ in range(2):
        assert Run(photoprism_server, tmp_path, prune=True).counts == {"unchanged": len(originals(photoprism_server))}
        assert (tree(tmp_path), trash(tmp_path)) == (before, {})


def test_the_note_goes_with_its_file(photoprism_server: PhotoPrismServer, tmp_path: Path) -> None:
    """In the run that prunes it, with the folder that both leave empty."""
    Run(photoprism_server, tmp_path, metadata="json")
    (photoprism_server.library.root / ALONE).unlink()
    photoprism_server.library.reindex()
    assert Run(photoprism_server, tmp_path, metadata="json", prune=True).counts["removed"] == 1
    assert not (tmp_path / ALONE).parent.exists()
    assert set(record(tmp_path)) == set(tree(tmp_path)) - {"SHA1SUMS"}
