"""`CustomizeMapsSettings`: written by codegen, do not edit."""

from pydantic import Field

from photoprism_client.models.base import Model


class CustomizeMapsSettings(Model):
    """Maps in the web interface.

    Source: internal/config/customize/maps.go of the server
    """

    #: Length of animations in milliseconds.
    animate: int | None = Field(default=None, validation_alias="animate", serialization_alias="animate")
    #: Style.
    style: str | None = Field(default=None, validation_alias="style", serialization_alias="style")
