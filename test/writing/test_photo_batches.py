"""Archive, restore, approve, hide and delete: on a server that says 200 to anything."""

import pytest

from photoprism_client import AlbumsApi, ApiClient, NotAppliedError, PhotosApi
from photoprism_client.testing import Library, PhotoPrismServer
from photoprism_client.testing.library.items import Photo

UNKNOWN = "pt00000000000000"


@pytest.fixture
def photos(client: ApiClient) -> PhotosApi:
    """Make the API that is tested."""
    return PhotosApi(client)


def _uids(library: Library, count: int) -> list[str]:
    return [photo.uid for photo in library.photos[:count]]


def _writes(server: PhotoPrismServer) -> list[str]:
    return [seen.path.rpartition("/")[2] for seen in server.requests if seen.method != "GET"]


def _titles(photos: PhotosApi, uid: str) -> set[str | None]:
    return {album.title for album in photos.get_photo(uid).albums}


def test_restoring_puts_photos_back_into_their_albums(photos: PhotosApi, client: ApiClient, library: Library) -> None:
    """The server forgets the albums of a photo that is archived."""
    one, two, three = _uids(library, 3)
    for title, uids in (("Both", [one, two]), ("One", [one])):
        AlbumsApi(client).add(AlbumsApi(client).ensure(title), uids)
    before = {uid: _titles(photos, uid) for uid in (one, two, three)}
    left = photos.archive([one, two, three])
    assert {uid for uids in left.values() for uid in uids} >= {one, two}
    assert {uid: _titles(photos, uid) for uid in (one, two, three)} == {one: set(), two: set(), three: set()}
    assert photos.restore([one, two], albums=left) == [one, two]
    assert {one: _titles(photos, one), two: _titles(photos, two)} == {one: before[one], two: before[two]}
    assert photos.get_photo(three).deleted_at is not None
    assert photos.restore(three) == [three]
    assert _titles(photos, three) == set()


def test_an_album_that_was_deleted_meanwhile_is_named(photos: PhotosApi, client: ApiClient, library: Library) -> None:
    """The others get their photos back."""
    albums = AlbumsApi(client)
    gone, kept = albums.ensure("Gone"), albums.ensure("Kept")
    uids = _uids(library, 2)
    for album in (gone, kept):
        albums.add(album, uids)
    left = photos.archive(uids)
    albums.delete_album(str(gone.uid))
    with pytest.raises(NotAppliedError, match=r"of .* not filled again") as caught:
        photos.restore(uids, albums=left)
    assert (caught.value.items, caught.value.done) == ((gone.uid,), uids)
    assert "Kept" in _titles(photos, uids[1])


def test_what_is_archived_already_is_not_sent(photos: PhotosApi, library: Library, server: PhotoPrismServer) -> None:
    """A job that was stopped can run again."""
    uids = _uids(library, 2)
    photos.archive(uids)
    server.requests.clear()
    assert photos.archive(uids) == {}
    assert photos.restore(uids) == uids
    assert photos.restore(uids) == []
    assert photos.archive([]) == {}
    assert _writes(server) == ["restore"]


def test_an_unknown_photo_is_named_and_the_others_are_archived(photos: PhotosApi, library: Library) -> None:
    """The server passes unknown UIDs over, with status 200."""
    uid = library.photos[0].uid
    with pytest.raises(NotAppliedError) as caught:
        photos.archive([UNKNOWN, uid])
    assert caught.value.message == f"1 of 2 not archived: {UNKNOWN}"
    assert {uid for uids in caught.value.done.values() for uid in uids} <= {uid}
    assert photos.get_photo(uid).deleted_at is not None


def test_private_is_no_switch(photos: PhotosApi, library: Library, server: PhotoPrismServer) -> None:
    """Sent twice, the server's own operation makes a private photo public."""
    one, two = _uids(library, 2)
    photos.set_private([one, two], False)
    server.requests.clear()
    assert photos.set_private(one, True) == [one]
    assert photos.set_private([one, two], True) == [two]
    assert photos.set_private([one, two], True) == []
    assert [photos.get_photo(uid).private for uid in (one, two)] == [True, True]
    assert photos.set_private(two, False) == [two]
    assert photos.get_photo(two).private is False
    assert _writes(server) == ["private"] * 3


def _in_review(library: Library) -> Photo:
    photo = library.photos[0]
    library.update(photo, quality=1)
    return photo


def test_photos_in_review_are_approved(photos: PhotosApi, library: Library, server: PhotoPrismServer) -> None:
    """Only they are sent."""
    uid, other = _in_review(library).uid, library.photos[1].uid
    assert photos.approve([uid, other]) == [uid]
    assert (photos.get_photo(uid).quality or 0) >= 3
    assert photos.approve([uid, other]) == []
    assert _writes(server) == ["approve"]


def test_an_archived_photo_is_not_approved(photos: PhotosApi, library: Library, server: PhotoPrismServer) -> None:
    """The server would take it out of the archive."""
    uid = _in_review(library).uid
    photos.archive(uid)
    server.requests.clear()
    with pytest.raises(NotAppliedError, match="unknown, archived or hidden") as caught:
        photos.approve([uid, UNKNOWN])
    assert caught.value.items == (uid, UNKNOWN)
    assert photos.get_photo(uid).deleted_at is not None
    assert _writes(server) == []


def test_only_archived_photos_are_deleted(photos: PhotosApi, library: Library, server: PhotoPrismServer) -> None:
    """The server needs no archive: it removes the originals of any photo at once."""
    archived, other = _uids(library, 2)
    photos.archive(archived)
    server.requests.clear()
    with pytest.raises(NotAppliedError, match="nothing was deleted: 1 of 2 are not in the archive") as caught:
        photos.delete_archived([archived, other], confirm=2)
    assert (caught.value.items, caught.value.done) == ((other,), [])
    assert _writes(server) == []
    assert photos.delete_archived([archived, UNKNOWN], confirm=2) == [archived]
    assert _writes(server) == ["delete"]
    assert photos.delete_archived(archived, confirm=1) == []
    assert _writes(server) == ["delete"]
    assert other in {photo.uid for photo in photos.iterate()}
