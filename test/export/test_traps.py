"""The library of traps, exported again and again: all of it arrives, under names that every disk takes, and stays."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from photoprism_client._files.names import key_of
from photoprism_client.export import Selection
from photoprism_client.testing import Library, PhotoPrismServer
from photoprism_client.transfer import safe_name
from test.support.export_runs import OWN, Run, beside, originals, pictures, record, trash, tree

TEMPLATES = ["{path}/{name}", "{taken:%Y/%m}/{name}", "{album}/{name}"]
DEVICES = {"windows/con.jpg": "windows/con_.jpg", "windows/aux.PNG": "windows/aux_.PNG"}


@pytest.fixture
def server() -> Iterator[PhotoPrismServer]:
    """Yield a server with the library of traps, all of whose photos were added at once, and passwords."""
    library = Library.edge_cases()
    for photo in library.photos:
        library.update(photo, created_at=library.photos[0].created_at)
    with PhotoPrismServer(library, mode="password") as server:
        yield server


def stamps(dest: Path) -> dict[str, tuple[int, int]]:
    """Return by what it shows that files were written: number and time of change."""
    found = {path: os.lstat(dest / path) for path in tree(dest)}
    return {path: (one.st_ino, one.st_mtime_ns) for path, one in found.items()}


@pytest.mark.parametrize("template", TEMPLATES)
def test_all_arrives_at_once_and_stays(server: PhotoPrismServer, tmp_path: Path, template: str) -> None:
    """Three runs: the first has everything, the others change nothing and ask for no picture."""
    first = Run(server, tmp_path, template=template)
    contents = set(originals(server).values())
    assert set(pictures(tmp_path).values()) == contents
    assert pictures(tmp_path) == record(tmp_path)
    assert first.report.is_complete
    assert len(first.pictures) == len(contents)  # each content is fetched once
    before = stamps(tmp_path)
    for _ in range(2):
        again = Run(server, tmp_path, template=template)
        assert again.counts == {"unchanged": len(pictures(tmp_path))}
        assert again.pictures == []
        assert stamps(tmp_path) == before
    assert trash(tmp_path) == {}


@pytest.mark.parametrize("template", TEMPLATES)
def test_names_are_safe_and_unlike_each_other(server: PhotoPrismServer, tmp_path: Path, template: str) -> None:
    """On every system, also where capitals and ways to write accents do not count."""
    Run(server, tmp_path, template=template)
    names = list(pictures(tmp_path))
    assert len({key_of(name) for name in names}) == len(names)
    assert all(safe_name(part) == part for name in names for part in name.split("/"))


def test_names_are_those_of_the_library(server: PhotoPrismServer, tmp_path: Path) -> None:
    """Changed only where some system would refuse them, or take two for one."""
    Run(server, tmp_path)
    roles, found = server.library.roles, pictures(tmp_path)
    twins = sorted(roles[f"case twin {number}"] for number in (1, 2, 3) if f"case twin {number}" in roles)
    expected = {}
    for name, sha1 in originals(server).items():
        safe = "/".join(map(safe_name, name.split("/")))
        expected[beside(safe, name) if name in twins[1:] else safe] = sha1
    assert found == expected
    for role in ("leading dash", "cjk", "emoji", "name of 250 bytes", "own name", "live", "raw and jpeg"):
        assert roles[role] in found
    for name, safe in DEVICES.items():
        if name in roles.values():
            assert safe in found
    assert "windows/folder/dot.jpg" in found
    assert "windows/folder/blank.jpg" in found
    assert "windows/what_ _why__ a_b_c_d__e.jpg" in found
    assert "nfd/Café Zoë.jpg" in found


def test_a_photo_in_three_albums_is_fetched_once(server: PhotoPrismServer, tmp_path: Path) -> None:
    """And copied twice; the copies are files of their own."""
    sha1 = server.library.find(server.library.roles["in three albums"]).hash
    run = Run(server, tmp_path, template="{album}/{name}")
    places = [name for name, found in pictures(tmp_path).items() if found == sha1]
    assert places == ["One/albums.jpg", "Two/albums.jpg", "Two_ the _other__third_/albums.jpg"]
    assert [path for path in run.pictures if sha1 in path] == [f"/api/v1/dl/{sha1}"]
    assert run.counts["copied"] == 2
    assert len({(tmp_path / name).stat().st_ino for name in places}) == len(places)


def test_photos_without_a_date_are_in_a_folder_of_that_name(server: PhotoPrismServer, tmp_path: Path) -> None:
    """The folders of the others are of their local day."""
    Run(server, tmp_path, template="{taken:%Y/%m}/{name}")
    assert "unknown/-rf.jpg" in pictures(tmp_path)
    assert "2019/06/utc+2.jpg" in pictures(tmp_path)


def test_from_one_template_to_the_next_nothing_is_fetched(server: PhotoPrismServer, tmp_path: Path) -> None:
    """Files move; no folder that they were in is left behind."""
    dest = tmp_path / "dest"
    Run(server, dest)
    for number, template in enumerate([*TEMPLATES[1:], TEMPLATES[0]]):
        run = Run(server, dest, template=template, prune=True)
        assert run.pictures == []
        Run(server, dest, template=template, prune=True)
        Run(server, tmp_path / str(number), template=template)
        assert pictures(dest) == pictures(tmp_path / str(number))
        folders = [path for path in dest.rglob("*") if path.is_dir() and OWN not in path.parts]
        assert all(any(folder.iterdir()) for folder in folders)


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.skipif(shutil.which("sha1sum") is None, reason="this system has no sha1sum")
def test_sha1sum_checks_the_record(server: PhotoPrismServer, tmp_path: Path, template: str) -> None:
    """With all of its names, metadata and sidecars; and finds a file that is not as it was."""
    Run(server, tmp_path, Selection(sidecars=True), template=template, metadata="xmp")
    command = ["sha1sum", "--check", "--strict", "--quiet", "SHA1SUMS"]
    checked = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    assert (checked.returncode, checked.stdout, checked.stderr) == (0, b"", b"")
    assert len(record(tmp_path)) == len(tree(tmp_path)) - 1  # all but the record itself
    name = next(name for name in pictures(tmp_path) if name.endswith("富士山.jpg"))
    (tmp_path / name).write_bytes(b"another")
    checked = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    assert checked.returncode == 1
    assert checked.stdout.decode().startswith(f"{name}: ")


@pytest.mark.parametrize("options", [{"archived": True, "hidden": True, "sidecars": True}, {"files": "primary"}])
def test_other_selections_stay_as_well(server: PhotoPrismServer, tmp_path: Path, options: dict[str, bool]) -> None:
    """With archived, hidden and sidecar files, or one file of each photo."""
    selection = Selection(**options)  # type: ignore[arg-type]
    assert Run(server, tmp_path, selection).report.is_complete
    before = stamps(tmp_path)
    again = Run(server, tmp_path, selection)
    assert set(again.counts) == {"unchanged"}
    assert again.pictures == []
    assert stamps(tmp_path) == before


def test_a_library_with_folders_of_our_own_names(tmp_path: Path) -> None:
    """They go beside our own files, and stay there."""
    root = tmp_path / "library"
    with Library.edge_cases() as traps:
        contents = [(traps.root / traps.roles[role]).read_bytes() for role in ("plain", "private", "caption", "png")]
    names = ["SHA1SUMS/a.jpg", "albums.json/a.jpg", "photoprism-images/a.jpg", "x/SHA1SUMS/a.png"]
    for name, content in zip(names, contents, strict=True):
        (root / name).parent.mkdir(parents=True)
        (root / name).write_bytes(content)
    with PhotoPrismServer(Library.from_folder(root), mode="password") as server:
        for _ in range(2):
            run = Run(server, tmp_path / "dest", metadata="json")
            assert run.report.is_complete
    found = {name for name in pictures(tmp_path / "dest") if not name.endswith(".photoprism.json")}
    assert found == {"SHA1SUMS_/a.jpg", "albums.json_/a.jpg", "photoprism-images/a.jpg", "x/SHA1SUMS/a.png"}
