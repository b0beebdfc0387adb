"""N2, N4, N5, N7, N8, A2 for files: what stops, breaks off or is refused goes on where it was, or leaves nothing."""

from collections.abc import Iterator

import pytest

from photoprism_client import ApiClient, ApiException, Configuration, ImagesApi, TransportError
from photoprism_client._clock import Clock
from photoprism_client.api.sources import ImageSources
from photoprism_client.testing import FaultProxy, Library, PhotoPrismServer
from photoprism_client.testing.proxy import faults
from photoprism_client.transfer import Item, Limits, download_all, fetch
from test.support.bodies import SVG
from test.support.clients import Connect
from test.support.contract_site import Site
from test.support.landing import FILES, KINDS, PICTURES, Landing
from test.support.through import Through, sha1

_DATE = "Wed, 21 Oct 2015 07:28:00 GMT"
_NO_RESUME = tuple(kind for kind in KINDS if kind not in FILES)
_UNFRAMED = (faults.DropHeader("Content-Length"), faults.DropHeader("Transfer-Encoding"))


def test_nothing_happens_without_a_script(landing: Landing) -> None:
    """All kinds land whole, in one request each."""
    for kind in landing.kinds:
        result = landing.save(kind)
        assert landing.is_good(kind)
        assert (result.size, result.resumed_from) == (landing.target(kind).stat().st_size, 0)
    assert [seen.faults for seen in landing.requests("original")] == [()]
    assert {seen.faults for seen in landing.requests("thumb")} == {()}
    assert len(landing.requests("thumb")) == len([kind for kind in landing.kinds if kind in PICTURES])
    assert landing.orphans == []


@pytest.mark.parametrize("kind", FILES)
def test_n2_stalled_file_resumes(landing: Landing, sleeps: list[float], kind: str) -> None:
    """A body that stops is given up after the read time-out, and only what is missing is asked for."""
    landing.script(kind, faults.Stall(3000))
    landing.save(kind, _request_timeout=0.3)
    assert landing.ranges(kind) == [None, "bytes=3000-"]
    assert landing.is_good(kind)
    assert sleeps == [1.0]


@pytest.mark.parametrize("kind", _NO_RESUME)
def test_n2_stalled_picture_or_zip_starts_again(landing: Landing, kind: str) -> None:
    """Nothing but a file with a known SHA-1 is resumed: the next attempt asks for all of it."""
    landing.script(kind, faults.Stall(1000))
    landing.save(kind, _request_timeout=1.0)
    assert landing.ranges(kind) == [None, None]
    assert landing.is_good(kind)


def test_n3_drip_is_given_up_and_keeps_what_came(landing: Landing) -> None:
    """Less than 1 KiB/s over a minute is no progress: five attempts, then the error, and the next run goes on."""
    now = [0.0]

    def monotonic() -> float:
        now[0] += 1000.0
        return now[0]

    drip = faults.Drip(size=100)
    drip.gate.open()
    landing.always("original", drip)
    clock = Clock(sleep=lambda seconds: None, monotonic=monotonic)
    with pytest.raises(TransportError, match="too slowly"):
        fetch(landing.source("original"), landing.target("original"), clock=clock)
    assert len(landing.requests("original")) == 5
    assert landing.orphans == [".json", ".part"]


@pytest.mark.parametrize("kind", FILES)
def test_n4_reset_resumes_from_what_was_read(landing: Landing, kind: str) -> None:
    """After a reset the Range begins behind the last byte that was read, never behind the last that was sent."""
    landing.script(kind, faults.Cut(3000, reset=True))
    landing.save(kind)
    first, second = landing.ranges(kind)
    assert first is None
    assert second is None or int(second.removeprefix("bytes=").removesuffix("-")) <= 3000
    assert landing.is_good(kind)


@pytest.mark.parametrize("kind", FILES)
def test_n5_each_cut_resumes_at_its_own_byte(landing: Landing, sleeps: list[float], kind: str) -> None:
    """Three cuts in a row, one right after a head: each Range begins at the first missing byte, under If-Range."""
    landing.script(kind, faults.Cut(1000), faults.Cut(0), faults.Cut(1))
    result = landing.save(kind)
    assert landing.ranges(kind) == [None, "bytes=1000-", "bytes=1000-", "bytes=1001-"]
    assert len({seen.headers.get("If-Range") for seen in landing.requests(kind)[1:]} - {None}) == 1
    assert [seen.status for seen in landing.requests(kind)] == [200, 206, 206, 206]
    assert (result.sha1, result.resumed_from) == (landing.hash, 0)
    assert sleeps == [1.0, 1.0, 1.0]


@pytest.mark.parametrize("lost", [1, 2])
def test_n5_last_bytes_are_asked_for_alone(landing: Landing, lost: int) -> None:
    """A body that lacks one byte costs one byte more, not another body."""
    landing.script("original", faults.Cut(landing.size - lost))
    landing.save("original")
    assert landing.ranges() == [None, f"bytes={landing.size - lost}-"]
    assert landing.requests("original")[1].sent == lost


@pytest.mark.parametrize("reset", [False, True])
@pytest.mark.parametrize("between_chunks", [False, True])
@pytest.mark.parametrize("kind", _NO_RESUME)
def test_n5_cut_picture_or_zip_starts_again(landing: Landing, kind: str, between_chunks: bool, reset: bool) -> None:
    """A cut thumbnail, cover or zip is fetched from its first byte, and nothing of the first body is in the file."""
    landing.script(kind, faults.Cut(1000, reset=reset, between_chunks=between_chunks), faults.Cut(0))
    landing.save(kind)
    assert landing.ranges(kind) == [None] * 3
    assert landing.is_good(kind)


@pytest.mark.parametrize("between_chunks", [False, True])
def test_n5_original_in_chunks_starts_again(landing: Landing, between_chunks: bool) -> None:
    """A file whose size the server did not tell is not resumed: what a rest would be is not known."""
    in_chunks = (faults.DropHeader("Content-Length"), faults.SetHeader("Transfer-Encoding", "chunked"))
    landing.script("original", (*in_chunks, faults.Cut(1000, between_chunks=between_chunks)), in_chunks)
    landing.save("original")
    assert landing.ranges() == [None, None]
    assert landing.is_good("original")


@pytest.mark.parametrize("kind", KINDS)
def test_n6_cut_that_no_framing_shows_is_found(landing: Landing, kind: str) -> None:
    """Without a length and chunks a cut looks like an end: the SHA-1, or the end of picture or zip, tells."""
    landing.script(kind, (*_UNFRAMED, faults.Cut(1000)))
    landing.save(kind)
    assert landing.is_good(kind)
    assert landing.ranges(kind) == [None, None]


@pytest.mark.parametrize("kind", KINDS)
def test_n7_bodies_that_never_go_on_cost_six_requests(landing: Landing, sleeps: list[float], kind: str) -> None:
    """One attempt that brings something and five that bring nothing new: then the error, and no final name."""
    landing.always(kind, faults.Cut(0))
    landing.script(kind, faults.Cut(1000))
    with pytest.raises(TransportError, match="broke off"):
        landing.save(kind)
    assert len(landing.requests(kind)) == 6
    assert sleeps == [1.0, 1.0, 2.0, 4.0, 8.0]
    assert not landing.target(kind).exists()
    assert landing.orphans == ([".json", ".part"] if kind in FILES else [])


@pytest.mark.parametrize("kind", FILES)
def test_n7_next_run_goes_on_where_the_failed_one_stopped(landing: Landing, kind: str) -> None:
    """A run that failed leaves what came; the next one asks for the rest alone and says where it began."""
    landing.always(kind, faults.Cut(0))
    landing.script(kind, faults.Cut(2000))
    with pytest.raises(TransportError):
        landing.save(kind)
    landing.proxy.clear()
    assert landing.save(kind).resumed_from == 2000
    assert landing.ranges(kind) == ["bytes=2000-"]
    assert landing.orphans == []


def test_n4_n5_largest_original_survives_cuts_in_two_runs(site: Site, landing: Landing) -> None:
    """What does not fit into memory at once: cut, failed, taken up by the next run, cut again, and whole by SHA-1."""
    file = max((file for file in site.originals if file["Size"] < 10**8), key=lambda file: int(file["Size"]))
    size, target = int(file["Size"]), landing.path.parent / "largest"
    landing.proxy.always(faults.Cut(0), match="/dl/")
    landing.proxy.script(faults.Cut(size // 3), match="/dl/")
    with pytest.raises(TransportError, match="broke off"):
        landing.images.get_download_to_file(file["Hash"], target)
    assert not target.exists()
    landing.proxy.clear()
    landing.proxy.script(faults.Cut(size // 3), faults.Cut(100), match="/dl/")
    result = landing.images.get_download_to_file(file["Hash"], target)
    assert landing.ranges() == [f"bytes={at}-" for at in (size // 3, size // 3 * 2, size // 3 * 2 + 100)]
    assert (result.resumed_from, result.size, result.sha1) == (size // 3, size, file["Hash"])
    assert sha1(target.read_bytes()) == file["Hash"]
    assert list(target.parent.glob(".photoprism-*")) == []


@pytest.mark.parametrize(
    ("retry_after", "wait_s"), [("7", 7.0), ("0", 0.0), (_DATE, 0.0), ("soon", 1.0), ("-1", 1.0), (None, 1.0)]
)
@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("kind", ["original", "thumb", "zip"])
def test_n8_busy_server_is_asked_again_when_it_says(
    landing: Landing, sleeps: list[float], kind: str, status: int, retry_after: str | None, wait_s: float
) -> None:
    """Seconds and dates in Retry-After are waited for, junk is passed over, and the answer's body is not the file's."""
    landing.script(kind, faults.Status(status, {} if retry_after is None else {"Retry-After": retry_after}, b"busy"))
    landing.save(kind)
    assert landing.is_good(kind)
    assert sleeps == [wait_s]


@pytest.mark.parametrize("status", [429, 503])
def test_n8_busy_in_the_middle_of_a_file_keeps_what_came(landing: Landing, sleeps: list[float], status: int) -> None:
    """A server that is busy when the rest is asked for is waited for, and then the rest is asked for again."""
    landing.script("original", faults.Cut(1000), faults.Status(status, {"Retry-After": "9"}, b"busy"))
    landing.save("original")
    assert landing.ranges() == [None, "bytes=1000-", "bytes=1000-"]
    assert sleeps == [1.0, 9.0]


@pytest.mark.parametrize("status", [429, 503])
def test_n8_server_that_wants_days_ends_the_run_and_keeps_the_partial(
    landing: Landing, sleeps: list[float], status: int
) -> None:
    """More than two minutes are not waited for; what came is there for the next run."""
    landing.script("original", faults.Cut(1000), faults.Status(status, {"Retry-After": "999999"}))
    with pytest.raises(ApiException) as caught:
        landing.save("original")
    assert (caught.value.status, sleeps) == (status, [1.0])
    assert landing.partial().stat().st_size == 1000


def test_n8_one_pause_for_all_workers(landing: Landing, through: Through) -> None:
    """In a batch one Retry-After is slept by the clock that was passed in, and every file lands."""
    now, slept = [1000.0], []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        now[0] += seconds

    landing.script("original", faults.Status(429, {"Retry-After": "30"}))
    items = [Item(landing.source(kind), landing.target(kind)) for kind in ("original", "photo", "thumb")]
    with download_all(items, 1, clock=Clock(sleep=sleep, monotonic=lambda: now[0])) as batch:
        assert [outcome.error for outcome in batch] == [None] * 3
    assert slept == [30.0]


def test_n5_batch_of_a_whole_site_converges(site: Site, landing: Landing) -> None:
    """Every other answer cut or refused, four workers: each original lands with its SHA-1 and is counted once."""
    sources = {file["Hash"]: landing.path / f"{file['Hash']}.bin" for file in site.originals if file["Size"] > 2000}
    folder = landing.path.parent / "all"
    folder.mkdir()
    make = ImageSources(landing.images.api_client)
    steps = [faults.Cut(900), None, faults.Refuse(), faults.Status(503, {"Retry-After": "0"}), faults.Cut(0), None]
    landing.proxy.script(*steps * 3, match="/dl/")
    clock = Clock(sleep=lambda seconds: None, chance=lambda: 1.0)
    items = [Item(make.original(known), folder / path.name) for known, path in sources.items()]
    # Workers share the script by chance: one file may meet all of its twelve faults.
    with download_all(items, 4, clock=clock, fsync=False, limits=Limits(idle_attempts=13)) as batch:
        assert [outcome.error for outcome in batch if outcome.error] == []
    assert (batch.summary.fetched, batch.summary.is_complete) == (len(items), True)
    assert {path.name for path in folder.iterdir()} == {path.name for path in sources.values()}
    count = len(landing.proxy.requests)
    with download_all(items, 4, clock=clock) as batch:
        assert batch.finish().skipped == len(items)
    assert len(landing.proxy.requests) == count


def test_p1_one_bad_file_fails_alone_in_a_batch(landing: Landing) -> None:
    """A file that never comes right is one failure; the others land, and the run is not called complete."""
    landing.always("original", faults.Flip(10))
    kinds = ("original", "photo", "thumb", "zip")
    items = [Item(landing.source(kind), landing.target(kind)) for kind in kinds]
    with download_all(items, 2, clock=Clock(sleep=lambda seconds: None)) as batch:
        failed = {outcome.item.path: outcome.error for outcome in batch if outcome.error is not None}
    assert list(failed) == [landing.target("original")]
    assert (batch.summary.fetched, batch.summary.failed, batch.summary.is_complete) == (3, 1, False)
    assert [landing.is_good(kind) for kind in kinds] == [False, True, True, True]


def test_h8_unmounted_originals_end_a_batch_after_five_requests(site: Site, landing: Landing) -> None:
    """When all originals are missing, five are asked for, one at a time, and the reason is told."""
    landing.proxy.always(faults.Status(404, {"Content-Type": "image/svg+xml"}, SVG), match="/dl/")
    make = ImageSources(landing.images.api_client)
    items = [Item(make.original(file["Hash"]), landing.path / file["Hash"]) for file in site.originals]
    with download_all(items, 4, clock=Clock(sleep=lambda seconds: None)) as batch:
        summary = batch.finish()
    assert len(landing.requests("original")) == 5
    assert "originals mounted" in str(summary.stopped_by)
    assert landing.orphans == []


@pytest.fixture
def signed() -> Iterator[PhotoPrismServer]:
    """Start a server whose download tokens are signed and expire."""
    with PhotoPrismServer(Library.sample(photos=6), mode="password", tokens="signed") as server:
        yield server


@pytest.mark.parametrize("kind", FILES)
def test_a2_token_that_expires_before_the_resume_is_replaced(
    signed: PhotoPrismServer, connect: Connect, landing: Landing, kind: str
) -> None:
    """The rest is asked for again with a new token, put into the URL anew, and the file is whole."""
    with FaultProxy(signed.url) as proxy, ApiClient(Configuration(host=signed.url)) as plain:
        site = Site(plain, "admin", "photoprism", embedded=signed)
        settings = site.client.configuration
        tokens = {name: getattr(settings, name) for name in ("access_token", "preview_token", "download_token")}
        clock = Clock(sleep=lambda seconds: signed.expire_tokens(), chance=lambda: 1.0)
        images: ImagesApi = connect(proxy.url, client={"clock": clock}, **tokens)
        folder = landing.path.parent / "signed"
        folder.mkdir()
        here = Landing(Through(site, proxy, images), folder)
        here.script(kind, faults.Cut(1000))
        here.save(kind)
        assert here.is_good(kind)
        seen = here.requests(kind)
        assert [(found.status, found.range) for found in seen] == [
            (200, None),
            (403, "bytes=1000-"),
            (206, "bytes=1000-"),
        ]
        assert len({found.query for found in seen}) == 2
        assert seen[0].query == seen[1].query
        here.check()
        here.converge()
