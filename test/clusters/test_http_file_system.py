"""What fsspec's file system for http makes of a server's faults, and ours: the reason why there is one."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import fsspec
import pytest

from photoprism_client.fs import PhotoPrismFileSystem
from photoprism_client.testing import FaultProxy, Library, PhotoPrismServer, faults
from test.support.optional_libraries import needed

pytestmark = pytest.mark.once

ORIGINAL = "originals/2021/07/IMG_0002.JPG"
THUMB = f"thumbs/fit_2048/{ORIGINAL}"


class Both(NamedTuple):
    """A server behind a proxy, and both file systems of it."""

    server: PhotoPrismServer
    proxy: FaultProxy
    ours: Any
    http: Any
    #: SHA-1 of the original.
    sha1: str

    @property
    def url(self) -> str:
        """The URL of the original."""
        return f"{self.proxy.url}/api/v1/dl/{self.sha1}?t=public"

    @property
    def thumb_url(self) -> str:
        """The URL of a thumbnail of it."""
        return f"{self.proxy.url}/api/v1/t/{self.sha1}/public/fit_2048"


@pytest.fixture
def both() -> Iterator[Both]:
    """Start a server, and list the folders of the pictures."""
    needed("aiohttp")
    with PhotoPrismServer(Library.sample(photos=6)) as server, FaultProxy(server.url) as proxy:
        ours = PhotoPrismFileSystem(host=proxy.url, skip_instance_cache=True, retries=0)
        for path in (ORIGINAL, THUMB):
            ours.ls(path.rpartition("/")[0])
        http, sha1 = fsspec.filesystem("http", skip_instance_cache=True), ours.info(ORIGINAL)["sha1"]
        yield Both(server, proxy, ours, http, sha1)
        ours._connection.client.close()


@pytest.mark.parametrize(
    "short",
    [[faults.Shorten(1000)], [faults.DropHeader("Content-Length"), faults.Cut(1000)]],
    ids=["length that fits", "no length"],
)
def test_short_answer_is_an_error(both: Both, short: Sequence[faults.Fault]) -> None:
    """A body that ends early, with no length or one that fits, is the file for http, and an error here."""
    both.proxy.always(*short, match="/dl/")
    assert len(both.http.cat_file(both.url)) == 1000 < both.ours.info(ORIGINAL)["size"]
    for read in (both.ours.cat_file, lambda path: both.ours.open(path, block_size=5000).read()):
        with pytest.raises(OSError, match="1000") as caught:
            read(ORIGINAL)
        assert caught.value.filename == ORIGINAL


def test_other_file_is_an_error(both: Both) -> None:
    """A file that was replaced by one of the same length is the file for http, and an error here."""
    size = both.ours.info(ORIGINAL)["size"]
    both.proxy.always(faults.Swap(b"x" * size, "Wed, 01 Jan 2025 00:00:00 GMT"), match="/dl/")
    assert both.http.cat_file(both.url) == b"x" * size
    for options in ({}, {"start": 100, "end": 200}):
        with pytest.raises(OSError, match="changed on the server"):
            both.ours.cat_file(ORIGINAL, **options)


def test_placeholder_is_an_error(both: Both) -> None:
    """The icon that a server sends for a missing picture is a file for http, and no picture here."""
    both.server.unmount_originals()
    with pytest.raises(FileNotFoundError):
        both.ours.cat_file(THUMB)
    assert both.http.cat_file(both.thumb_url).startswith(b"<svg")
