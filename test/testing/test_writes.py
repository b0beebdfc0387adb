"""What the embedded server does with writes, where the recording of the real one is silent or stands alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from photoprism_client.testing import Library, PhotoPrismServer
from photoprism_client.testing.library.catalogue import by_uid
from photoprism_client.testing.library.items import Photo
from photoprism_client.testing.library.sample import write_picture
from test.support.manual_clock import ManualClock
from test.support.plain_requests import album_of, get_json, uids, write, written
from test.support.replay import send

_UNKNOWN = "pt00000000000000"
_MOST = 32_700


def stamps(photo: Photo) -> tuple[object, object]:
    """Return the dates that an edit moves."""
    return photo.updated_at, photo.edited_at


@pytest.mark.parametrize(
    ("path", "status"),
    [("/albums/{album}/photos", 400), ("/batch/photos/archive", 404), ("/batch/photos/private", 500)],
)
def test_too_many_uids_are_refused(server: PhotoPrismServer, path: str, status: int) -> None:
    """The database of the server takes about 32 700 UIDs in one request, and not one more."""
    path = path.format(album=album_of(server, "Empty"))
    assert write(server, "POST", path, {"photos": [_UNKNOWN] * _MOST}).status == 200
    assert write(server, "POST", path, {"photos": [_UNKNOWN] * (_MOST + 1)}).status == status


def test_captions_have_another_name_since_2025(server: PhotoPrismServer, signed: PhotoPrismServer) -> None:
    """A server ignores the name that it does not know."""
    uid = server.library.photos[0].uid
    both = {"Caption": "new", "CaptionSrc": "manual", "Description": "old", "DescriptionSrc": "manual"}
    later = written(signed, "PUT", f"/photos/{uid}", both)
    assert (later["Caption"], later["CaptionSrc"], "Description" in later) == ("new", "manual", False)
    earlier = written(server, "PUT", f"/photos/{uid}", both)
    assert (earlier["Description"], earlier["DescriptionSrc"], "Caption" in earlier) == ("old", "manual", False)


def test_captions_without_source_are_lost_with_an_automatic_title(server: PhotoPrismServer) -> None:
    """They stay as long as somebody gave the title, and go when the server makes it anew."""
    path = f"/photos/{server.library.photos[0].uid}"
    assert written(server, "PUT", path, {"Description": "text"})["Description"] == ""
    kept = written(server, "PUT", path, {"Title": "Mine", "TitleSrc": "manual", "Description": "text"})
    assert (kept["Title"], kept["Description"]) == ("Mine", "text")


def test_titles_that_python_gave_are_kept(server: PhotoPrismServer) -> None:
    """A title from ``edit`` counts as given by somebody; a body without fields does not replace it."""
    photo = server.library.photos[0]
    server.library.edit(photo, title="From a test")
    assert written(server, "PUT", f"/photos/{photo.uid}", {})["Title"] == "From a test"


def test_dates_of_change_move_with_edits_only(server: PhotoPrismServer) -> None:
    """A PUT moves both dates and a label one; likes, albums, privacy and the archive move none."""
    library, album = server.library, album_of(server, "Empty")
    photo = library.photos[0]
    before = stamps(photo)
    for method, path, body in (
        ("DELETE", f"/photos/{photo.uid}/like", None),
        ("POST", f"/albums/{album}/photos", {"photos": [photo.uid]}),
        ("POST", "/batch/photos/private", {"photos": [photo.uid]}),
        ("POST", "/batch/photos/archive", {"photos": [photo.uid]}),
        ("POST", "/batch/photos/restore", {"photos": [photo.uid]}),
    ):
        written(server, method, path, body)
        assert stamps(photo) == before, path
    written(server, "POST", f"/photos/{photo.uid}/label", {"Name": "New"})
    assert [now == then for now, then in zip(stamps(photo), before, strict=True)] == [False, True]
    labelled = stamps(photo)
    written(server, "PUT", f"/photos/{photo.uid}", {})
    assert [now == then for now, then in zip(stamps(photo), labelled, strict=True)] == [False, False]


def test_deleted_photos_are_gone_for_good(server: PhotoPrismServer) -> None:
    """Their files leave the disk, albums and labels forget them, and the same bytes are a new photo."""
    library = server.library
    photo = library.find("2021/07/IMG_1.JPG")
    disks, data = [file.disk for file in photo.files], photo.original.disk.read_bytes()
    written(server, "POST", "/batch/photos/delete", {"photos": [photo.uid]})
    assert not any(disk.exists() for disk in disks)
    assert not any(photo.uid in album.photo_uids for album in library.albums)
    assert not any(photo.uid in label.photo_uids for label in library.labels)
    (library.root / "again.jpg").write_bytes(data)
    library.reindex()
    assert library.find("again.jpg").created_at > photo.created_at
    assert library.albums_of(library.find("again.jpg")) == []


def test_a_folder_of_the_callers_is_safe(tmp_path: Path) -> None:
    """A server over somebody's folder deletes nothing there unless it is told to."""
    write_picture(tmp_path / "one.jpg", 1)
    with PhotoPrismServer(Library.from_folder(tmp_path)) as server:
        body = {"photos": [server.library.photos[0].uid]}
        assert write(server, "POST", "/batch/photos/delete", body).status == 403
    assert (tmp_path / "one.jpg").exists()


def test_albums_in_a_selection_count_for_archiving_where_sidecars_are_written(library: Library) -> None:
    """Without YAML sidecars only the photos that are named are archived; with them, all of the albums too."""
    for sidecars, archived in ((False, 1), (True, 4)):
        with PhotoPrismServer(library, yaml_sidecars=sidecars, owns_library=False) as server:
            album = written(server, "POST", "/albums", {"Title": "Three"})["UID"]
            others = [photo.uid for photo in library.photos[1:4]]
            written(server, "POST", f"/albums/{album}/photos", {"photos": others})
            before = sum(photo.archived_at is not None for photo in library.photos)
            body = {"photos": [library.photos[0].uid], "albums": [album]}
            written(server, "POST", "/batch/photos/archive", body)
            assert sum(photo.archived_at is not None for photo in library.photos) - before == archived
            written(server, "POST", "/batch/photos/restore", {"photos": [library.photos[0].uid, *others]})


def test_links_end(library: Library, clock: ManualClock) -> None:
    """After so many seconds, or so many visits, a link lets nobody in."""
    with PhotoPrismServer(library, mode="password", clock=clock.now) as server:
        links = f"/albums/{album_of(server, 'Favourites')}/links"
        short = written(server, "POST", links, {"Expires": 60})["Token"]
        single = written(server, "POST", links, {"MaxViews": 1})["Token"]
        visits = [write(server, "POST", "/session", {"token": token}, token="").status for token in (single, single)]
        assert visits == [200, 404]
        assert write(server, "POST", "/session", {"token": short}, token="").status == 200
        clock.advance(61)
        assert write(server, "POST", "/session", {"token": short}, token="").status == 404
        assert send(server, "GET", f"/s/{short}").status == 307


def test_visitors_see_only_what_is_shared(server: PhotoPrismServer) -> None:
    """Their pictures are those of the shared album, and no other area answers them."""
    shared = album_of(server, "Favourites")
    token = written(server, "POST", f"/albums/{shared}/links", {})["Token"]
    visitor = json.loads(write(server, "POST", "/session", {"token": token}, token="").body)["access_token"]
    assert len(uids(get_json(server, f"/photos?count=9&merged=true&s={shared}", visitor))) == 4
    other = album_of(server, "Everything")
    for path, status in ((f"/photos?count=9&s={other}", 400), ("/labels?count=9", 403), (f"/albums/{other}", 403)):
        assert send(server, "GET", f"/api/v1{path}", {"X-Auth-Token": visitor}).status == status, path


def test_a_scope_that_reads_does_not_write(library: Library) -> None:
    """An app password of scope ``read`` is answered, and refused when it changes something."""
    token = "aaaaaa-bbbbbb-cccccc-dddddd"
    with PhotoPrismServer(library, mode="password", app_passwords={token: ("admin", "read")}) as server:
        assert get_json(server, "/albums?count=9", token)
        assert write(server, "POST", "/albums", {"Title": "New"}, token=token).status == 403


def test_labels_taken_off_do_not_count(server: PhotoPrismServer) -> None:
    """One that the server found stays on the picture, is found by no search, and is counted nowhere."""
    library = server.library
    label = next(label for label in library.labels if label.name == "Mountain")
    photo = library.photos_with(label)[0]
    label.mark_of(photo.uid)
    before = len(library.photos_with(label))
    written(server, "PUT", f"/photos/{photo.uid}/label/{label.number}", {"LabelSrc": "image"})
    left = written(server, "DELETE", f"/photos/{photo.uid}/label/{label.number}")
    assert {"Mountain": 100}.items() <= {row["Label"]["Name"]: row["Uncertainty"] for row in left["Labels"]}.items()
    assert photo.uid not in uids(get_json(server, "/photos?count=99&merged=true&label=mountain"))
    assert len(library.photos_with(label)) == before - 1


@pytest.mark.parametrize(
    ("title", "slug"),
    [("o'neil & co.", "oneil-and-co"), ("#tag @home", "tag-athome"), ("A_B", "a_b"), ("x" * 85, "x" * 80 + "-")],
)
def test_slugs_of_albums(server: PhotoPrismServer, title: str, slug: str) -> None:
    """Signs are spelled, left out or replaced; a long title gets a dash in the place of the UID that it has not yet."""
    assert written(server, "POST", "/albums", {"Title": title})["Slug"] == slug


@pytest.mark.parametrize(
    ("name", "spelled"),
    [
        ("dog of war", "Dog of War"),
        ("x-y z", "X-Y Z"),
        ("und der", "Und der"),
        ("o'neil's", "O'neil's"),
        ("- ", "Unknown"),
    ],
)
def test_labels_are_spelled_in_title_case(server: PhotoPrismServer, name: str, spelled: str) -> None:
    """Small words stay small, but for the first; signs begin a new word, apostrophes do not."""
    answer = written(server, "POST", f"/photos/{server.library.photos[0].uid}/label", {"Name": name})
    assert spelled in [row["Label"]["Name"] for row in answer["Labels"]]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b'{"Title": "a"} trailing', 200),
        (b"null", 200),
        (b'{"Details": null}', 200),
        (b'{"Title": "a", "TITLE": "b"}', 200),
        (b'{"Year": 1.0}', 400),
        (b'{"CameraID": -1}', 400),
        (b'{"Lat": NaN}', 400),
        (b'{"TakenAt": "2020-13-01T00:00:00Z"}', 400),
        (b'{"TakenAt": "2020-01-01T00:00:00"}', 400),
        (b'{"Details": []}', 400),
        (b"\xff", 400),
    ],
)
def test_bodies_are_read_as_there(server: PhotoPrismServer, body: bytes, status: int) -> None:
    """What follows the first value does not count, of two keys the last does, and numbers are whole or not."""
    path = f"/api/v1/photos/{server.library.photos[0].uid}"
    assert send(server, "PUT", path, {"X-Auth-Token": server.access_token}, body).status == status


def test_albums_named_twice_are_deleted_once(server: PhotoPrismServer) -> None:
    """UIDs that are repeated count once, beside unknown ones; when all are gone, nothing is found."""
    album = album_of(server, "Favourites")
    body = {"albums": [album, album, "as6sg6bxpogaabzz"]}
    assert write(server, "POST", "/batch/albums/delete", body).status == 200
    assert by_uid(server.library.albums, album) is None
    assert write(server, "POST", "/batch/albums/delete", body).status == 404


def test_deleted_albums_still_select_their_photos(server: PhotoPrismServer) -> None:
    """A batch that names one changes everything in it."""
    album = album_of(server, "Favourites")
    found = by_uid(server.library.albums, album)
    assert found is not None
    inside = server.library.photos_in(found)
    other = next(photo for photo in server.library.photos if photo not in inside and photo.archived_at is None)
    written(server, "DELETE", f"/albums/{album}")
    written(server, "POST", "/batch/photos/archive", {"photos": [other.uid], "albums": [album]})
    assert [photo.archived_at is not None for photo in (*inside, other)] == [True] * 5


def test_answers_to_likes_know_no_albums(server: PhotoPrismServer) -> None:
    """The photo in them has none, wherever it is; asked for by itself, it has."""
    path = f"/photos/{server.library.photos[0].uid}"
    assert written(server, "POST", f"{path}/like")["photo"]["Albums"] is None
    assert [album["Title"] for album in get_json(server, path)["Albums"]] == ["Everything"]


def test_the_private_switch_skips_archived_photos(server: PhotoPrismServer) -> None:
    """A photo in the archive stays as it is, although the answer is the same."""
    first, second = server.library.photos[:2]
    server.library.archive(first)
    before = first.private, second.private
    written(server, "POST", "/batch/photos/private", {"photos": [first.uid, second.uid]})
    assert (first.private, second.private) == (before[0], not before[1])


def test_clone_names_a_photo_for_each_of_its_files(server: PhotoPrismServer) -> None:
    """A stack is in ``added`` several times, and in the album once."""
    stack = server.library.find("2021/07/IMG_1.JPG")
    source, target = (written(server, "POST", "/albums", {"Title": title})["UID"] for title in ("Source", "Target"))
    written(server, "POST", f"/albums/{source}/photos", {"photos": [stack.uid]})
    added = written(server, "POST", f"/albums/{target}/clone", {"albums": [source]})["added"]
    assert [entry["PhotoUID"] for entry in added] == [stack.uid] * 2
    album = by_uid(server.library.albums, target)
    assert album is not None
    assert album.photo_uids == [stack.uid]
