"""A reverse proxy with TLS, and gates that ask for a login before a request reaches the server."""

import base64
import contextlib
import http.client
import ssl
import threading
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import NamedTuple, Self
from urllib.parse import quote, urlsplit

_PATIENCE_S = 120.0
_HOP_BY_HOP = frozenset({"connection", "keep-alive", "transfer-encoding"})
_PAGE = b"<!DOCTYPE html>\n<html><head><title>%b</title></head><body><h1>%b</h1><hr>gate</body></html>\n"


class Asked(NamedTuple):
    """A request as the gate sees it: where to, its headers with names in lower case, and whether a certificate came."""

    method: str
    url: str
    headers: Mapping[str, str]
    has_certificate: bool


class Refusal(NamedTuple):
    """The answer of a gate."""

    status: int
    headers: Mapping[str, str]
    body: bytes = b""
    content_type: str = "text/html"


#: Returns None to let a request through.
Gate = Callable[[Asked], Refusal | None]


def page(status: int, title: str, **headers: str) -> Refusal:
    """Make a web page that refuses; underscores in the names of headers stand for dashes."""
    fields = {name.replace("_", "-"): value for name, value in headers.items()}
    return Refusal(status, fields, _PAGE % (title.encode(), title.encode()))


def basic_login(user: str, password: str) -> str:
    """Return the value of the header that a Basic login wants."""
    return f"Basic {base64.b64encode(f'{user}:{password}'.encode()).decode('ascii')}"


def basic(user: str, password: str) -> Gate:
    """Want a Basic login, as nginx does with auth_basic."""

    def gate(asked: Asked) -> Refusal | None:
        if asked.headers.get("authorization") == basic_login(user, password):
            return None
        return page(401, "401 Authorization Required", WWW_Authenticate='Basic realm="NAS"')

    return gate


def forward_auth(portal: str, user: str, password: str, *, redirects: bool = True) -> Gate:
    """Want a login at a portal, as Authelia does: by its cookie or a Basic login in the header.

    :param portal: URL of the login page.
    :param user: who may pass.
    :param password: of that user.
    :param redirects: send a visitor there; else answer 401 with a link, as for one that takes no HTML.
    """

    def gate(asked: Asked) -> Refusal | None:
        if asked.headers.get("authorization") == basic_login(user, password):
            return None
        goal = f"{portal}/?rd={quote(asked.url, safe='')}&rm={asked.method}"
        if not redirects:
            return Refusal(401, {"Location": goal}, f'<a href="{goal}">401 Unauthorized</a>'.encode())
        return Refusal(302 if asked.method == "GET" else 303, {"Location": goal})

    return gate


def service_token(team: str, client_id: str, secret: str) -> Gate:
    """Want the service token of Cloudflare Access."""

    def gate(asked: Asked) -> Refusal | None:
        given = asked.headers.get("cf-access-client-id"), asked.headers.get("cf-access-client-secret")
        if given == (client_id, secret):
            return None
        login = f"https://{team}.cloudflareaccess.com/cdn-cgi/access/login/photos.example.com"
        return Refusal(302, {"Location": f"{login}?redirect_url={quote(asked.url, safe='')}"})

    return gate


def certificate(asked: Asked) -> Refusal | None:
    """Want a client certificate, as nginx does with ssl_verify_client: what comes without one gets a page."""
    if asked.has_certificate:
        return None
    return page(400, "400 No required SSL certificate was sent")


def below(path: str) -> Gate:
    """Let requests below a path through; all else gets the page of another site."""

    def gate(asked: Asked) -> Refusal | None:
        return None if urlsplit(asked.url).path.startswith(f"{path}/") else page(404, "404 Not Found")

    return gate


def open_gate(_: Asked) -> Refusal | None:
    """Let everything through."""
    return None


class ReverseProxy:
    """A reverse proxy on a port of its own, until the end of the ``with`` block.

    :param upstream: URL of the server that it forwards to.
    :param gate: what decides about each request.
    :param tls: for https; None for http.
    """

    def __init__(self, upstream: str, gate: Gate = open_gate, *, tls: ssl.SSLContext | None = None) -> None:
        self.gate = gate
        #: Requests that the gate refused, as method and path without the query.
        self.refused: list[str] = []
        self._server = _Server(self, upstream, tls)
        self.port: int = self._server.server_address[1]
        self.url = f"{'https' if tls else 'http'}://127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(_PATIENCE_S)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, proxy: ReverseProxy, upstream: str, tls: ssl.SSLContext | None) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.proxy, self.upstream = proxy, urlsplit(upstream)
        if tls is not None:  # the handshake is done by the thread of the connection
            self.socket = tls.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)

    def handle_error(self, request: object, client_address: object) -> None:
        """Pass over a client that went away or failed the handshake: the test looks at that on its side."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = _PATIENCE_S
    disable_nagle_algorithm = True
    server: _Server

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Answer for the gate, or for the server."""
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        scheme = "https" if isinstance(self.connection, ssl.SSLSocket) else "http"
        has_certificate = isinstance(self.connection, ssl.SSLSocket) and bool(self.connection.getpeercert())
        headers = {name.lower(): value for name, value in self.headers.items()}
        asked = Asked(self.command, f"{scheme}://{self.headers['Host']}{self.path}", headers, has_certificate)
        refusal = self.server.proxy.gate(asked)
        if refusal is None:
            self._forward(body)
        else:
            self.server.proxy.refused.append(f"{self.command} {self.path.partition('?')[0]}")
            self._refuse(refusal)

    do_DELETE = do_POST = do_PUT = do_GET  # noqa: N815  # named after methods

    def _refuse(self, refusal: Refusal) -> None:
        self.send_response(refusal.status)
        for name, value in refusal.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Type", refusal.content_type)
        self.send_header("Content-Length", str(len(refusal.body)))
        self.end_headers()
        self.wfile.write(refusal.body)

    def _forward(self, body: bytes) -> None:
        upstream = self.server.upstream
        host, port = upstream.hostname or "", upstream.port or 80
        connection = http.client.HTTPConnection(host, port, timeout=_PATIENCE_S)
        if upstream.scheme == "https":  # on this machine, so that its certificate need not be checked
            unchecked = ssl._create_unverified_context()
            connection = http.client.HTTPSConnection(host, port, timeout=_PATIENCE_S, context=unchecked)
        with contextlib.closing(connection):
            kept = {name: value for name, value in self.headers.items() if name.lower() not in _HOP_BY_HOP}
            connection.request(self.command, self.path, body or None, kept)
            response = connection.getresponse()
            content = response.read()
        self.send_response(response.status, response.reason)
        for name, value in response.getheaders():
            if name.lower() not in {*_HOP_BY_HOP, "content-length", "date", "server"}:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
