"""`FormPhoto`: written by codegen, do not edit."""

from pydantic import Field

from photoprism_client.models.base import Form, LocalTime, Time
from photoprism_client.models.form_details import FormDetails


class FormPhoto(Form):
    """What to set on a photo.

    Source: internal/form/photo.go of the server
    """

    #: Kind; not checked.
    type: str | None = Field(default=None, validation_alias="Type", serialization_alias="Type")
    #: ``manual`` for the type to stay.
    type_src: str | None = Field(default=None, validation_alias="TypeSrc", serialization_alias="TypeSrc")
    #: Worked out from ``taken_at_local`` and ``time_zone``: not kept alone.
    taken_at: Time = Field(default=None, validation_alias="TakenAt", serialization_alias="TakenAt")
    #: When it was taken by the clocks there.
    taken_at_local: LocalTime = Field(default=None, validation_alias="TakenAtLocal", serialization_alias="TakenAtLocal")
    #: ``manual`` for the time to stay.
    taken_src: str | None = Field(default=None, validation_alias="TakenSrc", serialization_alias="TakenSrc")
    #: Zone, such as ``Europe/Berlin``.
    time_zone: str | None = Field(default=None, validation_alias="TimeZone", serialization_alias="TimeZone")
    #: Year; does not follow ``taken_at_local``.
    year: int | None = Field(default=None, validation_alias="Year", serialization_alias="Year")
    #: Month, 1 to 12, or -1.
    month: int | None = Field(default=None, validation_alias="Month", serialization_alias="Month")
    #: Day, 1 to 31, or -1.
    day: int | None = Field(default=None, validation_alias="Day", serialization_alias="Day")
    #: Title.
    title: str | None = Field(default=None, validation_alias="Title", serialization_alias="Title")
    #: ``manual`` for the title to stay.
    title_src: str | None = Field(default=None, validation_alias="TitleSrc", serialization_alias="TitleSrc")
    #: Description, up to servers of 2024.
    description: str | None = Field(default=None, validation_alias="Description", serialization_alias="Description")
    #: ``manual`` for the description to stay.
    description_src: str | None = Field(
        default=None,
        validation_alias="DescriptionSrc",
        serialization_alias="DescriptionSrc",
    )
    #: Caption, since servers of 2025.
    caption: str | None = Field(default=None, validation_alias="Caption", serialization_alias="Caption")
    #: ``manual`` for the caption to stay.
    caption_src: str | None = Field(default=None, validation_alias="CaptionSrc", serialization_alias="CaptionSrc")
    #: Keywords, notes and others; replaced as a whole.
    details: FormDetails | None = Field(default=None, validation_alias="Details", serialization_alias="Details")
    #: Whether files may be stacked: 0 yes, -1 no.
    stack: int | None = Field(default=None, validation_alias="Stack", serialization_alias="Stack")
    #: Whether it is a favourite.
    favorite: bool | None = Field(default=None, validation_alias="Favorite", serialization_alias="Favorite")
    #: Whether it is private.
    private: bool | None = Field(default=None, validation_alias="Private", serialization_alias="Private")
    #: Whether it was scanned.
    scan: bool | None = Field(default=None, validation_alias="Scan", serialization_alias="Scan")
    #: Whether it is a panorama.
    panorama: bool | None = Field(default=None, validation_alias="Panorama", serialization_alias="Panorama")
    #: Metres above the sea.
    altitude: int | None = Field(default=None, validation_alias="Altitude", serialization_alias="Altitude")
    #: Latitude in degrees; not checked.
    lat: float | None = Field(default=None, validation_alias="Lat", serialization_alias="Lat")
    #: Longitude in degrees; not checked.
    lng: float | None = Field(default=None, validation_alias="Lng", serialization_alias="Lng")
    #: ISO number.
    iso: int | None = Field(default=None, validation_alias="Iso", serialization_alias="Iso")
    #: Focal length in mm.
    focal_length: int | None = Field(default=None, validation_alias="FocalLength", serialization_alias="FocalLength")
    #: Aperture.
    f_number: float | None = Field(default=None, validation_alias="FNumber", serialization_alias="FNumber")
    #: Exposure time, such as ``1/100``.
    exposure: str | None = Field(default=None, validation_alias="Exposure", serialization_alias="Exposure")
    #: Two letters, ``zz`` for unknown.
    country: str | None = Field(default=None, validation_alias="Country", serialization_alias="Country")
    #: ID of the cell on the map.
    cell_id: str | None = Field(default=None, validation_alias="CellID", serialization_alias="CellID")
    #: Accuracy of the position in metres.
    cell_accuracy: int | None = Field(default=None, validation_alias="CellAccuracy", serialization_alias="CellAccuracy")
    #: ID of the place.
    place_id: str | None = Field(default=None, validation_alias="PlaceID", serialization_alias="PlaceID")
    #: ``manual`` for the position to stay.
    place_src: str | None = Field(default=None, validation_alias="PlaceSrc", serialization_alias="PlaceSrc")
    #: Number of the camera; not checked.
    camera_id: int | None = Field(default=None, validation_alias="CameraID", serialization_alias="CameraID")
    #: ``manual`` for the camera to stay.
    camera_src: str | None = Field(default=None, validation_alias="CameraSrc", serialization_alias="CameraSrc")
    #: Number of the lens; not checked.
    lens_id: int | None = Field(default=None, validation_alias="LensID", serialization_alias="LensID")
    #: Name before it was imported or uploaded.
    original_name: str | None = Field(default=None, validation_alias="OriginalName", serialization_alias="OriginalName")
