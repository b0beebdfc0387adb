"""`FormMarker`: written by codegen, do not edit."""

from pydantic import Field

from photoprism_client.models.base import Form


class FormMarker(Form):
    """What to set on a marker.

    Source: internal/form/marker.go of the server
    """

    #: UID of the file, for a new marker.
    file_uid: str | None = Field(default=None, validation_alias="FileUID", serialization_alias="FileUID")
    #: ``face`` or ``label``, for a new marker.
    type: str | None = Field(default=None, validation_alias="Type", serialization_alias="Type")
    #: ``manual``, for a new marker.
    src: str | None = Field(default=None, validation_alias="Src", serialization_alias="Src")
    #: Left edge, 0 to 1.
    x: float | None = Field(default=None, validation_alias="X", serialization_alias="X")
    #: Top edge, 0 to 1.
    y: float | None = Field(default=None, validation_alias="Y", serialization_alias="Y")
    #: Width, 0 to 1.
    w: float | None = Field(default=None, validation_alias="W", serialization_alias="W")
    #: Height, 0 to 1.
    h: float | None = Field(default=None, validation_alias="H", serialization_alias="H")
    #: ``manual``, without which the name is ignored.
    subj_src: str | None = Field(default=None, validation_alias="SubjSrc", serialization_alias="SubjSrc")
    #: Name of the person.
    name: str | None = Field(default=None, validation_alias="Name", serialization_alias="Name")
    #: Whether somebody should look at it; ``review`` of the answer.
    marker_review: bool | None = Field(
        default=None,
        validation_alias="MarkerReview",
        serialization_alias="MarkerReview",
    )
    #: True to reject the marker.
    invalid: bool | None = Field(default=None, validation_alias="Invalid", serialization_alias="Invalid")
