"""Write the `__init__` modules of APIs and models: each name is imported when it is first used."""

from collections.abc import Mapping

from codegen.imports import module_of
from codegen.registry import APIS, CHOICES, MODELS
from codegen.text import docstring


def models() -> str:
    """Write the module ``photoprism_client.models``.

    :return: its text.
    """
    homes = {name: module_of(name) for name in (*MODELS, *CHOICES)}
    return _package("The models: pydantic classes, imported when they are first used.", "models", homes)


def apis() -> str:
    """Write the module ``photoprism_client.api``.

    :return: its text.
    """
    homes = {api.name: f"{api.module}_api" for api in APIS.values()}
    return _package("The APIs: one class for each group of operations, imported when it is first used.", "api", homes)


def _package(summary: str, name: str, homes: Mapping[str, str]) -> str:
    package = f"photoprism_client.{name}"
    names = sorted(homes)
    imports: dict[str, list[str]] = {}
    for found in names:
        imports.setdefault(homes[found], []).append(found)
    lines = docstring(0, f"{summary} Written by codegen, do not edit.")
    lines += ["", "from importlib import import_module", "from typing import TYPE_CHECKING", "", "if TYPE_CHECKING:"]
    for module in sorted(imports):
        lines += _import(package, module, imports[module])
    lines += ["", "_MODULES = {", *(f'    "{found}": "{homes[found]}",' for found in names), "}"]
    lines += ["_SUBMODULES = frozenset(_MODULES.values())"]
    lines += ["", "__all__ = [", *(f'    "{found}",' for found in names), "]"]
    return "\n".join([*lines, "", "", _FUNCTIONS]) + "\n"


def _import(package: str, module: str, names: list[str]) -> list[str]:
    line = f"    from {package}.{module} import {', '.join(names)}"
    if len(line) <= 120:
        return [line]
    return [f"    from {package}.{module} import (", *(f"        {name}," for name in names), "    )"]


_FUNCTIONS = """def __getattr__(name: str) -> object:
    if name in _MODULES:
        return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    if name in _SUBMODULES:
        return import_module(f"{__name__}.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__, *_SUBMODULES})"""
