"""Downloads through a fault proxy, into memory or into a folder, and what must hold for them after every fault."""

from collections.abc import Callable
from functools import cache, partial
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from photoprism_client import ImagesApi, IntegrityError
from photoprism_client.api.sources import ImageSources
from photoprism_client.testing import FaultProxy
from photoprism_client.testing.proxy import faults
from photoprism_client.testing.proxy.scripts import ProxiedRequest
from photoprism_client.transfer import DownloadResult, Source
from test.support.bodies import sha1
from test.support.contract_site import Row, Site

#: Files with a known SHA-1: their downloads resume.
FILES = ("original", "photo")
COVERS = ("album cover", "folder cover", "label cover")
PICTURES = ("thumb", *COVERS)
#: Everything that can be downloaded.
KINDS = (*FILES, *PICTURES, "zip")
#: One file, one picture and the zip.
ONE_OF_EACH = ("original", "thumb", "zip")

_IN_MEMORY = (("many", "thumb"), *(("memory", kind) for kind in ONE_OF_EACH))
#: Run a test in memory with :data:`ONE_OF_EACH`, with a thumbnail among many, and on disk with :data:`KINDS`.
each_way = pytest.mark.parametrize(
    ("way", "kind"), [*_IN_MEMORY, *(("disk", kind) for kind in KINDS)], indirect=["way"]
)
#: Run a test in memory and on disk with :data:`ONE_OF_EACH`, and with a thumbnail among many.
each_way_once = pytest.mark.parametrize(
    ("way", "kind"), [*_IN_MEMORY, *(("disk", kind) for kind in ONE_OF_EACH)], indirect=["way"]
)

_METHODS = {
    "original": "get_download",
    "photo": "get_photo_download",
    "thumb": "get_thumb",
    "album cover": "album_cover",
    "folder cover": "folder_cover",
    "label cover": "label_cover",
    "zip": "download_album",
}
_MATCH = {"original": "/dl/", "photo": "/dl?", "zip": "/dl?"}
_NAMES = {"original": "original.jpg", "photo": "photo.jpg", "zip": "album.zip"}
_SIZE = "tile_500"
_FOREIGN = {"notes of the owner.txt": b"mine", ".photoprism-config": b"also mine"}
_MOST_ASKED = 50  # albums, folders or labels that are asked for a cover
_ENOUGH = 4096  # bytes that every file has, so that it can be cut within


class Downloads:
    """What a site has of each kind, and a client that fetches it through a proxy.

    :param site: the server.
    :param proxy: the proxy before it.
    :param images: the API, with the proxy as its host.
    """

    #: How often a body that came whole and is wrong is fetched before that is an error.
    downloads: int
    #: Lists of sleeps, in seconds, before a call gives up what never comes; one more where a request brought something.
    waits: tuple[list[float], ...]

    def __init__(self, site: Site, proxy: FaultProxy, images: ImagesApi) -> None:
        self.site, self.proxy, self.images = site, proxy, images
        self.photo, self.file = _smallest(site)
        self.album = str(site.album_with_pictures()["UID"])

    @property
    def size(self) -> int:
        """Bytes of the original."""
        return int(self.file["Size"])

    @property
    def hash(self) -> str:
        """SHA-1 of the original."""
        return str(self.file["Hash"])

    @property
    def first_wait_s(self) -> float:
        """Seconds before the second request."""
        return self.waits[0][0]

    def fetch(self, kind: str, **options: Any) -> Any:
        """Download one of :data:`KINDS`; *options* are those of the method."""
        raise NotImplementedError

    def is_good(self, kind: str) -> bool:
        """Tell whether what was downloaded is what the server has."""
        raise NotImplementedError

    def has_nothing(self, kind: str) -> bool:
        """Tell whether a failed download left nothing."""
        raise NotImplementedError

    def resumes(self, kind: str) -> bool:
        """Tell whether a download resumes where it broke off."""
        raise NotImplementedError

    def recover(self, kind: str) -> None:
        """Get what comes wrong at first and right afterwards, in two downloads."""
        raise NotImplementedError

    def subject(self, kind: str) -> str:
        """Return the hash or UID to ask with."""
        if kind in COVERS:
            return self.covered(kind)
        return {"photo": str(self.photo["UID"]), "zip": self.album}.get(kind, self.hash)

    def covered(self, kind: str) -> str:
        """Return the UID of what one of :data:`COVERS` is the cover of; skip the test where the server shows none."""
        uid = _shown(self.site, kind)
        if uid is None:
            assert self.site.embedded is None, f"the embedded server shows no {kind}"
            pytest.skip(f"this server shows no {kind}")
        return uid

    def method(self, kind: str, form: str = "") -> Callable[..., Any]:
        """Return the method of the API that fetches a kind, with its subject and size."""
        return _method(self.images, kind, self.subject(kind), form)

    def script(self, kind: str, *steps: faults.Fault | tuple[faults.Fault, ...] | None) -> None:
        """Say what happens to the next requests for the bytes of a kind."""
        self.proxy.script(*steps, match=_match(kind))

    def always(self, kind: str, *steps: faults.Fault) -> None:
        """Say what happens to all requests for the bytes of a kind."""
        self.proxy.always(*steps, match=_match(kind))

    def requests(self, kind: str) -> list[ProxiedRequest]:
        """Return the requests for the bytes of a kind so far."""
        return [seen for seen in self.proxy.requests if _match(kind) in f"{seen.path}?{seen.query}"]

    def ranges(self, kind: str = "original") -> list[str | None]:
        """Return the ``Range`` of each of those requests."""
        return [seen.range for seen in self.requests(kind)]

    def is_right(self, kind: str, data: bytes | bytearray) -> bool:
        """Tell whether bytes are those of the server: by SHA-1, or as they come without the proxy."""
        if kind in FILES:
            return sha1(data) == self.hash
        straight = _straight(self.site, kind, self.subject(kind))
        return _members(straight) == _members(data) if kind == "zip" else straight == data


class MemoryDownloads(Downloads):
    """Downloads whose bytes are returned."""

    downloads = 1
    waits = ([0.5, 1.0],)

    def __init__(self, site: Site, proxy: FaultProxy, images: ImagesApi) -> None:
        super().__init__(site, proxy, images)
        self._data: dict[str, bytearray] = {}

    def fetch(self, kind: str, **options: Any) -> Any:
        """Return the bytes."""
        data = self.method(kind)(**options)
        self._data[kind] = data
        return data

    def is_good(self, kind: str) -> bool:
        """Compare the bytes that came last."""
        return kind in self._data and self.is_right(kind, self._data[kind])

    def has_nothing(self, kind: str) -> bool:
        """Tell whether no bytes were returned."""
        return kind not in self._data

    def resumes(self, kind: str) -> bool:
        """Tell that nothing resumes in memory."""
        return False

    def recover(self, kind: str) -> None:
        """Expect an error of the first call; the second returns the bytes."""
        with pytest.raises(IntegrityError):
            self.fetch(kind)
        self.fetch(kind)


class ManyDownloads(MemoryDownloads):
    """Thumbnails that are fetched as if they were some of many."""

    def fetch(self, kind: str, **options: Any) -> Any:
        """Return the bytes of a thumbnail; its time limit is that of the configuration."""
        if "_request_timeout" in options:
            configuration = self.images.api_client.configuration
            configuration.connect_timeout_s = configuration.read_timeout_s = options.pop("_request_timeout")
        with self.images.get_thumbs([self.subject(kind)], size=_SIZE, **options) as thumbs:
            self._data[kind] = next(thumbs)
        return self._data[kind]


class FolderDownloads(Downloads):
    """Downloads into a folder, and its invariants.

    :param path: an empty folder.
    """

    downloads = 2
    waits = ([1.0, 2.0, 4.0, 8.0], [1.0, 1.0, 2.0, 4.0, 8.0])

    def __init__(self, site: Site, proxy: FaultProxy, images: ImagesApi, path: Path) -> None:
        super().__init__(site, proxy, images)
        self.path = path
        #: SHA-1 of further bytes that a test allows under the final names.
        self.allowed: set[str] = set()
        self._asked: set[str] = set()
        for name, data in _FOREIGN.items():
            (path / name).write_bytes(data)
        self._before = {name: (path / name).stat().st_mtime_ns for name in _FOREIGN}

    def target(self, kind: str) -> Path:
        """Return the final name of a kind."""
        return self.path / _NAMES.get(kind, f"{kind}.jpg")

    def fetch(self, kind: str, **options: Any) -> DownloadResult:
        """Write the file."""
        method = self.method(kind, "_to_file")  # may skip the test
        self._asked.add(kind)
        result: DownloadResult = method(self.target(kind), **options)
        return result

    def source(self, kind: str) -> Source:
        """Make the source of a file, the thumbnail or the zip, for functions of ``transfer``."""
        make = ImageSources(self.images.api_client)
        self._asked.add(kind)
        if kind == "thumb":
            return make.thumb(self.hash, size=_SIZE)
        if kind == "zip":
            return make.album_zip(self.album)
        return make.original(self.hash) if kind == "original" else make.primary_file(self.subject(kind))

    def is_good(self, kind: str) -> bool:
        """Compare the file; a missing one is not good."""
        path = self.target(kind)
        return path.exists() and self.is_right(kind, path.read_bytes())

    def has_nothing(self, kind: str) -> bool:
        """Tell whether there is neither the file nor a part of it."""
        return not self.target(kind).exists() and self.orphans == []

    def resumes(self, kind: str) -> bool:
        """Tell whether a kind has a known SHA-1."""
        return kind in FILES

    def recover(self, kind: str) -> None:
        """Expect one call to fetch the file twice."""
        self.fetch(kind)

    @property
    def orphans(self) -> list[str]:
        """Suffixes of the partial files and of the sidecar files that describe them."""
        return sorted(path.suffix for path in self.path.glob(".photoprism-*") if path.name not in _FOREIGN)

    def partial(self) -> Path:
        """Return the one partial file."""
        (found,) = self.path.glob(".photoprism-*.part")
        return found

    def check(self) -> None:
        """Check that a final name has right bytes, and that files of others are as they were (I1, I2)."""
        for kind in KINDS:
            path = self.target(kind)
            if path.exists():
                assert self.is_good(kind) or sha1(path.read_bytes()) in self.allowed, f"{path.name} has wrong bytes"
        known = {self.target(kind).name for kind in KINDS} | set(_FOREIGN)
        strange = {path.name for path in self.path.iterdir()} - known
        assert {name for name in strange if not name.startswith(".photoprism-")} == set()
        for name, data in _FOREIGN.items():
            assert (self.path / name).read_bytes() == data
            assert (self.path / name).stat().st_mtime_ns == self._before[name]

    def converge(self) -> None:
        """Check that a run without faults completes everything, leaves no orphans and fetches nothing twice (I3)."""
        self.proxy.clear()
        for kind in sorted(self._asked):
            if not self.is_good(kind):
                self.fetch(kind, overwrite=True)
                assert self.is_good(kind)
            if kind in FILES:
                count = len(self.requests(kind))
                assert self.fetch(kind).was_present
                assert len(self.requests(kind)) == count
        assert self.orphans == []


def _match(kind: str) -> str:
    return _MATCH.get(kind, "/t/")


def _method(images: ImagesApi, kind: str, subject: str, form: str = "") -> Callable[..., Any]:
    method = getattr(images, _METHODS[kind] + form)
    return partial(method, subject, **({"size": _SIZE} if kind in PICTURES else {}))


@cache
def _straight(site: Site, kind: str, subject: str) -> bytes:
    return bytes(_method(site.images, kind, subject)())


@cache
def _shown(site: Site, kind: str) -> str | None:
    """Return the first UID whose cover is a picture: servers of 2026 show an icon for many albums and labels."""
    rows = {"album cover": site.albums, "folder cover": site.folders, "label cover": site.labels}[kind]
    for row in rows[:_MOST_ASKED]:
        cover = _method(site.images, kind, row["UID"])()
        if not cover.is_placeholder and len(cover) > _ENOUGH:
            return str(row["UID"])
    return None


def _smallest(site: Site) -> tuple[Row, Row]:
    """Return the photo with the smallest primary JPEG that can be cut, and that file."""
    found = [
        (photo, file)
        for photo in site.photos
        for file in photo["Files"]
        if file.get("Primary") and file["Root"] == "/" and file["FileType"] == "jpg" and file["Size"] > _ENOUGH
    ]
    if not found:
        pytest.skip("this server has no photo with a JPEG")
    return min(found, key=lambda row: (row[1]["Size"], row[1]["Hash"]))


def _members(data: bytes | bytearray) -> list[str]:
    with ZipFile(BytesIO(data)) as archive:
        return sorted(sha1(archive.read(name)) for name in archive.namelist())
