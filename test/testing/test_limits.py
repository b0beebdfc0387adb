"""Limits on failed tries, with a clock that the test moves."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photoprism_client.testing import Library, PhotoPrismServer
from photoprism_client.testing.proxy import faults
from photoprism_client.testing.server.limits import Limit
from test.support.manual_clock import ManualClock
from test.support.plain_requests import get, log_in

BAD_TOKEN = {"X-Auth-Token": "0" * 48}


@pytest.fixture
def timed(library: Library, clock: ManualClock) -> Iterator[PhotoPrismServer]:
    """Start a server whose clock the test moves."""
    with PhotoPrismServer(library, mode="password", clock=clock.now) as server:
        yield server


def test_failed_logins_are_limited_to_ten(timed: PhotoPrismServer, clock: ManualClock) -> None:
    """The eleventh is 429, for the right password, too; one comes back each minute."""
    assert [log_in(timed, "wrong").status for _ in range(11)] == [401] * 10 + [429]
    assert log_in(timed).status == 429
    clock.advance(61)
    assert log_in(timed).status == 200


def test_good_logins_are_not_counted(timed: PhotoPrismServer) -> None:
    """A client that logs in often is not punished."""
    assert {log_in(timed).status for _ in range(15)} == {200}


def test_good_logins_at_once_are_limited_to_ten(library: Library) -> None:
    """Each counts as a failed one until the password was checked: an eleventh is 429, and the ten are let in."""
    gate = faults.Gate()
    with (
        PhotoPrismServer(
            library, mode="password", during_login=lambda: gate.pass_through(lambda: False), owns_library=False
        ) as server,
        ThreadPoolExecutor(10) as threads,
    ):
        waiting = [threads.submit(log_in, server) for _ in range(10)]
        gate.wait_for_arrivals(10)
        assert log_in(server).status == 429
        gate.open()
        assert [each.result().status for each in waiting] == [200] * 10
        assert log_in(server).status == 200


def test_bad_access_tokens_hide_good_ones(timed: PhotoPrismServer, clock: ManualClock) -> None:
    """After 60 bad ones a good one is 401 and a login 429, pictures go on, and after 10 s all is well."""
    for _ in range(60):
        assert get(timed, "/session", BAD_TOKEN).status == 401
    good, digest = {"X-Auth-Token": timed.access_token}, timed.library.photos[0].hash
    assert get(timed, "/session", good).status == 401
    assert log_in(timed).status == 429
    assert get(timed, f"/t/{digest}/{timed.preview_token}/tile_50").status == 200
    assert get(timed, f"/dl/{digest}?t={timed.download_token}").status == 200
    clock.advance(10)
    assert get(timed, "/session", good).status == 200


def test_wrong_preview_and_download_tokens_are_not_counted(timed: PhotoPrismServer) -> None:
    """Any number of them is 403 each, and a good access token keeps working."""
    digest = timed.library.photos[0].hash
    assert {get(timed, f"/t/{digest}/wrong{i}/tile_50").status for i in range(70)} == {403}
    assert get(timed, "/session", {"X-Auth-Token": timed.access_token}).status == 200


@given(st.lists(st.tuples(st.booleans(), st.floats(0, 30)), max_size=30))
def test_limit_never_gives_more_than_its_burst(steps: list[tuple[bool, float]]) -> None:
    """Whatever happens, an address takes at most the burst and what time brought back."""
    clock = ManualClock()
    limit, taken, start = Limit(5, 10, clock.now), 0, clock.now()
    for give_back, wait in steps:
        clock.advance(wait)
        took = limit.take("a")
        if took and give_back:
            limit.give_back("a")
        else:
            taken += took
        assert taken <= 5 + (clock.now() - start) / 10 + 1e-6


def test_addresses_are_counted_apart() -> None:
    """One address's failures do not lock out another."""
    limit = Limit(1, 60, ManualClock().now)
    assert limit.take("a")
    assert not limit.take("a")
    assert limit.take("b")
