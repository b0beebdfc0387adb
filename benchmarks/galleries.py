"""A gallery of an export: its time and requests when it is made first, and when nothing has changed since."""

import hashlib
import io
import json
import sys
import tempfile
import time
from functools import partial
from urllib.parse import parse_qs, urlsplit
from urllib.request import urlopen

from benchmarks import isolated
from benchmarks.own_servers import Answering, rows_asked, serve, served
from benchmarks.pairs import Sample
from benchmarks.rows import Comparison, Contender, Goal, Row, Setting

RERUN, FIRST = "unchanged rerun", "first gallery"

_COUNT = 10_000
_CONFIG = {"mode": "public", "public": True, "authMode": "public", "previewToken": "public", "downloadToken": "public"}
_MONTHS = 240
_SIZE = (720, 480)
_COUNTER = "/requests"


def run(name: str, count: int) -> Sample:
    """Make a gallery, and make it again.

    :param name: which of both to report.
    :param count: how many photos.
    :return: ``seconds``, ``cpu_seconds`` of this process, and ``requests``.
    :raises ValueError: another number of photos is shown, or a rerun fetched something.
    """
    from photoprism_client import ApiClient, Configuration
    from photoprism_client.export import ExportOptions, Selection, export
    from photoprism_client.gallery import make_gallery

    found: dict[str, Sample] = {}
    with (
        served("galleries", count) as base_url,
        tempfile.TemporaryDirectory(prefix="photoprism-benchmarks-") as folder,
        ApiClient(Configuration(host=base_url)) as api_client,
    ):
        export(api_client, Selection(), folder, ExportOptions(fsync=False, workers=8))
        for each in (FIRST, RERUN):
            before, start, start_cpu = _requests(base_url), time.perf_counter(), time.process_time()
            made = make_gallery(api_client, folder, fsync=False)
            seconds, cpu_seconds = time.perf_counter() - start, time.process_time() - start_cpu
            requests = _requests(base_url) - before
            found[each] = {"seconds": seconds, "cpu_seconds": cpu_seconds, "requests": requests}
            if (made.photos, made.fetched) != (count, count if each == FIRST else 0):
                raise ValueError(f"{each}: {made}")
    return found[name]


def _requests(base_url: str) -> int:
    with urlopen(base_url + _COUNTER) as answer:
        return int(answer.read())


def _serve(count: int) -> None:
    from PIL import Image

    buffer = io.BytesIO()
    Image.effect_noise(_SIZE, 20).save(buffer, "JPEG", quality=15)
    picture, numbers, seen = buffer.getvalue(), {_sha1(number): number for number in range(count)}, []

    class Handler(Answering):
        def reply(self) -> None:
            url = urlsplit(self.path)
            last, query = url.path.rpartition("/")[2], parse_qs(url.query)
            seen.extend([url.path] * (url.path != _COUNTER))
            if url.path == _COUNTER:
                self.answer(str(len(seen)).encode(), media_type="text/plain")
            elif "/t/" in url.path:
                self.answer(picture, media_type="image/jpeg")
            elif "/dl/" in url.path:
                self.answer(_content(numbers[last]), media_type="application/octet-stream")
            elif last in {"photos", "albums", "labels"}:
                wanted, headers = rows_asked(query, count if last == "photos" else 0)
                self.answer(json.dumps([_photo(number) for number in wanted]).encode(), headers)
            elif "/photos/" in url.path:
                self.answer(json.dumps(_photo(int(last[1:]))).encode())
            else:
                self.answer(json.dumps(_CONFIG).encode())

    serve(Handler)


def _content(number: int) -> bytes:
    return b"original %d" % number


def _sha1(number: int) -> str:
    return hashlib.sha1(_content(number)).hexdigest()


def _photo(number: int) -> dict[str, object]:
    """Return a row of a listing, which has all that is read of a photo by itself, too."""
    month = number % _MONTHS
    taken = f"{2004 + month // 12}-{month % 12 + 1:02}-15T12:00:00Z"
    uid, name = f"p{number:015}", f"{taken[:4]}/{taken[5:7]}/IMG_{number:06}.jpg"
    file = {
        "UID": f"f{number:015}",
        "PhotoUID": uid,
        "Name": name,
        "Root": "/",
        "Hash": _sha1(number),
        "Primary": True,
        "Size": len(_content(number)),
        "FileType": "jpg",
        "MediaType": "image",
        "Width": _SIZE[0],
        "Height": _SIZE[1],
        "Orientation": 1,
    }
    return {
        "ID": str(number),
        "UID": uid,
        "Type": "image",
        "Title": f"Photo {number}",
        "TakenAt": taken,
        "TakenAtLocal": taken,
        "Year": int(taken[:4]),
        "Month": int(taken[5:7]),
        "Day": 15,
        "CreatedAt": taken,
        "UpdatedAt": taken,
        "FileName": name,
        "Hash": _sha1(number),
        "Files": [file],
    }


def _measure(name: str, _: Setting) -> Sample:
    return isolated.call("benchmarks.galleries:run", None, name=name, count=_COUNT)


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


if __name__ == "__main__":
    _serve(int(sys.argv[1]))
