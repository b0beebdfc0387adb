"""`PhotosApi`: find photos, page by page or as a whole, and change, approve, archive and delete them."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import TYPE_CHECKING, Unpack

from photoprism_client._call.request import CallOptions
from photoprism_client.api._generated.photos import SEARCH_PHOTOS, PhotosOperations
from photoprism_client.api.filter_values import texts, texts_of
from photoprism_client.api.filters import PHOTO_CHECKS, PhotoQuery, checked, lasting
from photoprism_client.api.paging import (
    DEFAULT_PAGE_SIZE,
    Joint,
    OnChange,
    Page,
    check_page_size,
    page_of,
    refuse_order,
    refuse_paging,
    walk,
)
from photoprism_client.api.patterns import only_meant

if TYPE_CHECKING:
    from photoprism_client.models.search_photo import SearchPhoto

_SCATTERED = "it puts the files of a photo far apart, unless primary=True leaves one of each"
_SCATTERING = {"size": _SCATTERED, "duration": _SCATTERED}
_UNSTABLE = {
    "random": "it is another one each time",
    "relevance": "it changes while it is read",
    "similar": "it changes while it is read",
}


class PhotosApi(PhotosOperations):
    """The photos of a server.

    :param api_client: the client to use; default :meth:`ApiClient.get_default`.
    """

    def iterate(
        self,
        *,
        page_size: int = DEFAULT_PAGE_SIZE,
        order: str = "added",
        on_change: OnChange | None = None,
        **filters: Unpack[PhotoQuery],
    ) -> "Iterator[SearchPhoto]":
        """Return all photos that match, each once and whole: with all of its files, wherever a page ended.

        Photos that are added or removed meanwhile neither double nor hide others: pages overlap, and are read again
        where the overlap is missing. That holds for orders which stay as they are, such as the default; a photo that is
        edited meanwhile changes its place in ``updated``, ``edited``, ``title`` and ``name``, and may be missed there.
        One page is held in memory, and about 80 bytes for each photo returned.

        What the server finds by a path, name, file name, title or original name is compared again: ``*`` stands for
        anything there, and nothing else does. Titles of albums are looked up before the first page; the photos of
        several albums come album by album, each once.

        A whole library is three listings: this one, one with ``archived=True``, and one with ``hidden=True``.

        :param page_size: rows of a page, 1 to 10 000; 1 is treated as 2; default 1000.
        :param order: as for :meth:`search_photos`; default ``added``, the latest first. Refused are ``random``,
            ``relevance`` and ``similar``, and, without ``primary=True``, ``size`` and ``duration``.
        :param on_change: called with a message where the listing changes so much that items may be missing; default a
            :class:`ListingChangedWarning`.
        :param filters: see :class:`PhotoQuery`.
        :return: an iterator; nothing is asked before the first photo is taken. Each page may raise what
            :meth:`search_photos` raises, and the first one LookupFailedError where no album is called as *album*
            says.
        :raises ApiTypeError: an argument has the wrong type, or there is no such filter.
        :raises ApiValueError: an argument has a value that is not allowed.

        Source: GET /api/v1/photos
        """
        refuse_paging(filters)
        refuse_order(order, _UNSTABLE if filters.get("primary") else {**_UNSTABLE, **_SCATTERING})
        values = {"order": order, "merged": True, **lasting(filters)}
        checked({**PHOTO_CHECKS, "album": texts}, values)
        albums = values.pop("album", None)
        check_page_size("page_size", page_size)
        if albums is not None:
            found = self._in_albums(texts_of("album", albums), values, page_size, on_change)
        else:
            found = self._walk(values, page_size, on_change)
        return only_meant(found, values)

    def _walk(
        self, values: Mapping[str, object], page_size: int, on_change: OnChange | None
    ) -> "Iterator[SearchPhoto]":
        def read(offset: int, count: int) -> "Page[SearchPhoto]":
            answer = self._ask(SEARCH_PHOTOS, {"count": count, "offset": offset, **values}, CallOptions())
            return page_of(answer.data, answer.headers, sum(len(photo.files) for photo in answer.data), count)

        return walk(read, _uid, page_size, Joint(_adjoins, _join), on_change)

    def _in_albums(
        self, titles: list[str], values: Mapping[str, object], page_size: int, on_change: OnChange | None
    ) -> "Iterator[SearchPhoto]":
        from photoprism_client.api.album_titles import albums_of, filters_of
        from photoprism_client.api.albums_api import AlbumsApi

        albums = albums_of(titles, list(AlbumsApi(self.api_client).iterate(on_change=on_change)))
        listings = [self._walk({**values, **filters_of(album)}, page_size, on_change) for album in albums]
        yield from listings[0] if len(listings) == 1 else each_once(chain.from_iterable(listings))


def each_once(photos: "Iterable[SearchPhoto]") -> "Iterator[SearchPhoto]":
    """Drop photos that several listings have.

    :param photos: of all listings, one after the other.
    :return: the first of each UID, in the same order.
    """
    seen: set[str | None] = set()
    for photo in photos:
        if photo.uid not in seen:
            seen.add(photo.uid)
            yield photo


def _uid(photo: "SearchPhoto") -> str | None:
    return photo.uid


def _join(whole: "SearchPhoto", part: "SearchPhoto") -> None:
    """Add the files that stood on the next page to those of the first."""
    known = {file.uid for file in whole.files}
    whole.files.extend(file for file in part.files if file.uid not in known)
    whole.merged = len(whole.files) > 1


def _adjoins(whole: "SearchPhoto", part: "SearchPhoto") -> bool:
    """Tell whether the first file of a part is known: rows are files, so none between can be missing then."""
    return not part.files or part.files[0].uid in {file.uid for file in whole.files}
