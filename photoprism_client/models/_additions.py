"""Hand-written members of models; the table names which model has which."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from photoprism_client.models.base import Model
    from photoprism_client.models.entity_album import EntityAlbum
    from photoprism_client.models.entity_file import EntityFile
    from photoprism_client.models.entity_folder import EntityFolder
    from photoprism_client.models.entity_photo import EntityPhotoLabel

#: The ``root`` of what the user put there, and of what the server made of it.
ORIGINALS = "/"
SIDECAR = "sidecar"


class FileAdditions:
    """What files have besides their fields."""

    if TYPE_CHECKING:
        root: str | None

    @property
    def is_original(self) -> bool:
        """Whether this is the user's own file, and not one that the server made of it."""
        return self.root == ORIGINALS


class FolderListingAdditions:
    """What listings of folders have besides their fields."""

    if TYPE_CHECKING:
        folders: list[EntityFolder]

    def _parts(self) -> "Iterable[Model]":
        return self.folders


class PhotoAdditions:
    """What photos and rows of photo searches have besides their fields."""

    if TYPE_CHECKING:
        files: list[EntityFile]

    @property
    def originals(self) -> "list[EntityFile]":
        """The user's own files: those to back up."""
        return [file for file in self.files if file.is_original]

    @property
    def sidecars(self) -> "list[EntityFile]":
        """What the server made of them, such as the JPEG of a RAW file."""
        return [file for file in self.files if file.root == SIDECAR]


class WholePhotoAdditions(PhotoAdditions):
    """What single photos have besides their fields."""

    if TYPE_CHECKING:
        albums: list[EntityAlbum]
        labels: list[EntityPhotoLabel]

    @property
    def hash(self) -> str | None:
        """The hash of the primary file, which the photo's thumbnails are made of."""
        return next((file.hash for file in self.files if file.primary), None)

    @property
    def file_name(self) -> str | None:
        """The path of the primary file in the library."""
        return next((file.name for file in self.files if file.primary), None)

    def _parts(self) -> "Iterable[Model]":
        yield from (marker for file in self.files for marker in file.markers)
        yield from self.albums
        yield from (found.label for found in self.labels if found.label is not None)
