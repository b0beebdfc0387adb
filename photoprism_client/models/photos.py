"""Photos: rows of a search, and all that is known of one."""

from typing import Annotated

from pydantic import AliasChoices, ConfigDict, Field

from photoprism_client.models.albums import EntityAlbum
from photoprism_client.models.base import LIST_OR_NULL, TWO_NAMES, LocalTime, NamedModel, Time
from photoprism_client.models.files import SIDECAR, EntityFile
from photoprism_client.models.labels import EntityLabel

# Servers call it Description up to 2024 and Caption since 2025: each is read from whichever came.
_CAPTION = AliasChoices("Caption", "Description")
_DESCRIPTION = AliasChoices("Description", "Caption")


class _Photo(NamedModel):
    """What search rows and single photos share."""

    uid: str | None = None
    type: str | None = None
    type_src: str | None = None
    taken_at: Time = None
    taken_at_local: LocalTime = None
    taken_src: str | None = None
    time_zone: str | None = None
    path: str | None = None
    name: str | None = None
    original_name: str | None = None
    title: str | None = None
    caption: str | None = Field(default=None, validation_alias=_CAPTION)
    description: str | None = Field(default=None, validation_alias=_DESCRIPTION)
    year: int | None = None
    month: int | None = None
    day: int | None = None
    country: str | None = None
    stack: int | None = None
    favorite: bool | None = None
    private: bool | None = None
    iso: int | None = None
    focal_length: int | None = None
    f_number: float | None = None
    exposure: str | None = None
    faces: int | None = None
    quality: int | None = None
    resolution: int | None = None
    duration: int | None = None
    color: int | None = None
    scan: bool | None = None
    panorama: bool | None = None
    camera_id: int | None = None
    camera_src: str | None = None
    camera_serial: str | None = None
    lens_id: int | None = None
    altitude: int | None = None
    lat: float | None = None
    lng: float | None = None
    cell_id: str | None = None
    cell_accuracy: int | None = None
    place_id: str | None = None
    place_src: str | None = None
    document_id: str | None = None
    files: Annotated[list[EntityFile], LIST_OR_NULL] = Field(default_factory=list)
    created_at: Time = None
    updated_at: Time = None
    edited_at: Time = None
    checked_at: Time = None
    deleted_at: Time = None

    @property
    def originals(self) -> list[EntityFile]:
        """The user's own files: those to back up."""
        return [file for file in self.files if file.is_original]

    @property
    def sidecars(self) -> list[EntityFile]:
        """What the server made of them, such as the JPEG of a RAW file."""
        return [file for file in self.files if file.root == SIDECAR]


class SearchPhoto(_Photo):
    """A row of a photo search: a photo where rows are merged, else one of its files.

    ``hash``, ``file_name``, ``width`` and ``height`` are of the file that the row stands for, which is the primary one
    where rows are merged; ``files`` is empty where they are not. ``taken_at_local`` has no zone; it is made up where
    ``year``, ``month`` or ``day`` is -1, which means not known. ``duration`` is in nanoseconds, ``resolution`` in
    megapixels.

    Source: definition ``search.Photo`` of the API description.
    """

    id: str | None = None
    camera_make: str | None = None
    camera_model: str | None = None
    camera_type: str | None = None
    lens_make: str | None = None
    lens_model: str | None = None
    place_label: str | None = None
    place_city: str | None = None
    place_state: str | None = None
    place_country: str | None = None
    instance_id: str | None = None
    file_uid: str | None = None
    file_root: str | None = None
    file_name: str | None = None
    hash: str | None = None
    width: int | None = None
    height: int | None = None
    portrait: bool | None = None
    merged: bool | None = None


class EntityCamera(NamedModel):
    """A camera.

    Source: definition ``entity.Camera`` of the API description.
    """

    id: int | None = None
    slug: str | None = None
    name: str | None = None
    make: str | None = None
    model: str | None = None
    type: str | None = None
    description: str | None = None
    notes: str | None = None


class EntityLens(EntityCamera):
    """A lens.

    Source: definition ``entity.Lens`` of the API description.
    """


class EntityPlace(NamedModel):
    """A place on the map.

    Source: definition ``entity.Place`` of the API description.
    """

    place_id: str | None = None
    label: str | None = None
    district: str | None = None
    city: str | None = None
    state: str | None = None
    country: str | None = None
    keywords: str | None = None
    favorite: bool | None = None
    photo_count: int | None = None
    created_at: Time = None
    updated_at: Time = None


class EntityCell(NamedModel):
    """A cell of the map's grid.

    Source: definition ``entity.Cell`` of the API description.
    """

    id: str | None = None
    name: str | None = None
    street: str | None = None
    postcode: str | None = None
    category: str | None = None
    place: EntityPlace | None = None
    created_at: Time = None
    updated_at: Time = None


class EntityDetails(NamedModel):
    """What was written about a photo. ``keywords`` has commas between them.

    Source: definition ``entity.Details`` of the API description.
    """

    model_config = ConfigDict(alias_generator=TWO_NAMES)

    photo_id: int | None = None
    keywords: str | None = None
    keywords_src: str | None = None
    notes: str | None = None
    notes_src: str | None = None
    subject: str | None = None
    subject_src: str | None = None
    artist: str | None = None
    artist_src: str | None = None
    copyright: str | None = None
    copyright_src: str | None = None
    license: str | None = None
    license_src: str | None = None
    software: str | None = None
    software_src: str | None = None
    created_at: Time = None
    updated_at: Time = None


class EntityPhotoLabel(NamedModel):
    """A label that a photo has; ``uncertainty`` in percent.

    Source: definition ``entity.PhotoLabel`` of the API description.
    """

    model_config = ConfigDict(alias_generator=TWO_NAMES)

    photo_id: int | None = None
    label_id: int | None = None
    label_src: str | None = None
    uncertainty: int | None = None
    label: EntityLabel | None = None


class EntityPhoto(_Photo):
    """All that is known of a photo: its files with markers, albums, labels and keywords.

    Source: definition ``entity.Photo`` of the API description.
    """

    model_config = ConfigDict(alias_generator=TWO_NAMES)

    id: int | None = None
    title_src: str | None = None
    caption_src: str | None = None
    description_src: str | None = None
    created_by: str | None = None
    details: EntityDetails | None = None
    camera: EntityCamera | None = None
    lens: EntityLens | None = None
    cell: EntityCell | None = None
    place: EntityPlace | None = None
    albums: Annotated[list[EntityAlbum], LIST_OR_NULL] = Field(default_factory=list)
    labels: Annotated[list[EntityPhotoLabel], LIST_OR_NULL] = Field(default_factory=list)
    estimated_at: Time = None
    published_at: Time = None

    @property
    def hash(self) -> str | None:
        """The hash of the primary file, which the photo's thumbnails are made of."""
        return next((file.hash for file in self.files if file.primary), None)
