"""`EnvResources`: written by codegen, do not edit."""

from pydantic import Field

from photoprism_client.models.base import Model
from photoprism_client.models.env_resources_memory import EnvResourcesMemory


class EnvResources(Model):
    """Resources of the server's machine.

    Source: pkg/env/resources.go of the server
    """

    #: Processors.
    cores: int | None = Field(default=None, validation_alias="cores", serialization_alias="cores")
    #: Threads of the server.
    routines: int | None = Field(default=None, validation_alias="routines", serialization_alias="routines")
    #: Memory.
    memory: EnvResourcesMemory | None = Field(default=None, validation_alias="memory", serialization_alias="memory")
