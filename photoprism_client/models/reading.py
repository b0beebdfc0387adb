"""Bodies of answers become models, without a detour by way of dicts."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Annotated, Any, TypeVar, get_args

from pydantic import ConfigDict, Field, TypeAdapter, create_model

from photoprism_client.models.base import LIST_OR_NULL, Model
from photoprism_client.models.model_list import ModelList

M = TypeVar("M", bound=Model)

_MOST_ROWS = 100_000  # as many as the API allows; without a limit, 64 MiB could hold 20 million empty ones


def read_one(model: type[M], body: bytes) -> M:
    """Make a model of JSON.

    :param model: its class.
    :param body: a JSON object.
    :return: the model.
    :raises ValueError: the body is not JSON, or does not hold such a model.
    """
    return model.model_validate_json(body)


def read_list(model: type[M], body: bytes) -> ModelList[M]:
    """Make models of JSON.

    :param model: their class.
    :param body: a JSON array of at most 100 000 objects, or null for none.
    :return: the models.
    :raises ValueError: the body is not JSON, or does not hold such models.
    """
    adapter = _adapter(model)
    with _no_collection():
        return ModelList(adapter.validate_json(body))


@cache
def narrowed(model: type[M], names: frozenset[str]) -> type[M]:
    """Return a form of a model that has some of its fields, and is read in a fraction of the time.

    It reads these fields as the model does, with the same checks, and ignores all others: they are not attributes.

    :param model: its class.
    :param names: of the fields; those of the items of a list are written ``files.name``.
    :return: a class for which type checkers see the model itself.
    :raises KeyError: the model has no such field.
    """
    of_items: dict[str, set[str]] = {}
    for name in names:
        field, _, of_item = name.partition(".")
        of_items.setdefault(field, set()).update([of_item] if of_item else [])
    fields: dict[str, Any] = {}
    for field, inner in of_items.items():
        info = model.model_fields[field]
        fields[field] = (_narrowed_list(info.annotation, frozenset(inner)) if inner else info.annotation, info)
    found: Any = create_model(model.__name__, __base__=_Narrow, **fields)
    return found  # type: ignore[no-any-return]  # it is used as if it were the model


class _Narrow(Model):
    model_config = ConfigDict(extra="ignore")


def _narrowed_list(annotation: Any, names: frozenset[str]) -> Any:
    (item,) = get_args(annotation)
    return list[narrowed(item, names)]  # type: ignore[misc]  # a class that a function returns


@cache
def _adapter(model: type[Model]) -> TypeAdapter[Any]:
    # Failing at the first error: pydantic would collect one for each of a million wrong rows.
    checks = Field(fail_fast=True, max_length=_MOST_ROWS)
    rows: Any = Annotated[list[model], checks, LIST_OR_NULL]  # type: ignore[valid-type]  # a class in a variable
    return TypeAdapter(rows)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Keep the garbage collector from walking over rows while they are made: none is garbage, and it halves the speed.

    For the few milliseconds of a page; a collector that is switched off stays so.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
