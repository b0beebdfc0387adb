"""N8: a server that is busy is waited for as it asks, within two minutes."""

import pytest

from photoprism_client import ApiException, NotFoundException, ServiceException
from photoprism_client._clock import Clock
from photoprism_client.testing.proxy import faults
from photoprism_client.transfer import Item, download_all
from test.support.downloads import (
    Downloads,
    FolderDownloads,
    MemoryDownloads,
    each_way_once,
)

pytestmark = pytest.mark.once

_DATE = "Wed, 21 Oct 2015 07:28:00 GMT"


@pytest.mark.parametrize(
    ("retry_after", "wait_s"), [("7", 7.0), ("0", 0.0), (_DATE, 0.0), ("soon", None), ("-1", None), (None, None)]
)
@pytest.mark.parametrize("status", [429, 503])
@each_way_once
def test_n8_busy_server_is_asked_again_when_it_says(
    way: Downloads, sleeps: list[float], kind: str, status: int, retry_after: str | None, wait_s: float | None
) -> None:
    """Seconds and dates in Retry-After are waited for, junk is ignored; the answer's body is not the file's."""
    way.script(kind, faults.Status(status, {} if retry_after is None else {"Retry-After": retry_after}, b"busy"))
    way.fetch(kind)
    assert way.is_good(kind)
    expected = way.first_wait_s if wait_s is None else wait_s
    assert sleeps == [expected] or not (sleeps or expected)


@pytest.mark.parametrize("status", [429, 503])
@each_way_once
def test_n8_server_that_wants_days_is_not_waited_for(
    way: Downloads, sleeps: list[float], kind: str, status: int
) -> None:
    """A wait of more than 120 seconds ends the call at once, with the server's status."""
    way.script(kind, faults.Status(status, {"Retry-After": "999999"}))
    with pytest.raises(ApiException) as caught:
        way.fetch(kind)
    assert (caught.value.status, sleeps) == (status, [])
    assert way.has_nothing(kind)


@pytest.mark.parametrize("status", [500, 502, 503, 504])
@each_way_once
def test_n8_server_that_stays_broken_is_an_error(way: Downloads, sleeps: list[float], kind: str, status: int) -> None:
    """After a bounded number of tries the status is the error, however long its body."""
    way.always(kind, faults.Status(status, {}, b"<html>" * 50_000))
    with pytest.raises(ServiceException):
        way.fetch(kind)
    assert sleeps in way.waits
    assert way.has_nothing(kind)


@pytest.mark.parametrize("status", [400, 404, 405, 410, 418])
@each_way_once
def test_other_statuses_are_not_tried_again(way: Downloads, kind: str, status: int) -> None:
    """What would not change is asked for once."""
    way.always(kind, faults.Status(status, {"Content-Type": "application/json"}, b'{"error":"no"}'))
    with pytest.raises(ApiException) as caught:
        way.fetch(kind)
    assert caught.value.status == status
    assert isinstance(caught.value, NotFoundException) is (status == 404)
    assert len(way.requests(kind)) == 1


@pytest.mark.parametrize("status", [429, 503])
def test_n8_busy_in_the_middle_of_a_file_keeps_what_came(
    folder: FolderDownloads, sleeps: list[float], status: int
) -> None:
    """A server that is busy when the rest is asked for is waited for, and then the rest is asked for again."""
    folder.script("original", faults.Cut(1000), faults.Status(status, {"Retry-After": "9"}, b"busy"))
    folder.fetch("original")
    assert folder.ranges() == [None, "bytes=1000-", "bytes=1000-"]
    assert sleeps == [1.0, 9.0]


@pytest.mark.parametrize("status", [429, 503])
def test_n8_server_that_wants_days_ends_the_run_and_keeps_the_partial(
    folder: FolderDownloads, sleeps: list[float], status: int
) -> None:
    """More than two minutes are not waited for; what came is there for the next run."""
    folder.script("original", faults.Cut(1000), faults.Status(status, {"Retry-After": "999999"}))
    with pytest.raises(ApiException) as caught:
        folder.fetch("original")
    assert (caught.value.status, sleeps) == (status, [1.0])
    assert folder.partial().stat().st_size == 1000


def test_n8_one_pause_for_all_workers(folder: FolderDownloads, memory: MemoryDownloads) -> None:
    """A batch sleeps once for a Retry-After, by the clock that was passed in, and downloads every file."""
    now, slept = [1000.0], []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        now[0] += seconds

    folder.script("original", faults.Status(429, {"Retry-After": "30"}))
    items = [Item(folder.source(kind), folder.target(kind)) for kind in ("original", "photo", "thumb")]
    with download_all(items, 1, clock=Clock(sleep=sleep, monotonic=lambda: now[0])) as batch:
        assert [outcome.error for outcome in batch] == [None] * 3
    assert slept == [30.0]
