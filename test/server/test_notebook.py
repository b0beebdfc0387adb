"""What searches find shows itself in a notebook, by the client that found it, and never raises."""

import base64
import pickle
import re
import weakref
from collections.abc import Iterator
from typing import Any

import pytest

from photoprism_client import (
    AlbumsApi,
    ApiClient,
    Configuration,
    FacesApi,
    FoldersApi,
    ImagesApi,
    LabelsApi,
    Listing,
    ModelList,
    PhotosApi,
    SubjectsApi,
)
from photoprism_client.testing import Library, PhotoPrismServer
from test.support.clients import Connect
from test.support.secrets_scan import found_in, secrets_of
from test.support.waiting import collect_garbage

pytestmark = pytest.mark.once

_URI = re.compile(r"data:(image/\w+);base64,([^\"]+)")


@pytest.fixture(scope="module")
def library() -> Iterator[Library]:
    """Yield pictures with a person on two of them, and somebody without a name on two others."""
    with Library.sample(photos=24) as library:
        library.add_person("Ada Lovelace", library.photos[:2])
        library.add_faces(library.photos[2:4])
        yield library


@pytest.fixture
def server(library: Library) -> Iterator[PhotoPrismServer]:
    """Start a server with passwords."""
    with PhotoPrismServer(library, mode="password", owns_library=False) as server:
        yield server


@pytest.fixture
def client(server: PhotoPrismServer, connect: Connect) -> ApiClient:
    """Make a client that never sleeps."""
    return connect(server.url, username=server.username, password=server.password).api_client


def _html(shown: Any) -> str:
    html = shown._repr_html_()
    assert isinstance(html, str)
    return html


def _pictures(html: str) -> list[bytes]:
    return [base64.b64decode(data) for _, data in _URI.findall(html)]


def test_a_photo_shows_its_picture_and_what_is_known(client: ApiClient, server: PhotoPrismServer) -> None:
    """A single photo, a photo of a list, and one by its UID show the same picture."""
    photos = PhotosApi(client)
    of_page = next(photos.iterate(subject="Ada Lovelace"))
    (of_list,) = photos.search_photos(1, q=f"uid:{of_page.uid}", merged=True)
    (of_many,) = photos.get_photos([of_list])
    expected = bytes(ImagesApi(client).thumb_of(of_list, "fit_720"))
    for photo in (of_list, of_page, of_many, photos.get_photo(of_list.uid or "")):
        html = _html(photo)
        assert _pictures(html) == [expected]
        assert f"{photo.taken_at_local:%Y-%m-%d %H:%M}" in html
        assert "Ada Lovelace" in html


def test_a_search_shows_a_contact_sheet_in_bulk(client: ApiClient, server: PhotoPrismServer) -> None:
    """Each photo's picture is asked for once, and they are in their order, whenever they came."""
    photos = PhotosApi(client).search_photos(100, merged=True)
    assert isinstance(photos, ModelList)
    before = len(server.requests)
    shown = _pictures(_html(photos))
    asked = [request.path for request in server.requests][before:]
    assert len(asked) == len({*asked}) == len(photos) > 20
    assert shown == [bytes(thumb) for thumb in ImagesApi(client).get_thumbs(photos, size="tile_224")]


@pytest.mark.parametrize("api", [AlbumsApi, LabelsApi, SubjectsApi])
def test_albums_labels_and_people_show_their_covers(client: ApiClient, api: Any) -> None:
    """The covers are those that `get_covers` returns; an empty album has none."""
    found = api(client).iterate()
    assert isinstance(found, Listing)
    items = found.to_list()
    covers = list(ImagesApi(client).get_covers(items, size="tile_224"))
    assert _pictures(_html(items)) == [bytes(cover) for cover in covers if not cover.is_placeholder]
    assert any(not cover.is_placeholder for cover in covers)
    assert len(_pictures(_html(items[0]))) == 1


def test_folders_show_their_covers(client: ApiClient) -> None:
    """Those of a listing do as well as those of `iterate`."""
    folders = FoldersApi(client)
    found = folders.iterate("2021").to_list()
    assert repr(folders.iterate("2021")) == "<folders of path='2021', page by page; to_list() reads them all>"
    assert repr(folders.iterate_files("2021")).startswith("<files of path='2021', recursive=True, ")
    covers = [bytes(cover) for cover in ImagesApi(client).get_covers(found, size="tile_224")]
    assert _pictures(_html(found)) == covers
    assert len(covers) > 1
    assert _html(ModelList(folders.search_folders_originals("2021", recursive=True).folders)) == _html(found)


def test_faces_show_their_part_of_a_picture(client: ApiClient) -> None:
    """A face, and a marker of a photo, come in the smallest of the sizes for crops that is as wide."""
    photo = PhotosApi(client).get_photo(next(PhotosApi(client).iterate(subject="Ada Lovelace")).uid or "")
    markers = ModelList(marker for file in photo.files for marker in file.markers)
    for found in (FacesApi(client).search_faces(10, markers=True), markers):
        crops = [bytes(ImagesApi(client).thumb_of(face, "tile_224")) for face in found]
        assert _pictures(_html(found)) == crops
        assert _pictures(_html(found[0])) == [bytes(ImagesApi(client).thumb_of(found[0], "tile_500"))]
        assert crops


def test_what_a_photo_is_in_and_on_has_pictures(client: ApiClient) -> None:
    """The albums and labels within a photo are shown with their covers."""
    photos = PhotosApi(client)
    for photo, part in (
        (photos.get_photo(next(photos.iterate(album="Favourites")).uid or ""), "albums"),
        (photos.get_photo(next(photos.iterate(label="Sunset")).uid or ""), "labels"),
    ):
        first = getattr(photo, part)[0]
        assert len(_pictures(_html(first.label if part == "labels" else first))) == 1


def test_what_fetches_many_says_so(client: ApiClient, server: PhotoPrismServer) -> None:
    """At the end of a cell nothing of it is fetched."""
    photos = PhotosApi(client)
    found = photos.search_photos(2)
    before = len(server.requests)
    for many, name in ((ImagesApi(client).get_thumbs(found), "thumbs"), (photos.get_photos(found), "photos")):
        assert repr(many) == f"<results for {name}, fetched as they are taken; list() fetches them all>"
    assert len(server.requests) == before


def test_an_original_that_nothing_here_reads_shows_its_thumbnail(client: ApiClient, server: PhotoPrismServer) -> None:
    """A RAW file is shown as the server shows it, while its client is open; a copy and a changed one are a sentence."""
    images = ImagesApi(client)
    raw = next(PhotosApi(client).iterate(type="raw"))
    sha1 = next(file.hash for file in raw.originals if file.media_type == "raw") or ""
    original = images.get_download(sha1)
    html = _html(original)
    assert _pictures(html) == [bytes(images.get_thumb(sha1, size="fit_1280"))]
    assert "shown by its thumbnail" in html
    assert found_in(html, secrets_of(server)) == set()
    changed = images.get_download(sha1)
    changed += b"x"
    shown = [_html(pickle.loads(pickle.dumps(original))), _html(changed)]
    client.close()
    for html in (*shown, _html(original)):
        assert _pictures(html) == []
        assert "IMG_1.DNG, image/" in html


def test_html_names_neither_server_nor_secret(client: ApiClient, server: PhotoPrismServer) -> None:
    """No token, password or address is in what a notebook saves; the scan would see one."""
    photos = PhotosApi(client).search_photos(60)
    shown = [_html(photos), repr(photos), _html(AlbumsApi(client).iterate().to_list())]
    secrets = secrets_of(server)
    assert found_in("\n".join(shown), secrets) == set()
    assert {name for name in secrets if found_in(f"<p>{secrets[name]}</p>", secrets)} == set(secrets)


def test_a_closed_client_shows_cards_without_pictures(client: ApiClient) -> None:
    """After the with block there is still a card, which says why it has no picture."""
    photos = PhotosApi(client).search_photos(2)
    client.close()
    for shown in (photos, photos[0]):
        html = _html(shown)
        assert _pictures(html) == []
        assert "There are no pictures, since the client that found this is closed." in html


def test_photos_keep_no_client_alive(server: PhotoPrismServer) -> None:
    """A client without references goes away, though its photos are still there."""
    client = ApiClient(Configuration(server.url, username=server.username, password=server.password))
    known, photos = weakref.ref(client), PhotosApi(client).search_photos(2)
    client.close()
    del client
    collect_garbage()
    assert known() is None
    html = _html(photos)
    assert "is closed" in html


def test_a_server_that_is_gone_shows_cards_without_pictures(client: ApiClient, server: PhotoPrismServer) -> None:
    """It gives up with the first photo that cannot be had, says so, and does not tell where the server was."""
    photos = PhotosApi(client).search_photos(60)
    port = server.url.rpartition(":")[2]
    server.close()
    html = _html(photos)
    assert _pictures(html) == []
    assert "Pictures are missing: the server did not send them." in html
    assert port not in html


def test_a_client_that_cannot_ask_shows_cards_without_pictures(client: ApiClient) -> None:
    """What is wrong with a client is not an error of the cell that shows a photo."""
    photos = PhotosApi(client).search_photos(2)
    client.default_headers["X-Mine"] = "two\nlines"
    assert "Pictures are missing" in _html(photos)


def test_placeholders_are_cards_without_pictures(client: ApiClient, server: PhotoPrismServer) -> None:
    """An icon is not a picture, whether the client returns or raises it."""
    albums = AlbumsApi(client).iterate().to_list()
    shown = _html(albums)
    assert "no picture" in shown
    assert "missing" not in shown
    client.configuration.raise_on_placeholder = True
    assert _html(albums) == shown


def test_one_missing_picture_is_one_card_without(client: ApiClient, server: PhotoPrismServer) -> None:
    """A photo whose file is unknown, and one without a hash, do not hide the pictures of others."""
    photos = PhotosApi(client).search_photos(4)
    photos[1].hash, photos[2].hash = "0" * 40, None
    html = _html(photos)
    assert len(_pictures(html)) == 2
    assert html.count("no picture") == 2
    photos[1].hash = "../../session"
    assert _html(photos) == html
