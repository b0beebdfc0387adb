"""Values that a server would take unchecked, or would change, are refused with what is allowed."""

import inspect
from datetime import UTC, datetime
from typing import Any

import pytest

from photoprism_client import ApiTypeError, ApiValueError, PhotosApi
from photoprism_client.writing.edit_values import CHECKS, checked, words


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ({"title": ""}, "title must not be blank: the server would make one of its own"),
        ({"title": " \n"}, "title must not be blank: the server would make one of its own"),
        ({"title": "x" * 201}, "title must have at most 200 characters, not 201"),
        ({"title": "\ud800"}, "title must be text without NUL characters and bytes that are not UTF-8"),
        ({"caption": "a\0b"}, "caption must be text without NUL characters and bytes that are not UTF-8"),
        ({"caption": "x" * 4097}, "caption must have at most 4096 characters, not 4097"),
        ({"notes": "x" * 2049}, "notes must have at most 2048 characters, not 2049"),
        ({"artist": "x" * 1025}, "artist must have at most 1024 characters, not 1025"),
        ({"keywords": "x" * 2049}, "keywords must have at most 2048 characters, not 2049"),
        ({"keywords": ["word" * 100] * 6}, "keywords must have at most 2048 characters, not 2410"),
        (
            {"keywords": "sea, 2024"},
            "keywords must hold words: the server drops single letters and numbers, such as '2024'",
        ),
        ({"keywords": ["x"]}, "keywords must hold words: the server drops single letters and numbers, such as 'x'"),
        ({"lat": 95, "lng": 0}, "lat must be from -90 to 90, not 95"),
        ({"lat": 0, "lng": -180.5}, "lng must be from -180 to 180, not -180.5"),
        ({"lat": float("nan"), "lng": 0}, "lat must be from -90 to 90, not nan"),
        ({"lat": 5.0}, "lat and lng belong together: pass both"),
        ({"lng": 5.0}, "lat and lng belong together: pass both"),
        ({"altitude": 100_001}, "altitude must be from -15000 to 100000, not 100001"),
        (
            {"time_zone": "Moon/Base"},
            "time_zone must be a name such as 'Europe/Berlin', 'UTC', 'UTC+2' or empty, not 'Moon/Base'",
        ),
        (
            {"time_zone": "UTC+15"},
            "time_zone must be a name such as 'Europe/Berlin', 'UTC', 'UTC+2' or empty, not 'UTC+15'",
        ),
        ({"taken_at_local": datetime(999, 1, 1)}, "taken_at_local must not be before the year 1000"),
        (
            {"taken_at_local": datetime(2020, 1, 1, tzinfo=UTC)},
            "taken_at_local must have no tzinfo: it is the time by the clocks there, and time_zone says where",
        ),
    ],
)
def test_value_that_is_not_allowed_is_refused(value: dict[str, Any], message: str) -> None:
    """The error says which argument is wrong, and what is allowed."""
    with pytest.raises(ApiValueError) as caught:
        checked(value)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    "value",
    [
        {"title": 5},
        {"caption": b"text"},
        {"keywords": {"sea": 1}},
        {"keywords": b"sea"},
        {"keywords": ["sea", 5]},
        {"keywords": 5},
        {"lat": "48.2", "lng": 16},
        {"lat": True, "lng": 16},
        {"altitude": 17.5},
        {"altitude": True},
        {"favorite": 1},
        {"private": "yes"},
        {"taken_at_local": "2020-01-01"},
        {"time_zone": 2},
    ],
)
def test_value_of_the_wrong_type_is_refused(value: dict[str, Any]) -> None:
    """A type that the server would answer with 400 never gets there."""
    with pytest.raises(ApiTypeError, match=f"^{next(iter(value))}.* must be "):
        checked(value)


def test_good_values_are_kept_as_they_are_sent() -> None:
    """None is left out; seconds count, fractions do not; keywords become one text."""
    values: dict[str, Any] = {
        "title": "Harbour",
        "caption": "",
        "notes": None,
        "lat": 48,
        "lng": -180,
        "altitude": -430,
        "keywords": (word for word in ("Big Cat", " sea ", "e\u0301te\u0301")),
        "taken_at_local": datetime(2020, 1, 2, 3, 4, 5, 678),
        "time_zone": "Europe/Berlin",
    }
    assert checked(values) == {
        "title": "Harbour",
        "caption": "",
        "lat": 48.0,
        "lng": -180.0,
        "altitude": -430,
        "keywords": "Big Cat, sea, été",
        "taken_at_local": datetime(2020, 1, 2, 3, 4, 5),
        "time_zone": "Europe/Berlin",
    }


def test_every_parameter_of_edit_is_checked() -> None:
    """A field that has no check would not be sent."""
    parameters = inspect.signature(PhotosApi.edit).parameters.values()
    assert [parameter.name for parameter in parameters if parameter.kind is parameter.KEYWORD_ONLY] == list(CHECKS)


@pytest.mark.parametrize("zone", ["", "UTC", "UTC+2", "UTC-11", "America/New_York"])
def test_zones_that_the_server_knows_are_allowed(zone: str) -> None:
    """Offsets in whole hours are what servers themselves write."""
    assert checked({"time_zone": zone}) == {"time_zone": zone}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Big Cat, sea", {"big", "cat", "sea"}),
        ("Sea, sea, SEA", {"sea"}),
        ("rock-'n'-roll; x, 2024, 日", {"rock-'n'-roll", "日"}),
        ("'quoted', -dash-", {"quoted", "dash"}),
        ("", set()),
        (None, set()),
    ],
)
def test_words_are_what_the_server_makes_of_keywords(text: str | None, expected: set[str]) -> None:
    """Keywords are compared as the server keeps them, see pkg/txt/words.go there."""
    assert words(text) == expected
