"""Photos by what somebody typed: a UID, the SHA-1 of a file, a title, or the name of a file."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from photoprism_client._files.names import key_of
from photoprism_client._identifiers import SHA1, is_uid
from photoprism_client.api.filters import PhotoQuery
from photoprism_client.api.finding import unknown
from photoprism_client.api.photos_api import PhotosApi
from photoprism_client.api.pictures_of import crop_size
from photoprism_client.api.sources import ImageSources
from photoprism_client.api_client import ApiClient
from photoprism_client.exceptions import LookupFailedError, PlaceholderException
from photoprism_client.models import EntityPhoto, SearchPhoto
from photoprism_client.sizes import THUMB
from photoprism_client.transfer import Source

_ROWS = 1000  # among which close names are looked for
_BEGINNING = 3  # characters that close names begin with


def is_hash(text: str) -> bool:
    """Tell whether a text is a SHA-1.

    :param text: what was typed.
    :return: whether it is.
    """
    return SHA1.fullmatch(text.lower()) is not None


def find_photo(api_client: ApiClient, wanted: str) -> EntityPhoto:
    """Look up a photo.

    :param api_client: the client to ask with.
    :param wanted: its UID; its title; or the name of one of its files, with or without the folder. Capitals do not
        count. A name is not looked for among archived and hidden photos.
    :return: the photo.
    :raises LookupFailedError: no photo is called so, or several are.
    """
    photos = PhotosApi(api_client)
    if is_uid(wanted, "p"):
        return photos.get_photo(wanted)
    key = key_of(wanted)
    filters: list[PhotoQuery] = [{"title": [wanted]}, {"filename": [wanted]} if "/" in wanted else {"name": [wanted]}]
    listed = (photo for one in filters for photo in photos.iterate(**one))
    uids = {photo.uid or "" for photo in listed if key in map(key_of, _names_of(photo))}
    if len(uids) > 1:
        raise LookupFailedError("photo", wanted, uids=sorted(uids))
    if not uids:
        raise unknown("photo", wanted, _similar(photos, wanted))
    return photos.get_photo(uids.pop())


def thumb_source(api_client: ApiClient, wanted: str, size: str) -> Source:
    """Make the source of a thumbnail.

    :param api_client: the client to ask with.
    :param wanted: the SHA-1 of a file, or that and a crop area; or as for :func:`find_photo`.
    :param size: a name, see :class:`ThumbSize`.
    :return: the source; its file is named after the hash, or after the UID of the photo.
    :raises LookupFailedError: no photo is called so, or several are.
    """
    sources = ImageSources(api_client)
    if THUMB.fullmatch(thumb := wanted.lower()):
        return sources.thumb(thumb, crop_size(thumb, size))
    photo = find_photo(api_client, wanted)
    if not photo.hash:
        raise PlaceholderException(0, "placeholder", message=f"The server has no picture of {wanted}.")
    source = sources.thumb(photo.hash, size)
    return replace(source, name=(source.name or "").replace(photo.hash, photo.uid or ""))


def _similar(photos: PhotosApi, wanted: str) -> Iterator[str]:
    """Yield names that begin like the one that is wanted: there may be too many photos to list all of their names."""
    beginning = f"{wanted.rpartition('/')[2][:_BEGINNING]}*"
    titled = photos.search_photos(_ROWS, merged=True, title=beginning)
    for photo in chain(titled, photos.search_photos(_ROWS, merged=True, name=beginning)):
        yield from _names_of(photo)


def _names_of(photo: SearchPhoto) -> list[str]:
    paths = [file.name or "" for file in photo.files]
    return [photo.title or "", photo.name or "", *paths, *(path.rpartition("/")[2] for path in paths)]
