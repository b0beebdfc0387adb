"""A library that changes while it is listed: each file comes once, none is missed, and none is removed by mistake."""

import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from urllib3.exceptions import InsecureRequestWarning

from photoprism_client import ApiClient, Configuration
from photoprism_client.api import paging
from photoprism_client.export import ExportReport, Selection, export
from photoprism_client.testing import FaultProxy, Library, PhotoPrismServer
from photoprism_client.testing.library.items import make_uid
from photoprism_client.testing.library.sample import write_picture
from photoprism_client.testing.proxy import faults
from test.support.certificates import authority
from test.support.export_runs import options, originals, pictures, record, trash
from test.support.small_pages import SmallPages

pytestmark = pytest.mark.once

PHOTOS = 40
ROWS = 12


def run(url: str, dest: Path, selection: Selection | None = None, **more: Any) -> ExportReport:
    """Export with pruning."""
    with ApiClient(Configuration(host=url)) as client:
        return export(client, selection or Selection(), dest, options(prune=True, max_prune=1000), **more)


def add(library: Library, count: int) -> None:
    """Index new pictures: the latest come first in the listing, and shift all others."""
    for number in range(count):
        write_picture(library.root / "added" / f"{len(library.photos)}-{number}.jpg", 500 + number, (32, 24))
    library.reindex()


def remove(library: Library, count: int) -> None:
    """Take away the pictures that were listed first: all others move up."""
    for photo in library.photos[-count:]:
        for file in photo.files:
            if file.root == "/":
                file.disk.unlink()
    library.reindex()


def archive(library: Library, count: int) -> None:
    """Archive the pictures that were listed first: they leave the listing, and can be had."""
    for photo in library.photos[-count:]:
        library.archive(photo)


@pytest.mark.parametrize("page", [2, 3, 5])
@pytest.mark.parametrize("count", [1, 4, 9, 20])
@pytest.mark.parametrize("change", [add, archive])
def test_changes_between_two_pages(
    tmp_path: Path, change: Callable[[Library, int], None], count: int, page: int
) -> None:
    """What was there from beginning to end is here, once; what came or went is right after the next run."""
    with PhotoPrismServer(Library.sample(photos=PHOTOS)) as server, FaultProxy(server.url) as proxy:
        library, before = server.library, originals(server)
        pages = SmallPages(ROWS, {page: lambda: change(library, count)})
        proxy.always(pages, match="/photos?")
        run(proxy.url, tmp_path)
        assert len(pages.seen) >= page
        stayed = originals(server).items() & before.items()
        assert pictures(tmp_path).items() >= stayed
        assert set(pictures(tmp_path).items()) <= {*before.items(), *originals(server).items()}
        assert trash(tmp_path) == {}
        proxy.clear()
        assert run(proxy.url, tmp_path).is_complete
        assert pictures(tmp_path) == record(tmp_path)
        # What was listed and then archived stays: the server still has it.
        assert originals(server).items() <= pictures(tmp_path).items() <= {**before, **originals(server)}.items()


@pytest.mark.parametrize("count", [1, 9, 20])
@pytest.mark.parametrize("change", [add, remove])
def test_changes_between_two_pages_of_a_rerun_prune_nothing_that_is_there(
    tmp_path: Path, change: Callable[[Library, int], None], count: int
) -> None:
    """A file that a listing passed over is asked for by name before it would be removed."""
    with PhotoPrismServer(Library.sample(photos=PHOTOS)) as server, FaultProxy(server.url) as proxy:
        library = server.library
        run(proxy.url, tmp_path)
        for page in (2, 3, 4):
            before = originals(server)
            proxy.clear()
            proxy.always(SmallPages(ROWS, {page: lambda: change(library, min(count, 9))}), match="/photos?")
            run(proxy.url, tmp_path)
            stayed = originals(server).items() & before.items()
            assert pictures(tmp_path).items() >= stayed
            assert not {*trash(tmp_path)} & {*originals(server)}
        proxy.clear()
        assert run(proxy.url, tmp_path).is_complete
        assert pictures(tmp_path) == originals(server) == record(tmp_path)


def renew(library: Library) -> None:
    """Give all photos and files new UIDs, so that nothing is the same on two pages."""
    for photo in library.photos:
        uid = make_uid("p", photo.uid)
        for album in library.albums:
            album.photo_uids = [uid if known == photo.uid else known for known in album.photo_uids]
        for file in photo.files:
            library.update(file, uid=make_uid("f", file.uid), photo_uid=uid)
        library.update(photo, uid=uid)


WITH = {"photos": Selection(), "album": Selection(albums=("Everything",))}


@pytest.mark.parametrize("kind", WITH)
def test_a_listing_that_never_comes_to_rest_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """Files may be missing then: so the run is not complete, a warning says why, and nothing is removed."""
    monkeypatch.setattr(paging, "_MOST_REREADS", 2)  # instead of a hundred
    with PhotoPrismServer(Library.sample(photos=PHOTOS)) as server, FaultProxy(server.url) as proxy:
        changes: dict[int, Callable[[], object]] = dict.fromkeys(range(2, 1000), lambda: renew(server.library))
        assert run(proxy.url, tmp_path, WITH[kind]).is_complete
        before, record_before = pictures(tmp_path), record(tmp_path)
        proxy.always(SmallPages(ROWS, changes), match="/photos?")
        report = run(proxy.url, tmp_path, WITH[kind])
        assert not report.is_complete
        assert not report.is_listed
        assert [(found.action, found.path) for found in report.warnings] == [("warning", "")] * len(report.warnings)
        assert "items may be missing" in str(report.warnings[0].reason)
        assert (pictures(tmp_path), record(tmp_path), trash(tmp_path)) == (before, record_before, {})
        proxy.clear()
        assert run(proxy.url, tmp_path, WITH[kind]).is_complete


@dataclass(frozen=True)
class Warner(faults.Fault):
    """Warn of something in another thread, while the library is listed."""

    said: list[str] = field(default_factory=list)

    def on_request(self, request: faults.Request) -> None:
        """Change nothing."""
        self.said.append(request.target)
        warnings.warn("of somebody else", UserWarning, stacklevel=1)


def test_warnings_of_others_mean_nothing(tmp_path: Path) -> None:
    """Python's warnings are those of the whole process, and of all its threads."""
    warner = Warner()
    with (
        PhotoPrismServer(Library.sample(photos=3)) as server,
        FaultProxy(server.url) as proxy,
        warnings.catch_warnings(record=True) as caught,
    ):
        warnings.simplefilter("always")
        proxy.always(warner, match="/photos?")
        assert run(proxy.url, tmp_path).is_complete
        remove(server.library, 1)
        report = run(proxy.url, tmp_path)
    assert report.is_complete
    assert report.counts["removed"] == 1
    assert len([one for one in caught if str(one.message) == "of somebody else"]) == len(warner.said) > 0


def test_a_server_without_a_certificate_to_trust_can_be_pruned(tmp_path: Path) -> None:
    """Each connection to it warns; no file of a listing is missing for that."""
    authority().issue_cert("127.0.0.1").private_key_and_cert_chain_pem.write_to_path(tmp_path / "server.pem")
    configuration = Configuration()
    configuration.verify_ssl = False
    with (
        PhotoPrismServer(Library.sample(photos=3), ssl_certfile=tmp_path / "server.pem") as server,
        warnings.catch_warnings(record=True) as caught,
    ):
        warnings.simplefilter("always")
        configuration.host = server.url
        with ApiClient(configuration) as client:
            reports = [export(client, Selection(), tmp_path / "dest", options(prune=True))]
            remove(server.library, 1)
            reports.append(export(client, Selection(), tmp_path / "dest", options(prune=True)))
    assert [report.is_complete for report in reports] == [True, True]
    assert reports[-1].counts["removed"] == 1
    assert {one.category for one in caught} == {InsecureRequestWarning}
