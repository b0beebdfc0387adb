"""Each check returns the value to use, or says what is wrong, what is allowed, and nothing secret."""

import math
import re
import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photoprism_client._settings.validation import (
    Validator,
    flag,
    header,
    instance_of,
    optional,
    seconds,
    socket_options,
    text,
    whole_number,
)
from photoprism_client.exceptions import ApiTypeError, ApiValueError, OpenApiException

SECRET = "canary7x2k9"


@pytest.mark.parametrize(
    ("check", "value", "expected"),
    [
        (text, "abc ü", "abc ü"),
        (flag, True, True),
        (flag, False, False),
        (whole_number(1, 5), 1, 1),
        (whole_number(1, 5), 5, 5),
        (seconds, 1, 1.0),
        (seconds, 0.001, 0.001),
        (seconds, 86400, 86400.0),
        (optional(seconds), None, None),
        (optional(seconds), 2, 2.0),
        (instance_of(str), "", ""),
        (instance_of((bool, str)), False, False),
        (socket_options, [], []),
        (
            socket_options,
            ([socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1], (1, 2, b"x")),
            [(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1), (1, 2, b"x")],
        ),
    ],
)
def test_good_values_are_returned(check: Validator, value: object, expected: object) -> None:
    """A good value comes back, in the type that is used."""
    result = check("name", value)
    assert result == expected
    assert type(result) is type(expected)


@pytest.mark.parametrize(
    ("check", "value", "error", "message"),
    [
        (text, 5, ApiTypeError, "size must be a str, not int"),
        (text, b"x", ApiTypeError, "size must be a str, not bytes"),
        (text, None, ApiTypeError, "size must be a str, not NoneType"),
        (text, "", ApiValueError, "size must not be empty"),
        (text, f"{SECRET}\r\nX: y", ApiValueError, "size must not hold control characters"),
        (text, f"{SECRET}\x00", ApiValueError, "size must not hold control characters"),
        (text, f"\x7f{SECRET}", ApiValueError, "size must not hold control characters"),
        (flag, 1, ApiTypeError, "size must be True or False, not 1"),
        (flag, "yes", ApiTypeError, "size must be True or False, not 'yes'"),
        (whole_number(1, 5), True, ApiTypeError, "size must be a whole number from 1 to 5, not True"),
        (whole_number(1, 5), 1.0, ApiTypeError, "size must be a whole number from 1 to 5, not 1.0"),
        (whole_number(1, 5), "1", ApiTypeError, "size must be a whole number from 1 to 5, not '1'"),
        (whole_number(1, 5), 0, ApiValueError, "size must be from 1 to 5, not 0"),
        (whole_number(1, 5), 6, ApiValueError, "size must be from 1 to 5, not 6"),
        (seconds, True, ApiTypeError, "size must be seconds as int or float, not True"),
        (seconds, "5", ApiTypeError, "size must be seconds as int or float, not '5'"),
        (seconds, 0, ApiValueError, "size must be above 0 and at most 86400 seconds, not 0"),
        (seconds, -1, ApiValueError, "not -1"),
        (seconds, 86401, ApiValueError, "not 86401"),
        (seconds, math.nan, ApiValueError, "not nan"),
        (seconds, math.inf, ApiValueError, "not inf"),
        (seconds, -math.inf, ApiValueError, "not -inf"),
        (seconds, 10**400, ApiValueError, "not 1000"),
        (optional(flag), 0, ApiTypeError, "size must be True or False"),
        (instance_of(dict), [SECRET], ApiTypeError, "size must be dict, not list"),
        (instance_of((str, bytes)), 5, ApiTypeError, "size must be str or bytes, not int"),
        (socket_options, 5, ApiTypeError, "size must be a list of (level, option, value)"),
        (socket_options, [5], ApiTypeError, "size must be a list of"),
        (socket_options, [(1, 2)], ApiTypeError, "size must be a list of"),
        (socket_options, [(1, 2, "x")], ApiTypeError, "size must be a list of"),
        (socket_options, [("1", 2, 3)], ApiTypeError, "size must be a list of"),
        (socket_options, [(1, None, 3)], ApiTypeError, "size must be a list of"),
    ],
)
def test_bad_values_are_refused(check: Validator, value: object, error: type[OpenApiException], message: str) -> None:
    """Zero, negative, infinite, bool, text in place of numbers: refused with the name and what is allowed."""
    with pytest.raises(error, match=re.escape(message)) as caught:
        check("size", value)
    assert SECRET not in str(caught.value)


@given(value=st.floats() | st.integers() | st.booleans() | st.text() | st.none())
def test_seconds_are_a_usable_number_or_refused(value: object) -> None:
    """Whatever is passed: a float within the range comes back, or our own error does."""
    try:
        result = seconds("timeout", value)
    except (ApiTypeError, ApiValueError):
        return
    assert 0 < result <= 86400
    assert result == value


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("Accept", "image/jpeg", ("Accept", "image/jpeg")),
        ("X-Count", 5, ("X-Count", "5")),
        ("X-Share", 0.5, ("X-Share", "0.5")),
        ("X-Name", "Bär\tx", ("X-Name", "Bär\tx")),
        ("X-Empty", "", ("X-Empty", "")),
    ],
)
def test_good_headers_are_returned_as_text(name: str, value: object, expected: tuple[str, str]) -> None:
    """Texts that Latin-1 holds, and numbers, can be sent."""
    assert header(name, value) == expected


@pytest.mark.parametrize(
    ("name", "value", "error"),
    [
        (5, "x", ApiTypeError),
        ("X", True, ApiTypeError),
        ("X", None, ApiTypeError),
        ("X", b"x", ApiTypeError),
        ("", "x", ApiValueError),
        ("X Y", "x", ApiValueError),
        ("X:", "x", ApiValueError),
        ("X\r\nY", "x", ApiValueError),
        ("Ü", "x", ApiValueError),
        ("X", f"{SECRET}\r\nY: z", ApiValueError),
        ("X", f"{SECRET}\n", ApiValueError),
        ("X", f"{SECRET}\x00", ApiValueError),
        ("X", f"{SECRET}€", ApiValueError),
    ],
)
def test_bad_headers_are_refused(name: object, value: object, error: type[OpenApiException]) -> None:
    """What would split or break the request is refused early, with our error, and the value is not shown."""
    with pytest.raises(error) as caught:
        header(name, value)
    assert SECRET not in str(caught.value)


@given(name=st.text(), value=st.text())
def test_no_header_can_break_the_request(name: str, value: str) -> None:
    """What passes can be encoded, and holds no line end."""
    try:
        line = ": ".join(header(name, value)).encode("latin-1")
    except ApiValueError:
        return
    assert not set(line) & set(b"\r\n\x00")
