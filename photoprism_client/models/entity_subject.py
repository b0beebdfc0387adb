"""`EntitySubject`: written by codegen, do not edit."""

from pydantic import Field

from photoprism_client.models.base import Model, Time


class EntitySubject(Model):
    """A person, or another subject.

    Source: internal/entity/subject.go of the server
    """

    #: UID.
    uid: str | None = Field(default=None, validation_alias="UID", serialization_alias="UID")
    #: ``person``.
    type: str | None = Field(default=None, validation_alias="Type", serialization_alias="Type")
    #: The name as URLs have it.
    slug: str | None = Field(default=None, validation_alias="Slug", serialization_alias="Slug")
    #: Name.
    name: str | None = Field(default=None, validation_alias="Name", serialization_alias="Name")
    #: Another name.
    alias: str | None = Field(default=None, validation_alias="Alias", serialization_alias="Alias")
    #: Hash and area of a face.
    thumb: str | None = Field(default=None, validation_alias="Thumb", serialization_alias="Thumb")
    #: Who chose that face.
    thumb_src: str | None = Field(default=None, validation_alias="ThumbSrc", serialization_alias="ThumbSrc")
    #: Whether it is a favourite.
    favorite: bool | None = Field(default=None, validation_alias="Favorite", serialization_alias="Favorite")
    #: Whether it is hidden.
    hidden: bool | None = Field(default=None, validation_alias="Hidden", serialization_alias="Hidden")
    #: Whether it is private.
    private: bool | None = Field(default=None, validation_alias="Private", serialization_alias="Private")
    #: Whether it is excluded from recognition.
    excluded: bool | None = Field(default=None, validation_alias="Excluded", serialization_alias="Excluded")
    #: Number of files.
    file_count: int | None = Field(default=None, validation_alias="FileCount", serialization_alias="FileCount")
    #: Number of photos.
    photo_count: int | None = Field(default=None, validation_alias="PhotoCount", serialization_alias="PhotoCount")
    #: UID of the marker of that face.
    marker_uid: str | None = Field(default=None, validation_alias="MarkerUID", serialization_alias="MarkerUID")
    #: Who made that marker.
    marker_src: str | None = Field(default=None, validation_alias="MarkerSrc", serialization_alias="MarkerSrc")
    #: Who made it.
    src: str | None = Field(default=None, validation_alias="Src", serialization_alias="Src")
    #: About the person.
    about: str | None = Field(default=None, validation_alias="About", serialization_alias="About")
    #: Biography.
    bio: str | None = Field(default=None, validation_alias="Bio", serialization_alias="Bio")
    #: Notes.
    notes: str | None = Field(default=None, validation_alias="Notes", serialization_alias="Notes")
    #: When it was made.
    created_at: Time = Field(default=None, validation_alias="CreatedAt", serialization_alias="CreatedAt")
    #: When it was changed.
    updated_at: Time = Field(default=None, validation_alias="UpdatedAt", serialization_alias="UpdatedAt")
    #: When it was deleted.
    deleted_at: Time = Field(default=None, validation_alias="DeletedAt", serialization_alias="DeletedAt")
