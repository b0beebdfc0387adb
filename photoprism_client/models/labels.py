"""Labels."""

from photoprism_client.models.base import NamedModel, Time


class _Label(NamedModel):
    id: int | None = None
    uid: str | None = None
    thumb: str | None = None
    thumb_src: str | None = None
    slug: str | None = None
    custom_slug: str | None = None
    name: str | None = None
    priority: int | None = None
    favorite: bool | None = None
    description: str | None = None
    notes: str | None = None
    photo_count: int | None = None
    created_at: Time = None
    updated_at: Time = None
    deleted_at: Time = None


class SearchLabel(_Label):
    """A row of a label search.

    Source: definition ``search.Label`` of the API description.
    """


class EntityLabel(_Label):
    """A label by itself.

    Source: definition ``entity.Label`` of the API description.
    """

    published_at: Time = None
