"""Large files into memory: how fast, and how much memory it takes at its peak."""

import gc
import time
from functools import partial

from benchmarks import clients, isolated
from benchmarks.pairs import Sample
from benchmarks.rows import Comparison, Contender, Goal, Row, Setting
from benchmarks.server import FILE_HASH

_MIB = 1024 * 1024


def download(client: str, base_url: str, size_bytes: int) -> Sample:
    """Measure one download into memory.

    :param client: its name.
    :param base_url: of the server.
    :param size_bytes: of the file.
    :return: ``mib_per_second``, and ``beyond_mib``: the peak of the process less the file.
    :raises ValueError: what it fetched has another size.
    """
    api = clients.images_api(client, base_url)
    api.get_thumb(FILE_HASH, "public", "tile_224")
    gc.collect()
    start = time.perf_counter()
    body = api.get_download(FILE_HASH)
    elapsed_s = time.perf_counter() - start
    if len(body) != size_bytes:
        raise ValueError(f"{client} fetched {len(body)} bytes of {size_bytes}")
    return {
        "mib_per_second": size_bytes / _MIB / elapsed_s,
        "beyond_mib": (isolated.peak_memory_bytes() - size_bytes) / _MIB,
    }


def _measure(client: str, setting: Setting) -> Sample:
    return isolated.call(
        "benchmarks.downloads:download",
        setting.peer,
        client=client,
        base_url=setting.base_url,
        size_bytes=setting.large_bytes,
    )


def _contender(client: str) -> Contender:
    return Contender(client, partial(_measure, client), client == clients.GENERATED)


_GENERATED = _contender(clients.GENERATED)

ROWS = (
    Row(
        "download-memory",
        "get_download of a large file (--large) into memory: speed, and peak of memory beyond the file",
        _contender(clients.OURS),
        (
            Comparison("mib_per_second", "MiB/s", _GENERATED, Goal("ratio", "at least", 1.0)),
            Comparison("beyond_mib", "MiB beyond the file", _GENERATED, Goal("ours", "at most", 40, "MiB")),
        ),
    ),
)
