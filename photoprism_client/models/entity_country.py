"""`EntityCountry`: written by codegen, do not edit."""

from pydantic import Field

from photoprism_client.models.base import Model


class EntityCountry(Model):
    """A country.

    Source: internal/entity/country.go of the server
    """

    #: Two letters, ``zz`` for unknown.
    id: str | None = Field(default=None, validation_alias="ID", serialization_alias="ID")
    #: The name as URLs have it.
    slug: str | None = Field(default=None, validation_alias="Slug", serialization_alias="Slug")
    #: Name.
    name: str | None = Field(default=None, validation_alias="Name", serialization_alias="Name")
    #: Description.
    description: str | None = Field(default=None, validation_alias="Description", serialization_alias="Description")
    #: Notes.
    notes: str | None = Field(default=None, validation_alias="Notes", serialization_alias="Notes")
