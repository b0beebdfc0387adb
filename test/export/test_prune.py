"""Nothing is removed unless it is certain that the server has it no more; what is removed is in the trash."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from photoprism_client import ApiClient, ApiException, Configuration
from photoprism_client.export import ExportReport, Selection, export
from photoprism_client.testing import FaultProxy, Library, PhotoPrismServer
from photoprism_client.testing.proxy import faults
from test.support.export_runs import OWN, Run, options, originals, pictures, record, trash, tree

GONE = "2021/07/IMG_0002.JPG"
OTHER = "dups/IMG_0002.JPG"
USERS = {"admin": "photoprism", "jane": "secret-of-jane"}


@pytest.fixture
def server() -> Iterator[PhotoPrismServer]:
    """Yield a server with a sample library and two users."""
    with PhotoPrismServer(Library.sample(photos=9), mode="password", users=USERS) as server:
        yield server


def run(url: str, dest: Path, selection: Selection | None = None, user: str = "admin", **changes: Any) -> ExportReport:
    """Export from an address, as a user; prune unless told otherwise."""
    configuration = Configuration(host=url, username=user, password=USERS[user])
    with ApiClient(configuration) as api_client:
        return export(api_client, selection or Selection(), dest, options(**{"prune": True, **changes}))


def delete(server: PhotoPrismServer, *names: str) -> None:
    """Delete originals on the server, which notices."""
    for name in names:
        (server.library.root / name).unlink()
    server.library.reindex()


def assert_kept(report: ExportReport, dest: Path, before: dict[str, str], *, refused: str | None) -> None:
    """Assert that all is still there, and that the report says why where that is worth a word."""
    assert "removed" not in report.counts or report.counts["removed"] == 0
    assert set(before.items()) <= set(pictures(dest).items())
    assert trash(dest) == {}
    if refused is None:
        assert report.prune_refused is None
    else:
        assert report.prune_refused is not None
        assert refused in report.prune_refused
        assert not report.is_complete


def test_what_the_server_deleted_is_removed(server: PhotoPrismServer, tmp_path: Path) -> None:
    """It alone, with its empty folder; it is in the trash byte for byte, and in no record."""
    run(server.url, tmp_path, prune=False)
    alone = "2023/日本/富士山 #1.jpg"
    content = {name: (tmp_path / name).read_bytes() for name in (GONE, alone)}
    delete(server, GONE, alone)
    report = run(server.url, tmp_path)
    assert report.counts == {"removed": 2, "unchanged": len(originals(server))}
    assert report.is_complete
    assert pictures(tmp_path) == record(tmp_path) == originals(server)
    assert not (tmp_path / "2023/日本").exists()
    [day] = (tmp_path / OWN / "trash").iterdir()
    assert {name: (day / name).read_bytes() for name in content} == content
    assert len(trash(tmp_path)) == 2
    assert run(server.url, tmp_path).counts == {"unchanged": len(originals(server))}


def test_a_first_run_may_ask_for_it(server: PhotoPrismServer, tmp_path: Path) -> None:
    """As every later one: where there is nothing to remove, nothing is refused."""
    assert run(server.url, tmp_path).is_complete
    assert run(server.url, tmp_path).is_complete


def test_a_first_run_removes_nothing(server: PhotoPrismServer, tmp_path: Path) -> None:
    """Also where the record of another export is still there, and its state is not."""
    run(server.url, tmp_path, prune=False)
    before = pictures(tmp_path)
    (tmp_path / OWN / "state.sqlite").unlink()
    delete(server, GONE)
    assert_kept(run(server.url, tmp_path), tmp_path, before, refused="last complete run")


def test_without_being_asked_nothing_is_removed(server: PhotoPrismServer, tmp_path: Path) -> None:
    """It is kept."""
    run(server.url, tmp_path)
    before = pictures(tmp_path)
    delete(server, GONE)
    report = run(server.url, tmp_path, prune=False)
    assert_kept(report, tmp_path, before, refused=None)
    assert report.counts["kept"] == 1


@pytest.mark.parametrize(
    ("selection", "changes"),
    [
        (Selection(exclude=("*.mp4",)), {}),
        (Selection(folders=("dups",)), {}),
        (Selection(), {"template": "{path}/{stem}{ext}"}),
        (Selection(), {"user": "jane"}),
    ],
    ids=["selection", "folders", "template", "user"],
)
def test_another_selection_template_or_user_removes_nothing(
    server: PhotoPrismServer, tmp_path: Path, selection: Selection, changes: dict[str, Any]
) -> None:
    """What is not listed may only not have been asked for, or be hidden from this user."""
    run(server.url, tmp_path, prune=False)
    before = pictures(tmp_path)
    delete(server, GONE)
    assert_kept(run(server.url, tmp_path, selection, **changes), tmp_path, before, refused="last complete run")


def test_another_address_removes_nothing(server: PhotoPrismServer, tmp_path: Path) -> None:
    """It may be another server."""
    run(server.url, tmp_path, prune=False)
    before = pictures(tmp_path)
    delete(server, GONE)
    with FaultProxy(server.url) as proxy:
        assert_kept(run(proxy.url, tmp_path), tmp_path, before, refused="last complete run")


@pytest.mark.parametrize("photos", [1, 3])
def test_another_server_at_the_same_address_removes_nothing(tmp_path: Path, photos: int) -> None:
    """It has nothing of what the first one had, and so it is not taken for it."""
    dest = tmp_path / "dest"
    with PhotoPrismServer(Library.sample(photos=photos), mode="password") as server:
        port = int(server.url.rpartition(":")[2])
        run(server.url, dest, prune=False)
        before = pictures(dest)
    with PhotoPrismServer(Library.edge_cases(), mode="password", port=port) as server:
        assert_kept(run(server.url, dest), dest, before, refused="nothing of what")


def test_an_empty_server_at_the_same_address_removes_nothing(server: PhotoPrismServer, tmp_path: Path) -> None:
    """A database that is made anew begins so."""
    run(server.url, tmp_path, prune=False)
    before = pictures(tmp_path)
    for photo in list(server.library.photos):
        server.library.forget(photo)
    assert_kept(run(server.url, tmp_path), tmp_path, before, refused="nothing of what")


def test_the_latest_photos_alone_remove_nothing(server: PhotoPrismServer, tmp_path: Path) -> None:
    """All others are not listed either."""
    selection = Selection(recent=50)
    run(server.url, tmp_path, selection, prune=False)
    before = pictures(tmp_path)
    delete(server, GONE)
    assert_kept(run(server.url, tmp_path, selection), tmp_path, before, refused="latest")


def test_a_failure_in_the_run_removes_nothing(server: PhotoPrismServer, tmp_path: Path) -> None:
    """What failed may be what the removed file has become."""
    run(server.url, tmp_path, prune=False)
    before = pictures(tmp_path)
    new = server.library.root / "new.jpg"
    new.write_bytes((server.library.root / GONE).read_bytes() + b"edited")
    delete(server, GONE)
    server.change_original("new.jpg", b"changed since")
    report = run(server.url, tmp_path)
    assert report.counts["failed"] == 1
    assert_kept(report, tmp_path, before, refused="not everything")


def test_a_file_that_is_missing_on_the_servers_disk_removes_nothing(server: PhotoPrismServer, tmp_path: Path) -> None:
    """A disk that is not mounted looks like that."""
    run(server.url, tmp_path, prune=False)
    before = pictures(tmp_path)
    delete(server, GONE)
    (tmp_path / OTHER).unlink()
    server.remove_original(OTHER)
    del before[OTHER]
    assert_kept(run(server.url, tmp_path), tmp_path, before, refused="not everything")


def test_a_listing_that_changes_all_the_time_removes_nothing(server: PhotoPrismServer, tmp_path: Path) -> None:
    """Photos may be missing from it."""
    with FaultProxy(server.url) as proxy:
        run(proxy.url, tmp_path, prune=False)
        before = pictures(tmp_path)
        delete(server, GONE)
        # Each first page seems to be full, and what is behind it to have gone away meanwhile.
        rows = str(len(originals(server)))
        for offset in range(1, 20):
            proxy.always(faults.Replace(b"[]"), match=f"offset={offset}&")
        proxy.always(faults.SetHeader("X-Limit", rows), match="offset=0&")
        report = run(proxy.url, tmp_path)
    assert report.counts == {"kept": 1, "unchanged": len(before) - 1}
    assert_kept(report, tmp_path, before, refused="not everything")


@pytest.mark.parametrize(("max_prune", "is_allowed"), [(0, False), (2, False), (3, True), (None, True)])
def test_more_than_max_prune_removes_nothing(
    server: PhotoPrismServer, tmp_path: Path, max_prune: int | None, is_allowed: bool
) -> None:
    """Not even some; 100 are allowed where nothing is said."""
    run(server.url, tmp_path, prune=False)
    before = pictures(tmp_path)
    delete(server, GONE, OTHER, "2023/日本/富士山 #1.jpg")
    report = run(server.url, tmp_path, max_prune=max_prune)
    if is_allowed:
        assert report.counts["removed"] == 3
        assert report.is_complete
    else:
        assert_kept(report, tmp_path, before, refused=f"3 files would be removed, and max_prune allows {max_prune}")
        assert report.counts["kept"] == 3


def test_what_is_archived_does_not_count_for_max_prune(server: PhotoPrismServer, tmp_path: Path) -> None:
    """It would not be removed."""
    run(server.url, tmp_path, prune=False)
    delete(server, GONE)
    for photo in list(server.library.photos)[:4]:
        server.library.archive(photo)
    report = run(server.url, tmp_path, max_prune=1)
    assert report.counts["removed"] == 1
    assert report.prune_refused is None


def test_a_file_that_was_changed_here_stays(server: PhotoPrismServer, tmp_path: Path) -> None:
    """Whatever its time says; one that was only touched goes."""
    run(server.url, tmp_path, prune=False)
    stat = (tmp_path / GONE).stat()
    (tmp_path / GONE).write_bytes(b"x" * stat.st_size)
    (tmp_path / OTHER).touch()
    before = {GONE: pictures(tmp_path)[GONE]}
    delete(server, GONE, OTHER)
    report = run(server.url, tmp_path)
    assert report.counts["removed"] == 1
    assert set(before.items()) <= set(pictures(tmp_path).items())
    assert set(trash(tmp_path)) == {OTHER}


def test_an_adopted_file_stays(server: PhotoPrismServer, tmp_path: Path) -> None:
    """It was there before us."""
    (tmp_path / GONE).parent.mkdir(parents=True)
    (tmp_path / GONE).write_bytes((server.library.root / GONE).read_bytes())
    report = run(server.url, tmp_path, prune=False)
    assert report.counts["adopted"] == 1
    before = pictures(tmp_path)
    delete(server, GONE)
    assert_kept(run(server.url, tmp_path), tmp_path, before, refused=None)


@pytest.mark.parametrize(
    "changes",
    [{"archived": True}, {"quality": -1}, {"missing": True}, {"error": "cannot be read"}],
    ids=["archived", "hidden", "missing", "error"],
)
def test_what_is_only_out_of_the_listing_stays(
    server: PhotoPrismServer, tmp_path: Path, changes: dict[str, Any]
) -> None:
    """Archived, hidden, marked as missing or as unreadable: the server still knows it."""
    run(server.url, tmp_path, prune=False)
    before = pictures(tmp_path)
    photo = server.library.find(GONE)
    if "archived" in changes:
        server.library.archive(photo)
    else:
        server.library.update(photo if "quality" in changes else photo.original, **changes)
    report = run(server.url, tmp_path)
    assert_kept(report, tmp_path, before, refused=None)
    assert report.counts == {"kept": 1, "unchanged": len(before) - 1}


def test_what_left_the_selection_stays(server: PhotoPrismServer, tmp_path: Path) -> None:
    """It is on the server, at a place that is not asked for; or not in the album any more."""
    selection = Selection(folders=("2021", "dups"))
    run(server.url, tmp_path, selection, prune=False)
    before = pictures(tmp_path)
    (server.library.root / GONE).rename(server.library.root / "2023/moved.jpg")
    server.library.reindex()
    assert_kept(run(server.url, tmp_path, selection), tmp_path, before, refused=None)


@pytest.mark.parametrize(
    "answer",
    [
        faults.Status(404, {"Content-Type": "text/html; charset=utf-8"}, b"<html>no such site</html>"),
        faults.Status(404, {"Content-Type": "text/plain"}, b"404 page not found"),
        faults.Status(404, {}, b""),
    ],
    ids=["html", "text", "nothing"],
)
def test_a_404_of_something_in_between_removes_nothing(
    server: PhotoPrismServer, tmp_path: Path, answer: faults.Status
) -> None:
    """Only the server itself knows what it has, and says so in JSON."""
    with FaultProxy(server.url) as proxy:
        run(proxy.url, tmp_path, prune=False)
        before = pictures(tmp_path)
        delete(server, GONE)
        proxy.always(answer, match="/api/v1/files/")
        assert_kept(run(proxy.url, tmp_path), tmp_path, before, refused=None)


@pytest.mark.parametrize(
    "answer",
    [
        faults.Status(403, {"Content-Type": "application/json"}, b'{"code":403,"error":"Permission denied"}'),
        faults.Status(200, {"Content-Type": "text/html"}, b"<html>log in</html>"),
        faults.Status(400, {"Content-Type": "application/json"}, b'{"code":400,"error":"Unable to do that"}'),
    ],
    ids=["403", "login page", "400"],
)
def test_a_server_that_does_not_say_what_it_has_removes_nothing(
    server: PhotoPrismServer, tmp_path: Path, answer: faults.Status
) -> None:
    """That is an error; all else is done by then, and the next run goes on."""
    with FaultProxy(server.url) as proxy:
        run(proxy.url, tmp_path, prune=False)
        before = pictures(tmp_path)
        delete(server, GONE, OTHER)
        proxy.always(answer, match="/api/v1/files/")
        with pytest.raises(ApiException):
            run(proxy.url, tmp_path)
        assert pictures(tmp_path) == record(tmp_path) == before
        assert trash(tmp_path) == {}
        proxy.clear()
        assert run(proxy.url, tmp_path).counts["removed"] == 2


def test_one_file_that_the_server_does_not_speak_of_saves_all(server: PhotoPrismServer, tmp_path: Path) -> None:
    """All are asked for before any is removed."""
    with FaultProxy(server.url) as proxy:
        run(proxy.url, tmp_path, prune=False)
        before = pictures(tmp_path)
        last = max(before[name] for name in (GONE, OTHER))
        delete(server, GONE, OTHER)
        proxy.always(
            faults.Status(403, {"Content-Type": "application/json"}, b'{"code":403,"error":"Permission denied"}'),
            match=f"/api/v1/files/{last}",
        )
        with pytest.raises(ApiException):
            run(proxy.url, tmp_path)
        assert pictures(tmp_path) == before


def test_metadata_go_along(server: PhotoPrismServer, tmp_path: Path) -> None:
    """To the trash, byte for byte; the album's list forgets the photo."""
    run(server.url, tmp_path, prune=False, metadata="json")
    note = f"{GONE}.photoprism.json"
    content = (tmp_path / note).read_bytes()
    assert GONE in (tmp_path / "albums.json").read_text(encoding="utf-8")
    delete(server, GONE)
    report = run(server.url, tmp_path, metadata="json")
    assert report.counts["removed"] == 1
    assert not (tmp_path / note).exists()
    [day] = (tmp_path / OWN / "trash").iterdir()
    assert (day / note).read_bytes() == content
    assert f'"{GONE}"' not in (tmp_path / "albums.json").read_text(encoding="utf-8")
    assert record(tmp_path) == {path: sha1 for path, sha1 in tree(tmp_path).items() if path != "SHA1SUMS"}


def test_metadata_go_along_when_they_are_not_asked_for_any_more(server: PhotoPrismServer, tmp_path: Path) -> None:
    """They describe a file that is not there."""
    run(server.url, tmp_path, prune=False, metadata="xmp")
    delete(server, GONE)
    run(server.url, tmp_path)
    assert not (tmp_path / f"{GONE}.xmp").exists()
    assert (tmp_path / f"{OTHER}.xmp").exists()


def test_renditions_are_removed_as_well(server: PhotoPrismServer, tmp_path: Path) -> None:
    """They are of a file that the server has no more."""
    selection = Selection(size="tile_100")
    run(server.url, tmp_path, selection, prune=False)
    delete(server, GONE)
    assert run(server.url, tmp_path, selection).counts["removed"] == 1
    assert GONE.replace(".JPG", ".jpg") not in pictures(tmp_path)


def test_a_dry_run_tells_and_removes_nothing(server: PhotoPrismServer, tmp_path: Path) -> None:
    """And what it tells is what happens then."""
    run(server.url, tmp_path, prune=False)
    delete(server, GONE)
    before = tree(tmp_path)
    told = run(server.url, tmp_path, dry_run=True)
    assert told.counts["removed"] == 1
    assert tree(tmp_path) == before
    assert run(server.url, tmp_path).counts == told.counts


def test_an_unmounted_library_removes_nothing(server: PhotoPrismServer, tmp_path: Path) -> None:
    """Neither while its files cannot be had, nor when the server looked for them."""
    run(server.url, tmp_path, prune=False)
    before = pictures(tmp_path)
    server.unmount_originals()
    server.library.reindex()
    assert_kept(run(server.url, tmp_path), tmp_path, before, refused=None)
    assert Run(server, tmp_path).pictures == []
