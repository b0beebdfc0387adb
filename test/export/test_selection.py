"""An export takes exactly what each filter matches, and refuses unknown filters before it sends a request."""

import io
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from photoprism_client import (
    ApiClient,
    ApiTypeError,
    ApiValueError,
    Configuration,
    FoldersApi,
    LookupFailedError,
    PhotosApi,
    UnreadableFolderWarning,
)
from photoprism_client.export import ExportOptions, Selection
from photoprism_client.testing import Library, PhotoPrismServer
from photoprism_client.testing.library.items import Photo
from photoprism_client.testing.library.relations import albums_of, photos_in, photos_of
from photoprism_client.testing.library.sample import write_picture
from test.support.export_runs import Run, originals, pictures, tree
from test.support.similar_names import make_library

JPEG_END = b"\xff\xd9"


@pytest.fixture(scope="module")
def server() -> Iterator[PhotoPrismServer]:
    """Yield a server with a sample library and passwords; no test of this file changes its pictures."""
    library = Library.sample(photos=12)
    library.add_person("Jane Doe", [library.find("dups/IMG_0002.JPG")])
    library.add_person("Zoë", [library.find("2023/日本/富士山 #1.jpg")])
    with PhotoPrismServer(library, mode="password") as server:
        yield server


@pytest.fixture
def traps() -> Iterator[PhotoPrismServer]:
    """Yield a server with the library of traps."""
    with PhotoPrismServer(Library.edge_cases(), mode="password") as server:
        yield server


def of_photos(photos: list[Photo]) -> dict[str, str]:
    """Return SHA-1 by path of the original files of these photos."""
    return {file.name: file.hash for photo in photos for file in photo.files if file.root == "/" and not file.sidecar}


def shown(server: PhotoPrismServer) -> list[Photo]:
    """Return the photos that are neither archived nor hidden."""
    return [photo for photo in server.library.photos if photo.archived_at is None and photo.quality > -1]


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"albums": "Zoo"}, ApiTypeError),
        ({"albums": None}, ApiTypeError),
        ({"albums": (1,)}, ApiTypeError),
        ({"labels": ("",)}, ApiValueError),
        ({"labels": "Cat"}, ApiTypeError),
        ({"folders": "2021"}, ApiTypeError),
        ({"folders": ("/",)}, ApiValueError),
        ({"people": b"Jane"}, ApiTypeError),
        ({"people": ("",)}, ApiValueError),
        ({"types": "raw"}, ApiTypeError),
        ({"types": ("photo",)}, ApiValueError),
        ({"types": ("",)}, ApiValueError),
        ({"exclude": "*.mp4"}, ApiTypeError),
        ({"query": 1}, ApiTypeError),
        ({"favorites": None}, ApiTypeError),
        ({"favorites": "no"}, ApiTypeError),
        ({"private": 0}, ApiTypeError),
        ({"archived": "only"}, ApiTypeError),
        ({"hidden": 1}, ApiTypeError),
        ({"videos": None}, ApiTypeError),
        ({"sidecars": "xmp"}, ApiTypeError),
        ({"recent": 0}, ApiValueError),
        ({"recent": -1}, ApiValueError),
        ({"recent": True}, ApiTypeError),
        ({"recent": 1.5}, ApiTypeError),
        ({"recent": "10"}, ApiTypeError),
        ({"max_size": -1}, ApiValueError),
        ({"max_size": True}, ApiTypeError),
        ({"max_size": float("inf")}, ApiTypeError),
        ({"max_size": "10M"}, ApiTypeError),
        ({"max_size": 2**63}, ApiValueError),
        ({"since": "2021-07-01"}, ApiTypeError),
        ({"since": date(2021, 7, 2), "until": date(2021, 7, 1)}, ApiValueError),
        ({"until": 20210701}, ApiTypeError),
        ({"files": "all"}, ApiValueError),
        ({"files": None}, ApiTypeError),
        ({"files": ["originals"]}, ApiTypeError),
        ({"size": "fit_721"}, ApiValueError),
        ({"size": ""}, ApiValueError),
        ({"size": 720}, ApiTypeError),
        ({"size": ["fit_720"]}, ApiTypeError),
    ],
    ids=str,
)
def test_bad_input_is_refused_before_any_request(
    server: PhotoPrismServer, tmp_path: Path, options: dict[str, Any], error: type[Exception]
) -> None:
    """The message names the option; nothing is asked for, and no folder is made."""
    before = len(server.requests)
    with pytest.raises(error, match="|".join(name.rstrip("s") for name in options)):
        Run(server, tmp_path / "dest", Selection(**options))
    assert len(server.requests) == before
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("wrong", [[["x"]], {5: "x"}, b"x", 2.5j], ids=repr)
@pytest.mark.parametrize(
    ("make", "name"), [(make, field.name) for make in (Selection, ExportOptions) for field in fields(make)]
)
def test_every_option_refuses_another_type(make: type[Any], name: str, wrong: object) -> None:
    """A value of a type that an option does not take is an error of ours that names the option."""
    with pytest.raises(ApiTypeError, match=name.rstrip("s")):
        make(**{name: wrong})


def test_a_time_is_no_day() -> None:
    """A time of day would have to be in some zone; a day is as the photographer saw it."""
    with pytest.raises(ApiTypeError, match="since"):
        Selection(since=datetime(2021, 7, 1, 12, tzinfo=UTC))


def test_equal_selections_describe_themselves_alike() -> None:
    """That text says whether two runs had the same; each option is in it."""
    base = Selection()
    assert Selection(albums=["a"]).describe() == Selection(albums=("a",)).describe()  # type: ignore[arg-type]
    changes: list[dict[str, Any]] = [
        {"query": "x"},
        {"albums": ("x",)},
        {"labels": ("x",)},
        {"folders": ("x",)},
        {"people": ("x",)},
        {"favorites": True},
        {"types": ("raw",)},
        {"since": date(2021, 7, 1)},
        {"until": date(2021, 7, 1)},
        {"private": False},
        {"archived": True},
        {"hidden": True},
        {"recent": 1},
        {"videos": False},
        {"exclude": ("x",)},
        {"max_size": 0},
        {"files": "primary"},
        {"size": "fit_720"},
        {"sidecars": True},
    ]
    assert {name for change in changes for name in change} == set(Selection.__slots__)
    assert len({base.describe(), *(replace(base, **change).describe() for change in changes)}) == len(changes) + 1


def test_everything_by_default(server: PhotoPrismServer, tmp_path: Path) -> None:
    """All own files of all photos that are neither archived nor hidden; private ones, too."""
    Run(server, tmp_path)
    assert pictures(tmp_path) == originals(server) == of_photos(shown(server))
    assert any(photo.private for photo in shown(server))
    assert any(photo.archived_at for photo in server.library.photos)


@pytest.mark.parametrize("of", [lambda album: album.title, lambda album: album.uid])
def test_an_album_by_title_or_uid(server: PhotoPrismServer, tmp_path: Path, of: Any) -> None:
    """Only what is in it."""
    [album] = [album for album in server.library.albums if album.title == "Favourites"]
    Run(server, tmp_path, Selection(albums=(of(album),)))
    assert pictures(tmp_path) == of_photos(photos_in(server.library, album))


def test_several_albums_are_put_together(server: PhotoPrismServer, tmp_path: Path) -> None:
    """A photo that is in two of them is there once."""
    run = Run(server, tmp_path, Selection(albums=("Favourites", "Everything", "Empty")))
    assert pictures(tmp_path) == of_photos([photo for photo in shown(server) if albums_of(server.library, photo)])
    assert len(run.pictures) == run.counts["new"] == len(pictures(tmp_path))


def test_many_albums_are_looked_up_by_one_listing(server: PhotoPrismServer, tmp_path: Path) -> None:
    """Twenty albums cost one listing of albums, not twenty."""
    run = Run(server, tmp_path, Selection(albums=("Favourites", "Everything") * 10))
    assert run.asked.count("/api/v1/albums") == 1
    assert pictures(tmp_path) == of_photos([photo for photo in shown(server) if albums_of(server.library, photo)])


@pytest.mark.parametrize("titles", [("FAVOURITES",), ("favour*",), ("Fav*tes", "Favourites")])
def test_albums_are_chosen_as_iterate_chooses_them(
    server: PhotoPrismServer, tmp_path: Path, titles: tuple[str, ...]
) -> None:
    """Capitals do not count, and an asterisk stands for anything."""
    [album] = [album for album in server.library.albums if album.title == "Favourites"]
    Run(server, tmp_path, Selection(albums=titles))
    assert pictures(tmp_path) == of_photos(photos_in(server.library, album))
    with ApiClient(Configuration(host=server.url, username="admin", password="photoprism")) as api_client:
        found = {photo.uid for photo in PhotosApi(api_client).iterate(album=titles)}
    assert found == {photo.uid for photo in photos_in(server.library, album)}


def test_a_folder_by_its_title_has_no_files_of_another(tmp_path: Path) -> None:
    """Where no album has the title, the folder that has it is meant, and none that a pattern would find, too."""
    with PhotoPrismServer(make_library(tmp_path / "originals"), mode="password") as server:
        folder = next(album for album in server.library.albums if album.path == "my_album")
        for title, expected in ((folder.uid, {"my_album/x_1.jpg"}), ("Berlin", {"pi/a.jpg"})):
            dest = tmp_path / title
            Run(server, dest, Selection(albums=(title,)))
            assert set(pictures(dest)) == expected


def test_an_empty_album_is_no_error(server: PhotoPrismServer, tmp_path: Path) -> None:
    """And not everything."""
    run = Run(server, tmp_path, Selection(albums=("Empty",)))
    assert run.counts == {}
    assert run.report.is_complete
    assert pictures(tmp_path) == {}


@pytest.mark.parametrize(("title", "close"), [("Favourit", "Favourites"), ("Everythin", "Everything"), ("Fav", "")])
def test_an_unknown_album_is_an_error_that_names_close_titles(
    server: PhotoPrismServer, tmp_path: Path, title: str, close: str
) -> None:
    """Also beside one that is known; no picture is fetched."""
    with pytest.raises(LookupFailedError) as refusal:
        Run(server, tmp_path, Selection(albums=("Favourites", title)))
    assert repr(title) in str(refusal.value)
    assert close in str(refusal.value)
    assert pictures(tmp_path) == {}


def test_labels(server: PhotoPrismServer, tmp_path: Path) -> None:
    """One of them is enough."""
    label = {label.name: label for label in server.library.labels}
    Run(server, tmp_path / "one", Selection(labels=("Mountain",)))
    members = set(label["Mountain"].photo_uids)
    assert pictures(tmp_path / "one") == of_photos([photo for photo in shown(server) if photo.uid in members])
    Run(server, tmp_path / "two", Selection(labels=("Mountain", "Sunset")))
    members.update(label["Sunset"].photo_uids)
    assert pictures(tmp_path / "two") == of_photos([photo for photo in shown(server) if photo.uid in members])


@pytest.mark.parametrize(
    ("folders", "starts"),
    [
        (("2021",), ("2021/",)),
        (("2021/07",), ("2021/07/",)),
        (("/2021/07/",), ("2021/07/",)),
        (("2022/Ferien & Spaß",), ("2022/Ferien & Spaß/",)),
        (("2023/日本",), ("2023/日本/",)),
        (("2023/100% real",), ("2023/100% real/",)),
        (("2023", "dups"), ("2023/", "dups/")),
        (("empty",), ("empty/",)),
    ],
    ids=str,
)
def test_folders(server: PhotoPrismServer, tmp_path: Path, folders: tuple[str, ...], starts: tuple[str, ...]) -> None:
    """With those in them, and none that only begins alike."""
    Run(server, tmp_path, Selection(folders=folders))
    assert pictures(tmp_path) == {name: sha1 for name, sha1 in originals(server).items() if name.startswith(starts)}


def test_a_sign_of_a_pattern_in_a_folder_means_itself(tmp_path: Path) -> None:
    """A percent sign stands for anything in the server's search; here it is a name."""
    root = tmp_path / "library"
    with Library.sample(photos=3) as sample:
        contents = [(sample.root / name).read_bytes() for name in ("2021/07/IMG_1.JPG", "2023/日本/富士山 #1.jpg")]
    for name, content in zip(("100% real/a.jpg", "100 things real/b.jpg"), contents, strict=True):
        (root / name).parent.mkdir(parents=True)
        (root / name).write_bytes(content)
    with PhotoPrismServer(Library.from_folder(root), mode="password") as server:
        Run(server, tmp_path / "dest", Selection(folders=("100% real",)))
    assert set(pictures(tmp_path / "dest")) == {"100% real/a.jpg"}


@pytest.mark.parametrize("people", [("Jane Doe",), ("Zoë",), ("Jane Doe", "Zoë")])
def test_people_by_name(server: PhotoPrismServer, tmp_path: Path, people: tuple[str, ...]) -> None:
    """One of them is enough."""
    Run(server, tmp_path, Selection(people=people))
    names = {person.name: person for person in server.library.people}
    uids = {photo.uid for name in people for photo in photos_of(server.library, names[name])}
    assert pictures(tmp_path) == of_photos([photo for photo in shown(server) if photo.uid in uids]) != {}


def test_people_by_uid(server: PhotoPrismServer, tmp_path: Path) -> None:
    """As well as by name."""
    [person] = [person for person in server.library.people if person.name == "Jane Doe"]
    Run(server, tmp_path, Selection(people=(person.uid,)))
    assert pictures(tmp_path) == of_photos(photos_of(server.library, person))


def test_favorites_query_and_private(server: PhotoPrismServer, tmp_path: Path) -> None:
    """Favourites only; a search; and no private photos."""
    Run(server, tmp_path / "favorites", Selection(favorites=True))
    assert pictures(tmp_path / "favorites") == of_photos([photo for photo in shown(server) if photo.favorite]) != {}
    Run(server, tmp_path / "query", Selection(query="year:2022 type:image"))
    assert pictures(tmp_path / "query") == of_photos([photo for photo in shown(server) if photo.year == 2022])
    Run(server, tmp_path / "public", Selection(private=False))
    assert pictures(tmp_path / "public") == of_photos([photo for photo in shown(server) if not photo.private])
    assert pictures(tmp_path / "public") != originals(server)


def test_all_that_is_asked_for_must_be_met(server: PhotoPrismServer, tmp_path: Path) -> None:
    """An album, a label and days at once: what is in all of them."""
    days = {"since": date(2021, 7, 1), "until": date(2021, 7, 20)}
    Run(server, tmp_path, Selection(albums=("Favourites",), labels=("Mountain",), folders=("2021",), **days))  # type: ignore[arg-type]
    first = server.library.find("2021/07/IMG_1.JPG")
    assert pictures(tmp_path) == of_photos([first])


def test_archived_and_hidden_are_added(traps: PhotoPrismServer, tmp_path: Path) -> None:
    """To all others, each by its own option."""
    library = traps.library
    archived, hidden = library.find("2021/archived.jpg"), library.find("hidden/cut.jpg")
    plain = set(originals(traps).values())
    cases: list[tuple[dict[str, Any], list[str]]] = [
        ({}, []),
        ({"archived": True}, [archived.hash]),
        ({"hidden": True}, [hidden.hash]),
        ({"archived": True, "hidden": True}, [archived.hash, hidden.hash]),
    ]
    for options, more in cases:
        dest = tmp_path / "-".join(["dest", *options])
        run = Run(traps, dest, Selection(**options))
        assert set(pictures(dest).values()) == {*plain, *more}
        assert run.counts == {"new": len(plain) + len(more)}
        assert run.report.is_complete


def test_archived_photos_of_an_album(traps: PhotoPrismServer, tmp_path: Path) -> None:
    """An album keeps its archived photos; they are added on request."""
    traps.library.add_album("Old", [traps.library.find("2021/archived.jpg"), traps.library.find("2021/plain.jpg")])
    Run(traps, tmp_path, Selection(albums=("Old",)))
    assert set(pictures(tmp_path)) == {"2021/plain.jpg"}
    Run(traps, tmp_path, Selection(albums=("Old",), archived=True))
    assert set(pictures(tmp_path)) == {"2021/plain.jpg", "2021/archived.jpg"}


@pytest.mark.parametrize(
    ("types", "roles"),
    [
        (("raw",), {"raw and jpeg", "stack of three"}),
        (("live",), {"live"}),
        (("video",), {"video"}),
        (("animated",), {"gif"}),
        (("raw", "video"), {"raw and jpeg", "stack of three", "video"}),
        (("vector",), set()),
    ],
    ids=lambda value: "+".join(sorted(value)) or "none",
)
def test_types(traps: PhotoPrismServer, tmp_path: Path, types: tuple[str, ...], roles: set[str]) -> None:
    """One of them is enough; all files of such a photo."""
    Run(traps, tmp_path, Selection(types=types))
    assert pictures(tmp_path) == of_photos([traps.library.find(traps.library.roles[role]) for role in roles])


def test_without_videos(traps: PhotoPrismServer, tmp_path: Path) -> None:
    """Both parts of a live photo stay; the report names what is left out."""
    run = Run(traps, tmp_path, Selection(videos=False))
    assert set(originals(traps).values()) - set(pictures(tmp_path).values()) == {
        traps.library.find("kinds/video.mp4").original.hash
    }
    assert "stacks/LIVE_1.MOV" in pictures(tmp_path)
    assert run.counts["skipped"] == 1
    assert run.report.reasons == {"a video": 1}
    assert run.report.is_complete


def test_excluded_files(traps: PhotoPrismServer, tmp_path: Path) -> None:
    """By their paths in the library, in which a star stands for slashes, too; capitals do not count."""
    run = Run(traps, tmp_path, Selection(exclude=("stacks/*.dng", "*/PLAIN.jpg", "kinds/?????.mp4", "nothing/*")))
    gone = {"stacks/RAW_1.DNG", "stacks/THREE_1.DNG", "2021/plain.jpg", "kinds/video.mp4"}
    assert run.counts["skipped"] == len(gone) == run.report.reasons["excluded"]
    assert {file.path for file in run.files if file.action == "skipped"} == gone
    kept = {sha1 for name, sha1 in originals(traps).items() if name not in gone}
    assert set(pictures(tmp_path).values()) == kept
    assert "stacks/RAW_1.JPG" in pictures(tmp_path)


@pytest.mark.parametrize(
    ("pattern", "excluded"),
    [
        ("Trip [2019]/*", {"Trip [2019]/a.jpg"}),
        ("*[2019]*", {"Trip [2019]/a.jpg"}),
        ("Trip ?2019?/*", {"Trip [2019]/a.jpg"}),
        ("trip 2/[!a].jpg", {"Trip 2/[!a].jpg"}),
        ("*/K\u00f6ln.jpg", {"Trip 2/Ko\u0308ln.jpg"}),
        ("*/Ko\u0308ln.jpg", {"Trip 2/Ko\u0308ln.jpg"}),
        ("*/k\u00d6ln.JPG", {"Trip 2/Ko\u0308ln.jpg"}),
        ("*/K?ln.jpg", {"Trip 2/Ko\u0308ln.jpg"}),
        ("*/a+b.(1)|*.jpg", set()),
        ("Trip 2", set()),
    ],
)
def test_patterns_know_stars_and_question_marks_only(tmp_path: Path, pattern: str, excluded: set[str]) -> None:
    """Brackets stand for themselves, and an accent for itself, whether or not it is a character of its own."""
    names = ["Trip [2019]/a.jpg", "Trip 2/a.jpg", "Trip 2/[!a].jpg", "Trip 2/Ko\u0308ln.jpg"]
    for number, name in enumerate(names):
        write_picture(tmp_path / "library" / name, number, (32, 24))
    with PhotoPrismServer(Library.from_folder(tmp_path / "library"), mode="password") as server:
        run = Run(server, tmp_path / "dest", Selection(exclude=(pattern,)))
    assert {file.path for file in run.files if file.action == "skipped"} == excluded
    assert len(pictures(tmp_path / "dest")) == len(names) - len(excluded)


def test_larger_files_are_left_out(server: PhotoPrismServer, tmp_path: Path) -> None:
    """A file of just that size is taken."""
    sizes = {file.name: file.size for photo in shown(server) for file in photo.files if file.name in originals(server)}
    most = sorted(sizes.values())[3]
    run = Run(server, tmp_path, Selection(max_size=most))
    assert set(pictures(tmp_path)) == {name for name, size in sizes.items() if size <= most}
    assert run.counts["skipped"] == sum(size > most for size in sizes.values())


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (date(2021, 7, 10), date(2021, 7, 10), ["before", "first", "last", "tokyo"]),
        (date(2021, 7, 11), None, ["after", "honolulu"]),
        (None, date(2021, 7, 9), ["eve"]),
        (date(2021, 7, 9), date(2021, 7, 9), ["eve"]),
        (date(2021, 7, 10), None, ["after", "before", "first", "honolulu", "last", "tokyo"]),
        (date.min, date.max, ["after", "before", "eve", "first", "honolulu", "last", "tokyo"]),
    ],
    ids=str,
)
def test_days_are_local_and_both_included(
    tmp_path: Path, since: date | None, until: date | None, expected: list[str]
) -> None:
    """At midnight, and where it was another day in Greenwich."""
    taken = {
        "eve": ("2021-07-09T23:59:59", 0),
        "first": ("2021-07-10T00:00:00", 0),
        "last": ("2021-07-10T23:59:59", 0),
        "after": ("2021-07-11T00:00:00", 0),
        "tokyo": ("2021-07-10T08:00:00", 9),  # the 9th in Greenwich
        "honolulu": ("2021-07-11T00:30:00", 14),  # the 10th there
        "before": ("2021-07-10T23:00:00", -10),  # the 11th there
    }
    library = Library.sample(photos=10)
    photos = [photo for photo in library.photos if not photo.archived_at and len(photo.files) == 1][: len(taken)]
    for photo, (name, (moment, hours)) in zip(photos, taken.items(), strict=True):
        local = datetime.fromisoformat(moment).replace(tzinfo=UTC)
        library.update(photo, taken_at_local=local, taken_at=local - timedelta(hours=hours), title=name)
    for other in library.photos:
        if other not in photos:
            library.archive(other)
    with PhotoPrismServer(library, mode="password") as server:
        Run(server, tmp_path, Selection(since=since, until=until), template="{title}")
    assert sorted(name.partition(".")[0] for name in pictures(tmp_path)) == expected


def test_recent_takes_what_was_added_last(traps: PhotoPrismServer, tmp_path: Path) -> None:
    """So many photos, with all their files."""
    latest = sorted(shown(traps), key=lambda photo: -photo.number)
    run = Run(traps, tmp_path, Selection(recent=5))
    assert set(pictures(tmp_path).values()) == set(of_photos(latest[:5]).values())
    assert run.report.is_complete


def test_recent_counts_archived_photos_too(traps: PhotoPrismServer, tmp_path: Path) -> None:
    """When they are added: the latest of all."""
    latest = sorted((photo for photo in traps.library.photos if photo.quality > -1), key=lambda photo: -photo.number)
    place = latest.index(traps.library.find("2021/archived.jpg"))
    Run(traps, tmp_path, Selection(recent=place + 1, archived=True))
    assert set(pictures(tmp_path).values()) == set(of_photos(latest[: place + 1]).values())


def test_recent_of_several_albums_is_the_latest_of_them_all(traps: PhotoPrismServer, tmp_path: Path) -> None:
    """Not the latest of the first; one that is in two counts once."""
    library = traps.library
    latest = sorted(shown(traps), key=lambda photo: -photo.number)
    library.add_album("Old ones", [*latest[10:14], latest[1]])
    library.add_album("New ones", latest[:4])
    Run(traps, tmp_path, Selection(recent=5, albums=("Old ones", "New ones")))
    assert set(pictures(tmp_path).values()) == set(of_photos([*latest[:4], latest[10]]).values())


def test_recent_counts_only_what_is_taken(traps: PhotoPrismServer, tmp_path: Path) -> None:
    """Not what other options leave out."""
    latest = sorted(shown(traps), key=lambda photo: -photo.number)
    place = [photo.type for photo in latest].index("video")
    Run(traps, tmp_path / "no videos", Selection(recent=place + 1, videos=False))
    wanted = [photo for photo in latest if photo.type != "video"][: place + 1]
    assert set(pictures(tmp_path / "no videos").values()) == set(of_photos(wanted).values())
    day = traps.library.find("2021/plain.jpg").taken_at_local.date()
    Run(traps, tmp_path / "day", Selection(recent=1, since=day, until=day))
    wanted = [photo for photo in latest if photo.taken_at_local.date() == day][:1]
    assert set(pictures(tmp_path / "day").values()) == set(of_photos(wanted).values())


def test_primary_takes_the_file_that_stands_for_the_photo(traps: PhotoPrismServer, tmp_path: Path) -> None:
    """The JPEG of a stack, and what the server made of a photo that browsers cannot show."""
    Run(traps, tmp_path, Selection(files="primary"))
    primary = {photo.primary.hash for photo in shown(traps) if photo.primary}
    assert set(pictures(tmp_path).values()) == primary
    names = set(pictures(tmp_path))
    assert {"stacks/RAW_1.JPG", "stacks/ONE_1.HEIC.jpg", "kinds/video.mp4.jpg", "kinds/primary.png"} <= names
    assert not {"stacks/RAW_1.DNG", "stacks/ONE_1.HEIC", "kinds/video.mp4"} & names
    assert Run(traps, tmp_path, Selection(files="primary")).pictures == []


def test_renditions_are_whole_jpegs(server: PhotoPrismServer, tmp_path: Path) -> None:
    """One for each photo, whatever its own form; a second run asks for none."""
    selection = Selection(size="fit_720")
    run = Run(server, tmp_path, selection)
    assert set(pictures(tmp_path)) == {f"{photo.file_name.rpartition('.')[0]}.jpg" for photo in shown(server)}
    assert run.counts == {"new": len(shown(server))}
    for name in pictures(tmp_path):
        data = (tmp_path / name).read_bytes()
        assert data.endswith(JPEG_END)
        with Image.open(io.BytesIO(data)) as image:
            image.load()
            assert (image.format, max(image.size)) == ("JPEG", 720)
    before = tree(tmp_path)
    again = Run(server, tmp_path, selection)
    assert again.counts == {"unchanged": len(shown(server))}
    assert again.pictures == []
    assert tree(tmp_path) == before


def test_renditions_of_colours_are_png(server: PhotoPrismServer, tmp_path: Path) -> None:
    """The only size that is no JPEG."""
    Run(server, tmp_path, Selection(size="colors", folders=("dups",)))
    [name] = pictures(tmp_path)
    assert name == "dups/IMG_0002.png"
    with Image.open(tmp_path / name) as image:
        assert image.format == "PNG"


def test_a_placeholder_is_a_failure(traps: PhotoPrismServer, tmp_path: Path) -> None:
    """The server's drawing for a picture that it cannot show is never written as one."""
    broken = traps.library.find("2021/caption.jpg")
    traps.change_original("2021/caption.jpg", b"no picture at all")
    selection = Selection(size="fit_720", folders=("2021",))
    for _ in range(2):
        run = Run(traps, tmp_path, selection)
        assert run.counts["failed"] == 1
        assert run.report.reasons == {"the server has no picture of it in this size": 1}
        assert not run.report.is_complete
        assert broken.file_name not in pictures(tmp_path)
        assert (
            len(pictures(tmp_path))
            == len(of_photos(shown(traps))) - sum(not name.startswith("2021/") for name in originals(traps)) - 1
        )


def test_a_rendition_follows_its_file(traps: PhotoPrismServer, tmp_path: Path) -> None:
    """When the file is another, so is the picture; it alone is fetched."""
    selection = Selection(size="tile_224", folders=("2021",))
    Run(traps, tmp_path, selection)
    root = traps.library.root
    (root / "2021/plain.jpg").write_bytes((root / "dates/unknown.jpg").read_bytes())
    (root / "dates/unknown.jpg").unlink()
    traps.library.reindex()
    run = Run(traps, tmp_path, selection)
    assert run.counts["replaced"] == 1
    assert len(run.pictures) == 1


def test_sidecars_are_added(traps: PhotoPrismServer, tmp_path: Path) -> None:
    """The user's own .xmp, .json and .aae of what is exported, as they are; a second run asks for nothing."""
    sidecars = {"stacks/RAW_1.xmp", "stacks/RAW_1.JPG.json", "stacks/LIVE_1.aae"}
    Run(traps, tmp_path)
    assert not sidecars & set(pictures(tmp_path))
    run = Run(traps, tmp_path, Selection(sidecars=True))
    assert run.counts["new"] == len(sidecars) == len(run.pictures)
    for name in sidecars:
        assert (tmp_path / name).read_bytes() == (traps.library.root / name).read_bytes()
    assert Run(traps, tmp_path, Selection(sidecars=True)).pictures == []


def test_sidecars_beside_renditions_are_files(traps: PhotoPrismServer, tmp_path: Path) -> None:
    """With a size, too, sidecar files come as they are: no thumbnail gets the name of one."""
    run = Run(traps, tmp_path, Selection(size="tile_50", sidecars=True, folders=("stacks",)))
    assert run.report.is_complete
    for name in ("stacks/RAW_1.xmp", "stacks/RAW_1.JPG.json", "stacks/LIVE_1.aae"):
        assert (tmp_path / name).read_bytes() == (traps.library.root / name).read_bytes()
    assert (tmp_path / "stacks/RAW_1.jpg").read_bytes().endswith(JPEG_END)
    assert Run(traps, tmp_path, Selection(size="tile_50", sidecars=True, folders=("stacks",))).pictures == []


def test_sidecars_of_what_is_left_out_are_left_out(traps: PhotoPrismServer, tmp_path: Path) -> None:
    """They belong to a photo; and the other options count for them as well."""
    Run(traps, tmp_path / "live", Selection(sidecars=True, types=("live",)))
    assert {name for name in pictures(tmp_path / "live") if not name.endswith((".HEIC", ".MOV"))} == {
        "stacks/LIVE_1.aae"
    }
    Run(traps, tmp_path / "few", Selection(sidecars=True, folders=("stacks",), exclude=("*.json",), max_size=22))
    assert set(pictures(tmp_path / "few")) == {"stacks/RAW_1.xmp", "stacks/LIVE_1.aae"}


ODD = ["back\\slash", "pipe|d", "a..b", "2021/100%", "trailing ", "x/zero\u200bwidth"]


@pytest.fixture
def odd(tmp_path: Path) -> Iterator[PhotoPrismServer]:
    """Yield a server with folders that it lists and cannot be asked for, and one that it can; each with a sidecar."""
    for number, folder in enumerate([*ODD, "plain"]):
        write_picture(tmp_path / "library" / folder / "a.jpg", number, (32, 24))
        (tmp_path / "library" / folder / "a.xmp").write_text(f"<!-- {number} -->", encoding="utf-8")
    with PhotoPrismServer(Library.from_folder(tmp_path / "library"), mode="password") as server:
        yield server


def test_folders_that_cannot_be_asked_for_are_reported(odd: PhotoPrismServer, tmp_path: Path) -> None:
    """A warning each; all photos arrive, and the sidecars of the other folders. The run is complete, as it can be."""
    for action in ("new", "unchanged"):
        run = Run(odd, tmp_path / "dest", Selection(sidecars=True), prune=True)
        assert run.counts == {action: len(ODD) + 2}
        assert [found.path for found in run.report.warnings] == sorted(ODD)
        assert [found for found in run.files if found.action == "warning"] == list(run.report.warnings)
        assert all("the server cannot be asked for the folder" in str(found.reason) for found in run.report.warnings)
        assert run.report.is_complete
    assert set(pictures(tmp_path / "dest").values()) == {
        *originals(odd).values(),
        *(file.hash for file in odd.library.find("plain/a.jpg").files),
    }
    assert Run(odd, tmp_path / "without").report.warnings == ()


def test_only_folders_of_what_is_wanted_are_asked_for(odd: PhotoPrismServer, tmp_path: Path) -> None:
    """Those of others are worth neither a request nor a warning."""
    run = Run(odd, tmp_path / "dest", Selection(sidecars=True, folders=("plain", "2021")))
    assert [found.path for found in run.report.warnings] == ["2021/100%"]
    asked = {path.partition("?")[0] for path in run.asked if "/folders/" in path}
    assert asked == {f"/api/v1/folders/originals{rest}" for rest in ("", "/plain", "/2021")}
    assert set(pictures(tmp_path / "dest")) == {"plain/a.jpg", "plain/a.xmp", "2021/100%/a.jpg"}


def test_a_folder_that_is_excluded_is_worth_no_warning(odd: PhotoPrismServer, tmp_path: Path) -> None:
    """So that a nightly job can be quiet again."""
    run = Run(odd, tmp_path / "dest", Selection(sidecars=True, exclude=("back\\slash/*", "2021/*", "*|*")))
    assert [found.path for found in run.report.warnings] == sorted({*ODD} - {"back\\slash", "2021/100%", "pipe|d"})


def test_the_walk_over_folders_goes_on(odd: PhotoPrismServer) -> None:
    """Also in Python: what cannot be asked for is passed over, with a warning that points at the caller."""
    with ApiClient(Configuration(host=odd.url, username="admin", password="photoprism")) as client:
        folders = FoldersApi(client)
        with pytest.warns(UnreadableFolderWarning) as caught:
            assert {file.name for file in folders.iterate_files()} == {"plain/a.jpg", "plain/a.xmp"}
        assert len(caught) == len(ODD)
        assert {one.filename for one in caught} == {__file__}
