"""The server's listings become rows: each wanted file with the place where it is to be."""

import contextlib
import heapq
import logging
import warnings
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from photoprism_client.api.albums_api import AlbumsApi
from photoprism_client.api.folders_api import FoldersApi
from photoprism_client.api.known_dates import known_date
from photoprism_client.api.labels_api import LabelsApi
from photoprism_client.api.paging import ListingChangedWarning
from photoprism_client.api.photos_api import PhotosApi
from photoprism_client.api_client import ApiClient
from photoprism_client.exceptions import ForbiddenException, NotFoundException
from photoprism_client.export.facts import is_hidden, stamp_of
from photoprism_client.export.layout import Template
from photoprism_client.export.report import FAILED, SKIPPED, Ledger
from photoprism_client.export.selection import ORIGINALS, Left, Selection, is_sidecar_name
from photoprism_client.export.state import Listed, State
from photoprism_client.models import EntityFile, SearchAlbum, SearchPhoto
from photoprism_client.models.files import ORIGINALS as ROOT
from photoprism_client.transfer.names import split_extension

_logger = logging.getLogger("photoprism_client")

_PAGE = 1000
_PNG_SIZE = "colors"

# When the server met the photo and when it was taken, its UID, and what stands for all that is listed of it.
_Facts = tuple[float, float | None, str, str]


class Listing:
    """Asks for all that is wanted.

    :param api_client: whom to ask through.
    :param selection: what is wanted.
    :param template: where it is to be.
    :param state: takes the rows.
    :param ledger: is told of what is left out.
    :param needs_details: whether albums, labels, and what shows a change of a photo are needed, for metadata.
    """

    def __init__(
        self,
        api_client: ApiClient,
        selection: Selection,
        template: Template,
        state: State,
        ledger: Ledger,
        *,
        needs_details: bool,
    ) -> None:
        self._photos, self._albums, self._folders = PhotosApi(api_client), AlbumsApi(api_client), FoldersApi(api_client)
        self._labels = LabelsApi(api_client)
        self._selection, self._template = selection, template
        self._state, self._ledger = state, ledger
        self._in_albums = "album" in template.fields
        self._needs_albums = needs_details or self._in_albums
        #: UIDs of archived and hidden photos that are in no album.
        self._unsorted: set[str] = set()
        is_one = selection.size is not None or selection.files != ORIGINALS
        self._is_meant = _is_primary if is_one else _is_own
        self._needs_details = needs_details
        #: Whether nothing can be missing from what was listed.
        self.is_complete = True
        #: All albums, where these were asked for.
        self.albums: list[SearchAlbum] = []
        #: Names by UID of the labels that the server lists, where details were asked for.
        self.label_names: dict[str, str] = {}

    def run(self) -> None:
        """List everything.

        :raises ApiValueError: there is no such album; the message has close titles.
        :raises ApiException: the server does not answer.
        """
        wanted = [self._albums.find_album(album).uid or "" for album in self._selection.albums]
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always", ListingChangedWarning)
            if self._needs_albums:
                self._list_albums()
            if self._needs_details:
                self._list_labels()
            if self._selection.sidecars:
                self._list_sidecars()
            self._list_photos(self._found(wanted))
        for warning in caught:
            self.is_complete = False
            _logger.warning("%s", warning.message)

    def _found(self, albums: list[str]) -> Iterator[SearchPhoto]:
        listings = []
        for only in self._kinds():
            for of_album in [{"s": album} for album in albums] or [{}]:
                asked: dict[str, Any] = {**self._selection.filters, **only, **of_album}
                listings.append(self._photos.iterate(**asked))
        if len(listings) == 1:
            return listings[0]
        if self._selection.recent is None:
            return _each_once(chain.from_iterable(listings))
        return _each_once(heapq.merge(*listings, key=_number, reverse=True))

    def _kinds(self) -> Iterator[dict[str, bool]]:
        """Return what to ask for: the default listing has neither archived nor hidden photos, others nothing else."""
        yield {}
        if self._selection.archived:
            yield {"archived": True}
        if self._selection.hidden:
            yield {"hidden": True}

    def _list_photos(self, photos: Iterator[SearchPhoto]) -> None:
        rows: list[Listed] = []
        for found in self._selection.photos(photos):
            if isinstance(found, Left):
                self._ledger.note(SKIPPED, found.name, reason=found.reason)
                continue
            self._add_rows(found, rows)
            if len(rows) >= _PAGE:
                self._ledger.step(rows[-1].source, files=len(rows))
                self._state.add(rows)
                rows.clear()
        self._state.add(rows)

    def _add_rows(self, photo: SearchPhoto, rows: list[Listed]) -> None:
        uid, created, taken = photo.uid or "", photo.created_at, photo.taken_at
        facts = (
            0.0 if created is None else created.timestamp(),
            None if taken is None or known_date(photo).moment is None else taken.timestamp(),
            uid,
            stamp_of(photo) if self._needs_details else "",
        )
        self._complete_albums(photo)
        albums = (self._state.albums_of(uid) if self._in_albums else None) or [""]
        for file in photo.files:
            if self._is_meant(file) and self._is_to_be_had(file):
                name, sha1 = file.name or "", file.hash or ""
                for album in albums:
                    rows.append(self._row(photo, name, sha1, file.size or 0, album, facts))
        if self._selection.sidecars:
            for name, sha1, size in self._state.sidecars_of(uid):
                rows += [
                    Listed(name, self._template.path(photo, name, sha1, album), sha1, sha1, size, *facts, album)
                    for album in albums
                ]

    def _row(
        self,
        photo: SearchPhoto,
        name: str,
        sha1: str,
        size: int,
        album: str,
        facts: _Facts,
    ) -> Listed:
        if (thumb := self._selection.size) is None:
            return Listed(name, self._template.path(photo, name, sha1, album), sha1, sha1, size, *facts, album)
        shown = split_extension(name)[0] + (".png" if thumb == _PNG_SIZE else ".jpg")
        return Listed(name, self._template.path(photo, shown, sha1, album), f"{sha1}_{thumb}", sha1, 0, *facts, album)

    def _is_to_be_had(self, file: EntityFile) -> bool:
        """Tell whether a file is wanted, and note why not."""
        if (reason := self._selection.refusal(file)) is not None:
            self._ledger.note(SKIPPED, file.name or "", size=file.size or 0, reason=reason)
            return False
        if file.missing or not file.hash:
            # Not asked for: that could take it out of the server's index.
            reason = "missing on the server's disk"
            self._ledger.note(FAILED, file.name or "", size=file.size or 0, sha1=file.hash, reason=reason)
            return False
        return True

    def _list_albums(self) -> None:
        """List the albums with their photos; archived and hidden ones, which few albums have, by what is in none."""
        self.albums = list(self._albums.iterate(type="album"))
        for album in self.albums:
            members = self._photos.iterate(s=album.uid or "")
            self._state.add_members((photo.uid or "", album.uid or "", album.title or "") for photo in members)
        for only in filter(None, self._kinds()):
            unsorted = self._photos.iterate(unsorted=True, **only)  # type: ignore[arg-type]
            self._unsorted.update(photo.uid or "" for photo in unsorted)

    def _complete_albums(self, photo: SearchPhoto) -> None:
        """Ask for the albums of an archived or hidden photo, unless it is in none."""
        is_elsewhere = photo.deleted_at is not None or (self._selection.hidden and is_hidden(photo))
        if not (self._needs_albums and is_elsewhere) or photo.uid in self._unsorted:
            return
        titles = {album.uid or "": album.title or "" for album in self.albums}
        with contextlib.suppress(NotFoundException):  # it went away while it was listed
            found = [album.uid or "" for album in self._photos.get_photo(photo.uid or "").albums]
            self._state.add_members((photo.uid or "", uid, titles[uid]) for uid in found if uid in titles)

    def _list_labels(self) -> None:
        try:
            self.label_names = {label.uid or "": label.name or "" for label in self._labels.iterate(all=True)}
        except ForbiddenException:
            _logger.warning("these credentials may not list labels: new names of labels are not noticed")

    def _list_sidecars(self) -> None:
        files = (file for file in self._folders.iterate_files() if _is_sidecar(file))
        self._state.add_sidecars(
            (file.photo_uid or "", file.name or "", file.hash or "", file.size or 0)
            for file in files
            if self._selection.refusal(file) is None
        )


def _is_primary(file: EntityFile) -> bool:
    return file.primary is True


def _is_own(file: EntityFile) -> bool:
    return file.root == ROOT and not file.sidecar


def _each_once(photos: Iterable[SearchPhoto]) -> Iterator[SearchPhoto]:
    seen = set()
    for photo in photos:
        if photo.uid not in seen:
            seen.add(photo.uid)
            yield photo


def _number(photo: SearchPhoto) -> int:
    """Return the server's number of a photo, by which it lists what was added last."""
    digits = (photo.id or "").partition("-")[0]
    return int(digits) if digits.isdecimal() else 0


def _is_sidecar(file: EntityFile) -> bool:
    return file.is_original and file.sidecar is True and bool(file.hash) and is_sidecar_name(file.name or "")
