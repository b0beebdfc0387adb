"""Albums: also folders, moments, months and states, which the server keeps as albums of other types."""

from photoprism_client.models.base import NamedModel, Time


class _Album(NamedModel):
    uid: str | None = None
    parent_uid: str | None = None
    thumb: str | None = None
    thumb_src: str | None = None
    slug: str | None = None
    type: str | None = None
    title: str | None = None
    location: str | None = None
    category: str | None = None
    caption: str | None = None
    description: str | None = None
    notes: str | None = None
    filter: str | None = None
    order: str | None = None
    template: str | None = None
    path: str | None = None
    state: str | None = None
    country: str | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    favorite: bool | None = None
    private: bool | None = None
    created_at: Time = None
    updated_at: Time = None
    deleted_at: Time = None


class SearchAlbum(_Album):
    """A row of an album search. ``photo_count`` is 0 for albums that are a filter, such as folders.

    Source: definition ``search.Album`` of the API description.
    """

    photo_count: int | None = None
    link_count: int | None = None


class EntityAlbum(_Album):
    """An album by itself, without its photos.

    Source: definition ``entity.Album`` of the API description.
    """

    id: int | None = None
    created_by: str | None = None
    published_at: Time = None
