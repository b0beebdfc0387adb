"""Python values to JSON, and the text of an answer to Python values, by the generator's type names."""

import datetime
import json
import re
import uuid
from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import Enum
from typing import Any

from photoprism_client import models
from photoprism_client.exceptions import ApiException, ApiValueError

_JSON = re.compile(r"application/(?:json|[\w!#$&.+\-^]+\+json)\s*(?:;|$)", re.IGNORECASE)
_TEXT = re.compile(r"text/[a-z.+-]+\s*(?:;|$)", re.IGNORECASE)
_LIST = re.compile(r"[Ll]ist\[(.*)]")
_DICT = re.compile(r"[Dd]ict\[[^,\[\]]+,\s*(.*)]")


def sanitize(value: Any) -> Any:
    """Turn a value into what JSON can hold.

    :param value: None, text, numbers, bytes, times, UUIDs, enums, models, and lists, tuples and mappings of these.
    :return: plain values; bytes unchanged, times in ISO 8601.
    """
    if value is None or (isinstance(value, (str, int, float, bool, bytes)) and not isinstance(value, Enum)):
        return value
    if isinstance(value, Mapping):
        return {key: sanitize(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        items = [sanitize(item) for item in value]
        return items if isinstance(value, list) else tuple(items)
    for types, convert in _CONVERSIONS:
        if isinstance(value, types):
            return convert(value)
    if hasattr(value, "get_secret_value"):
        return value.get_secret_value()
    return sanitize(value.to_dict() if hasattr(value, "to_dict") else vars(value))


_CONVERSIONS: tuple[tuple[type | tuple[type, ...], Callable[[Any], Any]], ...] = (
    (Enum, lambda value: value.value),
    (datetime.date, lambda value: value.isoformat()),  # a datetime is one
    ((uuid.UUID, Decimal), str),
)


def deserialize(text: str, response_type: str, content_type: str | None) -> Any:
    """Turn the text of an answer into a Python value.

    :param text: the body.
    :param response_type: ``str``, ``int``, ``float``, ``bool``, ``bytes``, ``bytearray``, ``date``, ``datetime``,
        ``decimal``, ``UUID``, ``object``, the name of a model, or ``List[…]`` or ``Dict[str, …]`` of these.
    :param content_type: the answer's ``Content-Type``; None means JSON if it can be read so, else text.
    :return: the value.
    :raises ApiValueError: the type is unknown.
    :raises ApiException: the media type is neither JSON nor text, or the text does not hold such a value.
    """
    return _convert(_decode(text, content_type), response_type)


def _decode(text: str, content_type: str | None) -> Any:
    if content_type is None or _JSON.match(content_type):
        try:
            return json.loads(text) if text else ""
        except (ValueError, RecursionError) as error:
            if content_type is None:
                return text
            raise ApiException(0, "the body is not the JSON that it claims to be", body=text[:200]) from error
    if _TEXT.match(content_type):
        return text
    raise ApiException(0, f"cannot read content of type {content_type}")


def _convert(data: Any, response_type: str) -> Any:
    if data is None or response_type == "object":
        return data
    if inner := _LIST.fullmatch(response_type):
        return [_convert(item, inner[1]) for item in _checked(data, list, response_type)]
    if inner := _DICT.fullmatch(response_type):
        return {key: _convert(item, inner[1]) for key, item in _checked(data, dict, response_type).items()}
    convert = _READERS.get(response_type) or _model_reader(response_type)
    try:
        return convert(data)
    except (ValueError, TypeError, AttributeError, ArithmeticError) as error:
        # pydantic's ValidationError is a ValueError; it would quote the input, which may hold a token.
        raise ApiException(0, f"the body does not hold a value of type {response_type}") from _nameless(error)


def _checked(data: Any, kind: type, response_type: str) -> Any:
    if not isinstance(data, kind):
        raise ApiException(0, f"the body does not hold a value of type {response_type}")
    return data


def _nameless(error: Exception) -> Exception | None:
    return None if type(error).__module__.startswith("pydantic") else error


def _model_reader(name: str) -> Callable[[Any], Any]:
    if name not in models.__all__:
        raise ApiValueError(f"response_type must be one of {sorted(_READERS)}, a model's name, List[…] or Dict[str, …]")
    return getattr(models, name).model_validate  # type: ignore[no-any-return]  # a pydantic class


def _read_time(text: str) -> datetime.datetime:
    from dateutil.parser import isoparse

    return isoparse(text)


_READERS: dict[str, Callable[[Any], Any]] = {
    "bool": bool,
    "bytearray": lambda value: bytearray(value.encode("utf-8")),
    "bytes": lambda value: value.encode("utf-8"),
    "date": lambda value: _read_time(value).date(),
    "datetime": _read_time,
    "decimal": Decimal,
    "float": float,
    "int": int,
    "long": int,
    "str": str,
    "UUID": uuid.UUID,
}
