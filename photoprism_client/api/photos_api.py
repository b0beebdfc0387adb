"""`PhotosApi`: find photos, page by page or as a whole; change, approve, archive, delete and upload them."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import chain
from typing import TYPE_CHECKING, Unpack

from photoprism_client.api._generated.photos import SEARCH_PHOTOS, PhotosOperations
from photoprism_client.api.filter_values import texts, texts_of
from photoprism_client.api.filters import PHOTO_CHECKS, PhotoQuery, checked, lasting
from photoprism_client.api.listings import Listing
from photoprism_client.api.paging import (
    Joint,
    OnChange,
    Page,
    check_page_size,
    page_of,
    refuse_order,
    refuse_paging,
    walk,
)
from photoprism_client.api.patterns import only_meant
from photoprism_client.api.photos_in_bulk import PhotosInBulk

if TYPE_CHECKING:
    from photoprism_client.models.entity_photo import EntityPhoto
    from photoprism_client.models.search_photo import SearchPhoto
    from photoprism_client.writing.items import Item, Items
    from photoprism_client.writing.local_files import LocalPaths
    from photoprism_client.writing.upload_results import OnUpload, UploadedFile
    from photoprism_client.writing.uploads import Albums

_SCATTERED = "it puts the files of a photo far apart, unless primary=True leaves one of each"
_SCATTERING = {"size": _SCATTERED, "duration": _SCATTERED}
_UNSTABLE = {
    "random": "it is another one each time",
    "relevance": "it changes while it is read",
    "similar": "it changes while it is read",
}


class PhotosApi(PhotosOperations, PhotosInBulk):
    """The photos of a server.

    :param api_client: the client to use; default :meth:`ApiClient.get_default`.
    """

    #: Reads the pages of :meth:`iterate`.
    _search = SEARCH_PHOTOS

    def iterate(
        self,
        *,
        page_size: int | None = None,
        order: str = "added",
        on_change: OnChange | None = None,
        **filters: Unpack[PhotoQuery],
    ) -> "Listing[SearchPhoto]":
        """Return all photos that match, each once and whole: with all of its files, wherever a page ended.

        Photos that are added or removed meanwhile neither double nor hide others: pages overlap, and are read again
        where the overlap is missing. That holds for orders which stay as they are, such as the default; a photo that is
        edited meanwhile changes its place in ``updated``, ``edited``, ``title`` and ``name``, and may be missed there.
        From the second page on, two pages are asked for ahead, in threads that end with the answer. At most three pages
        are in memory, as the bytes of their answers, and about 80 bytes for each photo returned.

        What the server finds by a path, name, file name, title or original name is compared again: ``*`` stands for
        anything there, and nothing else does. Titles of albums are looked up before the first page; the photos of
        several albums come album by album, each once.

        A whole library is three listings: this one, one with ``archived=True``, and one with ``hidden=True``.

        :param page_size: rows of a page, 1 to 10 000; 1 is treated as 2. Default None: 100 first, then 1000, then as
            many as 8 MiB hold, which are about 4000.
        :param order: as for :meth:`search_photos`; default ``added``, the latest first. Refused are ``random``,
            ``relevance`` and ``similar``, and, without ``primary=True``, ``size`` and ``duration``.
        :param on_change: called with a message where the listing changes so much that items may be missing; default a
            :class:`ListingChangedWarning`.
        :param filters: see :class:`PhotoQuery`.
        :return: an iterator, whose ``to_list()`` reads all; nothing is asked before the first photo is taken. Each page
            may raise what :meth:`search_photos` raises, and the first one LookupFailedError where no album is called as
            *album* says.
        :raises ApiTypeError: an argument has the wrong type, or there is no such filter.
        :raises ApiValueError: an argument has a value that is not allowed.

        Source: GET /api/v1/photos
        """
        refuse_paging(filters)
        refuse_order(order, _UNSTABLE if filters.get("primary") else {**_UNSTABLE, **_SCATTERING})
        values = {"order": order, "merged": True, **lasting(filters)}
        checked({**PHOTO_CHECKS, "album": texts}, values)
        albums = values.pop("album", None)
        check_page_size(page_size)
        if albums is not None:
            found = self._in_albums(texts_of("album", albums), values, page_size, on_change)
        else:
            found = self._walk(values, page_size, on_change)
        asked = {name: value for name, value in filters.items() if value is not None}
        return Listing.of("photos", {**asked, "order": order}, only_meant(found, values))

    def edit(
        self,
        photo: "Item",
        *,
        title: str | None = None,
        caption: str | None = None,
        taken_at_local: datetime | None = None,
        time_zone: str | None = None,
        lat: float | None = None,
        lng: float | None = None,
        altitude: int | None = None,
        favorite: bool | None = None,
        private: bool | None = None,
        keywords: str | Iterable[str] | None = None,
        notes: str | None = None,
        subject: str | None = None,
        artist: str | None = None,
        copyright: str | None = None,
        license: str | None = None,
    ) -> "EntityPhoto":
        """Change what is known of a photo, so that it lasts, and make sure that the server took it.

        It reads the photo, sends only what differs, with the source ``manual``, which no rescan overrides, and compares
        what the server made of it. What is None stays as it is. Threads of one client edit a photo one after the other.

        An edit approves a photo that is in review, and works on archived ones.

        :param photo: its UID, or a model that has it, which is not changed.
        :param title: 1 to 200 characters.
        :param caption: at most 4096 characters, empty for none; servers of 2024 call it description.
        :param taken_at_local: the time by the clocks there, without ``tzinfo``, from the year 1000 on; seconds count.
        :param time_zone: a name such as ``Europe/Berlin``, ``UTC+2``, or empty for unknown; the local time stays.
        :param lat: latitude, -90 to 90; together with *lng*.
        :param lng: longitude, -180 to 180; 0 in both means that the position is not known.
        :param altitude: whole metres above the sea, -15 000 to 100 000.
        :param favorite: whether it is a favourite.
        :param private: whether it is private.
        :param keywords: words that replace all others: text with commas, or several texts, empty for none. The server
            keeps single words in lower case, in alphabetical order.
        :param notes: at most 2048 characters, empty for none.
        :param subject: at most 1024 characters, empty for none.
        :param artist: likewise.
        :param copyright: likewise.
        :param license: likewise.
        :return: the photo as the server has it now.
        :raises ApiTypeError: an argument has the wrong type.
        :raises ApiValueError: an argument has a value that is not allowed.
        :raises NotAppliedError: the server did not take some values: ``items`` names them, ``done`` is the photo.
        :raises ApiException: the call failed; the classes are in docs/errors.md.

        Source: GET, PUT /api/v1/photos/{uid}
        """
        from photoprism_client.writing.photo_edits import edit

        return edit(self, photo, locals())  # which picks the fields, by the names of the parameters

    def archive(self, photos: "Items") -> dict[str, list[str]]:
        """Put photos into the archive. They leave their albums.

        Those that are archived already stay as they are.

        :param photos: UIDs or models, one or many.
        :return: the albums that the photos left: UID of the album to UIDs of photos. Pass it to :meth:`restore`.
        :raises ApiTypeError: an argument has the wrong type.
        :raises ApiValueError: an argument has a value that is not allowed.
        :raises NotAppliedError: some are not archived: ``items`` has their UIDs, ``done`` what else would be returned.
        :raises ApiException: a call failed before anything was changed.

        Source: POST /api/v1/batch/photos/archive
        """
        from photoprism_client.writing.photo_batches import archive

        return archive(self, photos)

    def restore(self, photos: "Items", *, albums: "Mapping[str, Iterable[str]] | None" = None) -> list[str]:
        """Take photos out of the archive, and put them back into their albums if these are given.

        :param photos: UIDs or models, one or many.
        :param albums: what :meth:`archive` returned; of it, only *photos* are put back. Default: into none.
        :return: UIDs of those that were in the archive.
        :raises ApiTypeError: an argument has the wrong type.
        :raises ApiValueError: an argument has a value that is not allowed.
        :raises NotAppliedError: some are not restored, or not back in an album: ``items`` has their UIDs, or those of
            the albums; ``done`` has the UIDs of those that were restored. A second call with the same arguments goes
            on.
        :raises ApiException: a call failed before anything was changed.

        Source: POST /api/v1/batch/photos/restore
        """
        from photoprism_client.api.albums_api import AlbumsApi
        from photoprism_client.writing.restoring import restore

        return restore(self, AlbumsApi(self.api_client), photos, albums)

    def approve(self, photos: "Items") -> list[str]:
        """Approve photos that are in review.

        Archived photos are not sent, since the server would take them out of the archive.

        :param photos: UIDs or models, one or many.
        :return: UIDs of those that were in review.
        :raises ApiTypeError: an argument has the wrong type.
        :raises ApiValueError: an argument has a value that is not allowed.
        :raises NotAppliedError: some are not approved: ``items`` has their UIDs, ``done`` what else would be returned.
        :raises ApiException: a call failed before anything was changed.

        Source: POST /api/v1/batch/photos/approve
        """
        from photoprism_client.writing.photo_batches import approve

        return approve(self, photos)

    def set_private(self, photos: "Items", private: bool) -> list[str]:
        """Make photos private, or public.

        :param photos: UIDs or models, one or many.
        :param private: True for private.
        :return: UIDs of those that were changed; the others were so already.
        :raises ApiTypeError: an argument has the wrong type.
        :raises ApiValueError: an argument has a value that is not allowed.
        :raises NotAppliedError: some are not changed: ``items`` has their UIDs, ``done`` what else would be returned.
        :raises ApiException: a call failed before anything was changed.

        Source: POST /api/v1/batch/photos/private
        """
        from photoprism_client.writing.photo_batches import set_private

        return set_private(self, photos, private)

    def delete_archived(self, photos: "Items", *, confirm: int) -> list[str]:
        """Delete archived photos for good: the originals are gone from the server's disk at once.

        Every photo is looked at first. If one is not in the archive, nothing is deleted. Those that the server does not
        have count as deleted, so that a job that was stopped can run again.

        :param photos: UIDs or models, one or many.
        :param confirm: how many different photos these are.
        :return: UIDs of those that were deleted.
        :raises ApiTypeError: an argument has the wrong type.
        :raises ApiValueError: *confirm* is another number, or an argument has another value that is not allowed.
        :raises NotAppliedError: some are not in the archive or not deleted: ``items`` has their UIDs, ``done`` those
            of deleted ones.
        :raises ForbiddenException: the server is read-only, or deleting is switched off.
        :raises ApiException: a call failed before anything was changed.

        Source: POST /api/v1/batch/photos/delete
        """
        from photoprism_client.writing.photo_batches import delete_archived

        return delete_archived(self, photos, confirm)

    def upload(
        self,
        paths: "LocalPaths",
        *,
        albums: "Albums" = (),
        progress: "OnUpload | None" = None,
    ) -> "list[UploadedFile]":
        """Upload files, and look each up afterwards, since the server answers that all is well whatever it did.

        What the server has, by its SHA-1, is not sent; so a call that was stopped can be made again. Nothing on the
        server is overwritten. Files of one name in one folder, such as a picture, its video and its XMP, are sent
        together, others one by one. Memory does not grow with their size.

        :param paths: files and folders, one or many. Of a folder all files are taken, those of folders in it included,
            except hidden folders and links to folders.
        :param albums: albums to put the photos into, also those that were there before: titles, UIDs or models, one or
            many. What has no album of its title gets one, as by :meth:`AlbumsApi.ensure`.
        :param progress: called with an :class:`UploadProgress` whenever bytes were sent, and for a file that the server
            has; what it raises ends the upload.
        :return: what became of each file, in order: see :class:`UploadedFile`.
        :raises ApiTypeError: an argument has the wrong type.
        :raises ApiValueError: a path is neither a file nor a folder, or an album is a filter; or no user is logged in.
        :raises LookupFailedError: several albums have a title.
        :raises NotAppliedError: a call failed after something was sent, or photos are not in their albums: ``items``
            has the paths that are left, or UIDs of photos; ``done`` what became of the others.
        :raises ForbiddenException: the server is read-only, or uploads are switched off.
        :raises ApiException: a call failed before anything was sent.
        :raises OSError: a folder cannot be read.

        Source: POST, PUT /api/v1/users/{uid}/upload/{token}; GET /api/v1/files/{hash}
        """
        from photoprism_client.api._generated.config import ConfigOperations
        from photoprism_client.api._generated.files import FilesOperations
        from photoprism_client.api.albums_api import AlbumsApi
        from photoprism_client.writing.upload_requests import Apis
        from photoprism_client.writing.uploads import upload

        client = self.api_client
        apis = Apis(client, AlbumsApi(client), ConfigOperations(client), FilesOperations(client), self)
        return upload(apis, paths, albums, progress)

    def _walk(
        self, values: Mapping[str, object], page_size: int | None, on_change: OnChange | None
    ) -> "Iterator[SearchPhoto]":
        def read(offset: int, count: int) -> "Page[SearchPhoto]":
            return page_of(self._ask_rows(self._search, {"count": count, "offset": offset, **values}), count)

        return walk(read, _uid, page_size, Joint(_adjoins, _join, _rows_of), on_change)

    def _in_albums(
        self, titles: list[str], values: Mapping[str, object], page_size: int | None, on_change: OnChange | None
    ) -> "Iterator[SearchPhoto]":
        from photoprism_client.api.album_titles import albums_of, filters_of
        from photoprism_client.api.albums_api import AlbumsApi

        albums = albums_of(titles, list(AlbumsApi(self.api_client).iterate(on_change=on_change)))
        listings = [self._walk({**values, **filters_of(album)}, page_size, on_change) for album in albums]
        yield from listings[0] if len(listings) == 1 else each_once(chain.from_iterable(listings))


def each_once(photos: "Iterable[SearchPhoto]") -> "Iterator[SearchPhoto]":
    """Drop photos that several listings have.

    :param photos: of all listings, one after the other.
    :return: the first of each UID, in the same order.
    """
    seen: set[str | None] = set()
    for photo in photos:
        if photo.uid not in seen:
            seen.add(photo.uid)
            yield photo


def _uid(photo: "SearchPhoto") -> str | None:
    return photo.uid


def _rows_of(photo: "SearchPhoto") -> int:
    return len(photo.files)


def _join(whole: "SearchPhoto", part: "SearchPhoto") -> None:
    """Add the files that stood on the next page to those of the first."""
    known = {file.uid for file in whole.files}
    whole.files.extend(file for file in part.files if file.uid not in known)
    whole.merged = len(whole.files) > 1


def _adjoins(whole: "SearchPhoto", part: "SearchPhoto") -> bool:
    """Tell whether the first file of a part is known: rows are files, so none between can be missing then."""
    return not part.files or part.files[0].uid in {file.uid for file in whole.files}
