"""Files and the faces marked on them."""

from typing import Annotated

from pydantic import ConfigDict, Field

from photoprism_client.models.base import LIST_OR_NULL, TWO_NAMES, NamedModel, Time

#: The ``root`` of what the user put there, and of what the server made of it.
ORIGINALS = "/"
SIDECAR = "sidecar"


class EntityMarker(NamedModel):
    """A face, or another part of a picture that somebody or something marked.

    ``x``, ``y``, ``w`` and ``h`` are relative to the picture, 0 to 1. ``thumb`` asks for the part alone: hash and crop
    area, for :meth:`ImagesApi.thumb_of` or :meth:`ImagesApi.get_thumb` with one of :data:`CROP_SIZES`.

    Source: definition ``entity.Marker`` of the API description.
    """

    model_config = ConfigDict(alias_generator=TWO_NAMES)

    uid: str | None = None
    file_uid: str | None = None
    type: str | None = None
    src: str | None = None
    name: str | None = None
    review: bool | None = None
    invalid: bool | None = None
    subj_uid: str | None = None
    subj_src: str | None = None
    face_id: str | None = None
    face_dist: float | None = None
    x: float | None = None
    y: float | None = None
    w: float | None = None
    h: float | None = None
    q: int | None = None
    size: int | None = None
    score: int | None = None
    thumb: str | None = None
    matched_at: Time = None
    created_at: Time = None
    updated_at: Time = None


class EntityFile(NamedModel):
    """A file of a photo.

    ``hash`` is the SHA-1 of the whole file, ``size`` in bytes, ``mod_time`` in seconds and ``media_utc`` in
    milliseconds since 1970, ``duration`` in nanoseconds. ``name`` is the path below ``root``.

    Source: definition ``entity.File`` of the API description.
    """

    uid: str | None = None
    photo_uid: str | None = None
    name: str | None = None
    root: str | None = None
    hash: str | None = None
    size: int | None = None
    primary: bool | None = None
    codec: str | None = None
    file_type: str | None = None
    media_type: str | None = None
    mime: str | None = None
    sidecar: bool | None = None
    missing: bool | None = None
    video: bool | None = None
    portrait: bool | None = None
    width: int | None = None
    height: int | None = None
    orientation: int | None = None
    orientation_src: str | None = None
    aspect_ratio: float | None = None
    original_name: str | None = None
    instance_id: str | None = None
    media_id: str | None = None
    media_utc: int | None = None
    taken_at: Time = None
    time_index: str | None = None
    duration: int | None = None
    fps: float | None = None
    frames: int | None = None
    hdr: bool | None = None
    watermark: bool | None = None
    projection: str | None = None
    color_profile: str | None = None
    main_color: str | None = None
    colors: str | None = None
    luminance: str | None = None
    diff: int | None = None
    chroma: int | None = None
    software: str | None = None
    error: str | None = None
    mod_time: int | None = None
    created_at: Time = None
    created_in: int | None = None
    updated_at: Time = None
    updated_in: int | None = None
    deleted_at: Time = None
    published_at: Time = None
    markers: Annotated[list[EntityMarker], LIST_OR_NULL] = Field(default_factory=list)

    @property
    def is_original(self) -> bool:
        """Whether this is the user's own file, and not one that the server made of it."""
        return self.root == ORIGINALS
