"""`CustomizeStackSettings`: written by codegen, do not edit."""

from pydantic import Field

from photoprism_client.models.base import Model


class CustomizeStackSettings(Model):
    """Which files become one photo.

    Source: internal/config/customize/stack.go of the server
    """

    #: Those with the same ID.
    uuid: bool | None = Field(default=None, validation_alias="uuid", serialization_alias="uuid")
    #: Those taken at the same time and place.
    meta: bool | None = Field(default=None, validation_alias="meta", serialization_alias="meta")
    #: Those with names that go on, such as ``IMG_1 (2)``.
    name: bool | None = Field(default=None, validation_alias="name", serialization_alias="name")
