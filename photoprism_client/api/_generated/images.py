"""`ImagesOperations`: written by codegen, do not edit."""

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

from photoprism_client._call.endpoint import Body, Endpoint
from photoprism_client._call.request import CallOptions, RequestTimeout
from photoprism_client._transport.response import RESTResponse
from photoprism_client.api._answers import nothing
from photoprism_client.api._operations import Operation, Operations
from photoprism_client.api_response import ApiResponse
from photoprism_client.media import MediaBytes
from photoprism_client.sizes import ThumbSize

if TYPE_CHECKING:
    from collections.abc import Sequence

    from photoprism_client.transfer import DownloadResult, Member, Progress

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
DOWNLOAD_ALBUM: Operation[MediaBytes] = Operation(
    Endpoint("download_album", "/api/v1/albums/{uid}/dl", "application/zip", Body.ARCHIVE, "download"),
    nothing,
    file="archive",
)
FOLDER_COVER: Operation[MediaBytes] = Operation(
    Endpoint(
        "folder_cover",
        "/api/v1/folders/t/{uid}/{token}/{size}",
        "image/jpeg, image/svg+xml",
        Body.PICTURE,
        "preview",
    ),
    nothing,
    file="picture",
)
GET_DOWNLOAD: Operation[MediaBytes] = Operation(
    Endpoint("get_download", "/api/v1/dl/{hash}", "application/octet-stream", Body.FILE, "download"),
    nothing,
    file="original",
)
GET_PHOTO_DOWNLOAD: Operation[MediaBytes] = Operation(
    Endpoint("get_photo_download", "/api/v1/photos/{uid}/dl", "application/octet-stream", Body.FILE, "download"),
    nothing,
    file="primary_file",
)
GET_THUMB: Operation[MediaBytes] = Operation(
    Endpoint("get_thumb", "/api/v1/t/{thumb}/{token}/{size}", "image/jpeg", Body.PICTURE, "preview"),
    nothing,
    file="picture",
)
LABEL_COVER: Operation[MediaBytes] = Operation(
    Endpoint(
        "label_cover",
        "/api/v1/labels/{uid}/t/{token}/{size}",
        "image/jpeg, image/svg+xml",
        Body.PICTURE,
        "preview",
    ),
    nothing,
    file="picture",
)


class ImagesOperations(Operations):
    """The operations of `ImagesApi`."""

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

    def folder_cover(
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
        """Return the cover picture of a folder.

        A folder that has pictures only in its sub-folders gets a placeholder.

        :param uid: UID of the folder.
        :param token: preview token; default the session's, or the word ``public``.
        :param size: name of a size, see ``ThumbSize``; default ``fit_720``.
        :return: the picture; ``is_placeholder`` tells an icon from one.

        Source: GET /api/v1/folders/t/{uid}/{token}/{size}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._fetch(FOLDER_COVER, {"uid": uid, "token": token, "size": size}, _options).data

    def folder_cover_with_http_info(
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
        """Do what :meth:`folder_cover` does; return status and headers as well.

        :return: status, headers and the picture; ``is_placeholder`` tells an icon from one.

        Source: GET /api/v1/folders/t/{uid}/{token}/{size}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._fetch(FOLDER_COVER, {"uid": uid, "token": token, "size": size}, _options)

    def folder_cover_without_preload_content(
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
        """Send what :meth:`folder_cover` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: GET /api/v1/folders/t/{uid}/{token}/{size}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(FOLDER_COVER, {"uid": uid, "token": token, "size": size}, _options)

    def folder_cover_to_file(
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
        """Write what :meth:`folder_cover` returns to a file.

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

        Source: GET /api/v1/folders/t/{uid}/{token}/{size}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        _values = {"uid": uid, "token": token, "size": size}
        return self._write(
            FOLDER_COVER,
            _values,
            _options,
            path,
            overwrite=overwrite,
            progress=progress,
            fsync=fsync,
        )

    def get_download(
        self,
        hash: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
        *,
        t: str | None = None,
    ) -> MediaBytes:
        """Return a file as it is on the server's disk.

        The whole file is held in memory.

        :param hash: SHA-1 of the file, 40 hex digits.
        :param t: download token; default the session's, or the word ``public``.
        :return: the file.
        :raises NotFoundException: no file has this hash, or the server cannot find it on its disk.

        Source: GET /api/v1/dl/{hash}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._fetch(GET_DOWNLOAD, {"hash": hash, "token": t}, _options).data

    def get_download_with_http_info(
        self,
        hash: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
        *,
        t: str | None = None,
    ) -> ApiResponse[MediaBytes]:
        """Do what :meth:`get_download` does; return status and headers as well.

        :return: status, headers and the file.

        Source: GET /api/v1/dl/{hash}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._fetch(GET_DOWNLOAD, {"hash": hash, "token": t}, _options)

    def get_download_without_preload_content(
        self,
        hash: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
        *,
        t: str | None = None,
    ) -> RESTResponse:
        """Send what :meth:`get_download` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: GET /api/v1/dl/{hash}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(GET_DOWNLOAD, {"hash": hash, "token": t}, _options)

    def get_download_to_file(
        self,
        hash: str,
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
        accept_changed: bool = False,
    ) -> "DownloadResult":
        """Write what :meth:`get_download` returns to a file.

        It appears only when it has the SHA-1 *hash*. What breaks off is resumed, also by a later call.

        :param path: the file to write, in an existing folder; or an existing folder, where the file is named as the
            server names it, made safe.
        :param overwrite: replace a file of that name; otherwise one is an error.
        :param progress: called with a ``FileProgress`` whenever bytes have come.
        :param fsync: wait for the disk before the file gets its name, and after.
        :param accept_changed: take a file that changed on the server since it was indexed.
        :return: path, size, SHA-1 and media type of what was written.
        :raises TargetExistsError: a file has that name, and *overwrite* is false.
        :raises MissingOriginalError: the server cannot find the file on its disk; do not ask again.
        :raises ChangedOnServerError: the file changed since it was indexed, and *accept_changed* is false.
        :raises IntegrityError: what came twice has another SHA-1; the partial file is removed.
        :raises OSError: the file system refused.

        Source: GET /api/v1/dl/{hash}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        _values = {"hash": hash, "token": t}
        return self._write(
            GET_DOWNLOAD,
            _values,
            _options,
            path,
            overwrite=overwrite,
            progress=progress,
            fsync=fsync,
            accept_changed=accept_changed,
        )

    def get_photo_download(
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
        """Return the primary file of a photo.

        For RAW, HEIC and video that is the JPEG which the server made of it.

        :param uid: UID of the photo.
        :param t: download token; default the session's, or the word ``public``.
        :return: the file.
        :raises NotFoundException: no photo has this UID, or the server cannot find its file on its disk.

        Source: GET /api/v1/photos/{uid}/dl
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._fetch(GET_PHOTO_DOWNLOAD, {"uid": uid, "token": t}, _options).data

    def get_photo_download_with_http_info(
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
        """Do what :meth:`get_photo_download` does; return status and headers as well.

        :return: status, headers and the file.

        Source: GET /api/v1/photos/{uid}/dl
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._fetch(GET_PHOTO_DOWNLOAD, {"uid": uid, "token": t}, _options)

    def get_photo_download_without_preload_content(
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
        """Send what :meth:`get_photo_download` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: GET /api/v1/photos/{uid}/dl
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(GET_PHOTO_DOWNLOAD, {"uid": uid, "token": t}, _options)

    def get_photo_download_to_file(
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
        accept_changed: bool = False,
    ) -> "DownloadResult":
        """Write what :meth:`get_photo_download` returns to a file.

        It appears only when it has the SHA-1 of the index, which is asked for first. What breaks off is resumed, also
        by a later call.

        :param path: the file to write, in an existing folder; or an existing folder, where the file is named as the
            server names it, made safe.
        :param overwrite: replace a file of that name; otherwise one is an error.
        :param progress: called with a ``FileProgress`` whenever bytes have come.
        :param fsync: wait for the disk before the file gets its name, and after.
        :param accept_changed: take a file that changed on the server since it was indexed.
        :return: path, size, SHA-1 and media type of what was written.
        :raises TargetExistsError: a file has that name, and *overwrite* is false.
        :raises MissingOriginalError: the server cannot find the file on its disk; do not ask again.
        :raises ChangedOnServerError: the file changed since it was indexed, and *accept_changed* is false.
        :raises IntegrityError: what came twice has another SHA-1; the partial file is removed.
        :raises OSError: the file system refused.

        Source: GET /api/v1/photos/{uid}/dl
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        _values = {"uid": uid, "token": t}
        return self._write(
            GET_PHOTO_DOWNLOAD,
            _values,
            _options,
            path,
            overwrite=overwrite,
            progress=progress,
            fsync=fsync,
            accept_changed=accept_changed,
        )

    def get_thumb(
        self,
        thumb: str,
        token: str | None = None,
        size: str = ThumbSize.FIT_720,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> MediaBytes:
        """Return a picture in a thumbnail size.

        An unknown file or size gets a placeholder.

        :param thumb: SHA-1 of the file, or that and a crop area, see ``crop_thumb``.
        :param token: preview token; default the session's, or the word ``public``.
        :param size: name of a size, see ``ThumbSize``; default ``fit_720``.
        :return: the picture; ``is_placeholder`` tells an icon from one.

        Source: GET /api/v1/t/{thumb}/{token}/{size}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._fetch(GET_THUMB, {"thumb": thumb, "token": token, "size": size}, _options).data

    def get_thumb_with_http_info(
        self,
        thumb: str,
        token: str | None = None,
        size: str = ThumbSize.FIT_720,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> ApiResponse[MediaBytes]:
        """Do what :meth:`get_thumb` does; return status and headers as well.

        :return: status, headers and the picture; ``is_placeholder`` tells an icon from one.

        Source: GET /api/v1/t/{thumb}/{token}/{size}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._fetch(GET_THUMB, {"thumb": thumb, "token": token, "size": size}, _options)

    def get_thumb_without_preload_content(
        self,
        thumb: str,
        token: str | None = None,
        size: str = ThumbSize.FIT_720,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Send what :meth:`get_thumb` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: GET /api/v1/t/{thumb}/{token}/{size}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(GET_THUMB, {"thumb": thumb, "token": token, "size": size}, _options)

    def get_thumb_to_file(
        self,
        thumb: str,
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
        """Write what :meth:`get_thumb` returns to a file.

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

        Source: GET /api/v1/t/{thumb}/{token}/{size}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        _values = {"thumb": thumb, "token": token, "size": size}
        return self._write(
            GET_THUMB,
            _values,
            _options,
            path,
            overwrite=overwrite,
            progress=progress,
            fsync=fsync,
        )

    def label_cover(
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
        """Return the cover picture of a label.

        A label that is unknown or has no pictures gets a placeholder.

        :param uid: UID of the label.
        :param token: preview token; default the session's, or the word ``public``.
        :param size: name of a size, see ``ThumbSize``; default ``fit_720``.
        :return: the picture; ``is_placeholder`` tells an icon from one.

        Source: GET /api/v1/labels/{uid}/t/{token}/{size}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._fetch(LABEL_COVER, {"uid": uid, "token": token, "size": size}, _options).data

    def label_cover_with_http_info(
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
        """Do what :meth:`label_cover` does; return status and headers as well.

        :return: status, headers and the picture; ``is_placeholder`` tells an icon from one.

        Source: GET /api/v1/labels/{uid}/t/{token}/{size}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._fetch(LABEL_COVER, {"uid": uid, "token": token, "size": size}, _options)

    def label_cover_without_preload_content(
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
        """Send what :meth:`label_cover` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: GET /api/v1/labels/{uid}/t/{token}/{size}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(LABEL_COVER, {"uid": uid, "token": token, "size": size}, _options)

    def label_cover_to_file(
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
        """Write what :meth:`label_cover` returns to a file.

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

        Source: GET /api/v1/labels/{uid}/t/{token}/{size}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        _values = {"uid": uid, "token": token, "size": size}
        return self._write(
            LABEL_COVER,
            _values,
            _options,
            path,
            overwrite=overwrite,
            progress=progress,
            fsync=fsync,
        )
