"""`AlbumsApi`: find, make, change and delete albums."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from photoprism_client._settings.validation import text
from photoprism_client.api._generated.albums import SEARCH_ALBUMS, AlbumsOperations
from photoprism_client.api.album_titles import album_of
from photoprism_client.api.filters import ALBUM_CHECKS, Texts, checked, lasting
from photoprism_client.api.listings import Listing
from photoprism_client.api.paging import OnChange, Page, page_of, walk
from photoprism_client.exceptions import ApiTypeError

if TYPE_CHECKING:
    from photoprism_client.models.entity_album import EntityAlbum
    from photoprism_client.models.search_album import SearchAlbum
    from photoprism_client.writing.items import Item, Items


class AlbumsApi(AlbumsOperations):
    """The albums of a server.

    :param api_client: the client to use; default :meth:`ApiClient.get_default`.
    """

    def iterate(
        self,
        *,
        page_size: int | None = None,
        order: str = "name",
        q: str | None = None,
        type: Texts | None = None,
        uid: Texts | None = None,
        favorite: bool | None = None,
        on_change: OnChange | None = None,
    ) -> "Listing[SearchAlbum]":
        """Return all albums that match, each once, though some be added or removed meanwhile.

        :param page_size: rows of a page, 1 to 10 000; 1 is treated as 2; default None: 100 first, then more.
        :param order: as for :meth:`search_albums`; default ``name``.
        :param q: words of the title, or ``key:value``.
        :param type: as for :meth:`search_albums`.
        :param uid: UIDs, joined by ``|`` or in a list.
        :param favorite: True for favourites only.
        :param on_change: called with a message where the listing changes so much that items may be missing; default a
            :class:`ListingChangedWarning`.
        :return: an iterator; nothing is asked before the first is taken, and each page may raise ApiException.
            ``to_list()`` reads all.
        :raises ApiTypeError: an argument has the wrong type.
        :raises ApiValueError: an argument has a value that is not allowed.

        Source: GET /api/v1/albums
        """
        values = lasting({"order": order, "q": q, "type": type, "uid": uid, "favorite": favorite})
        checked(ALBUM_CHECKS, values)

        def read(offset: int, count: int) -> "Page[SearchAlbum]":
            return page_of(self._ask_rows(SEARCH_ALBUMS, {"count": count, "offset": offset, **values}), count)

        return Listing.of("albums", values, walk(read, _uid, page_size, on_change=on_change))

    def find_album(self, title_or_uid: str) -> "SearchAlbum":
        """Return the album of a title, or of a UID.

        :param title_or_uid: the title, capitals and all, accents in one character or two; or the UID.
        :return: the album; where no album is called so, the folder, month or the like that is.
        :raises ApiTypeError: *title_or_uid* is not a ``str``.
        :raises LookupFailedError: no album is called so, or several are; it has close titles, or their UIDs.
        :raises ApiException: the call failed; the classes are in docs/errors.md.

        Source: GET /api/v1/albums
        """
        return self.find_albums([title_or_uid])[0]

    def find_albums(self, titles_or_uids: Iterable[str]) -> "list[SearchAlbum]":
        """Return the albums of several titles or UIDs; all albums are listed once for them.

        :param titles_or_uids: each as for :meth:`find_album`.
        :return: the albums, in the order of *titles_or_uids*; without any, nothing is asked.
        :raises ApiTypeError: *titles_or_uids* is not several texts.
        :raises LookupFailedError: no album is called so, or several are; it has close titles, or their UIDs.
        :raises ApiException: the call failed; the classes are in docs/errors.md.

        Source: GET /api/v1/albums
        """
        if isinstance(titles_or_uids, str) or not isinstance(titles_or_uids, Iterable):
            raise ApiTypeError(f"titles_or_uids must be several texts, not {titles_or_uids!r}")
        wanted = [text("title_or_uid", title) for title in titles_or_uids]
        albums = [album for album in self.iterate() if album.uid] if wanted else []
        return [album_of(title, albums) for title in wanted]

    def ensure(self, title: str) -> "EntityAlbum":
        """Return the album of a title; create it if there is none.

        The server may answer a request for a new album with another one: whose title is the same in upper or lower
        case, makes the same slug, or matches *title* as a pattern; or with a deleted one, which comes back with its
        photos. None of them is returned.

        :param title: capitals and all, 1 to 159 bytes in UTF-8 without ``_&|{}<>:``, backslashes and blanks at its
            ends, which the server cuts off.
        :return: the album.
        :raises ApiTypeError: *title* is not a ``str``.
        :raises ApiValueError: *title* is empty or too long.
        :raises LookupFailedError: several albums have the title; it has their UIDs.
        :raises NotAppliedError: another album came: it is ``done``.
        :raises ApiException: the call failed; the classes are in docs/errors.md.

        Source: GET, POST /api/v1/albums
        """
        from photoprism_client.api._generated.photos import PhotosOperations
        from photoprism_client.writing.album_content import ensure

        return ensure(self, PhotosOperations(self.api_client), title)

    def add(self, album: "Item", photos: "Items") -> list[str]:
        """Put photos into an album: any number, a thousand at a time.

        The server approves photos in review that are added. Folders, months and other albums that are a filter are
        refused.

        :param album: its UID, or a model that has it; :meth:`ensure` and :meth:`find_album` return one for a title.
        :param photos: UIDs or models, one or many.
        :return: UIDs of those that were added; the others were in it already.
        :raises ApiTypeError: an argument has the wrong type.
        :raises ApiValueError: an argument has a value that is not allowed.
        :raises NotAppliedError: some are not in the album: ``items`` has their UIDs, ``done`` what else would be
            returned.
        :raises NotFoundException: no album has this UID.
        :raises ApiException: a call failed before anything was changed.

        Source: POST /api/v1/albums/{uid}/photos
        """
        from photoprism_client.api._generated.photos import PhotosOperations
        from photoprism_client.writing.album_content import add

        return add(self, PhotosOperations(self.api_client), album, photos)

    def remove(self, album: "Item", photos: "Items") -> list[str]:
        """Take photos out of an album: any number, a thousand at a time.

        Folders, months and other albums that are a filter are refused.

        :param album: its UID, or a model that has it.
        :param photos: UIDs or models, one or many.
        :return: UIDs of those that were removed; the others were not in it.
        :raises ApiTypeError: an argument has the wrong type.
        :raises ApiValueError: an argument has a value that is not allowed.
        :raises NotAppliedError: some do not exist or are still in the album: ``items`` has their UIDs, ``done`` what
            else would be returned.
        :raises NotFoundException: no album has this UID.
        :raises ApiException: a call failed before anything was changed.

        Source: DELETE /api/v1/albums/{uid}/photos
        """
        from photoprism_client.api._generated.photos import PhotosOperations
        from photoprism_client.writing.album_content import remove

        return remove(self, PhotosOperations(self.api_client), album, photos)

    def set_order(self, album: "Item", order: str) -> "EntityAlbum":
        """Set the order in which the photos of an album are shown.

        :param album: its UID, or a model that has it.
        :param order: ``added``, ``duration``, ``name``, ``newest``, ``oldest``, ``relevance``, ``size`` or ``title``.
        :return: the album as it is now.
        :raises ApiTypeError: an argument has the wrong type.
        :raises ApiValueError: an argument has a value that is not allowed.
        :raises NotAppliedError: the server did not take it: ``done`` is the album.
        :raises ApiException: the call failed; the classes are in docs/errors.md.

        Source: GET, PUT /api/v1/albums/{uid}
        """
        from photoprism_client.writing.album_content import set_order

        return set_order(self, album, order)


def _uid(album: "SearchAlbum") -> str | None:
    return album.uid
