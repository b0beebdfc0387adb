"""Other servers that this one shares files with."""

from codegen.entries import Api, Operation, Parameter
from codegen.table.parameters import COUNT, SERVICE

API = Api("ServicesApi", "other servers that files are shared with", "WebDAV accounts for sharing and syncing files.")

_NO_SERVICE = {404: "No service has this ID."}
_ADMINS = {403: "Only an admin may do this, and not with an app password."}

OPERATIONS = (
    Operation(
        "search_services",
        "GET /api/v1/services",
        "Return the services.",
        (COUNT,),
        "list[EntityService]",
        "the services",
        _ADMINS,
        needs_login=True,
    ),
    Operation(
        "get_service",
        "GET /api/v1/services/{id}",
        "Return a service.",
        (SERVICE,),
        "EntityService",
        "the service",
        {**_ADMINS, **_NO_SERVICE},
        needs_login=True,
    ),
    Operation(
        "get_service_folders",
        "GET /api/v1/services/{id}/folders",
        "Return the folders of a service.",
        (SERVICE,),
        "list[object]",
        "the folders, a dict each with `name`, `abs`, `size`, `date` and `dir`",
        {**_ADMINS, **_NO_SERVICE},
        needs_login=True,
    ),
    Operation(
        "add_service",
        "POST /api/v1/services",
        "Add a service.",
        (
            Parameter(
                "service",
                "`acc_url`, `acc_user` and `acc_pass`",
                "FormService",
                "body",
                example='photoprism_client.FormService(acc_url="https://dav.example.com/", acc_user="anna")',
            ),
        ),
        "EntityService",
        "the service",
        {400: "The server cannot log in there.", **_ADMINS},
        note="The server tries the address and the login at once.",
        needs_login=True,
    ),
    Operation(
        "update_service",
        "PUT /api/v1/services/{id}",
        "Change a service.",
        (
            SERVICE,
            Parameter(
                "service",
                "what to change",
                "FormService",
                "body",
                example='photoprism_client.FormService(acc_name="Backup", acc_sync=False)',
            ),
        ),
        "EntityService",
        "the service as it is now",
        {**_ADMINS, **_NO_SERVICE},
        repeatable=True,
        needs_login=True,
    ),
    Operation(
        "delete_service",
        "DELETE /api/v1/services/{id}",
        "Delete a service.",
        (SERVICE,),
        statuses={**_ADMINS, **_NO_SERVICE},
        needs_login=True,
    ),
)
