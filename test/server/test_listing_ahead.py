"""Listings whose pages grow and are asked for ahead: through a client, with its tokens, its end, forks and memory."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from photoprism_client import ApiClient, ApiValueError, Configuration, IntegrityError, PhotosApi, SearchPhoto
from photoprism_client.testing import Library, PhotoPrismServer
from test.support.clients import Connect, Serve
from test.support.raw_server import Peer, RawServer, Script, answer

ROOT = Path(__file__).parents[2]
_JSON = "application/json; charset=utf-8"
_RECORDED = json.loads((ROOT / "test" / "contract" / "recorded" / "samples.json").read_text(encoding="utf-8"))
_PATIENCE_S = 60.0  # a test that hangs ends; none waits this long

_FORKING = """
import os, sys, warnings
from itertools import islice
from photoprism_client import ApiClient, Configuration, PhotosApi

client = ApiClient(Configuration(host=sys.argv[1]))
photos = PhotosApi(client).iterate(page_size=10)
first = [photo.uid for photo in islice(photos, 12)]
warnings.simplefilter("ignore", DeprecationWarning)  # of a fork while other threads run
child = os.fork()
rest = [photo.uid for photo in photos]
wanted = [f"p{number:015d}" for number in range(100)]
if child == 0:
    os._exit(0 if first + rest == wanted else 1)
_, status = os.waitpid(child, 0)
assert status == 0, status
assert first + rest == wanted, rest
client.close()
"""

_READER = """
import sys
from pathlib import Path
from photoprism_client import ApiClient, Configuration, PhotosApi

with ApiClient(Configuration(host=sys.argv[1])) as api_client:
    print(sum(1 for _ in PhotosApi(api_client).iterate()))
# Not what resource.getrusage says, which counts what the parent held when it forked.
peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM:"))
print(int(peak.split()[1]) // 1024)
"""


def uids(count: int) -> list[str]:
    """Return the UIDs of a listing of so many photos."""
    return [f"p{number:015d}" for number in range(count)]


class Listing:
    """Answers searches for photos; pages wait for their gate, if they have one, until they are asked for again.

    :param count: photos, of a file each.
    :param template: a row, with ``<uid>`` instead of the UID.
    """

    def __init__(self, count: int, template: bytes = b'{"UID":"<uid>","Files":[{}]}') -> None:
        self._count, self._template = count, template
        self.gates: dict[int, threading.Event] = {}
        self.wrong: dict[int, bytes] = {}
        self.status = "200 OK"
        self._held: set[int] = set()
        self.asked = threading.Semaphore(0)

    def __call__(self, peer: Peer) -> None:
        """Answer the requests of a connection."""
        while (seen := peer.request()) is not None:
            query = parse_qs(urlsplit(seen.target).query)
            if "count" not in query:
                peer.send(answer(b'{"access_token":"a","config":{"previewToken":"p","downloadToken":"d"}}', _JSON))
                continue
            offset, count = int(query.get("offset", ["0"])[0]), int(query["count"][0])
            self.asked.release()
            if offset in self.gates:
                if offset in self._held:  # what is asked for once more opens the gate
                    self.gates[offset].set()
                self._held.add(offset)
                assert self.gates[offset].wait(_PATIENCE_S)
            numbers = range(offset, min(offset + count, self._count))
            rows = [self._template.replace(b"<uid>", b"p%015d" % number) for number in numbers]
            body = self.wrong.get(offset, b"[%b]" % b",".join(rows))
            peer.send(answer(body, _JSON, f"X-Count: {len(rows)}", f"X-Limit: {count}", status=self.status))


def targets(server: RawServer) -> list[tuple[int, int]]:
    """Return the offset and count of each search."""
    queries = [parse_qs(urlsplit(seen.target).query) for seen in server.requests if "count=" in seen.target]
    return [(int(query.get("offset", ["0"])[0]), int(query["count"][0])) for query in queries]


def threads() -> list[threading.Thread]:
    """Return the threads that read ahead."""
    return [thread for thread in threading.enumerate() if thread.name == "photoprism-listing"]


def take(photos: Iterator[SearchPhoto], count: int) -> list[str | None]:
    """Return the UIDs of the next photos."""
    return [photo.uid for photo in islice(photos, count)]


def run(code: str, server: RawServer) -> str:
    """Run a program in a separate process."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code, server.url],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_ten_photos_cost_one_small_request(serve: Serve, connect: Connect) -> None:
    """Of 100 000 photos, a script that takes ten causes one request, for 100."""
    server = serve(Listing(100_000))
    assert take(PhotosApi(connect(server.url).api_client).iterate(), 10) == uids(10)
    assert targets(server) == [(0, 100)]
    assert threads() == []


def test_pages_grow_and_come_ahead(serve: Serve, connect: Connect) -> None:
    """100 rows, 1000, then 10 000 where rows are short; the last ones are asked for at once."""
    server = serve(Listing(12_000))
    assert take(PhotosApi(connect(server.url).api_client).iterate(), 20_000) == uids(12_000)
    assert targets(server)[:2] == [(0, 100), (95, 1000)]
    assert {(1090, 10_000), (11_085, 10_000)} <= {*targets(server)[2:]}  # in any order, and one more may be asked for


def test_a_page_is_not_read_after_the_client_is_closed(serve: Serve, connect: Connect) -> None:
    """The photos of the page that was begun come; the next one raises, though it is there."""
    server = serve(Listing(100))
    client = connect(server.url).api_client
    photos = PhotosApi(client).iterate(page_size=10)
    assert take(photos, 12) == uids(12)
    for thread in threads():
        thread.join(_PATIENCE_S)
    client.close()
    assert take(photos, 2) == uids(14)[12:]
    with pytest.raises(ApiValueError, match="this ApiClient is closed"):
        next(photos)


@pytest.mark.parametrize("status", ["503 Service Unavailable", "401 Unauthorized"])
def test_closing_the_client_ends_what_was_asked_for_ahead(serve: Serve, connect: Connect, status: str) -> None:
    """A page that fails after the client was closed is not asked for again, and no session is opened for it."""
    listing = Listing(100)
    listing.gates = {10: threading.Event(), 15: threading.Event()}
    server = serve(listing)
    client = connect(server.url, username="admin", password="photoprism").api_client
    photos = PhotosApi(client).iterate(page_size=10)
    assert take(photos, 12) == uids(12)
    for _ in range(4):
        assert listing.asked.acquire(timeout=_PATIENCE_S)
    client.close()
    listing.status = status
    listing.wrong = dict.fromkeys(listing.gates, b'{"code":401,"error":"Please log in to your account"}')
    for gate in listing.gates.values():
        gate.set()
    for thread in threads():
        thread.join(_PATIENCE_S)
    assert threads() == []
    assert len(targets(server)) == 4
    assert len([seen for seen in server.requests if seen.method == "POST"]) == 1


def test_a_wrong_row_raises_what_a_search_would_raise(serve: Serve, connect: Connect) -> None:
    """It comes after the rows before it, or nearly so, and names the same place of the same page."""
    listing, filler = Listing(200), b'"Title":"' + b"a" * 2000 + b'"'
    rows = [b'{"UID":"p%015d",%b}' % (number, filler) for number in range(100)]
    rows[60] = b'{"UID":5,%b}' % filler
    listing.wrong = {0: b"[%b]" % b",".join(rows)}
    photos = PhotosApi(connect(serve(listing).url).api_client)
    with pytest.raises(IntegrityError) as expected:
        photos.search_photos(100, merged=True)
    found: list[str | None] = []
    with pytest.raises(IntegrityError) as caught:
        found.extend(photo.uid for photo in photos.iterate())
    assert found == uids(len(found))
    assert 40 < len(found) <= 60
    assert "60.UID: Input should be a valid string" in str(caught.value)
    assert (caught.value.reason, caught.value.body) == (expected.value.reason, expected.value.body)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
def test_a_forked_child_asks_anew(serve: Serve) -> None:
    """What the parent waits for never reaches the child; both list everything."""
    listing = Listing(100)
    listing.gates = {10: threading.Event(), 15: threading.Event()}
    server = serve(listing)
    run(_FORKING, server)
    assert [offset for offset, _ in targets(server)].count(10) == 2


@pytest.mark.once
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="nothing tells the peak here")
def test_memory_does_not_grow_with_the_listing(serve: Serve) -> None:
    """20 000 recorded photos, 40 MB of JSON, are listed in less than 110 MiB of memory."""
    row = next(row for row in _RECORDED["photos_merged"] if len(row["Files"]) == 1)
    template = json.dumps({**row, "UID": "<uid>"}, ensure_ascii=False).encode()
    count, peak_mib = run(_READER, serve(Listing(20_000, template))).split()
    assert int(count) == 20_000
    assert int(peak_mib) < 110


def test_a_session_that_ends_meanwhile_is_renewed_once() -> None:
    """Both pages that are asked for ahead are refused; the client logs in once, and misses nothing."""
    with PhotoPrismServer(Library.sample(photos=24), mode="password") as server:
        settings: dict[str, Any] = {"username": "admin", "password": "photoprism"}
        with ApiClient(Configuration(host=server.url, **settings)) as client:
            whole = {photo.uid for photo in PhotosApi(client).search_photos(100, merged=True)}
            photos = PhotosApi(client).iterate(page_size=4)
            found = take(photos, 3)
            server.revoke_sessions()
            server.requests.clear()
            found += take(photos, 100)
            logins = [request for request in server.requests if request.method == "POST"]
    assert len(found) == len(whole)
    assert set(found) == whole
    assert len(logins) == 1


@pytest.mark.parametrize("script", [Listing(0)])
def test_an_empty_listing_is_one_request(serve: Serve, connect: Connect, script: Script) -> None:
    """The first page says that there is no other."""
    server = serve(script)
    assert take(PhotosApi(connect(server.url).api_client).iterate(), 1) == []
    assert len(targets(server)) == 1
