"""The picture that shows an item: an album's cover, a file's thumbnail, the part of a picture where a face is.

An item is recognised by its attributes, not by its class, so that no model has to be imported.
"""

from typing import TYPE_CHECKING, Protocol

from photoprism_client._call.request import RequestTimeout
from photoprism_client.exceptions import ApiTypeError, ApiValueError, PlaceholderException
from photoprism_client.media import MediaBytes
from photoprism_client.sizes import CROP_SIZES, ThumbSize

if TYPE_CHECKING:
    from photoprism_client.api.images_api import ImagesApi

_NO_PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"/>'


class HasUid(Protocol):
    """An album, label, folder or person."""

    uid: str | None


class HasThumb(Protocol):
    """A marker or a person: ``thumb`` is a hash, or a hash with a crop area."""

    thumb: str | None


class HasHash(Protocol):
    """A photo or a file."""

    @property
    def hash(self) -> str | None:
        """The hash that identifies its thumbnails."""


def cover_of(images: "ImagesApi", item: HasUid, size: str, timeout: RequestTimeout, *, raises: bool) -> MediaBytes:
    """Fetch the picture that stands for an album, label, folder or person.

    :param images: asks the server.
    :param item: what to show.
    :param size: a name; for a crop, see :func:`crop_size`.
    :param timeout: as for each request.
    :param raises: whether a placeholder is an error.
    :return: the picture, or a placeholder.
    :raises ApiTypeError: *item* is none of these.
    :raises ApiException: a call failed.
    """
    uid, thumb = covered(item)
    cover: MediaBytes | None = None
    try:
        cover = _cover(images, uid, size, timeout)
    except PlaceholderException:
        if not thumb:
            raise
    if thumb and (cover is None or cover.is_placeholder):
        # Servers of 2026 answer the placeholder wherever a file was assigned as the cover.
        return images.get_thumb(thumb, None, crop_size(thumb, size), timeout)
    return no_picture(uid, raises=raises) if cover is None else cover


def covered(item: HasUid) -> tuple[str, str | None]:
    """Return what the cover of an album, label, folder or person is asked by.

    :param item: what to show.
    :return: its UID, and the picture that its model names, if any.
    :raises ApiTypeError: *item* is none of these.
    """
    uid, thumb = getattr(item, "uid", None), getattr(item, "thumb", None)
    if not isinstance(uid, str) or uid[:1] not in {"a", "d", "j", "l"}:
        raise ApiTypeError(f"only albums, labels, folders and people have covers, not {type(item).__name__}")
    return uid, thumb


def no_picture(uid: str, *, raises: bool) -> MediaBytes:
    """Return a placeholder for what cannot be asked.

    :param uid: of the person.
    :param raises: whether a placeholder is an error.
    :return: the placeholder.
    :raises PlaceholderException: it is one.
    """
    if raises:
        raise PlaceholderException(0, "placeholder", message=f"The server knows no picture of {uid}.")
    return MediaBytes(_NO_PICTURE, content_type="image/svg+xml", is_placeholder=True)


def thumb_of(images: "ImagesApi", item: HasHash | HasThumb, size: str, timeout: RequestTimeout) -> MediaBytes:
    """Fetch the thumbnail of a photo or file, or the part of a picture that a marker or person is on.

    :param images: asks the server.
    :param item: what to show.
    :param size: a name; for a crop, see :func:`crop_size`.
    :param timeout: as for each request.
    :return: the picture, or a placeholder.
    :raises ApiTypeError: *item* is none of these.
    :raises ApiValueError: it has no picture.
    :raises ApiException: the call failed.
    """
    thumb = thumb_name(item)
    return images.get_thumb(thumb, None, crop_size(thumb, size), timeout)


def thumb_name(item: HasHash | HasThumb) -> str:
    """Return the hash of a photo or file, or the hash and crop area of a marker or person.

    :param item: what to show.
    :return: what thumbnails are asked by.
    :raises ApiTypeError: *item* is none of these.
    :raises ApiValueError: it has no picture.
    """
    if not hasattr(item, "thumb") and not hasattr(item, "hash"):
        raise ApiTypeError(f"only photos, files, markers and people have thumbnails, not {type(item).__name__}")
    thumb: str | None = getattr(item, "thumb", None) or getattr(item, "hash", None)
    if not thumb:
        raise ApiValueError(f"this {type(item).__name__} has no picture: its hash is unknown")
    return thumb


def crop_size(thumb: str, size: str) -> str:
    """Return a size that a thumbnail can be asked in.

    :param thumb: a hash, or a hash and a crop area.
    :param size: the size wanted.
    :return: that size; for a crop, which has few sizes, the smallest that is as wide, or the largest.
    """
    if "-" not in thumb or size in CROP_SIZES or size not in list(ThumbSize):
        return size
    wanted = ThumbSize[size.upper()].width
    return next((crop for crop in CROP_SIZES if int(crop.removeprefix("tile_")) >= wanted), CROP_SIZES[-1])


def _cover(images: "ImagesApi", uid: str, size: str, timeout: RequestTimeout) -> MediaBytes | None:
    ask = {"a": images.album_cover, "d": images.folder_cover, "l": images.label_cover}.get(uid[0])
    return None if ask is None else ask(uid, None, size, timeout)
