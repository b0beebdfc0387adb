"""A gallery of an export: its time and requests when it is made first, and when nothing has changed since."""

import atexit
import shutil
import tempfile
import time
from functools import cache, partial

from benchmarks import isolated
from benchmarks.library_server import requests, serving
from benchmarks.pairs import Sample
from benchmarks.rows import Comparison, Contender, Goal, Row, Setting

RERUN, FIRST = "unchanged rerun", "first gallery"

_COUNT = 10_000


def run(name: str, count: int, folder: str) -> Sample:
    """Make the gallery of an export.

    :param name: whether it is the first, or a rerun.
    :param count: how many photos.
    :param folder: of the export.
    :return: ``seconds``, ``cpu_seconds`` of this process, and ``requests``.
    :raises ValueError: another number of photos is shown, or another number of pictures was fetched.
    """
    from photoprism_client import ApiClient, Configuration
    from photoprism_client.gallery import make_gallery

    with serving(count) as base_url, ApiClient(Configuration(host=base_url)) as api_client:
        start, start_cpu = time.perf_counter(), time.process_time()
        made = make_gallery(api_client, folder, fsync=False)
        seconds, cpu_seconds = time.perf_counter() - start, time.process_time() - start_cpu
        asked = requests(base_url).total()
    if (made.photos, made.fetched) != (count, count if name == FIRST else 0):
        raise ValueError(f"{name}: {made}")
    return {"seconds": seconds, "cpu_seconds": cpu_seconds, "requests": asked}


@cache
def _root() -> str:
    """Return a folder for all exports, removed in the end.

    ext4 without a journal takes long to make files where others were removed within the last minutes.
    """
    folder = tempfile.mkdtemp(prefix="photoprism-benchmarks-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _exported() -> str:
    folder = tempfile.mkdtemp(dir=_root())
    isolated.call("benchmarks.library_server:prepare_export", None, count=_COUNT, folder=folder)
    return folder


@cache
def _shown() -> str:
    """Return the folder of an export that has a gallery."""
    folder = _exported()
    _run(FIRST, folder)
    return folder


def _run(name: str, folder: str) -> Sample:
    return isolated.call("benchmarks.galleries:run", None, name=name, count=_COUNT, folder=folder)


def _measure(name: str, _: Setting) -> Sample:
    return _run(name, _exported() if name == FIRST else _shown())


_FIRST = Contender(FIRST, partial(_measure, FIRST))

ROWS = (
    Row(
        "gallery",
        f"the gallery of an export of {_COUNT} photos, made again while nothing changed, and made first: time and"
        " requests",
        Contender(RERUN, partial(_measure, RERUN)),
        (
            Comparison("requests", "", _FIRST, Goal("ours", "at most", 30, "")),
            Comparison("seconds", "s", _FIRST),
            Comparison("cpu_seconds", "s", _FIRST),
        ),
        needs_server=False,
    ),
)
