"""`FormSubject`: written by codegen, do not edit."""

from pydantic import Field

from photoprism_client.models.base import Form


class FormSubject(Form):
    """What to set on a person.

    Source: internal/form/subject.go of the server
    """

    #: Name; that of another person merges both.
    name: str | None = Field(default=None, validation_alias="Name", serialization_alias="Name")
    #: Ignored.
    alias: str | None = Field(default=None, validation_alias="Alias", serialization_alias="Alias")
    #: Ignored.
    about: str | None = Field(default=None, validation_alias="About", serialization_alias="About")
    #: Ignored.
    bio: str | None = Field(default=None, validation_alias="Bio", serialization_alias="Bio")
    #: Ignored.
    notes: str | None = Field(default=None, validation_alias="Notes", serialization_alias="Notes")
    #: Whether it is a favourite.
    favorite: bool | None = Field(default=None, validation_alias="Favorite", serialization_alias="Favorite")
    #: Whether it is hidden.
    hidden: bool | None = Field(default=None, validation_alias="Hidden", serialization_alias="Hidden")
    #: Whether it is private.
    private: bool | None = Field(default=None, validation_alias="Private", serialization_alias="Private")
    #: Whether it is excluded from recognition.
    excluded: bool | None = Field(default=None, validation_alias="Excluded", serialization_alias="Excluded")
