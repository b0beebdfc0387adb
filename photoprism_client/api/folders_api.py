"""`FoldersApi`: the folders of the originals, and the files in them.

The plain form returns models, ``_with_http_info`` these with status and headers, and ``_without_preload_content`` the
answer before its body is read. The options that all of them take are described in docs/options.md.
"""

import warnings
from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from photoprism_client._call.endpoint import Body, Endpoint, quote_segment
from photoprism_client._call.request import CallOptions, RequestTimeout
from photoprism_client._settings.validation import text
from photoprism_client._transport.response import RESTResponse
from photoprism_client.api.filters import FOLDER_CHECKS, checked
from photoprism_client.api.folder_paths import as_server_reads, is_readable
from photoprism_client.api.paging import DEFAULT_PAGE_SIZE, OnChange, Page, check_page_size, walk
from photoprism_client.api_client import ApiClient
from photoprism_client.api_response import ApiResponse
from photoprism_client.exceptions import ApiValueError

if TYPE_CHECKING:
    from photoprism_client.models.files import EntityFile
    from photoprism_client.models.folders import EntityFolder, FolderListing


SEARCH_FOLDERS_ORIGINALS = Endpoint(
    "search_folders_originals", "/api/v1/folders/originals", "application/json", Body.JSON, None
)


class UnreadableFolderWarning(UserWarning):
    """A folder that the server lists was passed over: it takes the folder's path for that of another."""


class FoldersApi:
    """The folders of a server.

    :param api_client: the client to use; default :meth:`ApiClient.get_default`.
    """

    def __init__(self, api_client: ApiClient | None = None) -> None:
        self.api_client = ApiClient.get_default() if api_client is None else api_client

    def search_folders_originals(
        self,
        path: str = "",
        files: bool | None = None,
        recursive: bool | None = None,
        count: int | None = None,
        offset: int | None = None,
        uncached: bool | None = None,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, Any] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, Any] | None = None,
        _host_index: int = 0,
    ) -> "FolderListing":
        """Return the folders in a folder of originals, and a page of its files.

        This is the only listing that has the user's own sidecar files, such as .xmp; searches leave them out. An
        unknown folder is answered with an empty listing.

        Some folders cannot be asked for, although they are listed: the server drops ``| " ? * % < > { }`` and
        characters without a glyph from a path, blanks, dots and ``~`` from its ends, and takes a backslash for a slash
        and a path with ``..`` in it for the originals.

        :param path: the folder, below the originals; default the originals themselves.
        :param files: True for the files of this folder, too; they need *count*.
        :param recursive: True for the folders within folders, too, not for their files.
        :param count: the most files, 1 to 100 000.
        :param offset: files to leave out, 0 or more; default 0.
        :param uncached: True for an answer that is not from the server's cache, which may be some minutes old.
        :return: folders and files.
        :raises ApiTypeError: an argument has the wrong type; nothing is sent.
        :raises ApiValueError: the server cannot be asked for *path*, or another value is not allowed; nothing is sent.
        :raises ApiException: the call failed; the classes are in docs/errors.md.

        Source: GET /api/v1/folders/originals/{path}
        """
        options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        endpoint, arguments = _folder(path)
        query = _query(files, recursive, count, offset, uncached)
        return self.api_client._caller.ask(endpoint, arguments, options, _read_listing, query).data

    def search_folders_originals_with_http_info(
        self,
        path: str = "",
        files: bool | None = None,
        recursive: bool | None = None,
        count: int | None = None,
        offset: int | None = None,
        uncached: bool | None = None,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, Any] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, Any] | None = None,
        _host_index: int = 0,
    ) -> "ApiResponse[FolderListing]":
        """Return, with status and headers, the folders in a folder of originals, and a page of its files.

        The same as :meth:`search_folders_originals` otherwise.

        :return: status, headers and folders and files.
        :raises ApiException: the call failed; the classes are in docs/errors.md.

        Source: GET /api/v1/folders/originals/{path}
        """
        options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        endpoint, arguments = _folder(path)
        query = _query(files, recursive, count, offset, uncached)
        return self.api_client._caller.ask(endpoint, arguments, options, _read_listing, query)

    def search_folders_originals_without_preload_content(
        self,
        path: str = "",
        files: bool | None = None,
        recursive: bool | None = None,
        count: int | None = None,
        offset: int | None = None,
        uncached: bool | None = None,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, Any] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, Any] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Return the open answer for the folders in a folder of originals, and a page of its files.

        Like :meth:`search_folders_originals`, for JSON that is read in another way. Close it, or use it in a ``with``
        block.

        :return: the open answer, its body not yet read.
        :raises ApiException: the call failed, or the status is 400 or above.

        Source: GET /api/v1/folders/originals/{path}
        """
        options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        endpoint, arguments = _folder(path)
        query = _query(files, recursive, count, offset, uncached)
        return self.api_client._caller.open(endpoint, arguments, options, query)

    def iterate(self, path: str = "") -> "Iterator[EntityFolder]":
        """Return all folders below a folder, at any depth, by their paths.

        The server sends them in one answer, which is not from its cache.

        :param path: the folder, below the originals; default the originals themselves.
        :return: an iterator; nothing is asked before the first is taken, and that may raise ApiException.
        :raises ApiTypeError: *path* is not a ``str``.
        :raises ApiValueError: the server cannot be asked for *path*.

        Source: GET /api/v1/folders/originals/{path}
        """
        _folder(path)
        return self._folders(path)

    def iterate_files(
        self,
        path: str = "",
        *,
        recursive: bool = True,
        page_size: int = DEFAULT_PAGE_SIZE,
        on_change: OnChange | None = None,
    ) -> "Iterator[EntityFile]":
        """Return the files of a folder and of those below it, each once, the user's own sidecar files included.

        Folders that the server cannot be asked for, see :meth:`search_folders_originals`, are passed over with an
        :class:`UnreadableFolderWarning` each.

        :param path: the folder, below the originals; default the originals themselves.
        :param recursive: False for the files of this folder alone.
        :param page_size: files of a page, 1 to 10 000; 1 is treated as 2; default 1000.
        :param on_change: called with a message where the listing changes so much that items may be missing; default a
            :class:`ListingChangedWarning`.
        :return: an iterator; nothing is asked before the first is taken, and each page may raise ApiException.
        :raises ApiTypeError: an argument has the wrong type.
        :raises ApiValueError: an argument has a value that is not allowed.

        Source: GET /api/v1/folders/originals/{path}
        """
        _folder(path)
        checked(FOLDER_CHECKS, {"recursive": recursive})
        check_page_size("page_size", page_size)
        return self._files(path, recursive, page_size, on_change)

    def _folders(self, path: str) -> "Iterator[EntityFolder]":
        yield from self.search_folders_originals(path, recursive=True, uncached=True).folders

    def _files(self, path: str, recursive: bool, page_size: int, on_change: OnChange | None) -> "Iterator[EntityFile]":
        yield from walk(partial(self._read_files, path), _uid, page_size, on_change=on_change)
        for folder in self._folders(path) if recursive else ():
            if not folder.path:
                continue
            if is_readable(folder.path):
                yield from walk(partial(self._read_files, folder.path), _uid, page_size, on_change=on_change)
            else:
                warnings.warn(unreadable(folder.path), UnreadableFolderWarning, stacklevel=2)

    def _read_files(self, path: str, offset: int, count: int) -> "Page[EntityFile]":
        listing = self.search_folders_originals(path, files=True, count=count, offset=offset)
        # X-Count has the folders in it, too.
        return Page(listing.files, len(listing.files), count)


def _read_listing(body: bytes) -> "FolderListing":
    from photoprism_client.models.folders import FolderListing
    from photoprism_client.models.reading import read_one

    return read_one(FolderListing, body)


def _query(
    files: bool | None, recursive: bool | None, count: int | None, offset: int | None, uncached: bool | None
) -> list[tuple[str, str]]:
    values = {"files": files, "recursive": recursive, "count": count, "offset": offset, "uncached": uncached}
    # Unlike elsewhere, count may be missing: then there are no files.
    return checked(FOLDER_CHECKS, {name: value for name, value in values.items() if value is not None})


def _folder(path: str) -> tuple[Endpoint, dict[str, str]]:
    """Return the endpoint for a folder, with a parameter for each part of its path."""
    parts = text("path", path).strip("/").split("/") if path else []
    for part in parts:
        quote_segment("each part of path", part)
    if not is_readable("/".join(parts)):
        raise ApiValueError(unreadable("/".join(parts)))
    if not parts:
        return SEARCH_FOLDERS_ORIGINALS, {}
    arguments = {f"part_{number}": part for number, part in enumerate(parts)}
    template = "/".join([SEARCH_FOLDERS_ORIGINALS.template, *(f"{{{name}}}" for name in arguments)])
    return Endpoint(SEARCH_FOLDERS_ORIGINALS.name, template, "application/json", Body.JSON, None), arguments


def unreadable(path: str) -> str:
    """Say why a server cannot be asked for a folder.

    :param path: the folder, which is not :func:`is_readable`.
    :return: the words.
    """
    read = as_server_reads(path)
    other = f"it reads that as {read!r}" if read else "it reads that as the originals themselves"
    return f"the server cannot be asked for the folder {path!r}: {other}"


def _uid(file: "EntityFile") -> str | None:
    return file.uid
