"""`FolderListing`: written by codegen, do not edit."""

from typing import Annotated

from pydantic import Field

from photoprism_client.models._additions import FolderListingAdditions
from photoprism_client.models.base import LIST_OR_NULL, Model
from photoprism_client.models.entity_file import EntityFile
from photoprism_client.models.entity_folder import EntityFolder


class FolderListing(FolderListingAdditions, Model):
    """The folders in a folder and, where asked for, a page of its files.

    Source: internal/api/folders_search.go of the server
    """

    #: Name of the root.
    root: str | None = Field(default=None, validation_alias="root", serialization_alias="root")
    #: The folders.
    folders: Annotated[list[EntityFolder], LIST_OR_NULL] = Field(
        default_factory=list,
        validation_alias="folders",
        serialization_alias="folders",
    )
    #: The files.
    files: Annotated[list[EntityFile], LIST_OR_NULL] = Field(
        default_factory=list,
        validation_alias="files",
        serialization_alias="files",
    )
    #: Whether folders within folders are there, too.
    recursive: bool | None = Field(default=None, validation_alias="recursive", serialization_alias="recursive")
    #: Whether it may be some minutes old.
    cached: bool | None = Field(default=None, validation_alias="cached", serialization_alias="cached")
