"""`SqlNullTime`: written by codegen, do not edit."""

from pydantic import AliasChoices, Field

from photoprism_client.models.base import Model, Time


class SqlNullTime(Model):
    """A time that may be missing.

    Source: database/sql of Go
    """

    #: The time.
    time: Time = Field(default=None, validation_alias=AliasChoices("Time", "time"), serialization_alias="Time")
    #: Whether there is one.
    valid: bool | None = Field(
        default=None,
        validation_alias=AliasChoices("Valid", "valid"),
        serialization_alias="Valid",
    )
