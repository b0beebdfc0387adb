"""`ImageSources`: what :func:`photoprism_client.transfer.download_all` fetches, made of hashes and UIDs."""

from collections.abc import Sequence

from photoprism_client.api import image_endpoints, sources
from photoprism_client.api_client import ApiClient
from photoprism_client.sizes import ThumbSize
from photoprism_client.transfer.source import Member, Source


class ImageSources:
    """Makes the sources of a server's pictures, files and zips.

    :param api_client: the client to ask through; default :meth:`ApiClient.get_default`.
    """

    def __init__(self, api_client: ApiClient | None = None) -> None:
        self.api_client = ApiClient.get_default() if api_client is None else api_client

    def original(self, hash: str, *, size: int | None = None, name: str | None = None) -> Source:
        """Make the source of a file as it is on the server's disk.

        :param hash: its SHA-1, 40 hex digits.
        :param size: bytes, where known.
        :param name: file name in the index, where known; it spares a request where the path is a folder.
        :return: the source.
        """
        return sources.original(self.api_client, image_endpoints.GET_DOWNLOAD, {"hash": hash}, size=size, name=name)

    def primary_file(self, uid: str) -> Source:
        """Make the source of a photo's primary file; the server is asked for its hash now.

        :param uid: photo UID.
        :return: the source.
        :raises ApiException: the server does not tell it.
        """
        return sources.primary_file(self.api_client, image_endpoints.GET_PHOTO_DOWNLOAD, {"uid": uid})

    def thumb(self, thumb: str, size: str = ThumbSize.FIT_720) -> Source:
        """Make the source of a thumbnail.

        :param thumb: SHA-1 of the file, or that and a crop area.
        :param size: a name, see :class:`ThumbSize`.
        :return: the source.
        """
        return sources.picture(self.api_client, image_endpoints.GET_THUMB, {"thumb": thumb, "size": size})

    def album_cover(self, uid: str, size: str = ThumbSize.FIT_720) -> Source:
        """Make the source of an album's cover.

        :param uid: Album UID.
        :param size: a name, see :class:`ThumbSize`.
        :return: the source.
        """
        return sources.picture(self.api_client, image_endpoints.ALBUM_COVER, {"uid": uid, "size": size})

    def label_cover(self, uid: str, size: str = ThumbSize.FIT_720) -> Source:
        """Make the source of a label's cover.

        :param uid: Label UID.
        :param size: a name, see :class:`ThumbSize`.
        :return: the source.
        """
        return sources.picture(self.api_client, image_endpoints.LABEL_COVER, {"uid": uid, "size": size})

    def folder_cover(self, uid: str, size: str = ThumbSize.FIT_720) -> Source:
        """Make the source of a folder's cover.

        :param uid: folder UID.
        :param size: a name, see :class:`ThumbSize`.
        :return: the source.
        """
        return sources.picture(self.api_client, image_endpoints.FOLDER_COVER, {"uid": uid, "size": size})

    def album_zip(self, uid: str, *, members: Sequence[Member] | None = None) -> Source:
        """Make the source of an album's zip.

        :param uid: Album UID.
        :param members: files that must be in it, where known.
        :return: the source.
        """
        return sources.archive(self.api_client, image_endpoints.DOWNLOAD_ALBUM, {"uid": uid}, members=members)
