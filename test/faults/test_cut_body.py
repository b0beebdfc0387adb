"""N4, N5, N7: a body that ends before its length, or within its chunks, is never taken for whole."""

from collections.abc import Callable

import pytest

from photoprism_client import TransportError
from photoprism_client._clock import Clock
from photoprism_client._transport.response import RESTResponse
from photoprism_client.api.sources import ImageSources
from photoprism_client.testing.proxy import faults
from photoprism_client.transfer import Item, Limits, download_all
from test.support.bodies import JPEG, SOME_HASH, ZIP, sha1
from test.support.clients import CALLS, MANY, Call, Connect, Serve, by_one_or_many
from test.support.contract_site import Site
from test.support.downloads import FILES, Downloads, FolderDownloads, each_way
from test.support.raw_server import Peer, answer, answering_and_closing, chunked

_CHUNKED_HEAD = answer(b"", "image/jpeg", "Transfer-Encoding: chunked", length=None)

CUTS = {
    "before the length": answer(JPEG)[:-1],
    "right after the head": answer(JPEG)[: -len(JPEG)],
    "between chunks": _CHUNKED_HEAD + chunked(JPEG, end=b""),
    "inside a chunk": _CHUNKED_HEAD + chunked(JPEG, end=b"")[:-100],
    "inside a chunk's size": _CHUNKED_HEAD + chunked(JPEG, end=b"2"),
    "before any chunk": _CHUNKED_HEAD,
}

_ON_THE_WAY = {
    "end": faults.Cut(1000),
    "reset": faults.Cut(1000, reset=True),
    "right after the head": faults.Cut(0),
    "between chunks": faults.Cut(1000, between_chunks=True),
    "reset between chunks": faults.Cut(1000, reset=True, between_chunks=True),
}
_cuts = pytest.mark.parametrize("cut", _ON_THE_WAY.values(), ids=_ON_THE_WAY)


@each_way
def test_download_without_a_fault_is_one_request(way: Downloads, kind: str) -> None:
    """The proxy by itself harms nothing."""
    way.fetch(kind)
    assert way.is_good(kind)
    assert [seen.faults for seen in way.requests(kind)] == [()]


@each_way
@_cuts
def test_n4_n5_cut_body_is_completed(way: Downloads, sleeps: list[float], kind: str, cut: faults.Cut) -> None:
    """After two cuts the third request brings what is missing: the rest where downloads resume, else everything."""
    way.script(kind, cut, faults.Cut(0))
    way.fetch(kind)
    assert way.is_good(kind)
    first, *others = way.ranges(kind)
    assert first is None
    rests = [int(asked.removeprefix("bytes=").removesuffix("-")) for asked in others if asked]
    assert all(start <= cut.after for start in rests)  # after a reset, fewer bytes were read than sent
    assert len(rests) <= (2 if way.resumes(kind) else 0)
    assert way.requests(kind)[0].sent == cut.after
    assert sleeps in ([way.first_wait_s, 1.0], [way.first_wait_s, 2.0])


@each_way
@_cuts
def test_n7_body_that_is_always_cut_is_our_error(
    way: Downloads, sleeps: list[float], kind: str, cut: faults.Cut
) -> None:
    """A body that never comes whole is a TransportError after a bounded number of requests, and nothing is left."""
    way.always(kind, faults.Cut(0))
    way.script(kind, cut)
    with pytest.raises(TransportError, match="broke off"):
        way.fetch(kind)
    assert sleeps in way.waits
    assert cut.reset or sleeps == way.waits[-1 if cut.after else 0]
    assert len(way.requests(kind)) == len(sleeps) + 1
    assert way.resumes(kind) or way.has_nothing(kind)


@by_one_or_many
@pytest.mark.parametrize("cut", CUTS.values(), ids=CUTS)
def test_n5_cut_body_is_an_error_after_three_tries(serve: Serve, connect: Connect, cut: bytes) -> None:
    """A cut body is asked for twice more, and is then a TransportError: half a picture is never returned."""
    server = serve(answering_and_closing(cut))
    with pytest.raises(TransportError, match="broke off"):
        connect(server.url).get_thumb(SOME_HASH)
    assert len(server.requests) == 3


@by_one_or_many
@pytest.mark.parametrize("cut", CUTS.values(), ids=CUTS)
def test_n5_a_later_try_returns_the_whole(serve: Serve, connect: Connect, cut: bytes) -> None:
    """What came of a cut body is thrown away: the next try returns the whole, and nothing of the first."""
    server = serve(answering_and_closing(cut, answer(JPEG)))
    assert connect(server.url).get_thumb(SOME_HASH) == JPEG
    assert len(server.requests) == 2


@pytest.mark.parametrize("call", [*CALLS, MANY], ids=lambda call: call.name)
def test_n5_every_call_notices_a_cut(serve: Serve, connect: Connect, call: Call) -> None:
    """All seven calls refuse a body that is shorter than its length, in both forms that read it."""
    body, kind = (ZIP, "application/zip") if call.name == "download_album" else (JPEG, "image/jpeg")
    server = serve(answering_and_closing(answer(body, kind)[:-1]))
    images = connect(server.url, retries=0)
    for form in ("", "_with_http_info"):
        with pytest.raises(TransportError, match=f"expected {len(body)} bytes, got {len(body) - 1}"):
            call(images, form)


@pytest.mark.parametrize("cut", CUTS.values(), ids=CUTS)
def test_n5_streams_notice_a_cut(serve: Serve, connect: Connect, cut: bytes) -> None:
    """A caller who reads an open answer in parts gets the TransportError, not a silent end, and no further try."""
    server = serve(answering_and_closing(cut))
    images = connect(server.url)
    with images.get_thumb_without_preload_content(SOME_HASH) as response:
        parts = iter(lambda: response.read1(100), b"")
        with pytest.raises(TransportError, match="broke off"):
            list(parts)
        assert len(server.requests) == 1


_READERS: dict[str, Callable[[RESTResponse], object]] = {
    "read": lambda response: response.read(),
    "read a number": lambda response: response.read(10**6),
    "data": lambda response: response.data,
    "stream": lambda response: list(response.stream()),
    "readall": lambda response: response.readall(),
    "drain_conn": lambda response: response.drain_conn(),
    "json": lambda response: response.json(),
    "lines": list,
}


@pytest.mark.parametrize("reader", _READERS.values(), ids=_READERS)
def test_n5_every_way_to_read_notices_a_cut(
    serve: Serve, connect: Connect, reader: Callable[[RESTResponse], object]
) -> None:
    """Whichever of urllib3's names a caller reads with, a cut body is our error."""
    server = serve(answering_and_closing(CUTS["before the length"]))
    images = connect(server.url)
    with images.get_thumb_without_preload_content(SOME_HASH) as response, pytest.raises(TransportError):
        reader(response)


@by_one_or_many
def test_n4_reset_within_a_body_is_our_error(serve: Serve, connect: Connect) -> None:
    """A connection that is reset within a body is a TransportError, and the next try returns the whole."""

    def script(peer: Peer) -> None:
        peer.request()
        if peer.number == 1:
            peer.send(answer(JPEG)[:-100])
            peer.reset()
        else:
            peer.send(answer(JPEG))

    server = serve(script)
    assert connect(server.url).get_thumb(SOME_HASH) == JPEG
    assert server.connections == 2


def test_n5_a_cut_error_body_keeps_its_status(serve: Serve, connect: Connect) -> None:
    """Of an error the status is the news: a cut body does not hide it, and what came of it is kept."""
    server = serve(
        answering_and_closing(answer(b'{"error":"reco', "application/json", status="404 Not Found", length=30))
    )
    with pytest.raises(Exception, match='"error":"reco') as caught:
        connect(server.url).get_download(SOME_HASH)
    assert type(caught.value).__name__ == "NotFoundException"
    assert len(server.requests) == 1


@pytest.mark.parametrize("kind", FILES)
def test_n5_each_cut_resumes_at_its_own_byte(folder: FolderDownloads, sleeps: list[float], kind: str) -> None:
    """Three cuts in a row, one right after a head: each Range begins at the first missing byte, under If-Range."""
    folder.script(kind, faults.Cut(1000), faults.Cut(0), faults.Cut(1))
    result = folder.fetch(kind)
    assert folder.ranges(kind) == [None, "bytes=1000-", "bytes=1000-", "bytes=1001-"]
    assert len({seen.headers.get("If-Range") for seen in folder.requests(kind)[1:]} - {None}) == 1
    assert [seen.status for seen in folder.requests(kind)] == [200, 206, 206, 206]
    assert (result.sha1, result.resumed_from) == (folder.hash, 0)
    assert sleeps == [1.0, 1.0, 1.0]


@pytest.mark.parametrize("lost", [1, 2])
def test_n5_last_bytes_are_asked_for_alone(folder: FolderDownloads, lost: int) -> None:
    """A body that lacks one byte costs one byte more, not another body."""
    folder.script("original", faults.Cut(folder.size - lost))
    folder.fetch("original")
    assert folder.ranges() == [None, f"bytes={folder.size - lost}-"]
    assert folder.requests("original")[1].sent == lost


@pytest.mark.parametrize("between_chunks", [False, True])
def test_n5_original_in_chunks_starts_again(folder: FolderDownloads, between_chunks: bool) -> None:
    """A file whose size the server did not tell is not resumed: what a rest would be is not known."""
    in_chunks = (faults.DropHeader("Content-Length"), faults.SetHeader("Transfer-Encoding", "chunked"))
    folder.script("original", (*in_chunks, faults.Cut(1000, between_chunks=between_chunks)), in_chunks)
    folder.fetch("original")
    assert folder.ranges() == [None, None]
    assert folder.is_good("original")


@pytest.mark.parametrize("kind", FILES)
def test_n7_next_run_goes_on_where_the_failed_one_stopped(folder: FolderDownloads, kind: str) -> None:
    """A run that failed leaves what came; the next one asks for the rest alone and says where it began."""
    folder.always(kind, faults.Cut(0))
    folder.script(kind, faults.Cut(2000))
    with pytest.raises(TransportError):
        folder.fetch(kind)
    folder.proxy.clear()
    assert folder.fetch(kind).resumed_from == 2000
    assert folder.ranges(kind) == ["bytes=2000-"]
    assert folder.orphans == []


def test_n4_n5_largest_original_survives_cuts_in_two_runs(site: Site, folder: FolderDownloads) -> None:
    """What does not fit into memory at once: cut, failed, taken up by the next run, cut again, and whole by SHA-1."""
    file = max((file for file in site.originals if file["Size"] < 10**8), key=lambda file: int(file["Size"]))
    size, target = int(file["Size"]), folder.path.parent / "largest"
    folder.proxy.always(faults.Cut(0), match="/dl/")
    folder.proxy.script(faults.Cut(size // 3), match="/dl/")
    with pytest.raises(TransportError, match="broke off"):
        folder.images.get_download_to_file(file["Hash"], target)
    assert not target.exists()
    folder.proxy.clear()
    folder.proxy.script(faults.Cut(size // 3), faults.Cut(100), match="/dl/")
    result = folder.images.get_download_to_file(file["Hash"], target)
    assert folder.ranges() == [f"bytes={at}-" for at in (size // 3, size // 3 * 2, size // 3 * 2 + 100)]
    assert (result.resumed_from, result.size, result.sha1) == (size // 3, size, file["Hash"])
    assert sha1(target.read_bytes()) == file["Hash"]
    assert list(target.parent.glob(".photoprism-*")) == []


def test_n5_batch_of_a_whole_site_converges(site: Site, folder: FolderDownloads) -> None:
    """With four workers and every other answer faulty, each original has its SHA-1 and is counted once."""
    sources = {file["Hash"]: folder.path / f"{file['Hash']}.bin" for file in site.originals if file["Size"] > 2000}
    everything = folder.path.parent / "all"
    everything.mkdir()
    make = ImageSources(folder.images.api_client)
    steps = [faults.Cut(900), None, faults.Refuse(), faults.Status(503, {"Retry-After": "0"}), faults.Cut(0), None]
    folder.proxy.script(*steps * 3, match="/dl/")
    clock = Clock(sleep=lambda seconds: None, chance=lambda: 1.0)
    items = [Item(make.original(known), everything / path.name) for known, path in sources.items()]
    # Workers share the script by chance: one file may meet all of its twelve faults.
    with download_all(items, 4, clock=clock, fsync=False, limits=Limits(idle_attempts=13)) as batch:
        assert [outcome.error for outcome in batch if outcome.error] == []
    assert (batch.summary.fetched, batch.summary.is_complete) == (len(items), True)
    assert {path.name for path in everything.iterdir()} == {path.name for path in sources.values()}
    count = len(folder.proxy.requests)
    with download_all(items, 4, clock=clock) as batch:
        assert batch.finish().skipped == len(items)
    assert len(folder.proxy.requests) == count
