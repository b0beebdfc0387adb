"""`SearchGeoResult`: written by codegen, do not edit."""

from pydantic import Field

from photoprism_client.models.base import LocalTime, Model, Time


class SearchGeoResult(Model):
    """A photo with a position.

    Source: internal/entity/search/photos_geojson_result.go of the server
    """

    #: UID.
    uid: str | None = Field(default=None, validation_alias="UID", serialization_alias="UID")
    #: Kind, where it is not an image.
    type: str | None = Field(default=None, validation_alias="Type", serialization_alias="Type")
    #: Latitude in degrees.
    lat: float | None = Field(default=None, validation_alias="Lat", serialization_alias="Lat")
    #: Longitude in degrees.
    lng: float | None = Field(default=None, validation_alias="Lng", serialization_alias="Lng")
    #: Title.
    title: str | None = Field(default=None, validation_alias="Title", serialization_alias="Title")
    #: Description.
    description: str | None = Field(default=None, validation_alias="Description", serialization_alias="Description")
    #: True for a favourite.
    favorite: bool | None = Field(default=None, validation_alias="Favorite", serialization_alias="Favorite")
    #: SHA-1 of the primary file.
    hash: str | None = Field(default=None, validation_alias="Hash", serialization_alias="Hash")
    #: Pixels.
    width: int | None = Field(default=None, validation_alias="Width", serialization_alias="Width")
    #: Pixels.
    height: int | None = Field(default=None, validation_alias="Height", serialization_alias="Height")
    #: When it was taken, with its zone.
    taken_at: Time = Field(default=None, validation_alias="TakenAt", serialization_alias="TakenAt")
    #: When it was taken by the clocks there, without a zone.
    taken_at_local: LocalTime = Field(default=None, validation_alias="TakenAtLocal", serialization_alias="TakenAtLocal")
