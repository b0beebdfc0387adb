"""The server itself: its status, settings, options, errors, and its runs over the library."""

from codegen.entries import Api, Operation, Parameter
from codegen.table.parameters import COUNT, OFFSET, by_name, optional

STATUS = Api("ServerApi", "the server itself", "Whether the server runs.")
CONFIG = Api("ConfigApi", "the configuration of a server", "What a server tells its clients about itself.")
SETTINGS = Api(
    "SettingsApi", "the settings of a server", "The settings of the web interface, and the server's options."
)
ERRORS = Api("ErrorsApi", "the log of a server", "Warnings and errors that the server logged.")
LIBRARY = Api("LibraryApi", "runs over the library", "Let the server index its originals, or import files.")

_ADMINS = {403: "Only a session of an admin may do this: no app password, and not in public mode."}

OF_STATUS = (
    Operation(
        "get_status",
        "GET /api/v1/status",
        "Return whether the server runs.",
        result="dict[str, object]",
        returns="`status`, which is `operational`",
        details="No login is needed, and none is sent.",
        token="none",
    ),
)

OF_CONFIG = (
    Operation(
        "get_client_config",
        "GET /api/v1/config",
        "Return the configuration, as far as the server tells it to clients.",
        result="ConfigClientConfig",
        returns="the configuration; its tokens are masked by `repr`",
        note="Without a login, counts are 0 and `mode` is `public` on any server: only `public` tells.",
    ),
    Operation(
        "get_config_options",
        "GET /api/v1/config/options",
        "Return the options that an admin can change.",
        result="ConfigOptions",
        returns="the options",
        statuses=_ADMINS,
        also=("SettingsApi",),
        needs_login=True,
    ),
    Operation(
        "save_config_options",
        "POST /api/v1/config/options",
        "Change options of the server.",
        (
            Parameter(
                "options",
                "what to change",
                "ConfigOptions",
                "body",
                example='photoprism_client.ConfigOptions(site_title="Photos")',
            ),
        ),
        "ConfigOptions",
        "the options as they are now",
        {**_ADMINS, 500: "A value has the wrong type, and stays in the server's file."},
        also=("SettingsApi",),
        repeatable=True,
        note="Most options count after a restart only. Unknown keys are written to the server's file, too.",
        needs_login=True,
    ),
)

OF_SETTINGS = (
    Operation(
        "get_settings",
        "GET /api/v1/settings",
        "Return the settings of this user.",
        result="CustomizeSettings",
        returns="the settings",
    ),
    Operation(
        "save_settings",
        "POST /api/v1/settings",
        "Change settings.",
        (
            Parameter(
                "settings",
                "what to change",
                "CustomizeSettings",
                "body",
                example='{"share": {"title": "Ours"}}',
            ),
        ),
        "CustomizeSettings",
        "the settings as they are now",
        repeatable=True,
        note="An admin changes them for everybody. Values are not checked.",
    ),
)

OF_ERRORS = (
    Operation(
        "get_errors",
        "GET /api/v1/errors",
        "Return one page of the log, the latest first.",
        (COUNT, OFFSET, optional("q", "words of the message", check="text")),
        "list[EntityError]",
        "the entries",
    ),
    Operation(
        "delete_errors",
        "DELETE /api/v1/errors",
        "Delete the log.",
        statuses={403: "This login may not do that, or the server is public."},
        repeatable=True,
    ),
)

OF_LIBRARY = (
    Operation(
        "api_v1_index_post",
        "POST /api/v1/index",
        "Index originals, and wait until that is done.",
        (
            by_name(
                "body",
                "`path` below the originals, `rescan` for files that did not change, too, `cleanup`",
                "Mapping[str, object] | None",
                "body",
                '{"path": "2021", "rescan": False}',
            ),
        ),
        statuses={
            403: "The feature is switched off, or this login may not do that.",
            500: "Another run is in progress.",
        },
        optional_body=True,
        note="The server answers when the run is over: give a `_request_timeout` that is long enough. Files that were"
        ' deleted are noticed only with `{"path": "/", "rescan": True}`. A path that does not exist is a run over'
        " nothing.",
    ),
    Operation(
        "api_v1_import_path_post",
        "POST /api/v1/import/{path}",
        "Import files of the server's import folder, and wait until that is done.",
        (
            by_name("path", 'folder below the import folder; `""` for all of it', "str | None", "rest", '"holiday"'),
            by_name(
                "body",
                "`albums`, UIDs or titles, and `move` to remove imported files",
                "Mapping[str, object] | None",
                "body",
                '{"albums": ["Holiday"], "move": False}',
            ),
        ),
        statuses={403: "The feature is switched off, the server is read-only, or this login may not do that."},
        optional_body=True,
        note="A `path` in the body that the server does not like counts as none, and everything is imported. `move`"
        " also deletes files that the library has already, and hidden ones. While another run is in progress, the"
        " server answers 200 and does nothing.",
    ),
)
