"""Albums by title, and their photos: the album that is meant, and no other."""

from collections.abc import Callable

import pytest

from photoprism_client import (
    AlbumsApi,
    ApiClient,
    ApiTypeError,
    ApiValueError,
    LookupFailedError,
    NotAppliedError,
    NotFoundException,
    PhotosApi,
)
from photoprism_client.testing import Library, PhotoPrismServer

UNKNOWN = "pt00000000000000"


@pytest.fixture
def albums(client: ApiClient) -> AlbumsApi:
    """Make the API that is tested."""
    return AlbumsApi(client)


def _members(albums: AlbumsApi, uid: str | None) -> set[str | None]:
    return {photo.uid for photo in PhotosApi(albums.api_client).iterate(s=str(uid))}


def test_an_album_is_made_once(albums: AlbumsApi, server: PhotoPrismServer) -> None:
    """Called again, it is only looked for."""
    album = albums.ensure("Summer/Winter")
    assert (album.title, album.type) == ("Summer/Winter", "album")
    server.requests.clear()
    assert albums.ensure(" Summer/Winter: ").uid == album.uid
    assert "POST" not in {seen.method for seen in server.requests}


@pytest.mark.parametrize(
    ("title", "other"),
    [("Summer/Winter", "summer/winter"), ("Summer/Winter", "Summer Winter"), ("Summer", "S%r"), ("🎄", "🎁")],
)
def test_another_album_is_not_taken_for_the_new_one(albums: AlbumsApi, title: str, other: str) -> None:
    """The server answers with an album of the same slug, or whose title matches, and status 200."""
    first = albums.ensure(title)
    assert albums.create_album({"Title": other}).uid == first.uid  # the plain operation returns it
    with pytest.raises(NotAppliedError, match="whose title it takes for the same") as caught:
        albums.ensure(other)
    assert (caught.value.items, caught.value.done.uid) == ((other,), first.uid)


def test_a_deleted_album_is_not_taken_for_a_new_one(albums: AlbumsApi, library: Library) -> None:
    """The server brings it back with its photos."""
    album, uids = albums.ensure("Summer"), [photo.uid for photo in library.photos[:2]]
    albums.add(album, uids)
    albums.delete_album(str(album.uid))
    with pytest.raises(NotAppliedError, match="brought back a deleted album of this title") as caught:
        albums.ensure("Summer")
    assert caught.value.done.uid == album.uid
    assert albums.ensure("Summer").uid == album.uid


def test_several_albums_of_one_title(albums: AlbumsApi) -> None:
    """A plain update can give two albums one title: then there is no telling which is meant."""
    one, two = albums.ensure("One"), albums.ensure("Two")
    albums.update_album(str(two.uid), {"Title": "One"})
    with pytest.raises(LookupFailedError) as caught:
        albums.ensure("One")
    assert caught.value.uids == tuple(sorted([str(one.uid), str(two.uid)]))


def test_titles_are_compared_as_the_server_keeps_them(albums: AlbumsApi) -> None:
    """It changes double quotes, and accents may be one letter or two."""
    assert albums.ensure('The "big" one').title == "The “big“ one"
    assert albums.ensure("E\u0301te\u0301").title == "Été"
    assert albums.ensure("Été").uid == albums.ensure("E\u0301te\u0301").uid
    for title in ("x" * 159, "é" * 79):
        assert albums.ensure(title).title == title


def test_photos_are_added_and_removed(albums: AlbumsApi, library: Library, server: PhotoPrismServer) -> None:
    """Only those that differ are sent, and returned."""
    album, uids = albums.ensure("Summer"), [photo.uid for photo in library.photos[:4]]
    assert albums.add(album, uids[:2]) == uids[:2]
    assert albums.add(str(album.uid), PhotosApi(albums.api_client).iterate()) == [
        photo.uid for photo in PhotosApi(albums.api_client).iterate() if photo.uid not in uids[:2]
    ]
    assert albums.remove(album, uids[1]) == [uids[1]]
    server.requests.clear()
    assert albums.remove(album, uids[1]) == []
    assert albums.add(album, uids[0]) == []
    assert {seen.method for seen in server.requests} == {"GET"}
    assert uids[1] not in _members(albums, album.uid)
    assert uids[0] in _members(albums, album.uid)


def test_what_was_not_found_is_named(albums: AlbumsApi, library: Library) -> None:
    """The server passes it over, or names it as removed."""
    album, uid = albums.ensure("Summer"), library.photos[0].uid
    with pytest.raises(NotAppliedError) as caught:
        albums.add(album, [UNKNOWN, uid])
    assert (caught.value.items, caught.value.done) == ((UNKNOWN,), [uid])
    with pytest.raises(NotAppliedError) as caught:
        albums.remove(album, [uid, UNKNOWN])
    assert (caught.value.items, caught.value.done) == ((UNKNOWN,), [uid])
    with pytest.raises(NotFoundException):
        albums.add("at00000000000000", uid)


def test_a_folder_is_refused(albums: AlbumsApi, library: Library, server: PhotoPrismServer) -> None:
    """What is in it is found by a filter: no photo says that it is in there."""
    folder = next(albums.iterate(type="folder"))
    for call in (albums.add, albums.remove):
        with pytest.raises(NotAppliedError, match="is not an album that somebody made, but a folder"):
            call(folder, library.photos[0].uid)
    assert {seen.method for seen in server.requests} == {"GET"}


def test_an_order_is_set(albums: AlbumsApi, server: PhotoPrismServer) -> None:
    """The server would take any text."""
    album = albums.ensure("Summer")
    assert albums.set_order(album, "newest").order == "newest"
    server.requests.clear()
    assert albums.set_order(str(album.uid), "newest").order == "newest"
    assert [seen.method for seen in server.requests] == ["GET"]


def test_bad_arguments_are_refused_before_anything_is_sent(albums: AlbumsApi, server: PhotoPrismServer) -> None:
    """A title that the server would replace by the month, an order that nothing understands, a photo for an album."""
    calls: list[tuple[Callable[[], object], type[Exception]]] = [
        (lambda: albums.ensure(""), ApiValueError),
        (lambda: albums.ensure(" _& "), ApiValueError),
        (lambda: albums.ensure("\ud800"), ApiValueError),
        (lambda: albums.ensure("x" * 160), ApiValueError),
        (lambda: albums.ensure("é" * 80), ApiValueError),
        (lambda: albums.ensure(None), ApiTypeError),  # type: ignore[arg-type]
        (lambda: albums.add("Summer", UNKNOWN), ApiValueError),
        (lambda: albums.add("at00000000000000", "Summer"), ApiValueError),
        (lambda: albums.remove(UNKNOWN, UNKNOWN), ApiValueError),
        (lambda: albums.set_order("at00000000000000", "bogus"), ApiValueError),
        (lambda: albums.set_order("at00000000000000", 5), ApiTypeError),  # type: ignore[arg-type]
    ]
    for call, kind in calls:
        with pytest.raises(kind):
            call()
    assert len(server.requests) == 0
