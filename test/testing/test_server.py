"""The server's life: starting, stopping, its log, sub-path, compression, TLS."""

from __future__ import annotations

import contextlib
import gzip
import http.client
import json
import os
import shutil
import socket
import ssl
import subprocess
import threading
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from photoprism_client import testing
from photoprism_client.testing import Library, PhotoPrismServer
from test.support.plain_requests import get, get_json
from test.support.replay import send
from test.support.waiting import wait_until

GZIP = {"Accept-Encoding": "gzip"}


def test_public_names_are_sorted_and_there() -> None:
    """`__all__` is what the package promises."""
    assert testing.__all__ == sorted(testing.__all__)
    assert all(hasattr(testing, name) for name in testing.__all__)


def test_start_and_stop_leaks_nothing(library: Library) -> None:
    """Twenty servers one after the other leave no thread and no socket, though a client keeps its connection open."""
    before = threading.active_count()
    for _ in range(20):
        with PhotoPrismServer(library, owns_library=False) as server:
            url = urlsplit(server.url)
            connection = http.client.HTTPConnection(url.hostname or "", url.port, timeout=60)
            connection.request("GET", "/api/v1/status")
            assert connection.getresponse().read() == b'{"status":"operational"}'
        connection.close()
        with pytest.raises(ConnectionRefusedError), socket.create_connection((url.hostname or "", url.port or 0), 1):
            pass
    wait_until(lambda: threading.active_count() <= before)


def test_close_cuts_a_transfer_under_way(tmp_path: Path) -> None:
    """A client that does not read cannot keep the server from closing, and notices the cut."""
    (tmp_path / "big.dng").write_bytes(bytes(30_000_000))
    server = PhotoPrismServer(Library.from_folder(tmp_path))
    url, digest = urlsplit(server.url), server.library.photos[0].original.hash
    with socket.create_connection((url.hostname or "", url.port or 0), 5) as client:
        client.sendall(f"GET /api/v1/dl/{digest} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        assert client.recv(15) == b"HTTP/1.1 200 OK"
        server.close()
        received = 0
        try:
            while block := client.recv(1 << 20):
                received += len(block)
        except ConnectionResetError:
            pass
    assert received < 30_000_000


def test_close_cuts_what_connects_meanwhile(library: Library) -> None:
    """A connection that comes while the server closes is ended too, not left open until its client gives up."""
    for _ in range(20):
        server = PhotoPrismServer(library, owns_library=False)
        opened: list[socket.socket] = []
        begun = threading.Event()
        thread = threading.Thread(target=_connect_often, args=(server.url, opened, begun))
        thread.start()
        assert begun.wait(60)
        server.close()
        thread.join(60)
        for connection in opened:
            with connection, contextlib.suppress(ConnectionError):
                connection.sendall(b"GET ")
                while connection.recv(1024):
                    pass


def _connect_often(url: str, opened: list[socket.socket], begun: threading.Event) -> None:
    """Connect again and again, until nobody listens."""
    where = urlsplit(url)
    with contextlib.suppress(OSError):
        while len(opened) < 200:
            opened.append(socket.create_connection((where.hostname, where.port), 60))
            begun.set()


def test_close_twice_is_harmless(library: Library) -> None:
    """A second close does nothing."""
    server = PhotoPrismServer(library)
    server.close()
    server.close()


def test_a_taken_port_is_an_error(server: PhotoPrismServer, library: Library) -> None:
    """The constructor raises; nothing is left behind."""
    with pytest.raises(OSError, match="in use"):
        PhotoPrismServer(library, port=urlsplit(server.url).port or 0)


@pytest.mark.parametrize(("option", "allowed"), [("mode", "public.*password"), ("tokens", "memory.*signed")])
def test_unknown_mode_or_kind_of_tokens_is_an_error(library: Library, option: str, allowed: str) -> None:
    """A slip does not start a server of another kind."""
    wrong: dict[str, Any] = {option: "privat"}
    with pytest.raises(ValueError, match=f"{option} must be .*{allowed}.*, not 'privat'"):
        PhotoPrismServer(library, owns_library=False, **wrong)


def test_first_user_is_known(library: Library, server: PhotoPrismServer) -> None:
    """A test logs in as that user; in public mode nobody needs to."""
    assert (server.username, server.password) == ("admin", "photoprism")
    with PhotoPrismServer(library, owns_library=False) as public:
        assert (public.username, public.password) == (None, None)


def test_requests_are_logged_as_sent(server: PhotoPrismServer) -> None:
    """Method, raw path, query, headers, port and status of each request can be read, and forgotten."""
    get(server, "/t/..%2fx/y/tile_50?a=b%20c", {"X-Auth-Token": "secret"})
    seen = server.requests[-1]
    assert (seen.method, seen.path, seen.query) == ("GET", "/api/v1/t/..%2fx/y/tile_50", "a=b%20c")
    assert (seen.headers["x-auth-token"], seen.status) == ("secret", 404)
    assert seen.client_port > 0
    assert [request.path for request in server.requests] == [seen.path]
    server.requests.clear()
    assert len(server.requests) == 0


def test_sub_path(library: Library) -> None:
    """The API lives below the sub-path; the bare root is an HTML 404, redirects keep the sub-path."""
    with PhotoPrismServer(library, sub_path="/library") as server:
        assert server.url.endswith("/library")
        assert get_json(server, "/config")["apiUri"] == "/library/api/v1"
        outside = send(server, "GET", "/api/v1/status")
        assert (outside.status, outside.headers["Content-Type"]) == (404, "text/html; charset=utf-8")
        moved = get(server, "/status/")
    assert (moved.status, moved.headers["Location"]) == (301, "/library/api/v1/status")


def test_gzip_compresses_json_and_originals_only(library: Library) -> None:
    """With the switch on, originals and ranges of them come compressed; thumbs, albums and zips do not."""
    with PhotoPrismServer(library, gzip=True) as server:
        digest = library.photos[0].hash
        original = library.photos[0].original.disk.read_bytes()
        assert json.loads(gzip.decompress(get(server, "/photos?count=3", GZIP).body))
        whole = get(server, f"/dl/{digest}", GZIP)
        part = get(server, f"/dl/{digest}", GZIP | {"Range": "bytes=5-9"})
        assert gzip.decompress(whole.body) == original
        assert (gzip.decompress(part.body), part.headers["Content-Range"]) == (
            original[5:10],
            f"bytes 5-9/{len(original)}",
        )
        for path in (f"/t/{digest}/public/tile_224", "/albums?count=9"):
            assert "Content-Encoding" not in get(server, path, GZIP).headers
        assert get(server, f"/dl/{digest}").body == original


def test_gzip_is_off_by_default(library: Library) -> None:
    """A client that accepts gzip gets plain answers from most servers."""
    with PhotoPrismServer(library) as server:
        assert "Content-Encoding" not in get(server, "/photos?count=3", GZIP).headers


@pytest.mark.skipif(shutil.which("openssl") is None, reason="makes its certificate with the openssl command")
def test_tls(library: Library, tmp_path: Path) -> None:
    """With a certificate the server speaks https, and closing it is as quick."""
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost", "-days", "2"),
            *("-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(certificate)),
        ],
        check=True,
        capture_output=True,
    )
    with PhotoPrismServer(library, ssl_certfile=certificate, ssl_keyfile=key) as server:
        url = urlsplit(server.url)
        assert url.scheme == "https"
        context = ssl.create_default_context(cafile=certificate)
        connection = http.client.HTTPSConnection(url.hostname or "", url.port, context=context, timeout=60)
        connection.request("GET", "/api/v1/status")
        assert connection.getresponse().status == 200
    connection.close()


def test_a_bad_certificate_is_the_callers_error(library: Library, tmp_path: Path) -> None:
    """It is raised by the constructor, and the port is free again."""
    (tmp_path / "bad.pem").write_text("no certificate")
    with pytest.raises(OSError, match="PEM"):
        PhotoPrismServer(library, ssl_certfile=tmp_path / "bad.pem")


def test_a_server_needs_a_user(library: Library) -> None:
    """Without anyone who could log in there would be no tokens."""
    with pytest.raises(ValueError, match="users"):
        PhotoPrismServer(library, users={})


def test_sloppy_sub_paths(library: Library) -> None:
    """A sub-path may be written with or without slashes."""
    with PhotoPrismServer(library, sub_path="photos/") as server:
        assert server.url.endswith("/photos")
        assert get(server, "/status").status == 200


def test_ipv6(library: Library) -> None:
    """The URL of a server on an IPv6 address has brackets, as URLs need."""
    try:
        server = PhotoPrismServer(library, host="::1")
    except OSError:
        pytest.skip("no IPv6 on this machine")
    with server:
        assert server.url.startswith("http://[::1]:")
        assert get(server, "/status").status == 200


def test_closing_during_a_transfer_is_quiet(caplog: pytest.LogCaptureFixture) -> None:
    """A transfer that closing the server cuts is not an error to report."""
    library = Library.sample(photos=1)
    server = PhotoPrismServer(library)
    server.change_original(library.photos[0].file_name, b"\xff\xd8" + bytes(64_000_000))
    host, port = server.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=60) as connection:
        connection.sendall(f"GET /api/v1/dl/{library.photos[0].hash} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
        assert connection.recv(12) == b"HTTP/1.1 200"
        server.close()
    assert caplog.records == []


@pytest.mark.skipif(not os.path.isdir("/proc/self/fd"), reason="open files cannot be counted here")
def test_port_that_cannot_be_leaves_no_socket() -> None:
    """Whatever is wrong with it: the error is all there is."""
    before = len(os.listdir("/proc/self/fd"))
    with Library.sample(photos=1) as library, pytest.raises(OverflowError):
        PhotoPrismServer(library, port=-1)
    wait_until(lambda: len(os.listdir("/proc/self/fd")) <= before)
