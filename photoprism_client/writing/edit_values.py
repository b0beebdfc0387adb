"""What a photo can be edited to: each value is checked before it is sent, since the server takes nearly anything."""

import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any
from zoneinfo import available_timezones

from photoprism_client._settings.validation import flag, value_error, whole_number
from photoprism_client._wording import Advice
from photoprism_client.exceptions import ApiTypeError, ApiValueError

_LONE_SURROGATE = re.compile(r"[\x00\ud800-\udfff]")
_OFFSET = re.compile(r"UTC[+-](?:1[0-4]|[1-9])")
_FIRST_YEAR = 1000  # the server replaces earlier dates by the present time


def text_of(longest: int, *, is_required: bool = False) -> Callable[[str, object], str]:
    """Make a check for text.

    :param longest: characters that the server's database has room for.
    :param is_required: whether blank text is refused.
    :return: the check.
    """

    def check(name: str, value: object) -> str:
        if not isinstance(value, str):
            raise ApiTypeError(f"{name} must be a str, not {type(value).__name__}", valid_classes=(str,))
        if _LONE_SURROGATE.search(value):
            raise value_error(name, "must be text without NUL characters and bytes that are not UTF-8")
        if len(value) > longest:
            raise value_error(name, f"must have at most {longest} characters, not {len(value)}")
        if is_required and not value.strip():
            raise value_error(name, "must not be blank: the server would make one of its own")
        return value

    return check


def number_of(low: float, high: float) -> Callable[[str, object], float]:
    """Make a check for numbers in a range.

    :param low: the smallest number that is allowed.
    :param high: the largest number that is allowed.
    :return: the check.
    """

    def check(name: str, value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise ApiTypeError(f"{name} must be a number, not {type(value).__name__}", valid_classes=(int, float))
        if not low <= value <= high:  # also refuses NaN
            raise value_error(name, f"must be from {low:g} to {high:g}, not {value!r}")
        return float(value)

    return check


def local_time(name: str, value: object) -> datetime:
    """Check a time by the clocks where a photo was taken.

    :param name: of the argument, for messages.
    :param value: what was passed.
    :return: the time, to the second.
    """
    if not isinstance(value, datetime):
        raise ApiTypeError(f"{name} must be a datetime, not {type(value).__name__}", valid_classes=(datetime,))
    if value.tzinfo is not None:
        raise value_error(name, "must have no tzinfo: it is the time by the clocks there, and time_zone says where")
    if value.year < _FIRST_YEAR:
        raise value_error(name, f"must not be before the year {_FIRST_YEAR}")
    return value.replace(microsecond=0)


def time_zone(name: str, value: object) -> str:
    """Check the name of a time zone.

    :param name: of the argument, for messages.
    :param value: what was passed.
    :return: the name; empty for unknown.
    """
    if not isinstance(value, str):
        raise ApiTypeError(f"{name} must be a str, not {type(value).__name__}", valid_classes=(str,))
    if value and not _OFFSET.fullmatch(value) and value not in _zones():
        raise value_error(name, f"must be a name such as 'Europe/Berlin', 'UTC', 'UTC+2' or empty, not {value!r}")
    return value


@lru_cache(maxsize=1)
def _zones() -> frozenset[str]:
    return frozenset(available_timezones()) | {"UTC"}


def is_utc(zone: str | None) -> bool:
    """Tell whether the server works out the local time from the UTC time, as it does in no other zone.

    :param zone: name of the zone.
    :return: whether it is UTC.
    """
    return (zone or "").upper() == "UTC"


def keywords(name: str, value: object) -> str:
    """Check keywords.

    :param name: of the argument, for messages.
    :param value: text with commas, or several texts.
    :return: the keywords, joined by commas.
    """
    if isinstance(value, Mapping | bytes) or not isinstance(value, Iterable):
        raise ApiTypeError(f"{name} must be text with commas or several texts, not {type(value).__name__}")
    given = value.split(",") if isinstance(value, str) else list(value)
    check = text_of(2048)
    kept = []
    for keyword in given:
        plain = unicodedata.normalize("NFC", check(name, keyword)).strip()
        if plain and not words(plain):
            raise value_error(name, f"must hold words: the server drops single letters and numbers, such as {plain!r}")
        kept.append(plain)
    return check(name, ", ".join(keyword for keyword in kept if keyword))


def words(text: str | None) -> frozenset[str]:
    """Return what the server makes of keywords: words in lower case, without single letters and numbers.

    :param text: the keywords.
    :return: the words.
    """
    separated = "".join(letter if _is_of_word(letter) else " " for letter in unicodedata.normalize("NFC", text or ""))
    found = (word.lower().strip("-'") for word in separated.split())
    return frozenset(word for word in found if word and not word.isdecimal() and (len(word) > 1 or not word.isascii()))


def _is_of_word(letter: str) -> bool:
    return letter in "-'0123456789" or unicodedata.category(letter)[0] == "L"


#: What can be edited, in the order of the method's parameters, with the check of each.
CHECKS: Mapping[str, Callable[[str, object], Any]] = {
    "title": text_of(200, is_required=True),
    "caption": text_of(4096),
    "taken_at_local": local_time,
    "time_zone": time_zone,
    "lat": number_of(-90, 90),
    "lng": number_of(-180, 180),
    "altitude": whole_number(-15_000, 100_000),
    "favorite": flag,
    "private": flag,
    "keywords": keywords,
    "notes": text_of(2048),
    "subject": text_of(1024),
    "artist": text_of(1024),
    "copyright": text_of(1024),
    "license": text_of(1024),
}


def checked(values: Mapping[str, object]) -> dict[str, Any]:
    """Check what a photo is to be edited to.

    :param values: by name; those that are None or have another name are left out.
    :return: the values to compare with and to send.
    :raises ApiTypeError: a value has the wrong type.
    :raises ApiValueError: a value is not allowed.
    """
    given = {name: check(name, values[name]) for name, check in CHECKS.items() if values.get(name) is not None}
    if ("lat" in given) != ("lng" in given):
        raise ApiValueError(Advice("{lat} and {lng} belong together: pass both"))
    return given


def is_near(one: float | None, other: float) -> bool:
    """Compare coordinates as the server keeps them.

    :param one: degrees, or None.
    :param other: degrees.
    :return: whether they are the same to about a metre.
    """
    return one is not None and math.isclose(one, other, rel_tol=0.0, abs_tol=1e-5)
