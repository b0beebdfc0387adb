"""`DownloadOperations`: written by codegen, do not edit."""

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

if TYPE_CHECKING:
    from collections.abc import Sequence

    from photoprism_client.models.form_selection import FormSelection
    from photoprism_client.models.i18n_response import I18nResponse
    from photoprism_client.transfer import DownloadResult, Member, Progress

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


class DownloadOperations(Operations):
    """The operations of `DownloadApi`."""

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
