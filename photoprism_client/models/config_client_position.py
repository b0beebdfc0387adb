"""`ConfigClientPosition`: written by codegen, do not edit."""

from pydantic import Field

from photoprism_client.models.base import Model, Time


class ConfigClientPosition(Model):
    """Where the latest photo was taken.

    Source: internal/config/client_config.go of the server
    """

    #: UID of the photo.
    uid: str | None = Field(default=None, validation_alias="uid", serialization_alias="uid")
    #: ID of the cell on the map.
    cid: str | None = Field(default=None, validation_alias="cid", serialization_alias="cid")
    #: When it was taken.
    utc: Time = Field(default=None, validation_alias="utc", serialization_alias="utc")
    #: Latitude in degrees.
    lat: float | None = Field(default=None, validation_alias="lat", serialization_alias="lat")
    #: Longitude in degrees.
    lng: float | None = Field(default=None, validation_alias="lng", serialization_alias="lng")
