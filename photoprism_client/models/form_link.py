"""`FormLink`: written by codegen, do not edit."""

from pydantic import Field

from photoprism_client.models.base import Form


class FormLink(Form):
    """What to set on a link. What is left out is set back, but for the token and the password.

    Source: internal/form/link.go of the server
    """

    #: Password; visitors are not asked for it.
    password: str | None = Field(default=None, validation_alias="Password", serialization_alias="Password", repr=False)
    #: Last part of the link's address.
    slug: str | None = Field(default=None, validation_alias="Slug", serialization_alias="Slug")
    #: Part of the link's address; only where a link is changed.
    token: str | None = Field(default=None, validation_alias="Token", serialization_alias="Token", repr=False)
    #: Seconds; 0 for never.
    expires: int | None = Field(default=None, validation_alias="Expires", serialization_alias="Expires")
    #: How often it may be opened; 0 for any number.
    max_views: int | None = Field(default=None, validation_alias="MaxViews", serialization_alias="MaxViews")
    #: Ignored.
    can_comment: bool | None = Field(default=None, validation_alias="CanComment", serialization_alias="CanComment")
    #: Ignored.
    can_edit: bool | None = Field(default=None, validation_alias="CanEdit", serialization_alias="CanEdit")
