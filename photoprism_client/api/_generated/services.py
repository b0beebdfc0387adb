"""`ServicesOperations`: written by codegen, do not edit."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from photoprism_client._call.endpoint import Body, Endpoint
from photoprism_client._call.request import CallOptions, RequestTimeout
from photoprism_client._settings.validation import whole_number
from photoprism_client._transport.response import RESTResponse
from photoprism_client.api._answers import a_list, nothing, one, several
from photoprism_client.api._operations import Operation, Operations, Sent
from photoprism_client.api.filter_values import number
from photoprism_client.api_response import ApiResponse

if TYPE_CHECKING:
    from photoprism_client.models.entity_service import EntityService
    from photoprism_client.models.form_service import FormService

ADD_SERVICE: "Operation[EntityService]" = Operation(
    Endpoint("add_service", "/api/v1/services", "application/json", Body.JSON, None, "POST"),
    one("entity_service", "EntityService"),
    body=Sent("service", "form_service", "FormService"),
)
DELETE_SERVICE: Operation[None] = Operation(
    Endpoint("delete_service", "/api/v1/services/{id}", "application/json", Body.JSON, None, "DELETE"),
    nothing,
    numbers=("id",),
)
GET_SERVICE: "Operation[EntityService]" = Operation(
    Endpoint("get_service", "/api/v1/services/{id}", "application/json", Body.JSON, None),
    one("entity_service", "EntityService"),
    numbers=("id",),
)
GET_SERVICE_FOLDERS: Operation[list[object]] = Operation(
    Endpoint("get_service_folders", "/api/v1/services/{id}/folders", "application/json", Body.JSON, None),
    a_list,
    numbers=("id",),
)
SEARCH_SERVICES: "Operation[list[EntityService]]" = Operation(
    Endpoint("search_services", "/api/v1/services", "application/json", Body.JSON, None),
    several("entity_service", "EntityService"),
    query={"count": number(whole_number(1, 100_000))},
    required=("count",),
)
UPDATE_SERVICE: "Operation[EntityService]" = Operation(
    Endpoint("update_service", "/api/v1/services/{id}", "application/json", Body.JSON, None, "PUT", repeatable=True),
    one("entity_service", "EntityService"),
    numbers=("id",),
    body=Sent("service", "form_service", "FormService"),
)


class ServicesOperations(Operations):
    """The operations of `ServicesApi`."""

    def add_service(
        self,
        service: "FormService | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "EntityService":
        """Add a service.

        :param service: ``acc_url``, ``acc_user`` and ``acc_pass``.
        :return: the service.
        :raises BadRequestException: the server cannot log in there.
        :raises ForbiddenException: only an admin may do this, and not with an app password.

        Source: POST /api/v1/services
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(ADD_SERVICE, {"service": service}, _options).data

    def add_service_with_http_info(
        self,
        service: "FormService | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "ApiResponse[EntityService]":
        """Do what :meth:`add_service` does; return status and headers as well.

        :return: status, headers and the service.

        Source: POST /api/v1/services
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(ADD_SERVICE, {"service": service}, _options)

    def add_service_without_preload_content(
        self,
        service: "FormService | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Send what :meth:`add_service` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: POST /api/v1/services
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(ADD_SERVICE, {"service": service}, _options)

    def delete_service(
        self,
        id: str | int,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> None:
        """Delete a service.

        :param id: number of the service.
        :raises ForbiddenException: only an admin may do this, and not with an app password.
        :raises NotFoundException: no service has this ID.

        Source: DELETE /api/v1/services/{id}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        self._ask(DELETE_SERVICE, {"id": id}, _options)

    def delete_service_with_http_info(
        self,
        id: str | int,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> ApiResponse[None]:
        """Do what :meth:`delete_service` does; return status and headers as well.

        :return: status, headers and None.

        Source: DELETE /api/v1/services/{id}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(DELETE_SERVICE, {"id": id}, _options)

    def delete_service_without_preload_content(
        self,
        id: str | int,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Send what :meth:`delete_service` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: DELETE /api/v1/services/{id}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(DELETE_SERVICE, {"id": id}, _options)

    def get_service(
        self,
        id: str | int,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "EntityService":
        """Return a service.

        :param id: number of the service.
        :return: the service.
        :raises ForbiddenException: only an admin may do this, and not with an app password.
        :raises NotFoundException: no service has this ID.

        Source: GET /api/v1/services/{id}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(GET_SERVICE, {"id": id}, _options).data

    def get_service_with_http_info(
        self,
        id: str | int,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "ApiResponse[EntityService]":
        """Do what :meth:`get_service` does; return status and headers as well.

        :return: status, headers and the service.

        Source: GET /api/v1/services/{id}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(GET_SERVICE, {"id": id}, _options)

    def get_service_without_preload_content(
        self,
        id: str | int,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Send what :meth:`get_service` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: GET /api/v1/services/{id}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(GET_SERVICE, {"id": id}, _options)

    def get_service_folders(
        self,
        id: str | int,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> list[object]:
        """Return the folders of a service.

        :param id: number of the service.
        :return: the folders, a dict each with ``name``, ``abs``, ``size``, ``date`` and ``dir``.
        :raises ForbiddenException: only an admin may do this, and not with an app password.
        :raises NotFoundException: no service has this ID.

        Source: GET /api/v1/services/{id}/folders
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(GET_SERVICE_FOLDERS, {"id": id}, _options).data

    def get_service_folders_with_http_info(
        self,
        id: str | int,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> ApiResponse[list[object]]:
        """Do what :meth:`get_service_folders` does; return status and headers as well.

        :return: status, headers and the folders, a dict each with ``name``, ``abs``, ``size``, ``date`` and ``dir``.

        Source: GET /api/v1/services/{id}/folders
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(GET_SERVICE_FOLDERS, {"id": id}, _options)

    def get_service_folders_without_preload_content(
        self,
        id: str | int,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Send what :meth:`get_service_folders` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: GET /api/v1/services/{id}/folders
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(GET_SERVICE_FOLDERS, {"id": id}, _options)

    def search_services(
        self,
        count: int,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "list[EntityService]":
        """Return the services.

        :param count: rows, 1 to 100 000.
        :return: the services.
        :raises ForbiddenException: only an admin may do this, and not with an app password.

        Source: GET /api/v1/services
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(SEARCH_SERVICES, {"count": count}, _options).data

    def search_services_with_http_info(
        self,
        count: int,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "ApiResponse[list[EntityService]]":
        """Do what :meth:`search_services` does; return status and headers as well.

        :return: status, headers and the services.

        Source: GET /api/v1/services
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(SEARCH_SERVICES, {"count": count}, _options)

    def search_services_without_preload_content(
        self,
        count: int,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Send what :meth:`search_services` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: GET /api/v1/services
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(SEARCH_SERVICES, {"count": count}, _options)

    def update_service(
        self,
        id: str | int,
        service: "FormService | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "EntityService":
        """Change a service.

        :param id: number of the service.
        :param service: what to change.
        :return: the service as it is now.
        :raises ForbiddenException: only an admin may do this, and not with an app password.
        :raises NotFoundException: no service has this ID.

        Source: PUT /api/v1/services/{id}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(UPDATE_SERVICE, {"id": id, "service": service}, _options).data

    def update_service_with_http_info(
        self,
        id: str | int,
        service: "FormService | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "ApiResponse[EntityService]":
        """Do what :meth:`update_service` does; return status and headers as well.

        :return: status, headers and the service as it is now.

        Source: PUT /api/v1/services/{id}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(UPDATE_SERVICE, {"id": id, "service": service}, _options)

    def update_service_without_preload_content(
        self,
        id: str | int,
        service: "FormService | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Send what :meth:`update_service` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: PUT /api/v1/services/{id}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(UPDATE_SERVICE, {"id": id, "service": service}, _options)
