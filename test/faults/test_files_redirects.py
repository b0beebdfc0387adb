"""Redirects of files: nothing is fetched from another origin, no token goes there, and no file is made of it."""

from pathlib import Path

import pytest

from photoprism_client import ApiException
from photoprism_client._clock import Clock
from photoprism_client.testing.proxy import faults
from photoprism_client.transfer import Item, download_all
from test.support.bodies import JPEG, sha1
from test.support.certificates import ca_pem, server_context
from test.support.clients import CALLS, Call, Connect, Serve
from test.support.landing import FILES, KINDS, Landing
from test.support.raw_server import Peer, RawServer, answer, answering
from test.support.serving import Served, cut

_STATUSES = [301, 302, 303, 307, 308]


@pytest.fixture
def other(serve: Serve) -> RawServer:
    """Start a server at another port, which would answer anything with a picture."""
    return serve(answering(answer(JPEG)))


def _to(location: str, status: int = 302) -> faults.Status:
    return faults.Status(status, {"Location": location})


@pytest.mark.parametrize("status", _STATUSES)
@pytest.mark.parametrize("kind", KINDS)
def test_redirect_to_another_origin_reaches_nobody(landing: Landing, other: RawServer, kind: str, status: int) -> None:
    """Another port of the same host is another origin: not even a connection is made there, and no file here."""
    landing.script(kind, _to(f"{other.url}/api/v1/dl/x?t=y", status))
    with pytest.raises(ApiException, match="redirect refused") as caught:
        landing.save(kind)
    assert (caught.value.status, other.connections) == (status, 0)
    assert len(landing.requests(kind)) == 1
    assert (landing.target(kind).exists(), landing.orphans) == (False, [])


@pytest.mark.parametrize("kind", FILES)
def test_redirect_of_the_rest_to_another_origin_reaches_nobody(landing: Landing, other: RawServer, kind: str) -> None:
    """In the middle of a file it is refused as well; what came stays for the next run."""
    landing.script(kind, faults.Cut(1000), _to(other.url))
    with pytest.raises(ApiException, match="redirect refused"):
        landing.save(kind)
    assert other.connections == 0
    assert landing.partial().stat().st_size == 1000


@pytest.mark.parametrize("location", ["//127.0.0.2/x", "file:///etc/passwd", "ftp://127.0.0.1/x", "http://[::1"])
@pytest.mark.parametrize("kind", KINDS)
def test_redirect_to_nowhere_makes_no_file(landing: Landing, kind: str, location: str) -> None:
    """Whatever else a redirect names is refused."""
    landing.script(kind, _to(location))
    with pytest.raises(ApiException, match="redirect refused"):
        landing.save(kind)
    assert (landing.target(kind).exists(), landing.orphans) == (False, [])


def test_redirects_in_a_batch_reach_nobody(landing: Landing, other: RawServer) -> None:
    """Each file that is sent elsewhere fails; the others come."""
    landing.always("original", _to(other.url))
    kinds = ("zip", "original", "thumb")
    items = [Item(landing.source(kind), landing.target(kind)) for kind in kinds]
    with download_all(items, 2, clock=Clock(sleep=lambda seconds: None)) as batch:
        failed = [outcome.item.path for outcome in batch if outcome.error]
    assert failed == [landing.target("original")]
    assert other.connections == 0


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.name)
def test_redirect_from_https_to_http_reaches_nobody(
    serve: Serve, connect: Connect, other: RawServer, tmp_path: Path, call: Call
) -> None:
    """A token that went by TLS never goes in the clear."""
    away = answer(b"", None, f"Location: {other.url}/x", status="301 Moved")
    secure = serve(answering(away), tls=server_context())
    with pytest.raises(ApiException, match="redirect refused"):
        call(connect(secure.url, ca_cert_data=ca_pem(), download_token="S3cret"), "_to_file", path=tmp_path / "a")
    assert other.connections == 0
    assert list(tmp_path.iterdir()) == []


def test_redirect_within_the_origin_keeps_the_range(serve: Serve, connect: Connect, tmp_path: Path) -> None:
    """A rest that lies elsewhere on the same server is fetched from there, with Range and If-Range, and is the rest."""
    body = bytes(range(256)) * 100
    served = Served(body, cut(10_000))

    def script(peer: Peer) -> None:
        while (seen := peer.request()) is not None:
            if seen.headers.get("range") and seen.target != "/elsewhere":
                peer.send(answer(b"", None, "Location: /elsewhere", status="307 There"))
            elif served.faults:
                served.faults.pop()(peer, seen, served)
                return
            else:
                peer.send(served.answer_to(seen))

    server = serve(script)
    connect(server.url).get_download_to_file(sha1(body), tmp_path / "a")
    assert (tmp_path / "a").read_bytes() == body
    assert [(seen.target, seen.headers.get("range")) for seen in server.requests][2:] == [
        ("/elsewhere", "bytes=10000-")
    ]
    assert server.requests[2].headers["if-range"] == served.modified
