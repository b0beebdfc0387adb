"""`EntityLink`: written by codegen, do not edit."""

from pydantic import Field

from photoprism_client.models.base import Model, Time


class EntityLink(Model):
    """A link that shares an album with people who have no login.

    Source: internal/entity/link.go of the server
    """

    #: UID.
    uid: str | None = Field(default=None, validation_alias="UID", serialization_alias="UID")
    #: UID of the album.
    share_uid: str | None = Field(default=None, validation_alias="ShareUID", serialization_alias="ShareUID")
    #: Last part of the link's address; empty for the album's UID.
    slug: str | None = Field(default=None, validation_alias="Slug", serialization_alias="Slug")
    #: Part of the link's address that opens the album to anyone.
    token: str | None = Field(default=None, validation_alias="Token", serialization_alias="Token", repr=False)
    #: Seconds after ``modified_at``; 0 for never.
    expires: int | None = Field(default=None, validation_alias="Expires", serialization_alias="Expires")
    #: How often it was opened.
    views: int | None = Field(default=None, validation_alias="Views", serialization_alias="Views")
    #: How often it may be opened; 0 for any number.
    max_views: int | None = Field(default=None, validation_alias="MaxViews", serialization_alias="MaxViews")
    #: Whether it has a password; visitors are not asked for it.
    verify_password: bool | None = Field(
        default=None,
        validation_alias="VerifyPassword",
        serialization_alias="VerifyPassword",
    )
    #: Comment.
    comment: str | None = Field(default=None, validation_alias="Comment", serialization_alias="Comment")
    #: Permissions.
    perm: int | None = Field(default=None, validation_alias="Perm", serialization_alias="Perm")
    #: UID of the user who made it.
    created_by: str | None = Field(default=None, validation_alias="CreatedBy", serialization_alias="CreatedBy")
    #: When it was made.
    created_at: Time = Field(default=None, validation_alias="CreatedAt", serialization_alias="CreatedAt")
    #: When it was changed.
    modified_at: Time = Field(default=None, validation_alias="ModifiedAt", serialization_alias="ModifiedAt")
