"""``search``, ``albums``, ``labels`` and ``folders``: tables for a person, JSON lines for a machine."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import click
import pytest

from photoprism_client.api.filters import PHOTO_TYPES
from photoprism_client.cli.commands import photoprism_images, run
from photoprism_client.cli.options import FIRST_DAY, LAST_DAY, GroupedOption
from photoprism_client.testing import Library, PhotoPrismServer
from photoprism_client.testing.library.relations import photos_of


@pytest.fixture(scope="module")
def public() -> Iterator[PhotoPrismServer]:
    """Yield a public server with a sample library."""
    with PhotoPrismServer(Library.sample(photos=24)) as server:
        yield server


@pytest.fixture(autouse=True)
def _own_settings(settings: object) -> None:
    """Keep the settings of whoever runs the tests out of them."""


def rows(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """Return what a command prints as JSON."""
    assert run([*arguments, "--json"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.mark.parametrize("command", ["search", "albums", "labels", "folders"])
def test_a_table_has_what_the_json_has(
    command: str, public: PhotoPrismServer, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each row of the JSON stands in the table with its UID."""
    monkeypatch.setenv("COLUMNS", "200")
    found = rows([command, "--url", public.url], capsys)
    assert found
    assert run([command, "--url", public.url, "--limit", "0"]) == 0
    table = capsys.readouterr().out
    assert all(row["UID"] in table for row in found)


@pytest.mark.parametrize("command", ["search", "albums", "labels", "folders", "status"])
def test_demo_runs_against_the_embedded_server(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """With --demo a command needs no server."""
    assert run([command, "--demo"]) == 0
    assert capsys.readouterr().out


def test_search_filters(public: PhotoPrismServer, capsys: pytest.CaptureFixture[str]) -> None:
    """Each option leaves in what it says: album by title and UID, label, kind, favorites, query."""
    ask = ["search", "--url", public.url]
    album = next(album for album in public.library.albums if album.title == "Favourites")
    by_title = {row["UID"] for row in rows([*ask, "--album", "Favourites"], capsys)}
    assert by_title == set(album.photo_uids)
    assert {row["UID"] for row in rows([*ask, "--album", album.uid], capsys)} == by_title
    label = next(label for label in public.library.labels if label.name == "Sunset")
    shown = {row["UID"] for row in rows(ask, capsys)}
    assert {row["UID"] for row in rows([*ask, "--label", "Sunset"], capsys)} == set(label.photo_uids) & shown
    favorites = [photo.uid for photo in public.library.photos if photo.favorite]
    assert [row["UID"] for row in rows([*ask, "--favorites"], capsys)] == favorites
    assert {row["Type"] for row in rows([*ask, "--type", "raw"], capsys)} == {"raw"}
    both = rows([*ask, "--type", "raw,image"], capsys)
    assert {row["Type"] for row in both} == {"raw", "image"}
    assert rows([*ask, "--type", "raw", "--type", "image"], capsys) == both
    assert len(rows([*ask, "--limit", "3"], capsys)) == 3
    assert rows([*ask, "year:1901"], capsys) == []


def test_search_selects_as_an_export_does(capsys: pytest.CaptureFixture[str]) -> None:
    """Every option that selects photos is in both commands; folders, people, private, archived and hidden photos."""
    shared = [
        {option for param in photoprism_images.commands[name].params if is_of_what(param) for option in param.opts}
        for name in ("search", "export")
    ]
    only_export = {"--recent", "--exclude", "--max-size", "--files", "--size", "--sidecars"}
    assert shared[1] - shared[0] == only_export
    assert shared[0] <= shared[1]
    with PhotoPrismServer(Library.sample(photos=24)) as server:
        library, ask = server.library, ["search", "--url", server.url]
        jane = library.add_person("Jane Doe", [photo for photo in library.photos if not photo.archived_at][:2])
        everything = {row["UID"] for row in rows([*ask, "--archived", "--hidden"], capsys)}
        shown = {row["UID"] for row in rows(ask, capsys)}
        private = {photo.uid for photo in library.photos if photo.private}
        archived = {photo.uid for photo in library.photos if photo.archived_at}
        assert private
        assert archived
        assert everything == {photo.uid for photo in library.photos}
        assert shown == everything - archived
        assert {row["UID"] for row in rows([*ask, "--no-private"], capsys)} == shown - private
        of_jane = {photo.uid for photo in photos_of(library, jane)}
        for name in ("Jane Doe", "jane doe", jane.uid):
            assert {row["UID"] for row in rows([*ask, "--person", name], capsys)} == of_jane
        in_folder = {photo.uid for photo in library.photos if photo.path == "2021/08"} & shown
        assert {row["UID"] for row in rows([*ask, "--folder", "2021/08"], capsys)} == in_folder
        both = rows([*ask, "--folder", "2021/08", "--folder", "2021/09"], capsys)
        assert {row["FileName"][:7] for row in both} == {"2021/08", "2021/09"}
        assert {row["Type"] for row in rows([*ask, "--skip-videos"], capsys)} == {
            row["Type"] for row in rows(ask, capsys)
        } - {"video"}


def is_of_what(param: click.Parameter) -> bool:
    """Tell whether a parameter selects photos."""
    return isinstance(param, GroupedOption) and param.group == "What"


def test_search_takes_all_albums_of_a_title(capsys: pytest.CaptureFixture[str]) -> None:
    """As an export does; each photo is listed once, in a random order, too."""
    with PhotoPrismServer(Library.sample(photos=12)) as server:
        shown = [photo for photo in server.library.photos if not photo.archived_at]
        for photos in (shown[:3], shown[2:5]):
            server.library.update(server.library.add_album("New", photos), title="Twin")
        for order in ("newest", "random"):
            found = rows(["search", "--url", server.url, "--album", "twin", "--order", order], capsys)
            assert sorted(row["UID"] for row in found) == sorted(photo.uid for photo in shown[:5])


def test_query_is_an_argument_or_an_option(public: PhotoPrismServer, capsys: pytest.CaptureFixture[str]) -> None:
    """Both mean the same; both together are wrong usage."""
    ask = ["search", "--url", public.url]
    found = rows([*ask, "year:2022"], capsys)
    assert found
    assert rows([*ask, "--query", "year:2022"], capsys) == found
    assert run([*ask, "year:2022", "--query", "year:2022"]) == 2
    assert "pass QUERY or --query, not both" in capsys.readouterr().err


def test_search_names_an_unknown_album(public: PhotoPrismServer, capsys: pytest.CaptureFixture[str]) -> None:
    """The beginning of a title does not match; the error names close ones, in a random order, too."""
    for order in ("newest", "random"):
        assert run(["search", "--url", public.url, "--album", "Favourite", "--order", order]) == 1
        assert "close: Favourites" in capsys.readouterr().err


def test_search_at_random_is_one_page(public: PhotoPrismServer, capsys: pytest.CaptureFixture[str]) -> None:
    """Photos for a frame: each once, as many as are wanted, in another order each time, by the same options."""
    ask = ["search", "--url", public.url, "--order", "random"]
    shown = {row["UID"] for row in rows(["search", "--url", public.url], capsys)}
    public.requests.clear()
    whole = [row["UID"] for row in rows(ask, capsys)]
    assert sorted(whole) == sorted(shown)
    assert [request.path for request in public.requests] == ["/api/v1/photos"]
    assert any([row["UID"] for row in rows(ask, capsys)] != whole for _ in range(5))
    assert len(rows([*ask, "--limit", "3"], capsys)) == 3
    album = next(album for album in public.library.albums if album.title == "Favourites")
    assert {row["UID"] for row in rows([*ask, "--album", "Favourites"], capsys)} == set(album.photo_uids)
    assert {row["Type"] for row in rows([*ask, "--type", "raw"], capsys)} == {"raw"}
    days = {row["TakenAtLocal"][:10] for row in rows(ask, capsys)}
    first = min(days)
    assert {row["TakenAtLocal"][:10] for row in rows([*ask, "--until", first, "--limit", "1"], capsys)} == {first}


def test_a_table_at_random_says_that_there_is_more(
    public: PhotoPrismServer, capsys: pytest.CaptureFixture[str]
) -> None:
    """A table asks for one row more than it shows."""
    public.requests.clear()
    assert run(["search", "--url", public.url, "--order", "random", "--limit", "2"]) == 0
    assert capsys.readouterr().err == "The first 2; --limit 0 shows all.\n"
    assert "count=3" in public.requests[-1].query


@pytest.mark.parametrize("command", [["search"], ["export", "dest"]])
def test_kinds_of_photos_are_the_same_everywhere(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Each command names all kinds in its help, and refuses others before it asks for anything."""
    assert run([*command[:1], "--help"]) == 0
    text = " ".join(capsys.readouterr().out.split())
    assert ", ".join(PHOTO_TYPES) in text
    for wrong in ("holiday", "raw,holiday", "raw,", ""):
        assert run([*command, "--url", "http://127.0.0.1:9", "--type", wrong]) == 2
        assert "is not a kind of photo (use animated, audio" in " ".join(capsys.readouterr().err.split())


@pytest.mark.parametrize(
    ("option", "name", "close"),
    [
        ("--album", "Favorites", "Favourites"),
        ("--label", "Montain", "Mountain"),
        ("--folder", "2021/8", "2021/08"),
        ("--person", "Jane Do", "Jane Doe"),
    ],
)
def test_search_for_a_name_that_nothing_has(
    option: str, name: str, close: str, public: PhotoPrismServer, capsys: pytest.CaptureFixture[str]
) -> None:
    """It fails and says which are close: an empty table would say that nothing is in it."""
    if option == "--person":
        public.library.add_person("Jane Doe", public.library.photos[:1])
    assert run(["search", "--url", public.url, option, name]) == 1
    output = capsys.readouterr()
    assert output.out == ""
    assert f"is called {name!r}; close: {close}" in output.err
    assert run(["search", "--url", public.url, "--album", "Empty", "--json"]) == 0
    assert capsys.readouterr().out == ""


def test_search_by_local_days(public: PhotoPrismServer, capsys: pytest.CaptureFixture[str]) -> None:
    """Both days are included, and judged by local time."""
    ask = ["search", "--url", public.url]
    days = sorted({row["TakenAtLocal"][:10] for row in rows(ask, capsys)})
    first, last = days[1], days[-2]
    found = {row["TakenAtLocal"][:10] for row in rows([*ask, "--since", first, "--until", last], capsys)}
    assert found == set(days[1:-1])
    assert run([*ask, "--since", "2023-05-02", "--until", "2023-05-01"]) == 1
    assert "must not be before" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("2023-05-01", date(2023, 5, 1), date(2023, 5, 1)),
        ("2023-05", date(2023, 5, 1), date(2023, 5, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-12", date(2023, 12, 1), date(2023, 12, 31)),
        ("0001", date(1, 1, 1), date(1, 12, 31)),
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
    ],
)
def test_days_are_those_of_iso_8601(text: str, since: date, until: date) -> None:
    """What is left open is the beginning for --since and the end for --until."""
    assert FIRST_DAY.convert(text, None, None) == since
    assert LAST_DAY.convert(text, None, None) == until


@pytest.mark.parametrize(
    "text",
    [
        *("01.02.2023", "1/2/2023", "5", "10:30", "2023-5-1", "2023-13", "2023-00", "2023-02-30", "0000", "20230501"),
        *("1 May 2023", "May 2023", "today", "", " 2023", "2023-05-01 ", "2023-05-01T10:00", "23", "٢٠٢٣", "+2023"),
    ],
)
@pytest.mark.parametrize("option", ["--since", "--until"])
def test_what_is_no_day_is_wrong_usage(option: str, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is guessed: the first of February and the second of January would look alike."""
    assert run(["search", "--demo", option, text]) == 2
    assert f"{text!r} is not a date (use YYYY-MM-DD, or YYYY-MM or YYYY" in " ".join(capsys.readouterr().err.split())


@pytest.mark.parametrize(
    "arguments",
    [
        ["search", "--since", "yesteryear"],
        ["search", "--type", "holiday"],
        ["search", "--limit", "-1"],
        ["albums", "--type", "x"],
        ["search"],
    ],
)
def test_wrong_usage_is_said_before_any_request(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """A value that is not allowed, or no server at all, ends with 2."""
    assert run(arguments) == 2
    assert "Usage:" in capsys.readouterr().err


def test_the_rest_of_a_long_table_is_announced(public: PhotoPrismServer, capsys: pytest.CaptureFixture[str]) -> None:
    """A table that was cut says so on stderr, and how to see all."""
    assert run(["search", "--url", public.url, "--limit", "5"]) == 0
    output = capsys.readouterr()
    assert output.err == "The first 5; --limit 0 shows all.\n"
    assert run(["search", "--url", public.url, "--limit", "0"]) == 0
    assert capsys.readouterr().err == ""


def test_titles_cannot_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """Escape codes and marks of direction in a title are shown as what they are not: nothing."""
    with PhotoPrismServer(Library.sample(photos=4)) as server:
        server.library.add_album("\x1b[31mred\x07 \u202eevil [bold]", server.library.photos)
        assert run(["albums", "--url", server.url]) == 0
    output = capsys.readouterr().out
    assert "\x1b" not in output
    assert "\u202e" not in output
    assert "[bold]" in output


def test_dates_in_the_table_are_known(capsys: pytest.CaptureFixture[str]) -> None:
    """An unknown month is not made up, and an unknown date is left empty."""
    with PhotoPrismServer(Library.sample(photos=4)) as server:
        one, other, *_ = server.library.photos
        server.library.edit(one, title="Of a year", year=1978, month=-1, day=-1)
        server.library.edit(other, title="Of no day", year=-1, month=-1, day=-1)
        assert run(["search", "--url", server.url]) == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert [line[0] for line in lines if "year" in line] == ["1978"]
    assert [line[0] for line in lines if "day" in line] == [other.type]
