"""`EntityPerson`: written by codegen, do not edit."""

from typing import Annotated

from pydantic import Field

from photoprism_client.models.base import LIST_OR_NULL, Model


class EntityPerson(Model):
    """A person, as the configuration lists it.

    Source: internal/entity/subject_person.go of the server
    """

    #: UID.
    uid: str | None = Field(default=None, validation_alias="UID", serialization_alias="UID")
    #: Name.
    name: str | None = Field(default=None, validation_alias="Name", serialization_alias="Name")
    #: Another name.
    alias: str | None = Field(default=None, validation_alias="Alias", serialization_alias="Alias")
    #: Whether it is a favourite.
    favorite: bool | None = Field(default=None, validation_alias="Favorite", serialization_alias="Favorite")
    #: Whether it is hidden.
    hidden: bool | None = Field(default=None, validation_alias="Hidden", serialization_alias="Hidden")
    #: Words that a search finds it by.
    keywords: Annotated[list[str], LIST_OR_NULL] = Field(
        default_factory=list,
        validation_alias="Keywords",
        serialization_alias="Keywords",
    )
