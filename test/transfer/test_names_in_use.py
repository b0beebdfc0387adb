"""Names within one batch: whatever the items are called, no file that the batch fetched is replaced by another."""

from pathlib import Path

import pytest

from photoprism_client import TargetExistsError
from photoprism_client._files.names import short_hash
from photoprism_client.api.sources import ImageSources
from photoprism_client.testing import Library, PhotoPrismServer
from photoprism_client.transfer import Batch, Item, Source, download_all, with_suffix
from test.support.bodies import JPEG, sha1
from test.support.clients import Connect, Serve
from test.support.limited_disks import LIMIT, refuse_long_names
from test.support.raw_server import Peer, answer
from test.support.served_file import MODIFIED
from test.transfer.conftest import FOREIGN, Folder

BODIES = [JPEG + bytes([number]) * 1000 for number in range(4)]


def shelf(peer: Peer) -> None:
    """Serve files by hash; each is called ``told.jpg``, and the index knows none."""
    bodies = {sha1(body): body for body in BODIES}
    while (seen := peer.request()) is not None:
        name = seen.target.rpartition("/")[2].partition("?")[0]
        if "/dl/" not in seen.target:
            peer.send(answer(b'{"error":"unknown"}', "application/json", status="404 Not Found"))
        else:
            disposition = 'Content-Disposition: attachment; filename="told.jpg"'
            peer.send(answer(bodies[name], "image/jpeg", f"Last-Modified: {MODIFIED}", disposition))


@pytest.fixture
def sources(serve: Serve, connect: Connect, folder: Folder) -> ImageSources:
    """Return what makes sources of the files."""
    folder.allow(*BODIES)
    return ImageSources(connect(serve(shelf).url).api_client)


def beside(name: str, body: bytes) -> str:
    """Return the name of a file that another of the batch has."""
    return with_suffix(name, short_hash(sha1(body)))


def run(batch: Batch) -> list[str | None]:
    """Return the names that items got, in their order by SHA-1 of BODIES; None where one failed."""
    names = {item.source.sha1: result.path.name if result else None for item, result, _ in batch}
    return [names.get(sha1(body)) for body in BODIES]


@pytest.mark.parametrize("overwrite", [True, False])
@pytest.mark.parametrize("workers", [1, 4])
def test_files_of_one_name_in_a_folder_are_told_apart(
    sources: ImageSources, folder: Folder, workers: int, overwrite: bool
) -> None:
    """In the order of the items, so that a second run finds each where it was; capitals do not count."""
    names = ["a.jpg", "a.jpg", "A.JPG", "b.jpg"]
    items = [(sources.original(sha1(body), name=name), folder.path) for body, name in zip(BODIES, names, strict=True)]
    expected = ["a.jpg", beside("a.jpg", BODIES[1]), beside("A.JPG", BODIES[2]), "b.jpg"]
    for _ in range(2):
        batch = download_all(items, workers, overwrite=overwrite)
        assert run(batch) == expected
        assert batch.summary.is_complete
        assert folder.finals == dict(zip(expected, BODIES, strict=True))
    assert batch.summary.skipped == len(BODIES)


@pytest.mark.parametrize("workers", [1, 4])
def test_names_that_the_server_tells_are_told_apart(sources: ImageSources, folder: Folder, workers: int) -> None:
    """Also where they are known only when the answers come."""
    batch = download_all([(sources.original(sha1(body)), folder.path) for body in BODIES], workers, overwrite=True)
    found = run(batch)
    assert batch.summary.fetched == len(BODIES)
    assert sorted(folder.finals.values()) == sorted(BODIES)
    assert found.count("told.jpg") == 1
    assert {name for name in found if name != "told.jpg"} <= {beside("told.jpg", body) for body in BODIES}


@pytest.mark.parametrize("name", ["n" * 100 + ".jpg", "n" * 180 + ".jpg"])
def test_names_are_told_apart_on_a_disk_with_short_ones(
    sources: ImageSources, folder: Folder, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Suffixes are within what it takes, and the second run finds each file where it was."""
    refuse_long_names(monkeypatch, folder.path)
    items = [(sources.original(sha1(body), name=name), folder.path) for body in BODIES]
    assert download_all(items, overwrite=True).finish().fetched == len(folder.finals) == len(BODIES)
    assert max(map(len, folder.finals)) <= LIMIT
    assert all(found.endswith(".jpg") for found in folder.finals)
    assert download_all(items).finish().skipped == len(folder.finals) == len(BODIES)


def test_one_content_twice_needs_no_other_name(sources: ImageSources, folder: Folder) -> None:
    """It is the same file."""
    items = [(sources.original(sha1(BODIES[0]), name="a.jpg"), folder.path)] * 3
    summary = download_all(items, overwrite=True).finish()
    assert (summary.fetched, summary.skipped) == (1, 2)
    assert list(folder.finals) == ["a.jpg"]


def test_a_file_that_was_there_before_is_replaced_as_asked(sources: ImageSources, folder: Folder) -> None:
    """Only what this batch wrote is safe from it."""
    folder.allow(b"old")
    (folder / "a.jpg").write_bytes(b"old")
    items = [(sources.original(sha1(body), name="a.jpg"), folder.path) for body in BODIES[:2]]
    assert run(download_all(items, overwrite=True))[:2] == ["a.jpg", beside("a.jpg", BODIES[1])]
    assert set(folder.finals.values()) == set(BODIES[:2])


@pytest.mark.parametrize("overwrite", [True, False])
@pytest.mark.parametrize("order", ["file file", "folder file", "file folder"])
def test_a_path_that_another_item_has_is_not_written_to(
    sources: ImageSources, folder: Folder, overwrite: bool, order: str
) -> None:
    """A file that the caller named gets no other name: that item fails, and says why."""
    first, second = (
        Item(sources.original(sha1(body), name="a.jpg"), folder / "a.jpg" if kind == "file" else folder.path)
        for body, kind in zip(BODIES, order.split(), strict=False)
    )
    outcomes = {outcome.item: outcome for outcome in download_all([first, second], 1, overwrite=overwrite)}
    assert outcomes[first].result is not None
    assert folder.finals["a.jpg"] == BODIES[0]
    if order == "file folder":
        assert folder.finals[beside("a.jpg", BODIES[1])] == BODIES[1]
    else:
        assert isinstance(outcomes[second].error, TargetExistsError)
        assert "another file of this batch is written to" in str(outcomes[second].error)


def test_zips_of_albums_of_one_name_are_told_apart(connect: Connect, tmp_path: Path) -> None:
    """The server calls both alike; the second does not replace the first."""
    library = Library.sample(photos=6)
    albums = [library.add_album(title, library.photos[:count]) for count, title in enumerate(("A b", "A-b"), start=1)]
    with PhotoPrismServer(library) as server:
        sources = ImageSources(connect(server.url).api_client)
        items: list[tuple[Source, Path]] = [(sources.album_zip(album.uid), tmp_path) for album in albums]
        summary = download_all(items, overwrite=True).finish()
    assert summary.fetched == len(list(tmp_path.glob("a-b*.zip"))) == 2


def test_capitals_of_paths_that_the_caller_names_count(sources: ImageSources, folder: Folder) -> None:
    """Where they count for the disk."""
    if (folder / FOREIGN.upper()).exists():
        pytest.skip("they do not count on this disk")
    items = [
        (sources.original(sha1(body)), folder / name) for body, name in zip(BODIES, ("a.jpg", "A.jpg"), strict=False)
    ]
    assert download_all(items).finish().fetched == len(folder.finals) == 2
