"""`DownloadApi`: zips of selected photos."""

import os
from typing import TYPE_CHECKING

from photoprism_client.api._generated.download import DownloadOperations

if TYPE_CHECKING:
    from photoprism_client.transfer import DownloadResult, Progress
    from photoprism_client.writing.items import Items


class DownloadApi(DownloadOperations):
    """Zips of selected photos.

    :param api_client: the client to use; default :meth:`ApiClient.get_default`.
    """

    def zip_of(
        self,
        path: str | os.PathLike[str],
        *,
        photos: "Items" = (),
        albums: "Items" = (),
        overwrite: bool = False,
        progress: "Progress | None" = None,
        fsync: bool = True,
        allow_missing: bool = False,
    ) -> "DownloadResult":
        """Write a zip of photos to a file.

        It appears only when the zip is whole, and has each original of each photo, byte for byte. RAW and sidecar files
        that the server's settings keep out of zips are reported as ``held_back``. A zip that breaks off is made anew,
        since the server deletes each after the first request for it.

        :param path: the file to write, in an existing folder; or an existing folder, where the file is named as the
            server names it, made safe.
        :param photos: UIDs or models, one or many; archived and private ones, too.
        :param albums: UIDs or models, one or many, whose photos are added; folders, months and the like, too. All in
            all at most 32 000 photos.
        :param overwrite: replace a file of that name; otherwise one is an error.
        :param progress: called with a ``FileProgress`` whenever bytes have come.
        :param fsync: wait for the disk before the file gets its name, and after.
        :param allow_missing: take a zip that lacks some of the files, and report these as ``missing``.
        :return: path, size, SHA-1 and media type of what was written.
        :raises ApiTypeError: an argument has the wrong type.
        :raises ApiValueError: an argument has a value that is not allowed, or there are no photos, or too many.
        :raises TargetExistsError: a file has that name, and *overwrite* is false.
        :raises NotFoundException: a photo does not exist, or none has a file that can be zipped.
        :raises IncompleteArchiveError: files are missing, and *allow_missing* is false.
        :raises IntegrityError: what came twice is not a whole zip.
        :raises ApiException: a call failed; the classes are in docs/errors.md.
        :raises OSError: the file system refused.

        Source: POST /api/v1/zip, GET /api/v1/zip/{filename}
        """
        from photoprism_client.api.selection_zip import refuse_target, selected, zip_source
        from photoprism_client.transfer import fetch
        from photoprism_client.transfer.source import Options

        uids = selected(photos, albums)
        refuse_target(path, Options(overwrite=overwrite, progress=progress, fsync=fsync, allow_missing=allow_missing))
        return fetch(
            zip_source(self.api_client, *uids),
            path,
            overwrite=overwrite,
            progress=progress,
            fsync=fsync,
            allow_missing=allow_missing,
            clock=self.api_client.clock,
        )
