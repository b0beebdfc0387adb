"""Edits of photos on a server with the traps of a real one: what is sent lasts, and nothing else changes."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from photoprism_client import ApiClient, ApiTypeError, ApiValueError, NotFoundException, PhotosApi
from photoprism_client.testing import Library, PhotoPrismServer

UID = "ptp2yj8lozifbehc"


@pytest.fixture
def photos(client: ApiClient) -> PhotosApi:
    """Make the API that is tested."""
    return PhotosApi(client)


@pytest.fixture
def uid(library: Library) -> str:
    """Return the UID of a photo."""
    return library.photos[0].uid


def _sent(server: PhotoPrismServer) -> list[str]:
    return [seen.method for seen in server.requests]


def test_what_is_edited_is_what_the_server_has(photos: PhotosApi, uid: str) -> None:
    """Each field comes back with the source that makes it last, and is there when the photo is read again."""
    wanted: dict[str, Any] = {
        "title": 'A/B "q" <b>',
        "caption": "By the sea.\nAt dawn.",
        "taken_at_local": datetime(2012, 5, 6, 7, 8, 9),
        "time_zone": "Asia/Tokyo",
        "lat": 48.2082,
        "lng": 16.3738,
        "altitude": 171,
        "favorite": True,
        "private": True,
        "notes": "A note",
        "subject": "Boats",
        "artist": "Jane",
        "copyright": "Jane",
        "license": "CC BY",
    }
    answered = photos.edit(uid, keywords=["Sea", "Big Cat"], **wanted)
    for photo in (answered, photos.get_photo(uid)):
        assert photo.details is not None
        for name, value in wanted.items():
            assert getattr(photo if hasattr(photo, name) else photo.details, name) == value
        assert photo.details.keywords == "big, cat, sea"
        assert {photo.title_src, photo.description_src, photo.taken_src, photo.place_src} == {"manual"}
        assert {photo.details.keywords_src, photo.details.license_src} == {"manual"}
        assert (photo.year, photo.month, photo.day) == (2012, 5, 6)
        assert photo.taken_at == datetime(2012, 5, 5, 22, 8, 9, tzinfo=UTC)


def test_details_that_are_not_edited_stay(photos: PhotosApi, uid: str) -> None:
    """The server empties the details that are not sent."""
    photos.edit(uid, keywords="sea", artist="Jane", notes="A note")
    details = photos.edit(uid, copyright="Ann").details
    assert details is not None
    assert (details.keywords, details.artist, details.notes, details.copyright) == ("sea", "Jane", "A note", "Ann")
    emptied = photos.edit(uid, artist="", keywords=[]).details
    assert emptied is not None
    assert (emptied.artist, emptied.keywords, emptied.notes) == ("", "", "A note")


def test_a_title_stays_though_the_server_makes_its_own(photos: PhotosApi, uid: str) -> None:
    """The plain operation is answered with 200, and changes nothing."""
    automatic = photos.get_photo(uid).title
    assert photos.update_photo(uid, {"Title": "Harbour"}).title == automatic
    assert photos.edit(uid, title="Harbour").title == "Harbour"
    assert photos.edit(uid, favorite=True).title == "Harbour"


def test_a_title_that_the_server_made_can_be_made_to_last(photos: PhotosApi, uid: str) -> None:
    """The value is the same, but not where it is from."""
    automatic = photos.get_photo(uid).title
    photo = photos.edit(uid, title=automatic)
    assert (photo.title, photo.title_src) == (automatic, "manual")


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ("UTC", datetime(2012, 5, 6, 7, 8, 9, tzinfo=UTC)),
        ("UTC+2", datetime(2012, 5, 6, 5, 8, 9, tzinfo=UTC)),
        ("America/New_York", datetime(2012, 5, 6, 11, 8, 9, tzinfo=UTC)),
        ("", datetime(2012, 5, 6, 7, 8, 9, tzinfo=UTC)),
    ],
)
def test_the_local_time_stays_in_any_zone(photos: PhotosApi, uid: str, zone: str, expected: datetime) -> None:
    """In the zone UTC, the server works out the local time from the other one: together, or one after the other."""
    local = datetime(2012, 5, 6, 7, 8, 9)
    photos.edit(uid, taken_at_local=local, time_zone="Asia/Tokyo")
    photo = photos.edit(uid, time_zone=zone)
    assert (photo.taken_at_local, photo.time_zone or "", photo.taken_at) == (local, zone, expected)
    moved = photos.edit(uid, taken_at_local=local.replace(year=2015))
    assert (moved.taken_at_local, moved.year) == (local.replace(year=2015), 2015)


def test_what_is_so_already_is_not_sent(photos: PhotosApi, uid: str, server: PhotoPrismServer) -> None:
    """A PUT would set the date of the last edit, and approve a photo in review; a job can run again."""
    photos.edit(uid, title="Harbour", keywords="sea", lat=1.5, lng=2.5)
    server.requests.clear()
    photo = photos.edit(uid, title="Harbour", keywords=["SEA"], lat=1.500001, lng=2.5)
    assert photo.title == "Harbour"
    assert photos.edit(uid).title == "Harbour"
    assert _sent(server) == ["GET", "GET"]


def test_a_model_is_read_anew(photos: PhotosApi, uid: str) -> None:
    """An old model does not bring back old values, and stays as it is."""
    old = photos.get_photo(uid)
    photos.edit(old, artist="Jane")
    photo = photos.edit(old, notes="A note")
    assert photo.details is not None
    assert (photo.details.artist, photo.details.notes) == ("Jane", "A note")
    assert old.details is not None
    assert not old.details.artist


def test_threads_that_edit_one_photo_lose_nothing(photos: PhotosApi, uid: str) -> None:
    """Each writes a field of its own; the server merges nothing that it reads at the same time."""
    edits: dict[str, Callable[[str], object]] = {
        "title": lambda text: photos.edit(uid, title=text),
        "artist": lambda text: photos.edit(uid, artist=text),
        "notes": lambda text: photos.edit(uid, notes=text),
        "subject": lambda text: photos.edit(uid, subject=text),
    }
    lost: list[tuple[str, str, object]] = []

    def work(name: str) -> None:
        for number in range(10):
            text = f"{name} {number}"
            edits[name](text)
            photo = photos.get_photo(uid)
            found = getattr(photo if name == "title" else photo.details, name)
            if found != text:
                lost.append((name, text, found))

    threads = [threading.Thread(target=work, args=(name,)) for name in edits]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert lost == []


def test_bad_arguments_are_refused_before_anything_is_sent(photos: PhotosApi, server: PhotoPrismServer) -> None:
    """The server would take some of them."""
    calls: list[tuple[Callable[[], object], type[Exception]]] = [
        (lambda: photos.edit(UID, lat=95, lng=0), ApiValueError),
        (lambda: photos.edit(UID, title=""), ApiValueError),
        (lambda: photos.edit(UID, favorite=1), ApiTypeError),  # type: ignore[arg-type]
        (lambda: photos.edit("a title", title="x"), ApiValueError),
        (lambda: photos.edit(5, title="x"), ApiTypeError),  # type: ignore[arg-type]
        (lambda: photos.archive("all"), ApiValueError),
        (lambda: photos.restore(UID, albums={"Summer": [UID]}), ApiValueError),
        (lambda: photos.restore(UID, albums=[UID]), ApiTypeError),  # type: ignore[arg-type]
        (lambda: photos.approve(None), ApiTypeError),  # type: ignore[arg-type]
        (lambda: photos.set_private(UID, 1), ApiTypeError),  # type: ignore[arg-type]
        (lambda: photos.delete_archived([UID, UID], confirm=2), ApiValueError),
        (lambda: photos.delete_archived(UID, confirm=True), ApiTypeError),
    ]
    for call, kind in calls:
        with pytest.raises(kind):
            call()
    assert len(server.requests) == 0


def test_an_unknown_photo_is_an_error(photos: PhotosApi) -> None:
    """The call's own error says so."""
    with pytest.raises(NotFoundException):
        photos.edit(UID, title="Harbour")
