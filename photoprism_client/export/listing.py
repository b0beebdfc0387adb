"""The server's listings become rows: each wanted file with the place where it is to be."""

import contextlib
import heapq
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from photoprism_client.api.filters import PhotoQuery
from photoprism_client.api.folder_paths import is_readable
from photoprism_client.api.folders_api import FoldersApi, unreadable
from photoprism_client.api.known_dates import known_date
from photoprism_client.api.photos_api import PhotosApi
from photoprism_client.api_client import ApiClient
from photoprism_client.exceptions import NotFoundException
from photoprism_client.export.facts import is_hidden, stamp_of
from photoprism_client.export.layout import Subject, Template
from photoprism_client.export.report import FAILED, SKIPPED, Ledger
from photoprism_client.export.resolving import Resolved
from photoprism_client.export.selection import ORIGINALS, Left, Selection, is_sidecar_name
from photoprism_client.export.stacks import tail_of
from photoprism_client.export.state import Listed, State
from photoprism_client.models import EntityFile, SearchAlbum, SearchPhoto
from photoprism_client.models.files import ORIGINALS as ROOT

_PAGE = 1000
_PNG_SIZE = "colors"
_SEVERAL = 2

# When the server met the photo and when it was taken, its UID, and what stands for all that is listed of it.
_Facts = tuple[float, float | None, str, str]


class Listing:
    """Asks for all that is wanted.

    :param api_client: whom to ask through.
    :param selection: what is wanted.
    :param resolved: what its names stand for, and what was listed for that.
    :param template: where it is to be.
    :param state: takes the rows.
    :param ledger: is told of what is left out.
    :param needs_details: whether albums, labels, and what shows a change of a photo are needed, for metadata.
    :param needs_times: whether it is needed when photos were taken, for the times of files.
    """

    def __init__(
        self,
        api_client: ApiClient,
        selection: Selection,
        resolved: Resolved,
        template: Template,
        state: State,
        ledger: Ledger,
        *,
        needs_details: bool = False,
        needs_times: bool = False,
    ) -> None:
        self._photos, self._folders = PhotosApi(api_client), FoldersApi(api_client)
        self._selection, self._resolved, self._template = selection, resolved, template
        self._groups = resolved.groups
        self._state, self._ledger = state, ledger
        self._in_albums = "album" in template.fields
        self._needs_albums = needs_details or self._in_albums
        self._needs_original_names = "original_name" in template.fields
        #: UIDs of archived and hidden photos that are in no album.
        self._unsorted: set[str] = set()
        is_one = selection.size is not None or selection.files != ORIGINALS
        self._is_meant = _is_primary if is_one else _is_own
        self._needs_details, self._needs_times = needs_details, needs_times
        #: All albums, where these were asked for.
        self.albums: list[SearchAlbum] = []
        #: Names by UID of the labels that the server lists, where details were asked for.
        self.label_names: dict[str, str] = {}

    def run(self) -> None:
        """List everything.

        :raises ApiException: the server does not answer.
        """
        if self._needs_albums:
            self._list_albums()
        if self._needs_details:
            self._list_labels()
        if self._selection.sidecars:
            self._list_sidecars()
        self._list_photos(self._found())

    def _found(self) -> Iterator[SearchPhoto]:
        listings = []
        for only in self._kinds():
            for of_album in self._resolved.albums or [{}]:
                asked: dict[str, Any] = {**self._selection.filters, **self._resolved.filters, **only, **of_album}
                listings.append(self._photos.iterate(on_change=self._ledger.note_change, **asked))
        if len(listings) == 1:
            return listings[0]
        if self._selection.recent is None:
            return _each_once(chain.from_iterable(listings))
        return _each_once(heapq.merge(*listings, key=_number, reverse=True))

    def _kinds(self) -> Iterator[PhotoQuery]:
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
        uid, created = photo.uid or "", photo.created_at
        facts = (
            0.0 if created is None else created.timestamp(),
            _taken(photo) if self._needs_times else None,
            uid,
            stamp_of(photo) if self._needs_details else "",
        )
        if self._needs_albums:
            self._complete_albums(photo)
        albums = (self._state.albums_of(uid) if self._in_albums else None) or [""]
        wanted = [
            (file.name or "", file.hash or "", file.size or 0)
            for file in photo.files
            if self._is_meant(file) and self._is_to_be_had(file)
        ]
        if self._selection.sidecars:
            wanted += self._state.sidecars_of(uid)
        tails, shared = _tails(photo, wanted)
        for (name, sha1, size), tail in zip(wanted, tails, strict=True):
            original = self._original_name(photo, name, sha1) if self._needs_original_names else ""
            for album in albums:
                rows.append(self._row(Subject(photo, name, sha1, album, original, tail, shared), size, facts))

    def _row(self, subject: Subject, size: int, facts: _Facts) -> Listed:
        name, sha1, tail = subject.source, subject.sha1, subject.tail
        origin, stack = sha1, name.removesuffix(tail)
        if (thumb := self._selection.size) is not None and not is_sidecar_name(name):
            tail = ".png" if thumb == _PNG_SIZE else ".jpg"
            origin, size = f"{sha1}_{thumb}", 0
            subject = subject._replace(source=stack + tail, tail=tail, tails=(tail,))
        path, extension = self._template.path(subject)
        return Listed(name, path, origin, sha1, size, *facts, stack, extension, subject.album)

    def _original_name(self, photo: SearchPhoto, name: str, sha1: str) -> str:
        """Return the name that a file had before it was uploaded; of several of a photo, a search tells one alone."""
        if not photo.original_name:
            return ""
        if len(list(filter(_is_own, photo.files))) < _SEVERAL:
            return photo.original_name
        known = self._state.original_name(name, sha1)
        if known is None:
            with contextlib.suppress(NotFoundException):  # it was removed meanwhile
                for file in self._photos.get_photo(photo.uid or "").files:
                    self._state.note_original_name(file.name or "", file.hash or "", file.original_name or "")
            known = self._state.original_name(name, sha1)
        return known or ""

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
        self.albums = self._groups.albums
        for album in self.albums:
            members = self._photos.iterate(on_change=self._ledger.note_change, s=album.uid or "")
            self._state.add_members((photo.uid or "", album.uid or "", album.title or "") for photo in members)
        for only in filter(None, self._kinds()):
            asked: PhotoQuery = {**only, "unsorted": True}
            unsorted = self._photos.iterate(on_change=self._ledger.note_change, **asked)
            self._unsorted.update(photo.uid or "" for photo in unsorted)

    def _complete_albums(self, photo: SearchPhoto) -> None:
        """Ask for the albums of an archived or hidden photo, unless it is in none."""
        is_elsewhere = photo.deleted_at is not None or (self._selection.hidden and is_hidden(photo))
        if not is_elsewhere or photo.uid in self._unsorted:
            return
        titles = {album.uid or "": album.title or "" for album in self.albums}
        with contextlib.suppress(NotFoundException):  # it went away while it was listed
            found = [album.uid or "" for album in self._photos.get_photo(photo.uid or "").albums]
            self._state.add_members((photo.uid or "", uid, titles[uid]) for uid in found if uid in titles)

    def _list_labels(self) -> None:
        if self._groups.labels is None:
            self._ledger.warn("", "these credentials may not list labels: new names of labels are not noticed")
        self.label_names = {label.uid or "": label.name or "" for label in self._groups.labels or ()}

    def _list_sidecars(self) -> None:
        files = (file for folder in self._readable() for file in self._files_in(folder) if _is_sidecar(file))
        self._state.add_sidecars(
            (file.photo_uid or "", file.name or "", file.hash or "", file.size or 0)
            for file in files
            if self._selection.refusal(file) is None
        )

    def _readable(self) -> Iterator[str]:
        """Return the wanted folders that the server can be asked for; what is excluded is worth no warning."""
        for path in ("", *(self._groups.folders or ())):
            if not self._selection.includes_folder(path):
                continue
            if is_readable(path):
                yield path
            elif not self._selection.excludes(f"{path}/"):
                self._ledger.warn(path, f"{unreadable(path)}; sidecar files in it are not exported")

    def _files_in(self, folder: str) -> Iterator[EntityFile]:
        return self._folders.iterate_files(folder, recursive=False, on_change=self._ledger.note_change)


def _taken(photo: SearchPhoto) -> float | None:
    """Return when a photo was taken, where the whole of that is known; seconds since 1970."""
    return None if photo.taken_at is None or known_date(photo).moment is None else photo.taken_at.timestamp()


def _is_primary(file: EntityFile) -> bool:
    return file.primary is True


def _is_own(file: EntityFile) -> bool:
    return file.root == ROOT and not file.sidecar


def _tails(photo: SearchPhoto, wanted: Sequence[tuple[str, str, int]]) -> tuple[list[str], tuple[str, ...]]:
    """Return the extension of each wanted file, and those of all the photo's own files, the longest first."""
    if len(wanted) == len(photo.files) == 1:  # as most are
        tail = tail_of(wanted[0][0])
        return [tail], (tail,)
    names = {file.name or "" for file in photo.files if file.root == ROOT}.union(name for name, _, _ in wanted)
    others = {name.lower() for name in names}
    tails = {name: tail_of(name, others) for name in names}
    shared = sorted(set(tails.values()), key=lambda tail: (-len(tail.encode()), tail))
    return [tails[name] for name, _, _ in wanted], tuple(shared)


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
