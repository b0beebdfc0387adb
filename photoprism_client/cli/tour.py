"""One call of each of the seven methods, each answer checked and written to a file."""

import hashlib
import io
import mimetypes
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from photoprism_client import ApiException, ApiResponse, ImagesApi, MediaBytes
from photoprism_client._content.signatures import is_whole
from photoprism_client.exceptions import IntegrityError, PlaceholderException

if TYPE_CHECKING:
    from photoprism_client.testing import Library

Check = Callable[[MediaBytes], str]


class Call(NamedTuple):
    """A call to make, and what to check of its answer."""

    name: str
    ask: Callable[[], ApiResponse[MediaBytes]]
    check: Check


class Stop(NamedTuple):
    """What came of a call: what was checked, or why the answer is refused."""

    call: str
    status: int
    media_type: str
    size_bytes: int
    checked: str
    is_good: bool


def calls(images: ImagesApi, library: "Library") -> list[Call]:
    """Choose what to ask of a library, one call for each method.

    :param images: the API to call.
    :param library: what the server holds, with an album, a folder and a label that have pictures.
    :return: the calls, in the order of the methods' names.
    :raises LookupError: the library has nothing for one of them.
    """
    photos = {photo.uid: photo for photo in library.photos if photo.archived_at is None and not photo.private}
    album = next(album for album in library.albums if album.type == "album" and set(album.photo_uids) & set(photos))
    label = next(label for label in library.labels if set(label.photo_uids) & set(photos))
    photo = photos[next(uid for uid in album.photo_uids if uid in photos)]
    shown = {picture.path for picture in photos.values()}
    folder = next(folder for folder in library.folders if folder.path in shown)
    members = set(album.photo_uids)
    hashes = {file.hash for photo in library.photos if photo.uid in members for file in photo.files}
    original = photo.original
    return [
        Call("album_cover", lambda: images.album_cover_with_http_info(album.uid), check_picture),
        Call("download_album", lambda: images.download_album_with_http_info(album.uid), zip_check(hashes)),
        Call("folder_cover", lambda: images.folder_cover_with_http_info(folder.uid), check_picture),
        Call("get_download", lambda: images.get_download_with_http_info(original.hash), hash_check(original.hash)),
        Call("get_photo_download", lambda: images.get_photo_download_with_http_info(photo.uid), hash_check(photo.hash)),
        Call("get_thumb", lambda: images.get_thumb_with_http_info(photo.hash, size="tile_500"), check_picture),
        Call("label_cover", lambda: images.label_cover_with_http_info(label.uid), check_picture),
    ]


def run(planned: list[Call], folder: Path) -> Iterator[Stop]:
    """Make the calls, check each answer and write it to a file named after the call.

    :param planned: what to ask.
    :param folder: where to; it exists.
    :return: what came of each, as it comes.
    """
    for call in planned:
        try:
            answer = call.ask()
            data = answer.data
            checked = call.check(data)
            data.save(folder / (call.name + ending_of(data)))
        except ApiException as error:
            yield Stop(call.name, error.status or 0, "", 0, error.reason or "refused", is_good=False)
        else:
            kind = data.content_type or "unknown"
            yield Stop(call.name, answer.status_code, kind, len(data), checked, is_good=True)


def check_picture(data: MediaBytes) -> str:
    """Check that bytes are a whole picture.

    :param data: the answer.
    :return: what was checked.
    :raises PlaceholderException: it is the server's icon.
    :raises IntegrityError: the end of the picture is missing.
    """
    if data.is_placeholder:
        raise PlaceholderException(200, "placeholder")
    if not is_whole(data):
        raise IntegrityError(200, "not a whole JPEG or PNG")
    return "signature, end"


def hash_check(file_hash: str) -> Check:
    """Make a check of the SHA-1.

    :param file_hash: what it must be.
    :return: the check.
    """

    def check(data: MediaBytes) -> str:
        if hashlib.sha1(data, usedforsecurity=False).hexdigest() != file_hash:
            raise IntegrityError(200, "the SHA-1 is another")
        return "SHA-1"

    return check


def zip_check(hashes: set[str]) -> Check:
    """Make a check of a zip's members.

    :param hashes: SHA-1 of each file that may be a member.
    :return: the check.
    """

    def check(data: MediaBytes) -> str:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            found = [hashlib.sha1(archive.read(name), usedforsecurity=False).hexdigest() for name in archive.namelist()]
        if not found or not hashes.issuperset(found):
            raise IntegrityError(200, "a member of the zip is not in the album")
        return f"{len(found)} members: CRC, SHA-1"

    return check


def ending_of(data: MediaBytes) -> str:
    """Return the ending of a file name that fits the media type.

    :param data: the answer.
    :return: such as ``.jpg``; empty for an unknown type.
    """
    return mimetypes.guess_extension(data.content_type or "") or ""
