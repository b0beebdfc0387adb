"""SOCKS proxies, by PySocks; and what is said without it."""

import importlib.util
from importlib.machinery import ModuleSpec
from typing import Any

import pytest

from photoprism_client import ApiClient, ApiValueError, Configuration, TransportError
from test.support.bodies import JPEG, SOME_HASH
from test.support.certificates import ca_pem, server_context
from test.support.clients import Connect, Serve, by_one_or_many
from test.support.forward_proxies import Asked, socks5
from test.support.raw_server import RawServer, answer, answering

_HOST = "photos.example.com"


@pytest.fixture
def server(serve: Serve) -> RawServer:
    """Return a plain server of pictures."""
    return serve(answering(answer(JPEG)))


@by_one_or_many
def test_socks5h_leaves_names_to_the_proxy(serve: Serve, server: RawServer, connect: Connect) -> None:
    """Through socks5h the proxy resolves the name; the request is as without a proxy, and connections are kept."""
    asked: list[Asked] = []
    proxy = serve(socks5(server, asked))
    images = connect(f"http://{_HOST}", proxy=f"socks5h://{proxy.netloc}")
    assert images.get_thumb(SOME_HASH) == JPEG
    assert images.get_thumb(SOME_HASH) == JPEG
    assert asked == [Asked(_HOST, 80, None)]
    assert server.lines == [f"GET /api/v1/t/{SOME_HASH}/public/fit_720 HTTP/1.1"] * 2
    assert server.requests[0].headers["host"] == _HOST


@by_one_or_many
def test_socks5_resolves_names_itself(serve: Serve, server: RawServer, connect: Connect) -> None:
    """Through socks5 the proxy gets an address."""
    asked: list[Asked] = []
    proxy = serve(socks5(server, asked))
    images = connect("http://localhost:2342", proxy=f"socks5://{proxy.netloc}")
    assert images.get_thumb(SOME_HASH) == JPEG
    assert asked[0].host in {"127.0.0.1", "::1"}
    assert asked[0].port == 2342


@by_one_or_many
def test_socks5_login(serve: Serve, server: RawServer, connect: Connect) -> None:
    """User and password of the proxy's URL go to the proxy, and not to the server."""
    asked: list[Asked] = []
    proxy = serve(socks5(server, asked, ("admin", "pass word")))
    images = connect(f"http://{_HOST}", proxy=f"socks5h://admin:pass%20word@{proxy.netloc}")
    assert images.get_thumb(SOME_HASH) == JPEG
    assert asked[0].login == ("admin", "pass word")
    assert b"admin" not in server.requests[0].raw


@by_one_or_many
def test_socks5_wrong_login_is_our_error(serve: Serve, server: RawServer, connect: Connect) -> None:
    """A proxy that refuses the login is a TransportError without the password in it."""
    proxy = serve(socks5(server, [], ("admin", "right")))
    with pytest.raises(TransportError) as caught:
        connect(f"http://{_HOST}", proxy=f"socks5h://admin:S3cretWord@{proxy.netloc}", retries=0).get_thumb(SOME_HASH)
    assert "S3cretWord" not in f"{caught.value} {caught.value.__cause__!r}"
    assert server.connections == 0


@by_one_or_many
def test_socks5_to_tls(serve: Serve, connect: Connect) -> None:
    """TLS goes through a SOCKS proxy to the server itself."""
    secure = serve(answering(answer(JPEG)), tls=server_context(_HOST))
    proxy = serve(socks5(secure, []))
    images = connect(f"https://{_HOST}", proxy=f"socks5h://{proxy.netloc}", ca_cert_data=ca_pem())
    assert images.get_thumb(SOME_HASH) == JPEG


def test_socks_without_pysocks_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where PySocks is missing, the client says so when it is made, with the command that gets it."""
    find = importlib.util.find_spec

    def find_all_but_socks(name: str, package: str | None = None) -> ModuleSpec | None:
        return None if name == "socks" else find(name, package)

    monkeypatch.setattr(importlib.util, "find_spec", find_all_but_socks)
    settings: dict[str, Any] = {"host": f"http://{_HOST}", "proxy": "socks5://127.0.0.1:1080"}
    with pytest.raises(ApiValueError, match=r"pip install 'photoprism-images\[socks\]'"):
        ApiClient(Configuration(**settings))


@by_one_or_many
def test_no_proxy_goes_past_socks(serve: Serve, server: RawServer, connect: Connect) -> None:
    """`no_proxy` counts for SOCKS proxies as well."""
    asked: list[Asked] = []
    proxy = serve(socks5(server, asked))
    images = connect(server.url, proxy=f"socks5://{proxy.netloc}", no_proxy="127.0.0.1")
    assert images.get_thumb(SOME_HASH) == JPEG
    assert asked == []
