"""The models: pydantic classes named as in the API description, imported when they are first used."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from photoprism_client.models.i18n_response import I18nResponse

_MODULES = {"I18nResponse": "i18n_response"}

__all__ = ["I18nResponse"]


def __getattr__(name: str) -> object:
    # pydantic takes longer to import than all of this package; a script that fetches pictures never needs it.
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
