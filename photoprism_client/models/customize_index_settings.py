"""`CustomizeIndexSettings`: written by codegen, do not edit."""

from pydantic import Field

from photoprism_client.models.base import Model


class CustomizeIndexSettings(Model):
    """Indexing of originals.

    Source: internal/config/customize/index.go of the server
    """

    #: Folder below the originals.
    path: str | None = Field(default=None, validation_alias="path", serialization_alias="path")
    #: Whether JPEGs are made of other files.
    convert: bool | None = Field(default=None, validation_alias="convert", serialization_alias="convert")
    #: Whether files that did not change are indexed again.
    rescan: bool | None = Field(default=None, validation_alias="rescan", serialization_alias="rescan")
    #: Whether archived photos are left out.
    skip_archived: bool | None = Field(
        default=None,
        validation_alias="skipArchived",
        serialization_alias="skipArchived",
    )
