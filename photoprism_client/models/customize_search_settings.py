"""`CustomizeSearchSettings`: written by codegen, do not edit."""

from pydantic import Field

from photoprism_client.models.base import Model


class CustomizeSearchSettings(Model):
    """Search in the web interface.

    Source: internal/config/customize/search.go of the server
    """

    #: Rows that are asked for at once; 0 for the default.
    batch_size: int | None = Field(default=None, validation_alias="batchSize", serialization_alias="batchSize")
    #: Whether results can be shown as a list.
    list_view: bool | None = Field(default=None, validation_alias="listView", serialization_alias="listView")
