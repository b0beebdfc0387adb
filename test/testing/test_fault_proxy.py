"""The proxy where nothing goes wrong by its doing: what it passes on, and how."""

from __future__ import annotations

import hashlib
import http.client
import ssl
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from photoprism_client.testing import FaultProxy, Library, PhotoPrismServer
from test.support.bodies import JPEG
from test.support.certificates import authority, ca_pem
from test.support.clients import Serve
from test.support.raw_client import connected, get, read_all, read_exactly, send_get, unchunked
from test.support.raw_server import Peer, answer, answering, answering_and_closing, chunked

_CHUNKED = answer(chunked(JPEG[:100], JPEG[100:]), "image/jpeg", "Transfer-Encoding: chunked", length=None)
_PATIENCE_S = 60.0


@pytest.fixture
def server(serve: Serve) -> Iterator[FaultProxy]:
    """Start a proxy before a server that always sends the same picture."""
    with FaultProxy(serve(answering(answer(JPEG))).url) as proxy:
        yield proxy


def test_answer_passes_byte_for_byte(serve: Serve) -> None:
    """Without a script, status, fields in their order, twice or folded, and body are those of the server."""
    odd = answer(JPEG, "image/jpeg", "X-Two: 1", "X-Two: 2", "x-lower: é", status="203 Some Reason")
    with FaultProxy(serve(answering(odd)).url) as proxy:
        received = get(proxy.url)
    assert received.head.encode("latin-1") + b"\r\n\r\n" + received.body == odd


def test_request_passes_as_it_was_sent(serve: Serve) -> None:
    """The server gets method, path and fields of the client, but for the host, which is the server's."""
    server = serve(answering(answer(JPEG)))
    with FaultProxy(server.url) as proxy:
        get(proxy.url, "/a%2Fb/../c?d=e%20f&g", "X-Auth-Token: abc", "Accept-Encoding: identity")
    assert server.lines == ["GET /a%2Fb/../c?d=e%20f&g HTTP/1.1"]
    assert server.requests[0].headers == {
        "host": server.netloc,
        "x-auth-token": "abc",
        "accept-encoding": "identity",
    }


def test_chunks_stay_chunks(serve: Serve) -> None:
    """A body in chunks arrives in chunks, whole."""
    with FaultProxy(serve(answering(_CHUNKED)).url) as proxy:
        received = get(proxy.url)
    parts, end = unchunked(received.body)
    assert b"".join(parts) == JPEG
    assert end == b"0\r\n\r\n"
    assert received.field("Transfer-Encoding") == "chunked"


def test_body_up_to_the_end_of_the_connection(serve: Serve) -> None:
    """A body without any length ends with the connection, here as there."""
    with FaultProxy(serve(answering_and_closing(answer(JPEG, length=None))).url) as proxy, connected(proxy.url) as sock:
        send_get(sock)
        received = read_all(sock)
    assert received.body == JPEG
    assert received.field("Content-Length") is None


def test_a_client_of_http_1_0_gets_no_chunks(serve: Serve) -> None:
    """A client that cannot read chunks gets the body plain, up to the end of the connection."""
    with FaultProxy(serve(answering(_CHUNKED)).url) as proxy, connected(proxy.url) as sock:
        sock.sendall(b"GET / HTTP/1.0\r\n\r\n")
        received = read_all(sock)
    assert received.body == JPEG
    assert received.field("Transfer-Encoding") is None


@pytest.mark.parametrize("whole", [answer(JPEG), _CHUNKED], ids=["length", "chunks"])
def test_connections_are_kept_on_both_sides(serve: Serve, whole: bytes) -> None:
    """Requests that follow each other share one connection to the proxy, and one to the server."""
    server = serve(answering(whole))
    with FaultProxy(server.url) as proxy:
        client = http.client.HTTPConnection(urlsplit(proxy.url).netloc, timeout=_PATIENCE_S)
        for _ in range(5):
            client.request("GET", "/")
            assert client.getresponse().read() == JPEG
        client.close()
        assert (proxy.connections, server.connections) == (1, 1)
        assert [seen.connection for seen in proxy.requests] == [1] * 5


def test_a_server_that_closes_is_asked_on_a_new_connection(serve: Serve) -> None:
    """A kept connection that the server gave up meanwhile is not the client's concern."""
    server = serve(answering_and_closing(answer(JPEG)))
    with FaultProxy(server.url) as proxy, connected(proxy.url) as sock:
        for number in range(1, 4):
            send_get(sock)
            assert read_exactly(sock, len(answer(JPEG))) == answer(JPEG)
            server.wait_for_ends(1)
            assert server.connections == number
        assert proxy.connections == 1


def test_head_and_statuses_without_a_body(serve: Serve) -> None:
    """Where HTTP has no body, none is awaited, whatever length the head gives."""
    server = serve(
        answering(answer(JPEG)[: -len(JPEG)], b"HTTP/1.1 304 Not Modified\r\n\r\n", b"HTTP/1.1 204 No Content\r\n\r\n")
    )
    with FaultProxy(server.url) as proxy:
        head = get(proxy.url, method="HEAD")
        assert (head.status, head.field("Content-Length"), head.body) == (200, str(len(JPEG)), b"")
        assert [get(proxy.url).status for _ in range(2)] == [304, 204]


@pytest.mark.parametrize("body", [b"", b"x" * 3_000_000], ids=["empty", "large"])
def test_bodies_of_requests_are_passed_on(serve: Serve, body: bytes) -> None:
    """What a client sends reaches the server, also after its leave to go on."""
    server = serve(answering(answer(b"{}", "application/json")))
    with FaultProxy(server.url) as proxy, connected(proxy.url) as sock:
        for fields in ("", "Expect: 100-continue\r\n"):
            head = f"POST /session HTTP/1.1\r\n{fields}Content-Length: {len(body)}\r\n\r\n"
            sock.sendall(head.encode("ascii"))
            if fields and body:
                assert read_exactly(sock, 25) == b"HTTP/1.1 100 Continue\r\n\r\n"
            sock.sendall(body)
            wanted = answer(b"{}", "application/json")
            assert read_exactly(sock, len(wanted)) == wanted
    assert [seen.body for seen in server.requests] == [body, body]


def test_chunked_requests_are_passed_on(serve: Serve) -> None:
    """A request in chunks reaches the server in chunks; the next request is found behind it."""
    raw: list[bytes] = []

    def script(peer: Peer) -> None:
        peer.request()
        raw.append(peer.read(20))
        peer.send(answer(JPEG))
        peer.request()
        peer.send(answer(JPEG))

    with FaultProxy(serve(script).url) as proxy, connected(proxy.url) as sock:
        sock.sendall(
            b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3;a=b\r\nabc\r\n2\r\nde\r\n0\r\nX-T: 1\r\n\r\n"
        )
        send_get(sock, "/next", "Connection: close")
        assert read_all(sock).body.endswith(JPEG)
        assert [seen.path for seen in proxy.requests] == ["/", "/next"]
    assert raw == [b"3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"]


def test_a_request_that_is_no_http_ends_its_connection(server: FaultProxy) -> None:
    """Junk from a client costs its connection and nothing else."""
    with connected(server.url) as sock:
        sock.sendall(b"SSH-2.0-OpenSSH\r\n\r\n")
        assert read_all(sock).head == ""
    assert get(server.url).body == JPEG
    assert len(server.requests) == 1


@pytest.mark.parametrize("cut", [answer(JPEG)[:-9], _CHUNKED[:-9], b"junk\r\n\r\n", b""])
def test_a_broken_server_is_broken_behind_the_proxy_too(serve: Serve, cut: bytes) -> None:
    """What the server does wrong by itself ends the client's connection, is never mended, and is noted."""
    with FaultProxy(serve(answering_and_closing(cut)).url) as proxy:
        received = get(proxy.url)
        assert JPEG[-9:] not in received.body
        assert not received.body.endswith(b"0\r\n\r\n")
        (seen,) = proxy.requests
        seen.wait_for_end()
        assert seen.error


def test_a_server_that_is_gone_ends_the_connection(serve: Serve) -> None:
    """Where nobody listens behind the proxy, the client gets no answer, and the log says why."""
    server = serve(answering(answer(JPEG)))
    server.close()
    with FaultProxy(server.url) as proxy:
        assert get(proxy.url).head == ""
        assert "ConnectionRefusedError" in proxy.requests[0].error


def test_an_https_server_can_be_behind_it(library: Library, tmp_path: Path) -> None:
    """The proxy speaks TLS with the server, verified by the settings given, and keeps the path of its address."""
    key = tmp_path / "key.pem"
    authority().issue_cert("127.0.0.1").private_key_and_cert_chain_pem.write_to_path(key)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(cadata=ca_pem())
    with (
        PhotoPrismServer(library, sub_path="/photos", owns_library=False, ssl_certfile=key, ssl_keyfile=key) as server,
        FaultProxy(server.url, ssl_context=context) as proxy,
        FaultProxy(server.url) as doubtful,
    ):
        assert urlsplit(proxy.url).path == "/photos"
        assert get(proxy.url, "/photos/api/v1/status").body == b'{"status":"operational"}'
        assert get(doubtful.url, "/photos/api/v1/status").head == ""
        assert "CERTIFICATE_VERIFY_FAILED" in doubtful.requests[0].error


def test_many_parallel_connections(tmp_path: Path) -> None:
    """Thirty large downloads at once come through whole, and are all counted."""
    data = hashlib.sha1(b"", usedforsecurity=False).digest() * 150_000
    (tmp_path / "big.dng").write_bytes(data)
    with PhotoPrismServer(Library.from_folder(tmp_path)) as server, FaultProxy(server.url) as proxy:
        path = f"/api/v1/dl/{server.library.photos[0].original.hash}?t=public"
        with ThreadPoolExecutor(30) as pool:
            assert all(found.body == data for found in pool.map(lambda _: get(proxy.url, path), range(30)))
        assert sum(seen.sent for seen in proxy.requests) == 30 * len(data)
        assert proxy.connections == 30
