"""A gallery is part of its export: whole, kept up to date with few requests, never foreign, gone with its pictures."""

import contextlib
import errno
import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from photoprism_client import ApiClient, ApiValueError, Configuration
from photoprism_client._clock import Clock
from photoprism_client.export import Selection, verify
from photoprism_client.export import export as plain_export
from photoprism_client.export.state import STATE_NAME, State
from photoprism_client.gallery import make_gallery
from photoprism_client.testing import FaultProxy, Library, PhotoPrismServer
from photoprism_client.testing.proxy import faults
from test.support.export_runs import OWN, details, options, record, stamps, trash, tree
from test.support.export_runs import Run as ExportRun
from test.support.galleries import FOLDER, Run, export, photos, preview_of, scripts, thumb_of, thumbs
from test.support.manual_clock import ManualClock

pytestmark = pytest.mark.once

GONE = "2021/07/IMG_0002.JPG"


@pytest.fixture
def server() -> Iterator[PhotoPrismServer]:
    """Yield a server with a sample library."""
    with PhotoPrismServer(Library.sample(photos=8), mode="password", users={"admin": "photoprism"}) as server:
        yield server


@pytest.fixture
def edge_cases() -> Iterator[PhotoPrismServer]:
    """Yield a server with odd names and all kinds of files."""
    with PhotoPrismServer(Library.edge_cases(), mode="password") as server:
        yield server


def delete(server: PhotoPrismServer, name: str) -> None:
    """Delete an original on the server, which notices."""
    (server.library.root / name).unlink()
    server.library.reindex()


def test_page_names_only_what_is_there(edge_cases: PhotoPrismServer, tmp_path: Path) -> None:
    """Every script, thumbnail and original that the page names exists; HEIC, RAW and video have thumbnails, too."""
    made = export(edge_cases, tmp_path).gallery
    shown = photos(tmp_path)
    assert made.photos == len(shown) > 20
    assert made.page == "gallery.html"
    assert made.is_complete
    assert [path for path in scripts(tmp_path) if not path.is_file()] == []
    assert [photo for photo in shown if not thumb_of(tmp_path, photo).read_bytes().startswith(b"\xff\xd8")] == []
    assert [name for photo in shown for name in photo["files"] if not (tmp_path / name).is_file()] == []
    kinds = {Path(photo["files"][0]).suffix.lower() for photo in shown}
    assert kinds >= {".jpg", ".heic", ".mp4", ".png", ".gif"}
    previews = {photo["files"][0]: preview_of(tmp_path, photo) for photo in shown if "preview" in photo}
    assert set(previews) == {"stacks/LIVE_1.HEIC", "stacks/ONE_1.HEIC"}
    assert [path for path in previews.values() if not path.read_bytes().startswith(b"\xff\xd8")] == []
    assert made.fetched == len(shown) + len(previews)
    raw = next(photo for photo in shown if "stacks/RAW_1.DNG" in photo["files"])
    assert raw["files"][0] == "stacks/RAW_1.JPG"  # what a browser can show comes first


def test_photos_are_in_the_order_of_their_dates(edge_cases: PhotoPrismServer, tmp_path: Path) -> None:
    """The newest comes first; a date that is known in part comes after those that it may be; unknown ones end."""
    export(edge_cases, tmp_path)
    dates = [photo["taken"] for photo in photos(tmp_path)]
    assert dates == sorted(dates, reverse=True)
    assert dates[-1] == ""


def test_what_is_known_is_on_the_page(server: PhotoPrismServer, tmp_path: Path) -> None:
    """Title, caption, people with their faces, labels and albums of a photo."""
    library = server.library
    photo = library.find("2021/07/IMG_1.JPG")
    library.edit(photo, title="At the lake", caption="Early")
    library.add_person("Anna", [photo])
    export(server, tmp_path)
    (found,) = [one for one in photos(tmp_path) if one["title"] == "At the lake"]
    assert found["caption"] == "Early"
    assert found["people"] == ["Anna"]
    assert found["faces"][0][0] == "Anna"
    assert found["labels"] == ["Mountain"]
    assert found["albums"] == ["Everything", "Favourites"]
    assert found["taken"] == "2021-07-01T10:00:00"
    assert found["favorite"] is True
    assert (found["width"], found["height"]) == (1200, 800)


def test_albums_of_one_title_stay_apart(server: PhotoPrismServer, tmp_path: Path) -> None:
    """The second album of a title has a number on the page, one that no title has, and only its own photos."""
    library = server.library
    first, second, third, fourth = (photo for photo in library.photos[:5] if photo.archived_at is None)
    for title, shown in [("Alps", [first]), ("Alps", [second]), ("Alps (2)", [third]), ("Alps", [fourth, first])]:
        library.add_album(title, shown)
    export(server, tmp_path)
    names = {photo["files"][0]: [one for one in photo.get("albums", ()) if "Alps" in one] for photo in photos(tmp_path)}
    of_photos = [names[photo.files[0].name] for photo in (first, second, third, fourth)]
    assert of_photos[2] == ["Alps (2)"]
    assert len(of_photos[0]) == 2
    assert sorted({*of_photos[0], *of_photos[1]}) == ["Alps", "Alps (3)", "Alps (4)"]
    assert set(of_photos[3]) <= set(of_photos[0])


def test_unchanged_rerun_fetches_nothing(server: PhotoPrismServer, tmp_path: Path) -> None:
    """Neither a thumbnail nor details are requested, and no file of the gallery or of the record is written."""
    first = export(server, tmp_path)
    assert len(first.thumbs) == first.gallery.fetched == 7
    before = stamps(tmp_path / FOLDER)
    for run in (export(server, tmp_path), Run(server, tmp_path)):
        assert run.thumbs == []
        assert [path for path in run.others if path.startswith("/api/v1/photos/")] == []
        assert run.gallery.fetched == run.gallery.removed == 0
    assert stamps(tmp_path / FOLDER) == before
    assert trash(tmp_path) == {}


def test_metadata_and_gallery_ask_once(server: PhotoPrismServer, tmp_path: Path) -> None:
    """The details of a photo serve its metadata file and the page, also those that an export kept before."""
    plain = ExportRun(server, tmp_path, metadata="json")
    assert len(details(plain)) == 7
    assert [path for path in export(server, tmp_path).others if path.startswith("/api/v1/photos/")] == []


def test_details_of_an_earlier_version_are_completed(server: PhotoPrismServer, tmp_path: Path) -> None:
    """Details that lack the picture are asked for once more by a gallery, and not by metadata files."""
    ExportRun(server, tmp_path, metadata="json")
    with contextlib.closing(sqlite3.connect(tmp_path / OWN / "state.sqlite")) as state, state:
        state.execute("UPDATE details SET details = json_remove(details, '$.picture')")
    assert details(ExportRun(server, tmp_path, metadata="json")) == []
    assert len([path for path in Run(server, tmp_path).others if path.startswith("/api/v1/photos/")]) == 7
    assert [path for path in Run(server, tmp_path).others if path.startswith("/api/v1/photos/")] == []


def test_thumbnails_do_not_count_as_files(server: PhotoPrismServer, tmp_path: Path) -> None:
    """What may be pruned at once is a part of the pictures alone."""
    export(server, tmp_path)
    with State(tmp_path / OWN / STATE_NAME, is_temporary=True) as state:
        assert state.known.count() == 8


def test_gallery_of_an_export_that_was_made_without(server: PhotoPrismServer, tmp_path: Path) -> None:
    """``make_gallery`` shows what the last complete run selected, and fetches no photo."""
    ExportRun(server, tmp_path, Selection(albums=("Favourites",)), template="{album}/{name}")
    run = Run(server, tmp_path)
    assert [path for path in run.others if path.startswith("/api/v1/dl/")] == []
    shown = photos(tmp_path)
    assert len(shown) == run.gallery.photos == len(run.thumbs) > 0
    assert all(name.startswith("Favourites/") for photo in shown for name in photo["files"])


def test_a_new_title_changes_one_month(server: PhotoPrismServer, tmp_path: Path) -> None:
    """The data of other months and all thumbnails stay as they are; its old data and index are in the trash."""
    export(server, tmp_path)
    before = {path: path.stat().st_ino for path in scripts(tmp_path)}
    server.library.edit(server.library.find(GONE), title="Another title")
    run = export(server, tmp_path)
    assert run.thumbs == []
    after = {path: path.stat().st_ino for path in scripts(tmp_path)}
    assert len(after.items() - before.items()) == 2
    assert len(trash(tmp_path)) == run.gallery.removed == 2
    assert "Another title" in {photo["title"] for photo in photos(tmp_path)}


def test_an_edited_picture_gets_its_new_thumbnail(server: PhotoPrismServer, tmp_path: Path) -> None:
    """The old one goes to the trash, although the photo is still there."""
    export(server, tmp_path)
    old = thumbs(tmp_path)
    shutil.copy(server.library.root / "2021/07/IMG_1.JPG", server.library.root / GONE)
    with (server.library.root / GONE).open("ab") as file:
        file.write(b"edited")
    server.library.reindex()
    run = export(server, tmp_path)
    assert len(run.thumbs) == 1
    assert len(thumbs(tmp_path) - old) == len(old - thumbs(tmp_path)) == 1


@pytest.mark.parametrize("with_gallery", [True, False])
def test_prune_takes_the_thumbnail_along(server: PhotoPrismServer, tmp_path: Path, with_gallery: bool) -> None:
    """When a picture goes, so does its thumbnail, also in a run that does not make the gallery."""
    export(server, tmp_path)
    (gone,) = [photo for photo in photos(tmp_path) if photo["files"] == [GONE]]
    delete(server, GONE)
    if with_gallery:
        export(server, tmp_path, prune=True)
        assert GONE not in {name for photo in photos(tmp_path) for name in photo["files"]}
    else:
        ExportRun(server, tmp_path, prune=True)
    assert not (tmp_path / GONE).exists()
    assert not thumb_of(tmp_path, gone).exists()
    assert len(thumbs(tmp_path)) == 6
    assert verify(tmp_path).is_good


def test_thumbnail_of_a_picture_that_is_kept_stays(server: PhotoPrismServer, tmp_path: Path) -> None:
    """Without --prune nothing of a picture is lost; the page shows what the server lists."""
    export(server, tmp_path)
    delete(server, GONE)
    run = export(server, tmp_path)
    assert run.gallery.photos == 6
    assert len(thumbs(tmp_path)) == 7


def test_gallery_is_not_foreign(server: PhotoPrismServer, tmp_path: Path) -> None:
    """Its files are in the record and good; none is extra, kept or to be pruned, even after the state is lost."""
    export(server, tmp_path)
    found = verify(tmp_path)
    assert found.is_good
    assert found.extra == ()
    assert {name for name in tree(tmp_path) if name.startswith(FOLDER)} <= set(record(tmp_path))
    (tmp_path / OWN / "state.sqlite").unlink()
    plain = ExportRun(server, tmp_path, prune=True)
    assert plain.counts == {"unchanged": 8}
    assert plain.report.is_complete
    again = Run(server, tmp_path)
    assert again.thumbs == []
    assert again.gallery.removed == 0
    assert verify(tmp_path).is_good


def test_gallery_without_a_complete_run_shows_everything(server: PhotoPrismServer, tmp_path: Path) -> None:
    """If it is not known what was selected, the page shows all that is in the folder."""
    export(server, tmp_path)
    before = tree(tmp_path / FOLDER)
    (tmp_path / OWN / "state.sqlite").unlink()
    run = Run(server, tmp_path)
    assert run.thumbs == []
    assert tree(tmp_path / FOLDER) == before


def test_photo_that_moves_keeps_its_thumbnail(server: PhotoPrismServer, tmp_path: Path) -> None:
    """A photo that was renamed on the server is linked where it is now, and nothing is fetched."""
    export(server, tmp_path)
    (server.library.root / GONE).rename(server.library.root / "2021/07/renamed.JPG")
    server.library.reindex()
    run = export(server, tmp_path)
    assert run.thumbs == []
    assert "2021/07/renamed.JPG" in {name for photo in photos(tmp_path) for name in photo["files"]}
    ExportRun(server, tmp_path)
    assert len(thumbs(tmp_path)) == 7


def test_page_of_somebody_else_is_left_alone(server: PhotoPrismServer, tmp_path: Path) -> None:
    """A ``gallery.html`` that was there, or that was changed here, stays; ours has digits then, and one name."""
    (tmp_path / "gallery.html").write_text("mine")
    first = export(server, tmp_path).gallery.page
    assert first != "gallery.html"
    assert len(photos(tmp_path, first)) == 7
    (tmp_path / "gallery.html").unlink()
    assert export(server, tmp_path).gallery.page == "gallery.html"
    (tmp_path / "gallery.html").write_text("changed")
    assert export(server, tmp_path).gallery.page == first
    assert export(server, tmp_path).gallery.page == first
    assert (tmp_path / "gallery.html").read_text() == "changed"


def test_gallery_that_was_removed_here_is_forgotten(server: PhotoPrismServer, tmp_path: Path) -> None:
    """After its page and its folder are deleted, the next plain export has nothing to miss."""
    export(server, tmp_path)
    (tmp_path / "gallery.html").unlink()
    shutil.rmtree(tmp_path / FOLDER)
    ExportRun(server, tmp_path)
    assert verify(tmp_path).is_good
    assert not [name for name in record(tmp_path) if "gallery" in name]


def test_deleted_parts_come_back(server: PhotoPrismServer, tmp_path: Path) -> None:
    """A thumbnail, data or page that somebody deleted here is there again after the next run."""
    export(server, tmp_path)
    before = tree(tmp_path)
    (tmp_path / "gallery.html").unlink()
    thumb_of(tmp_path, {"thumb": sorted(thumbs(tmp_path))[0].removesuffix(".jpg")}).unlink()
    next((tmp_path / FOLDER / "data").iterdir()).unlink()
    assert len(Run(server, tmp_path).thumbs) == 1
    assert tree(tmp_path) == before


def test_dry_run_makes_no_gallery(server: PhotoPrismServer, tmp_path: Path) -> None:
    """It makes nothing at all, and asks for no details."""
    run = export(server, tmp_path / "new", dry_run=True)
    assert run.made is None
    assert run.thumbs == []
    assert not (tmp_path / "new").exists()


def test_folder_without_an_export_is_refused(server: PhotoPrismServer, tmp_path: Path) -> None:
    """The error says what to do, and nothing is written or asked."""
    with pytest.raises(ApiValueError, match="holds no export yet: use export_with_gallery"):
        Run(server, tmp_path)
    assert list(tmp_path.iterdir()) == []
    assert len(server.requests) == 0


def test_another_server_cannot_empty_a_page(server: PhotoPrismServer, tmp_path: Path) -> None:
    """A server that has nothing of what is in the folder is refused, and the page stays."""
    export(server, tmp_path)
    before = tree(tmp_path / FOLDER)
    with (
        PhotoPrismServer(Library.edge_cases(), mode="password") as other,
        pytest.raises(ApiValueError, match=r"nothing of what .* is on this server"),
    ):
        Run(other, tmp_path)
    assert tree(tmp_path / FOLDER) == before


def test_thumbnail_that_fails_is_named(server: PhotoPrismServer, tmp_path: Path) -> None:
    """The page is made with all others; the next run asks for that one alone."""
    picture = server.library.find(GONE).hash
    with FaultProxy(server.url) as proxy:
        proxy.always(faults.Status(404), match=f"/t/{picture}/")
        run = export(server, tmp_path, url=proxy.url)
    assert run.gallery.failed == 1
    assert not run.gallery.is_complete
    assert run.warnings == [f"no thumbnail of {GONE}: unknown to the server"]
    assert run.report is not None
    assert run.report.is_complete
    (bare,) = [photo for photo in photos(tmp_path) if "thumb" not in photo]
    assert bare["files"] == [GONE]
    again = Run(server, tmp_path)
    assert len(again.thumbs) == 1
    assert again.gallery.is_complete


def test_icon_is_no_thumbnail(server: PhotoPrismServer, tmp_path: Path) -> None:
    """The server's icon for "no picture" is not written; the page shows the title."""
    ExportRun(server, tmp_path)
    (server.library.root / GONE).unlink()  # which the server does not notice
    run = Run(server, tmp_path)
    assert run.warnings == [f"no thumbnail of {GONE}: the server has no picture of it in this size"]
    assert len(thumbs(tmp_path)) == run.gallery.photos - 1 == 6


def test_disk_that_is_full_ends_the_export(
    server: PhotoPrismServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All further files would fail as well: the error is raised, and the next run continues."""
    publish = os.link

    def link(source: str, target: str) -> None:
        if FOLDER in os.fspath(target):
            raise OSError(errno.ENOSPC, "No space left on device", target)
        publish(source, target)

    with monkeypatch.context() as full:
        full.setattr(os, "link", link)
        full.setattr(os, "rename", link)
        with pytest.raises(OSError, match="No space left"):
            export(server, tmp_path)
    again = export(server, tmp_path)
    assert again.gallery.photos == 7
    assert not [path for path in again.others if path.startswith("/api/v1/dl/")]


@pytest.mark.parametrize(
    ("fault", "reason"),
    [(faults.Status(403), "not allowed"), (faults.Status(404, body=b"<html>"), "unknown to the server")],
    ids=["forbidden", "another site"],
)
def test_server_that_fails_leaves_the_page(
    server: PhotoPrismServer, tmp_path: Path, fault: faults.Status, reason: str
) -> None:
    """The export is complete, and warns that the page was not updated; the page is the one from before."""
    export(server, tmp_path)
    server.library.edit(server.library.find(GONE), title="Another title")
    before = tree(tmp_path / FOLDER)
    with FaultProxy(server.url) as proxy:
        proxy.always(fault, match="/api/v1/photos/p")
        run = export(server, tmp_path, url=proxy.url)
    assert run.made is None
    assert run.report is not None
    assert run.report.is_complete
    assert run.warnings == [f"the gallery was not updated: {reason}"]
    assert tree(tmp_path / FOLDER) == before


def test_link_in_the_place_of_the_folder_is_not_followed(server: PhotoPrismServer, tmp_path: Path) -> None:
    """Nothing is written through it; the export is complete, and warns."""
    elsewhere, dest = tmp_path / "elsewhere", tmp_path / "photos"
    elsewhere.mkdir()
    dest.mkdir()
    (dest / FOLDER).symlink_to(elsewhere)
    run = export(server, dest)
    assert run.made is None
    assert run.report is not None
    assert run.report.is_complete
    assert run.warnings == ["the gallery was not updated: a file or a link is in the way of its folder"]
    assert list(elsewhere.iterdir()) == []
    with pytest.raises(OSError, match="in the way"):
        Run(server, dest)


def test_bandwidth_is_limited(server: PhotoPrismServer, tmp_path: Path) -> None:
    """All thumbnails together take as long as their bytes do at the rate."""
    ExportRun(server, tmp_path)
    clock, sleeps = ManualClock(), [0.0]

    def sleep(seconds: float) -> None:
        sleeps.append(seconds)
        clock.advance(seconds)

    passing = Clock(sleep, clock.now, clock.clock.monotonic)
    made = Run(server, tmp_path, clock=passing, max_bytes_per_s=1000.0).gallery
    assert sum(sleeps) == pytest.approx(made.size / 1000, rel=0.05)


def test_no_secret_and_no_address_is_written(server: PhotoPrismServer, tmp_path: Path) -> None:
    """No file of an export with a gallery has a token, the password, or the address of the server."""
    configuration = Configuration(host=server.url, username="admin", password="photoprism")
    with ApiClient(configuration) as api_client:
        plain_export(api_client, Selection(), tmp_path, options(metadata="json"))
        make_gallery(api_client, tmp_path)
        tokens = {value for header in ("X-Auth-Token",) for value in _sent(server, header)}
    secrets = {server.preview_token, server.download_token, *tokens}
    assert len(secrets) >= 3
    files = [path for path in tmp_path.rglob("*") if path.is_file() and OWN not in path.parts]
    assert len(files) > 20
    address = server.url.partition("://")[2]
    for path in files:
        found = path.read_bytes()
        assert [secret for secret in secrets if secret.encode() in found] == []
        assert address.encode() not in found
        assert b"http:" not in found.replace(b"http://ns.adobe.com", b"")
        assert b"https:" not in found


def _sent(server: PhotoPrismServer, header: str) -> list[str]:
    return [value for request in server.requests if (value := request.headers.get(header.lower()))]


def test_hostile_titles_stay_data(server: PhotoPrismServer, tmp_path: Path) -> None:
    """No title ends a script, begins a comment or leaves ASCII, and each is on the page as it is."""
    library = server.library
    hostile = [
        "</script><script>alert(1)</script>",
        "<!--<script>",
        "'\"\\`${1}\n\u2028\u2029.",
        "\u202egpj.exe",
        "שלום",
    ]
    shown = [photo for photo in library.photos if photo.archived_at is None]
    for photo, title in zip(shown, hostile, strict=False):
        library.edit(photo, title=title)
    export(server, tmp_path)
    assert {photo["title"] for photo in photos(tmp_path)} >= set(hostile)
    for path in (tmp_path / FOLDER / "data").iterdir():
        text = path.read_text(encoding="ascii")
        assert not {"<", ">", "&"} & set(text)
