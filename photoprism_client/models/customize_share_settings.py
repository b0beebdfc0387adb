"""`CustomizeShareSettings`: written by codegen, do not edit."""

from pydantic import Field

from photoprism_client.models.base import Model


class CustomizeShareSettings(Model):
    """Sharing by links.

    Source: internal/config/customize/share.go of the server
    """

    #: Title of shared pages.
    title: str | None = Field(default=None, validation_alias="title", serialization_alias="title")
