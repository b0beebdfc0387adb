"""Proxies: forward, tunnel, their passwords and headers, and who is reached without them."""

import base64
import ssl

import pytest

from photoprism_client import ApiValueError, Configuration, TransportError
from test.support.bodies import JPEG, SOME_HASH
from test.support.certificates import authority, ca_pem, server_context
from test.support.clients import Connect, Serve, by_one_or_many
from test.support.forward_proxies import tunnelling
from test.support.raw_server import RawServer, answer, answering, answering_and_closing

_HOST = "photos.example.com"
_THUMB = f"/api/v1/t/{SOME_HASH}/public/fit_720"
_LOGIN = f"Basic {base64.b64encode('admin:pä:ss@word'.encode()).decode()}"
_USER_INFO = "admin:p%C3%A4%3Ass%40word"


@pytest.fixture
def server(serve: Serve) -> RawServer:
    """Return a plain server of pictures."""
    return serve(answering(answer(JPEG)))


@pytest.fixture
def secure(serve: Serve) -> RawServer:
    """Return a server of pictures under TLS, with a certificate for the name that only a proxy knows."""
    return serve(answering(answer(JPEG)), tls=server_context(_HOST))


@by_one_or_many
def test_forward_proxy_gets_the_whole_url(server: RawServer, connect: Connect) -> None:
    """A request for http goes to the proxy in absolute form, with the server as its Host, and connections are kept."""
    images = connect(f"http://{_HOST}", proxy=server.url)
    assert images.get_thumb(SOME_HASH) == JPEG
    assert images.get_thumb(SOME_HASH) == JPEG
    assert server.lines == [f"GET http://{_HOST}{_THUMB} HTTP/1.1"] * 2
    assert server.requests[0].headers["host"] == _HOST
    assert server.requests[0].headers["accept-encoding"] == "identity"
    assert "proxy-authorization" not in server.requests[0].headers
    assert server.connections == 1


@by_one_or_many
def test_forward_proxy_without_scheme_is_http(server: RawServer, connect: Connect) -> None:
    """A proxy written as host and port is an http one."""
    assert connect(f"http://{_HOST}", proxy=server.netloc).get_thumb(SOME_HASH) == JPEG


@by_one_or_many
def test_forward_proxy_gets_its_password(server: RawServer, connect: Connect) -> None:
    """User and password of a proxy's URL go to it as a header, decoded, and nowhere in the request line."""
    images = connect(f"http://{_HOST}", proxy=f"http://{_USER_INFO}@{server.netloc}")
    assert images.get_thumb(SOME_HASH) == JPEG
    assert server.requests[0].headers["proxy-authorization"] == _LOGIN
    assert "admin" not in server.requests[0].line


def test_forward_proxy_posts(server: RawServer, connect: Connect) -> None:
    """Bodies go through a proxy as they do without."""
    client = connect(f"http://{_HOST}", proxy=server.url, access_token="S3cret", warn_plain_http=False).api_client
    assert client.call_api("POST", "/api/v1/session", body={"a": 1}).read() == JPEG
    assert server.requests[0].line == f"POST http://{_HOST}/api/v1/session HTTP/1.1"
    assert server.requests[0].body == b'{"a": 1}'
    assert server.requests[0].headers["x-auth-token"] == "S3cret"


@by_one_or_many
def test_proxy_headers_go_to_the_proxy(server: RawServer, connect: Connect) -> None:
    """`proxy_headers` are sent to the proxy; a Proxy-Authorization among them wins over the URL's."""
    headers = {"X-Proxy": "1", "Proxy-Authorization": "Bearer abc"}
    images = connect(f"http://{_HOST}", proxy=f"http://a:b@{server.netloc}", proxy_headers=headers)
    images.get_thumb(SOME_HASH)
    assert server.requests[0].headers["x-proxy"] == "1"
    assert server.requests[0].headers["proxy-authorization"] == "Bearer abc"


@by_one_or_many
def test_tunnel_to_https(serve: Serve, secure: RawServer, connect: Connect) -> None:
    """A request for https goes through a tunnel, in which the proxy sees nothing and the certificate is checked."""
    proxy = serve(tunnelling(secure))
    images = connect(f"https://{_HOST}", proxy=proxy.url, ca_cert_data=ca_pem())
    assert images.get_thumb(SOME_HASH) == JPEG
    assert images.get_thumb(SOME_HASH) == JPEG
    assert [(seen.method, seen.target) for seen in proxy.requests] == [("CONNECT", f"{_HOST}:443")]
    assert secure.lines == [f"GET {_THUMB} HTTP/1.1"] * 2


def test_tunnel_keeps_the_proxys_password_from_the_server(serve: Serve, secure: RawServer, connect: Connect) -> None:
    """The password of a proxy is shown to the proxy alone, and the server's token to the server alone."""
    proxy = serve(tunnelling(secure, refuse_without=_LOGIN))
    images = connect(
        f"https://{_HOST}",
        proxy=f"http://{_USER_INFO}@{proxy.netloc}",
        proxy_headers={"X-Proxy": "1"},
        ca_cert_data=ca_pem(),
        access_token="S3cretAccess",
    )
    assert images.api_client.call_api("GET", "/api/v1/session").read() == JPEG
    assert proxy.requests[0].headers["proxy-authorization"] == _LOGIN
    assert proxy.requests[0].headers["x-proxy"] == "1"
    assert b"S3cretAccess" not in proxy.requests[0].raw
    assert "proxy-authorization" not in secure.requests[0].headers
    assert "x-proxy" not in secure.requests[0].headers
    assert secure.requests[0].headers["x-auth-token"] == "S3cretAccess"


@by_one_or_many
def test_tunnel_refused_is_our_error(serve: Serve, secure: RawServer, connect: Connect) -> None:
    """A proxy that refuses the tunnel is a TransportError that tells to check the proxy."""
    proxy = serve(tunnelling(secure, refuse_without=_LOGIN))
    with pytest.raises(TransportError, match="Check proxy"):
        connect(f"https://{_HOST}", proxy=proxy.url, ca_cert_data=ca_pem(), retries=0).get_thumb(SOME_HASH)
    assert secure.requests == []


@by_one_or_many
def test_tunnel_does_not_excuse_a_certificate(serve: Serve, secure: RawServer, connect: Connect) -> None:
    """A certificate that is not trusted is refused through a proxy, too, and not asked for again."""
    proxy = serve(tunnelling(secure))
    with pytest.raises(TransportError, match="certificate is refused"):
        connect(f"https://{_HOST}", proxy=proxy.url).get_thumb(SOME_HASH)
    assert proxy.connections == 1
    assert secure.requests == []


@by_one_or_many
def test_proxy_that_is_not_there(serve: Serve, connect: Connect) -> None:
    """A proxy that does not listen is our error, and nothing goes past it."""
    gone = serve(answering(answer(JPEG)))
    gone.close()
    for scheme in ("http", "https"):
        with pytest.raises(TransportError, match="proxy"):
            connect(f"{scheme}://{_HOST}", proxy=gone.url, retries=0).get_thumb(SOME_HASH)


@by_one_or_many
def test_cut_bodies_are_noticed_through_a_proxy(serve: Serve, connect: Connect) -> None:
    """What holds without a proxy holds with one: a cut body is asked for again, and is then an error."""
    proxy = serve(answering_and_closing(answer(JPEG)[:-1]))
    with pytest.raises(TransportError):
        connect(f"http://{_HOST}", proxy=proxy.url).get_thumb(SOME_HASH)
    assert len(proxy.requests) == 3


@by_one_or_many
def test_https_proxy(serve: Serve, secure: RawServer, connect: Connect) -> None:
    """A proxy can itself be spoken to under TLS, with a context of its own, for both schemes."""
    context = ssl.create_default_context()
    authority().configure_trust(context)
    proxy = serve(tunnelling(secure), tls=server_context())
    images = connect(f"https://{_HOST}", proxy=proxy.url, ca_cert_data=ca_pem(), proxy_ssl_context=context)
    assert images.get_thumb(SOME_HASH) == JPEG
    forward = serve(answering(answer(JPEG)), tls=server_context())
    assert connect(f"http://{_HOST}", proxy=forward.url, proxy_ssl_context=context).get_thumb(SOME_HASH) == JPEG
    assert forward.lines == [f"GET http://{_HOST}{_THUMB} HTTP/1.1"]


@by_one_or_many
@pytest.mark.parametrize(
    "no_proxy", ["127.0.0.1", "*", "example.com, 127.0.0.1", "127.0.0.0/8", " 127.0.0.1 ,x", "127.0.0.1:{port}"]
)
def test_no_proxy_goes_straight(serve: Serve, server: RawServer, connect: Connect, no_proxy: str) -> None:
    """A host that `no_proxy` names, by address, network or with its port, is reached without the proxy."""
    proxy = serve(answering(answer(b"", None, status="502 Bad Gateway")))
    images = connect(server.url, proxy=proxy.url, no_proxy=no_proxy.format(port=server.port))
    assert images.get_thumb(SOME_HASH) == JPEG
    assert proxy.connections == 0


@by_one_or_many
@pytest.mark.parametrize("no_proxy", ["", "example.org", "127.0.0.2", "10.0.0.0/8", "127.0.0.1:2", "7.0.0.1"])
def test_other_hosts_use_the_proxy(server: RawServer, connect: Connect, no_proxy: str) -> None:
    """A host that `no_proxy` does not name is reached through the proxy."""
    images = connect("http://127.0.0.1:1", proxy=server.url, no_proxy=no_proxy)
    assert images.get_thumb(SOME_HASH) == JPEG
    assert server.lines == [f"GET http://127.0.0.1:1{_THUMB} HTTP/1.1"]


@by_one_or_many
@pytest.mark.parametrize("name", ["http_proxy", "HTTP_PROXY", "all_proxy"])
def test_environment_names_the_proxy(
    server: RawServer, connect: Connect, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """The usual variables are read, in either case."""
    monkeypatch.setenv(name, server.url)
    assert connect(f"http://{_HOST}").get_thumb(SOME_HASH) == JPEG
    assert server.requests[0].target.startswith(f"http://{_HOST}/")


@by_one_or_many
def test_environment_of_the_other_scheme(
    serve: Serve, server: RawServer, connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A proxy for https is none for http."""
    proxy = serve(answering(answer(b"", None, status="502 Bad Gateway")))
    monkeypatch.setenv("https_proxy", proxy.url)
    assert connect(server.url).get_thumb(SOME_HASH) == JPEG
    assert proxy.connections == 0


@by_one_or_many
@pytest.mark.parametrize("name", ["no_proxy", "NO_PROXY"])
def test_environment_names_exceptions(
    serve: Serve, server: RawServer, connect: Connect, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Hosts that the environment excepts are reached without its proxy."""
    proxy = serve(answering(answer(b"", None, status="502 Bad Gateway")))
    monkeypatch.setenv("http_proxy", proxy.url)
    monkeypatch.setenv(name, "localhost,127.0.0.1")
    assert connect(server.url).get_thumb(SOME_HASH) == JPEG
    assert proxy.connections == 0


@by_one_or_many
def test_configured_proxy_wins_over_the_environment(
    serve: Serve, server: RawServer, connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A proxy that is passed is used, whatever the environment says."""
    other = serve(answering(answer(b"", None, status="502 Bad Gateway")))
    monkeypatch.setenv("http_proxy", other.url)
    assert connect(f"http://{_HOST}", proxy=server.url).get_thumb(SOME_HASH) == JPEG
    assert other.connections == 0


@pytest.mark.parametrize("proxy", ["gopher://127.0.0.1:1", "http://", "http://127.0.0.1:99999", "http://[::1"])
def test_unusable_proxies_are_refused(proxy: str) -> None:
    """A proxy that cannot be one is refused when it is configured."""
    with pytest.raises(ApiValueError, match="proxy must be"):
        Configuration(proxy=proxy)
