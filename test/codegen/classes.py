"""The class of each API; as long as one is written by hand, the generated class that it will be based on."""

import importlib
from typing import Any

from codegen.registry import APIS
from photoprism_client.api._operations import Operations


def class_of(name: str) -> type[Any]:
    """Return the class of an API.

    :param name: such as ``AlbumsApi``.
    :return: a class based on the generated one, or that itself.
    """
    module = APIS[name].module
    found: type[Any] = getattr(importlib.import_module(f"photoprism_client.api.{module}_api"), name)
    generated = importlib.import_module(f"photoprism_client.api._generated.{module}")
    base: type[Operations] = getattr(generated, f"{name.removesuffix('Api')}Operations")
    return found if issubclass(found, base) else base
