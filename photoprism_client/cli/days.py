"""Days as people write them."""

from datetime import date, datetime

import click


class Day(click.ParamType[date]):
    """An option's value that is a day: ``2023-05-01``, ``1 May 2023``, ``May 2023``, ``2023``.

    :param end: what is left open is filled up to its end instead of its beginning.
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
        :raises click.BadParameter: it is none.
        """
        if isinstance(value, date):
            return value
        from dateutil.parser import ParserError, parse

        year = date.today().year  # the user's own
        open_parts = datetime(year, 12, 31) if self._end else datetime(year, 1, 1)
        try:
            return parse(str(value), default=open_parts).date()
        except (ParserError, OverflowError):
            self.fail(f"{value!r} is no day; write it as 2023-05-01, '1 May 2023', 'May 2023' or 2023", param, ctx)
