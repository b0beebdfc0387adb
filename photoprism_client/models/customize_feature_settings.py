"""`CustomizeFeatureSettings`: written by codegen, do not edit."""

from pydantic import Field

from photoprism_client.models.base import Model


class CustomizeFeatureSettings(Model):
    """What is switched on.

    Source: internal/config/customize/feature.go of the server
    """

    #: Whether changing the own account is on.
    account: bool | None = Field(default=None, validation_alias="account", serialization_alias="account")
    #: Whether albums are on.
    albums: bool | None = Field(default=None, validation_alias="albums", serialization_alias="albums")
    #: Whether the archive is on.
    archive: bool | None = Field(default=None, validation_alias="archive", serialization_alias="archive")
    #: Whether deleting is on.
    delete: bool | None = Field(default=None, validation_alias="delete", serialization_alias="delete")
    #: Whether downloads are on.
    download: bool | None = Field(default=None, validation_alias="download", serialization_alias="download")
    #: Whether editing photos is on.
    edit: bool | None = Field(default=None, validation_alias="edit", serialization_alias="edit")
    #: Whether estimating places is on.
    estimates: bool | None = Field(default=None, validation_alias="estimates", serialization_alias="estimates")
    #: Whether favourites are on.
    favorites: bool | None = Field(default=None, validation_alias="favorites", serialization_alias="favorites")
    #: Whether the list of files is on.
    files: bool | None = Field(default=None, validation_alias="files", serialization_alias="files")
    #: Whether folders are on.
    folders: bool | None = Field(default=None, validation_alias="folders", serialization_alias="folders")
    #: Whether import is on.
    var_import: bool | None = Field(default=None, validation_alias="import", serialization_alias="import")
    #: Whether labels are on.
    labels: bool | None = Field(default=None, validation_alias="labels", serialization_alias="labels")
    #: Whether the library is on.
    library: bool | None = Field(default=None, validation_alias="library", serialization_alias="library")
    #: Whether logs are on.
    logs: bool | None = Field(default=None, validation_alias="logs", serialization_alias="logs")
    #: Whether moments are on.
    moments: bool | None = Field(default=None, validation_alias="moments", serialization_alias="moments")
    #: Whether people are on.
    people: bool | None = Field(default=None, validation_alias="people", serialization_alias="people")
    #: Whether places are on.
    places: bool | None = Field(default=None, validation_alias="places", serialization_alias="places")
    #: Whether private photos are on.
    private: bool | None = Field(default=None, validation_alias="private", serialization_alias="private")
    #: Whether ratings are on.
    ratings: bool | None = Field(default=None, validation_alias="ratings", serialization_alias="ratings")
    #: Whether reactions are on.
    reactions: bool | None = Field(default=None, validation_alias="reactions", serialization_alias="reactions")
    #: Whether review is on.
    review: bool | None = Field(default=None, validation_alias="review", serialization_alias="review")
    #: Whether search is on.
    search: bool | None = Field(default=None, validation_alias="search", serialization_alias="search")
    #: Whether services are on.
    services: bool | None = Field(default=None, validation_alias="services", serialization_alias="services")
    #: Whether settings are on.
    settings: bool | None = Field(default=None, validation_alias="settings", serialization_alias="settings")
    #: Whether sharing is on.
    share: bool | None = Field(default=None, validation_alias="share", serialization_alias="share")
    #: Whether uploads are on.
    upload: bool | None = Field(default=None, validation_alias="upload", serialization_alias="upload")
    #: Whether videos are on.
    videos: bool | None = Field(default=None, validation_alias="videos", serialization_alias="videos")
