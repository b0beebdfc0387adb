"""Uploads: on a real server with ``--write`` only.

They make pictures and an album of their own, and delete them for good.
"""

import io
import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from photoprism_client import AlbumsApi, DownloadApi, NotFoundException, PhotosApi, UploadReason, UploadState
from photoprism_client.models import EntityAlbum
from test.support.contract_site import Site

_XMP = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt>'
    '<rdf:li xml:lang="x-default">Title in XMP</rdf:li></rdf:Alt></dc:title></rdf:Description></rdf:RDF></x:xmpmeta>'
)


pytestmark = pytest.mark.usefixtures("changes")


@pytest.fixture
def photos(site: Site) -> PhotosApi:
    """Make the API of photos."""
    return PhotosApi(site.client)


@pytest.fixture
def album(site: Site, photos: PhotosApi) -> Iterator[EntityAlbum]:
    """Make an album; delete it, for good whatever is in it then, and months and folders that the server made for it."""
    albums = AlbumsApi(site.client)
    before = {album.uid for album in albums.iterate()}
    made = albums.ensure(f"Test {uuid.uuid4()}")
    yield made
    uids = {photo.uid or "" for photo in photos.iterate(s=made.uid or "")}
    photos.archive(uids)
    photos.delete_archived(uids, confirm=len(uids))
    albums.delete_album(made.uid or "")
    for other in albums.iterate():
        if other.uid not in before and other.type != "album" and not site.members({"UID": other.uid}):
            albums.delete_album(other.uid or "")


def _picture(year: int) -> bytes:
    """Make a picture that no server has, of an unlikely time, so that it is stacked with no other."""
    image = Image.frombytes("RGB", (64, 48), os.urandom(64 * 48 * 3))
    exif, file = Image.Exif(), io.BytesIO()
    exif.get_ifd(0x8769)[0x9003] = f"{year}:02:03 04:05:{os.urandom(1)[0] % 60:02}"
    image.save(file, "JPEG", exif=exif)
    return file.getvalue()


def test_uploads_are_what_the_server_has(site: Site, photos: PhotosApi, album: EntityAlbum, tmp_path: Path) -> None:
    """Each result is the truth: of files that are taken, refused, there already, and in the archive."""
    folder = tmp_path / "sub"
    folder.mkdir()
    (tmp_path / 'one ü "1".jpg').write_bytes(_picture(1991))
    (folder / 'one ü "1".jpg').write_bytes(_picture(1992))
    (tmp_path / "two.jpg").write_bytes(_picture(1993))
    (tmp_path / "two.xmp").write_text(_XMP)
    (tmp_path / "alone.xmp").write_text(_XMP)
    (tmp_path / "wrong.png").write_bytes(_picture(1994))
    (tmp_path / ".hidden.jpg").write_bytes(_picture(1995))
    (tmp_path / "empty.jpg").touch()
    first = {str(result.path.relative_to(tmp_path)): result for result in photos.upload(tmp_path, albums=album)}
    refused = {name: result.reason for name, result in first.items() if result.state is UploadState.REFUSED}
    assert refused == {
        ".hidden.jpg": UploadReason.HIDDEN_NAME,
        "alone.xmp": UploadReason.NO_PICTURE,
        "empty.jpg": UploadReason.EMPTY,
        "wrong.png": UploadReason.WRONG_ENDING,
    }
    sent = {name: result for name, result in first.items() if name not in refused}
    assert {result.state for result in sent.values()} <= {UploadState.UPLOADED, UploadState.IN_REVIEW}
    assert len({result.photo_uid for result in sent.values()}) == 3
    assert {photo.uid for photo in photos.iterate(s=album.uid or "")} == {result.photo_uid for result in sent.values()}
    assert photos.get_photo(sent["two.xmp"].photo_uid or "").title == "Title in XMP"
    assert photos.get_photo(sent['one ü "1".jpg'].photo_uid or "").original_name == 'one ü "1"'

    again = photos.upload(tmp_path, albums=album.title or "")
    assert {result.state for result in again} == {UploadState.REFUSED, UploadState.ALREADY_THERE}
    zipped = DownloadApi(site.client).zip_of(tmp_path / "a.zip", albums=album)
    assert zipped.missing == ()

    one = sent["two.jpg"].photo_uid or ""
    left_albums = photos.archive(one)
    assert photos.upload(tmp_path / "two.jpg")[0].state is UploadState.ALREADY_ARCHIVED
    photos.restore(one, albums=left_albums)


def test_an_unknown_album_is_refused(photos: PhotosApi, tmp_path: Path) -> None:
    """The server would take its UID, and put the picture into none."""
    (tmp_path / "a.jpg").write_bytes(_picture(1996))
    with pytest.raises(NotFoundException):
        photos.upload(tmp_path, albums="at00000000000000")
