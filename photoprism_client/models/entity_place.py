"""`EntityPlace`: written by codegen, do not edit."""

from pydantic import Field

from photoprism_client.models.base import Model, Time


class EntityPlace(Model):
    """A place on the map.

    Source: internal/entity/place.go of the server
    """

    #: ID, ``zz`` for unknown.
    place_id: str | None = Field(default=None, validation_alias="PlaceID", serialization_alias="PlaceID")
    #: The place in words.
    label: str | None = Field(default=None, validation_alias="Label", serialization_alias="Label")
    #: District.
    district: str | None = Field(default=None, validation_alias="District", serialization_alias="District")
    #: City.
    city: str | None = Field(default=None, validation_alias="City", serialization_alias="City")
    #: State or province.
    state: str | None = Field(default=None, validation_alias="State", serialization_alias="State")
    #: Two letters, ``zz`` for unknown.
    country: str | None = Field(default=None, validation_alias="Country", serialization_alias="Country")
    #: Words, joined by ``, ``.
    keywords: str | None = Field(default=None, validation_alias="Keywords", serialization_alias="Keywords")
    #: Whether it is a favourite.
    favorite: bool | None = Field(default=None, validation_alias="Favorite", serialization_alias="Favorite")
    #: Number of photos.
    photo_count: int | None = Field(default=None, validation_alias="PhotoCount", serialization_alias="PhotoCount")
    #: When it was made.
    created_at: Time = Field(default=None, validation_alias="CreatedAt", serialization_alias="CreatedAt")
    #: When it was changed.
    updated_at: Time = Field(default=None, validation_alias="UpdatedAt", serialization_alias="UpdatedAt")
