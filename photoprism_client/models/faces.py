"""Faces: clusters of markers that look alike."""

from photoprism_client.models.base import NamedModel, Time


class EntityFace(NamedModel):
    """A cluster of faces that look alike.

    Source: definition ``entity.Face`` of the API description.
    """

    id: str | None = None
    src: str | None = None
    kind: int | None = None
    hidden: bool | None = None
    subj_uid: str | None = None
    samples: int | None = None
    sample_radius: float | None = None
    collisions: int | None = None
    collision_radius: float | None = None
    matched_at: Time = None
    created_at: Time = None
    updated_at: Time = None


class SearchFace(EntityFace):
    """A row of a search for faces, with the marker that shows it best.

    Source: definition ``search.Face`` of the API description.
    """

    name: str | None = None
    subj_src: str | None = None
    marker_uid: str | None = None
    file_uid: str | None = None
    face_dist: float | None = None
    size: int | None = None
    score: int | None = None
    review: bool | None = None
    invalid: bool | None = None
    thumb: str | None = None
