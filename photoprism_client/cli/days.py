"""Days as ISO 8601 writes them."""

import calendar
import re
from datetime import date
from typing import NoReturn

import click

_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


class Day(click.ParamType[date]):
    """An option's value that is a day: ``2023-05-01``, ``2023-05`` or ``2023``.

    :param end: whether a month or year stands for its last day instead of its first.
    """

    name = "day"

    def __init__(self, *, end: bool) -> None:
        self._end = end

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read a day.

        :param value: what was typed.
        :param param: the option.
        :param ctx: the command.
        :return: the day.
        :raises click.BadParameter: it is not a day.
        """
        if isinstance(value, date):
            return value
        found = _DAY.fullmatch(str(value))
        if found is None:
            self._refuse(value, param, ctx)
        year, month, day = (None if part is None else int(part) for part in found.groups())
        try:
            return self._day(year or 0, month, day)
        except ValueError:
            self._refuse(value, param, ctx)

    def _day(self, year: int, month: int | None, day: int | None) -> date:
        month = month if month is not None else 12 if self._end else 1
        if day is None:
            day = calendar.monthrange(year, month)[1] if self._end else 1
        return date(year, month, day)

    def _refuse(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> NoReturn:
        self.fail(f"{value!r} is not a date: use YYYY-MM-DD, or YYYY-MM or YYYY for a whole month or year", param, ctx)
