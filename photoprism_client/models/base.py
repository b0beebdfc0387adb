"""`Model` and `Form`: what all models have in common, and the types of their fields.

Reading an answer is lenient: fields may be missing or null, and those that are not described are kept. Construction and
assignment in Python are strict: a name that the model does not have is an error that shows close names.
"""

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from operator import methodcaller
from typing import TYPE_CHECKING, Annotated, Any, Self, TypeVar

from pydantic import AliasChoices, BaseModel, ConfigDict, GetCoreSchemaHandler, ValidationError
from pydantic_core import (
    CoreSchema,
    InitErrorDetails,
    PydanticCustomError,
    PydanticSerializationError,
    core_schema,
    to_json,
)

from photoprism_client.models.shown import fields_of, on_lines, on_one_line

if TYPE_CHECKING:
    from photoprism_client.models.cards import PictureFetcher

T = TypeVar("T")

# The server writes "never" as a time in year 1; no picture is from year 2.
_LATER_THAN_NEVER = datetime(2, 1, 1, tzinfo=UTC)
_LATER_BY_THE_CLOCK = datetime(2, 1, 1)  # compared with times without a zone

_WITH_ZONE = core_schema.datetime_schema(ge=_LATER_THAN_NEVER, tz_constraint="aware")
_WITHOUT_ZONE = core_schema.datetime_schema(ge=_LATER_BY_THE_CLOCK, tz_constraint="naive")


def _wire_text(time: datetime) -> str:
    return time.isoformat().removesuffix("+00:00") + ("Z" if time.utcoffset() in {None, timedelta(0)} else "")


class _Moment:
    """A schema for times: strict in Python; in an answer, None where it says "never" or holds something else."""

    def __init__(self, then: Callable[[Any], Any] | None = None) -> None:
        self._then = then

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        # All of it runs in compiled code: a listing has a dozen times in each row.
        moment: CoreSchema = _WITH_ZONE
        if self._then is not None:
            local = core_schema.no_info_after_validator_function(self._then, moment)
            moment = core_schema.union_schema([local, _WITHOUT_ZONE], mode="left_to_right")
        lenient = core_schema.with_default_schema(moment, default=None, on_error="default")
        return core_schema.nullable_schema(
            core_schema.json_or_python_schema(json_schema=lenient, python_schema=moment),
            serialization=core_schema.plain_serializer_function_ser_schema(
                _wire_text, return_schema=core_schema.str_schema(), when_used="json-unless-none"
            ),
        )


class _ListOrNull:
    """A schema for lists: an empty one where the server writes null."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(_or_empty, core_schema.nullable_schema(handler(source)))


def _or_empty(items: list[T] | None) -> list[T]:
    return [] if items is None else items


#: A time with its zone.
Time = Annotated[datetime | None, _Moment()]

#: A time as clocks showed it where the picture was taken, without a zone: the server writes ``Z`` after it, wrongly.
LocalTime = Annotated[datetime | None, _Moment(methodcaller("replace", tzinfo=None))]

#: Annotates a list that the server may write as null.
LIST_OR_NULL = _ListOrNull()


class Model(BaseModel):
    """Something that the server tells: each field may be missing, and unknown ones are kept in ``model_extra``.

    ``repr`` and ``pprint`` show the fields that are set, one a line; ``str`` has them on one line. What is secret is
    masked there; :meth:`to_dict` and :meth:`to_json` have it. A notebook shows photos, albums, folders, labels, people
    and faces with their pictures.
    """

    # Fetches its picture, see `ClientFetcher`. A slot, since all else is copied, pickled and compared.
    __slots__ = ("_fetcher",)

    # Errors leave out the input, which may be a password.
    model_config = ConfigDict(extra="allow", validate_by_name=True, protected_namespaces=(), hide_input_in_errors=True)

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

    def __repr_args__(self) -> Iterator[tuple[str | None, Any]]:
        # Whatever shows models in a way of its own, such as rich, asks for this.
        return fields_of(self)

    def __repr__(self) -> str:
        # On lines even though repr is mostly on one: pprint and notebooks take it as it is, and know no other way.
        return on_lines(self)

    def __str__(self) -> str:
        return on_one_line(self)

    def _repr_html_(self) -> str | None:
        from photoprism_client.models.cards import card_of

        return card_of(self)

    def _set_fetcher(self, fetcher: "PictureFetcher") -> None:
        """Set what fetches its picture, and those of its parts."""
        Model._fetcher.__set__(self, fetcher)  # type: ignore[attr-defined]  # of the slot
        for part in self._parts():
            part._set_fetcher(fetcher)

    def _parts(self) -> "Iterable[Model]":
        """Return the models in it that have pictures."""
        return ()

    def to_dict(self) -> dict[str, Any]:
        """Return the fields that are set, unknown ones included, as JSON holds them: times are text.

        :return: the server's names to values.
        """
        return self.model_dump(mode="json", by_alias=True, exclude_none=True)

    def to_json(self) -> str:
        """Return the fields that are set as JSON.

        :return: the text, with the server's names.
        """
        return self.model_dump_json(by_alias=True, exclude_none=True)

    def to_str(self) -> str:
        """Return the fields that are set as text for a person.

        :return: the ``repr``: a field a line, secrets masked.
        """
        return repr(self)

    @classmethod
    def from_dict(cls, obj: Mapping[str, Any] | None) -> Self | None:
        """Make a model of a dict, as leniently as an answer is read.

        :param obj: names to values, or None.
        :return: the model, or None for None.
        :raises pydantic.ValidationError: a value has the wrong type, or is none that JSON can hold.
        """
        if obj is None:
            return None
        try:
            return cls.model_validate_json(to_json(obj, by_alias=True))
        except PydanticSerializationError as error:
            kind = PydanticCustomError("not_json", "JSON cannot hold this: {reason}", {"reason": str(error)})
            details = [InitErrorDetails(type=kind, input=None)]
            raise ValidationError.from_exception_data(cls.__name__, details, hide_input=True) from None

    @classmethod
    def from_json(cls, json_str: str) -> Self | None:
        """Make a model of JSON.

        :param json_str: the text.
        :return: the model.
        :raises pydantic.ValidationError: it is not JSON, or a value has the wrong type.
        """
        return cls.model_validate_json(json_str)

    def _set_extra(self, extra: dict[str, Any] | None) -> None:
        object.__setattr__(self, "__pydantic_extra__", extra)


class Form(Model):
    """What to send: a field that is None is left out, and the server leaves it as it is."""

    model_config = ConfigDict(extra="ignore")  # so that a form can be made of an answer, which has more fields


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
