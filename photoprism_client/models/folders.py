"""Folders, and what a listing of one holds."""

from typing import Annotated

from pydantic import Field

from photoprism_client.models.base import LIST_OR_NULL, Model, NamedModel, Time
from photoprism_client.models.files import EntityFile


class EntityFolder(NamedModel):
    """A folder below the root of the originals; ``path`` has no slash at its ends.

    ``year``, ``month`` and ``day`` are guessed by the server. Source: internal/entity/folder.go of the server.
    """

    path: str | None = None
    root: str | None = None
    uid: str | None = None
    type: str | None = None
    title: str | None = None
    category: str | None = None
    description: str | None = None
    order: str | None = None
    country: str | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    favorite: bool | None = None
    private: bool | None = None
    ignore: bool | None = None
    watch: bool | None = None
    file_count: int | None = None
    created_at: Time = None
    updated_at: Time = None
    modified_at: Time = None
    published_at: Time = None
    deleted_at: Time = None


class FolderListing(Model):
    """The folders in a folder and, where asked for, a page of its files.

    ``cached`` says that it may be some minutes old. Source: internal/api/folders_search.go of the server.
    """

    root: str | None = None
    folders: Annotated[list[EntityFolder], LIST_OR_NULL] = Field(default_factory=list)
    files: Annotated[list[EntityFile], LIST_OR_NULL] = Field(default_factory=list)
    recursive: bool | None = None
    cached: bool | None = None
