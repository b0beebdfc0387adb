"""An export in which nothing changed: its time against that of reading the same listing, and its memory by size.

A stat of each file on disk is part of it.
"""

import atexit
import gc
import json
import shutil
import sys
import tempfile
import time
from functools import cache, partial
from urllib.parse import parse_qs, urlsplit

from benchmarks import isolated
from benchmarks.clients import OURS
from benchmarks.own_servers import Answering, rows_asked, serve, served
from benchmarks.pages import SAMPLES
from benchmarks.pairs import Sample
from benchmarks.rows import Comparison, Contender, Goal, Row, Setting

LISTING = "PhotosApi.iterate"

_LARGE, _SMALL = 100_000, 30_000  # the pages of both are of full size
_CONFIG = {"mode": "public", "public": True, "authMode": "public", "previewToken": "public", "downloadToken": "public"}


def prepare(count: int, folder: str) -> Sample:
    """Write the files that an export of so many photos would have written, and its state.

    :param count: how many.
    :param folder: where to.
    :return: nothing that counts.
    """
    from photoprism_client.export.destination import Destination
    from photoprism_client.export.earlier_runs import write_record
    from photoprism_client.export.state import STATE_NAME, KnownFile, State

    destination = Destination(folder)
    with destination.locked(make=True), State(destination.own / STATE_NAME) as state:
        for number in range(count):
            path, sha1 = _path(number), _sha1(number)
            destination.make_folders(path)
            destination.path(path).write_bytes(b"%d" % number)
            stamp = destination.stat(path)
            if stamp is not None:
                state.known.put(KnownFile(path, sha1, sha1, stamp.size, stamp.mtime_ns, is_ours=True))
        write_record(state, destination, fsync=False)
    return {}


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

    with served("exports", count) as base_url, ApiClient(Configuration(host=base_url)) as api_client:
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


def _serve(count: int) -> None:
    row = _template()

    class Handler(Answering):
        def reply(self) -> None:
            url = urlsplit(self.path)
            if url.path.endswith("/photos"):
                numbers, headers = rows_asked(parse_qs(url.query), count)
                self.answer(f"[{','.join(_photo(row, number) for number in numbers)}]".encode(), headers)
            else:
                self.answer(json.dumps(_CONFIG).encode())

    serve(Handler)


def _template() -> str:
    """Return a recorded row of one file, with marks where photos differ."""
    rows = json.loads(SAMPLES.read_text(encoding="utf-8"))["photos_merged"]
    row = next(row for row in rows if len(row["Files"]) == 1 and row["FileRoot"] == "/")
    row["UID"] = row["Files"][0]["PhotoUID"] = "<p>"
    row["FileUID"] = row["Files"][0]["UID"] = "<f>"
    row["Hash"] = row["Files"][0]["Hash"] = "<hash>"
    row["FileName"] = row["Files"][0]["Name"] = "<name>"
    return json.dumps(row)


def _photo(row: str, number: int) -> str:
    uid = f"{number:015d}"
    marked = row.replace("<p>", f"p{uid}").replace("<f>", f"f{uid}")
    return marked.replace("<hash>", _sha1(number)).replace("<name>", _path(number))


def _path(number: int) -> str:
    return f"{2000 + number % 20}/{1 + number % 12:02d}/IMG_{number:06d}.jpg"


def _sha1(number: int) -> str:
    return f"{number:040x}"


@cache
def _folder(count: int) -> str:
    folder = tempfile.mkdtemp(prefix="photoprism-benchmarks-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    isolated.call("benchmarks.exports:prepare", None, count=count, folder=folder)
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


if __name__ == "__main__":
    _serve(int(sys.argv[1]))
