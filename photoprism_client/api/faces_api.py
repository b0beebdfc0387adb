"""`FacesApi`: find faces.

The plain form returns models, ``_with_http_info`` these with status and headers, and ``_without_preload_content`` the
answer before its body is read. The options that all of them take are described in docs/options.md.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from photoprism_client._call.endpoint import Body, Endpoint
from photoprism_client._call.request import CallOptions, RequestTimeout
from photoprism_client._transport.response import RESTResponse
from photoprism_client.api.filters import FACE_CHECKS, checked
from photoprism_client.api_client import ApiClient
from photoprism_client.api_response import ApiResponse

if TYPE_CHECKING:
    from photoprism_client.models.faces import EntityFace, SearchFace


SEARCH_FACES = Endpoint("search_faces", "/api/v1/faces", "application/json", Body.JSON, None)
GET_FACE = Endpoint("get_face", "/api/v1/faces/{id}", "application/json", Body.JSON, None)


class FacesApi:
    """The faces that a server found.

    :param api_client: the client to use; default :meth:`ApiClient.get_default`.
    """

    def __init__(self, api_client: ApiClient | None = None) -> None:
        self.api_client = ApiClient.get_default() if api_client is None else api_client

    def search_faces(
        self,
        count: int,
        offset: int | None = None,
        order: str | None = None,
        hidden: str | None = None,
        unknown: str | None = None,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, Any] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, Any] | None = None,
        _host_index: int = 0,
    ) -> "list[SearchFace]":
        """Return one page of faces.

        :param count: rows, 1 to 100 000.
        :param offset: rows to leave out, 0 or more; default 0.
        :param order: one of ``subject``, ``added`` and ``samples``; default the server's.
        :param hidden: ``yes`` or ``no``: whether hidden ones are found, too.
        :param unknown: ``yes`` for those without a name only.
        :return: the faces.
        :raises ApiTypeError: an argument has the wrong type; nothing is sent.
        :raises ApiValueError: an argument has a value that is not allowed; nothing is sent.
        :raises ApiException: the call failed; the classes are in docs/errors.md.

        Source: GET /api/v1/faces
        """
        options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        query = checked(
            FACE_CHECKS, {"count": count, "offset": offset, "order": order, "hidden": hidden, "unknown": unknown}
        )
        return self.api_client._caller.ask(SEARCH_FACES, {}, options, _read_faces, query).data

    def search_faces_with_http_info(
        self,
        count: int,
        offset: int | None = None,
        order: str | None = None,
        hidden: str | None = None,
        unknown: str | None = None,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, Any] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, Any] | None = None,
        _host_index: int = 0,
    ) -> "ApiResponse[list[SearchFace]]":
        """Return, with status and headers, one page of faces.

        The same as :meth:`search_faces` otherwise.

        :return: status, headers and the faces.
        :raises ApiException: the call failed; the classes are in docs/errors.md.

        Source: GET /api/v1/faces
        """
        options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        query = checked(
            FACE_CHECKS, {"count": count, "offset": offset, "order": order, "hidden": hidden, "unknown": unknown}
        )
        return self.api_client._caller.ask(SEARCH_FACES, {}, options, _read_faces, query)

    def search_faces_without_preload_content(
        self,
        count: int,
        offset: int | None = None,
        order: str | None = None,
        hidden: str | None = None,
        unknown: str | None = None,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, Any] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, Any] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Return the open answer for one page of faces.

        Like :meth:`search_faces`, for JSON that is read in another way. Close it, or use it in a ``with`` block.

        :return: the open answer, its body not yet read.
        :raises ApiException: the call failed, or the status is 400 or above.

        Source: GET /api/v1/faces
        """
        options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        query = checked(
            FACE_CHECKS, {"count": count, "offset": offset, "order": order, "hidden": hidden, "unknown": unknown}
        )
        return self.api_client._caller.open(SEARCH_FACES, {}, options, query)

    def get_face(
        self,
        id: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, Any] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, Any] | None = None,
        _host_index: int = 0,
    ) -> "EntityFace":
        """Return a face.

        :param id: face ID.
        :return: the face.
        :raises NotFoundException: there is none.
        :raises ApiException: the call failed; the classes are in docs/errors.md.

        Source: GET /api/v1/faces/{id}
        """
        options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self.api_client._caller.ask(GET_FACE, {"id": id}, options, _read_face).data

    def get_face_with_http_info(
        self,
        id: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, Any] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, Any] | None = None,
        _host_index: int = 0,
    ) -> "ApiResponse[EntityFace]":
        """Return, with status and headers, a face.

        The same as :meth:`get_face` otherwise.

        :return: status, headers and the face.
        :raises ApiException: the call failed; the classes are in docs/errors.md.

        Source: GET /api/v1/faces/{id}
        """
        options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self.api_client._caller.ask(GET_FACE, {"id": id}, options, _read_face)

    def get_face_without_preload_content(
        self,
        id: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, Any] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, Any] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Return the open answer for a face.

        Like :meth:`get_face`, for JSON that is read in another way. Close it, or use it in a ``with`` block.

        :return: the open answer, its body not yet read.
        :raises ApiException: the call failed, or the status is 400 or above.

        Source: GET /api/v1/faces/{id}
        """
        options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self.api_client._caller.open(GET_FACE, {"id": id}, options)


def _read_faces(body: bytes) -> "list[SearchFace]":
    from photoprism_client.models.faces import SearchFace
    from photoprism_client.models.reading import read_list

    return read_list(SearchFace, body)


def _read_face(body: bytes) -> "EntityFace":
    from photoprism_client.models.faces import EntityFace
    from photoprism_client.models.reading import read_one

    return read_one(EntityFace, body)
