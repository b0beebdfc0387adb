"""C5: one content at several paths of a batch is one request; C7: as many connections as workers."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from photoprism_client import ApiClient, Configuration
from photoprism_client.api.sources import ImageSources
from photoprism_client.transfer import Item, Outcome, download_all
from photoprism_client.transfer.shared_items import MOST_PATHS, Duplicates
from test.support.bodies import JPEG, sha1
from test.support.clients import Connect, Serve
from test.support.raw_server import Peer, Seen, answer
from test.support.served_file import MODIFIED
from test.transfer.conftest import Folder

BODIES = [JPEG + bytes([number]) * 300_000 for number in range(3)]
_BY_HASH = {sha1(body): body for body in BODIES}


def _answer_to(seen: Seen) -> bytes:
    body = _BY_HASH[seen.target.split("/dl/")[1].partition("?")[0].lower()]
    return answer(body, "image/jpeg", f"Last-Modified: {MODIFIED}")


def _serving(before: Callable[[int], bytes | None] = lambda number: None) -> Callable[[Peer], None]:
    """Serve the bodies; *before* receives the number of requests so far, and may answer instead."""
    counted, lock = [0], threading.Lock()

    def script(peer: Peer) -> None:
        while (seen := peer.request()) is not None:
            with lock:
                counted[0] += 1
                number = counted[0]
            peer.send(before(number) or _answer_to(seen))

    return script


def _by_name(outcomes: list[Outcome]) -> dict[str, Outcome]:
    return {Path(outcome.item.path).name: outcome for outcome in outcomes}


def _items(sources: ImageSources, folder: Folder, body: bytes, *names: str) -> list[Item]:
    hashes = (sha1(body), sha1(body).upper())
    return [Item(sources.original(hashes[at % 2]), folder / name) for at, name in enumerate(names)]


def _names(body: bytes) -> list[str]:
    return [f"{BODIES.index(body)}-{copy}.jpg" for copy in range(5)]


def test_c5_each_content_is_asked_for_once(serve: Serve, connect: Connect, folder: Folder) -> None:
    """Four workers, three contents, five paths each: three requests, and fifteen files of their own."""
    folder.allow(*BODIES)
    server = serve(_serving())
    sources = ImageSources(connect(server.url).api_client)
    items = [item for body in BODIES for item in _items(sources, folder, body, *_names(body))]
    run = download_all(items, 4)
    outcomes = list(run)
    assert len(server.requests) == 3
    assert run.summary.is_complete
    assert len(folder.finals) == len(outcomes) == 15
    assert len({path.stat().st_ino for path in folder.path.iterdir()}) == 16  # with that of the owner
    assert len({path.stat().st_mtime for path in folder.path.glob("*.jpg")}) == 1
    assert sum(outcome.result is not None and outcome.result.copied_from is not None for outcome in outcomes) == 12
    assert folder.partials == []


def test_c5_what_was_there_is_copied(serve: Serve, connect: Connect, folder: Folder) -> None:
    """A file of an earlier run is as good as one that was fetched: nothing is asked for."""
    folder.allow(*BODIES)
    (folder / "a.jpg").write_bytes(BODIES[0])
    server = serve(_serving())
    sources = ImageSources(connect(server.url).api_client)
    summary = download_all(_items(sources, folder, BODIES[0], "a.jpg", "b.jpg"), 1).finish()
    assert (summary.skipped, summary.fetched, summary.failed) == (1, 1, 0)
    assert server.requests == []


def test_c5_a_twin_that_failed_does_not_take_others_along(serve: Serve, connect: Connect, folder: Folder) -> None:
    """The first path is taken by a foreign file: the second is fetched itself, and the third copied from that."""
    folder.allow(*BODIES, b"other")
    (folder / "a.jpg").write_bytes(b"other")
    server = serve(_serving())
    sources = ImageSources(connect(server.url).api_client)
    outcomes = _by_name(list(download_all(_items(sources, folder, BODIES[0], "a.jpg", "b.jpg", "c.jpg"), 4)))
    assert isinstance(outcomes["a.jpg"].error, FileExistsError)
    assert folder.finals == {"a.jpg": b"other", "b.jpg": BODIES[0], "c.jpg": BODIES[0]}
    assert len(server.requests) == 1


def test_c5_a_twin_that_was_refused_is_asked_for_again(serve: Serve, connect: Connect, folder: Folder) -> None:
    """While the first waits for an error of the server, the second waits without a worker, and is fetched then."""
    folder.allow(*BODIES)

    def refuse(number: int) -> bytes | None:
        if number > 1:
            return None
        return answer(b"{}", "application/json", status="403 Forbidden")

    server = serve(_serving(refuse))
    sources = ImageSources(connect(server.url, download_token="fixed").api_client)
    outcomes = _by_name(list(download_all(_items(sources, folder, BODIES[0], "a.jpg", "b.jpg", "c.jpg"), 2)))
    assert outcomes["a.jpg"].error is not None
    assert folder.finals == {"b.jpg": BODIES[0], "c.jpg": BODIES[0]}


def test_c5_a_twin_that_changed_on_disk_is_not_copied(serve: Serve, connect: Connect, folder: Folder) -> None:
    """What somebody does to the first file meanwhile costs a request, and nothing else."""
    folder.allow(*BODIES, b"edited")
    server = serve(_serving())
    sources = ImageSources(connect(server.url).api_client)

    def one_by_one() -> Iterator[Item]:
        first, second, third = _items(sources, folder, BODIES[0], "a.jpg", "b.jpg", "c.jpg")
        yield first
        (folder / "a.jpg").write_bytes(b"edited")
        yield second
        (folder / "a.jpg").unlink()
        yield third

    summary = download_all(one_by_one(), 1).finish()
    assert summary.fetched == 3
    assert folder.finals == {"b.jpg": BODIES[0], "c.jpg": BODIES[0]}
    assert len(server.requests) == 3


def test_c6_a_stop_leaves_those_that_wait(serve: Serve, connect: Connect, folder: Folder) -> None:
    """Leaving the block while a content is on its way: no worker hangs, the next run fetches the rest of it, once."""
    folder.allow(*BODIES)
    stalled = threading.Event()
    whole = answer(BODIES[0], "image/jpeg", f"Last-Modified: {MODIFIED}")

    def stall(peer: Peer) -> None:
        while (seen := peer.request()) is not None:
            if stalled.is_set():
                peer.send(_answer_to(seen))
                continue
            peer.send(whole[:290_000])
            stalled.set()
            peer.wait_for_end()
            return

    server = serve(stall)
    sources = ImageSources(connect(server.url).api_client)
    items = _items(sources, folder, BODIES[0], "a.jpg", "b.jpg", "c.jpg")
    with download_all(items, 4) as run:

        def stop() -> None:
            stalled.wait(60)
            run.stop()

        threading.Thread(target=stop, daemon=True).start()
        assert list(run) == []
    for thread in run._threads:
        thread.join(60)
    assert not [thread for thread in run._threads if thread.is_alive()]
    assert folder.finals == {}
    assert download_all(items, 4).finish().fetched == 3
    assert len(server.requests) == 2
    assert folder.partials == []


def test_c7_sixteen_workers_keep_sixteen_connections(serve: Serve, connect: Connect, folder: Folder) -> None:
    """With default settings no connection is given up: as many as there are workers serve five times as many files."""
    bodies = [JPEG + bytes([number]) for number in range(1 + 4 * 16)]
    by_hash = {sha1(body): body for body in bodies}
    folder.allow(*bodies)
    first, all_at_once = threading.Lock(), threading.Barrier(16)

    def script(peer: Peer) -> None:
        while (seen := peer.request()) is not None:
            body = by_hash[seen.target.split("/dl/")[1].partition("?")[0]]
            if not first.acquire(blocking=False):  # that goes alone
                all_at_once.wait(60)
            peer.send(answer(body, "image/jpeg"))

    server = serve(script)
    sources = ImageSources(connect(server.url).api_client)
    items = [Item(sources.original(sha1(body)), folder / f"{at}.jpg") for at, body in enumerate(bodies)]
    assert download_all(items, 16, fsync=False).finish().fetched == len(bodies)
    assert server.connections <= 16


def test_c7_a_batch_of_a_whole_library_remembers_only_its_latest_files(tmp_path: Path) -> None:
    """What was fetched long ago is fetched again; memory does not grow with the number of files."""
    duplicates, sources = Duplicates(), ImageSources(ApiClient(Configuration(host="http://localhost")))
    items = [Item(sources.original(f"{number:040x}"), tmp_path / str(number)) for number in range(MOST_PATHS + 2)]
    for item in items:
        assert duplicates.begin(item)
        duplicates.end(item, Path(item.path))
    assert [duplicates.path_of(item) for item in items[:2]] == [None, None]
    assert duplicates.path_of(items[2]) == items[2].path
