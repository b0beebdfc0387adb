"""`Model`: what all models have in common, and the types of their fields."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from operator import methodcaller
from typing import Annotated, Any, Self, TypeVar

from pydantic import AliasChoices, AliasGenerator, BaseModel, ConfigDict, GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from photoprism_client.models.shown import fields_of, on_lines, on_one_line

T = TypeVar("T")

# Words of a field's name that the server writes in capitals.
_CAPITALS = frozenset({"cc", "fps", "hdr", "id", "ip", "uid", "url", "utc"})
# The server writes "never" as a time in year 1; no picture is from year 2.
_LATER_THAN_NEVER = datetime(2, 1, 1, tzinfo=UTC)
_LATER_BY_THE_CLOCK = datetime(2, 1, 1)  # held against times without a zone


def server_name(name: str) -> str:
    """Return the server's name of a field.

    :param name: such as ``photo_uid``.
    :return: such as ``PhotoUID``.
    """
    return "".join(word.upper() if word in _CAPITALS else word.capitalize() for word in name.split("_"))


def described_name(name: str) -> str:
    """Return the name that the API description has for a field whose type was not written out there.

    :param name: such as ``created_at``.
    :return: such as ``createdAt``.
    """
    whole = server_name(name)
    return name if whole.isupper() and len(whole) > 1 else whole[0].lower() + whole[1:]


def either_name(name: str) -> AliasChoices:
    """Return both names of a field, the server's first.

    :param name: such as ``created_at``.
    :return: such as ``CreatedAt`` and ``createdAt``.
    """
    return AliasChoices(server_name(name), described_name(name))


#: For models whose fields are named in two ways: recorded answers have one, the API description the other.
TWO_NAMES = AliasGenerator(validation_alias=either_name, serialization_alias=server_name)


_WITHOUT_ZONE = core_schema.datetime_schema(gt=_LATER_BY_THE_CLOCK, tz_constraint="naive")


class _Moment:
    """A schema for times: None where the server says "never", or writes what is no time."""

    def __init__(self, then: Callable[[Any], Any] | None = None) -> None:
        self._then = then

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        # All of it runs in compiled code: a listing has a dozen times in each row.
        moment: CoreSchema = core_schema.datetime_schema(gt=_LATER_THAN_NEVER, tz_constraint="aware")
        if self._then is not None:
            local = core_schema.no_info_after_validator_function(self._then, moment)
            moment = core_schema.union_schema([local, _WITHOUT_ZONE], mode="left_to_right")
        return core_schema.with_default_schema(core_schema.nullable_schema(moment), default=None, on_error="default")


class _ListOrNull:
    """A schema for lists: an empty one where the server writes null."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(_or_empty, core_schema.nullable_schema(handler(source)))


def _or_empty(items: list[T] | None) -> list[T]:
    return [] if items is None else items


#: A time with its zone.
Time = Annotated[datetime | None, _Moment()]

#: A time as clocks showed it where the picture was taken, without a zone: the server writes ``Z`` behind it, wrongly.
LocalTime = Annotated[datetime | None, _Moment(methodcaller("replace", tzinfo=None))]

#: Put behind a list's type where the server may write null.
LIST_OR_NULL = _ListOrNull()


class Model(BaseModel):
    """Something that the server tells; each field may be missing, and unknown ones are kept.

    ``repr``, ``pprint`` and a notebook show the fields that are set, one a line; ``str`` has them on one line. What is
    secret is masked there; :meth:`to_dict` and :meth:`to_json` have it.
    """

    model_config = ConfigDict(extra="allow", validate_by_name=True, protected_namespaces=())

    def __repr_args__(self) -> Iterator[tuple[str | None, Any]]:
        # Whatever shows models in a way of its own, such as rich, asks for this.
        return fields_of(self)

    def __repr__(self) -> str:
        # On lines even though repr is mostly on one: pprint and notebooks take it as it is, and know no other way.
        return on_lines(self)

    def __str__(self) -> str:
        return on_one_line(self)

    def to_dict(self) -> dict[str, Any]:
        """Return the fields that are set, those unknown here included.

        :return: the server's names to values.
        """
        return self.model_dump(by_alias=True, exclude_none=True)

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
    def from_dict(cls, obj: dict[str, Any] | None) -> Self | None:
        """Make one of a dict.

        :param obj: names to values, or None.
        :return: the object, or None for None.
        """
        return None if obj is None else cls.model_validate(obj)

    @classmethod
    def from_json(cls, json_str: str) -> Self | None:
        """Make one of JSON.

        :param json_str: the text.
        :return: the object.
        """
        return cls.model_validate_json(json_str)


class NamedModel(Model):
    """A model whose fields the server names in capitalised words, such as ``TakenAt``."""

    model_config = ConfigDict(alias_generator=server_name)
