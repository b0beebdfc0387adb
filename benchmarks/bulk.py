"""Thousands of thumbnails into memory: `get_thumbs`, against other clients and against a loop that checks nothing."""

import os
import selectors
import socket
import ssl
import subprocess
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import repeat
from urllib.parse import urlsplit

from benchmarks import clients, isolated
from benchmarks.pairs import Sample
from benchmarks.rows import Comparison, Contender, Goal, Row, Setting
from benchmarks.server import FILE_HASH, THUMB_BYTES

BARE = "a bare loop"
CURL = "curl -Z"

_SIZE = "tile_224"
_PATH = f"/api/v1/t/{FILE_HASH}/public/{_SIZE}"
_THREADS = 8
_CONNECTIONS = 8
_WARM_UP = 200
_COUNT = 20_000
_GENERATED_COUNT = 2_000
_SCRATCH = 128 * 1024

#: Fetches so many thumbnails.
FetchMany = Callable[[int], None]


def thumbs_to_memory(client: str, base_url: str, certificate: str, count: int) -> Sample:
    """Measure how many thumbnails of different hashes come in a second.

    :param client: its name.
    :param base_url: of the server.
    :param certificate: file with that of the server; empty for http.
    :param count: how many.
    :return: ``per_second``, and ``cpu_us``, the processor time of a thumbnail in microseconds, but for curl.
    """
    if client == CURL:
        return _curl(base_url, certificate, count)
    make = {BARE: _bare, clients.OURS: _ours}.get(client, _generated)
    fetch_many = make(base_url, certificate)
    fetch_many(_WARM_UP)
    start, cpu = time.perf_counter(), time.process_time()
    fetch_many(count)
    elapsed_s, cpu_s = time.perf_counter() - start, time.process_time() - cpu
    return {"per_second": count / elapsed_s, "cpu_us": cpu_s / count * 1e6}


def _ours(base_url: str, certificate: str) -> FetchMany:
    from photoprism_client import ApiClient, Configuration, ImagesApi

    configuration = Configuration(host=base_url, ssl_ca_cert=certificate or None)
    images = ImagesApi(ApiClient(configuration))

    def fetch_many(count: int) -> None:
        hashes = (f"{number:040x}" for number in range(count))
        got = images.get_thumbs(hashes, "public", _SIZE, connections=_CONNECTIONS)
        if sum(len(thumb) == THUMB_BYTES for thumb in got) != count:
            raise ValueError("not all thumbnails came")

    return fetch_many


def _generated(base_url: str, certificate: str) -> FetchMany:
    import generated_photoprism as generated  # type: ignore[import-not-found]  # where --peer says

    configuration = generated.Configuration(host=base_url, ssl_ca_cert=certificate or None)
    get_thumb = generated.ImagesApi(generated.ApiClient(configuration)).get_thumb
    pool = ThreadPoolExecutor(_THREADS)

    def fetch_many(count: int) -> None:
        hashes = [f"{number:040x}" for number in range(count)]
        if sum(map(len, pool.map(get_thumb, hashes, repeat("public"), repeat(_SIZE)))) != count * THUMB_BYTES:
            raise ValueError("not all thumbnails came")

    return fetch_many


def _bare(base_url: str, certificate: str) -> FetchMany:
    """Make the floor: one thread, connections that do not block, a head cut at its blank line, nothing checked."""
    parts = urlsplit(base_url)
    context = ssl.create_default_context(cafile=certificate) if certificate else None
    selector = selectors.DefaultSelector()
    sockets: list[socket.socket] = []
    for _ in range(_CONNECTIONS):
        sock = socket.create_connection((parts.hostname or "", parts.port or 80))
        if context is not None:
            sock = context.wrap_socket(sock, server_hostname=parts.hostname)
        sock.setblocking(False)
        sockets.append(sock)
    return partial(_bare_fetch, selector, sockets, parts.netloc)


def _bare_fetch(selector: selectors.BaseSelector, sockets: list[socket.socket], netloc: str, count: int) -> None:
    rest = f"/public/{_SIZE} HTTP/1.1\r\nHost: {netloc}\r\nAccept: image/jpeg\r\n\r\n"
    requests = iter(f"GET /api/v1/t/{number:040x}{rest}".encode() for number in range(count))
    scratch = bytearray(_SCRATCH)
    view = memoryview(scratch)
    states: dict[socket.socket, list[object]] = {}
    for sock, request in zip(sockets, requests, strict=False):
        sock.send(request)
        states[sock] = [None, 0]
        selector.register(sock, selectors.EVENT_READ)
    got = 0
    while got < count:
        for key, _ in selector.select():
            sock = key.fileobj  # type: ignore[assignment]  # what was registered
            state = states[sock]
            try:
                while not _bare_receive(sock, state, scratch, view):
                    pass
            except (BlockingIOError, ssl.SSLWantReadError):
                continue
            got += 1
            state[:] = None, 0
            if (request_or_none := next(requests, None)) is not None:
                sock.send(request_or_none)
    for sock in states:
        selector.unregister(sock)


def _bare_receive(sock: socket.socket, state: list[object], scratch: bytearray, view: memoryview) -> bool:
    body, filled = state
    if body is None:
        came = sock.recv_into(scratch)
        end = scratch.find(b"\r\n\r\n", 0, came) + 4
        for line in bytes(view[:end]).split(b"\r\n"):
            if line[:15].lower() == b"content-length:":
                length = int(line[15:])
        body = bytearray(length)
        filled = came - end
        body[:filled] = view[end:came]
        state[:] = body, filled
    else:
        filled += sock.recv_into(memoryview(body)[filled:])  # type: ignore[operator, arg-type, index]
        state[1] = filled
    return filled == len(body)  # type: ignore[arg-type]


def _curl(base_url: str, certificate: str, count: int) -> Sample:
    """Let curl fetch into nowhere; the start of its process counts, and takes 10 ms."""
    urls = f"{base_url}/api/v1/t/[1000000000-{1000000000 + count - 1}]{FILE_HASH[10:]}/public/{_SIZE}"
    command = [CURL.split(maxsplit=1)[0], "-q", "-s", "-f", "-Z", "--parallel-max", str(_CONNECTIONS)]
    command += [*(["--cacert", certificate] if certificate else []), "-o", os.devnull, urls]
    start = time.perf_counter()
    subprocess.run(command, check=True)
    return {"per_second": count / (time.perf_counter() - start)}


def _measure(client: str, is_secure: bool, setting: Setting) -> Sample:
    return isolated.call(
        "benchmarks.bulk:thumbs_to_memory",
        setting.peer,
        client=client,
        base_url=setting.secure_url if is_secure else setting.base_url,
        certificate=setting.certificate if is_secure else "",
        count=_GENERATED_COUNT if client == clients.GENERATED else _COUNT,
    )


def _contender(client: str, is_secure: bool) -> Contender:
    program = CURL.split(maxsplit=1)[0] if client == CURL else None
    measure = partial(_measure, client, is_secure)
    return Contender(client, measure, client == clients.GENERATED, program)


def _row(name: str, scheme: str, least: dict[str, float]) -> Row:
    is_secure = scheme == "https"
    return Row(
        name,
        f"get_thumbs over {scheme}, {_CONNECTIONS} connections: thumbs of 25 kB a second, into memory",
        _contender(clients.OURS, is_secure),
        tuple(
            Comparison("per_second", "/s", _contender(peer, is_secure), Goal("ratio", "at least", limit))
            for peer, limit in least.items()
        ),
    )


ROWS = (
    _row("thumbs-bulk", "http", {clients.GENERATED: 15, CURL: 1.5, BARE: 0.8}),
    _row("thumbs-bulk-tls", "https", {clients.GENERATED: 10, CURL: 1, BARE: 0.85}),
)
