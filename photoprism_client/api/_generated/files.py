"""`FilesOperations`: written by codegen, do not edit."""

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

from photoprism_client._call.endpoint import Body, Endpoint
from photoprism_client._call.request import CallOptions, RequestTimeout
from photoprism_client._transport.response import RESTResponse
from photoprism_client.api._answers import nothing, one
from photoprism_client.api._operations import Operation, Operations, Sent
from photoprism_client.api_response import ApiResponse
from photoprism_client.media import MediaBytes
from photoprism_client.sizes import ThumbSize

if TYPE_CHECKING:
    from collections.abc import Sequence

    from photoprism_client._call.payload import Files
    from photoprism_client.models.entity_file import EntityFile
    from photoprism_client.models.entity_photo import EntityPhoto
    from photoprism_client.models.form_file import FormFile
    from photoprism_client.models.form_marker import FormMarker
    from photoprism_client.models.form_selection import FormSelection
    from photoprism_client.models.i18n_response import I18nResponse
    from photoprism_client.transfer import DownloadResult, Member, Progress

API_V1_MARKERS_POST: Operation[None] = Operation(
    Endpoint("api_v1_markers_post", "/api/v1/markers", "application/json", Body.JSON, None, "POST"),
    nothing,
    body=Sent("marker", "form_marker", "FormMarker"),
)
CHANGE_FILE_ORIENTATION: "Operation[EntityPhoto]" = Operation(
    Endpoint(
        "change_file_orientation",
        "/api/v1/photos/{uid}/files/{fileuid}/orientation",
        "application/json",
        Body.JSON,
        None,
        "PUT",
        repeatable=True,
    ),
    one("entity_photo", "EntityPhoto"),
    body=Sent("file", "form_file", "FormFile"),
)
DELETE_FILE: "Operation[EntityPhoto]" = Operation(
    Endpoint("delete_file", "/api/v1/photos/{uid}/files/{fileuid}", "application/json", Body.JSON, None, "DELETE"),
    one("entity_photo", "EntityPhoto"),
)
GET_DOWNLOAD: Operation[MediaBytes] = Operation(
    Endpoint("get_download", "/api/v1/dl/{hash}", "application/octet-stream", Body.FILE, "download"),
    nothing,
    file="original",
)
GET_FILE: "Operation[EntityFile]" = Operation(
    Endpoint("get_file", "/api/v1/files/{hash}", "application/json", Body.JSON, None),
    one("entity_file", "EntityFile"),
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
GET_VIDEO: Operation[MediaBytes] = Operation(
    Endpoint(
        "get_video",
        "/api/v1/videos/{hash}/{token}/{format}",
        "video/mp4, application/octet-stream",
        Body.FILE,
        "preview",
    ),
    nothing,
    file="video",
    filename="{hash}.mp4",
)
USERS_UID_UPLOAD_TOKEN_POST: Operation[None] = Operation(
    Endpoint(
        "users_uid_upload_token_post",
        "/api/v1/users/{uid}/upload/{token}",
        "application/json",
        Body.JSON,
        None,
        "POST",
    ),
    nothing,
    files="files",
)
ZIP_CREATE: "Operation[I18nResponse]" = Operation(
    Endpoint("zip_create", "/api/v1/zip", "application/json", Body.JSON, None, "POST"),
    one("i18n_response", "I18nResponse"),
    body=Sent("photos", "form_selection", "FormSelection"),
)
ZIP_DOWNLOAD: Operation[MediaBytes] = Operation(
    Endpoint("zip_download", "/api/v1/zip/{filename}", "application/zip", Body.ARCHIVE, "download", repeatable=False),
    nothing,
    file="archive",
)


class FilesOperations(Operations):
    """The operations of `FilesApi`."""

    def api_v1_markers_post(
        self,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
        *,
        marker: "FormMarker | Mapping[str, object] | None" = None,
    ) -> None:
        """Create a marker on a picture.

        :param marker: ``file_uid``, ``type`` and ``src``, the area ``x``, ``y``, ``w``, ``h`` (0 to 1), and a ``name``
            with its ``subj_src``.
        :raises BadRequestException: the area is not within the picture, or a value is too long.
        :raises NotFoundException: no file has this UID.

        Source: POST /api/v1/markers
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        self._ask(API_V1_MARKERS_POST, {"marker": marker}, _options)

    def api_v1_markers_post_with_http_info(
        self,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
        *,
        marker: "FormMarker | Mapping[str, object] | None" = None,
    ) -> ApiResponse[None]:
        """Do what :meth:`api_v1_markers_post` does; return status and headers as well.

        :return: status, headers and None.

        Source: POST /api/v1/markers
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(API_V1_MARKERS_POST, {"marker": marker}, _options)

    def api_v1_markers_post_without_preload_content(
        self,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
        *,
        marker: "FormMarker | Mapping[str, object] | None" = None,
    ) -> RESTResponse:
        """Send what :meth:`api_v1_markers_post` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: POST /api/v1/markers
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(API_V1_MARKERS_POST, {"marker": marker}, _options)

    def change_file_orientation(
        self,
        uid: str,
        fileuid: str,
        file: "FormFile | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "EntityPhoto":
        """Turn a picture.

        :param uid: UID of the photo.
        :param fileuid: UID of the file.
        :param file: ``orientation``, 1 to 8 as in Exif.
        :return: the photo as it is now.
        :raises ForbiddenException: this login may not do that, or the server is read-only.
        :raises NotFoundException: no photo or file has this UID.
        :raises ServiceException: the file cannot be changed.

        Source: PUT /api/v1/photos/{uid}/files/{fileuid}/orientation
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(CHANGE_FILE_ORIENTATION, {"uid": uid, "fileuid": fileuid, "file": file}, _options).data

    def change_file_orientation_with_http_info(
        self,
        uid: str,
        fileuid: str,
        file: "FormFile | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "ApiResponse[EntityPhoto]":
        """Do what :meth:`change_file_orientation` does; return status and headers as well.

        :return: status, headers and the photo as it is now.

        Source: PUT /api/v1/photos/{uid}/files/{fileuid}/orientation
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(CHANGE_FILE_ORIENTATION, {"uid": uid, "fileuid": fileuid, "file": file}, _options)

    def change_file_orientation_without_preload_content(
        self,
        uid: str,
        fileuid: str,
        file: "FormFile | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Send what :meth:`change_file_orientation` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: PUT /api/v1/photos/{uid}/files/{fileuid}/orientation
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(CHANGE_FILE_ORIENTATION, {"uid": uid, "fileuid": fileuid, "file": file}, _options)

    def delete_file(
        self,
        uid: str,
        fileuid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "EntityPhoto":
        """Delete a file of a photo for good.

        :param uid: UID of the photo.
        :param fileuid: UID of the file.
        :return: the photo as it is now.
        :raises ForbiddenException: this login may not do that, or the server is read-only.
        :raises NotFoundException: no photo or file has this UID.
        :raises ServiceException: the file is the primary one.

        Source: DELETE /api/v1/photos/{uid}/files/{fileuid}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(DELETE_FILE, {"uid": uid, "fileuid": fileuid}, _options).data

    def delete_file_with_http_info(
        self,
        uid: str,
        fileuid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "ApiResponse[EntityPhoto]":
        """Do what :meth:`delete_file` does; return status and headers as well.

        :return: status, headers and the photo as it is now.

        Source: DELETE /api/v1/photos/{uid}/files/{fileuid}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(DELETE_FILE, {"uid": uid, "fileuid": fileuid}, _options)

    def delete_file_without_preload_content(
        self,
        uid: str,
        fileuid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Send what :meth:`delete_file` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: DELETE /api/v1/photos/{uid}/files/{fileuid}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(DELETE_FILE, {"uid": uid, "fileuid": fileuid}, _options)

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

    def get_file(
        self,
        hash: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "EntityFile":
        """Return what is known of a file.

        :param hash: SHA-1 of the file, 40 hex digits.
        :return: the file.
        :raises NotFoundException: no file has this hash.

        Source: GET /api/v1/files/{hash}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(GET_FILE, {"hash": hash}, _options).data

    def get_file_with_http_info(
        self,
        hash: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "ApiResponse[EntityFile]":
        """Do what :meth:`get_file` does; return status and headers as well.

        :return: status, headers and the file.

        Source: GET /api/v1/files/{hash}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(GET_FILE, {"hash": hash}, _options)

    def get_file_without_preload_content(
        self,
        hash: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Send what :meth:`get_file` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: GET /api/v1/files/{hash}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(GET_FILE, {"hash": hash}, _options)

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

    def get_video(
        self,
        hash: str,
        token: str | None = None,
        format: str = "avc",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> MediaBytes:
        """Return a video in a format that browsers play.

        The hash of a photo's picture finds its video, too. What has no video gets a placeholder.

        :param hash: SHA-1 of the file, 40 hex digits.
        :param token: preview token; default the session's, or the word ``public``.
        :param format: ``avc``, the only one that each server makes; default ``avc``.
        :return: the video; ``is_placeholder`` tells an icon from one.

        Source: GET /api/v1/videos/{hash}/{token}/{format}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._fetch(GET_VIDEO, {"hash": hash, "token": token, "format": format}, _options).data

    def get_video_with_http_info(
        self,
        hash: str,
        token: str | None = None,
        format: str = "avc",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> ApiResponse[MediaBytes]:
        """Do what :meth:`get_video` does; return status and headers as well.

        :return: status, headers and the video; ``is_placeholder`` tells an icon from one.

        Source: GET /api/v1/videos/{hash}/{token}/{format}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._fetch(GET_VIDEO, {"hash": hash, "token": token, "format": format}, _options)

    def get_video_without_preload_content(
        self,
        hash: str,
        token: str | None = None,
        format: str = "avc",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Send what :meth:`get_video` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: GET /api/v1/videos/{hash}/{token}/{format}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(GET_VIDEO, {"hash": hash, "token": token, "format": format}, _options)

    def get_video_to_file(
        self,
        hash: str,
        path: str | os.PathLike[str],
        token: str | None = None,
        format: str = "avc",
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
        """Write what :meth:`get_video` returns to a file.

        It appears only when all of it has come. What breaks off is resumed, also by a later call.

        :param path: the file to write, in an existing folder; or an existing folder, where the file is named as the
            server names it, made safe.
        :param overwrite: replace a file of that name; otherwise one is an error.
        :param progress: called with a ``FileProgress`` whenever bytes have come.
        :param fsync: wait for the disk before the file gets its name, and after.
        :return: path, size, SHA-1 and media type of what was written.
        :raises TargetExistsError: a file has that name, and *overwrite* is false.
        :raises MissingOriginalError: the server cannot find the file on its disk, and sent another video.
        :raises IntegrityError: what came is not a file of this kind.
        :raises OSError: the file system refused.

        Source: GET /api/v1/videos/{hash}/{token}/{format}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        _values = {"hash": hash, "token": token, "format": format}
        return self._write(
            GET_VIDEO,
            _values,
            _options,
            path,
            overwrite=overwrite,
            progress=progress,
            fsync=fsync,
        )

    def users_uid_upload_token_post(
        self,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
        *,
        uid: str | None = None,
        token: str | None = None,
        files: "Files | None" = None,
    ) -> None:
        """Upload files, to be imported by a request that follows.

        :param uid: UID of the user, which the session has.
        :param token: a name of your choice for this upload: letters, digits, ``-_:``.
        :param files: a path, a name with its bytes, or several of these.
        :raises BadRequestException: the body has no file, or a name is too long.
        :raises ForbiddenException: uploads are switched off, the server is read-only, or this is another user's
            account.
        :raises NotFoundException: the token has a character that is not allowed.

        Source: POST /api/v1/users/{uid}/upload/{token}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        self._ask(USERS_UID_UPLOAD_TOKEN_POST, {"uid": uid, "token": token, "files": files}, _options)

    def users_uid_upload_token_post_with_http_info(
        self,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
        *,
        uid: str | None = None,
        token: str | None = None,
        files: "Files | None" = None,
    ) -> ApiResponse[None]:
        """Do what :meth:`users_uid_upload_token_post` does; return status and headers as well.

        :return: status, headers and None.

        Source: POST /api/v1/users/{uid}/upload/{token}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(USERS_UID_UPLOAD_TOKEN_POST, {"uid": uid, "token": token, "files": files}, _options)

    def users_uid_upload_token_post_without_preload_content(
        self,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
        *,
        uid: str | None = None,
        token: str | None = None,
        files: "Files | None" = None,
    ) -> RESTResponse:
        """Send what :meth:`users_uid_upload_token_post` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: POST /api/v1/users/{uid}/upload/{token}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(USERS_UID_UPLOAD_TOKEN_POST, {"uid": uid, "token": token, "files": files}, _options)

    def zip_create(
        self,
        photos: "FormSelection | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "I18nResponse":
        """Create a zip of photos, albums, labels, people or files.

        :param photos: what to zip: ``photos``, ``albums``, ``labels``, ``subjects`` or ``files``.
        :return: a message, with the ``filename`` for ``zip_download``.
        :raises BadRequestException: nothing is selected.
        :raises NotFoundException: none of it has a file that can be zipped.

        Source: POST /api/v1/zip
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(ZIP_CREATE, {"photos": photos}, _options).data

    def zip_create_with_http_info(
        self,
        photos: "FormSelection | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "ApiResponse[I18nResponse]":
        """Do what :meth:`zip_create` does; return status and headers as well.

        :return: status, headers and a message, with the ``filename`` for ``zip_download``.

        Source: POST /api/v1/zip
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(ZIP_CREATE, {"photos": photos}, _options)

    def zip_create_without_preload_content(
        self,
        photos: "FormSelection | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Send what :meth:`zip_create` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: POST /api/v1/zip
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(ZIP_CREATE, {"photos": photos}, _options)

    def zip_download(
        self,
        filename: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
        *,
        t: str | None = None,
    ) -> MediaBytes:
        """Return a zip that ``zip_create`` made.

        The zip is checked to be whole.

        :param filename: name of the zip, as ``zip_create`` returned it.
        :param t: download token; default the session's, or the word ``public``.
        :return: the zip.
        :raises NotFoundException: no zip has this name, or it was fetched before.

        Source: GET /api/v1/zip/{filename}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._fetch(ZIP_DOWNLOAD, {"filename": filename, "token": t}, _options).data

    def zip_download_with_http_info(
        self,
        filename: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
        *,
        t: str | None = None,
    ) -> ApiResponse[MediaBytes]:
        """Do what :meth:`zip_download` does; return status and headers as well.

        :return: status, headers and the zip.

        Source: GET /api/v1/zip/{filename}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._fetch(ZIP_DOWNLOAD, {"filename": filename, "token": t}, _options)

    def zip_download_without_preload_content(
        self,
        filename: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
        *,
        t: str | None = None,
    ) -> RESTResponse:
        """Send what :meth:`zip_download` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: GET /api/v1/zip/{filename}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(ZIP_DOWNLOAD, {"filename": filename, "token": t}, _options)

    def zip_download_to_file(
        self,
        filename: str,
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
        """Write what :meth:`zip_download` returns to a file.

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

        Source: GET /api/v1/zip/{filename}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        _values = {"filename": filename, "token": t}
        return self._write(
            ZIP_DOWNLOAD,
            _values,
            _options,
            path,
            overwrite=overwrite,
            progress=progress,
            fsync=fsync,
            members=members,
            allow_missing=allow_missing,
        )
