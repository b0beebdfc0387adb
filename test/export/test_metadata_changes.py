"""Metadata follow what happens on the server, also where it moves no date, and cost no request where nothing did."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from photoprism_client import ApiClient, Configuration
from photoprism_client.export import Selection, export
from photoprism_client.testing import FaultProxy, Library, PhotoPrismServer
from photoprism_client.testing.library.items import Photo
from photoprism_client.testing.library.relations import albums_of, labels_of, people_on
from photoprism_client.testing.proxy import faults
from test.support.export_runs import Run, albums, details, facts, options
from test.support.recorded_photos import values_of
from test.support.sessions import APP_PASSWORD

ONE, OTHER, PEOPLE = "2021/plain.jpg", "2021/caption.jpg", "2021/albums.jpg"
ALL = Selection(archived=True, hidden=True)


@pytest.fixture
def server() -> Iterator[PhotoPrismServer]:
    """Yield a server with the library of traps and passwords."""
    with PhotoPrismServer(Library.edge_cases(), mode="password") as server:
        yield server


def changed(path: str, **changes: object) -> Callable[[Library], None]:
    """Return what changes a photo, and not its date of change."""
    return lambda library: library.update(library.find(path), **changes)


CHANGES: dict[str, tuple[Callable[[Library], None], str, str, Any]] = {
    "favourite": (changed(ONE, favorite=True), ONE, "Favorite", True),
    "favourite no more": (changed(OTHER, favorite=False), OTHER, "Favorite", None),
    "private": (changed(ONE, private=True), ONE, "Private", True),
    "date": (changed(ONE, year=1978, month=-1, day=-1), ONE, "TakenAtLocal", "1978"),
    "title": (changed(ONE, title="Mine"), ONE, "Title", "Mine"),
    "person": (lambda library: library.update(library.people[0], name="Jane Roe"), PEOPLE, "People", ["Jane Roe"]),
    "label": (lambda library: library.update(library.labels[0], name="Fallen"), PEOPLE, "Labels", ["Fallen"]),
    "label deleted": (lambda library: library.delete_label(library.labels[0]), PEOPLE, "Labels", None),
}


@pytest.mark.parametrize("name", CHANGES)
def test_changes_that_move_no_date_are_noticed(server: PhotoPrismServer, tmp_path: Path, name: str) -> None:
    """The files of the photos concerned are written, the details of these alone are asked for, and once."""
    change, path, key, value = CHANGES[name]
    server.library.update(server.library.find(OTHER), favorite=True)
    Run(server, tmp_path, metadata="json")
    assert facts(tmp_path, path).get(key) != value
    before = {photo.uid: photo.updated_at for photo in server.library.photos}
    change(server.library)
    assert before == {photo.uid: photo.updated_at for photo in server.library.photos}
    run = Run(server, tmp_path, metadata="json")
    assert facts(tmp_path, path).get(key) == value
    concerned = {server.library.find(path).uid}
    if key == "Labels":  # the other one that has it
        concerned.add(next(photo for photo in server.library.photos if photo.private).uid)
    assert sorted(details(run)) == sorted(f"/api/v1/photos/{uid}" for uid in concerned)
    assert run.report.metadata == len(concerned)
    again = Run(server, tmp_path, metadata="json")
    assert details(again) == []
    assert again.report.metadata == 0


def test_a_person_that_the_server_finds_by_itself_is_noticed(server: PhotoPrismServer, tmp_path: Path) -> None:
    """Somebody names one face, and the dates of the other photos stay as they were."""
    Run(server, tmp_path, metadata="xmp")
    found = [server.library.find(name) for name in (ONE, OTHER)]
    server.library.add_person("Zoë", found)
    run = Run(server, tmp_path, metadata="xmp")
    assert len(details(run)) == 2
    for name in (ONE, OTHER):
        values = values_of((tmp_path / f"{name}.xmp").read_text(encoding="utf-8"))
        assert values["Iptc4xmpExt:PersonInImage"] == ("Bag", "Zoë")


def test_people_in_review_are_people(server: PhotoPrismServer, tmp_path: Path) -> None:
    """A server goes on asking for a review of a face with a name; what somebody called no face is nobody."""
    photo = server.library.find(ONE)
    person = server.library.add_person("Zoë", [photo], score=5)
    Run(server, tmp_path, metadata="json")
    assert facts(tmp_path, ONE)["People"] == ["Zoë"]
    [marker] = [marker for marker in photo.files[0].markers if marker.person_uid == person.uid]
    server.library.update(marker, invalid=True)
    Run(server, tmp_path, metadata="json")
    assert "People" not in facts(tmp_path, ONE)


def test_unimportant_labels_are_compared_as_well(server: PhotoPrismServer, tmp_path: Path) -> None:
    """A server lists them only where all are asked for."""
    label = server.library.add_label("Nature", [server.library.find(ONE)])
    server.library.update(label, priority=-3)
    Run(server, tmp_path, metadata="json")
    server.library.update(label, name="Outside")
    Run(server, tmp_path, metadata="json")
    assert facts(tmp_path, ONE)["Labels"] == ["Outside"]


def test_photos_that_were_archived_or_hidden_say_so(server: PhotoPrismServer, tmp_path: Path) -> None:
    """And no more when they are back."""
    Run(server, tmp_path, ALL, metadata="json")
    photo, other = server.library.find(ONE), server.library.find(OTHER)
    assert facts(tmp_path, "2021/archived.jpg")["Archived"] is True
    server.library.archive(photo)
    server.library.update(other, quality=-1)
    Run(server, tmp_path, ALL, metadata="json")
    assert facts(tmp_path, ONE)["Archived"] is True
    assert facts(tmp_path, OTHER)["Hidden"] is True
    server.library.update(photo, archived_at=None)
    server.library.update(other, quality=3)
    Run(server, tmp_path, ALL, metadata="json")
    assert "Archived" not in facts(tmp_path, ONE)
    assert "Hidden" not in facts(tmp_path, OTHER)


def test_credentials_that_may_not_list_labels_do(tmp_path: Path) -> None:
    """New names of labels go unnoticed, which is said; all else is as ever, and nothing is asked twice."""
    passwords = {APP_PASSWORD: ("admin", "photos albums files")}
    with PhotoPrismServer(Library.edge_cases(), mode="password", app_passwords=passwords) as server:
        configuration = Configuration(host=server.url, access_token=APP_PASSWORD)
        for number in range(2):
            asked = len(server.requests)
            with ApiClient(configuration) as api_client:
                report = export(api_client, Selection(), tmp_path, options(metadata="json"))
            assert report.is_complete
            assert ["may not list labels" in (warning.reason or "") for warning in report.warnings] == [True]
            paths = [request.path for request in list(server.requests)[asked:]]
            assert any(path.startswith("/api/v1/photos/p") for path in paths) == (number == 0)
            server.library.update(server.library.labels[0], name="Fallen")
        assert facts(tmp_path, PEOPLE)["Labels"] == ["Trap"]


def listings(server: PhotoPrismServer, run: Run) -> Counter[str]:
    """Return how often a run asked for what, by path and query, without the page."""
    asked = list(server.requests)[-len(run.asked) :]
    return Counter(f"{urlsplit(request.path).path}?{request.query}" for request in asked if request.method == "GET")


def test_with_nothing_changed_an_album_costs_one_request(server: PhotoPrismServer, tmp_path: Path) -> None:
    """Besides the pages of what is listed: albums, labels, and photos, the archived and the hidden ones apart."""
    Run(server, tmp_path, ALL, metadata="json")
    run = Run(server, tmp_path, ALL, metadata="json")
    asked = listings(server, run)
    assert run.report.metadata == 0
    assert set(asked.values()) == {1}
    for album in server.library.albums:
        if album.type == "album":
            assert sum(f"s={album.uid}" in query for query in asked) == 1
    others = [query for query in asked if "&s=" not in query and "?s=" not in query]
    kinds = ("albums?", "labels?", "photos?")
    assert Counter(kind for query in others for kind in kinds if kind in query) == {
        "albums?": 1,
        "labels?": 1,
        "photos?": 5,  # the default, the archive and the hidden; and of the last two, what is in no album
    }
    logins = ("session?", "config?")
    assert not [query for query in others if not any(kind in query for kind in kinds + logins)]


def test_with_nothing_changed_names_cost_their_listings(server: PhotoPrismServer, tmp_path: Path) -> None:
    """One listing of albums and of labels serves the names that were asked for and the metadata."""
    library = server.library
    photo = library.find(PEOPLE)
    names = {
        "albums": (albums_of(library, photo)[0].title,),
        "labels": (labels_of(library, photo)[0].name,),
        "folders": (photo.path,),
        "people": (people_on(library, photo)[0].name,),
    }
    selection = Selection(**names, sidecars=True)  # type: ignore[arg-type]
    Run(server, tmp_path, selection, metadata="json")
    run = Run(server, tmp_path, selection, metadata="json")
    asked = listings(server, run)
    assert run.counts == {"unchanged": 1}
    assert run.report.metadata == 0
    assert set(asked.values()) == {1}
    paths = Counter(query.partition("?")[0].removeprefix("/api/v1/") for query in asked)
    made = [album for album in library.albums if album.type == "album"]
    groups = ("albums", "labels", "subjects", "folders/originals")
    sidecars = f"folders/originals/{photo.path}"
    assert {path: count for path, count in paths.items() if path not in {"session", "config"}} == {
        "photos": 1 + len(made),
        sidecars: 1,
        **dict.fromkeys(groups, 1),
    }


@pytest.mark.parametrize("kind", ["archived", "hidden"])
def test_albums_have_their_archived_and_hidden_photos(server: PhotoPrismServer, tmp_path: Path, kind: str) -> None:
    """A photo leaves its albums when it is archived; what is put into one later is in it. Each costs a request."""
    library, photo = server.library, server.library.find(ONE)
    if kind == "archived":
        library.archive(photo)
    else:
        library.update(photo, quality=-1)
    album = library.add_album("Put away", [photo])
    for _ in range(2):
        run = Run(server, tmp_path, ALL, metadata="json", template="{album}/{name}")
        assert albums(tmp_path)["Put away"] == ["Put away/plain.jpg"]
        assert facts(tmp_path, "Put away/plain.jpg")["Albums"] == ["Put away"]
    assert details(run) == [f"/api/v1/photos/{photo.uid}"]
    library.update(album, photo_uids=[])
    Run(server, tmp_path, ALL, metadata="json", template="{album}/{name}")
    assert "Albums" not in facts(tmp_path, "plain.jpg")


def test_an_archived_photo_may_vanish_while_its_albums_are_asked_for(server: PhotoPrismServer, tmp_path: Path) -> None:
    """The run goes on; the photo is treated as one that is in no album."""
    photo = server.library.find(ONE)
    server.library.archive(photo)
    server.library.add_album("Put away", [photo])
    with FaultProxy(server.url) as proxy:
        gone = faults.Status(404, {"Content-Type": "application/json"}, b'{"error":"Entity not found"}')
        proxy.always(gone, match=f"/api/v1/photos/{photo.uid}")
        configuration = Configuration(host=proxy.url, username="admin", password="photoprism")
        with ApiClient(configuration) as api_client:
            report = export(api_client, ALL, tmp_path, options(template="{album}/{name}"))
    assert report.is_complete
    assert (tmp_path / "plain.jpg").exists()


def test_albums_json_lists_a_file_once_for_each_of_its_albums(server: PhotoPrismServer, tmp_path: Path) -> None:
    """Where the template makes a copy for each: the one for that album."""
    run = Run(server, tmp_path, metadata="json", template="{album}/{name}")
    assert run.counts["copied"] == 2
    found = albums(tmp_path)
    assert found["One"] == ["One/albums.jpg"]
    assert found["Two"] == ["Two/albums.jpg"]
    assert found["Two: the <other>/third?"] == ["Two_ the _other__third_/albums.jpg"]


def test_albums_whose_titles_make_one_path_share_the_file(server: PhotoPrismServer, tmp_path: Path) -> None:
    """It is there once, and in both lists."""
    photo: Photo = server.library.find(ONE)
    for title in ("Who?", "Who*"):
        server.library.add_album(title, [photo])
    Run(server, tmp_path, metadata="json", template="{album}/{name}")
    found = albums(tmp_path)
    assert found["Who?"] == found["Who*"] == ["Who_/plain.jpg"]


def test_sizes_are_right_without_the_state(server: PhotoPrismServer, tmp_path: Path) -> None:
    """They are those of the files, also where a file was not looked at yet."""
    first = Run(server, tmp_path, metadata="json")
    (tmp_path / ".photoprism-images/state.sqlite").unlink()
    run = Run(server, tmp_path, metadata="json")
    assert run.pictures == []
    assert run.report.sizes["unchanged"] == first.report.sizes["new"] > 0
    assert run.report.metadata == 0


def test_sizes_of_what_is_kept_are_known_without_the_state(server: PhotoPrismServer, tmp_path: Path) -> None:
    """Those of files that the server does not list any more, whether they are kept or removed."""
    Run(server, tmp_path)
    photo = server.library.find(ONE)
    size = (tmp_path / ONE).stat().st_size
    server.library.forget(photo)
    (tmp_path / ".photoprism-images/state.sqlite").unlink()
    run = Run(server, tmp_path)
    assert [(file.path, file.size) for file in run.files if file.action == "kept"] == [(ONE, size)]
    (tmp_path / ".photoprism-images/state.sqlite").unlink()
    Run(server, tmp_path)
    run = Run(server, tmp_path, prune=True)
    assert [(file.path, file.size) for file in run.files if file.action == "removed"] == [(ONE, size)]
    assert all(file.size >= 0 for file in run.files)
