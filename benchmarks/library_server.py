"""A made-up library, and a server of it that counts requests: listings, details, thumbnails and originals.

Rows are recorded ones of a real server, and as long. Photo *n* has one file, whose content follows from *n*. They come
in the order of their paths, whatever order is asked for.
"""

import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from fnmatch import fnmatchcase
from functools import cache
from typing import Any
from urllib.parse import parse_qs, urlsplit
from urllib.request import urlopen

from benchmarks.own_servers import Answering, rows_asked, serve, served
from benchmarks.pages import SAMPLES
from benchmarks.pairs import Sample

_CONFIG = {"mode": "public", "public": True, "authMode": "public", "previewToken": "public", "downloadToken": "public"}
_COUNTER = "/requests"
_IN_MONTH = 500
_FIRST_YEAR = 2004
#: Fields that differ from photo to photo, in its row and in its details, and the words that stand for them.
_DIFFERENT = {
    "UID": "<photo>",
    "PhotoUID": "<photo>",
    "FileUID": "<file>",
    "Hash": "<hash>",
    "Path": "<folder>",
    "FileName": "<name>",
    "Title": "<title>",
    "TakenAt": "<taken>",
    "TakenAtLocal": "<taken>",
    "Year": "<year>",
    "Month": "<month>",
    "Size": "<size>",
}
_WORD = re.compile(r'"<(year|month|size)>"|<([a-z]+)>')


def serving(count: int) -> AbstractContextManager[str]:
    """Run a server in a separate process.

    :param count: of its photos.
    :return: a context manager with the URL.
    """
    return served("library_server", count)


def requests(base_url: str) -> Counter[str]:
    """Ask the server what it was asked for.

    :param base_url: of the server.
    :return: how many requests came, by kind: ``photos``, ``photo``, ``thumb``, ``original``, ``folders``, or the last
        part of the path.
    """
    with urlopen(base_url + _COUNTER) as answer:
        return Counter(json.loads(answer.read()))


def content(number: int) -> bytes:
    """Return the content of a photo's file.

    :param number: of the photo.
    """
    return b"original %d" % number


def sha1_of(number: int) -> str:
    """Return the SHA-1 of a photo's file.

    :param number: of the photo.
    """
    return hashlib.sha1(content(number), usedforsecurity=False).hexdigest()


def name_of(number: int) -> str:
    """Return the path of a photo's file in the library; each folder has 500.

    :param number: of the photo.
    """
    return f"{_folder(number)}/IMG_{number:06}.jpg"


def prepare_export(count: int, folder: str) -> Sample:
    """Write the files that an export of all photos would have written, and its state.

    :param count: how many photos.
    :param folder: where to.
    :return: nothing that counts.
    """
    from photoprism_client.export.destination import Destination
    from photoprism_client.export.earlier_runs import write_record
    from photoprism_client.export.state import STATE_NAME, KnownFile, State

    destination = Destination(folder)
    with destination.locked(make=True), State(destination.own / STATE_NAME) as state:
        for number in range(count):
            name, sha1 = name_of(number), sha1_of(number)
            destination.make_folders(name)
            destination.path(name).write_bytes(content(number))
            stamp = destination.stat(name)
            if stamp is not None:
                state.known.put(KnownFile(name, sha1, sha1, stamp.size, stamp.mtime_ns, is_ours=True))
        write_record(state, destination, fsync=False)
    return {}


def _folder(number: int) -> str:
    year, month = _taken(number)
    return f"{year}/{month:02}"


def _taken(number: int) -> tuple[int, int]:
    """Return year and month."""
    month = number // _IN_MONTH
    return _FIRST_YEAR + month // 12, month % 12 + 1


def _photo(template: str, number: int) -> str:
    year, month = _taken(number)
    return template % {
        "photo": f"p{number:015}",
        "file": f"f{number:015}",
        "hash": sha1_of(number),
        "folder": _folder(number),
        "name": name_of(number),
        "title": f"Photo {number}",
        "taken": f"{year}-{month:02}-15T12:00:00Z",
        "year": year,
        "month": month,
        "size": len(content(number)),
    }


def _templates() -> tuple[str, str]:
    """Return the recorded row and the recorded details of a photo of one file, to be filled with what differs."""
    samples = json.loads(SAMPLES.read_text(encoding="utf-8"))
    rows = samples["photos_merged"]
    row = next(row for row in rows if len(row["Files"]) == 1 and row["FileRoot"] == "/")
    return _template(row), _template(samples["photo"])


def _template(photo: dict[str, Any]) -> str:
    files = [_marked(file) | {"UID": "<file>", "Name": "<name>"} for file in photo["Files"]]
    text = json.dumps(_marked(photo) | {"Files": files}, separators=(",", ":")).replace("%", "%%")
    return _WORD.sub(lambda found: f"%({found[1] or found[2]})s", text)


def _marked(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: _DIFFERENT.get(name, value) for name, value in fields.items()}


def _serve(count: int) -> None:
    from benchmarks.server import thumb

    (row, details), picture, seen = _templates(), thumb(), list[str]()

    @cache
    def numbers() -> dict[str, int]:
        return {sha1_of(number): number for number in range(count)}

    def folders() -> bytes:
        months = [_folder(number) for number in range(0, count, _IN_MONTH)]
        paths = sorted({*months, *(month.partition("/")[0] for month in months)})
        rows = [{"Path": path, "Root": "/", "UID": f"d{number:015}"} for number, path in enumerate(paths)]
        return json.dumps({"root": "/", "folders": rows, "files": [], "cached": False}).encode()

    class Handler(Answering):
        def reply(self) -> None:
            url = urlsplit(self.path)
            kind, last = _kind_of(url.path), url.path.rpartition("/")[2]
            if kind == _COUNTER:
                self.answer(json.dumps(Counter(seen)).encode())
                return
            seen.append(kind)
            if kind == "thumb":
                self.answer(picture, media_type="image/jpeg")
            elif kind == "original":
                self.answer(content(numbers()[last]), media_type="application/octet-stream")
            elif kind == "photo":
                self.answer(_photo(details, int(last[1:])).encode())
            elif kind == "folders":
                self.answer(folders())
            elif kind in {"config", "session"}:
                self.answer(json.dumps(_CONFIG).encode())
            else:
                query = parse_qs(url.query)
                found = _found(query, count) if kind == "photos" else range(0)
                wanted, headers = rows_asked(query, len(found))
                self.answer(f"[{','.join(_photo(row, found[number]) for number in wanted)}]".encode(), headers)

    serve(Handler)


def _found(query: Mapping[str, list[str]], count: int) -> Sequence[int]:
    """Return the photos of a folder, or of those of a pattern, and of these those of some names; else all photos."""
    found: Sequence[int] = range(count)
    if "path" in query:
        path = query["path"][0].rstrip("/")
        months = [found[first : first + _IN_MONTH] for first in range(0, count, _IN_MONTH)]
        found = [number for month in months if fnmatchcase(_folder(month[0]), path) for number in month]
    if "filename" in query:
        patterns = query["filename"][0].split("|")
        return [number for number in found if any(fnmatchcase(name_of(number), each) for each in patterns)]
    return found


def _kind_of(path: str) -> str:
    """Return what is asked for."""
    if path == _COUNTER:
        return _COUNTER
    for part, kind in {"/t/": "thumb", "/dl/": "original", "/photos/": "photo", "/folders/": "folders"}.items():
        if part in path:
            return kind
    return path.rpartition("/")[2]


if __name__ == "__main__":
    _serve(int(sys.argv[1]))
