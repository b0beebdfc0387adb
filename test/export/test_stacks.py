"""Stacks in an export: whatever takes the name of one file, the files of a photo keep one stem, in every run."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from photoprism_client._files import disk
from photoprism_client.export import Selection
from photoprism_client.export.plan import UNNAMEABLE
from photoprism_client.export.state import STATE_NAME as STATE
from photoprism_client.export.state import State
from photoprism_client.testing import Library, PhotoPrismServer
from photoprism_client.testing.library.sample import write_picture
from test.support.export_runs import OWN, Run, beside, originals, pictures, record, trash
from test.support.limited_disks import refuse_long_names

RAW = ("IMG_1.JPG", "IMG_1.DNG", "IMG_1.xmp", "IMG_1.JPG.json")
LIVE = ("IMG_2.HEIC", "IMG_2.MOV", "IMG_2.aae")
EVERYTHING = Selection(sidecars=True)


def write(root: Path, folder: str, names: tuple[str, ...], number: int) -> None:
    """Write the files of a photo."""
    for name in names:
        if name.endswith(".JPG"):
            write_picture(root / folder / name, number, (32, 24))
        else:
            (root / folder).mkdir(parents=True, exist_ok=True)
            (root / folder / name).write_bytes(f"{number} {name}".encode() * 50)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[PhotoPrismServer]:
    """Yield a server with two photos of one name, of several files each, and two live photos likewise."""
    for number, folder in enumerate(("a", "b")):
        write(tmp_path / "library", folder, RAW, number)
        write(tmp_path / "library", folder, LIVE, number)
    library = Library.from_folder(tmp_path / "library")
    for photo in library.photos:
        library.update(photo, created_at=library.photos[0].created_at)
    with PhotoPrismServer(library, mode="password") as server:
        yield server


def run(server: PhotoPrismServer, dest: Path, **changes: Any) -> Run:
    """Export all files into one folder."""
    return Run(server, dest, EVERYTHING, **{"template": "{name}", **changes})


def contents(server: PhotoPrismServer, dest: Path) -> dict[str, str]:
    """Return the library's paths of what is in a folder, by the paths there."""
    sources = {file.hash: file.name for file in server.library.files}
    return {path: sources.get(sha1, "") for path, sha1 in pictures(dest).items()}


def suffixed(source: str) -> str:
    """Return the name of a file of a stack that was told apart; a compound extension stays whole."""
    name = source.rpartition("/")[2]
    stem, dot, extension = name.partition(".")
    return beside(f"{stem}.x", f"{source.partition('.')[0]}.x").removesuffix(".x") + dot + extension


def settle(server: PhotoPrismServer, dest: Path, **changes: Any) -> None:
    """Assert that nothing is done from now on."""
    before = contents(server, dest)
    for _ in range(2):
        again = run(server, dest, **changes)
        assert set(again.counts) == {"unchanged"}
        assert again.pictures == []
        assert contents(server, dest) == before
    assert trash(dest) == {}


def test_a_collision_is_that_of_the_whole_stack(server: PhotoPrismServer, tmp_path: Path) -> None:
    """RAW, JPEG and sidecars, and both parts of a live photo, have one suffix, in every run."""
    assert run(server, tmp_path / "dest").report.is_complete
    expected = {name: f"a/{name}" for name in (*RAW, *LIVE)}
    expected |= {suffixed(f"b/{name}"): f"b/{name}" for name in (*RAW, *LIVE)}
    assert contents(server, tmp_path / "dest") == expected
    settle(server, tmp_path / "dest")


def test_a_sidecar_of_a_single_file_keeps_its_extension(tmp_path: Path) -> None:
    """As that of a stack does; a template names both alike."""
    for number, folder in enumerate(("a", "b")):
        write(tmp_path / "library", folder, ("IMG_1.JPG", "IMG_1.JPG.json"), number)
    with PhotoPrismServer(Library.from_folder(tmp_path / "library"), mode="password") as server:
        run(server, tmp_path / "dest", template="{title}")
        found = contents(server, tmp_path / "dest")
    stems = {source: path.partition(".")[0] for path, source in found.items()}
    assert len(stems) == 4
    for folder in ("a", "b"):
        assert stems[f"{folder}/IMG_1.JPG"] == stems[f"{folder}/IMG_1.JPG.json"]
    assert all(path.endswith((".JPG", ".JPG.json")) for path in found)


def test_sidecars_that_are_added_later_find_their_stack(server: PhotoPrismServer, tmp_path: Path) -> None:
    """They do not change the names of others."""
    Run(server, tmp_path / "dest", template="{name}")
    before = contents(server, tmp_path / "dest")
    run(server, tmp_path / "dest")
    after = contents(server, tmp_path / "dest")
    assert after.items() > before.items()
    assert after[suffixed("b/IMG_1.JPG.json")] == "b/IMG_1.JPG.json"
    settle(server, tmp_path / "dest")


@pytest.mark.parametrize("name", [*RAW, *LIVE])
def test_a_file_of_somebody_else_moves_the_whole_stack(server: PhotoPrismServer, tmp_path: Path, name: str) -> None:
    """Before the first run or later; when it goes, the stack gets its name back, without a request."""
    dest = tmp_path / "dest"
    stack = RAW if name in RAW else LIVE
    (dest / "a").mkdir(parents=True)
    (dest / "a" / name).write_bytes(b"of somebody else")
    for _ in range(3):
        found = run(server, dest, template="{path}/{name}")
        assert found.report.is_complete
        kept = contents(server, dest)
        assert kept.pop(f"a/{name}") == ""
        moved = {f"a/{suffixed(f'a/{one}')}": f"a/{one}" for one in stack}
        assert {path: source for path, source in kept.items() if source in moved.values()} == moved
    assert set(found.counts) == {"unchanged"}
    (dest / "a" / name).unlink()
    found = run(server, dest, template="{path}/{name}")
    assert found.counts["moved"] == len(stack)
    assert found.pictures == []
    assert {path: source for path, source in contents(server, dest).items() if path != source} == {}
    settle(server, dest, template="{path}/{name}")


def test_a_file_that_was_edited_here_moves_the_rest_of_its_stack(server: PhotoPrismServer, tmp_path: Path) -> None:
    """What the user made of it stays; the server's files are beside it, as one stack, and are not moved again."""
    dest, template = tmp_path / "dest", "{path}/{name}"
    run(server, dest, template=template)
    (dest / "a/IMG_1.JPG").write_bytes(b"edited here")
    found = run(server, dest, template=template)
    assert found.counts == {"conflict": 1, "new": 1, "moved": len(RAW) - 1, "unchanged": len(RAW) + 2 * len(LIVE)}
    assert not found.report.is_complete
    kept = contents(server, dest)
    assert kept.pop("a/IMG_1.JPG") == ""
    assert (dest / "a/IMG_1.JPG").read_bytes() == b"edited here"
    assert {path: source for path, source in kept.items() if path != source} == {
        f"a/{suffixed(f'a/{name}')}": f"a/{name}" for name in RAW
    }
    settle(server, dest, template=template)


def test_files_that_older_versions_told_apart_move_once(server: PhotoPrismServer, tmp_path: Path) -> None:
    """Each had a suffix of its own then: they get that of their stack, without a request, and stay."""
    dest = tmp_path / "dest"
    run(server, dest)
    old = {suffixed(f"b/{name}"): f"{name.partition('.')[0]} ({number:08x}).{name.partition('.')[2]}"
           for number, name in enumerate((*RAW, *LIVE))}  # fmt: skip
    with State(dest / OWN / STATE) as state:
        for new, former in old.items():
            known = state.known.get(new)
            assert known is not None
            (dest / new).rename(dest / former)
            state.known.forget(new)
            state.known.put(known._replace(path=former))
    found = run(server, dest)
    assert found.counts == {"moved": len(old), "unchanged": len(RAW) + len(LIVE)}
    assert found.pictures == []
    assert set(old) < set(pictures(dest)) == set(record(dest))
    settle(server, dest)


@pytest.mark.parametrize("path", ["IMG_1.DNG", suffixed("b/IMG_1.DNG"), suffixed("b/IMG_2.MOV")])
def test_a_file_that_is_gone_comes_again_alone(server: PhotoPrismServer, tmp_path: Path, path: str) -> None:
    """Each file of its stack, told apart from another or not, is counted once."""
    run(server, tmp_path / "dest")
    (tmp_path / "dest" / path).unlink()
    found = run(server, tmp_path / "dest")
    assert found.counts == {"new": 1, "unchanged": 2 * len(RAW + LIVE) - 1}
    settle(server, tmp_path / "dest")


def test_a_file_that_cannot_be_named_leaves_its_stack_alone(
    server: PhotoPrismServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It fails by itself; the others come, and get out of the way together. It joins them when it can be named."""
    dest, template = tmp_path / "dest", "{path}/{name}"
    (dest / "a").mkdir(parents=True)
    (dest / "a/IMG_1.JPG").write_bytes(b"of somebody else")
    expected = {suffixed(f"a/{name}"): f"a/{name}" for name in RAW} | {name: f"a/{name}" for name in LIVE}
    with monkeypatch.context() as patch:
        patch.setattr(disk, "can_write", lambda path: not path.endswith(".DNG"))
        for _ in range(2):
            assert run(server, dest, template=template).report.reasons == {UNNAMEABLE: 2}
            found = {name: source for name, source in contents(server, dest / "a").items() if source}
            assert found == {name: source for name, source in expected.items() if not source.endswith(".DNG")}
    assert run(server, dest, template=template).counts["new"] == 2
    assert expected.items() <= contents(server, dest / "a").items()
    settle(server, dest, template=template)


@pytest.mark.parametrize("length", [90, 136, 139, 180])
def test_stacks_keep_one_stem_on_a_disk_with_short_names(tmp_path: Path, length: int) -> None:
    """Whether none of their names has to be cut there, the longest alone, or all; with each suffix, in every run."""
    dest, tails = tmp_path / "dest", (".JPG", ".DNG", ".xmp", ".JPG.json")
    for number, folder in enumerate(("a", "b")):
        write(tmp_path / "library", folder, tuple("n" * length + tail for tail in tails), number)
    with (
        pytest.MonkeyPatch.context() as patch,
        PhotoPrismServer(Library.from_folder(tmp_path / "library"), mode="password") as server,
    ):
        refuse_long_names(patch, dest)
        run(server, dest)
        for _ in range(4):
            settle(server, dest)
            found = {source: path for path, source in contents(server, dest).items() if source}
            stems = {folder: found[f"{folder}/{'n' * length}.JPG"].removesuffix(".JPG") for folder in ("a", "b")}
            assert found == {
                f"{folder}/{'n' * length}{tail}": stem + tail for folder, stem in stems.items() for tail in tails
            }
            (dest / f"{stems['b']}.DNG").write_bytes(b"edited here")
            assert run(server, dest).counts["conflict"] == 1


@pytest.fixture
def imported(tmp_path: Path) -> Iterator[PhotoPrismServer]:
    """Yield a server with imported files: a photo with two files of one kind, and one with a single file."""
    root = tmp_path / "library"
    for number, name in enumerate(("20200505_ONE.HEIC", "20200505_TWO.HEIC")):
        write(root, "2020/05", (name,), number)
    write(root, "2020/06", ("20200606_ABC.JPG", "20200606_ABC.xmp"), 3)
    library = Library.from_folder(root)
    one, two = (library.find(f"2020/05/20200505_{name}.HEIC") for name in ("ONE", "TWO"))
    for file in two.files:  # stacked, as photos of one second and place are
        library.update(file, photo_uid=one.uid, primary=False)
    one.files += two.files
    library.photos.remove(two)
    names = {
        "ONE.HEIC": "trip/DSC_0100.HEIC",
        "TWO.HEIC": "trip/DSC_0200.HEIC",
        "ABC.JPG": "P1.jpeg",
        "ABC.xmp": "P1.xmp",
    }
    for file in library.files:
        library.update(file, original_name=names.get(file.name.rpartition("_")[2], ""))
    with PhotoPrismServer(library, mode="password") as server:
        yield server


def test_each_file_has_its_own_original_name(imported: PhotoPrismServer, tmp_path: Path) -> None:
    """A search tells that of the photo alone: so the photo itself is asked, once, where it has several files."""
    first = run(imported, tmp_path / "dest", template="{original_name}")
    assert contents(imported, tmp_path / "dest") == {
        "DSC_0100.HEIC": "2020/05/20200505_ONE.HEIC",
        "DSC_0200.HEIC": "2020/05/20200505_TWO.HEIC",
        "P1.JPG": "2020/06/20200606_ABC.JPG",
        "P1.xmp": "2020/06/20200606_ABC.xmp",
    }
    stacked = imported.library.find("2020/05/20200505_ONE.HEIC")
    assert [path for path in first.asked if path.startswith("/api/v1/photos/")] == [f"/api/v1/photos/{stacked.uid}"]
    again = run(imported, tmp_path / "dest", template="{original_name}")
    assert [path for path in again.asked if path.startswith("/api/v1/photos/")] == []
    assert set(again.counts) == {"unchanged"}


def test_a_file_without_an_original_name_has_that_of_the_library(imported: PhotoPrismServer, tmp_path: Path) -> None:
    """Not that of another file of its photo."""
    library = imported.library
    library.update(next(file for file in library.files if "TWO" in file.name and file.root == "/"), original_name="")
    run(imported, tmp_path / "dest", template="{original_name}")
    assert {"DSC_0100.HEIC", "20200505_TWO.HEIC"} < set(pictures(tmp_path / "dest"))


def test_originals_that_were_not_uploaded_have_the_names_of_the_library(
    server: PhotoPrismServer, tmp_path: Path
) -> None:
    """No photo is asked for by itself."""
    found = Run(server, tmp_path / "dest", template="{path}/{original_name}")
    assert pictures(tmp_path / "dest") == originals(server)
    assert [path for path in found.asked if path.startswith("/api/v1/photos/")] == []


def test_names_are_those_of_the_library_where_nothing_collides(server: PhotoPrismServer, tmp_path: Path) -> None:
    """Stacks change nothing there."""
    Run(server, tmp_path / "dest")
    assert pictures(tmp_path / "dest") == originals(server)
