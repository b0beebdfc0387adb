"""`EntityFolder`: written by codegen, do not edit."""

from pydantic import Field

from photoprism_client.models.base import Model, Time


class EntityFolder(Model):
    """A folder below the root of the originals.

    Source: internal/entity/folder.go of the server
    """

    #: Path below its root, without a slash at its ends.
    path: str | None = Field(default=None, validation_alias="Path", serialization_alias="Path")
    #: ``/`` for originals.
    root: str | None = Field(default=None, validation_alias="Root", serialization_alias="Root")
    #: UID.
    uid: str | None = Field(default=None, validation_alias="UID", serialization_alias="UID")
    #: Type.
    type: str | None = Field(default=None, validation_alias="Type", serialization_alias="Type")
    #: Title.
    title: str | None = Field(default=None, validation_alias="Title", serialization_alias="Title")
    #: Category.
    category: str | None = Field(default=None, validation_alias="Category", serialization_alias="Category")
    #: Description.
    description: str | None = Field(default=None, validation_alias="Description", serialization_alias="Description")
    #: Order of its files.
    order: str | None = Field(default=None, validation_alias="Order", serialization_alias="Order")
    #: Two letters, ``zz`` for unknown.
    country: str | None = Field(default=None, validation_alias="Country", serialization_alias="Country")
    #: Year, as the server guesses it.
    year: int | None = Field(default=None, validation_alias="Year", serialization_alias="Year")
    #: Month, as the server guesses it.
    month: int | None = Field(default=None, validation_alias="Month", serialization_alias="Month")
    #: Day, as the server guesses it.
    day: int | None = Field(default=None, validation_alias="Day", serialization_alias="Day")
    #: Whether it is a favourite.
    favorite: bool | None = Field(default=None, validation_alias="Favorite", serialization_alias="Favorite")
    #: Whether it is private.
    private: bool | None = Field(default=None, validation_alias="Private", serialization_alias="Private")
    #: Whether it is left out by indexing.
    ignore: bool | None = Field(default=None, validation_alias="Ignore", serialization_alias="Ignore")
    #: Whether it is watched.
    watch: bool | None = Field(default=None, validation_alias="Watch", serialization_alias="Watch")
    #: Number of files.
    file_count: int | None = Field(default=None, validation_alias="FileCount", serialization_alias="FileCount")
    #: When it was indexed first.
    created_at: Time = Field(default=None, validation_alias="CreatedAt", serialization_alias="CreatedAt")
    #: When its entry was changed.
    updated_at: Time = Field(default=None, validation_alias="UpdatedAt", serialization_alias="UpdatedAt")
    #: When the folder was changed.
    modified_at: Time = Field(default=None, validation_alias="ModifiedAt", serialization_alias="ModifiedAt")
    #: When it was published.
    published_at: Time = Field(default=None, validation_alias="PublishedAt", serialization_alias="PublishedAt")
    #: When it was deleted.
    deleted_at: Time = Field(default=None, validation_alias="DeletedAt", serialization_alias="DeletedAt")
