"""`PhotosApi`: find photos, page by page or as a whole, and what is known of one.

The plain form returns models, ``_with_http_info`` these with status and headers, and ``_without_preload_content`` the
answer before its body is read. The options that all of them take are described in docs/options.md.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import TYPE_CHECKING, Any, Unpack

from photoprism_client._call.endpoint import Body, Endpoint
from photoprism_client._call.request import CallOptions, RequestTimeout
from photoprism_client._transport.response import RESTResponse
from photoprism_client.api.filter_values import texts, texts_of
from photoprism_client.api.filters import PHOTO_CHECKS, PhotoFilters, PhotoQuery, checked, lasting
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
from photoprism_client.api.refusals import explained
from photoprism_client.api_client import ApiClient
from photoprism_client.api_response import ApiResponse

if TYPE_CHECKING:
    from photoprism_client.models.photos import EntityPhoto, SearchPhoto

SEARCH_PHOTOS = Endpoint("search_photos", "/api/v1/photos", "application/json", Body.JSON, None)
GET_PHOTO = Endpoint("get_photo", "/api/v1/photos/{uid}", "application/json", Body.JSON, None)

_SCATTERED = "it puts the files of a photo far apart, unless primary=True leaves one of each"
_UNSTABLE = {
    "random": "it is another one each time",
    "relevance": "it changes while it is read",
    "similar": "it changes while it is read",
}


class PhotosApi:
    """The photos of a server.

    :param api_client: the client to use; default :meth:`ApiClient.get_default`.
    """

    def __init__(self, api_client: ApiClient | None = None) -> None:
        self.api_client = ApiClient.get_default() if api_client is None else api_client

    def search_photos(
        self,
        count: int,
        offset: int | None = None,
        order: str | None = None,
        merged: bool | None = None,
        public: bool | None = None,
        quality: int | None = None,
        q: str | None = None,
        s: str | None = None,
        path: str | None = None,
        video: bool | None = None,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, Any] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, Any] | None = None,
        _host_index: int = 0,
        **filters: Unpack[PhotoFilters],
    ) -> "list[SearchPhoto]":
        """Return one page of photos; :meth:`iterate` returns all.

        The server counts *files*, and cuts a stack of them where the page ends. Photos in the archive and hidden ones
        are left out, unless a filter asks for them.

        :param count: rows, 1 to 100 000.
        :param offset: rows to leave out, 0 or more; default 0.
        :param order: one of ``newest``, ``oldest``, ``added``, ``edited``, ``updated``, ``name``, ``title``, ``size``,
            ``duration``, ``relevance``, ``similar``, ``random``, ``imported`` and ``archived``; default the server's,
            which is ``added``.
        :param merged: True puts the files of a photo into one row, in ``files``; left out, each file is a row.
        :param public: True leaves private photos out.
        :param quality: the least quality, 0 to 7; default 0.
        :param q: what the web interface's search takes: words, and ``key:value``.
        :param s: UID of an album.
        :param path: folder below the originals; ``2021/*`` for the folders in 2021, ``2021/`` for exactly this one.
        :param video: True for videos only.
        :param filters: see :class:`PhotoFilters`.
        :return: the photos, or files, of the page.
        :raises ApiTypeError: an argument has the wrong type, or there is no such filter; nothing is sent.
        :raises ApiValueError: an argument has a value that is not allowed; nothing is sent.
        :raises BadRequestException: the server refuses a filter, or all searches of this client; the message says it.
        :raises ApiException: the call failed; the classes are in docs/errors.md.

        Source: GET /api/v1/photos
        """
        options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        values = _values(count, offset, order, merged, public, quality, q, s, path, video)
        return self._search({**values, **filters}, options).data

    def search_photos_with_http_info(
        self,
        count: int,
        offset: int | None = None,
        order: str | None = None,
        merged: bool | None = None,
        public: bool | None = None,
        quality: int | None = None,
        q: str | None = None,
        s: str | None = None,
        path: str | None = None,
        video: bool | None = None,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, Any] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, Any] | None = None,
        _host_index: int = 0,
        **filters: Unpack[PhotoFilters],
    ) -> "ApiResponse[list[SearchPhoto]]":
        """Return, with status and headers, one page of photos.

        The same as :meth:`search_photos` otherwise; ``X-Count`` among the headers is the number of rows.

        :return: status, headers and the photos, or files, of the page.
        :raises ApiException: the call failed; the classes are in docs/errors.md.

        Source: GET /api/v1/photos
        """
        options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        values = _values(count, offset, order, merged, public, quality, q, s, path, video)
        return self._search({**values, **filters}, options)

    def search_photos_without_preload_content(
        self,
        count: int,
        offset: int | None = None,
        order: str | None = None,
        merged: bool | None = None,
        public: bool | None = None,
        quality: int | None = None,
        q: str | None = None,
        s: str | None = None,
        path: str | None = None,
        video: bool | None = None,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, Any] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, Any] | None = None,
        _host_index: int = 0,
        **filters: Unpack[PhotoFilters],
    ) -> RESTResponse:
        """Return the open answer for one page of photos.

        Like :meth:`search_photos`, for JSON that is read in another way. Close it, or use it in a ``with`` block.

        :return: the open answer, its body not yet read.
        :raises ApiException: the call failed, or the status is 400 or above.

        Source: GET /api/v1/photos
        """
        options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        values = _values(count, offset, order, merged, public, quality, q, s, path, video)
        query = checked(PHOTO_CHECKS, {**values, **filters})
        with explained():
            return self.api_client._caller.open(SEARCH_PHOTOS, {}, options, query)

    def get_photo(
        self,
        uid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, Any] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, Any] | None = None,
        _host_index: int = 0,
    ) -> "EntityPhoto":
        """Return all that is known of a photo: files with markers, albums, labels, keywords.

        :param uid: Photo UID.
        :return: the photo.
        :raises NotFoundException: there is none.
        :raises ApiException: the call failed; the classes are in docs/errors.md.

        Source: GET /api/v1/photos/{uid}
        """
        options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self.api_client._caller.ask(GET_PHOTO, {"uid": uid}, options, _read_photo).data

    def get_photo_with_http_info(
        self,
        uid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, Any] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, Any] | None = None,
        _host_index: int = 0,
    ) -> "ApiResponse[EntityPhoto]":
        """Return, with status and headers, all that is known of a photo.

        The same as :meth:`get_photo` otherwise.

        :param uid: Photo UID.
        :return: status, headers and the photo.
        :raises ApiException: the call failed; the classes are in docs/errors.md.

        Source: GET /api/v1/photos/{uid}
        """
        options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self.api_client._caller.ask(GET_PHOTO, {"uid": uid}, options, _read_photo)

    def get_photo_without_preload_content(
        self,
        uid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, Any] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, Any] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Return the open answer for all that is known of a photo.

        Like :meth:`get_photo`. Close it, or use it in a ``with`` block.

        :param uid: Photo UID.
        :return: the open answer, its body not yet read.
        :raises ApiException: the call failed, or the status is 400 or above.

        Source: GET /api/v1/photos/{uid}
        """
        options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self.api_client._caller.open(GET_PHOTO, {"uid": uid}, options)

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
            answer = self._search({"count": count, "offset": offset, **values}, CallOptions())
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

    def _search(self, values: Mapping[str, object], options: CallOptions) -> "ApiResponse[list[SearchPhoto]]":
        query = checked(PHOTO_CHECKS, values)
        with explained():
            return self.api_client._caller.ask(SEARCH_PHOTOS, {}, options, _read_photos, query)


_SCATTERING = {"size": _SCATTERED, "duration": _SCATTERED}


def _values(
    count: int,
    offset: int | None,
    order: str | None,
    merged: bool | None,
    public: bool | None,
    quality: int | None,
    q: str | None,
    s: str | None,
    path: str | None,
    video: bool | None,
) -> dict[str, object]:
    return {
        "count": count,
        "offset": offset,
        "order": order,
        "merged": merged,
        "public": public,
        "quality": quality,
        "q": q,
        "s": s,
        "path": path,
        "video": video,
    }


def _read_photos(body: bytes) -> "list[SearchPhoto]":
    from photoprism_client.models.photos import SearchPhoto
    from photoprism_client.models.reading import read_list

    return read_list(SearchPhoto, body)


def _read_photo(body: bytes) -> "EntityPhoto":
    from photoprism_client.models.photos import EntityPhoto
    from photoprism_client.models.reading import read_one

    return read_one(EntityPhoto, body)


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
