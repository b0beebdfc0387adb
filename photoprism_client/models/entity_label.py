"""`EntityLabel`: written by codegen, do not edit."""

from pydantic import Field

from photoprism_client.models.base import Model, Time


class EntityLabel(Model):
    """A label.

    Source: internal/entity/label.go of the server
    """

    #: Number in the database, which a photo's label is changed by.
    id: int | None = Field(default=None, validation_alias="ID", serialization_alias="ID")
    #: UID.
    uid: str | None = Field(default=None, validation_alias="UID", serialization_alias="UID")
    #: SHA-1 of the file on its cover, or empty.
    thumb: str | None = Field(default=None, validation_alias="Thumb", serialization_alias="Thumb")
    #: Who chose that file.
    thumb_src: str | None = Field(default=None, validation_alias="ThumbSrc", serialization_alias="ThumbSrc")
    #: The first name as URLs have it.
    slug: str | None = Field(default=None, validation_alias="Slug", serialization_alias="Slug")
    #: The name as URLs have it.
    custom_slug: str | None = Field(default=None, validation_alias="CustomSlug", serialization_alias="CustomSlug")
    #: Name.
    name: str | None = Field(default=None, validation_alias="Name", serialization_alias="Name")
    #: Priority.
    priority: int | None = Field(default=None, validation_alias="Priority", serialization_alias="Priority")
    #: Whether it is a favourite.
    favorite: bool | None = Field(default=None, validation_alias="Favorite", serialization_alias="Favorite")
    #: Description.
    description: str | None = Field(default=None, validation_alias="Description", serialization_alias="Description")
    #: Notes.
    notes: str | None = Field(default=None, validation_alias="Notes", serialization_alias="Notes")
    #: Number of photos.
    photo_count: int | None = Field(default=None, validation_alias="PhotoCount", serialization_alias="PhotoCount")
    #: When it was made.
    created_at: Time = Field(default=None, validation_alias="CreatedAt", serialization_alias="CreatedAt")
    #: When it was changed.
    updated_at: Time = Field(default=None, validation_alias="UpdatedAt", serialization_alias="UpdatedAt")
    #: When it was deleted.
    deleted_at: Time = Field(default=None, validation_alias="DeletedAt", serialization_alias="DeletedAt")
    #: When it was published.
    published_at: Time = Field(default=None, validation_alias="PublishedAt", serialization_alias="PublishedAt")
