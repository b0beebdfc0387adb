"""`SessionUser`: written by codegen, do not edit."""

from pydantic import Field

from photoprism_client.models.base import Model, Time


class SessionUser(Model):
    """Who is logged in.

    Source: internal/entity/auth_user.go of the server
    """

    #: Number in the database.
    id: int | None = Field(default=None, validation_alias="ID", serialization_alias="ID")
    #: UID.
    uid: str | None = Field(default=None, validation_alias="UID", serialization_alias="UID")
    #: What the user is known by.
    auth_provider: str | None = Field(default=None, validation_alias="AuthProvider", serialization_alias="AuthProvider")
    #: Method of the login.
    auth_method: str | None = Field(default=None, validation_alias="AuthMethod", serialization_alias="AuthMethod")
    #: ID at the provider.
    auth_id: str | None = Field(default=None, validation_alias="AuthID", serialization_alias="AuthID")
    #: Name to log in with.
    name: str | None = Field(default=None, validation_alias="Name", serialization_alias="Name")
    #: Name for people.
    display_name: str | None = Field(default=None, validation_alias="DisplayName", serialization_alias="DisplayName")
    #: Address.
    email: str | None = Field(default=None, validation_alias="Email", serialization_alias="Email")
    #: ``admin``, ``guest``, ``visitor`` and others.
    role: str | None = Field(default=None, validation_alias="Role", serialization_alias="Role")
    #: Attributes.
    attr: str | None = Field(default=None, validation_alias="Attr", serialization_alias="Attr")
    #: Whether the user may do everything.
    super_admin: bool | None = Field(default=None, validation_alias="SuperAdmin", serialization_alias="SuperAdmin")
    #: Whether the user may log in.
    can_login: bool | None = Field(default=None, validation_alias="CanLogin", serialization_alias="CanLogin")
    #: Whether the user may use WebDAV.
    web_dav: bool | None = Field(default=None, validation_alias="WebDAV", serialization_alias="WebDAV")
    #: Folder that the user is limited to.
    base_path: str | None = Field(default=None, validation_alias="BasePath", serialization_alias="BasePath")
    #: Folder for uploads.
    upload_path: str | None = Field(default=None, validation_alias="UploadPath", serialization_alias="UploadPath")
    #: Whether the user may invite others.
    can_invite: bool | None = Field(default=None, validation_alias="CanInvite", serialization_alias="CanInvite")
    #: What else is known of the user.
    details: dict[str, object] | None = Field(default=None, validation_alias="Details", serialization_alias="Details")
    #: Settings of the account.
    settings: dict[str, object] | None = Field(
        default=None,
        validation_alias="Settings",
        serialization_alias="Settings",
    )
    #: SHA-1 of the user's picture.
    thumb: str | None = Field(default=None, validation_alias="Thumb", serialization_alias="Thumb")
    #: Who chose that picture.
    thumb_src: str | None = Field(default=None, validation_alias="ThumbSrc", serialization_alias="ThumbSrc")
    #: Latest login.
    login_at: Time = Field(default=None, validation_alias="LoginAt", serialization_alias="LoginAt")
    #: When the account was made.
    created_at: Time = Field(default=None, validation_alias="CreatedAt", serialization_alias="CreatedAt")
    #: When it was changed.
    updated_at: Time = Field(default=None, validation_alias="UpdatedAt", serialization_alias="UpdatedAt")
