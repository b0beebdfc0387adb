"""`EntityError`: written by codegen, do not edit."""

from pydantic import Field

from photoprism_client.models.base import Model, Time


class EntityError(Model):
    """An entry of the server's log.

    Source: internal/entity/error.go of the server
    """

    #: Number.
    id: int | None = Field(default=None, validation_alias="ID", serialization_alias="ID")
    #: When it was logged.
    time: Time = Field(default=None, validation_alias="Time", serialization_alias="Time")
    #: ``warning``, ``error`` and others.
    level: str | None = Field(default=None, validation_alias="Level", serialization_alias="Level")
    #: Message.
    message: str | None = Field(default=None, validation_alias="Message", serialization_alias="Message")
