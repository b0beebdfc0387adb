"""The client behind a fault proxy: what it can ask the server for, and whether what came is good."""

import hashlib
import io
import zipfile

from photoprism_client import ImagesApi, MediaBytes
from photoprism_client.testing import FaultProxy
from test.support.contract_site import Site

#: What there is to fetch: an original, a thumbnail, the zip of an album.
KINDS = ("file", "thumb", "zip")
_ENOUGH = 4096  # bytes that every body has, so that it can be cut within


class Through:
    """Fetches things of a site through a proxy.

    :param site: the server.
    :param proxy: before it.
    :param images: the API, with the proxy as its host.
    """

    def __init__(self, site: Site, proxy: FaultProxy, images: ImagesApi) -> None:
        self.site, self.proxy, self.images = site, proxy, images
        files = [file for file in site.originals if file["Size"] > _ENOUGH and file["FileType"] == "jpg"]
        #: A picture of the user's, not the largest.
        self.file = min(files, key=lambda file: (file["Size"], file["Hash"]))
        self.album = str(site.album_with_pictures()["UID"])

    def fetch(self, kind: str, images: ImagesApi | None = None, timeout: float | None = None) -> MediaBytes:
        """Fetch one of :data:`KINDS`, through the proxy unless *images* leads elsewhere."""
        images = images or self.images
        if kind == "file":
            return images.get_download(self.file["Hash"], _request_timeout=timeout)
        if kind == "thumb":
            return images.get_thumb(self.file["Hash"], size="tile_500", _request_timeout=timeout)
        return images.download_album(self.album, _request_timeout=timeout)

    def is_good(self, kind: str, data: MediaBytes) -> bool:
        """Tell whether *data* is what the server has: by hash, or as it comes without the proxy."""
        if kind == "file":
            return sha1(data) == str(self.file["Hash"])
        straight = self.fetch(kind, self.site.images)
        return _members(straight) == _members(data) if kind == "zip" else bytes(straight) == bytes(data)


def sha1(data: bytes | bytearray) -> str:
    """Return the SHA-1 in hex digits."""
    return hashlib.sha1(data, usedforsecurity=False).hexdigest()


def _members(data: bytes | bytearray) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return sorted(sha1(archive.read(name)) for name in archive.namelist())
