"""`ImagesApi`: thumbnails, covers, files and zips."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Literal, TypeVar, overload

from photoprism_client._call.request import RequestTimeout
from photoprism_client.api import pictures_of
from photoprism_client.api._generated.images import ImagesOperations
from photoprism_client.exceptions import OpenApiException
from photoprism_client.media import MediaBytes
from photoprism_client.sizes import ThumbSize

if TYPE_CHECKING:
    from photoprism_client._call.bulk_iterator import BulkIterator
    from photoprism_client.api.sources import ImageSources

Thumb = TypeVar("Thumb", bound=str | pictures_of.HasHash | pictures_of.HasThumb)

Covered = TypeVar("Covered", bound=pictures_of.HasUid)


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

    @overload
    def get_thumbs(
        self,
        thumbs: Iterable[Thumb],
        token: str | None = None,
        size: str = ThumbSize.FIT_720,
        *,
        connections: int = 4,
        ordered: Literal[True] = True,
        errors: Literal["raise"] = "raise",
    ) -> "BulkIterator[MediaBytes]": ...
    @overload
    def get_thumbs(
        self,
        thumbs: Iterable[Thumb],
        token: str | None = None,
        size: str = ThumbSize.FIT_720,
        *,
        connections: int = 4,
        ordered: Literal[True] = True,
        errors: Literal["return"],
    ) -> "BulkIterator[MediaBytes | OpenApiException]": ...
    @overload
    def get_thumbs(
        self,
        thumbs: Iterable[Thumb],
        token: str | None = None,
        size: str = ThumbSize.FIT_720,
        *,
        connections: int = 4,
        ordered: Literal[False],
        errors: Literal["raise"] = "raise",
    ) -> "BulkIterator[tuple[Thumb, MediaBytes]]": ...
    @overload
    def get_thumbs(
        self,
        thumbs: Iterable[Thumb],
        token: str | None = None,
        size: str = ThumbSize.FIT_720,
        *,
        connections: int = 4,
        ordered: Literal[False],
        errors: Literal["return"],
    ) -> "BulkIterator[tuple[Thumb, MediaBytes | OpenApiException]]": ...
    def get_thumbs(
        self,
        thumbs: Iterable[Any],
        token: str | None = None,
        size: str = ThumbSize.FIT_720,
        *,
        connections: int = 4,
        ordered: bool = True,
        errors: str = "raise",
    ) -> "BulkIterator[Any]":
        """Fetch many thumbnails, ten times as fast as by a call for each.

        Nothing is sent before the first result is asked for. At most four thumbnails for each connection are taken from
        *thumbs* ahead of what was handed out, so memory does not depend on their number. What holds for one call holds
        for each: checks, retries, tokens, time limits. A server that restarts is waited for; a 401 or 403 renews the
        tokens once for all, and if it remains, nothing more is asked. After a placeholder, requests go one at a time
        until a picture comes; if the fifth in a row or a later one took its photo out of the index, since the original
        is missing on the server's disk, nothing more is asked either. The same thumbnail several times in a row of
        requests is asked for once.

        :param thumbs: any iterable, also an endless one: hashes, hashes with a crop area (see :func:`crop_thumb`), and
            models of photos, files, markers and people.
        :param token: preview token; default the configured one, or the session's.
        :param size: a name, see :class:`ThumbSize`; default ``fit_720``. For models, a marker comes in the smallest of
            :data:`CROP_SIZES` that is as wide, at most ``tile_500``.
        :param connections: requests at once, 1 to 16; default 4. The iterators of a client have 16 together, and each
            always gets one.
        :param ordered: whether results come in the order of *thumbs*; else as they arrive, as pairs of what was passed
            and its result.
        :param errors: ``raise`` ends the iteration with the first error, ``return`` puts each error where its
            picture would be.
        :return: an iterator and context manager; close it, unless it is read to its end. Threads may share it.
        :raises ApiTypeError: an argument has the wrong type.
        :raises ApiValueError: an argument has a value that is not allowed.
        :raises PlaceholderException: from the iterator: originals are missing, see above; or there is no picture, and
            ``raise_on_placeholder`` is set.
        :raises ApiException: from the iterator: a thumbnail could not be fetched; the classes are in docs/errors.md.

        Source: GET /api/v1/t/{thumb}/{token}/{size}; GET /api/v1/files/{hash}
        """
        from photoprism_client.api.pictures_in_bulk import many_thumbs

        return self._fetch_many(many_thumbs(self.api_client, thumbs, token, size), connections, ordered, errors)

    @overload
    def get_covers(
        self,
        items: Iterable[Covered],
        size: str = ThumbSize.TILE_224,
        *,
        connections: int = 4,
        ordered: Literal[True] = True,
        errors: Literal["raise"] = "raise",
    ) -> "BulkIterator[MediaBytes]": ...
    @overload
    def get_covers(
        self,
        items: Iterable[Covered],
        size: str = ThumbSize.TILE_224,
        *,
        connections: int = 4,
        ordered: Literal[True] = True,
        errors: Literal["return"],
    ) -> "BulkIterator[MediaBytes | OpenApiException]": ...
    @overload
    def get_covers(
        self,
        items: Iterable[Covered],
        size: str = ThumbSize.TILE_224,
        *,
        connections: int = 4,
        ordered: Literal[False],
        errors: Literal["raise"] = "raise",
    ) -> "BulkIterator[tuple[Covered, MediaBytes]]": ...
    @overload
    def get_covers(
        self,
        items: Iterable[Covered],
        size: str = ThumbSize.TILE_224,
        *,
        connections: int = 4,
        ordered: Literal[False],
        errors: Literal["return"],
    ) -> "BulkIterator[tuple[Covered, MediaBytes | OpenApiException]]": ...
    def get_covers(
        self,
        items: Iterable[Any],
        size: str = ThumbSize.TILE_224,
        *,
        connections: int = 4,
        ordered: bool = True,
        errors: str = "raise",
    ) -> "BulkIterator[Any]":
        """Fetch the pictures that stand for many albums, labels, folders and people, each as :meth:`cover_of` does.

        Everything that :meth:`get_thumbs` guarantees holds here, too. Where the server has only a placeholder for the
        cover, and the model says which picture is the cover, that one is asked for in its place.

        :param items: any iterable of models of albums, labels, folders and people.
        :param size: a name, see :class:`ThumbSize`; default ``tile_224``. A face comes in the smallest of
            :data:`CROP_SIZES` that is as wide, at most ``tile_500``.
        :param connections: requests at once, 1 to 16; default 4. The iterators of a client have 16 together, and each
            always gets one.
        :param ordered: whether results come in the order of *items*; else as they arrive, as pairs of what was passed
            and its result.
        :param errors: ``raise`` ends the iteration with the first error, ``return`` puts each error where its
            picture would be.
        :return: an iterator and context manager; close it, unless it is read to its end. Threads may share it.
        :raises ApiTypeError: an argument has the wrong type.
        :raises ApiValueError: an argument has a value that is not allowed.
        :raises ApiException: from the iterator: a cover could not be fetched; the classes are in docs/errors.md.

        Source: the covers' endpoints, then GET /api/v1/t/{thumb}/{token}/{size}
        """
        from photoprism_client.api.pictures_in_bulk import many_covers

        raises = self.api_client.configuration.raise_on_placeholder
        return self._fetch_many(many_covers(self.api_client, items, size, raises=raises), connections, ordered, errors)
