"""Read JSON bodies as the server does: keys in any case, unknown keys ignored, ``null`` leaves a field as it is."""

import json

from starlette.requests import Request


class BadFormError(Exception):
    """A body that the server refuses: none, not JSON, or a value of the wrong type."""


class Form:
    """The fields of a body that were sent, by their own names.

    :param values: the checked values
    """

    def __init__(self, values: dict[str, object]) -> None:
        self.values = values

    def __contains__(self, name: str) -> bool:
        return name in self.values

    def text(self, name: str, default: str = "") -> str:
        """Return a text, or *default* when it was not sent."""
        return str(self.values.get(name, default))

    def flag(self, name: str, default: bool = False) -> bool:
        """Return a switch, or *default* when it was not sent."""
        return bool(self.values.get(name, default))

    def whole(self, name: str, default: int = 0) -> int:
        """Return a whole number, or *default* when it was not sent."""
        value = self.values.get(name, default)
        return value if isinstance(value, int) else default

    def number(self, name: str, default: float = 0) -> float:
        """Return a number, or *default* when it was not sent."""
        value = self.values.get(name, default)
        return float(value) if isinstance(value, int | float) else default

    def texts(self, name: str) -> list[str]:
        """Return a list of texts, empty when it was not sent."""
        value = self.values.get(name, [])
        return [str(item or "") for item in value] if isinstance(value, list) else []


async def read_form(request: Request, **fields: type) -> Form:
    """Read the body of a request, whatever its ``Content-Type``.

    :param fields: the fields that the server knows, and their types: ``str``, ``bool``, ``int``, ``float`` or ``list``
        for a list of texts
    :return: those that were sent and are not ``null``
    :raises BadFormError: there is no body, it is not a JSON object, or a value is of another type
    """
    body = read_json(await request.body())
    known = {name.lower(): name for name in fields}
    values = {}
    for key, value in body.items():
        name = known.get(key.lower())
        if name is None or value is None:
            continue
        if not _fits(value, fields[name]):
            raise BadFormError(f"{name}: {value!r} is not of type {fields[name].__name__}")
        values[name] = value
    return Form(values)


def read_json(body: bytes) -> dict[str, object]:
    """Return the first JSON value of a body; what follows it is not looked at, as there.

    :raises BadFormError: it is not an object
    """
    try:
        value, _ = json.JSONDecoder().raw_decode(body.decode().lstrip())
    except ValueError as exc:
        raise BadFormError("the body is not JSON") from exc
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise BadFormError("the body is not a JSON object")
    return value


def _fits(value: object, kind: type) -> bool:
    if kind is list:
        return isinstance(value, list) and all(item is None or isinstance(item, str) for item in value)
    if kind is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    return type(value) is kind
