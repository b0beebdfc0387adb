"""A date has the parts that the server knows, and no others."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photoprism_client.api.known_dates import NO_DATE, KnownDate, known_date
from photoprism_client.api.local_days import on_days
from photoprism_client.models import SearchPhoto

MOMENT = datetime(2021, 7, 4, 23, 59, 1)
YEAR, MONTH, WHOLE = KnownDate(1978), KnownDate(1978, 5), KnownDate(2021, 7, MOMENT)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ((2021, 7, 4), WHOLE),
        ((None, None, None), WHOLE),
        ((2021, None, None), WHOLE),
        ((1978, -1, -1), YEAR),
        ((1978, -1, 4), YEAR),
        ((1978, 0, 0), YEAR),
        ((1978, 13, 1), YEAR),
        ((1978, 5, -1), MONTH),
        ((1978, 5, 0), MONTH),
        ((-1, -1, -1), NO_DATE),
        ((-1, 5, 4), NO_DATE),
        ((0, 0, 0), NO_DATE),
        ((10_000, 1, 1), NO_DATE),
        ((None, -1, -1), NO_DATE),
    ],
    ids=str,
)
def test_parts_that_a_server_knows(parts: tuple[int | None, ...], expected: KnownDate) -> None:
    """From the year on: a day is nothing without its month. Where a server says nothing, its local time counts."""
    year, month, day = parts
    assert known_date(SearchPhoto(taken_at_local=MOMENT, year=year, month=month, day=day)) == expected


def test_a_photo_without_a_local_time() -> None:
    """Has the year and month that the server knows, if any."""
    assert known_date(SearchPhoto()) == NO_DATE
    assert known_date(SearchPhoto(year=1978, month=5, day=4)) == MONTH
    assert known_date(SearchPhoto(year=-1)) == NO_DATE


@pytest.mark.parametrize(
    ("pattern", "year", "month"),
    [
        ("", "1978-unknown", "1978-05-unknown"),
        ("%Y", "1978", "1978"),
        ("%y%%%C", "78%19", "78%19"),
        ("%Y/%m", "1978/unknown", "1978/05"),
        ("%Y/%B %d", "1978/unknown", "1978/May unknown"),
        ("%Y-%-m", "1978-unknown", "1978-5"),
        ("%d.%m.%Y", "unknown", "unknown"),
        ("%Y%H", "1978unknown", "1978unknown"),
        ("in %Y, %A", "in 1978, unknown", "in 1978, unknown"),
        ("no date", "no date", "no date"),
    ],
)
def test_a_known_part_is_written_by_its_format(pattern: str, year: str, month: str) -> None:
    """From the first part that is not known on, there is the word instead."""
    assert format(YEAR, pattern) == year
    assert format(MONTH, pattern) == month
    assert format(NO_DATE, pattern) == "unknown"
    assert format(WHOLE, pattern or "%Y-%m-%d") == MOMENT.strftime(pattern or "%Y-%m-%d")


def test_known_parts_in_iso_8601() -> None:
    """A reduced form of it where not all are known."""
    assert [known.isoformat() for known in (WHOLE, MONTH, YEAR, NO_DATE)] == [
        "2021-07-04T23:59:01",
        "1978-05",
        "1978",
        "",
    ]


@given(st.integers(1, 9999), st.integers(1, 12))
def test_days_that_it_may_be(year: int, month: int) -> None:
    """All of the month, or of the year."""
    first, last = KnownDate(year, month).days or (date.min, date.min)
    assert (first.year, first.month, first.day) == (last.year, last.month, 1) == (year, month, 1)
    assert last == date.max or (last + timedelta(days=1)).day == 1
    start, end = KnownDate(year).days or (date.min, date.min)
    assert (start, end) == (date(year, 1, 1), date(year, 12, 31))
    assert start <= first <= last <= end


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        (None, None, ["none", "year", "month", "day"]),
        (date(1978, 1, 1), date(1978, 12, 31), ["year", "month", "day"]),
        (date(1978, 1, 2), None, ["month", "day"]),
        (None, date(1978, 12, 30), ["month", "day"]),
        (date(1978, 5, 1), date(1978, 5, 31), ["month", "day"]),
        (date(1978, 5, 2), date(1978, 5, 31), ["day"]),
        (None, date(1978, 5, 17), ["day"]),
        (None, date(1978, 5, 16), []),
        (date(1978, 5, 18), None, []),
        (date.min, date.max, ["year", "month", "day"]),
    ],
    ids=str,
)
def test_days_that_are_asked_for(since: date | None, until: date | None, found: list[str]) -> None:
    """A photo is one of these days only where that is known: all of the days that it may be are asked for."""
    local = datetime(1978, 5, 17, 12)
    photos = [
        SearchPhoto(title="none", taken_at_local=local, year=-1, month=-1, day=-1),
        SearchPhoto(title="year", taken_at_local=local, year=1978, month=-1, day=-1),
        SearchPhoto(title="month", taken_at_local=local, year=1978, month=5, day=-1),
        SearchPhoto(title="day", taken_at_local=local, year=1978, month=5, day=17),
    ]
    assert [photo.title for photo in on_days(photos, since, until)] == found
