"""Thousands of thumbnails to disk: what `thumbs` does once photos are listed, as files and as tar files, against curl.

They are written to the folder for temporary files: the variable TMPDIR chooses another disk, such as /dev/shm.
Thumbnails are emptied, not removed: ext4 without a journal looks at each file removed within the last minutes
before it makes a new one, and that can take ten times as long as to write it.
"""

import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from benchmarks import clients, isolated
from benchmarks.pairs import Sample
from benchmarks.rows import Comparison, Contender, Goal, Row, Setting
from benchmarks.server import FILE_HASH, THUMB_BYTES

CURL = "curl -Z, files"
FLOOR = "one file"
FILES, SHARDS, BATCH = "files", "shards", "download_all"

_SIZE = "tile_224"
_CONNECTIONS = 8
_IN_SHARD = 1000
_WARM_UP = 200

#: Saves so many thumbnails in a folder.
SaveMany = Callable[[Path, int], None]


class _Photo(NamedTuple):
    """As much of a row of a listing as is looked at."""

    uid: str = "pt5x0a1b2c3d4e5f"
    type: str = "image"
    title: str = "Sunset / Hamburg / 2026"
    caption: str = ""
    taken_at: None = None
    taken_at_local: None = None
    width: int = 4032
    height: int = 3024
    file_name: str = "2026/11/20261126_090000_0123ABCD.jpg"
    favorite: bool = False


def save_thumbs(what: str, base_url: str, count: int, folder: str) -> Sample:
    """Measure many thumbnails to disk, without fsync.

    :param what: does it.
    :param base_url: of the server.
    :param count: how many.
    :param folder: an existing folder; what is written stays there, in separate folders, without the bytes.
    :return: ``per_second``, and ``cpu_us``, the processor time of a thumbnail in microseconds.
    :raises ValueError: not all bytes were written.
    """
    make = {CURL: _curl, FLOOR: _one_file, BATCH: _batch}.get(what) or partial(_ours, what == SHARDS)
    save = make(base_url)
    warm_up, target = (Path(tempfile.mkdtemp(dir=folder)) for _ in range(2))
    save(warm_up, _WARM_UP)
    os.sync()  # what others left to be written would slow us down
    start, cpu_s = time.perf_counter(), _cpu_s()
    save(target, count)
    elapsed_s, cpu_s = time.perf_counter() - start, _cpu_s() - cpu_s
    written = [path for path in target.iterdir() if path.is_file()]
    size_bytes = sum(path.stat().st_size for path in written)
    for path in written:
        os.truncate(path, 0)
    if size_bytes < count * THUMB_BYTES:
        raise ValueError(f"{what} wrote {size_bytes} bytes of {count * THUMB_BYTES}")
    return {"per_second": count / elapsed_s, "cpu_us": cpu_s / count * 1e6}


def _cpu_s() -> float:
    """Return the processor time of this process, and of curl."""
    found = os.times()
    return found.user + found.system + found.children_user + found.children_system


def _ours(is_sharded: bool, base_url: str) -> SaveMany:
    from photoprism_client import ApiClient, Configuration
    from photoprism_client.export.destination import Destination
    from photoprism_client.export.report import ReportBuilder
    from photoprism_client.thumbs.folder import Folder
    from photoprism_client.thumbs.pictures import Picture
    from photoprism_client.thumbs.saving import Saving
    from photoprism_client.thumbs.shards import Shards

    client = ApiClient(Configuration(host=base_url))
    photo = _Photo()

    def save(folder: Path, count: int) -> None:
        destination, report = Destination(folder), ReportBuilder(None, None)
        pictures = (Picture(sha1, photo) for sha1 in _hashes(count))  # type: ignore[arg-type]  # all that is looked at
        with destination.locked(make=True):
            writer = (
                Shards(destination, report, ".jpg", _SIZE, _IN_SHARD, fsync=False)
                if is_sharded
                else Folder(destination, report, ".jpg", fsync=False)
            )
            Saving(client, pictures, writer, report, _SIZE, _CONNECTIONS, lambda: None).run()
        if report.size != count * THUMB_BYTES:
            raise ValueError("not all thumbnails came")

    return save


def _batch(base_url: str) -> SaveMany:
    from photoprism_client import ApiClient, Configuration
    from photoprism_client.api.sources import ImageSources
    from photoprism_client.transfer import download_all

    sources = ImageSources(ApiClient(Configuration(host=base_url)))

    def save(folder: Path, count: int) -> None:
        items = ((sources.thumb(sha1, _SIZE), f"{folder}/{sha1}.jpg") for sha1 in _hashes(count))
        with download_all(items, _CONNECTIONS, fsync=False) as batch:
            if not batch.finish().is_complete:
                raise ValueError("not all thumbnails were written")

    return save


def _one_file(base_url: str) -> SaveMany:
    """Make the floor: what `get_thumbs` yields is appended to one file, and nothing else is done."""
    from photoprism_client import ApiClient, Configuration, ImagesApi

    images = ImagesApi(ApiClient(Configuration(host=base_url)))

    def save(folder: Path, count: int) -> None:
        descriptor = os.open(folder / "thumbs", os.O_WRONLY | os.O_CREAT)
        for thumb in images.get_thumbs(_hashes(count), "public", _SIZE, connections=_CONNECTIONS):
            os.write(descriptor, thumb)
        os.close(descriptor)

    return save


def _curl(base_url: str) -> SaveMany:
    """Let curl write files, under their final names; the start of its process counts, and takes 10 ms."""

    def save(folder: Path, count: int) -> None:
        urls = f"{base_url}/api/v1/t/[1000000000-{1000000000 + count - 1}]{FILE_HASH[10:]}/public/{_SIZE}"
        command = ["curl", "-q", "-s", "-f", "-Z", "--parallel-max", str(_CONNECTIONS), "-o", f"{folder}/#1.jpg", urls]
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL)

    return save


def _hashes(count: int) -> Iterator[str]:
    return (f"{number:040x}" for number in range(count))


def _measure(what: str, setting: Setting) -> Sample:
    return isolated.call(
        "benchmarks.thumb_files:save_thumbs",
        None,
        what=what,
        base_url=setting.base_url,
        count=setting.count,
        folder=str(setting.folder),
    )


def _contender(what: str) -> Contender:
    name = f"{clients.OURS}, {what}" if what in {FILES, SHARDS, BATCH} else what
    return Contender(name, partial(_measure, what), program="curl" if what == CURL else None)


def _row(name: str, about: str, what: str, *comparisons: Comparison) -> Row:
    return Row(
        name, f"{about}: thumbs of 25 kB (--count) a second to disk, without fsync", _contender(what), comparisons
    )


def _against(peer: str, least: float | None = None) -> Comparison:
    goal = None if least is None else Goal("ratio", "at least", least)
    return Comparison("per_second", "/s", _contender(peer), goal)


ROWS = (
    _row("thumbs-to-files", "thumbs, a checked file for each", FILES, _against(CURL, 1.1), _against(FLOOR)),
    _row("thumbs-to-shards", "thumbs --shards 1000, with JSON", SHARDS, _against(CURL, 8), _against(FLOOR)),
    _row("thumbs-by-download-all", "download_all, with SHA-1 of each", BATCH, _against(CURL)),
)
