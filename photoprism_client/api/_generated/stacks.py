"""`StacksOperations`: written by codegen, do not edit."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from photoprism_client._call.endpoint import Body, Endpoint
from photoprism_client._call.request import CallOptions, RequestTimeout
from photoprism_client._transport.response import RESTResponse
from photoprism_client.api._answers import one
from photoprism_client.api._operations import Operation, Operations
from photoprism_client.api_response import ApiResponse

if TYPE_CHECKING:
    from photoprism_client.models.entity_photo import EntityPhoto

PHOTO_PRIMARY: "Operation[EntityPhoto]" = Operation(
    Endpoint(
        "photo_primary",
        "/api/v1/photos/{uid}/files/{fileuid}/primary",
        "application/json",
        Body.JSON,
        None,
        "POST",
        repeatable=True,
    ),
    one("entity_photo", "EntityPhoto"),
)
PHOTO_UNSTACK: "Operation[EntityPhoto]" = Operation(
    Endpoint(
        "photo_unstack",
        "/api/v1/photos/{uid}/files/{fileuid}/unstack",
        "application/json",
        Body.JSON,
        None,
        "POST",
    ),
    one("entity_photo", "EntityPhoto"),
)


class StacksOperations(Operations):
    """The operations of `StacksApi`."""

    def photo_primary(
        self,
        uid: str,
        fileuid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "EntityPhoto":
        """Make a file the one that stands for its photo.

        :param uid: UID of the photo.
        :param fileuid: UID of the file.
        :return: the photo as it is now.
        :raises NotFoundException: no photo has this UID.

        Source: POST /api/v1/photos/{uid}/files/{fileuid}/primary
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(PHOTO_PRIMARY, {"uid": uid, "fileuid": fileuid}, _options).data

    def photo_primary_with_http_info(
        self,
        uid: str,
        fileuid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "ApiResponse[EntityPhoto]":
        """Do what :meth:`photo_primary` does; return status and headers as well.

        :return: status, headers and the photo as it is now.

        Source: POST /api/v1/photos/{uid}/files/{fileuid}/primary
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(PHOTO_PRIMARY, {"uid": uid, "fileuid": fileuid}, _options)

    def photo_primary_without_preload_content(
        self,
        uid: str,
        fileuid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Send what :meth:`photo_primary` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: POST /api/v1/photos/{uid}/files/{fileuid}/primary
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(PHOTO_PRIMARY, {"uid": uid, "fileuid": fileuid}, _options)

    def photo_unstack(
        self,
        uid: str,
        fileuid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "EntityPhoto":
        """Make a file of a stack a photo of its own.

        :param uid: UID of the photo.
        :param fileuid: UID of the file.
        :return: the photo as it is now.
        :raises BadRequestException: the file is the primary one, is a sidecar file, or is alone.
        :raises NotFoundException: no photo or file has this UID.

        Source: POST /api/v1/photos/{uid}/files/{fileuid}/unstack
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(PHOTO_UNSTACK, {"uid": uid, "fileuid": fileuid}, _options).data

    def photo_unstack_with_http_info(
        self,
        uid: str,
        fileuid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "ApiResponse[EntityPhoto]":
        """Do what :meth:`photo_unstack` does; return status and headers as well.

        :return: status, headers and the photo as it is now.

        Source: POST /api/v1/photos/{uid}/files/{fileuid}/unstack
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(PHOTO_UNSTACK, {"uid": uid, "fileuid": fileuid}, _options)

    def photo_unstack_without_preload_content(
        self,
        uid: str,
        fileuid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Send what :meth:`photo_unstack` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: POST /api/v1/photos/{uid}/files/{fileuid}/unstack
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(PHOTO_UNSTACK, {"uid": uid, "fileuid": fileuid}, _options)
