"""`ListedPhotos`: the listings of photos that an export reads, without the fields that it does not need."""

import copy
from collections.abc import Iterable
from functools import partial

from photoprism_client.api._generated.photos import SEARCH_PHOTOS
from photoprism_client.api.photos_api import PhotosApi
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
