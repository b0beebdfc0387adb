"""`SearchPhoto`: written by codegen, do not edit."""

from typing import Annotated

from pydantic import AliasChoices, Field

from photoprism_client.models._additions import PhotoAdditions
from photoprism_client.models.base import LIST_OR_NULL, LocalTime, Model, Time
from photoprism_client.models.entity_file import EntityFile


class SearchPhoto(PhotoAdditions, Model):
    """A row of a photo search: a photo where rows are merged, else one of its files.

    ``hash``, ``file_name``, ``width`` and ``height`` are of the file that the row stands for, which is the primary one
    where rows are merged.

    Source: internal/entity/search/photos_results.go of the server
    """

    #: Numbers of the photo and the file, such as ``78-98``.
    id: str | None = Field(default=None, validation_alias="ID", serialization_alias="ID")
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
    #: Maker of the camera.
    camera_make: str | None = Field(default=None, validation_alias="CameraMake", serialization_alias="CameraMake")
    #: Model of the camera.
    camera_model: str | None = Field(default=None, validation_alias="CameraModel", serialization_alias="CameraModel")
    #: Kind of camera.
    camera_type: str | None = Field(default=None, validation_alias="CameraType", serialization_alias="CameraType")
    #: Maker of the lens.
    lens_make: str | None = Field(default=None, validation_alias="LensMake", serialization_alias="LensMake")
    #: Model of the lens.
    lens_model: str | None = Field(default=None, validation_alias="LensModel", serialization_alias="LensModel")
    #: Place, in words.
    place_label: str | None = Field(default=None, validation_alias="PlaceLabel", serialization_alias="PlaceLabel")
    #: City.
    place_city: str | None = Field(default=None, validation_alias="PlaceCity", serialization_alias="PlaceCity")
    #: State or province.
    place_state: str | None = Field(default=None, validation_alias="PlaceState", serialization_alias="PlaceState")
    #: Two letters, ``zz`` for unknown.
    place_country: str | None = Field(default=None, validation_alias="PlaceCountry", serialization_alias="PlaceCountry")
    #: ID that a camera or editor gave to the file.
    instance_id: str | None = Field(default=None, validation_alias="InstanceID", serialization_alias="InstanceID")
    #: UID of the file.
    file_uid: str | None = Field(default=None, validation_alias="FileUID", serialization_alias="FileUID")
    #: Root of the file: ``/`` for originals, ``sidecar`` for what the server made.
    file_root: str | None = Field(default=None, validation_alias="FileRoot", serialization_alias="FileRoot")
    #: Path of the file below its root.
    file_name: str | None = Field(default=None, validation_alias="FileName", serialization_alias="FileName")
    #: SHA-1 of the file, which thumbnails are asked by.
    hash: str | None = Field(default=None, validation_alias="Hash", serialization_alias="Hash")
    #: Pixels.
    width: int | None = Field(default=None, validation_alias="Width", serialization_alias="Width")
    #: Pixels.
    height: int | None = Field(default=None, validation_alias="Height", serialization_alias="Height")
    #: Whether it is higher than wide.
    portrait: bool | None = Field(default=None, validation_alias="Portrait", serialization_alias="Portrait")
    #: Whether the row stands for several files.
    merged: bool | None = Field(default=None, validation_alias="Merged", serialization_alias="Merged")
    #: The files; empty where rows are not merged.
    files: Annotated[list[EntityFile], LIST_OR_NULL] = Field(
        default_factory=list,
        validation_alias="Files",
        serialization_alias="Files",
    )
    #: When it was indexed first.
    created_at: Time = Field(default=None, validation_alias="CreatedAt", serialization_alias="CreatedAt")
    #: When the server changed it; likes and renamed labels do not count.
    updated_at: Time = Field(default=None, validation_alias="UpdatedAt", serialization_alias="UpdatedAt")
    #: When a user changed it.
    edited_at: Time = Field(default=None, validation_alias="EditedAt", serialization_alias="EditedAt")
    #: When the server looked after it.
    checked_at: Time = Field(default=None, validation_alias="CheckedAt", serialization_alias="CheckedAt")
    #: When it was archived.
    deleted_at: Time = Field(default=None, validation_alias="DeletedAt", serialization_alias="DeletedAt")
