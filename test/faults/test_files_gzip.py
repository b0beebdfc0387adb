"""A server that compresses whatever it may: files come as they are, because that is what is asked for."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from photoprism_client import IntegrityError
from photoprism_client._clock import Clock
from photoprism_client.api.sources import ImageSources
from photoprism_client.testing import FaultProxy, Library, PhotoPrismServer
from photoprism_client.testing.proxy import faults
from photoprism_client.transfer import Item, download_all
from test.support.clients import CALLS, Call, Connect
from test.support.landing import KINDS, Landing
from test.support.through import sha1


@pytest.fixture
def packing() -> Iterator[PhotoPrismServer]:
    """Start a server in its gzip mode, which compresses originals and photos, but no thumbnails and zips."""
    with PhotoPrismServer(Library.sample(photos=8), gzip=True) as server:
        yield server


@pytest.mark.parametrize("kind", KINDS)
def test_file_is_asked_for_as_it_is(landing: Landing, kind: str) -> None:
    """Every kind of file is asked for without a compression, whatever the caller's headers say."""
    landing.save(kind, _headers={"Accept-Encoding": "gzip, br", "accept-encoding": "deflate"})
    assert landing.is_good(kind)
    assert [seen.headers["Accept-Encoding"] for seen in landing.requests(kind)] == ["identity"]


def test_compressing_server_sends_every_original_as_it_is(
    packing: PhotoPrismServer, connect: Connect, tmp_path: Path
) -> None:
    """A whole library lands with its SHA-1, though the server compresses for whoever lets it."""
    images = connect(packing.url)
    sources = ImageSources(images.api_client)
    files = [file for file in packing.library.files if file.disk.exists()]
    items = [Item(sources.original(file.hash), tmp_path / file.hash) for file in files]
    assert download_all(items, 4).finish().fetched == len({file.hash for file in files})
    assert {path.name for path in tmp_path.iterdir()} == {sha1(path.read_bytes()) for path in tmp_path.iterdir()}
    asked = [seen for seen in packing.requests if "/dl/" in seen.path]
    assert {seen.headers["accept-encoding"] for seen in asked} == {"identity"}


def test_compressing_server_sends_the_rest_as_it_is(
    packing: PhotoPrismServer, connect: Connect, tmp_path: Path
) -> None:
    """After a cut the rest comes uncompressed, too, and fits."""
    photo = packing.library.find("2022/Ferien & Spaß/DSC 001 ü.jpg")
    with FaultProxy(packing.url) as proxy:
        proxy.script(faults.Cut(1000), match="/dl/")
        clock = Clock(sleep=lambda seconds: None)
        connect(proxy.url, client={"clock": clock}).get_download_to_file(photo.hash, tmp_path / "a")
        assert [seen.status for seen in proxy.requests] == [200, 206]
    assert sha1((tmp_path / "a").read_bytes()) == photo.hash


@pytest.mark.parametrize("call", [call for call in CALLS if call.name in {"get_download", "get_photo_download"}])
def test_compressing_server_that_is_made_to_compress_writes_nothing(
    packing: PhotoPrismServer, connect: Connect, tmp_path: Path, call: Call
) -> None:
    """Where something on the way asks it to compress after all, the encoded answer is refused, and no file is made."""
    photo = packing.library.find("2022/Ferien & Spaß/DSC 001 ü.jpg")
    with FaultProxy(packing.url) as proxy:
        proxy.always(_AskForGzip(), match="/dl")
        subject = photo.hash if call.name == "get_download" else photo.uid
        with pytest.raises(IntegrityError, match="encoded as gzip"):
            call(connect(proxy.url), "_to_file", path=tmp_path / "a", **{call.required[0]: subject})
    assert list(tmp_path.iterdir()) == []


class _AskForGzip(faults.Fault):
    """Change what a request allows, as a careless proxy does."""

    def on_request(self, request: faults.Request) -> None:
        """Allow gzip."""
        request.fields.set("Accept-Encoding", "gzip")
