"""When a photo was taken, as far as that is known.

A server knows some dates in part: the year, or year and month. It then writes -1 for the rest, and a local time whose
other parts mean nothing: for a photo without any date, the day on which the file was indexed.
"""

import re
from datetime import date, datetime, timedelta
from typing import NamedTuple, Protocol

#: Stands for what is not known, such as in ``1978/unknown``.
UNKNOWN = "unknown"

_DAY = timedelta(days=1)
_DEFAULT_FORMAT = "%Y-%m-%d"
# A directive of strftime with the flags, widths and modifiers that some systems know, and the letter that counts.
_DIRECTIVE = re.compile(r"%[-_0^#:]*\d*[EO]?([A-Za-z%+])")
_OF_NOTHING, _OF_YEAR, _OF_MONTH = frozenset("%nt"), frozenset("YyC"), frozenset("mbBh")


class Dated(Protocol):
    """What has a date that may be known in part."""

    @property
    def taken_at_local(self) -> datetime | None:
        """When it was taken, in local time."""

    @property
    def year(self) -> int | None:
        """The year; below 1 where it is not known, None where the server says nothing about it."""

    @property
    def month(self) -> int | None:
        """The month, in the same way."""

    @property
    def day(self) -> int | None:
        """The day of the month, in the same way."""


class KnownDate(NamedTuple):
    """The known parts of a date, from the year on; ``moment`` is the local time, without a zone, of a whole one.

    ``format(known, "%Y/%m")`` writes it as strftime does. From the first part that is not known on, the word
    ``unknown`` stands, as in ``1978/unknown``; where nothing is known, it stands alone.
    """

    year: int | None = None
    month: int | None = None
    moment: datetime | None = None

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day that it may be; None where nothing is known."""
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


#: Where nothing is known.
NO_DATE = KnownDate()


def known_date(photo: Dated) -> KnownDate:
    """Return the date of a photo as far as it is known.

    :param photo: a row of a search, or a photo by itself.
    :return: its known parts. Where the server says nothing about them, those of the local time are known.
    """
    moment, year, month, day = photo.taken_at_local, photo.year, photo.month, photo.day
    if year is not None and not date.min.year <= year <= date.max.year:
        return NO_DATE
    month_is_known, day_is_known = month is None or 1 <= month <= 12, day is None or day >= 1
    if moment is not None and month_is_known and day_is_known:
        return KnownDate(moment.year, moment.month, moment)
    return NO_DATE if year is None else KnownDate(year, month if month_is_known else None)
