"""Names that somebody typed: found however the server writes them, and an error where the server does not have them."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from photoprism_client import ApiClient, Configuration, LookupFailedError
from photoprism_client.export import Selection, export, verify
from photoprism_client.testing import Library, PhotoPrismServer
from photoprism_client.testing.library.sample import write_picture
from test.support.export_runs import Run, options, pictures

APP_PASSWORD = "abcdef-ghijkl-mnopqr-stuvwx"
FOLDERS = [
    "Trip [2019]",
    "a_b",
    "axb",
    "back\\slash",
    "pipe|d",
    "star*x",
    "100%",
    "none",
    "0",
    "01",
    "Köln",
    "trailing ",
    "x/ y /z",
]


def nfc(text: str) -> str:
    """Return a text with each accent within its letter."""
    return unicodedata.normalize("NFC", text)


def nfd(text: str) -> str:
    """Return a text with each accent as a character of its own."""
    return unicodedata.normalize("NFD", text)


@pytest.fixture
def server() -> Iterator[PhotoPrismServer]:
    """Yield a server with a sample library and an app password that may search photos, and nothing else."""
    library = Library.sample(photos=12)
    library.add_person("Jane Doe", [library.find("dups/IMG_0002.JPG")])
    passwords = {APP_PASSWORD: ("admin", "photos")}
    with PhotoPrismServer(library, mode="password", app_passwords=passwords) as server:
        yield server


UNKNOWN: list[tuple[dict[str, Any], str, str]] = [
    ({"albums": ("Favorites",)}, "album", "Favourites"),
    ({"labels": ("Montain",)}, "label", "Mountain"),
    ({"labels": ("Mountain", "Montain")}, "label", "Mountain"),
    ({"folders": ("2021/7",)}, "folder", "2021/07"),
    ({"folders": ("202",)}, "folder", "2021"),
    ({"people": ("Jane Do",)}, "person", "Jane Doe"),
    ({"people": ("js00000000000000",)}, "person", ""),
]


@pytest.mark.parametrize(("names", "kind", "close"), UNKNOWN, ids=str)
def test_a_name_that_the_server_does_not_have_is_an_error(
    server: PhotoPrismServer, tmp_path: Path, names: dict[str, Any], kind: str, close: str
) -> None:
    """With close names, and before anything is written: a renamed label must not cause an empty backup."""
    with pytest.raises(LookupFailedError, match=f"no {kind} is called ") as refusal:
        Run(server, tmp_path / "dest", Selection(**names))
    assert close in str(refusal.value).partition("close: ")[2]
    assert not (tmp_path / "dest").exists()


@pytest.mark.parametrize("names", [{"albums": ("Empty",)}, {"folders": ("empty",)}], ids=str)
def test_a_name_with_nothing_in_it_is_no_error(
    server: PhotoPrismServer, tmp_path: Path, names: dict[str, tuple[str, ...]]
) -> None:
    """The server has it: so nothing is what was asked for."""
    run = Run(server, tmp_path, Selection(**names))  # type: ignore[arg-type]
    assert run.counts == {}
    assert run.report.is_complete


def test_a_label_that_only_private_photos_have_is_found(server: PhotoPrismServer, tmp_path: Path) -> None:
    """No listing has it: servers count neither private nor archived photos of a label."""
    library = server.library
    private = next(photo for photo in library.photos if photo.private)
    archived = next(photo for photo in library.photos if photo.archived_at)
    library.add_label("Mine | ours", [private])
    library.add_label("Put away", [archived])
    Run(server, tmp_path / "private", Selection(labels=("Mine | ours",)))
    assert set(pictures(tmp_path / "private")) == {private.file_name}
    Run(server, tmp_path / "archived", Selection(labels=("put away",), archived=True))
    assert set(pictures(tmp_path / "archived")) == {archived.file_name}


def test_a_label_is_found_by_its_name_before_and_after_it_is_renamed(server: PhotoPrismServer, tmp_path: Path) -> None:
    """As servers find it by both."""
    label = next(label for label in server.library.labels if label.name == "Mountain")
    Run(server, tmp_path / "before", Selection(labels=("Mountain",)))
    server.library.update(label, name="High | Alps & more")
    for number, name in enumerate(("Mountain", "high | alps & MORE", label.uid)):
        Run(server, tmp_path / str(number), Selection(labels=(name,)))
        assert pictures(tmp_path / str(number)) == pictures(tmp_path / "before") != {}


@pytest.mark.parametrize(("stored", "typed"), [(nfc, nfd), (nfd, nfc)], ids=["stored-nfc", "stored-nfd"])
@pytest.mark.parametrize("kind", ["albums", "labels", "folders", "people"])
def test_accents_match_however_they_are_written(tmp_path: Path, stored: Any, typed: Any, kind: str) -> None:
    """A Mac types and stores them as characters of their own, others within their letters."""
    name, path = stored("Café Zoë"), stored("Café Zoë/é.jpg")
    write_picture(tmp_path / "library" / path, 1, (32, 24))
    write_picture(tmp_path / "library/other.jpg", 2, (32, 24))
    library = Library.from_folder(tmp_path / "library")
    photo = library.find(path)
    library.add_album(name, [photo])
    library.add_label(name, [photo])
    library.add_person(name, [photo])
    with PhotoPrismServer(library, mode="password") as server:
        asked: dict[str, Any] = {kind: (typed("Café Zoë"),)}
        run = Run(server, tmp_path / "dest", Selection(**asked))
        assert list(pictures(tmp_path / "dest").values()) == [photo.hash]
        assert run.report.is_complete
        selection = Selection(**{**asked, kind: (stored("Café Zoë"),)})
        again = Run(server, tmp_path / "dest", selection, prune=True)
    assert again.report.prune_refused is None  # it is the same selection
    assert again.counts == {"unchanged": 1}


@pytest.mark.parametrize("folder", FOLDERS)
def test_characters_of_a_folder_stand_for_themselves(tmp_path: Path, folder: str) -> None:
    """Whatever they mean in the server's search: each folder alone, with what is in it."""
    for number, name in enumerate(FOLDERS):
        write_picture(tmp_path / "library" / name / "a.jpg", number, (32, 24))
        write_picture(tmp_path / "library" / name / "in it/b.jpg", 100 + number, (32, 24))
    with PhotoPrismServer(Library.from_folder(tmp_path / "library"), mode="password") as server:
        Run(server, tmp_path / "dest", Selection(folders=(folder,)))
        wanted = [photo.hash for photo in server.library.photos if f"{photo.path}/".startswith(f"{folder}/")]
    assert len(wanted) == 2
    assert sorted(pictures(tmp_path / "dest").values()) == sorted(wanted)


def test_capitals_of_a_folder_do_not_count(tmp_path: Path) -> None:
    """Also where the server's search takes them for others, as with accents."""
    write_picture(tmp_path / "library/Äpfel/a.jpg", 1, (32, 24))
    with PhotoPrismServer(Library.from_folder(tmp_path / "library"), mode="password") as server:
        Run(server, tmp_path / "dest", Selection(folders=("äPFEL",)))
    assert set(pictures(tmp_path / "dest")) == {"Äpfel/a.jpg"}


@pytest.mark.parametrize(
    ("names", "is_known"),
    [
        ({"labels": ("Mountain",)}, True),
        ({"folders": ("2021/07",)}, True),
        ({"people": ("Jane Doe",)}, True),
        ({"labels": ("Montain",)}, False),
        ({"folders": ("2021/7",)}, False),
        ({"people": ("Jane Do",)}, False),
    ],
    ids=str,
)
def test_a_session_that_may_only_search_photos(
    server: PhotoPrismServer, tmp_path: Path, names: dict[str, tuple[str, ...]], is_known: bool
) -> None:
    """It can list no names, but finds what has them."""
    selection = Selection(**names)  # type: ignore[arg-type]
    with ApiClient(Configuration(host=server.url, access_token=APP_PASSWORD)) as client:
        if is_known:
            assert export(client, selection, tmp_path / "dest", options()).counts["new"]
        else:
            with pytest.raises(LookupFailedError, match="is called"):
                export(client, selection, tmp_path / "dest", options())
            assert not (tmp_path / "dest").exists()
    if is_known:
        Run(server, tmp_path / "all", selection)
        assert pictures(tmp_path / "dest") == pictures(tmp_path / "all") != {}


def test_a_folder_that_only_photos_name_is_found(server: PhotoPrismServer, tmp_path: Path) -> None:
    """The server lists folders of its disk: where that is not mounted, the photos tell."""
    server.library.folders = []
    Run(server, tmp_path / "dest", Selection(folders=("2021/07",)))
    assert pictures(tmp_path / "dest") != {}
    assert all(name.startswith("2021/07/") for name in pictures(tmp_path / "dest"))


def test_verify_asks_for_what_the_names_stand_for(server: PhotoPrismServer, tmp_path: Path) -> None:
    """As the export did; a label that is gone is an error there as well."""
    label = server.library.add_label(nfd("Zoë"), server.library.photos[:3])
    Run(server, tmp_path, Selection(labels=(nfc("Zoë"),)))
    with ApiClient(Configuration(host=server.url, username="admin", password="photoprism")) as client:
        found = verify(tmp_path, client)
        assert found.is_good
        assert found.verified == len(pictures(tmp_path))
        server.library.labels.remove(label)
        with pytest.raises(LookupFailedError, match="no label is called"):
            verify(tmp_path, client)
