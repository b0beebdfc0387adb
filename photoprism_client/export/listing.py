"""Turns the server's listings into rows: each wanted file, with its path in the folder."""

import contextlib
from collections.abc import Iterator, Sequence
from typing import Any

from photoprism_client.api.folder_paths import is_readable, unreadable
from photoprism_client.api.folders_api import FoldersApi
from photoprism_client.api.known_dates import known_date
from photoprism_client.exceptions import NotFoundException
from photoprism_client.export.collisions import tail_of
from photoprism_client.export.listed_photos import ListedPhotos, joined
from photoprism_client.export.photo_metadata import LISTED_FIELDS, is_hidden, listed_digest
from photoprism_client.export.report import FileAction
from photoprism_client.export.resolving import Resolved, kinds_of
from photoprism_client.export.run import Run
from photoprism_client.export.selection import is_sidecar_name
from photoprism_client.export.side_by_side import SideBySide
from photoprism_client.export.state import WantedFile
from photoprism_client.export.template import DATE_FIELDS, Subject, Template
from photoprism_client.models import EntityFile, SearchAlbum, SearchPhoto
from photoprism_client.models._additions import ORIGINALS as ROOT

_ROWS_AT_ONCE = 1000
_PNG_SIZE = "colors"
_SEVERAL = 2
_NO_ALBUM = ("",)
_FILE_FIELDS = tuple(f"files.{name}" for name in ("name", "root", "hash", "size", "missing", "sidecar"))

#: Path in the library, SHA-1 and bytes of a wanted file.
_File = tuple[str, str, int]


class Listing:
    """Asks for all that is wanted.

    :param run: the run, whose state takes the rows.
    :param resolved: what the names of the selection stand for, and what was listed for that.
    """

    def __init__(self, run: Run, resolved: Resolved) -> None:
        self._run, self._resolved = run, resolved
        self._template = Template(run.options.template, run.destination.name_bytes)
        self._in_albums = "album" in self._template.fields
        self._needs_original_names = "original_name" in self._template.fields
        self._needs_details = run.options.metadata is not None or run.needs_details
        self._needs_albums = self._needs_details or self._in_albums
        self._needs_times = run.options.mtime == "taken"
        self._size = run.selection.size
        self._size_tail = ".png" if self._size == _PNG_SIZE else ".jpg"
        self._wants_one = self._size is not None or run.selection.files == "primary"
        self._is_meant = _is_primary if self._wants_one else _is_own
        self._photos = ListedPhotos(run.api_client, self._fields())
        self._uids = ListedPhotos(run.api_client)
        #: UIDs of archived and hidden photos that are in no album.
        self._unsorted: set[str] = set()
        #: All albums, where they are needed.
        self.albums: list[SearchAlbum] = []
        #: Names of the labels that the server lists, by UID, where details are needed.
        self.label_names: dict[str, str] = {}

    def run(self) -> None:
        """List everything.

        :raises ApiException: the server does not answer.
        """
        self._list_groups()
        with SideBySide() as side_by_side:
            members = [(album, side_by_side.listing(self._members(s=album.uid or ""))) for album in self.albums]
            unsorted = [side_by_side.listing(listing) for listing in self._listings_of_unsorted()]
            sidecars = [side_by_side.listing(self._files_in(folder)) for folder in self._folders_with_sidecars()]
            filters = self._resolved.listings(self._run.selection)
            photos = [side_by_side.listing(self._listed(self._photos, **only)) for only in filters]
            for album, listing in members:
                self._add_members(album, listing)
            self._unsorted = {photo.uid or "" for listing in unsorted for photo in listing}
            for files in sidecars:
                self._add_sidecars(files)
            self._list_photos(joined(photos, latest_first=self._run.selection.recent is not None))
        self._run.state.wanted.end_listing()

    def _fields(self) -> set[str]:
        """Return the fields of a photo that this run needs."""
        selection = self._run.selection
        has_days = selection.since is not None or selection.until is not None
        needed = (
            (True, ("created_at", *_FILE_FIELDS, *self._template.photo_fields)),
            (self._wants_one, ("files.primary",)),
            (selection.recent is not None, ("id",)),
            (not selection.videos, ("type", "file_name")),
            (has_days, DATE_FIELDS),
            (self._needs_times, ("taken_at", *DATE_FIELDS)),
            (self._needs_albums, ("deleted_at", "quality")),
            (self._needs_details, LISTED_FIELDS),
        )
        return {field for is_needed, fields in needed if is_needed for field in fields}

    def _list_groups(self) -> None:
        groups, has_sidecars = self._resolved.groups, self._run.selection.sidecars
        needed = {"albums": self._needs_albums, "labels": self._needs_details, "folders": has_sidecars}
        groups.read(*(name for name, is_needed in needed.items() if is_needed))
        if self._needs_albums:
            self.albums = groups.albums
        if self._needs_details:
            if groups.labels is None:
                self._run.report.warn("", "these credentials may not list labels: new names of labels are not noticed")
            self.label_names = {label.uid or "": label.name or "" for label in groups.labels or ()}

    def _listed(self, photos: ListedPhotos, **filters: Any) -> Iterator[SearchPhoto]:
        return photos.iterate(on_change=self._run.report.listing_changed, **filters)

    def _members(self, **filters: Any) -> Iterator[SearchPhoto]:
        return self._listed(self._uids, **filters)

    def _listings_of_unsorted(self) -> list[Iterator[SearchPhoto]]:
        """Return the listings of archived and hidden photos that are in no album: albums do not list any of them."""
        kinds = filter(None, kinds_of(self._run.selection)) if self._needs_albums else ()
        return [self._members(**only, unsorted=True) for only in kinds]

    def _list_photos(self, photos: Iterator[SearchPhoto]) -> None:
        wanted, report = self._run.state.wanted, self._run.report
        rows: list[WantedFile] = []
        for photo in self._run.selection.photos(photos, lambda name, why: report.add("skipped", name, reason=why)):
            self._add_rows(photo, rows)
            if len(rows) >= _ROWS_AT_ONCE:
                report.step(rows[-1].source, files=len(rows))
                wanted.add(rows)
                rows.clear()
        wanted.add(rows)

    def _add_rows(self, photo: SearchPhoto, rows: list[WantedFile]) -> None:
        uid, created = photo.uid or "", photo.created_at
        of_photo = (
            0.0 if created is None else created.timestamp(),
            _taken(photo) if self._needs_times else None,
            uid,
            listed_digest(photo) if self._needs_details else "",
        )
        if self._needs_albums:
            self._complete_albums(photo)
        albums = (self._run.state.members.titles(uid) if self._in_albums else None) or _NO_ALBUM
        files = self._wanted_files(photo)
        tails, shared = _tails(photo, files)
        for (name, sha1, size), tail in zip(files, tails, strict=True):
            original = self._original_name(photo, name, sha1) if self._needs_original_names else ""
            for album in albums:
                rows.append(self._row(Subject(photo, name, sha1, album, original, tail, shared), size, of_photo))

    def _wanted_files(self, photo: SearchPhoto) -> list[_File]:
        """Return the wanted files of a photo; report those that are left out or missing."""
        wanted = []
        for file in photo.files:
            if not self._is_meant(file):
                continue
            name, sha1, size = file.name or "", file.hash or "", file.size or 0
            rejection = self._rejection(file)
            if rejection is None:
                wanted.append((name, sha1, size))
            else:
                action, reason = rejection
                self._run.report.add(action, name, size=size, sha1=sha1 or None, reason=reason)
        return wanted + self._run.state.sidecars.of(photo.uid or "") if self._run.selection.sidecars else wanted

    def _rejection(self, file: EntityFile) -> tuple[FileAction, str] | None:
        """Return how a file that is not fetched is reported, and why; None for one that is."""
        if (reason := self._run.selection.refusal(file)) is not None:
            return "skipped", reason
        if file.missing or not file.hash:
            # Not asked for: that could take it out of the server's index.
            return "failed", "missing on the server's disk"
        return None

    def _row(self, subject: Subject, size: int, of_photo: tuple[float, float | None, str, str]) -> WantedFile:
        name, content = subject.source, subject.sha1
        stack = name.removesuffix(subject.tail)
        if self._size is not None and not is_sidecar_name(name):
            content, size = f"{content}_{self._size}", 0
            tail = self._size_tail
            subject = subject._replace(source=stack + tail, tail=tail, tails=(tail,))
        path, extension = self._template.path(subject)
        return WantedFile(name, path, content, subject.sha1, size, *of_photo, stack, extension, subject.album)

    def _original_name(self, photo: SearchPhoto, name: str, sha1: str) -> str:
        """Return the name that a file had before it was uploaded; a search has that of one file of a photo only."""
        if not photo.original_name:
            return ""
        if len(list(filter(_is_own, photo.files))) < _SEVERAL:
            return photo.original_name
        names = self._run.state.original_names
        if names.get(name, sha1) is None:
            with contextlib.suppress(NotFoundException):  # it was removed meanwhile
                for file in self._photos.get_photo(photo.uid or "").files:
                    names.put(file.name or "", file.hash or "", file.original_name or "")
        return names.get(name, sha1) or ""

    def _add_members(self, album: SearchAlbum, photos: Iterator[SearchPhoto]) -> None:
        uid, title = album.uid or "", album.title or ""
        self._run.state.members.add((photo.uid or "", uid, title) for photo in photos)

    def _complete_albums(self, photo: SearchPhoto) -> None:
        """Ask for the albums of an archived or hidden photo, unless it is in none."""
        is_elsewhere = photo.deleted_at is not None or (self._run.selection.hidden and is_hidden(photo))
        if not is_elsewhere or photo.uid in self._unsorted:
            return
        titles = {album.uid or "": album.title or "" for album in self.albums}
        with contextlib.suppress(NotFoundException):  # it went away while it was listed
            found = [album.uid or "" for album in self._photos.get_photo(photo.uid or "").albums]
            self._run.state.members.add((photo.uid or "", uid, titles[uid]) for uid in found if uid in titles)

    def _add_sidecars(self, files: Iterator[EntityFile]) -> None:
        self._run.state.sidecars.add(
            (file.photo_uid or "", file.name or "", file.hash or "", file.size or 0)
            for file in files
            if _is_sidecar(file) and self._run.selection.refusal(file) is None
        )

    def _folders_with_sidecars(self) -> Iterator[str]:
        """Yield the folders to look for sidecar files in; warn of those that the server cannot list."""
        for path in ("", *(self._resolved.groups.folders or ())) if self._run.selection.sidecars else ():
            if not self._run.selection.includes_folder(path):
                continue
            if is_readable(path):
                yield path
            elif not self._run.selection.excludes(f"{path}/"):
                self._run.report.warn(path, f"{unreadable(path)}; sidecar files in it are not exported")

    def _files_in(self, folder: str) -> Iterator[EntityFile]:
        folders = FoldersApi(self._run.api_client)
        return folders.iterate_files(folder, recursive=False, on_change=self._run.report.listing_changed)


def _taken(photo: SearchPhoto) -> float | None:
    """Return when a photo was taken, in seconds since 1970; None where the day is not known."""
    return None if photo.taken_at is None or known_date(photo).moment is None else photo.taken_at.timestamp()


def _is_primary(file: EntityFile) -> bool:
    return file.primary is True


def _is_own(file: EntityFile) -> bool:
    return file.root == ROOT and not file.sidecar


def _tails(photo: SearchPhoto, wanted: Sequence[_File]) -> tuple[list[str], tuple[str, ...]]:
    """Return the extension of each wanted file, and those of all the photo's own files, the longest first."""
    if len(wanted) == len(photo.files) == 1:  # as most are
        tail = tail_of(wanted[0][0])
        return [tail], (tail,)
    names = {file.name or "" for file in photo.files if file.root == ROOT}.union(name for name, _, _ in wanted)
    others = {name.lower() for name in names}
    tails = {name: tail_of(name, others) for name in names}
    shared = sorted(set(tails.values()), key=lambda tail: (-len(tail.encode()), tail))
    return [tails[name] for name, _, _ in wanted], tuple(shared)


def _is_sidecar(file: EntityFile) -> bool:
    return file.is_original and file.sidecar is True and bool(file.hash) and is_sidecar_name(file.name or "")
