"""`FormLabel`: written by codegen, do not edit."""

from pydantic import Field

from photoprism_client.models.base import Form


class FormLabel(Form):
    """What to set on a label, or on a photo's label.

    Source: internal/form/label.go of the server
    """

    #: Name; put in title case.
    name: str | None = Field(default=None, validation_alias="Name", serialization_alias="Name")
    #: Percent; 0 for certain.
    uncertainty: int | None = Field(default=None, validation_alias="Uncertainty", serialization_alias="Uncertainty")
    #: Priority.
    priority: int | None = Field(default=None, validation_alias="Priority", serialization_alias="Priority")
