"""The socket beneath: its options, and IPv6."""

import socket
from collections.abc import Callable

import pytest

from photoprism_client import ApiTypeError, Configuration
from test.support.bodies import JPEG, SOME_HASH
from test.support.certificates import ca_pem, server_context
from test.support.clients import Connect, Serve
from test.support.raw_server import answer, answering


@pytest.fixture
def options(monkeypatch: pytest.MonkeyPatch) -> Callable[[int, int], set[int]]:
    """Return what asks the sockets that connected for an option, while they are open."""
    sockets: list[socket.socket] = []
    connect = socket.socket.connect

    def note(self: socket.socket, address: object) -> None:
        connect(self, address)  # type: ignore[arg-type]  # handed through
        sockets.append(self)

    monkeypatch.setattr(socket.socket, "connect", note)
    return lambda level, name: {each.getsockopt(level, name) for each in sockets if each.fileno() >= 0}


def test_nagle_is_off(serve: Serve, connect: Connect, options: Callable[[int, int], set[int]]) -> None:
    """Small requests are sent at once, and nothing else is set that was not asked for."""
    connect(serve(answering(answer(JPEG))).url).get_thumb(SOME_HASH)
    assert options(socket.IPPROTO_TCP, socket.TCP_NODELAY) == {1}
    assert options(socket.SOL_SOCKET, socket.SO_KEEPALIVE) == {0}


def test_socket_options_are_set(serve: Serve, connect: Connect, options: Callable[[int, int], set[int]]) -> None:
    """`socket_options` come in addition to what is set anyway."""
    images = connect(serve(answering(answer(JPEG))).url, socket_options=[(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)])
    images.get_thumb(SOME_HASH)
    assert options(socket.SOL_SOCKET, socket.SO_KEEPALIVE) == {1}
    assert options(socket.IPPROTO_TCP, socket.TCP_NODELAY) == {1}


@pytest.mark.parametrize("value", ["keepalive", [1], [(1, 2)], [(1, 2, 3, 4)], [("a", 1, 1)], 7])
def test_socket_options_of_other_types(value: object) -> None:
    """Anything but a list of triples is refused when it is configured."""
    with pytest.raises(ApiTypeError, match="socket_options must be a list"):
        Configuration(socket_options=value)  # type: ignore[arg-type]  # what is wrong is the subject


def _has_ipv6() -> bool:
    try:
        with socket.create_server(("::1", 0), family=socket.AF_INET6):
            return True
    except OSError:
        return False


@pytest.mark.skipif(not _has_ipv6(), reason="this machine has no IPv6 loopback")
@pytest.mark.parametrize("typed", ["http://[::1]:{}", "[::1]:{}", "http://[0:0:0:0:0:0:0:1]:{}"])
def test_ipv6(serve: Serve, connect: Connect, typed: str) -> None:
    """A server is reached by its IPv6 address, which stands in brackets in the Host header."""
    server = serve(answering(answer(JPEG)), host="::1")
    images = connect(typed.format(server.port))
    assert images.get_thumb(SOME_HASH) == JPEG
    assert server.requests[0].headers["host"].startswith("[")
    assert server.requests[0].headers["host"].endswith(f"]:{server.port}")


@pytest.mark.skipif(not _has_ipv6(), reason="this machine has no IPv6 loopback")
def test_ipv6_under_tls(serve: Serve, connect: Connect) -> None:
    """A certificate for an IPv6 address is accepted under it."""
    server = serve(answering(answer(JPEG)), host="::1", tls=server_context())
    assert connect(server.url, ca_cert_data=ca_pem()).get_thumb(SOME_HASH) == JPEG


def test_localhost_falls_back_to_the_address_that_answers(serve: Serve, connect: Connect) -> None:
    """A name with several addresses is tried at each, until one accepts."""
    server = serve(answering(answer(JPEG)))
    assert connect(f"localhost:{server.port}").get_thumb(SOME_HASH) == JPEG
