"""`LabelsApi`: find, rename and delete labels, and put them on photos."""

from typing import TYPE_CHECKING

from photoprism_client.api._generated.labels import SEARCH_LABELS, LabelsOperations
from photoprism_client.api.filters import LABEL_CHECKS, checked
from photoprism_client.api.listings import Listing
from photoprism_client.api.paging import OnChange, Page, page_of, walk

if TYPE_CHECKING:
    from photoprism_client.models.entity_label import EntityLabel
    from photoprism_client.models.search_label import SearchLabel
    from photoprism_client.writing.items import Items


class LabelsApi(LabelsOperations):
    """The labels of a server.

    :param api_client: the client to use; default :meth:`ApiClient.get_default`.
    """

    def iterate(
        self,
        *,
        page_size: int | None = None,
        all: bool | None = None,
        q: str | None = None,
        on_change: OnChange | None = None,
    ) -> "Listing[SearchLabel]":
        """Return all labels that match, each once, though some be added or removed meanwhile.

        :param page_size: rows of a page, 1 to 10 000; 1 is treated as 2; default None: 100 first, then more.
        :param all: True for all labels; left out, the server leaves unimportant ones out.
        :param q: words of the name.
        :param on_change: called with a message where the listing changes so much that items may be missing; default a
            :class:`ListingChangedWarning`.
        :return: an iterator; nothing is asked before the first is taken, and each page may raise ApiException.
            ``to_list()`` reads all.
        :raises ApiTypeError: an argument has the wrong type.
        :raises ApiValueError: an argument has a value that is not allowed.

        Source: GET /api/v1/labels
        """
        values: dict[str, object] = {"all": all, "q": q}
        checked(LABEL_CHECKS, values)

        def read(offset: int, count: int) -> "Page[SearchLabel]":
            return page_of(self._ask_rows(SEARCH_LABELS, {"count": count, "offset": offset, **values}), count)

        return Listing.of("labels", values, walk(read, _uid, page_size, on_change=on_change))

    def add(self, photos: "Items", label: "str | SearchLabel | EntityLabel", *, uncertainty: int = 0) -> list[str]:
        """Put a label on photos. The server creates it if there is none of this name.

        Capitals, blanks and punctuation of names do not count. The server adds the words of the name to the keywords.

        :param photos: UIDs or models, one or many.
        :param label: its name, 1 to 160 characters, or a model of it; never a UID.
        :param uncertainty: percent, 0 for certain to 99; default 0. A photo that has the label with less stays so.
        :return: UIDs of those that were changed; the others had it already.
        :raises ApiTypeError: an argument has the wrong type.
        :raises ApiValueError: an argument has a value that is not allowed.
        :raises NotAppliedError: some do not have the label: ``items`` has their UIDs, ``done`` what else would be
            returned. The server puts a renamed label under its new name where its old name is added.
        :raises ApiException: a call failed before anything was changed.

        Source: POST /api/v1/photos/{uid}/label
        """
        from photoprism_client.api._generated.photos import PhotosOperations
        from photoprism_client.writing.photo_labels import add

        return add(self, PhotosOperations(self.api_client), photos, label, uncertainty)

    def remove(self, photos: "Items", label: "str | SearchLabel | EntityLabel") -> list[str]:
        """Take a label off photos.

        A label that the server itself found stays in the photo's ``labels``, hidden, with an ``uncertainty`` of 100.

        :param photos: UIDs or models, one or many.
        :param label: its name, of which capitals, blanks and punctuation do not count; or a model of it; never a UID.
        :return: UIDs of those that were changed; the others did not have it.
        :raises ApiTypeError: an argument has the wrong type.
        :raises ApiValueError: an argument has a value that is not allowed.
        :raises NotAppliedError: some do not exist, or still have the label: ``items`` has their UIDs, ``done`` what
            else would be returned.
        :raises ApiException: a call failed before anything was changed.

        Source: DELETE /api/v1/photos/{uid}/label/{id}
        """
        from photoprism_client.api._generated.photos import PhotosOperations
        from photoprism_client.writing.photo_labels import remove

        return remove(self, PhotosOperations(self.api_client), photos, label)


def _uid(label: "SearchLabel") -> str | None:
    return label.uid
