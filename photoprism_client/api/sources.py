"""`ImageSources`: what :mod:`photoprism_client.transfer` fetches, made of hashes and UIDs."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from photoprism_client._call.endpoint import Endpoint
from photoprism_client._call.request import CallOptions, caller_headers
from photoprism_client._transport.response import RESTResponse
from photoprism_client.api.files_api import FilesApi
from photoprism_client.api.image_endpoints import (
    ALBUM_COVER,
    DOWNLOAD_ALBUM,
    FOLDER_COVER,
    GET_DOWNLOAD,
    GET_PHOTO_DOWNLOAD,
    GET_THUMB,
    LABEL_COVER,
)
from photoprism_client.api.photos_api import PhotosApi
from photoprism_client.api_client import ApiClient
from photoprism_client.exceptions import ApiException, ApiValueError
from photoprism_client.sizes import ThumbSize
from photoprism_client.transfer.source import FileFacts, Member, Source

if TYPE_CHECKING:
    from photoprism_client.models.files import EntityFile

# A transfer sets these itself; the caller's would make it take a part for the whole.
_SET_BY_TRANSFER = frozenset({"range", "if-range", "if-modified-since", "if-none-match"})
_DEFAULTS = CallOptions()


class ImageSources:
    """Makes the sources of a server's pictures, files and zips, usually as :attr:`ImagesApi.sources`.

    :param api_client: the client to ask through; default :meth:`ApiClient.get_default`.
    """

    def __init__(self, api_client: ApiClient | None = None) -> None:
        self.api_client = ApiClient.get_default() if api_client is None else api_client

    def original(
        self,
        hash: str,
        *,
        size: int | None = None,
        name: str | None = None,
        token: str | None = None,
        _options: CallOptions = _DEFAULTS,
    ) -> Source:
        """Make the source of a file as it is on the server's disk.

        :param hash: its SHA-1, 40 hex digits.
        :param size: bytes, where known.
        :param name: file name in the index, where known; it spares a request if the path is a folder.
        :param token: download token; default the session's, or the word ``public``.
        :return: the source.
        """
        return self._file(GET_DOWNLOAD, {"hash": hash, "token": token}, _options, hash, FileFacts(size, name=name))

    def primary_file(self, uid: str, *, token: str | None = None, _options: CallOptions = _DEFAULTS) -> Source:
        """Make the source of a photo's primary file; this asks the server for its hash.

        :param uid: photo UID.
        :param token: download token; default the session's, or the word ``public``.
        :return: the source.
        :raises ApiException: the server does not tell the photo's files, or the photo has none.

        Source: GET /api/v1/photos/{uid}
        """
        photo = PhotosApi(self.api_client).get_photo(uid, _request_timeout=_options.request_timeout)
        file = next((file for file in photo.files if file.primary and file.hash), None)
        if file is None or file.hash is None:
            url = f"/api/v1/photos/{uid}"
            raise ApiException(200, "the server does not tell the hash of this photo's file", method="GET", url=url)
        return self._file(GET_PHOTO_DOWNLOAD, {"uid": uid, "token": token}, _options, file.hash, _facts(file))

    def thumb(
        self,
        thumb: str,
        size: str = ThumbSize.FIT_720,
        *,
        token: str | None = None,
        _options: CallOptions = _DEFAULTS,
    ) -> Source:
        """Make the source of a thumbnail.

        :param thumb: SHA-1 of the file, or that and a crop area.
        :param size: a name, see :class:`ThumbSize`.
        :param token: preview token; default the session's, or the word ``public``.
        :return: the source.
        """
        return self._picture(GET_THUMB, "thumb", thumb, size, token, _options)

    def album_cover(
        self,
        uid: str,
        size: str = ThumbSize.FIT_720,
        *,
        token: str | None = None,
        _options: CallOptions = _DEFAULTS,
    ) -> Source:
        """Make the source of an album's cover.

        :param uid: Album UID.
        :param size: a name, see :class:`ThumbSize`.
        :param token: preview token; default the session's, or the word ``public``.
        :return: the source.
        """
        return self._picture(ALBUM_COVER, "uid", uid, size, token, _options)

    def label_cover(
        self,
        uid: str,
        size: str = ThumbSize.FIT_720,
        *,
        token: str | None = None,
        _options: CallOptions = _DEFAULTS,
    ) -> Source:
        """Make the source of a label's cover.

        :param uid: Label UID.
        :param size: a name, see :class:`ThumbSize`.
        :param token: preview token; default the session's, or the word ``public``.
        :return: the source.
        """
        return self._picture(LABEL_COVER, "uid", uid, size, token, _options)

    def folder_cover(
        self,
        uid: str,
        size: str = ThumbSize.FIT_720,
        *,
        token: str | None = None,
        _options: CallOptions = _DEFAULTS,
    ) -> Source:
        """Make the source of a folder's cover.

        :param uid: folder UID.
        :param size: a name, see :class:`ThumbSize`.
        :param token: preview token; default the session's, or the word ``public``.
        :return: the source.
        """
        return self._picture(FOLDER_COVER, "uid", uid, size, token, _options)

    def album_zip(
        self,
        uid: str,
        *,
        members: Sequence[Member] | None = None,
        token: str | None = None,
        _options: CallOptions = _DEFAULTS,
    ) -> Source:
        """Make the source of an album's zip.

        :param uid: Album UID.
        :param members: files that must be in it, see :func:`members_of_album`; None to take what the server sends.
        :param token: download token; default the session's, or the word ``public``.
        :return: the source.
        """
        known = None if members is None else tuple(members)
        return self._source(DOWNLOAD_ALBUM, {"uid": uid, "token": token}, _options, members=known)

    def _picture(
        self, endpoint: Endpoint, kind: str, subject: str, size: str, token: str | None, options: CallOptions
    ) -> Source:
        extension = "png" if size == "colors" else "jpg"
        arguments = {kind: subject, "token": token, "size": size}
        return self._source(endpoint, arguments, options, name=f"{subject}_{size}.{extension}")

    def _file(
        self, endpoint: Endpoint, arguments: dict[str, str | None], options: CallOptions, sha1: str, known: FileFacts
    ) -> Source:
        return self._source(
            endpoint,
            arguments,
            options,
            sha1=sha1,
            size=known.size,
            name=known.name,
            current=lambda: facts_of_file(self.api_client, sha1),
        )

    def _source(self, endpoint: Endpoint, arguments: Mapping[str, Any], options: CallOptions, **known: Any) -> Source:
        what = {name: value for name, value in arguments.items() if name != "token"}
        path = endpoint.path({**what, "token": "public"})  # refuses bad arguments before anything is asked
        given = caller_headers(options)
        headers = {name: value for name, value in given.items() if str(name).lower() not in _SET_BY_TRANSFER}

        def open_at(offset: int, last_modified: str | None) -> RESTResponse:
            asked = dict(headers)
            if offset:
                asked["Range"] = f"bytes={offset}-"
                if last_modified is not None:
                    asked["If-Range"] = last_modified
            return self.api_client._caller.open(endpoint, arguments, options._replace(headers=asked or None), retries=0)

        host = self.api_client.configuration.host
        key = " ".join([host, endpoint.name, *(what[name] for name in sorted(what))])
        return Source(key=key, title=host + path, body=endpoint.body, open=open_at, **known)


def facts_of_file(client: ApiClient, sha1: str) -> FileFacts | None:
    """Ask what the index says about a file.

    :param client: the client to ask through.
    :param sha1: its hash in the index.
    :return: the facts, or None where the server does not tell them: to this user, or at all.

    Source: GET /api/v1/files/{hash}
    """
    try:
        return _facts(FilesApi(client).get_file(sha1))
    except (ApiException, ApiValueError):
        # An answer that does not describe a file leaves the question open; it never means that there is none.
        return None


def _facts(file: "EntityFile") -> FileFacts:
    modified = file.mod_time if file.mod_time and file.mod_time > 0 else None
    return FileFacts(file.size, modified, (file.name or "").rpartition("/")[2] or None)
