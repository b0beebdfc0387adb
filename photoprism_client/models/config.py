"""The server's configuration, as far as it tells it to clients."""

from typing import Annotated, Any

from pydantic import ConfigDict, Field
from pydantic.alias_generators import to_camel

from photoprism_client.models.base import LIST_OR_NULL, Model


class ConfigThumbSize(Model):
    """A thumbnail size that the server offers; ``w`` and ``h`` in pixels.

    Source: definition ``config.ThumbSize`` of the API description.
    """

    size: str | None = None
    usage: str | None = None
    w: int | None = None
    h: int | None = None


class ConfigClientCounts(Model):
    """How many there are of each. ``all`` is the photos in view, ``files`` their files.

    Source: definition ``config.ClientCounts`` of the API description.
    """

    all: int | None = None
    photos: int | None = None
    live: int | None = None
    videos: int | None = None
    cameras: int | None = None
    lenses: int | None = None
    countries: int | None = None
    hidden: int | None = None
    archived: int | None = None
    favorites: int | None = None
    review: int | None = None
    stories: int | None = None
    private: int | None = None
    albums: int | None = None
    private_albums: int | None = None
    moments: int | None = None
    private_moments: int | None = None
    months: int | None = None
    private_months: int | None = None
    states: int | None = None
    private_states: int | None = None
    folders: int | None = None
    private_folders: int | None = None
    files: int | None = None
    people: int | None = None
    places: int | None = None
    labels: int | None = None
    label_max_photos: int | None = Field(default=None, alias="labelMaxPhotos")


class ConfigClientConfig(Model):
    """The server's configuration; fields that have no attribute here are kept in ``model_extra``.

    Whether a server is public is told by ``public`` alone: without a login, ``mode`` and both tokens say so on a server
    with passwords, too.

    Source: definition ``config.ClientConfig`` of the API description.
    """

    model_config = ConfigDict(alias_generator=to_camel)

    name: str | None = None
    edition: str | None = None
    version: str | None = None
    mode: str | None = None
    flags: str | None = None
    public: bool | None = None
    readonly: bool | None = None
    auth_mode: str | None = None
    api_uri: str | None = None
    base_uri: str | None = None
    content_uri: str | None = None
    site_url: str | None = None
    site_title: str | None = None
    preview_token: str | None = Field(default=None, repr=False)
    download_token: str | None = Field(default=None, repr=False)
    map_key: str | None = Field(default=None, repr=False)
    thumbs: Annotated[list[ConfigThumbSize], LIST_OR_NULL] = Field(default_factory=list)
    count: ConfigClientCounts | None = None
    years: Annotated[list[int], LIST_OR_NULL] = Field(default_factory=list)
    settings: dict[str, Any] | None = None
    disable: dict[str, bool] | None = None
