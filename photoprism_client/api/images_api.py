"""`ImagesApi`: thumbnails, covers, files and zips."""

from typing import TYPE_CHECKING

from photoprism_client._call.request import RequestTimeout
from photoprism_client.api import pictures_of
from photoprism_client.api._generated.images import ImagesOperations
from photoprism_client.media import MediaBytes
from photoprism_client.sizes import ThumbSize

if TYPE_CHECKING:
    from photoprism_client.api.sources import ImageSources


class ImagesApi(ImagesOperations):
    """The pictures of a server.

    :param api_client: the client to use; default :meth:`ApiClient.get_default`.
    """

    @property
    def sources(self) -> "ImageSources":
        """Makes the sources that :func:`~photoprism_client.transfer.download_all` fetches, see docs/transfer.md."""
        from photoprism_client.api.sources import ImageSources

        return ImageSources(self.api_client)

    def cover_of(
        self,
        item: pictures_of.HasUid,
        size: str = ThumbSize.FIT_720,
        _request_timeout: RequestTimeout = None,
    ) -> MediaBytes:
        """Return the picture that stands for an album, label, folder or person.

        Where the server has only a placeholder for the cover, and the model says which picture is the cover, that one.

        :param item: a model of the album, label, folder or person.
        :param size: a name, see :class:`ThumbSize`; default ``fit_720``. A face comes in the smallest of
            :data:`CROP_SIZES` that is as wide, at most ``tile_500``.
        :return: the bytes; ``is_placeholder`` where there is no picture.
        :raises ApiTypeError: *item* is none of these.
        :raises PlaceholderException: there is no picture, and ``raise_on_placeholder`` is set.
        :raises ApiException: a call failed; the classes are in docs/errors.md.

        Source: the covers' endpoints, then GET /api/v1/t/{thumb}/{token}/{size}
        """
        raises = self.api_client.configuration.raise_on_placeholder
        return pictures_of.cover_of(self, item, size, _request_timeout, raises=raises)

    def thumb_of(
        self,
        item: pictures_of.HasHash | pictures_of.HasThumb,
        size: str = ThumbSize.FIT_720,
        _request_timeout: RequestTimeout = None,
    ) -> MediaBytes:
        """Return the thumbnail of a photo or file, or the part of a picture that a marker or person is on.

        :param item: a model of the photo, file, marker or person.
        :param size: a name, see :class:`ThumbSize`; default ``fit_720``. A marker comes in the smallest of
            :data:`CROP_SIZES` that is as wide, at most ``tile_500``.
        :return: the bytes; ``is_placeholder`` tells an icon from a picture.
        :raises ApiTypeError: *item* is none of these.
        :raises ApiValueError: its model has no hash.
        :raises ApiException: the call failed; the classes are in docs/errors.md.

        Source: GET /api/v1/t/{thumb}/{token}/{size}
        """
        return pictures_of.thumb_of(self, item, size, _request_timeout)
