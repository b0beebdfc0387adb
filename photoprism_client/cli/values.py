"""Values of options: days, numbers of bytes, and kinds of photos, as people write them."""

import calendar
import re
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TypeVar

import click

from photoprism_client.api.filters import PHOTO_TYPES

T = TypeVar("T")

_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_FACTORS = {"k": 1e3, "m": 1e6, "g": 1e9, "t": 1e12}


class Value(click.ParamType[T]):
    """The type of an option whose text is read by a function.

    :param name: what the value is called in messages.
    :param read: reads the text, or raises ValueError.
    :param use: what to write instead of a text that cannot be read.
    """

    def __init__(self, name: str, read: Callable[[str], T], use: str) -> None:
        self.name, self._read, self._use = name, read, use

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> T:
        """Read a value.

        :param value: what was typed.
        :param param: the option.
        :param ctx: the command.
        :return: what it stands for.
        :raises click.BadParameter: it cannot be read.
        """
        try:
            return self._read(value)
        except ValueError:
            self.fail(f"{value!r} is not a {self.name} (use {self._use})", param, ctx)


def _day(text: str, *, is_last: bool) -> date:
    """Read a day as ISO 8601 writes it; a month or year stands for its first day, or its last."""
    found = _DAY.fullmatch(text)
    if found is None:
        raise ValueError(text)
    year, month, day = (None if part is None else int(part) for part in found.groups())
    month = month if month is not None else 12 if is_last else 1
    if day is None:
        day = calendar.monthrange(year or 0, month)[1] if is_last else 1
    return date(year or 0, month, day)


def _bytes(text: str, units: str) -> float:
    """Read a number of bytes above 0, after which one of *units* may stand."""
    wanted = text.strip().lower()
    factor = _FACTORS[wanted[-1]] if wanted.endswith(tuple(units)) else 1.0
    number = float(wanted[:-1] if factor > 1 else wanted) * factor
    if not 0 < number < float("inf"):
        raise ValueError(text)
    return number


def _size(text: str) -> int:
    size = int(_bytes(text, "kmgt"))
    if not size:
        raise ValueError(text)
    return size


def _kinds(text: str) -> tuple[str, ...]:
    kinds = tuple(kind.strip().lower() for kind in text.split(","))
    if not set(kinds) <= set(PHOTO_TYPES):
        raise ValueError(text)
    return kinds


_DATES = "YYYY-MM-DD, or YYYY-MM or YYYY for a whole month or year"
#: A day; a month or year stands for its first day, or for its last.
FIRST_DAY = Value("date", partial(_day, is_last=False), _DATES)
LAST_DAY = Value("date", partial(_day, is_last=True), _DATES)
#: Bytes a second, above 0.
RATE = Value("rate", partial(_bytes, units="kmg"), "bytes per second, such as 500k or 2M")
#: Bytes, 1 or more.
SIZE = Value("size", _size, "bytes, such as 500k or 2G")
#: Kinds of photos, separated by commas.
PHOTO_KINDS = Value("kind of photo", _kinds, ", ".join(PHOTO_TYPES))
