"""`MarkersOperations`: written by codegen, do not edit."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from photoprism_client._call.endpoint import Body, Endpoint
from photoprism_client._call.request import CallOptions, RequestTimeout
from photoprism_client._transport.response import RESTResponse
from photoprism_client.api._answers import one
from photoprism_client.api._operations import Operation, Operations, Sent
from photoprism_client.api_response import ApiResponse

if TYPE_CHECKING:
    from photoprism_client.models.entity_marker import EntityMarker
    from photoprism_client.models.form_marker import FormMarker

CLEAR_MARKER_SUBJECT: "Operation[EntityMarker]" = Operation(
    Endpoint(
        "clear_marker_subject",
        "/api/v1/markers/{uid}/subject",
        "application/json",
        Body.JSON,
        None,
        "DELETE",
        repeatable=True,
    ),
    one("entity_marker", "EntityMarker"),
)
UPDATE_MARKER: "Operation[EntityMarker]" = Operation(
    Endpoint("update_marker", "/api/v1/markers/{uid}", "application/json", Body.JSON, None, "PUT", repeatable=True),
    one("entity_marker", "EntityMarker"),
    body=Sent("marker", "form_marker", "FormMarker"),
)


class MarkersOperations(Operations):
    """The operations of `MarkersApi`."""

    def clear_marker_subject(
        self,
        uid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "EntityMarker":
        """Take the name off a marker.

        :param uid: UID of the marker.
        :return: the marker as it is now.
        :raises NotFoundException: no marker has this UID.
        :raises RateLimitException: the server is busy with another change to people: try again soon.

        Source: DELETE /api/v1/markers/{uid}/subject
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(CLEAR_MARKER_SUBJECT, {"uid": uid}, _options).data

    def clear_marker_subject_with_http_info(
        self,
        uid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "ApiResponse[EntityMarker]":
        """Do what :meth:`clear_marker_subject` does; return status and headers as well.

        :return: status, headers and the marker as it is now.

        Source: DELETE /api/v1/markers/{uid}/subject
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(CLEAR_MARKER_SUBJECT, {"uid": uid}, _options)

    def clear_marker_subject_without_preload_content(
        self,
        uid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Send what :meth:`clear_marker_subject` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: DELETE /api/v1/markers/{uid}/subject
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(CLEAR_MARKER_SUBJECT, {"uid": uid}, _options)

    def update_marker(
        self,
        uid: str,
        marker: "FormMarker | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "EntityMarker":
        """Name a marker, or change it.

        :param uid: UID of the marker.
        :param marker: ``name`` with ``subj_src``, ``invalid``, ``marker_review`` or the area.
        :return: the marker as it is now.
        :raises BadRequestException: the area is not within the picture, or a value is too long.
        :raises NotFoundException: no marker has this UID.
        :raises RateLimitException: the server is busy with another change to people: try again soon.

        Source: PUT /api/v1/markers/{uid}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(UPDATE_MARKER, {"uid": uid, "marker": marker}, _options).data

    def update_marker_with_http_info(
        self,
        uid: str,
        marker: "FormMarker | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "ApiResponse[EntityMarker]":
        """Do what :meth:`update_marker` does; return status and headers as well.

        :return: status, headers and the marker as it is now.

        Source: PUT /api/v1/markers/{uid}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(UPDATE_MARKER, {"uid": uid, "marker": marker}, _options)

    def update_marker_without_preload_content(
        self,
        uid: str,
        marker: "FormMarker | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Send what :meth:`update_marker` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: PUT /api/v1/markers/{uid}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(UPDATE_MARKER, {"uid": uid, "marker": marker}, _options)
