"""Changes that lose nothing: on a real server with ``--write`` only.

They make albums and a label of their own, which they delete, and change one photo, which they put back as it was; only
its date of the last edit is a new one.
"""

import uuid
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest

from photoprism_client import AlbumsApi, LabelsApi, NotAppliedError, NotFoundException, PhotosApi
from photoprism_client.models import EntityAlbum, EntityPhoto
from test.support.contract_site import Site

_UNKNOWN = "pt00000000000000"
_FIELDS = (
    "Title", "TitleSrc", "Description", "DescriptionSrc", "Caption", "CaptionSrc", "TakenAt", "TakenAtLocal",
    "TakenSrc", "TimeZone", "Year", "Month", "Day", "Lat", "Lng", "Altitude", "PlaceSrc", "Country", "CellID",
    "PlaceID", "Favorite", "Private",
)  # fmt: skip


pytestmark = pytest.mark.usefixtures("changes")


def _state(site: Site, uid: str) -> dict[str, Any]:
    """Return what the server has about a photo, as far as an edit can change it."""
    row = site.ask(f"/photos/{uid}")
    details = {name: value for name, value in row["Details"].items() if not name.endswith("At")}
    labels = sorted((label["Label"]["Name"], label["Uncertainty"]) for label in row["Labels"] or [])
    albums = sorted(album["UID"] for album in row["Albums"] or [])
    fields = {name: row.get(name) for name in _FIELDS}
    if not fields["TitleSrc"]:
        fields["Title"] = None  # the server's own, which it may make again at any edit
    return {**fields, "Details": details, "Labels": labels, "Albums": albums, "IsArchived": bool(row.get("DeletedAt"))}


@pytest.fixture
def photo(site: Site) -> Iterator[EntityPhoto]:
    """Yield a photo, and put it back as it was."""
    photos, uid = PhotosApi(site.client), site.photos[0]["UID"]
    before = _state(site, uid)
    try:
        yield photos.get_photo(uid)
    finally:
        body = {name: before[name] for name in (*_FIELDS, "Details") if before[name] is not None}
        photos.update_photo(uid, body)
    assert _state(site, uid) == before


@pytest.fixture
def album(site: Site) -> Iterator[EntityAlbum]:
    """Make an album, and delete it."""
    albums = AlbumsApi(site.client)
    made = albums.ensure(f"Test {uuid.uuid4()}")
    yield made
    albums.delete_album(str(made.uid))


def test_an_edit_is_what_the_server_has(site: Site, photo: EntityPhoto) -> None:
    """All fields last, and details that are not edited stay."""
    photos = PhotosApi(site.client)
    wanted: dict[str, Any] = {
        "title": 'A test "title" / 1',
        "caption": "Line 1\nline 2",
        "taken_at_local": datetime(2012, 5, 6, 7, 8, 9),
        "time_zone": "Asia/Tokyo",
        "lat": 48.2082,
        "lng": 16.3738,
        "altitude": 171,
        "favorite": not photo.favorite,
        "artist": "Jane",
    }
    edited = photos.edit(photo, keywords=["Sea", "Big Cat"], **wanted)
    assert {name: getattr(edited if hasattr(edited, name) else edited.details, name) for name in wanted} == wanted
    assert (edited.year, edited.month, edited.day) == (2012, 5, 6)
    for zone in ("UTC", "UTC+2", ""):
        moved = photos.edit(photo, time_zone=zone, notes=f"in {zone}")
        assert (moved.taken_at_local, moved.time_zone or "") == (wanted["taken_at_local"], zone)
        assert moved.details is not None
        assert (moved.details.artist, moved.details.notes) == ("Jane", f"in {zone}")
        assert {"big", "cat", "sea"} <= set((moved.details.keywords or "").split(", "))


def test_photos_go_into_an_album_and_out_of_it(site: Site, album: EntityAlbum, photo: EntityPhoto) -> None:
    """What the server passes over is named."""
    albums = AlbumsApi(site.client)
    with pytest.raises(NotAppliedError) as caught:
        albums.add(album, [_UNKNOWN, photo])
    assert (caught.value.items, caught.value.done) == ((_UNKNOWN,), [photo.uid])
    assert albums.add(album, photo) == []
    assert {member["UID"] for member in site.members({"UID": album.uid})} == {photo.uid}
    assert albums.set_order(album, "newest").order == "newest"
    assert albums.remove(album, photo) == [photo.uid]
    assert albums.remove(album, photo) == []


def test_another_album_is_not_taken_for_the_new_one(site: Site, album: EntityAlbum, photo: EntityPhoto) -> None:
    """Neither one whose title differs in case, nor a deleted one."""
    albums, title = AlbumsApi(site.client), str(album.title)
    assert albums.ensure(title).uid == album.uid
    with pytest.raises(NotAppliedError, match="whose title it takes for the same"):
        albums.ensure(title.upper())
    albums.add(album, photo)
    albums.delete_album(str(album.uid))
    with pytest.raises(NotAppliedError, match="brought back a deleted album") as caught:
        albums.ensure(title)
    assert caught.value.done.uid == album.uid
    albums.remove(album, photo)


def test_an_archived_photo_comes_back_into_its_albums(site: Site, album: EntityAlbum, photo: EntityPhoto) -> None:
    """The server itself forgets them."""
    albums, photos = AlbumsApi(site.client), PhotosApi(site.client)
    albums.add(album, photo)
    left = photos.archive(photo)
    assert left[str(album.uid)] == [photo.uid]
    assert photos.archive(photo) == {}
    assert photos.restore(photo, albums=left) == [photo.uid]
    assert {member["UID"] for member in site.members({"UID": album.uid})} == {photo.uid}
    with pytest.raises(NotAppliedError, match="nothing was deleted"):
        photos.delete_archived(photo, confirm=1)
    albums.remove(album, photo)


def test_private_is_no_switch(site: Site, photo: EntityPhoto) -> None:
    """Asked for twice, it stays."""
    photos, is_private = PhotosApi(site.client), bool(photo.private)
    assert photos.set_private(photo, not is_private) == [photo.uid]
    assert photos.set_private(photo, not is_private) == []
    assert photos.get_photo(str(photo.uid)).private is not is_private


def test_a_label_is_put_on_a_photo_and_taken_off(site: Site, photo: EntityPhoto) -> None:
    """However it is spelled."""
    labels, name = LabelsApi(site.client), f"Test {uuid.uuid4().hex}"
    assert labels.add(photo, name) == [photo.uid]
    assert labels.add(photo, name.upper()) == []
    found = [label.label for label in PhotosApi(site.client).get_photo(str(photo.uid)).labels]
    made = [label.uid for label in found if label and (label.name or "").lower() == name.lower()]
    assert labels.remove(photo, name) == [photo.uid]
    assert labels.remove(photo, name) == []
    labels.batch_labels_delete({"labels": made})


def test_an_unknown_photo_is_an_error(site: Site) -> None:
    """The call's own error says so."""
    with pytest.raises(NotFoundException):
        PhotosApi(site.client).edit(_UNKNOWN, title="Harbour")
