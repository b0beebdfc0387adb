"""`FormDetails`: written by codegen, do not edit."""

from pydantic import AliasChoices, Field

from photoprism_client.models.base import Form


class FormDetails(Form):
    """What to write about a photo. All of it is replaced: what is left out is emptied.

    Source: internal/form/photo.go of the server
    """

    #: Number of the photo, without which all is ignored.
    photo_id: int | None = Field(
        default=None,
        validation_alias=AliasChoices("PhotoID", "photoID"),
        serialization_alias="PhotoID",
    )
    #: Words, joined by ``, ``.
    keywords: str | None = Field(default=None, validation_alias="Keywords", serialization_alias="Keywords")
    #: ``manual`` for the keywords to stay.
    keywords_src: str | None = Field(default=None, validation_alias="KeywordsSrc", serialization_alias="KeywordsSrc")
    #: Notes.
    notes: str | None = Field(default=None, validation_alias="Notes", serialization_alias="Notes")
    #: ``manual`` for the notes to stay.
    notes_src: str | None = Field(default=None, validation_alias="NotesSrc", serialization_alias="NotesSrc")
    #: Subject.
    subject: str | None = Field(default=None, validation_alias="Subject", serialization_alias="Subject")
    #: ``manual`` for the subject to stay.
    subject_src: str | None = Field(default=None, validation_alias="SubjectSrc", serialization_alias="SubjectSrc")
    #: Artist.
    artist: str | None = Field(default=None, validation_alias="Artist", serialization_alias="Artist")
    #: ``manual`` for the artist to stay.
    artist_src: str | None = Field(default=None, validation_alias="ArtistSrc", serialization_alias="ArtistSrc")
    #: Copyright.
    copyright: str | None = Field(default=None, validation_alias="Copyright", serialization_alias="Copyright")
    #: ``manual`` for the copyright to stay.
    copyright_src: str | None = Field(default=None, validation_alias="CopyrightSrc", serialization_alias="CopyrightSrc")
    #: Licence.
    license: str | None = Field(default=None, validation_alias="License", serialization_alias="License")
    #: ``manual`` for the licence to stay.
    license_src: str | None = Field(default=None, validation_alias="LicenseSrc", serialization_alias="LicenseSrc")
