"""`FormService`: written by codegen, do not edit."""

from pydantic import Field

from photoprism_client.models.base import Form


class FormService(Form):
    """What to set on a service.

    Source: internal/form/service.go of the server
    """

    #: Name.
    acc_name: str | None = Field(default=None, validation_alias="AccName", serialization_alias="AccName")
    #: Owner.
    acc_owner: str | None = Field(default=None, validation_alias="AccOwner", serialization_alias="AccOwner")
    #: Address.
    acc_url: str | None = Field(default=None, validation_alias="AccURL", serialization_alias="AccURL")
    #: Kind: ``webdav``.
    acc_type: str | None = Field(default=None, validation_alias="AccType", serialization_alias="AccType")
    #: Key.
    acc_key: str | None = Field(default=None, validation_alias="AccKey", serialization_alias="AccKey", repr=False)
    #: User.
    acc_user: str | None = Field(default=None, validation_alias="AccUser", serialization_alias="AccUser")
    #: Password.
    acc_pass: str | None = Field(default=None, validation_alias="AccPass", serialization_alias="AccPass", repr=False)
    #: How long to wait: ``high``, ``medium``, ``low``, ``none`` or empty.
    acc_timeout: str | None = Field(default=None, validation_alias="AccTimeout", serialization_alias="AccTimeout")
    #: Latest error.
    acc_error: str | None = Field(default=None, validation_alias="AccError", serialization_alias="AccError")
    #: Whether files are shared.
    acc_share: bool | None = Field(default=None, validation_alias="AccShare", serialization_alias="AccShare")
    #: Whether files are synced.
    acc_sync: bool | None = Field(default=None, validation_alias="AccSync", serialization_alias="AccSync")
    #: Failures after which it is given up.
    retry_limit: int | None = Field(default=None, validation_alias="RetryLimit", serialization_alias="RetryLimit")
    #: Folder for shared files.
    share_path: str | None = Field(default=None, validation_alias="SharePath", serialization_alias="SharePath")
    #: Thumbnail size of shared pictures; empty for originals.
    share_size: str | None = Field(default=None, validation_alias="ShareSize", serialization_alias="ShareSize")
    #: Seconds after which shared files are removed; 0 for never.
    share_expires: int | None = Field(default=None, validation_alias="ShareExpires", serialization_alias="ShareExpires")
    #: Folder that is synced.
    sync_path: str | None = Field(default=None, validation_alias="SyncPath", serialization_alias="SyncPath")
    #: Seconds between syncs.
    sync_interval: int | None = Field(default=None, validation_alias="SyncInterval", serialization_alias="SyncInterval")
    #: Whether files are uploaded.
    sync_upload: bool | None = Field(default=None, validation_alias="SyncUpload", serialization_alias="SyncUpload")
    #: Whether files are downloaded.
    sync_download: bool | None = Field(
        default=None,
        validation_alias="SyncDownload",
        serialization_alias="SyncDownload",
    )
    #: Whether names are kept.
    sync_filenames: bool | None = Field(
        default=None,
        validation_alias="SyncFilenames",
        serialization_alias="SyncFilenames",
    )
    #: Whether RAW files are synced.
    sync_raw: bool | None = Field(default=None, validation_alias="SyncRaw", serialization_alias="SyncRaw")
