"""Readers: the bytes of an answer become what an operation returns. Models are imported when the first one is read."""

import json
from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Any

#: Makes a value of the body's bytes; its ValueError says that they do not hold one.
Reader = Callable[[bytes], Any]


def one(module: str, name: str) -> Reader:
    """Make a reader of a model.

    :param module: of the model.
    :param name: of its class.
    :return: the reader.
    """
    return _Lazy("read_one", module, name)


def several(module: str, name: str) -> Reader:
    """Make a reader of a list of models.

    :param module: of the models.
    :param name: of their class.
    :return: the reader.
    """
    return _Lazy("read_list", module, name)


def nothing(body: bytes) -> None:
    """Return None: the operation is published without a result.

    :param body: the bytes.
    """


def an_object(body: bytes) -> dict[str, object]:
    """Read a JSON object.

    :param body: the bytes.
    :return: what they hold.
    :raises ValueError: they are not an object.
    """
    found = json.loads(body)
    if not isinstance(found, dict):
        raise ValueError("it is not an object")
    return found


def a_list(body: bytes) -> list[object]:
    """Read a JSON array.

    :param body: the bytes.
    :return: what they hold; an empty list for null.
    :raises ValueError: they are not an array.
    """
    found = json.loads(body)
    if not isinstance(found, (list, type(None))):
        raise ValueError("it is not an array")
    return found or []


def features(body: bytes) -> Any:
    """Read the photos of a GeoJSON FeatureCollection.

    :param body: the bytes.
    :return: a `SearchGeoResult` for each feature, its latitude and longitude from the coordinates.
    :raises ValueError: they are not a collection of points.
    """
    found = json.loads(body)
    try:
        rows = [{**_position(feature), **feature["properties"]} for feature in found["features"] or ()]
    except (AttributeError, LookupError, TypeError) as error:
        raise ValueError("it is not a FeatureCollection of points") from error
    return several("search_geo_result", "SearchGeoResult")(json.dumps(rows).encode("ascii"))


def _position(feature: dict[str, Any]) -> dict[str, object]:
    longitude, latitude = feature["geometry"]["coordinates"][:2]
    return {"Lat": latitude, "Lng": longitude}


class _Lazy:
    """A reader that imports its model at the first use."""

    def __init__(self, how: str, module: str, name: str) -> None:
        self._how, self._module, self._name = how, module, name
        self._read: Reader | None = None

    def __call__(self, body: bytes) -> Any:
        if self._read is None:
            model = getattr(import_module(f"photoprism_client.models.{self._module}"), self._name)
            self._read = partial(getattr(import_module("photoprism_client.models.reading"), self._how), model)
        return self._read(body)
