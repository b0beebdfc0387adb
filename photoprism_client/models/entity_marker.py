"""`EntityMarker`: written by codegen, do not edit."""

from pydantic import AliasChoices, Field

from photoprism_client.models.base import Model, Time


class EntityMarker(Model):
    """A face, or another part of a picture that somebody or something marked.

    Source: internal/entity/marker.go, internal/entity/marker_json.go of the server
    """

    #: UID.
    uid: str | None = Field(default=None, validation_alias="UID", serialization_alias="UID")
    #: UID of the file.
    file_uid: str | None = Field(default=None, validation_alias="FileUID", serialization_alias="FileUID")
    #: ``face`` or ``label``.
    type: str | None = Field(default=None, validation_alias="Type", serialization_alias="Type")
    #: Who made it: ``image`` for the server, ``manual`` and others.
    src: str | None = Field(default=None, validation_alias="Src", serialization_alias="Src")
    #: Name of the person.
    name: str | None = Field(default=None, validation_alias="Name", serialization_alias="Name")
    #: Whether its score is low; a name does not change that.
    review: bool | None = Field(default=None, validation_alias="Review", serialization_alias="Review")
    #: Whether somebody rejected it.
    invalid: bool | None = Field(default=None, validation_alias="Invalid", serialization_alias="Invalid")
    #: UID of the person.
    subj_uid: str | None = Field(default=None, validation_alias="SubjUID", serialization_alias="SubjUID")
    #: Who named it.
    subj_src: str | None = Field(default=None, validation_alias="SubjSrc", serialization_alias="SubjSrc")
    #: ID of the face.
    face_id: str | None = Field(default=None, validation_alias="FaceID", serialization_alias="FaceID")
    #: Distance to that face; -1 for none.
    face_dist: float | None = Field(default=None, validation_alias="FaceDist", serialization_alias="FaceDist")
    #: Left edge, 0 to 1.
    x: float | None = Field(default=None, validation_alias="X", serialization_alias="X")
    #: Top edge, 0 to 1.
    y: float | None = Field(default=None, validation_alias="Y", serialization_alias="Y")
    #: Width, 0 to 1.
    w: float | None = Field(default=None, validation_alias="W", serialization_alias="W")
    #: Height, 0 to 1.
    h: float | None = Field(default=None, validation_alias="H", serialization_alias="H")
    #: Quality.
    q: int | None = Field(default=None, validation_alias="Q", serialization_alias="Q")
    #: Size in pixels.
    size: int | None = Field(default=None, validation_alias="Size", serialization_alias="Size")
    #: Certainty.
    score: int | None = Field(default=None, validation_alias="Score", serialization_alias="Score")
    #: Hash and area, which a thumbnail of it is asked by.
    thumb: str | None = Field(default=None, validation_alias="Thumb", serialization_alias="Thumb")
    #: When it was compared with known faces.
    matched_at: Time = Field(default=None, validation_alias="MatchedAt", serialization_alias="MatchedAt")
    #: When it was made.
    created_at: Time = Field(
        default=None,
        validation_alias=AliasChoices("CreatedAt", "createdAt"),
        serialization_alias="CreatedAt",
    )
    #: When it was changed.
    updated_at: Time = Field(
        default=None,
        validation_alias=AliasChoices("UpdatedAt", "updatedAt"),
        serialization_alias="UpdatedAt",
    )
