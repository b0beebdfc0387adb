"""`FormAlbum`: written by codegen, do not edit."""

from pydantic import Field

from photoprism_client.models.base import Form


class FormAlbum(Form):
    """What to set on an album.

    Source: internal/form/album.go of the server
    """

    #: SHA-1 of a file; covers ignore it.
    thumb: str | None = Field(default=None, validation_alias="Thumb", serialization_alias="Thumb")
    #: Who chose that file.
    thumb_src: str | None = Field(default=None, validation_alias="ThumbSrc", serialization_alias="ThumbSrc")
    #: ``album``, ``folder``, ``moment``, ``month`` or ``state``: moves it to another list.
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
    #: Search that finds its photos.
    filter: str | None = Field(default=None, validation_alias="Filter", serialization_alias="Filter")
    #: Order of its photos; not checked.
    order: str | None = Field(default=None, validation_alias="Order", serialization_alias="Order")
    #: Template of its page.
    template: str | None = Field(default=None, validation_alias="Template", serialization_alias="Template")
    #: Two letters, ``zz`` for unknown.
    country: str | None = Field(default=None, validation_alias="Country", serialization_alias="Country")
    #: Whether it is a favourite.
    favorite: bool | None = Field(default=None, validation_alias="Favorite", serialization_alias="Favorite")
    #: Whether it is private.
    private: bool | None = Field(default=None, validation_alias="Private", serialization_alias="Private")
