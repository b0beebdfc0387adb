"""The fourth form of the methods of `ImagesApi`: a verified file on disk."""

import os
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from photoprism_client._call.endpoint import Endpoint
from photoprism_client._call.request import CallOptions, RequestTimeout
from photoprism_client.api.image_endpoints import GET_PHOTO_DOWNLOAD
from photoprism_client.api_client import ApiClient
from photoprism_client.sizes import ThumbSize

if TYPE_CHECKING:
    from photoprism_client.api.sources import ImageSources
    from photoprism_client.transfer import DownloadResult, Member, Progress, Source


class ImageFiles:
    """Pictures, files and zips on disk; a part of :class:`ImagesApi`."""

    api_client: ApiClient

    @property
    def sources(self) -> "ImageSources":
        """Makes the sources that :func:`~photoprism_client.transfer.download_all` fetches, see docs/transfer.md."""
        from photoprism_client.api.sources import ImageSources

        return ImageSources(self.api_client)

    def album_cover_to_file(
        self,
        uid: str,
        path: str | os.PathLike[str],
        token: str | None = None,
        size: str = ThumbSize.FIT_720,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, Any] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, Any] | None = None,
        _host_index: int = 0,
        *,
        overwrite: bool = False,
        progress: "Progress | None" = None,
        fsync: bool = True,
    ) -> "DownloadResult":
        """Write the cover picture of an album to a file, which appears only when it is a whole JPEG or PNG.

        Like :meth:`album_cover` otherwise. An empty album has none.

        :param uid: Album UID.
        :param path: the file to write, in an existing folder; or an existing folder, where the file is called
            after uid and size.
        :param token: preview token; default the session's, or the word ``public``.
        :param size: a name, see :class:`ThumbSize`; default ``fit_720``.
        :param overwrite: replace a file of that name; otherwise one is an error.
        :param progress: called with a :class:`~photoprism_client.transfer.FileProgress` whenever bytes have come.
        :param fsync: wait for the disk before the file gets its name, and after.
        :return: path, size, SHA-1 and media type of what was written.
        :raises TargetExistsError: a file has that name, and *overwrite* is false.
        :raises PlaceholderException: the server has no picture for this; nothing is written.
        :raises IntegrityError: what came is not a whole JPEG or PNG.
        :raises ApiException: the call failed; the classes are in docs/errors.md.
        :raises OSError: the file system refused.

        Source: GET /api/v1/albums/{uid}/t/{token}/{size}
        """
        options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        source = self.sources.album_cover(uid, size, token=token, _options=options)
        return self._write(source, path, overwrite=overwrite, progress=progress, fsync=fsync)

    def download_album_to_file(
        self,
        uid: str,
        path: str | os.PathLike[str],
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, Any] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, Any] | None = None,
        _host_index: int = 0,
        *,
        t: str | None = None,
        overwrite: bool = False,
        progress: "Progress | None" = None,
        fsync: bool = True,
        members: "Sequence[Member] | None" = None,
        allow_missing: bool = False,
    ) -> "DownloadResult":
        """Write all pictures of an album to a zip archive, which appears only when it is whole.

        Every member is read and has its CRC; nothing is extracted. The server leaves out files that are missing on its
        disk without a word: with *members* that is noticed. What it holds back on purpose, private photos and by its
        settings RAW files, is reported as ``held_back``. A zip that breaks off starts again.

        :param uid: Album UID.
        :param path: the file to write, in an existing folder; or an existing folder, where the file gets the
            name that the server sends, made safe.
        :param t: download token; default the session's, or the word ``public``.
        :param overwrite: replace a file of that name; otherwise one is an error.
        :param progress: called with a :class:`~photoprism_client.transfer.FileProgress` whenever bytes have come.
        :param fsync: wait for the disk before the file gets its name, and after.
        :param members: files of the album, without sidecars: each must be in the zip, byte for byte, unless it is
            private or held back. None to take what the server sends.
        :param allow_missing: take a zip that lacks some of them, and report these as ``missing``.
        :return: path, size and SHA-1 of what was written, and names of what is not in it.
        :raises TargetExistsError: a file has that name, and *overwrite* is false.
        :raises IncompleteArchiveError: files are missing, and *allow_missing* is false; ``missing`` has their names.
        :raises IntegrityError: what came twice is not a whole zip.
        :raises ApiException: the call failed; the classes are in docs/errors.md.
        :raises OSError: the file system refused.

        Source: GET /api/v1/albums/{uid}/dl
        """
        options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        source = self.sources.album_zip(uid, members=members, token=t, _options=options)
        return self._write(
            source, path, overwrite=overwrite, progress=progress, fsync=fsync, allow_missing=allow_missing
        )

    def folder_cover_to_file(
        self,
        uid: str,
        path: str | os.PathLike[str],
        token: str | None = None,
        size: str = ThumbSize.FIT_720,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, Any] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, Any] | None = None,
        _host_index: int = 0,
        *,
        overwrite: bool = False,
        progress: "Progress | None" = None,
        fsync: bool = True,
    ) -> "DownloadResult":
        """Write the cover picture of a folder to a file, which appears only when it is a whole JPEG or PNG.

        Like :meth:`folder_cover` otherwise. A folder with pictures only in its sub-folders has none.

        :param uid: folder UID.
        :param path: the file to write, in an existing folder; or an existing folder, where the file is called
            after uid and size.
        :param token: preview token; default the session's, or the word ``public``.
        :param size: a name, see :class:`ThumbSize`; default ``fit_720``.
        :param overwrite: replace a file of that name; otherwise one is an error.
        :param progress: called with a :class:`~photoprism_client.transfer.FileProgress` whenever bytes have come.
        :param fsync: wait for the disk before the file gets its name, and after.
        :return: path, size, SHA-1 and media type of what was written.
        :raises TargetExistsError: a file has that name, and *overwrite* is false.
        :raises PlaceholderException: the server has no picture for this; nothing is written.
        :raises IntegrityError: what came is not a whole JPEG or PNG.
        :raises ApiException: the call failed; the classes are in docs/errors.md.
        :raises OSError: the file system refused.

        Source: GET /api/v1/folders/t/{uid}/{token}/{size}
        """
        options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        source = self.sources.folder_cover(uid, size, token=token, _options=options)
        return self._write(source, path, overwrite=overwrite, progress=progress, fsync=fsync)

    def get_download_to_file(
        self,
        hash: str,
        path: str | os.PathLike[str],
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, Any] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, Any] | None = None,
        _host_index: int = 0,
        *,
        t: str | None = None,
        overwrite: bool = False,
        progress: "Progress | None" = None,
        fsync: bool = True,
        accept_changed: bool = False,
    ) -> "DownloadResult":
        """Write a file as it is on the server's disk to a file, which appears only when it has the SHA-1 *hash*.

        A body that breaks off is resumed, also by a later call, and the SHA-1 covers the whole file all the same.
        Asking for a file that is missing on the server's disk may take it out of the server's index.

        :param hash: SHA-1 of the file, 40 hex digits.
        :param path: the file to write, in an existing folder; or an existing folder, where the file gets its
            name in the index, or else the one that the server sends, made safe.
        :param t: download token; default the session's, or the word ``public``.
        :param overwrite: replace another file of that name; one with the right SHA-1 is left alone either way.
        :param progress: called with a :class:`~photoprism_client.transfer.FileProgress` whenever bytes have come.
        :param fsync: wait for the disk before the file gets its name, and after.
        :param accept_changed: take a file that changed on the server since it was indexed.
        :return: path, size, SHA-1 and media type of what was written, or was there.
        :raises TargetExistsError: another file has that name, and *overwrite* is false.
        :raises TargetInUseError: another download is writing to the same place.
        :raises MissingOriginalError: the server cannot find the file on its disk; do not ask again.
        :raises ChangedOnServerError: the file changed since it was indexed, and *accept_changed* is false.
        :raises IntegrityError: what came twice has another SHA-1; the partial file is removed.
        :raises ApiException: the call failed; a partial file is kept for the next one.
        :raises OSError: the file system refused; a partial file is kept for the next call.

        Source: GET /api/v1/dl/{hash}
        """
        options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        source = self.sources.original(hash, token=t, _options=options)
        return self._write(
            source, path, overwrite=overwrite, progress=progress, fsync=fsync, accept_changed=accept_changed
        )

    def get_photo_download_to_file(
        self,
        uid: str,
        path: str | os.PathLike[str],
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, Any] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, Any] | None = None,
        _host_index: int = 0,
        *,
        t: str | None = None,
        overwrite: bool = False,
        progress: "Progress | None" = None,
        fsync: bool = True,
        accept_changed: bool = False,
    ) -> "DownloadResult":
        """Write a photo's primary file to a file, which appears only when all its bytes have the SHA-1 of the index.

        For RAW, HEIC and video that is the JPEG which the server made. Its hash is asked of the server first. A body
        that breaks off is resumed, also by a later call.

        :param uid: photo UID.
        :param path: the file to write, in an existing folder; or an existing folder, where the file gets its
            name in the index.
        :param t: download token; default the session's, or the word ``public``.
        :param overwrite: replace another file of that name; one with the right SHA-1 is left alone either way.
        :param progress: called with a :class:`~photoprism_client.transfer.FileProgress` whenever bytes have come.
        :param fsync: wait for the disk before the file gets its name, and after.
        :param accept_changed: take a file that changed on the server since it was indexed.
        :return: path, size, SHA-1 and media type of what was written, or was there.
        :raises TargetExistsError: another file has that name, and *overwrite* is false.
        :raises TargetInUseError: another download is writing to the same place.
        :raises MissingOriginalError: the server cannot find the file on its disk; do not ask again.
        :raises ChangedOnServerError: the file changed since it was indexed, and *accept_changed* is false.
        :raises IntegrityError: what came twice has another SHA-1; the partial file is removed.
        :raises ApiException: the call failed; a partial file is kept for the next one.
        :raises OSError: the file system refused; a partial file is kept for the next call.

        Source: GET /api/v1/photos/{uid}/dl
        """
        options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        flags = {"overwrite": overwrite, "fsync": fsync, "accept_changed": accept_changed}
        self._refuse_bad(GET_PHOTO_DOWNLOAD, {"uid": uid, "token": t}, options, path, flags)
        source = self.sources.primary_file(uid, token=t, _options=options)
        return self._write(source, path, progress=progress, **flags)

    def get_thumb_to_file(
        self,
        thumb: str,
        path: str | os.PathLike[str],
        token: str | None = None,
        size: str = ThumbSize.FIT_720,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, Any] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, Any] | None = None,
        _host_index: int = 0,
        *,
        overwrite: bool = False,
        progress: "Progress | None" = None,
        fsync: bool = True,
    ) -> "DownloadResult":
        """Write a thumbnail to a file, which appears only when it is a whole JPEG or PNG.

        Like :meth:`get_thumb` otherwise.

        :param thumb: SHA-1 of the file, or that and a crop area.
        :param path: the file to write, in an existing folder; or an existing folder, where the file is called
            after thumb and size.
        :param token: preview token; default the session's, or the word ``public``.
        :param size: a name, see :class:`ThumbSize`; default ``fit_720``.
        :param overwrite: replace a file of that name; otherwise one is an error.
        :param progress: called with a :class:`~photoprism_client.transfer.FileProgress` whenever bytes have come.
        :param fsync: wait for the disk before the file gets its name, and after.
        :return: path, size, SHA-1 and media type of what was written.
        :raises TargetExistsError: a file has that name, and *overwrite* is false.
        :raises PlaceholderException: the server has no picture for this; nothing is written.
        :raises IntegrityError: what came is not a whole JPEG or PNG.
        :raises ApiException: the call failed; the classes are in docs/errors.md.
        :raises OSError: the file system refused.

        Source: GET /api/v1/t/{thumb}/{token}/{size}
        """
        options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        source = self.sources.thumb(thumb, size, token=token, _options=options)
        return self._write(source, path, overwrite=overwrite, progress=progress, fsync=fsync)

    def label_cover_to_file(
        self,
        uid: str,
        path: str | os.PathLike[str],
        token: str | None = None,
        size: str = ThumbSize.FIT_720,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, Any] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, Any] | None = None,
        _host_index: int = 0,
        *,
        overwrite: bool = False,
        progress: "Progress | None" = None,
        fsync: bool = True,
    ) -> "DownloadResult":
        """Write the cover picture of a label to a file, which appears only when it is a whole JPEG or PNG.

        Like :meth:`label_cover` otherwise. An unknown label has none.

        :param uid: Label UID.
        :param path: the file to write, in an existing folder; or an existing folder, where the file is called
            after uid and size.
        :param token: preview token; default the session's, or the word ``public``.
        :param size: a name, see :class:`ThumbSize`; default ``fit_720``.
        :param overwrite: replace a file of that name; otherwise one is an error.
        :param progress: called with a :class:`~photoprism_client.transfer.FileProgress` whenever bytes have come.
        :param fsync: wait for the disk before the file gets its name, and after.
        :return: path, size, SHA-1 and media type of what was written.
        :raises TargetExistsError: a file has that name, and *overwrite* is false.
        :raises PlaceholderException: the server has no picture for this; nothing is written.
        :raises IntegrityError: what came is not a whole JPEG or PNG.
        :raises ApiException: the call failed; the classes are in docs/errors.md.
        :raises OSError: the file system refused.

        Source: GET /api/v1/labels/{uid}/t/{token}/{size}
        """
        options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        source = self.sources.label_cover(uid, size, token=token, _options=options)
        return self._write(source, path, overwrite=overwrite, progress=progress, fsync=fsync)

    def _refuse_bad(
        self,
        endpoint: Endpoint,
        arguments: Mapping[str, str | None],
        options: CallOptions,
        path: str | os.PathLike[str],
        flags: Mapping[str, Any],
    ) -> None:
        """Refuse a wrong argument before the server is asked for the hash."""
        from photoprism_client.transfer.source import Options
        from photoprism_client.transfer.target import existing_file, target_of

        Options(**flags)
        self.api_client._caller.check(endpoint, arguments, options)
        target = target_of(path, None)
        if target.path is not None:
            existing_file(target.path)

    def _write(self, source: "Source", path: str | os.PathLike[str], **options: Any) -> "DownloadResult":
        from photoprism_client.transfer import fetch

        return fetch(source, path, clock=self.api_client.clock, **options)
