"""What tests of the session share: a clock that they move, threads that start at once, and answers of a login."""

import json
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any, Literal, TypeVar

from photoprism_client import ApiResponse, ImagesApi
from photoprism_client._call.endpoint import Body, Endpoint
from photoprism_client._call.request import CallOptions
from photoprism_client._clock import Clock
from photoprism_client.testing import PhotoPrismServer
from test.support.raw_server import Peer, Script, answer

T = TypeVar("T")

Era = Literal["memory", "signed"]
ERAS: tuple[Era, ...] = ("memory", "signed")
APP_PASSWORD = "aPpPas-swOrdo-fThead-mIn123"
LOGIN = ("POST", "/api/v1/session")
WHO = ("GET", "/api/v1/session")
LOGOUT = ("DELETE", "/api/v1/session")
CLIENT_LOGIN = ("POST", "/api/v1/oauth/token")

_PATIENCE_S = 20.0


class Hands:
    """One time for servers and clients of a test, which moves it; nobody sleeps."""

    def __init__(self) -> None:
        self._now = self._monotonic = float(int(time.time()))
        self.sleeps: list[float] = []

    def now(self) -> float:
        """Seconds since 1970, as the server and the wall clock of the client have them."""
        return self._now

    def advance(self, seconds: float) -> None:
        """Let time go by for all."""
        self._now += seconds
        self._monotonic += seconds

    def jump(self, seconds: float) -> None:
        """Set the wall clock, as a person does; no time goes by."""
        self._now += seconds

    @property
    def clock(self) -> Clock:
        """The clock for a client."""
        return Clock(sleep=self.sleeps.append, now=self.now, monotonic=lambda: self._monotonic, chance=lambda: 1.0)


def at_once(count: int, act: Callable[[], T]) -> list[T]:
    """Let threads do the same at the same moment.

    :param count: how many.
    :param act: what each does.
    :return: what each got; an exception that one met is raised.
    """
    barrier = threading.Barrier(count)
    results: list[T] = []
    failures: list[BaseException] = []

    def run() -> None:
        try:
            barrier.wait(_PATIENCE_S)
            results.append(act())
        except BaseException as error:  # noqa: BLE001  # raised again in the test's thread
            failures.append(error)

    threads = [threading.Thread(target=run, daemon=True) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(_PATIENCE_S)
        assert not thread.is_alive(), "a thread hangs"
    if failures:
        raise failures[0]
    return results


def asked(server: PhotoPrismServer, *wanted: tuple[str, str]) -> int:
    """Count the requests of the session that a server saw: those named, or all but pictures, files and listings."""
    own = {LOGIN, WHO, LOGOUT, CLIENT_LOGIN, ("GET", "/api/v1/config"), ("POST", "/api/v1/oauth/revoke")}
    counted = set(wanted) or own
    return sum((seen.method, "/api" + seen.path.partition("/api")[2]) in counted for seen in server.requests)


def json_answer(value: object, status: str = "200 OK", *fields: str) -> bytes:
    """Write an answer with JSON."""
    return answer(json.dumps(value).encode(), "application/json", *fields, status=status)


def login_answer(preview: str, download: str, access: str = "the-access-token", **more: Any) -> bytes:
    """Write the answer to a login, or to the question who asks."""
    config = {"public": False, "previewToken": preview, "downloadToken": download, **more.pop("config", {})}
    return json_answer({"access_token": access, "expires_in": 1209600, "config": config, **more})


def routed(routes: Mapping[tuple[str, str], bytes | Callable[[], bytes]], otherwise: bytes) -> Script:
    """Make a script that answers by method and path, without regard to what stands before ``/api`` or in the query.

    :param routes: answers, or what makes them.
    :param otherwise: the answer to all else.
    """

    def script(peer: Peer) -> None:
        while (seen := peer.request()) is not None:
            path = "/api" + seen.target.partition("?")[0].partition("/api")[2]
            found = routes.get((seen.method, path), otherwise)
            peer.send(found if isinstance(found, bytes) else found())

    return script


PHOTOS = Endpoint("search_photos", "/api/v1/photos", "application/json", Body.JSON, None)
LABELS = Endpoint("search_labels", "/api/v1/labels", "application/json", Body.JSON, None)


def listing(images: ImagesApi, endpoint: Endpoint = PHOTOS, **options: Any) -> ApiResponse[Any]:
    """Ask for a list, which wants an access token."""
    client = images.api_client
    return client._caller.ask(endpoint, {}, CallOptions(**options), json.loads, [("count", "1")])
