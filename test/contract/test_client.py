"""The client against a server: the embedded one in every mode, or a real one with ``--server URL``."""

import hashlib
import io
import zipfile
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from PIL import Image

from photoprism_client import (
    ApiClient,
    ApiException,
    Configuration,
    CropArea,
    ForbiddenException,
    ImagesApi,
    MediaBytes,
    NotFoundException,
    PlaceholderException,
    ThumbSize,
    UnknownSizeWarning,
    crop_thumb,
)
from photoprism_client._content.signatures import is_whole
from photoprism_client._settings.address import origin_of
from photoprism_client.testing import Library, PhotoPrismServer
from test.support.contract_site import Site

UNKNOWN_HASH = "0123456789abcdef" * 2 + "01234567"

# How each method is asked for something that the server has.
_GOOD_CALLS: dict[str, Callable[[Site], str]] = {
    "album_cover": lambda site: str(site.album_with_pictures()["UID"]),
    "download_album": lambda site: str(site.album_with_pictures()["UID"]),
    "folder_cover": lambda site: str(site.folder_with_pictures()["UID"]),
    "get_download": lambda site: str(site.originals[0]["Hash"]),
    "get_photo_download": lambda site: str(site.photos[0]["UID"]),
    "get_thumb": lambda site: str(site.photos[0]["Hash"]),
    "label_cover": lambda site: str(site.label_with_pictures()["UID"]),
}


def sha1(data: bytes | bytearray) -> str:
    """Return the SHA-1 in hex digits."""
    return hashlib.sha1(data, usedforsecurity=False).hexdigest()


def picture(data: MediaBytes) -> Image.Image:
    """Decode a whole picture; what is not one fails."""
    assert not data.is_placeholder
    assert is_whole(data)
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


@pytest.mark.parametrize("method", ["album_cover", "folder_cover", "get_thumb", "label_cover"])
def test_pictures_are_real_pictures(site: Site, method: str) -> None:
    """Covers and thumbnails arrive as whole JPEGs that can be decoded, within the box of their size."""
    argument = _GOOD_CALLS[method](site)
    data = getattr(site.images, method)(argument)
    if data.is_placeholder:
        # Servers of 2026 answer so where a picture is assigned; the thumbnail is available then.
        row = next(row for row in [*site.albums, *site.labels] if row["UID"] == argument)
        data = site.images.get_thumb(row["Thumb"])
    assert data.content_type == "image/jpeg"
    assert max(picture(data).size) <= 720


@pytest.mark.parametrize("method", list(_GOOD_CALLS))
def test_the_three_forms_agree(site: Site, method: str) -> None:
    """Plain, with_http_info and without_preload_content deliver the same bytes (of a zip: the same members)."""
    argument = _GOOD_CALLS[method](site)
    plain = getattr(site.images, method)(argument)
    info = getattr(site.images, f"{method}_with_http_info")(argument)
    with getattr(site.images, f"{method}_without_preload_content")(argument) as response:
        streamed = b"".join(response.stream(1000))
    assert info.status_code == response.status == 200
    assert info.headers["content-type"].startswith(plain.content_type)
    assert info.raw_data is info.data
    if method == "download_album":
        assert zip_hashes(plain) == zip_hashes(info.data) == zip_hashes(streamed)
    else:
        assert plain == info.data == streamed


def test_downloads_have_the_sha1_asked_for(site: Site) -> None:
    """An original's bytes have the SHA-1 that the index lists, whatever its name or type."""
    for file in site.originals[:40]:
        data = site.images.get_download(file["Hash"])
        assert (sha1(data), len(data)) == (file["Hash"], file["Size"]), file["Name"]


def test_photo_download_is_the_primary_file(site: Site) -> None:
    """A photo's download has the photo's own hash."""
    for photo in site.photos[:10]:
        assert sha1(site.images.get_photo_download(photo["UID"])) == photo["Hash"]


def test_filename_of_a_download_is_that_of_the_index(site: Site) -> None:
    """The name asked for as ``original`` comes through blanks, umlauts and other scripts."""
    for file in site.originals[:40]:
        answer = site.client.call_api(
            "GET", f"/api/v1/dl/{file['Hash']}?t={site.client.configuration.download_token}&name=file"
        )
        answer.drain_conn()
        assert answer.getheader("Content-Disposition"), file["Name"]
        assert site.images.get_download(file["Hash"]).filename, file["Name"]


def test_zip_holds_the_albums_files(site: Site) -> None:
    """Each member of an album's zip is byte for byte a file of the album; since 2026 private ones, too."""
    album = site.album_with_pictures()
    data = site.images.download_album(album["UID"])
    assert data.content_type == "application/zip"
    photos = site.ask(f"/photos?count=1000&merged=true&s={album['UID']}")
    listed = {file["Hash"] for photo in photos for file in photo["Files"]}
    found = zip_hashes(data)
    assert found
    assert set(found) <= listed


def test_empty_album_is_an_empty_zip(site: Site) -> None:
    """An album without photos is a zip without members, not an error, and has a placeholder for a cover."""
    album = site.empty_album()
    assert zip_hashes(site.images.download_album(album["UID"])) == []
    assert site.images.album_cover(album["UID"]).is_placeholder


@pytest.mark.parametrize("size", list(ThumbSize))
def test_every_size_is_a_picture_or_flagged(site: Site, size: ThumbSize) -> None:
    """Each size is answered with a picture within its box, or with a placeholder that is flagged."""
    photo = max(site.photos[:20], key=lambda row: row["Width"] * row["Height"])
    data = site.images.get_thumb(photo["Hash"], size=size)
    if data.is_placeholder:
        assert size not in {"tile_50", "tile_100", "tile_224", "tile_500", "fit_720"}
        return
    width, height = picture(data).size
    assert data.content_type == ("image/png" if size == "colors" else "image/jpeg")
    assert width <= size.width
    assert height <= size.height
    if size.startswith("tile_") and min(photo["Width"], photo["Height"]) >= size.width:
        assert (width, height) == (size.width, size.height)


def test_crop_is_a_part_of_the_picture(site: Site) -> None:
    """A crop area behind the hash is answered with a picture of that part."""
    thumb = crop_thumb(site.photos[0]["Hash"], CropArea(0.25, 0.25, 0.5, 0.5))
    assert picture(site.images.get_thumb(thumb, size="tile_224")).size == (224, 224)


@pytest.mark.parametrize(
    ("method", "argument"),
    [
        ("get_thumb", UNKNOWN_HASH),
        ("get_thumb", "abc"),
        ("album_cover", "as00000000000000"),
        ("label_cover", "ls00000000000000"),
        ("folder_cover", "ds00000000000000"),
    ],
)
def test_what_does_not_exist_is_a_placeholder(site: Site, method: str, argument: str) -> None:
    """Status 200 with an icon is flagged, and refused where the configuration says so."""
    data = getattr(site.images, method)(argument, size="tile_224")
    assert data.is_placeholder
    assert data.content_type == "image/svg+xml"
    site.client.configuration.raise_on_placeholder = True
    try:
        with pytest.raises(PlaceholderException):
            getattr(site.images, method)(argument, size="tile_224")
    finally:
        site.client.configuration.raise_on_placeholder = False


def test_unknown_size_warns_and_is_a_placeholder(site: Site) -> None:
    """A size that no server knows is sent, with a warning that names close ones."""
    with pytest.warns(UnknownSizeWarning, match="tile_224"):
        assert site.images.get_thumb(site.photos[0]["Hash"], size="tile_225").is_placeholder


def test_unknown_downloads_are_not_found(site: Site) -> None:
    """A file, photo or album that the server does not have is a 404, with the server's own words."""
    with pytest.raises(NotFoundException) as caught:
        site.images.get_download(UNKNOWN_HASH)
    assert caught.value.data == {"error": "record not found"}
    with pytest.raises(NotFoundException):
        site.images.get_photo_download("ps00000000000000")
    with pytest.raises(NotFoundException):
        site.images.download_album("as00000000000000")


@pytest.mark.parametrize("method", list(_GOOD_CALLS))
def test_wrong_token_is_forbidden_and_not_shown(site: Site, method: str) -> None:
    """A wrong token is a 403 that does not show it; a server in public mode takes any."""
    name = "t" if "download" in method else "token"
    call = partial(getattr(site.images, method), _GOOD_CALLS[method](site), **{name: "wr0ngt0k"})
    if site.is_public:
        assert not call().is_placeholder
        return
    with pytest.raises(ForbiddenException) as caught:
        call()
    assert "wr0ngt0k" not in str(caught.value)


def test_tokens_of_the_caller_are_sent_as_given(site: Site) -> None:
    """A token that the call names is used, positional or by keyword."""
    settings = site.client.configuration
    thumb, original = site.photos[0]["Hash"], site.originals[0]["Hash"]
    assert settings.preview_token is not None
    picture(site.images.get_thumb(thumb, settings.preview_token, "tile_224"))
    assert sha1(site.images.get_download(original, t=settings.download_token)) == original


def test_range_of_the_caller_returns_a_part(site: Site) -> None:
    """With a Range of the caller's, 206 returns the part asked for, and a range past the end is an error."""
    original = site.originals[0]["Hash"]
    whole = site.images.get_download(original)
    part = site.images.get_download_with_http_info(original, _headers={"range": "bytes=10-19"})
    assert part.status_code == 206
    assert part.data == whole[10:20]
    with pytest.raises(ApiException) as caught:
        site.images.get_download(original, _headers={"Range": f"bytes={len(whole)}-"})
    assert caught.value.status == 416


def test_condition_of_the_caller_returns_not_modified(site: Site) -> None:
    """With If-Modified-Since of the caller's, 304 returns no bytes instead of raising."""
    first = site.images.get_thumb_with_http_info(site.photos[0]["Hash"])
    assert first.headers is not None
    again = site.images.get_thumb_with_http_info(
        site.photos[0]["Hash"], _headers={"If-Modified-Since": first.headers["Last-Modified"]}
    )
    assert (again.status_code, bytes(again.data)) == (304, b"")
    assert first.data.last_modified is not None


def test_wrong_base_path_names_it(site: Site) -> None:
    """Where there is no API, the error says so and names the address that was asked."""
    host = f"{origin_of(site.client.configuration.host).url}/nowhere"
    with ApiClient(Configuration(host=host)) as client, pytest.raises(NotFoundException) as caught:
        ImagesApi(client).get_download(UNKNOWN_HASH)
    assert "not a PhotoPrism API" in str(caught.value)
    assert host in str(caught.value)


def test_redirect_within_the_server_is_followed(site: Site) -> None:
    """The server's redirect for a slash at the end is followed, for a GET."""
    answer = site.client.call_api("GET", "/api/v1/status/")
    assert (answer.status, answer.json()) == (200, {"status": "operational"})


def test_early_close_leaves_the_client_usable(site: Site) -> None:
    """An answer that is closed before its end does not disturb the next call."""
    biggest = max(site.originals, key=lambda file: file["Size"])
    for _ in range(3):
        with site.images.get_download_without_preload_content(biggest["Hash"]) as response:
            assert len(response.read(1000)) == 1000
    picture(site.images.get_thumb(site.photos[0]["Hash"]))


def test_missing_original_is_not_found_with_advice() -> None:
    """A file that the server lists and does not find is a 404 that warns of asking again.

    Always on an embedded server of its own: this takes the file out of the index.
    """
    with PhotoPrismServer(Library.sample(photos=2)) as server, ApiClient(Configuration(host=server.url)) as client:
        file = server.library.photos[0].original
        server.remove_original(file.name)
        with pytest.raises(NotFoundException, match="cannot find the file on its disk"):
            ImagesApi(client).get_download(file.hash)


def zip_hashes(data: Any) -> list[str]:
    """Return the SHA-1 of each member, sorted."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return sorted(sha1(archive.read(name)) for name in archive.namelist())
