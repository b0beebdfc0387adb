"""`EntityLens`: written by codegen, do not edit."""

from pydantic import Field

from photoprism_client.models.base import Model


class EntityLens(Model):
    """A lens.

    Source: internal/entity/lens.go of the server
    """

    #: Number in the database.
    id: int | None = Field(default=None, validation_alias="ID", serialization_alias="ID")
    #: The name as URLs have it.
    slug: str | None = Field(default=None, validation_alias="Slug", serialization_alias="Slug")
    #: Maker and model.
    name: str | None = Field(default=None, validation_alias="Name", serialization_alias="Name")
    #: Maker.
    make: str | None = Field(default=None, validation_alias="Make", serialization_alias="Make")
    #: Model.
    model: str | None = Field(default=None, validation_alias="Model", serialization_alias="Model")
    #: Kind.
    type: str | None = Field(default=None, validation_alias="Type", serialization_alias="Type")
    #: Description.
    description: str | None = Field(default=None, validation_alias="Description", serialization_alias="Description")
    #: Notes.
    notes: str | None = Field(default=None, validation_alias="Notes", serialization_alias="Notes")
