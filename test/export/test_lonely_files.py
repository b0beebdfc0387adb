"""A file that is alone in its folder: the folder goes with the old file, and is there for the new one."""

from pathlib import Path

from photoprism_client.testing import Library, PhotoPrismServer
from test.export.runs import Run, originals, pictures, trash


def test_a_file_alone_in_its_folder_is_replaced(tmp_path: Path) -> None:
    """The old one goes to the trash, and its folder, empty for a moment, does not make the new one fail."""
    with PhotoPrismServer(Library.sample(photos=12), mode="password") as server:
        name = "2021/08/IMG_0010.JPG"
        Run(server, tmp_path)
        assert [path.name for path in (tmp_path / name).parent.iterdir()] == ["IMG_0010.JPG"]
        old = originals(server)[name]
        server.change_original(name, (server.library.root / name).read_bytes() + b"\0")
        server.library.reindex()
        run = Run(server, tmp_path)
        assert run.counts == {"replaced": 1, "unchanged": len(originals(server)) - 1}
        assert trash(tmp_path) == {name: old}
        assert pictures(tmp_path) == originals(server)
