"""Types of fields that need more than a name: times, and lists that the server may write as null."""

from collections.abc import Callable
from datetime import UTC, datetime
from operator import methodcaller
from typing import Annotated, Any, TypeVar

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

T = TypeVar("T")

# The server writes "never" as a time in year 1; no picture is from year 2.
_LATER_THAN_NEVER = datetime(2, 1, 1, tzinfo=UTC)
_LATER_BY_THE_CLOCK = datetime(2, 1, 1)  # compared with times without a zone

_WITH_ZONE = core_schema.datetime_schema(gt=_LATER_THAN_NEVER, tz_constraint="aware")
_WITHOUT_ZONE = core_schema.datetime_schema(gt=_LATER_BY_THE_CLOCK, tz_constraint="naive")


def _wire_text(time: datetime) -> str:
    return time.isoformat().removesuffix("+00:00") + ("Z" if time.utcoffset() in {None, _NO_OFFSET} else "")


_NO_OFFSET = datetime.now(UTC).utcoffset()


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

#: A time as clocks showed it where the picture was taken, without a zone: the server writes ``Z`` behind it, wrongly.
LocalTime = Annotated[datetime | None, _Moment(methodcaller("replace", tzinfo=None))]

#: Annotates a list that the server may write as null.
LIST_OR_NULL = _ListOrNull()
