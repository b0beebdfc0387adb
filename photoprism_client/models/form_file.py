"""`FormFile`: written by codegen, do not edit."""

from pydantic import Field

from photoprism_client.models.base import Form


class FormFile(Form):
    """What to set on a file.

    Source: internal/form/file.go of the server
    """

    #: Orientation, 1 to 8 as in Exif.
    orientation: int | None = Field(default=None, validation_alias="Orientation", serialization_alias="Orientation")
