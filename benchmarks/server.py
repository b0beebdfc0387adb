"""nginx with fixed files under the server's real URLs: fast enough that the client is what is measured."""

import contextlib
import hashlib
import http.client
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import trustme

from benchmarks.pages import write_pages, write_photo

#: SHA-1 that stands in the URLs; the server looks at its form only.
FILE_HASH = "0123456789abcdef0123456789abcdef01234567"
THUMB_BYTES = 25_000

_START_TIMEOUT_S = 10.0
_STOP_TIMEOUT_S = 5.0
_CONFIGURATION = """\
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 512; }}
http {{
    access_log off;
    sendfile on;
    keepalive_requests 100000000;
    keepalive_timeout 600s;
    etag off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen 127.0.0.1:{port};
        listen 127.0.0.1:{secure_port} ssl;
        ssl_certificate {folder}/server.pem;
        ssl_certificate_key {folder}/server.key;
        root {folder}/files;
        {listings}
        location ~ "^/api/v1/t/[0-9a-f]{{40}}/public/tile_224$" {{
            default_type image/jpeg;
            add_header Cache-Control "private, max-age=2592000, immutable";
            try_files /thumb =404;
        }}
        location ~ "^/api/v1/dl/[0-9a-f]{{40}}$" {{
            default_type image/jpeg;
            add_header Content-Disposition 'attachment; filename="large.jpg"';
            try_files /large =404;
        }}
        location ~ "^/api/v1/photos/p[0-9]{{15}}$" {{
            default_type application/json;
            ssi on;  # so that it is sent in chunks, as the real server does
            ssi_types application/json;
            try_files /photo =404;
        }}
    }}
}}
"""
_PAGES = """\
location = /api/v1/photos {
            default_type application/json;
            try_files /photos-$arg_offset =404;
        }"""
_PASSED_ON = "location / {{ proxy_pass {url}; }}"


class Site(NamedTuple):
    """Where nginx listens, and the file with the certificate that clients must trust for https."""

    base_url: str
    secure_url: str
    certificate: str


class ServerError(Exception):
    """nginx is missing or did not start; the message says what to do."""


def find_nginx() -> str:
    """Find nginx.

    :return: its path.
    :raises ServerError: it is not installed.
    """
    # Debian installs it where only root's PATH leads.
    found = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    if found is None:
        raise ServerError("nginx is missing: install it with 'apt-get install nginx-light' (Debian, Ubuntu)")
    return found


@contextlib.contextmanager
def serve(large_bytes: int, listings: str | None = None) -> Iterator[Site]:
    """Run nginx on free ports of loopback.

    :param large_bytes: size of the file that downloads get, at least that of a thumbnail.
    :param listings: URL of a server that answers all but thumbnails, files and single photos; None for fixed pages.
    :return: a context manager with the URLs; nginx and its files are gone at the end.
    :raises ServerError: nginx is missing or did not start.
    """
    nginx = find_nginx()
    with tempfile.TemporaryDirectory(prefix="photoprism-benchmarks-") as name:
        folder = Path(name)
        _write_files(folder, large_bytes)
        port, secure_port = _free_port(), _free_port()
        certificate = _write_certificate(folder)
        configuration = folder / "nginx.conf"
        listed = _PAGES if listings is None else _PASSED_ON.format(url=listings)
        text = _CONFIGURATION.format(folder=folder, port=port, secure_port=secure_port, listings=listed)
        configuration.write_text(text, encoding="utf-8")
        command = [nginx, "-p", name, "-c", str(configuration)]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            try:
                _wait_until_ready(process, port, folder)
                yield Site(f"http://127.0.0.1:{port}", f"https://127.0.0.1:{secure_port}", str(certificate))
            finally:
                _stop(process)


def thumb() -> bytes:
    """Return the body of a thumbnail.

    :return: the beginning and the end of a JPEG, and between them a comment of a fixed length: no client decodes it.
    """
    begin, end = b"\xff\xd8\xff\xfe", b"\xff\xd9"
    comment = THUMB_BYTES - len(begin) - len(end)
    return begin + comment.to_bytes(2, "big") + bytes(range(256)) * (comment // 256) + bytes(comment % 256 - 2) + end


@cache
def large_sha1(size_bytes: int) -> str:
    """Return the SHA-1 of the file that downloads get.

    :param size_bytes: its size, at least that of a thumbnail.
    :return: 40 hex digits.
    """
    digest = hashlib.sha1(thumb(), usedforsecurity=False)
    left, zeros = size_bytes - THUMB_BYTES, bytes(1024 * 1024)
    while left:
        block = zeros[:left]
        digest.update(block)
        left -= len(block)
    return digest.hexdigest()


def _write_files(folder: Path, large_bytes: int) -> None:
    folder.chmod(0o755)  # started by root, nginx reads as another user
    files = folder / "files"
    files.mkdir(mode=0o755)
    (files / "thumb").write_bytes(thumb())
    with open(files / "large", "wb") as file:
        file.write(thumb())
        file.truncate(large_bytes)
    write_pages(files)
    write_photo(files / "photo")
    for path in files.iterdir():
        path.chmod(0o644)


def _write_certificate(folder: Path) -> Path:
    """Write a certificate for loopback with its key; return the file with that of its authority."""
    authority, trusted = trustme.CA(), folder / "authority.pem"
    issued = authority.issue_cert("127.0.0.1")
    authority.cert_pem.write_to_path(trusted)
    issued.private_key_pem.write_to_path(folder / "server.key")
    for number, part in enumerate(issued.cert_chain_pems):
        part.write_to_path(folder / "server.pem", append=number > 0)
    return trusted


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_ready(process: subprocess.Popen[bytes], port: int, folder: Path) -> None:
    path = f"/api/v1/t/{FILE_HASH}/public/tile_224"
    deadline = time.monotonic() + _START_TIMEOUT_S
    while time.monotonic() < deadline and process.poll() is None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_START_TIMEOUT_S)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            if answer.status == 200 and len(answer.read()) == THUMB_BYTES:
                return
        except ConnectionError:
            pass  # not yet
        finally:
            connection.close()
        time.sleep(0.02)
    log = folder / "error.log"
    said = log.read_text(encoding="utf-8", errors="replace").strip() if log.exists() else ""
    raise ServerError(f"nginx did not start: {said.splitlines()[-1] if said else 'it said nothing'}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(_STOP_TIMEOUT_S)
    except subprocess.TimeoutExpired:
        process.kill()
