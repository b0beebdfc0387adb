"""`EntityCell`: written by codegen, do not edit."""

from pydantic import Field

from photoprism_client.models.base import Model, Time
from photoprism_client.models.entity_place import EntityPlace


class EntityCell(Model):
    """A cell of the map's grid.

    Source: internal/entity/cell.go of the server
    """

    #: ID, ``zz`` for unknown.
    id: str | None = Field(default=None, validation_alias="ID", serialization_alias="ID")
    #: Name.
    name: str | None = Field(default=None, validation_alias="Name", serialization_alias="Name")
    #: Street.
    street: str | None = Field(default=None, validation_alias="Street", serialization_alias="Street")
    #: Postcode.
    postcode: str | None = Field(default=None, validation_alias="Postcode", serialization_alias="Postcode")
    #: What is there.
    category: str | None = Field(default=None, validation_alias="Category", serialization_alias="Category")
    #: Place.
    place: EntityPlace | None = Field(default=None, validation_alias="Place", serialization_alias="Place")
    #: When it was made.
    created_at: Time = Field(default=None, validation_alias="CreatedAt", serialization_alias="CreatedAt")
    #: When it was changed.
    updated_at: Time = Field(default=None, validation_alias="UpdatedAt", serialization_alias="UpdatedAt")
