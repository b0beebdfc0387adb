"""P2, A1, A2, H8, names: the fourth form of all methods against the embedded server."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from photoprism_client import (
    ApiClient,
    ChangedOnServerError,
    Configuration,
    ImagesApi,
    ImageSources,
    NotFoundException,
    members_of_album,
)
from photoprism_client.exceptions import MissingOriginalError
from photoprism_client.testing import Library, PhotoPrismServer
from photoprism_client.transfer import Item, download_all
from test.support.bodies import sha1
from test.transfer.conftest import Folder


@pytest.fixture
def server() -> Iterator[PhotoPrismServer]:
    """Start a server with a library."""
    with PhotoPrismServer(Library.sample(photos=8)) as found:
        yield found


@pytest.fixture
def images(server: PhotoPrismServer) -> Iterator[ImagesApi]:
    """Make the API of a client of that server."""
    with ApiClient(Configuration(host=server.url)) as client:
        yield ImagesApi(client)


def _allow_all(folder: Folder, server: PhotoPrismServer) -> None:
    folder.allowed |= {file.hash for file in server.library.files}


def test_every_original_of_a_library_comes_whole(server: PhotoPrismServer, images: ImagesApi, folder: Folder) -> None:
    """All originals get their names in the index and have their SHA-1 and their time; a second run asks for none."""
    _allow_all(folder, server)
    names = {}
    for photo in server.library.photos:
        sub = Folder(folder.path)
        result = images.get_download_to_file(photo.hash, sub.path / f"{photo.uid}.jpg", fsync=False)
        names[photo.uid] = result.path.read_bytes()
        assert result.sha1 == photo.hash
    requests = len(server.requests)
    for photo in server.library.photos:
        assert images.get_download_to_file(photo.hash, folder / f"{photo.uid}.jpg").was_present
    assert len(server.requests) == requests
    assert len(names) == len(server.library.photos)


def test_a_folder_gets_the_name_in_the_index(server: PhotoPrismServer, images: ImagesApi, folder: Folder) -> None:
    """The index has the right name; the one in Content-Disposition has a plus for each blank."""
    _allow_all(folder, server)
    photo = server.library.find("2022/Ferien & Spaß/DSC 001 ü.jpg")
    assert images.get_download_to_file(photo.hash, folder.path).path == folder / "DSC 001 ü.jpg"
    assert images.get_photo_download_to_file(photo.uid, folder.path).was_present


def test_without_the_index_the_servers_name_is_made_safe(folder: Folder) -> None:
    """A client with nothing but a download token cannot ask the index: the name is read from the answer."""
    with PhotoPrismServer(Library.sample(photos=8), mode="password") as server:
        _allow_all(folder, server)
        photo = server.library.find("2022/Ferien & Spaß/DSC 001 ü.jpg")
        with ApiClient(Configuration(host=server.url, download_token=server.download_token)) as client:
            result = ImagesApi(client).get_download_to_file(photo.hash, folder.path)
            assert result.path == folder / "DSC 001 ü.jpg"
            requests = len(server.requests)
            assert ImagesApi(client).get_download_to_file(photo.hash, folder.path).was_present
            assert len(server.requests) > requests


def test_sources_of_an_api_are_what_a_batch_fetches(
    server: PhotoPrismServer, images: ImagesApi, folder: Folder
) -> None:
    """`ImagesApi.sources` makes sources of originals, thumbnails, covers and zips, through the same client."""
    _allow_all(folder, server)
    photo, album = (
        server.library.photos[0],
        next(album for album in server.library.albums if album.title == "Favourites"),
    )
    sources = images.sources
    assert isinstance(sources, ImageSources)
    assert sources.api_client is images.api_client
    made = {
        "a.jpg": sources.original(photo.hash),
        "b.jpg": sources.primary_file(photo.uid),
        "c.jpg": sources.thumb(photo.hash, "tile_224"),
        "d.jpg": sources.album_cover(album.uid, "tile_224"),
        "e.zip": sources.album_zip(album.uid, members=list(members_of_album(images.api_client, album.uid))),
    }
    with download_all([Item(source, folder / name) for name, source in made.items()]) as batch:
        assert [outcome.error for outcome in batch] == [None] * len(made)
    folder.allow(*(body for name, body in folder.finals.items() if name[0] in "cde"))
    assert sha1(folder.finals["a.jpg"]) == sha1(folder.finals["b.jpg"]) == photo.hash
    assert folder.finals["e.zip"][:2] == b"PK"


def test_p2_a_changed_file_is_its_own_error(server: PhotoPrismServer, images: ImagesApi, folder: Folder) -> None:
    """A file that changed since it was indexed is an error after one download, unless the caller accepts it."""
    photo = server.library.photos[0]
    path = photo.file_name
    changed = b"\xff\xd8\xff edited \xff\xd9"
    server.change_original(path, changed)
    folder.allow(changed)
    with pytest.raises(ChangedOnServerError, match="accept_changed=True"):
        images.get_download_to_file(photo.hash, folder / "a.jpg")
    assert [request.path for request in server.requests].count(f"/api/v1/dl/{photo.hash}") == 1
    assert folder.finals == {}
    assert folder.partials == []
    result = images.get_download_to_file(photo.hash, folder / "a.jpg", accept_changed=True)
    assert result.is_changed
    assert result.sha1 == sha1(changed)
    assert folder.finals == {"a.jpg": changed}


def test_h8_a_missing_original_is_its_own_error(server: PhotoPrismServer, images: ImagesApi, folder: Folder) -> None:
    """A file that is missing on the server's disk is asked for once; an unknown hash is another error."""
    photo = server.library.photos[0]
    server.remove_original(photo.file_name)
    with pytest.raises(MissingOriginalError, match="Do not ask again"):
        images.get_download_to_file(photo.hash, folder / "a.jpg")
    with pytest.raises(NotFoundException, match="record not found") as caught:
        images.get_download_to_file("ab" * 20, folder / "a.jpg")
    assert not isinstance(caught.value, MissingOriginalError)
    assert len(server.requests) == 2
    assert folder.partials == []


def test_covers_thumbs_and_zips_become_files(server: PhotoPrismServer, images: ImagesApi, tmp_path: Path) -> None:
    """The other methods write what the plain ones return."""
    album = next(album for album in server.library.albums if album.title == "Favourites")
    label = server.library.labels[0]
    photo = server.library.photos[0]
    for result, data in (
        (
            images.album_cover_to_file(album.uid, tmp_path, size="tile_224"),
            images.album_cover(album.uid, size="tile_224"),
        ),
        (
            images.label_cover_to_file(label.uid, tmp_path, size="tile_224"),
            images.label_cover(label.uid, size="tile_224"),
        ),
        (images.get_thumb_to_file(photo.hash, tmp_path, size="tile_50"), images.get_thumb(photo.hash, size="tile_50")),
    ):
        assert result.path.read_bytes() == data
    result = images.download_album_to_file(album.uid, tmp_path)
    assert result.path.name == f"{album.slug}.zip"
    empty = next(album for album in server.library.albums if album.title == "Empty")
    assert images.download_album_to_file(empty.uid, tmp_path / "empty.zip").size == 22


def test_a1_a2_the_token_is_put_in_anew_for_each_attempt(tmp_path: Path) -> None:
    """A resumed download asks with the token that is valid then, not with the one that it began with."""
    from photoprism_client.api.sources import ImageSources
    from photoprism_client.transfer import fetch

    with PhotoPrismServer(Library.sample(photos=8), mode="password") as server:
        with ApiClient(Configuration(host=server.url, download_token="old-token")) as client:
            source = ImageSources(client).original(server.library.photos[0].hash)
            client.configuration.download_token = server.download_token
            assert fetch(source, tmp_path / "a.jpg").sha1 == source.sha1
        assert server.download_token not in source.key + source.title + repr(source)
