"""Sessions in tests: requests that a server counts, answers to a login, and threads that start together."""

import json
import threading
from collections.abc import Callable, Mapping
from typing import Any, Literal, TypeVar

from photoprism_client import ApiResponse, ImagesApi
from photoprism_client._call.endpoint import Body, Endpoint
from photoprism_client._call.request import CallInput, CallOptions
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

_PATIENCE_S = 120.0


def at_once(count: int, act: Callable[[], T]) -> list[T]:
    """Call a function in several threads at the same moment.

    :param count: how many threads.
    :param act: the function.
    :return: the results; an exception in a thread is raised here.
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
        assert not thread.is_alive(), "a thread is still running"
    if failures:
        raise failures[0]
    return results


def asked(server: PhotoPrismServer, *wanted: tuple[str, str]) -> int:
    """Count the requests that a server received: those named, or all that belong to a session."""
    own = {LOGIN, WHO, LOGOUT, CLIENT_LOGIN, ("GET", "/api/v1/config"), ("POST", "/api/v1/oauth/revoke")}
    counted = set(wanted) or own
    return sum((seen.method, "/api" + seen.path.partition("/api")[2]) in counted for seen in server.requests)


def json_answer(value: object, status: str = "200 OK", *fields: str) -> bytes:
    """Write an answer with JSON."""
    return answer(json.dumps(value).encode(), "application/json", *fields, status=status)


def login_answer(preview: str, download: str, access: str = "the-access-token", **more: Any) -> bytes:
    """Write the answer to a login, or to a request for the session."""
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
    return client._caller.ask(CallInput(endpoint, {}, CallOptions(**options), [("count", "1")]), json.loads)
