"""`VideosOperations`: written by codegen, do not edit."""

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

if TYPE_CHECKING:
    from photoprism_client.transfer import DownloadResult, Progress

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


class VideosOperations(Operations):
    """The operations of `VideosApi`."""

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
