"""Fixtures for tests of code that talks to a PhotoPrism server: a library, a server, a client, and faults between them.

Pytest finds this module by its entry point and loads it in every run, so it imports nothing but pytest before a fixture
is used. That is why it is not a module of `photoprism_client`: to import one would import the package.
"""

import inspect
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from types import ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

if TYPE_CHECKING:
    from photoprism_client import ApiClient
    from photoprism_client.testing import FaultProxy, Library, PhotoPrismServer

_MARK = "photoprism"
_PHOTOS = 24
_PER = ("test", "module")
# The fixtures make the library and close it.
_NOT_FOR_MARKS = ("library", "owns_library")


class _Time:
    """The time of a client: a sleep moves it ahead, without waiting. Methods can be pickled, and lambdas cannot."""

    def __init__(self) -> None:
        self._ahead_s = 0.0

    def sleep(self, seconds: float) -> None:
        self._ahead_s += seconds

    def now(self) -> float:
        return time.time() + self._ahead_s

    def monotonic(self) -> float:
        return time.monotonic() + self._ahead_s


class _Marked(NamedTuple):
    """What the marks of a test say; those of its function win over those of its class and its module."""

    options: dict[str, Any]
    photos: int = _PHOTOS
    per: str = _PER[0]


def pytest_configure(config: pytest.Config) -> None:
    """Register the mark."""
    config.addinivalue_line(
        "markers",
        f"{_MARK}(photos={_PHOTOS}, per='test', **options): the PhotoPrism server of a test. photos: how many it has;"
        " per: 'module' shares it with other tests; options: those of PhotoPrismServer, such as mode and tokens",
    )


@pytest.fixture(name="photoprism_library")
def _library(request: pytest.FixtureRequest) -> "Iterator[Library]":
    """Yield the pictures on the server, which the test may change."""
    marked = _marked(request)
    if marked.per == "module":
        yield request.getfixturevalue("_photoprism_reset").library
        return
    with _testing().Library.sample(photos=marked.photos) as library:
        yield library


@pytest.fixture(name="photoprism_server")
def _server(request: pytest.FixtureRequest, photoprism_library: "Library") -> "Iterator[PhotoPrismServer]":
    """Yield a running server that no other test has changed."""
    marked = _marked(request)
    if marked.per == "module":
        server = request.getfixturevalue("_photoprism_reset")
        if server.library is not photoprism_library:
            raise _refusal("per='module' comes with its own library, so photoprism_library must not be overridden")
        yield server
        return
    with _started(photoprism_library, marked) as server:
        yield server


@pytest.fixture(name="photoprism_faults")
def _faults(photoprism_server: "PhotoPrismServer") -> "Iterator[FaultProxy]":
    """Yield a proxy before the server; `photoprism_client` then goes through it."""
    with _testing().FaultProxy(photoprism_server.url) as proxy:
        yield proxy


@pytest.fixture(name="photoprism_client")
def _client(request: pytest.FixtureRequest, photoprism_server: "PhotoPrismServer") -> "Iterator[ApiClient]":
    """Yield an open client that has the credentials of the server's first user, and never waits before it retries."""
    from photoprism_client import ApiClient, Configuration
    from photoprism_client._clock import Clock

    has_proxy = "photoprism_faults" in request.fixturenames
    host = request.getfixturevalue("photoprism_faults" if has_proxy else "photoprism_server").url
    username, password = photoprism_server.username, photoprism_server.password
    configuration, time_of_client = Configuration(host, username=username, password=password), _Time()
    clock = Clock(time_of_client.sleep, time_of_client.now, time_of_client.monotonic)
    with ApiClient(configuration, clock=clock) as client:
        yield client


@pytest.fixture(scope="module")
def _photoprism_servers() -> "Iterator[Callable[[_Marked], PhotoPrismServer]]":
    """Start servers that the tests of a module share: one for all whose marks say the same."""
    known: list[tuple[_Marked, PhotoPrismServer]] = []
    with ExitStack() as stack:

        def start(marked: _Marked) -> "PhotoPrismServer":
            for other, server in known:
                if other == marked:
                    return server
            library = stack.enter_context(_testing().Library.sample(photos=marked.photos))
            server = stack.enter_context(_started(library, marked))
            server.snapshot()
            known.append((marked, server))
            return server

        yield start


@pytest.fixture
def _photoprism_reset(
    request: pytest.FixtureRequest, _photoprism_servers: "Callable[[_Marked], PhotoPrismServer]"
) -> "PhotoPrismServer":
    """Return the server that a test shares, as it was before the first test."""
    server = _photoprism_servers(_marked(request))
    server.reset()
    return server


def _marked(request: pytest.FixtureRequest) -> _Marked:
    marks = list(request.node.iter_markers(_MARK))
    if any(mark.args for mark in marks):
        raise _refusal("its arguments have names, as in mode='password'")
    options = {name: value for mark in reversed(marks) for name, value in mark.kwargs.items()}
    own = {name: options.pop(name) for name in ("photos", "per") if name in options}
    marked = _Marked(options, **own)
    if type(marked.photos) is not int or marked.photos < 1:
        raise _refusal(f"photos must be a whole number from 1 on, not {marked.photos!r}")
    if marked.per not in _PER:
        raise _refusal(f"per must be 'test' or 'module', not {marked.per!r}")
    known = [name for name in inspect.signature(_testing().PhotoPrismServer).parameters if name not in _NOT_FOR_MARKS]
    if unknown := sorted(set(options) - set(known)):
        raise _refusal(f"there is no {unknown[0]}; it takes photos, per, {', '.join(known)}")
    return marked


def _started(library: "Library", marked: _Marked) -> "PhotoPrismServer":
    start: type[PhotoPrismServer] = _testing().PhotoPrismServer
    try:
        return start(library, owns_library=False, **marked.options)
    except ValueError as error:
        raise _refusal(str(error)) from None
    except OSError as error:  # a port that is taken, a certificate that is not there
        raise _refusal(f"the server cannot start: {error}") from None


def _testing() -> ModuleType:
    try:
        from photoprism_client import testing
    except ModuleNotFoundError as error:
        missing = (error.name or "").partition(".")[0]
        hint = f"there is no module {missing}: pip install 'photoprism-images[testing]'"
        raise pytest.fail.Exception(hint, pytrace=False) from None
    return testing


def _refusal(reason: str) -> BaseException:
    return pytest.fail.Exception(f"the mark {_MARK}: {reason}", pytrace=False)
