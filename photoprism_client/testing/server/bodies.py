"""Read the JSON body of a write as the server does: keys in any case, unknown ones ignored, wrong types refused."""

import json
import re
from collections.abc import Mapping
from datetime import datetime
from typing import TypeAlias

from starlette.requests import Request

Kind: TypeAlias = "type | range | Mapping[str, Kind]"
#: What a body may hold: the kind of each field by its name. A ``list`` is one of texts, a ``range`` a whole number.
Form: TypeAlias = Mapping[str, Kind]
Fields: TypeAlias = dict[str, object]

SMALL, WHOLE, NATURAL = range(-(2**7), 2**7), range(-(2**63), 2**63), range(2**63)
_DECODER = json.JSONDecoder(parse_constant=lambda name: float(f"not a number: {name}"))
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


class BadBodyError(Exception):
    """A body that the server refuses with 400: no JSON, not an object, or a value of the wrong type."""


async def read_fields(request: Request, form: Form) -> Fields:
    """Return the fields of a body that *form* knows, by their names in it; ``null`` counts as not sent.

    :raises BadBodyError: the server refuses this body; nothing of it may be saved
    """
    try:
        raw, _ = _DECODER.raw_decode((await request.body()).decode().lstrip())  # what follows is not looked at
    except ValueError as exc:
        raise BadBodyError("no JSON") from exc
    return _fields(raw, form)


def _fields(raw: object, form: Form) -> Fields:
    if raw is None:
        return {}
    if not isinstance(raw, dict):
        raise BadBodyError("not an object")
    names = {name.lower(): name for name in form}
    known = ((names[key.lower()], value) for key, value in raw.items() if key.lower() in names)
    return {name: _checked(value, form[name]) for name, value in known if value is not None}


def _checked(value: object, kind: Kind) -> object:
    if isinstance(kind, Mapping):
        return _fields(value, kind)
    if isinstance(kind, range):
        fits = isinstance(value, int) and not isinstance(value, bool) and value in kind
    elif kind is float:
        fits = isinstance(value, int | float) and not isinstance(value, bool)
    elif kind is list:
        return _texts(value)
    elif kind is datetime:
        return _time(value)
    else:
        fits = isinstance(value, kind)
    if not fits:
        raise BadBodyError(f"not {kind}: {value!r}")
    return value


def _texts(value: object) -> list[str]:
    """Return a list of texts; ``null`` in it is an empty one."""
    if not isinstance(value, list) or not all(isinstance(item, str | None) for item in value):
        raise BadBodyError(f"not a list of texts: {value!r}")
    return [item or "" for item in value]


def _time(value: object) -> datetime:
    if not isinstance(value, str) or not _TIME.fullmatch(value):
        raise BadBodyError(f"not a time: {value!r}")
    try:
        return datetime.fromisoformat(value)
    except ValueError as exc:
        raise BadBodyError(f"no such time: {value}") from exc
