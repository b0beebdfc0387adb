"""`EntityAlbum`: written by codegen, do not edit."""

from pydantic import Field

from photoprism_client.models.base import Model, Time


class EntityAlbum(Model):
    """An album, without its photos.

    Source: internal/entity/album.go, internal/entity/query/moments.go of the server
    """

    #: Number in the database.
    id: int | None = Field(default=None, validation_alias="ID", serialization_alias="ID")
    #: UID.
    uid: str | None = Field(default=None, validation_alias="UID", serialization_alias="UID")
    #: UID of the album above it; empty for none.
    parent_uid: str | None = Field(default=None, validation_alias="ParentUID", serialization_alias="ParentUID")
    #: SHA-1 of the file on its cover, or empty.
    thumb: str | None = Field(default=None, validation_alias="Thumb", serialization_alias="Thumb")
    #: Who chose that file; empty for the server.
    thumb_src: str | None = Field(default=None, validation_alias="ThumbSrc", serialization_alias="ThumbSrc")
    #: The title as URLs have it.
    slug: str | None = Field(default=None, validation_alias="Slug", serialization_alias="Slug")
    #: ``album``, ``folder``, ``moment``, ``month`` or ``state``.
    type: str | None = Field(default=None, validation_alias="Type", serialization_alias="Type")
    #: Title.
    title: str | None = Field(default=None, validation_alias="Title", serialization_alias="Title")
    #: Place, in words.
    location: str | None = Field(default=None, validation_alias="Location", serialization_alias="Location")
    #: Category.
    category: str | None = Field(default=None, validation_alias="Category", serialization_alias="Category")
    #: Caption.
    caption: str | None = Field(default=None, validation_alias="Caption", serialization_alias="Caption")
    #: Description.
    description: str | None = Field(default=None, validation_alias="Description", serialization_alias="Description")
    #: Notes.
    notes: str | None = Field(default=None, validation_alias="Notes", serialization_alias="Notes")
    #: Search that finds its photos, for albums that are a filter.
    filter: str | None = Field(default=None, validation_alias="Filter", serialization_alias="Filter")
    #: Order of its photos.
    order: str | None = Field(default=None, validation_alias="Order", serialization_alias="Order")
    #: Template of its page.
    template: str | None = Field(default=None, validation_alias="Template", serialization_alias="Template")
    #: Folder below the originals, for albums of type ``folder``.
    path: str | None = Field(default=None, validation_alias="Path", serialization_alias="Path")
    #: State or province.
    state: str | None = Field(default=None, validation_alias="State", serialization_alias="State")
    #: Two letters, ``zz`` for unknown.
    country: str | None = Field(default=None, validation_alias="Country", serialization_alias="Country")
    #: Year; 0 or -1 for none.
    year: int | None = Field(default=None, validation_alias="Year", serialization_alias="Year")
    #: Month; 0 or -1 for none.
    month: int | None = Field(default=None, validation_alias="Month", serialization_alias="Month")
    #: Day; 0 or -1 for none.
    day: int | None = Field(default=None, validation_alias="Day", serialization_alias="Day")
    #: Whether it is a favourite.
    favorite: bool | None = Field(default=None, validation_alias="Favorite", serialization_alias="Favorite")
    #: Whether it is private.
    private: bool | None = Field(default=None, validation_alias="Private", serialization_alias="Private")
    #: When it was made.
    created_at: Time = Field(default=None, validation_alias="CreatedAt", serialization_alias="CreatedAt")
    #: When it was changed.
    updated_at: Time = Field(default=None, validation_alias="UpdatedAt", serialization_alias="UpdatedAt")
    #: When it was deleted.
    deleted_at: Time = Field(default=None, validation_alias="DeletedAt", serialization_alias="DeletedAt")
    #: UID of the user who made it.
    created_by: str | None = Field(default=None, validation_alias="CreatedBy", serialization_alias="CreatedBy")
    #: When it was published.
    published_at: Time = Field(default=None, validation_alias="PublishedAt", serialization_alias="PublishedAt")
    #: Number of photos, of ``get_moments_time`` only.
    photo_count: int | None = Field(default=None, validation_alias="PhotoCount", serialization_alias="PhotoCount")
    #: Label, of ``get_moments_time`` only.
    label: str | None = Field(default=None, validation_alias="Label", serialization_alias="Label")
