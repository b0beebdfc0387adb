"""Metadata beside the files, and the list of albums: written where something changed, and never over the user's own."""

import json
import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from photoprism_client import ApiClient, Configuration
from photoprism_client.export import ExportReport, Selection, export
from photoprism_client.testing import FaultProxy, Library, PhotoPrismServer
from photoprism_client.testing.proxy import faults
from test.support.export_runs import (
    OWN,
    Run,
    albums,
    details,
    facts,
    note_beside,
    options,
    originals,
    pictures,
    record,
    trash,
    tree,
)
from test.support.recorded_photos import values_of

ONE, OTHER = "2021/plain.jpg", "2021/caption.jpg"
SUFFIXES = {"json": ".photoprism.json", "xmp": ".xmp"}


@pytest.fixture
def server() -> Iterator[PhotoPrismServer]:
    """Yield a server with the library of traps and passwords."""
    with PhotoPrismServer(Library.edge_cases(), mode="password") as server:
        yield server


def notes(dest: Path, form: str) -> set[str]:
    """Return the metadata files in a folder."""
    return {name for name in pictures(dest) if name.endswith(f".{form}")}


def numbers(dest: Path) -> dict[str, tuple[int, int]]:
    """Return what shows whether files were written again."""
    found = {name: os.lstat(dest / name) for name in tree(dest)}
    return {name: (one.st_ino, one.st_mtime_ns) for name, one in found.items()}


@pytest.mark.parametrize("form", ["json", "xmp"])
def test_each_file_has_its_metadata_beside_it(server: PhotoPrismServer, tmp_path: Path, form: str) -> None:
    """Whatever its name, also one of 250 bytes; all are in the record, and three runs write them once."""
    first = Run(server, tmp_path, metadata=form)
    files = len(originals(server))
    assert first.counts == {"new": files}
    assert len(notes(tmp_path, form)) == files
    assert first.report.metadata == files + 1  # albums.json
    assert record(tmp_path) == {name: sha1 for name, sha1 in tree(tmp_path).items() if name != "SHA1SUMS"}
    before = numbers(tmp_path)
    for _ in range(2):
        again = Run(server, tmp_path, metadata=form)
        assert again.counts == {"unchanged": files}
        assert again.report.metadata == 0
        assert details(again) == again.pictures == []
        assert numbers(tmp_path) == before
    assert trash(tmp_path) == {}


def test_json_says_what_the_server_knows(server: PhotoPrismServer, tmp_path: Path) -> None:
    """Of the very photo that it is beside; both files of a stack have the same."""
    server.library.update(server.library.find(ONE), notes="of this one")
    Run(server, tmp_path, metadata="json")
    assert facts(tmp_path, ONE)["Notes"] == "of this one"
    assert facts(tmp_path, OTHER)["Keywords"] == ["<tag>", "trap", "über"]
    assert facts(tmp_path, "2021/albums.jpg")["Albums"] == ["One", "Two", "Two: the <other>/third?"]
    assert facts(tmp_path, "2021/albums.jpg")["People"] == ["Jane Doe"]
    assert facts(tmp_path, "stacks/RAW_1.JPG") == facts(tmp_path, "stacks/RAW_1.DNG")


def test_xmp_says_it_to_other_programs(server: PhotoPrismServer, tmp_path: Path) -> None:
    """With the name of the whole file before its ending, as darktable has it."""
    Run(server, tmp_path, metadata="xmp")
    values = values_of((tmp_path / "2021/albums.jpg.xmp").read_text(encoding="utf-8"))
    assert values["Iptc4xmpExt:PersonInImage"] == ("Bag", "Jane Doe")
    assert not (tmp_path / "2021/albums.xmp").exists()


def test_metadata_are_added_to_an_export_that_had_none(server: PhotoPrismServer, tmp_path: Path) -> None:
    """No picture is fetched; and they stay where they are when they are not asked for any more."""
    Run(server, tmp_path)
    run = Run(server, tmp_path, metadata="json")
    assert run.pictures == []
    before = tree(tmp_path)
    run = Run(server, tmp_path)
    assert run.counts == {"unchanged": len(originals(server))}
    assert tree(tmp_path) == before


@pytest.mark.parametrize("form", ["json", "xmp"])
def test_details_are_asked_only_of_what_changed(server: PhotoPrismServer, tmp_path: Path, form: str) -> None:
    """One request for each photo at first, then one for each that was edited; only its files are written."""
    first = Run(server, tmp_path, metadata=form)
    photos = {name: server.library.find(name) for name in originals(server)}
    assert sorted(details(first)) == sorted({f"/api/v1/photos/{photo.uid}" for photo in photos.values()})
    before = numbers(tmp_path)
    raw = server.library.find("stacks/RAW_1.JPG")
    server.library.edit(raw, title="Another title")
    run = Run(server, tmp_path, metadata=form)
    assert details(run) == [f"/api/v1/photos/{raw.uid}"]
    assert run.report.metadata == 2
    after = numbers(tmp_path)
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {f"stacks/RAW_1.{end}{SUFFIXES[form]}" for end in ("JPG", "DNG")} | {"SHA1SUMS"}
    assert set(trash(tmp_path)) == changed - {"SHA1SUMS"}
    assert "Another title" in (tmp_path / f"stacks/RAW_1.DNG{SUFFIXES[form]}").read_text(encoding="utf-8")


def test_an_edit_that_changes_no_text_writes_nothing(server: PhotoPrismServer, tmp_path: Path) -> None:
    """It costs one request, once."""
    Run(server, tmp_path, metadata="json")
    before = numbers(tmp_path)
    server.library.edit(server.library.find(ONE))
    run = Run(server, tmp_path, metadata="json")
    assert len(details(run)) == 1
    assert run.report.metadata == 0
    after = numbers(tmp_path)
    assert {name: after[name] for name in after if name != "SHA1SUMS"} == {
        name: before[name] for name in before if name != "SHA1SUMS"
    }
    assert details(Run(server, tmp_path, metadata="json")) == []


def test_changes_of_albums_need_no_details(server: PhotoPrismServer, tmp_path: Path) -> None:
    """A new title, a new member and one that left: the files of these photos are written, and albums.json."""
    Run(server, tmp_path, metadata="json")
    library = server.library
    [one] = [album for album in library.albums if album.title == "One"]
    library.update(one, title="Uno", photo_uids=[library.find(ONE).uid])
    run = Run(server, tmp_path, metadata="json")
    assert details(run) == run.pictures == []
    assert run.report.metadata == 3
    assert facts(tmp_path, ONE)["Albums"] == ["Uno"]
    assert facts(tmp_path, "2021/albums.jpg")["Albums"] == ["Two", "Two: the <other>/third?"]
    assert albums(tmp_path)["Uno"] == [ONE]
    assert "One" not in albums(tmp_path)


def test_albums_json_has_titles_orders_and_members(server: PhotoPrismServer, tmp_path: Path) -> None:
    """By title, with what lies where; an empty album, too."""
    server.library.add_album("A last one")
    server.library.add_album("Many", [server.library.find(name) for name in (OTHER, ONE, "windows/con.jpg")])
    Run(server, tmp_path, metadata="xmp")
    found = json.loads((tmp_path / "albums.json").read_text(encoding="utf-8"))
    assert [album["Title"] for album in found] == sorted(album["Title"] for album in found)
    assert all(album["Type"] == "album" and album["Order"] for album in found)
    [many] = [album for album in found if album["Title"] == "Many"]
    assert many["Files"] == [
        {"Source": OTHER, "Path": OTHER},
        {"Source": ONE, "Path": ONE},
        {"Source": "windows/con.jpg", "Path": "windows/con_.jpg"},
    ]
    assert albums(tmp_path)["A last one"] == []
    text = (tmp_path / "albums.json").read_text(encoding="utf-8")
    assert not [album.uid for album in server.library.albums if album.uid in text]


def test_albums_json_follows_files_that_move(server: PhotoPrismServer, tmp_path: Path) -> None:
    """It says where they are."""
    Run(server, tmp_path, metadata="json")
    Run(server, tmp_path, metadata="json", template="{hash8}{ext}")
    assert albums(tmp_path)["One"] == [f"{server.library.find('2021/albums.jpg').hash[:8]}.jpg"]


@pytest.mark.parametrize("form", ["json", "xmp"])
def test_metadata_move_along(server: PhotoPrismServer, tmp_path: Path, form: str) -> None:
    """With their file, to its new name; the old folder is gone."""
    Run(server, tmp_path, metadata=form)
    before = pictures(tmp_path)
    (server.library.root / "日本").rename(server.library.root / "nihon")
    server.library.reindex()
    run = Run(server, tmp_path, metadata=form)
    assert run.counts == {"moved": 1, "unchanged": len(originals(server)) - 1}
    assert not (tmp_path / "日本").exists()
    note = f"富士山.jpg{SUFFIXES[form]}"
    assert f"nihon/{note}" in pictures(tmp_path)
    assert trash(tmp_path)[f"日本/{note}"] == before[f"日本/{note}"]
    assert record(tmp_path).keys() == tree(tmp_path).keys() - {"SHA1SUMS"}


def test_metadata_of_what_vanished_here_vanish(server: PhotoPrismServer, tmp_path: Path) -> None:
    """Of a file that the user removed and the server has no more."""
    Run(server, tmp_path, metadata="json")
    (tmp_path / ONE).unlink()
    server.library.forget(server.library.find(ONE))
    run = Run(server, tmp_path, metadata="json")
    assert run.report.is_complete
    Run(server, tmp_path, metadata="json")
    assert not (tmp_path / f"{ONE}.photoprism.json").exists()
    assert ONE not in record(tmp_path)


def test_metadata_of_what_is_kept_are_kept(server: PhotoPrismServer, tmp_path: Path) -> None:
    """The server has it no more; here it is, with all that was known of it."""
    Run(server, tmp_path, metadata="json")
    before = pictures(tmp_path)
    server.library.forget(server.library.find(OTHER))
    assert Run(server, tmp_path, metadata="json").counts["kept"] == 1
    assert pictures(tmp_path) == before


@pytest.mark.parametrize("form", ["json", "xmp"])
def test_a_foreign_file_where_metadata_belong_is_not_touched(
    server: PhotoPrismServer, tmp_path: Path, form: str
) -> None:
    """Ours go beside it, and stay there in three runs."""
    name = ONE + SUFFIXES[form]
    mine = {name: b"<mine/>", "2021/plain.xmp": b"<mine too/>", "albums.json": b"[]"}
    for path, data in mine.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    before = numbers(tmp_path)
    for number in range(3):
        run = Run(server, tmp_path, metadata=form)
        assert run.report.is_complete
        assert run.report.metadata == (0 if number else len(originals(server)) + 1)
        assert {path: (tmp_path / path).read_bytes() for path in mine} == mine
        assert {path: numbers(tmp_path)[path] for path in mine} == before
        assert (tmp_path / note_beside(name, ONE)).exists()
        assert (tmp_path / note_beside("albums.json", "albums.json")).exists()
    assert not set(mine) & set(record(tmp_path))


@pytest.mark.parametrize("name", [f"{ONE}.photoprism.json", "albums.json"])
def test_metadata_that_the_user_edited_are_the_users(server: PhotoPrismServer, tmp_path: Path, name: str) -> None:
    """They are left alone from then on, and ours are beside them."""
    Run(server, tmp_path, metadata="json")
    (tmp_path / name).write_bytes(b'{"mine": true}')
    for _ in range(2):
        run = Run(server, tmp_path, metadata="json")
        assert run.report.is_complete
        assert (tmp_path / name).read_bytes() == b'{"mine": true}'
        source = ONE if name.startswith(ONE) else name
        assert (tmp_path / note_beside(name, source)).exists()
    assert run.report.metadata == 0


def test_metadata_that_the_user_removed_return(server: PhotoPrismServer, tmp_path: Path) -> None:
    """Without a request."""
    Run(server, tmp_path, metadata="json")
    before = tree(tmp_path)
    (tmp_path / f"{ONE}.photoprism.json").unlink()
    (tmp_path / "albums.json").unlink()
    run = Run(server, tmp_path, metadata="json")
    assert details(run) == []
    assert run.report.metadata == 2
    assert tree(tmp_path) == before


def add_sidecar(server: PhotoPrismServer, name: str) -> str:
    """Put a sidecar of the user's into the library; return its text."""
    text = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'><!-- {name} --></x:xmpmeta>\n"
    (server.library.root / name).write_text(text, encoding="utf-8")
    server.library.reindex()
    return text


def test_the_users_sidecars_from_the_library_are_what_they_were(server: PhotoPrismServer, tmp_path: Path) -> None:
    """Also one whose name is that of our metadata: these go elsewhere."""
    name = "stacks/RAW_1.JPG.xmp"
    text = add_sidecar(server, name)
    for _ in range(3):
        run = Run(server, tmp_path, Selection(sidecars=True), metadata="xmp")
        assert run.report.is_complete
        assert (tmp_path / name).read_text(encoding="utf-8") == text
        for other in ("stacks/RAW_1.xmp", "stacks/RAW_1.JPG.json", "stacks/LIVE_1.aae"):
            assert (tmp_path / other).read_bytes() == (server.library.root / other).read_bytes()
        assert (tmp_path / note_beside(name, "stacks/RAW_1.JPG")).exists()
    assert run.report.metadata == 0
    assert set(run.counts) == {"unchanged"}


def test_a_sidecar_that_appears_later_gets_its_name(server: PhotoPrismServer, tmp_path: Path) -> None:
    """Our metadata gives way; the old text is in the trash."""
    name = "stacks/RAW_1.JPG.xmp"
    Run(server, tmp_path, Selection(sidecars=True), metadata="xmp")
    ours = (tmp_path / name).read_bytes()
    text = add_sidecar(server, name)
    for _ in range(2):
        assert Run(server, tmp_path, Selection(sidecars=True), metadata="xmp").report.is_complete
        assert (tmp_path / name).read_text(encoding="utf-8") == text
        assert (tmp_path / note_beside(name, "stacks/RAW_1.JPG")).read_bytes() == ours


def test_a_sidecar_that_the_server_has_no_more_is_not_overwritten(server: PhotoPrismServer, tmp_path: Path) -> None:
    """It is kept, as all files are."""
    name = "stacks/RAW_1.JPG.xmp"
    text = add_sidecar(server, name)
    Run(server, tmp_path, Selection(sidecars=True))
    (server.library.root / name).unlink()
    server.library.reindex()
    for _ in range(2):
        Run(server, tmp_path, Selection(sidecars=True), metadata="xmp")
        assert (tmp_path / name).read_text(encoding="utf-8") == text
    assert trash(tmp_path) == {}


def test_the_name_of_a_sidecar_that_could_not_be_had_stays_free(server: PhotoPrismServer, tmp_path: Path) -> None:
    """For the next run, which may get it."""
    name = "stacks/RAW_1.JPG.xmp"
    text = add_sidecar(server, name)
    with FaultProxy(server.url) as proxy:
        sha1 = next(file.hash for file in server.library.files if file.name == name)
        proxy.always(faults.Status(403, {}, b""), match=f"/api/v1/dl/{sha1}")
        report = export_by(proxy.url, tmp_path, Selection(sidecars=True), form="xmp")
        assert report.counts["failed"] == 1
        assert not (tmp_path / name).exists()
        assert (tmp_path / note_beside(name, "stacks/RAW_1.JPG")).exists()
        proxy.clear()
        report = export_by(proxy.url, tmp_path, Selection(sidecars=True), form="xmp")
        assert report.counts["new"] == 1
        assert report.metadata == 0  # nothing describes what describes
        assert (tmp_path / name).read_text(encoding="utf-8") == text


@pytest.mark.parametrize("form", ["json", "xmp"])
@pytest.mark.parametrize("is_adopted", [False, True])
def test_a_state_that_was_lost_finds_metadata_again(
    server: PhotoPrismServer, tmp_path: Path, form: str, is_adopted: bool
) -> None:
    """By the record: none is written anew, or twice; also those beside a file that was there before us."""
    if is_adopted:
        (tmp_path / "2021").mkdir()
        (tmp_path / ONE).write_bytes((server.library.root / ONE).read_bytes())
    Run(server, tmp_path, metadata=form)
    before = numbers(tmp_path)
    (tmp_path / OWN / "state.sqlite").unlink()
    run = Run(server, tmp_path, metadata=form)
    assert run.report.is_complete
    assert run.report.metadata == 0
    assert "kept" not in run.counts
    after = numbers(tmp_path)
    assert {name: after[name] for name in after if name != "SHA1SUMS"} == {
        name: before[name] for name in before if name != "SHA1SUMS"
    }
    assert trash(tmp_path) == {}


def test_each_copy_of_a_photo_has_its_metadata(server: PhotoPrismServer, tmp_path: Path) -> None:
    """In each album; asked for once."""
    run = Run(server, tmp_path, metadata="json", template="{album}/{name}")
    uid = server.library.find("2021/albums.jpg").uid
    assert details(run).count(f"/api/v1/photos/{uid}") == 1
    texts = {(tmp_path / f"{album}/albums.jpg.photoprism.json").read_bytes() for album in ("One", "Two")}
    assert len(texts) == 1


def export_by(url: str, dest: Path, selection: Selection | None = None, form: str = "json") -> ExportReport:
    """Export from an address, with metadata, and without a second try."""
    configuration = Configuration(host=url, username="admin", password="photoprism", retries=0)
    with ApiClient(configuration) as api_client:
        return export(api_client, selection or Selection(), dest, options(metadata=form))


def test_details_that_cannot_be_had_are_a_failure(server: PhotoPrismServer, tmp_path: Path) -> None:
    """Of the metadata, not of the file; the next run goes on with what is missing."""
    photo = server.library.find(ONE)
    with FaultProxy(server.url) as proxy:
        proxy.always(faults.Status(500, {}, b"{}"), match=f"/api/v1/photos/{photo.uid}")
        report = export_by(proxy.url, tmp_path)
        assert report.counts["failed"] == 1
        assert [problem.path for problem in report.problems] == [ONE]
        assert pictures(tmp_path)[ONE] == photo.hash
        assert not (tmp_path / f"{ONE}.photoprism.json").exists()
        proxy.clear()
        report = export_by(proxy.url, tmp_path)
        assert report.is_complete
        assert report.metadata == 1
        assert len([seen for seen in proxy.requests if seen.path.startswith("/api/v1/photos/p")]) == 1


def test_details_that_are_refused_are_soon_given_up(server: PhotoPrismServer, tmp_path: Path) -> None:
    """Every photo fails, and the server is asked for a few of them only: refused tokens are rate-limited."""
    with FaultProxy(server.url) as proxy:
        refused = faults.Status(403, {"Content-Type": "application/json"}, b'{"error":"Permission denied"}')
        proxy.always(refused, match="/api/v1/photos/p")
        report = export_by(proxy.url, tmp_path)
        asked = [seen for seen in proxy.requests if seen.path.startswith("/api/v1/photos/p")]
        assert report.counts["failed"] == len({photo.uid for photo in map(server.library.find, originals(server))})
        assert len(asked) <= 9 < report.counts["failed"]
        assert {problem.reason for problem in report.problems} == {report.problems[0].reason}
        proxy.clear()
        assert export_by(proxy.url, tmp_path).is_complete


def test_a_file_that_is_not_there_has_no_metadata(server: PhotoPrismServer, tmp_path: Path) -> None:
    """Nothing is said beside nothing."""
    server.remove_original(ONE)
    run = Run(server, tmp_path, metadata="json")
    assert run.counts["failed"] == 1
    assert not (tmp_path / f"{ONE}.photoprism.json").exists()


def test_a_rebuilt_database_costs_requests_and_writes_nothing(server: PhotoPrismServer, tmp_path: Path) -> None:
    """No text has a UID or a time of indexing in it."""
    library = server.library
    for photo in library.photos:
        library.update(photo, created_at=library.photos[0].created_at + timedelta(days=1))
    first = Run(server, tmp_path, metadata="json")
    before = numbers(tmp_path)
    library.rebuild()
    run = Run(server, tmp_path, metadata="json")
    assert len(details(run)) == len(details(first))
    assert run.report.metadata == 0
    after = numbers(tmp_path)
    assert {name: after[name] for name in after if name != "SHA1SUMS"} == {
        name: before[name] for name in before if name != "SHA1SUMS"
    }
