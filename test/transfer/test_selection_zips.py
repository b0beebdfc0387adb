"""P9: a zip of chosen photos is checked as that of an album is, and made anew where it breaks off."""

import zipfile
from pathlib import Path
from typing import Any

import pytest

from photoprism_client import (
    AlbumsApi,
    ApiClient,
    ApiTypeError,
    ApiValueError,
    DownloadApi,
    IncompleteArchiveError,
    NotFoundException,
    PhotosApi,
    TargetExistsError,
    TransportError,
)
from photoprism_client.testing import FaultProxy, PhotoPrismServer
from photoprism_client.testing.proxy import faults
from photoprism_client.transfer import FileProgress
from test.support.bodies import sha1

pytestmark = pytest.mark.photoprism(photos=8)

_POST, _GET = "POST /api/v1/zip", "GET /api/v1/zip/"


@pytest.fixture
def downloads(photoprism_client: ApiClient) -> DownloadApi:
    """Make the API of the client."""
    return DownloadApi(photoprism_client)


def _digests(path: Path) -> set[str]:
    with zipfile.ZipFile(path) as archive:
        return {sha1(archive.read(name)) for name in archive.namelist()}


def test_p9_zip_has_the_originals_of_photos_and_albums(
    downloads: DownloadApi, photoprism_server: PhotoPrismServer, tmp_path: Path
) -> None:
    """Each original is in it, byte for byte; what the settings keep out is told; a model is as good as a UID."""
    library, photos = photoprism_server.library, PhotosApi(downloads.api_client)
    stack = library.find("2021/07/IMG_1.JPG")
    album = next(album for album in library.albums if album.title == "Favourites")
    seen = list[FileProgress]()
    result = downloads.zip_of(
        tmp_path / "a.zip", photos=photos.get_photo(stack.uid), albums=album.uid, progress=seen.append
    )
    wanted = [file for photo in [stack, *library.photos_in(album)] for file in photo.files if file.root == "/"]
    assert _digests(result.path) == {file.hash for file in wanted if file.media_type == "image"}
    assert set(result.held_back) == {"2021/07/IMG_1.DNG", "2021/07/IMG_1.xmp"}
    assert result.missing == ()
    assert (seen[-1].done, seen[-1].total) == (result.size, result.size)


def test_p9_albums_that_are_filters_have_photos_too(downloads: DownloadApi, tmp_path: Path) -> None:
    """The server finds no photos of folders and months for a zip; so their photos are listed."""
    folder = next(AlbumsApi(downloads.api_client).iterate(type="folder"))
    assert _digests(downloads.zip_of(tmp_path / "a.zip", albums=folder).path)


def test_p9_name_of_the_server(downloads: DownloadApi, photoprism_server: PhotoPrismServer, tmp_path: Path) -> None:
    """In a folder, the file gets the server's name for it."""
    result = downloads.zip_of(tmp_path, photos=photoprism_server.library.photos[0].uid)
    assert result.path.name.startswith("photoprism-download-")


@pytest.mark.parametrize("fault", [faults.Cut(1000), faults.Cut(0), faults.Refuse(), faults.Status(503)], ids=str)
@pytest.mark.parametrize("match", [_POST, _GET])
def test_p9_zip_that_breaks_off_is_made_anew(
    downloads: DownloadApi,
    photoprism_server: PhotoPrismServer,
    photoprism_faults: FaultProxy,
    tmp_path: Path,
    fault: faults.Fault,
    match: str,
) -> None:
    """No rest of a zip is ever asked for, since the server has deleted it."""
    if match == _POST and fault == faults.Cut(1000):
        fault = faults.Cut(10)
    photoprism_faults.script(fault, fault, match=match)
    photo = photoprism_server.library.photos[0]
    result = downloads.zip_of(tmp_path / "a.zip", photos=photo.uid)
    assert _digests(result.path) == {photo.hash}
    zips = [seen for seen in photoprism_faults.requests if "/zip/" in seen.path]
    assert len({seen.path for seen in zips}) == len(zips)
    assert {seen.range for seen in zips} == {None}


def test_p9_zip_that_always_breaks_off_leaves_nothing(
    downloads: DownloadApi, photoprism_server: PhotoPrismServer, photoprism_faults: FaultProxy, tmp_path: Path
) -> None:
    """After the last attempt, the error comes, and no file."""
    photoprism_faults.always(faults.Cut(1000), match=_GET)
    with pytest.raises(TransportError):
        downloads.zip_of(tmp_path / "a.zip", photos=photoprism_server.library.photos[0].uid)
    assert list(tmp_path.iterdir()) == []


def test_p8_files_that_are_missing_on_the_server(
    downloads: DownloadApi, photoprism_server: PhotoPrismServer, tmp_path: Path
) -> None:
    """The server leaves them out without a word; that is an error, unless it is allowed."""
    first, second = photoprism_server.library.photos[0], photoprism_server.library.photos[3]
    photoprism_server.remove_original(first.files[0].name)
    with pytest.raises(IncompleteArchiveError) as caught:
        downloads.zip_of(tmp_path / "a.zip", photos=[first.uid, second.uid])
    assert caught.value.missing == (first.files[0].name,)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(NotFoundException):
        downloads.zip_of(tmp_path / "a.zip", photos=first.uid)
    result = downloads.zip_of(tmp_path / "a.zip", photos=[first.uid, second.uid], allow_missing=True)
    assert _digests(result.path) == {second.hash}


def test_unknown_photo_is_an_error(downloads: DownloadApi, photoprism_server: PhotoPrismServer, tmp_path: Path) -> None:
    """The server would zip the others."""
    with pytest.raises(NotFoundException):
        downloads.zip_of(tmp_path / "a.zip", photos=[photoprism_server.library.photos[0].uid, "pt00000000000000"])
    assert not any(seen.path.endswith("/zip") for seen in photoprism_server.requests)


def test_album_without_photos_is_an_error(
    downloads: DownloadApi, photoprism_server: PhotoPrismServer, tmp_path: Path
) -> None:
    """There is no empty zip."""
    empty = next(album.uid for album in photoprism_server.library.albums if album.title == "Empty")
    with pytest.raises(ApiValueError, match="1 to 32000 photos"):
        downloads.zip_of(tmp_path / "a.zip", albums=empty)


def test_another_file_is_not_replaced(
    downloads: DownloadApi, photoprism_server: PhotoPrismServer, tmp_path: Path
) -> None:
    """Without overwrite, a file of that name is an error before any request."""
    target, uid = tmp_path / "a.zip", photoprism_server.library.photos[0].uid
    target.write_bytes(b"somebody's")
    with pytest.raises(TargetExistsError):
        downloads.zip_of(target, photos=uid)
    assert list(photoprism_server.requests) == []
    downloads.zip_of(target, photos=uid, overwrite=True)
    assert _digests(target)


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({}, ApiValueError),
        ({"photos": []}, ApiValueError),
        ({"photos": 1}, ApiTypeError),
        ({"photos": "at00000000000000"}, ApiValueError),
        ({"albums": ["pt00000000000000"]}, ApiValueError),
        ({"photos": "pt00000000000000", "overwrite": 1}, ApiTypeError),
        ({"photos": "pt00000000000000", "path": 1}, ApiTypeError),
        ({"photos": "pt00000000000000", "path": "nowhere/a.zip"}, ApiValueError),
    ],
)
def test_bad_arguments_are_refused_before_any_request(
    downloads: DownloadApi,
    photoprism_server: PhotoPrismServer,
    tmp_path: Path,
    arguments: dict[str, Any],
    error: type[Exception],
) -> None:
    """A wrong argument is an error, and nothing is asked."""
    with pytest.raises(error):
        downloads.zip_of(**{"path": tmp_path / "a.zip", **arguments})
    assert list(photoprism_server.requests) == []
