"""`CustomizeImportSettings`: written by codegen, do not edit."""

from pydantic import Field

from photoprism_client.models.base import Model


class CustomizeImportSettings(Model):
    """Import from the import folder.

    Source: internal/config/customize/import.go of the server
    """

    #: Folder below the import folder.
    path: str | None = Field(default=None, validation_alias="path", serialization_alias="path")
    #: Whether imported files are removed there.
    move: bool | None = Field(default=None, validation_alias="move", serialization_alias="move")
