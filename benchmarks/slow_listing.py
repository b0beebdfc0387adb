"""Listing 100 000 photos of a server that needs as long as a real one, five times faster.

What a page costs was measured on a PhotoPrism with 100 000 photos in SQLite, on two processors: 0.5 s, and 0.25 ms a
row; two pages of 10 000 rows at once 3.6 s instead of 3.0. Here each takes a fifth of that, and none of the processors,
which the client has for itself. So what the client needs weighs five times as much as in reality.
"""

import gc
import json
import threading
import time
from collections.abc import Iterator
from functools import partial
from urllib.parse import parse_qs, urlsplit

from benchmarks import isolated
from benchmarks.clients import OURS
from benchmarks.own_servers import Answering, rows_asked, serve, served
from benchmarks.pages import PAGE_SIZE, SAMPLES
from benchmarks.pairs import Sample
from benchmarks.rows import Comparison, Contender, Goal, Row, Setting

ONE_BY_ONE = f"search_photos, {PAGE_SIZE} rows after {PAGE_SIZE}"

_PHOTOS = 100_000
_FASTER = 5
_PAGE_S, _ROW_S = 0.5 / _FASTER, 0.00025 / _FASTER
_BOTH = 1.2  # two pages at once take as many times as long as one
_STEP_S = 0.002
_OVERLAP = 5


def run(client: str) -> Sample:
    """Measure a listing of all photos.

    :param client: its name.
    :return: ``seconds``, and ``peak_mib`` of the process.
    :raises ValueError: it listed another number of photos.
    """
    listing = _iterate if client == OURS else _one_by_one
    with served("slow_listing") as base_url:
        next(listing(base_url))
        gc.collect()
        start = time.perf_counter()
        count = sum(1 for _ in listing(base_url))
        elapsed_s = time.perf_counter() - start
    if count != _PHOTOS:
        raise ValueError(f"{client} listed {count} photos of {_PHOTOS}")
    return {"seconds": elapsed_s, "peak_mib": isolated.peak_memory_bytes() / 1024 / 1024}


def _iterate(base_url: str) -> Iterator[str | None]:
    from photoprism_client import ApiClient, Configuration, PhotosApi

    with ApiClient(Configuration(host=base_url)) as client:
        for photo in PhotosApi(client).iterate():
            yield photo.uid


def _one_by_one(base_url: str) -> Iterator[str | None]:
    from photoprism_client import ApiClient, Configuration, PhotosApi

    seen: set[str | None] = set()
    with ApiClient(Configuration(host=base_url)) as client:
        for offset in range(0, _PHOTOS, PAGE_SIZE - _OVERLAP):
            for photo in PhotosApi(client).search_photos(PAGE_SIZE, offset=offset, merged=True):
                if photo.uid not in seen:
                    seen.add(photo.uid)
                    yield photo.uid


class _Work:
    """Lets time pass for pages, which take longer where several are made at once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pages = 0

    def wait(self, work_s: float) -> None:
        """Wait as long as a page takes.

        :param work_s: seconds that it would take alone.
        """
        with self._lock:
            self._pages += 1
        try:
            while work_s > 0:
                pages = self._pages
                # Two processors: what more than two pages take grows with their number.
                slower = 1.0 if pages == 1 else _BOTH * pages / 2
                start = time.perf_counter()
                time.sleep(min(_STEP_S, work_s * slower))
                work_s -= (time.perf_counter() - start) / slower
        finally:
            with self._lock:
                self._pages -= 1


def _serve() -> None:
    template, work = _template(), _Work()

    class Handler(Answering):
        def reply(self) -> None:
            query = parse_qs(urlsplit(self.path).query)
            if "count" not in query:
                self.answer(b'{"mode":"public","public":true,"authMode":"public"}')
                return
            numbers, headers = rows_asked(query, _PHOTOS)
            work.wait(_PAGE_S + _ROW_S * len(numbers))
            body = b"[%b]" % b",".join(template.replace(b"<number>", b"%015d" % number) for number in numbers)
            self.answer(body, headers)

    serve(Handler)


def _template() -> bytes:
    """Return a recorded photo of one file, to be filled with a number."""
    rows = json.loads(SAMPLES.read_text(encoding="utf-8"))["photos_merged"]
    row = next(row for row in rows if len(row["Files"]) == 1)
    text = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
    return text.replace(row["UID"], "p<number>").encode()


def _measure(client: str, _: Setting) -> Sample:
    return isolated.call("benchmarks.slow_listing:run", None, client=client)


_THEIRS = Contender(ONE_BY_ONE, partial(_measure, ONE_BY_ONE))

ROWS = (
    Row(
        "listing-server",
        f"{_PHOTOS} photos of a server that needs as long for a page as a real one, but {_FASTER} times faster: time,"
        " and peak of memory",
        Contender(OURS, partial(_measure, OURS)),
        (
            Comparison("seconds", "s", _THEIRS, Goal("ratio", "at most", 0.35)),
            Comparison("peak_mib", "MiB", _THEIRS, Goal("ours", "at most", 120, "MiB")),
        ),
        needs_server=False,
    ),
)


if __name__ == "__main__":
    _serve()
