"""`EntityService`: written by codegen, do not edit."""

from pydantic import AliasChoices, Field

from photoprism_client.models.base import Model, Time
from photoprism_client.models.sql_null_time import SqlNullTime


class EntityService(Model):
    """Another server that files are shared with.

    Source: internal/entity/service.go of the server
    """

    #: Number in the database.
    id: int | None = Field(default=None, validation_alias=AliasChoices("ID", "id"), serialization_alias="ID")
    #: Name.
    acc_name: str | None = Field(
        default=None,
        validation_alias=AliasChoices("AccName", "accName"),
        serialization_alias="AccName",
    )
    #: Owner.
    acc_owner: str | None = Field(
        default=None,
        validation_alias=AliasChoices("AccOwner", "accOwner"),
        serialization_alias="AccOwner",
    )
    #: Address.
    acc_url: str | None = Field(
        default=None,
        validation_alias=AliasChoices("AccURL", "accURL"),
        serialization_alias="AccURL",
    )
    #: Kind: ``webdav``.
    acc_type: str | None = Field(
        default=None,
        validation_alias=AliasChoices("AccType", "accType"),
        serialization_alias="AccType",
    )
    #: Key.
    acc_key: str | None = Field(
        default=None,
        validation_alias=AliasChoices("AccKey", "accKey"),
        serialization_alias="AccKey",
        repr=False,
    )
    #: User.
    acc_user: str | None = Field(
        default=None,
        validation_alias=AliasChoices("AccUser", "accUser"),
        serialization_alias="AccUser",
    )
    #: Password.
    acc_pass: str | None = Field(
        default=None,
        validation_alias=AliasChoices("AccPass", "accPass"),
        serialization_alias="AccPass",
        repr=False,
    )
    #: How long to wait: ``high``, ``medium``, ``low``, ``none`` or empty.
    acc_timeout: str | None = Field(
        default=None,
        validation_alias=AliasChoices("AccTimeout", "accTimeout"),
        serialization_alias="AccTimeout",
    )
    #: Latest error.
    acc_error: str | None = Field(
        default=None,
        validation_alias=AliasChoices("AccError", "accError"),
        serialization_alias="AccError",
    )
    #: Whether files are shared.
    acc_share: bool | None = Field(
        default=None,
        validation_alias=AliasChoices("AccShare", "accShare"),
        serialization_alias="AccShare",
    )
    #: Whether files are synced.
    acc_sync: bool | None = Field(
        default=None,
        validation_alias=AliasChoices("AccSync", "accSync"),
        serialization_alias="AccSync",
    )
    #: Failures after which it is given up.
    retry_limit: int | None = Field(
        default=None,
        validation_alias=AliasChoices("RetryLimit", "retryLimit"),
        serialization_alias="RetryLimit",
    )
    #: Folder for shared files.
    share_path: str | None = Field(
        default=None,
        validation_alias=AliasChoices("SharePath", "sharePath"),
        serialization_alias="SharePath",
    )
    #: Thumbnail size of shared pictures; empty for originals.
    share_size: str | None = Field(
        default=None,
        validation_alias=AliasChoices("ShareSize", "shareSize"),
        serialization_alias="ShareSize",
    )
    #: Seconds after which shared files are removed; 0 for never.
    share_expires: int | None = Field(
        default=None,
        validation_alias=AliasChoices("ShareExpires", "shareExpires"),
        serialization_alias="ShareExpires",
    )
    #: Folder that is synced.
    sync_path: str | None = Field(
        default=None,
        validation_alias=AliasChoices("SyncPath", "syncPath"),
        serialization_alias="SyncPath",
    )
    #: Seconds between syncs.
    sync_interval: int | None = Field(
        default=None,
        validation_alias=AliasChoices("SyncInterval", "syncInterval"),
        serialization_alias="SyncInterval",
    )
    #: Whether files are uploaded.
    sync_upload: bool | None = Field(
        default=None,
        validation_alias=AliasChoices("SyncUpload", "syncUpload"),
        serialization_alias="SyncUpload",
    )
    #: Whether files are downloaded.
    sync_download: bool | None = Field(
        default=None,
        validation_alias=AliasChoices("SyncDownload", "syncDownload"),
        serialization_alias="SyncDownload",
    )
    #: Whether names are kept.
    sync_filenames: bool | None = Field(
        default=None,
        validation_alias=AliasChoices("SyncFilenames", "syncFilenames"),
        serialization_alias="SyncFilenames",
    )
    #: Whether RAW files are synced.
    sync_raw: bool | None = Field(
        default=None,
        validation_alias=AliasChoices("SyncRaw", "syncRaw"),
        serialization_alias="SyncRaw",
    )
    #: Failures since the latest success.
    acc_errors: int | None = Field(
        default=None,
        validation_alias=AliasChoices("AccErrors", "accErrors"),
        serialization_alias="AccErrors",
    )
    #: ``refresh``, ``upload``, ``download`` or ``synced``.
    sync_status: str | None = Field(
        default=None,
        validation_alias=AliasChoices("SyncStatus", "syncStatus"),
        serialization_alias="SyncStatus",
    )
    #: Latest sync.
    sync_date: SqlNullTime | None = Field(
        default=None,
        validation_alias=AliasChoices("SyncDate", "syncDate"),
        serialization_alias="SyncDate",
    )
    #: When it was added.
    created_at: Time = Field(
        default=None,
        validation_alias=AliasChoices("CreatedAt", "createdAt"),
        serialization_alias="CreatedAt",
    )
    #: When it was changed.
    updated_at: Time = Field(
        default=None,
        validation_alias=AliasChoices("UpdatedAt", "updatedAt"),
        serialization_alias="UpdatedAt",
    )
    #: When it was deleted.
    deleted_at: Time = Field(
        default=None,
        validation_alias=AliasChoices("DeletedAt", "deletedAt"),
        serialization_alias="DeletedAt",
    )
