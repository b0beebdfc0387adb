"""`AlbumsOperations`: written by codegen, do not edit."""

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

from photoprism_client._call.endpoint import Body, Endpoint
from photoprism_client._call.request import CallOptions, RequestTimeout
from photoprism_client._transport.response import RESTResponse
from photoprism_client.api._answers import an_object, nothing, one, several
from photoprism_client.api._operations import Operation, Operations, Sent
from photoprism_client.api.filters import ALBUM_CHECKS
from photoprism_client.api_response import ApiResponse
from photoprism_client.media import MediaBytes
from photoprism_client.sizes import ThumbSize

if TYPE_CHECKING:
    from collections.abc import Sequence

    from photoprism_client.api.filters import Texts
    from photoprism_client.models.entity_album import EntityAlbum
    from photoprism_client.models.entity_link import EntityLink
    from photoprism_client.models.form_album import FormAlbum
    from photoprism_client.models.form_link import FormLink
    from photoprism_client.models.form_selection import FormSelection
    from photoprism_client.models.i18n_response import I18nResponse
    from photoprism_client.models.search_album import SearchAlbum
    from photoprism_client.transfer import DownloadResult, Member, Progress

ADD_PHOTOS_TO_ALBUM: Operation[dict[str, object]] = Operation(
    Endpoint(
        "add_photos_to_album",
        "/api/v1/albums/{uid}/photos",
        "application/json",
        Body.JSON,
        None,
        "POST",
        repeatable=True,
    ),
    an_object,
    body=Sent("photos", "form_selection", "FormSelection"),
)
ALBUM_COVER: Operation[MediaBytes] = Operation(
    Endpoint(
        "album_cover",
        "/api/v1/albums/{uid}/t/{token}/{size}",
        "image/jpeg, image/svg+xml",
        Body.PICTURE,
        "preview",
    ),
    nothing,
    file="picture",
)
BATCH_ALBUMS_DELETE: "Operation[I18nResponse]" = Operation(
    Endpoint("batch_albums_delete", "/api/v1/batch/albums/delete", "application/json", Body.JSON, None, "POST"),
    one("i18n_response", "I18nResponse"),
    body=Sent("albums", "form_selection", "FormSelection"),
)
CLONE_ALBUMS: Operation[dict[str, object]] = Operation(
    Endpoint(
        "clone_albums",
        "/api/v1/albums/{uid}/clone",
        "application/json",
        Body.JSON,
        None,
        "POST",
        repeatable=True,
    ),
    an_object,
    body=Sent("albums", "form_selection", "FormSelection"),
)
CREATE_ALBUM: "Operation[EntityAlbum]" = Operation(
    Endpoint("create_album", "/api/v1/albums", "application/json", Body.JSON, None, "POST"),
    one("entity_album", "EntityAlbum"),
    body=Sent("album", "form_album", "FormAlbum"),
)
CREATE_ALBUM_LINK: "Operation[EntityLink]" = Operation(
    Endpoint("create_album_link", "/api/v1/albums/{uid}/links", "application/json", Body.JSON, None, "POST"),
    one("entity_link", "EntityLink"),
    body=Sent("link", "form_link", "FormLink"),
)
DELETE_ALBUM: Operation[None] = Operation(
    Endpoint("delete_album", "/api/v1/albums/{uid}", "application/json", Body.JSON, None, "DELETE"),
    nothing,
)
DELETE_ALBUM_LINK: "Operation[EntityLink]" = Operation(
    Endpoint(
        "delete_album_link",
        "/api/v1/albums/{uid}/links/{linkuid}",
        "application/json",
        Body.JSON,
        None,
        "DELETE",
    ),
    one("entity_link", "EntityLink"),
)
DISLIKE_ALBUM: Operation[None] = Operation(
    Endpoint(
        "dislike_album",
        "/api/v1/albums/{uid}/like",
        "application/json",
        Body.JSON,
        None,
        "DELETE",
        repeatable=True,
    ),
    nothing,
)
DOWNLOAD_ALBUM: Operation[MediaBytes] = Operation(
    Endpoint("download_album", "/api/v1/albums/{uid}/dl", "application/zip", Body.ARCHIVE, "download"),
    nothing,
    file="archive",
)
GET_ALBUM: "Operation[EntityAlbum]" = Operation(
    Endpoint("get_album", "/api/v1/albums/{uid}", "application/json", Body.JSON, None),
    one("entity_album", "EntityAlbum"),
)
GET_ALBUM_LINKS: "Operation[list[EntityLink]]" = Operation(
    Endpoint("get_album_links", "/api/v1/albums/{uid}/links", "application/json", Body.JSON, None),
    several("entity_link", "EntityLink"),
)
GET_MOMENTS_TIME: "Operation[list[EntityAlbum]]" = Operation(
    Endpoint("get_moments_time", "/api/v1/moments/time", "application/json", Body.JSON, None),
    several("entity_album", "EntityAlbum"),
)
LIKE_ALBUM: Operation[None] = Operation(
    Endpoint("like_album", "/api/v1/albums/{uid}/like", "application/json", Body.JSON, None, "POST", repeatable=True),
    nothing,
)
REMOVE_PHOTOS_FROM_ALBUM: Operation[dict[str, object]] = Operation(
    Endpoint(
        "remove_photos_from_album",
        "/api/v1/albums/{uid}/photos",
        "application/json",
        Body.JSON,
        None,
        "DELETE",
        repeatable=True,
    ),
    an_object,
    body=Sent("photos", "form_selection", "FormSelection"),
)
SEARCH_ALBUMS: "Operation[list[SearchAlbum]]" = Operation(
    Endpoint("search_albums", "/api/v1/albums", "application/json", Body.JSON, None),
    several("search_album", "SearchAlbum"),
    query=ALBUM_CHECKS,
    required=("count",),
    has_filters=True,
)
UPDATE_ALBUM: "Operation[EntityAlbum]" = Operation(
    Endpoint("update_album", "/api/v1/albums/{uid}", "application/json", Body.JSON, None, "PUT", repeatable=True),
    one("entity_album", "EntityAlbum"),
    body=Sent("album", "form_album", "FormAlbum"),
)
UPDATE_ALBUM_LINK: "Operation[EntityLink]" = Operation(
    Endpoint(
        "update_album_link",
        "/api/v1/albums/{uid}/links/{linkuid}",
        "application/json",
        Body.JSON,
        None,
        "PUT",
        repeatable=True,
    ),
    one("entity_link", "EntityLink"),
    body=Sent("link", "form_link", "FormLink"),
)


class AlbumsOperations(Operations):
    """The operations of `AlbumsApi`."""

    def add_photos_to_album(
        self,
        uid: str,
        photos: "FormSelection | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> dict[str, object]:
        """Add photos to an album.

        :param uid: UID of the album.
        :param photos: which photos, in ``photos``, or whole ``albums`` or ``labels``.
        :return: ``album``, the UIDs of the ``photos``, and the entries that were ``added``.
        :raises BadRequestException: no photo is named, or more than the server takes at once.
        :raises NotFoundException: no album has this UID.

        Source: POST /api/v1/albums/{uid}/photos
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(ADD_PHOTOS_TO_ALBUM, {"uid": uid, "photos": photos}, _options).data

    def add_photos_to_album_with_http_info(
        self,
        uid: str,
        photos: "FormSelection | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> ApiResponse[dict[str, object]]:
        """Do what :meth:`add_photos_to_album` does; return status and headers as well.

        :return: status, headers and ``album``, the UIDs of the ``photos``, and the entries that were ``added``.

        Source: POST /api/v1/albums/{uid}/photos
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(ADD_PHOTOS_TO_ALBUM, {"uid": uid, "photos": photos}, _options)

    def add_photos_to_album_without_preload_content(
        self,
        uid: str,
        photos: "FormSelection | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Send what :meth:`add_photos_to_album` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: POST /api/v1/albums/{uid}/photos
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(ADD_PHOTOS_TO_ALBUM, {"uid": uid, "photos": photos}, _options)

    def album_cover(
        self,
        uid: str,
        token: str | None = None,
        size: str = ThumbSize.FIT_720,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> MediaBytes:
        """Return the cover picture of an album.

        An album that is unknown or has no pictures gets a placeholder.

        :param uid: UID of the album.
        :param token: preview token; default the session's, or the word ``public``.
        :param size: name of a size, see ``ThumbSize``; default ``fit_720``.
        :return: the picture; ``is_placeholder`` tells an icon from one.

        Source: GET /api/v1/albums/{uid}/t/{token}/{size}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._fetch(ALBUM_COVER, {"uid": uid, "token": token, "size": size}, _options).data

    def album_cover_with_http_info(
        self,
        uid: str,
        token: str | None = None,
        size: str = ThumbSize.FIT_720,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> ApiResponse[MediaBytes]:
        """Do what :meth:`album_cover` does; return status and headers as well.

        :return: status, headers and the picture; ``is_placeholder`` tells an icon from one.

        Source: GET /api/v1/albums/{uid}/t/{token}/{size}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._fetch(ALBUM_COVER, {"uid": uid, "token": token, "size": size}, _options)

    def album_cover_without_preload_content(
        self,
        uid: str,
        token: str | None = None,
        size: str = ThumbSize.FIT_720,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Send what :meth:`album_cover` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: GET /api/v1/albums/{uid}/t/{token}/{size}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(ALBUM_COVER, {"uid": uid, "token": token, "size": size}, _options)

    def album_cover_to_file(
        self,
        uid: str,
        path: str | os.PathLike[str],
        token: str | None = None,
        size: str = ThumbSize.FIT_720,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
        *,
        overwrite: bool = False,
        progress: "Progress | None" = None,
        fsync: bool = True,
    ) -> "DownloadResult":
        """Write what :meth:`album_cover` returns to a file.

        It appears only when it is a whole JPEG or PNG.

        :param path: the file to write, in an existing folder; or an existing folder, where the file is called after
            what is asked for.
        :param overwrite: replace a file of that name; otherwise one is an error.
        :param progress: called with a ``FileProgress`` whenever bytes have come.
        :param fsync: wait for the disk before the file gets its name, and after.
        :return: path, size, SHA-1 and media type of what was written.
        :raises TargetExistsError: a file has that name, and *overwrite* is false.
        :raises PlaceholderException: the server has no picture for this; nothing is written.
        :raises IntegrityError: what came is not a whole JPEG or PNG.
        :raises OSError: the file system refused.

        Source: GET /api/v1/albums/{uid}/t/{token}/{size}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        _values = {"uid": uid, "token": token, "size": size}
        return self._write(
            ALBUM_COVER,
            _values,
            _options,
            path,
            overwrite=overwrite,
            progress=progress,
            fsync=fsync,
        )

    def batch_albums_delete(
        self,
        albums: "FormSelection | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "I18nResponse":
        """Delete several albums.

        :param albums: which albums, in ``albums``.
        :return: a message.
        :raises BadRequestException: no album is named.
        :raises NotFoundException: none of the albums exists.

        Source: POST /api/v1/batch/albums/delete
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(BATCH_ALBUMS_DELETE, {"albums": albums}, _options).data

    def batch_albums_delete_with_http_info(
        self,
        albums: "FormSelection | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "ApiResponse[I18nResponse]":
        """Do what :meth:`batch_albums_delete` does; return status and headers as well.

        :return: status, headers and a message.

        Source: POST /api/v1/batch/albums/delete
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(BATCH_ALBUMS_DELETE, {"albums": albums}, _options)

    def batch_albums_delete_without_preload_content(
        self,
        albums: "FormSelection | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Send what :meth:`batch_albums_delete` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: POST /api/v1/batch/albums/delete
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(BATCH_ALBUMS_DELETE, {"albums": albums}, _options)

    def clone_albums(
        self,
        uid: str,
        albums: "FormSelection | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> dict[str, object]:
        """Add the photos of other albums to an album.

        :param uid: UID of the album.
        :param albums: which albums to take photos from, in ``albums``.
        :return: ``album``, and the entries that were ``added``.
        :raises NotFoundException: no album has this UID.

        Source: POST /api/v1/albums/{uid}/clone
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(CLONE_ALBUMS, {"uid": uid, "albums": albums}, _options).data

    def clone_albums_with_http_info(
        self,
        uid: str,
        albums: "FormSelection | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> ApiResponse[dict[str, object]]:
        """Do what :meth:`clone_albums` does; return status and headers as well.

        :return: status, headers and ``album``, and the entries that were ``added``.

        Source: POST /api/v1/albums/{uid}/clone
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(CLONE_ALBUMS, {"uid": uid, "albums": albums}, _options)

    def clone_albums_without_preload_content(
        self,
        uid: str,
        albums: "FormSelection | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Send what :meth:`clone_albums` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: POST /api/v1/albums/{uid}/clone
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(CLONE_ALBUMS, {"uid": uid, "albums": albums}, _options)

    def create_album(
        self,
        album: "FormAlbum | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "EntityAlbum":
        """Create an album, or return one that the server takes for the same.

        :param album: the new album; only ``title`` and ``favorite`` count.
        :return: the album; compare its title.

        Source: POST /api/v1/albums
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(CREATE_ALBUM, {"album": album}, _options).data

    def create_album_with_http_info(
        self,
        album: "FormAlbum | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "ApiResponse[EntityAlbum]":
        """Do what :meth:`create_album` does; return status and headers as well.

        :return: status, headers and the album; compare its title.

        Source: POST /api/v1/albums
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(CREATE_ALBUM, {"album": album}, _options)

    def create_album_without_preload_content(
        self,
        album: "FormAlbum | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Send what :meth:`create_album` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: POST /api/v1/albums
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(CREATE_ALBUM, {"album": album}, _options)

    def create_album_link(
        self,
        uid: str,
        link: "FormLink | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "EntityLink":
        """Create a link to an album.

        :param uid: UID of the album.
        :param link: slug, ``expires`` in seconds (0 for never) and ``max_views`` (0 for any).
        :return: the link; ``token`` is a secret that opens the album to anyone.
        :raises NotFoundException: no album has this UID.

        Source: POST /api/v1/albums/{uid}/links
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(CREATE_ALBUM_LINK, {"uid": uid, "link": link}, _options).data

    def create_album_link_with_http_info(
        self,
        uid: str,
        link: "FormLink | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "ApiResponse[EntityLink]":
        """Do what :meth:`create_album_link` does; return status and headers as well.

        :return: status, headers and the link; ``token`` is a secret that opens the album to anyone.

        Source: POST /api/v1/albums/{uid}/links
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(CREATE_ALBUM_LINK, {"uid": uid, "link": link}, _options)

    def create_album_link_without_preload_content(
        self,
        uid: str,
        link: "FormLink | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Send what :meth:`create_album_link` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: POST /api/v1/albums/{uid}/links
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(CREATE_ALBUM_LINK, {"uid": uid, "link": link}, _options)

    def delete_album(
        self,
        uid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> None:
        """Delete an album.

        :param uid: UID of the album.
        :raises NotFoundException: no album has this UID.

        Source: DELETE /api/v1/albums/{uid}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        self._ask(DELETE_ALBUM, {"uid": uid}, _options)

    def delete_album_with_http_info(
        self,
        uid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> ApiResponse[None]:
        """Do what :meth:`delete_album` does; return status and headers as well.

        :return: status, headers and None.

        Source: DELETE /api/v1/albums/{uid}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(DELETE_ALBUM, {"uid": uid}, _options)

    def delete_album_without_preload_content(
        self,
        uid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Send what :meth:`delete_album` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: DELETE /api/v1/albums/{uid}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(DELETE_ALBUM, {"uid": uid}, _options)

    def delete_album_link(
        self,
        uid: str,
        linkuid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "EntityLink":
        """Delete a link to an album.

        :param uid: UID of the album.
        :param linkuid: UID of the link.
        :return: the link that was deleted.
        :raises ServiceException: no link has this UID.

        Source: DELETE /api/v1/albums/{uid}/links/{linkuid}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(DELETE_ALBUM_LINK, {"uid": uid, "linkuid": linkuid}, _options).data

    def delete_album_link_with_http_info(
        self,
        uid: str,
        linkuid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "ApiResponse[EntityLink]":
        """Do what :meth:`delete_album_link` does; return status and headers as well.

        :return: status, headers and the link that was deleted.

        Source: DELETE /api/v1/albums/{uid}/links/{linkuid}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(DELETE_ALBUM_LINK, {"uid": uid, "linkuid": linkuid}, _options)

    def delete_album_link_without_preload_content(
        self,
        uid: str,
        linkuid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Send what :meth:`delete_album_link` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: DELETE /api/v1/albums/{uid}/links/{linkuid}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(DELETE_ALBUM_LINK, {"uid": uid, "linkuid": linkuid}, _options)

    def dislike_album(
        self,
        uid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> None:
        """Remove an album from the favourites.

        :param uid: UID of the album.
        :raises NotFoundException: no album has this UID.

        Source: DELETE /api/v1/albums/{uid}/like
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        self._ask(DISLIKE_ALBUM, {"uid": uid}, _options)

    def dislike_album_with_http_info(
        self,
        uid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> ApiResponse[None]:
        """Do what :meth:`dislike_album` does; return status and headers as well.

        :return: status, headers and None.

        Source: DELETE /api/v1/albums/{uid}/like
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(DISLIKE_ALBUM, {"uid": uid}, _options)

    def dislike_album_without_preload_content(
        self,
        uid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Send what :meth:`dislike_album` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: DELETE /api/v1/albums/{uid}/like
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(DISLIKE_ALBUM, {"uid": uid}, _options)

    def download_album(
        self,
        uid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
        *,
        t: str | None = None,
    ) -> MediaBytes:
        """Return all pictures of an album as a zip archive.

        The zip is checked to be whole; that of an empty album has no members.

        :param uid: UID of the album.
        :param t: download token; default the session's, or the word ``public``.
        :return: the zip.
        :raises NotFoundException: no such album.

        Source: GET /api/v1/albums/{uid}/dl
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._fetch(DOWNLOAD_ALBUM, {"uid": uid, "token": t}, _options).data

    def download_album_with_http_info(
        self,
        uid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
        *,
        t: str | None = None,
    ) -> ApiResponse[MediaBytes]:
        """Do what :meth:`download_album` does; return status and headers as well.

        :return: status, headers and the zip.

        Source: GET /api/v1/albums/{uid}/dl
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._fetch(DOWNLOAD_ALBUM, {"uid": uid, "token": t}, _options)

    def download_album_without_preload_content(
        self,
        uid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
        *,
        t: str | None = None,
    ) -> RESTResponse:
        """Send what :meth:`download_album` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: GET /api/v1/albums/{uid}/dl
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(DOWNLOAD_ALBUM, {"uid": uid, "token": t}, _options)

    def download_album_to_file(
        self,
        uid: str,
        path: str | os.PathLike[str],
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
        *,
        t: str | None = None,
        overwrite: bool = False,
        progress: "Progress | None" = None,
        fsync: bool = True,
        members: "Sequence[Member] | None" = None,
        allow_missing: bool = False,
    ) -> "DownloadResult":
        """Write what :meth:`download_album` returns to a file.

        It appears only when the zip is whole and each member has its CRC; nothing is extracted. The server silently
        leaves out files that are missing on its disk: with *members* that is noticed. What it holds back on purpose is
        reported as ``held_back``. A zip that breaks off starts again.

        :param path: the file to write, in an existing folder; or an existing folder, where the file is named as the
            server names it, made safe.
        :param overwrite: replace a file of that name; otherwise one is an error.
        :param progress: called with a ``FileProgress`` whenever bytes have come.
        :param fsync: wait for the disk before the file gets its name, and after.
        :param members: files of the album, without sidecars, as ``members_of_album`` lists them: each must be in the
            zip, byte for byte, unless it is private or held back; default what the server sends.
        :param allow_missing: take a zip that lacks some of them, and report these as ``missing``.
        :return: path, size, SHA-1 and media type of what was written.
        :raises TargetExistsError: a file has that name, and *overwrite* is false.
        :raises IncompleteArchiveError: members are missing, and *allow_missing* is false.
        :raises IntegrityError: what came twice is not a whole zip.
        :raises OSError: the file system refused.

        Source: GET /api/v1/albums/{uid}/dl
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        _values = {"uid": uid, "token": t}
        return self._write(
            DOWNLOAD_ALBUM,
            _values,
            _options,
            path,
            overwrite=overwrite,
            progress=progress,
            fsync=fsync,
            members=members,
            allow_missing=allow_missing,
        )

    def get_album(
        self,
        uid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "EntityAlbum":
        """Return an album, without its photos.

        ``PhotosApi.iterate(s=uid)`` finds its photos.

        :param uid: UID of the album.
        :return: the album.
        :raises NotFoundException: no album has this UID.

        Source: GET /api/v1/albums/{uid}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(GET_ALBUM, {"uid": uid}, _options).data

    def get_album_with_http_info(
        self,
        uid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "ApiResponse[EntityAlbum]":
        """Do what :meth:`get_album` does; return status and headers as well.

        :return: status, headers and the album.

        Source: GET /api/v1/albums/{uid}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(GET_ALBUM, {"uid": uid}, _options)

    def get_album_without_preload_content(
        self,
        uid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Send what :meth:`get_album` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: GET /api/v1/albums/{uid}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(GET_ALBUM, {"uid": uid}, _options)

    def get_album_links(
        self,
        uid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "list[EntityLink]":
        """Return the links to an album.

        :param uid: UID of the album.
        :return: the links.
        :raises NotFoundException: no album has this UID, or it was deleted.

        Source: GET /api/v1/albums/{uid}/links
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(GET_ALBUM_LINKS, {"uid": uid}, _options).data

    def get_album_links_with_http_info(
        self,
        uid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "ApiResponse[list[EntityLink]]":
        """Do what :meth:`get_album_links` does; return status and headers as well.

        :return: status, headers and the links.

        Source: GET /api/v1/albums/{uid}/links
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(GET_ALBUM_LINKS, {"uid": uid}, _options)

    def get_album_links_without_preload_content(
        self,
        uid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Send what :meth:`get_album_links` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: GET /api/v1/albums/{uid}/links
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(GET_ALBUM_LINKS, {"uid": uid}, _options)

    def get_moments_time(
        self,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "list[EntityAlbum]":
        """Return how many photos there are of each month.

        :return: one for each month, the latest first, with ``year``, ``month`` and ``photo_count``.

        Source: GET /api/v1/moments/time
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(GET_MOMENTS_TIME, {}, _options).data

    def get_moments_time_with_http_info(
        self,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "ApiResponse[list[EntityAlbum]]":
        """Do what :meth:`get_moments_time` does; return status and headers as well.

        :return: status, headers and one for each month, the latest first, with ``year``, ``month`` and ``photo_count``.

        Source: GET /api/v1/moments/time
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(GET_MOMENTS_TIME, {}, _options)

    def get_moments_time_without_preload_content(
        self,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Send what :meth:`get_moments_time` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: GET /api/v1/moments/time
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(GET_MOMENTS_TIME, {}, _options)

    def like_album(
        self,
        uid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> None:
        """Add an album to the favourites.

        :param uid: UID of the album.
        :raises NotFoundException: no album has this UID.

        Source: POST /api/v1/albums/{uid}/like
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        self._ask(LIKE_ALBUM, {"uid": uid}, _options)

    def like_album_with_http_info(
        self,
        uid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> ApiResponse[None]:
        """Do what :meth:`like_album` does; return status and headers as well.

        :return: status, headers and None.

        Source: POST /api/v1/albums/{uid}/like
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(LIKE_ALBUM, {"uid": uid}, _options)

    def like_album_without_preload_content(
        self,
        uid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Send what :meth:`like_album` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: POST /api/v1/albums/{uid}/like
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(LIKE_ALBUM, {"uid": uid}, _options)

    def remove_photos_from_album(
        self,
        uid: str,
        photos: "FormSelection | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> dict[str, object]:
        """Take photos out of an album.

        :param uid: UID of the album.
        :param photos: which photos, in ``photos``.
        :return: ``album``, the UIDs of the ``photos``, and the entries that were ``removed``.
        :raises BadRequestException: no photo is named.
        :raises NotFoundException: no album has this UID.

        Source: DELETE /api/v1/albums/{uid}/photos
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(REMOVE_PHOTOS_FROM_ALBUM, {"uid": uid, "photos": photos}, _options).data

    def remove_photos_from_album_with_http_info(
        self,
        uid: str,
        photos: "FormSelection | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> ApiResponse[dict[str, object]]:
        """Do what :meth:`remove_photos_from_album` does; return status and headers as well.

        :return: status, headers and ``album``, the UIDs of the ``photos``, and the entries that were ``removed``.

        Source: DELETE /api/v1/albums/{uid}/photos
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(REMOVE_PHOTOS_FROM_ALBUM, {"uid": uid, "photos": photos}, _options)

    def remove_photos_from_album_without_preload_content(
        self,
        uid: str,
        photos: "FormSelection | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Send what :meth:`remove_photos_from_album` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: DELETE /api/v1/albums/{uid}/photos
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(REMOVE_PHOTOS_FROM_ALBUM, {"uid": uid, "photos": photos}, _options)

    def search_albums(
        self,
        count: int,
        offset: int | None = None,
        order: str | None = None,
        q: str | None = None,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
        *,
        type: "Texts | None" = None,
        uid: "Texts | None" = None,
        favorite: bool | None = None,
    ) -> "list[SearchAlbum]":
        """Return one page of albums; ``iterate`` returns all.

        :param count: rows, 1 to 100 000.
        :param offset: rows to leave out, 0 or more; default 0.
        :param order: ``favorites``, ``name``, ``title``, ``slug``, ``newest``, ``oldest``, ``added``, ``edited``,
            ``moment`` or ``place``; default the server's, favourites first.
        :param q: a part of the title, or ``key:value``.
        :param type: ``album``, ``folder``, ``moment``, ``month`` or ``state``, or several; default all.
        :param uid: UIDs, joined by ``|`` or in a list.
        :param favorite: True for favourites only.
        :return: the albums.

        Source: GET /api/v1/albums
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        _values: dict[str, object] = {
            "count": count,
            "offset": offset,
            "order": order,
            "q": q,
            "type": type,
            "uid": uid,
            "favorite": favorite,
        }
        return self._ask(SEARCH_ALBUMS, _values, _options).data

    def search_albums_with_http_info(
        self,
        count: int,
        offset: int | None = None,
        order: str | None = None,
        q: str | None = None,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
        *,
        type: "Texts | None" = None,
        uid: "Texts | None" = None,
        favorite: bool | None = None,
    ) -> "ApiResponse[list[SearchAlbum]]":
        """Do what :meth:`search_albums` does; return status and headers as well.

        :return: status, headers and the albums.

        Source: GET /api/v1/albums
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        _values: dict[str, object] = {
            "count": count,
            "offset": offset,
            "order": order,
            "q": q,
            "type": type,
            "uid": uid,
            "favorite": favorite,
        }
        return self._ask(SEARCH_ALBUMS, _values, _options)

    def search_albums_without_preload_content(
        self,
        count: int,
        offset: int | None = None,
        order: str | None = None,
        q: str | None = None,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
        *,
        type: "Texts | None" = None,
        uid: "Texts | None" = None,
        favorite: bool | None = None,
    ) -> RESTResponse:
        """Send what :meth:`search_albums` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: GET /api/v1/albums
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        _values: dict[str, object] = {
            "count": count,
            "offset": offset,
            "order": order,
            "q": q,
            "type": type,
            "uid": uid,
            "favorite": favorite,
        }
        return self._open(SEARCH_ALBUMS, _values, _options)

    def update_album(
        self,
        uid: str,
        album: "FormAlbum | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "EntityAlbum":
        """Change an album.

        :param uid: UID of the album.
        :param album: what to change; what is None stays as it is.
        :return: the album as it is now.
        :raises NotFoundException: no album has this UID.

        Source: PUT /api/v1/albums/{uid}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(UPDATE_ALBUM, {"uid": uid, "album": album}, _options).data

    def update_album_with_http_info(
        self,
        uid: str,
        album: "FormAlbum | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "ApiResponse[EntityAlbum]":
        """Do what :meth:`update_album` does; return status and headers as well.

        :return: status, headers and the album as it is now.

        Source: PUT /api/v1/albums/{uid}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(UPDATE_ALBUM, {"uid": uid, "album": album}, _options)

    def update_album_without_preload_content(
        self,
        uid: str,
        album: "FormAlbum | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Send what :meth:`update_album` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: PUT /api/v1/albums/{uid}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(UPDATE_ALBUM, {"uid": uid, "album": album}, _options)

    def update_album_link(
        self,
        uid: str,
        linkuid: str,
        link: "FormLink | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "EntityLink":
        """Change a link to an album.

        :param uid: UID of the album.
        :param linkuid: UID of the link.
        :param link: slug, ``expires`` in seconds (0 for never) and ``max_views`` (0 for any).
        :return: the link as it is now.
        :raises ConflictException: another link has this token.
        :raises ServiceException: no link has this UID.

        Source: PUT /api/v1/albums/{uid}/links/{linkuid}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(UPDATE_ALBUM_LINK, {"uid": uid, "linkuid": linkuid, "link": link}, _options).data

    def update_album_link_with_http_info(
        self,
        uid: str,
        linkuid: str,
        link: "FormLink | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "ApiResponse[EntityLink]":
        """Do what :meth:`update_album_link` does; return status and headers as well.

        :return: status, headers and the link as it is now.

        Source: PUT /api/v1/albums/{uid}/links/{linkuid}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(UPDATE_ALBUM_LINK, {"uid": uid, "linkuid": linkuid, "link": link}, _options)

    def update_album_link_without_preload_content(
        self,
        uid: str,
        linkuid: str,
        link: "FormLink | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Send what :meth:`update_album_link` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: PUT /api/v1/albums/{uid}/links/{linkuid}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(UPDATE_ALBUM_LINK, {"uid": uid, "linkuid": linkuid, "link": link}, _options)
