"""A fault proxy before the embedded server, or before the one named with ``--server``, and a client behind it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from photoprism_client import ApiClient, Configuration
from photoprism_client.testing import FaultProxy, Library, PhotoPrismServer
from test.support.clients import Connect
from test.support.contract_site import Site
from test.support.landing import Landing
from test.support.through import Through


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
    """Start a proxy before the server; a fault that could not be done fails the test."""
    with FaultProxy(site.client.configuration.host) as proxy:
        yield proxy


@pytest.fixture
def through(site: Site, proxy: FaultProxy, connect: Connect) -> Through:
    """Make a client behind the proxy, with the tokens of the session; it notes its sleeps."""
    settings = site.client.configuration
    tokens = {name: getattr(settings, name) for name in ("access_token", "preview_token", "download_token")}
    return Through(site, proxy, connect(proxy.url, **tokens))


@pytest.fixture
def landing(through: Through, tmp_path: Path) -> Iterator[Landing]:
    """Make a folder for downloads through the proxy; its invariants are checked, and a clean rerun must converge."""
    path = tmp_path / "pictures"
    path.mkdir()
    found = Landing(through, path)
    yield found
    found.check()
    found.converge()
    found.check()
