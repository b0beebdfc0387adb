"""``edit``, ``archive`` and ``restore``: what changes photos, looked at before and after."""

import json
from pathlib import Path
from typing import Any

import pytest

from photoprism_client.cli.commands import run
from photoprism_client.testing import PhotoPrismServer
from photoprism_client.testing.library.items import Photo
from test.cli.test_album import methods_of
from test.cli.test_listing import rows
from test.support.clients import Serve
from test.support.json_server import answering
from test.support.raw_server import Script

_NAME = "2021/08/IMG_0010.JPG"


def _photo(server: PhotoPrismServer) -> Photo:
    return server.library.find(_NAME)


def _albums(server: PhotoPrismServer, photo: Photo) -> list[str]:
    """Return the albums that people made and that have a photo."""
    albums = server.library.albums
    return sorted(album.uid for album in albums if album.type == "album" and photo.uid in album.photo_uids)


def test_edit_changes_what_is_given(named_server: PhotoPrismServer, capsys: pytest.CaptureFixture[str]) -> None:
    """Each changed field is a row, with what was there before, and what the server has now."""
    arguments = ["--title", "Harbour", "--keywords", "Boats, evening", "--taken", "2021-05-01 18:30", "--favorite"]
    found = rows(["edit", _NAME, *arguments, "--lat", "52.5", "--lng", "13.4"], capsys)
    assert {row["Field"]: row["After"] for row in found} == {
        "Title": "Harbour",
        "Keywords": "boats, evening",
        "Taken": "2021-05-01 18:30:00",
        "Favorite": True,
        "Lat": 52.5,
        "Lng": 13.4,
    }
    assert {row["Change"] for row in found} == {"changed"}
    assert _photo(named_server).title == "Harbour"
    again = rows(["edit", _NAME, *arguments], capsys)
    assert {row["Change"] for row in again} == {"is so already"}


def test_edit_empties_what_is_given_as_empty(
    named_server: PhotoPrismServer, capsys: pytest.CaptureFixture[str]
) -> None:
    """An empty text is a value, and what is left out stays."""
    rows(["edit", _NAME, "--caption", "Evening", "--notes", "Pier 4"], capsys)
    found = rows(["edit", _NAME, "--caption", ""], capsys)
    assert [(row["Field"], row["Before"], row["After"]) for row in found] == [("Caption", "Evening", "")]
    assert [row["Before"] for row in rows(["edit", _NAME, "--notes", "Pier 5"], capsys)] == ["Pier 4"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "--title"),
        (["--lat", "95", "--lng", "0"], "--lat must be from -90 to 90"),
        (["--lat", "5"], "--lat and --lng belong together"),
        (["--time-zone", "Mars"], "--time-zone must be a name such as"),
        (["--title", " "], "the title must not be blank"),
        (["--taken", "yesterday"], "'yesterday' is not a time"),
        (["--taken", "2021-05-01T10:00Z"], "is not a time"),
    ],
)
def test_bad_values_are_refused_before_anything_is_sent(
    named_server: PhotoPrismServer, capsys: pytest.CaptureFixture[str], arguments: list[str], says: str
) -> None:
    """A slip of the pen never gets as far as the login; the message names the option."""
    assert run(["edit", _NAME, *arguments]) in {1, 2}
    assert says in capsys.readouterr().err
    assert list(named_server.requests) == []


def test_archived_photos_come_back_to_their_albums(
    named_server: PhotoPrismServer, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What ``archive --json`` prints is what ``restore --albums`` reads."""
    photo = _photo(named_server)
    named_server.library.add_album("Boats", [photo])
    before = _albums(named_server, photo)
    assert len(before) > 1
    (row,) = rows(["archive", _NAME], capsys)
    assert (row["UID"], row["File"], row["Change"]) == (photo.uid, _NAME, "archived")
    assert sorted(row["Albums"]) == before
    assert _photo(named_server).archived_at is not None
    assert _albums(named_server, photo) == []
    assert [row["Change"] for row in rows(["archive", photo.uid], capsys)] == ["is archived"]
    (home / "archived.json").write_text(json.dumps(row) + "\n", encoding="utf-8")
    assert [row["Change"] for row in rows(["restore", "--albums", "archived.json"], capsys)] == ["restored"]
    assert _photo(named_server).archived_at is None
    assert _albums(named_server, photo) == before


def test_restore_alone_leaves_albums_alone(named_server: PhotoPrismServer, capsys: pytest.CaptureFixture[str]) -> None:
    """Without the file, photos come back, but into no album."""
    photo = _photo(named_server)
    rows(["archive", photo.uid], capsys)
    assert [row["Change"] for row in rows(["restore", photo.uid], capsys)] == ["restored"]
    assert _albums(named_server, photo) == []


@pytest.mark.parametrize("text", ["no JSON", "[]", '{"UID": "p"}', '{"UID": "p", "Albums": 5}'])
def test_another_file_than_that_of_archive_is_refused(
    named_server: PhotoPrismServer, home: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    """Nothing is restored by halves where the file is another one."""
    (home / "a.json").write_text(text, encoding="utf-8")
    assert run(["restore", "--albums", "a.json"]) == 2
    assert "it is not the output of `archive --json`" in capsys.readouterr().err
    assert list(named_server.requests) == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["edit", _NAME, "--title", "Harbour"], "would be changed"),
        (["archive", _NAME], "would be archived"),
        (["restore", _NAME], "is not archived"),
    ],
)
def test_a_dry_run_changes_nothing(
    named_server: PhotoPrismServer, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    """It says of each photo what would be done, and asks only."""
    assert [row["Change"] for row in rows([*arguments, "--dry-run"], capsys)] == [words]
    assert methods_of(named_server) == {"GET"}


def test_a_dry_run_compares_as_the_change_does(
    named_server: PhotoPrismServer, capsys: pytest.CaptureFixture[str]
) -> None:
    """Keywords that the server would sort and lower are not a change, neither in a dry run nor in a real one."""
    assert rows(["edit", _NAME, "--keywords", "harbour, boats"], capsys)[0]["Change"] == "changed"
    again = ["edit", _NAME, "--keywords", "Boats, Harbour, boats"]
    named_server.requests.clear()
    for arguments in ([*again, "--dry-run"], again):
        assert [row["Change"] for row in rows(arguments, capsys)] == ["is so already"]
    assert methods_of(named_server) == {"GET"}


def test_a_name_with_a_slip_of_the_pen_changes_nothing(
    named_server: PhotoPrismServer, capsys: pytest.CaptureFixture[str]
) -> None:
    """All photos are looked up before the first is changed."""
    for command in (["archive"], ["edit", "--title", "Harbour"]):
        assert run([*command, _NAME, "IMG_9999.JPG"]) == 1
        assert "IMG_9999.JPG" in capsys.readouterr().err
    assert methods_of(named_server) == {"GET"}


_UIDS = ("ptp2yj8lozifbeh1", "ptp2yj8lozifbeh2")
_PHOTO = {"ID": 7, "Title": "Sea", "TitleSrc": "manual", "Path": "2021", "Name": "sea", "Albums": [{"UID": "a1"}]}


def _stubborn(cuts: str | None = None, *, is_willing: bool = False) -> Script:
    """Make a server that answers 200 to any change and changes nothing.

    :param cuts: text in the path of a change that gets no answer.
    :param is_willing: whether changes of a photo are kept as far as its answer.
    :return: the script.
    """

    def answer(method: str, target: str, body: Any) -> tuple[int, object] | None:
        if method != "GET" and cuts is not None and cuts in target:
            return None
        kept = body if is_willing and method == "PUT" else {}
        return 200, {**_PHOTO, "UID": target.rpartition("/")[2], **kept}

    return answering(answer)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(["archive"], "not archived"), (["edit", "--title", "Lake"], "not changed")],
)
def test_what_the_server_does_not_do_is_named(
    serve: Serve, home: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    """Status 200 is not believed: the rows say what was not done, and so does the exit code."""
    url = serve(_stubborn()).url
    assert run([*arguments, *_UIDS, "--url", url, "--json"]) == 1
    said = capsys.readouterr()
    assert [json.loads(line)["Change"] for line in said.out.splitlines()] == [words] * 2
    assert _UIDS[0] in said.err


def test_a_lost_answer_loses_no_album(serve: Serve, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Photos may be archived even if no answer came: the output has the albums that they were in."""
    assert run(["archive", *_UIDS, "--url", serve(_stubborn("archive")).url, "--json"]) == 1
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(row["Change"], row["Albums"]) for row in found] == [("not known to be archived", ["a1"])] * 2


def test_a_lost_answer_hides_nothing_that_was_done(
    serve: Serve, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was done before is shown; the exit code says that it is a part, and a line why."""
    url = serve(_stubborn(_UIDS[1], is_willing=True)).url
    assert run(["edit", *_UIDS, "--title", "Lake", "--url", url, "--json"]) == 3
    said = capsys.readouterr()
    assert [json.loads(line)["UID"] for line in said.out.splitlines()] == [_UIDS[0]]
    assert _UIDS[1] in said.err
    assert run(["edit", _UIDS[1], "--title", "Lake", "--url", url, "--json"]) == 1
    assert capsys.readouterr().out == ""
