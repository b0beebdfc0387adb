"""`ImageSources`: what :mod:`photoprism_client.transfer` fetches, made of hashes and UIDs."""

from collections.abc import Sequence

from photoprism_client.api import source_making
from photoprism_client.api._generated.images import (
    ALBUM_COVER,
    DOWNLOAD_ALBUM,
    FOLDER_COVER,
    GET_DOWNLOAD,
    GET_PHOTO_DOWNLOAD,
    GET_THUMB,
    LABEL_COVER,
)
from photoprism_client.api._operations import Operation
from photoprism_client.api.bulk_sources import BulkThumbs
from photoprism_client.api.source_making import Asked
from photoprism_client.api_client import ApiClient
from photoprism_client.media import MediaBytes
from photoprism_client.sizes import ThumbSize
from photoprism_client.transfer.source import Member, Source


class ImageSources:
    """Makes the sources of a server's pictures, files and zips, usually as :attr:`ImagesApi.sources`.

    :param api_client: the client to ask through; default :meth:`ApiClient.get_default`.
    """

    def __init__(self, api_client: ApiClient | None = None) -> None:
        self.api_client = ApiClient.get_default() if api_client is None else api_client

    def original(
        self, hash: str, *, size: int | None = None, name: str | None = None, token: str | None = None
    ) -> Source:
        """Make the source of a file as it is on the server's disk.

        :param hash: its SHA-1, 40 hex digits.
        :param size: bytes, where known.
        :param name: file name in the index, where known; it spares a request if the path is a folder.
        :param token: download token; default the session's, or the word ``public``.
        :return: the source.
        """
        asked = self._asked(GET_DOWNLOAD, {"hash": hash, "token": token})
        return source_making.original(asked, size=size, name=name)

    def primary_file(self, uid: str, *, token: str | None = None) -> Source:
        """Make the source of a photo's primary file; this asks the server for its hash.

        :param uid: photo UID.
        :param token: download token; default the session's, or the word ``public``.
        :return: the source.
        :raises ApiException: the server does not tell the photo's files, or the photo has none.

        Source: GET /api/v1/photos/{uid}
        """
        return source_making.primary_file(self._asked(GET_PHOTO_DOWNLOAD, {"uid": uid, "token": token}))

    def thumb(self, thumb: str, size: str = ThumbSize.FIT_720, *, token: str | None = None) -> Source:
        """Make the source of a thumbnail.

        :param thumb: SHA-1 of the file, or that and a crop area.
        :param size: a name, see :class:`ThumbSize`.
        :param token: preview token; default the session's, or the word ``public``.
        :return: the source.
        """
        asked = self._asked(GET_THUMB, {"thumb": thumb, "token": token, "size": size})
        return source_making.picture(asked, BulkThumbs(self.api_client, token, size))

    def album_cover(self, uid: str, size: str = ThumbSize.FIT_720, *, token: str | None = None) -> Source:
        """Make the source of an album's cover.

        :param uid: album UID.
        :param size: a name, see :class:`ThumbSize`.
        :param token: preview token; default the session's, or the word ``public``.
        :return: the source.
        """
        return self._picture(ALBUM_COVER, {"uid": uid, "token": token, "size": size})

    def label_cover(self, uid: str, size: str = ThumbSize.FIT_720, *, token: str | None = None) -> Source:
        """Make the source of a label's cover.

        :param uid: label UID.
        :param size: a name, see :class:`ThumbSize`.
        :param token: preview token; default the session's, or the word ``public``.
        :return: the source.
        """
        return self._picture(LABEL_COVER, {"uid": uid, "token": token, "size": size})

    def folder_cover(self, uid: str, size: str = ThumbSize.FIT_720, *, token: str | None = None) -> Source:
        """Make the source of a folder's cover.

        :param uid: folder UID.
        :param size: a name, see :class:`ThumbSize`.
        :param token: preview token; default the session's, or the word ``public``.
        :return: the source.
        """
        return self._picture(FOLDER_COVER, {"uid": uid, "token": token, "size": size})

    def album_zip(self, uid: str, *, members: Sequence[Member] | None = None, token: str | None = None) -> Source:
        """Make the source of an album's zip.

        :param uid: album UID.
        :param members: files that must be in it, see :func:`members_of_album`; None to take what the server sends.
        :param token: download token; default the session's, or the word ``public``.
        :return: the source.
        """
        asked = self._asked(DOWNLOAD_ALBUM, {"uid": uid, "token": token})
        return source_making.archive(asked, members=members)

    def _picture(self, operation: Operation[MediaBytes], arguments: dict[str, str | None]) -> Source:
        return source_making.picture(self._asked(operation, arguments))

    def _asked(self, operation: Operation[MediaBytes], arguments: dict[str, str | None]) -> Asked:
        return Asked(self.api_client, operation.endpoint, arguments)
