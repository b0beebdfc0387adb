"""`ImagesApi`: thumbnails, covers, files and zips, one method for each endpoint in four forms.

The plain form returns the bytes, ``_with_http_info`` the bytes with status and headers,
``_without_preload_content`` the answer before its body is read, and ``_to_file`` writes a verified file. The options
that all of them take are described in docs/options.md.
"""

from collections.abc import Mapping
from typing import Any

from photoprism_client._call.request import CallOptions, RequestTimeout
from photoprism_client._transport.response import RESTResponse
from photoprism_client.api import pictures_of
from photoprism_client.api.image_endpoints import (
    ALBUM_COVER,
    DOWNLOAD_ALBUM,
    FOLDER_COVER,
    GET_DOWNLOAD,
    GET_PHOTO_DOWNLOAD,
    GET_THUMB,
    LABEL_COVER,
)
from photoprism_client.api.image_files import ImageFiles
from photoprism_client.api_client import ApiClient
from photoprism_client.api_response import ApiResponse
from photoprism_client.media import MediaBytes
from photoprism_client.sizes import ThumbSize


class ImagesApi(ImageFiles):
    """The pictures of a server.

    :param api_client: the client to use; default :meth:`ApiClient.get_default`.
    """

    def __init__(self, api_client: ApiClient | None = None) -> None:
        self.api_client = ApiClient.get_default() if api_client is None else api_client

    def album_cover(
        self,
        uid: str,
        token: str | None = None,
        size: str = ThumbSize.FIT_720,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, Any] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, Any] | None = None,
        _host_index: int = 0,
    ) -> MediaBytes:
        """Return the cover picture of an album.

        An unknown or empty album is answered with a placeholder.

        :param uid: Album UID.
        :param token: preview token; default the session's, or the word ``public``.
        :param size: a name, see :class:`ThumbSize`; default ``fit_720``.
        :return: the bytes; ``is_placeholder`` tells an icon from a picture.
        :raises ApiException: the call failed; the classes are in docs/errors.md.

        Source: GET /api/v1/albums/{uid}/t/{token}/{size}
        """
        options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self.api_client._caller.fetch(ALBUM_COVER, {"uid": uid, "token": token, "size": size}, options).data

    def album_cover_with_http_info(
        self,
        uid: str,
        token: str | None = None,
        size: str = ThumbSize.FIT_720,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, Any] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, Any] | None = None,
        _host_index: int = 0,
    ) -> ApiResponse[MediaBytes]:
        """Return, with status and headers, the cover picture of an album.

        The same as :meth:`album_cover` otherwise.

        :param uid: Album UID.
        :param token: preview token; default the session's, or the word ``public``.
        :param size: a name, see :class:`ThumbSize`; default ``fit_720``.
        :return: status, headers and the bytes.
        :raises ApiException: the call failed; the classes are in docs/errors.md.

        Source: GET /api/v1/albums/{uid}/t/{token}/{size}
        """
        options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self.api_client._caller.fetch(ALBUM_COVER, {"uid": uid, "token": token, "size": size}, options)

    def album_cover_without_preload_content(
        self,
        uid: str,
        token: str | None = None,
        size: str = ThumbSize.FIT_720,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, Any] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, Any] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Return the open answer for the cover picture of an album.

        Like :meth:`album_cover`, for a body that is too large for memory or wanted in parts.
        Close it, or use it in a ``with`` block. What it holds is not checked.

        :param uid: Album UID.
        :param token: preview token; default the session's, or the word ``public``.
        :param size: a name, see :class:`ThumbSize`; default ``fit_720``.
        :return: the open answer, its body not yet read.
        :raises ApiException: the call failed, or the status is 400 or above.

        Source: GET /api/v1/albums/{uid}/t/{token}/{size}
        """
        options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self.api_client._caller.open(ALBUM_COVER, {"uid": uid, "token": token, "size": size}, options)

    def download_album(
        self,
        uid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, Any] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, Any] | None = None,
        _host_index: int = 0,
        *,
        t: str | None = None,
    ) -> MediaBytes:
        """Return all pictures of an album as a zip archive.

        Private photos and files missing on the server's disk are left out by the server, without a word. The zip is
        checked to be whole; an album without pictures is an empty zip.

        :param uid: Album UID.
        :param t: download token; default the session's, or the word ``public``.
        :return: the bytes.
        :raises ApiException: the call failed; the classes are in docs/errors.md.

        Source: GET /api/v1/albums/{uid}/dl
        """
        options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self.api_client._caller.fetch(DOWNLOAD_ALBUM, {"uid": uid, "token": t}, options).data

    def download_album_with_http_info(
        self,
        uid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, Any] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, Any] | None = None,
        _host_index: int = 0,
        *,
        t: str | None = None,
    ) -> ApiResponse[MediaBytes]:
        """Return, with status and headers, all pictures of an album as a zip archive.

        The same as :meth:`download_album` otherwise.

        :param uid: Album UID.
        :param t: download token; default the session's, or the word ``public``.
        :return: status, headers and the bytes.
        :raises ApiException: the call failed; the classes are in docs/errors.md.

        Source: GET /api/v1/albums/{uid}/dl
        """
        options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self.api_client._caller.fetch(DOWNLOAD_ALBUM, {"uid": uid, "token": t}, options)

    def download_album_without_preload_content(
        self,
        uid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, Any] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, Any] | None = None,
        _host_index: int = 0,
        *,
        t: str | None = None,
    ) -> RESTResponse:
        """Return the open answer for all pictures of an album as a zip archive.

        Like :meth:`download_album`, for a body that is too large for memory or wanted in parts.
        Close it, or use it in a ``with`` block. What it holds is not checked.

        :param uid: Album UID.
        :param t: download token; default the session's, or the word ``public``.
        :return: the open answer, its body not yet read.
        :raises ApiException: the call failed, or the status is 400 or above.

        Source: GET /api/v1/albums/{uid}/dl
        """
        options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self.api_client._caller.open(DOWNLOAD_ALBUM, {"uid": uid, "token": t}, options)

    def folder_cover(
        self,
        uid: str,
        token: str | None = None,
        size: str = ThumbSize.FIT_720,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, Any] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, Any] | None = None,
        _host_index: int = 0,
    ) -> MediaBytes:
        """Return the cover picture of a folder.

        A folder with pictures only in its sub-folders is answered with a placeholder.

        :param uid: folder UID.
        :param token: preview token; default the session's, or the word ``public``.
        :param size: a name, see :class:`ThumbSize`; default ``fit_720``.
        :return: the bytes; ``is_placeholder`` tells an icon from a picture.
        :raises ApiException: the call failed; the classes are in docs/errors.md.

        Source: GET /api/v1/folders/t/{uid}/{token}/{size}
        """
        options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self.api_client._caller.fetch(FOLDER_COVER, {"uid": uid, "token": token, "size": size}, options).data

    def folder_cover_with_http_info(
        self,
        uid: str,
        token: str | None = None,
        size: str = ThumbSize.FIT_720,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, Any] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, Any] | None = None,
        _host_index: int = 0,
    ) -> ApiResponse[MediaBytes]:
        """Return, with status and headers, the cover picture of a folder.

        The same as :meth:`folder_cover` otherwise.

        :param uid: folder UID.
        :param token: preview token; default the session's, or the word ``public``.
        :param size: a name, see :class:`ThumbSize`; default ``fit_720``.
        :return: status, headers and the bytes.
        :raises ApiException: the call failed; the classes are in docs/errors.md.

        Source: GET /api/v1/folders/t/{uid}/{token}/{size}
        """
        options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self.api_client._caller.fetch(FOLDER_COVER, {"uid": uid, "token": token, "size": size}, options)

    def folder_cover_without_preload_content(
        self,
        uid: str,
        token: str | None = None,
        size: str = ThumbSize.FIT_720,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, Any] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, Any] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Return the open answer for the cover picture of a folder.

        Like :meth:`folder_cover`, for a body that is too large for memory or wanted in parts.
        Close it, or use it in a ``with`` block. What it holds is not checked.

        :param uid: folder UID.
        :param token: preview token; default the session's, or the word ``public``.
        :param size: a name, see :class:`ThumbSize`; default ``fit_720``.
        :return: the open answer, its body not yet read.
        :raises ApiException: the call failed, or the status is 400 or above.

        Source: GET /api/v1/folders/t/{uid}/{token}/{size}
        """
        options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self.api_client._caller.open(FOLDER_COVER, {"uid": uid, "token": token, "size": size}, options)

    def get_download(
        self,
        hash: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, Any] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, Any] | None = None,
        _host_index: int = 0,
        *,
        t: str | None = None,
    ) -> MediaBytes:
        """Return a file as it is on the server's disk.

        The whole file is held in memory. Asking for a file that is missing on the server's disk may take it out of the
        server's index.

        :param hash: SHA-1 of the file, 40 hex digits.
        :param t: download token; default the session's, or the word ``public``.
        :return: the bytes.
        :raises ApiException: the call failed; the classes are in docs/errors.md.

        Source: GET /api/v1/dl/{hash}
        """
        options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self.api_client._caller.fetch(GET_DOWNLOAD, {"hash": hash, "token": t}, options).data

    def get_download_with_http_info(
        self,
        hash: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, Any] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, Any] | None = None,
        _host_index: int = 0,
        *,
        t: str | None = None,
    ) -> ApiResponse[MediaBytes]:
        """Return, with status and headers, a file as it is on the server's disk.

        The same as :meth:`get_download` otherwise.

        :param hash: SHA-1 of the file, 40 hex digits.
        :param t: download token; default the session's, or the word ``public``.
        :return: status, headers and the bytes.
        :raises ApiException: the call failed; the classes are in docs/errors.md.

        Source: GET /api/v1/dl/{hash}
        """
        options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self.api_client._caller.fetch(GET_DOWNLOAD, {"hash": hash, "token": t}, options)

    def get_download_without_preload_content(
        self,
        hash: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, Any] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, Any] | None = None,
        _host_index: int = 0,
        *,
        t: str | None = None,
    ) -> RESTResponse:
        """Return the open answer for a file as it is on the server's disk.

        Like :meth:`get_download`, for a body that is too large for memory or wanted in parts.
        Close it, or use it in a ``with`` block. What it holds is not checked.

        :param hash: SHA-1 of the file, 40 hex digits.
        :param t: download token; default the session's, or the word ``public``.
        :return: the open answer, its body not yet read.
        :raises ApiException: the call failed, or the status is 400 or above.

        Source: GET /api/v1/dl/{hash}
        """
        options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self.api_client._caller.open(GET_DOWNLOAD, {"hash": hash, "token": t}, options)

    def get_photo_download(
        self,
        uid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, Any] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, Any] | None = None,
        _host_index: int = 0,
        *,
        t: str | None = None,
    ) -> MediaBytes:
        """Return the primary file of a photo.

        For RAW, HEIC and video that is the JPEG that the server made of them.

        :param uid: photo UID.
        :param t: download token; default the session's, or the word ``public``.
        :return: the bytes.
        :raises ApiException: the call failed; the classes are in docs/errors.md.

        Source: GET /api/v1/photos/{uid}/dl
        """
        options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self.api_client._caller.fetch(GET_PHOTO_DOWNLOAD, {"uid": uid, "token": t}, options).data

    def get_photo_download_with_http_info(
        self,
        uid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, Any] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, Any] | None = None,
        _host_index: int = 0,
        *,
        t: str | None = None,
    ) -> ApiResponse[MediaBytes]:
        """Return, with status and headers, the primary file of a photo.

        The same as :meth:`get_photo_download` otherwise.

        :param uid: photo UID.
        :param t: download token; default the session's, or the word ``public``.
        :return: status, headers and the bytes.
        :raises ApiException: the call failed; the classes are in docs/errors.md.

        Source: GET /api/v1/photos/{uid}/dl
        """
        options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self.api_client._caller.fetch(GET_PHOTO_DOWNLOAD, {"uid": uid, "token": t}, options)

    def get_photo_download_without_preload_content(
        self,
        uid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, Any] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, Any] | None = None,
        _host_index: int = 0,
        *,
        t: str | None = None,
    ) -> RESTResponse:
        """Return the open answer for the primary file of a photo.

        Like :meth:`get_photo_download`, for a body that is too large for memory or wanted in parts.
        Close it, or use it in a ``with`` block. What it holds is not checked.

        :param uid: photo UID.
        :param t: download token; default the session's, or the word ``public``.
        :return: the open answer, its body not yet read.
        :raises ApiException: the call failed, or the status is 400 or above.

        Source: GET /api/v1/photos/{uid}/dl
        """
        options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self.api_client._caller.open(GET_PHOTO_DOWNLOAD, {"uid": uid, "token": t}, options)

    def get_thumb(
        self,
        thumb: str,
        token: str | None = None,
        size: str = ThumbSize.FIT_720,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, Any] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, Any] | None = None,
        _host_index: int = 0,
    ) -> MediaBytes:
        """Return a picture in a thumbnail size.

        A size above the server's limit is answered with the largest that it makes; an unknown hash or size with a
        placeholder.

        :param thumb: SHA-1 of the file, or ``<hash>-<area>`` for a crop, see :func:`crop_thumb`.
        :param token: preview token; default the session's, or the word ``public``.
        :param size: a name, see :class:`ThumbSize`; default ``fit_720``.
        :return: the bytes; ``is_placeholder`` tells an icon from a picture.
        :raises ApiException: the call failed; the classes are in docs/errors.md.

        Source: GET /api/v1/t/{thumb}/{token}/{size}
        """
        options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self.api_client._caller.fetch(GET_THUMB, {"thumb": thumb, "token": token, "size": size}, options).data

    def get_thumb_with_http_info(
        self,
        thumb: str,
        token: str | None = None,
        size: str = ThumbSize.FIT_720,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, Any] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, Any] | None = None,
        _host_index: int = 0,
    ) -> ApiResponse[MediaBytes]:
        """Return, with status and headers, a picture in a thumbnail size.

        The same as :meth:`get_thumb` otherwise.

        :param thumb: SHA-1 of the file, or ``<hash>-<area>`` for a crop, see :func:`crop_thumb`.
        :param token: preview token; default the session's, or the word ``public``.
        :param size: a name, see :class:`ThumbSize`; default ``fit_720``.
        :return: status, headers and the bytes.
        :raises ApiException: the call failed; the classes are in docs/errors.md.

        Source: GET /api/v1/t/{thumb}/{token}/{size}
        """
        options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self.api_client._caller.fetch(GET_THUMB, {"thumb": thumb, "token": token, "size": size}, options)

    def get_thumb_without_preload_content(
        self,
        thumb: str,
        token: str | None = None,
        size: str = ThumbSize.FIT_720,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, Any] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, Any] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Return the open answer for a picture in a thumbnail size.

        Like :meth:`get_thumb`, for a body that is too large for memory or wanted in parts.
        Close it, or use it in a ``with`` block. What it holds is not checked.

        :param thumb: SHA-1 of the file, or ``<hash>-<area>`` for a crop, see :func:`crop_thumb`.
        :param token: preview token; default the session's, or the word ``public``.
        :param size: a name, see :class:`ThumbSize`; default ``fit_720``.
        :return: the open answer, its body not yet read.
        :raises ApiException: the call failed, or the status is 400 or above.

        Source: GET /api/v1/t/{thumb}/{token}/{size}
        """
        options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self.api_client._caller.open(GET_THUMB, {"thumb": thumb, "token": token, "size": size}, options)

    def label_cover(
        self,
        uid: str,
        token: str | None = None,
        size: str = ThumbSize.FIT_720,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, Any] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, Any] | None = None,
        _host_index: int = 0,
    ) -> MediaBytes:
        """Return the cover picture of a label.

        An unknown or empty label is answered with a placeholder.

        :param uid: label UID.
        :param token: preview token; default the session's, or the word ``public``.
        :param size: a name, see :class:`ThumbSize`; default ``fit_720``.
        :return: the bytes; ``is_placeholder`` tells an icon from a picture.
        :raises ApiException: the call failed; the classes are in docs/errors.md.

        Source: GET /api/v1/labels/{uid}/t/{token}/{size}
        """
        options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self.api_client._caller.fetch(LABEL_COVER, {"uid": uid, "token": token, "size": size}, options).data

    def label_cover_with_http_info(
        self,
        uid: str,
        token: str | None = None,
        size: str = ThumbSize.FIT_720,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, Any] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, Any] | None = None,
        _host_index: int = 0,
    ) -> ApiResponse[MediaBytes]:
        """Return, with status and headers, the cover picture of a label.

        The same as :meth:`label_cover` otherwise.

        :param uid: label UID.
        :param token: preview token; default the session's, or the word ``public``.
        :param size: a name, see :class:`ThumbSize`; default ``fit_720``.
        :return: status, headers and the bytes.
        :raises ApiException: the call failed; the classes are in docs/errors.md.

        Source: GET /api/v1/labels/{uid}/t/{token}/{size}
        """
        options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self.api_client._caller.fetch(LABEL_COVER, {"uid": uid, "token": token, "size": size}, options)

    def label_cover_without_preload_content(
        self,
        uid: str,
        token: str | None = None,
        size: str = ThumbSize.FIT_720,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, Any] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, Any] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Return the open answer for the cover picture of a label.

        Like :meth:`label_cover`, for a body that is too large for memory or wanted in parts.
        Close it, or use it in a ``with`` block. What it holds is not checked.

        :param uid: label UID.
        :param token: preview token; default the session's, or the word ``public``.
        :param size: a name, see :class:`ThumbSize`; default ``fit_720``.
        :return: the open answer, its body not yet read.
        :raises ApiException: the call failed, or the status is 400 or above.

        Source: GET /api/v1/labels/{uid}/t/{token}/{size}
        """
        options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self.api_client._caller.open(LABEL_COVER, {"uid": uid, "token": token, "size": size}, options)

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
