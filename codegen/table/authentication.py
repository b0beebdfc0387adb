"""Sessions and access tokens, apart from the session that a client keeps for itself."""

from codegen.entries import Api, Operation, Parameter
from codegen.table.parameters import by_name

API = Api(
    "AuthenticationApi",
    "sessions and access tokens",
    "Sessions and access tokens, apart from the session that a client keeps for itself: to log a client in, give"
    " `username` and `password` to its configuration.",
)

_LIMIT = {429: "Too many logins from this address: one more a minute."}
_WRONG = {401: "User, password or code is wrong, or a code is needed.", **_LIMIT}
_PUBLIC = {403: "The server is public."}
_BODY = "Mapping[str, object] | None"
_ACCESS_TOKEN = Parameter(
    "access_token",
    "of the session; default the client's own, after a login where one is needed",
    "str | None",
    "header",
    "None",
    by_name=True,
)
_LOGIN = by_name(
    "body", "`username` and `password`, and a `code`; or the `token` of a link", _BODY, "body",
    '{"username": "anna", "password": "<password>"}',
)  # fmt: skip
_OWN_SESSION = "The client's own session stays as it is."

OPERATIONS = (
    Operation(
        "create_session",
        "POST /api/v1/session",
        "Log in, and return the new session.",
        (
            Parameter("username", "of the user", place="json", example='"anna"'),
            Parameter("password", "or an app password", place="json", example='"<password>"'),
            Parameter(
                "code", "one-time code, for a user with a second factor", "str | None", "json", "None", '"<code>"'
            ),
        ),
        "SessionResponse",
        "the session; its tokens are masked by `repr`",
        _WRONG,
        f"{_OWN_SESSION} A server takes 10 wrong logins from an address, then one a minute.",
        token="none",
        source="internal/api/session_create.go",
    ),
    Operation(
        "get_session",
        "GET /api/v1/session",
        "Return a session: whose it is, and until when.",
        (_ACCESS_TOKEN,),
        "SessionResponse",
        "the session; its tokens are masked by `repr`",
        {401: "The server does not know the session.", 403: "The token of an OAuth client may not ask this."},
        token="none",
        source="internal/api/session_get.go",
    ),
    Operation(
        "delete_session",
        "DELETE /api/v1/session",
        "Log out of a session.",
        (_ACCESS_TOKEN,),
        "SessionDeleted",
        "the session's end",
        {401: "The server does not know the session."},
        "Without *access_token*, the client's own session ends; its next call logs in again where it can.",
        token="none",
        source="internal/api/session_delete.go",
    ),
    Operation(
        "oauth_token",
        "POST /api/v1/oauth/token",
        "Return a new access token of an OAuth client.",
        (
            Parameter("client_id", "of the client", place="form", example='"<client id>"'),
            Parameter("client_secret", "of the client", place="form", example='"<client secret>"'),
            Parameter(
                "scope",
                "what it may be used for; default what the client may do",
                "str | None",
                "form",
                "None",
                by_name=True,
            ),
        ),
        "OAuthTokenResponse",
        "the token; it is masked by `repr`",
        {401: "The secret is wrong.", **_PUBLIC, **_LIMIT},
        f"{_OWN_SESSION} To use an OAuth client there, give client_id and client_secret to the configuration.",
        token="none",
        fixed={"grant_type": "client_credentials"},
        source="internal/api/oauth_token.go",
    ),
    Operation(
        "oauth_revoke",
        "POST /api/v1/oauth/revoke",
        "Revoke an access token.",
        (Parameter("token", "the access token", place="form", example='"<access token>"'),),
        "SessionDeleted",
        "the session's end",
        {401: "The server does not know the token.", **_PUBLIC},
        token="none",
        header="token",
        source="internal/api/oauth_revoke.go",
    ),
    Operation(
        "api_v1_session_post",
        "POST /api/v1/session",
        "Log in; `create_session` returns the session.",
        (_LOGIN,),
        statuses={**_WRONG, 404: "There is no link with this token."},
        details=_OWN_SESSION,
        token="none",
        secret_body=True,
    ),
    Operation(
        "api_v1_sessions_post",
        "POST /api/v1/sessions",
        "Log in; `create_session` returns the session.",
        (_LOGIN,),
        statuses=_WRONG,
        details=_OWN_SESSION,
        token="none",
        secret_body=True,
    ),
    Operation(
        "api_v1_oauth_token_post",
        "POST /api/v1/oauth/token",
        "Create an access token: of an OAuth client, or an app password of the user who is logged in.",
        (
            by_name(
                "body",
                "`grant_type` (`password` or `client_credentials`) and what belongs to it: `username`, `password`,"
                " `client_name`, `scope` and `expires_in` in seconds, or `client_id` and `client_secret`",
                _BODY,
                "body",
                "app_password",
            ),
        ),
        statuses={
            401: "A name, password or secret is wrong, or an app password asks for another.",
            **_PUBLIC,
            **_LIMIT,
        },
        secret_body=True,
        example="app_password = {\n"
        '    "grant_type": "password",\n'
        '    "username": "admin",\n'
        '    "password": "<password>",\n'
        '    "client_name": "Frame",\n'
        '    "scope": "*",\n'
        "}\n"
        "info = {api}.api_v1_oauth_token_post_with_http_info(body=app_password)\n"
        "print(info.status_code)",
        note="An app password needs a session and the password; its scope is `*`, `read`, `webdav`, or names such as"
        " `albums photos`.",
        needs_login=True,
    ),
    Operation(
        "api_v1_oauth_revoke_post",
        "POST /api/v1/oauth/revoke",
        "Revoke an access token or an app password.",
        (
            by_name(
                "body",
                "`token`, and `token_type_hint`: `access_token`, `session_id` or `ref_id`",
                _BODY,
                "body",
                '{"token": "…", "token_type_hint": "ref_id"}',
            ),
        ),
        statuses={400: "No token is named.", 401: "The server does not know the token.", **_PUBLIC},
        secret_body=True,
    ),
)
