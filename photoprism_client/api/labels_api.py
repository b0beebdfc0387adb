"""`LabelsApi`: find, rename and delete labels, and put them on photos."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from photoprism_client._call.request import CallOptions
from photoprism_client.api._generated.labels import SEARCH_LABELS, LabelsOperations
from photoprism_client.api.filters import LABEL_CHECKS, checked
from photoprism_client.api.paging import DEFAULT_PAGE_SIZE, OnChange, Page, page_of, walk

if TYPE_CHECKING:
    from photoprism_client.models.search_label import SearchLabel


class LabelsApi(LabelsOperations):
    """The labels of a server.

    :param api_client: the client to use; default :meth:`ApiClient.get_default`.
    """

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
            answer = self._ask(SEARCH_LABELS, {"count": count, "offset": offset, **values}, CallOptions())
            return page_of(answer.data, answer.headers, len(answer.data), count)

        return walk(read, _uid, page_size, on_change=on_change)


def _uid(label: "SearchLabel") -> str | None:
    return label.uid
