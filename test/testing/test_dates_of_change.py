"""What moves a picture's date of change and what does not, and what listings leave out: as seen on a real server."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from photoprism_client.testing import Library, PhotoPrismServer
from photoprism_client.testing.library.items import Photo
from photoprism_client.testing.library.relations import albums_of, photos_of, photos_with
from test.support.plain_requests import get_json


def _rows(server: PhotoPrismServer, query: str = "") -> dict[str, dict[str, object]]:
    found = get_json(server, f"/photos?count=99&merged=true{query}")
    return {row["UID"]: row for row in found}


def _moved(server: PhotoPrismServer, change: Callable[[], object]) -> set[str]:
    before = _rows(server)
    change()
    after = _rows(server)
    return {uid for uid, row in after.items() if row["UpdatedAt"] != before[uid]["UpdatedAt"]}


def _some(library: Library) -> list[Photo]:
    return [photo for photo in library.photos if photo.archived_at is None and not photo.private]


def test_an_edit_and_a_label_move_the_date(server: PhotoPrismServer) -> None:
    """Of the pictures concerned."""
    library = server.library
    one, other = _some(library)[:2]
    assert _moved(server, lambda: library.edit(one, title="Another")) == {one.uid}
    assert _moved(server, lambda: library.add_label("New", [one, other])) == {one.uid, other.uid}


def test_flags_renames_albums_and_deleted_labels_do_not(server: PhotoPrismServer) -> None:
    """A client that compares dates alone misses them."""
    library = server.library
    label = library.labels[0]
    one = photos_with(library, label)[0]
    person = library.add_person("Jane", [one])
    for change in (
        lambda: library.update(one, favorite=not one.favorite),
        lambda: library.update(one, private=True),
        lambda: library.update(person, name="Jane Roe"),
        lambda: library.update(label, name="Renamed"),
        lambda: library.delete_label(label),
        lambda: library.add_album("New", [one]),
    ):
        assert _moved(server, change) == set()
    markers = [marker for file in one.files for marker in file.markers]
    assert [marker["Name"] for file in _files(server, one) for marker in file["Markers"]] == ["Jane Roe"] * len(markers)


def _files(server: PhotoPrismServer, photo: Photo) -> list[dict[str, list[dict[str, object]]]]:
    found: list[dict[str, list[dict[str, object]]]] = get_json(server, f"/photos/{photo.uid}")["Files"]
    return found


def test_a_person_moves_the_date_of_the_picture_that_was_named_on(server: PhotoPrismServer) -> None:
    """The server finds the other faces by itself, and their pictures keep their dates."""
    pictures = [photo for photo in _some(server.library) if photo.primary][:3]
    assert _moved(server, lambda: server.library.add_person("Jane", pictures)) == {pictures[0].uid}
    rows = _rows(server)
    for photo in pictures:
        names = [marker["Name"] for file in rows[photo.uid]["Files"] for marker in file["Markers"]]  # type: ignore[attr-defined]
        assert names == ["Jane"]


@pytest.mark.parametrize(("score", "review"), [(100, False), (30, False), (29, True), (1, True)])
def test_a_face_of_a_low_score_waits_for_a_review(server: PhotoPrismServer, score: int, review: bool) -> None:
    """Also with a name; only ``Invalid`` takes it away."""
    photo = _some(server.library)[0]
    person = server.library.add_person("Jane", [photo], score=score)
    [marker] = [marker for file in _files(server, photo) for marker in file["Markers"]]
    assert (marker["Name"], marker["Score"], marker["Review"], marker["Invalid"]) == ("Jane", score, review, False)
    [face] = [marker for file in photo.files for marker in file.markers]
    server.library.update(face, invalid=True)
    assert photos_of(server.library, person) == []
    assert get_json(server, f"/subjects/{person.uid}")["PhotoCount"] == 0


def test_labels_of_private_pictures_alone_are_not_listed(server: PhotoPrismServer) -> None:
    """They count nothing; unimportant ones are listed where all are asked for."""
    library = server.library
    [private] = [photo for photo in library.photos if photo.private]
    library.add_label("Secret", [private])
    library.update(library.add_label("Unimportant", _some(library)[:2]), priority=-2)
    assert [label["Name"] for label in get_json(server, "/labels?count=9")] == ["Mountain", "Sunset"]
    everything = {label["Name"]: label["PhotoCount"] for label in get_json(server, "/labels?count=9&all=true")}
    assert everything.keys() == {"Mountain", "Sunset", "Unimportant"}
    assert everything["Unimportant"] == 2
    labels = get_json(server, f"/photos/{private.uid}")["Labels"]
    assert labels[0]["Label"]["Name"] == "Secret"


def test_the_archive_takes_pictures_out_of_albums(server: PhotoPrismServer) -> None:
    """And ``unsorted`` lists what is in none, of the archive as well."""
    library = server.library
    [archived] = [photo for photo in library.photos if photo.archived_at]
    assert albums_of(library, archived) == []
    assert _rows(server, "&archived=true&unsorted=true").keys() == {archived.uid}
    assert _rows(server, "&unsorted=true").keys() == set()
    one = _some(library)[0]
    library.archive(one)
    everything = next(album for album in library.albums if album.title == "Everything")
    assert one.uid not in everything.photo_uids
    everything.photo_uids.append(one.uid)  # as an upload of the same file does
    library.update(everything)
    assert _rows(server, "&archived=true&unsorted=true").keys() == {archived.uid}
    assert _rows(server, f"&archived=true&s={everything.uid}").keys() == {one.uid}


def test_dates_of_which_a_part_is_known(server: PhotoPrismServer) -> None:
    """Year, month and day say so; the local time of these pictures means nothing."""
    one = _some(server.library)[0]
    server.library.edit(one, year=1978, month=-1, day=-1, taken_src="manual")
    row = _rows(server)[one.uid]
    assert (row["Year"], row["Month"], row["Day"], row["TakenSrc"]) == (1978, -1, -1, "manual")
    assert str(row["TakenAtLocal"]).startswith("2021")
