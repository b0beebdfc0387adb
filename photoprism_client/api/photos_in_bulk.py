"""`PhotosInBulk`: the details of many photos at once."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Literal, TypeVar, overload

from photoprism_client.api._generated.photos import GET_PHOTO
from photoprism_client.api._operations import Operations
from photoprism_client.exceptions import ApiTypeError, ApiValueError, OpenApiException

if TYPE_CHECKING:
    from photoprism_client._call.bulk_items import Wanted
    from photoprism_client._call.bulk_iterator import BulkInput, BulkIterator
    from photoprism_client.models.entity_photo import EntityPhoto
    from photoprism_client.writing.items import Item

Photo = TypeVar("Photo", bound="Item")


class PhotosInBulk(Operations):
    """Reads many photos."""

    @overload
    def get_photos(
        self,
        photos: Iterable[Photo],
        *,
        connections: int = 4,
        ordered: Literal[True] = True,
        errors: Literal["raise"] = "raise",
    ) -> "BulkIterator[EntityPhoto]": ...
    @overload
    def get_photos(
        self,
        photos: Iterable[Photo],
        *,
        connections: int = 4,
        ordered: Literal[True] = True,
        errors: Literal["return"],
    ) -> "BulkIterator[EntityPhoto | OpenApiException]": ...
    @overload
    def get_photos(
        self,
        photos: Iterable[Photo],
        *,
        connections: int = 4,
        ordered: Literal[False],
        errors: Literal["raise"] = "raise",
    ) -> "BulkIterator[tuple[Photo, EntityPhoto]]": ...
    @overload
    def get_photos(
        self, photos: Iterable[Photo], *, connections: int = 4, ordered: Literal[False], errors: Literal["return"]
    ) -> "BulkIterator[tuple[Photo, EntityPhoto | OpenApiException]]": ...
    def get_photos(
        self, photos: Iterable[Any], *, connections: int = 4, ordered: bool = True, errors: str = "raise"
    ) -> "BulkIterator[Any]":
        """Return the details of many photos, several times as fast as by a call for each.

        Everything that :meth:`ImagesApi.get_thumbs` guarantees holds here, too: order, a bounded number ahead, retries,
        one renewal of tokens for all, time limits.

        :param photos: any iterable, also an endless one: UIDs, and models that have one, such as those of
            :meth:`iterate`.
        :param connections: requests at once, 1 to 16; default 4. The iterators of a client have 16 together, and each
            always gets one.
        :param ordered: whether results come in the order of *photos*; else as they arrive, as pairs of what was passed
            and its result.
        :param errors: ``raise`` ends the iteration with the first error, ``return`` puts each error where its photo
            would be.
        :return: an iterator and context manager; close it, unless it is read to its end. Threads may share it.
        :raises ApiTypeError: an argument has the wrong type.
        :raises ApiValueError: an argument has a value that is not allowed.
        :raises ApiException: from the iterator: a photo could not be read; the classes are in docs/errors.md.

        Source: GET /api/v1/photos/{uid}
        """
        return self._fetch_many(many_photos(photos, self._reader(GET_PHOTO)), connections, ordered, errors)


def many_photos(photos: Iterable[Any], read: "Callable[[bytes], EntityPhoto]" = GET_PHOTO.read) -> "BulkInput":
    """Say what to ask for the details of many photos.

    :param photos: UIDs, and models that have one.
    :param read: makes the model of a body.
    :return: what to ask.
    """
    from photoprism_client._call.bulk_forms import BulkKind
    from photoprism_client._call.bulk_iterator import BulkInput

    kind = BulkKind(GET_PHOTO.endpoint, "uid", {}, read)

    def resolve(given: Any) -> "Wanted":
        return kind, given if isinstance(given, str) else _uid_of(given), None

    return BulkInput("photos", "UIDs or models", photos, kind, resolve)


def _uid_of(photo: Any) -> str:
    uid: str | None = getattr(photo, "uid", None)
    if not hasattr(photo, "uid"):
        raise ApiTypeError(f"a photo is named by its UID or a model that has one, not by {type(photo).__name__}")
    if not uid:
        raise ApiValueError(f"this {type(photo).__name__} has no UID")
    return uid
