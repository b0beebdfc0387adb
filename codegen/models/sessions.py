"""Sessions, services, and what is answered to everything else."""

from codegen.entries import Choice, Field, Model


def _same(name: str, type: str, meaning: str, *, secret: bool = False) -> Field:
    """Describe a field whose name is the same on the wire."""
    return Field(name, type, meaning, wire=name, secret=secret)


_STATUS = _same("status", "str", "`success`, or `deleted`")
_ACCESS_TOKEN = _same("access_token", "str", "the access token", secret=True)
_SESSION_ID = _same("session_id", "str", "ID of the session", secret=True)
_TOKEN_TYPE = _same("token_type", "str", "`Bearer`")
_EXPIRES_IN = _same("expires_in", "int", "seconds; -1 for never")
_SCOPE = _same("scope", "str", "what it may be used for; empty or `*` for all")

_ACCOUNT = (
    Field("acc_name", "str", "name"),
    Field("acc_owner", "str", "owner"),
    Field("acc_url", "str", "address"),
    Field("acc_type", "str", "kind: `webdav`"),
    Field("acc_key", "str", "key", secret=True),
    Field("acc_user", "str", "user"),
    Field("acc_pass", "str", "password", secret=True),
    Field("acc_timeout", "str", "how long to wait: `high`, `medium`, `low`, `none` or empty"),
    Field("acc_error", "str", "latest error"),
    Field("acc_share", "bool", "whether files are shared"),
    Field("acc_sync", "bool", "whether files are synced"),
    Field("retry_limit", "int", "failures after which it is given up"),
    Field("share_path", "str", "folder for shared files"),
    Field("share_size", "str", "thumbnail size of shared pictures; empty for originals"),
    Field("share_expires", "int", "seconds after which shared files are removed; 0 for never"),
    Field("sync_path", "str", "folder that is synced"),
    Field("sync_interval", "int", "seconds between syncs"),
    Field("sync_upload", "bool", "whether files are uploaded"),
    Field("sync_download", "bool", "whether files are downloaded"),
    Field("sync_filenames", "bool", "whether names are kept"),
    Field("sync_raw", "bool", "whether RAW files are synced"),
)


def _described(field: Field) -> Field:
    """Return a field that the API description names in another way than the server: `AccURL` as `accURL`."""
    wire = field.wire_name
    described = wire.lower() if wire == "ID" else wire[0].lower() + wire[1:]
    return Field(field.name, field.type, field.meaning, wire=wire, also=described, secret=field.secret)


MODELS = (
    Model(
        "SessionResponse",
        "A session: what a login is answered with.",
        (
            _STATUS,
            _ACCESS_TOKEN,
            _same("id", "str", "the access token, by its older name", secret=True),
            _SESSION_ID,
            _TOKEN_TYPE,
            _EXPIRES_IN,
            _same("provider", "str", "what the user is known by: `local`, `link`, `application` and others"),
            _SCOPE,
            _same("user", "SessionUser", "who is logged in"),
            _same("config", "ConfigClientConfig", "the server's configuration"),
            _same("data", "dict[str, object]", "shares of visitors, with their tokens", secret=True),
        ),
        source="POST /api/v1/session",
    ),
    Model(
        "SessionUser",
        "Who is logged in.",
        (
            Field("id", "int", "number in the database"),
            Field("uid", "str", "UID"),
            Field("auth_provider", "str", "what the user is known by"),
            Field("auth_method", "str", "method of the login"),
            Field("auth_id", "str", "ID at the provider"),
            Field("name", "str", "name to log in with"),
            Field("display_name", "str", "name for people"),
            Field("email", "str", "address"),
            Field("role", "str", "`admin`, `guest`, `visitor` and others"),
            Field("attr", "str", "attributes"),
            Field("super_admin", "bool", "whether the user may do everything"),
            Field("can_login", "bool", "whether the user may log in"),
            Field("web_dav", "bool", "whether the user may use WebDAV", wire="WebDAV"),
            Field("base_path", "str", "folder that the user is limited to"),
            Field("upload_path", "str", "folder for uploads"),
            Field("can_invite", "bool", "whether the user may invite others"),
            Field("details", "dict[str, object]", "what else is known of the user"),
            Field("settings", "dict[str, object]", "settings of the account"),
            Field("thumb", "str", "SHA-1 of the user's picture"),
            Field("thumb_src", "str", "who chose that picture"),
            Field("login_at", "Time", "latest login"),
            Field("created_at", "Time", "when the account was made"),
            Field("updated_at", "Time", "when it was changed"),
        ),
        source="internal/entity/auth_user.go",
    ),
    Model(
        "OAuthTokenResponse",
        "An access token of an OAuth client.",
        (
            _STATUS,
            _ACCESS_TOKEN,
            _SESSION_ID,
            _TOKEN_TYPE,
            _EXPIRES_IN,
            _same("client_name", "str", "name of the client"),
            _SCOPE,
        ),
        module="oauth_token_response",
        source="POST /api/v1/oauth/token",
    ),
    Model(
        "SessionDeleted",
        "A session that has ended.",
        (_STATUS, _SESSION_ID),
        source="DELETE /api/v1/session, POST /api/v1/oauth/revoke",
    ),
    Model(
        "EntityService",
        "Another server that files are shared with.",
        tuple(
            _described(field)
            for field in (
                Field("id", "int", "number in the database"),
                *_ACCOUNT,
                Field("acc_errors", "int", "failures since the latest success"),
                Field("sync_status", "str", "`refresh`, `upload`, `download` or `synced`"),
                Field("sync_date", "SqlNullTime", "latest sync"),
                Field("created_at", "Time", "when it was added"),
                Field("updated_at", "Time", "when it was changed"),
                Field("deleted_at", "Time", "when it was deleted"),
            )
        ),
        source="internal/entity/service.go",
    ),
    Model(
        "FormService",
        "What to set on a service.",
        _ACCOUNT,
        is_form=True,
        source="internal/form/service.go",
    ),
    Model(
        "SqlNullTime",
        "A time that may be missing.",
        (
            Field("time", "Time", "the time", also="time"),
            Field("valid", "bool", "whether there is one", also="valid"),
        ),
        source="database/sql of Go",
    ),
    Model(
        "I18nResponse",
        "A message of the server, such as that of an error.",
        (
            _same("code", "int", "HTTP status"),
            _same("error", "str", "what failed"),
            _same("message", "str", "what was done"),
            _same("details", "str", "more about it"),
            _same("filename", "str", "name of a zip, of `zip_create` only"),
        ),
        module="i18n_response",
        source="pkg/i18n/response.go",
    ),
    Model(
        "EntityError",
        "An entry of the server's log.",
        (
            Field("id", "int", "number"),
            Field("time", "Time", "when it was logged"),
            Field("level", "str", "`warning`, `error` and others"),
            Field("message", "str", "message"),
        ),
        source="internal/entity/error.go",
    ),
)

CHOICES = (
    Choice(
        "TimeDuration",
        "Lengths of time in nanoseconds, as Go names them. Fields hold plain numbers.",
        "IntEnum",
        {
            "MIN_DURATION": "-(2**63)",
            "MAX_DURATION": "2**63 - 1",
            "NANOSECOND": "1",
            "MICROSECOND": "1_000",
            "MILLISECOND": "1_000_000",
            "SECOND": "1_000_000_000",
            "MINUTE": "60_000_000_000",
            "HOUR": "3_600_000_000_000",
        },
        "package time of Go",
    ),
)
