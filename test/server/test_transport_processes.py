"""A client survives a fork and a pickle: connections stay with the process that opened them."""

import multiprocessing
import os
import pickle
import random
import subprocess
import sys
from typing import Any

import pytest

from photoprism_client import ApiClient, Configuration, ImagesApi, IntegrityError, NotFoundException, TransportError
from photoprism_client._clock import SYSTEM_CLOCK
from test.support.bodies import JPEG, LOGIN_PAGE, SOME_HASH
from test.support.clients import Connect, Serve
from test.support.raw_server import Peer, answer, answering, answering_and_closing

_FORKING = """
import os, sys
from photoprism_client import ApiClient, Configuration, ImagesApi

client = ApiClient(Configuration(host=sys.argv[1], retries=0))
images = ImagesApi(client)
first = bytes(images.get_thumb("2c" * 20))
child = os.fork()
if child == 0:
    ok = bytes(images.get_thumb("2c" * 20)) == first
    os._exit(0 if ok else 1)
_, status = os.waitpid(child, 0)
assert status == 0, status
assert bytes(images.get_thumb("2c" * 20)) == first
client.close()
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
def test_fork_leaves_connections_to_the_parent(serve: Serve) -> None:
    """A child opens a connection of its own and leaves the parent's untouched, which goes on using it."""
    server = serve(answering(answer(JPEG)))
    root = os.path.dirname(os.path.dirname(os.path.dirname(__file__)))
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", _FORKING, server.url],
        cwd=root,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert [seen.connection for seen in server.requests] == [1, 2, 1]


def test_pickled_client_works(serve: Serve, connect: Connect) -> None:
    """A pickled client arrives with its settings, headers and cookie, and opens its own connections."""
    server = serve(answering(answer(JPEG)))
    images = connect(
        server.url,
        client={"header_name": "X-Mine", "header_value": "1", "cookie": "a=b", "clock": SYSTEM_CLOCK},
        preview_token="S3cretPreview",
        raise_on_placeholder=True,
    )
    images.get_thumb(SOME_HASH)
    with pickle.loads(pickle.dumps(images.api_client)) as client:
        assert client.configuration.raise_on_placeholder
        assert ImagesApi(client).get_thumb(SOME_HASH) == JPEG
    first, second = server.requests
    assert (first.target, first.headers) == (second.target, second.headers)
    assert server.connections == 2
    assert images.get_thumb(SOME_HASH) == JPEG
    assert server.connections == 2


def test_pickled_client_draws_chances_of_its_own() -> None:
    """A pickle does not hold the state of the random numbers: workers made of it do not all wait equally long."""
    client = ApiClient(Configuration(host="http://127.0.0.1:9"))
    shipped = pickle.dumps(client)
    random.seed(1)
    here = [client.clock.chance() for _ in range(3)]
    random.seed(1)
    assert [pickle.loads(shipped).clock.chance() for _ in range(3)] == here
    assert len(shipped) < 5_000


def test_closed_client_stays_closed_in_a_pickle(connect: Connect) -> None:
    """A pickle of a closed client is a closed client."""
    client = ApiClient(Configuration(host="http://127.0.0.1:9"))
    client.close()
    with pytest.raises(ValueError, match="closed"):
        ImagesApi(pickle.loads(pickle.dumps(client))).get_thumb(SOME_HASH)


def _fetch(client: ApiClient) -> bytes:
    with client:
        return bytes(ImagesApi(client).get_thumb(SOME_HASH))


def test_client_goes_to_a_spawned_process(serve: Serve) -> None:
    """A client can be handed to a worker process that shares nothing with this one."""
    server = serve(answering(answer(JPEG)))
    with (
        ApiClient(Configuration(host=server.url)) as client,
        multiprocessing.get_context("spawn").Pool(1) as pool,
    ):
        assert pool.apply(_fetch, (client,)) == JPEG


def _raise_not_found(peer: Peer) -> None:
    answering(answer(b'{"error":"record not found"}', "application/json", status="404 Not Found"))(peer)


_ERRORS: dict[str, tuple[Any, type[Exception]]] = {
    "status": (_raise_not_found, NotFoundException),
    "cut": (answering_and_closing(answer(JPEG)[:-1]), TransportError),
    "dropped": (answering_and_closing(b""), TransportError),
    "html": (answering(answer(LOGIN_PAGE, "text/html")), IntegrityError),
}


@pytest.mark.parametrize(("script", "kind"), _ERRORS.values(), ids=_ERRORS)
def test_errors_cross_process_borders(serve: Serve, connect: Connect, script: Any, kind: type[Exception]) -> None:
    """An error that a worker raises arrives whole: class, text and attributes."""
    with pytest.raises(kind) as caught:
        connect(serve(script).url, retries=0).get_download(SOME_HASH)
    copy = pickle.loads(pickle.dumps(caught.value))
    assert type(copy) is kind
    assert str(copy) == str(caught.value)
    assert vars(copy) == vars(caught.value)
