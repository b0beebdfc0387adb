"""Files to disk: how fast an original and many thumbnails get there, at what peak of memory, and what fsync costs.

They are written to the folder for temporary files: the variable TMPDIR chooses another disk. Thumbnails are removed in
the end: ext4 without a journal looks at each file removed within the last minutes before it makes a new one,
and that can take ten times as long as to write it.
"""

import gc
import os
import subprocess
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import NamedTuple

from benchmarks import clients, isolated
from benchmarks.pairs import Sample
from benchmarks.rows import Comparison, Contender, Goal, Row, Setting
from benchmarks.server import FILE_HASH, THUMB_BYTES, large_sha1

CURL = "curl"

_MIB = 1024 * 1024
_WORKERS = 8
_WARM_UP_THUMBS = 160
_SIZE = "tile_224"


class Original(NamedTuple):
    """The large file on the server."""

    base_url: str
    sha1: str
    size_bytes: int


def save_original(client: str, base_url: str, sha1: str, size_bytes: int, *, fsync: bool) -> Sample:
    """Measure one original to disk.

    :param client: its name.
    :param base_url: of the server.
    :param sha1: of the file.
    :param size_bytes: of the file.
    :param fsync: whether ours waits for the disk; the others never do.
    :return: ``seconds``, ``mib_per_second``, and but for curl ``peak_mib`` of the process.
    :raises ValueError: what it wrote has another size.
    """
    original = Original(base_url, sha1, size_bytes)
    with tempfile.TemporaryDirectory(prefix="photoprism-benchmarks-") as name:
        path = Path(name, "original")
        if client == CURL:
            elapsed_s, memory = _curl(original, path), {}
        else:
            save = _ours(original, fsync) if client == clients.OURS else _generated(original)
            elapsed_s, memory = _timed(partial(save, path)), {"peak_mib": isolated.peak_memory_bytes() / _MIB}
        written = path.stat().st_size
    if written != size_bytes:
        raise ValueError(f"{client} wrote {written} bytes of {size_bytes}")
    return {"seconds": elapsed_s, "mib_per_second": size_bytes / _MIB / elapsed_s, **memory}


def save_thumbs(client: str, base_url: str, count: int, folder: str) -> Sample:
    """Measure many thumbnails to disk, several at a time.

    :param client: its name.
    :param base_url: of the server.
    :param count: how many.
    :param folder: an existing folder; what is written stays there, in separate folders, without the bytes.
    :return: ``per_second``.
    :raises ValueError: not all of them were written.
    """
    save = _our_thumbs(base_url) if client == clients.OURS else _generated_thumbs(base_url)
    warm_up, thumbs = (Path(tempfile.mkdtemp(dir=folder)) for _ in range(2))
    save(warm_up, _WARM_UP_THUMBS)
    elapsed_s = _timed(partial(save, thumbs, count))
    whole = sum(path.stat().st_size == THUMB_BYTES for path in thumbs.iterdir())
    for path in thumbs.iterdir():
        os.truncate(path, 0)
    if whole != count:
        raise ValueError(f"{client} wrote {whole} thumbnails of {count}")
    return {"per_second": count / elapsed_s}


def _timed(work: Callable[[], object]) -> float:
    os.sync()  # what others left to be written would slow us down
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _curl(original: Original, path: Path) -> float:
    """Let curl measure itself: the start of its process does not count."""
    os.sync()
    url = f"{original.base_url}/api/v1/dl/{original.sha1}"
    command = [CURL, "-q", "-s", "-f", "-o", str(path), "-w", "%{time_total}", url]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def _ours(original: Original, fsync: bool) -> Callable[[Path], None]:
    from photoprism_client import ApiClient, Configuration, ImagesApi

    api = ImagesApi(ApiClient(Configuration(host=original.base_url)))

    def save(path: Path) -> None:
        # Raises where the SHA-1 differs.
        api.get_download_to_file(original.sha1, path, fsync=fsync)

    with tempfile.TemporaryDirectory(prefix="photoprism-benchmarks-") as name:
        api.get_thumb_to_file(FILE_HASH, Path(name, "thumb"), size=_SIZE, fsync=False)
    return save


def _generated(original: Original) -> Callable[[Path], None]:
    api = clients.images_api(clients.GENERATED, original.base_url)
    api.get_thumb(FILE_HASH, "public", _SIZE)

    def save(path: Path) -> None:
        with open(path, "wb") as file:
            file.write(api.get_download(original.sha1))

    return save


def _our_thumbs(base_url: str) -> Callable[[Path, int], None]:
    from photoprism_client import ApiClient, Configuration
    from photoprism_client.api.sources import ImageSources
    from photoprism_client.transfer import download_all

    sources = ImageSources(ApiClient(Configuration(host=base_url)))

    def save(folder: Path, count: int) -> None:
        items = ((sources.thumb(sha1, _SIZE), folder / f"{sha1}.jpg") for sha1 in _hashes(count))
        with download_all(items, workers=_WORKERS, fsync=False) as batch:
            summary = batch.finish()
        if not summary.is_complete:
            raise ValueError(f"not all thumbnails were written: {summary}")

    return save


def _generated_thumbs(base_url: str) -> Callable[[Path, int], None]:
    get_thumb = clients.images_api(clients.GENERATED, base_url).get_thumb

    def save(folder: Path, count: int) -> None:
        def save_one(sha1: str) -> None:
            with open(folder / f"{sha1}.jpg", "wb") as file:
                file.write(get_thumb(sha1, "public", _SIZE))

        with ThreadPoolExecutor(_WORKERS) as pool:
            list(pool.map(save_one, _hashes(count)))

    return save


def _hashes(count: int) -> list[str]:
    return [f"{number:040x}" for number in range(count)]


def _measure_original(client: str, fsync: bool, setting: Setting) -> Sample:
    return isolated.call(
        "benchmarks.files:save_original",
        setting.peer,
        client=client,
        base_url=setting.base_url,
        sha1=large_sha1(setting.large_bytes),
        size_bytes=setting.large_bytes,
        fsync=fsync,
    )


def _measure_thumbs(client: str, setting: Setting) -> Sample:
    return isolated.call(
        "benchmarks.files:save_thumbs",
        setting.peer,
        client=client,
        base_url=setting.base_url,
        count=setting.count,
        folder=str(setting.folder),
    )


def _thumbs(client: str) -> Contender:
    return Contender(client, partial(_measure_thumbs, client), client == clients.GENERATED)


_WITHOUT_FSYNC = Contender("without fsync", partial(_measure_original, clients.OURS, False))
_WITH_FSYNC = Contender("with fsync", partial(_measure_original, clients.OURS, True))
_CURL = Contender("curl -s -o", partial(_measure_original, CURL, False), program=CURL)
_GENERATED = Contender(
    f"{clients.GENERATED}, write", partial(_measure_original, clients.GENERATED, False), is_generated=True
)

ROWS = (
    Row(
        "original-to-disk",
        "get_download_to_file of a large file (--large), SHA-1 verified, without fsync: speed, and peak of memory",
        _WITHOUT_FSYNC,
        (
            Comparison("mib_per_second", "MiB/s", _CURL, Goal("ratio", "at least", 1.1)),
            Comparison("mib_per_second", "MiB/s", _GENERATED),
            Comparison("peak_mib", "MiB", _GENERATED, Goal("ours", "at most", 60, "MiB")),
        ),
    ),
    Row(
        "thumbs-to-disk",
        f"thumbs of 25 kB (--count) a second to disk, {_WORKERS} workers, without fsync; ours checked, the peer's not",
        _thumbs(clients.OURS),
        (Comparison("per_second", "/s", _thumbs(clients.GENERATED), Goal("ratio", "at least", 1.5)),),
    ),
    Row(
        "fsync-cost",
        "get_download_to_file of a large file (--large) with fsync, against the same without",
        _WITH_FSYNC,
        (Comparison("seconds", "s", _WITHOUT_FSYNC),),
    ),
)
