"""Pages as large as the API allows: the limits of rows and bytes follow the count that was asked for."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from photoprism_client import (
    AlbumsApi,
    ApiValueError,
    FacesApi,
    FoldersApi,
    IntegrityError,
    LabelsApi,
    PhotosApi,
    SubjectsApi,
)
from test.support.clients import Connect, Serve
from test.support.raw_server import Peer, answer, answering

ROOT = Path(__file__).parents[2]
ROWS = 100_000
_JSON = "application/json; charset=utf-8"
_RECORDED = json.loads((ROOT / "test" / "contract" / "recorded" / "samples.json").read_text(encoding="utf-8"))
_READER = f"""
import resource, sys
from photoprism_client import ApiClient, Configuration, PhotosApi

with ApiClient(Configuration(host=sys.argv[1])) as api_client:
    photos = PhotosApi(api_client).search_photos({ROWS}, merged=True)
print(len(photos), len({{photo.uid for photo in photos}}), photos[0].uid, photos[-1].uid, len(photos[-1].files))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""
_SEARCHES: list[tuple[type[Any], str]] = [
    (PhotosApi, "search_photos"),
    (AlbumsApi, "search_albums"),
    (LabelsApi, "search_labels"),
    (SubjectsApi, "search_subjects"),
    (FacesApi, "search_faces"),
]


def _send_photos(peer: Peer) -> None:
    """Answer with recorded photos, each under a UID of its own, a thousand at a time."""
    templates = [
        json.dumps({**row, "UID": "p<<uid>>"}, ensure_ascii=False).encode() for row in _RECORDED["photos_merged"]
    ]
    assert peer.request() is not None
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {_JSON}\r\nX-Count: {ROWS}\r\nX-Limit: {ROWS}\r\n"
    peer.send(head.encode() + b"Transfer-Encoding: chunked\r\n\r\n")
    for start in range(0, ROWS, 1000):
        rows = [
            templates[number % len(templates)].replace(b"<<uid>>", b"%015d" % number)
            for number in range(start, start + 1000)
        ]
        part = (b"," if start else b"[") + b",".join(rows) + (b"]" if start + 1000 == ROWS else b"")
        peer.send(b"%x\r\n%b\r\n" % (len(part), part))
    peer.send(b"0\r\n\r\n")


@pytest.mark.once
def test_a_page_of_100_000_photos_is_read_whole(serve: Serve) -> None:
    """All 100 000 recorded photos, 220 MB of JSON, become models, in less than 2.3 GiB of memory."""
    server = serve(_send_photos)
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", _READER, server.url],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found, peak_mib = done.stdout.splitlines()
    last = ROWS - 1
    files = len(_RECORDED["photos_merged"][last % len(_RECORDED["photos_merged"])]["Files"])
    assert found == f"{ROWS} {ROWS} p{0:015d} p{last:015d} {files}"
    assert int(peak_mib) < 2300
    assert f"count={ROWS}" in server.lines[0]


@pytest.mark.parametrize(("make", "name"), _SEARCHES)
def test_every_search_takes_1_to_100_000_rows(serve: Serve, connect: Connect, make: type[Any], name: str) -> None:
    """Each plain search requests the given number of rows, and refuses zero or too many before it sends anything."""
    server = serve(answering(answer(b"[]", _JSON)))
    search = getattr(make(connect(server.url).api_client), name)
    assert search(1) == search(ROWS) == []
    for count in (0, ROWS + 1):
        with pytest.raises(ApiValueError, match="count must be from 1 to 100000"):
            search(count)
    assert [line.partition("count=")[2].partition("&")[0].split(" ")[0] for line in server.lines] == ["1", str(ROWS)]


def test_a_folder_listing_takes_100_000_files(serve: Serve, connect: Connect) -> None:
    """The files of a folder are a listing, too."""
    server = serve(answering(answer(b"{}", _JSON)))
    folders = FoldersApi(connect(server.url).api_client)
    assert folders.search_folders_originals("2021", files=True, count=ROWS).files == []
    with pytest.raises(ApiValueError, match="count must be from 1 to 100000"):
        folders.search_folders_originals("2021", files=True, count=ROWS + 1)


@pytest.mark.parametrize("count", [20_000, ROWS])
def test_more_rows_than_were_asked_for_are_refused(serve: Serve, connect: Connect, count: int) -> None:
    """As many rows as were requested are read; one more is refused."""
    rows = b"[" + b"{}," * (count - 1) + b"{}"
    server = serve(answering(answer(rows + b"]", _JSON), answer(rows + b",{}]", _JSON)))
    albums = AlbumsApi(connect(server.url).api_client)
    assert len(albums.search_albums(count)) == count
    with pytest.raises(IntegrityError, match=r"rows|items"):
        albums.search_albums(count)


@pytest.mark.parametrize(("count", "is_read"), [(10_000, False), (20_000, True)])
def test_the_bytes_of_an_answer_may_grow_with_its_rows(
    serve: Serve, connect: Connect, count: int, is_read: bool
) -> None:
    """70 MB are too many for 10 000 rows, and not for 20 000."""
    server = serve(answering(answer(b'[{"Title":"' + b"a" * 70_000_000 + b'"}]', _JSON)))
    albums = AlbumsApi(connect(server.url).api_client)
    if is_read:
        assert len(albums.search_albums(count)) == 1
        return
    with pytest.raises(IntegrityError, match="ask for fewer rows"):
        albums.search_albums(count)
