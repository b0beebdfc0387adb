"""`FoldersApi`: the folders of the originals, and the files in them.

This is the only listing that has sidecar files which the user put there: searches leave them out.
"""

import warnings
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from photoprism_client.api._generated.folders import SEARCH_FOLDERS_ORIGINALS, FoldersOperations
from photoprism_client.api.filters import FOLDER_CHECKS, checked
from photoprism_client.api.folder_paths import is_readable, unreadable
from photoprism_client.api.listings import Listing
from photoprism_client.api.paging import OnChange, Page, check_page_size, walk

if TYPE_CHECKING:
    from photoprism_client.models.entity_file import EntityFile
    from photoprism_client.models.entity_folder import EntityFolder


class UnreadableFolderWarning(UserWarning):
    """A folder that the server lists was passed over: it takes the folder's path for that of another."""


class FoldersApi(FoldersOperations):
    """The folders of a server.

    :param api_client: the client to use; default :meth:`ApiClient.get_default`.
    """

    def iterate(self, path: str = "") -> "Listing[EntityFolder]":
        """Return all folders below a folder, at any depth, by their paths.

        The server sends them in one answer, which is not from its cache.

        :param path: the folder, below the originals; default the originals themselves.
        :return: an iterator; nothing is asked before the first is taken, and that may raise ApiException.
            ``to_list()`` reads all.
        :raises ApiTypeError: *path* is not a ``str``.
        :raises ApiValueError: the server cannot be asked for *path*.

        Source: GET /api/v1/folders/originals/{path}
        """
        _check(path)
        return Listing.of("folders", {"path": path or None}, self._folders(path))

    def iterate_files(
        self,
        path: str = "",
        *,
        recursive: bool = True,
        page_size: int | None = None,
        on_change: OnChange | None = None,
    ) -> "Listing[EntityFile]":
        """Return the files of a folder and of those below it, each once, the user's own sidecar files included.

        Folders that the server cannot be asked for, see :meth:`search_folders_originals`, are passed over with an
        :class:`UnreadableFolderWarning` each.

        :param path: the folder, below the originals; default the originals themselves.
        :param recursive: False for the files of this folder alone.
        :param page_size: files of a page, 1 to 10 000; 1 is treated as 2; default None: 100 first, then 1000.
        :param on_change: called with a message where the listing changes so much that items may be missing; default a
            :class:`ListingChangedWarning`.
        :return: an iterator; nothing is asked before the first is taken, and each page may raise ApiException.
            ``to_list()`` reads all.
        :raises ApiTypeError: an argument has the wrong type.
        :raises ApiValueError: an argument has a value that is not allowed.

        Source: GET /api/v1/folders/originals/{path}
        """
        _check(path)
        checked(FOLDER_CHECKS, {"recursive": recursive})
        check_page_size(page_size)
        asked = {"path": path or None, "recursive": recursive}
        return Listing.of("files", asked, self._files(path, recursive, page_size, on_change))

    def _folders(self, path: str) -> "Iterator[EntityFolder]":
        yield from self.search_folders_originals(path, recursive=True, uncached=True).folders

    def _files(
        self, path: str, recursive: bool, page_size: int | None, on_change: OnChange | None
    ) -> "Iterator[EntityFile]":
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


def _check(path: str) -> None:
    """Refuse what :meth:`FoldersApi.search_folders_originals` would refuse."""
    SEARCH_FOLDERS_ORIGINALS.call({"path": path})


def _uid(file: "EntityFile") -> str | None:
    return file.uid
