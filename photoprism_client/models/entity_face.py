"""`EntityFace`: written by codegen, do not edit."""

from pydantic import Field

from photoprism_client.models.base import Model, Time


class EntityFace(Model):
    """A cluster of faces that look alike.

    Source: internal/entity/face.go of the server
    """

    #: ID.
    id: str | None = Field(default=None, validation_alias="ID", serialization_alias="ID")
    #: Who made it.
    src: str | None = Field(default=None, validation_alias="Src", serialization_alias="Src")
    #: Kind.
    kind: int | None = Field(default=None, validation_alias="Kind", serialization_alias="Kind")
    #: Whether it is hidden.
    hidden: bool | None = Field(default=None, validation_alias="Hidden", serialization_alias="Hidden")
    #: UID of the person.
    subj_uid: str | None = Field(default=None, validation_alias="SubjUID", serialization_alias="SubjUID")
    #: Number of markers that it was made of.
    samples: int | None = Field(default=None, validation_alias="Samples", serialization_alias="Samples")
    #: Distance of the furthest of them.
    sample_radius: float | None = Field(
        default=None,
        validation_alias="SampleRadius",
        serialization_alias="SampleRadius",
    )
    #: Number of collisions with other faces.
    collisions: int | None = Field(default=None, validation_alias="Collisions", serialization_alias="Collisions")
    #: Distance of the nearest collision.
    collision_radius: float | None = Field(
        default=None,
        validation_alias="CollisionRadius",
        serialization_alias="CollisionRadius",
    )
    #: When it was compared with markers.
    matched_at: Time = Field(default=None, validation_alias="MatchedAt", serialization_alias="MatchedAt")
    #: When it was made.
    created_at: Time = Field(default=None, validation_alias="CreatedAt", serialization_alias="CreatedAt")
    #: When it was changed.
    updated_at: Time = Field(default=None, validation_alias="UpdatedAt", serialization_alias="UpdatedAt")
    #: Name of the person.
    name: str | None = Field(default=None, validation_alias="Name", serialization_alias="Name")
    #: Who named it.
    subj_src: str | None = Field(default=None, validation_alias="SubjSrc", serialization_alias="SubjSrc")
    #: UID of the marker that shows it best.
    marker_uid: str | None = Field(default=None, validation_alias="MarkerUID", serialization_alias="MarkerUID")
    #: UID of the file of that marker.
    file_uid: str | None = Field(default=None, validation_alias="FileUID", serialization_alias="FileUID")
    #: Distance of that marker.
    face_dist: float | None = Field(default=None, validation_alias="FaceDist", serialization_alias="FaceDist")
    #: Size of that marker in pixels.
    size: int | None = Field(default=None, validation_alias="Size", serialization_alias="Size")
    #: Certainty of that marker.
    score: int | None = Field(default=None, validation_alias="Score", serialization_alias="Score")
    #: Whether the score of that marker is low.
    review: bool | None = Field(default=None, validation_alias="Review", serialization_alias="Review")
    #: Whether somebody rejected that marker.
    invalid: bool | None = Field(default=None, validation_alias="Invalid", serialization_alias="Invalid")
    #: Hash and area of that marker.
    thumb: str | None = Field(default=None, validation_alias="Thumb", serialization_alias="Thumb")
