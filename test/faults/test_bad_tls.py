"""N9: a certificate that cannot be trusted ends the call at once; whatever else TLS does wrong is our error."""

import ssl

import pytest
import trustme

from photoprism_client import TransportError
from test.support.bodies import JPEG, SOME_HASH
from test.support.certificates import ca_pem, server_context
from test.support.clients import Connect, Serve
from test.support.raw_server import Peer, answer, answering


def test_n9_unknown_authority_is_refused_and_not_retried(serve: Serve, connect: Connect, sleeps: list[float]) -> None:
    """A certificate of an authority that nobody named is refused, and asking again would change nothing."""
    server = serve(answering(answer(JPEG)), tls=server_context())
    with pytest.raises(TransportError, match="certificate is refused") as caught:
        connect(server.url).get_thumb(SOME_HASH)
    assert isinstance(caught.value.__cause__, ssl.SSLCertVerificationError)
    assert not caught.value.is_passing
    assert server.connections == 1
    assert server.requests == []
    assert sleeps == []


def test_n9_another_authority_is_refused(serve: Serve, connect: Connect) -> None:
    """With an authority of the caller's own, a certificate of another is refused."""
    server = serve(answering(answer(JPEG)), tls=server_context())
    other = trustme.CA().cert_pem.bytes().decode("ascii")
    with pytest.raises(TransportError, match="certificate is refused"):
        connect(server.url, ca_cert_data=other).get_thumb(SOME_HASH)
    assert server.requests == []


def test_n9_another_name_is_refused(serve: Serve, connect: Connect) -> None:
    """A certificate of a trusted authority for another host is refused, and not asked for again."""
    server = serve(answering(answer(JPEG)), tls=server_context("photos.example.com"))
    with pytest.raises(TransportError, match="certificate is refused"):
        connect(server.url, ca_cert_data=ca_pem()).get_thumb(SOME_HASH)
    assert server.connections == 1
    assert server.requests == []


def test_n9_plain_server_asked_by_tls(serve: Serve, connect: Connect) -> None:
    """A server that answers a handshake in plain text is our error, which tells to check the port."""

    def talk_plainly(peer: Peer) -> None:
        peer.send(answer(b"", status="400 Bad Request"))
        peer.wait_for_end()

    server = serve(talk_plainly)
    with pytest.raises(TransportError, match="Check that this port speaks TLS"):
        connect(f"https://{server.netloc}", retries=0).get_thumb(SOME_HASH)


def test_n9_tls_server_asked_plainly(serve: Serve, connect: Connect) -> None:
    """A TLS server that is asked in plain text ends the connection, and that is our error."""
    server = serve(answering(answer(JPEG)), tls=server_context())
    with pytest.raises(TransportError):
        connect(f"http://{server.netloc}", retries=0).get_thumb(SOME_HASH)


def test_n9_connection_closed_within_the_handshake(serve: Serve, connect: Connect) -> None:
    """A connection that ends within the handshake is our error, and is tried again."""

    def hang_up(peer: Peer) -> None:
        peer.read(10)

    server = serve(hang_up)
    with pytest.raises(TransportError):
        connect(f"https://{server.netloc}", retries=1).get_thumb(SOME_HASH)
    assert server.connections == 2


@pytest.mark.parametrize("cut", [1, len(JPEG)])
def test_n9_tls_body_that_is_cut(serve: Serve, connect: Connect, cut: int) -> None:
    """A body that is cut under TLS, with no goodbye, is our error."""

    def script(peer: Peer) -> None:
        peer.request()
        peer.send(answer(JPEG)[:-cut])

    server = serve(script, tls=server_context())
    with pytest.raises(TransportError):
        connect(server.url, retries=0, ca_cert_data=ca_pem()).get_thumb(SOME_HASH)
