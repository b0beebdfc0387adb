"""HTTP and SOCKS proxies for tests, which lead to one server and record what clients ask for."""

import contextlib
import socket
import ssl
import threading
from typing import NamedTuple, Protocol

from test.support.raw_server import Peer, Script


class Goal(Protocol):
    """Anything that listens on loopback."""

    port: int


class Asked(NamedTuple):
    """What a SOCKS client asked for: the host and port to reach, and user and password where it gave them."""

    host: str
    port: int
    login: tuple[str, str] | None


def tunnelling(goal: Goal, refuse_without: str | None = None) -> Script:
    """Make the script of a proxy that answers every ``CONNECT`` with a tunnel to *goal*.

    :param goal: where every tunnel leads.
    :param refuse_without: required value of ``Proxy-Authorization``; requests without it get 407.
    """

    def script(peer: Peer) -> None:
        seen = peer.request()
        if seen is None:
            return
        if refuse_without is not None and seen.headers.get("proxy-authorization") != refuse_without:
            peer.send(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")
            return
        peer.send(b"HTTP/1.1 200 Connection established\r\n\r\n")
        relay(peer, goal)

    return script


def socks5(goal: Goal, asked: list[Asked], login: tuple[str, str] | None = None) -> Script:
    """Make the script of a SOCKS 5 proxy (RFC 1928, RFC 1929) whose connections all lead to *goal*.

    :param goal: where every connection leads.
    :param asked: receives what clients ask for.
    :param login: user and password that a client must give.
    """

    def script(peer: Peer) -> None:
        methods = peer.read(2)
        peer.read(methods[1])
        given = None
        if login is None:
            peer.send(b"\x05\x00")
        else:
            peer.send(b"\x05\x02")
            user = peer.read(peer.read(2)[1]).decode()
            given = (user, peer.read(peer.read(1)[0]).decode())
            peer.send(b"\x01\x00" if given == login else b"\x01\x01")
            if given != login:
                return
        kind = peer.read(4)[3]
        if kind == 3:
            host = peer.read(peer.read(1)[0]).decode()
        else:
            host = socket.inet_ntop(socket.AF_INET if kind == 1 else socket.AF_INET6, peer.read(4 if kind == 1 else 16))
        asked.append(Asked(host, int.from_bytes(peer.read(2)), given))
        peer.send(b"\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00")
        relay(peer, goal)

    return script


def relay(peer: Peer, goal: Goal) -> None:
    """Copy bytes both ways until both sides end."""
    with socket.create_connection(("127.0.0.1", goal.port)) as far:
        back = threading.Thread(target=_carry, args=(far, peer.sock), daemon=True)
        back.start()
        _carry(peer.sock, far)
        back.join()


def _carry(source: socket.socket | ssl.SSLSocket, target: socket.socket | ssl.SSLSocket) -> None:
    with contextlib.suppress(OSError):
        while part := source.recv(65536):
            target.sendall(part)
    with contextlib.suppress(OSError):
        target.shutdown(socket.SHUT_WR)
