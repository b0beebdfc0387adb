"""The file system `photoprism://` against fsspec's own for http, in several processes, and `find` in a large library.

Both read the same thumbnails of 25 kB from nginx. Ours also looks its paths up, which nginx passes on to the server of
a made-up library; the other is given URLs.
"""

import multiprocessing
import time
from functools import partial
from typing import Any, Literal

from benchmarks import isolated
from benchmarks.clients import OURS
from benchmarks.library_server import name_of, requests, serving, sha1_of
from benchmarks.pairs import Sample
from benchmarks.rows import Comparison, Contender, Goal, Row, Setting
from benchmarks.server import THUMB_BYTES, serve

HTTP, ITERATE = "fsspec http", "PhotosApi.iterate"

_SIZE = "tile_224"
_FOLDER = f"thumbs/{_SIZE}/originals"
#: Files of all processes together; fewer for those that are slower.
_COUNTS = {(OURS, "cat"): 20_000, (HTTP, "cat"): 4_000, (OURS, "open"): 4_000, (HTTP, "open"): 1_600}
_PROCESSES = (1, 2, 4)
_WARM_UP = 50
_START_TIMEOUT_S = 60
_LISTED = 100_000

_What = Literal["cat", "open"]


def read_files(client: str, what: _What, processes: int, is_listed: bool) -> Sample:
    """Measure how many files are read in a second.

    :param client: which file system.
    :param what: ``cat`` reads all that a process has by one call, ``open`` one file after the other.
    :param processes: how many read at once, each its own share.
    :param is_listed: whether ours listed the folders before, as in all epochs of a training job but the first.
    :return: ``per_second``, and ``cpu_us``, the processor time of a file in microseconds.
    """
    spawning, count = multiprocessing.get_context("spawn"), _COUNTS[client, what]
    start, ends = spawning.Barrier(processes + 1, timeout=_START_TIMEOUT_S), spawning.SimpleQueue()
    with serving(count + _WARM_UP) as listings, serve(THUMB_BYTES, listings) as site:
        for number in range(processes):
            share = range(count * number // processes, count * (number + 1) // processes)
            warm_up = range(count, count + _WARM_UP)
            arguments = (client, what, site.base_url, share, warm_up, is_listed, start, ends)
            spawning.Process(target=_read_share, args=arguments, daemon=True).start()
        start.wait()
        begin_s = time.monotonic()
        results = [ends.get() for _ in range(processes)]
    elapsed_s = max(end_s for end_s, _ in results) - begin_s
    return {"per_second": count / elapsed_s, "cpu_us": sum(cpu_s for _, cpu_s in results) / count * 1e6}


def _read_share(
    client: str, what: _What, base_url: str, share: range, warm_up: range, is_listed: bool, start: Any, ends: Any
) -> None:
    """Read a share of the files, in a separate process."""
    import fsspec

    made = fsspec.filesystem("photoprism", host=base_url) if client == OURS else fsspec.filesystem("http")
    name = _path if client == OURS else partial(_url, base_url)
    read = _cat if what == "cat" else _open
    read(made, [name(number) for number in warm_up])
    names = [name(number) for number in share]
    if is_listed and client == OURS:
        for folder in {path.rpartition("/")[0] for path in names}:
            made.ls(folder)
    start.wait()
    start_cpu_s = time.process_time()
    read(made, names)
    ends.put((time.monotonic(), time.process_time() - start_cpu_s))


def _path(number: int) -> str:
    return f"{_FOLDER}/{name_of(number)}"


def _url(base_url: str, number: int) -> str:
    return f"{base_url}/api/v1/t/{sha1_of(number)}/public/{_SIZE}"


def _cat(made: Any, names: list[str]) -> None:
    found = made.cat(names)
    _check(list(map(len, found.values())), len(names))


def _open(made: Any, names: list[str]) -> None:
    sizes = []
    for name in names:
        with made.open(name) as file:
            sizes.append(len(file.read()))
    _check(sizes, len(names))


def _check(sizes: list[int], count: int) -> None:
    if sizes != [THUMB_BYTES] * count:
        raise ValueError("not all files came")


def list_files(what: str) -> Sample:
    """Measure a listing of a large library.

    :param what: a folder of the file system, or ``PhotosApi.iterate``.
    :return: ``seconds``, ``cpu_seconds`` of this process, ``requests``, and ``peak_mib`` of the process.
    :raises ValueError: another number of photos was found.
    """
    from photoprism_client import ApiClient, Configuration, PhotosApi
    from photoprism_client.fs import PhotoPrismFileSystem

    with serving(_LISTED) as base_url, ApiClient(Configuration(host=base_url)) as api_client:
        start, start_cpu = time.perf_counter(), time.process_time()
        if what == ITERATE:
            count = sum(1 for _ in PhotosApi(api_client).iterate())
        else:
            count = len(PhotoPrismFileSystem(host=base_url).find(what))
        seconds, cpu_seconds = time.perf_counter() - start, time.process_time() - start_cpu
        asked = requests(base_url).total()
    if count != _LISTED:
        raise ValueError(f"{what} found {count} photos of {_LISTED}")
    peak_mib = isolated.peak_memory_bytes() / 1024 / 1024
    return {"seconds": seconds, "cpu_seconds": cpu_seconds, "requests": asked, "peak_mib": peak_mib}


def _measure(client: str, what: _What, processes: int, is_listed: bool, _: Setting) -> Sample:
    function = "benchmarks.file_systems:read_files"
    return isolated.call(function, None, client=client, what=what, processes=processes, is_listed=is_listed)


def _contender(client: str, what: _What, processes: int, *, is_listed: bool) -> Contender:
    library = "aiohttp" if client == HTTP else None
    return Contender(client, partial(_measure, client, what, processes, is_listed), library=library)


def _row(what: _What, processes: int, least: float, *, is_listed: bool = False) -> Row:
    how = "with one call" if what == "cat" else "one after the other"
    listed = ", listed before" if is_listed else ""
    ours, theirs = (_contender(client, what, processes, is_listed=is_listed) for client in (OURS, HTTP))
    return Row(
        f"file-system-{what}{'-listed' if is_listed else ''}-{processes}",
        f"thumbs of 25 kB a second by photoprism://, {how}{listed}; processes: {processes}",
        ours,
        (
            Comparison("per_second", "/s", theirs, Goal("ratio", "at least", least)),
            Comparison("cpu_us", "µs", theirs),
        ),
        needs_server=False,
    )


def _measure_listing(what: str, _: Setting) -> Sample:
    return isolated.call("benchmarks.file_systems:list_files", None, what=what)


def _find_row(name: str, folder: str) -> Row:
    theirs = Contender(ITERATE, partial(_measure_listing, ITERATE))
    return Row(
        f"file-system-find-{name}",
        f"find of {_LISTED} files in {folder}: time, processor time, requests, and peak of memory",
        Contender(OURS, partial(_measure_listing, folder)),
        (
            Comparison("seconds", "s", theirs),
            Comparison("cpu_seconds", "s of processor time", theirs),
            Comparison("requests", "", theirs),
            Comparison("peak_mib", "MiB", theirs),
        ),
        needs_server=False,
    )


ROWS = (
    *(_row("cat", processes, 4) for processes in _PROCESSES),
    *(_row("cat", processes, 4, is_listed=True) for processes in _PROCESSES),
    *(_row("open", processes, 1.5) for processes in _PROCESSES),
    _find_row("thumbs", _FOLDER),
    _find_row("originals", "originals"),
)
