"""Listing photos page by page: models against plain dicts."""

import gc
import json
import time
from collections.abc import Iterator
from functools import partial

from benchmarks import isolated
from benchmarks.clients import OURS
from benchmarks.pages import PAGE_SIZE, PHOTOS, offsets
from benchmarks.pairs import Sample
from benchmarks.rows import Comparison, Contender, Goal, Row, Setting

DICTS = "urllib3 and json.loads"


def list_photos(client: str, base_url: str) -> Sample:
    """Measure a listing of all photos.

    :param client: its name.
    :param base_url: of the server.
    :return: ``ms``, ``cpu_ms`` of processor time in all threads, and ``peak_mib`` of the process.
    :raises ValueError: it listed another number of photos.
    """
    listing = _models if client == OURS else _dicts
    next(listing(base_url))
    gc.collect()
    start, start_cpu = time.perf_counter(), time.process_time()
    count = sum(1 for _ in listing(base_url))
    elapsed_s, cpu_s = time.perf_counter() - start, time.process_time() - start_cpu
    if count != PHOTOS:
        raise ValueError(f"{client} listed {count} photos of {PHOTOS}")
    return {"ms": elapsed_s * 1e3, "cpu_ms": cpu_s * 1e3, "peak_mib": isolated.peak_memory_bytes() / 1024 / 1024}


def _models(base_url: str) -> Iterator[str | None]:
    from photoprism_client import ApiClient, Configuration, PhotosApi

    with ApiClient(Configuration(host=base_url)) as client:
        for photo in PhotosApi(client).iterate(page_size=PAGE_SIZE):
            yield photo.uid


def _dicts(base_url: str) -> Iterator[str]:
    import urllib3

    seen: set[str] = set()
    with urllib3.PoolManager() as pool:
        for offset in offsets():
            page = pool.request("GET", f"{base_url}/api/v1/photos?count={PAGE_SIZE}&offset={offset}&merged=true")
            for row in json.loads(page.data):
                if row["UID"] not in seen:
                    seen.add(row["UID"])
                    yield row["UID"]


def _measure(client: str, setting: Setting) -> Sample:
    return isolated.call("benchmarks.listing:list_photos", setting.peer, client=client, base_url=setting.base_url)


def _contender(client: str) -> Contender:
    return Contender(client, partial(_measure, client))


ROWS = (
    Row(
        "listing",
        f"{PHOTOS} photos in pages of {PAGE_SIZE}: time, processor time, and peak of memory",
        _contender(OURS),
        (
            Comparison("ms", "ms", _contender(DICTS), Goal("ratio", "at most", 1.6)),
            Comparison("cpu_ms", "ms of processor time", _contender(DICTS), Goal("ratio", "at most", 1.6)),
            Comparison("peak_mib", "MiB", _contender(DICTS)),
        ),
    ),
)
