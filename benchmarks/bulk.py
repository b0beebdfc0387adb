"""Thousands of thumbnails into memory: `get_thumbs`, against other clients and against a loop that checks nothing."""

import time
from collections.abc import Callable
from functools import partial

from benchmarks import bulk_clients, clients, isolated
from benchmarks.bulk_clients import AIOHTTP, BARE, CURL, LIBRARIES, PYCURL, PYREQWEST
from benchmarks.pairs import Sample
from benchmarks.relay import relay
from benchmarks.rows import Comparison, Contender, Goal, Row, Setting
from benchmarks.server import THUMB_BYTES
from benchmarks.sources import SIZE, Source, read_source

_CONNECTIONS = 8
_FAR_CONNECTIONS = 16
_LATENCY_S = 0.02
_WARM_UP = 200
_COUNT = 20_000
#: For those that are slower by far.
_FEW = 2_000
_SLOW = frozenset({clients.GENERATED, AIOHTTP, PYREQWEST})
_FROM_SERVER = 3_000
_NOT_MANY, _MANY = 1_000, 100_000
_SINGLE_CALLS = 1_000

#: Opens the source of a row.
_MakeSource = Callable[[Setting], Source]


def thumbs_to_memory(client: str, source: str, count: int) -> Sample:
    """Measure how many thumbnails come in a second.

    :param client: its name.
    :param source: file with where they come from.
    :param count: how many.
    :return: ``per_second``, and ``cpu_us``, the processor time of a thumbnail in microseconds, but for curl.
    """
    fetch_many = bulk_clients.fetcher(client, read_source(source))
    if client != CURL:
        fetch_many(_WARM_UP)
    start, cpu = time.perf_counter(), time.process_time()
    fetch_many(count)
    elapsed_s, cpu_s = time.perf_counter() - start, time.process_time() - cpu
    return {"per_second": count / elapsed_s} | ({} if client == CURL else {"cpu_us": cpu_s / count * 1e6})


def memory_of_thumbs(source: str, count: int) -> Sample:
    """Measure the memory that many thumbnails take if none is kept.

    :param source: file with where they come from.
    :param count: how many.
    :return: ``peak_mib`` of the process.
    """
    bulk_clients.fetcher(clients.OURS, read_source(source))(count)
    return {"peak_mib": isolated.peak_memory_bytes() / 1024 / 1024}


def a_few_thumbs(source: str, count: int, *, in_bulk: bool) -> Sample:
    """Measure how long one or a few thumbnails take, over connections that are open.

    :param source: file with where they come from.
    :param count: how many.
    :param in_bulk: whether ``get_thumbs`` fetches them, with its defaults, or as many ``get_thumb``.
    :return: ``us`` and ``cpu_us``: microseconds until all are there, and those of processor time.
    """
    from photoprism_client import ApiClient, Configuration, ImagesApi

    wanted = read_source(source)
    images, hashes = ImagesApi(ApiClient(Configuration(host=wanted.base_url))), list(wanted.wanted(count))

    def fetch() -> int:
        if in_bulk:
            return sum(len(thumb) for thumb in images.get_thumbs(hashes, wanted.token, SIZE))
        return sum(len(images.get_thumb(one, wanted.token, SIZE)) for one in hashes)

    for _ in range(_WARM_UP):
        if fetch() != count * THUMB_BYTES:
            raise ValueError("not all thumbnails came")
    start, cpu = time.perf_counter(), time.process_time()
    for _ in range(_SINGLE_CALLS):
        fetch()
    elapsed_s, cpu_s = time.perf_counter() - start, time.process_time() - cpu
    return {"us": elapsed_s / _SINGLE_CALLS * 1e6, "cpu_us": cpu_s / _SINGLE_CALLS * 1e6}


def _near(setting: Setting) -> Source:
    return Source(setting.base_url, size_bytes=THUMB_BYTES, connections=_CONNECTIONS)


def _secure(setting: Setting) -> Source:
    return Source(setting.secure_url, setting.certificate, size_bytes=THUMB_BYTES, connections=_CONNECTIONS)


def _written(source: Source, setting: Setting) -> str:
    return str(source.write(setting.folder / "source.json"))


def _measure(client: str, make_source: _MakeSource, setting: Setting) -> Sample:
    source = _written(make_source(setting), setting)
    return _thumbs(client, source, setting, _FEW if client in _SLOW else _COUNT)


def _measure_far(client: str, setting: Setting) -> Sample:
    with relay(setting.base_url, _LATENCY_S) as url:
        source = _written(Source(url, size_bytes=THUMB_BYTES, connections=_FAR_CONNECTIONS), setting)
        return _thumbs(client, source, setting, _FEW)


def _measure_server(client: str, setting: Setting) -> Sample:
    return _thumbs(client, str(setting.server), setting, _FROM_SERVER)


def _thumbs(client: str, source: str, setting: Setting, count: int) -> Sample:
    function = "benchmarks.bulk:thumbs_to_memory"
    return isolated.call(function, setting.peer, client=client, source=source, count=count)


def _measure_memory(count: int, setting: Setting) -> Sample:
    source = _written(_near(setting), setting)
    return isolated.call("benchmarks.bulk:memory_of_thumbs", None, source=source, count=count)


def _measure_few(count: int, in_bulk: bool, setting: Setting) -> Sample:
    source = _written(_near(setting), setting)
    return isolated.call("benchmarks.bulk:a_few_thumbs", None, source=source, count=count, in_bulk=in_bulk)


def _contender(client: str, measure: Callable[[str, Setting], Sample]) -> Contender:
    return Contender(
        client,
        partial(measure, client),
        client == clients.GENERATED,
        CURL.split(maxsplit=1)[0] if client == CURL else None,
        LIBRARIES.get(client),
        is_of_server=measure is _measure_server,
    )


def _row(name: str, about: str, measure: Callable[[str, Setting], Sample], goals: dict[str, float | None]) -> Row:
    peers = {peer: _contender(peer, measure) for peer in goals}
    speed = [
        Comparison("per_second", "/s", peers[peer], None if limit is None else Goal("ratio", "at least", limit))
        for peer, limit in goals.items()
    ]
    # Tells more than the speed while other things compete for the processors.
    cost = [Comparison("cpu_us", "µs of processor time", peers[peer]) for peer in goals if peer != CURL]
    ours = _contender(clients.OURS, measure)
    return Row(name, about, ours, (*speed, *cost), needs_server=measure is not _measure_server)


def _many(name: str, scheme: str, make_source: _MakeSource, goals: dict[str, float | None]) -> Row:
    about = f"get_thumbs over {scheme}, {_CONNECTIONS} connections: thumbs of 25 kB a second, into memory"
    return _row(name, about, lambda client, setting: _measure(client, make_source, setting), goals)


def _few(name: str, about: str, count: int, limit: float) -> Row:
    ours, singly = (
        Contender(name, partial(_measure_few, count, in_bulk))
        for name, in_bulk in ((clients.OURS, True), ("get_thumb", False))
    )
    goal = Goal("ratio", "at most", limit)
    return Row(
        name, about, ours, (Comparison("us", "µs", singly, goal), Comparison("cpu_us", "µs of processor time", singly))
    )


_NO_GOALS = {AIOHTTP: None, PYREQWEST: None}

ROWS = (
    _many("thumbs-bulk", "http", _near, {clients.GENERATED: 15, CURL: 1.5, PYCURL: 1.1, BARE: 0.8, **_NO_GOALS}),
    _many("thumbs-bulk-tls", "https", _secure, {clients.GENERATED: 10, CURL: 1, PYCURL: 0.9, BARE: 0.85, **_NO_GOALS}),
    _row(
        "thumbs-bulk-far",
        f"get_thumbs with {_LATENCY_S * 1000:.0f} ms of latency, {_FAR_CONNECTIONS} connections: thumbs a second",
        _measure_far,
        {clients.GENERATED: None, BARE: 0.97},
    ),
    _row(
        "thumbs-bulk-server",
        f"get_thumbs from the PhotoPrism server that --server names, {_CONNECTIONS} connections: thumbs a second",
        _measure_server,
        {clients.GENERATED: 6, BARE: None, **dict.fromkeys(LIBRARIES)},
    ),
    _few("thumb-by-bulk", "one thumb of 25 kB by get_thumbs, against one get_thumb", 1, 1.4),
    _few("three-thumbs-by-bulk", "three thumbs of 25 kB by get_thumbs, against three get_thumb", 3, 1),
    Row(
        "thumbs-bulk-memory",
        f"get_thumbs of {_MANY} thumbs of 25 kB: peak of memory, against that of {_NOT_MANY}",
        Contender(clients.OURS, partial(_measure_memory, _MANY)),
        (
            Comparison(
                "peak_mib",
                "MiB",
                Contender(f"{_NOT_MANY} thumbs", partial(_measure_memory, _NOT_MANY)),
                Goal("difference", "at most", 2, "MiB"),
            ),
        ),
    ),
)
