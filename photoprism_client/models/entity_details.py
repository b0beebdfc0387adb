"""`EntityDetails`: written by codegen, do not edit."""

from pydantic import AliasChoices, Field

from photoprism_client.models.base import Model, Time


class EntityDetails(Model):
    """What was written about a photo.

    Source: internal/entity/details.go of the server
    """

    #: Number of the photo.
    photo_id: int | None = Field(
        default=None,
        validation_alias=AliasChoices("PhotoID", "photoID"),
        serialization_alias="PhotoID",
    )
    #: Words, joined by ``, ``.
    keywords: str | None = Field(default=None, validation_alias="Keywords", serialization_alias="Keywords")
    #: Who set the keywords.
    keywords_src: str | None = Field(default=None, validation_alias="KeywordsSrc", serialization_alias="KeywordsSrc")
    #: Notes.
    notes: str | None = Field(default=None, validation_alias="Notes", serialization_alias="Notes")
    #: Who set the notes.
    notes_src: str | None = Field(default=None, validation_alias="NotesSrc", serialization_alias="NotesSrc")
    #: Subject.
    subject: str | None = Field(default=None, validation_alias="Subject", serialization_alias="Subject")
    #: Who set the subject.
    subject_src: str | None = Field(default=None, validation_alias="SubjectSrc", serialization_alias="SubjectSrc")
    #: Artist.
    artist: str | None = Field(default=None, validation_alias="Artist", serialization_alias="Artist")
    #: Who set the artist.
    artist_src: str | None = Field(default=None, validation_alias="ArtistSrc", serialization_alias="ArtistSrc")
    #: Copyright.
    copyright: str | None = Field(default=None, validation_alias="Copyright", serialization_alias="Copyright")
    #: Who set the copyright.
    copyright_src: str | None = Field(default=None, validation_alias="CopyrightSrc", serialization_alias="CopyrightSrc")
    #: Licence.
    license: str | None = Field(default=None, validation_alias="License", serialization_alias="License")
    #: Who set the licence.
    license_src: str | None = Field(default=None, validation_alias="LicenseSrc", serialization_alias="LicenseSrc")
    #: Software.
    software: str | None = Field(default=None, validation_alias="Software", serialization_alias="Software")
    #: Who set the software.
    software_src: str | None = Field(default=None, validation_alias="SoftwareSrc", serialization_alias="SoftwareSrc")
    #: When they were made.
    created_at: Time = Field(
        default=None,
        validation_alias=AliasChoices("CreatedAt", "createdAt"),
        serialization_alias="CreatedAt",
    )
    #: When they were changed.
    updated_at: Time = Field(
        default=None,
        validation_alias=AliasChoices("UpdatedAt", "updatedAt"),
        serialization_alias="UpdatedAt",
    )
