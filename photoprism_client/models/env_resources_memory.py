"""`EnvResourcesMemory`: written by codegen, do not edit."""

from pydantic import Field

from photoprism_client.models.base import Model


class EnvResourcesMemory(Model):
    """Memory of the server's machine, in bytes.

    Source: pkg/env/resources.go of the server
    """

    #: In all.
    total: int | None = Field(default=None, validation_alias="total", serialization_alias="total")
    #: Free.
    free: int | None = Field(default=None, validation_alias="free", serialization_alias="free")
    #: Used.
    used: int | None = Field(default=None, validation_alias="used", serialization_alias="used")
    #: Reserved.
    reserved: int | None = Field(default=None, validation_alias="reserved", serialization_alias="reserved")
    #: The same in words.
    info: str | None = Field(default=None, validation_alias="info", serialization_alias="info")
