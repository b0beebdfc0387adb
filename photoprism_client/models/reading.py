"""Bodies of answers become models, without a detour by way of dicts."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Annotated, Any, TypeVar

from pydantic import Field, TypeAdapter

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
