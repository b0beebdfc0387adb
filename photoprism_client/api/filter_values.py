"""Checks of the values of filters: each returns the text to send, or refuses the value.

The server silently ignores some values, such as an impossible year or the word ``none``, and lists everything. A backup
or deletion that trusts such a listing does the wrong thing, so these values are refused here.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, time

from pydantic import BaseModel

from photoprism_client._settings.validation import flag, text, whole_number
from photoprism_client.exceptions import ApiTypeError, ApiValueError

#: Checks a value and returns the text to send.
FilterCheck = Callable[[str, object], str]

# The server reads each of these as "no filter", also between * and % (pkg/txt/empty.go).
_NO_FILTER = frozenset(
    {
        *("", "-", "--", ":", "-1", "0", "00", "0000", "nan", "nil", "none", "null", "z"),
        *("0000-00-00", "0000:00:00", "00-00-00", "00:00:00", "1970-01-01", "1970:01:01", "1980-01-01", "1980:01:01"),
    }
)
_UNKNOWN = -1
_YEARS_AHEAD = 3  # the server ignores later years
_RANGE = re.compile(r"\d+(?:\.\d+)?(?:-\d+(?:\.\d+)?)?")


def yes_or_no(name: str, value: object) -> str:
    """Check that a value is true or false.

    :param name: name of the filter, for the message.
    :param value: what was passed.
    :return: the text to send.
    :raises ApiTypeError: the value has another type.
    :raises ApiValueError: the value is not allowed; the message says which are.
    """
    return "true" if flag(name, value) else "false"


def number(check: Callable[[str, object], object]) -> FilterCheck:
    """Make a check that writes a number as text.

    :param check: what the number must pass.
    :return: the check.
    """
    return lambda name, value: str(check(name, value))


def _items(name: str, value: object) -> list[object]:
    """Split a value into its items; there must be at least one."""
    if isinstance(value, str):
        items: list[object] = [part.strip() for part in value.split("|")]
    elif isinstance(value, Iterable) and not isinstance(value, (bytes, bytearray, Mapping, BaseModel)):
        items = list(value)
    else:
        items = [value]
    if not items:
        raise ApiValueError(f"{name} must hold at least one value: without any, the server lists everything")
    return items


def texts_of(name: str, value: object) -> list[str]:
    """Split a value into its texts.

    :param name: name of the filter, for the message.
    :param value: what was passed, see ``Texts``.
    :return: at least one text.
    :raises ApiTypeError: the value has another type.
    :raises ApiValueError: there is no text, or one is empty, matches everything, or holds a control character.
    """
    items = [text(name, item) for item in _items(name, value)]
    for item in items:
        if not item.strip("%* "):
            raise ApiValueError(f"{name} must not be {item!r}: the server would list everything")
    return items


def filter_text(name: str, value: object) -> str:
    """Check a single text.

    :param name: name of the filter, for the message.
    :param value: what was passed.
    :return: the text.
    :raises ApiTypeError: it is not a ``str``.
    :raises ApiValueError: it is empty, holds a control character, or is a word that the server reads as "no filter".
    """
    shown = text(name, value)
    if shown.strip("%* ").lower() in _NO_FILTER:
        raise ApiValueError(f"{name} must not be {shown!r}: the server reads that as no filter and lists everything")
    return shown


def texts(name: str, value: object) -> str:
    """Check one or several texts.

    :param name: name of the filter, for the message.
    :param value: what was passed, see ``Texts``.
    :return: the text to send.
    :raises ApiTypeError: the value has another type.
    :raises ApiValueError: the value is not allowed; the message says which are.
    """
    return filter_text(name, "|".join(texts_of(name, value)))


def beginning(name: str, value: object) -> str:
    """Check the beginning of a name: the server accepts only one, with ``*`` only at its end.

    :param name: name of the filter, for the message.
    :param value: one text.
    :return: the text to send.
    :raises ApiTypeError: it has another type.
    :raises ApiValueError: there are several texts, or there is a ``*`` where the server does not support it.
    """
    first, *more = texts_of(name, value)
    if more or "|" in first:
        raise ApiValueError(f"{name} must be one text, not {value!r}: the server accepts no list of these")
    if "*" in first.rstrip("*"):
        raise ApiValueError(f"{name} must be the beginning of a name, with * at its end only, not {value!r}")
    return filter_text(name, first)


def of_form(form: str, allowed: str) -> FilterCheck:
    """Make a check for texts of one form.

    :param form: a regular expression that the whole text must match, without regard to case.
    :param allowed: the form in words, for the message.
    :return: the check; it joins several texts with ``|``.
    """
    pattern = re.compile(form, re.ASCII | re.IGNORECASE)

    def check(name: str, value: object) -> str:
        items = [filter_text(name, item) for item in _items(name, value)]
        for item in items:
            if not pattern.fullmatch(item):
                raise ApiValueError(f"{name} must be {allowed}, not {item!r}")
        return "|".join(items)

    return check


def one_of(*allowed: str) -> FilterCheck:
    """Make a check for one of some words.

    :param allowed: the words.
    :return: the check.
    """

    def check(name: str, value: object) -> str:
        if text(name, value) not in allowed:
            raise ApiValueError(f"{name} must be one of {', '.join(allowed)}, not {value!r}")
        return str(value)

    return check


def any_of(*allowed: str) -> FilterCheck:
    """Make a check for one or more of some words, without regard to case.

    :param allowed: the words.
    :return: the check; it joins several words with ``|``.
    """

    def check(name: str, value: object) -> str:
        items = [text(name, item).lower() for item in _items(name, value)]
        for item in items:
            if item not in allowed:
                raise ApiValueError(f"{name} must be one of {', '.join(allowed)}, not {item!r}")
        return "|".join(items)

    return check


def part_of_date(high: Callable[[], int]) -> FilterCheck:
    """Make a check for years, months or days: 1 or more, or -1 for unknown.

    :param high: returns the largest number that is allowed.
    :return: the check; it joins several numbers with ``|``.
    """

    def check(name: str, value: object) -> str:
        return "|".join(str(_whole(name, item, high())) for item in _items(name, value))

    return check


def _whole(name: str, value: object, high: int) -> int:
    number = value
    if isinstance(value, str) and re.fullmatch(r"-1|\d{1,4}", value):
        number = int(value)
    if isinstance(number, bool) or not isinstance(number, (int, str)):
        raise ApiTypeError(f"{name} must be a whole number, not {value!r}", valid_classes=(int, str))
    if isinstance(number, str) or not (number == _UNKNOWN or 1 <= number <= high):
        raise ApiValueError(
            f"{name} must be 1 to {high}, or -1 for unknown, not {value!r}: the server would ignore that and list"
            " everything"
        )
    return number


def number_range(name: str, value: object) -> str:
    """Check a number, or a range of numbers such as ``100-400``.

    :param name: name of the filter, for the message.
    :param value: what was passed.
    :return: the text to send.
    :raises ApiTypeError: the value has another type.
    :raises ApiValueError: the value is not allowed; the message says which are.
    """
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        raise ApiTypeError(f"{name} must be a number, or a range such as '100-400', not {value!r}")
    shown = str(value)
    if not _RANGE.fullmatch(shown):
        raise ApiValueError(f"{name} must be a number, or a range such as '100-400', not {value!r}")
    return shown


def faces(name: str, value: object) -> str:
    """Check whether there must be faces, or the least number of them.

    :param name: name of the filter, for the message.
    :param value: what was passed: a ``bool``, or 1 to 1000.
    :return: the text to send.
    :raises ApiTypeError: the value has another type.
    :raises ApiValueError: the value is not allowed; the message says which are.
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(whole_number(1, 1000)(name, value))


def day(name: str, value: object) -> str:
    """Check a whole day.

    :param name: name of the filter, for the message.
    :param value: what was passed: a date, a time that is midnight, or either in ISO 8601.
    :return: the text to send.
    :raises ApiTypeError: the value has another type.
    :raises ApiValueError: the value is not allowed; the message says which are.
    """
    day = value
    if isinstance(value, str):
        day = _from_iso(name, value)
    if isinstance(day, datetime):
        moment = day.astimezone(UTC) if day.tzinfo else day
        if moment.time() != time():
            raise ApiValueError(f"{name} must be a whole day, without a time of day, not {value!r}")
        day = moment.date()
    if not isinstance(day, date):
        raise ApiTypeError(f"{name} must be a date or YYYY-MM-DD, not {value!r}", valid_classes=(date, str))
    if day == date.min:
        raise ApiValueError(f"{name} must be later than 0001-01-01, which the server reads as no filter")
    return day.isoformat()


def moment(name: str, value: object) -> str:
    """Check a moment.

    :param name: name of the filter, for the message.
    :param value: what was passed: a time with its zone, a date for midnight UTC, or either in ISO 8601.
    :return: the text to send.
    :raises ApiTypeError: the value has another type.
    :raises ApiValueError: the value is not allowed; the message says which are.
    """
    moment = _from_iso(name, value) if isinstance(value, str) else value
    if isinstance(moment, date) and not isinstance(moment, datetime):
        moment = datetime.combine(moment, time(), UTC)
    if not isinstance(moment, datetime):
        raise ApiTypeError(f"{name} must be a time or date, or either in ISO 8601, not {value!r}")
    if moment.tzinfo is None:
        raise ApiValueError(f"{name} must have a time zone, as in 2024-12-01T10:00:00Z, not {value!r}")
    if moment.year <= 1:
        raise ApiValueError(f"{name} must be later than the year 1, which the server reads as no filter")
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _from_iso(name: str, value: str) -> date | datetime:
    try:
        return date.fromisoformat(value) if len(value) <= 10 else datetime.fromisoformat(value)
    except ValueError:
        raise ApiValueError(f"{name} must be YYYY-MM-DD, or a time in ISO 8601, not {value!r}") from None


def last_year() -> int:
    """Return the last year that the server accepts.

    :return: the year.
    """
    return datetime.now(UTC).year + _YEARS_AHEAD
