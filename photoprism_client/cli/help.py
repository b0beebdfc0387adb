"""Help texts: options in groups, commands in sections, and examples that run as printed."""

import functools
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import click

#: A decorator that adds an option to a command.
Option = Callable[[Callable[..., object]], Callable[..., object]]

_GROUPS = ("What", "Where", "How", "Connection")
_NAMES = {"help_option_names": ["-h", "--help"]}


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


class GroupedCommand(click.Command):
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

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples, one a line, however long."""
        _write_examples(self, formatter)


class SectionedGroup(click.Group):
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

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples, one a line, however long."""
        _write_examples(self, formatter)


#: Makes a function a command, in the place of ``click.command``; ``epilog`` holds the examples, one a line.
command = partial(click.command, cls=GroupedCommand)


def _write_examples(command: click.Command, formatter: click.HelpFormatter) -> None:
    with formatter.section("Examples"):
        for example in (command.epilog or "").splitlines():
            formatter.write(f"{'':{formatter.current_indent}}{example}\n")
