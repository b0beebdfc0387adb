"""The account of a user, and uploads to it."""

from codegen.entries import Api, Operation, Parameter
from codegen.table.parameters import by_name, optional

API = Api("UsersApi", "the account of a user", "Change the own account, and upload files.")

_BODY = "Mapping[str, object] | None"
_USER = by_name("uid", "UID of the user, which the session has", "str | None", "path", '"<user uid>"')
_OTHERS = {403: "This is another user's account, or the server is public."}
_PASSCODE = {403: "The password or code is wrong, or there is nothing to confirm or activate."}


OPERATIONS = (
    Operation(
        "api_v1_users_uid_put",
        "PUT /api/v1/users/{uid}",
        "Change the account of a user.",
        (
            _USER,
            by_name(
                "body",
                "`DisplayName`, `Email`, `Details` and others",
                _BODY,
                "body",
                '{"DisplayName": "Anna", "Details": {}}',
            ),
        ),
        statuses={**_OTHERS, 404: "No user has this UID.", 500: "Users cannot change their own role or rights."},
        repeatable=True,
        secret_body=True,
        note="The server silently ignores an invalid `Email` and a new `Name`.",
    ),
    Operation(
        "api_v1_users_uid_avatar_post",
        "POST /api/v1/users/{uid}/avatar",
        "Upload the picture of a user.",
        (_USER, by_name("files", "one picture, of 20 MB at most", "Files | None", "files", '"anna.jpg"')),
        statuses={400: "It is not one picture, or too large.", **_OTHERS},
        repeatable=True,
    ),
    Operation(
        "api_v1_users_uid_password_put",
        "PUT /api/v1/users/{uid}/password",
        "Change the password of a user.",
        (_USER, by_name("body", "`old` and `new`, 8 characters or more", _BODY, "body", '{"old": "…", "new": "…"}')),
        statuses={400: "The old password is wrong, or the new one too short.", **_OTHERS},
        also=("AuthenticationApi",),
        secret_body=True,
        note="All other sessions of the user end, and preview and download tokens change.",
        needs_login=True,
    ),
    Operation(
        "api_v1_users_uid_sessions_get",
        "GET /api/v1/users/{uid}/sessions",
        "List the sessions and app passwords of a user.",
        (
            _USER,
            Parameter(
                "count", "rows, 1 to 100 000; default 1000", "int", "query", "1000", limits=(1, 100_000), by_name=True
            ),
            optional("offset", "rows to leave out, 0 or more; default 0", "int", limits=(0, 100_000_000), by_name=True),
            optional("q", "words to look for", check="text", by_name=True),
            optional("provider", "such as `application` for app passwords", check="text", by_name=True),
            optional("method", "such as `default`", check="text", by_name=True),
        ),
        statuses={**_OTHERS, 404: "The server is public."},
        also=("AuthenticationApi",),
        note="What comes is in `raw_data` of the form with HTTP info.",
    ),
    Operation(
        "api_v1_users_uid_passcode_post",
        "POST /api/v1/users/{uid}/passcode",
        "Create the secret of a second factor.",
        (
            _USER,
            by_name(
                "body", "`type`, which is `totp`, and `password`", _BODY, "body", '{"type": "totp", "password": "…"}'
            ),
        ),
        statuses={400: "The type is not supported.", **_PASSCODE},
        secret_body=True,
        note="Secret, QR code and recovery code come once, in `raw_data` of the form with HTTP info.",
        needs_login=True,
    ),
    Operation(
        "api_v1_users_uid_passcode_confirm_post",
        "POST /api/v1/users/{uid}/passcode/confirm",
        "Confirm a second factor by a code.",
        (_USER, by_name("body", "`type` and `code`", _BODY, "body", '{"type": "totp", "code": "123456"}')),
        statuses=_PASSCODE,
        secret_body=True,
        needs_login=True,
    ),
    Operation(
        "api_v1_users_uid_passcode_activate_post",
        "POST /api/v1/users/{uid}/passcode/activate",
        "Activate a second factor that was confirmed.",
        (_USER, by_name("body", "`type`", _BODY, "body", '{"type": "totp"}')),
        statuses=_PASSCODE,
        needs_login=True,
    ),
    Operation(
        "api_v1_users_uid_passcode_deactivate_post",
        "POST /api/v1/users/{uid}/passcode/deactivate",
        "Remove a second factor.",
        (_USER, by_name("body", "`type` and `password`", _BODY, "body", '{"type": "totp", "password": "…"}')),
        statuses=_PASSCODE,
        secret_body=True,
        needs_login=True,
    ),
    Operation(
        "users_uid_upload_token_post",
        "POST /api/v1/users/{uid}/upload/{token}",
        "Upload files, to be imported by a request that follows.",
        (
            _USER,
            by_name(
                "token",
                "a name of your choice for this upload: letters, digits, `-_:`",
                "str | None",
                "path",
                '"trip1"',
            ),
            by_name(
                "files",
                "a path, a name with its bytes, or several of these",
                "Files | None",
                "files",
                '["a.jpg", "a.xmp"]',
            ),
        ),
        statuses={
            400: "The body has no file, or a name is too long.",
            403: "Uploads are switched off, the server is read-only, or this is another user's account.",
            404: "The token has a character that is not allowed.",
        },
        also=("FilesApi",),
        note="The files wait until the same path is sent with PUT. The server answers 200 for anything, also where it"
        " takes none of the files. Of two files of one name under one token the first is lost. `PhotosApi.upload` takes"
        " care of all that; see [uploads](upload.md).",
    ),
)
