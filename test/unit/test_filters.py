"""Filters: what is sent is what the server reads; a value that it would ignore is refused."""

import string
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photoprism_client import ApiTypeError, ApiValueError, PhotoFilters, PhotoQuery
from photoprism_client.api.filter_values import last_year
from photoprism_client.api.filters import (
    ALBUM_CHECKS,
    COLORS,
    FACE_CHECKS,
    FOLDER_CHECKS,
    LABEL_CHECKS,
    PHOTO_CHECKS,
    PHOTO_ORDERS,
    PHOTO_TYPES,
    SUBJECT_CHECKS,
    checked,
    query_text,
)

UID, OTHER = "ptoyic263bqedaza", "ftoyic2yo4cabuc2"
SHA1 = "0123456789abcdef0123456789abcdef01234567"


def sent(name: str, value: object) -> str:
    """Return the text that is sent for a photo filter."""
    return dict(checked(PHOTO_CHECKS, {name: value}))[name]


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("count", 1, "1"),
        ("count", 100_000, "100000"),
        ("offset", 0, "0"),
        ("order", "newest", "newest"),
        ("merged", True, "true"),
        ("favorite", False, "false"),
        ("quality", 7, "7"),
        ("year", 2023, "2023"),
        ("year", -1, "-1"),
        ("year", "2022|2023", "2022|2023"),
        ("year", [2022, 2023], "2022|2023"),
        ("month", 12, "12"),
        ("day", (1, -1), "1|-1"),
        ("uid", UID, UID),
        ("uid", [UID, OTHER], f"{UID}|{OTHER}"),
        ("uid", f"{UID} | {OTHER}", f"{UID}|{OTHER}"),
        ("hash", SHA1, SHA1),
        ("s", "atoyigduz1f2a9he", "atoyigduz1f2a9he"),
        ("type", "RAW|video", "raw|video"),
        ("type", ["raw", "live"], "raw|live"),
        ("color", "Blue", "blue"),
        ("country", "de|zz", "de|zz"),
        ("camera", "Canon*", "Canon*"),
        ("label", ["a", "b c"], "a|b c"),
        ("path", "2021/*", "2021/*"),
        ("path", "2021/", "2021/"),
        ("path", "/2021/07", "2021/07"),
        ("path", ["2021/", "2022"], "2021|2022"),
        ("path", ["pi|pe/"], "pi|pe/"),
        ("path", ["pi|pe", " x"], "pi_pe|_x"),
        ("path", "back\\slash", "back_slash"),
        ("name", ["a|b"], "a_b"),
        ("title", ["0000", "-"], "0000|-"),
        ("album", "Berlin", "Berlin"),
        ("album", ["Berlin*"], "Berlin*"),
        ("camera", ["Canon"], "Canon"),
        ("iso", "100-400", "100-400"),
        ("iso", 100, "100"),
        ("f", 2.8, "2.8"),
        ("faces", True, "yes"),
        ("faces", 2, "2"),
        ("before", date(2020, 1, 1), "2020-01-01"),
        ("before", "2020-01-01", "2020-01-01"),
        ("before", datetime(2020, 1, 1), "2020-01-01"),
        ("before", datetime(2020, 1, 1, 2, tzinfo=timezone(timedelta(hours=2))), "2020-01-01"),
        ("taken", "2020-01-01T00:00:00Z", "2020-01-01"),
        ("added", date(2020, 1, 1), "2020-01-01T00:00:00Z"),
        ("added", "2020-01-01", "2020-01-01T00:00:00Z"),
        ("updated", datetime(2020, 1, 1, 12, 0, 0, 5, tzinfo=UTC), "2020-01-01T12:00:00.000005Z"),
        ("edited", "2020-01-01T12:00:00+02:00", "2020-01-01T10:00:00Z"),
        ("q", "", ""),
    ],
)
def test_good_values_are_written_as_the_server_reads_them(name: str, value: object, text: str) -> None:
    """Numbers, dates, times, booleans and lists become the text that the server wants."""
    assert sent(name, value) == text


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("count", 0),
        ("count", 100_001),
        ("count", -1),
        ("offset", -1),
        ("order", "favorites"),
        ("order", "Newest"),
        ("order", ""),
        ("quality", 8),
        ("quality", -1),
        ("year", "abc"),
        ("year", "2020-2022"),
        ("year", "2022|abc"),
        ("year", 0),
        ("year", -2),
        ("year", 10_000),
        ("year", ""),
        ("year", []),
        ("month", 0),
        ("month", 13),
        ("day", 32),
        ("uid", "abc"),
        ("uid", ""),
        ("uid", []),
        ("uid", f"{UID}|"),
        ("hash", "abc"),
        ("s", "a b"),
        ("type", "picture"),
        ("color", "pinky"),
        ("country", "deu"),
        ("label", ""),
        ("label", []),
        ("label", "none"),
        ("album", "NULL"),
        ("name", "0"),
        ("path", "*"),
        ("path", "//"),
        ("path", ["2021", "/"]),
        ("path", ["2021", "*"]),
        ("path", "0000"),
        ("name", "z"),
        ("title", "-"),
        ("original", " : "),
        ("label", "1970-01-01"),
        ("subject", "**"),
        ("album", "Berlin|Rome"),
        ("album", ["Berlin", "Rome"]),
        ("album", ["Berlin|Rome"]),
        ("album", "*Private"),
        ("album", "B*n"),
        ("lens", "EF|RF"),
        ("camera", ["Canon", "Nikon"]),
        ("camera", ["Canon", "-1"]),
        ("title", "a\nb"),
        ("iso", "x-y"),
        ("mp", "-5"),
        ("f", float("nan")),
        ("faces", 0),
        ("before", "2020"),
        ("before", "2020-13-01"),
        ("before", datetime(2020, 1, 1, 12, tzinfo=UTC)),
        ("before", date.min),
        ("taken", "yesterday"),
        ("added", datetime(2020, 1, 1)),
        ("added", "2020-01-01T10:00:00"),
        ("added", date.min),
    ],
)
def test_values_that_the_server_would_ignore_or_refuse_are_refused(name: str, value: object) -> None:
    """A wrong value never becomes a listing of everything."""
    with pytest.raises(ApiValueError, match=name):
        sent(name, value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("count", None),
        ("count", True),
        ("count", "5"),
        ("count", 5.0),
        ("merged", "true"),
        ("archived", 1),
        ("quality", "3"),
        ("year", 2020.5),
        ("year", True),
        ("year", b"2020"),
        ("label", 5),
        ("label", {"a": 1}),
        ("label", ["a", None]),
        ("q", 5),
        ("order", 5),
        ("iso", None if False else []),
        ("faces", "many"),
        ("before", 20200101),
        ("added", 5),
        ("camra", "Canon*"),
    ],
)
def test_wrong_types_and_names_are_refused(name: str, value: object) -> None:
    """The error for a wrong type or an unknown filter lists what is allowed."""
    with pytest.raises(ApiTypeError, match=name):
        sent(name, value)


def test_what_is_none_is_left_out() -> None:
    """None stands for no filter."""
    assert checked(PHOTO_CHECKS, {"count": 5, "year": None, "q": None}) == [("count", "5")]


def test_the_next_years_are_years() -> None:
    """The server takes three years ahead, and ignores one further ahead."""
    assert sent("year", last_year()) == str(last_year())
    with pytest.raises(ApiValueError, match=f"1 to {last_year()}"):
        sent("year", last_year() + 1)


def test_every_filter_has_a_check() -> None:
    """The filters of the signature are those that are checked."""
    named = {*PhotoFilters.__annotations__, *PhotoQuery.__annotations__}
    assert named | {"count", "offset", "order", "merged"} == set(PHOTO_CHECKS)


@pytest.mark.parametrize(
    "q",
    [
        "mountain",
        "year:2023 mountain",
        'camera:"EOS 6D" type:raw|video',
        "Year:2023",
        '"year:abc"',
        'title:"year:abc"',
        "foo:bar",
        "keywords:x",
        "quality:0",
        "archived:yes primary:no",
        "before:2020",
        "http://x",
        "a:b:c",
        "日本 country:jp",
        "year:2023|2022",
    ],
)
def test_good_searches_are_sent_as_they_are(q: str) -> None:
    """What a person types is sent unchanged; unknown keys are the server's to refuse."""
    assert query_text("q", q) == q


@pytest.mark.parametrize(
    "q",
    [
        "year:abc",
        "mountain YEAR:20x",
        "month:13",
        "type:picture",
        "archived:abc",
        'iso:"x y"',
        "quality:9",
        "label:none",
        "name:z",
        'album:"Berlin|Rome"',
        "album:*Private",
    ],
)
def test_a_key_with_a_bad_value_is_refused(q: str) -> None:
    """The error for a value that the server would ignore names its key."""
    with pytest.raises(ApiValueError, match=r"\w+ in q must"):
        query_text("q", q)


@pytest.mark.parametrize(
    ("checks", "good", "bad"),
    [
        (ALBUM_CHECKS, {"order": "name", "type": "album|month", "favorite": True}, {"type": "xyz"}),
        (LABEL_CHECKS, {"all": True, "q": "x"}, {"q": "a\x00"}),
        (SUBJECT_CHECKS, {"order": "count", "hidden": "yes", "files": 3}, {"hidden": "maybe"}),
        (FACE_CHECKS, {"order": "samples", "unknown": "no"}, {"order": "name"}),
        (FOLDER_CHECKS, {"count": 5, "files": True}, {"count": 0}),
    ],
)
def test_other_listings_are_checked_too(checks: Any, good: dict[str, object], bad: dict[str, object]) -> None:
    """Each listing has a table of its own."""
    assert [name for name, _ in checked(checks, good)] == list(good)
    with pytest.raises(ApiValueError):
        checked(checks, bad)


_ANYTHING = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.binary(), st.dates(), st.datetimes(),
    st.lists(st.one_of(st.text(), st.integers())), st.dictionaries(st.text(), st.integers()),
)  # fmt: skip


@given(st.sampled_from(sorted(PHOTO_CHECKS)), _ANYTHING)
def test_any_value_is_written_or_refused(name: str, value: object) -> None:
    """Whatever is passed, it becomes text without control characters, is left out, or is refused by our own errors."""
    try:
        query = checked(PHOTO_CHECKS, {name: value})
    except (ApiTypeError, ApiValueError):
        return
    assert query or value is None
    for _, text in query:
        assert name == "q" or text.strip().lower() not in {"", "none", "null", "nil", "nan", "*", "%", "-", "--"}
        assert not set(text) & set(map(chr, range(32)))


@given(st.lists(st.integers(1, 2024), min_size=1, max_size=5))
def test_years_come_back_from_their_text(years: list[int]) -> None:
    """What was written is taken again as it is."""
    text = sent("year", years)
    assert sent("year", text) == text
    assert [int(part) for part in text.split("|")] == years


@given(st.datetimes(min_value=datetime(1900, 1, 1), timezones=st.just(UTC)), st.integers(-12, 14))
def test_moments_are_the_same_in_every_zone(moment: datetime, hours: int) -> None:
    """The zone of a time does not change what is sent."""
    if not 2 < moment.year < 9998:
        return
    assert sent("added", moment.astimezone(timezone(timedelta(hours=hours)))) == sent("added", moment)


@given(st.text(alphabet=string.ascii_letters + " ", max_size=20))
def test_words_alone_are_never_refused(words: str) -> None:
    """Free text is the server's business."""
    assert query_text("q", words) == words


@pytest.mark.parametrize("words", [PHOTO_ORDERS, PHOTO_TYPES, COLORS])
def test_tables_are_sorted_and_without_doubles(words: tuple[str, ...]) -> None:
    """The lists that messages show are in order."""
    assert list(words) == sorted(set(words))
