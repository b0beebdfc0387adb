"""`CustomizeTemplateSettings`: written by codegen, do not edit."""

from pydantic import Field

from photoprism_client.models.base import Model


class CustomizeTemplateSettings(Model):
    """Templates of the web interface.

    Source: internal/config/customize/template.go of the server
    """

    #: Name of the template.
    default: str | None = Field(default=None, validation_alias="default", serialization_alias="default")
