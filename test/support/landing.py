"""A folder behind a fault proxy that downloads land in, and the invariants that hold in it after every fault."""

from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest

from photoprism_client import ImagesApi, MediaBytes
from photoprism_client.api.sources import ImageSources
from photoprism_client.testing.proxy import faults
from photoprism_client.testing.proxy.director import ProxiedRequest
from photoprism_client.transfer import DownloadResult, Source
from test.support.contract_site import Row, Site
from test.support.through import Through, sha1

#: What can be asked for by a hash, and resumes.
FILES = ("original", "photo")
#: What is there only where it is a whole picture.
COVERS = ("album cover", "folder cover", "label cover")
PICTURES = ("thumb", *COVERS)
#: What there is to fetch.
KINDS = (*FILES, *PICTURES, "zip")

_MATCH = {"original": "/dl/", "photo": "/dl?", "zip": "/dl?"}
_NAMES = {"original": "original.jpg", "photo": "photo.jpg", "zip": "album.zip"}
_SIZE = "tile_500"
_FOREIGN = {"notes of the owner.txt": b"mine", ".photoprism-config": b"also mine"}
_MOST_ASKED = 50  # albums, folders or labels that are asked for a cover
_ENOUGH = 4096  # bytes that every file has, so that it can be cut within


class Landing:
    """Saves things of a site through a proxy.

    :param through: the client behind the proxy.
    :param path: an empty folder.
    """

    def __init__(self, through: Through, path: Path) -> None:
        self.path, self.site, self.proxy, self.images = path, through.site, through.proxy, through.images
        self._through = through
        self.photo, self.file = _smallest(through)
        self.allowed: set[str] = set()
        self._saved: set[str] = set()
        for name, data in _FOREIGN.items():
            (path / name).write_bytes(data)
        self._before = {name: (path / name).stat().st_mtime_ns for name in _FOREIGN}

    @property
    def size(self) -> int:
        """Bytes of the original."""
        return int(self.file["Size"])

    @property
    def hash(self) -> str:
        """SHA-1 of the original."""
        return str(self.file["Hash"])

    @property
    def album(self) -> str:
        """UID of the album."""
        return self._through.album

    @property
    def kinds(self) -> list[str]:
        """What of :data:`KINDS` this server has; all of it, if it is the embedded one."""
        return [kind for kind in KINDS if kind not in COVERS or _shown(self.site, kind) is not None]

    def covered(self, kind: str) -> str:
        """Return the UID of what one of :data:`COVERS` is the cover of; a server without one skips the test."""
        uid = _shown(self.site, kind)
        if uid is None:
            assert self.site.embedded is None, f"the embedded server shows no {kind}"
            pytest.skip(f"this server shows no {kind}")
        return uid

    def target(self, kind: str) -> Path:
        """Return the final name of one of :data:`KINDS`."""
        return self.path / _NAMES.get(kind, f"{kind}.jpg")

    def save(self, kind: str, images: ImagesApi | None = None, /, **options: Any) -> DownloadResult:
        """Save one of :data:`KINDS`; *options* are those of the method."""
        method = self._method(kind, images or self.images)  # may skip the test
        self._saved.add(kind)
        return method(self.target(kind), **options)

    def source(self, kind: str) -> Source:
        """Make the source of one of :data:`KINDS`, for functions of ``transfer``."""
        make = ImageSources(self.images.api_client)
        self._saved.add(kind)
        if kind in FILES:
            return make.original(self.hash) if kind == "original" else make.primary_file(self.photo["UID"])
        return make.thumb(self.hash, size=_SIZE) if kind == "thumb" else make.album_zip(self.album)

    def script(self, kind: str, *steps: faults.Fault | tuple[faults.Fault, ...] | None) -> None:
        """Say what happens to the next requests for the bytes of one of :data:`KINDS`."""
        self.proxy.script(*steps, match=_MATCH.get(kind, "/t/"))

    def always(self, kind: str, *steps: faults.Fault) -> None:
        """Say what happens to all requests for the bytes of one of :data:`KINDS`."""
        self.proxy.always(*steps, match=_MATCH.get(kind, "/t/"))

    def requests(self, kind: str) -> list[ProxiedRequest]:
        """Return the requests for the bytes of one of :data:`KINDS` so far."""
        match = _MATCH.get(kind, "/t/")
        return [seen for seen in self.proxy.requests if match in f"{seen.path}?{seen.query}"]

    def ranges(self, kind: str = "original") -> list[str | None]:
        """Return what those requests asked for."""
        return [seen.range for seen in self.requests(kind)]

    def is_good(self, kind: str) -> bool:
        """Tell whether a file is there and has the bytes of the server."""
        path = self.target(kind)
        if not path.exists():
            return False
        data = path.read_bytes()
        if kind in FILES:
            return sha1(data) == self.hash
        if kind == "zip":
            return self._through.is_good("zip", MediaBytes(data))
        return data == self._straight(kind)

    @property
    def orphans(self) -> list[str]:
        """Names of partial files and their notes, by their ends."""
        return sorted(path.suffix for path in self.path.glob(".photoprism-*") if path.name not in _FOREIGN)

    def partial(self) -> Path:
        """Return the one partial file."""
        (found,) = self.path.glob(".photoprism-*.part")
        return found

    def check(self) -> None:
        """Check I1: no final name unless its bytes are right; and I2: what is not ours is as it was."""
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
        """Check I3: once nothing goes wrong all is there, without orphans; what is verified is not fetched again."""
        self.proxy.clear()
        for kind in sorted(self._saved):
            was_good = self.is_good(kind)
            if not was_good:
                self.save(kind, overwrite=True)
                assert self.is_good(kind)
            if kind in FILES:
                count = len(self.requests(kind))
                assert self.save(kind).was_present
                assert len(self.requests(kind)) == count
        assert self.orphans == []

    def _method(self, kind: str, images: ImagesApi) -> Callable[..., DownloadResult]:
        """Return the fourth form of a method, with all but its path."""
        methods: dict[str, tuple[Callable[..., DownloadResult], Callable[[], str]]] = {
            "original": (images.get_download_to_file, lambda: self.hash),
            "photo": (images.get_photo_download_to_file, lambda: str(self.photo["UID"])),
            "thumb": (images.get_thumb_to_file, lambda: self.hash),
            "album cover": (images.album_cover_to_file, lambda: self.covered(kind)),
            "folder cover": (images.folder_cover_to_file, lambda: self.covered(kind)),
            "label cover": (images.label_cover_to_file, lambda: self.covered(kind)),
            "zip": (images.download_album_to_file, lambda: self.album),
        }
        method, subject = methods[kind]
        return partial(method, subject(), **({"size": _SIZE} if kind in PICTURES else {}))

    def _straight(self, kind: str) -> bytes:
        """Return a picture as it comes without the proxy."""
        images = self.site.images
        if kind == "thumb":
            return bytes(images.get_thumb(self.hash, size=_SIZE))
        return bytes(_covers(self.site, kind)[1](self.covered(kind), size=_SIZE))


def _covers(site: Site, kind: str) -> tuple[list[Row], Callable[..., MediaBytes]]:
    """Return what may have a cover of a kind, and what asks for it."""
    return {
        "album cover": (site.albums, site.images.album_cover),
        "folder cover": (site.folders, site.images.folder_cover),
        "label cover": (site.labels, site.images.label_cover),
    }[kind]


@cache
def _shown(site: Site, kind: str) -> str | None:
    """Return the first UID whose cover is a picture: servers of 2026 show an icon for many albums and labels."""
    rows, ask = _covers(site, kind)
    for row in rows[:_MOST_ASKED]:
        cover = ask(row["UID"], size=_SIZE)
        if not cover.is_placeholder and len(cover) > _ENOUGH:
            return str(row["UID"])
    return None


def _smallest(through: Through) -> tuple[Row, Row]:
    """Return the photo with the smallest primary JPEG that can be cut, and that file."""
    found = [
        (photo, file)
        for photo in through.site.photos
        for file in photo["Files"]
        if file.get("Primary") and file["Root"] == "/" and file["FileType"] == "jpg" and file["Size"] > _ENOUGH
    ]
    if not found:
        pytest.skip("this server has no photo with a JPEG")
    return min(found, key=lambda row: (row[1]["Size"], row[1]["Hash"]))
