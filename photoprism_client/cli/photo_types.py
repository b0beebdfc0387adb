"""The option ``--type`` of the commands that choose photos."""

from collections.abc import Callable
from itertools import chain
from typing import Any, TypeVar

import click

from photoprism_client.api.filters import PHOTO_TYPES

F = TypeVar("F", bound=Callable[..., Any])


class PhotoTypes(click.ParamType[tuple[str, ...]]):
    """An option's value that is kinds of photos, with commas between them: ``raw,video``."""

    name = "types"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """Read kinds of photos.

        :param value: what was typed.
        :param param: the option.
        :param ctx: the command.
        :return: the kinds.
        :raises click.BadParameter: one is unknown, or there is none.
        """
        kinds = tuple(kind.strip().lower() for kind in str(value).split(","))
        for kind in kinds:
            if kind not in PHOTO_TYPES:
                self.fail(f"{kind!r} is not a kind of photo: use {', '.join(PHOTO_TYPES)}", param, ctx)
        return kinds


def type_option(command: F) -> F:
    """Add ``--type``, as parameter ``types``: a tuple of kinds.

    :param command: the command's function.
    :return: it, with the option.
    """
    return click.option(
        "--type",
        "types",
        type=PhotoTypes(),
        multiple=True,
        callback=lambda ctx, param, value: tuple(chain.from_iterable(value)),
        metavar="TYPE,…",
        help=f"Only these kinds: {', '.join(PHOTO_TYPES)}; may be repeated.",
    )(command)
