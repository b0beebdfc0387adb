"""People and other subjects."""

from photoprism_client.models.base import NamedModel, Time


class SearchSubject(NamedModel):
    """A row of a search for people. ``thumb`` is a crop of a face, for :meth:`ImagesApi.thumb_of`.

    Source: definition ``search.Subject`` of the API description.
    """

    uid: str | None = None
    type: str | None = None
    slug: str | None = None
    name: str | None = None
    alias: str | None = None
    thumb: str | None = None
    thumb_src: str | None = None
    marker_uid: str | None = None
    marker_src: str | None = None
    favorite: bool | None = None
    hidden: bool | None = None
    private: bool | None = None
    excluded: bool | None = None
    file_count: int | None = None
    photo_count: int | None = None


class EntitySubject(SearchSubject):
    """A person, or another subject, by itself.

    Source: definition ``entity.Subject`` of the API description.
    """

    src: str | None = None
    about: str | None = None
    bio: str | None = None
    notes: str | None = None
    created_at: Time = None
    updated_at: Time = None
    deleted_at: Time = None
