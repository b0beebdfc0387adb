"""Fixtures for every test: only loopback can be reached, no proxy is inherited, no default outlives its test."""

import errno
import ipaddress
import itertools
import logging
import os
import signal
import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from importlib.util import find_spec
from typing import Any

import pytest

from photoprism_client import ApiClient, Configuration, ImagesApi
from photoprism_client._clock import Clock
from photoprism_client._files import disk
from photoprism_client.testing import FaultProxy, PhotoPrismServer
from test.support.clients import Connect, ImagesByMany, Serve
from test.support.manual_clock import recording_clock
from test.support.preloaded_command import Commands, preloaded
from test.support.raw_server import RawServer, Script

_PROXY_VARIABLES = frozenset({"all_proxy", "ftp_proxy", "http_proxy", "https_proxy", "no_proxy", "request_method"})
_FIRST_PORT, _PORTS_EACH, _PROCESSES = 12_000, 2_500, 8
_LOCAL_NAMES = frozenset({"", "localhost", "localhost.localdomain", "ip6-localhost"})


def pytest_addoption(parser: pytest.Parser) -> None:
    """Take a real server for the tests that can run against one."""
    group = parser.getgroup("photoprism", "a real PhotoPrism server instead of the embedded one")
    group.addoption("--server", metavar="URL", help="base URL of the server")
    group.addoption("--username", metavar="NAME", help="who logs in there; left out for a server in public mode")
    group.addoption("--write", action="store_true", help="also run the tests that change that server, and clean up")
    group.addoption("--password", metavar="TEXT", help="password or app password of that user")


def pytest_configure(config: pytest.Config) -> None:
    """Enable Ctrl-C for commands, and let property tests depend on nothing but the code.

    A shell that starts the tests in the background disables Ctrl-C for them.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if find_spec("hypothesis") and not config.getoption("--hypothesis-profile", None):
        from hypothesis import settings

        # The same examples each time, however busy the machine is. ``--hypothesis-profile=default`` looks for others.
        settings.register_profile("repeatable", deadline=None, derandomize=True)
        settings.load_profile("repeatable")


@pytest.fixture(scope="session", autouse=True)
def _own_ports() -> Iterator[None]:
    """Give each test process its own ports, below those of the system, and reuse a port only after all others.

    A port that a test has closed stays closed, since no server of another test listens there soon after.
    """
    number = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) % _PROCESSES
    first = _FIRST_PORT + number * _PORTS_EACH
    ports = itertools.cycle(range(first, first + _PORTS_EACH))
    bind = socket.socket.bind

    def bind_own(self: socket.socket, address: Any) -> None:
        is_open = isinstance(address, tuple) and address[1] == 0 and self.type == socket.SOCK_STREAM
        for port in itertools.islice(ports, _PORTS_EACH) if is_open else ():
            try:
                return bind(self, (address[0], port, *address[2:]))
            except OSError as error:
                if error.errno != errno.EADDRINUSE:
                    raise
        return bind(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "bind", bind_own)
        yield


@pytest.fixture(autouse=True)
def _loopback_only(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection that would leave this machine, and every look-up of a name that is not its own.

    A server named with ``--server`` may be anywhere.
    """
    if request.config.getoption("--server"):
        return
    connect, look_up = socket.socket.connect, socket.getaddrinfo

    def connect_near(self: socket.socket, address: Any) -> None:
        if not isinstance(address, (str, bytes)) and not _is_near(address[0]):
            raise AssertionError(f"a test tried to connect to {address[0]}")
        connect(self, address)

    def look_up_near(host: Any, *args: Any, **options: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        if name is not None and not _is_near(name):
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return look_up(host, *args, **options)

    monkeypatch.setattr(socket.socket, "connect", connect_near)
    monkeypatch.setattr(socket, "getaddrinfo", look_up_near)


@pytest.fixture(autouse=True)
def _no_inherited_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Clear the variables that name a proxy, in either case."""
    for name in list(os.environ):
        if name.lower() in _PROXY_VARIABLES:
            monkeypatch.delenv(name)


@pytest.fixture(autouse=True)
def _fresh_defaults() -> Iterator[None]:
    """Forget default clients and warnings that were given, and undo what a configuration does to loggers."""
    disk.warn_anew()
    loggers = [logging.getLogger(name) for name in ("photoprism_client", "urllib3")]
    levels = [logger.level for logger in loggers]
    yield
    ApiClient.set_default(None)
    Configuration.set_default(None)
    for logger, level in zip(loggers, levels, strict=True):
        logger.setLevel(level)
        for handler in [*logger.handlers]:
            if isinstance(handler, logging.FileHandler):
                logger.removeHandler(handler)
                handler.close()


@pytest.fixture(autouse=True)
def _no_reading_ahead() -> Iterator[None]:
    """Let no page that was asked for ahead reach the server during the next test."""
    yield
    for thread in threading.enumerate():
        if thread.name == "photoprism-listing":
            thread.join(60)
            assert not thread.is_alive()


@pytest.fixture(scope="session")
def commands() -> Iterator[Commands]:
    """Run commands in processes of their own that need no import."""
    with preloaded() as commands:
        yield commands


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Start raw servers that are closed after the test; what went wrong in a script fails it."""
    with ExitStack() as stack:

        def start(script: Script, **options: Any) -> RawServer:
            return stack.enter_context(RawServer(script, **options))

        yield start


@pytest.fixture
def proxy(server: PhotoPrismServer | RawServer) -> Iterator[FaultProxy]:
    """Start a proxy before the server of the test."""
    with FaultProxy(server.url) as proxy:
        yield proxy


@pytest.fixture
def sleeps() -> list[float]:
    """Seconds that clients made by ``connect`` would have slept, in order."""
    return []


@pytest.fixture
def connect(request: pytest.FixtureRequest, serve: Serve, sleeps: list[float]) -> Iterator[Connect]:
    """Make APIs of clients that note their sleeps instead; their chance is always 1, so waits are at their longest.

    With the parameter ``get_thumbs``, they fetch a single thumbnail as if it were one of many.
    """
    kind = ImagesByMany if getattr(request, "param", "") == "get_thumbs" else ImagesApi
    clock = recording_clock(sleeps) if kind is ImagesByMany else Clock(sleep=sleeps.append, chance=lambda: 1.0)
    with ExitStack() as stack:  # clients close before servers: fixtures end in the reverse of their order

        def make(url: str, *, client: Mapping[str, Any] | None = None, **settings: Any) -> ImagesApi:
            configuration = Configuration(host=url, **settings)
            return kind(stack.enter_context(ApiClient(configuration, **{"clock": clock, **(client or {})})))

        yield make


def _is_near(host: str) -> bool:
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback or host in {"0.0.0.0", "::"}
    except ValueError:
        return host.lower() in _LOCAL_NAMES
