"""`save_thumbs`: each picture once, whole, under its hash; what is there is never asked for or changed."""

import errno
import io
import json
import os
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from photoprism_client import ApiException, ApiTypeError, ApiValueError, TargetInUseError
from photoprism_client.export import ExportProgress, ExportReport, FileReport, Selection
from photoprism_client.export.destination import Destination
from photoprism_client.thumbs import ThumbsOptions, save_thumbs
from test.support.clients import Connect, Serve
from test.support.export_runs import stamps
from test.support.limited_disks import refused_after
from test.support.many import hashes, picture, pictures
from test.support.photo_server import ICON, PhotoServer
from test.support.raw_server import answer

COUNT = 30
OWN = ".photoprism-images"
by_layout = pytest.mark.parametrize("shards", [None, 7], ids=["files", "shards"])


class Library:
    """A library of thumbnails, and runs that save them in one folder."""

    def __init__(self, serve: Serve, connect: Connect, folder: Path) -> None:
        self.server, self.folder = PhotoServer(COUNT), folder
        self._images = connect(serve(self.server).url)
        self.files: list[FileReport] = []
        self.progress: list[ExportProgress] = []

    def save(self, selection: Selection | None = None, **options: Any) -> ExportReport:
        """Save them."""
        self.files, self.progress, self.server.asked = [], [], []
        return save_thumbs(
            self._images.api_client,
            selection or Selection(),
            self.folder,
            ThumbsOptions(**{"fsync": False, **options}),
            progress=self.progress.append,
            on_file=self.files.append,
        )

    def saved(self) -> dict[str, bytes]:
        """Return all members of shards, and all files, by name; check that no shard has one twice."""
        found: dict[str, bytes] = {}
        for path in sorted(self.folder.iterdir()):
            if path.suffix == ".tar":
                for name, data in members(path).items():
                    assert name not in found
                    found[name] = data
            elif path.is_file():
                found[path.name] = path.read_bytes()
        return found

    def has(self, *without: int, count: int = COUNT) -> bool:
        """Tell whether every picture is there but for some, nothing else, and nothing half."""
        wanted = {f"{sha1}.jpg": picture(sha1) for sha1 in hashes(count) if int(sha1, 16) not in without}
        found = {name: data for name, data in self.saved().items() if not name.endswith(".json")}
        return found == wanted and os.listdir(self.folder / OWN / "incoming") == []


def members(path: Path) -> dict[str, bytes]:
    """Read a shard as Python does."""
    with tarfile.open(fileobj=io.BytesIO(path.read_bytes())) as opened:
        return {member.name: opened.extractfile(member).read() for member in opened}  # type: ignore[union-attr]


@pytest.fixture
def library(serve: Serve, connect: Connect, tmp_path: Path) -> Library:
    """Yield a library and a folder that does not exist yet."""
    return Library(serve, connect, tmp_path / "thumbs")


@by_layout
@pytest.mark.parametrize("fsync", [True, False])
def test_all_come_and_a_second_run_asks_for_none(library: Library, shards: int | None, fsync: bool) -> None:
    """Each is reported when it has its name; a second run changes nothing, and asks for no thumbnail."""
    report = library.save(shards=shards, fsync=fsync)
    assert library.has()
    assert sorted(library.server.asked) == list(range(COUNT))
    assert (report.counts, report.size) == ({"new": COUNT}, sum(map(len, pictures(hashes(COUNT)))))
    assert report.is_complete
    assert {found.sha1 for found in library.files} == set(hashes(COUNT))
    assert library.progress[-1] == ExportProgress("fetching", COUNT, 0, report.size, 0, library.progress[-1].path)
    before = stamps(library.folder)
    again = library.save(shards=shards, fsync=fsync)
    assert (again.counts, again.size, library.server.asked) == ({"unchanged": COUNT}, 0, [])
    assert stamps(library.folder) == before or shards is None


def test_shards_hold_a_picture_and_its_record_in_the_order_of_the_listing(library: Library) -> None:
    """Full shards but for the last, the picture before its record, and no two keys alike; the same in each run."""
    library.server.changes[1] = {"Caption": "Über “dem” Meer 🌊", "Title": ""}
    library.save(shards=7)
    names = [f"thumbs-{number:06}.tar" for number in range(5)]
    assert sorted(path.name for path in library.folder.iterdir() if path.is_file()) == names
    order = [name for path in names for name in members(library.folder / path)]
    assert order == [f"{sha1}.{kind}" for sha1 in hashes(COUNT) for kind in ("jpg", "json")]
    assert [len(members(library.folder / name)) for name in names] == [14, 14, 14, 14, 4]
    facts = json.loads(library.saved()[f"{hashes(COUNT)[1]}.json"])
    assert facts == {
        "uid": "p000000000000001",
        "hash": hashes(COUNT)[1],
        "size": "tile_224",
        "type": "image",
        "title": "",
        "caption": "Über “dem” Meer 🌊",
        "taken_at": "2026-11-26T09:00:00+00:00",
        "taken_at_local": "",
        "width": 640,
        "height": 480,
        "file_name": "2026/1.jpg",
        "favorite": False,
    }
    records = [json.loads(data) for name, data in library.saved().items() if name.endswith(".json")]
    assert {str({name: type(value) for name, value in record.items()}) for record in records} == {
        str({name: type(value) for name, value in facts.items()})  # what is empty has its type, too
    }
    first = {name: (library.folder / name).read_bytes() for name in names}
    library.folder = library.folder.parent / "again"
    library.save(shards=7)
    assert {name: (library.folder / name).read_bytes() for name in names} == first


def test_new_pictures_go_into_new_shards(library: Library) -> None:
    """Shards that are there stay as they are, whatever they hold."""
    library.save(shards=7)
    before = {path: path.read_bytes() for path in library.folder.glob("*.tar")}
    (library.folder / "thumbs-000002.tar").rename(library.folder.parent / "lost.tar")
    library.server.count += 3
    report = library.save(shards=7)
    assert report.counts == {"unchanged": COUNT - 7, "new": 3 + 7}
    assert sorted(library.server.asked) == [*range(14, 21), *range(COUNT, COUNT + 3)]
    assert library.has(count=COUNT + 3)
    assert {path: path.read_bytes() for path in before if path.exists()}.items() <= before.items()
    assert {path.name for path in library.folder.glob("*.tar")} == {f"thumbs-00000{n}.tar" for n in (0, 1, 3, 4, 5, 6)}


@by_layout
def test_missing_thumbnails_are_failures_and_not_written(library: Library, shards: int | None) -> None:
    """An icon, an unknown hash, and a file that the index says is missing, which is not asked for; a rerun tries."""
    unknown = answer(b'{"error":"Not found"}', "application/json", status="404 Not Found")
    wrong = {5: ICON, 6: unknown, 20: ICON}
    library.server.reply = wrong.get
    row = library.server.row(11)
    library.server.changes = {
        11: {"Files": [row["Files"][0] | {"Missing": True}]},
        12: {"Hash": ""},
        13: {"Hash": "../a"},
    }
    report = library.save(shards=shards)
    assert report.counts == {"new": COUNT - 6, "failed": 6}
    assert report.reasons == {
        "the server has no picture of it in this size": 2,
        "unknown to the server": 1,
        "missing on the server's disk": 3,
    }
    assert {problem.path for problem in report.problems} == {f"2026/{number}.jpg" for number in (5, 6, 11, 12, 13, 20)}
    assert not report.is_complete
    assert not {11, 12, 13} & set(library.server.asked)
    assert library.has(5, 6, 11, 12, 13, 20)
    library.server.reply = lambda number: None
    assert library.save(shards=shards).counts["new"] == 3
    assert library.has(11, 12, 13)


@pytest.mark.parametrize(("first", "connections"), [(0, 4), (10, 1), (10, 4)])
def test_h8_five_missing_in_a_row_stop_the_run(library: Library, first: int, connections: int) -> None:
    """Asking for a missing one takes it out of the server's index; what came before is kept.

    Over several connections, a picture that comes after missing ones lets them count anew: each connection but one may
    have such a picture, and as many icons before that as there are others.
    """
    library.server.reply = lambda number: ICON if number >= first else None
    report = library.save(shards=7, connections=connections)
    assert report.stopped_by == "originals are missing on the server's disk: are they mounted?"
    failed = report.counts.pop("failed")
    assert report.counts == ({"new": first} if first else {})
    assert 5 <= failed <= (5 + connections * (connections - 1) // 2 if first else 5)
    assert len(library.server.asked) == first + failed
    assert library.has(*range(first, COUNT))


def test_pictures_that_the_server_cannot_show_stop_nothing(library: Library) -> None:
    """Their originals are there, such as damaged ones of one folder: each is a failure, and all others come."""
    library.server.keeps = True
    broken = set(range(4, 20))
    library.server.reply = lambda number: ICON if number in broken else None
    report = library.save(shards=7)
    assert report.stopped_by is None
    assert report.counts == {"new": COUNT - len(broken), "failed": len(broken)}
    assert library.has(*broken)


def test_a_server_that_fails_stops_the_run(library: Library) -> None:
    """After five pictures in a row; single failures do not."""
    busy = answer(b"{}", "application/json", status="500 Broken")
    library.server.reply = lambda number: busy if number in {3, 4} or number >= 20 else None
    report = library.save(shards=7)
    assert report.stopped_by == "5 pictures in a row failed: the server answered 500"
    assert library.has(3, 4, *range(20, COUNT))


def test_a_session_that_has_ended_stops_the_run_at_once(library: Library) -> None:
    """What came before it is kept."""
    refused = answer(b'{"code":401,"error":"Unauthorized"}', "application/json", status="401 Unauthorized")
    library.server.reply = lambda number: refused if number >= 20 else None
    report = library.save(shards=7)
    assert report.stopped_by == "the session has ended: log in again"
    assert library.has(*range(20, COUNT))


def test_a_listing_that_breaks_off_leaves_what_came(library: Library) -> None:
    """The error comes out, after the pictures that were listed before."""
    library.server.count = 1100
    library.server.listing_fails = answer(b"{}", "application/json", status="500 Broken")
    with pytest.raises(ApiException, match="500"):
        library.save(shards=10_000)
    assert {found.action for found in library.files} == {"new"}
    assert len(library.saved()) == 2 * len(library.files) > 0


@by_layout
@pytest.mark.parametrize("fsync", [True, False])
def test_a_full_disk_stops_the_run(
    library: Library, monkeypatch: pytest.MonkeyPatch, shards: int | None, fsync: bool
) -> None:
    """Nothing half has a name or is left, and the reason is said; the next run goes on."""
    if shards is not None:
        monkeypatch.delattr(os, "writev")
    with refused_after(20 * len(picture(hashes(1)[0])) + 500, errno.ENOSPC, least=300):
        report = library.save(shards=shards, fsync=fsync)
    assert (report.stopped_by or "").startswith("the disk: ")
    assert os.listdir(library.folder / OWN / "incoming") == []
    assert all(data == picture(name[:40]) for name, data in library.saved().items() if name.endswith(".jpg"))
    library.save(shards=shards, fsync=fsync)
    assert library.has()


@pytest.mark.parametrize("call", ["fsync", "link"])
def test_a_shard_that_cannot_get_its_name_is_dropped(
    library: Library, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    """A disk that fails at the last moment stops the run; nothing is left of the shard."""

    def refuse(*_arguments: object, **_options: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    library.server.count = 0
    library.save(shards=7)
    library.server.count = COUNT
    with monkeypatch.context() as patch:
        patch.setattr(os, call, refuse)
        patch.setattr(os, "rename", refuse)
        report = library.save(shards=7, fsync=True)
    assert (report.stopped_by or "").startswith("the disk: ")
    assert (library.saved(), os.listdir(library.folder / OWN / "incoming")) == ({}, [])
    assert library.save(shards=7).is_complete


@by_layout
@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit])
def test_an_interruption_leaves_nothing_half(library: Library, shards: int | None, error: type[BaseException]) -> None:
    """Whatever ends the run, such as Ctrl-C or the caller's own function."""

    def interrupt(now: ExportProgress) -> None:
        if now.files == 10:
            raise error

    with pytest.raises(error):
        save_thumbs(
            library._images.api_client,
            Selection(),
            library.folder,
            ThumbsOptions(shards=shards, fsync=False),
            progress=interrupt,
        )
    assert os.listdir(library.folder / OWN / "incoming") == []
    names = [name for name in library.saved() if name.endswith(".jpg")]
    assert 0 < len(names) <= 10
    assert all(library.saved()[name] == picture(name[:40]) for name in names)
    library.save(shards=shards)
    assert library.has()


@by_layout
def test_what_a_killed_run_left_goes(library: Library, shards: int | None) -> None:
    """A part of a file or shard is removed; another export's resumable download in the same folder is not."""
    incoming = library.folder / OWN / "incoming"
    incoming.mkdir(parents=True)
    for name in ("thumbs.tar", f"thumb-{hashes(1)[0]}.jpg", "0123"):
        (incoming / name).write_bytes(b"half")
    library.save(shards=shards)
    assert os.listdir(incoming) == ["0123"]
    (incoming / "0123").unlink()
    assert library.has()


@pytest.mark.parametrize("cut", [0, 700, 5000, 10240])
def test_a_shard_that_is_not_whole_is_refused(library: Library, cut: int) -> None:
    """Before anything is asked for: what it should hold cannot be known."""
    library.save(shards=7)
    path = library.folder / "thumbs-000001.tar"
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(ApiValueError, match=r"thumbs-000001\.tar is not a shard of ours, or not whole"):
        library.save(shards=7)
    assert library.server.asked == []


def test_files_of_others_are_left_alone(library: Library) -> None:
    """What has a name of ours and is not a whole picture is a failure; a link is not followed."""
    library.folder.mkdir()
    first, second, third, *_ = (library.folder / f"{sha1}.jpg" for sha1 in hashes(3))
    (library.folder.parent / "outside").write_bytes(picture(hashes(3)[1]))
    first.write_bytes(b"mine")
    second.symlink_to(library.folder.parent / "outside")
    third.write_bytes(picture(hashes(3)[2]))
    report = library.save()
    assert report.counts == {"failed": 2, "unchanged": 1, "new": COUNT - 3}
    assert report.reasons == {"something else has its name": 2}
    assert (first.read_bytes(), second.is_symlink()) == (b"mine", True)


@by_layout
def test_dry_run_changes_nothing(library: Library, shards: int | None) -> None:
    """No folder is made, no thumbnail asked for; what is there counts."""
    assert library.save(shards=shards, dry_run=True).counts == {"new": COUNT}
    assert (library.folder.exists(), library.server.asked) == (False, [])
    library.save(shards=shards)
    library.server.count += 2
    before = stamps(library.folder)
    assert library.save(shards=shards, dry_run=True).counts == {"new": 2, "unchanged": COUNT}
    assert stamps(library.folder).keys() == before.keys()


def test_selection_leaves_out(library: Library) -> None:
    """Patterns and sizes are those of the file that shows a photo; two photos of one file are one picture."""
    library.server.changes = {3: {"Hash": hashes(COUNT)[2]}}
    report = library.save(Selection(exclude=("2026/1?.jpg",), size="tile_500"))
    assert report.counts == {"skipped": 10, "new": COUNT - 11}
    assert library.has(3, *range(10, 20))


def test_sizes_are_not_mixed(library: Library) -> None:
    """A folder of one size refuses another, whichever layout; a record that cannot be read refuses all."""
    library.save(Selection(size="tile_100"))
    for options in ({}, {"shards": 7}, {"dry_run": True}):
        with pytest.raises(ApiValueError, match="holds thumbnails of tile_100: choose another folder for tile_224"):
            library.save(**options)
    (library.folder / OWN / "thumbs.json").write_bytes(b"{")
    with pytest.raises(ApiValueError, match="an unknown size"):
        library.save()


@by_layout
def test_a_run_without_pictures_decides_no_size(library: Library, shards: int | None) -> None:
    """A size that the server does not have, or a server that does not answer, leaves the folder open for any size."""
    library.server.keeps, library.server.reply = True, lambda number: ICON
    assert library.save(Selection(size="tile_100"), shards=shards).counts == {"failed": COUNT}
    library.server.reply = lambda number: None
    assert library.save(shards=shards).counts == {"new": COUNT}


def test_one_run_at_a_time(library: Library) -> None:
    """Another run in the same folder is refused."""
    with Destination(library.folder).locked(make=True), pytest.raises(TargetInUseError):
        library.save()


@pytest.mark.parametrize(
    ("make", "error"),
    [
        (lambda: ThumbsOptions(shards=0), ApiValueError),
        (lambda: ThumbsOptions(shards=1_000_001), ApiValueError),
        (lambda: ThumbsOptions(shards=True), ApiTypeError),
        (lambda: ThumbsOptions(connections=17), ApiValueError),
        (lambda: ThumbsOptions(fsync=1), ApiTypeError),  # type: ignore[arg-type]  # that is the test
    ],
)
def test_wrong_options_are_refused(make: Callable[[], object], error: type[Exception]) -> None:
    """When they are made."""
    with pytest.raises(error):
        make()


def test_sidecars_have_no_thumbnails(library: Library) -> None:
    """To ask for them is a mistake, and nothing is listed."""
    with pytest.raises(ApiValueError, match="sidecars"):
        library.save(Selection(sidecars=True))
