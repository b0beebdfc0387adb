"""`SubjectsApi`: find people, and rename, merge and hide them."""

from typing import TYPE_CHECKING

from photoprism_client.api._generated.subjects import SEARCH_SUBJECTS, SubjectsOperations
from photoprism_client.api.filters import SUBJECT_CHECKS, checked
from photoprism_client.api.listings import Listing
from photoprism_client.api.paging import OnChange, Page, page_of, refuse_order, walk

if TYPE_CHECKING:
    from photoprism_client.models.entity_subject import EntitySubject
    from photoprism_client.models.search_subject import SearchSubject
    from photoprism_client.writing.items import Item


class SubjectsApi(SubjectsOperations):
    """The people that a server knows.

    :param api_client: the client to use; default :meth:`ApiClient.get_default`.
    """

    def iterate(
        self,
        *,
        page_size: int | None = None,
        order: str = "name",
        hidden: str | None = None,
        files: int | None = None,
        q: str | None = None,
        on_change: OnChange | None = None,
    ) -> "Listing[SearchSubject]":
        """Return all people and other subjects that match, each once, though some be added or removed meanwhile.

        :param page_size: rows of a page, 1 to 10 000; 1 is treated as 2; default None: 100 first, then more.
        :param order: ``name``, ``count`` or ``added``; default ``name``.
        :param hidden: ``yes`` or ``no``: whether hidden ones are found, too.
        :param files: the least number of files.
        :param q: words of the name.
        :param on_change: called with a message where the listing changes so much that items may be missing; default a
            :class:`ListingChangedWarning`.
        :return: an iterator; nothing is asked before the first is taken, and each page may raise ApiException.
            ``to_list()`` reads all.
        :raises ApiTypeError: an argument has the wrong type.
        :raises ApiValueError: an argument has a value that is not allowed.

        Source: GET /api/v1/subjects
        """
        refuse_order(order, {"relevance": "it changes while it is read"})
        values: dict[str, object] = {"order": order, "hidden": hidden, "files": files, "q": q}
        checked(SUBJECT_CHECKS, values)

        def read(offset: int, count: int) -> "Page[SearchSubject]":
            return page_of(self._ask_rows(SEARCH_SUBJECTS, {"count": count, "offset": offset, **values}), count)

        return Listing.of("people and other subjects", values, walk(read, _uid, page_size, on_change=on_change))

    def rename(self, person: "Item", name: str) -> "EntitySubject":
        r"""Rename a person on all pictures; never merge two people.

        :param person: the UID, or a model that has it.
        :param name: at most 160 bytes in UTF-8 without ``_"$%\*`;<>{}``.
        :return: the person as it is now.
        :raises ApiTypeError: an argument has the wrong type.
        :raises ApiValueError: an argument has a value that is not allowed.
        :raises NotAppliedError: another person has the name, capitals and accents aside, or the server did not take it:
            ``done`` is the person as it is.
        :raises ApiException: the call failed; the classes are in docs/errors.md.

        Source: GET /api/v1/subjects, PUT /api/v1/subjects/{uid}
        """
        from photoprism_client.writing.people import rename

        return rename(self, person, name)

    def merge(self, person: "Item", into: "Item") -> "EntitySubject":
        """Give all faces of a person to another one, and delete the first. This cannot be undone.

        :param person: who is deleted: the UID, or a model that has it.
        :param into: who stays, under the present name: likewise.
        :return: the person who stays.
        :raises ApiTypeError: an argument has the wrong type.
        :raises ApiValueError: an argument has a value that is not allowed.
        :raises NotAppliedError: one of them was deleted, or the server did not merge them: ``done`` is that person.
        :raises ApiException: the call failed; the classes are in docs/errors.md.

        Source: PUT /api/v1/subjects/{uid}
        """
        from photoprism_client.writing.people import merge

        return merge(self, person, into)


def _uid(subject: "SearchSubject") -> str | None:
    return subject.uid
