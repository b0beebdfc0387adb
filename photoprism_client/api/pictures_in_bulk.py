"""What to ask for many thumbnails or covers."""

from collections.abc import Callable, Iterable
from operator import itemgetter
from typing import Any

from photoprism_client._call.bulk_forms import BulkKind
from photoprism_client._call.bulk_items import Wanted
from photoprism_client._call.bulk_iterator import BulkInput
from photoprism_client._call.missing_originals import HasOriginal
from photoprism_client.api._generated.images import ALBUM_COVER, FOLDER_COVER, GET_DOWNLOAD, GET_THUMB, LABEL_COVER
from photoprism_client.api.pictures_of import covered, crop_size, no_picture, thumb_name
from photoprism_client.api_client import ApiClient
from photoprism_client.exceptions import ApiException, ApiValueError
from photoprism_client.media import MediaBytes

_COVERS = {"a": ALBUM_COVER, "d": FOLDER_COVER, "l": LABEL_COVER}


class _Thumbs:
    """Says what to ask for thumbnails of one size.

    :param token: the preview token, or None for the session's.
    :param size: a name; for a crop, see :func:`crop_size`.
    """

    def __init__(self, token: str | None, size: str) -> None:
        self._token, self._size = token, size
        self.kind = self._make(size)
        self._by_crop: dict[str, BulkKind] = {}

    def of(self, thumb: str) -> Wanted:
        """Return what to ask for what a model shows.

        :param thumb: a hash, or a hash and a crop area.
        """
        size, kind = crop_size(thumb, self._size), self.kind
        if size != self._size:
            kind = self._by_crop.get(size) or self._by_crop.setdefault(size, self._make(size))
        return kind, thumb, None

    def _make(self, size: str) -> BulkKind:
        return BulkKind(GET_THUMB.endpoint, "thumb", {"token": self._token, "size": size})


def many_thumbs(client: ApiClient, thumbs: Iterable[Any], token: str | None, size: str) -> BulkInput:
    """Say what to ask for many thumbnails.

    :param client: the client to ask the index through.
    :param thumbs: hashes, hashes with a crop area, and models.
    :param token: the preview token, or None for the session's.
    :param size: a name; for models that stand for a crop, see :func:`crop_size`.
    :return: what to ask.
    """
    shown = _Thumbs(token, size)

    def resolve(given: Any) -> Wanted:
        return (shown.kind, given, None) if isinstance(given, str) else shown.of(thumb_name(given))

    return BulkInput("thumbs", "hashes or models", thumbs, shown.kind, resolve, _asking(client, _name_of))


def many_contents(client: ApiClient, files: Iterable[tuple[str, str | None]]) -> BulkInput:
    """Say what to ask for thumbnails of several sizes and for originals; the caller checks the hash of an original.

    :param client: the client to ask the index through.
    :param files: pairs of hash and size; without a size, the original.
    :return: what to ask.
    """
    original = BulkKind(GET_DOWNLOAD.endpoint, "hash", {"token": None})
    by_size: dict[str, BulkKind] = {}

    def resolve(given: tuple[str, str | None]) -> Wanted:
        sha1, size = given
        if size is None:
            return original, sha1, None
        kind = by_size.get(size)
        if kind is None:
            kind = by_size[size] = BulkKind(GET_THUMB.endpoint, "thumb", {"token": None, "size": size})
        return kind, sha1, None

    return BulkInput("files", "hashes and sizes", files, original, resolve, _asking(client, itemgetter(0)))


def many_covers(client: ApiClient, items: Iterable[Any], size: str, *, raises: bool) -> BulkInput:
    """Say what to ask for the covers of many albums, labels, folders and people, as :func:`cover_of` does for one.

    :param client: the client to ask the index through.
    :param items: their models.
    :param size: a name; for a crop, see :func:`crop_size`.
    :param raises: whether a placeholder is an error.
    :return: what to ask.
    """
    shown, arguments = _Thumbs(None, size), {"token": None, "size": size}
    kinds = {letter: BulkKind(asked.endpoint, "uid", arguments) for letter, asked in _COVERS.items()}

    def resolve(item: Any) -> Wanted | MediaBytes:
        uid, thumb = covered(item)
        instead = shown.of(thumb) if thumb else None
        kind = kinds.get(uid[0])
        return (kind, uid, instead) if kind else instead or no_picture(uid, raises=raises)

    return BulkInput("items", "models", items, shown.kind, resolve, asking_for_covers(client))


def _name_of(given: Any) -> str:
    return given if isinstance(given, str) else thumb_name(given)


def _asking(client: ApiClient, name_of: Callable[[Any], str]) -> HasOriginal:
    """Return what asks the index for the original of a thumbnail.

    :param client: the client to ask through.
    :param name_of: makes of what was passed a hash, or a hash and a crop area.
    """

    def ask(given: Any) -> bool | None:
        from photoprism_client.api.source_making import has_original

        return has_original(client, name_of(given).partition("-")[0])

    return ask


def asking_for_covers(client: ApiClient) -> HasOriginal:
    """Return what asks the index whether it has a picture to show as a cover.

    :param client: the client to ask through.
    :return: takes a model, or what has its ``uid``, ``thumb`` and, of a folder, ``path``. It looks up the original that
        the model names, which is nearly always the one that the server shows. A folder names none: whether it lost one
        shows in the number of its photos.
    """
    has_named = _asking(client, lambda item: covered(item)[1] or "")
    at_first: dict[str, int] = {}  # photos of a folder, by its UID

    def ask(item: Any) -> bool | None:
        uid, thumb = covered(item)
        if thumb:
            return has_named(item)
        if not uid.startswith("d"):
            return False
        count = _count_photos(client, item)
        return None if count is None else count >= at_first.setdefault(uid, count) > 0

    return ask


def _count_photos(client: ApiClient, folder: Any) -> int | None:
    """Return how many photos a folder has, without private ones, which are never covers; None if that fails."""
    from photoprism_client.api.photos_api import PhotosApi

    try:
        return sum(1 for _ in PhotosApi(client).iterate(path=f"{folder.path}/", public=True))
    except (ApiException, ApiValueError):
        return None
