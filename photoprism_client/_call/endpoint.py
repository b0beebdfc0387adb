"""`Endpoint`: what to send and what to expect, and how to fill in its path so that no argument can leave it."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Literal, NamedTuple
from urllib.parse import quote

from photoprism_client._content.checks import Body
from photoprism_client._warn import warn_caller
from photoprism_client.exceptions import ApiTypeError, ApiValueError
from photoprism_client.sizes import KNOWN_SIZES

__all__ = ["Body", "Endpoint", "UnknownSizeWarning", "quote_segment", "warn_of_unknown_size"]

_PLAIN = re.compile(r"[A-Za-z0-9_~-][A-Za-z0-9._~-]*")
_UNSAFE = re.compile(r"[/\\\x00-\x1f\x7f]")
_PARAMETER = re.compile(r"\{(\w+)\}")


class UnknownSizeWarning(UserWarning):
    """A thumbnail size was sent that no known server offers; it answers such a size with its placeholder."""


class Endpoint(NamedTuple):
    """One endpoint: what to send, and what a good answer holds.

    :param name: name of the method that asks it.
    :param template: the path, with its parameters in braces.
    :param accept: the ``Accept`` header.
    :param body: what a good answer holds.
    :param token: the kind of token that it carries: ``preview`` as the path parameter ``token``, ``download`` as the
        query parameter ``t``; None for one that wants the access token.
    :param method: HTTP method.
    :param repeatable: whether sending it twice does what sending it once does; None for what the method says.
    """

    name: str
    template: str
    accept: str
    body: Body
    token: Literal["preview", "download"] | None
    method: str = "GET"
    repeatable: bool | None = None

    @property
    def is_repeatable(self) -> bool:
        """Whether sending it twice does what sending it once does."""
        return self.method == "GET" if self.repeatable is None else self.repeatable

    def __repr__(self) -> str:
        return f"<Endpoint {self.name}: {self.method} {self.template}>"

    def path(self, arguments: Mapping[str, object], safe: str = "") -> str:
        """Fill in the path.

        :param arguments: a value for each parameter of the template.
        :param safe: characters to leave unquoted, of those legal in a segment.
        :return: the quoted path, which has exactly the segments of the template.
        :raises ApiTypeError: a value is not a ``str``.
        :raises ApiValueError: a value is not one safe path segment.
        """
        return self.template.format_map(
            {name: quote_segment(name, arguments[name], safe) for name in parameters_of(self.template)}
        )


@cache
def parameters_of(template: str) -> tuple[str, ...]:
    """Return the names of the parameters of a path.

    :param template: the path.
    :return: names in their order.
    """
    return tuple(_PARAMETER.findall(template))


def quote_segment(name: str, value: object, safe: str = "") -> str:
    """Quote a value as one segment of a path.

    :param name: of the argument, for the message.
    :param value: the argument. Servers differ in the form of a UID, so the form is not checked.
    :param safe: characters to leave unquoted.
    :return: the quoted value.
    :raises ApiTypeError: it is not a ``str``.
    :raises ApiValueError: it is empty, ``.`` or ``..``, or holds a slash, a backslash or a control character.
    """
    if not isinstance(value, str):
        raise ApiTypeError(f"{name} must be a str, not {type(value).__name__}", valid_classes=(str,))
    if plain := _PLAIN.fullmatch(value):
        return plain[0]  # not str(value): a member of an Enum of texts would become its name
    if not value or value in {".", ".."} or _UNSAFE.search(value):
        raise ApiValueError(
            f"{name} must be one path segment: not empty, not '.' or '..', without / or \\ and control characters"
        )
    try:
        return quote(value, safe=safe)
    except UnicodeEncodeError:
        raise ApiValueError(f"{name} must be text that UTF-8 can hold: it has half of a surrogate pair") from None


def warn_of_unknown_size(size: str) -> None:
    """Warn of an unknown size; the call is sent all the same, since newer servers may know it.

    :param size: its name.
    """
    if size not in KNOWN_SIZES:
        from difflib import get_close_matches  # seldom needed, and slow to import

        close = get_close_matches(size, sorted(KNOWN_SIZES), n=3, cutoff=0.4)
        hint = f"; did you mean {', '.join(close)}?" if close else f"; known are {', '.join(sorted(KNOWN_SIZES))}"
        warn_caller(f"unknown thumbnail size {size!r}{hint}", UnknownSizeWarning)
