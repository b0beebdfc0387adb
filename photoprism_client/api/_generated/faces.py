"""`FacesOperations`: written by codegen, do not edit."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from photoprism_client._call.endpoint import Body, Endpoint
from photoprism_client._call.request import CallOptions, RequestTimeout
from photoprism_client._transport.response import RESTResponse
from photoprism_client.api._answers import one, several
from photoprism_client.api._operations import Operation, Operations, Sent
from photoprism_client.api.filters import FACE_CHECKS
from photoprism_client.api_response import ApiResponse

if TYPE_CHECKING:
    from photoprism_client.models.entity_face import EntityFace
    from photoprism_client.models.form_face import FormFace
    from photoprism_client.models.search_face import SearchFace

GET_FACE: "Operation[EntityFace]" = Operation(
    Endpoint("get_face", "/api/v1/faces/{id}", "application/json", Body.JSON, None),
    one("entity_face", "EntityFace"),
)
SEARCH_FACES: "Operation[list[SearchFace]]" = Operation(
    Endpoint("search_faces", "/api/v1/faces", "application/json", Body.JSON, None),
    several("search_face", "SearchFace"),
    query=FACE_CHECKS,
    required=("count",),
)
UPDATE_FACE: "Operation[EntityFace]" = Operation(
    Endpoint("update_face", "/api/v1/faces/{id}", "application/json", Body.JSON, None, "PUT", repeatable=True),
    one("entity_face", "EntityFace"),
    body=Sent("face", "form_face", "FormFace"),
)


class FacesOperations(Operations):
    """The operations of `FacesApi`."""

    def get_face(
        self,
        id: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "EntityFace":
        """Return a face.

        :param id: ID of the face.
        :return: the face.
        :raises NotFoundException: no face has this ID.

        Source: GET /api/v1/faces/{id}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(GET_FACE, {"id": id}, _options).data

    def get_face_with_http_info(
        self,
        id: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "ApiResponse[EntityFace]":
        """Do what :meth:`get_face` does; return status and headers as well.

        :return: status, headers and the face.

        Source: GET /api/v1/faces/{id}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(GET_FACE, {"id": id}, _options)

    def get_face_without_preload_content(
        self,
        id: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Send what :meth:`get_face` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: GET /api/v1/faces/{id}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(GET_FACE, {"id": id}, _options)

    def search_faces(
        self,
        count: int,
        offset: int | None = None,
        order: str | None = None,
        hidden: str | None = None,
        unknown: str | None = None,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
        *,
        markers: bool | None = None,
    ) -> "list[SearchFace]":
        """Return one page of faces.

        :param count: rows, 1 to 100 000.
        :param offset: rows to leave out, 0 or more; default 0.
        :param order: ``subject``, ``added`` or ``samples``; default the server's.
        :param hidden: ``yes`` or ``no``: whether hidden ones are found, too.
        :param unknown: ``yes`` for those without a name only.
        :param markers: True for the marker that shows each face, and its ``thumb``.
        :return: the faces.

        Source: GET /api/v1/faces
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        _values: dict[str, object] = {
            "count": count,
            "offset": offset,
            "order": order,
            "hidden": hidden,
            "unknown": unknown,
            "markers": markers,
        }
        return self._ask(SEARCH_FACES, _values, _options).data

    def search_faces_with_http_info(
        self,
        count: int,
        offset: int | None = None,
        order: str | None = None,
        hidden: str | None = None,
        unknown: str | None = None,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
        *,
        markers: bool | None = None,
    ) -> "ApiResponse[list[SearchFace]]":
        """Do what :meth:`search_faces` does; return status and headers as well.

        :return: status, headers and the faces.

        Source: GET /api/v1/faces
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        _values: dict[str, object] = {
            "count": count,
            "offset": offset,
            "order": order,
            "hidden": hidden,
            "unknown": unknown,
            "markers": markers,
        }
        return self._ask(SEARCH_FACES, _values, _options)

    def search_faces_without_preload_content(
        self,
        count: int,
        offset: int | None = None,
        order: str | None = None,
        hidden: str | None = None,
        unknown: str | None = None,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
        *,
        markers: bool | None = None,
    ) -> RESTResponse:
        """Send what :meth:`search_faces` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: GET /api/v1/faces
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        _values: dict[str, object] = {
            "count": count,
            "offset": offset,
            "order": order,
            "hidden": hidden,
            "unknown": unknown,
            "markers": markers,
        }
        return self._open(SEARCH_FACES, _values, _options)

    def update_face(
        self,
        id: str,
        face: "FormFace | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "EntityFace":
        """Hide a face, or give it to a person.

        :param id: ID of the face.
        :param face: ``hidden``, or ``subj_uid`` of the person.
        :return: the face as it is now.
        :raises NotFoundException: no face has this ID.
        :raises RateLimitException: the server is busy with another change to people: try again soon.

        Source: PUT /api/v1/faces/{id}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(UPDATE_FACE, {"id": id, "face": face}, _options).data

    def update_face_with_http_info(
        self,
        id: str,
        face: "FormFace | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "ApiResponse[EntityFace]":
        """Do what :meth:`update_face` does; return status and headers as well.

        :return: status, headers and the face as it is now.

        Source: PUT /api/v1/faces/{id}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(UPDATE_FACE, {"id": id, "face": face}, _options)

    def update_face_without_preload_content(
        self,
        id: str,
        face: "FormFace | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Send what :meth:`update_face` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: PUT /api/v1/faces/{id}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(UPDATE_FACE, {"id": id, "face": face}, _options)
