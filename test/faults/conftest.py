"""Fixtures: a fault proxy to the embedded server, or to the one named with ``--server``, and downloads through it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from photoprism_client import ApiClient, Configuration, ImagesApi
from photoprism_client.testing import FaultProxy, Library, PhotoPrismServer
from test.support.clients import Connect
from test.support.contract_site import Site
from test.support.downloads import Downloads, FolderDownloads, ManyDownloads, MemoryDownloads
from test.support.manual_clock import recording_clock


@pytest.fixture(scope="session")
def site(request: pytest.FixtureRequest) -> Iterator[Site]:
    """Yield a server, logged in to once; nothing on it is changed."""
    option = request.config.getoption
    if option("--server"):
        with ApiClient(Configuration(host=option("--server"))) as client:
            yield Site(client, option("--username"), option("--password"))
        return
    with (
        PhotoPrismServer(Library.sample(photos=12), mode="password", sub_path="/library") as server,
        ApiClient(Configuration(host=server.url)) as client,
    ):
        yield Site(client, "admin", "photoprism", embedded=server)


@pytest.fixture
def proxy(site: Site) -> Iterator[FaultProxy]:
    """Start a proxy before the server; a fault that does not fit an answer fails the test."""
    with FaultProxy(site.client.configuration.host) as proxy:
        yield proxy


@pytest.fixture
def images(site: Site, proxy: FaultProxy, connect: Connect) -> ImagesApi:
    """Make the API of a client of the proxy, with the tokens of the session; it records its sleeps."""
    settings = site.client.configuration
    tokens = {name: getattr(settings, name) for name in ("access_token", "preview_token", "download_token")}
    return connect(proxy.url, **tokens)


@pytest.fixture
def memory(site: Site, proxy: FaultProxy, images: ImagesApi) -> MemoryDownloads:
    """Download through the proxy into memory."""
    return MemoryDownloads(site, proxy, images)


@pytest.fixture
def many(site: Site, proxy: FaultProxy, images: ImagesApi, sleeps: list[float]) -> ManyDownloads:
    """Download thumbnails through the proxy into memory, as some of many."""
    images.api_client.clock = recording_clock(sleeps)
    return ManyDownloads(site, proxy, images)


@pytest.fixture
def folder(site: Site, proxy: FaultProxy, images: ImagesApi, tmp_path: Path) -> Iterator[FolderDownloads]:
    """Download through the proxy into a folder; afterwards its invariants hold and a clean rerun converges."""
    path = tmp_path / "pictures"
    path.mkdir()
    found = FolderDownloads(site, proxy, images, path)
    yield found
    found.check()
    found.converge()
    found.check()


@pytest.fixture
def way(request: pytest.FixtureRequest) -> Downloads:
    """Download in the way that a test is parametrized with: ``memory``, ``many`` or ``disk``."""
    found: Downloads = request.getfixturevalue({"disk": "folder"}.get(request.param, request.param))
    return found
