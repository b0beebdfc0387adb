"""`AlbumsApi`: find albums, and what is known of one.

The plain form returns models, ``_with_http_info`` these with status and headers, and ``_without_preload_content`` the
answer before its body is read. The options that all of them take are described in docs/options.md.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from photoprism_client._call.endpoint import Body, Endpoint
from photoprism_client._call.request import CallOptions, RequestTimeout
from photoprism_client._settings.validation import text
from photoprism_client._transport.response import RESTResponse
from photoprism_client.api.album_titles import album_of
from photoprism_client.api.filters import ALBUM_CHECKS, Texts, checked, lasting
from photoprism_client.api.paging import DEFAULT_PAGE_SIZE, OnChange, Page, page_of, walk
from photoprism_client.api.refusals import explained
from photoprism_client.api_client import ApiClient
from photoprism_client.api_response import ApiResponse
from photoprism_client.exceptions import ApiTypeError

if TYPE_CHECKING:
    from photoprism_client.models.albums import EntityAlbum, SearchAlbum


SEARCH_ALBUMS = Endpoint("search_albums", "/api/v1/albums", "application/json", Body.JSON, None)
GET_ALBUM = Endpoint("get_album", "/api/v1/albums/{uid}", "application/json", Body.JSON, None)


class AlbumsApi:
    """The albums of a server.

    :param api_client: the client to use; default :meth:`ApiClient.get_default`.
    """

    def __init__(self, api_client: ApiClient | None = None) -> None:
        self.api_client = ApiClient.get_default() if api_client is None else api_client

    def search_albums(
        self,
        count: int,
        offset: int | None = None,
        order: str | None = None,
        q: str | None = None,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, Any] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, Any] | None = None,
        _host_index: int = 0,
        *,
        type: Texts | None = None,
        uid: Texts | None = None,
        favorite: bool | None = None,
    ) -> "list[SearchAlbum]":
        """Return one page of albums.

        Folders, moments, months and states are albums, too. :meth:`iterate` returns all pages.

        :param count: rows, 1 to 100 000.
        :param offset: rows to leave out, 0 or more; default 0.
        :param order: one of :data:`ALBUM_ORDERS`; default the server's, favourites first.
        :param q: words of the title, or ``key:value``.
        :param type: one of ``album``, ``folder``, ``moment``, ``month`` and ``state``, or several; left out, all.
        :param uid: UIDs, joined by ``|`` or in a list.
        :param favorite: True for favourites only.
        :return: the albums.
        :raises ApiTypeError: an argument has the wrong type; nothing is sent.
        :raises ApiValueError: an argument has a value that is not allowed; nothing is sent.
        :raises ApiException: the call failed; the classes are in docs/errors.md.

        Source: GET /api/v1/albums
        """
        options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        query = checked(
            ALBUM_CHECKS,
            {"count": count, "offset": offset, "order": order, "q": q, "type": type, "uid": uid, "favorite": favorite},
        )
        with explained():
            return self.api_client._caller.ask(SEARCH_ALBUMS, {}, options, _read_albums, query).data

    def search_albums_with_http_info(
        self,
        count: int,
        offset: int | None = None,
        order: str | None = None,
        q: str | None = None,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, Any] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, Any] | None = None,
        _host_index: int = 0,
        *,
        type: Texts | None = None,
        uid: Texts | None = None,
        favorite: bool | None = None,
    ) -> "ApiResponse[list[SearchAlbum]]":
        """Return, with status and headers, one page of albums.

        The same as :meth:`search_albums` otherwise.

        :return: status, headers and the albums.
        :raises ApiException: the call failed; the classes are in docs/errors.md.

        Source: GET /api/v1/albums
        """
        options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        query = checked(
            ALBUM_CHECKS,
            {"count": count, "offset": offset, "order": order, "q": q, "type": type, "uid": uid, "favorite": favorite},
        )
        with explained():
            return self.api_client._caller.ask(SEARCH_ALBUMS, {}, options, _read_albums, query)

    def search_albums_without_preload_content(
        self,
        count: int,
        offset: int | None = None,
        order: str | None = None,
        q: str | None = None,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, Any] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, Any] | None = None,
        _host_index: int = 0,
        *,
        type: Texts | None = None,
        uid: Texts | None = None,
        favorite: bool | None = None,
    ) -> RESTResponse:
        """Return the open answer for one page of albums.

        Like :meth:`search_albums`, for JSON that is read in another way. Close it, or use it in a ``with`` block.

        :return: the open answer, its body not yet read.
        :raises ApiException: the call failed, or the status is 400 or above.

        Source: GET /api/v1/albums
        """
        options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        query = checked(
            ALBUM_CHECKS,
            {"count": count, "offset": offset, "order": order, "q": q, "type": type, "uid": uid, "favorite": favorite},
        )
        with explained():
            return self.api_client._caller.open(SEARCH_ALBUMS, {}, options, query)

    def get_album(
        self,
        uid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, Any] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, Any] | None = None,
        _host_index: int = 0,
    ) -> "EntityAlbum":
        """Return an album.

        Its photos are found by ``PhotosApi.iterate(s=uid)``.

        :param uid: Album UID.
        :return: the album.
        :raises NotFoundException: there is none.
        :raises ApiException: the call failed; the classes are in docs/errors.md.

        Source: GET /api/v1/albums/{uid}
        """
        options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self.api_client._caller.ask(GET_ALBUM, {"uid": uid}, options, _read_album).data

    def get_album_with_http_info(
        self,
        uid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, Any] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, Any] | None = None,
        _host_index: int = 0,
    ) -> "ApiResponse[EntityAlbum]":
        """Return, with status and headers, an album.

        The same as :meth:`get_album` otherwise.

        :return: status, headers and the album.
        :raises ApiException: the call failed; the classes are in docs/errors.md.

        Source: GET /api/v1/albums/{uid}
        """
        options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self.api_client._caller.ask(GET_ALBUM, {"uid": uid}, options, _read_album)

    def get_album_without_preload_content(
        self,
        uid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, Any] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, Any] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Return the open answer for an album.

        Like :meth:`get_album`, for JSON that is read in another way. Close it, or use it in a ``with`` block.

        :return: the open answer, its body not yet read.
        :raises ApiException: the call failed, or the status is 400 or above.

        Source: GET /api/v1/albums/{uid}
        """
        options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self.api_client._caller.open(GET_ALBUM, {"uid": uid}, options)

    def iterate(
        self,
        *,
        page_size: int = DEFAULT_PAGE_SIZE,
        order: str = "name",
        q: str | None = None,
        type: Texts | None = None,
        uid: Texts | None = None,
        favorite: bool | None = None,
        on_change: OnChange | None = None,
    ) -> "Iterator[SearchAlbum]":
        """Return all albums that match, each once, though some be added or removed meanwhile.

        :param page_size: rows of a page, 1 to 10 000; 1 is treated as 2; default 1000.
        :param order: as for :meth:`search_albums`; default ``name``.
        :param q: words of the title, or ``key:value``.
        :param type: as for :meth:`search_albums`.
        :param uid: UIDs, joined by ``|`` or in a list.
        :param favorite: True for favourites only.
        :param on_change: called with a message where the listing changes so much that items may be missing; default a
            :class:`ListingChangedWarning`.
        :return: an iterator; nothing is asked before the first is taken, and each page may raise ApiException.
        :raises ApiTypeError: an argument has the wrong type.
        :raises ApiValueError: an argument has a value that is not allowed.

        Source: GET /api/v1/albums
        """
        values = lasting({"order": order, "q": q, "type": type, "uid": uid, "favorite": favorite})
        checked(ALBUM_CHECKS, values)

        def read(offset: int, count: int) -> "Page[SearchAlbum]":
            query = checked(ALBUM_CHECKS, {"count": count, "offset": offset, **values})
            with explained():
                answer = self.api_client._caller.ask(SEARCH_ALBUMS, {}, CallOptions(), _read_albums, query)
            return page_of(answer.data, answer.headers, len(answer.data), count)

        return walk(read, _uid, page_size, on_change=on_change)

    def find_album(self, title_or_uid: str) -> "SearchAlbum":
        """Return the album of a title, or of a UID.

        :param title_or_uid: the title, capitals and all, accents in one character or two; or the UID.
        :return: the album; where no album is called so, the folder, month or the like that is.
        :raises ApiTypeError: *title_or_uid* is not a ``str``.
        :raises LookupFailedError: no album is called so, or several are; it has close titles, or their UIDs.
        :raises ApiException: the call failed; the classes are in docs/errors.md.

        Source: GET /api/v1/albums
        """
        return self.find_albums([title_or_uid])[0]

    def find_albums(self, titles_or_uids: Iterable[str]) -> "list[SearchAlbum]":
        """Return the albums of several titles or UIDs; all albums are listed once for them.

        :param titles_or_uids: each as for :meth:`find_album`.
        :return: the albums, in the order of *titles_or_uids*; without any, nothing is asked.
        :raises ApiTypeError: *titles_or_uids* is not several texts.
        :raises LookupFailedError: no album is called so, or several are; it has close titles, or their UIDs.
        :raises ApiException: the call failed; the classes are in docs/errors.md.

        Source: GET /api/v1/albums
        """
        if isinstance(titles_or_uids, str) or not isinstance(titles_or_uids, Iterable):
            raise ApiTypeError(f"titles_or_uids must be several texts, not {titles_or_uids!r}")
        wanted = [text("title_or_uid", title) for title in titles_or_uids]
        albums = [album for album in self.iterate() if album.uid] if wanted else []
        return [album_of(title, albums) for title in wanted]


def _read_albums(body: bytes) -> "list[SearchAlbum]":
    from photoprism_client.models.albums import SearchAlbum
    from photoprism_client.models.reading import read_list

    return read_list(SearchAlbum, body)


def _read_album(body: bytes) -> "EntityAlbum":
    from photoprism_client.models.albums import EntityAlbum
    from photoprism_client.models.reading import read_one

    return read_one(EntityAlbum, body)


def _uid(album: "SearchAlbum") -> str | None:
    return album.uid
