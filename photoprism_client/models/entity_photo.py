"""`EntityPhoto` and `EntityPhotoLabel`: written by codegen, do not edit."""

from typing import Annotated

from pydantic import AliasChoices, Field

from photoprism_client.models._additions import WholePhotoAdditions
from photoprism_client.models.base import LIST_OR_NULL, LocalTime, Model, Time
from photoprism_client.models.entity_album import EntityAlbum
from photoprism_client.models.entity_camera import EntityCamera
from photoprism_client.models.entity_cell import EntityCell
from photoprism_client.models.entity_details import EntityDetails
from photoprism_client.models.entity_file import EntityFile
from photoprism_client.models.entity_label import EntityLabel
from photoprism_client.models.entity_lens import EntityLens
from photoprism_client.models.entity_place import EntityPlace


class EntityPhotoLabel(Model):
    """A label that a photo has.

    Source: internal/entity/photo_label.go of the server
    """

    #: Number of the photo.
    photo_id: int | None = Field(
        default=None,
        validation_alias=AliasChoices("PhotoID", "photoID"),
        serialization_alias="PhotoID",
    )
    #: Number of the label, which changing and removing it takes.
    label_id: int | None = Field(
        default=None,
        validation_alias=AliasChoices("LabelID", "labelID"),
        serialization_alias="LabelID",
    )
    #: Who put it there: ``manual``, ``image`` and others.
    label_src: str | None = Field(
        default=None,
        validation_alias=AliasChoices("LabelSrc", "labelSrc"),
        serialization_alias="LabelSrc",
    )
    #: Percent; 0 for certain, 100 for hidden.
    uncertainty: int | None = Field(
        default=None,
        validation_alias=AliasChoices("Uncertainty", "uncertainty"),
        serialization_alias="Uncertainty",
    )
    #: Always empty.
    photo: "EntityPhoto | None" = Field(
        default=None,
        validation_alias=AliasChoices("Photo", "photo"),
        serialization_alias="Photo",
    )
    #: The label.
    label: EntityLabel | None = Field(
        default=None,
        validation_alias=AliasChoices("Label", "label"),
        serialization_alias="Label",
    )


class EntityPhoto(WholePhotoAdditions, Model):
    """All that is known of a photo: its files with markers, albums, labels and details.

    Source: internal/entity/photo.go of the server
    """

    #: Number in the database.
    id: int | None = Field(default=None, validation_alias=AliasChoices("ID", "id"), serialization_alias="ID")
    #: UID.
    uid: str | None = Field(default=None, validation_alias="UID", serialization_alias="UID")
    #: ``image``, ``raw``, ``live``, ``video``, ``animated``, ``vector`` and others.
    type: str | None = Field(default=None, validation_alias="Type", serialization_alias="Type")
    #: Who set the type; empty for the server.
    type_src: str | None = Field(default=None, validation_alias="TypeSrc", serialization_alias="TypeSrc")
    #: When it was taken, with its zone.
    taken_at: Time = Field(default=None, validation_alias="TakenAt", serialization_alias="TakenAt")
    #: When it was taken by the clocks there, without a zone.
    taken_at_local: LocalTime = Field(default=None, validation_alias="TakenAtLocal", serialization_alias="TakenAtLocal")
    #: Where that time is from: ``meta``, ``name``, ``manual`` and others.
    taken_src: str | None = Field(default=None, validation_alias="TakenSrc", serialization_alias="TakenSrc")
    #: Zone, such as ``Europe/Berlin``; may be empty or ``UTC+2``.
    time_zone: str | None = Field(default=None, validation_alias="TimeZone", serialization_alias="TimeZone")
    #: Folder below the originals.
    path: str | None = Field(default=None, validation_alias="Path", serialization_alias="Path")
    #: File name without folder and ending.
    name: str | None = Field(default=None, validation_alias="Name", serialization_alias="Name")
    #: Name before it was imported or uploaded.
    original_name: str | None = Field(default=None, validation_alias="OriginalName", serialization_alias="OriginalName")
    #: Title.
    title: str | None = Field(default=None, validation_alias="Title", serialization_alias="Title")
    #: Caption or description, whichever the server has.
    caption: str | None = Field(
        default=None,
        validation_alias=AliasChoices("Caption", "Description"),
        serialization_alias="Caption",
    )
    #: Description or caption, whichever the server has.
    description: str | None = Field(
        default=None,
        validation_alias=AliasChoices("Description", "Caption"),
        serialization_alias="Description",
    )
    #: Year; -1 for unknown.
    year: int | None = Field(default=None, validation_alias="Year", serialization_alias="Year")
    #: Month; -1 for unknown.
    month: int | None = Field(default=None, validation_alias="Month", serialization_alias="Month")
    #: Day; -1 for unknown.
    day: int | None = Field(default=None, validation_alias="Day", serialization_alias="Day")
    #: Two letters, ``zz`` for unknown.
    country: str | None = Field(default=None, validation_alias="Country", serialization_alias="Country")
    #: Whether files may be stacked: 0 yes, -1 no, 1 they are.
    stack: int | None = Field(default=None, validation_alias="Stack", serialization_alias="Stack")
    #: Whether it is a favourite.
    favorite: bool | None = Field(default=None, validation_alias="Favorite", serialization_alias="Favorite")
    #: Whether it is private.
    private: bool | None = Field(default=None, validation_alias="Private", serialization_alias="Private")
    #: ISO number.
    iso: int | None = Field(default=None, validation_alias="Iso", serialization_alias="Iso")
    #: Focal length in mm.
    focal_length: int | None = Field(default=None, validation_alias="FocalLength", serialization_alias="FocalLength")
    #: Aperture.
    f_number: float | None = Field(default=None, validation_alias="FNumber", serialization_alias="FNumber")
    #: Exposure time, such as ``1/100``.
    exposure: str | None = Field(default=None, validation_alias="Exposure", serialization_alias="Exposure")
    #: Number of faces.
    faces: int | None = Field(default=None, validation_alias="Faces", serialization_alias="Faces")
    #: Quality, 0 to 7; below 3 in review.
    quality: int | None = Field(default=None, validation_alias="Quality", serialization_alias="Quality")
    #: Megapixels.
    resolution: int | None = Field(default=None, validation_alias="Resolution", serialization_alias="Resolution")
    #: Length of a video in nanoseconds.
    duration: int | None = Field(default=None, validation_alias="Duration", serialization_alias="Duration")
    #: Number of the main colour; -1 for unknown.
    color: int | None = Field(default=None, validation_alias="Color", serialization_alias="Color")
    #: Whether it was scanned.
    scan: bool | None = Field(default=None, validation_alias="Scan", serialization_alias="Scan")
    #: Whether it is a panorama.
    panorama: bool | None = Field(default=None, validation_alias="Panorama", serialization_alias="Panorama")
    #: Number of the camera.
    camera_id: int | None = Field(default=None, validation_alias="CameraID", serialization_alias="CameraID")
    #: Where the camera is from.
    camera_src: str | None = Field(default=None, validation_alias="CameraSrc", serialization_alias="CameraSrc")
    #: Serial number of the camera.
    camera_serial: str | None = Field(default=None, validation_alias="CameraSerial", serialization_alias="CameraSerial")
    #: Number of the lens.
    lens_id: int | None = Field(default=None, validation_alias="LensID", serialization_alias="LensID")
    #: Metres above the sea.
    altitude: int | None = Field(default=None, validation_alias="Altitude", serialization_alias="Altitude")
    #: Latitude in degrees; 0 with ``lng`` 0 for unknown.
    lat: float | None = Field(default=None, validation_alias="Lat", serialization_alias="Lat")
    #: Longitude in degrees.
    lng: float | None = Field(default=None, validation_alias="Lng", serialization_alias="Lng")
    #: ID of the cell on the map, ``zz`` for unknown.
    cell_id: str | None = Field(default=None, validation_alias="CellID", serialization_alias="CellID")
    #: Accuracy of the position in metres.
    cell_accuracy: int | None = Field(default=None, validation_alias="CellAccuracy", serialization_alias="CellAccuracy")
    #: ID of the place, ``zz`` for unknown.
    place_id: str | None = Field(default=None, validation_alias="PlaceID", serialization_alias="PlaceID")
    #: Where the position is from: ``meta``, ``manual``, ``estimate`` and others.
    place_src: str | None = Field(default=None, validation_alias="PlaceSrc", serialization_alias="PlaceSrc")
    #: ID that an editor gave to the picture.
    document_id: str | None = Field(default=None, validation_alias="DocumentID", serialization_alias="DocumentID")
    #: Who set the title: empty for the server, ``manual``, ``meta`` and others.
    title_src: str | None = Field(default=None, validation_alias="TitleSrc", serialization_alias="TitleSrc")
    #: Who set the caption.
    caption_src: str | None = Field(default=None, validation_alias="CaptionSrc", serialization_alias="CaptionSrc")
    #: Who set the description.
    description_src: str | None = Field(
        default=None,
        validation_alias="DescriptionSrc",
        serialization_alias="DescriptionSrc",
    )
    #: UID of the user who uploaded it.
    created_by: str | None = Field(default=None, validation_alias="CreatedBy", serialization_alias="CreatedBy")
    #: Keywords, notes and others.
    details: EntityDetails | None = Field(default=None, validation_alias="Details", serialization_alias="Details")
    #: Camera.
    camera: EntityCamera | None = Field(default=None, validation_alias="Camera", serialization_alias="Camera")
    #: Lens.
    lens: EntityLens | None = Field(default=None, validation_alias="Lens", serialization_alias="Lens")
    #: Cell on the map.
    cell: EntityCell | None = Field(default=None, validation_alias="Cell", serialization_alias="Cell")
    #: Place.
    place: EntityPlace | None = Field(default=None, validation_alias="Place", serialization_alias="Place")
    #: The albums that it is in.
    albums: Annotated[list[EntityAlbum], LIST_OR_NULL] = Field(
        default_factory=list,
        validation_alias="Albums",
        serialization_alias="Albums",
    )
    #: Its files.
    files: Annotated[list[EntityFile], LIST_OR_NULL] = Field(
        default_factory=list,
        validation_alias=AliasChoices("Files", "files"),
        serialization_alias="Files",
    )
    #: Its labels.
    labels: Annotated[list[EntityPhotoLabel], LIST_OR_NULL] = Field(
        default_factory=list,
        validation_alias=AliasChoices("Labels", "labels"),
        serialization_alias="Labels",
    )
    #: When it was indexed first.
    created_at: Time = Field(
        default=None,
        validation_alias=AliasChoices("CreatedAt", "createdAt"),
        serialization_alias="CreatedAt",
    )
    #: When the server changed it; likes and renamed labels do not count.
    updated_at: Time = Field(
        default=None,
        validation_alias=AliasChoices("UpdatedAt", "updatedAt"),
        serialization_alias="UpdatedAt",
    )
    #: When a user changed it.
    edited_at: Time = Field(
        default=None,
        validation_alias=AliasChoices("EditedAt", "editedAt"),
        serialization_alias="EditedAt",
    )
    #: When the server looked after it.
    checked_at: Time = Field(
        default=None,
        validation_alias=AliasChoices("CheckedAt", "checkedAt"),
        serialization_alias="CheckedAt",
    )
    #: When it was archived.
    deleted_at: Time = Field(
        default=None,
        validation_alias=AliasChoices("DeletedAt", "deletedAt"),
        serialization_alias="DeletedAt",
    )
    #: When the server estimated its place.
    estimated_at: Time = Field(default=None, validation_alias="EstimatedAt", serialization_alias="EstimatedAt")
    #: When it was published.
    published_at: Time = Field(default=None, validation_alias="PublishedAt", serialization_alias="PublishedAt")
