"""Thumbnails: what one call costs, and how many come in a second with eight threads."""

import gc
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from benchmarks import clients, isolated
from benchmarks.pairs import Sample
from benchmarks.rows import Comparison, Contender, Goal, Row, Setting

_CPU_CALLS = 3000
_THREADS = 8
_CALLS_PER_THREAD = 800
_WARM_UP_CALLS = 20


def cpu_of_a_call(client: str, base_url: str, calls: int) -> Sample:
    """Measure the processor time, user's and system's, of a call in one thread.

    :param client: its name.
    :param base_url: of the server.
    :param calls: how many to take the mean of.
    :return: ``cpu_us``, microseconds a call.
    """
    fetch = clients.thumb_fetcher(client, base_url)
    for _ in range(_WARM_UP_CALLS):
        fetch()
    gc.collect()
    start = time.process_time()
    for _ in range(calls):
        fetch()
    return {"cpu_us": (time.process_time() - start) / calls * 1e6}


def thumbs_per_second(client: str, base_url: str, threads: int, calls: int) -> Sample:
    """Measure how many thumbnails threads that share a client get in a second.

    :param client: its name.
    :param base_url: of the server.
    :param threads: how many at once.
    :param calls: of each thread.
    :return: ``per_second``.
    """
    fetch = clients.thumb_fetcher(client, base_url)

    def work(count: int) -> None:
        for _ in range(count):
            fetch()

    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(work, [_WARM_UP_CALLS] * threads))
        gc.collect()
        start = time.perf_counter()
        list(pool.map(work, [calls] * threads))
        elapsed_s = time.perf_counter() - start
    return {"per_second": threads * calls / elapsed_s}


def _measure_cpu(client: str, setting: Setting) -> Sample:
    return isolated.call(
        "benchmarks.thumbs:cpu_of_a_call", setting.peer, client=client, base_url=setting.base_url, calls=_CPU_CALLS
    )


def _measure_threads(client: str, setting: Setting) -> Sample:
    return isolated.call(
        "benchmarks.thumbs:thumbs_per_second",
        setting.peer,
        client=client,
        base_url=setting.base_url,
        threads=_THREADS,
        calls=_CALLS_PER_THREAD,
    )


def _cpu(client: str) -> Contender:
    return Contender(client, partial(_measure_cpu, client), client == clients.GENERATED)


def _threads(client: str) -> Contender:
    return Contender(client, partial(_measure_threads, client), client == clients.GENERATED)


ROWS = (
    Row(
        "thumb-cpu",
        "processor time of one get_thumb of 25 kB",
        _cpu(clients.OURS),
        (
            Comparison("cpu_us", "µs", _cpu(clients.POOL_MANAGER), Goal("ratio", "at most", 0.5)),
            Comparison("cpu_us", "µs", _cpu(clients.HTTP_CLIENT)),
            Comparison("cpu_us", "µs", _cpu(clients.GENERATED)),
        ),
    ),
    Row(
        "thumbs-8-threads",
        "thumbs of 25 kB a second, 8 threads that share a client",
        _threads(clients.OURS),
        (Comparison("per_second", "/s", _threads(clients.GENERATED), Goal("ratio", "at least", 1.6)),),
    ),
)
