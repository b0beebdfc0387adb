"""`FormSelection`: written by codegen, do not edit."""

from pydantic import Field

from photoprism_client.models.base import Form


class FormSelection(Form):
    """A selection of photos and other things, by their UIDs.

    Source: internal/form/selection.go of the server
    """

    #: Everything that the operation can mean.
    all: bool | None = Field(default=None, validation_alias="all", serialization_alias="all")
    #: UIDs of files.
    files: list[str] | None = Field(default=None, validation_alias="files", serialization_alias="files")
    #: UIDs of photos.
    photos: list[str] | None = Field(default=None, validation_alias="photos", serialization_alias="photos")
    #: UIDs of albums: everything in them, for operations on photos.
    albums: list[str] | None = Field(default=None, validation_alias="albums", serialization_alias="albums")
    #: UIDs of labels.
    labels: list[str] | None = Field(default=None, validation_alias="labels", serialization_alias="labels")
    #: IDs of places.
    places: list[str] | None = Field(default=None, validation_alias="places", serialization_alias="places")
    #: UIDs of people.
    subjects: list[str] | None = Field(default=None, validation_alias="subjects", serialization_alias="subjects")
