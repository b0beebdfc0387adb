"""`SubjectsOperations`: written by codegen, do not edit."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from photoprism_client._call.endpoint import Body, Endpoint
from photoprism_client._call.request import CallOptions, RequestTimeout
from photoprism_client._transport.response import RESTResponse
from photoprism_client.api._answers import nothing, one, several
from photoprism_client.api._operations import Operation, Operations, Sent
from photoprism_client.api.filters import SUBJECT_CHECKS
from photoprism_client.api_response import ApiResponse

if TYPE_CHECKING:
    from photoprism_client.models.entity_marker import EntityMarker
    from photoprism_client.models.entity_subject import EntitySubject
    from photoprism_client.models.form_marker import FormMarker
    from photoprism_client.models.form_subject import FormSubject
    from photoprism_client.models.search_subject import SearchSubject

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
DISLIKE_SUBJECT: Operation[None] = Operation(
    Endpoint(
        "dislike_subject",
        "/api/v1/subjects/{uid}/like",
        "application/json",
        Body.JSON,
        None,
        "DELETE",
        repeatable=True,
    ),
    nothing,
)
GET_SUBJECT: "Operation[EntitySubject]" = Operation(
    Endpoint("get_subject", "/api/v1/subjects/{uid}", "application/json", Body.JSON, None),
    one("entity_subject", "EntitySubject"),
)
LIKE_SUBJECT: Operation[None] = Operation(
    Endpoint(
        "like_subject",
        "/api/v1/subjects/{uid}/like",
        "application/json",
        Body.JSON,
        None,
        "POST",
        repeatable=True,
    ),
    nothing,
)
SEARCH_SUBJECTS: "Operation[list[SearchSubject]]" = Operation(
    Endpoint("search_subjects", "/api/v1/subjects", "application/json", Body.JSON, None),
    several("search_subject", "SearchSubject"),
    query=SUBJECT_CHECKS,
    required=("count",),
)
UPDATE_MARKER: "Operation[EntityMarker]" = Operation(
    Endpoint("update_marker", "/api/v1/markers/{uid}", "application/json", Body.JSON, None, "PUT", repeatable=True),
    one("entity_marker", "EntityMarker"),
    body=Sent("marker", "form_marker", "FormMarker"),
)
UPDATE_SUBJECT: "Operation[EntitySubject]" = Operation(
    Endpoint("update_subject", "/api/v1/subjects/{uid}", "application/json", Body.JSON, None, "PUT", repeatable=True),
    one("entity_subject", "EntitySubject"),
    body=Sent("subject", "form_subject", "FormSubject"),
)


class SubjectsOperations(Operations):
    """The operations of `SubjectsApi`."""

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

    def dislike_subject(
        self,
        uid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> None:
        """Remove a person from the favourites.

        :param uid: UID of the person.
        :raises NotFoundException: no person has this UID.

        Source: DELETE /api/v1/subjects/{uid}/like
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        self._ask(DISLIKE_SUBJECT, {"uid": uid}, _options)

    def dislike_subject_with_http_info(
        self,
        uid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> ApiResponse[None]:
        """Do what :meth:`dislike_subject` does; return status and headers as well.

        :return: status, headers and None.

        Source: DELETE /api/v1/subjects/{uid}/like
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(DISLIKE_SUBJECT, {"uid": uid}, _options)

    def dislike_subject_without_preload_content(
        self,
        uid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Send what :meth:`dislike_subject` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: DELETE /api/v1/subjects/{uid}/like
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(DISLIKE_SUBJECT, {"uid": uid}, _options)

    def get_subject(
        self,
        uid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "EntitySubject":
        """Return a person or other subject.

        :param uid: UID of the person.
        :return: the subject.
        :raises NotFoundException: no person has this UID.

        Source: GET /api/v1/subjects/{uid}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(GET_SUBJECT, {"uid": uid}, _options).data

    def get_subject_with_http_info(
        self,
        uid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "ApiResponse[EntitySubject]":
        """Do what :meth:`get_subject` does; return status and headers as well.

        :return: status, headers and the subject.

        Source: GET /api/v1/subjects/{uid}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(GET_SUBJECT, {"uid": uid}, _options)

    def get_subject_without_preload_content(
        self,
        uid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Send what :meth:`get_subject` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: GET /api/v1/subjects/{uid}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(GET_SUBJECT, {"uid": uid}, _options)

    def like_subject(
        self,
        uid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> None:
        """Add a person to the favourites.

        :param uid: UID of the person.
        :raises NotFoundException: no person has this UID.

        Source: POST /api/v1/subjects/{uid}/like
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        self._ask(LIKE_SUBJECT, {"uid": uid}, _options)

    def like_subject_with_http_info(
        self,
        uid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> ApiResponse[None]:
        """Do what :meth:`like_subject` does; return status and headers as well.

        :return: status, headers and None.

        Source: POST /api/v1/subjects/{uid}/like
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(LIKE_SUBJECT, {"uid": uid}, _options)

    def like_subject_without_preload_content(
        self,
        uid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Send what :meth:`like_subject` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: POST /api/v1/subjects/{uid}/like
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(LIKE_SUBJECT, {"uid": uid}, _options)

    def search_subjects(
        self,
        count: int,
        offset: int | None = None,
        order: str | None = None,
        hidden: str | None = None,
        files: int | None = None,
        q: str | None = None,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "list[SearchSubject]":
        """Return one page of people and other subjects; ``iterate`` returns all.

        :param count: rows, 1 to 100 000.
        :param offset: rows to leave out, 0 or more; default 0.
        :param order: ``name``, ``count``, ``added`` or ``relevance``; default the server's.
        :param hidden: ``yes`` or ``no``: whether hidden ones are found, too.
        :param files: the least number of files.
        :param q: words of the name.
        :return: the subjects.

        Source: GET /api/v1/subjects
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        _values: dict[str, object] = {
            "count": count,
            "offset": offset,
            "order": order,
            "hidden": hidden,
            "files": files,
            "q": q,
        }
        return self._ask(SEARCH_SUBJECTS, _values, _options).data

    def search_subjects_with_http_info(
        self,
        count: int,
        offset: int | None = None,
        order: str | None = None,
        hidden: str | None = None,
        files: int | None = None,
        q: str | None = None,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "ApiResponse[list[SearchSubject]]":
        """Do what :meth:`search_subjects` does; return status and headers as well.

        :return: status, headers and the subjects.

        Source: GET /api/v1/subjects
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        _values: dict[str, object] = {
            "count": count,
            "offset": offset,
            "order": order,
            "hidden": hidden,
            "files": files,
            "q": q,
        }
        return self._ask(SEARCH_SUBJECTS, _values, _options)

    def search_subjects_without_preload_content(
        self,
        count: int,
        offset: int | None = None,
        order: str | None = None,
        hidden: str | None = None,
        files: int | None = None,
        q: str | None = None,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Send what :meth:`search_subjects` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: GET /api/v1/subjects
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        _values: dict[str, object] = {
            "count": count,
            "offset": offset,
            "order": order,
            "hidden": hidden,
            "files": files,
            "q": q,
        }
        return self._open(SEARCH_SUBJECTS, _values, _options)

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

    def update_subject(
        self,
        uid: str,
        subject: "FormSubject | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "EntitySubject":
        """Rename a person, or make it a favourite, hidden, private or excluded.

        :param uid: UID of the person.
        :param subject: ``name``, ``favorite``, ``hidden``, ``private`` or ``excluded``.
        :return: the person as it is now; after a merge, the one that was deleted.
        :raises NotFoundException: no person has this UID.
        :raises RateLimitException: the server is busy with another change to people: try again soon.

        Source: PUT /api/v1/subjects/{uid}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(UPDATE_SUBJECT, {"uid": uid, "subject": subject}, _options).data

    def update_subject_with_http_info(
        self,
        uid: str,
        subject: "FormSubject | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "ApiResponse[EntitySubject]":
        """Do what :meth:`update_subject` does; return status and headers as well.

        :return: status, headers and the person as it is now; after a merge, the one that was deleted.

        Source: PUT /api/v1/subjects/{uid}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(UPDATE_SUBJECT, {"uid": uid, "subject": subject}, _options)

    def update_subject_without_preload_content(
        self,
        uid: str,
        subject: "FormSubject | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Send what :meth:`update_subject` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: PUT /api/v1/subjects/{uid}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(UPDATE_SUBJECT, {"uid": uid, "subject": subject}, _options)
