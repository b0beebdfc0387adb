"""`SubjectsApi`: find people, and what is known of one.

The plain form returns models, ``_with_http_info`` these with status and headers, and ``_without_preload_content`` the
answer before its body is read. The options that all of them take are described in docs/options.md.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from photoprism_client._call.endpoint import Body, Endpoint
from photoprism_client._call.request import CallOptions, RequestTimeout
from photoprism_client._transport.response import RESTResponse
from photoprism_client.api.filters import SUBJECT_CHECKS, checked
from photoprism_client.api.paging import DEFAULT_PAGE_SIZE, OnChange, Page, page_of, refuse_order, walk
from photoprism_client.api_client import ApiClient
from photoprism_client.api_response import ApiResponse

if TYPE_CHECKING:
    from photoprism_client.models.subjects import EntitySubject, SearchSubject


SEARCH_SUBJECTS = Endpoint("search_subjects", "/api/v1/subjects", "application/json", Body.JSON, None)
GET_SUBJECT = Endpoint("get_subject", "/api/v1/subjects/{uid}", "application/json", Body.JSON, None)


class SubjectsApi:
    """The people that a server knows.

    :param api_client: the client to use; default :meth:`ApiClient.get_default`.
    """

    def __init__(self, api_client: ApiClient | None = None) -> None:
        self.api_client = ApiClient.get_default() if api_client is None else api_client

    def search_subjects(
        self,
        count: int,
        offset: int | None = None,
        order: str | None = None,
        hidden: str | None = None,
        files: int | None = None,
        q: str | None = None,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, Any] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, Any] | None = None,
        _host_index: int = 0,
    ) -> "list[SearchSubject]":
        """Return one page of people and other subjects.

        :meth:`iterate` returns all pages.

        :param count: rows, 1 to 100 000.
        :param offset: rows to leave out, 0 or more; default 0.
        :param order: one of ``name``, ``count``, ``added`` and ``relevance``; default the server's.
        :param hidden: ``yes`` or ``no``: whether hidden ones are found, too.
        :param files: the least number of files.
        :param q: words of the name.
        :return: the subjects.
        :raises ApiTypeError: an argument has the wrong type; nothing is sent.
        :raises ApiValueError: an argument has a value that is not allowed; nothing is sent.
        :raises ApiException: the call failed; the classes are in docs/errors.md.

        Source: GET /api/v1/subjects
        """
        options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        query = checked(
            SUBJECT_CHECKS, {"count": count, "offset": offset, "order": order, "hidden": hidden, "files": files, "q": q}
        )
        return self.api_client._caller.ask(SEARCH_SUBJECTS, {}, options, _read_subjects, query).data

    def search_subjects_with_http_info(
        self,
        count: int,
        offset: int | None = None,
        order: str | None = None,
        hidden: str | None = None,
        files: int | None = None,
        q: str | None = None,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, Any] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, Any] | None = None,
        _host_index: int = 0,
    ) -> "ApiResponse[list[SearchSubject]]":
        """Return, with status and headers, one page of people and other subjects.

        The same as :meth:`search_subjects` otherwise.

        :return: status, headers and the subjects.
        :raises ApiException: the call failed; the classes are in docs/errors.md.

        Source: GET /api/v1/subjects
        """
        options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        query = checked(
            SUBJECT_CHECKS, {"count": count, "offset": offset, "order": order, "hidden": hidden, "files": files, "q": q}
        )
        return self.api_client._caller.ask(SEARCH_SUBJECTS, {}, options, _read_subjects, query)

    def search_subjects_without_preload_content(
        self,
        count: int,
        offset: int | None = None,
        order: str | None = None,
        hidden: str | None = None,
        files: int | None = None,
        q: str | None = None,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, Any] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, Any] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Return the open answer for one page of people and other subjects.

        Like :meth:`search_subjects`, for JSON that is read in another way. Close it, or use it in a ``with`` block.

        :return: the open answer, its body not yet read.
        :raises ApiException: the call failed, or the status is 400 or above.

        Source: GET /api/v1/subjects
        """
        options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        query = checked(
            SUBJECT_CHECKS, {"count": count, "offset": offset, "order": order, "hidden": hidden, "files": files, "q": q}
        )
        return self.api_client._caller.open(SEARCH_SUBJECTS, {}, options, query)

    def get_subject(
        self,
        uid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, Any] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, Any] | None = None,
        _host_index: int = 0,
    ) -> "EntitySubject":
        """Return a person or other subject.

        :param uid: subject UID.
        :return: the subject.
        :raises NotFoundException: there is none.
        :raises ApiException: the call failed; the classes are in docs/errors.md.

        Source: GET /api/v1/subjects/{uid}
        """
        options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self.api_client._caller.ask(GET_SUBJECT, {"uid": uid}, options, _read_subject).data

    def get_subject_with_http_info(
        self,
        uid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, Any] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, Any] | None = None,
        _host_index: int = 0,
    ) -> "ApiResponse[EntitySubject]":
        """Return, with status and headers, a person or other subject.

        The same as :meth:`get_subject` otherwise.

        :return: status, headers and the subject.
        :raises ApiException: the call failed; the classes are in docs/errors.md.

        Source: GET /api/v1/subjects/{uid}
        """
        options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self.api_client._caller.ask(GET_SUBJECT, {"uid": uid}, options, _read_subject)

    def get_subject_without_preload_content(
        self,
        uid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, Any] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, Any] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Return the open answer for a person or other subject.

        Like :meth:`get_subject`, for JSON that is read in another way. Close it, or use it in a ``with`` block.

        :return: the open answer, its body not yet read.
        :raises ApiException: the call failed, or the status is 400 or above.

        Source: GET /api/v1/subjects/{uid}
        """
        options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self.api_client._caller.open(GET_SUBJECT, {"uid": uid}, options)

    def iterate(
        self,
        *,
        page_size: int = DEFAULT_PAGE_SIZE,
        order: str = "name",
        hidden: str | None = None,
        files: int | None = None,
        q: str | None = None,
        on_change: OnChange | None = None,
    ) -> "Iterator[SearchSubject]":
        """Return all people and other subjects that match, each once, though some be added or removed meanwhile.

        :param page_size: rows of a page, 1 to 10 000; 1 is treated as 2; default 1000.
        :param order: ``name``, ``count`` or ``added``; default ``name``.
        :param hidden: ``yes`` or ``no``: whether hidden ones are found, too.
        :param files: the least number of files.
        :param q: words of the name.
        :param on_change: called with a message where the listing changes so much that items may be missing; default a
            :class:`ListingChangedWarning`.
        :return: an iterator; nothing is asked before the first is taken, and each page may raise ApiException.
        :raises ApiTypeError: an argument has the wrong type.
        :raises ApiValueError: an argument has a value that is not allowed.

        Source: GET /api/v1/subjects
        """
        refuse_order(order, {"relevance": "it changes while it is read"})
        values: dict[str, object] = {"order": order, "hidden": hidden, "files": files, "q": q}
        checked(SUBJECT_CHECKS, values)

        def read(offset: int, count: int) -> "Page[SearchSubject]":
            query = checked(SUBJECT_CHECKS, {"count": count, "offset": offset, **values})
            answer = self.api_client._caller.ask(SEARCH_SUBJECTS, {}, CallOptions(), _read_subjects, query)
            return page_of(answer.data, answer.headers, len(answer.data), count)

        return walk(read, _uid, page_size, on_change=on_change)


def _read_subjects(body: bytes) -> "list[SearchSubject]":
    from photoprism_client.models.reading import read_list
    from photoprism_client.models.subjects import SearchSubject

    return read_list(SearchSubject, body)


def _read_subject(body: bytes) -> "EntitySubject":
    from photoprism_client.models.reading import read_one
    from photoprism_client.models.subjects import EntitySubject

    return read_one(EntitySubject, body)


def _uid(subject: "SearchSubject") -> str | None:
    return subject.uid
