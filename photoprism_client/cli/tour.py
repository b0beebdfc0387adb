"""One call of each of the seven methods: the forms that check an answer and write it to a file."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from photoprism_client import ApiException, ImagesApi
from photoprism_client.api.album_members import members_of_album
from photoprism_client.transfer import DownloadResult

if TYPE_CHECKING:
    from photoprism_client.testing import Library

_PICTURE, _ZIP, _FILE = "signature, end", "each member: CRC, SHA-1", "SHA-1"


class Call(NamedTuple):
    """A call to make."""

    name: str
    write: Callable[..., DownloadResult]
    #: UID or hash of what is asked for.
    subject: str
    #: Ending of the file's name.
    ending: str = ".jpg"
    #: What the method checks.
    checks: str = _PICTURE


class Stop(NamedTuple):
    """The result of a call: what was written and checked, or why the answer is refused."""

    call: str
    result: DownloadResult | None
    checked: str


def calls(images: ImagesApi, library: "Library") -> list[Call]:
    """Choose what to ask of a library, one call for each method.

    :param images: the API to call.
    :param library: what the server holds, with an album, a folder and a label that have pictures.
    :return: the calls, in the order of the methods' names.
    :raises LookupError: the library has nothing for one of them.
    :raises ApiException: the server does not list the album.
    """
    photos = {photo.uid: photo for photo in library.photos if photo.archived_at is None and not photo.private}
    album = next(album for album in library.albums if album.type == "album" and set(album.photo_uids) & set(photos))
    label = next(label for label in library.labels if set(label.photo_uids) & set(photos))
    photo = photos[next(uid for uid in album.photo_uids if uid in photos)]
    shown = {picture.path for picture in photos.values()}
    folder = next(folder for folder in library.folders if folder.path in shown)
    original, members = photo.original, list(members_of_album(images.api_client, album.uid))
    write_zip = partial(images.download_album_to_file, members=members)
    return [
        Call("album_cover", images.album_cover_to_file, album.uid),
        Call("download_album", write_zip, album.uid, ".zip", _ZIP),
        Call("folder_cover", images.folder_cover_to_file, folder.uid),
        Call("get_download", images.get_download_to_file, original.hash, Path(original.name).suffix, _FILE),
        Call("get_photo_download", images.get_photo_download_to_file, photo.uid, Path(photo.file_name).suffix, _FILE),
        Call("get_thumb", partial(images.get_thumb_to_file, size="tile_500"), photo.hash),
        Call("label_cover", images.label_cover_to_file, label.uid),
    ]


def run(planned: Iterable[Call], folder: Path) -> Iterator[Stop]:
    """Make the calls; each writes a file that is named after the call.

    :param planned: what to ask.
    :param folder: where to write; it exists.
    :return: the result of each, as it comes.
    """
    for call in planned:
        try:
            result = call.write(call.subject, folder / (call.name + call.ending), overwrite=True)
        except ApiException as error:
            yield Stop(call.name, None, error.reason or "refused")
        else:
            yield Stop(call.name, result, call.checks)
