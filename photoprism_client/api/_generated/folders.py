"""`FoldersOperations`: written by codegen, do not edit."""

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

from photoprism_client._call.endpoint import Body, Endpoint
from photoprism_client._call.request import CallOptions, RequestTimeout
from photoprism_client._transport.response import RESTResponse
from photoprism_client.api._answers import nothing, one
from photoprism_client.api._operations import Operation, Operations
from photoprism_client.api.filters import FOLDER_CHECKS
from photoprism_client.api.folder_paths import readable_folder
from photoprism_client.api_response import ApiResponse
from photoprism_client.media import MediaBytes
from photoprism_client.sizes import ThumbSize

if TYPE_CHECKING:
    from photoprism_client.models.folder_listing import FolderListing
    from photoprism_client.transfer import DownloadResult, Progress

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
SEARCH_FOLDERS_ORIGINALS: "Operation[FolderListing]" = Operation(
    Endpoint("search_folders_originals", "/api/v1/folders/originals", "application/json", Body.JSON, None),
    one("folder_listing", "FolderListing"),
    query=FOLDER_CHECKS,
    rest="path",
    rest_check=readable_folder,
)


class FoldersOperations(Operations):
    """The operations of `FoldersApi`."""

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

    def search_folders_originals(
        self,
        path: str = "",
        files: bool | None = None,
        recursive: bool | None = None,
        count: int | None = None,
        offset: int | None = None,
        uncached: bool | None = None,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "FolderListing":
        """Return the folders in a folder of originals, and a page of its files.

        This is the only listing that has the user's own sidecar files, such as .xmp; searches leave them out.

        :param path: the folder, below the originals; default the originals themselves.
        :param files: True for the files of this folder, too; they need *count*.
        :param recursive: True for the folders within folders, too, not for their files.
        :param count: the most files, 1 to 100 000.
        :param offset: files to leave out, 0 or more; default 0.
        :param uncached: True for an answer that is not from the server's cache, which may be some minutes old.
        :return: folders and files.

        Source: GET /api/v1/folders/originals/{path}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        _values: dict[str, object] = {
            "path": path,
            "files": files,
            "recursive": recursive,
            "count": count,
            "offset": offset,
            "uncached": uncached,
        }
        return self._ask(SEARCH_FOLDERS_ORIGINALS, _values, _options).data

    def search_folders_originals_with_http_info(
        self,
        path: str = "",
        files: bool | None = None,
        recursive: bool | None = None,
        count: int | None = None,
        offset: int | None = None,
        uncached: bool | None = None,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "ApiResponse[FolderListing]":
        """Do what :meth:`search_folders_originals` does; return status and headers as well.

        :return: status, headers and folders and files.

        Source: GET /api/v1/folders/originals/{path}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        _values: dict[str, object] = {
            "path": path,
            "files": files,
            "recursive": recursive,
            "count": count,
            "offset": offset,
            "uncached": uncached,
        }
        return self._ask(SEARCH_FOLDERS_ORIGINALS, _values, _options)

    def search_folders_originals_without_preload_content(
        self,
        path: str = "",
        files: bool | None = None,
        recursive: bool | None = None,
        count: int | None = None,
        offset: int | None = None,
        uncached: bool | None = None,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Send what :meth:`search_folders_originals` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: GET /api/v1/folders/originals/{path}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        _values: dict[str, object] = {
            "path": path,
            "files": files,
            "recursive": recursive,
            "count": count,
            "offset": offset,
            "uncached": uncached,
        }
        return self._open(SEARCH_FOLDERS_ORIGINALS, _values, _options)
