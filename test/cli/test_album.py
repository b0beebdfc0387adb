"""``album``: an album is fetched, created, filled and emptied; without a command, it is fetched."""

import json
import zipfile
from pathlib import Path

import pytest

from photoprism_client.cli.commands import run
from photoprism_client.testing import PhotoPrismServer
from test.cli.test_listing import rows as json_rows


def members_of(server: PhotoPrismServer, title: str) -> set[str]:
    """Return the UIDs of the photos in an album."""
    (album,) = [album for album in server.library.albums if album.title == title]
    return set(album.photo_uids)


def methods_of(server: PhotoPrismServer) -> set[str]:
    """Return the methods of all requests but those for the login."""
    return {seen.method for seen in server.requests if not seen.path.endswith("/session")}


def test_an_album_is_fetched_whether_the_command_is_named_or_not(named_server: PhotoPrismServer, home: Path) -> None:
    """``album TITLE`` is short for ``album fetch TITLE``, options first or last; a title may be that of a command."""
    named_server.library.add_album("fetch", named_server.library.photos[:1])
    wanted = {
        "a.zip": ["album", "Favourites"],
        "b.zip": ["album", "fetch", "Favourites"],
        "c.zip": ["album", "--allow-missing", "Favourites"],
        "d.zip": ["album", "fetch", "fetch"],
    }
    for name, arguments in wanted.items():
        assert run([*arguments, "--to", name]) == 0
    members = [len(zipfile.ZipFile(home / name).namelist()) for name in wanted]
    assert members[0] == members[1] == members[2] != members[3] == 1


def test_album_alone_shows_its_commands(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is fetched where nothing is named; that is wrong usage."""
    assert run(["album"]) == 2
    assert "fetch" in capsys.readouterr().err


def test_albums_are_created_once(named_server: PhotoPrismServer, capsys: pytest.CaptureFixture[str]) -> None:
    """A title that an album has makes no second one; each is a row that says what became of it."""
    rows = json_rows(["album", "create", "Favourites", "Harbour", "Harbour"], capsys)
    assert [(row["Title"], row["Change"]) for row in rows] == [("Favourites", "exists"), ("Harbour", "created")]
    assert [row["Change"] for row in json_rows(["album", "create", "Harbour"], capsys)] == ["exists"]
    assert [album.uid for album in named_server.library.albums if album.title == "Harbour"] == [rows[1]["UID"]]


def test_an_album_that_the_server_takes_for_another_is_reported(
    named_server: PhotoPrismServer, capsys: pytest.CaptureFixture[str]
) -> None:
    """The others are created, the exit code says that a part is missing, and nothing is changed in the other album."""
    assert run(["album", "create", "favourites", "Harbour", "--json"]) == 3
    said = capsys.readouterr()
    found = [json.loads(line) for line in said.out.splitlines()]
    assert [(row["Title"], row["Change"]) for row in found] == [("favourites", "not created"), ("Harbour", "created")]
    assert said.err.startswith("there is no new album 'favourites': the server has another album, 'Favourites'")
    assert run(["album", "create", "favourites"]) == 1


def test_photos_are_added_and_removed(named_server: PhotoPrismServer, capsys: pytest.CaptureFixture[str]) -> None:
    """Photos are named by what a person knows of them, and each row says whether it was in the album."""
    library = named_server.library
    known = next(uid for uid in members_of(named_server, "Favourites"))
    other = library.find("2021/08/IMG_0010.JPG").uid
    before = members_of(named_server, "Favourites")
    rows = json_rows(["album", "add", "Favourites", known, "2021/08/IMG_0010.JPG"], capsys)
    assert [(row["UID"], row["Change"]) for row in rows] == [(known, "is in it"), (other, "added")]
    assert members_of(named_server, "Favourites") == before | {other}
    rows = json_rows(["album", "remove", "Favourites", "IMG_0010.JPG", "IMG_0011.JPG"], capsys)
    assert [row["Change"] for row in rows] == ["removed", "is not in it"]
    assert members_of(named_server, "Favourites") == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["create", "Harbour"], "would be created"),
        (["create", "Favourites"], "exists"),
        (["add", "Favourites", "IMG_0010.JPG"], "would be added"),
        (["remove", "Everything", "IMG_0010.JPG"], "would be removed"),
    ],
)
def test_a_dry_run_changes_nothing(
    named_server: PhotoPrismServer, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    """It says the same of each thing, as what would be, and asks only."""
    assert [row["Change"] for row in json_rows(["album", *arguments, "--dry-run"], capsys)] == [words]
    assert methods_of(named_server) == {"GET"}


def test_a_name_with_a_slip_of_the_pen_changes_nothing(
    named_server: PhotoPrismServer, capsys: pytest.CaptureFixture[str]
) -> None:
    """All photos are looked up before the first is added."""
    assert run(["album", "add", "Favourites", "IMG_0010.JPG", "IMG_0O11.JPG"]) == 1
    assert "IMG_0O11.JPG" in capsys.readouterr().err
    assert methods_of(named_server) == {"GET"}
