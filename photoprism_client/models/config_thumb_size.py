"""`ConfigThumbSize`: written by codegen, do not edit."""

from pydantic import Field

from photoprism_client.models.base import Model


class ConfigThumbSize(Model):
    """A thumbnail size that the server offers.

    Source: internal/config/thumbnails.go of the server
    """

    #: Name.
    size: str | None = Field(default=None, validation_alias="size", serialization_alias="size")
    #: What it is good for.
    usage: str | None = Field(default=None, validation_alias="usage", serialization_alias="usage")
    #: Pixels.
    w: int | None = Field(default=None, validation_alias="w", serialization_alias="w")
    #: Pixels.
    h: int | None = Field(default=None, validation_alias="h", serialization_alias="h")
