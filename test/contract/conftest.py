"""The servers of the contract tests: the embedded one in every mode, or the one named with ``--server``."""

from collections.abc import Iterator
from typing import Any

import pytest

from photoprism_client import ApiClient, Configuration
from photoprism_client.testing import Library, PhotoPrismServer
from test.support.contract_site import Site

_MODES: dict[str, dict[str, Any]] = {
    "public": {"mode": "public"},
    "password": {"mode": "password"},
    "password-2026": {"mode": "password", "tokens": "signed"},
    "sub-path-gzip": {"mode": "password", "sub_path": "/library", "gzip": True},
}
_REAL = "server"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run each test in every mode of the embedded server, or once against a real one."""
    if "site" in metafunc.fixturenames:
        modes = [_REAL] if metafunc.config.getoption("--server") else list(_MODES)
        metafunc.parametrize("site", modes, indirect=True, scope="session")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Change a real server last: what the other tests know of it was listed at their beginning."""
    if config.getoption("--server"):
        items.sort(key=lambda item: "changes" in getattr(item, "fixturenames", ()))


@pytest.fixture(scope="session")
def site(request: pytest.FixtureRequest) -> Iterator[Site]:
    """Yield a server, logged in to once, with what it lists."""
    if request.param == _REAL:
        options = request.config.getoption
        with ApiClient(Configuration(host=options("--server"))) as client:
            yield Site(client, options("--username"), options("--password"))
        return
    settings = _MODES[request.param]
    library = Library.sample(photos=24)
    for number, name in enumerate(("Ada Lovelace", "Jane Doe", "Zoë")):
        library.add_person(name, library.photos[number : number + 2])
    with PhotoPrismServer(library, **settings) as server, ApiClient(Configuration(host=server.url)) as client:
        site = Site(client, "admin", "photoprism", embedded=server)
        server.snapshot()
        yield site


@pytest.fixture
def changes(request: pytest.FixtureRequest, site: Site) -> Iterator[None]:
    """Let a test change the server, if it is ours or ``--write`` is given; ours is as it was afterwards."""
    if site.embedded is None and not request.config.getoption("--write"):
        pytest.skip("this changes the server: add --write")
    yield
    if site.embedded is not None:
        site.embedded.reset()
