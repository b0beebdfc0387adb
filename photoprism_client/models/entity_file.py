"""`EntityFile`: written by codegen, do not edit."""

from typing import Annotated

from pydantic import Field

from photoprism_client.models._additions import FileAdditions
from photoprism_client.models.base import LIST_OR_NULL, Model, Time
from photoprism_client.models.entity_marker import EntityMarker


class EntityFile(FileAdditions, Model):
    """A file of a photo.

    Source: internal/entity/file.go, internal/entity/file_json.go of the server
    """

    #: UID.
    uid: str | None = Field(default=None, validation_alias="UID", serialization_alias="UID")
    #: UID of the photo.
    photo_uid: str | None = Field(default=None, validation_alias="PhotoUID", serialization_alias="PhotoUID")
    #: Path below its root.
    name: str | None = Field(default=None, validation_alias="Name", serialization_alias="Name")
    #: ``/`` for originals, ``sidecar`` for what the server made.
    root: str | None = Field(default=None, validation_alias="Root", serialization_alias="Root")
    #: SHA-1 of the whole file.
    hash: str | None = Field(default=None, validation_alias="Hash", serialization_alias="Hash")
    #: Bytes.
    size: int | None = Field(default=None, validation_alias="Size", serialization_alias="Size")
    #: Whether it stands for its photo.
    primary: bool | None = Field(default=None, validation_alias="Primary", serialization_alias="Primary")
    #: Codec, such as ``jpeg`` or ``avc1``.
    codec: str | None = Field(default=None, validation_alias="Codec", serialization_alias="Codec")
    #: Type, such as ``jpg``.
    file_type: str | None = Field(default=None, validation_alias="FileType", serialization_alias="FileType")
    #: Kind: ``image``, ``raw``, ``video``, ``sidecar`` and others.
    media_type: str | None = Field(default=None, validation_alias="MediaType", serialization_alias="MediaType")
    #: Media type.
    mime: str | None = Field(default=None, validation_alias="Mime", serialization_alias="Mime")
    #: Whether it only accompanies another file.
    sidecar: bool | None = Field(default=None, validation_alias="Sidecar", serialization_alias="Sidecar")
    #: Whether it is missing on the server's disk.
    missing: bool | None = Field(default=None, validation_alias="Missing", serialization_alias="Missing")
    #: Whether it is a video.
    video: bool | None = Field(default=None, validation_alias="Video", serialization_alias="Video")
    #: Whether it is higher than wide.
    portrait: bool | None = Field(default=None, validation_alias="Portrait", serialization_alias="Portrait")
    #: Pixels.
    width: int | None = Field(default=None, validation_alias="Width", serialization_alias="Width")
    #: Pixels.
    height: int | None = Field(default=None, validation_alias="Height", serialization_alias="Height")
    #: Orientation, 1 to 8 as in Exif.
    orientation: int | None = Field(default=None, validation_alias="Orientation", serialization_alias="Orientation")
    #: Where the orientation is from.
    orientation_src: str | None = Field(
        default=None,
        validation_alias="OrientationSrc",
        serialization_alias="OrientationSrc",
    )
    #: Width by height.
    aspect_ratio: float | None = Field(default=None, validation_alias="AspectRatio", serialization_alias="AspectRatio")
    #: Name before it was imported or uploaded.
    original_name: str | None = Field(default=None, validation_alias="OriginalName", serialization_alias="OriginalName")
    #: ID that a camera or editor gave to the file.
    instance_id: str | None = Field(default=None, validation_alias="InstanceID", serialization_alias="InstanceID")
    #: Text that the server sorts media by.
    media_id: str | None = Field(default=None, validation_alias="MediaID", serialization_alias="MediaID")
    #: When it was taken, in milliseconds since 1970.
    media_utc: int | None = Field(default=None, validation_alias="MediaUTC", serialization_alias="MediaUTC")
    #: When it was taken.
    taken_at: Time = Field(default=None, validation_alias="TakenAt", serialization_alias="TakenAt")
    #: Text that the server sorts files by.
    time_index: str | None = Field(default=None, validation_alias="TimeIndex", serialization_alias="TimeIndex")
    #: Length of a video in nanoseconds.
    duration: int | None = Field(default=None, validation_alias="Duration", serialization_alias="Duration")
    #: Pictures a second of a video.
    fps: float | None = Field(default=None, validation_alias="FPS", serialization_alias="FPS")
    #: Pictures of a video.
    frames: int | None = Field(default=None, validation_alias="Frames", serialization_alias="Frames")
    #: Whether it has a high dynamic range.
    hdr: bool | None = Field(default=None, validation_alias="HDR", serialization_alias="HDR")
    #: Whether it has a watermark.
    watermark: bool | None = Field(default=None, validation_alias="Watermark", serialization_alias="Watermark")
    #: Projection of a panorama.
    projection: str | None = Field(default=None, validation_alias="Projection", serialization_alias="Projection")
    #: Colour profile.
    color_profile: str | None = Field(default=None, validation_alias="ColorProfile", serialization_alias="ColorProfile")
    #: Main colour.
    main_color: str | None = Field(default=None, validation_alias="MainColor", serialization_alias="MainColor")
    #: Colours of nine parts, a hex digit each.
    colors: str | None = Field(default=None, validation_alias="Colors", serialization_alias="Colors")
    #: Brightness of nine parts, a hex digit each.
    luminance: str | None = Field(default=None, validation_alias="Luminance", serialization_alias="Luminance")
    #: Number that shows similar pictures.
    diff: int | None = Field(default=None, validation_alias="Diff", serialization_alias="Diff")
    #: Colourfulness, 0 to 100.
    chroma: int | None = Field(default=None, validation_alias="Chroma", serialization_alias="Chroma")
    #: Software that wrote it.
    software: str | None = Field(default=None, validation_alias="Software", serialization_alias="Software")
    #: Why it could not be indexed.
    error: str | None = Field(default=None, validation_alias="Error", serialization_alias="Error")
    #: When the file was changed, in seconds since 1970.
    mod_time: int | None = Field(default=None, validation_alias="ModTime", serialization_alias="ModTime")
    #: When it was indexed first.
    created_at: Time = Field(default=None, validation_alias="CreatedAt", serialization_alias="CreatedAt")
    #: How long that took, in nanoseconds.
    created_in: int | None = Field(default=None, validation_alias="CreatedIn", serialization_alias="CreatedIn")
    #: When its entry was changed.
    updated_at: Time = Field(default=None, validation_alias="UpdatedAt", serialization_alias="UpdatedAt")
    #: How long that took, in nanoseconds.
    updated_in: int | None = Field(default=None, validation_alias="UpdatedIn", serialization_alias="UpdatedIn")
    #: When it was deleted.
    deleted_at: Time = Field(default=None, validation_alias="DeletedAt", serialization_alias="DeletedAt")
    #: When it was published.
    published_at: Time = Field(default=None, validation_alias="PublishedAt", serialization_alias="PublishedAt")
    #: Faces and other parts that are marked.
    markers: Annotated[list[EntityMarker], LIST_OR_NULL] = Field(
        default_factory=list,
        validation_alias="Markers",
        serialization_alias="Markers",
    )
