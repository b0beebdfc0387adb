"""The clients that fetch many thumbnails into memory, each as its documentation says is fastest.

Used inside a fresh interpreter. Each is made once, and then fetches as often as it is called.
"""

import asyncio
import io
import os
import selectors
import socket
import ssl
import subprocess
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from importlib import import_module
from itertools import repeat
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from benchmarks import clients
from benchmarks.sources import SIZE, Source

BARE = "a bare loop"
CURL = "curl -Z"
PYCURL = "pycurl CurlMulti"
AIOHTTP = "aiohttp"
PYREQWEST = "pyreqwest"
#: The modules of those that are libraries.
LIBRARIES = {PYCURL: "pycurl", AIOHTTP: "aiohttp", PYREQWEST: "pyreqwest"}

#: Fetches so many thumbnails.
FetchMany = Callable[[int], None]

_SCRATCH = 128 * 1024
_CURL_BUFFER = 256 * 1024


def fetcher(name: str, source: Source) -> FetchMany:
    """Make a client.

    :param name: its name.
    :param source: what it fetches from.
    :return: the function that fetches; it raises ValueError if not all thumbnails came.
    """
    return _MAKERS[name](source)


def _ours(source: Source) -> FetchMany:
    from photoprism_client import ApiClient, Configuration, ImagesApi

    configuration = Configuration(host=source.base_url, ssl_ca_cert=source.certificate or None)
    images = ImagesApi(ApiClient(configuration))

    def fetch_many(count: int) -> None:
        got = images.get_thumbs(source.wanted(count), source.token, SIZE, connections=source.connections)
        source.check(map(len, got), count)

    return fetch_many


def _generated(source: Source) -> FetchMany:
    import generated_photoprism as generated  # type: ignore[import-not-found]  # where --peer says

    configuration = generated.Configuration(host=source.base_url, ssl_ca_cert=source.certificate or None)
    get_thumb = generated.ImagesApi(generated.ApiClient(configuration)).get_thumb
    pool = ThreadPoolExecutor(source.connections)

    def fetch_many(count: int) -> None:
        got = pool.map(get_thumb, source.wanted(count), repeat(source.token), repeat(SIZE))
        source.check(map(len, got), count)

    return fetch_many


def _curl(source: Source) -> FetchMany:
    """Let curl fetch into nowhere; the start of its process counts, and takes 10 ms."""

    def fetch_many(count: int) -> None:
        first = 1_000_000_000
        urls = source.base_url + source.path(f"[{first}-{first + count - 1}]{'0' * 30}")
        command = [CURL.split(maxsplit=1)[0], "-q", "-s", "-f", "-Z", "--parallel-max", str(source.connections)]
        command += [*(["--cacert", source.certificate] if source.certificate else []), "-o", os.devnull, urls]
        subprocess.run(command, check=True)

    return fetch_many


def _pycurl(source: Source) -> FetchMany:
    """Make handles that are used again and again, as pycurl's example ``retriever-multi`` does."""
    pycurl: Any = import_module(LIBRARIES[PYCURL])

    multi, handles = pycurl.CurlMulti(), []
    for _ in range(source.connections):
        handle = pycurl.Curl()
        handle.setopt(pycurl.NOSIGNAL, 1)
        handle.setopt(pycurl.FAILONERROR, 1)
        handle.setopt(pycurl.BUFFERSIZE, _CURL_BUFFER)
        if source.certificate:
            handle.setopt(pycurl.CAINFO, source.certificate)
        handles.append(handle)

    def fetch_many(count: int) -> None:
        source.check(_pycurl_sizes(pycurl, multi, handles, source, count), count)

    return fetch_many


def _pycurl_sizes(pycurl: Any, multi: Any, handles: list[Any], source: Source, count: int) -> Iterator[int]:
    wanted, free, running = source.wanted(count), list(handles), 0
    while True:
        while free and (file_hash := next(wanted, None)) is not None:
            handle = free.pop()
            handle.setopt(pycurl.URL, source.base_url + source.path(file_hash))
            handle.body = io.BytesIO()
            handle.setopt(pycurl.WRITEDATA, handle.body)
            multi.add_handle(handle)
            running += 1
        if not running:
            return
        multi.perform()
        left, good, bad = multi.info_read()
        for handle in (*good, *(failed[0] for failed in bad)):
            multi.remove_handle(handle)
            running -= 1
        free += good
        for handle in good:
            yield len(handle.body.getvalue())
        if not (good or left):
            multi.select(1.0)


def _aiohttp(source: Source) -> FetchMany:
    """Make a session with no cookies to look up, no body to decode, and URLs that are encoded already."""
    aiohttp: Any = import_module(LIBRARIES[AIOHTTP])
    url: Any = import_module("yarl").URL  # what aiohttp makes of a text

    loop = asyncio.new_event_loop()

    async def open_session() -> Any:
        trusted = ssl.create_default_context(cafile=source.certificate) if source.certificate else True
        return aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=source.connections, ssl=trusted),
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            read_bufsize=_SCRATCH,
        )

    session = loop.run_until_complete(open_session())

    async def fetch(file_hash: str) -> int:
        async with session.get(url(source.base_url + source.path(file_hash), encoded=True)) as answer:
            return len(await answer.read())

    return partial(_fetch_in_loop, loop, fetch, source)


def _pyreqwest(source: Source) -> FetchMany:
    """Make a client that threads share, which takes less time than its form for asyncio."""
    builder: Any = import_module("pyreqwest.client").SyncClientBuilder()
    builder = builder.error_for_status(True).max_connections(source.connections).http1_only()
    builder = builder.gzip(False).brotli(False).zstd(False).deflate(False)
    if source.certificate:
        builder = builder.add_root_certificate_pem(Path(source.certificate).read_bytes())
    client, pool = builder.build(), ThreadPoolExecutor(source.connections)

    def fetch(file_hash: str) -> int:
        return len(client.get(source.base_url + source.path(file_hash)).build().send().bytes())

    def fetch_many(count: int) -> None:
        source.check(pool.map(fetch, source.wanted(count)), count)

    return fetch_many


def _fetch_in_loop(loop: asyncio.AbstractEventLoop, fetch: Any, source: Source, count: int) -> None:
    wanted, sizes = source.wanted(count), list[int]()

    async def work() -> None:
        for file_hash in wanted:
            sizes.append(await fetch(file_hash))

    async def work_at_once() -> None:
        await asyncio.gather(*(work() for _ in range(source.connections)))

    loop.run_until_complete(work_at_once())
    source.check(iter(sizes), count)


def _bare(source: Source) -> FetchMany:
    """Make the floor: one thread, connections that do not block, a head cut at its blank line, nothing checked."""
    parts = urlsplit(source.base_url)
    is_secure = parts.scheme == "https"
    context = ssl.create_default_context(cafile=source.certificate or None) if is_secure else None
    selector = selectors.DefaultSelector()
    sockets: list[socket.socket] = []
    for _ in range(source.connections):
        sock = socket.create_connection((parts.hostname or "", parts.port or (443 if is_secure else 80)))
        if context is not None:
            sock = context.wrap_socket(sock, server_hostname=parts.hostname)
        sock.setblocking(False)
        sockets.append(sock)
    return partial(_bare_fetch, selector, sockets, source, parts.netloc, parts.path.rstrip("/"))


def _bare_fetch(
    selector: selectors.BaseSelector,
    sockets: list[socket.socket],
    source: Source,
    netloc: str,
    sub_path: str,
    count: int,
) -> None:
    rest = f" HTTP/1.1\r\nHost: {netloc}\r\nAccept: image/jpeg\r\n\r\n"
    requests = (f"GET {sub_path}{source.path(wanted)}{rest}".encode() for wanted in source.wanted(count))
    scratch = bytearray(_SCRATCH)
    view = memoryview(scratch)
    states: dict[socket.socket, list[Any]] = {}
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


def _bare_receive(sock: socket.socket, state: list[Any], scratch: bytearray, view: memoryview) -> bool:
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
        filled += sock.recv_into(memoryview(body)[filled:])
        state[1] = filled
    return bool(filled == len(body))


_MAKERS: dict[str, Callable[[Source], FetchMany]] = {
    BARE: _bare,
    CURL: _curl,
    PYCURL: _pycurl,
    AIOHTTP: _aiohttp,
    PYREQWEST: _pyreqwest,
    clients.OURS: _ours,
    clients.GENERATED: _generated,
}
