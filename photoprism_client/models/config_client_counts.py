"""`ConfigClientCounts`: written by codegen, do not edit."""

from pydantic import Field

from photoprism_client.models.base import Model


class ConfigClientCounts(Model):
    """How many there are of each.

    Source: internal/config/client_config.go of the server
    """

    #: Photos in view, videos and all.
    all: int | None = Field(default=None, validation_alias="all", serialization_alias="all")
    #: Pictures.
    photos: int | None = Field(default=None, validation_alias="photos", serialization_alias="photos")
    #: Live photos.
    live: int | None = Field(default=None, validation_alias="live", serialization_alias="live")
    #: Videos.
    videos: int | None = Field(default=None, validation_alias="videos", serialization_alias="videos")
    #: Cameras.
    cameras: int | None = Field(default=None, validation_alias="cameras", serialization_alias="cameras")
    #: Lenses.
    lenses: int | None = Field(default=None, validation_alias="lenses", serialization_alias="lenses")
    #: Countries.
    countries: int | None = Field(default=None, validation_alias="countries", serialization_alias="countries")
    #: Hidden photos.
    hidden: int | None = Field(default=None, validation_alias="hidden", serialization_alias="hidden")
    #: Archived photos.
    archived: int | None = Field(default=None, validation_alias="archived", serialization_alias="archived")
    #: Favourites.
    favorites: int | None = Field(default=None, validation_alias="favorites", serialization_alias="favorites")
    #: Photos in review.
    review: int | None = Field(default=None, validation_alias="review", serialization_alias="review")
    #: Stories.
    stories: int | None = Field(default=None, validation_alias="stories", serialization_alias="stories")
    #: Private photos.
    private: int | None = Field(default=None, validation_alias="private", serialization_alias="private")
    #: Albums.
    albums: int | None = Field(default=None, validation_alias="albums", serialization_alias="albums")
    #: Private albums.
    private_albums: int | None = Field(
        default=None,
        validation_alias="private_albums",
        serialization_alias="private_albums",
    )
    #: Moments.
    moments: int | None = Field(default=None, validation_alias="moments", serialization_alias="moments")
    #: Private moments.
    private_moments: int | None = Field(
        default=None,
        validation_alias="private_moments",
        serialization_alias="private_moments",
    )
    #: Months.
    months: int | None = Field(default=None, validation_alias="months", serialization_alias="months")
    #: Private months.
    private_months: int | None = Field(
        default=None,
        validation_alias="private_months",
        serialization_alias="private_months",
    )
    #: States.
    states: int | None = Field(default=None, validation_alias="states", serialization_alias="states")
    #: Private states.
    private_states: int | None = Field(
        default=None,
        validation_alias="private_states",
        serialization_alias="private_states",
    )
    #: Folders.
    folders: int | None = Field(default=None, validation_alias="folders", serialization_alias="folders")
    #: Private folders.
    private_folders: int | None = Field(
        default=None,
        validation_alias="private_folders",
        serialization_alias="private_folders",
    )
    #: Files.
    files: int | None = Field(default=None, validation_alias="files", serialization_alias="files")
    #: People.
    people: int | None = Field(default=None, validation_alias="people", serialization_alias="people")
    #: Places.
    places: int | None = Field(default=None, validation_alias="places", serialization_alias="places")
    #: Labels.
    labels: int | None = Field(default=None, validation_alias="labels", serialization_alias="labels")
    #: Most photos of one label.
    label_max_photos: int | None = Field(
        default=None,
        validation_alias="labelMaxPhotos",
        serialization_alias="labelMaxPhotos",
    )
