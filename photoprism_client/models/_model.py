"""`Model` and `Form`: what all models have in common.

Reading an answer is lenient: fields may be missing or null, and those that are not described are kept. Construction and
assignment in Python are strict: a name that the model does not have is an error that shows close names.
"""

import difflib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pprint import pformat
from typing import TYPE_CHECKING, Any, ClassVar, Self

from pydantic import AliasChoices, BaseModel, ConfigDict, ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError, to_json

from photoprism_client.models.base import Model as _Answer
from photoprism_client.redaction import MASK, is_secret_name


class Model(_Answer):
    """What the server tells of one thing: each field may be missing, and unknown ones are kept in ``model_extra``.

    ``repr``, ``str`` and :meth:`to_str` mask secrets; :meth:`to_dict` and :meth:`to_json` have them.
    """

    model_config = ConfigDict(hide_input_in_errors=True)  # the input may be a password

    #: Names of the fields that hold a secret.
    secret_fields: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, /, **data: Any) -> None:
        with _close_names(type(self)):
            self.__pydantic_validator__.validate_python(data, self_instance=self, extra="forbid")
        self._set_extra({} if self.model_config.get("extra") == "allow" else None)

    # pydantic marks its own __init__ so. Without the mark it would read answers by calling this one.
    __init__.__pydantic_base_init__ = True  # type: ignore[attr-defined]

    if not TYPE_CHECKING:  # a type checker that saw it would take any name

        def __setattr__(self, name: str, value: Any) -> None:
            if name[:1] == "_" or isinstance(getattr(type(self), name, None), property):
                super().__setattr__(name, value)
                return
            extra = self.model_extra
            if extra is not None and name in extra:
                extra[name] = value
                return
            try:
                with _close_names(type(self)):
                    self.__pydantic_validator__.validate_assignment(self, name, value, extra="forbid")
            finally:
                self._set_extra(extra)

    __repr__ = BaseModel.__repr__
    __str__ = BaseModel.__str__

    def __repr_args__(self) -> Iterator[tuple[str | None, Any]]:
        return ((name, value) for name, value in self._shown().items() if value is not None and value != [])

    def to_dict(self) -> dict[str, Any]:
        """Return the fields that are set, unknown ones included, as JSON holds them: times are text.

        :return: the server's names to values.
        """
        return self.model_dump(mode="json", by_alias=True, exclude_none=True)

    def to_str(self) -> str:
        """Return the fields as text for a person.

        :return: one field a line under the server's name, secrets masked.
        """
        wire = {name: field.serialization_alias or name for name, field in type(self).model_fields.items()}
        return pformat({wire.get(name, name): value for name, value in self._shown().items()}, sort_dicts=False)

    @classmethod
    def from_dict(cls, obj: Mapping[str, Any] | None) -> Self | None:
        """Make a model of a dict, as leniently as an answer is read.

        :param obj: names to values, or None.
        :return: the model, or None for None.
        :raises pydantic.ValidationError: a value has the wrong type.
        """
        return None if obj is None else cls.model_validate_json(to_json(obj, by_alias=True))

    def _shown(self) -> dict[str, Any]:
        """Return the fields, secrets masked: described ones by their mark, others by their name."""
        described: dict[str, Any] = {
            name: MASK if name in self.secret_fields and value else _masked(value)
            for name, value in self.__dict__.items()
        }
        described.update(_masked(self.model_extra or {}))
        return described

    def _set_extra(self, extra: dict[str, Any] | None) -> None:
        object.__setattr__(self, "__pydantic_extra__", extra)


class Form(Model):
    """What to send: a field that is None is left out, and the server leaves it as it is."""

    model_config = ConfigDict(extra="ignore")  # so that a form can be made of an answer, which has more fields


def _masked(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: MASK if is_secret_name(name) and item else _masked(item) for name, item in value.items()}
    return [_masked(item) for item in value] if isinstance(value, list) else value


@contextmanager
def _close_names(model: type[Model]) -> Iterator[None]:
    """Add close names to errors about unknown ones, and leave out the input."""
    try:
        yield
    except ValidationError as error:
        details = [_detail(model, found) for found in error.errors(include_url=False, include_input=False)]
        raise ValidationError.from_exception_data(error.title, details, hide_input=True) from None


def _detail(model: type[Model], found: Any) -> InitErrorDetails:
    kind, loc = found["type"], found["loc"]
    if kind in {"extra_forbidden", "no_such_attribute"}:
        close = difflib.get_close_matches(str(loc[-1]), _names(model), n=3, cutoff=0.7) if len(loc) == 1 else []
        hint = f"; did you mean {', '.join(close)}?" if close else ""
        kind = PydanticCustomError("unknown_field", "there is no field of this name{hint}", {"hint": hint})
    return InitErrorDetails(type=kind, loc=loc, input=None, ctx=found.get("ctx", {}))


def _names(model: type[Model]) -> list[str]:
    """Return the names that a model can be constructed with: those of Python, and those of the server."""
    aliases = [field.validation_alias for field in model.model_fields.values()]
    read = [name for alias in aliases for name in (alias.choices if isinstance(alias, AliasChoices) else [alias])]
    return [*model.model_fields, *(name for name in read if isinstance(name, str))]
