"""`LabelsApi`: find labels.

The plain form returns models, ``_with_http_info`` these with status and headers, and ``_without_preload_content`` the
answer before its body is read. The options that all of them take are described in docs/options.md.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from photoprism_client._call.endpoint import Body, Endpoint
from photoprism_client._call.request import CallOptions, RequestTimeout
from photoprism_client._transport.response import RESTResponse
from photoprism_client.api.filters import LABEL_CHECKS, checked
from photoprism_client.api.paging import DEFAULT_PAGE_SIZE, OnChange, Page, page_of, walk
from photoprism_client.api_client import ApiClient
from photoprism_client.api_response import ApiResponse

if TYPE_CHECKING:
    from photoprism_client.models.labels import SearchLabel


SEARCH_LABELS = Endpoint("search_labels", "/api/v1/labels", "application/json", Body.JSON, None)


class LabelsApi:
    """The labels of a server.

    :param api_client: the client to use; default :meth:`ApiClient.get_default`.
    """

    def __init__(self, api_client: ApiClient | None = None) -> None:
        self.api_client = ApiClient.get_default() if api_client is None else api_client

    def search_labels(
        self,
        count: int,
        offset: int | None = None,
        all: bool | None = None,
        q: str | None = None,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, Any] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, Any] | None = None,
        _host_index: int = 0,
    ) -> "list[SearchLabel]":
        """Return one page of labels.

        :meth:`iterate` returns all pages.

        :param count: rows, 1 to 100 000.
        :param offset: rows to leave out, 0 or more; default 0.
        :param all: True for all labels; left out, the server leaves unimportant ones out.
        :param q: words of the name.
        :return: the labels.
        :raises ApiTypeError: an argument has the wrong type; nothing is sent.
        :raises ApiValueError: an argument has a value that is not allowed; nothing is sent.
        :raises ApiException: the call failed; the classes are in docs/errors.md.

        Source: GET /api/v1/labels
        """
        options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        query = checked(LABEL_CHECKS, {"count": count, "offset": offset, "all": all, "q": q})
        return self.api_client._caller.ask(SEARCH_LABELS, {}, options, _read_labels, query).data

    def search_labels_with_http_info(
        self,
        count: int,
        offset: int | None = None,
        all: bool | None = None,
        q: str | None = None,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, Any] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, Any] | None = None,
        _host_index: int = 0,
    ) -> "ApiResponse[list[SearchLabel]]":
        """Return, with status and headers, one page of labels.

        The same as :meth:`search_labels` otherwise.

        :return: status, headers and the labels.
        :raises ApiException: the call failed; the classes are in docs/errors.md.

        Source: GET /api/v1/labels
        """
        options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        query = checked(LABEL_CHECKS, {"count": count, "offset": offset, "all": all, "q": q})
        return self.api_client._caller.ask(SEARCH_LABELS, {}, options, _read_labels, query)

    def search_labels_without_preload_content(
        self,
        count: int,
        offset: int | None = None,
        all: bool | None = None,
        q: str | None = None,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, Any] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, Any] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Return the open answer for one page of labels.

        Like :meth:`search_labels`, for JSON that is read in another way. Close it, or use it in a ``with`` block.

        :return: the open answer, its body not yet read.
        :raises ApiException: the call failed, or the status is 400 or above.

        Source: GET /api/v1/labels
        """
        options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        query = checked(LABEL_CHECKS, {"count": count, "offset": offset, "all": all, "q": q})
        return self.api_client._caller.open(SEARCH_LABELS, {}, options, query)

    def iterate(
        self,
        *,
        page_size: int = DEFAULT_PAGE_SIZE,
        all: bool | None = None,
        q: str | None = None,
        on_change: OnChange | None = None,
    ) -> "Iterator[SearchLabel]":
        """Return all labels that match, each once, though some be added or removed meanwhile.

        :param page_size: rows of a page, 1 to 10 000; 1 is treated as 2; default 1000.
        :param all: True for all labels; left out, the server leaves unimportant ones out.
        :param q: words of the name.
        :param on_change: called with a message where the listing changes so much that items may be missing; default a
            :class:`ListingChangedWarning`.
        :return: an iterator; nothing is asked before the first is taken, and each page may raise ApiException.
        :raises ApiTypeError: an argument has the wrong type.
        :raises ApiValueError: an argument has a value that is not allowed.

        Source: GET /api/v1/labels
        """
        values: dict[str, object] = {"all": all, "q": q}
        checked(LABEL_CHECKS, values)

        def read(offset: int, count: int) -> "Page[SearchLabel]":
            query = checked(LABEL_CHECKS, {"count": count, "offset": offset, **values})
            answer = self.api_client._caller.ask(SEARCH_LABELS, {}, CallOptions(), _read_labels, query)
            return page_of(answer.data, answer.headers, len(answer.data), count)

        return walk(read, _uid, page_size, on_change=on_change)


def _read_labels(body: bytes) -> "list[SearchLabel]":
    from photoprism_client.models.labels import SearchLabel
    from photoprism_client.models.reading import read_list

    return read_list(SearchLabel, body)


def _uid(label: "SearchLabel") -> str | None:
    return label.uid
