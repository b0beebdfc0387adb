"""N9: a certificate that cannot be trusted ends the call at once; whatever else TLS does wrong is our error."""

import ssl
from pathlib import Path
from typing import Any

import pytest
import trustme

from photoprism_client import TransportError
from photoprism_client.api.sources import ImageSources
from photoprism_client.transfer import download_all
from test.support.bodies import JPEG, SOME_HASH
from test.support.certificates import ca_pem, server_context
from test.support.clients import CALLS, FORMS, Call, Connect, Serve, by_one_or_many
from test.support.many import get_all, hashes
from test.support.raw_server import Peer, RawServer, answer, answering


def _other_authority() -> str:
    return trustme.CA().cert_pem.bytes().decode("ascii")


@pytest.fixture(params=["unknown authority", "another authority", "another name"])
def refused(request: pytest.FixtureRequest, serve: Serve) -> tuple[RawServer, dict[str, Any]]:
    """Start a server whose certificate cannot be trusted, and say how to connect to it."""
    names = ("photos.example.com",) if request.param == "another name" else ()
    trust = {"another authority": _other_authority, "another name": ca_pem}.get(request.param)
    server = serve(answering(answer(JPEG)), tls=server_context(*names))
    return server, {} if trust is None else {"ca_cert_data": trust()}


@by_one_or_many
def test_n9_plain_server_asked_by_tls(serve: Serve, connect: Connect) -> None:
    """A server that answers a handshake in plain text is our error, which says to check the port."""

    def talk_plainly(peer: Peer) -> None:
        peer.send(answer(b"", status="400 Bad Request"))
        peer.wait_for_end()

    server = serve(talk_plainly)
    with pytest.raises(TransportError, match="Check that this port speaks TLS"):
        connect(f"https://{server.netloc}", retries=0).get_thumb(SOME_HASH)


@by_one_or_many
def test_n9_tls_server_asked_plainly(serve: Serve, connect: Connect) -> None:
    """A TLS server that is asked in plain text ends the connection, and that is our error."""
    server = serve(answering(answer(JPEG)), tls=server_context())
    with pytest.raises(TransportError):
        connect(f"http://{server.netloc}", retries=0).get_thumb(SOME_HASH)


@by_one_or_many
def test_n9_connection_closed_within_the_handshake(serve: Serve, connect: Connect) -> None:
    """A connection that ends within the handshake is our error, and is tried again."""

    def hang_up(peer: Peer) -> None:
        peer.read(10)

    server = serve(hang_up)
    with pytest.raises(TransportError):
        connect(f"https://{server.netloc}", retries=1).get_thumb(SOME_HASH)
    assert server.connections == 2


@by_one_or_many
@pytest.mark.parametrize("cut", [1, len(JPEG)])
def test_n9_tls_body_that_is_cut(serve: Serve, connect: Connect, cut: int) -> None:
    """A body that is cut under TLS, with no goodbye, is our error."""

    def script(peer: Peer) -> None:
        peer.request()
        peer.send(answer(JPEG)[:-cut])

    server = serve(script, tls=server_context())
    with pytest.raises(TransportError):
        connect(server.url, retries=0, ca_cert_data=ca_pem()).get_thumb(SOME_HASH)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.name)
def test_n9_refused_certificate_is_not_tried_again(
    refused: tuple[RawServer, dict[str, Any]],
    connect: Connect,
    sleeps: list[float],
    tmp_path: Path,
    call: Call,
    form: str,
) -> None:
    """A second try would change nothing: one connection, no request, no wait, no file."""
    server, trust = refused
    with pytest.raises(TransportError, match="certificate is refused") as caught:
        call.in_form(connect(server.url, **trust), form, tmp_path)
    assert isinstance(caught.value.__cause__, ssl.SSLCertVerificationError)
    assert not caught.value.is_passing
    assert (server.connections, server.requests, sleeps) == (1, [], [])
    assert list(tmp_path.iterdir()) == []


def test_n9_refused_certificate_ends_many_thumbnails(
    refused: tuple[RawServer, dict[str, Any]], connect: Connect, sleeps: list[float]
) -> None:
    """Of many thumbnails all get the error; no connection opens a second time, and none carries a request."""
    server, trust = refused
    found = get_all(connect(server.url, **trust), hashes(50), errors="return")
    assert {type(each) for each in found} == {TransportError}
    assert {type(each.__cause__) for each in found} == {ssl.SSLCertVerificationError}
    assert "certificate is refused" in str(found[0])
    assert (server.connections <= 4, server.requests, sleeps) == (True, [], [])


def test_refused_certificate_fails_each_item_of_a_batch(
    refused: tuple[RawServer, dict[str, Any]], connect: Connect, sleeps: list[float], tmp_path: Path
) -> None:
    """In a batch each file meets it once, without a second try."""
    server, trust = refused
    client = connect(server.url, **trust).api_client
    make = ImageSources(client).original
    with download_all([(make(name * 40), tmp_path / name) for name in "abc"], 2, clock=client.clock) as batch:
        assert [type(outcome.error) for outcome in batch] == [TransportError] * 3
    assert (server.connections, server.requests, sleeps) == (3, [], [])
    assert list(tmp_path.iterdir()) == []
