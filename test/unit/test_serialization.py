"""Values become what JSON can hold, and texts become the types that the generator names, or our own error."""

import datetime
import json
import uuid
from decimal import Decimal
from enum import Enum
from types import MappingProxyType
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr

from photoprism_client._call.serialization import deserialize, sanitize
from photoprism_client.exceptions import ApiException, ApiValueError
from photoprism_client.models import I18nResponse
from photoprism_client.sizes import CropArea, ThumbSize

SECRET = "canary7x2k9"
MOMENT = datetime.datetime(2024, 5, 17, 10, 11, 12, tzinfo=datetime.UTC)
UUID = uuid.UUID("12345678-1234-5678-1234-567812345678")


class Colour(Enum):
    """An Enum of its own."""

    RED = 1


class Plain:
    """An object with attributes."""

    def __init__(self) -> None:
        self.when = MOMENT


class Pair(NamedTuple):
    """A tuple with names."""

    a: object
    b: object


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        ("a", "a"),
        (1, 1),
        (1.5, 1.5),
        (True, True),
        (b"x", b"x"),
        (MOMENT, "2024-05-17T10:11:12+00:00"),
        (MOMENT.date(), "2024-05-17"),
        (UUID, str(UUID)),
        (Decimal("1.10"), "1.10"),
        (Colour.RED, 1),
        (ThumbSize.FIT_720, "fit_720"),
        (SecretStr("x"), "x"),
        ([MOMENT.date(), [Colour.RED]], ["2024-05-17", [1]]),
        ((Colour.RED, None), (1, None)),
        (Pair(Colour.RED, 2), (1, 2)),
        (CropArea(0, 0, 1, 1), (0, 0, 1, 1)),
        (MappingProxyType({"a": Colour.RED}), {"a": 1}),
        (I18nResponse(code=404, message="x"), {"code": 404, "message": "x"}),
        (Plain(), {"when": "2024-05-17T10:11:12+00:00"}),
    ],
)
def test_values_become_plain(value: object, expected: object) -> None:
    """Times, numbers, enums, models and what holds them turn into what JSON can hold."""
    result = sanitize(value)
    assert result == expected
    assert type(result) is type(expected)


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@given(value=JSON_VALUES)
def test_json_passes_both_ways(value: object) -> None:
    """What JSON holds is not changed on the way out, and is itself again on the way in."""
    assert sanitize(value) == value
    assert deserialize(json.dumps(value), "object", "application/json") == value


@pytest.mark.parametrize(
    ("text", "response_type", "content_type", "expected"),
    [
        ('"a"', "str", "application/json", "a"),
        ("plain", "str", "text/plain; charset=utf-8", "plain"),
        ("plain", "str", None, "plain"),
        ("[" * 100_000, "str", None, "[" * 100_000),
        ("5", "int", None, 5),
        ("5", "long", "application/json", 5),
        ("5", "float", "application/json", 5.0),
        ("true", "bool", "application/json", True),
        ('"ü"', "bytes", "application/json", b"\xc3\xbc"),
        ('"ü"', "bytearray", "application/json", bytearray(b"\xc3\xbc")),
        ('"2024-05-17"', "date", "application/json", MOMENT.date()),
        ('"2024-05-17T10:11:12Z"', "datetime", "application/json", MOMENT),
        ('"1.10"', "decimal", "application/json", Decimal("1.10")),
        (f'"{UUID}"', "UUID", "application/json", UUID),
        ("[1]", "object", "application/problem+json", [1]),
        ("{}", "object", "APPLICATION/JSON;charset=utf-8", {}),
        ("", "str", "application/json", ""),
        ("null", "List[int]", "application/json", None),
        ('["1", 2]', "List[int]", "application/json", [1, 2]),
        ("[[1], []]", "list[List[str]]", "application/json", [["1"], []]),
        ('{"a": "1"}', "Dict[str, int]", "application/json", {"a": 1}),
        ('{"a": {"b": [1]}}', "Dict[str, dict[str, List[str]]]", "application/json", {"a": {"b": ["1"]}}),
    ],
)
def test_texts_become_values(text: str, response_type: str, content_type: str | None, expected: object) -> None:
    """Each type name of the generator is read; without a media type, JSON where it is JSON."""
    result = deserialize(text, response_type, content_type)
    assert result == expected
    assert type(result) is type(expected)


def test_models_are_read_by_name() -> None:
    """The name of a model makes one, alone or in a list, with fields that nobody knows."""
    result = deserialize('[{"code": 404, "error": "x", "new": [1]}]', "List[I18nResponse]", "application/json")
    assert result == [I18nResponse.from_dict({"code": 404, "error": "x", "new": [1]})]


@pytest.mark.parametrize("response_type", ["Nonsense", "", "list", "List[Nonsense]", "__all__", "BaseModel"])
def test_an_unknown_type_is_the_callers_error(response_type: str) -> None:
    """A type name that does not exist is a wrong argument, and the message names those that do."""
    with pytest.raises(ApiValueError, match="response_type must be one of"):
        deserialize("[1]", response_type, "application/json")


@pytest.mark.parametrize(
    ("text", "response_type"),
    [
        ('"x"', "int"),
        ("1e999", "int"),
        ('"x"', "decimal"),
        ('"x"', "UUID"),
        ("5", "UUID"),
        ('"x"', "datetime"),
        ("5", "date"),
        ("5", "bytes"),
        ("[]", "bytearray"),
        ("5", "List[int]"),
        ('"abc"', "List[str]"),
        ('{"a": 1}', "List[str]"),
        ("[]", "Dict[str, int]"),
        ('["x"]', "List[int]"),
        (f'{{"code": "{SECRET}"}}', "I18nResponse"),
        ("[1]", "I18nResponse"),
    ],
)
def test_a_text_of_another_type_is_our_error(text: str, response_type: str) -> None:
    """The server's answer does not fit: our error, without a pydantic one beneath that quotes what it got."""
    with pytest.raises(ApiException, match="the body does not hold a value of type") as caught:
        deserialize(text, response_type, "application/json")
    assert SECRET not in f"{caught.value}{caught.value.__cause__}"
    assert not type(caught.value.__cause__).__module__.startswith("pydantic")


@pytest.mark.parametrize("text", ["{", "<html>", f'{{"access_token": "{SECRET}', "[" * 100_000, f"?t={SECRET}"])
def test_a_body_that_is_not_the_json_it_claims_is_our_error(text: str) -> None:
    """Cut, nested without end or not JSON at all: our error with a snippet that holds no secret."""
    with pytest.raises(ApiException, match="not the JSON that it claims to be") as caught:
        deserialize(text, "object", "application/json")
    assert caught.value.body
    assert len(caught.value.body) <= 200
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize("content_type", ["image/jpeg", "application/octet-stream", "application/jsonx", "", "x"])
def test_a_media_type_that_is_no_text_is_our_error(content_type: str) -> None:
    """A picture cannot be decoded as a value."""
    with pytest.raises(ApiException, match="cannot read content of type"):
        deserialize("{}", "object", content_type)


@given(text=st.text(), kind=st.sampled_from(["int", "datetime", "UUID", "bytes", "List[int]", "I18nResponse"]))
def test_only_our_errors_escape(text: str, kind: str) -> None:
    """Whatever a server answers, nothing but our error leaves."""
    for body in (text, json.dumps(text)):
        result: Any = None
        try:
            result = deserialize(body, kind, "application/json")
        except ApiException as error:
            assert error.status == 0  # noqa: PT017  # either way is good
        assert result is None or kind not in {"List[int]", "I18nResponse"} or not isinstance(result, str)
