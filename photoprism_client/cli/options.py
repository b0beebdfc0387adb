"""Options of commands: read from text, in groups in the help text, packed into one value; commands with examples."""

import calendar
import functools
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any, TypeVar

import click

from photoprism_client.api.filters import PHOTO_TYPES

#: A decorator that adds an option to a command.
Option = Callable[[Callable[..., object]], Callable[..., object]]

_GROUPS = ("What", "Where", "How", "Connection")
_NAMES = {"help_option_names": ["-h", "--help"]}

T = TypeVar("T")
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_FACTORS = {"k": 1e3, "m": 1e6, "g": 1e9, "t": 1e12}


class GroupedOption(click.Option):
    """An option that knows its group in the help text.

    :param group: one of ``What``, ``Where``, ``How`` and ``Connection``.
    """

    def __init__(self, *args: Any, group: str, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.group = group


#: Decorators that add an option to a command, in the place of ``click.option``.
what_option, where_option, how_option, connection_option = (
    partial(click.option, cls=GroupedOption, group=group) for group in _GROUPS
)


def packed(name: str, options: Mapping[str, Option], make: Callable[..., object]) -> Option:
    """Make a decorator that adds several options, and hands them to the command as one value.

    :param name: of the parameter that takes the value.
    :param options: decorators by the parameter that each sets.
    :param make: makes the value of these parameters.
    :return: the decorator.
    """

    def add(command: Callable[..., object]) -> Callable[..., object]:
        @functools.wraps(command)
        def with_value(**values: Any) -> object:
            value = make(**{option: values.pop(option) for option in options})
            return command(**{name: value}, **values)

        result: Callable[..., object] = with_value
        for option in reversed(list(options.values())):
            result = option(result)
        return result

    return add


class _WithExamples(click.Command):
    """A command whose help text ends with its examples, which are the lines of ``epilog``."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples, one a line, however long."""
        with formatter.section("Examples"):
            for example in (self.epilog or "").splitlines():
                formatter.write(f"{'':{formatter.current_indent}}{example}\n")


class GroupedCommand(_WithExamples):
    """A command whose help text shows its options by group, and its examples."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write each group of options; an option without a group, such as ``--help``, is in ``How``."""
        for group in _GROUPS:
            options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
            chosen = [option for option in options if getattr(option, "group", "How") == group]
            records = [record for option in chosen if (record := option.get_help_record(ctx))]
            if records:
                with formatter.section(group):
                    formatter.write_dl(records)


class SectionedGroup(_WithExamples, click.Group):
    """A group whose help text shows its commands in sections, and its examples.

    :param sections: commands by the title of their section.
    """

    def __init__(self, *args: Any, sections: Mapping[str, Sequence[click.Command]], **settings: Any) -> None:
        super().__init__(*args, context_settings=_NAMES, **settings)
        self._sections = sections
        for commands in sections.values():
            for command in commands:
                self.add_command(command)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write each section of commands."""
        width = max(map(len, self.commands))
        for title, commands in self._sections.items():
            with formatter.section(title):
                limit = formatter.width - width - 6
                formatter.write_dl([(f"{one.name:{width}}", one.get_short_help_str(limit)) for one in commands])


#: Makes a function a command, in the place of ``click.command``; ``epilog`` holds the examples, one a line.
command = partial(click.command, cls=GroupedCommand)


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


def _local_time(text: str) -> datetime:
    """Read a date and a time of day as ISO 8601 writes them, without a time zone."""
    time = datetime.fromisoformat(text)
    if time.tzinfo is not None or not re.search(r"[T ]", text):
        raise ValueError(text)
    return time


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
#: A local time, to the second.
LOCAL_TIME = Value("time", _local_time, "YYYY-MM-DD HH:MM or YYYY-MM-DD HH:MM:SS, without a time zone")
#: Bytes a second, above 0.
RATE = Value("rate", partial(_bytes, units="kmg"), "bytes per second, such as 500k or 2M")
#: Bytes, 1 or more.
SIZE = Value("size", _size, "bytes, such as 500k or 2G")
#: Kinds of photos, separated by commas.
PHOTO_KINDS = Value("kind of photo", _kinds, ", ".join(PHOTO_TYPES))
