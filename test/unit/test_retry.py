"""What may be tried again, how often and after how long: decided without sleeping, with a clock of the test's own."""

import time
from datetime import UTC, datetime
from email.utils import format_datetime

import pytest
import urllib3
from hypothesis import given
from hypothesis import strategies as st

from photoprism_client._call.retry import CallTries, HasTotal, more_tries, retry_after, wait_before_retry
from photoprism_client._clock import SYSTEM_CLOCK, Clock
from photoprism_client.exceptions import ApiException, IntegrityError, PlaceholderException, TransportError

NOW = datetime(2024, 5, 17, 10, 0, 0, tzinfo=UTC)
CLOCK = Clock(now=NOW.timestamp, chance=lambda: 0.5)


@pytest.mark.parametrize(
    ("retries", "expected"),
    [
        (None, 2),
        (0, 0),
        (5, 5),
        (False, 0),
        (-3, 0),
        (urllib3.Retry(7), 7),
        (urllib3.Retry(0), 0),
        (urllib3.Retry(False), 0),
        (urllib3.Retry(None), 2),
    ],
)
def test_the_number_of_tries(retries: int | HasTotal | None, expected: int) -> None:
    """None is our policy, a number is that many more, a urllib3 ``Retry`` its total; never fewer than none."""
    assert more_tries(retries) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        ("0", 0.0),
        ("5", 5.0),
        (" 7 ", 7.0),
        ("999999", 999999.0),
        ("9" * 400, float("inf")),
        ("Fri, 17 May 2024 10:00:30 GMT", 30.0),
        ("Fri, 17 May 2024 12:00:30 +0200", 30.0),
        ("Friday, 17-May-24 10:00:30 GMT", 30.0),
        ("Fri May 17 10:00:30 2024", 30.0),
        ("Fri, 17 May 2024 09:00:00 GMT", 0.0),
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0.0),
        ("", None),
        ("-5", None),
        ("1.5", None),
        ("٣", None),
        ("soon", None),
        ("5 seconds", None),
        ("Fri, 99 May 2024 10:00:30 GMT", None),
        ("Fri, 17 May 2024 10:00:30 +99999999999999999999", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(value: str | None, expected: float | None) -> None:
    """Seconds and all three forms of HTTP dates are read, in UTC wherever we are; junk is passed over."""
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("TZ", "Asia/Tokyo")
            time.tzset()
            assert retry_after(value, CLOCK) == expected
    finally:
        time.tzset()


@given(seconds=st.integers(0, 10**9))
def test_seconds_come_back(seconds: int) -> None:
    """Any number of seconds is read as it is."""
    assert retry_after(str(seconds), CLOCK) == seconds


@given(moment=st.datetimes(datetime(1970, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC)))
def test_dates_come_back(moment: datetime) -> None:
    """Any date is as far away as it is, and a past one is now."""
    moment = moment.replace(microsecond=0)
    expected = max((moment - NOW).total_seconds(), 0.0)
    assert retry_after(format_datetime(moment, usegmt=True), CLOCK) == expected


@given(value=st.text())
def test_no_header_raises(value: str) -> None:
    """No text that a server could send makes the reader raise or look back in time."""
    wait_s = retry_after(value, CLOCK)
    assert wait_s is None or wait_s >= 0


@pytest.mark.parametrize(
    ("error", "is_repeated"),
    [
        (ApiException(408, ""), False),
        (ApiException(429, ""), True),
        (ApiException(500, ""), False),
        (ApiException(503, ""), False),
        (ApiException(404, ""), False),
        (TransportError("cut", method="POST"), False),
        (TransportError("connection refused", method="POST", is_unsent=True), True),
        (TransportError("certificate", method="POST", is_passing=False, is_unsent=True), False),
    ],
)
def test_what_must_not_be_done_twice_is_repeated_only_if_it_was_not_done(
    error: ApiException, is_repeated: bool
) -> None:
    """A write is sent again where the server never got it, or refused to look at it yet; never after a failure."""
    assert (wait_before_retry(error, 1, CLOCK, is_repeatable=False) is not None) is is_repeated


BUSY = ApiException(429, "", body='{"code":429,"error":"Busy, please try again later"}')


def test_a_busy_server_is_waited_for_without_counting() -> None:
    """Changes to people are made one at a time: their refusals are waited out, for a minute, beside other failures."""
    tries, waits = CallTries(1), list[float]()
    while (wait_s := tries.wait_after(BUSY, Clock(chance=lambda: 0.0), is_repeatable=False)) is not None:
        waits.append(wait_s)
        assert len(waits) < 100
    assert waits[:4] == [0.1, 0.2, 0.4, 0.8]
    assert 60 <= sum(waits[:-1]) <= 62, "the last one is that of any 429"
    assert tries.wait_after(ApiException(503, ""), CLOCK, is_repeatable=True) is None


def test_without_retries_a_busy_server_is_not_waited_for() -> None:
    """Who wants no retries gets the error at once."""
    assert CallTries(0).wait_after(BUSY, CLOCK, is_repeatable=True) is None


@pytest.mark.parametrize(
    ("error", "is_repeated"),
    [
        (ApiException(408, ""), True),
        (ApiException(429, ""), True),
        (ApiException(500, ""), True),
        (ApiException(502, ""), True),
        (ApiException(503, ""), True),
        (ApiException(504, ""), True),
        (ApiException(400, ""), False),
        (ApiException(401, ""), False),
        (ApiException(403, ""), False),
        (ApiException(404, ""), False),
        (ApiException(501, ""), False),
        (TransportError("cut"), True),
        (TransportError("certificate", is_passing=False), False),
        (IntegrityError(200, ""), False),
        (PlaceholderException(200, ""), False),
    ],
)
def test_what_may_pass_is_repeated(error: ApiException, is_repeated: bool) -> None:
    """Overload, failures and broken connections may pass; refusals, refused certificates and bad bytes do not."""
    assert (wait_before_retry(error, 1, CLOCK) is not None) is is_repeated


@pytest.mark.parametrize(
    ("attempt", "longest"), [(1, 0.5), (2, 1.0), (3, 2.0), (6, 16.0), (7, 30.0), (8, 30.0), (10**6, 30.0)]
)
def test_waits_double_up_to_a_cap_with_full_jitter(attempt: int, longest: float) -> None:
    """The wait is drawn between nothing and half a second, doubled for each try, at most 30 seconds."""
    error = TransportError("cut")
    for chance in (0.0, 0.25, 0.999):
        assert wait_before_retry(error, attempt, Clock(chance=lambda c=chance: c)) == longest * chance  # type: ignore[misc]  # mypy does not infer the default


@pytest.mark.parametrize("name", ["Retry-After", "retry-after", "RETRY-AFTER"])
@pytest.mark.parametrize(
    ("value", "expected"), [("0", 0.0), ("7", 7.0), ("120", 120.0), ("121", None), ("999999", None), ("junk", 0.25)]
)
def test_the_servers_wait_is_honoured_up_to_two_minutes(name: str, value: str, expected: float | None) -> None:
    """The header counts whatever its case; a longer wait ends the call; junk leaves our own wait."""
    assert wait_before_retry(ApiException(503, "", headers={name: value}), 1, CLOCK) == expected


def test_the_system_clock_is_real() -> None:
    """With the default clock, time passes and chance is from 0 to below 1."""
    assert SYSTEM_CLOCK.monotonic() <= SYSTEM_CLOCK.monotonic()
    assert SYSTEM_CLOCK.now() > NOW.timestamp()
    assert 0 <= SYSTEM_CLOCK.chance() < 1
