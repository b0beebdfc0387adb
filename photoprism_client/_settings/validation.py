"""Checks of arguments before any I/O: each returns the value to use, or says what is wrong and what is allowed."""

import re
from collections.abc import Callable, Sequence

from photoprism_client._wording import Advice, Setting
from photoprism_client.exceptions import ApiTypeError, ApiValueError

#: Takes the name of an argument, for the message, and what was passed; returns the value to use.
Validator = Callable[[str, object], object]

_CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")  # and halves of surrogate pairs, which no encoder takes
_HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_BREAKS_HEADER = re.compile(r"[^\t\x20-\x7e\x80-\xff]")  # a range up to U+10FFFF takes 6 ms to compile

MAX_TIMEOUT_S = 86_400.0


def text(name: str, value: object) -> str:
    """Check that a value is a ``str`` without control characters.

    :param name: of the argument, for the message.
    :param value: what was passed.
    :return: the value.
    :raises ApiTypeError: it is not a ``str``.
    :raises ApiValueError: it is empty or holds a control character; the message does not show it.
    """
    if not isinstance(value, str):
        raise ApiTypeError(f"{name} must be a str, not {type(value).__name__}", valid_classes=(str,))
    if not value:
        raise value_error(name, "must not be empty")
    if _CONTROL.search(value):
        raise value_error(name, "must not hold control characters such as line ends, or bytes that are not UTF-8")
    return value


def flag(name: str, value: object) -> bool:
    """Check that a value is true or false.

    :param name: of the argument, for the message.
    :param value: what was passed.
    :return: the value.
    :raises ApiTypeError: it is not a ``bool``.
    """
    if not isinstance(value, bool):
        raise ApiTypeError(f"{name} must be True or False, not {value!r}", valid_classes=(bool,))
    return value


def whole_number(low: int, high: int) -> Validator:
    """Make a check for whole numbers in a range.

    :param low: the smallest number that is allowed.
    :param high: the largest number that is allowed.
    :return: a check that raises ApiTypeError for another type and ApiValueError for another number.
    """

    def check(name: str, value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise ApiTypeError(
                f"{name} must be a whole number from {low} to {high}, not {value!r}", valid_classes=(int,)
            )
        if not low <= value <= high:
            raise value_error(name, f"must be from {low} to {high}, not {value}")
        return value

    return check


def seconds(name: str, value: object) -> float:
    """Check that a value is a usable timeout.

    :param name: of the argument, for the message.
    :param value: what was passed.
    :return: seconds, above 0 and at most a day.
    :raises ApiTypeError: it is not an ``int`` or ``float``.
    :raises ApiValueError: it is outside that range, infinite or not a number.
    """
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise ApiTypeError(f"{name} must be seconds as int or float, not {value!r}", valid_classes=(int, float))
    if not 0 < value <= MAX_TIMEOUT_S:  # also refuses NaN
        raise value_error(name, f"must be above 0 and at most {MAX_TIMEOUT_S:g} seconds, not {value!r}")
    return float(value)


def optional(check: Validator) -> Validator:
    """Make a check that accepts None.

    :param check: the check of all other values.
    :return: the check.
    """
    return lambda name, value: None if value is None else check(name, value)


def word(*allowed: str) -> Validator:
    """Make a check for one of a few words.

    :param allowed: the words.
    :return: a check that raises ApiTypeError for another type and ApiValueError for another word.
    """

    def check(name: str, value: object) -> str:
        fault = f"{name} must be one of {', '.join(allowed)}, not {value!r}"
        if not isinstance(value, str):
            raise ApiTypeError(fault, valid_classes=(str,))
        if value not in allowed:
            raise ApiValueError(fault)
        return value

    return check


def instance_of(types: type | tuple[type, ...]) -> Validator:
    """Make a check for values of some types.

    :param types: the types that are allowed.
    :return: a check that raises ApiTypeError for another type; the message does not show the value.
    """
    allowed = types if isinstance(types, tuple) else (types,)

    def check(name: str, value: object) -> object:
        if not isinstance(value, allowed):
            names = " or ".join(kind.__name__ for kind in allowed)
            raise ApiTypeError(f"{name} must be {names}, not {type(value).__name__}", valid_classes=allowed)
        return value

    return check


def socket_options(name: str, value: object) -> list[tuple[int, int, int | bytes]]:
    """Check options for ``socket.setsockopt``.

    :param name: of the argument, for the message.
    :param value: what was passed.
    :return: a list of (level, option, value).
    :raises ApiTypeError: it is anything else.
    """
    options = []
    for option in value if isinstance(value, Sequence) else [value]:
        match option:
            case [int(level), int(number), int() | bytes() as setting]:
                options.append((level, number, setting))
            case _:
                raise ApiTypeError(
                    f"{name} must be a list of (level, option, value) as for socket.setsockopt, not {value!r}"
                )
    return options


def header(name: object, value: object) -> tuple[str, str]:
    """Check one header.

    :param name: its name.
    :param value: its value: a ``str`` or a number.
    :return: name and value.
    :raises ApiTypeError: the name is not a ``str``, or the value neither a ``str`` nor a number.
    :raises ApiValueError: there is a line end or another character that no header can carry; the message does not show
        the value.
    """
    if not isinstance(name, str) or isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise ApiTypeError(f"a header is a str and a str or number, not {name!r} and {type(value).__name__}")
    shown = str(value)
    if not _HEADER_NAME.fullmatch(name):
        raise ApiValueError(f"{name!r} is not a header name: letters, digits and !#$%&'*+-.^_`|~ are allowed")
    if _BREAKS_HEADER.search(shown):
        raise ApiValueError(f"the value of header {name} must be Latin-1 text without control characters or line ends")
    return name, shown


def value_error(name: str, fault: str) -> ApiValueError:
    """Make the error for a value that is not allowed.

    :param name: of the argument, which the command line calls otherwise.
    :param fault: what is wrong or what is allowed, after the name; without the value if that may be a secret.
    :return: the error.
    """
    return ApiValueError(Advice("{name} {fault}", name=Setting(name), fault=fault))
