"""An export in which nothing changed: its time against that of reading the same listing, and its memory by size.

A stat of each file on disk is part of it.
"""

import atexit
import gc
import shutil
import tempfile
import time
from functools import cache, partial

from benchmarks import isolated
from benchmarks.clients import OURS
from benchmarks.library_server import serving
from benchmarks.pairs import Sample
from benchmarks.rows import Comparison, Contender, Goal, Row, Setting

LISTING = "PhotosApi.iterate"

_LARGE, _SMALL = 100_000, 30_000  # the pages of both are of full size


def run(client: str, count: int, folder: str) -> Sample:
    """Measure an export that finds nothing to do, or the listing alone.

    :param client: ours, or the listing.
    :param count: how many photos.
    :param folder: of the export.
    :return: ``seconds``, and ``peak_mib`` of the process.
    :raises ValueError: another number of photos was found.
    """
    from photoprism_client import ApiClient, Configuration, PhotosApi
    from photoprism_client.export import Selection, export

    with serving(count) as base_url, ApiClient(Configuration(host=base_url)) as api_client:
        next(PhotosApi(api_client).iterate())
        gc.collect()
        start = time.perf_counter()
        if client == OURS:
            found = export(api_client, Selection(), folder).counts
        else:
            found = {"unchanged": sum(1 for _ in PhotosApi(api_client).iterate())}
        elapsed_s = time.perf_counter() - start
    if found != {"unchanged": count}:
        raise ValueError(f"{client} found {found} of {count}")
    return {"seconds": elapsed_s, "peak_mib": isolated.peak_memory_bytes() / 1024 / 1024}


@cache
def _folder(count: int) -> str:
    folder = tempfile.mkdtemp(prefix="photoprism-benchmarks-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    isolated.call("benchmarks.library_server:prepare_export", None, count=count, folder=folder)
    return folder


def _measure(client: str, count: int) -> Sample:
    return isolated.call("benchmarks.exports:run", None, client=client, count=count, folder=_folder(count))


def _measure_both(client: str, _: Setting) -> Sample:
    large, small = _measure(client, _LARGE), _measure(client, _SMALL)
    return {**large, "growth_mib": large["peak_mib"] - small["peak_mib"]}


_THEIRS = Contender(LISTING, partial(_measure_both, LISTING))

ROWS = (
    Row(
        "export-unchanged",
        f"an export of {_LARGE} photos that changes nothing, a stat for each file included: time; and how much more"
        f" memory it takes than one of {_SMALL}",
        Contender(OURS, partial(_measure_both, OURS)),
        (
            Comparison("seconds", "s", _THEIRS, Goal("ratio", "at most", 1.4)),
            Comparison("growth_mib", "MiB", _THEIRS, Goal("ours", "at most", 10, "MiB")),
            Comparison("peak_mib", "MiB", _THEIRS),
        ),
        needs_server=False,
    ),
)
