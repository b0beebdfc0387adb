"""`FormFace`: written by codegen, do not edit."""

from pydantic import Field

from photoprism_client.models.base import Form


class FormFace(Form):
    """What to set on a face.

    Source: internal/form/face.go of the server
    """

    #: Whether it is hidden.
    hidden: bool | None = Field(default=None, validation_alias="Hidden", serialization_alias="Hidden")
    #: UID of the person.
    subj_uid: str | None = Field(default=None, validation_alias="SubjUID", serialization_alias="SubjUID")
