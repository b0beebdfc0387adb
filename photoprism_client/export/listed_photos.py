"""`ListedPhotos`: the listings of photos that an export reads, without the fields that it does not need."""

import copy
import heapq
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain

from photoprism_client.api._generated.photos import SEARCH_PHOTOS
from photoprism_client.api.photos_api import PhotosApi, each_once
from photoprism_client.api_client import ApiClient
from photoprism_client.models import SearchPhoto
from photoprism_client.models.reading import narrowed, read_list

# By these, pages become one listing; folders are compared by their paths.
_ALWAYS = ("uid", "path", "merged", "files.uid")


class ListedPhotos(PhotosApi):
    """Lists photos as :class:`PhotosApi` does, in less time: only some fields of a row are checked and kept.

    :param api_client: the client to use.
    :param fields: their names, see :func:`~photoprism_client.models.reading.narrowed`; UID and path are always read.
    """

    def __init__(self, api_client: ApiClient, fields: Iterable[str] = ()) -> None:
        super().__init__(api_client)
        self._search = copy.copy(SEARCH_PHOTOS)
        self._search.read = partial(read_list, narrowed(SearchPhoto, frozenset((*_ALWAYS, *fields))))


def joined(listings: list[Iterator[SearchPhoto]], *, latest_first: bool) -> Iterator[SearchPhoto]:
    """Join the listings of a selection.

    :param listings: each has a photo once.
    :param latest_first: whether they begin with the photos that were added last; then so does the result.
    :return: each photo once.
    """
    if len(listings) == 1:
        return listings[0]
    if latest_first:
        return each_once(heapq.merge(*listings, key=_number, reverse=True))
    return each_once(chain.from_iterable(listings))


def _number(photo: SearchPhoto) -> int:
    """Return the server's number of a photo, by which it lists what was added last."""
    digits = (photo.id or "").partition("-")[0]
    return int(digits) if digits.isdecimal() else 0
