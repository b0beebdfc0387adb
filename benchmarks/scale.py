"""``python -m benchmarks.scale``: what libraries of several sizes cost, as the tables of docs/scale.md.

Each job runs in a fresh interpreter, against a made-up library whose server counts requests. With ``--server``, jobs
that only read run against a real server instead, and ``--pid`` adds what they cost it.
"""

import argparse
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks import isolated
from benchmarks.library_server import requests, serving
from benchmarks.pairs import Sample

_SIZE = "tile_224"
_IN_SHARD = 1000
_COUNTS = [1_000, 10_000, 100_000]
#: Of a real server's photos, so many are listed, and so many times one of them is asked for.
_LISTED, _ASKED = 200, 3_000
_MIB = 1024 * 1024
_TICKS_PER_S = os.sysconf("SC_CLK_TCK")


class _Job(NamedTuple):
    """Something that is done with a library.

    ``work`` takes a client, the photos, a folder and the number of connections, and returns how many photos it had.
    """

    work: Callable[[Any, Iterable[Any], Path, int], int]
    #: Whether it asks for each photo.
    asks_for_each: bool = False
    only_reads: bool = True


def run(job: str, base_url: str, folder: str, connections: int, pid: int | None, some: bool) -> Sample:
    """Do a job.

    :param job: its name.
    :param base_url: of the server; credentials come from the environment.
    :param folder: an existing one, for jobs that write.
    :param connections: requests at once.
    :param pid: of the server's process, or None.
    :param some: whether a few photos, listed before and asked for again and again, stand for all.
    :return: ``photos``, ``seconds``, ``cpu_seconds`` and ``peak_mib`` of this process; with *pid*,
        ``server_cpu_seconds`` and ``server_peak_mib``.
    """
    from photoprism_client import ApiClient, Configuration, PhotosApi

    with ApiClient(Configuration.from_environment(host=base_url)) as client:
        photos: Iterator[Any] = PhotosApi(client).iterate()
        if some:
            photos = islice(cycle(list(islice(photos, _LISTED))), _ASKED)
        server = None if pid is None else _Server(pid)
        start, start_cpu = time.perf_counter(), time.process_time()
        count = _JOBS[job].work(client, photos, Path(folder), connections)
        seconds, cpu_seconds = time.perf_counter() - start, time.process_time() - start_cpu
    found = {"photos": count, "seconds": seconds, "cpu_seconds": cpu_seconds}
    return {**found, "peak_mib": isolated.peak_memory_bytes() / _MIB, **({} if server is None else server.cost())}


class _Server:
    """The process of a server, and what it needs from now on.

    :param pid: of the process.
    """

    def __init__(self, pid: int) -> None:
        self._folder = Path(f"/proc/{pid}")
        (self._folder / "clear_refs").write_text("5", encoding="ascii")  # the peak begins anew
        self._start_s = self._cpu_s()

    def cost(self) -> Sample:
        """Return processor time and peak of memory."""
        status = (self._folder / "status").read_text(encoding="ascii")
        peak = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
        return {"server_cpu_seconds": self._cpu_s() - self._start_s, "server_peak_mib": int(peak.split()[1]) / 1024}

    def _cpu_s(self) -> float:
        fields = (self._folder / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS_PER_S


def _iterate(_client: Any, photos: Iterable[Any], _folder: Path, _connections: int) -> int:
    return sum(1 for _ in photos)


def _find(client: Any, _photos: Iterable[Any], _folder: Path, _connections: int) -> int:
    from photoprism_client.fs import PhotoPrismFileSystem

    return len(PhotoPrismFileSystem(host=client.configuration.host).find(f"thumbs/{_SIZE}/originals"))


def _thumbs(client: Any, photos: Iterable[Any], _folder: Path, connections: int) -> int:
    from photoprism_client import ImagesApi

    thumbs = ImagesApi(client).get_thumbs((photo.hash for photo in photos), size=_SIZE, connections=connections)
    return sum(1 for _ in thumbs)


def _shards(client: Any, _photos: Iterable[Any], folder: Path, connections: int) -> int:
    from photoprism_client.export import Selection
    from photoprism_client.thumbs import ThumbsOptions, save_thumbs

    options = ThumbsOptions(shards=_IN_SHARD, connections=connections)
    return save_thumbs(client, Selection(size=_SIZE), folder, options).counts["new"]


def _details(client: Any, photos: Iterable[Any], _folder: Path, connections: int) -> int:
    from photoprism_client import PhotosApi

    return sum(1 for _ in PhotosApi(client).get_photos((photo.uid for photo in photos), connections=connections))


def _export(client: Any, _photos: Iterable[Any], folder: Path, connections: int) -> int:
    from photoprism_client.export import ExportOptions, Selection, export

    return sum(export(client, Selection(), folder, ExportOptions(workers=connections)).counts.values())


_JOBS = {
    "listing, iterate": _Job(_iterate),
    "listing, find": _Job(_find),
    "details": _Job(_details, asks_for_each=True),
    "thumbs to memory": _Job(_thumbs, asks_for_each=True),
    "thumbs to shards": _Job(_shards, only_reads=False),
    "export of originals": _Job(_export, only_reads=False),
    "the same again": _Job(_export, only_reads=False),
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command.

    :param arguments: of the command line; default those of the process.
    """
    options = _parser().parse_args(arguments)
    lines = _of_server(options) if options.server else _of_made_up(options)
    for line in lines:
        print(line, flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.scale", description="Measure what libraries of several sizes cost."
    )
    parser.add_argument("--photos", type=int, action="append", metavar="N", help=f"may be repeated; default {_COUNTS}")
    parser.add_argument("--job", action="append", choices=list(_JOBS), metavar="NAME", help="a job; may be repeated")
    parser.add_argument("--connections", type=int, default=4, metavar="N", help="requests at once; default 4")
    parser.add_argument("--server", metavar="URL", help="a real server, with credentials from the environment")
    parser.add_argument("--pid", type=int, metavar="PID", help="of the process of that server, on this machine")
    return parser


def _of_made_up(options: argparse.Namespace) -> Iterator[str]:
    yield "| Job | Photos | Requests | Seconds | Processor | Peak of memory |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for count in options.photos or _COUNTS:
        folder = tempfile.mkdtemp(prefix="photoprism-benchmarks-")
        try:
            for name in options.job or _JOBS:
                with serving(count) as base_url:
                    made = _call(name, base_url, folder, options.connections, None, some=False)
                    asked = dict(sorted(requests(base_url).items()))
                yield f"| {name} | {made['photos']:,} | {sum(asked.values()):,} {asked} | {_cost(made)} |"
        finally:
            shutil.rmtree(folder)


def _of_server(options: argparse.Namespace) -> Iterator[str]:
    yield "| Job | Photos | Seconds | Processor | Peak of memory | Processor of the server | Its memory |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for name in options.job or [name for name, job in _JOBS.items() if job.only_reads]:
        some = _JOBS[name].asks_for_each
        made = _call(name, options.server, "", options.connections, options.pid, some=some)
        server = f" {made['server_cpu_seconds']:.1f} s | {made['server_peak_mib']:.0f} MiB |" if options.pid else ""
        yield f"| {name} | {made['photos']:,} | {_cost(made)} |{server}"


def _call(job: str, base_url: str, folder: str, connections: int, pid: int | None, *, some: bool) -> Sample:
    return isolated.call(
        "benchmarks.scale:run",
        None,
        job=job,
        base_url=base_url,
        folder=folder and str(_subfolder(folder, job)),
        connections=connections,
        pid=pid,
        some=some,
    )


def _subfolder(folder: str, job: str) -> Path:
    path = Path(folder, "shards" if job == "thumbs to shards" else "export")
    path.mkdir(exist_ok=True)
    return path


def _cost(made: Sample) -> str:
    return f"{made['seconds']:.1f} s | {made['cpu_seconds']:.1f} s | {made['peak_mib']:.0f} MiB"


if __name__ == "__main__":
    main()
