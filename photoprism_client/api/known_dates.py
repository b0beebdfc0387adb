"""Dates of photos that may be known only in part.

Of some dates the server knows only the year, or year and month. It then sends -1 for the rest, and a local time whose
other parts mean nothing: for a photo without any date, the day on which the file was indexed.
"""

import re
from datetime import date, datetime, timedelta
from typing import NamedTuple, Protocol

#: Stands for an unknown part, such as in ``1978/unknown``.
UNKNOWN = "unknown"

_DAY = timedelta(days=1)
_DEFAULT_FORMAT = "%Y-%m-%d"
# A directive of strftime with the flags, widths and modifiers of some systems; the group is its letter.
_DIRECTIVE = re.compile(r"%[-_0^#:]*\d*[EO]?([A-Za-z%+])")
_OF_NOTHING, _OF_YEAR, _OF_MONTH = frozenset("%nt"), frozenset("YyC"), frozenset("mbBh")


class Dated(Protocol):
    """Something with a date that may be known only in part."""

    @property
    def taken_at_local(self) -> datetime | None:
        """When it was taken, in local time."""

    @property
    def year(self) -> int | None:
        """The year; below 1 if it is unknown, None if the server did not send it."""

    @property
    def month(self) -> int | None:
        """The month, with the same special values."""

    @property
    def day(self) -> int | None:
        """The day of the month, with the same special values."""


class KnownDate(NamedTuple):
    """The known parts of a date; ``moment`` is the local time, without a zone, of a date that is fully known.

    ``format(known, "%Y/%m")`` writes it as strftime does, with the word ``unknown`` instead of the first unknown part
    and all that follows, as in ``1978/unknown``.
    """

    year: int | None = None
    month: int | None = None
    moment: datetime | None = None

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last possible day; None if nothing is known."""
        if self.year is None:
            return None
        if self.moment is not None:
            return self.moment.date(), self.moment.date()
        if self.month is None:
            return date(self.year, 1, 1), date(self.year, 12, 31)
        start = date(self.year, self.month, 1)
        end = date(self.year, 12, 31) if self.month == 12 else date(self.year, self.month + 1, 1) - _DAY
        return start, end

    def isoformat(self) -> str:
        """Write it in ISO 8601.

        :return: ``2020-05-11T16:16:48``, ``1978-05``, ``1978``, or an empty text.
        """
        if self.moment is not None:
            return self.moment.isoformat()
        if self.year is None:
            return ""
        return f"{self.year:04}" if self.month is None else f"{self.year:04}-{self.month:02}"

    def __format__(self, pattern: str) -> str:
        pattern = pattern or _DEFAULT_FORMAT
        if self.moment is not None:
            return self.moment.strftime(pattern)
        if self.year is None:
            return UNKNOWN
        known = _OF_NOTHING | _OF_YEAR | (frozenset() if self.month is None else _OF_MONTH)
        unknown = next((found for found in _DIRECTIVE.finditer(pattern) if found[1] not in known), None)
        head = pattern if unknown is None else pattern[: unknown.start()]
        return datetime(self.year, self.month or 1, 1).strftime(head) + (UNKNOWN if unknown else "")


#: A date of which nothing is known.
NO_DATE = KnownDate()


def known_date(photo: Dated) -> KnownDate:
    """Return the known parts of a photo's date.

    :param photo: a row of a search, or a single photo.
    :return: the parts. If the server does not send them, those of the local time count as known.
    """
    moment, year, month, day = photo.taken_at_local, photo.year, photo.month, photo.day
    if year is not None and not date.min.year <= year <= date.max.year:
        return NO_DATE
    month_is_known, day_is_known = month is None or 1 <= month <= 12, day is None or day >= 1
    if moment is not None and month_is_known and day_is_known:
        return KnownDate(moment.year, moment.month, moment)
    return NO_DATE if year is None else KnownDate(year, month if month_is_known else None)
